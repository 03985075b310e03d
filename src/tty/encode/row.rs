//! Drawing one row.

use ratatui::buffer::Cell;

use super::glyph::{Glyph, Pair, is_hidden};
use super::head::{Head, digits, relative};

/// How many unchanged columns may be written again where a movement over them would be longer.
const MAX_BRIDGE: usize = 4;

/// A row to be drawn, and what draws it.
pub(super) struct Row<'a> {
    pub(super) y: u16,
    pub(super) next: &'a [Cell],
    pub(super) head: &'a mut Head,
    pub(super) out: &'a mut Vec<u8>,
}

impl Row<'_> {
    /// Draws the whole row over whatever stands there.
    pub(super) fn draw_all(&mut self) {
        self.draw(0, self.next.len(), 0);
    }

    /// Draws what changes in the columns `left..right`, wide characters at the ends whole, and notes it in `shown`.
    pub(super) fn update(&mut self, shown: &mut [Cell], left: usize, right: usize) {
        let next = self.next;
        let pair = Pair { shown, next };
        // One column more on each side: half of a wide character may stand there.
        let left = pair.start(left.saturating_sub(1));
        let right = pair.end((right + 1).min(next.len()));
        let mut x = left;
        while let Some(differs) = pair.differs(x, right) {
            let start = pair.start(differs).max(x);
            x = changed_until(pair, start, right);
            if x > start {
                self.draw(start, x, left);
            } else {
                x = pair.end(start + 1);
            }
        }
        copy(next, shown, left, right);
    }

    /// Draws the columns `start..end`, where the row shows what it should from `known` to `start`.
    fn draw(&mut self, start: usize, end: usize, known: usize) {
        self.bridge(start, known);
        let mut glyphs = Glyphs::new(self.next, start, end);
        loop {
            let x = glyphs.x;
            let blanks = self.erased_from(x, end);
            if self.erase(x, blanks, end) {
                glyphs.x += blanks;
                continue;
            }
            let Some(glyph) = glyphs.next() else {
                break;
            };
            self.head.go_to(x as u16, self.y, self.out);
            self.head.write(&glyph, self.out);
        }
    }

    /// Writes the few unchanged characters between the head and `start` again if that is shorter than to move over them.
    fn bridge(&mut self, start: usize, known: usize) {
        let Some((from, y)) = self.head.at() else {
            return;
        };
        let from = usize::from(from);
        let near = y == self.y && from >= known && from < start && start - from <= MAX_BRIDGE;
        if !near || is_hidden(self.next, from) {
            return;
        }
        let cost = self.head.cost(start as u16, y, self.out);
        let glyphs = Glyphs::new(self.next, from, start);
        let mut bytes = 0;
        for glyph in glyphs.clone() {
            bytes += glyph.text.len();
            if bytes > cost || glyph.is_doubtful() || !self.head.suits(&glyph) {
                return;
            }
        }
        for glyph in glyphs {
            self.head.write(&glyph, self.out);
        }
    }

    /// How many blanks that can be erased follow from `x` on.
    fn erased_from(&self, x: usize, end: usize) -> usize {
        let cells = self.next.get(x..end).unwrap_or_default();
        cells
            .iter()
            .take_while(|cell| Glyph::is_erased(cell))
            .count()
    }

    /// Erases `blanks` columns from `x` on if that is shorter than to write them.
    fn erase(&mut self, x: usize, blanks: usize, end: usize) -> bool {
        const TO_END: &[u8] = b"\x1b[K";
        let at_edge = x + blanks == self.next.len();
        let over = if x + blanks < end {
            3 + digits(blanks)
        } else {
            0
        };
        let cost = if at_edge {
            TO_END.len()
        } else {
            3 + digits(blanks) + over
        };
        if blanks <= cost {
            return false;
        }
        let Some(blank) = self.next.get(x).map(|cell| Glyph::of(cell, 1)) else {
            return false;
        };
        self.head.go_to(x as u16, self.y, self.out);
        self.head.take_pen(&blank, self.out);
        if at_edge {
            self.out.extend(TO_END);
        } else {
            relative(blanks as u16, b'X', self.out);
        }
        true
    }
}

/// The characters of a part of a row.
#[derive(Clone)]
pub(super) struct Glyphs<'a> {
    row: &'a [Cell],
    x: usize,
    end: usize,
}

impl<'a> Glyphs<'a> {
    pub(super) fn new(row: &'a [Cell], x: usize, end: usize) -> Self {
        Self { row, x, end }
    }
}

impl<'a> Iterator for Glyphs<'a> {
    type Item = Glyph<'a>;

    fn next(&mut self) -> Option<Glyph<'a>> {
        let cell = self.row.get(self.x..self.end)?.first()?;
        let glyph = Glyph::of(cell, self.row.len() - self.x);
        self.x += glyph.width;
        Some(glyph)
    }
}

/// Where the characters from `start` on that are to be drawn in one go end; `start` if the first does not change.
fn changed_until(pair: Pair, start: usize, right: usize) -> usize {
    let mut x = start;
    while x < right {
        let (end, changes) = pair.step(x);
        x = if changes {
            end
        } else if x > start
            && let Some(end) = blanks_until(pair, x, right)
        {
            end
        } else {
            break;
        };
    }
    x
}

/// Where unchanged blanks at `x` end if they part blanks to be drawn from others or from the row's end: one erasure does for all.
fn blanks_until(pair: Pair, x: usize, right: usize) -> Option<usize> {
    let blank = |x: usize| pair.next.get(x).is_some_and(Glyph::is_erased);
    if !blank(x) || !blank(x - 1) {
        return None;
    }
    let unchanged = |x: &usize| blank(*x) && !pair.step(*x).1;
    let end = (x..right).find(|x| !unchanged(x)).unwrap_or(right);
    (end == pair.next.len() || blank(end) && end < right).then_some(end)
}

fn copy(next: &[Cell], shown: &mut [Cell], left: usize, right: usize) {
    let next = next.get(left..right).unwrap_or_default();
    let shown = shown.get_mut(left..right).unwrap_or_default();
    for (shown, next) in shown.iter_mut().zip(next) {
        if shown != next {
            shown.clone_from(next);
        }
    }
}
