//! Where a path of the conflicts leads to, and how the other value gets there.

use super::amount_path;
use crate::model::amount::Stated;
use crate::model::canvas::Canvas;
use crate::model::edit::{Change, Edit};
use crate::model::figures;
use crate::model::figures::assumptions::{CURRENCY, reckoned_in, reckoning, without_reckoning};
use crate::model::header::HeaderField;
use crate::model::id::{CommentId, NoteId};
use crate::model::json::parts::{at, with};
use crate::model::json::{Fields, Json};
use crate::model::story;

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The kind of canvas.
    Kind,
    /// A field of the header.
    Header(HeaderField),
    /// The amount of a note.
    Amount(NoteId),
    /// A field of a note that this version does not know, by the names that lead to it.
    OfNote(NoteId, Vec<String>),
    /// The same of a comment on a note.
    OfComment(NoteId, CommentId, Vec<String>),
    /// Another top-level field, and the names that lead on from there.
    Field(String, Vec<String>),
}

impl Spot {
    /// What the path leads to.
    pub fn of(path: &str) -> Self {
        let parts: Vec<String> = path.split('/').map(unescaped).collect();
        let names: Vec<&str> = parts.iter().map(String::as_str).collect();
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        match names.as_slice() {
            ["kind"] => Self::Kind,
            ["notes", note, "amount"] => Self::Amount((*note).into()),
            ["notes", note, "comments", comment, rest @ ..] if !rest.is_empty() => {
                Self::OfComment((*note).into(), (*comment).into(), owned(rest))
            }
            ["notes", note, rest @ ..] if !rest.is_empty() => {
                Self::OfNote((*note).into(), owned(rest))
            }
            [name] => match header(name) {
                Some(field) => Self::Header(field),
                None => Self::Field((*name).to_owned(), Vec::new()),
            },
            [name, rest @ ..] => Self::Field((*name).to_owned(), owned(rest)),
            [] => Self::Field(String::new(), Vec::new()),
        }
    }

    /// The note that it belongs to.
    pub fn note(&self) -> Option<&NoteId> {
        match self {
            Self::Amount(note) | Self::OfNote(note, _) | Self::OfComment(note, ..) => Some(note),
            Self::Kind | Self::Header(_) | Self::Field(..) => None,
        }
    }

    /// The value that the canvas holds there.
    pub fn value(&self, canvas: &Canvas) -> Option<Json> {
        let text = |text: &str| (!text.is_empty()).then(|| Json::String(text.into()));
        match self {
            Self::Kind => text(&canvas.kind),
            Self::Header(field) => text(&canvas.header.get(*field)),
            Self::Amount(note) => canvas.note(note)?.amount.as_ref().map(Stated::to_json),
            Self::OfNote(note, names) => in_fields(&canvas.note(note)?.extra, names).cloned(),
            Self::OfComment(note, comment, names) => {
                let comment = canvas.note(note)?.thread.get(comment)?;
                in_fields(&comment.extra, names).cloned()
            }
            Self::Field(name, names) => {
                let value = canvas.extra.get(name)?;
                if let (true, Json::Object(assumed)) = (is_currency(name, names), value) {
                    return reckoned_in(assumed);
                }
                at(value, names).cloned()
            }
        }
    }

    /// The edit that has the canvas hold this value there; `None` where it has no place for it any more.
    pub fn taking(&self, canvas: &Canvas, value: Json) -> Option<Edit> {
        Some(match (self, value) {
            (Self::Kind, Json::String(kind)) => Change::Kind(kind.into()).into(),
            (Self::Header(field), Json::String(text)) => {
                let mut header = canvas.header.clone();
                header.set(*field, &text).ok()?;
                Change::Header(*field, text.into()).into()
            }
            (
                Self::Kind | Self::Header(_),
                Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_),
            ) => return None,
            (Self::Amount(id), value) => {
                canvas.note(id)?;
                Change::Amount(id.clone(), Some(Stated::from_json(value))).into()
            }
            (Self::OfNote(id, names), value) => {
                let extra = fields_with(&canvas.note(id)?.extra, names, value)?;
                let mut other = canvas.clone();
                other.change(id, |note| note.extra = extra);
                canvas.edit_note_to(&other, id)
            }
            (Self::OfComment(id, comment, names), value) => {
                let mut said = canvas.note(id)?.thread.get(comment)?.clone();
                said.extra = fields_with(&said.extra, names, value)?;
                Change::Comment(id.clone(), comment.clone(), Some(said)).into()
            }
            (Self::Field(name, names), value) => {
                // Of what is not there any more, the form has to be known.
                let none = (name == story::FIELD).then(|| Json::Array(Vec::new()));
                let now = canvas.extra.get(name).or(none.as_ref());
                if let (true, Some(Json::Object(assumed))) = (is_currency(name, names), now) {
                    let mut fields = without_reckoning(assumed);
                    fields.extend(reckoning(value));
                    return Some(Change::of_field(name, Some(Json::Object(fields))).into());
                }
                Change::of_field(name, Some(with(now, names, value)?)).into()
            }
        })
    }
}

impl Canvas {
    /// The first value of a field that waits for somebody's decision: its path, where that leads, and it.
    pub fn first_lost(&self) -> Option<(&str, Spot, &Json)> {
        let (path, values) = self.conflicts.iter().next()?;
        // An id that has been read is the note's own, also where a path could be read in two ways.
        let note = self.notes().map(|(id, _)| id);
        let mut amounts = note.filter(|id| amount_path(id) == path);
        let spot = amounts
            .next()
            .map_or_else(|| Spot::of(path), |id| Spot::Amount(id.clone()));
        Some((path, spot, values.first()?))
    }
}

/// Whether it is the currency to reckon in, with which its rates go.
fn is_currency(name: &str, names: &[String]) -> bool {
    name == figures::FIELD && names.len() == 1 && names.iter().all(|name| name == CURRENCY)
}

fn header(name: &str) -> Option<HeaderField> {
    let mut all = HeaderField::ALL.into_iter();
    all.find(|field| field.key() == name)
}

fn unescaped(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}

fn in_fields<'j>(fields: &'j Fields, names: &[String]) -> Option<&'j Json> {
    let (first, rest) = names.split_first()?;
    at(fields.get(first)?, rest)
}

fn fields_with(fields: &Fields, names: &[String], new: Json) -> Option<Fields> {
    match with(Some(&Json::Object(fields.clone())), names, new)? {
        Json::Object(fields) => Some(fields),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format;
    use crate::model::conflicts::path;

    fn canvas(text: &str) -> Canvas {
        format::read(text.as_bytes()).unwrap().canvas
    }

    /// The canvas with this value at this path, read from JSON in a field.
    fn taken(canvas: &Canvas, path: &str, value: &str) -> Option<Canvas> {
        let value = self::canvas(&format!(r#"{{ "value": {value} }}"#)).extra["value"].clone();
        let edit = Spot::of(path).taking(canvas, value.clone())?;
        let mut now = canvas.clone();
        let back = now.apply(edit).unwrap();
        assert_eq!(Spot::of(path).value(&now), Some(value), "{path}");
        let mut before = now.clone();
        before.apply(back).unwrap();
        assert_eq!(before, *canvas, "{path}");
        Some(now)
    }

    #[test]
    fn a_value_is_taken_where_its_path_leads() {
        let all = canvas(
            r#"{ "kind": "lean", "title": "T", "figures": { "rates": { "CHF": "1" }, "units": "1/year" },
                "tags": { "a/b": { "color": "red", "why": 1 } }, "mood": [ { "id": "x", "v": 1 } ],
                "viability": { "competitive_moat": { "rating": 1, "reason": "No" } },
                "story": [ { "id": "channels", "say": "Here" } ],
                "notes": { "n~1": { "block": "channels", "text": "N", "amount": "1 EUR", "x": { "y": 1 },
                    "comments": { "c": { "by": "a", "text": "t", "z": 1 } } } } }"#,
        );
        for (names, value) in [
            (&["kind"][..], r#""swot""#),
            (&["title"], r#""U""#),
            (&["state"], r#""ideal""#),
            (&["figures", "rates", "CHF"], r#""2""#),
            (&["figures", "rates", "USD"], r#""2""#),
            (&["figures", "projects"], r#""2/year""#),
            (&["tags", "a/b", "color"], r#""blue""#),
            (&["tags", "c"], r#""blue""#),
            (&["viability", "competitive_moat"], r#"{ "rating": 5 }"#),
            (&["viability", "need_validation"], r#"{ "rating": 5 }"#),
            (&["story", "channels", "say"], r#""There""#),
            (&["story", "revenue_streams", "say"], r#""Money""#),
            (&["voting"], r#""3 each, open""#),
            (&["mood", "x", "v"], "2"),
            (&["mood", "z", "v"], "2"),
            (&["mood"], "7"),
            (&["notes", "n~1", "amount"], r#""2 EUR once""#),
            (&["notes", "n~1", "x", "y"], "[1, 2]"),
            (&["notes", "n~1", "comments", "c", "z"], "2"),
        ] {
            let path = path(names);
            let now = taken(&all, &path, value).unwrap_or_else(|| panic!("{path}"));
            // All else stays.
            let back = Spot::of(&path).value(&all);
            if let Some(back) = back {
                let mut again = now.clone();
                again
                    .apply(Spot::of(&path).taking(&now, back).unwrap())
                    .unwrap();
                assert_eq!(again, all, "{path}");
            }
        }
        let said = canvas("{}");
        let said = taken(&said, "story/channels/say", r#""Here""#).unwrap();
        assert_eq!(story::line(said.story(), "channels"), "Here");
    }

    #[test]
    fn a_currency_is_taken_with_its_rates() {
        let yen = canvas(
            r#"{ "figures": { "currency": "JPY", "rates": { "USD": "150" }, "units": "1/year" } }"#,
        );
        let path = "figures/currency";
        let pounds = r#"{ "currency": "EUR", "rates": { "GBP": "1.2" } }"#;
        let now = taken(&yen, path, pounds).unwrap();
        let said = now.figures().unwrap().to_string();
        assert_eq!(said, "{currency: EUR, rates: {GBP: 1.2}, units: 1/year}");
        let now = taken(&yen, path, r#""EUR""#).unwrap();
        let said = now.figures().unwrap().to_string();
        assert_eq!(said, "{currency: EUR, units: 1/year}");
    }

    #[test]
    fn where_a_path_leads_nowhere_nothing_is_taken() {
        let canvas = canvas(r#"{ "tags": { "a": "red" }, "mood": 1 }"#);
        for (path, value) in [
            ("tags/a/color", r#""blue""#),
            ("mood/x", "1"),
            ("notes/gone/amount", r#""1 EUR""#),
            ("notes/gone/x", "1"),
            ("notes/gone/comments/c/x", "1"),
            ("kind", "1"),
            ("title", "{}"),
            ("iteration", r#""many""#),
        ] {
            assert_eq!(taken(&canvas, path, value), None, "{path}");
        }
    }
}
