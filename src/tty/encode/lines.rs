//! A buffer as lines of text, for output that scrolls by: no cursor is moved.

use ratatui::buffer::Buffer;

use super::glyph::Glyph;
use super::pen::Pen;
use super::row::Glyphs;

/// Whether lines carry colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// Colours and attributes, each line by itself.
    Coloured,
    /// Text alone, without any sequence.
    Plain,
}

/// The buffer's rows, each ended by a newline. Blanks at a row's end that show nothing are left out.
pub fn lines(buffer: &Buffer, paint: Paint) -> Vec<u8> {
    let mut out = Vec::new();
    for y in 0..buffer.area.height {
        let row = super::row(buffer, y).unwrap_or_default();
        let glyphs: Vec<Glyph<'_>> = Glyphs::new(row, 0, row.len()).collect();
        let blank = |glyph: &Glyph<'_>| match paint {
            Paint::Coloured => {
                glyph.text == " " && glyph.pen.on_default() && !glyph.pen.marks_blanks()
            }
            Paint::Plain => glyph.text == " ",
        };
        let end = glyphs
            .iter()
            .rposition(|glyph| !blank(glyph))
            .map_or(0, |at| at + 1);
        let seen = glyphs.get(..end).unwrap_or_default();
        match paint {
            Paint::Coloured => coloured(seen, &mut out),
            Paint::Plain => out.extend(seen.iter().flat_map(|glyph| glyph.text.as_bytes())),
        }
        out.push(b'\n');
    }
    out
}

fn coloured(glyphs: &[Glyph<'_>], out: &mut Vec<u8>) {
    let mut pen = Pen::default();
    for glyph in glyphs {
        let next = if glyph.is_blank() {
            pen.for_blank(glyph.pen.bg())
        } else {
            glyph.pen
        };
        next.change(pen, out);
        pen = next;
        out.extend(glyph.text.as_bytes());
    }
    Pen::default().change(pen, out);
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};

    use super::{Paint, lines};

    fn text(buffer: &Buffer, paint: Paint) -> String {
        String::from_utf8(lines(buffer, paint)).unwrap()
    }

    fn buffer(rows: &[(&str, Style)]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, rows.len() as u16));
        for (y, (text, style)) in rows.iter().enumerate() {
            buffer.set_string(0, y as u16, text, *style);
        }
        buffer
    }

    #[test]
    fn blanks_at_the_end_go_unless_they_show_a_background() {
        let red = Style::new().bg(Color::Red);
        let buffer = buffer(&[("ab", Style::new()), ("", Style::new()), ("a ", red)]);
        assert_eq!(text(&buffer, Paint::Plain), "ab\n\na\n");
        assert_eq!(
            text(&buffer, Paint::Coloured),
            "ab\n\n\u{1b}[41ma \u{1b}[m\n"
        );
    }

    #[test]
    fn each_line_stands_by_itself() {
        let green = Style::new().fg(Color::Green);
        let buffer = buffer(&[("ab  c", green), ("d", green)]);
        let green = "\u{1b}[32m";
        let expected = format!("{green}ab  c\u{1b}[m\n{green}d\u{1b}[m\n");
        assert_eq!(text(&buffer, Paint::Coloured), expected);
    }

    #[test]
    fn a_wide_character_takes_its_two_columns_and_no_control_gets_out() {
        let mut buffer = buffer(&[("日本 x", Style::new())]);
        assert_eq!(text(&buffer, Paint::Plain), "日本 x\n");
        buffer[(6, 0)].set_symbol("\u{1b}");
        assert_eq!(text(&buffer, Paint::Plain), "日本 x?\n");
    }
}
