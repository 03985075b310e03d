//! Rules about what stands above the blocks.

use super::{Counterpart, Found, Ground, day, in_header};
use crate::model::header::Shows;

/// How many days a review holds: a quarter.
const QUARTER: i64 = 92;

pub(super) fn no_title(ground: &Ground<'_>) -> Vec<Found> {
    let is_missing = ground.canvas.header.title.trim().is_empty();
    let found = is_missing.then(|| in_header("no title"));
    found.into_iter().collect()
}

pub(super) fn only_ideal(ground: &Ground<'_>) -> Vec<Found> {
    let header = &ground.canvas.header;
    let named = header.counterpart.trim();
    let what = match header.shows() {
        Some(Shows::Ideal) if named.is_empty() => {
            "the ideal state, and no word of the current one".to_owned()
        }
        Some(Shows::Ideal) if ground.facts.missing.contains(named) => {
            format!("the ideal state, and there is no {named} with the current one")
        }
        Some(Shows::Ideal) if ground.facts.counterpart == Counterpart::Other => {
            format!("the ideal state, and {named} with the current one is no canvas")
        }
        Some(Shows::Ideal | Shows::Current) | None => return Vec::new(),
    };
    vec![in_header(what)]
}

pub(super) fn stale(ground: &Ground<'_>) -> Vec<Found> {
    let date = ground.canvas.header.date.trim();
    // A date in words of a team's own says nothing here.
    let days = day::number(&ground.facts.today).zip(day::number(date));
    let age = days.map_or(0, |(today, date)| today - date);
    let found = (age > QUARTER).then(|| in_header(format!("dated {date}, {age} days ago")));
    found.into_iter().collect()
}
