//! What only BMML knows, as a canvas keeps it: read from JSON that anybody may have changed by hand.

use super::naming::{self, Ids};
use super::section::Detail;
use crate::exchange::yaml::Out;
use crate::model::json::{Fields, Json};

/// An entry inside another one: a job, a pain, a gain creator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) text: String,
}

impl Item {
    /// As the canvas keeps it.
    pub(super) fn json(&self, detail: Detail) -> Json {
        object([("id", text(&self.id)), (detail.text(), text(&self.text))])
    }

    /// As the file has it.
    pub(super) fn out(self, detail: Detail) -> Out {
        Out::Map(vec![
            ("id", Out::Text(self.id)),
            (detail.text(), Out::Text(self.text)),
        ])
    }
}

/// The items of this list that the field keeps; one without a usable id gets another. `None` where it keeps something
/// that is none.
pub(super) fn items(field: &Fields, detail: Detail, ids: &mut Ids) -> Option<Vec<Item>> {
    let Some(kept) = field.get(detail.key()) else {
        return Some(Vec::new());
    };
    let item = |item: &Json| {
        let fields = fields(item)?;
        let text = string(fields, detail.text())?;
        let own = string(fields, "id").filter(|id| naming::fits(id, detail.prefix()));
        let id = match own {
            Some(id) => id.to_owned(),
            None => ids.make(detail.prefix(), text, ""),
        };
        ids.take(&id);
        Some(Item {
            id,
            text: text.to_owned(),
        })
    };
    list(kept)?.iter().map(item).collect()
}

/// A text as JSON.
pub(super) fn text(text: &str) -> Json {
    Json::String(text.into())
}

/// An object of these fields.
pub(super) fn object<const N: usize>(fields: [(&str, Json); N]) -> Json {
    let fields = fields.into_iter();
    Json::Object(
        fields
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

/// The fields of an object.
pub(super) fn fields(json: &Json) -> Option<&Fields> {
    match json {
        Json::Object(fields) => Some(fields),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) => None,
    }
}

/// The items of an array.
pub(super) fn list(json: &Json) -> Option<&[Json]> {
    match json {
        Json::Array(items) => Some(items),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Object(_) => None,
    }
}

/// The text that a value is.
pub(super) fn as_text(json: &Json) -> Option<&str> {
    match json {
        Json::String(text) => Some(text),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => None,
    }
}

/// The text of this field.
pub(super) fn string<'f>(fields: &'f Fields, name: &str) -> Option<&'f str> {
    fields.get(name).and_then(as_text)
}

/// The texts of an array; what is none is left out.
pub(super) fn strings(json: Option<&Json>) -> Vec<&str> {
    let items = json.and_then(list).unwrap_or_default();
    items.iter().filter_map(as_text).collect()
}
