//! Values as YAML, in the plain style that people write by hand.

use std::fmt::Write as _;

use crate::model::json::{Fields, Json};
use crate::text::clean::multiline;

/// A value to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::exchange) enum Out {
    /// A text.
    Text(String),
    /// Texts on one line: `[a, b]`.
    Row(Vec<String>),
    /// A list, an item below the other.
    List(Vec<Out>),
    /// Values by name. The names are the program's own.
    Map(Vec<(&'static str, Out)>),
    /// The same, and after them values by names that are not.
    With(Vec<(&'static str, Out)>, Fields),
    /// A value of others, on one line.
    Other(Json),
}

/// Indents of one step.
const STEP: &str = "  ";

/// The file: each value of the map after an empty line, but for the first, and then those by names of others.
pub(in crate::exchange) fn write(fields: &[(&'static str, Out)], others: &Fields) -> String {
    let mut text = String::new();
    for (name, value) in fields {
        if !text.is_empty() {
            text.push('\n');
        }
        field(&mut text, name, value, 0);
    }
    for (name, value) in others {
        if !text.is_empty() {
            text.push('\n');
        }
        other(&mut text, name, value, 0);
    }
    text
}

fn field(text: &mut String, name: &str, value: &Out, depth: usize) {
    text.push_str(name);
    text.push(':');
    match value {
        Out::Text(value) => {
            text.push(' ');
            scalar(text, value, depth + 1);
        }
        Out::Row(row) => {
            text.push(' ');
            flow(text, row);
        }
        Out::List(items) if items.is_empty() => text.push_str(" []\n"),
        Out::Map(fields) if fields.is_empty() => text.push_str(" {}\n"),
        Out::List(items) => {
            text.push('\n');
            list(text, items, depth + 1);
        }
        Out::Map(fields) => {
            text.push('\n');
            members(text, fields, &Fields::new(), depth + 1);
        }
        Out::With(fields, others) => {
            text.push('\n');
            members(text, fields, others, depth + 1);
        }
        Out::Other(value) => {
            text.push(' ');
            json(text, value);
            text.push('\n');
        }
    }
}

/// The values of a map, a line or more for each.
fn members(text: &mut String, fields: &[(&'static str, Out)], others: &Fields, depth: usize) {
    for (name, value) in fields {
        text.push_str(&STEP.repeat(depth));
        field(text, name, value, depth);
    }
    for (name, value) in others {
        text.push_str(&STEP.repeat(depth));
        other(text, name, value, depth);
    }
}

/// A value by a name that is not the program's own.
fn other(text: &mut String, name: &str, value: &Json, depth: usize) {
    key(text, name);
    text.push_str(": ");
    match value {
        Json::String(value) => scalar(text, value, depth + 1),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => {
            json(text, value);
            text.push('\n');
        }
    }
}

fn key(text: &mut String, name: &str) {
    if is_plain(name) && !name.contains([',', '\'']) {
        text.push_str(name);
    } else {
        text.push_str(&quoted(name));
    }
}

/// A value as JSON has it, which YAML has too.
fn json(text: &mut String, value: &Json) {
    match value {
        Json::Null => text.push_str("null"),
        Json::Bool(yes) => text.push_str(if *yes { "true" } else { "false" }),
        Json::Number(number) => text.push_str(number),
        Json::String(value) => text.push_str(&quoted(value)),
        Json::Array(items) => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                text.push_str(if at > 0 { ", " } else { "" });
                json(text, item);
            }
            text.push(']');
        }
        Json::Object(fields) => {
            text.push('{');
            for (at, (name, value)) in fields.iter().enumerate() {
                text.push_str(if at > 0 { ", " } else { "" });
                text.push_str(&quoted(name));
                text.push_str(": ");
                json(text, value);
            }
            text.push('}');
        }
    }
}

fn list(text: &mut String, items: &[Out], depth: usize) {
    for item in items {
        text.push_str(&STEP.repeat(depth));
        text.push_str("- ");
        match item {
            Out::Text(value) => scalar(text, value, depth + 1),
            Out::Row(row) => flow(text, row),
            Out::Map(fields) if !fields.is_empty() => {
                entry(text, fields, &Fields::new(), depth);
            }
            Out::With(fields, others) => entry(text, fields, others, depth),
            Out::Other(value) => {
                json(text, value);
                text.push('\n');
            }
            // Nothing that is written here has lists in lists.
            Out::Map(_) => text.push_str("{}\n"),
            Out::List(_) => text.push_str("[]\n"),
        }
    }
}

/// A map after a dash, its first value on the dash's line.
fn entry(text: &mut String, fields: &[(&'static str, Out)], others: &Fields, depth: usize) {
    let mut all = String::new();
    members(&mut all, fields, others, depth + 1);
    text.push_str(all.trim_start_matches(' '));
}

fn flow(text: &mut String, row: &[String]) {
    let items: Vec<String> = row
        .iter()
        .map(|item| {
            if is_name(item) {
                item.clone()
            } else {
                quoted(item)
            }
        })
        .collect();
    // Writing to a string does not fail.
    let _ = writeln!(text, "[{}]", items.join(", "));
}

/// A text after a name or a dash; `depth` is that of its further lines.
fn scalar(text: &mut String, value: &str, depth: usize) {
    if is_plain(value) {
        text.push_str(value);
    } else if is_literal(value) {
        text.push_str("|-");
        for line in value.split('\n') {
            text.push('\n');
            if !line.is_empty() {
                text.push_str(&STEP.repeat(depth));
                text.push_str(line);
            }
        }
    } else {
        text.push_str(&quoted(value));
    }
    text.push('\n');
}

/// Whether it is an id such as `cs-commuters`, which nothing takes for anything but a text.
fn is_name(text: &str) -> bool {
    let is_part = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    text.bytes().all(is_part)
        && text.contains('-')
        && text.starts_with(|char: char| char.is_ascii_lowercase())
}

/// Whether it may stand without quotes: words that begin with a letter, and no word with a meaning of its own. Stricter
/// than YAML, so that no reader can take it for anything else.
fn is_plain(text: &str) -> bool {
    // What YAML 1.1 takes for truth values and nothing.
    const MEANT: [&str; 10] = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan",
    ];
    let is_part = |char: char| char.is_alphanumeric() || " -_/.,()+%€$'".contains(char);
    let begins = text.starts_with(char::is_alphabetic);
    begins
        && !text.ends_with(' ')
        && text.chars().all(is_part)
        && is_shown(text)
        && !MEANT.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether it is several lines that can stand as they are.
fn is_literal(text: &str) -> bool {
    let is_line = |line: &str| !line.ends_with([' ', '\t']) && !line.contains('\t');
    text.contains('\n')
        && !text.starts_with([' ', '\n'])
        && !text.ends_with('\n')
        && text.split('\n').all(is_line)
        && is_shown(text)
}

/// Whether nothing in it has to be made visible.
fn is_shown(text: &str) -> bool {
    multiline(text) == text
}

/// In double quotes; what would not be seen is written by its number.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    let mut bytes = [0; 4];
    for char in text.chars() {
        match char {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            _ if is_shown(char.encode_utf8(&mut bytes)) => quoted.push(char),
            // Writing to a string does not fail.
            _ if u32::from(char) > 0xffff => {
                let _ = write!(quoted, "\\U{:08X}", u32::from(char));
            }
            _ => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(char));
            }
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use proptest::prelude::*;

    fn written(text: &str) -> String {
        let list = Out::List(vec![
            Out::Map(vec![
                ("a", Out::Text(text.to_owned())),
                ("b", Out::Row(vec![text.to_owned()])),
            ]),
            Out::Text(text.to_owned()),
        ]);
        let fields = Fields::from([("own".to_owned(), Json::String(text.into()))]);
        let nested = Json::Object(Fields::from([(
            text.to_owned(),
            Json::Array(vec![
                Json::String(text.into()),
                Json::Null,
                Json::Bool(true),
            ]),
        )]));
        let with = Out::With(vec![("a", Out::Text(text.to_owned()))], fields);
        let fields = [
            ("text", Out::Text(text.to_owned())),
            ("list", list),
            ("with", Out::List(vec![with])),
        ];
        let others = Fields::from([("nested: x".to_owned(), nested)]);
        write(&fields, &others)
    }

    fn comes_back(text: &str) {
        let yaml = written(text);
        let node = read(&yaml).unwrap_or_else(|error| panic!("{error}\n{yaml}"));
        let list = node.get("list").unwrap().items();
        let with = &node.get("with").unwrap().items()[0];
        let nested = &node.get("nested: x").unwrap().fields()[0];
        assert_eq!(nested.0, text, "{yaml}");
        assert_eq!(nested.1.items()[1].typed(), crate::model::json::Json::Null);
        assert_eq!(
            nested.1.items()[2].typed(),
            crate::model::json::Json::Bool(true)
        );
        let texts = [
            with.get("a").unwrap(),
            with.get("own").unwrap(),
            &nested.1.items()[0],
            node.get("text").unwrap(),
            list[0].get("a").unwrap(),
            &list[0].get("b").unwrap().items()[0],
            &list[1],
        ];
        for read in texts {
            // JSON tells a text from a number that looks like it.
            assert_eq!(
                read.json(),
                crate::model::json::Json::String(text.into()),
                "{yaml}"
            );
        }
        assert_eq!(multiline(&yaml), yaml, "hostile: {yaml:?}");
    }

    #[rustfmt::skip]
    const ODD: &[&str] = &[
        "", " ", "yes", "No", "null", "~", "1.0", "0x1f", "1e3", ".inf", "NaN", "- x", "-",
        "?", "? x", ": x", "a: b", "a #b", "#", "&a", "*a", "!x", "|", ">", "%x", "@x", "`x",
        "[a]", "{a}", "a, b", "'", "\"", "\\", " lead", "trail ", "two\nlines", "\nfirst",
        "last\n", "a\n\nb", "a\n  b\nc", "a\t", "\ta", "a\rb", "a\r\nb", "---", "...", "--- a",
        "2024-01-15", "12:30:45", "=", "<<", "a\u{7}", "\u{1b}[31m", "\u{202e}x", "\u{85}",
        "\u{2028}", "\u{feff}x", "日本語: 了", "🚲", "👩‍💻 x", "नमस्ते", "e\u{301}", "\u{e000}",
        "\u{fffe}", "\u{10ffff}", "a\n- b", "a\n# b", "a\n---\nb", "on", "off", "y", "n",
        "true", "cs-a", "-a-b",
    ];

    #[test]
    fn texts_that_look_like_something_else_come_back_as_texts() {
        for text in ODD {
            comes_back(text);
        }
    }

    #[test]
    fn what_people_write_without_quotes_stands_without() {
        let yaml = written("Data centres (own), 24/7");
        assert!(
            yaml.starts_with("text: Data centres (own), 24/7\n"),
            "{yaml}"
        );
        let yaml = written("One\nTwo");
        assert!(yaml.starts_with("text: |-\n  One\n  Two\n"), "{yaml}");
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in any::<String>()) {
            comes_back(&text);
        }

        #[test]
        fn any_text_of_what_yaml_gives_a_meaning_comes_back(text in "[-a:#?&*!|>'\"%@`{}\\[\\], \n\t~0.\\\\]{0,12}") {
            comes_back(&text);
        }

        #[test]
        fn no_text_makes_the_reader_stumble(text in "[-a:#?&*!|>'\"{}\\[\\], \n]{0,60}") {
            let _ = read(&text);
        }
    }
}
