//! The small map of all blocks, where the screen has no room for the poster.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::panel::Panel;
use super::theme::Role;
use super::{Pen, block, note};
use crate::app::board::Board;
use crate::layout::{Cell, MapLines};
use crate::model::id::{BlockId, NoteId};
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
    let shown = usize::from(room.height.saturating_sub(1)).min(notes.len());
    let (seen, unseen) = notes.split_at(shown);
    let title = title(board, id, unseen, width, pen);
    let mut lines = vec![Line::styled(title, pen.style(role))];
    lines.extend(seen.iter().filter_map(|id| row(board, id, width, pen)));
    // What is bright can stand on dim ground in no terminal.
    let ground = if board.lens.layer().is_some() || board.linking().is_some() {
        Role::Note
    } else {
        Role::Dim
    };
    Panel::lines(room, pen.style(ground), lines)
}

/// A note on the map: the sign before it, and as much of its text as fits. While a layer is looked at, only what is in it
/// is bright, while notes are being linked only what can be picked; at other times nothing is, for the map is behind the
/// block in focus.
fn row<'a>(board: &'a Board, id: &NoteId, width: usize, pen: Pen<'a>) -> Option<Line<'a>> {
    let note = board.shown().note(id)?;
    let color = board.shown().shown_color(note);
    let (bar, mut style) = note::sign(board, id, pen)
        .unwrap_or_else(|| note::bar(color, false, false, Style::default(), pen));
    let role = if board.is_dimmed(id) {
        style = style.patch(pen.theme.style(Role::Dim));
        Role::Dim
    } else if board.lens.layer().is_some() || board.linking().is_some() {
        Role::Note
    } else {
        Role::Dim
    };
    let text = Shown::line(&note.text).truncate(width.saturating_sub(1));
    let mut line = Line::from(vec![
        Span::styled(bar, style),
        Span::styled(text.into_text(), pen.style(role)),
    ]);
    if let Some(label) = note::label_of(board, id) {
        let style = pen.style(Role::Note).patch(pen.theme.style(Role::Link));
        note::lay_over(&mut line, label, style);
    }
    Some(line)
}

/// The block's label; behind it the sign of a link where one of the notes for which there is no room is linked to the one
/// in focus.
fn title(board: &Board, id: &BlockId, unseen: &[NoteId], width: usize, pen: Pen<'_>) -> String {
    let linked = unseen
        .iter()
        .find_map(|id| note::sign_of_link(board, id, pen));
    match linked {
        Some((sign, _)) => {
            let label = label(board, id, width.saturating_sub(1), pen);
            format!("{label}{sign}")
        }
        None => label(board, id, width, pen),
    }
}

/// "4 CR 2": number, code and count, or what of it fits, and what it comes to where that is wanted. While a layer is looked
/// at, how many of how many are in it.
fn label(board: &Board, id: &BlockId, width: usize, pen: Pen<'_>) -> String {
    let count = board.counted(id);
    let (number, code) = match board.kind.block(id) {
        Some(block) => (block.order, block.code.as_str()),
        None => (0, ""),
    };
    // The number goes before the count: it is the key that leads there.
    let mut forms = vec![format!("{number} {code}"), code.to_owned()];
    if !count.is_empty() {
        forms.insert(0, format!("{number} {code} {count}"));
    }
    let fits = |form: &&String| Shown::line(form).width() <= width;
    let form = forms.iter().find(fits).map_or(code, String::as_str);
    let form = Shown::line(form).truncate(width).to_string();
    let gap = format!(" {} ", pen.glyphs.dot);
    let left = width.saturating_sub(Shown::line(&form).width() + Shown::line(&gap).width());
    match block::total_within(board, id, left + 1) {
        Some(total) => format!("{form}{gap}{}", total.trim_end()),
        None => form,
    }
}
