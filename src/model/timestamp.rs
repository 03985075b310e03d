//! A point in time, as comments have it: to the second, in UTC. What time it is now, the model does not know; it is told.

use std::fmt;

const DAY: u64 = 86_400;

/// Seconds since 1970-01-01, UTC. Shown as `2026-11-25T18:51:36Z` (RFC 3339).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub u64);

impl Timestamp {
    /// The moment that a text names, by RFC 3339; a blank may part date and time. `None` for all else.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, rest) = text.split_at_checked(10)?;
        let rest = rest.strip_prefix(['T', 't', ' '])?;
        let (time, zone) = rest.split_at_checked(8)?;
        let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
        let [hour, minute, second] = numbers(time, ':', [2, 2, 2])?;
        let is_time = hour < 24 && minute < 60 && second < 61;
        let days = days_before(year, month, day).filter(|_| is_time)?;
        let seconds = days * DAY + hour * 3600 + minute * 60 + second;
        shifted(seconds, without_fraction(zone)).map(Self)
    }

    /// The day, such as `2026-11-25`.
    pub fn date(self) -> String {
        let (year, month, day) = civil(self.0 / DAY);
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// Day and minute, such as `2026-11-25 18:51`.
    pub fn to_minute(self) -> String {
        let minutes = self.0 % DAY / 60;
        format!("{} {:02}:{:02}", self.date(), minutes / 60, minutes % 60)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T", self.date())?;
        let seconds = self.0 % DAY;
        let (hour, minute) = (seconds / 3600, seconds / 60 % 60);
        write!(f, "{hour:02}:{minute:02}:{:02}Z", seconds % 60)
    }
}

/// Three numbers of so many digits.
fn numbers(text: &str, separator: char, digits: [usize; 3]) -> Option<[u64; 3]> {
    let mut parts = text.split(separator);
    let mut next = |digits: usize| {
        let part = parts.next().filter(|part| part.len() == digits)?;
        let all_digits = part.bytes().all(|byte| byte.is_ascii_digit());
        all_digits.then(|| part.parse().ok()).flatten()
    };
    let [first, second, third] = digits;
    let numbers = [next(first)?, next(second)?, next(third)?];
    parts.next().is_none().then_some(numbers)
}

fn without_fraction(zone: &str) -> &str {
    let rest = zone.strip_prefix('.').unwrap_or(zone);
    rest.trim_start_matches(|char: char| char.is_ascii_digit() && rest.len() < zone.len())
}

/// The seconds in UTC of those in a zone, `Z` or `+01:00`.
fn shifted(seconds: u64, zone: &str) -> Option<u64> {
    let mut chars = zone.chars();
    let sign = chars.next()?;
    let rest = chars.as_str();
    if matches!(sign, 'Z' | 'z') && rest.is_empty() {
        return Some(seconds);
    }
    let [hours, minutes, _] = numbers(&format!("{rest}:00"), ':', [2, 2, 2])?;
    let offset = hours * 3600 + minutes * 60;
    match sign {
        '+' => seconds.checked_sub(offset),
        '-' => seconds.checked_add(offset),
        _ => None,
    }
}

/// The days from 1970-01-01 to a date; `None` where there is no such date, or it lies before.
fn days_before(year: u64, month: u64, day: u64) -> Option<u64> {
    let lengths = months_of(year);
    let at = usize::try_from(month.checked_sub(1)?).ok()?;
    let is_date = day > 0 && day <= *lengths.get(at)?;
    let before: u64 = lengths.iter().take(at).sum();
    let years: u64 = (1970..year).map(days_of).sum();
    (is_date && year >= 1970).then_some(years + before + day - 1)
}

/// The date so many days after 1970-01-01.
fn civil(mut days: u64) -> (u64, u64, u64) {
    let mut year = 1970;
    while days >= days_of(year) {
        days -= days_of(year);
        year += 1;
    }
    let mut month = 1;
    for length in months_of(year) {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    (year, month, days + 1)
}

fn months_of(year: u64) -> [u64; 12] {
    let february = days_of(year) - 337;
    [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
}

fn days_of(year: u64) -> u64 {
    let leaps = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    365 + u64::from(leaps)
}

#[cfg(test)]
mod tests {
    use super::{DAY, Timestamp};

    #[test]
    fn dates() {
        for (days, expected) in [
            (0, "1970-01-01"),
            (30, "1970-01-31"),
            (31, "1970-02-01"),
            (364, "1970-12-31"),
            (365, "1971-01-01"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_777, "2026-11-20"),
            (20_877, "2027-02-28"),
            (20_878, "2027-03-01"),
        ] {
            let moment = Timestamp(days * DAY + 3_723);
            assert_eq!(moment.date(), expected);
            assert_eq!(moment.to_string(), format!("{expected}T01:02:03Z"));
            assert_eq!(Timestamp::parse(&moment.to_string()), Some(moment));
            assert_eq!(moment.to_minute(), format!("{expected} 01:02"));
        }
    }

    #[test]
    fn what_others_write_is_understood() {
        let expected = Timestamp::parse("2026-11-25T18:51:36Z");
        assert!(expected.is_some());
        for text in [
            "2026-11-25 18:51:36z",
            "2026-11-25T18:51:36.123456Z",
            "2026-11-25T19:51:36+01:00",
            "2026-11-25T13:21:36.5-05:30",
        ] {
            assert_eq!(Timestamp::parse(text), expected, "{text}");
        }
        for text in [
            "",
            "yesterday",
            "2026-11-25",
            "2026-11-25T18:51:36",
            "2026-02-29T18:51:36Z",
            "2026-13-01T18:51:36Z",
            "2026-11-25T24:51:36Z",
            "1969-12-31T23:59:59Z",
            "1970-01-01T00:00:00+01:00",
            "2026-11-25T18:51:36Zz",
            "2026-11-25T18:51:36+01:00:00",
            "+026-11-25T18:51:36Z",
            "2026-11-2éT18:51:36Z",
        ] {
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
    }
}
