//! Border lines of boxes that share them: which character stands where the lines of several boxes meet.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::glyphs::Glyphs;

const UP: usize = 1;
const DOWN: usize = 2;
const LEFT: usize = 4;
const RIGHT: usize = 8;

/// The lines of these boxes, as far as they lie in `clip`.
pub fn paint(boxes: &[Rect], glyphs: &Glyphs, style: Style, clip: Rect, buffer: &mut Buffer) {
    for y in clip.y..clip.bottom() {
        for x in clip.x..clip.right() {
            let sides = boxes
                .iter()
                .fold(0, |sides, outer| sides | sides_of(*outer, x, y));
            let glyph = glyphs.lines.get(sides).copied().unwrap_or(' ');
            if let Some(cell) = buffer.cell_mut((x, y)) {
                // A style only adds to what is there.
                cell.reset();
                cell.set_char(glyph).set_style(style);
            }
        }
    }
}

/// To which sides the border of a box goes on from this cell; 0 where it is not on the border.
fn sides_of(outer: Rect, x: u16, y: u16) -> usize {
    if outer.width < 2 || outer.height < 2 || !outer.contains((x, y).into()) {
        return 0;
    }
    let (left, right) = (x == outer.x, x + 1 == outer.right());
    let (top, bottom) = (y == outer.y, y + 1 == outer.bottom());
    let along = |on: bool, back: bool, forth: bool, sides: (usize, usize)| {
        if on {
            (if back { 0 } else { sides.0 }) | (if forth { 0 } else { sides.1 })
        } else {
            0
        }
    };
    along(top || bottom, left, right, (LEFT, RIGHT)) | along(left || right, top, bottom, (UP, DOWN))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::glyphs::{ASCII, UNICODE};

    fn drawn(glyphs: &Glyphs) -> Vec<String> {
        let area = Rect::new(0, 0, 7, 5);
        let boxes = [
            Rect::new(0, 0, 4, 3),
            Rect::new(3, 0, 4, 5),
            Rect::new(0, 2, 4, 3),
        ];
        let mut buffer = Buffer::empty(area);
        paint(&boxes, glyphs, Style::default(), area, &mut buffer);
        let row = |y| (0..7).map(|x| buffer[(x, y)].symbol().to_owned()).collect();
        (0..5).map(row).collect()
    }

    #[test]
    fn lines_join_where_boxes_meet() {
        assert_eq!(
            drawn(&UNICODE),
            ["╭──┬──╮", "│  │  │", "├──┤  │", "│  │  │", "╰──┴──╯"]
        );
        assert_eq!(
            drawn(&ASCII),
            ["+--+--+", "|  |  |", "+--+  |", "|  |  |", "+--+--+"]
        );
    }
}
