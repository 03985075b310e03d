//! Parts of a value, by the names that lead to them: in an object by key, in an array of things with ids by id.

use super::{Fields, Json};

const ID: &str = "id";

/// What stands where the names lead.
pub fn at<'j>(value: &'j Json, names: &[String]) -> Option<&'j Json> {
    let Some((first, rest)) = names.split_first() else {
        return Some(value);
    };
    match value {
        Json::Object(fields) => at(fields.get(first)?, rest),
        Json::Array(items) => at(items.iter().find(|item| is_called(item, first))?, rest),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => None,
    }
}

/// The value with another one where the names lead; `None` where there is a value without parts on the way.
pub fn with(value: Option<&Json>, names: &[String], new: Json) -> Option<Json> {
    let Some((first, rest)) = names.split_first() else {
        return Some(new);
    };
    match value {
        None => with(Some(&Json::Object(Fields::new())), names, new),
        Some(Json::Object(fields)) => {
            let mut fields = fields.clone();
            let value = with(fields.get(first), rest, new)?;
            fields.insert(first.clone(), value);
            Some(Json::Object(fields))
        }
        Some(Json::Array(items)) => {
            let mut items = items.clone();
            let bare = Json::Object([(ID.to_owned(), Json::String(first.as_str().into()))].into());
            match items.iter_mut().find(|item| is_called(item, first)) {
                Some(item) => *item = with(Some(&*item), rest, new)?,
                None => items.push(with(Some(&bare), rest, new)?),
            }
            Some(Json::Array(items))
        }
        Some(Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_)) => None,
    }
}

/// The value without what stands where the names lead, keys all the way; `None` where nothing is left of it.
pub fn without(value: &Json, names: &[String]) -> Option<Json> {
    let (first, rest) = names.split_first()?;
    match value {
        Json::Object(fields) => {
            let mut fields = fields.clone();
            let left = fields.remove(first).and_then(|own| without(&own, rest));
            fields.extend(left.map(|left| (first.clone(), left)));
            (!fields.is_empty()).then_some(Json::Object(fields))
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) => {
            Some(value.clone())
        }
    }
}

fn is_called(item: &Json, id: &str) -> bool {
    match item {
        Json::Object(fields) => fields.get(ID) == Some(&Json::String(id.into())),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) => false,
    }
}
