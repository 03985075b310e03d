//! How long ago something was, in words and in short.

/// Seconds of a minute, an hour, a day, a week, a month and a year.
const UNITS: [(u64, &str, &str); 6] = [
    (365 * 86_400, "year", "y"),
    (30 * 86_400, "month", "mo"),
    (7 * 86_400, "week", "w"),
    (86_400, "day", "d"),
    (3_600, "hour", "h"),
    (60, "minute", "min"),
];

/// So many seconds ago, in words: `2 days ago`.
pub fn age(seconds: u64) -> String {
    match largest(seconds) {
        None => "a moment ago".to_owned(),
        Some((1, unit, _)) => format!("1 {unit} ago"),
        Some((count, unit, _)) => format!("{count} {unit}s ago"),
    }
}

/// The same in short: `2d`.
pub fn short_age(seconds: u64) -> String {
    match largest(seconds) {
        None => "now".to_owned(),
        Some((count, _, unit)) => format!("{count}{unit}"),
    }
}

/// The largest unit of which at least one has passed; of those for which one says little, at least two.
fn largest(seconds: u64) -> Option<(u64, &'static str, &'static str)> {
    let counted = UNITS.map(|(length, word, short)| (seconds / length, word, short));
    let least = |unit: &str| {
        if ["week", "month"].contains(&unit) {
            2
        } else {
            1
        }
    };
    counted
        .into_iter()
        .find(|(count, unit, _)| *count >= least(unit))
}

/// How many seconds lie between two times since 1970, or none where the later one is earlier: clocks differ.
pub fn seconds_between(earlier: i64, later: i64) -> u64 {
    u64::try_from(later.saturating_sub(earlier)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{age, seconds_between, short_age};

    #[test]
    fn ages() {
        for (seconds, words, short) in [
            (0, "a moment ago", "now"),
            (59, "a moment ago", "now"),
            (60, "1 minute ago", "1min"),
            (3_599, "59 minutes ago", "59min"),
            (3_600, "1 hour ago", "1h"),
            (172_800, "2 days ago", "2d"),
            (13 * 86_400, "13 days ago", "13d"),
            (14 * 86_400, "2 weeks ago", "2w"),
            (59 * 86_400, "8 weeks ago", "8w"),
            (60 * 86_400, "2 months ago", "2mo"),
            (365 * 86_400, "1 year ago", "1y"),
        ] {
            assert_eq!(
                (age(seconds), short_age(seconds)),
                (words.to_owned(), short.to_owned())
            );
        }
        assert_eq!(seconds_between(10, 5), 0);
        assert_eq!(seconds_between(i64::MIN, i64::MAX), i64::MAX.unsigned_abs());
    }
}
