//! What an export or an import did not take over.

use crate::model::id::NoteId;

/// What there is to say of the last export or import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report(pub Vec<Line>);

/// A line of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it says, untrusted.
    pub text: String,
    /// The note that it is about.
    pub note: Option<NoteId>,
}

impl Report {
    /// Of lines that are about no note.
    pub fn of_lines(lines: impl IntoIterator<Item = String>) -> Self {
        let line = |text| Line { text, note: None };
        Self(lines.into_iter().map(line).collect())
    }
}
