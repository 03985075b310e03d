//! Where the cursor goes, and where it is seen.

use super::{Editor, Place};
use crate::text::clean::Shown;
use crate::text::grapheme;
use crate::text::wrap::{self, Row};
use unicode_segmentation::UnicodeSegmentation as _;

impl Editor {
    /// Goes back one grapheme.
    pub fn left(&mut self) {
        self.go(grapheme::before(&self.text, self.cursor));
    }

    /// Goes on one grapheme.
    pub fn right(&mut self) {
        self.go(grapheme::after(&self.text, self.cursor));
    }

    /// Goes back to the beginning of a word.
    pub fn word_left(&mut self) {
        self.go(self.word_start());
    }

    /// Goes on to the end of a word.
    pub fn word_right(&mut self) {
        self.go(self.word_end());
    }

    /// Goes to the beginning of the line, however many rows it takes.
    pub fn home(&mut self) {
        self.go(self.line_start());
    }

    /// Goes to the end of the line.
    pub fn end(&mut self) {
        self.go(self.line_end());
    }

    /// Goes to the beginning of the text.
    pub fn to_start(&mut self) {
        self.go(0);
    }

    /// Goes to the end of the text.
    pub fn to_end(&mut self) {
        self.go(self.text.len());
    }

    /// Goes up one row as shown at `width` columns, keeping the column where it can; stays in the first row.
    pub fn up(&mut self, width: u16) {
        let place = self.place(width);
        if let Some(row) = place.row.checked_sub(1) {
            self.go_to_row(row, self.goal.unwrap_or(place.column), width);
        }
    }

    /// Goes down one row as shown at `width` columns, keeping the column where it can; stays in the last row.
    pub fn down(&mut self, width: u16) {
        let place = self.place(width);
        self.go_to_row(place.row + 1, self.goal.unwrap_or(place.column), width);
    }

    /// Goes to the grapheme shown at `row` and `column`, or to the nearest end of what is shown.
    pub fn click(&mut self, row: usize, column: u16, width: u16) {
        let last = wrap::count_rows(&self.text, width).saturating_sub(1);
        self.go_to_row(row.min(last), column, width);
        self.goal = None;
    }

    /// The rows of the text at `width` columns, as [`wrap::wrap`] gives them.
    pub fn rows(&self, width: u16) -> Vec<Row> {
        wrap::wrap(&self.text, width)
    }

    /// Where the cursor is seen when the text is shown at `width` columns. White space that hangs past the edge is at `width`.
    pub fn place(&self, width: u16) -> Place {
        let above = wrap::rows(&self.text, width).take_while(|row| row.start <= self.cursor);
        let (row, start) = above
            .enumerate()
            .last()
            .map_or((0, 0), |(number, row)| (number, row.start));
        let before = self.text.get(start..self.cursor).unwrap_or_default();
        let column = Shown::line(before).width().min(usize::from(width));
        Place {
            row,
            column: column as u16,
        }
    }

    /// Moves the cursor and so ends the undo step.
    fn go(&mut self, cursor: usize) {
        self.cursor = cursor;
        self.goal = None;
        self.history.close();
    }

    /// Goes to row `number` if there is one, as near to column `goal` as it gets, and keeps that goal.
    fn go_to_row(&mut self, number: usize, goal: u16, width: u16) {
        let mut rows = wrap::rows(&self.text, width).skip(number);
        if let Some(row) = rows.next() {
            self.go(self.at_column(row, rows.next(), usize::from(goal)));
            self.goal = Some(goal);
        }
    }

    /// The last place in `row` that is not right of column `goal`.
    fn at_column(&self, row: Row, next: Option<Row>, goal: usize) -> usize {
        // Where a word is broken, its next part begins at this row's end: the cursor there is seen in the next row.
        let is_broken = next.is_some_and(|next| next.start == row.end);
        let last = if is_broken {
            grapheme::before(&self.text, row.end)
        } else {
            row.end
        };
        let (mut at, mut column) = (row.start, 0);
        for grapheme in grapheme::all(row.of(&self.text)) {
            column += Shown::line(grapheme).width();
            if column > goal || at >= last {
                break;
            }
            at += grapheme.len();
        }
        at
    }

    /// The beginning of the line that the cursor is in.
    pub(super) fn line_start(&self) -> usize {
        let before = self.text.get(..self.cursor).unwrap_or_default();
        before.rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// The end of the line that the cursor is in, before its newline.
    pub(super) fn line_end(&self) -> usize {
        let after = self.text.get(self.cursor..).unwrap_or_default();
        let line = after.split('\n').next().unwrap_or_default();
        let is_last = line.len() == after.len();
        let line = if is_last {
            line
        } else {
            line.strip_suffix('\r').unwrap_or(line)
        };
        self.cursor + line.len()
    }

    /// The beginning of the word that the cursor is in or after.
    pub(super) fn word_start(&self) -> usize {
        let before = self.text.get(..self.cursor).unwrap_or_default();
        let mut words = before
            .split_word_bound_indices()
            .rev()
            .filter(|(_, part)| is_word(part));
        grapheme::floor(&self.text, words.next().map_or(0, |(start, _)| start))
    }

    /// The end of the word that the cursor is in or before.
    pub(super) fn word_end(&self) -> usize {
        let after = self.text.get(self.cursor..).unwrap_or_default();
        let mut words = after
            .split_word_bound_indices()
            .filter(|(_, part)| is_word(part));
        let end = words
            .next()
            .map_or(after.len(), |(start, word)| start + word.len());
        grapheme::ceil(&self.text, self.cursor + end)
    }
}

/// Whether a part of a text between two word boundaries is more than white space and punctuation.
fn is_word(part: &str) -> bool {
    part.chars().any(char::is_alphanumeric)
}
