//! JSON values that know where they stand in the text.
//!
//! serde tells the place of an error only while it parses; a value that is wrong for another
//! reason, such as a name that is taken, needs its place afterwards.

use std::collections::BTreeSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// What is wrong at which byte of the text. The reason is untrusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) reason: String,
}

/// A value's own text, sound JSON, with the byte where it stands and the field that holds it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'a> {
    json: &'a str,
    at: usize,
    name: &'static str,
}

impl<'a> Node<'a> {
    /// The text's one value. This checks the syntax of the whole text.
    pub(super) fn root(text: &'a str) -> Result<Self, serde_json::Error> {
        let raw: &RawValue = serde_json::from_str(text)?;
        let whole = Node {
            json: text,
            at: 0,
            name: "the file",
        };
        Ok(whole.part(raw, whole.name))
    }

    /// A value inside this one: both lie in one buffer, so the pointers tell the place.
    fn part(self, raw: &'a RawValue, name: &'static str) -> Self {
        let json = raw.get();
        let inside = json.as_ptr().addr() - self.json.as_ptr().addr();
        Node {
            json,
            at: self.at + inside,
            name,
        }
    }

    /// Something wrong with this value.
    pub(super) fn fault(self, reason: impl Into<String>) -> Fault {
        let reason = reason.into();
        Fault {
            at: self.at,
            reason,
        }
    }

    fn parse<T: Deserialize<'a>>(self, what: &str) -> Result<T, Fault> {
        let expected = |_| self.fault(format!("{} has to be {what} here", self.name));
        serde_json::from_str(self.json).map_err(expected)
    }

    pub(super) fn string(self) -> Result<String, Fault> {
        self.parse("a text in quotes")
    }

    /// A whole number. The checks of each field know which ones will do.
    pub(super) fn number(self) -> Result<u16, Fault> {
        self.parse("a whole number from 1 to 1000")
    }

    pub(super) fn items(self) -> Result<Vec<Self>, Fault> {
        let items: Vec<&RawValue> = self.parse("a list in [ ]")?;
        let items = items.into_iter().map(|raw| self.part(raw, self.name));
        Ok(items.collect())
    }

    pub(super) fn fields(self) -> Result<Fields<'a>, Fault> {
        let Pairs(pairs) = self.parse("an object in { }")?;
        let mut seen = BTreeSet::new();
        match pairs.iter().find(|(key, _)| !seen.insert(key)) {
            Some((key, raw)) => {
                let again = self.part(raw, self.name);
                Err(again.fault(format!("the field \"{key}\" stands in one object twice")))
            }
            None => Ok(Fields { whole: self, pairs }),
        }
    }
}

/// An object's fields.
pub(super) struct Fields<'a> {
    whole: Node<'a>,
    pairs: Vec<(String, &'a RawValue)>,
}

impl<'a> Fields<'a> {
    /// The field, if it is there.
    pub(super) fn find(&self, name: &'static str) -> Option<Node<'a>> {
        let (_, raw) = self.pairs.iter().find(|(key, _)| key == name)?;
        Some(self.whole.part(raw, name))
    }

    /// The field, which has to be there.
    pub(super) fn need(&self, name: &'static str) -> Result<Node<'a>, Fault> {
        let missing = || self.whole.fault(format!("the field \"{name}\" is missing"));
        self.find(name).ok_or_else(missing)
    }

    /// The values of all fields, each known by the name of the field that holds the object.
    pub(super) fn values(&self) -> impl Iterator<Item = Node<'a>> {
        let value = |(_, raw): &(String, &'a RawValue)| self.whole.part(raw, self.whole.name);
        self.pairs.iter().map(value)
    }

    /// The items of the list in this field, none if the field is missing.
    pub(super) fn items(&self, name: &'static str) -> Result<Vec<Node<'a>>, Fault> {
        self.find(name).map_or(Ok(vec![]), Node::items)
    }

    /// The texts of the list in this field, none if the field is missing.
    pub(super) fn strings(&self, name: &'static str) -> Result<Vec<String>, Fault> {
        let items = self.items(name)?.into_iter();
        items.map(Node::string).collect()
    }
}

/// An object's fields in the order of the text: no map, as that would drop all but one of a name.
struct Pairs<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Pairs<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor).map(Pairs)
    }
}

struct PairsVisitor;

impl<'de> Visitor<'de> for PairsVisitor {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(pairs)
    }
}
