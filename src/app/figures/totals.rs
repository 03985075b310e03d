//! What the notes of a block come to, for its title.

use crate::app::board::{Board, Totals};
use crate::app::lens::Lens;
use crate::model::figures::{Money, figures, totals};
use crate::model::id::BlockId;

/// What the block costs or brings in the first year. `None` for other blocks, without amounts, where totals are not
/// wanted, and with the past.
pub fn total(board: &Board, block: &BlockId) -> Option<String> {
    match (board.look.totals, &board.lens) {
        // The sums are those of the canvas as it is.
        (Totals::Hidden, _) | (_, Lens::Past(_)) => return None,
        (Totals::Shown, _) => {}
    }
    let money = Money::of(&board.kind, block)?;
    let figures = figures(board.canvas(), &board.kind).ok()?;
    let sums = totals(&figures, money);
    (!sums.is_empty()).then(|| sums.join(" + "))
}
