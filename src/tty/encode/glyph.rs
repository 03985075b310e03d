//! What a cell shows, and where characters begin.
//!
//! A wide character stands in its cell and hides the next one, whatever that holds.

use ratatui::buffer::{Cell, CellWidth};

use super::pen::Pen;

/// Stands for what must not reach the terminal, or cannot be shown.
const REFUSED: &str = "?";

/// What a cell shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Glyph<'a> {
    pub(super) text: &'a str,
    /// 1 or 2 columns.
    pub(super) width: usize,
    pub(super) pen: Pen,
}

impl<'a> Glyph<'a> {
    /// What this cell shows in a row that ends after `room` columns, at least 1.
    pub(super) fn of(cell: &'a Cell, room: usize) -> Self {
        let (text, width) = match measured(cell.symbol()) {
            Some(0) => (" ", 1),
            Some(width) if width <= room => (cell.symbol(), width),
            _ => (REFUSED, 1),
        };
        Self {
            text,
            width,
            pen: Pen::of(cell),
        }
    }

    /// Whether only its background is seen, so that nothing else of the pen counts.
    pub(super) fn is_blank(&self) -> bool {
        self.text == " " && !self.pen.marks_blanks()
    }

    /// Whether erasing leaves what this cell shows: terminals differ in which background they erase with, unless it is their own.
    pub(super) fn is_erased(cell: &Cell) -> bool {
        matches!(cell.symbol(), " " | "") && {
            let pen = Pen::of(cell);
            pen.on_default() && !pen.marks_blanks()
        }
    }

    /// Whether both look the same.
    fn looks_like(&self, other: &Self) -> bool {
        self == other || (self.is_blank() && other.is_blank() && self.pen.bg() == other.pen.bg())
    }

    /// Whether terminals may disagree on its width: a base with joined or modifying characters.
    pub(super) fn is_doubtful(&self) -> bool {
        self.text.len() > 1 && self.text.chars().nth(1).is_some()
    }
}

/// The width of a symbol: 0 only if it is empty, none if it must not be written.
fn measured(symbol: &str) -> Option<usize> {
    match symbol.as_bytes() {
        [] => Some(0),
        // ASCII, and lines and blocks: by far the most on a board.
        [b' '..=b'~'] | [0xe2, 0x94..=0x96, _] => Some(1),
        _ if symbol.chars().any(char::is_control) => None,
        _ => Some(symbol.cell_width().into()).filter(|width| (1..=2).contains(width)),
    }
}

fn is_wide(cell: &Cell) -> bool {
    measured(cell.symbol()) == Some(2)
}

/// Whether the cell at `x` is the second half of a wide character.
pub(super) fn is_hidden(row: &[Cell], x: usize) -> bool {
    // Of wide cells in a row every second is hidden, from the first on.
    let before = row.get(..x).unwrap_or_default();
    before.iter().rev().take_while(|cell| is_wide(cell)).count() % 2 == 1
}

/// Two rows of the same length of which one replaces the other.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) shown: &'a [Cell],
    pub(super) next: &'a [Cell],
}

impl Pair<'_> {
    /// Whether `x` cuts a wide character of either row.
    fn cuts(self, x: usize) -> bool {
        x < self.next.len() && (is_hidden(self.next, x) || is_hidden(self.shown, x))
    }

    /// The last column up to `x` that cuts no character.
    pub(super) fn start(self, x: usize) -> usize {
        (0..=x).rev().find(|x| !self.cuts(*x)).unwrap_or(0)
    }

    /// The first column from `x` that cuts no character.
    pub(super) fn end(self, x: usize) -> usize {
        (x..self.next.len())
            .find(|x| !self.cuts(*x))
            .unwrap_or(self.next.len())
    }

    /// The first column in `from..to` whose cells are not equal.
    pub(super) fn differs(self, from: usize, to: usize) -> Option<usize> {
        let next = self.next.get(from..to)?.iter();
        let shown = self.shown.get(from..to)?.iter();
        next.zip(shown).position(|(a, b)| a != b).map(|n| from + n)
    }

    /// For a column that cuts no character, the next such column, and whether what stands between looks different.
    pub(super) fn step(self, x: usize) -> (usize, bool) {
        let room = self.next.len().saturating_sub(x);
        let (Some(next), Some(shown)) = (self.next.get(x), self.shown.get(x)) else {
            return (x + 1, false);
        };
        let (next, shown) = (Glyph::of(next, room), Glyph::of(shown, room));
        let end = if next.width == 1 && shown.width == 1 {
            x + 1
        } else {
            self.end(x + 1)
        };
        (end, next.width != end - x || !next.looks_like(&shown))
    }
}
