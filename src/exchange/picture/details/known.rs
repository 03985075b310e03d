//! What is known about a note beyond its sticky, each with a label.

use std::collections::{BTreeMap, BTreeSet};

use crate::exchange::poster::{Sticky, are_dots_shown};
use crate::model::by_person::ByPerson;
use crate::model::canvas::Canvas;
use crate::model::id::NoteId;
use crate::model::json::Json;
use crate::model::kind::{Kind, Way};
use crate::model::links;

/// A label and what it stands before.
pub(super) type Said = (String, String);

/// A canvas and how its notes are linked.
pub(super) struct Known<'a> {
    canvas: &'a Canvas,
    kind: &'a Kind,
    linked: BTreeMap<&'a NoteId, BTreeSet<&'a NoteId>>,
}

impl<'a> Known<'a> {
    /// What is known about the notes of the canvas.
    pub(super) fn of(canvas: &'a Canvas, kind: &'a Kind) -> Self {
        Self {
            canvas,
            kind,
            linked: links::neighbours(canvas),
        }
    }

    /// What speaks for a note, what it is linked to and what people say about it.
    pub(super) fn said(&self, sticky: &Sticky<'_>) -> Vec<Said> {
        let note = sticky.note;
        let evidence = note.belief.evidence.iter();
        let evidence = evidence.map(|found| ("Evidence".to_owned(), found.clone()));
        let marks = by_person("Mark", &note.stances);
        let dots = if are_dots_shown(self.canvas) {
            by_person("Dots", &note.votes)
        } else {
            Vec::new()
        };
        let said = evidence.chain(self.linked(sticky.id)).chain(marks);
        said.chain(dots).chain(comments(sticky)).collect()
    }

    /// Its links in both directions, and those that lead nowhere.
    fn linked(&self, id: &NoteId) -> Vec<Said> {
        let known = self.linked.get(id).into_iter().flatten();
        let known = known.map(|other| self.link(id, other));
        let nowhere = links::leading_nowhere(self.canvas, id);
        let nowhere = nowhere.map(|other| {
            if other == id {
                "→ itself".to_owned()
            } else {
                format!("→ {} (gone)", other.as_str())
            }
        });
        let all = known.chain(nowhere);
        all.map(|link| ("Linked".to_owned(), link)).collect()
    }

    /// A link as it is seen from this note: `→ serves: Shops`, or `← serves: Bicycles`.
    fn link(&self, id: &NoteId, other: &NoteId) -> String {
        let (canvas, kind) = (self.canvas, self.kind);
        let means = links::meaning(canvas, kind, id, other);
        let means = means.map_or_else(String::new, |(relation, _)| format!("{}: ", relation.means));
        let arrow = match links::way(canvas, kind, id, other).unwrap_or(Way::To) {
            Way::To => '→',
            Way::From => '←',
        };
        let text = canvas.note(other).map_or("", |note| note.text.as_str());
        let line = text.lines().next().unwrap_or_default();
        format!("{arrow} {means}{line}")
    }
}

fn by_person(label: &str, values: &ByPerson) -> Vec<Said> {
    let said = values.iter().map(|(person, value)| {
        let value = match value {
            Json::String(value) => value.to_string(),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => {
                value.to_string()
            }
        };
        (label.to_owned(), format!("{person}: {value}"))
    });
    said.collect()
}

fn comments(sticky: &Sticky<'_>) -> Vec<Said> {
    let comments = sticky.note.thread.in_order().into_iter();
    let said = comments.map(|(_, comment)| {
        let resolved = if comment.is_open() {
            String::new()
        } else {
            format!(", resolved by {}", comment.resolved)
        };
        let label = format!("{}{resolved}", comment.signature());
        (label, comment.text.clone())
    });
    said.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format;
    use crate::format::kind::built_in_kind;

    #[test]
    fn each_link_of_a_note_is_said() {
        let text = r#"{ "bmcanvas": 1, "kind": "business-model", "notes": {
            "a": { "block": "value_propositions", "text": "Bicycles", "links": ["a", "b", "old"] },
            "b": { "block": "customer_segments", "text": "Shops\nin town" } } }"#;
        let canvas = format::read(text.as_bytes()).unwrap().canvas;
        let kind = built_in_kind("business-model").unwrap();
        let known = Known::of(&canvas, &kind);
        let said = |id: &str| -> Vec<String> {
            let links = known.linked(&id.into()).into_iter();
            links.map(|(_, link)| link).collect()
        };
        assert_eq!(said("a"), ["→ serves: Shops", "→ itself", "→ old (gone)"]);
        assert_eq!(said("b"), ["← serves: Bicycles"]);
    }
}
