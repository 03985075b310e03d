//! A JSON value as the file wrote it: what this version does not know must come out as it went in.

use std::collections::BTreeMap;

/// Fields that this version does not know, by name; sorted, so that the canonical form has one order.
pub type Fields = BTreeMap<String, Json>;

/// A JSON value. Numbers keep their letters: `1.10`, `1e400` and 30 digits survive.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, to the letter.
    Number(Box<str>),
    /// A string, unescaped.
    String(Box<str>),
    /// An array in its order.
    Array(Vec<Json>),
    /// An object, sorted by key.
    Object(Fields),
}
