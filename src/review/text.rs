//! What differs, as lines of text for a terminal or a file.

use std::borrow::Cow;

use super::report::{Aspect, FieldDiff, NoteDiff, Report, Seen};
use crate::model::changes::NoteChange;
use crate::model::words::{Piece, PieceChange, words};
use crate::text::clean::Shown;

/// What a piece of a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Text that only gives context.
    Plain,
    /// The names of the sides.
    Name,
    /// The title of a block, or the name of a field.
    Title,
    /// What is said about a note.
    Quiet,
    /// What is new.
    Added,
    /// What is gone.
    Removed,
    /// The sign of what changed in place.
    Changed,
    /// The sign of what is in another place.
    Moved,
}

/// A piece of a line. Its text is cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span<'a> {
    /// What it is for.
    pub ink: Ink,
    /// What it says.
    pub text: Cow<'a, str>,
}

/// The lines; none where nothing differs.
///
/// Each note has a sign before it, see [`NoteChange::sign`]. `[-words-]` are gone and `{+words+}` are new.
pub fn lines<'a>(report: &'a Report<'_>) -> Vec<Vec<Span<'a>>> {
    let mut out = Page::default();
    if report.is_empty() {
        return out.lines;
    }
    for (sign, name) in [("--- ", report.names.from), ("+++ ", report.names.to)] {
        out.put(Ink::Name, sign);
        out.clean(Ink::Name, name);
        out.end();
    }
    if !report.fields.is_empty() {
        out.end();
    }
    for (label, from, to) in report.fields.iter().flat_map(FieldDiff::lines) {
        out.aspect("", &label, &from, &to);
    }
    for block in &report.blocks {
        out.end();
        if let Some(order) = block.order {
            out.put(Ink::Quiet, format!("{order} "));
        }
        out.clean(Ink::Title, &block.title);
        out.end();
        for note in &block.notes {
            out.note(note);
        }
    }
    out.lines
}

/// The lines without their inks, each ended by a newline.
pub fn plain(lines: &[Vec<Span<'_>>]) -> String {
    let mut text = String::new();
    for line in lines {
        for span in line {
            text.push_str(&span.text);
        }
        text.push('\n');
    }
    text
}

/// Lines being written.
#[derive(Default)]
struct Page<'a> {
    lines: Vec<Vec<Span<'a>>>,
    line: Vec<Span<'a>>,
}

/// Where the text of a note begins, and the lines after its first.
const INDENT: &str = "    ";
/// Where what is said about a note begins.
const FURTHER: &str = "      ";

impl<'a> Page<'a> {
    /// Adds text of our own to the line.
    fn put(&mut self, ink: Ink, text: impl Into<Cow<'a, str>>) {
        let text = text.into();
        if !text.is_empty() {
            self.line.push(Span { ink, text });
        }
    }

    /// Adds text of others to the line.
    fn clean(&mut self, ink: Ink, text: &str) {
        self.put(ink, Shown::line(text).into_text().into_owned());
    }

    fn end(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        // An indent that nothing follows.
        if line.iter().all(|span| span.text.trim().is_empty()) {
            line.clear();
        }
        self.lines.push(line);
    }

    /// Adds a text of several lines; those after the first are indented.
    fn text(&mut self, ink: Ink, indent: &'static str, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.end();
                self.put(Ink::Plain, indent);
            }
            self.clean(ink, line);
        }
    }

    /// Adds what one text became.
    fn edited(&mut self, indent: &'static str, from: &str, to: &str) {
        let pieces = words(from, to);
        let is_another = is_another(&pieces);
        for (at, piece) in pieces.iter().enumerate() {
            if is_another && at > 0 {
                self.end();
                self.put(Ink::Plain, indent);
            }
            let (ink, open, close) = match piece.change {
                PieceChange::Same => (Ink::Plain, "", ""),
                PieceChange::Removed => (Ink::Removed, "[-", "-]"),
                PieceChange::Added => (Ink::Added, "{+", "+}"),
            };
            let text = self.broken(indent, piece.text);
            self.put(ink, open);
            self.text(ink, indent, text);
            self.put(ink, close);
        }
    }

    /// Breaks the line as the text does before its first words, which are given back: a mark stands at what it marks.
    fn broken<'t>(&mut self, indent: &'static str, text: &'t str) -> &'t str {
        let words = text.trim_start_matches('\n');
        if words.is_empty() {
            return text;
        }
        for _ in words.len()..text.len() {
            self.end();
            self.put(Ink::Plain, indent);
        }
        words
    }

    /// A line of a name and what became of its value.
    fn aspect(&mut self, indent: &'static str, name: &str, from: &str, to: &str) {
        self.put(Ink::Plain, indent);
        self.clean(Ink::Title, name);
        self.put(Ink::Title, ": ");
        self.edited(FURTHER, from, to);
        self.end();
    }

    fn note(&mut self, note: &NoteDiff<'_>) {
        let ink = match note.change {
            NoteChange::Added => Ink::Added,
            NoteChange::Removed => Ink::Removed,
            NoteChange::Changed => Ink::Changed,
            NoteChange::Moved | NoteChange::Reordered => Ink::Moved,
        };
        self.put(ink, format!("  {} ", note.change.sign()));
        match (note.from, note.to) {
            (None, Some(seen)) | (Some(seen), None) => self.whole(ink, note, seen),
            (Some(from), Some(to)) => self.both(note, from, to),
            (None, None) => {}
        }
    }

    /// A note that is new or gone, with all that it has.
    fn whole(&mut self, ink: Ink, note: &NoteDiff<'_>, seen: Seen<'_>) {
        self.text(ink, INDENT, &seen.note.text);
        self.end();
        for aspect in all(note) {
            let value = match note.change {
                NoteChange::Removed => aspect.from,
                NoteChange::Added
                | NoteChange::Changed
                | NoteChange::Moved
                | NoteChange::Reordered => aspect.to,
            };
            self.put(Ink::Plain, FURTHER);
            self.clean(Ink::Quiet, &format!("{}: {value}", aspect.name));
            self.end();
        }
    }

    /// A note that is on both sides.
    fn both(&mut self, note: &NoteDiff<'_>, from: Seen<'_>, to: Seen<'_>) {
        self.edited(INDENT, &from.note.text, &to.note.text);
        let told = said(note, from, to);
        if !told.is_empty() {
            self.put(Ink::Plain, "  ");
            self.clean(Ink::Quiet, &format!("({told})"));
        }
        self.end();
        for aspect in all(note) {
            self.aspect(FURTHER, &aspect.name, &aspect.from, &aspect.to);
        }
    }
}

/// What differs besides the text and the place.
fn all(note: &NoteDiff<'_>) -> impl Iterator<Item = Aspect> {
    let said = note.comments().into_iter().chain(note.marks());
    let all = note.aspects().into_iter().chain(said);
    all.filter(Aspect::differs)
}

/// Whether nothing of the text before is left.
pub(super) fn is_another(pieces: &[Piece<'_>]) -> bool {
    let changes: Vec<PieceChange> = pieces.iter().map(|piece| piece.change).collect();
    changes == [PieceChange::Removed, PieceChange::Added]
        && pieces.iter().any(|piece| piece.text.contains([' ', '\n']))
}

/// What is said behind a note: where it came from. Untrusted.
pub(super) fn said(note: &NoteDiff<'_>, from: Seen<'_>, to: Seen<'_>) -> String {
    let mut parts = Vec::new();
    parts.extend(note.came_from.as_ref().map(|block| format!("from {block}")));
    if note.change == NoteChange::Reordered && from.position != to.position {
        parts.push(format!("place {} to {}", from.position, to.position));
    }
    // Told here only where it is no news.
    let still = from
        .other_text()
        .filter(|_| from.other_text() == to.other_text());
    parts.extend(still.map(|other| format!("other text of: {other}")));
    parts.join("; ")
}
