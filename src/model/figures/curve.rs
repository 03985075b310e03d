//! What is spent and what comes in, against what is sold or against time: straight lines, told by their ends.

use rust_decimal::Decimal;

use super::{Reached, Sheet, Sold, Year};
use crate::model::amount::{Currency, Per, exact};

/// Two lines over one range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    /// What is counted along the range.
    pub along: Along,
    /// The range's end; it begins at 0.
    pub until: u64,
    /// What is spent at the range's begin and end.
    pub cost: [Decimal; 2],
    /// What comes in there.
    pub revenue: [Decimal; 2],
    /// Where the lines meet, as expected.
    pub even: Reached,
    /// The currency.
    pub currency: Currency,
}

/// What is counted along the range of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Along {
    /// Units that are sold in the first year.
    Units,
    /// Projects that are sold in the first year.
    Projects,
    /// Months from the start.
    Months,
}

impl Along {
    /// What is counted, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Units => "units in the first year",
            Self::Projects => "projects in the first year",
            Self::Months => "months",
        }
    }
}

/// The range where neither a break-even nor a volume says one.
const USUAL: u64 = 100;
/// The months that are looked at where nothing is ever earned back.
const USUAL_MONTHS: u64 = 60;

/// The curves of a sheet, as expected: against units, against projects, against time. None where figures are too large.
pub fn curves(sheet: &Sheet) -> Vec<Curve> {
    if sheet.costs.lines.is_empty() || sheet.revenue.lines.is_empty() {
        return Vec::new();
    }
    let sold = [(Per::Unit, Along::Units), (Per::Project, Along::Projects)];
    let sold = sold
        .into_iter()
        .filter_map(|(per, along)| against_sold(sheet, per, along));
    sold.chain(against_time(sheet)).collect()
}

fn against_sold(sheet: &Sheet, per: Per, along: Along) -> Option<Curve> {
    let [_, even, _] = sheet.break_even(per, Year::First).ok()??;
    let stated = match per {
        Per::Unit => sheet.first.units,
        Per::Project => sheet.first.projects,
        Per::Once | Per::Month | Per::Year => None,
    };
    let until = range(even, whole(stated), USUAL);
    let at = |count: u64| match per {
        Per::Unit => Sold {
            units: Some(count.into()),
            ..sheet.first
        },
        Per::Project | Per::Once | Per::Month | Per::Year => Sold {
            projects: Some(count.into()),
            ..sheet.first
        },
    };
    let ends = |sums: &super::Flow| {
        let end = |count| Some(sums.first_year(at(count)).ok()?.base);
        Some([end(0)?, end(until)?])
    };
    Some(Curve {
        along,
        until,
        cost: ends(&sheet.costs.sums)?,
        revenue: ends(&sheet.revenue.sums)?,
        even,
        currency: sheet.currency,
    })
}

fn against_time(sheet: &Sheet) -> Option<Curve> {
    let [_, even, _] = sheet.payback().ok()??;
    let years = range(even, None, USUAL_MONTHS).div_ceil(12).max(1);
    let ends = |sums: &super::Flow| {
        let later = sums.later_year(sheet.later).ok()?.base;
        // What is sold once counts from the start.
        let all = sums.variable(sheet.first).ok()?.base;
        let over_years = sums.variable(sheet.later).ok()?.base;
        let start = exact::add(sums.once.base, exact::sub(all, over_years)?)?;
        let end = exact::add(start, exact::mul(later, years.into())?)?;
        Some([start, end])
    };
    Some(Curve {
        along: Along::Months,
        until: years.checked_mul(12)?,
        cost: ends(&sheet.costs.sums)?,
        revenue: ends(&sheet.revenue.sums)?,
        even,
        currency: sheet.currency,
    })
}

/// Twice as far as the lines meet, and a little beyond what is stated.
fn range(even: Reached, stated: Option<u64>, usual: u64) -> u64 {
    let even = match even {
        Reached::After(count) => count.saturating_mul(2),
        Reached::Never => 0,
    };
    let stated = stated.map_or(0, |count| count.saturating_add(count / 4));
    match even.max(stated) {
        0 => usual,
        until => until.max(4),
    }
}

/// A count in whole numbers.
fn whole(count: Option<Decimal>) -> Option<u64> {
    u64::try_from(count?.ceil()).ok()
}
