//! What the notes of a block come to, in a few words for its title.

use super::{Figures, Money, Sheet};
use crate::model::amount;

/// What the costs or the revenue come to in the first year, as expected: `18 000 EUR`, each currency that stays apart
/// for itself, with `+ ?` where a part of it depends on what nobody states. Empty without amounts.
pub fn totals(figures: &Figures, money: Money) -> Vec<String> {
    let sheets = figures.sheets.iter();
    sheets.filter_map(|sheet| of_sheet(sheet, money)).collect()
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
