//! What a path of the conflicts is called, and its values, in the words of the field. All results are untrusted.

use super::spot::Spot;
use crate::model::amount;
use crate::model::canvas::Canvas;
use crate::model::figures::assumptions::{CURRENCY, RATES};
use crate::model::figures::{self, Assumptions};
use crate::model::header::HeaderField;
use crate::model::id::{BlockId, NoteId};
use crate::model::json::Json;
use crate::model::kind::Kind;
use crate::model::round::Round;
use crate::model::viability::{self, Answer, BEST, Dimension};
use crate::model::{story, tags};

/// The letters that a note's text has in a name.
const MOST: usize = 40;

/// What the path is called in a sentence, such as `the rate of CHF in EUR`. Without a kind, blocks are called by their ids.
pub fn name(canvas: &Canvas, path: &str, kind: Option<&Kind>) -> String {
    match Spot::of(path) {
        Spot::Kind => "the kind of canvas".to_owned(),
        Spot::Header(field) => header(field).to_owned(),
        Spot::Amount(note) => format!("the amount of {}", quoted(canvas, &note)),
        Spot::OfNote(note, names) => {
            format!("{} of {}", joined(&names), quoted(canvas, &note))
        }
        Spot::OfComment(note, _, names) => {
            let note = quoted(canvas, &note);
            format!("{} of a comment on {note}", joined(&names))
        }
        Spot::Field(field, names) => {
            let parts: Vec<&str> = names.iter().map(String::as_str).collect();
            let known = of_field(canvas, &field, &parts, kind);
            known.unwrap_or_else(|| {
                let names: Vec<String> = std::iter::once(field).chain(names).collect();
                format!("the field {}", joined(&names))
            })
        }
    }
}

/// A value at the path, for people, such as `5/5 nobody else has the data`.
pub fn value(path: &str, value: &Json) -> String {
    let Spot::Field(field, names) = Spot::of(path) else {
        return value.to_string();
    };
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let known = match (field.as_str(), names.as_slice(), value) {
        (viability::FIELD, [_], Json::Object(_)) => answer(value),
        (viability::FIELD, [_, viability::RATING], Json::Number(rating)) => {
            Some(format!("{rating}/{BEST}"))
        }
        (figures::FIELD, [CURRENCY], Json::Object(_)) => reckoned(value),
        (tags::FIELD, [_], Json::Object(fields)) if fields.len() == 1 => {
            fields.get(tags::COLOR).map(Json::to_string)
        }
        (story::FIELD, [_], Json::Object(_)) => {
            let whole = Json::Array(vec![value.clone()]);
            let said = story::listed(Some(&whole)).next();
            said.map(|id| story::line(Some(&whole), id).to_owned())
        }
        _ => None,
    };
    let known = known.filter(|known| !known.is_empty());
    known.unwrap_or_else(|| value.to_string())
}

const fn header(field: HeaderField) -> &'static str {
    match field {
        HeaderField::Title => "the title",
        HeaderField::DesignedFor => "for whom it is designed",
        HeaderField::DesignedBy => "by whom it is designed",
        HeaderField::Date => "the date",
        HeaderField::Iteration => "the iteration",
        HeaderField::State => "the state it shows",
        HeaderField::Counterpart => "the counterpart",
    }
}

fn of_field(canvas: &Canvas, field: &str, names: &[&str], kind: Option<&Kind>) -> Option<String> {
    let round = Round::ALL.into_iter().find(|round| round.field() == field);
    match field {
        figures::FIELD => Some(assumption(canvas, names)),
        tags::FIELD => Some(of_tag(names)),
        viability::FIELD => Some(of_viability(names)),
        story::FIELD => Some(of_story(canvas, names, kind)),
        _ => round.map(|round| round.name().to_owned()),
    }
}

fn assumption(canvas: &Canvas, names: &[&str]) -> String {
    match names {
        [] => "what the figures assume".to_owned(),
        [CURRENCY] => "the currency to reckon in".to_owned(),
        ["units"] => "how many units are sold".to_owned(),
        ["projects"] => "how many projects are sold".to_owned(),
        [RATES, code] => match Assumptions::of(canvas.figures()).currency {
            Some(currency) => format!("the rate of {code} in {}", currency.code()),
            None => format!("the rate of {code}"),
        },
        other => format!("figures: {}", other.join(", ")),
    }
}

fn of_tag(names: &[&str]) -> String {
    match names {
        [] => "the colours of tags".to_owned(),
        [tag] | [tag, tags::COLOR] => format!("the colour of #{tag}"),
        [tag, other @ ..] => format!("#{tag}: {}", other.join(", ")),
    }
}

fn of_viability(names: &[&str]) -> String {
    let Some((first, rest)) = names.split_first() else {
        return "viability".to_owned();
    };
    let title =
        Dimension::from_name(first).map_or((*first).to_owned(), |own| own.title().to_lowercase());
    match rest {
        [] => format!("viability: {title}"),
        [viability::RATING] => format!("viability: the rating of {title}"),
        [viability::REASON] => format!("viability: the reason for {title}"),
        other => format!("viability: {title}, {}", other.join(", ")),
    }
}

fn of_story(canvas: &Canvas, names: &[&str], kind: Option<&Kind>) -> String {
    let Some((id, _)) = names.split_first() else {
        return "the story".to_owned();
    };
    let note = NoteId::from(*id);
    let block = BlockId::from(*id);
    let place = match (canvas.note(&note), kind) {
        (Some(_), _) => quoted(canvas, &note),
        (None, Some(kind)) => kind.title_of(&block).to_owned(),
        (None, None) => block.title().to_owned(),
    };
    format!("the story: what is said at {place}")
}

/// The answer to a question about viability; `None` where this version does not know all of it.
fn answer(stated: &Json) -> Option<String> {
    let Json::Object(fields) = stated else {
        return None;
    };
    let known = [viability::RATING, viability::REASON];
    if !fields.keys().all(|key| known.contains(&key.as_str())) {
        return None;
    }
    let Answer { rating, reason } = Answer::of(stated);
    let rating = rating.map(|rating| format!("{rating}/{BEST}"));
    let reason = Some(reason).filter(|reason| !reason.is_empty());
    let parts: Vec<String> = [rating, reason].into_iter().flatten().collect();
    Some(parts.join(" "))
}

/// The currency to reckon in with its rates; `None` where this version does not know all of it.
fn reckoned(stated: &Json) -> Option<String> {
    let stated = Assumptions::of(Some(stated));
    let to = stated.currency.filter(|_| stated.unread.is_empty())?;
    let rates = stated.rates.iter();
    let rates = rates.map(|(from, rate)| format!("1 {from} = {} {to}", amount::plain(*rate)));
    let parts: Vec<String> = std::iter::once(to.to_string()).chain(rates).collect();
    Some(parts.join(", "))
}

/// The first line of the note's text.
fn quoted(canvas: &Canvas, id: &NoteId) -> String {
    let Some(note) = canvas.note(id) else {
        return format!("a note that is gone ({})", id.as_str());
    };
    let line = note.text.lines().next().unwrap_or_default();
    let short: String = line.chars().take(MOST).collect();
    let more = if short.len() < line.len() { "…" } else { "" };
    format!("“{short}{more}”")
}

fn joined(names: &[String]) -> String {
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format;
    use crate::format::kind::built_in_kind;

    #[test]
    fn paths_read_in_the_words_of_their_field() {
        let text = r#"{ "figures": { "currency": "EUR" },
            "notes": { "n": { "block": "channels", "text": "Web shop\nand more" } } }"#;
        let canvas = format::read(text.as_bytes()).unwrap().canvas;
        let kind = built_in_kind("business-model").unwrap();
        for (path, expected) in [
            ("kind", "the kind of canvas"),
            ("title", "the title"),
            ("designed_for", "for whom it is designed"),
            ("state", "the state it shows"),
            ("figures/rates/CHF", "the rate of CHF in EUR"),
            ("figures/units", "how many units are sold"),
            ("figures/later/x", "figures: later, x"),
            ("tags/risk", "the colour of #risk"),
            ("tags/a~1b/color", "the colour of #a/b"),
            ("tags/risk/why", "#risk: why"),
            ("viability/competitive_moat", "viability: competitive moat"),
            (
                "viability/need_validation/reason",
                "viability: the reason for need validation",
            ),
            ("viability/other", "viability: other"),
            ("story/channels/say", "the story: what is said at Channels"),
            ("story/n/say", "the story: what is said at “Web shop”"),
            ("voting", "the round of dots"),
            ("notes/n/amount", "the amount of “Web shop”"),
            ("notes/n/x/y", "x, y of “Web shop”"),
            ("notes/gone/x", "x of a note that is gone (gone)"),
            ("mood/a~0b", "the field mood, a~b"),
        ] {
            assert_eq!(name(&canvas, path, Some(&kind)), expected);
        }
    }

    #[test]
    fn values_read_in_the_words_of_their_field() {
        let json = |text: &str| {
            let text = format!(r#"{{ "value": {text} }}"#);
            format::read(text.as_bytes()).unwrap().canvas.extra["value"].clone()
        };
        for (path, stated, expected) in [
            (
                "viability/x",
                r#"{ "rating": 4, "reason": "So" }"#,
                "4/5 So",
            ),
            (
                "viability/x",
                r#"{ "rating": 4, "by": "me" }"#,
                "{by: me, rating: 4}",
            ),
            ("viability/x/rating", "2", "2/5"),
            ("tags/x", r#"{ "color": "red" }"#, "red"),
            (
                "tags/x",
                r#"{ "color": "red", "why": 1 }"#,
                "{color: red, why: 1}",
            ),
            ("story/x", r#"{ "id": "x", "say": "Here" }"#, "Here"),
            ("figures/units", r#""12/year""#, "12/year"),
            ("mood", "[1, 2]", "[1, 2]"),
        ] {
            assert_eq!(value(path, &json(stated)), expected);
        }
    }
}
