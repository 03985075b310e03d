//! An amount of money on a note: how much, in which currency, for what, how often.
//!
//! Exact: decimals, never floats. Typed in a hurry ([`read`]) and written in one form ([`Amount`]'s `Display`), which a file
//! keeps and which is read back as the same amount: `4.50 EUR/month x 300`.

mod currency;
mod estimate;
pub(in crate::model) mod exact;
mod number;
mod read;
mod stated;

use std::fmt;

use rust_decimal::Decimal;

pub use currency::Currency;
pub use estimate::{Estimate, Overflow};
pub use read::{AmountError, decimal, read, read_in_file};
pub use stated::Stated;

/// For what an amount is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Per {
    /// One time.
    Once,
    /// For each unit that is made or sold.
    Unit,
    /// For each project.
    Project,
    /// Every month.
    Month,
    /// Every year.
    Year,
    /// Every month for each unit that was sold, as long as it is used.
    UnitMonth,
    /// Every year for each unit that was sold.
    UnitYear,
    /// Every month for each project that was sold.
    ProjectMonth,
    /// Every year for each project that was sold.
    ProjectYear,
}

impl Per {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Once,
        Self::Unit,
        Self::Project,
        Self::Month,
        Self::Year,
        Self::UnitMonth,
        Self::UnitYear,
        Self::ProjectMonth,
        Self::ProjectYear,
    ];

    /// Both at once, such as per unit and month; `None` where that means nothing.
    pub const fn and(self, other: Self) -> Option<Self> {
        Some(match (self, other) {
            (Self::Unit, Self::Month) | (Self::Month, Self::Unit) => Self::UnitMonth,
            (Self::Unit, Self::Year) | (Self::Year, Self::Unit) => Self::UnitYear,
            (Self::Project, Self::Month) | (Self::Month, Self::Project) => Self::ProjectMonth,
            (Self::Project, Self::Year) | (Self::Year, Self::Project) => Self::ProjectYear,
            _ => return None,
        })
    }

    /// What it is counted by: units or projects.
    pub const fn counted(self) -> Option<Self> {
        match self {
            Self::Unit | Self::UnitMonth | Self::UnitYear => Some(Self::Unit),
            Self::Project | Self::ProjectMonth | Self::ProjectYear => Some(Self::Project),
            Self::Once | Self::Month | Self::Year => None,
        }
    }

    /// Whether it goes on for as long as there is a year after.
    pub const fn recurs(self) -> bool {
        match self {
            Self::Once | Self::Unit | Self::Project => false,
            Self::Month
            | Self::Year
            | Self::UnitMonth
            | Self::UnitYear
            | Self::ProjectMonth
            | Self::ProjectYear => true,
        }
    }

    /// Its word, as it is written behind a stroke: `unit`, or `once` alone.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Once => "once",
            Self::Unit => "unit",
            Self::Project => "project",
            Self::Month => "month",
            Self::Year => "year",
            Self::UnitMonth => "unit/month",
            Self::UnitYear => "unit/year",
            Self::ProjectMonth => "project/month",
            Self::ProjectYear => "project/year",
        }
    }
}

/// An amount. Its figures are not negative, and its quantity is more than none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount {
    price: Estimate,
    currency: Currency,
    per: Per,
    quantity: Decimal,
}

impl Amount {
    /// What one of it costs or brings, for each `per`.
    pub fn price(&self) -> Estimate {
        self.price
    }

    /// The currency.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// For what it is due.
    pub fn per(&self) -> Per {
        self.per
    }

    /// How many of it there are.
    pub fn quantity(&self) -> Decimal {
        self.quantity
    }

    /// The price times the quantity.
    pub fn total(&self) -> Result<Estimate, Overflow> {
        self.price.times(self.quantity)
    }

    /// The amount in a short form for people, with its figures in groups of three digits: `12 000 000 JPY once`.
    pub fn shown(&self) -> String {
        self.written(number::grouped)
    }

    fn written(&self, grouped: fn(&str) -> String) -> String {
        let least = self.currency.minor_digits();
        let one = |figure| grouped(&number::plain(figure, least));
        let Estimate { low, base, high } = self.price;
        let price = if self.price.is_certain() {
            one(base)
        } else {
            [low, base, high].map(one).join("~")
        };
        let per = match self.per {
            Per::Once => " once".to_owned(),
            per @ (Per::Unit
            | Per::Project
            | Per::Month
            | Per::Year
            | Per::UnitMonth
            | Per::UnitYear
            | Per::ProjectMonth
            | Per::ProjectYear) => format!("/{}", per.word()),
        };
        let quantity = if self.quantity == Decimal::ONE {
            String::new()
        } else {
            format!(" x {}", grouped(&number::plain(self.quantity, 0)))
        };
        format!("{price} {}{per}{quantity}", self.currency)
    }
}

/// A figure for people: its whole part in groups of three digits, with the decimals that it has, in money at least two.
pub fn shown(figure: Decimal, currency: Option<Currency>) -> String {
    number::grouped(&number::plain(
        figure,
        currency.map_or(0, Currency::minor_digits),
    ))
}

/// A figure for people where there is little room: its first three digits, as in `12.4k`, `3.05M` or `-120`.
pub fn shortly(figure: Decimal) -> String {
    const UNITS: [(u32, &str); 4] = [(12, "tn"), (9, "bn"), (6, "M"), (3, "k")];
    // Rounded before the unit is chosen: what is nearly a million is one.
    let rounded = figure.round_sf(3).unwrap_or(figure);
    let unit = |(zeros, name): (u32, &'static str)| {
        let unit = Decimal::from(10_u64.checked_pow(zeros)?);
        (rounded.abs() >= unit).then_some((unit, name))
    };
    let (unit, name) = UNITS
        .into_iter()
        .find_map(unit)
        .unwrap_or((Decimal::ONE, ""));
    let parts = rounded.checked_div(unit).unwrap_or(rounded);
    format!("{}{name}", parts.normalize())
}

/// A figure for other programs: with a point, and no digit that says nothing.
pub fn exactly(figure: Decimal) -> String {
    figure.normalize().to_string()
}

/// A figure as files write it.
pub fn plain(figure: Decimal) -> String {
    number::plain(figure, 0)
}

impl fmt::Display for Amount {
    /// The canonical form: what a file keeps.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written(str::to_owned))
    }
}

#[cfg(test)]
mod tests;
