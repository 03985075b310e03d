//! Undo and redo without limit: each entry is the edit that takes one back.

use crate::model::canvas::Canvas;
use crate::model::edit::{Edit, Refused};

/// What was done and can be taken back, and what was taken back and can be done again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    done: Vec<Edit>,
    undone: Vec<Edit>,
}

impl History {
    /// Does the edit. On an error nothing has changed.
    pub fn apply(&mut self, canvas: &mut Canvas, edit: Edit) -> Result<(), Refused> {
        let inverse = canvas.apply(edit)?;
        self.done.push(inverse);
        self.undone.clear();
        Ok(())
    }

    /// Takes the last edit back. `None` where there is nothing to take back, else the edit that did it.
    pub fn undo(&mut self, canvas: &mut Canvas) -> Option<Result<Edit, Refused>> {
        step(&mut self.done, &mut self.undone, canvas)
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self, canvas: &mut Canvas) -> Option<Result<Edit, Refused>> {
        step(&mut self.undone, &mut self.done, canvas)
    }

    /// Makes `edit` what undo does next, as if its opposite had just been done.
    pub fn remember_undone(&mut self, edit: Edit) {
        self.done.push(edit);
    }
}

/// What cannot be done any more (its note is gone) is dropped, so that the step before it can be reached.
fn step(
    from: &mut Vec<Edit>,
    to: &mut Vec<Edit>,
    canvas: &mut Canvas,
) -> Option<Result<Edit, Refused>> {
    let edit = from.pop()?;
    Some(canvas.apply(edit.clone()).map(|inverse| {
        to.push(inverse);
        edit
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edit::Change;
    use crate::model::header::HeaderField;

    fn title(text: &str) -> Edit {
        Change::Header(HeaderField::Title, text.to_owned()).into()
    }

    #[test]
    fn a_new_edit_forgets_what_was_undone() {
        let (mut history, mut canvas) = (History::default(), Canvas::new("lean"));
        for text in ["a", "b"] {
            history.apply(&mut canvas, title(text)).unwrap();
        }
        assert!(history.undo(&mut canvas).is_some());
        assert_eq!(canvas.header.title, "a");
        history.apply(&mut canvas, title("c")).unwrap();
        assert!(history.redo(&mut canvas).is_none());
        assert!(history.undo(&mut canvas).is_some());
        assert!(history.undo(&mut canvas).is_some());
        assert!(history.undo(&mut canvas).is_none());
        assert_eq!(canvas.header.title, "");
        assert!(history.redo(&mut canvas).is_some());
        assert_eq!(canvas.header.title, "a");
    }
}
