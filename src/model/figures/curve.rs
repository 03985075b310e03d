//! What is spent and what comes in, against what is sold or against time: lines, told by some of their points.

use rust_decimal::Decimal;

use super::path::Path;
use super::{Count, Reached, Sheet, Year};
use crate::model::amount::{Currency, Per};

/// Two lines over one range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    /// What is counted along the range.
    pub along: Along,
    /// The range's end; it begins at 0.
    pub until: u64,
    /// What is spent at the range's begin and end, and at as many places between, equally far from each other, as tell it.
    pub cost: Vec<Decimal>,
    /// What comes in there.
    pub revenue: Vec<Decimal>,
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
    let stated = match per.counted() {
        Some(Per::Unit) => sheet.first.units,
        Some(_) => sheet.first.projects,
        None => None,
    };
    let until = range(even, whole(stated.map(|count| count.sold)), USUAL);
    let at = |count: u64| {
        let count = Count::first(count.into(), sheet.pace.of(per))?;
        Some(sheet.first.with(per, count))
    };
    let ends = |sums: &super::Flow| {
        let end = |count| Some(sums.first_year(at(count)?).ok()?.base);
        Some(vec![end(0)?, end(until)?])
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
    let path = |sums: &super::Flow| Some(Path::of(sums, sheet).ok()?[1]);
    let paths = [path(&sheet.costs.sums)?, path(&sheet.revenue.sums)?];
    // A straight line has no more to tell than its ends.
    let steps = if paths.iter().all(Path::is_straight) {
        1
    } else {
        years
    };
    let points = |path: Path| {
        let years = (0..=steps).map(|step| step * years / steps);
        let points = years.map(|year| path.after_years(year).ok());
        points.collect::<Option<Vec<Decimal>>>()
    };
    let [cost, revenue] = paths.map(points);
    Some(Curve {
        along: Along::Months,
        until: years.checked_mul(12)?,
        cost: cost?,
        revenue: revenue?,
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
