//! Who wrote the notes of a canvas, and who changed them last: by note, not by line.

pub mod trace;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::canvas::Canvas;
use super::id::NoteId;
use super::note::Note;
use trace::value;

/// A commit, as far as it did something to a note. Names and words are untrusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// Its hash.
    pub commit: String,
    /// Who did it.
    pub author: String,
    /// When, in seconds since 1970.
    pub time: i64,
    /// The same as a date in the author's calendar.
    pub date: String,
    /// The first line of the commit's message.
    pub subject: String,
}

/// Where a note comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What brought it to the canvas first.
    pub written: Arc<Deed>,
    /// What made it what it is. A new rank alone changes no note.
    pub changed: Arc<Deed>,
}

/// Where the notes of a canvas come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blame {
    /// The canvas as the last commit has it; empty where that has none.
    pub committed: Arc<Canvas>,
    /// The notes of that.
    pub notes: BTreeMap<NoteId, Record>,
    /// How far back it was looked.
    pub reach: Reach,
    /// When that was, in seconds since 1970: what ages are counted to.
    pub now: i64,
}

/// How far back it was looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// To the beginning.
    Whole,
    /// Not all there was could be seen: what seems the first commit of a note may not be it.
    Part,
}

/// How a note stands to the last commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing<'a> {
    /// The last commit does not have it.
    New,
    /// It was changed since the last commit, which has it so.
    Changed(&'a Record),
    /// It is as the last commit has it.
    Committed(&'a Record),
}

impl<'a> Standing<'a> {
    /// Where it comes from, if it was ever committed.
    pub fn record(self) -> Option<&'a Record> {
        match self {
            Self::New => None,
            Self::Changed(record) | Self::Committed(record) => Some(record),
        }
    }
}

impl Blame {
    /// How many days ago the notes of the canvas were written first, where that is known.
    pub fn days_old(&self, canvas: &Canvas) -> BTreeMap<NoteId, u32> {
        const DAY: i64 = 86_400;
        let days = |(id, note): (&NoteId, &Note)| {
            let written = self.of(id, note).record()?.written.time;
            let days = self.now.saturating_sub(written) / DAY;
            Some((id.clone(), u32::try_from(days).ok()?))
        };
        canvas.notes().filter_map(days).collect()
    }

    /// How this note stands, as it is now.
    pub fn of(&self, id: &NoteId, note: &Note) -> Standing<'_> {
        match (self.notes.get(id), self.committed.note(id)) {
            (Some(record), Some(committed)) if value(committed) == value(note) => {
                Standing::Committed(record)
            }
            (Some(record), _) => Standing::Changed(record),
            (None, _) => Standing::New,
        }
    }
}
