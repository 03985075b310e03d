//! JSON taken apart one level at a time, as slices of the text: so numbers keep their letters, every part keeps its
//! place, and no duplicate key goes unseen.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A key of an object and its value's text.
pub(super) struct Member<'a> {
    pub(super) key: Cow<'a, str>,
    pub(super) value: &'a str,
}

impl<'a> Member<'a> {
    /// A slice of the file that shows where the member stands: its key, or its value where the key has escapes.
    pub(super) fn anchor(&self) -> &'a str {
        match self.key {
            Cow::Borrowed(key) => key,
            Cow::Owned(_) => self.value,
        }
    }
}

/// Whether the text is a JSON value.
pub(super) fn check(text: &str) -> serde_json::Result<()> {
    serde_json::from_str::<&RawValue>(text).map(drop)
}

/// The members of an object in their order, duplicates too.
pub(super) fn members(object: &str) -> serde_json::Result<Vec<Member<'_>>> {
    serde_json::from_str(object).map(|Members(members)| members)
}

/// The items of an array.
pub(super) fn items(array: &str) -> serde_json::Result<Vec<&str>> {
    let items: Vec<&RawValue> = serde_json::from_str(array)?;
    Ok(items.into_iter().map(RawValue::get).collect())
}

/// A string's value.
pub(super) fn string(string: &str) -> serde_json::Result<Cow<'_, str>> {
    serde_json::from_str(string).map(|Text(text)| text)
}

/// What a value is, by its first character. Only for text known to be a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Null,
    Bool,
    Number,
    String,
    Array,
    Object,
}

/// The shape of a value.
pub(super) fn shape(value: &str) -> Shape {
    match value.bytes().next() {
        Some(b'{') => Shape::Object,
        Some(b'[') => Shape::Array,
        Some(b'"') => Shape::String,
        Some(b't' | b'f') => Shape::Bool,
        Some(b'n') | None => Shape::Null,
        Some(_) => Shape::Number,
    }
}

struct Members<'a>(Vec<Member<'a>>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some((Text(key), value)) = map.next_entry::<Text<'de>, &'de RawValue>()? {
            let value = value.get();
            members.push(Member { key, value });
        }
        Ok(Members(members))
    }
}

/// A string that borrows from the file where it has no escapes; serde's own `Cow` always copies.
struct Text<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }
}
