//! Undo and redo without limit, of one's own edits only: what others did in between stays.

use crate::model::canvas::Canvas;
use crate::model::edit::{Done, Edit, Refused};
use crate::model::id::NoteId;

/// What was done and can be taken back, and what was taken back and can be done again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    done: Vec<Done>,
    undone: Vec<Done>,
}

impl History {
    /// Does the edit. On an error nothing has changed.
    pub fn apply(&mut self, canvas: &mut Canvas, edit: Edit) -> Result<(), Refused> {
        let done = canvas.perform(edit)?;
        self.done.push(done);
        self.undone.clear();
        Ok(())
    }

    /// Takes the last edit back. `None` where there is nothing to take back, else what was taken back.
    pub fn undo(&mut self, canvas: &mut Canvas) -> Option<Result<Done, Refused>> {
        step(&mut self.done, &mut self.undone, canvas)
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self, canvas: &mut Canvas) -> Option<Result<Done, Refused>> {
        step(&mut self.undone, &mut self.done, canvas)
    }

    /// Whether this is the text that the person gave this note.
    pub fn has_written(&self, id: &NoteId, text: &str) -> bool {
        self.done.iter().any(|done| done.has_written(id, text))
    }

    /// Has what was done last stand: undo takes back what was done before it.
    pub fn let_stand(&mut self) {
        self.done.pop();
    }

    /// Makes `edit` what undo does next, as if its opposite had just been done to the canvas.
    pub fn remember_undone(&mut self, canvas: &Canvas, edit: Edit) {
        self.done.extend(canvas.undone(edit));
    }
}

/// What cannot be taken back any more (somebody else changed the same) is dropped, so that the step before it can be
/// reached.
fn step(
    from: &mut Vec<Done>,
    to: &mut Vec<Done>,
    canvas: &mut Canvas,
) -> Option<Result<Done, Refused>> {
    let done = from.pop()?;
    Some(canvas.take_back(&done).map(|inverse| {
        to.push(inverse);
        done
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
