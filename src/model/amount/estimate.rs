//! A figure that is not certain: the least that may be, what is expected, the most that may be.

use rust_decimal::Decimal;

use super::exact;

/// The least, the expected, the greatest.
///
/// Invariant of what is read: none is greater than the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Estimate {
    /// The least.
    pub low: Decimal,
    /// What is expected.
    pub base: Decimal,
    /// The most.
    pub high: Decimal,
}

/// A figure has more digits than can be reckoned with exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the figures have more digits than can be added up exactly")]
pub struct Overflow;

impl Estimate {
    /// A figure that is certain.
    pub const fn certain(figure: Decimal) -> Self {
        Self {
            low: figure,
            base: figure,
            high: figure,
        }
    }

    /// Whether it is one figure.
    pub fn is_certain(&self) -> bool {
        self.low == self.base && self.base == self.high
    }

    /// Whether it is nothing, certainly.
    pub fn is_zero(&self) -> bool {
        *self == Self::default()
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Result<Self, Overflow> {
        let sum = || {
            Some(Self {
                low: exact::add(self.low, other.low)?,
                base: exact::add(self.base, other.base)?,
                high: exact::add(self.high, other.high)?,
            })
        };
        sum().ok_or(Overflow)
    }

    /// What is left of it: at the least where it is the least and the other the most.
    pub fn minus(self, other: Self) -> Result<Self, Overflow> {
        let left = || {
            Some(Self {
                low: exact::sub(self.low, other.high)?,
                base: exact::sub(self.base, other.base)?,
                high: exact::sub(self.high, other.low)?,
            })
        };
        left().ok_or(Overflow)
    }

    /// So many times as much; `times` is not negative.
    pub fn times(self, times: Decimal) -> Result<Self, Overflow> {
        let product = || {
            Some(Self {
                low: exact::mul(self.low, times)?,
                base: exact::mul(self.base, times)?,
                high: exact::mul(self.high, times)?,
            })
        };
        product().ok_or(Overflow)
    }

    /// The three as an array: low, base, high.
    pub const fn cases(self) -> [Decimal; 3] {
        [self.low, self.base, self.high]
    }
}
