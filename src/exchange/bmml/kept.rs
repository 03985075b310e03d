//! What only BMML knows, as a canvas keeps it: read from JSON that anybody may have changed by hand.

use super::naming::{self, Ids};
use super::section::Detail;
use crate::exchange::yaml::Out;
use crate::model::json::{Fields, Json};

/// The field, in what is kept, for that which the format does not have either: it is written again as it came.
pub(super) const OTHER: &str = "other";

/// An entry inside another one: a job, a pain, a gain creator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// Empty where the format allows none like it.
    pub(super) id: String,
    pub(super) text: String,
    /// What the format does not have.
    pub(super) other: Fields,
}

impl Item {
    /// As the canvas keeps it.
    pub(super) fn json(&self, detail: Detail) -> Json {
        let own = [("id", &self.id), (detail.text(), &self.text)];
        let own = own
            .into_iter()
            .filter(|(name, value)| *name != "id" || !value.is_empty());
        let mut fields: Fields = own
            .map(|(name, value)| (name.to_owned(), text(value)))
            .collect();
        keep(&mut fields, self.other.clone());
        Json::Object(fields)
    }

    /// As the file has it.
    pub(super) fn out(self, detail: Detail) -> Out {
        let own = vec![
            ("id", Out::Text(self.id)),
            (detail.text(), Out::Text(self.text)),
        ];
        with(own, self.other)
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
        let other = other(fields).cloned().unwrap_or_default();
        let own = string(fields, "id").filter(|id| naming::fits(id, detail.prefix()));
        let id = match own.or_else(|| string(&other, "id")) {
            Some(id) => id.to_owned(),
            None => ids.make(detail.prefix(), text, ""),
        };
        ids.take(&id);
        Some(Item {
            id,
            text: text.to_owned(),
            other,
        })
    };
    list(kept)?.iter().map(item).collect()
}

/// Keeps what the format does not have, if there is any.
pub(super) fn keep(fields: &mut Fields, other: Fields) {
    if !other.is_empty() {
        fields.insert(OTHER.to_owned(), Json::Object(other));
    }
}

/// What is kept that the format does not have.
pub(super) fn other(kept: &Fields) -> Option<&Fields> {
    kept.get(OTHER).and_then(fields)
}

/// A map with what the format does not have; that goes before what it has.
pub(super) fn with(mut own: Vec<(&'static str, Out)>, other: Fields) -> Out {
    if other.is_empty() {
        return Out::Map(own);
    }
    own.retain(|(name, _)| !other.contains_key(*name));
    Out::With(own, other)
}

/// References: those that lead somewhere, and those that are kept though they do not.
pub(super) fn refs(mut ids: Vec<String>, gone: &[Json]) -> Out {
    if gone.iter().all(|json| as_text(json).is_some()) {
        for id in gone.iter().filter_map(as_text) {
            if !ids.iter().any(|own| own == id) {
                ids.push(id.to_owned());
            }
        }
        return Out::Row(ids);
    }
    let ids = ids.iter().map(|id| text(id));
    Out::Other(Json::Array(ids.chain(gone.iter().cloned()).collect()))
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
