//! YAML as data files of other programs use it: texts, lists and maps.
//!
//! What is read keeps its lines, so that people can be told where something stands. Only texts are written: a reader of
//! any YAML version takes them for what they are, whatever they look like.

mod read;
mod write;

pub(super) use read::{comments, read};
pub(super) use write::{Out, write};

use crate::model::json::Json;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// Its line, counted from 1.
    pub(super) line: usize,
    /// The value.
    pub(super) what: What,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A text without quotes, which may stand for a number, a truth value or nothing.
    Plain(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Values by their names, in the order of the file. A name may be there twice.
    Map(Vec<(String, Node)>),
}

impl Node {
    /// The text that it is; numbers and the like are texts, too. `None` for lists, maps and nothing.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.what {
            What::Plain(text) => (!is_nothing(text)).then_some(text),
            What::Text(text) => Some(text),
            What::List(_) | What::Map(_) => None,
        }
    }

    /// Whether it says nothing at all.
    pub(super) fn is_nothing(&self) -> bool {
        match &self.what {
            What::Plain(text) => is_nothing(text),
            What::Text(_) => false,
            What::List(items) => items.is_empty(),
            What::Map(fields) => fields.is_empty(),
        }
    }

    /// What a list consists of; a single value is a list of one.
    pub(super) fn items(&self) -> &[Self] {
        match &self.what {
            What::List(items) => items,
            What::Plain(text) if is_nothing(text) => &[],
            What::Plain(_) | What::Text(_) | What::Map(_) => std::slice::from_ref(self),
        }
    }

    /// What a map consists of; nothing where it is none.
    pub(super) fn fields(&self) -> &[(String, Self)] {
        match &self.what {
            What::Map(fields) => fields,
            What::Plain(_) | What::Text(_) | What::List(_) => &[],
        }
    }

    /// The value of this name.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        let fields = self.fields().iter();
        let mut named = fields.filter(|(own, _)| own == name);
        named.next().map(|(_, value)| value)
    }
}

impl Node {
    /// As JSON, to be kept: what may be a number stays a text, to the letter.
    pub(super) fn kept(&self) -> Json {
        match &self.what {
            What::Plain(text) if is_nothing(text) => Json::Null,
            What::Plain(text) | What::Text(text) => Json::String(text.as_str().into()),
            What::List(items) => Json::Array(items.iter().map(Self::kept).collect()),
            What::Map(fields) => {
                let field = |(name, value): &(String, Self)| (name.clone(), value.kept());
                Json::Object(fields.iter().map(field).collect())
            }
        }
    }
}

impl Node {
    /// As JSON, to be written again: what is no text stays none.
    pub(super) fn typed(&self) -> Json {
        match &self.what {
            What::Plain(text) if is_nothing(text) => Json::Null,
            What::Plain(text) if text == "true" || text == "false" => Json::Bool(text == "true"),
            What::Plain(text) if is_number(text) => Json::Number(text.as_str().into()),
            What::Plain(text) | What::Text(text) => Json::String(text.as_str().into()),
            What::List(items) => Json::Array(items.iter().map(Self::typed).collect()),
            What::Map(fields) => {
                let field = |(name, value): &(String, Self)| (name.clone(), value.typed());
                Json::Object(fields.iter().map(field).collect())
            }
        }
    }
}

/// Whether JSON has the number too, written so.
fn is_number(plain: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = plain.strip_prefix('-').unwrap_or(plain);
    let (number, power) = match plain.split_once(['e', 'E']) {
        Some((number, power)) => (number, Some(power)),
        None => (plain, None),
    };
    let (whole, part) = match number.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (number, None),
    };
    let power = power.map(|power| power.strip_prefix(['-', '+']).unwrap_or(power));
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && part.is_none_or(digits)
        && power.is_none_or(digits)
}

fn is_nothing(plain: &str) -> bool {
    matches!(plain, "" | "~" | "null" | "Null" | "NULL")
}

#[cfg(test)]
mod as_json {
    use super::{Node, What, is_nothing};
    use crate::model::json::Json;

    impl Node {
        /// The same as JSON: what is no text stays none.
        pub(in crate::exchange) fn json(&self) -> Json {
            match &self.what {
                What::Plain(text) if is_nothing(text) => Json::Null,
                What::Plain(text) if text == "true" || text == "false" => {
                    Json::Bool(text == "true")
                }
                What::Plain(text) if text.parse::<f64>().is_ok() => {
                    Json::Number(text.as_str().into())
                }
                What::Plain(text) | What::Text(text) => Json::String(text.as_str().into()),
                What::List(items) => Json::Array(items.iter().map(Self::json).collect()),
                What::Map(fields) => {
                    let field = |(name, value): &(String, Self)| (name.clone(), value.json());
                    Json::Object(fields.iter().map(field).collect())
                }
            }
        }
    }
}
