//! The panel that asks whether the model holds: its rows, and which of them is chosen.

use super::board::Board;
use super::checks::Known;
use crate::model::viability::{Dimension, Flag, flags};

/// A row that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// A question, with what is answered.
    Question(Dimension),
    /// The red flag at this place among those of a question.
    Flag(Dimension, usize),
}

impl At {
    /// The question that it belongs to.
    pub const fn dimension(self) -> Dimension {
        match self {
            Self::Question(dimension) | Self::Flag(dimension, _) => dimension,
        }
    }

    /// The row so many further down, stopping at the ends.
    pub fn step(self, by: isize, flags: &[Flag]) -> Self {
        let rows = rows(flags);
        let is_here = |row: &Self| *row == self;
        // A flag that is gone leaves its question.
        let here = rows.iter().position(is_here);
        let question = |row: &Self| *row == Self::Question(self.dimension());
        let here = here.or_else(|| rows.iter().position(question)).unwrap_or(0);
        let last = rows.len().saturating_sub(1);
        let to = here.saturating_add_signed(by).min(last);
        rows.get(to).copied().unwrap_or(self)
    }

    /// The question so many further down, stopping at the ends.
    pub fn step_question(self, by: isize) -> Self {
        let all = Dimension::ALL;
        let here = all.iter().position(|own| *own == self.dimension());
        let to = here
            .unwrap_or(0)
            .saturating_add_signed(by)
            .min(all.len() - 1);
        all.get(to).map_or(self, |own| Self::Question(*own))
    }

    /// The flag that is chosen.
    pub fn flag(self, flags: &[Flag]) -> Option<&Flag> {
        match self {
            Self::Question(_) => None,
            Self::Flag(dimension, at) => of(dimension, flags).nth(at),
        }
    }
}

/// The flags of a question.
pub fn of(dimension: Dimension, flags: &[Flag]) -> impl Iterator<Item = &Flag> {
    flags.iter().filter(move |flag| flag.dimension == dimension)
}

/// All rows, from the top.
fn rows(flags: &[Flag]) -> Vec<At> {
    let of = |dimension: Dimension| {
        let flags = (0..of(dimension, flags).count()).map(move |at| At::Flag(dimension, at));
        std::iter::once(At::Question(dimension)).chain(flags)
    };
    Dimension::ALL.into_iter().flat_map(of).collect()
}

/// The red flags of the board's canvas, as far as is known of the outside.
pub fn flags_of(board: &Board) -> Vec<Flag> {
    let nothing = Known::default();
    let known = board.known.as_ref().unwrap_or(&nothing);
    flags(board.canvas(), &board.kind, &known.facts, &known.switches)
}
