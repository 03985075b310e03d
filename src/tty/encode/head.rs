//! The terminal's writing head: where it stands and how it writes.

use super::glyph::Glyph;
use super::pen::Pen;

/// Position and pen, as far as they are known.
#[derive(Debug)]
pub(super) struct Head {
    /// How many columns the screen has.
    width: u16,
    /// Column and row. A column one past the last is the state after a character in the last column, where terminals differ in what
    /// relative movement does.
    at: Option<(u16, u16)>,
    pen: Pen,
}

impl Head {
    /// A head on a screen of this width of which nothing is known.
    pub(super) fn new(width: u16) -> Self {
        Self {
            width,
            at: None,
            pen: Pen::default(),
        }
    }

    /// Where it stands, if that is known.
    pub(super) fn at(&self) -> Option<(u16, u16)> {
        self.at
    }

    /// Brings an unknown pen to the default.
    pub(super) fn reset_pen(&mut self, out: &mut Vec<u8>) {
        out.extend(b"\x1b[m");
        self.pen = Pen::default();
    }

    /// Whether this can be written without a change of pen.
    pub(super) fn suits(&self, glyph: &Glyph) -> bool {
        self.pen == self.pen_for(glyph)
    }

    fn pen_for(&self, glyph: &Glyph) -> Pen {
        if glyph.is_blank() {
            self.pen.for_blank(glyph.pen.bg())
        } else {
            glyph.pen
        }
    }

    /// Takes the pen for this.
    pub(super) fn take_pen(&mut self, glyph: &Glyph, out: &mut Vec<u8>) {
        let pen = self.pen_for(glyph);
        pen.change(self.pen, out);
        self.pen = pen;
    }

    /// Writes this where the head stands.
    pub(super) fn write(&mut self, glyph: &Glyph, out: &mut Vec<u8>) {
        self.take_pen(glyph, out);
        if glyph.is_doubtful() {
            // A terminal that takes less room for it than we do would leave an old half beside it.
            if glyph.width == 2 {
                out.extend(b"\x1b[2X");
            }
            out.extend(glyph.text.as_bytes());
            self.at = None;
        } else {
            out.extend(glyph.text.as_bytes());
            let (x, y) = self.at.unwrap_or_default();
            self.at = Some((x + glyph.width as u16, y));
        }
    }

    /// Moves to a column and row of the screen by the shortest way.
    pub(super) fn go_to(&mut self, x: u16, y: u16, out: &mut Vec<u8>) {
        self.travel(x, y, out);
        self.at = Some((x, y));
    }

    /// How many bytes [`Head::go_to`] would take; `out` is as before.
    pub(super) fn cost(&self, x: u16, y: u16, out: &mut Vec<u8>) -> usize {
        let start = out.len();
        self.travel(x, y, out);
        let cost = out.len() - start;
        out.truncate(start);
        cost
    }

    fn travel(&self, x: u16, y: u16, out: &mut Vec<u8>) {
        if self.at == Some((x, y)) {
            return;
        }
        let start = out.len();
        absolute(x, y, out);
        let Some((from_x, from_y)) = self.at else {
            return;
        };
        let second = out.len();
        if from_y <= y && y - from_y <= 4 {
            out.push(b'\r');
            out.extend(std::iter::repeat_n(b'\n', (y - from_y).into()));
            relative(x, b'C', out);
            keep_shorter(out, start, second);
        }
        if from_x >= self.width {
            return;
        }
        let third = out.len();
        relative(y.saturating_sub(from_y), b'B', out);
        relative(from_y.saturating_sub(y), b'A', out);
        relative(x.saturating_sub(from_x), b'C', out);
        back(from_x.saturating_sub(x), out);
        keep_shorter(out, start, third);
    }
}

/// Row and column from 1, left out where they are 1.
fn absolute(x: u16, y: u16, out: &mut Vec<u8>) {
    out.extend(b"\x1b[");
    if (x, y) != (0, 0) {
        number(y + 1, out);
    }
    if x > 0 {
        out.push(b';');
        number(x + 1, out);
    }
    out.push(b'H');
}

/// A movement by `n` in one direction, nothing for 0.
pub(super) fn relative(n: u16, direction: u8, out: &mut Vec<u8>) {
    if n == 0 {
        return;
    }
    out.extend(b"\x1b[");
    if n > 1 {
        number(n, out);
    }
    out.push(direction);
}

fn back(n: u16, out: &mut Vec<u8>) {
    if n <= 3 {
        out.extend(std::iter::repeat_n(8, n.into()));
    } else {
        relative(n, b'D', out);
    }
}

/// Adds a number in decimal.
pub(super) fn number(n: u16, out: &mut Vec<u8>) {
    if n >= 10 {
        number(n / 10, out);
    }
    out.push(b'0' + (n % 10) as u8);
}

/// How many digits a number has.
pub(super) const fn digits(n: usize) -> usize {
    match n.checked_ilog10() {
        Some(log) => log as usize + 1,
        None => 1,
    }
}

/// Of two ways to say the same, `first..second` and `second..` of `out`, keeps the shorter, the first if they are as long.
pub(super) fn keep_shorter(out: &mut Vec<u8>, first: usize, second: usize) {
    if out.len() - second < second - first {
        out.drain(first..second);
    } else {
        out.truncate(second);
    }
}
