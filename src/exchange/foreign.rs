//! Formats that are told from others but not read: a text in one of them taken for plain text would be one heap of notes.

use crate::format::Loose;

/// A format that is known by name alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// Text with `==` before its headings.
    AsciiDoc,
    /// The text of Emacs' Org mode.
    Org,
    /// The text of Sphinx and docutils.
    ReStructuredText,
    /// A page or a drawing, as exports make them.
    Page,
    /// A JSON Canvas, as Obsidian has them and exports make them.
    JsonCanvas,
    /// A document of an office program, or another archive.
    Archive,
    /// A PDF.
    Pdf,
}

impl Foreign {
    /// What it is, as the end of "this is …".
    pub const fn about(self) -> &'static str {
        match self {
            Self::AsciiDoc => "AsciiDoc",
            Self::Org => "an Org file",
            Self::ReStructuredText => "reStructuredText",
            Self::Page => "a page or a drawing",
            Self::JsonCanvas => "a JSON Canvas",
            Self::Archive => "an archive or an office document",
            Self::Pdf => "a PDF",
        }
    }

    /// What to do with it.
    pub const fn advice(self) -> &'static str {
        match self {
            Self::AsciiDoc => {
                "Make Markdown of it first, as with `asciidoctor -b docbook` and pandoc."
            }
            Self::Org => "Make Markdown of it first: `pandoc -f org -t gfm`.",
            Self::ReStructuredText => "Make Markdown of it first: `pandoc -f rst -t gfm`.",
            Self::Page => {
                "Make Markdown of it first: `pandoc -f html -t gfm`; a drawing has no notes."
            }
            Self::JsonCanvas => {
                "Import what it was made from, or make Markdown of it first: a heading for each block."
            }
            Self::Archive => "Save it as Markdown, text or CSV first.",
            Self::Pdf => "Take the text out of it first, as with pdftotext.",
        }
    }

    /// What bytes show themselves to be, whatever they are called.
    pub(super) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let starts: [(&[u8], Self); 2] = [(b"PK\x03\x04", Self::Archive), (b"%PDF-", Self::Pdf)];
        let found = starts
            .into_iter()
            .find(|(start, _)| bytes.starts_with(start));
        found.map(|(_, format)| format)
    }

    /// What a text shows itself to be, by its name or by its first lines.
    pub(super) fn of_text(name: Option<&str>, text: &str) -> Option<Self> {
        if is_page(text) {
            return Some(Self::Page);
        }
        let ending = name.and_then(|name| name.rsplit_once('.'));
        let ending = ending.map(|(_, ending)| ending.to_lowercase());
        match ending.as_deref() {
            Some("adoc" | "asciidoc" | "asc") => Some(Self::AsciiDoc),
            Some("org") => Some(Self::Org),
            Some("rst") => Some(Self::ReStructuredText),
            Some(_) => None,
            None if is_ascii_doc(text) => Some(Self::AsciiDoc),
            None if is_org(text) => Some(Self::Org),
            None => None,
        }
    }
}

/// Whether it is a JSON Canvas: nodes with a place and a size, whose blocks are only where they lie.
pub(super) fn is_json_canvas(value: &Loose) -> bool {
    let is_node = |node: &Loose| {
        let needed = ["id", "type", "x", "y", "width", "height"];
        needed.iter().all(|name| member(node, name).is_some())
    };
    match member(value, "nodes") {
        Some(Loose::Array(nodes)) => !nodes.is_empty() && nodes.iter().all(is_node),
        Some(
            Loose::Null | Loose::Bool(_) | Loose::Number(_) | Loose::String(_) | Loose::Object(_),
        )
        | None => false,
    }
}

fn member<'v>(value: &'v Loose, name: &str) -> Option<&'v Loose> {
    match value {
        Loose::Object(members) => {
            let mut named = members.iter().filter(|(key, _)| key == name);
            named.next().map(|(_, value)| value)
        }
        Loose::Null | Loose::Bool(_) | Loose::Number(_) | Loose::String(_) | Loose::Array(_) => {
            None
        }
    }
}

/// Whether it is a page or a picture, as exports make them: nothing that can be read again.
fn is_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(16).collect();
    let start = start.to_lowercase();
    let begins = ["<!doctype html", "<html", "<svg", "<?xml"];
    begins.iter().any(|begin| start.starts_with(begin))
}

fn is_ascii_doc(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty());
    first.is_some_and(|line| line.starts_with("= "))
        && text.lines().any(|line| line.starts_with("== "))
}

fn is_org(text: &str) -> bool {
    let is_title = |line: &str| {
        let start: String = line.chars().take(8).collect();
        start.eq_ignore_ascii_case("#+title:")
    };
    text.lines().any(is_title)
}
