//! What others did to the canvas and the person has not looked at yet.

use std::collections::BTreeMap;

use crate::model::canvas::Canvas;
use crate::model::changes::{Changes, NoteChange};
use crate::model::id::NoteId;
use crate::model::note::Note;

/// Whose text a note holds that is the other text of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// This person's.
    Mine,
    /// Somebody else's.
    Theirs,
}

/// What others did, until it was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// What became of notes.
    notes: BTreeMap<NoteId, NoteChange>,
    /// Notes that somebody else deleted last: they can be brought back.
    left: Vec<(NoteId, Note)>,
    /// Whose text the notes hold that are the other text of one, as far as this run knows.
    whose: BTreeMap<NoteId, Whose>,
}

impl News {
    /// Takes note of changes by others that led from one canvas to another.
    pub fn take(&mut self, before: &Canvas, changes: &Changes) {
        for (id, change) in changes.notes() {
            match change {
                NoteChange::Added | NoteChange::Changed | NoteChange::Moved => {
                    let first = self.notes.entry(id.clone()).or_insert(change);
                    // What is new stays new, whatever else becomes of it.
                    if *first != NoteChange::Added {
                        *first = change;
                    }
                }
                NoteChange::Removed => drop(self.notes.remove(id)),
                NoteChange::Reordered => {}
            }
        }
        let gone = changes.removed();
        let left: Vec<(NoteId, Note)> = gone
            .filter_map(|id| Some((id.clone(), before.note(id)?.clone())))
            .collect();
        if !left.is_empty() {
            self.left = left;
        }
    }

    /// Takes note of whose text is where, after two people changed one. Whether there is such a note among the new ones.
    pub fn part(&mut self, ours: &Canvas, merged: &Canvas, changes: &Changes) -> bool {
        let text = |canvas: &Canvas, id| canvas.note(id).map(|note| note.text.clone());
        let mut parted = false;
        for other in changes.added() {
            if let Some(of) = merged
                .note(other)
                .and_then(|note| note.conflict_of.as_ref())
            {
                let is_ours = text(ours, of) == text(merged, of);
                let whose = if is_ours { Whose::Theirs } else { Whose::Mine };
                self.whose.insert(other.clone(), whose);
                parted = true;
            }
        }
        parted
    }

    /// What became of the note since it was looked at.
    pub fn of(&self, id: &NoteId) -> Option<NoteChange> {
        self.notes.get(id).copied()
    }

    /// How many notes there are to look at.
    pub fn len(&self) -> usize {
        self.notes.len()
    }

    /// Whether there is no note to look at.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// The note was looked at.
    pub fn looked_at(&mut self, id: &NoteId) {
        self.notes.remove(id);
    }

    /// All were looked at.
    pub fn clear(&mut self) {
        self.notes.clear();
    }

    /// Whose text the other text of a note is; `None` where this run cannot know.
    pub fn whose(&self, other: &NoteId) -> Option<Whose> {
        self.whose.get(other).copied()
    }

    /// The notes that somebody else deleted last; they are forgotten.
    pub fn take_left(&mut self) -> Vec<(NoteId, Note)> {
        std::mem::take(&mut self.left)
    }
}
