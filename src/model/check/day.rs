//! Dates as numbers of days.

/// The days from 1970-01-01 to a date such as `2026-11-20`; `None` where it is none.
pub(super) fn number(date: &str) -> Option<i64> {
    let mut parts = date.splitn(3, '-');
    let [year, month, day] = [parts.next()?, parts.next()?, parts.next()?];
    let is_plain =
        |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_plain(year, 4) || !is_plain(month, 2) || !is_plain(day, 2) {
        return None;
    }
    let (year, month, day): (i64, i64, i64) =
        (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years that begin with March have their leap day at the end.
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(
        365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year
            - 719_468,
    )
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn days_are_counted_from_1970() {
        for (date, days) in [
            ("1970-01-01", 0),
            ("1970-03-01", 59),
            ("2000-02-29", 11_016),
            ("2026-11-20", 20_777),
            ("2027-03-01", 20_878),
            ("1969-12-31", -1),
        ] {
            assert_eq!(number(date), Some(days), "{date}");
        }
        for none in [
            "",
            "2026-13-01",
            "2026-1-1",
            "20. 11. 2026",
            "2026-11",
            "-026-11-20",
            "2026-11-200",
        ] {
            assert_eq!(number(none), None, "{none}");
        }
    }
}
