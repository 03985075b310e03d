//! The small map of all blocks, where the screen has no room for the poster.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::panel::Panel;
use super::theme::Role;
use super::{Pen, note};
use crate::app::board::Board;
use crate::layout::{Cell, MapLines};
use crate::model::id::BlockId;
use crate::text::clean::Shown;

/// The map's panels.
pub fn panels<'a>(
    board: &'a Board,
    cells: &[Cell],
    lines: MapLines,
    pen: Pen<'a>,
) -> Vec<Panel<'a>> {
    let area = cells.iter().map(|cell| cell.outer).reduce(Rect::union);
    let area = area.unwrap_or_default();
    let (ground, room): (Panel<'a>, fn(&Cell) -> Rect) = match lines {
        MapLines::Bordered => {
            let boxes = cells.iter().map(|cell| cell.outer).collect();
            let frame = Panel::frame(area, pen.style(Role::BorderDim), boxes, pen.glyphs);
            (frame, Cell::inner)
        }
        MapLines::Bare => (Panel::ground(area, pen.style(Role::Dim)), bare_room),
    };
    let cells = cells
        .iter()
        .map(|cell| map_cell(board, &cell.block, room(cell), pen));
    std::iter::once(ground).chain(cells).collect()
}

/// One row, and a blank before the next cell.
fn bare_room(cell: &Cell) -> Rect {
    Rect {
        width: cell.outer.width.saturating_sub(1),
        height: cell.outer.height.min(1),
        ..cell.outer
    }
}

/// A block on the map: its number, code and count, and as many of its notes as there is room for.
fn map_cell<'a>(board: &'a Board, id: &BlockId, room: Rect, pen: Pen<'a>) -> Panel<'a> {
    let width = usize::from(room.width);
    let notes = board.seen_of(id);
    let role = if board.is_at(id) {
        Role::TitleFocus
    } else {
        Role::Title
    };
    let mut lines = vec![Line::styled(label(board, id, width), pen.style(role))];
    let seen = notes.iter().take(usize::from(room.height));
    let notes = seen.filter_map(|id| Some((id, board.shown().note(id)?)));
    lines.extend(notes.map(|(id, shown)| {
        let (bar, style) = note::sign_of_change(board, id, pen)
            .unwrap_or_else(|| note::bar(shown, false, false, Style::default(), pen));
        let text = Shown::line(&shown.text).truncate(width.saturating_sub(1));
        Line::from(vec![
            Span::styled(bar, style),
            Span::styled(text.into_text(), pen.style(Role::Dim)),
        ])
    }));
    Panel::lines(room, pen.style(Role::Dim), lines)
}

/// "4 CR 2": number, code and count, or what of it fits.
fn label(board: &Board, id: &BlockId, width: usize) -> String {
    let count = board.count_of(id);
    let (number, code) = match board.kind.block(id) {
        Some(block) => (block.order, block.code.as_str()),
        None => (0, ""),
    };
    // The number goes before the count: it is the key that leads there.
    let mut forms = vec![format!("{number} {code}"), code.to_owned()];
    if count > 0 {
        forms.insert(0, format!("{number} {code} {count}"));
    }
    let fits = |form: &&String| Shown::line(form).width() <= width;
    let form = forms.iter().find(fits).map_or(code, String::as_str);
    Shown::line(form).truncate(width).to_string()
}
