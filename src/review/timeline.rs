//! What a commit did to a canvas, in a few words.

use std::fmt;

use crate::model::canvas::Canvas;
use crate::model::changes::{Changes, Counts, FieldChange};

/// So many fields are named before the rest is only counted.
const MOST_FIELDS: usize = 2;

/// What a commit did to a canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// It changed so much, and these fields above the blocks; nothing at all where only the form of the file changed.
    Changed(Counts, Vec<FieldChange>),
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
                let changes = Changes::between(before, after);
                Self::Changed(changes.counts(), changes.fields().to_vec())
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
            Self::Changed(counts, _) if counts.is_empty() => f.write_str("form only"),
            Self::Changed(counts, fields) => {
                let notes = Counts {
                    fields: 0,
                    ..*counts
                };
                let notes = notes.to_string();
                let parts = [notes, named(fields)].into_iter();
                let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
                f.write_str(&parts.join(" "))
            }
            Self::Made(notes) => write!(f, "new, {}", Notes(*notes)),
            Self::Deleted => f.write_str("deleted"),
            Self::Unreadable => f.write_str("no canvas"),
            Self::Readable(notes) => write!(f, "a canvas again, {}", Notes(*notes)),
            Self::Unknown(notes) => write!(f, "{} or older", Notes(*notes)),
        }
    }
}

/// The fields by their names, such as `title, viability`. Untrusted.
fn named(fields: &[FieldChange]) -> String {
    let shown = match fields.len() {
        all if all <= MOST_FIELDS + 1 => all,
        _ => MOST_FIELDS,
    };
    let names: Vec<String> = fields.iter().take(shown).map(FieldChange::name).collect();
    let names = names.join(", ");
    match fields.len() - shown {
        0 => names,
        more => format!("{names} and {more} more"),
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
