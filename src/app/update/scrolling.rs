//! Keeping what has the focus in sight.

use ratatui::layout::{Rect, Size};

use crate::app::board::Board;
use crate::app::column::{ListItems, follow_block, follow_list, seen_of_block, seen_of_list};
use crate::layout::column::{Scroll, Seen};
use crate::layout::{self, Body, Cell, Tray};

/// Scrolls the views so that the note in focus, or the cursor, is seen.
pub(super) fn follow(board: &mut Board, size: Size) {
    let trays = board.trays();
    let arrangement = board.arrange(size, &trays);
    match arrangement.body {
        Body::Grid { cells, tray } => {
            for cell in &cells {
                follow_cell(board, cell);
            }
            match tray {
                Tray::Open(cells) => {
                    for cell in &cells {
                        follow_cell(board, cell);
                    }
                }
                Tray::None | Tray::Strip(_) => {}
            }
        }
        Body::Focus { block, .. } | Body::Zoom(block, _) => follow_cell(board, &block),
        Body::List(area) => {
            let room = layout::list_room(area);
            board.look.list = follow_list(board, room.width, room.height);
        }
    }
}

fn follow_cell(board: &mut Board, cell: &Cell) {
    let now = board
        .look
        .scroll
        .get(&cell.block)
        .copied()
        .unwrap_or_default();
    if board.focus.block != cell.block && now == Scroll::default() {
        return;
    }
    let inner = cell.inner();
    let scroll = follow_block(board, &cell.block, inner.width, inner.height);
    if scroll == Scroll::default() {
        board.look.scroll.remove(&cell.block);
    } else {
        board.look.scroll.insert(cell.block.clone(), scroll);
    }
}

/// Where the block in focus shows its notes; `None` in the list.
pub(super) fn room_of_focus(board: &Board, size: Size) -> Option<Rect> {
    let trays = board.trays();
    match board.arrange(size, &trays).body {
        Body::Grid { cells, tray } => {
            let open = match tray {
                Tray::Open(open) => open,
                Tray::None | Tray::Strip(_) => Vec::new(),
            };
            let mut cells = cells.iter().chain(&open);
            cells
                .find(|cell| cell.block == board.focus.block)
                .map(Cell::inner)
        }
        Body::Focus { block, .. } | Body::Zoom(block, _) => Some(block.inner()),
        Body::List(_) => None,
    }
}

/// What is seen of the block in focus, or of the list.
pub(super) fn seen(board: &Board, size: Size) -> Seen {
    match room_of_focus(board, size) {
        Some(room) => seen_of_block(board, &board.focus.block, room.width, room.height),
        None => {
            let room =
                layout::list_room(Rect::new(0, 1, size.width, size.height.saturating_sub(2)));
            seen_of_list(board, &ListItems::of(board), room.width, room.height)
        }
    }
}

/// The columns that the text being typed may use.
pub(super) fn typing_width(board: &Board, size: Size) -> u16 {
    let room = room_of_focus(board, size)
        .unwrap_or_else(|| layout::list_room(Rect::new(0, 1, size.width, 1)));
    crate::app::column::text_width(room.width)
}

/// The scroll of the view that has the focus.
pub(super) fn scroll_of_focus(board: &mut Board) -> &mut Scroll {
    let in_list = board.look.view == layout::View::List && board.look.zoom == layout::Zoom::Out;
    if in_list {
        return &mut board.look.list;
    }
    board
        .look
        .scroll
        .entry(board.focus.block.clone())
        .or_default()
}
