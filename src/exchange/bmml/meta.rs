//! `meta`: what a BMML file says of the model as a whole.

use super::kept::{string, text};
use crate::exchange::yaml::Out;
use crate::model::header::Header;
use crate::model::json::Fields;

/// What is written where a canvas has no title: the format demands a name.
const NAMELESS: &str = "Untitled";

/// Fields that only the file knows, in its order. The name is the canvas's title, `updated` its date.
pub(super) const KEPT: [&str; 5] = ["tagline", "created", "portfolio", "stage", "derived_from"];

const PORTFOLIOS: [(&str, [&str; 5]); 2] = [
    (
        "explore",
        [
            "ideation",
            "discovery",
            "validation",
            "acceleration",
            "transfer",
        ],
    ),
    (
        "exploit",
        ["improve", "grow", "sustain", "retire", "transfer"],
    ),
];

/// What `meta` becomes.
pub(super) struct Meta {
    /// Its fields.
    pub(super) fields: Vec<(&'static str, Out)>,
    /// What the format demands and the canvas does not say, as it was filled in.
    pub(super) filled: Vec<String>,
    /// The kept fields that the format does not allow as they are.
    pub(super) lost: Vec<String>,
}

/// `meta` of this header and the kept fields.
pub(super) fn write(header: &Header, kept: &Fields) -> Meta {
    let mut filled = Vec::new();
    let mut fill = |name: &str, value: &str| {
        filled.push(format!("{name}: {value}"));
        value.to_owned()
    };
    let name = match header.title.as_str() {
        "" => fill("name", NAMELESS),
        title => title.to_owned(),
    };
    let (portfolio, stage) = position(kept, &mut fill);
    let date = |name| string(kept, name).filter(|date| is_date(date));
    let updated = Some(header.date.as_str()).filter(|date| is_date(date));
    let fields = [
        ("name", Some(name.as_str())),
        ("tagline", string(kept, "tagline")),
        ("created", date("created")),
        ("updated", updated),
        ("portfolio", Some(portfolio.as_str())),
        ("stage", Some(stage.as_str())),
        ("derived_from", string(kept, "derived_from")),
    ];
    let there = |name: &&String| {
        let has = |(own, value): &(&str, Option<&str>)| {
            own == name && value.map(text) == kept.get(*name).cloned()
        };
        fields.iter().any(has)
    };
    let lost = kept.keys().filter(|name| !there(name)).cloned().collect();
    let fields = fields
        .iter()
        .filter_map(|(name, value)| Some((*name, Out::Text((*value)?.to_owned()))))
        .collect();
    Meta {
        fields,
        filled,
        lost,
    }
}

/// Portfolio and stage: those that are kept, as far as the format has them and they agree.
fn position(kept: &Fields, fill: &mut impl FnMut(&str, &str) -> String) -> (String, String) {
    let stage = string(kept, "stage");
    let portfolio = string(kept, "portfolio");
    let of_stage = |stages: &[&str]| stage.is_some_and(|stage| stages.contains(&stage));
    let known = PORTFOLIOS.iter().find(|(name, _)| Some(*name) == portfolio);
    let by_stage = || PORTFOLIOS.iter().find(|(_, stages)| of_stage(stages));
    let [first, _] = &PORTFOLIOS;
    let (name, stages) = known.or_else(by_stage).unwrap_or(first);
    let portfolio = match known {
        Some(_) => (*name).to_owned(),
        None => fill("portfolio", name),
    };
    let [usual, ..] = stages;
    let stage = match stage.filter(|_| of_stage(stages)) {
        Some(stage) => stage.to_owned(),
        None => fill("stage", usual),
    };
    (portfolio, stage)
}

/// Whether it is a day as `2026-02-28`.
pub(super) fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let number = |text: &str, digits: usize| {
        let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse::<u32>().ok()).flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn days_are_told_from_other_dates() {
        for (text, is_it) in [
            ("2026-02-28", true),
            ("2024-02-29", true),
            ("2026-02-29", false),
            ("1900-02-29", false),
            ("2026-04-31", false),
            ("2026-13-01", false),
            ("2026-00-01", false),
            ("2026-1-1", false),
            ("20 May 2026", false),
            ("+026-01-01", false),
            ("", false),
        ] {
            assert_eq!(is_date(text), is_it, "{text}");
        }
    }
}
