//! JSON that stands in an HTML comment: in one line, and without what ends a comment or hides in one.

use std::fmt::Write as _;

use crate::model::json::{Fields, Json};
use crate::text::clean::multiline;

/// The members of an object, without its braces.
pub(super) fn members(fields: &Fields, separator: &str) -> String {
    let mut out = String::new();
    for (name, value) in fields {
        if !out.is_empty() {
            out.push_str(separator);
        }
        string(&mut out, name);
        out.push(':');
        json(&mut out, value);
    }
    out
}

/// The text as a JSON string.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::new();
    string(&mut out, text);
    out
}

/// A value that the program took in is no deeper than `format::MAX_DEPTH`.
fn json(out: &mut String, value: &Json) {
    match value {
        Json::Null => out.push_str("null"),
        Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Json::Number(number) => out.push_str(number),
        Json::String(text) => string(out, text),
        Json::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { "," });
                json(out, item);
            }
            out.push(']');
        }
        Json::Object(fields) => {
            out.push('{');
            out.push_str(&members(fields, ","));
            out.push('}');
        }
    }
}

fn string(out: &mut String, text: &str) {
    out.push('"');
    let mut before = ' ';
    for char in text.chars() {
        match char {
            '"' | '\\' => out.extend(['\\', char]),
            '\n' => out.push_str("\\n"),
            '-' if before == '-' => escape(out, char),
            ' '..='~' if !"<>&`".contains(char) => out.push(char),
            char if char.is_ascii() || is_hidden(char) => escape(out, char),
            char => out.push(char),
        }
        before = char;
    }
    out.push('"');
}

fn is_hidden(char: char) -> bool {
    let mut bytes = [0; 4];
    let text = char.encode_utf8(&mut bytes);
    multiline(text) != *text
}

fn escape(out: &mut String, char: char) {
    let mut units = [0; 2];
    for unit in char.encode_utf16(&mut units) {
        // Writing to a string cannot fail.
        let _ = write!(out, "\\u{unit:04x}");
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn nothing_ends_the_comment() {
        assert_eq!(
            quoted("a-b --> `<\"\\\n\u{7}\u{202e}ä"),
            r#""a-b -\u002d\u003e \u0060\u003c\"\\\n\u0007\u202eä""#
        );
    }
}
