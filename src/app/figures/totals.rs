//! What the notes of a block come to, for its title.

use crate::app::board::{Board, Totals};
use crate::app::lens::Lens;
use crate::app::story::Story;
use crate::model::figures::{Figures, Money, figures, short_totals, totals};
use crate::model::id::BlockId;

/// What the block costs or brings in the first year, in several forms of which each takes less room than the one before.
/// None for other blocks, without amounts, where totals are not wanted, with the past, and before a story comes to it.
pub fn forms(board: &Board, block: &BlockId) -> Vec<String> {
    match (board.look.totals, &board.lens) {
        // The sums are those of the canvas as it is.
        (Totals::Hidden, _) | (_, Lens::Past(_)) => return Vec::new(),
        (Totals::Shown, _) => {}
    }
    if board.story().is_some() && !Story::has_reached(board, block) {
        return Vec::new();
    }
    let Some(money) = Money::of(&board.kind, block) else {
        return Vec::new();
    };
    let figures = figures(board.canvas(), &board.kind);
    figures.map_or_else(|_| Vec::new(), |figures| forms_of(&figures, money))
}

/// Whether a block has one to show.
pub fn are_any(board: &Board) -> bool {
    let mut blocks = board.kind.blocks();
    blocks.any(|block| !forms(board, &block.id).is_empty())
}

fn forms_of(figures: &Figures, money: Money) -> Vec<String> {
    let (full, short) = (totals(figures, money), short_totals(figures, money));
    let Some(first) = short.first() else {
        return Vec::new();
    };
    let mut forms = vec![full.join(" + "), short.join(" + ")];
    if short.len() > 1 {
        forms.push(format!("{first} + …"));
    }
    forms
}
