//! What differs above the blocks, part by part: told, and taken back one by one.

use super::FieldChange;
use super::stated::{Part, Which};
use crate::model::canvas::Canvas;
use crate::model::edit::Change;
use crate::model::json::Json;
use crate::model::kind::Kind;
use crate::model::round::Round;

impl FieldChange {
    /// What differs in it. Values that a merge did not take are no part of it: they are settled, not taken back.
    pub fn parts(&self, from: &Canvas, to: &Canvas, kind: Option<&Kind>) -> Vec<Part> {
        let one = |label: &str, from: String, to: String| {
            let label = label.to_owned();
            let which = Which::Whole;
            vec![Part {
                label,
                from,
                to,
                which,
            }]
        };
        match self {
            Self::Kind => one("Kind", from.kind.clone(), to.kind.clone()),
            Self::Header(field) => {
                let [from, to] = [from, to].map(|canvas| canvas.header.get(*field));
                one(field.label(), from, to)
            }
            Self::Conflicts => Vec::new(),
            Self::Stated(statement) => statement.parts(from, to, kind),
            Self::Unknown(name) => {
                let text = |canvas: &Canvas| canvas.extra.get(name).map(Json::to_string);
                let [from, to] = [from, to].map(|canvas| text(canvas).unwrap_or_default());
                let round = Round::ALL.into_iter().find(|round| round.field() == name);
                one(round.map_or(name.as_str(), |round| round.name()), from, to)
            }
        }
    }

    /// The change of `now` that makes this part what it was `then`; `None` where it has to stay as it is: a round of a
    /// workshop goes on.
    pub fn taking_back(
        &self,
        which: &Which,
        then: &Canvas,
        now: &Canvas,
        kind: &Kind,
    ) -> Option<Change> {
        match self {
            Self::Kind => Some(Change::Kind(then.kind.clone())),
            Self::Header(field) => Some(Change::Header(*field, then.header.get(*field))),
            Self::Conflicts => None,
            Self::Stated(statement) => statement.taking_back(which, then, now, kind),
            Self::Unknown(name) => {
                let is_round = Round::ALL.iter().any(|round| round.field() == name);
                let before = then.extra.get(name).cloned();
                (!is_round).then(|| Change::Field(name.clone(), before))
            }
        }
    }
}
