//! The sums of one currency.

use rust_decimal::Decimal;

use super::assumptions::{Assumptions, Volume};
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
}

/// How many units and projects are sold in a year; `None` where nobody states it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sold {
    /// Units.
    pub units: Option<Decimal>,
    /// Projects.
    pub projects: Option<Decimal>,
}

impl Sold {
    /// In the first year.
    pub fn first_year(assumptions: &Assumptions) -> Result<Self, Overflow> {
        Self::of(assumptions, Volume::first_year)
    }

    /// In each year after.
    pub fn later_year(assumptions: &Assumptions) -> Result<Self, Overflow> {
        Self::of(assumptions, Volume::later_year)
    }

    fn of(
        assumptions: &Assumptions,
        year: fn(Volume) -> Option<Decimal>,
    ) -> Result<Self, Overflow> {
        let count = |volume: Option<Volume>| match volume.map(year) {
            None => Ok(None),
            Some(None) => Err(Overflow),
            Some(count) => Ok(count),
        };
        Ok(Self {
            units: count(assumptions.units)?,
            projects: count(assumptions.projects)?,
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
        };
        *sum = sum.plus(total)?;
        Ok(())
    }

    /// What depends on what is sold, for these volumes. What nobody states counts as none.
    pub fn variable(&self, sold: Sold) -> Result<Estimate, Overflow> {
        let units = self.unit.times(sold.units.unwrap_or_default())?;
        units.plus(self.project.times(sold.projects.unwrap_or_default())?)
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
        let is_stated = match amount.per() {
            Per::Unit => sold.units.is_some(),
            Per::Project => sold.projects.is_some(),
            Per::Once | Per::Month | Per::Year => true,
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

    /// Whether a note of it is due for this.
    pub fn has(&self, per: Per) -> bool {
        self.lines.iter().any(|line| line.amount.per() == per)
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
    fn of(needed: Decimal, each: Decimal) -> Self {
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
    /// What is sold in each year after.
    pub later: Sold,
}

impl Sheet {
    pub(super) fn new(currency: Currency, first: Sold, later: Sold) -> Self {
        Self {
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

    /// What one more unit or project brings less what it costs; `None` where nothing is due for it.
    pub fn margin(&self, per: Per) -> Option<Estimate> {
        let margin = match per {
            Per::Unit => self.net.unit,
            Per::Project => self.net.project,
            Per::Once | Per::Month | Per::Year => return None,
        };
        self.has(per).then_some(margin)
    }

    /// How many units or projects cover a year's other costs, in the worst case, as expected and at best: the first year's
    /// with what is spent one time, or a later one's. Of the other of the two so many are sold as stated.
    pub fn break_even(&self, per: Per, year: Year) -> Result<Option<[Reached; 3]>, Overflow> {
        let Some(margin) = self.margin(per) else {
            return Ok(None);
        };
        let (fixed, sold) = match year {
            Year::First => (self.net.once.plus(self.net.year)?, self.first),
            Year::Later => (self.net.year, self.later),
        };
        let others = match per {
            Per::Unit => Sold {
                units: None,
                ..sold
            },
            Per::Project => Sold {
                projects: None,
                ..sold
            },
            Per::Once | Per::Month | Per::Year => sold,
        };
        let covered = fixed.plus(self.net.variable(others)?)?;
        let cases = covered.cases().into_iter().zip(margin.cases());
        Ok(triple(
            cases.map(|(covered, margin)| Reached::of(-covered, margin)),
        ))
    }

    /// After how many months all that was spent is earned back for good, in the worst case, as expected and at best; `None`
    /// where that depends on a volume that nobody states, or where nothing comes in or nothing is spent.
    pub fn payback(&self) -> Result<Option<[Reached; 3]>, Overflow> {
        let has_both = !self.costs.lines.is_empty() && !self.revenue.lines.is_empty();
        if !has_both || self.unstated().next().is_some() {
            return Ok(None);
        }
        // What is sold every year comes in over the year; what is sold once, at the start.
        let yearly = self.net.later_year(self.later)?;
        let all = self.net.variable(self.first)?.cases();
        let over_years = self.net.variable(self.later)?.cases();
        let mut months = Vec::new();
        for (at, once) in self.net.once.cases().into_iter().enumerate() {
            let of = |cases: &[Decimal; 3]| cases.get(at).copied().unwrap_or_default();
            let sold_once = exact::sub(of(&all), of(&over_years)).ok_or(Overflow)?;
            let start = exact::add(once, sold_once).ok_or(Overflow)?;
            let needed = exact::mul(-start, Decimal::from(12)).ok_or(Overflow)?;
            let year = of(&yearly.cases());
            // What is there at the start is gone some day where every year takes more than it brings.
            months.push(if year < Decimal::ZERO {
                Reached::Never
            } else {
                Reached::of(needed, year)
            });
        }
        Ok(triple(months.into_iter()))
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
