//! One line: a text, a comment behind `#`, settings behind `: |`.

use crate::format::{Loose, loose};

/// A line taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// The text, unescaped.
    pub(super) text: String,
    /// What stands behind `#`.
    pub(super) comment: Option<String>,
    /// The settings, in the order of the line.
    pub(super) settings: Vec<(String, Loose)>,
    /// Settings that cannot be read.
    pub(super) unread: Option<String>,
}

impl Line {
    /// What the line says, without its indent.
    pub(super) fn of(line: &str) -> Self {
        let (rest, settings) = split_settings(line);
        let (text, comment) = match split_at_sign(rest, '#') {
            Some((text, comment)) => (text, Some(comment.trim().to_owned())),
            None => (rest, None),
        };
        let read = settings.map(|settings| (settings, loose(settings)));
        let (settings, unread) = match read {
            Some((_, Ok(Loose::Object(members)))) => (members, None),
            Some((settings, _)) if !settings.trim().is_empty() => {
                (Vec::new(), Some(settings.to_owned()))
            }
            Some(_) | None => (Vec::new(), None),
        };
        Self {
            text: unescaped(text.trim()),
            comment,
            settings,
            unread,
        }
    }
}

/// Whether a line ends in settings, which no other format has.
pub(in crate::exchange) fn has_settings(line: &str) -> bool {
    line.contains(": |{\"") && !Line::of(line).settings.is_empty()
}

/// The line and its settings, behind `: |` or, in old files, behind `|`.
fn split_settings(line: &str) -> (&str, Option<&str>) {
    match split_at_sign(line, '|') {
        Some((before, settings)) => {
            let before = before.strip_suffix(": ").unwrap_or(before);
            (before, Some(settings))
        }
        None => (line, None),
    }
}

/// The line parted at the first such sign that has no backslash before it.
fn split_at_sign(line: &str, sign: char) -> Option<(&str, &str)> {
    let mut before = ' ';
    let at = line.char_indices().find_map(|(at, char)| {
        let is_it = char == sign && before != '\\';
        before = char;
        is_it.then_some(at)
    })?;
    let (text, rest) = line.split_at_checked(at)?;
    Some((text, rest.strip_prefix(sign)?))
}

/// The text for a line. The sign that begins a comment has no escape, nor has what stands for a line break: they become
/// signs that look like them.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text
        .trim_matches(|char: char| char.is_whitespace() || char.is_control())
        .chars()
        .peekable();
    while let Some(char) = chars.next() {
        match char {
            '\\' if chars.peek() == Some(&'n') => out.push('＼'),
            '\n' => out.push_str("\\n"),
            ':' => out.push_str("\\:"),
            '|' => out.push_str("\\|"),
            '#' => out.push('＃'),
            control if control.is_control() => out.push(' '),
            char => out.push(char),
        }
    }
    if out.is_empty() {
        out.push('-');
    }
    out
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        let meant = match (char, chars.peek()) {
            ('\\', Some('n')) => Some('\n'),
            ('\\', Some(sign @ (':' | '|'))) => Some(*sign),
            _ => None,
        };
        match meant {
            Some(meant) => {
                out.push(meant);
                chars.next();
            }
            None => out.push(char),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_comments_and_settings_are_told_apart() {
        for (line, text, comment, settings) in [
            ("test ", "test", None, 0),
            ("test # comment", "test", Some("comment"), 0),
            (
                "test # comment : |{\"bg\":\"#8C9FAE\"}",
                "test",
                Some("comment"),
                1,
            ),
            (
                "test # comment |{\"b\":\"#8C9FAE\"}",
                "test",
                Some("comment"),
                1,
            ),
            (
                "test: |{\"font_size\":8,\"bg\":\"#8C9FAE\"}",
                "test",
                None,
                2,
            ),
            ("a\\: b \\| c\\nd", "a: b | c\nd", None, 0),
            ("md:**bold**", "md:**bold**", None, 0),
            ("http://example.com", "http://example.com", None, 0),
            ("# only", "", Some("only"), 0),
        ] {
            let read = Line::of(line);
            assert_eq!(read.text, text, "{line}");
            assert_eq!(read.comment.as_deref(), comment, "{line}");
            assert_eq!(read.settings.len(), settings, "{line}");
        }
        assert_eq!(Line::of("a : |{x").unread.as_deref(), Some("{x"));
    }

    #[test]
    fn a_text_comes_back_where_it_has_no_sign_of_a_comment() {
        for text in [
            "a: b | c",
            "two\nlines",
            "\\: x",
            "end\\",
            "\\\nx",
            "a\\\\|b",
        ] {
            assert_eq!(Line::of(&escaped(text)).text, text);
        }
        assert_eq!(escaped(" C# "), "C＃");
        assert_eq!(escaped("a\\nb"), "a＼nb");
    }
}
