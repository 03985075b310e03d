//! The columns of items that the views show: a block's notes, or the list of all blocks. Both the drawing and the
//! scrolling ask here, so they agree on every height.

use std::cell::RefCell;
use std::collections::HashMap;

use super::board::{Board, Slot};
use crate::layout::column::{Column, Scroll, Seen};
use crate::model::id::{BlockId, NoteId};
use crate::text::wrap;

/// The columns that a note's bar takes before its text in a room of this width: with a blank where there is room for it.
pub fn bar_width(room: u16) -> u16 {
    if room < 20 { 1 } else { 2 }
}

/// The columns that the text of a note has in a room of this width.
pub fn text_width(room: u16) -> u16 {
    room.saturating_sub(bar_width(room)).max(1)
}

/// The rows of one note that are ever measured or shown; the rest is reached in an editor.
const MOST_ROWS: usize = 2000;

/// An item of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// A block's title, in the list of all blocks; `first` where no empty row stands before it.
    Title {
        /// The block.
        block: &'a BlockId,
        /// Whether it is the first of the list.
        first: bool,
    },
    /// A note.
    Note(&'a NoteId),
    /// The text being typed.
    Typing,
}

/// The items of one block, without copying them.
#[derive(Clone, Copy, Debug)]
pub struct BlockItems<'a> {
    ids: &'a [NoteId],
    slot: Option<Slot>,
}

impl<'a> BlockItems<'a> {
    /// The items of a block of this board.
    pub fn of(board: &'a Board, block: &BlockId) -> Self {
        Self {
            ids: board.seen_of(block),
            slot: board.typing_in(block),
        }
    }

    /// How many items there are.
    pub fn len(self) -> usize {
        self.ids.len() + usize::from(matches!(self.slot, Some(Slot::Between(_))))
    }

    /// Whether the block is empty.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The item at this position.
    pub fn get(self, at: usize) -> Option<Item<'a>> {
        match self.slot {
            Some(Slot::Instead(slot) | Slot::Between(slot)) if slot == at => Some(Item::Typing),
            Some(Slot::Between(slot)) if slot < at => self.ids.get(at - 1).map(Item::Note),
            Some(Slot::Between(_) | Slot::Instead(_)) | None => self.ids.get(at).map(Item::Note),
        }
    }

    /// The position of the text being typed.
    pub fn typing(self) -> Option<usize> {
        match self.slot {
            Some(Slot::Between(at) | Slot::Instead(at)) => Some(at),
            None => None,
        }
    }
}

/// The items of all blocks in fill order, each block led by its title.
#[derive(Clone, Debug)]
pub struct ListItems<'a> {
    /// The blocks with the position of their title.
    blocks: Vec<(usize, BlockId, BlockItems<'a>)>,
    len: usize,
}

impl<'a> ListItems<'a> {
    /// The items of this board.
    pub fn of(board: &'a Board) -> Self {
        let mut len = 0;
        let mut blocks = Vec::new();
        for block in board.blocks_in_order() {
            let items = BlockItems::of(board, &block);
            blocks.push((len, block, items));
            len += 1 + items.len();
        }
        Self { blocks, len }
    }

    /// How many items there are, at least one title.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none; never so for a sound kind.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The item at this position.
    pub fn get(&self, at: usize) -> Option<Item<'_>> {
        let last = self
            .blocks
            .partition_point(|(start, ..)| *start <= at)
            .checked_sub(1)?;
        let (start, block, items) = self.blocks.get(last)?;
        match at - start {
            0 => Some(Item::Title {
                block,
                first: last == 0,
            }),
            within => items.get(within - 1),
        }
    }

    /// The block that the item at this position belongs to.
    pub fn block_at(&self, at: usize) -> Option<&BlockId> {
        let last = self
            .blocks
            .partition_point(|(start, ..)| *start <= at)
            .checked_sub(1)?;
        self.blocks.get(last).map(|(_, block, _)| block)
    }

    /// The position of what has the focus: the text being typed, the note, or the title of an empty block.
    pub fn focused(&self, board: &Board) -> usize {
        let of_focus = self
            .blocks
            .iter()
            .find(|(_, block, _)| *block == board.focus.block);
        let Some((start, _, items)) = of_focus else {
            return 0;
        };
        let within = items.typing().or_else(|| board.focused_position());
        start + within.map_or(0, |at| at + 1)
    }
}

/// How many rows an item takes in a column whose items have this many columns, bar included.
pub fn height(board: &Board, item: Option<Item<'_>>, width: u16) -> u16 {
    let text_width = text_width(width);
    match item {
        Some(Item::Title { first, .. }) => {
            if first {
                1
            } else {
                2
            }
        }
        Some(Item::Note(id)) => match board.face(id) {
            Some(face) => rows(&face.text, text_width),
            None => 1,
        },
        Some(Item::Typing) => match board.editing() {
            Some(editing) => rows(editing.editor.text(), text_width),
            None => 1,
        },
        None => 1,
    }
}

fn rows(text: &str, width: u16) -> u16 {
    wrap::wrap_at_most(text, width, MOST_ROWS).0.len() as u16
}

/// The row of the cursor within the text being typed.
pub fn cursor_row(board: &Board, width: u16) -> Option<u16> {
    let editor = &board.editing()?.editor;
    Some(editor.place(text_width(width)).row as u16)
}

/// Heights that were asked for once: wrapping is most of what a key costs.
struct Known<F>(RefCell<HashMap<usize, u16>>, F);

impl<F: Fn(usize) -> u16> Known<F> {
    fn of(measure: F) -> Self {
        Self(RefCell::default(), measure)
    }

    fn get(&self, at: usize) -> u16 {
        let mut known = self.0.borrow_mut();
        *known.entry(at).or_insert_with(|| (self.1)(at))
    }
}

/// What is seen of a block whose notes have a room of this size.
pub fn seen_of_block(board: &Board, block: &BlockId, width: u16, room: u16) -> Seen {
    let items = BlockItems::of(board, block);
    let scroll = board.look.scroll.get(block).copied().unwrap_or_default();
    let known = Known::of(|at: usize| height(board, items.get(at), width));
    let height = |at: usize| known.get(at);
    Column {
        len: items.len(),
        room,
        height: &height,
    }
    .seen(scroll)
}

/// What is seen of the list in a room of this size.
pub fn seen_of_list(board: &Board, items: &ListItems<'_>, width: u16, room: u16) -> Seen {
    let known = Known::of(|at: usize| height(board, items.get(at), width));
    let height = |at: usize| known.get(at);
    let column = Column {
        len: items.len(),
        room,
        height: &height,
    };
    column.seen(board.look.list)
}

/// The scroll of a block that keeps its focused or typed item in sight.
pub fn follow_block(board: &Board, block: &BlockId, width: u16, room: u16) -> Scroll {
    let items = BlockItems::of(board, block);
    let now = board.look.scroll.get(block).copied().unwrap_or_default();
    let focused = if board.focus.block == *block {
        board.focused_position()
    } else {
        None
    };
    let typing = items.typing();
    let wanted = typing.or(focused).unwrap_or(now.top);
    let row = typing.and_then(|_| cursor_row(board, width));
    let known = Known::of(|at: usize| height(board, items.get(at), width));
    let height = |at: usize| known.get(at);
    Column {
        len: items.len(),
        room,
        height: &height,
    }
    .follow(now, wanted, row)
}

/// The scroll of the list that keeps what has the focus in sight.
pub fn follow_list(board: &Board, width: u16, room: u16) -> Scroll {
    let items = ListItems::of(board);
    let known = Known::of(|at: usize| height(board, items.get(at), width));
    let height = |at: usize| known.get(at);
    let row = board.editing().and_then(|_| cursor_row(board, width));
    let column = Column {
        len: items.len(),
        room,
        height: &height,
    };
    column.follow(board.look.list, items.focused(board), row)
}
