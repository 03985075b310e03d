//! Colours and attributes as SGR sequences.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::head::{keep_shorter, number};

/// The attributes that are written, each with the number that turns it on; the rest of a cell's are left out.
const ATTRIBUTES: [(Modifier, u8); 6] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::REVERSED, 7),
    (Modifier::CROSSED_OUT, 9),
];

/// Attributes that are seen on a blank.
const MARKS: Modifier = Modifier::UNDERLINED
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);

/// Bold and dim are turned off by one number.
const WEIGHT: Modifier = Modifier::BOLD.union(Modifier::DIM);

/// How the terminal writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Pen {
    pub(super) fn of(cell: &Cell) -> Self {
        let written = WEIGHT.union(Modifier::ITALIC).union(MARKS);
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier.intersection(written),
        }
    }

    pub(super) fn bg(&self) -> Color {
        self.bg
    }

    /// Whether a blank written with it is more than its background.
    pub(super) fn marks_blanks(&self) -> bool {
        self.modifier.intersects(MARKS)
    }

    /// Whether its background is the terminal's own.
    pub(super) fn on_default(&self) -> bool {
        self.bg == Color::Reset
    }

    /// This pen changed as little as a blank on `bg` needs.
    pub(super) fn for_blank(self, bg: Color) -> Self {
        Self {
            bg,
            modifier: self.modifier.difference(MARKS),
            ..self
        }
    }

    /// Adds the shortest sequence that makes the terminal's pen, which is `from`, this one.
    pub(super) fn change(self, from: Self, out: &mut Vec<u8>) {
        if self == from {
            return;
        }
        let start = out.len();
        self.delta(from, out);
        let turns_off = !from.modifier.difference(self.modifier).is_empty()
            || (self.fg == Color::Reset && self.bg == Color::Reset);
        if turns_off {
            let second = out.len();
            self.after_reset(out);
            keep_shorter(out, start, second);
        }
    }

    fn delta(self, from: Self, out: &mut Vec<u8>) {
        let mut list = List::new(out);
        let off = from.modifier.difference(self.modifier);
        let mut on = self.modifier.difference(from.modifier);
        if off.intersects(WEIGHT) {
            list.code(22);
            on |= self.modifier.intersection(WEIGHT);
        }
        for (attribute, code) in ATTRIBUTES {
            if off.contains(attribute) && !WEIGHT.contains(attribute) {
                list.code(20 + code);
            }
        }
        list.attributes(on);
        if self.fg != from.fg {
            list.color(self.fg, 30);
        }
        if self.bg != from.bg {
            list.color(self.bg, 40);
        }
        list.end();
    }

    fn after_reset(self, out: &mut Vec<u8>) {
        let mut list = List::new(out);
        if self != Self::default() {
            list.code(0);
        }
        list.attributes(self.modifier);
        for (color, base) in [(self.fg, 30), (self.bg, 40)] {
            if color != Color::Reset {
                list.color(color, base);
            }
        }
        list.end();
    }
}

/// An SGR sequence while it is written.
struct List<'a> {
    out: &'a mut Vec<u8>,
    empty: bool,
}

impl<'a> List<'a> {
    fn new(out: &'a mut Vec<u8>) -> Self {
        out.extend(b"\x1b[");
        Self { out, empty: true }
    }

    fn code(&mut self, code: u8) {
        if !std::mem::replace(&mut self.empty, false) {
            self.out.push(b';');
        }
        number(code.into(), self.out);
    }

    fn attributes(&mut self, modifier: Modifier) {
        for (attribute, code) in ATTRIBUTES {
            if modifier.contains(attribute) {
                self.code(code);
            }
        }
    }

    /// A colour, where `base` is 30 for the foreground and 40 for the background.
    fn color(&mut self, color: Color, base: u8) {
        let named = match color {
            Color::Reset => base + 9,
            Color::Black => base,
            Color::Red => base + 1,
            Color::Green => base + 2,
            Color::Yellow => base + 3,
            Color::Blue => base + 4,
            Color::Magenta => base + 5,
            Color::Cyan => base + 6,
            Color::Gray => base + 7,
            Color::DarkGray => base + 60,
            Color::LightRed => base + 61,
            Color::LightGreen => base + 62,
            Color::LightYellow => base + 63,
            Color::LightBlue => base + 64,
            Color::LightMagenta => base + 65,
            Color::LightCyan => base + 66,
            Color::White => base + 67,
            Color::Indexed(index) => return self.codes(&[base + 8, 5, index]),
            Color::Rgb(r, g, b) => return self.codes(&[base + 8, 2, r, g, b]),
        };
        self.code(named);
    }

    fn codes(&mut self, codes: &[u8]) {
        for code in codes {
            self.code(*code);
        }
    }

    fn end(self) {
        self.out.push(b'm');
    }
}
