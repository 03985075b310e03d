//! An emulator as the judge of what was painted.

use super::super::*;
use ratatui::buffer::CellWidth;
use ratatui::style::{Color, Modifier};
use std::num::NonZeroU16;

/// A terminal that is painted.
pub(super) struct Terminal {
    pub(super) screen: Screen,
    pub(super) emulator: vt100::Parser,
}

impl Terminal {
    pub(super) fn new(width: u16, height: u16) -> Self {
        let size = |n| NonZeroU16::new(n).unwrap();
        let mut emulator = vt100::Parser::new(size(height), size(width), 0);
        // What stood there before must go.
        let rubbish = "\x1b[7;35m#漢".repeat(usize::from(width) * usize::from(height) / 2);
        emulator.process(rubbish.as_bytes());
        let screen = Screen::new(Rect::new(0, 0, width, height));
        Self { screen, emulator }
    }

    pub(super) fn paint(
        &mut self,
        next: &Buffer,
        damage: &[Rect],
        cursor: Option<(u16, u16)>,
    ) -> String {
        let mut out = Vec::new();
        let cursor = cursor.map(Position::from);
        self.screen.paint(next, damage, cursor, &mut out);
        self.emulator.process(&out);
        String::from_utf8(out).unwrap()
    }

    /// Where the emulator shows something else than `buffer`.
    pub(super) fn difference(&self, buffer: &Buffer) -> Option<String> {
        let area = buffer.area;
        let width = usize::from(area.width);
        buffer.content.chunks(width).zip(0..).find_map(|(row, y)| {
            let mut x = 0;
            while x < width {
                let wide = wide(&row[x]) && x + 1 < width;
                if let Some(what) = self.cell_difference(&row[x], x, y, wide) {
                    return Some(format!("({x}, {y}): {what}"));
                }
                x += if wide { 2 } else { 1 };
            }
            None
        })
    }

    fn cell_difference(&self, cell: &Cell, x: usize, y: u16, wide: bool) -> Option<String> {
        let seen = self.emulator.screen().cell(y, x as u16).unwrap();
        let symbol = cell.symbol();
        let text = match symbol {
            "" => " ",
            _ if symbol.chars().any(char::is_control) || !(1..3).contains(&symbol.cell_width()) => {
                "?"
            }
            _ if self::wide(cell) && !wide => "?",
            _ => symbol,
        };
        let shown = if seen.has_contents() {
            seen.contents()
        } else {
            " "
        };
        if shown != text || seen.is_wide() != wide || seen.is_wide_continuation() {
            return Some(format!("{shown:?} for {text:?}"));
        }
        let has = |modifier| cell.modifier.contains(modifier);
        let marks = (has(Modifier::REVERSED), has(Modifier::UNDERLINED));
        let struck = has(Modifier::CROSSED_OUT);
        let back = seen.bgcolor() == color(cell.bg) && (seen.inverse(), seen.underline()) == marks;
        let weight = (
            has(Modifier::BOLD),
            has(Modifier::DIM),
            has(Modifier::ITALIC),
        );
        let front = seen.fgcolor() == color(cell.fg)
            && (weight.0 && weight.1 || (seen.bold(), seen.dim(), seen.italic()) == weight);
        let blank = text == " " && marks == (false, false) && !struck;
        (!back || !front && !blank).then(|| format!("{seen:?} for {cell:?}"))
    }
}

fn wide(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    symbol.len() > 1 && !symbol.chars().any(char::is_control) && symbol.cell_width() == 2
}

fn color(color: Color) -> vt100::Color {
    const NAMED: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    if let Color::Indexed(n) = color {
        vt100::Color::Idx(n)
    } else if let Color::Rgb(r, g, b) = color {
        vt100::Color::Rgb(r, g, b)
    } else {
        let named = NAMED.iter().position(|c| *c == color);
        named.map_or(vt100::Color::Default, |n| vt100::Color::Idx(n as u8))
    }
}
