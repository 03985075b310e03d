//! Moving the focus. Directions ask the rectangles on the screen.

use ratatui::layout::{Rect, Size};

use super::Turn;
use crate::app::board::Board;
use crate::layout::column::Seen;
use crate::layout::neighbour::{Direction, neighbour};
use crate::layout::{Body, Cell, Tray, View, Zoom, tracks};
use crate::model::id::BlockId;

impl Turn<'_> {
    pub(super) fn go(&mut self, direction: Direction) {
        match direction {
            Direction::Left | Direction::Right => self.go_to_block(direction),
            Direction::Up => self.go_by(-1),
            Direction::Down => self.go_by(1),
        }
    }

    /// To the note above or below, at the ends on into the next block.
    fn go_by(&mut self, by: isize) {
        let count = self.board.notes_of(&self.board.focus.block).len();
        let at = self.board.focused_position();
        match at
            .and_then(|at| at.checked_add_signed(by))
            .filter(|&next| next < count)
        {
            Some(next) => self.board.focus_position(next),
            None => self.go_beyond(by),
        }
    }

    fn go_beyond(&mut self, by: isize) {
        let before = self.board.focus.block.clone();
        match self.board.look.view {
            View::List => self.go_in_order_to_the_end(by),
            View::Grid => self.go_to_block(if by < 0 {
                Direction::Up
            } else {
                Direction::Down
            }),
        }
        if self.board.focus.block != before {
            self.board
                .focus_position(if by < 0 { usize::MAX } else { 0 });
        }
    }

    pub(super) fn go_to_block(&mut self, direction: Direction) {
        if self.board.look.view == View::List {
            let by = match direction {
                Direction::Left | Direction::Up => -1,
                Direction::Right | Direction::Down => 1,
            };
            return self.go_in_order_to_the_end(by);
        }
        let (cells, row) = poster(self.board, self.size);
        match neighbour(&cells, &self.board.focus.block, direction, row).cloned() {
            Some(block) => self.board.focus_block(&block),
            None => self.turn_tray(direction),
        }
    }

    /// Beyond the trays that are on the screen there may be more.
    fn turn_tray(&mut self, direction: Direction) {
        let by = match direction {
            Direction::Left => -1,
            Direction::Right => 1,
            Direction::Up | Direction::Down => return,
        };
        let trays = self.board.trays();
        let at = trays
            .iter()
            .position(|tray| *tray == self.board.focus.block);
        let next = at.and_then(|at| at.checked_add_signed(by));
        if let Some(tray) = next.and_then(|next| trays.get(next)) {
            self.board.focus_block(tray);
        }
    }

    pub(super) fn go_in_order(&mut self, by: isize) {
        let blocks = self.board.blocks_in_order();
        let at = blocks
            .iter()
            .position(|block| *block == self.board.focus.block)
            .unwrap_or(0);
        let next = (at + blocks.len()).saturating_add_signed(by) % blocks.len().max(1);
        if let Some(block) = blocks.get(next) {
            self.board.focus_block(block);
        }
    }

    /// Like `Tab`, but it stops at the first and last block.
    fn go_in_order_to_the_end(&mut self, by: isize) {
        let blocks = self.board.blocks_in_order();
        let at = blocks
            .iter()
            .position(|block| *block == self.board.focus.block);
        let next = at
            .and_then(|at| at.checked_add_signed(by))
            .and_then(|next| blocks.get(next));
        if let Some(block) = next {
            self.board.focus_block(block);
        }
    }

    pub(super) fn jump(&mut self, order: u16) {
        let block = match order {
            0 => Some(BlockId::parking()),
            order => self
                .board
                .kind
                .by_order(order)
                .map(|block| block.id.clone()),
        };
        match block {
            Some(block) => self.board.focus_block(&block),
            None => self.warn(format!("this canvas has no block {order}")),
        }
    }

    /// A screenful of notes down or up.
    pub(super) fn page(&mut self, by: isize) {
        let seen = super::scrolling::seen(self.board, self.size);
        let step = seen.items.len().saturating_sub(1).max(1).cast_signed();
        let at = self.board.focused_position().unwrap_or(0);
        if self.page_in_tall_note(&seen, by) {
            return;
        }
        self.board
            .focus_position(at.saturating_add_signed(by * step));
    }

    /// Scrolls within a note that is taller than its room; whether there was something to scroll.
    fn page_in_tall_note(&mut self, seen: &Seen, by: isize) -> bool {
        let [only] = seen.items.as_slice() else {
            return false;
        };
        let step = only.rows.saturating_sub(1).max(1).cast_signed();
        let skip = only.skip.saturating_add_signed(by as i16 * step);
        let scroll = super::scrolling::scroll_of_focus(self.board);
        let before = scroll.skip;
        scroll.skip = skip;
        super::scrolling::follow(self.board, self.size);
        super::scrolling::scroll_of_focus(self.board).skip != before
    }

    pub(super) fn zoom(&mut self) {
        self.board.look.zoom = match self.board.look.zoom {
            Zoom::Out => Zoom::In,
            Zoom::In => Zoom::Out,
        };
    }

    pub(super) fn view(&mut self) {
        self.board.look.view = match self.board.look.view {
            View::Grid => View::List,
            View::List => View::Grid,
        };
        self.board.look.zoom = Zoom::Out;
    }
}

/// The blocks with their places on the poster, and the screen row of the note in focus where the poster is shown.
/// Where it is not (one block large, zoom), a poster of a usual size stands in for it.
fn poster(board: &Board, size: Size) -> (Vec<Cell>, Option<u16>) {
    let trays = board.trays();
    let arrangement = board.arrange(size, &trays);
    match arrangement.body {
        Body::Grid { mut cells, tray } => {
            let row = note_row(board, &cells, size);
            match tray {
                Tray::Open(open) => cells.extend(open),
                Tray::Strip(area) => cells.extend(tracks::side_by_side(
                    &trays,
                    Rect {
                        y: area.y.saturating_sub(1),
                        height: 2,
                        ..area
                    },
                )),
                Tray::None => {}
            }
            (cells, row)
        }
        Body::Focus { .. } | Body::List(_) | Body::Zoom(..) => {
            let mut cells = tracks::cells(&board.kind, Rect::new(0, 0, 160, 48));
            cells.extend(tracks::side_by_side(&trays, Rect::new(0, 47, 160, 8)));
            (cells, None)
        }
    }
}

fn note_row(board: &Board, cells: &[Cell], size: Size) -> Option<u16> {
    let cell = cells.iter().find(|cell| cell.block == board.focus.block)?;
    let at = board.focused_position()?;
    let seen = super::scrolling::seen(board, size);
    let placed = seen.items.iter().find(|item| item.index == at)?;
    Some(cell.inner().y + placed.y)
}
