//! Where the rows of a text begin and end when it is shown in a given width.
//!
//! Rows are ranges of the source, so that a place on the screen and a place in the text can be told from each other.
//! Widths are those of the cleaned form. All bytes lie in a row, but for the newlines and the white space at soft breaks:
//! that hangs past the edge, belongs to the row before it and is not shown.

use super::clean::{Shown, width_of};
use super::grapheme;
use super::scalar::Class;

pub mod atoms;
mod plain;

/// One row as it is shown: the bytes `start..end` of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The first byte of the row.
    pub start: usize,
    /// The byte after its last, hanging white space and newline left out.
    pub end: usize,
}

impl Row {
    /// The row's own part of `source`.
    pub fn of<'a>(&self, source: &'a str) -> &'a str {
        source.get(self.start..self.end).unwrap_or_default()
    }

    /// What the screen shows of this row of `source`.
    pub fn shown<'a>(&self, source: &'a str) -> Shown<'a> {
        Shown::line(self.of(source))
    }
}

/// All rows of `source` at `width` columns; at least one. No row is wider, unless it is a single grapheme.
///
/// A text that ends in a newline has an empty last row, as that is where the cursor goes.
pub fn wrap(source: &str, width: u16) -> Vec<Row> {
    rows(source, width).collect()
}

/// The first `limit` rows, and whether there are more. Takes no longer for a longer text.
pub fn wrap_at_most(source: &str, width: u16, limit: usize) -> (Vec<Row>, bool) {
    let mut rows = rows(source, width);
    let first = rows.by_ref().take(limit).collect();
    (first, rows.next().is_some())
}

/// How many rows `source` takes at `width` columns.
pub fn count_rows(source: &str, width: u16) -> usize {
    rows(source, width).count()
}

/// The rows of `source` one by one.
pub fn rows(source: &str, width: u16) -> Rows<'_> {
    Rows {
        source,
        width: usize::from(width.max(1)),
        next: Some(0),
    }
}

/// The rows of a text, found as they are asked for.
#[derive(Clone, Debug)]
pub struct Rows<'a> {
    source: &'a str,
    width: usize,
    next: Option<usize>,
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let start = self.next?;
        let plain = plain::fill(self.source, self.width, start);
        let (row, next) =
            plain.unwrap_or_else(|| Filling::new(self.source, self.width, start).fill());
        self.next = next;
        Some(row)
    }
}

/// A row, and where the next begins if there is one.
type Filled = (Row, Option<usize>);

/// A row while it is filled grapheme by grapheme.
struct Filling<'a> {
    source: &'a str,
    width: usize,
    start: usize,
    at: usize,
    used: usize,
    /// The class of the grapheme before `at`.
    before: Option<Class>,
    /// Where the last word ends; none as long as there are only leading spaces, which are no place to break.
    word_end: Option<usize>,
    /// The last place to break: where the row would end and the next begin.
    split: Option<(usize, usize)>,
}

impl<'a> Filling<'a> {
    fn new(source: &'a str, width: usize, start: usize) -> Self {
        Self {
            source,
            width,
            start,
            at: start,
            used: 0,
            before: None,
            word_end: None,
            split: None,
        }
    }

    /// The row up to its newline, the text's end or the last place to break before it gets too wide.
    fn fill(mut self) -> Filled {
        loop {
            let step = Step::at(self.source, self.at);
            let is_full = self.used + step.width > self.width && self.at > self.start;
            match step.kind {
                Kind::End => return (self.row(self.at), None),
                Kind::Newline => return (self.row(self.at), Some(self.at + step.len)),
                Kind::Part(Class::Space) if is_full => return self.hang(),
                Kind::Part(Class::Space) => self.add_space(&step),
                Kind::Part(class) => {
                    self.note_split(class);
                    if is_full {
                        let (end, next) = self.split.unwrap_or((self.at, self.at));
                        return (self.row(end), Some(next));
                    }
                    self.add_part(class, &step);
                }
            }
        }
    }

    fn row(&self, end: usize) -> Row {
        Row {
            start: self.start,
            end,
        }
    }

    fn add_space(&mut self, step: &Step) {
        self.add(Class::Space, step);
        self.split = self.word_end.map(|end| (end, self.at));
    }

    fn add_part(&mut self, class: Class, step: &Step) {
        self.add(class, step);
        self.word_end = Some(self.at);
    }

    fn add(&mut self, class: Class, step: &Step) {
        self.at += step.len;
        self.used += step.width;
        self.before = Some(class);
    }

    /// Remembers the place before a grapheme of class `after` if a row may end there.
    fn note_split(&mut self, after: Class) {
        if self
            .before
            .is_some_and(|before| before != Class::Space && before.may_part(after))
        {
            self.split = Some((self.at, self.at));
        }
    }

    /// Ends the row before a run of white space that does not fit, and leaves that run behind with its newline.
    fn hang(self) -> Filled {
        let row = self.row(self.word_end.unwrap_or(self.at));
        let mut at = self.at;
        loop {
            let step = Step::at(self.source, at);
            match step.kind {
                Kind::Part(Class::Space) => at += step.len,
                Kind::Newline => return (row, Some(at + step.len)),
                Kind::End => return (row, None),
                Kind::Part(_) => return (row, Some(at)),
            }
        }
    }
}

/// One grapheme on the way through a text.
struct Step {
    len: usize,
    width: usize,
    kind: Kind,
}

enum Kind {
    End,
    Newline,
    Part(Class),
}

impl Step {
    /// The grapheme at byte `at`, a boundary of `source`.
    fn at(source: &str, at: usize) -> Self {
        let grapheme = grapheme::at(source, at);
        let (width, kind) = match grapheme {
            "" => (0, Kind::End),
            "\n" | "\r\n" => (0, Kind::Newline),
            " " | "\t" => (1, Kind::Part(Class::Space)),
            "\u{3000}" => (2, Kind::Part(Class::Space)),
            _ => {
                let first = grapheme.chars().next().unwrap_or_default();
                (width_of(grapheme), Kind::Part(Class::of(first)))
            }
        };
        Self {
            len: grapheme.len(),
            width,
            kind,
        }
    }
}

#[cfg(test)]
mod tests;
