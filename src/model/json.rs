//! A JSON value as the file wrote it: what this version does not know must come out as it went in.

pub mod parts;

use std::collections::BTreeMap;
use std::fmt;

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

impl Json {
    /// Whether it is an object.
    pub const fn is_object(&self) -> bool {
        match self {
            Self::Object(_) => true,
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::String(_) | Self::Array(_) => {
                false
            }
        }
    }
}

impl fmt::Display for Json {
    /// For people: a string as it is, all else in about the form of JSON. Untrusted.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => value.fmt(f),
            Self::Number(text) | Self::String(text) => f.write_str(text),
            Self::Array(items) => {
                let items: Vec<String> = items.iter().map(ToString::to_string).collect();
                write!(f, "[{}]", items.join(", "))
            }
            Self::Object(fields) => {
                let field = |(name, value): (&String, &Self)| format!("{name}: {value}");
                let fields: Vec<String> = fields.iter().map(field).collect();
                write!(f, "{{{}}}", fields.join(", "))
            }
        }
    }
}
