//! What the notes of a block come to, for its title.

use crate::app::board::{Board, Totals};
use crate::app::lens::Lens;
use crate::model::amount;
use crate::model::figures::{Money, Sheet, figures};
use crate::model::id::BlockId;

/// What the block costs or brings in the first year, as expected: `18 000 EUR`, with `+ ?` where a part of it depends on
/// what nobody states. `None` for other blocks, without amounts, where totals are not wanted, and with the past.
pub fn total(board: &Board, block: &BlockId) -> Option<String> {
    match (board.look.totals, &board.lens) {
        // The sums are those of the canvas as it is.
        (Totals::Hidden, _) | (_, Lens::Past(_)) => return None,
        (Totals::Shown, _) => {}
    }
    let money = Money::of(&board.kind, block)?;
    let figures = figures(board.canvas(), &board.kind).ok()?;
    let sums: Vec<String> = figures
        .sheets
        .iter()
        .filter_map(|sheet| of_sheet(sheet, money))
        .collect();
    (!sums.is_empty()).then(|| sums.join(" + "))
}

fn of_sheet(sheet: &Sheet, money: Money) -> Option<String> {
    let side = match money {
        Money::Cost => &sheet.costs,
        Money::Revenue => &sheet.revenue,
    };
    if side.lines.is_empty() {
        return None;
    }
    let sum = side.sums.first_year(sheet.first).ok()?;
    let sum = amount::shown(sum.base, Some(sheet.currency));
    let is_whole = side.lines.iter().all(|line| line.first_year.is_some());
    let unknown = if is_whole { "" } else { " + ?" };
    Some(format!("{sum} {}{unknown}", sheet.currency))
}
