//! Whether the model holds: six questions, what the team answers, and the red flags that the canvas shows by itself.
//!
//! The answers stand in the top-level field `viability`, by dimension, and merge by key as unknown objects do.

mod flags;

use super::canvas::Canvas;
use super::json::{Fields, Json};

pub use flags::{Flag, flags};

/// The field that holds the answers.
pub const FIELD: &str = "viability";
/// The rating in an answer.
pub const RATING: &str = "rating";
/// The reason in an answer.
pub const REASON: &str = "reason";

/// The best rating; the worst is 1.
pub const BEST: u8 = 5;

/// A side from which a business model is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Dimension {
    Need,
    Proposition,
    Costs,
    Revenue,
    Delivery,
    Moat,
}

impl Dimension {
    /// All six, in the order in which they are asked.
    pub const ALL: [Self; 6] = [
        Self::Need,
        Self::Proposition,
        Self::Costs,
        Self::Revenue,
        Self::Delivery,
        Self::Moat,
    ];

    /// Its name on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Need => "need",
            Self::Proposition => "proposition",
            Self::Costs => "costs",
            Self::Revenue => "revenue",
            Self::Delivery => "delivery",
            Self::Moat => "moat",
        }
    }

    /// The one of this name, as on the command line or in files.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|own| own.word() == name || own.key() == name)
    }

    /// Its name in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Need => "need_validation",
            Self::Proposition => "value_proposition",
            Self::Costs => "cost_structure",
            Self::Revenue => "revenue_model",
            Self::Delivery => "delivery_capability",
            Self::Moat => "competitive_moat",
        }
    }

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Need => "Need validation",
            Self::Proposition => "Value proposition",
            Self::Costs => "Cost structure",
            Self::Revenue => "Revenue model",
            Self::Delivery => "Delivery capability",
            Self::Moat => "Competitive moat",
        }
    }

    /// What it asks.
    pub const fn question(self) -> &'static str {
        match self {
            Self::Need => "Do we know exactly who has the need, and that they would pay?",
            Self::Proposition => "Can the gain be put in numbers, and does nobody else offer it?",
            Self::Costs => "Does a sale earn more than it costs, and when is all earned back?",
            Self::Revenue => "Does money keep coming after the first sale, and do customers stay?",
            Self::Delivery => "Can this team, with its partners, deliver what it promises?",
            Self::Moat => "What keeps others from doing the same?",
        }
    }
}

/// What the team answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// From 1, it does not hold, to 5, it does; none where nobody rated it.
    pub rating: Option<u8>,
    /// Why. Untrusted.
    pub reason: String,
}

impl Answer {
    /// What a file's answer says, as far as this version understands it.
    pub fn of(stated: &Json) -> Self {
        let rating = member(stated, RATING).and_then(|rating| match rating {
            Json::Number(number) => number
                .parse()
                .ok()
                .filter(|rating| (1..=BEST).contains(rating)),
            Json::Null | Json::Bool(_) | Json::String(_) | Json::Array(_) | Json::Object(_) => None,
        });
        let reason = member(stated, REASON).and_then(|reason| match reason {
            Json::String(reason) => Some(reason.to_string()),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => None,
        });
        let reason = reason.unwrap_or_default();
        Self { rating, reason }
    }

    /// A reason as it is kept: in a line.
    pub fn line(typed: &str) -> String {
        typed.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What the rating says, in a word; empty where there is none.
    pub const fn word(&self) -> &'static str {
        match self.rating {
            None => "",
            Some(1) => "no",
            Some(2) => "hardly",
            Some(3) => "in part",
            Some(4) => "mostly",
            Some(_) => "yes",
        }
    }

    /// In a line, such as `3 most of them pay`; empty where nothing is answered.
    pub fn told(&self) -> String {
        let rating = self.rating.map(|rating| rating.to_string());
        let reason = Some(self.reason.clone()).filter(|reason| !reason.is_empty());
        [rating, reason]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    }
}

impl Canvas {
    /// What the file has of answers.
    pub fn viability(&self) -> Option<&Json> {
        self.extra.get(FIELD)
    }

    /// Has the file say this. What it said before.
    pub fn state_viability(&mut self, stated: Option<Json>) -> Option<Json> {
        match stated {
            Some(stated) => self.extra.insert(FIELD.to_owned(), stated),
            None => self.extra.remove(FIELD),
        }
    }

    /// What the team answers, as far as this version understands it.
    pub fn answer(&self, dimension: Dimension) -> Answer {
        let field = self.viability();
        let stated = field.and_then(|field| member(field, dimension.key()));
        stated.map(Answer::of).unwrap_or_default()
    }

    /// The field with this answer, and with all else that it has.
    pub fn with_answer(&self, dimension: Dimension, answer: &Answer) -> Option<Json> {
        let mut all = fields(self.viability());
        let mut own = fields(all.get(dimension.key()));
        let rating = answer
            .rating
            .map(|rating| Json::Number(rating.to_string().into()));
        put(&mut own, RATING, rating);
        let reason = Some(Json::String(answer.reason.as_str().into()));
        put(
            &mut own,
            REASON,
            reason.filter(|_| !answer.reason.is_empty()),
        );
        let own = (!own.is_empty()).then_some(Json::Object(own));
        put(&mut all, dimension.key(), own);
        (!all.is_empty()).then_some(Json::Object(all))
    }
}

fn member<'a>(value: &'a Json, name: &str) -> Option<&'a Json> {
    match value {
        Json::Object(fields) => fields.get(name),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) => None,
    }
}

/// The fields of an object; what is none has no place beside an answer.
fn fields(value: Option<&Json>) -> Fields {
    match value {
        Some(Json::Object(fields)) => fields.clone(),
        Some(Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_))
        | None => Fields::new(),
    }
}

fn put(fields: &mut Fields, name: &str, value: Option<Json>) {
    match value {
        Some(value) => drop(fields.insert(name.to_owned(), value)),
        None => drop(fields.remove(name)),
    }
}

#[cfg(test)]
mod tests;
