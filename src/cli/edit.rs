//! Editing a canvas file from a script: read, changed and written under its lock, all or nothing.
//!
//! So several scripts and boards can work on one file: each sees what the others wrote.

use std::collections::BTreeSet;
use std::path::Path;

use super::args::is_stdin;
use super::failure::{Failure, about};
use super::files::{self, newer, unread, unsaved};
use super::names;
use crate::app::editor::{Editor, Shape};
use crate::app::ids::Ids;
use crate::app::msg::Trouble;
use crate::format::{self, Access};
use crate::model::canvas::Canvas;
use crate::model::edit::{Edit, Refused};
use crate::model::id::{BlockId, NoteId};
use crate::model::kind::Kind;
use crate::model::merge::merge;
use crate::shell::{self, open};
use crate::store::library::Library;
use crate::store::load::LoadError;
use crate::store::save::{Decision, Saved, save};

/// A file as it is now, locked.
pub(super) struct Locked<'a> {
    file: &'a Path,
    library: &'a Library,
    /// What it holds.
    pub(super) canvas: Canvas,
    /// New ids and random numbers.
    pub(super) ids: Ids,
}

/// Has the file hold what the edit makes of it; on an error, and where there is nothing to edit, it stays as it is.
/// `plan` runs under the lock: it must not wait.
pub(super) fn edit<T>(
    file: &Path,
    plan: impl FnOnce(&mut Locked<'_>) -> Result<(Edit, T), Trouble>,
) -> Result<T, Failure> {
    if is_stdin(file) {
        return Err(no_file().into());
    }
    let library = files::library(file);
    let mut editing = Editing {
        file,
        library: &library,
        plan: Some(plan),
        made: None,
        done: Err(unread(file, &LoadError::NotFound)),
    };
    match save(file, |there| editing.decide(there)) {
        Ok(Saved::Created | Saved::Replaced | Saved::InPlace | Saved::Unchanged | Saved::Kept) => {
            editing.done.map_err(Failure::from)
        }
        Err(error) => Err(unsaved(file, &error).into()),
    }
}

/// An edit on its way into the file.
struct Editing<'a, P, T> {
    file: &'a Path,
    library: &'a Library,
    /// Until it is carried out.
    plan: Option<P>,
    made: Option<Made>,
    done: Result<T, Trouble>,
}

/// What the edit made, and of what.
struct Made {
    base: Canvas,
    ours: Canvas,
}

impl<P, T> Editing<'_, P, T>
where
    P: FnOnce(&mut Locked<'_>) -> Result<(Edit, T), Trouble>,
{
    fn decide(&mut self, there: Option<&[u8]>) -> Decision {
        self.next(there).unwrap_or_else(|trouble| {
            self.done = Err(trouble);
            Decision::Keep
        })
    }

    fn next(&mut self, there: Option<&[u8]>) -> Result<Decision, Trouble> {
        let bytes = there.ok_or_else(|| unread(self.file, &LoadError::NotFound))?;
        let locked = lock(self.file, self.library, bytes)?;
        let base = locked.canvas.clone();
        let ours = match (self.plan.take(), self.made.take()) {
            (Some(plan), _) => {
                let (canvas, result) = carry_out(locked, plan)?;
                self.done = Ok(result);
                canvas
            }
            // A program that does not wait for the lock wrote meanwhile. The edit is not made twice: it may have seen it.
            (None, Some(made)) => Some(merge(Some(&made.base), &made.ours, &base).canvas),
            (None, None) => None,
        };
        let Some(ours) = ours else {
            return Ok(Decision::Keep);
        };
        let text = format::write(&ours);
        if text.len() > format::MAX_BYTES {
            return Err(too_large(self.file));
        }
        self.made = Some(Made { base, ours });
        Ok(Decision::Write(text.into_bytes()))
    }
}

fn lock<'a>(file: &'a Path, library: &'a Library, bytes: &[u8]) -> Result<Locked<'a>, Trouble> {
    let read = open::parse(file, bytes)?;
    match read.access {
        Access::Full => Ok(Locked {
            file,
            library,
            canvas: read.canvas,
            ids: Ids::new(shell::seed()),
        }),
        Access::ReadOnly(version) => Err(newer(file, version)),
    }
}

/// The canvas that the edit makes; `None` where there is nothing to edit.
fn carry_out<T>(
    mut locked: Locked<'_>,
    plan: impl FnOnce(&mut Locked<'_>) -> Result<(Edit, T), Trouble>,
) -> Result<(Option<Canvas>, T), Trouble> {
    let (edit, result) = plan(&mut locked)?;
    if edit.is_empty() {
        return Ok((None, result));
    }
    let Locked {
        file, mut canvas, ..
    } = locked;
    canvas.apply(edit).map_err(|why| refused(file, &why))?;
    Ok((Some(canvas), result))
}

impl Locked<'_> {
    /// The block that is called this.
    pub(super) fn block(&self, name: &str) -> Result<BlockId, Trouble> {
        names::block(self.file, &self.kind()?, name)
    }

    /// The canvas's kind.
    pub(super) fn kind(&self) -> Result<Kind, Trouble> {
        open::kind(self.file, &self.canvas.kind, self.library)
    }

    /// The note that is called this.
    pub(super) fn note(&self, name: &str) -> Result<NoteId, Trouble> {
        names::note(self.file, &self.canvas, name)
    }

    /// The notes that are called these, each once, in this order.
    pub(super) fn notes(&self, names: &[String]) -> Result<Vec<NoteId>, Trouble> {
        let mut seen = BTreeSet::new();
        let mut notes = Vec::new();
        for name in names {
            let id = self.note(name)?;
            if seen.insert(id.clone()) {
                notes.push(id);
            }
        }
        Ok(notes)
    }

    /// An id that no note has.
    pub(super) fn new_id(&mut self) -> NoteId {
        loop {
            let id = self.ids.note();
            if self.canvas.note(&id).is_none() {
                return id;
            }
        }
    }
}

/// The text as the board would have it had it been pasted there: what no note can show is left out.
pub(super) fn as_typed(text: &str, shape: Shape) -> String {
    let mut editor = Editor::new(shape, "");
    editor.insert(text);
    editor.text().trim_end().to_owned()
}

fn no_file() -> Trouble {
    Trouble {
        what: "standard input cannot be edited".to_owned(),
        advice: "Name a canvas file, such as plan.canvas.json; `-` can stand for a text."
            .to_owned(),
    }
}

fn refused(file: &Path, why: &Refused) -> Trouble {
    let advice = match why {
        Refused::NoSuchNote(_)
        | Refused::IdTaken(_)
        | Refused::ChangedSince(_)
        | Refused::HeaderChangedSince(_)
        | Refused::FiguresChangedSince
        | Refused::StoryChangedSince
        | Refused::KindChangedSince
        | Refused::FieldChangedSince(_)
        | Refused::RoundChangedSince(_) => "Look at the file with `bmcanvas list`, then try again.",
        Refused::ViabilityChangedSince => "See what is answered now: `bmcanvas viability`.",
        Refused::TagColorsChangedSince => "See which colours the tags have now: `bmcanvas tag`.",
        Refused::NotAnIteration(_) => "Give a number, or an empty text to take it away.",
    };
    about(file, why, advice)
}

fn too_large(file: &Path) -> Trouble {
    let most = format::MAX_BYTES >> 20;
    let what = format!("the file would have more than {most} MiB, and could not be read again");
    about(file, &what, "Write less into it; nothing was changed.")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Decision, Editing, Library, Locked, Trouble, no_file};
    use crate::format;
    use crate::model::canvas::Canvas;
    use crate::model::edit::{Change, Edit};
    use crate::model::header::HeaderField;

    fn canvas(changes: Vec<Change>) -> String {
        let mut canvas = Canvas::new("business-model");
        canvas.apply(Edit(changes)).unwrap();
        format::write(&canvas)
    }

    fn header(field: HeaderField, text: &str) -> Change {
        Change::Header(field, text.into())
    }

    #[test]
    fn an_edit_is_made_once_and_merged_with_what_is_written_meanwhile() {
        let title = header(HeaderField::Title, "Ours");
        let mut times = 0;
        let library = Library::default();
        let mut editing = Editing {
            file: Path::new("a"),
            library: &library,
            plan: Some(|_: &mut Locked<'_>| {
                times += 1;
                Ok((Edit(vec![title.clone()]), "done"))
            }),
            made: None,
            done: Err(no_file()),
        };
        let for_whom = header(HeaderField::DesignedFor, "Theirs");
        let (old, theirs) = (canvas(vec![]), canvas(vec![for_whom.clone()]));
        let both = canvas(vec![title.clone(), for_whom]);
        let wrote = |text: &str| Decision::Write(text.into());
        let first = editing.decide(Some(old.as_bytes()));
        assert_eq!(first, wrote(&canvas(vec![title.clone()])));
        assert_eq!(editing.decide(Some(theirs.as_bytes())), wrote(&both));
        assert_eq!(editing.done, Ok("done"));
        let gone: Result<&str, Trouble> = {
            assert_eq!(editing.decide(None), Decision::Keep);
            editing.done
        };
        assert!(gone.is_err(), "the file went with the edit");
        assert_eq!(times, 1);
    }
}
