//! Sums and products that are exact, or none at all: the decimals' own operations round where digits run out.

use rust_decimal::Decimal;

/// The number with these digits and so many of them after the mark.
fn decimal(digits: i128, scale: u32) -> Option<Decimal> {
    let decimal = Decimal::try_from_i128_with_scale(digits, scale).ok()?;
    Some(decimal.normalize())
}

/// The sum.
pub(in crate::model) fn add(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (a, b) = (a.normalize(), b.normalize());
    let scale = a.scale().max(b.scale());
    let digits = |number: Decimal| {
        let more = 10_i128.checked_pow(scale - number.scale())?;
        number.mantissa().checked_mul(more)
    };
    decimal(digits(a)?.checked_add(digits(b)?)?, scale)
}

/// The difference.
pub(in crate::model) fn sub(a: Decimal, b: Decimal) -> Option<Decimal> {
    add(a, -b)
}

/// The product.
pub(in crate::model) fn mul(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (a, b) = (a.normalize(), b.normalize());
    let digits = a.mantissa().checked_mul(b.mantissa())?;
    decimal(digits, a.scale() + b.scale())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    #[test]
    fn what_has_too_many_digits_is_none_and_never_rounded() {
        assert_eq!(add(of("0.1"), of("0.2")), Some(of("0.3")));
        assert_eq!(mul(of("4.50"), of("300")), Some(of("1350")));
        let long = of("1.2345678901234567");
        assert_eq!(mul(long, long), None, "32 decimals");
        assert_eq!(mul(Decimal::MAX, of("2")), None);
        assert_eq!(add(Decimal::MAX, of("1")), None);
        assert_eq!(add(Decimal::MAX, of("0.1")), None);
        assert_eq!(sub(of("1"), of("1.5")), Some(of("-0.5")));
    }
}
