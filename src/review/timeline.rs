//! What a commit did to a canvas, in a few words.

use std::fmt;

use crate::model::canvas::Canvas;
use crate::model::changes::{Changes, Counts};

/// What a commit did to a canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It changed so much; nothing at all where only the form of the file changed.
    Changed(Counts),
    /// It made the canvas, with so many notes.
    Made(usize),
    /// It deleted the file.
    Deleted,
    /// It left something that is no canvas.
    Unreadable,
    /// It made a canvas with so many notes of something that was none.
    Readable(usize),
    /// The canvas had so many notes then; what it was before is not known here.
    Unknown(usize),
}

/// What there was before or after a commit.
#[derive(Clone, Copy, Debug)]
pub enum Side<'a> {
    /// A canvas.
    Canvas(&'a Canvas),
    /// No file.
    Absent,
    /// Something that is no canvas.
    Unreadable,
    /// That is not known.
    Unknown,
}

impl Told {
    /// What was done between the two.
    pub fn between(before: Side<'_>, after: Side<'_>) -> Self {
        match (before, after) {
            (Side::Canvas(before), Side::Canvas(after)) => {
                Self::Changed(Changes::between(before, after).counts())
            }
            (Side::Absent, Side::Canvas(after)) => Self::Made(after.len()),
            (Side::Unreadable, Side::Canvas(after)) => Self::Readable(after.len()),
            (Side::Unknown, Side::Canvas(after)) => Self::Unknown(after.len()),
            (_, Side::Absent) => Self::Deleted,
            (_, Side::Unreadable | Side::Unknown) => Self::Unreadable,
        }
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(counts) if counts.is_empty() => f.write_str("form only"),
            Self::Changed(counts) => counts.fmt(f),
            Self::Made(notes) => write!(f, "new, {}", Notes(*notes)),
            Self::Deleted => f.write_str("deleted"),
            Self::Unreadable => f.write_str("no canvas"),
            Self::Readable(notes) => write!(f, "a canvas again, {}", Notes(*notes)),
            Self::Unknown(notes) => write!(f, "{} or older", Notes(*notes)),
        }
    }
}

struct Notes(usize);

impl fmt::Display for Notes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => f.write_str("1 note"),
            count => write!(f, "{count} notes"),
        }
    }
}
