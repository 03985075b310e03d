//! Numbers as people write them in different countries.
//!
//! A mark is a decimal mark where it can be nothing else, and parts groups of digits where it can be nothing else:
//!
//! | typed | read as | because |
//! |---|---|---|
//! | `1,200.50` `1.200,50` `1 200,50` `1'200.50` | 1200.5 | of two marks the last is the decimal one |
//! | `4,5` `4.50` `0.125` `1234,567` | decimals | no group has that many digits before or after the mark |
//! | `1,200,000` `1 200` `1_200` `12,00,000` | whole | a decimal mark stands once, and is no blank |
//! | `1,200` `1.200` | refused | 1200 in some countries, 1.2 in others |

use rust_decimal::Decimal;

use super::AmountError;

/// The digits that the whole part may have.
const MOST_WHOLE: usize = 18;
/// The digits that may stand behind the decimal mark.
const MOST_DECIMALS: usize = 8;

/// Whether the character may stand between the digits of a number.
pub(super) fn is_mark(char: char) -> bool {
    matches!(char, '.' | ',') || is_grouping(char)
}

/// Whether it can only part groups of digits.
fn is_grouping(char: char) -> bool {
    matches!(char, '\'' | '’' | '_') || is_blank(char)
}

/// The blanks that stand in numbers: the usual one, and those that do not break.
pub(super) fn is_blank(char: char) -> bool {
    matches!(char, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// A number of digits and marks.
pub(super) fn number(text: &str) -> Result<Decimal, AmountError> {
    let marks: Vec<char> = text.chars().filter(|char| is_mark(*char)).collect();
    let groups: Vec<&str> = text.split(is_mark).collect();
    let bad = || AmountError::BadNumber(text.to_owned());
    let (whole, decimals) = match groups.split_last() {
        Some((decimals, whole)) if has_decimal_mark(&marks) => (whole, Some(*decimals)),
        Some(_) | None => (&*groups, None),
    };
    let mut parting = marks.iter().take(whole.len().saturating_sub(1));
    let first = parting.next();
    if parting.any(|mark| Some(mark) != first) || !are_groups(whole) {
        return Err(bad());
    }
    if let ([mark @ ('.' | ',')], [before, after]) = (&*marks, &*groups)
        && can_be_either(before, after)
    {
        return Err(ambiguous(text, *mark, before, after));
    }
    if decimals == Some("") {
        return Err(bad());
    }
    exact(text, &whole.concat(), decimals.unwrap_or(""))
}

/// Whether the last of these marks is a decimal mark: it is the only one of its kind, and no sign that only parts groups.
fn has_decimal_mark(marks: &[char]) -> bool {
    let parted = marks.split_last();
    parted.is_some_and(|(last, before)| !is_grouping(*last) && !before.contains(last))
}

/// Whether these are the groups of a whole number: of three digits but for the first, or as in India of two but for the
/// last.
fn are_groups(groups: &[&str]) -> bool {
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    match &*lengths {
        [] | [0, ..] => false,
        [_] => true,
        [first, between @ .., last] => {
            let each = |digits| *first <= digits && between.iter().all(|length| *length == digits);
            *last == 3 && (each(3) || each(2))
        }
    }
}

/// Whether a single mark between these digits can be a decimal mark as well as the end of the thousands.
fn can_be_either(before: &str, after: &str) -> bool {
    after.len() == 3 && before.len() <= 3 && !before.starts_with('0')
}

fn ambiguous(text: &str, mark: char, before: &str, after: &str) -> AmountError {
    let decimals = after.trim_end_matches('0');
    AmountError::Ambiguous {
        typed: text.to_owned(),
        whole: format!("{before}{after}"),
        decimal: match decimals.len() {
            0 => before.to_owned(),
            3 => format!("{before}{mark}{decimals}0"),
            _ => format!("{before}{mark}{decimals:0<2}"),
        },
    }
}

fn exact(text: &str, whole: &str, decimals: &str) -> Result<Decimal, AmountError> {
    let whole = whole.trim_start_matches('0');
    let decimals = decimals.trim_end_matches('0');
    if whole.len() > MOST_WHOLE {
        return Err(AmountError::TooLarge);
    }
    if decimals.len() > MOST_DECIMALS {
        return Err(AmountError::TooFine);
    }
    let digits = format!("{whole}{decimals}");
    let digits: i128 = match &*digits {
        "" => 0,
        digits => digits
            .parse()
            .map_err(|_| AmountError::BadNumber(text.to_owned()))?,
    };
    let scale = decimals.len() as u32;
    Decimal::try_from_i128_with_scale(digits, scale).map_err(|_| AmountError::TooLarge)
}

/// The number in its plain form: with a point, and with as many decimals as it has, but `least` where it has any. It is
/// read as what it is: where three decimals could be taken for a group of digits, one more follows.
pub(super) fn plain(number: Decimal, least: u32) -> String {
    let number = number.normalize();
    if number.scale() == 0 {
        return number.to_string();
    }
    let text = number.to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let decimals = format!("{decimals:0<0$}", least as usize);
    if can_be_either(whole, &decimals) {
        format!("{whole}.{decimals}0")
    } else {
        format!("{whole}.{decimals}")
    }
}

/// The plain form with its whole part in groups of three, for people.
pub(super) fn grouped(plain: &str) -> String {
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", plain),
    };
    let (whole, decimals) = match digits.split_once('.') {
        Some((whole, decimals)) => (whole, format!(".{decimals}")),
        None => (digits, String::new()),
    };
    let mut out = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out + &decimals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_where_they_can_mean_one_thing() {
        for (typed, read) in [
            ("0", "0"),
            ("007", "7"),
            ("1200", "1200"),
            ("1,200.50", "1200.5"),
            ("1.200,50", "1200.5"),
            ("1 200,500", "1200.5"),
            ("1'200.5", "1200.5"),
            ("1’200", "1200"),
            ("1_200", "1200"),
            ("1\u{202f}200", "1200"),
            ("1,200,000", "1200000"),
            ("1.200.000", "1200000"),
            ("1,200,000.125", "1200000.125"),
            ("12,34,567.5", "1234567.5"),
            ("4,5", "4.5"),
            ("4.50", "4.5"),
            ("0.125", "0.125"),
            ("0,125", "0.125"),
            ("1234.567", "1234.567"),
            ("1234,567", "1234.567"),
            ("1.2345", "1.2345"),
            ("999999999999999999", "999999999999999999"),
        ] {
            let number = number(typed).unwrap_or_else(|error| panic!("{typed}: {error}"));
            assert_eq!(number.normalize().to_string(), read, "{typed}");
        }
    }

    #[test]
    fn what_can_mean_two_things_is_refused_with_both() {
        for (typed, whole, decimal) in [
            ("1,200", "1200", "1,20"),
            ("1.200", "1200", "1.20"),
            ("50.000", "50000", "50"),
            ("4.125", "4125", "4.1250"),
        ] {
            let expected = AmountError::Ambiguous {
                typed: typed.to_owned(),
                whole: whole.to_owned(),
                decimal: decimal.to_owned(),
            };
            assert_eq!(number(typed), Err(expected));
            number(whole).unwrap();
            number(decimal).unwrap();
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for typed in [
            "",
            ".",
            "5.",
            ".5",
            "1,,2",
            "1.2.3",
            "1 20",
            "1,2000,000",
            "1,200'000",
            "1'200'00",
        ] {
            let bad = AmountError::BadNumber(typed.to_owned());
            assert_eq!(number(typed), Err(bad), "{typed:?}");
        }
        assert_eq!(number("1000000000000000000"), Err(AmountError::TooLarge));
        assert_eq!(number("0.123456789"), Err(AmountError::TooFine));
    }

    #[test]
    fn the_plain_form_is_read_back() {
        for (text, least, plain_form) in [
            ("4.5", 2, "4.50"),
            ("4", 2, "4"),
            ("4.5", 0, "4.5"),
            ("1.125", 2, "1.1250"),
            ("0.125", 2, "0.125"),
            ("1234.125", 2, "1234.125"),
            ("1.25", 3, "1.2500"),
            ("12345678", 2, "12345678"),
        ] {
            let decimal = Decimal::from_str_exact(text).unwrap();
            assert_eq!(plain(decimal, least), plain_form);
            assert_eq!(number(plain_form), Ok(decimal));
            assert_eq!(number(&grouped(plain_form)), Ok(decimal), "{plain_form}");
        }
        assert_eq!(grouped("-1234567.50"), "-1 234 567.50");
    }
}
