//! The text under edit: a text area of graphemes, pure and deterministic.
//!
//! Why not a text-area crate: those at hand move and delete by code point and so split emoji, report a wrong cursor column where a
//! cluster is narrower than its parts, read the clock to group undo steps, keep state from their last draw, and would wrap
//! differently from the board. Here text wraps by [`crate::text::wrap`], exactly as it is shown, and all that is needed to draw is asked for.
//! Knows no keys and no colours: who turns keys into calls, and how it looks, is decided elsewhere.

mod history;
mod moves;

use crate::text::grapheme;
use history::{Change, History, Kind};
use std::ops::Range;

/// Whether a text may have several lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A title or the like: never holds a newline.
    Line,
    /// A note: as many lines as one likes.
    Lines,
}

/// Where the cursor stands in the wrapped text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The row, counted from 0.
    pub row: usize,
    /// The column, counted from 0; `width` itself when the cursor stands after a full row.
    pub column: u16,
}

/// A text, a cursor between two of its graphemes, and all earlier states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    shape: Shape,
    text: String,
    cursor: usize,
    /// The column that moving up and down tries to keep.
    goal: Option<u16>,
    history: History,
}

impl Editor {
    /// An editor of `text` with the cursor at its end. The text stays as it is, but for newlines in [`Shape::Line`].
    pub fn new(shape: Shape, text: &str) -> Self {
        let text = match shape {
            Shape::Line => text.replace("\r\n", " ").replace('\n', " "),
            Shape::Lines => text.to_owned(),
        };
        Self {
            shape,
            cursor: text.len(),
            text,
            goal: None,
            history: History::default(),
        }
    }

    /// The text as it is now.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it may have several lines.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// The cursor as a byte of the text; always between two graphemes.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Puts a pasted text in at the cursor, as one step. Line ends of all kinds become newlines, in [`Shape::Line`] spaces; tabs
    /// become spaces, and other control characters are left out.
    pub fn insert(&mut self, pasted: &str) {
        let pasted = self.accept(pasted);
        self.replace(self.cursor..self.cursor, &pasted, Kind::Single);
    }

    /// Types one character. The letters of a word are one step.
    pub fn input(&mut self, typed: char) {
        if typed == '\n' || typed == '\r' {
            return self.newline();
        }
        let typed = self.accept(typed.encode_utf8(&mut [0; 4]));
        self.replace(self.cursor..self.cursor, &typed, Kind::Typing);
    }

    /// Begins a new line; does nothing in [`Shape::Line`].
    pub fn newline(&mut self) {
        match self.shape {
            Shape::Line => {}
            Shape::Lines => self.replace(self.cursor..self.cursor, "\n", Kind::Typing),
        }
    }

    /// Deletes the grapheme before the cursor.
    pub fn backspace(&mut self) {
        self.replace(
            grapheme::before(&self.text, self.cursor)..self.cursor,
            "",
            Kind::Backspace,
        );
    }

    /// Deletes the grapheme after the cursor.
    pub fn delete(&mut self) {
        self.replace(
            self.cursor..grapheme::after(&self.text, self.cursor),
            "",
            Kind::Delete,
        );
    }

    /// Deletes back to the beginning of a word, but not past the beginning of the line; there it deletes the newline.
    pub fn delete_word_before(&mut self) {
        let line = self.line_start();
        let start = if self.cursor == line {
            grapheme::before(&self.text, self.cursor)
        } else {
            self.word_start().max(line)
        };
        self.replace(start..self.cursor, "", Kind::Single);
    }

    /// Deletes on to the end of a word, but not past the end of the line; there it deletes the newline.
    pub fn delete_word_after(&mut self) {
        let line = self.line_end();
        let end = if self.cursor == line {
            grapheme::after(&self.text, self.cursor)
        } else {
            self.word_end().min(line)
        };
        self.replace(self.cursor..end, "", Kind::Single);
    }

    /// Deletes from the beginning of the line to the cursor.
    pub fn delete_to_line_start(&mut self) {
        self.replace(self.line_start()..self.cursor, "", Kind::Single);
    }

    /// Deletes from the cursor to the end of the line.
    pub fn delete_to_line_end(&mut self) {
        self.replace(self.cursor..self.line_end(), "", Kind::Single);
    }

    /// Takes the last step back, if there is one.
    pub fn undo(&mut self) {
        let Some(change) = self.history.undo() else {
            return;
        };
        let (range, old, cursor) = (change.new_range(), change.removed.clone(), change.before);
        self.goal = None;
        self.text.replace_range(range, &old);
        self.cursor = cursor;
    }

    /// Does again the last step that was taken back, if nothing else was done since.
    pub fn redo(&mut self) {
        let Some(change) = self.history.redo() else {
            return;
        };
        let (range, new, cursor) = (change.old_range(), change.inserted.clone(), change.after);
        self.goal = None;
        self.text.replace_range(range, &new);
        self.cursor = cursor;
    }

    /// The only way in which the text changes: puts `with` in place of `range` and the cursor behind it.
    fn replace(&mut self, range: Range<usize>, with: &str, kind: Kind) {
        self.goal = None;
        if range.is_empty() && with.is_empty() {
            return;
        }
        let at = range.start;
        let removed = self.text.get(range.clone()).unwrap_or_default().to_owned();
        self.text.replace_range(range, with);
        let before = self.cursor;
        // What is new may have become one grapheme with what follows.
        self.cursor = grapheme::ceil(&self.text, at + with.len());
        let inserted = with.to_owned();
        self.history.record(
            kind,
            Change {
                at,
                removed,
                inserted,
                before,
                after: self.cursor,
            },
        );
    }

    /// What of a text from outside may be put into this one.
    fn accept(&self, text: &str) -> String {
        let newline = match self.shape {
            Shape::Line => ' ',
            Shape::Lines => '\n',
        };
        let accept = |scalar| match scalar {
            '\n' => Some(newline),
            '\t' => Some(' '),
            other => (!other.is_control()).then_some(other),
        };
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        text.chars().filter_map(accept).collect()
    }
}

#[cfg(test)]
mod tests;
