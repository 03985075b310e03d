//! How much is sold in which year, and how much of what is due over time for it falls there.
//!
//! What is sold every month or year is sold evenly over it, and goes on being used: a unit that is sold in a month pays that
//! month and all after, so that those of the first year pay for six months and a half on average. What is due every year
//! comes with the sale and each year after. What is sold once is sold at the start.

use rust_decimal::Decimal;

use super::assumptions::{Assumptions, Every, Volume};
use super::sheet::Year;
use crate::model::amount::{Overflow, Per, exact};

/// How much of something is sold in a year, and what of it is due then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many are sold.
    pub sold: Decimal,
    /// For how many months of one of them something is due.
    pub months: Decimal,
    /// For how many of them a year begins.
    pub years: Decimal,
}

/// How many units and projects are sold in a year; `None` where nobody states it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sold {
    /// Units.
    pub units: Option<Count>,
    /// Projects.
    pub projects: Option<Count>,
}

/// How often units and projects are sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Units.
    pub units: Every,
    /// Projects.
    pub projects: Every,
}

/// What is sold in the years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    /// In the first one.
    pub first: Sold,
    /// In the second one.
    pub later: Sold,
    /// What each one has more than the one before, from the third on.
    pub more: Sold,
    /// How often.
    pub pace: Pace,
}

impl Count {
    /// So many in a year, with so many months and years for each.
    fn of(count: Decimal, sold: u32, half_months: u32, years: u32) -> Option<Self> {
        let months = Decimal::new(i64::from(half_months) * 5, 1);
        Some(Self {
            sold: exact::mul(count, sold.into())?,
            months: exact::mul(count, months)?,
            years: exact::mul(count, years.into())?,
        })
    }

    /// The first year where so many are sold in it.
    pub(super) fn first(count: Decimal, every: Every) -> Option<Self> {
        match every {
            Every::Once => Self::of(count, 1, 24, 1),
            Every::Month | Every::Year => Self::of(count, 1, 13, 1),
        }
    }

    /// The second one where so many were sold in the first.
    pub(super) fn second(count: Decimal, every: Every) -> Option<Self> {
        match every {
            Every::Once => Self::of(count, 0, 24, 1),
            Every::Month | Every::Year => Self::of(count, 1, 37, 2),
        }
    }

    /// What each year after has more.
    fn more(count: Decimal, every: Every) -> Option<Self> {
        match every {
            Every::Once => Some(Self::default()),
            Every::Month | Every::Year => Self::of(count, 0, 24, 1),
        }
    }
}

impl Sold {
    /// With none of these.
    #[must_use]
    pub fn without(self, per: Per) -> Self {
        match per.counted() {
            Some(Per::Unit) => Self {
                units: None,
                ..self
            },
            Some(_) => Self {
                projects: None,
                ..self
            },
            None => self,
        }
    }

    /// With this instead of what is stated of these.
    #[must_use]
    pub(super) fn with(self, per: Per, count: Count) -> Self {
        match per.counted() {
            Some(Per::Unit) => Self {
                units: Some(count),
                ..self
            },
            Some(_) => Self {
                projects: Some(count),
                ..self
            },
            None => self,
        }
    }
}

impl Pace {
    /// How often these are sold.
    pub(super) fn of(self, per: Per) -> Every {
        match per.counted() {
            Some(Per::Project) => self.projects,
            Some(_) | None => self.units,
        }
    }

    /// One of these alone in such a year; of what is sold once, later, what is due for it over time.
    pub(super) fn one(self, per: Per, year: Year) -> Result<Sold, Overflow> {
        let every = self.of(per);
        let one = match year {
            Year::First => Count::first(Decimal::ONE, every),
            Year::Later => Count::second(Decimal::ONE, every),
        };
        Ok(Sold::default().with(per, one.ok_or(Overflow)?))
    }
}

impl Years {
    /// What is assumed.
    pub fn of(assumptions: &Assumptions) -> Result<Self, Overflow> {
        let all = |count: fn(Decimal, Every) -> Option<Count>| {
            let of = |volume: Option<Volume>| match volume {
                None => Ok(None),
                Some(volume) => {
                    let year = volume.first_year().ok_or(Overflow)?;
                    count(year, volume.every).map(Some).ok_or(Overflow)
                }
            };
            Ok(Sold {
                units: of(assumptions.units)?,
                projects: of(assumptions.projects)?,
            })
        };
        let every = |volume: Option<Volume>| volume.map_or(Every::Year, |volume| volume.every);
        Ok(Self {
            first: all(Count::first)?,
            later: all(Count::second)?,
            more: all(Count::more)?,
            pace: Pace {
                units: every(assumptions.units),
                projects: every(assumptions.projects),
            },
        })
    }
}
