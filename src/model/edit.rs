//! Changes as data: an edit can be applied, and applying it gives the edit that takes it back.

use std::collections::BTreeSet;

use super::canvas::{Canvas, IdTaken};
use super::header::{HeaderField, NotAnIteration};
use super::id::NoteId;
use super::note::{ColorName, Note, Place};

/// One change of one thing. Each says the new value only: the old one comes out when it is applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Adds a note.
    Add(NoteId, Note),
    /// Deletes a note.
    Remove(NoteId),
    /// Gives a note another text.
    Text(NoteId, String),
    /// Puts a note elsewhere.
    Move(NoteId, Place),
    /// Gives a note a colour, or none.
    Color(NoteId, Option<ColorName>),
    /// Gives a note these tags.
    Tags(NoteId, BTreeSet<String>),
    /// Fills in a field of the header.
    Header(HeaderField, String),
}

/// What a person did in one go: all of its changes, or none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit(pub Vec<Change>);

/// Why an edit cannot be applied. The canvas is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The note to change is not there (any more).
    #[error("the note is not here any more")]
    NoSuchNote(NoteId),
    /// A note of that id is there already.
    #[error("the note is here already")]
    IdTaken(NoteId),
    /// The header field does not take that text.
    #[error(transparent)]
    NotAnIteration(#[from] NotAnIteration),
}

impl Edit {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The notes that it touches.
    pub fn notes(&self) -> impl Iterator<Item = &NoteId> {
        self.0.iter().filter_map(|change| match change {
            Change::Add(id, _)
            | Change::Remove(id)
            | Change::Text(id, _)
            | Change::Move(id, _)
            | Change::Color(id, _)
            | Change::Tags(id, _) => Some(id),
            Change::Header(..) => None,
        })
    }
}

impl From<Change> for Edit {
    fn from(change: Change) -> Self {
        Self(vec![change])
    }
}

impl Canvas {
    /// Applies the edit and gives back the one that undoes it. On an error nothing has changed.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, Refused> {
        let mut undo = Vec::with_capacity(edit.0.len());
        for change in edit.0 {
            match self.apply_change(change) {
                Ok(inverse) => undo.push(inverse),
                Err(refused) => {
                    self.take_back(undo);
                    return Err(refused);
                }
            }
        }
        undo.reverse();
        Ok(Edit(undo))
    }

    fn take_back(&mut self, done: Vec<Change>) {
        for inverse in done.into_iter().rev() {
            // The inverse of a change that was just made always applies.
            let _ = self.apply_change(inverse);
        }
    }

    fn apply_change(&mut self, change: Change) -> Result<Change, Refused> {
        use std::mem::replace;
        match change {
            Change::Add(id, note) => match self.insert(id.clone(), note) {
                Ok(()) => Ok(Change::Remove(id)),
                Err(IdTaken) => Err(Refused::IdTaken(id)),
            },
            Change::Remove(id) => match self.remove(&id) {
                Some(note) => Ok(Change::Add(id, note)),
                None => Err(Refused::NoSuchNote(id)),
            },
            Change::Text(id, text) => {
                self.swap(id, |note| replace(&mut note.text, text), Change::Text)
            }
            Change::Move(id, place) => {
                self.swap(id, |note| replace(&mut note.place, place), Change::Move)
            }
            Change::Color(id, color) => {
                self.swap(id, |note| replace(&mut note.color, color), Change::Color)
            }
            Change::Tags(id, tags) => {
                self.swap(id, |note| replace(&mut note.tags, tags), Change::Tags)
            }
            Change::Header(field, text) => {
                let before = self.header.get(field);
                self.header.set(field, &text)?;
                Ok(Change::Header(field, before))
            }
        }
    }

    fn swap<T>(
        &mut self,
        id: NoteId,
        swap: impl FnOnce(&mut Note) -> T,
        inverse: impl FnOnce(NoteId, T) -> Change,
    ) -> Result<Change, Refused> {
        match self.change(&id, swap) {
            Some(before) => Ok(inverse(id, before)),
            None => Err(Refused::NoSuchNote(id)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn note(block: &str, rank: &str, text: &str) -> Note {
        let place = Place {
            block: block.into(),
            rank: rank.into(),
        };
        Note::new(place, text)
    }

    fn start() -> Canvas {
        let mut canvas = Canvas::new("business-model");
        for (id, block) in [("a", "x"), ("b", "x"), ("c", "y"), ("d", "parking")] {
            canvas.insert(id.into(), note(block, id, "text")).unwrap();
        }
        canvas
    }

    fn change() -> impl Strategy<Value = Change> {
        let id = || "[a-f]".prop_map(|id| NoteId::from(id.as_str()));
        let place = ("[xyz]", "[A-D]{1,2}").prop_map(|(block, rank)| note(&block, &rank, "").place);
        prop_oneof![
            (id(), "[xyz]", "[A-D]", ".{0,5}")
                .prop_map(|(id, block, rank, text)| Change::Add(id, note(&block, &rank, &text))),
            id().prop_map(Change::Remove),
            (id(), ".{0,5}").prop_map(|(id, text)| Change::Text(id, text)),
            (id(), place).prop_map(|(id, place)| Change::Move(id, place)),
            (id(), prop::option::of("[a-z]{3}"))
                .prop_map(|(id, color)| Change::Color(id, color.map(Into::into))),
            (id(), prop::collection::btree_set("[a-z]", 0..3))
                .prop_map(|(id, tags)| Change::Tags(id, tags)),
            (
                prop::sample::select(HeaderField::ALL.to_vec()),
                "[0-9a-z]{0,3}"
            )
                .prop_map(|(field, text)| Change::Header(field, text)),
        ]
    }

    #[test]
    fn a_refused_edit_changes_nothing() {
        let mut canvas = start();
        let edit = Edit(vec![
            Change::Text("a".into(), "other".into()),
            Change::Remove("b".into()),
            Change::Remove("b".into()),
        ]);
        assert_eq!(canvas.apply(edit), Err(Refused::NoSuchNote("b".into())));
        assert_eq!(canvas, start());
    }

    proptest! {
        #[test]
        fn edits_and_as_many_undos_give_back_the_same_canvas(
            edits in prop::collection::vec(prop::collection::vec(change(), 1..4), 0..20)
        ) {
            let mut canvas = start();
            let mut undos = Vec::new();
            for edit in edits {
                let before = canvas.clone();
                match canvas.apply(Edit(edit)) {
                    Ok(undo) => undos.push(undo),
                    Err(_) => prop_assert_eq!(&canvas, &before),
                }
            }
            let end = canvas.clone();
            let mut redos = Vec::new();
            while let Some(undo) = undos.pop() {
                redos.push(canvas.apply(undo).unwrap());
            }
            prop_assert_eq!(&canvas, &start());
            while let Some(redo) = redos.pop() {
                canvas.apply(redo).unwrap();
            }
            prop_assert_eq!(canvas, end);
        }
    }
}
