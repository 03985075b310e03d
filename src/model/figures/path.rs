//! What has come in less what was spent, month by month.

use rust_decimal::Decimal;

use super::assumptions::Every;
use super::sheet::{Fees, Flow, Reached, Sheet};
use super::volumes::Count;
use crate::model::amount::{Overflow, exact};

/// So many months are looked at where sums do not grow evenly: two hundred years.
const MOST_MONTHS: u64 = 2400;

/// How a sum grows from its start: evenly, and by what is due over time for what is sold every year, of which there is more
/// and more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Path {
    /// At the start.
    start: Decimal,
    /// Every year.
    year: Decimal,
    /// Every month for each that a year sells.
    monthly: Decimal,
    /// Every year for each that a year sells.
    yearly: Decimal,
}

impl Path {
    /// In the three cases. What is sold every year comes in over the year; what is sold once, at the start.
    pub(super) fn of(flow: &Flow, sheet: &Sheet) -> Result<[Self; 3], Overflow> {
        let (first, later) = (flow.sales(sheet.first)?, flow.sales(sheet.later)?);
        let once = flow.once.cases();
        let mut year = flow.year.plus(later)?;
        let mut growing = [[Decimal::ZERO; 2]; 3];
        let things = [
            (flow.unit_fees, sheet.first.units, sheet.pace.units),
            (flow.project_fees, sheet.first.projects, sheet.pace.projects),
        ];
        for (fees, count, every) in things {
            let count = count.unwrap_or_default();
            match every {
                // All pay from the start: the same every year.
                Every::Once => year = year.plus(whole_year(&fees, count)?)?,
                Every::Month | Every::Year => grow(&mut growing, &fees, count.sold)?,
            }
        }
        let mut paths = [Self::default(); 3];
        let cases = once.into_iter().zip(first.cases()).zip(later.cases());
        let cases = cases.zip(year.cases()).zip(growing);
        for (path, ((((once, first), later), year), [monthly, yearly])) in
            paths.iter_mut().zip(cases)
        {
            let at_once = exact::sub(first, later).ok_or(Overflow)?;
            *path = Self {
                start: exact::add(once, at_once).ok_or(Overflow)?,
                year,
                monthly,
                yearly,
            };
        }
        Ok(paths)
    }

    /// Whether it grows evenly.
    pub(super) fn is_straight(&self) -> bool {
        self.monthly.is_zero() && self.yearly.is_zero()
    }

    /// The sum after so many years.
    pub(super) fn after_years(&self, years: u64) -> Result<Decimal, Overflow> {
        let twelfth = self.twelvefold(years.checked_mul(12).ok_or(Overflow)?)?;
        // Twelve times the sum: what a division by twelve could not hold exactly never comes of whole years.
        twelfth.checked_div(Decimal::from(12)).ok_or(Overflow)
    }

    /// Twelve times the sum after so many months.
    fn twelvefold(&self, months: u64) -> Result<Decimal, Overflow> {
        let sum = || {
            let paid = months.checked_mul(months.checked_add(1)?)?.checked_div(2)?;
            let (whole, rest) = (months / 12, months % 12);
            // Of what is due with the sale and each year after: all months, less the first twelve, and so on.
            let begun = whole.checked_mul(whole.checked_add(1)?)?.checked_mul(6)?;
            let begun = begun.checked_add(rest.checked_mul(whole.checked_add(1)?)?)?;
            let start = exact::mul(self.start, Decimal::from(12))?;
            let even = exact::mul(self.year, months.into())?;
            let monthly = exact::mul(self.monthly, paid.into())?;
            let yearly = exact::mul(self.yearly, begun.into())?;
            exact::add(exact::add(start, even)?, exact::add(monthly, yearly)?)
        };
        sum().ok_or(Overflow)
    }

    /// After how many months it is not below nothing any more, for good.
    pub(super) fn back(&self) -> Result<Reached, Overflow> {
        if self.is_straight() {
            // What is there at the start is gone some day where every year takes more than it brings.
            return Ok(if self.year < Decimal::ZERO {
                Reached::Never
            } else {
                let needed = exact::mul(-self.start, Decimal::from(12)).ok_or(Overflow)?;
                Reached::of(needed, self.year)
            });
        }
        let twelve = exact::mul(self.monthly, Decimal::from(12)).ok_or(Overflow)?;
        let growth = exact::add(twelve, self.yearly).ok_or(Overflow)?;
        if growth < Decimal::ZERO || self.twelvefold(MOST_MONTHS)? < Decimal::ZERO {
            return Ok(Reached::Never);
        }
        let mut reached = 0;
        for months in 0..MOST_MONTHS {
            if self.twelvefold(months)? < Decimal::ZERO {
                reached = months + 1;
            }
        }
        Ok(Reached::After(reached))
    }
}

/// What fees come to in a year that all have from its start.
fn whole_year(fees: &Fees, count: Count) -> Result<crate::model::amount::Estimate, Overflow> {
    let months = exact::mul(count.sold, Decimal::from(12)).ok_or(Overflow)?;
    let monthly = fees.month.times(months)?;
    monthly.plus(fees.year.times(count.sold)?)
}

/// Adds what so many a year bring over time.
fn grow(sums: &mut [[Decimal; 2]; 3], fees: &Fees, count: Decimal) -> Result<(), Overflow> {
    let (months, years) = (fees.month.cases(), fees.year.cases());
    for ([monthly, yearly], (month, year)) in sums.iter_mut().zip(months.into_iter().zip(years)) {
        let add = |sum: Decimal, each: Decimal| exact::add(sum, exact::mul(each, count)?);
        *monthly = add(*monthly, month).ok_or(Overflow)?;
        *yearly = add(*yearly, year).ok_or(Overflow)?;
    }
    Ok(())
}
