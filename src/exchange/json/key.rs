//! What keys mean, however they are spelt.

use crate::format::Loose;
use crate::model::header::HeaderField;

/// How keys are spelt that this program writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange) enum Spelling {
    /// `customerSegments`
    Camel,
    /// `customer_segments`
    Snake,
}

impl Spelling {
    /// The key for a name such as `customer_segments`.
    pub(super) fn key(self, name: &str) -> String {
        match self {
            Self::Snake => name.to_owned(),
            Self::Camel => {
                let mut words = name.split('_');
                let mut key = words.next().unwrap_or_default().to_owned();
                for word in words {
                    let mut chars = word.chars();
                    key.extend(chars.next().into_iter().flat_map(char::to_uppercase));
                    key.push_str(chars.as_str());
                }
                key
            }
        }
    }
}

/// Letters and digits alone, in lower case.
pub(super) fn folded(key: &str) -> String {
    let letters = key.chars().filter(|char| char.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The field of the header that a key names.
pub(super) fn header_field(key: &str) -> Option<HeaderField> {
    match folded(key).as_str() {
        "title" | "name" | "projectname" | "businessname" => Some(HeaderField::Title),
        "designedfor" => Some(HeaderField::DesignedFor),
        "designedby" | "author" => Some(HeaderField::DesignedBy),
        "date" => Some(HeaderField::Date),
        "iteration" => Some(HeaderField::Iteration),
        "state" => Some(HeaderField::State),
        "counterpart" => Some(HeaderField::Counterpart),
        _ => None,
    }
}

/// Whether the key names the kind of a canvas.
pub(super) fn is_kind(key: &str) -> bool {
    ["kind", "type", "template", "canvastype"].contains(&folded(key).as_str())
}

/// Whether an object under this key says something of the whole canvas.
pub(super) fn is_wrapper(key: &str) -> bool {
    [
        "canvas",
        "businessmodelcanvas",
        "leancanvas",
        "bmc",
        "sections",
        "blocks",
        "model",
        "data",
        "meta",
        "metadata",
        "header",
    ]
    .contains(&folded(key).as_str())
}

/// Whether a section's notes stand under this key.
pub(super) fn is_content(key: &str) -> bool {
    [
        "content", "contents", "items", "notes", "cards", "entries", "values", "list", "points",
        "elements", "stickies",
    ]
    .contains(&folded(key).as_str())
}

/// Whether a section's name stands under this key, where there can be no doubt.
pub(super) fn is_heading(key: &str) -> bool {
    ["block", "section", "category", "area", "column", "key"].contains(&folded(key).as_str())
}

/// How well the key fits a note's text, 0 the best.
pub(super) fn is_text(key: &str) -> Option<usize> {
    let names = [
        "text",
        "head",
        "title",
        "name",
        "label",
        "note",
        "content",
        "value",
        "summary",
        "description",
        "details",
        "body",
    ];
    let key = folded(key);
    names.iter().position(|name| *name == key)
}

/// The text of a value that is no more than one: a string, a number, yes or no.
pub(super) fn scalar(value: &Loose) -> Option<&str> {
    match value {
        Loose::String(text) | Loose::Number(text) => Some(text),
        Loose::Bool(true) => Some("true"),
        Loose::Bool(false) => Some("false"),
        Loose::Null | Loose::Array(_) | Loose::Object(_) => None,
    }
}

/// The text of a string.
pub(super) fn string(value: &Loose) -> Option<&str> {
    match value {
        Loose::String(text) => Some(text),
        Loose::Number(_) | Loose::Bool(_) | Loose::Null | Loose::Array(_) | Loose::Object(_) => {
            None
        }
    }
}

/// The items of an array.
pub(super) fn items(value: &Loose) -> Option<&[Loose]> {
    match value {
        Loose::Array(items) => Some(items),
        Loose::Number(_) | Loose::Bool(_) | Loose::Null | Loose::String(_) | Loose::Object(_) => {
            None
        }
    }
}

/// The members of an object.
pub(super) fn members(value: &Loose) -> Option<&[(String, Loose)]> {
    match value {
        Loose::Object(members) => Some(members),
        Loose::Number(_) | Loose::Bool(_) | Loose::Null | Loose::String(_) | Loose::Array(_) => {
            None
        }
    }
}

/// The value of the first member of this name.
pub(super) fn member<'a>(members: &'a [(String, Loose)], name: &str) -> Option<&'a Loose> {
    let mut named = members.iter().filter(|(key, _)| key == name);
    named.next().map(|(_, value)| value)
}
