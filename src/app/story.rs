//! The canvas told step by step: what is shown is what was said so far. The step is where the focus is.

use ratatui::layout::Size;

use super::board::Board;
use crate::layout::has_full_grid;
use crate::model::id::{BlockId, NoteId};
use crate::model::story;
use crate::text::wrap;

/// What is said takes at most one of so many rows of the screen.
const PART: u16 = 5;
/// Blanks at either side of what is said.
const SIDES: u16 = 2;

/// The canvas being told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Story {
    /// What a step is.
    pub by: By,
    /// What is going on besides.
    pub doing: Doing,
    /// By how many rows what is said is scrolled.
    pub scroll: u16,
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
            scroll: 0,
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

    /// The rows of what is said at this step, on a screen of this width.
    pub fn rows(&self, board: &Board, width: u16) -> Vec<wrap::Row> {
        wrap::wrap(self.line(board), width.saturating_sub(SIDES).max(1))
    }

    /// How many rows below the canvas are for what is said: as many as the longest line takes, at every step, so that the
    /// blocks stay where they are; within a part of the screen, and as long as the blocks have room for their notes.
    pub fn foot(&self, board: &Board, size: Size) -> u16 {
        let most = (size.height / PART).max(1);
        let width = size.width.saturating_sub(SIDES).max(1);
        let is_step = |id: &str| {
            let is_block = board.kind.block(&id.into()).is_some();
            is_block == (self.by == By::Blocks)
        };
        let lines = story::lines(board.canvas().story()).filter(|(id, _)| is_step(id));
        let rows = lines.map(|(_, line)| wrap::rows(line, width).take(usize::from(most)).count());
        let wanted = rows.max().unwrap_or(1).max(1) as u16;
        let without = |rows: u16| Size {
            height: size.height.saturating_sub(rows - 1),
            ..size
        };
        let keeps_grid = |rows: &u16| has_full_grid(&board.kind, without(*rows));
        let fitting = (1..=wanted).rev().find(keeps_grid);
        fitting.unwrap_or(wanted)
    }

    /// By how many rows what is said can be scrolled where so many are seen.
    pub fn most_scroll(&self, board: &Board, size: Size) -> u16 {
        let rows = self.rows(board, size.width).len() as u16;
        rows.saturating_sub(self.foot(board, size))
    }
}

impl Default for Story {
    fn default() -> Self {
        Self::new()
    }
}
