//! What lies under a cell of the screen, for the mouse.

use ratatui::layout::{Position, Rect, Size};

use super::board::Board;
use super::column::{
    BlockItems, Item, ListItems, bar_width, seen_of_block, seen_of_list, text_width,
};
use crate::layout::column::Seen;
use crate::layout::{self, Body, Cell, Tray};
use crate::model::id::{BlockId, NoteId};

/// What lies under a cell of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hit {
    /// The header.
    Header,
    /// A note of a block, at this position among its items.
    Note(BlockId, usize, NoteId),
    /// The text being typed: row and column within it, and the columns it has.
    Typing {
        /// The row, from 0.
        row: u16,
        /// The column, from 0.
        column: u16,
        /// The columns that the text may use.
        width: u16,
    },
    /// A block, beside its notes.
    Block(BlockId),
    /// Nothing.
    Nothing,
}

/// What lies at this position.
pub fn hit(board: &Board, size: Size, at: Position) -> Hit {
    let trays = board.trays();
    let arrangement = board.arrange(size, &trays);
    if arrangement.header.contains(at) {
        return Hit::Header;
    }
    match arrangement.body {
        Body::Grid { cells, tray } => match tray {
            Tray::Open(open) if open.iter().any(|cell| cell.inner().contains(at)) => {
                in_cells(board, &open, at)
            }
            Tray::Strip(area) if area.contains(at) => trays
                .first()
                .map_or(Hit::Nothing, |tray| Hit::Block(tray.clone())),
            Tray::None | Tray::Strip(_) | Tray::Open(_) => in_cells(board, &cells, at),
        },
        Body::Focus { map, block, .. } => match map.iter().find(|cell| cell.outer.contains(at)) {
            Some(cell) => Hit::Block(cell.block.clone()),
            None => in_cells(board, &[block], at),
        },
        Body::Zoom(block, _) => in_cells(board, &[block], at),
        Body::List(area) => in_list(board, layout::list_room(area), at),
    }
}

fn in_cells(board: &Board, cells: &[Cell], at: Position) -> Hit {
    let Some(cell) = cells.iter().rev().find(|cell| cell.outer.contains(at)) else {
        return Hit::Nothing;
    };
    let room = cell.inner();
    let seen = seen_of_block(board, &cell.block, room.width, room.height);
    let items = BlockItems::of(board, &cell.block);
    match item_at(&seen, room, at) {
        Some((index, row)) => in_item(items.get(index), &cell.block, index, row, room, at),
        None => Hit::Block(cell.block.clone()),
    }
}

fn in_list(board: &Board, room: Rect, at: Position) -> Hit {
    let items = ListItems::of(board);
    let seen = seen_of_list(board, &items, room.width, room.height);
    let Some((index, row)) = item_at(&seen, room, at) else {
        return Hit::Nothing;
    };
    match items.block_at(index) {
        Some(block) => in_item(items.get(index), block, index, row, room, at),
        None => Hit::Nothing,
    }
}

/// The item under the position and the row within it.
fn item_at(seen: &Seen, room: Rect, at: Position) -> Option<(usize, u16)> {
    if !room.contains(at) {
        return None;
    }
    let y = at.y - room.y;
    let placed = seen
        .items
        .iter()
        .find(|item| (item.y..item.y + item.rows).contains(&y))?;
    Some((placed.index, y - placed.y + placed.skip))
}

fn in_item(
    item: Option<Item<'_>>,
    block: &BlockId,
    index: usize,
    row: u16,
    room: Rect,
    at: Position,
) -> Hit {
    match item {
        Some(Item::Note(id)) => Hit::Note(block.clone(), index, id.clone()),
        Some(Item::Typing) => Hit::Typing {
            row,
            column: (at.x - room.x).saturating_sub(bar_width(room.width)),
            width: text_width(room.width),
        },
        Some(Item::Title { .. }) | None => Hit::Block(block.clone()),
    }
}
