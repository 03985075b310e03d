//! Texts in Markdown, where they stay what they are.

use crate::text::clean::multiline;

/// The text as Markdown that shows it and does nothing else: no heading, list, link, tag, HTML or formula.
pub(super) fn escaped(text: &str) -> String {
    let text = multiline(text);
    let lines: Vec<&str> = text.split('\n').collect();
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        out.push_str(&escaped_line(line.trim_end()));
        match lines.get(at + 1) {
            // Two blanks break the line.
            Some(next) if !next.trim().is_empty() && !line.trim().is_empty() => {
                out.push_str("  \n");
            }
            Some(_) => out.push('\n'),
            None => {}
        }
    }
    out
}

fn escaped_line(line: &str) -> String {
    let words = line.trim_start();
    let mut out = String::new();
    // Blanks at the start would make code of the line.
    line.chars()
        .take_while(|char| char.is_whitespace())
        .for_each(|_| out.push('\u{a0}'));
    let number = words.chars().take_while(char::is_ascii_digit).count();
    for (at, char) in words.chars().enumerate() {
        let makes_list = (at == 0 && matches!(char, '-' | '+'))
            || (at > 0 && at == number && matches!(char, '.' | ')'));
        if makes_list || is_sign(char) {
            out.push('\\');
        }
        out.push(char);
    }
    out
}

/// Whether the character means something anywhere in a line of Markdown, or of what Obsidian adds to it.
fn is_sign(char: char) -> bool {
    matches!(
        char,
        '\\' | '`'
            | '*'
            | '_'
            | '{'
            | '}'
            | '['
            | ']'
            | '<'
            | '>'
            | '#'
            | '~'
            | '|'
            | '$'
            | '='
            | '%'
            | '^'
            | '&'
    )
}

/// A tag as Obsidian has them: without blanks and signs.
pub(super) fn tag(name: &str) -> String {
    let fits = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_' | '/');
    let name: String = name
        .chars()
        .map(|char| if fits(char) { char } else { '-' })
        .collect();
    format!("#{name}")
}

#[cfg(test)]
mod tests {
    use super::{escaped, tag};

    #[test]
    fn what_means_something_in_markdown_is_taken_as_it_is() {
        for (text, markdown) in [
            ("Plain text, 4.50 a month!", "Plain text, 4.50 a month!"),
            ("# Head", "\\# Head"),
            ("- item\n- two", "\\- item  \n\\- two"),
            ("12. dozen", "12\\. dozen"),
            ("a\n\nb", "a\n\nb"),
            ("<b>x</b>", "\\<b\\>x\\</b\\>"),
            ("![[secret]] [a](b)", "!\\[\\[secret\\]\\] \\[a\\](b)"),
            ("    code", "\u{a0}\u{a0}\u{a0}\u{a0}code"),
            ("$x$ ==y== %%z%%", "\\$x\\$ \\=\\=y\\=\\= \\%\\%z\\%\\%"),
            ("\u{1b}[31m", "\\^\\[\\[31m"),
        ] {
            assert_eq!(escaped(text), markdown, "{text:?}");
        }
        assert_eq!(tag("next steps"), "#next-steps");
    }
}
