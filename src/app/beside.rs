//! A second canvas that is open besides the one in front.

use super::board::Board;

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
