//! What stands above a document as `key: value`: fields of the header, or of the canvas.

use super::labels;
use crate::exchange::{Found, Remark};
use crate::model::header::HeaderField;
use crate::model::json::Json;

/// The field that says which kind of canvas it is.
const KIND: &str = "kind";
/// The kind of the canvas, where the lines say it.
pub(super) fn kind(text: &str) -> Option<String> {
    let mut fields = text.lines().filter_map(|line| line.split_once([':', '=']));
    let (_, kind) = fields.find(|(key, _)| key.trim() == KIND)?;
    Some(unquoted(kind).to_owned())
}

/// Takes what the lines between `---` or `+++` say.
pub(super) fn take(text: &str, line: usize, found: &mut Found) {
    let whole = text.trim();
    if whole.starts_with('{') {
        return found.keep("front_matter", Json::String(whole.into()));
    }
    let mut last: Option<(String, String)> = None;
    for (at, text) in text.lines().enumerate() {
        let at = Some(line + at);
        let is_own = !text.starts_with([' ', '\t', '-', '#']);
        let pair = text
            .split_once([':', '='])
            .filter(|(key, _)| is_own && !key.trim().is_empty());
        match (pair, &mut last) {
            (Some((key, value)), last) => {
                put(last.take(), found);
                *last = Some((unquoted(key).to_owned(), value.trim().to_owned()));
            }
            (None, _) if text.trim().is_empty() => {}
            (None, Some((_, value))) if !text.starts_with('#') => {
                let more = text.trim().trim_start_matches("- ");
                value.push_str(if value.is_empty() { "" } else { ", " });
                value.push_str(unquoted(more));
            }
            (None, _) => found.remarks.push(Remark::LeftOut {
                line: at,
                what: text.trim().to_owned(),
            }),
        }
    }
    put(last, found);
}

fn put(pair: Option<(String, String)>, found: &mut Found) {
    if let Some((key, value)) = pair {
        let list = value
            .strip_prefix('[')
            .and_then(|value| value.strip_suffix(']'));
        let value = match list {
            Some(list) => list.split(',').map(unquoted).collect::<Vec<_>>().join(", "),
            None => unquoted(&value).to_owned(),
        };
        field(&key, &value, found);
    }
}

/// Takes one field: for the header, or else as one of the canvas.
pub(super) fn field(key: &str, value: &str, found: &mut Found) {
    if value.is_empty() {
        if labels::field(key).is_none() {
            let what = format!("a field with nothing in it: {key}");
            found.remarks.push(Remark::LeftOut { line: None, what });
        }
        return;
    }
    match labels::field(key) {
        Some(field) if header(field, value, found) => return,
        Some(_) | None => {}
    }
    if key == KIND && found.kind.as_deref() == Some(value) {
        return;
    }
    found.keep(key, Json::String(value.into()));
}

/// Fills the field in, unless it is filled in or takes no such value.
fn header(field: HeaderField, value: &str, found: &mut Found) -> bool {
    found.header.get(field).is_empty() && found.header.set(field, value).is_ok()
}

fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let inside = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    inside('"').or_else(|| inside('\'')).unwrap_or(text)
}
