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

/// How often `b` has to be taken to reach `a`, in whole times; `None` where no number of times does, or where that is too
/// large to tell.
pub(in crate::model) fn times_to_reach(a: Decimal, b: Decimal) -> Option<u64> {
    if a <= Decimal::ZERO {
        return Some(0);
    }
    if b <= Decimal::ZERO {
        return None;
    }
    let (a, b) = (a.normalize(), b.normalize());
    let scale = a.scale().max(b.scale());
    let digits = |number: Decimal| {
        let more = 10_i128.checked_pow(scale - number.scale())?;
        number.mantissa().checked_mul(more)
    };
    let (a, b) = (digits(a)?, digits(b)?);
    let whole = a.checked_div(b)?;
    let over = i128::from(a.checked_rem(b)? != 0);
    u64::try_from(whole.checked_add(over)?).ok()
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

    #[test]
    fn times_are_whole_and_enough() {
        for (a, b, times) in [
            ("10", "3", Some(4)),
            ("9", "3", Some(3)),
            ("0", "3", Some(0)),
            ("-5", "0", Some(0)),
            ("5", "0", None),
            ("5", "-1", None),
            ("0.3", "0.1", Some(3)),
            ("1", "0.0001", Some(10_000)),
        ] {
            assert_eq!(times_to_reach(of(a), of(b)), times, "{a} {b}");
        }
        assert_eq!(times_to_reach(Decimal::MAX, of("0.00001")), None);
    }
}
