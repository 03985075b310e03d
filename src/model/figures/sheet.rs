//! The sums of one currency.

use rust_decimal::Decimal;

use super::path::Path;
use super::volumes::{Count, Pace, Sold, Years};
use crate::model::amount::{Amount, Currency, Estimate, Overflow, Per, exact};
use crate::model::id::NoteId;

/// A note that costs or brings money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The note.
    pub note: NoteId,
    /// What it states.
    pub amount: Amount,
    /// That times its quantity, in the sheet's currency, for each `per`.
    pub total: Estimate,
    /// What that comes to in the first year; `None` where it depends on a volume that nobody states.
    pub first_year: Option<Estimate>,
}

/// Sums by what they are due for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// One time, at the start.
    pub once: Estimate,
    /// Every year, whatever is sold.
    pub year: Estimate,
    /// For each unit that is sold.
    pub unit: Estimate,
    /// For each project that is sold.
    pub project: Estimate,
    /// Over time for each unit that was sold.
    pub unit_fees: Fees,
    /// Over time for each project that was sold.
    pub project_fees: Fees,
}

/// What is due over time for each of what was sold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fees {
    /// Every month, from that of the sale on.
    pub month: Estimate,
    /// Every year, with the sale first.
    pub year: Estimate,
}

impl Fees {
    /// Whether there are none.
    pub fn is_zero(&self) -> bool {
        self.month.is_zero() && self.year.is_zero()
    }

    /// What falls into a year.
    fn of(&self, count: Count) -> Result<Estimate, Overflow> {
        let monthly = self.month.times(count.months)?;
        monthly.plus(self.year.times(count.years)?)
    }

    fn minus(&self, other: &Self) -> Result<Self, Overflow> {
        Ok(Self {
            month: self.month.minus(other.month)?,
            year: self.year.minus(other.year)?,
        })
    }
}

impl Flow {
    fn add(&mut self, per: Per, total: Estimate) -> Result<(), Overflow> {
        let (sum, total) = match per {
            Per::Once => (&mut self.once, total),
            Per::Month => (&mut self.year, total.times(Decimal::from(12))?),
            Per::Year => (&mut self.year, total),
            Per::Unit => (&mut self.unit, total),
            Per::Project => (&mut self.project, total),
            Per::UnitMonth => (&mut self.unit_fees.month, total),
            Per::UnitYear => (&mut self.unit_fees.year, total),
            Per::ProjectMonth => (&mut self.project_fees.month, total),
            Per::ProjectYear => (&mut self.project_fees.year, total),
        };
        *sum = sum.plus(total)?;
        Ok(())
    }

    /// What is due with what is sold, for these volumes. What nobody states counts as none.
    pub(super) fn sales(&self, sold: Sold) -> Result<Estimate, Overflow> {
        let of = |count: Option<Count>| count.unwrap_or_default().sold;
        let units = self.unit.times(of(sold.units))?;
        units.plus(self.project.times(of(sold.projects))?)
    }

    /// What is due over time for what was sold, for these volumes.
    pub(super) fn fees(&self, sold: Sold) -> Result<Estimate, Overflow> {
        let units = self.unit_fees.of(sold.units.unwrap_or_default())?;
        units.plus(self.project_fees.of(sold.projects.unwrap_or_default())?)
    }

    /// What depends on what is sold, for these volumes.
    pub fn variable(&self, sold: Sold) -> Result<Estimate, Overflow> {
        self.sales(sold)?.plus(self.fees(sold)?)
    }

    /// What the first year comes to.
    pub fn first_year(&self, sold: Sold) -> Result<Estimate, Overflow> {
        self.later_year(sold)?.plus(self.once)
    }

    /// What a year after the first comes to.
    pub fn later_year(&self, sold: Sold) -> Result<Estimate, Overflow> {
        self.year.plus(self.variable(sold)?)
    }

    /// Each sum of this less that of the other.
    pub fn minus(&self, other: &Self) -> Result<Self, Overflow> {
        Ok(Self {
            once: self.once.minus(other.once)?,
            year: self.year.minus(other.year)?,
            unit: self.unit.minus(other.unit)?,
            project: self.project.minus(other.project)?,
            unit_fees: self.unit_fees.minus(&other.unit_fees)?,
            project_fees: self.project_fees.minus(&other.project_fees)?,
        })
    }
}

/// One side of a sheet: the notes in the order of reading, and their sums.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// The notes.
    pub lines: Vec<Line>,
    /// Their sums.
    pub sums: Flow,
}

impl Side {
    /// Adds a note's amount, of which one is worth `rate` in the sheet's currency.
    pub(super) fn add(
        &mut self,
        note: NoteId,
        amount: Amount,
        rate: Decimal,
        sold: Sold,
    ) -> Result<(), Overflow> {
        let total = amount.total()?.times(rate)?;
        let mut own = Flow::default();
        own.add(amount.per(), total)?;
        self.sums.add(amount.per(), total)?;
        let is_stated = match amount.per().counted() {
            Some(Per::Unit) => sold.units.is_some(),
            Some(_) => sold.projects.is_some(),
            None => true,
        };
        let first_year = own.first_year(sold)?;
        self.lines.push(Line {
            note,
            amount,
            total,
            first_year: is_stated.then_some(first_year),
        });
        Ok(())
    }

    /// Whether a note of it is counted by this: by units or projects.
    pub fn has(&self, per: Per) -> bool {
        let mut lines = self.lines.iter();
        lines.any(|line| line.amount.per().counted() == Some(per))
    }
}

/// When what was spent is earned back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// After so many units, projects or months; none where it is earned from the start.
    After(u64),
    /// Never.
    Never,
}

impl Reached {
    pub(super) fn of(needed: Decimal, each: Decimal) -> Self {
        exact::times_to_reach(needed, each).map_or(Self::Never, Self::After)
    }
}

/// The sums of one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The currency.
    pub currency: Currency,
    /// What is spent.
    pub costs: Side,
    /// What comes in.
    pub revenue: Side,
    /// What comes in less what is spent. Its least is the worst case: the least comes in and the most is spent.
    pub net: Flow,
    /// What is sold in the first year.
    pub first: Sold,
    /// What is sold in the year after.
    pub later: Sold,
    /// What each year after that has more than the one before: what was sold earlier goes on.
    pub more: Sold,
    /// How often units and projects are sold.
    pub pace: Pace,
}

impl Sheet {
    pub(super) fn new(currency: Currency, years: &Years) -> Self {
        let Years {
            first,
            later,
            more,
            pace,
        } = *years;
        Self {
            more,
            pace,
            currency,
            costs: Side::default(),
            revenue: Side::default(),
            net: Flow::default(),
            first,
            later,
        }
    }

    pub(super) fn sum_up(&mut self) -> Result<(), Overflow> {
        self.net = self.revenue.sums.minus(&self.costs.sums)?;
        Ok(())
    }

    /// Whether a note is due for this.
    pub fn has(&self, per: Per) -> bool {
        self.costs.has(per) || self.revenue.has(per)
    }

    /// What is due for units or projects, with no word of how many are sold.
    pub fn unstated(&self) -> impl Iterator<Item = Per> {
        let units = (self.has(Per::Unit) && self.first.units.is_none()).then_some(Per::Unit);
        let projects = self.has(Per::Project) && self.first.projects.is_none();
        units.into_iter().chain(projects.then_some(Per::Project))
    }

    /// Whether something is due over time for units, or for projects.
    pub fn has_fees(&self, per: Per) -> bool {
        let lines = self.costs.lines.iter().chain(&self.revenue.lines);
        let mut pers = lines.map(|line| line.amount.per());
        pers.any(|own| own != per && own.counted() == Some(per))
    }

    /// What one more unit or project brings with its sale less what it costs; `None` where nothing is due for it.
    pub fn margin(&self, per: Per) -> Option<Estimate> {
        let margin = match per {
            Per::Unit => self.net.unit,
            Per::Project => self.net.project,
            Per::Once
            | Per::Month
            | Per::Year
            | Per::UnitMonth
            | Per::UnitYear
            | Per::ProjectMonth
            | Per::ProjectYear => return None,
        };
        self.has(per).then_some(margin)
    }

    /// How many units or projects cover a year's other costs, in the worst case, as expected and at best: the first year's
    /// with what is spent one time, or that of the year after, where as many are sold in each year. Of the other of the two
    /// so many are sold as stated.
    pub fn break_even(&self, per: Per, year: Year) -> Result<Option<[Reached; 3]>, Overflow> {
        let Some(margin) = self.margin(per) else {
            return Ok(None);
        };
        let margin = if self.has_fees(per) {
            self.net.variable(self.pace.one(per, year)?)?
        } else {
            margin
        };
        let (fixed, sold) = match year {
            Year::First => (self.net.once.plus(self.net.year)?, self.first),
            Year::Later => (self.net.year, self.later),
        };
        let covered = fixed.plus(self.net.variable(sold.without(per))?)?;
        let cases = covered.cases().into_iter().zip(margin.cases());
        Ok(triple(cases.map(|(covered, margin)| {
            // To cover nothing by selling none is no break-even of what loses with each sale.
            if covered.is_zero() && margin < Decimal::ZERO {
                return Reached::Never;
            }
            Reached::of(-covered, margin)
        })))
    }

    /// After how many months all that was spent is earned back for good, in the worst case, as expected and at best; `None`
    /// where that depends on a volume that nobody states, or where nothing comes in or nothing is spent.
    pub fn payback(&self) -> Result<Option<[Reached; 3]>, Overflow> {
        let has_both = !self.costs.lines.is_empty() && !self.revenue.lines.is_empty();
        if !has_both || self.unstated().next().is_some() {
            return Ok(None);
        }
        let paths = Path::of(&self.net, self)?.into_iter();
        let months: Result<Vec<Reached>, Overflow> = paths.map(|path| path.back()).collect();
        Ok(triple(months?.into_iter()))
    }
}

/// Which year is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// The first.
    First,
    /// One after it.
    Later,
}

/// Three of an iterator that has three.
fn triple<T>(mut of: impl Iterator<Item = T>) -> Option<[T; 3]> {
    Some([of.next()?, of.next()?, of.next()?])
}
