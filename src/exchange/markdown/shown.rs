//! Texts as Markdown: what it can show of them, and the escapes that keep them texts.

use crate::text::clean::{Shown, multiline};

/// What Markdown can show of a text: no blanks at the ends of lines, no empty lines at its ends, one between others, and
/// nothing that cannot be seen.
pub(super) fn text(source: &str) -> String {
    tidy(&multiline(source), str::trim)
}

/// The text without empty lines at its ends, with one between others, and with each line trimmed by `trim`.
pub(super) fn tidy(source: &str, trim: impl Fn(&str) -> &str) -> String {
    let mut tidy = String::with_capacity(source.len());
    let mut gap = "";
    for line in source.split('\n').map(trim) {
        match (line.trim().is_empty(), tidy.is_empty()) {
            (true, _) => gap = "\n\n",
            (false, true) => tidy.push_str(line),
            (false, false) => {
                tidy.push_str(if gap.is_empty() { "\n" } else { gap });
                tidy.push_str(line);
            }
        }
        if !line.trim().is_empty() {
            gap = "";
        }
    }
    tidy
}

/// What Markdown can show of a text in one line.
pub(super) fn line(source: &str) -> String {
    let line = Shown::line(source);
    line.as_str()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What a reader gets of a text that was written.
pub(super) fn as_read(source: &str) -> String {
    text(&text(source))
}

/// What a reader gets of a line that was written.
pub(super) fn line_as_read(source: &str) -> String {
    line(&line(source))
}

/// A line of shown text, so that none of it is markup in the middle of a line.
pub(super) fn inline(line: &str) -> String {
    let mut safe = String::with_capacity(line.len() + 8);
    let many_dollars = line.matches('$').nth(1).is_some();
    let mut before: Option<char> = None;
    let mut rest = line.chars();
    while let Some(char) = rest.next() {
        let after = rest.clone().next();
        match char {
            '\\' | '`' | '*' | '[' | '~' => safe.extend(['\\', char]),
            '_' if is_letter(before) && is_letter(after) => safe.push(char),
            '_' => safe.push_str("\\_"),
            // Two of them make a formula of what is between.
            '$' if many_dollars => safe.push_str("\\$"),
            '<' if after.is_some_and(|after| after.is_alphabetic() || "/!?".contains(after)) => {
                safe.push_str("&lt;");
            }
            '&' if is_entity(rest.as_str()) => safe.push_str("&amp;"),
            char => safe.push(char),
        }
        before = Some(char);
    }
    safe
}

/// A line of shown text that begins a line of the file.
pub(super) fn at_start(line: &str) -> String {
    let safe = inline(line);
    let first_is_safe = line.chars().next() != safe.chars().next();
    match start_mark(line).and_then(|at| safe.split_at_checked(at)) {
        Some((before, mark)) if !first_is_safe => format!("{before}\\{mark}"),
        Some(_) | None => safe,
    }
}

/// A line of shown text at the end of a heading: signs of a number there would be taken for its frame.
pub(super) fn heading(line: &str) -> String {
    let safe = inline(line);
    match safe.strip_suffix('#') {
        Some(before) => format!("{before}\\#"),
        None => safe,
    }
}

/// Where the character stands that makes more of a line than text: a list, a heading, a quote, a rule, a table.
fn start_mark(line: &str) -> Option<usize> {
    let ends_a_mark = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..).unwrap_or_default();
    if digits > 0 {
        let after = rest.strip_prefix(['.', ')']);
        return after.is_some_and(ends_a_mark).then_some(digits);
    }
    let hashes = line.trim_start_matches('#');
    let is_mark = (hashes.len() < line.len() && ends_a_mark(hashes))
        || line.starts_with('>')
        || line.strip_prefix(['-', '+']).is_some_and(ends_a_mark)
        || (!line.is_empty() && line.chars().all(|char| "-=|: ".contains(char)));
    is_mark.then_some(0)
}

fn is_letter(char: Option<char>) -> bool {
    char.is_some_and(char::is_alphanumeric)
}

/// Whether what follows an `&` makes a character of it.
fn is_entity(rest: &str) -> bool {
    let rest = rest.strip_prefix('#').unwrap_or(rest);
    let name = rest.trim_start_matches(|char: char| char.is_ascii_alphanumeric());
    name.len() < rest.len() && name.starts_with(';')
}

#[cfg(test)]
mod tests {
    use super::{at_start, heading, inline, text};

    #[test]
    fn what_would_be_markup_is_escaped_and_nothing_else() {
        for (line, expected) in [
            (
                "plain (text), 50 % of \"it\" - a + b? #1!",
                "plain (text), 50 % of \"it\" - a + b? #1!",
            ),
            ("snake_case and _this_", "snake_case and \\_this\\_"),
            (
                "**b** `c` ~~d~~ \\",
                "\\*\\*b\\*\\* \\`c\\` \\~\\~d\\~\\~ \\\\",
            ),
            ("[a](b) ![c](d)", "\\[a](b) !\\[c](d)"),
            (
                "<script> 3 < 4 <!-- x -->",
                "&lt;script> 3 < 4 &lt;!-- x -->",
            ),
            ("R & D, AT&T; &lt;", "R & D, AT&amp;T; &amp;lt;"),
            ("$5", "$5"),
            ("$5 + $6", "\\$5 + \\$6"),
        ] {
            assert_eq!(inline(line), expected, "{line}");
        }
    }

    #[test]
    fn a_line_begins_nothing_but_itself() {
        for (line, expected) in [
            ("- a", "\\- a"),
            ("-5 %", "-5 %"),
            ("+ a", "\\+ a"),
            ("1. a", "1\\. a"),
            ("12)", "12\\)"),
            ("1.5", "1.5"),
            ("# a", "\\# a"),
            ("#a", "#a"),
            ("> a", "\\> a"),
            ("---", "\\---"),
            ("===", "\\==="),
            ("|-|-|", "\\|-|-|"),
            ("* a", "\\* a"),
            ("", ""),
        ] {
            assert_eq!(at_start(line), expected, "{line}");
        }
        assert_eq!(heading("C #"), "C \\#");
    }

    #[test]
    fn what_cannot_be_shown_is_told_from_what_can() {
        assert_eq!(text("a\nb\n\nc"), "a\nb\n\nc");
        assert_eq!(text("\n a \r\nb\u{7}\n\n\n\nc\n"), "a\nb^G\n\nc");
        assert_eq!(text(" \n"), "");
    }
}
