//! What the notes of a block come to, in a few words for its title.

use rust_decimal::Decimal;

use super::{Figures, Money, Sheet};
use crate::model::amount::{self, Currency};

/// What the costs or the revenue come to in the first year, as expected: `18 000 EUR`, each currency that stays apart
/// for itself, with `+ ?` where a part of it depends on what nobody states. Empty without amounts.
pub fn totals(figures: &Figures, money: Money) -> Vec<String> {
    let shown = |sum, currency| amount::shown(sum, Some(currency));
    worded(figures, money, shown)
}

/// The same where there is little room: `18k EUR`.
pub fn short_totals(figures: &Figures, money: Money) -> Vec<String> {
    worded(figures, money, |sum, _| amount::shortly(sum))
}

fn worded(
    figures: &Figures,
    money: Money,
    shown: impl Fn(Decimal, Currency) -> String,
) -> Vec<String> {
    let sheets = figures.sheets.iter();
    let total = |sheet| of_sheet(sheet, money, &shown);
    sheets.filter_map(total).collect()
}

fn of_sheet(
    sheet: &Sheet,
    money: Money,
    shown: impl Fn(Decimal, Currency) -> String,
) -> Option<String> {
    let side = match money {
        Money::Cost => &sheet.costs,
        Money::Revenue => &sheet.revenue,
    };
    if side.lines.is_empty() {
        return None;
    }
    let sum = side.sums.first_year(sheet.first).ok()?;
    let sum = shown(sum.base, sheet.currency);
    let is_whole = side.lines.iter().all(|line| line.first_year.is_some());
    let unknown = if is_whole { "" } else { " + ?" };
    Some(format!("{sum} {}{unknown}", sheet.currency))
}
