//! The timer of a workshop. It is told what time it is; nothing wakes it while it does not run.

use crate::model::timestamp::Timestamp;

/// The most minutes that it runs for.
pub const MOST: u64 = 600;
/// How long it says that the time is up, in seconds.
const UP: u64 = 60;

/// The timer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Timer {
    /// It does not run.
    #[default]
    Off,
    /// It runs until then, and says a while that it did.
    Until(Timestamp),
}

impl Timer {
    /// So many minutes from now; off for none.
    pub fn start(minutes: u64, now: Timestamp) -> Self {
        if minutes == 0 {
            return Self::Off;
        }
        Self::Until(Timestamp(now.0.saturating_add(minutes.saturating_mul(60))))
    }

    /// The minutes that a text asks for: `10`, `10 min` or `timer 10`; `None` where it asks for too many.
    pub fn asked(text: &str) -> Option<u64> {
        let text = text.trim();
        let text = text.strip_prefix("timer").unwrap_or(text).trim();
        let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
        let unit = text.strip_prefix(digits).unwrap_or_default().trim();
        let is_minutes = ["", "m", "min", "minutes"].contains(&unit);
        let minutes = digits.parse().ok().filter(|_| is_minutes);
        minutes.filter(|minutes| *minutes <= MOST)
    }

    /// It, now: off once it has said long enough that the time is up.
    pub fn at(self, now: Timestamp) -> Self {
        match self {
            Self::Until(end) if now.0 < end.0.saturating_add(UP) => self,
            Self::Until(_) | Self::Off => Self::Off,
        }
    }

    /// Whether the time came to be up between these two moments.
    pub fn rings(self, before: Timestamp, now: Timestamp) -> bool {
        matches!(self, Self::Until(end) if before.0 < end.0 && end.0 <= now.0)
    }

    /// What it shows: minutes, seconds in the last one, and that the time is up.
    pub fn shows(self, now: Timestamp) -> Option<String> {
        match self {
            Self::Off => None,
            Self::Until(end) => Some(match end.0.saturating_sub(now.0) {
                0 => "time is up".to_owned(),
                left @ 1..=60 => format!("{left} s"),
                left => format!("{} min", left.div_ceil(60)),
            }),
        }
    }

    /// For how many seconds what it shows stays so; `None` where that is for good.
    pub fn wait(self, now: Timestamp) -> Option<u64> {
        let Self::Until(end) = self else {
            return None;
        };
        match end.0.saturating_sub(now.0) {
            0 => end.0.saturating_add(UP).checked_sub(now.0),
            1..=60 => Some(1),
            left => Some((left - 1) % 60 + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp(1_000_000);

    #[test]
    fn it_wakes_once_a_minute_and_each_second_of_the_last_one() {
        let timer = Timer::start(10, START);
        let (mut now, mut shown) = (START, Vec::new());
        while let Some(wait) = timer.at(now).wait(now) {
            shown.push(timer.shows(now).unwrap());
            // What it shows does not change before it wakes.
            let before = Timestamp(now.0 + wait - 1);
            assert_eq!(timer.shows(before), shown.last().cloned());
            now.0 += wait;
        }
        assert_eq!(shown.len(), 9 + 60 + 1);
        assert_eq!(shown[0], "10 min");
        assert_eq!(shown[8], "2 min");
        assert_eq!(shown[9], "60 s");
        assert_eq!(shown[68], "1 s");
        assert_eq!(shown[69], "time is up");
        assert_eq!(now.0, START.0 + 660);
        assert_eq!(timer.at(now), Timer::Off);
    }

    #[test]
    fn what_is_off_wakes_nobody() {
        assert_eq!(Timer::start(0, START), Timer::Off);
        assert_eq!(Timer::Off.wait(START), None);
        assert_eq!(Timer::Off.shows(START), None);
        // A clock that jumps does not hold it up.
        let late = Timestamp(u64::MAX);
        assert_eq!(Timer::start(5, START).at(late), Timer::Off);
        assert_eq!(Timer::start(5, START).wait(late), None);
    }

    #[test]
    fn minutes_are_asked_for_in_several_ways() {
        for (text, minutes) in [
            ("10", Some(10)),
            (" timer 10 ", Some(10)),
            ("timer", None),
            ("5 min", Some(5)),
            ("5m", Some(5)),
            ("0", Some(0)),
            ("10 h", None),
            ("ten", None),
            ("-3", None),
            ("600", Some(600)),
            ("601", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(Timer::asked(text), minutes, "{text}");
        }
    }
}
