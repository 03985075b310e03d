//! The board as a picture of fixed width that leaves nothing out, for `show` and for pipes.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use super::Pen;
use super::compose;
use super::scene;
use crate::app::board::Board;
use crate::app::column::seen_of_block;
use crate::layout::{self, Body, Cell, Tray};

/// No picture is higher; what does not fit says how many more there are.
const MOST_ROWS: u16 = 2000;

/// The board in this many columns, as high as its fullest block needs.
pub fn draw(board: &Board, width: u16, pen: Pen<'_>) -> Buffer {
    let height = least_height(board, width);
    let size = Size::new(width, height);
    let mut buffer = compose::draw(
        &scene::canvas(board, size, pen),
        Rect::new(0, 0, width, height),
    );
    // The last row is the footer's, which a picture has not.
    buffer.resize(Rect::new(0, 0, width, height - 1));
    buffer
}

/// The least height at which every note is seen; found by halving, since more height never hides a note.
fn least_height(board: &Board, width: u16) -> u16 {
    let (mut low, mut high) = (8, MOST_ROWS);
    while low < high {
        let middle = low + (high - low) / 2;
        if shows_all(board, Size::new(width, middle)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

fn shows_all(board: &Board, size: Size) -> bool {
    let trays = board.trays();
    let whole = |cell: &Cell| {
        let room = cell.inner();
        !seen_of_block(board, &cell.block, room.width, room.height).overflows()
    };
    match layout::arrange(size, board.wanted(&trays)).body {
        Body::Grid { cells, tray } => {
            let tray_whole = match tray {
                Tray::Open(cells) => cells.iter().all(whole),
                Tray::None | Tray::Strip(_) => true,
            };
            cells.iter().all(whole) && tray_whole
        }
        Body::Focus { .. } | Body::Zoom(..) => false,
        Body::List(area) => {
            let room = layout::list_room(area);
            let items = crate::app::column::ListItems::of(board);
            !crate::app::column::seen_of_list(board, &items, room.width, room.height).overflows()
        }
    }
}
