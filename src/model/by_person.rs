//! What each person has to say of a note, in a word or a number: review marks, and dots in a vote.

use std::collections::{BTreeMap, BTreeSet};

use super::json::Json;

/// A value by person, as the file writes it: what this version does not know is kept. Untrusted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByPerson(BTreeMap<String, Json>);

impl ByPerson {
    /// Whether nobody has one.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Who has one, and which, by name.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Json)> {
        self.0.iter().map(|(who, value)| (who.as_str(), value))
    }

    /// The person's.
    pub fn get(&self, who: &str) -> Option<&Json> {
        self.0.get(who)
    }

    /// Gives the person this one, or none. The one before.
    pub fn replace(&mut self, who: &str, value: Option<Json>) -> Option<Json> {
        match value {
            Some(value) => self.0.insert(who.to_owned(), value),
            None => self.0.remove(who),
        }
    }

    /// Who has one in either, by name.
    pub fn people<'a>(&'a self, other: &'a Self) -> BTreeSet<&'a str> {
        self.iter()
            .chain(other.iter())
            .map(|(who, _)| who)
            .collect()
    }

    /// Whose value the other one has otherwise, and which it has.
    pub fn differing<'a>(
        &'a self,
        other: &'a Self,
    ) -> impl Iterator<Item = (&'a str, Option<&'a Json>)> {
        let people = self.people(other).into_iter();
        let differs = |who: &&str| self.get(who) != other.get(who);
        people.filter(differs).map(|who| (who, other.get(who)))
    }

    /// As an object.
    pub fn to_json(&self) -> Json {
        Json::Object(self.0.clone())
    }
}

impl FromIterator<(String, Json)> for ByPerson {
    fn from_iter<I: IntoIterator<Item = (String, Json)>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}
