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

/// Who changed a note at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parted {
    /// This person and somebody else.
    Ours,
    /// Others, as far as this run knows.
    Others,
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

    /// Takes note of whose text is where, after two people changed one; `is_mine` knows what this person wrote into a note.
    /// Who they are, where there is such a note among the new ones.
    pub fn part(
        &mut self,
        ours: &Canvas,
        merged: &Canvas,
        changes: &Changes,
        is_mine: impl Fn(&NoteId, &str) -> bool,
    ) -> Option<Parted> {
        let mut parted = None;
        for other in changes.added() {
            let of = merged
                .note(other)
                .and_then(|note| note.conflict_of.as_ref());
            let Some(of) = of else {
                continue;
            };
            parted = parted.or(Some(Parted::Others));
            // Two others can have changed it as well.
            let Some(mine) = ours.note(of).filter(|note| is_mine(of, &note.text)) else {
                continue;
            };
            let is_in = |id| merged.note(id).is_some_and(|note| note.text == mine.text);
            let whose = match (is_in(of), is_in(other)) {
                (true, _) => Whose::Theirs,
                (false, true) => Whose::Mine,
                (false, false) => continue,
            };
            self.whose.insert(other.clone(), whose);
            parted = Some(Parted::Ours);
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
