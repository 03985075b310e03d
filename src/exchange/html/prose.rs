//! Texts of people: their lines, and the addresses in them as links.

use std::fmt::Write;

use super::markup::{Attribute, Html, SAID};
use crate::model::id::{BlockId, NoteId};
use crate::model::reference::{Target, references};

/// What an address may begin with to become a link. Nothing that runs, and nothing of the reader's own machine.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// An element with a text of any number of lines.
pub(super) fn paragraph(html: &mut Html, name: &'static str, class: &str, text: &str) {
    let attributes: Vec<Attribute> = std::iter::once(("class", class)).chain(SAID).collect();
    html.element(name, &attributes, |html| prose(html, text));
}

/// The text with its addresses as links.
fn prose(html: &mut Html, text: &str) {
    let mut from = 0;
    for reference in references(text) {
        let Target::Url(url) = reference.target else {
            continue;
        };
        if !may_be_followed(&url) {
            continue;
        }
        html.lines(text.get(from..reference.range.start).unwrap_or_default());
        let attributes = [("href", url.as_str()), ("rel", "noopener noreferrer")];
        let named = text.get(reference.range.clone()).unwrap_or_default();
        html.with_text("a", &attributes, named);
        from = reference.range.end;
    }
    html.lines(text.get(from..).unwrap_or_default());
}

fn may_be_followed(url: &str) -> bool {
    let begins = |scheme: &&'static str| {
        let start = url.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    SCHEMES.iter().any(begins)
}

/// The note's place on the page.
pub(super) fn note(id: &NoteId) -> String {
    anchor("note", id.as_str())
}

/// The place of what else is known about the note.
pub(super) fn about(id: &NoteId) -> String {
    anchor("about", id.as_str())
}

/// The block's place on the page.
pub(super) fn block(id: &BlockId) -> String {
    anchor("block", id.as_str())
}

/// A name for a place that no other id leads to: ids are untrusted, and may hold blanks and quotes.
fn anchor(of: &str, id: &str) -> String {
    let mut name = format!("{of}-");
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
            name.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(name, ".{byte:02x}");
        }
    }
    name
}

/// The first line of a text, for naming its note.
pub(super) fn first_line(text: &str) -> &str {
    let mut lines = text.lines().map(str::trim);
    lines
        .find(|line| !line.is_empty())
        .unwrap_or("an empty note")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut html = Html::default();
        prose(&mut html, text);
        html.into_string()
    }

    #[test]
    fn only_addresses_of_pages_and_mail_become_links() {
        for linked in [
            "https://example.org/a?b=c&d",
            "HTTP://example.org",
            "mailto:a@example.org",
            "www.example.org",
        ] {
            let shown = shown(linked);
            assert!(shown.starts_with("<a href=\""), "{shown}");
            assert!(shown.contains("rel=\"noopener noreferrer\""), "{shown}");
        }
        for plain in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "ftp://example.org/x",
            "vbscript:x",
            "see docs/plan.md:3",
        ] {
            assert!(!shown(plain).contains("<a"), "{plain}");
        }
    }

    #[test]
    fn an_address_stays_inside_its_quotes() {
        let shown = shown("look https://example.org/\"onclick=\"x <https://example.org/'>");
        assert!(!shown.contains("onclick=\""), "{shown}");
        assert_eq!(shown.matches("<a ").count(), 2, "{shown}");
    }

    #[test]
    fn no_two_ids_share_a_place() {
        let ids = ["a", "a b", "a.20b", "a_b", "a\"b", "A", "", "_", "é"];
        let names: std::collections::BTreeSet<String> =
            ids.iter().map(|id| anchor("note", id)).collect();
        assert_eq!(names.len(), ids.len());
        let is_safe = |name: &String| {
            let mut bytes = name.bytes();
            bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        };
        assert!(names.iter().all(is_safe), "{names:?}");
    }
}
