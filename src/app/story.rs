//! The canvas told step by step: what is shown is what was said so far. The step is where the focus is.

use super::board::Board;
use crate::model::id::{BlockId, NoteId};
use crate::model::story;

/// The canvas being told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Story {
    /// What a step is.
    pub by: By,
    /// What is going on besides.
    pub doing: Doing,
}

/// What a step of the story is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A block with all its notes.
    Blocks,
    /// A note.
    Notes,
}

impl By {
    /// The other one.
    pub const fn flip(self) -> Self {
        match self {
            Self::Blocks => Self::Notes,
            Self::Notes => Self::Blocks,
        }
    }
}

/// What is going on while the canvas is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Nothing but telling.
    Telling,
    /// The keys are shown.
    Hints,
}

impl Story {
    /// Told block by block.
    pub const fn new() -> Self {
        Self::of(By::Blocks)
    }

    /// Told in such steps.
    pub const fn of(by: By) -> Self {
        Self {
            by,
            doing: Doing::Telling,
        }
    }

    /// The blocks in the order in which they are told.
    pub fn order(board: &Board) -> Vec<BlockId> {
        story::order(board.canvas().story(), &board.kind)
    }

    /// The notes of the block that were told so far.
    pub fn told<'b>(&self, board: &'b Board, block: &BlockId) -> &'b [NoteId] {
        let notes = board.notes_of(block);
        let order = Self::order(board);
        let place = |id: &BlockId| order.iter().position(|own| own == id);
        let (Some(at), Some(now)) = (place(block), place(&board.focus.block)) else {
            return &[];
        };
        if at > now {
            return &[];
        }
        let last = match self.by {
            By::Notes if at == now => board.focused_position(),
            By::Notes | By::Blocks => None,
        };
        last.and_then(|last| notes.get(..=last)).unwrap_or(notes)
    }

    /// Whether the telling has come to this block.
    pub fn has_reached(board: &Board, block: &BlockId) -> bool {
        let order = Self::order(board);
        let place = |id: &BlockId| order.iter().position(|own| own == id);
        place(block).is_some_and(|at| Some(at) <= place(&board.focus.block))
    }

    /// The id of what is told now: a block or a note.
    pub fn step(&self, board: &Board) -> String {
        match (self.by, &board.focus.note) {
            (By::Notes, Some(note)) => note.as_str().to_owned(),
            (By::Notes, None) | (By::Blocks, _) => board.focus.block.as_str().to_owned(),
        }
    }

    /// What is said at this step, untrusted.
    pub fn line<'b>(&self, board: &'b Board) -> &'b str {
        story::line(board.canvas().story(), &self.step(board))
    }
}

impl Default for Story {
    fn default() -> Self {
        Self::new()
    }
}
