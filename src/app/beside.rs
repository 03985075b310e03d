//! A second canvas that is open besides the one in front.

use ratatui::layout::{Rect, Size};

use super::board::{Board, Focus};
use super::lens::Lens;
use super::seat::Seat;
use super::state::State;
use super::sync::Revision;
use crate::layout;
use crate::model::canvas::Canvas;
use crate::model::id::{BlockId, NoteId};
use crate::model::pairing::{Pairing, renamed};

/// Whether a second canvas is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Beside {
    /// None is.
    #[default]
    None,
    /// This one is. Keys are for the one in front.
    Open(Box<Second>),
}

/// The canvas that is not in front.
#[derive(Clone, Debug, PartialEq)]
pub struct Second {
    /// Its board, as the one in front: with its own file, history and news.
    pub board: Box<Board>,
    /// Whether it is shown.
    pub shown: Shown,
    /// The focus of the one in front that it was led to last.
    pub followed: Option<Focused>,
    /// Whether it has agreed to be left.
    pub parting: Parting,
    pairs: Pairs,
}

/// Whether a canvas has agreed to be left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Parting {
    /// It was not asked.
    #[default]
    Stays,
    /// It has: the other one is asked now.
    Agreed,
    /// It is to be closed as soon as its file has every edit.
    Closing,
}

/// Whether the canvas that is not in front is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// Both are, where the screen is wide enough.
    #[default]
    Together,
    /// Only the one in front is.
    Alone,
}

/// What has the focus of a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Focused(BlockId, Option<NoteId>);

impl From<&Focus> for Focused {
    fn from(focus: &Focus) -> Self {
        Self(focus.block.clone(), focus.note.clone())
    }
}

/// The notes that both canvases have, as of these revisions of the first and the second.
#[derive(Clone, Debug, Default, PartialEq)]
struct Pairs {
    of: Option<(Revision, Revision)>,
    pairing: Pairing,
}

impl Beside {
    /// The board that is not in front.
    pub fn board(&self) -> Option<&Board> {
        match self {
            Self::None => None,
            Self::Open(second) => Some(&second.board),
        }
    }

    /// The same, to change it.
    pub fn board_mut(&mut self) -> Option<&mut Board> {
        match self {
            Self::None => None,
            Self::Open(second) => Some(&mut second.board),
        }
    }
}

impl Second {
    /// A canvas that was just opened.
    pub fn new(board: Box<Board>) -> Self {
        Self {
            board,
            shown: Shown::default(),
            followed: None,
            parting: Parting::default(),
            pairs: Pairs::default(),
        }
    }

    /// Finds out anew which notes both have, after one of them changed; whether it did.
    pub fn pair_with(&mut self, front: &Board) -> bool {
        let (first, second) = match front.seat {
            Seat::First => (front, &*self.board),
            Seat::Second => (&*self.board, front),
        };
        let of = Some((first.file.revision, second.file.revision));
        if self.pairs.of == of {
            return false;
        }
        let pairing = Pairing::between(first.canvas(), second.canvas());
        self.pairs = Pairs { of, pairing };
        true
    }

    /// Forgets which notes both have: one of them is another canvas now.
    pub fn forget_pairs(&mut self) {
        self.pairs = Pairs::default();
        self.followed = None;
    }

    /// The note that this one, of the canvas of this seat, is in the other canvas.
    pub fn partner(&self, seat: Seat, id: &NoteId) -> Option<&NoteId> {
        match seat {
            Seat::First => self.pairs.pairing.second(id),
            Seat::Second => self.pairs.pairing.first(id),
        }
    }

    /// The canvas of this seat, its notes called as they are in the other one.
    pub fn called_as_there(&self, seat: Seat, canvas: &Canvas) -> Canvas {
        match seat {
            Seat::First => renamed(canvas, &self.pairs.pairing),
            Seat::Second => renamed(canvas, &self.pairs.pairing.clone().flipped()),
        }
    }
}

/// Where the boards stand on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rooms {
    /// The one in front has all of it.
    One(Rect),
    /// Each has a half.
    Two {
        /// That of the first.
        first: Rect,
        /// That of the second.
        second: Rect,
    },
}

impl Rooms {
    /// The room of this seat; all of the screen where only one board is shown.
    pub const fn of(self, seat: Seat) -> Rect {
        match (self, seat) {
            (Self::One(room), _)
            | (Self::Two { first: room, .. }, Seat::First)
            | (Self::Two { second: room, .. }, Seat::Second) => room,
        }
    }
}

impl State {
    /// Where the boards stand: side by side where that is wanted and both can be read so.
    pub fn rooms(&self) -> Rooms {
        let whole = Rooms::One(Rect::from(((0, 0).into(), self.size)));
        let (Beside::Open(second), Some(front)) = (&self.beside, self.front()) else {
            return whole;
        };
        if front.story().is_some() {
            return whole;
        }
        let halves = layout::halves(self.size);
        match (second.shown, halves) {
            (Shown::Together, (first, beside)) if fit(self.size, front, &second.board) => {
                Rooms::Two {
                    first,
                    second: beside,
                }
            }
            (Shown::Together | Shown::Alone, _) => whole,
        }
    }
}

/// Whether both boards have a full grid side by side on a screen of this size.
fn fit(size: Size, front: &Board, second: &Board) -> bool {
    let (_, narrower) = layout::halves(size);
    // The timeline takes the room that the other one would have.
    let is_past = |board: &Board| matches!(board.lens, Lens::Past(_));
    let fits =
        |board: &Board| !is_past(board) && layout::has_full_grid(&board.kind, narrower.as_size());
    fits(front) && fits(second)
}
