//! What the team believes of a note: whether it is tested, what speaks for or against it, and when it comes to matter.

use std::collections::BTreeSet;

use super::json::Json;
use super::merge;

/// How far a belief is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Nobody has looked.
    Untested,
    /// Somebody is at it.
    Testing,
    /// What was found speaks for it.
    Supported,
    /// What was found speaks against it.
    Refuted,
}

impl Status {
    /// All of them, in the order in which a belief goes through them.
    pub const ALL: [Self; 4] = [
        Self::Untested,
        Self::Testing,
        Self::Supported,
        Self::Refuted,
    ];

    /// Its name in files, such as `untested`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Untested => "untested",
            Self::Testing => "testing",
            Self::Supported => "supported",
            Self::Refuted => "refuted",
        }
    }

    /// The status of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// As a file has it.
    pub fn to_json(self) -> Json {
        Json::String(self.name().into())
    }
}

/// When something comes to matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Horizon {
    /// It does already.
    Now,
    /// In half a year to a year.
    Soon,
    /// After that.
    Later,
}

impl Horizon {
    /// All of them, the nearest first.
    pub const ALL: [Self; 3] = [Self::Now, Self::Soon, Self::Later];

    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Soon => "6-12 months",
            Self::Later => "later",
        }
    }

    /// The horizon of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|horizon| horizon.name() == name)
    }

    /// As a file has it.
    pub fn to_json(self) -> Json {
        Json::String(self.name().into())
    }
}

/// What a note says of itself as a belief. Words that this version does not know are kept to the letter; all untrusted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Belief {
    /// How far it is tested, as the file writes it; never null.
    pub status: Option<Json>,
    /// When it comes to matter, as the file writes it; never null.
    pub horizon: Option<Json>,
    /// What speaks for or against it: texts, addresses, paths. None is empty.
    pub evidence: BTreeSet<String>,
}

/// One part of a belief, as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Believed {
    /// How far it is tested, or nothing about that.
    Status(Option<Json>),
    /// When it comes to matter, or nothing about that.
    Horizon(Option<Json>),
    /// All that speaks for or against it.
    Evidence(BTreeSet<String>),
}

impl Believed {
    /// This status, or none.
    pub fn status(status: Option<Status>) -> Self {
        Self::Status(status.map(Status::to_json))
    }

    /// This horizon, or none.
    pub fn horizon(horizon: Option<Horizon>) -> Self {
        Self::Horizon(horizon.map(Horizon::to_json))
    }
}

impl Belief {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.status.is_none() && self.horizon.is_none() && self.evidence.is_empty()
    }

    /// How far it is tested, where this version knows the word.
    pub fn status(&self) -> Option<Status> {
        word(self.status.as_ref()).and_then(Status::from_name)
    }

    /// When it comes to matter, where this version knows the word.
    pub fn horizon(&self) -> Option<Horizon> {
        word(self.horizon.as_ref()).and_then(Horizon::from_name)
    }

    /// Makes a part what it is to be. What it was before.
    pub fn replace(&mut self, now: Believed) -> Believed {
        use std::mem::replace;
        match now {
            Believed::Status(status) => Believed::Status(replace(&mut self.status, status)),
            Believed::Horizon(horizon) => Believed::Horizon(replace(&mut self.horizon, horizon)),
            Believed::Evidence(evidence) => {
                Believed::Evidence(replace(&mut self.evidence, evidence))
            }
        }
    }

    /// Whether it has this part already.
    pub fn has(&self, part: &Believed) -> bool {
        match part {
            Believed::Status(status) => self.status == *status,
            Believed::Horizon(horizon) => self.horizon == *horizon,
            Believed::Evidence(evidence) => self.evidence == *evidence,
        }
    }

    /// The parts in which the other one differs, as they are there.
    pub fn parts_of(&self, other: &Self) -> Vec<Believed> {
        let status = (self.status != other.status).then(|| Believed::Status(other.status.clone()));
        let horizon =
            (self.horizon != other.horizon).then(|| Believed::Horizon(other.horizon.clone()));
        let evidence =
            (self.evidence != other.evidence).then(|| Believed::Evidence(other.evidence.clone()));
        [status, horizon, evidence].into_iter().flatten().collect()
    }

    /// What takes back that a part became `new` where it was `old`; `None` where somebody changed it since. What others
    /// found stays.
    pub fn taking_back(&self, new: &Believed, old: &Believed) -> Option<Believed> {
        if let (Believed::Evidence(new), Believed::Evidence(old)) = (new, old) {
            return Some(Believed::Evidence(merge::set(new, &self.evidence, old)));
        }
        self.has(new).then(|| old.clone())
    }
}

/// What was typed as evidence, in a line; `None` where that is nothing, or the sign that ends the evidence in a file.
pub fn line(typed: &str) -> Option<String> {
    let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty() && line != "~").then_some(line)
}

fn word(value: Option<&Json>) -> Option<&str> {
    match value? {
        Json::String(word) => Some(word),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for status in Status::ALL {
            assert_eq!(Status::from_name(status.name()), Some(status));
        }
        for horizon in Horizon::ALL {
            assert_eq!(Horizon::from_name(horizon.name()), Some(horizon));
        }
        for unknown in ["", "Untested", "maybe", "6-12"] {
            assert_eq!(Status::from_name(unknown), None);
            assert_eq!(Horizon::from_name(unknown), None);
        }
    }

    #[test]
    fn parts_lead_from_one_belief_to_another() {
        let from = Belief {
            status: Some(Status::Untested.to_json()),
            evidence: ["a".to_owned()].into(),
            ..Belief::default()
        };
        let to = Belief {
            status: Some(Json::String("doubted".into())),
            horizon: Some(Horizon::Soon.to_json()),
            ..Belief::default()
        };
        let mut now = from.clone();
        for part in from.parts_of(&to) {
            now.replace(part);
        }
        assert_eq!(now, to);
        assert_eq!((now.status(), now.horizon()), (None, Some(Horizon::Soon)));
        assert!(now.parts_of(&to).is_empty());
    }
}
