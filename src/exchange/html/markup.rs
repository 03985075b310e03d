//! HTML that is well-formed by construction, and in which the texts of a canvas are nothing but texts.
//!
//! Names of elements and attributes are literals of this program, and what is opened is closed. All else is cleaned of
//! what could hide or turn the direction of writing, and escaped. The result is XML as well.

use crate::text::clean::{Shown, multiline};

/// An attribute: its name and its value, which may be untrusted.
pub(super) type Attribute<'a> = (&'static str, &'a str);

/// A piece of a page.
#[derive(Debug, Default)]
pub(super) struct Html(String);

impl Html {
    /// The page's text.
    pub(super) fn into_string(self) -> String {
        self.0
    }

    /// An element with what `inside` writes.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        attributes: &[Attribute],
        inside: impl FnOnce(&mut Self),
    ) {
        self.start(name, attributes);
        self.0.push('>');
        inside(self);
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// An element that never holds anything, such as `meta`.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[Attribute]) {
        self.start(name, attributes);
        self.0.push_str("/>");
    }

    /// An element with this text, untrusted, in one line.
    pub(super) fn with_text(&mut self, name: &'static str, attributes: &[Attribute], text: &str) {
        self.element(name, attributes, |html| html.text(text));
    }

    /// An element with one line that people wrote, in whatever language and direction.
    pub(super) fn said(&mut self, name: &'static str, class: &str, text: &str) {
        let class = (!class.is_empty()).then_some(("class", class));
        let attributes: Vec<Attribute> = class.into_iter().chain(SAID).collect();
        self.with_text(name, &attributes, text);
    }

    /// The text, untrusted, in one line.
    pub(super) fn text(&mut self, text: &str) {
        escape(&cleaned(text, &one_line), &mut self.0);
    }

    /// The text, untrusted, with its lines.
    pub(super) fn lines(&mut self, text: &str) {
        escape(&cleaned(text, &|part| multiline(part)), &mut self.0);
    }

    /// What this program itself has to say, as it is: no text of a canvas, and no `<` or `&`.
    pub(super) fn own(&mut self, text: &'static str) {
        self.0.push_str(text);
    }

    /// A style of this program's making.
    pub(super) fn style(&mut self, css: &str) {
        // It can neither end its element nor begin another one.
        let css = css.replace(['<', '&'], "");
        self.element("style", &[], |html| html.0.push_str(&css));
    }

    /// Whether nothing is written yet.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of another piece.
    pub(super) fn append(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    fn start(&mut self, name: &'static str, attributes: &[Attribute]) {
        if stands_alone(name) {
            self.0.push('\n');
        }
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
    }
}

/// What is said of texts that people wrote: nobody knows their language, and they tell their direction themselves.
pub(super) const SAID: [Attribute<'static>; 2] = [("lang", ""), ("dir", "auto")];

/// Whether a blank before the element changes nothing; the page's source can then be read, and compared by line.
fn stands_alone(name: &str) -> bool {
    !matches!(
        name,
        "a" | "span" | "strong" | "dt" | "dd" | "th" | "td" | "bdi"
    )
}

fn one_line(text: &str) -> String {
    let line = text.replace(['\n', '\r', '\t'], " ");
    Shown::line(&line).into_text().into_owned()
}

/// What `clean` makes of the text. Joiners between letters stay, other than on a terminal: Persian and Hindi are written
/// with them, and here no character can change what comes after it.
fn cleaned(text: &str, clean: &dyn Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut from = 0;
    for (at, joiner) in text.match_indices(['\u{200c}', '\u{200d}']) {
        let after = text.get(at + joiner.len()..).unwrap_or_default();
        let before = text.get(..at).unwrap_or_default();
        if is_joined(before.chars().next_back()) && is_joined(after.chars().next()) {
            out.push_str(&clean(text.get(from..at).unwrap_or_default()));
            out.push_str(joiner);
            from = at + joiner.len();
        }
    }
    out.push_str(&clean(text.get(from..).unwrap_or_default()));
    out
}

/// Whether the letter is of a script that joins letters: Arabic and its neighbours, and those of India.
fn is_joined(letter: Option<char>) -> bool {
    matches!(letter, Some('\u{620}'..='\u{8ff}' | '\u{900}'..='\u{dff}'))
}

fn escape(text: &str, out: &mut String) {
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            char => out.push(char),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(write: impl FnOnce(&mut Html)) -> String {
        let mut html = Html::default();
        write(&mut html);
        html.into_string()
    }

    #[test]
    fn texts_are_texts() {
        let hostile = "</p><script>\"&'\u{0}\u{2028}\u{202e}";
        let escaped = "&lt;/p&gt;&lt;script&gt;&quot;&amp;&#39;^@&lt;2028&gt;&lt;202E&gt;";
        assert_eq!(html(|html| html.text(hostile)), escaped);
        assert_eq!(html(|html| html.lines(hostile)), escaped);
        assert_eq!(
            html(|html| html.with_text("a", &[("title", hostile)], "x")),
            format!("<a title=\"{escaped}\">x</a>")
        );
    }

    #[test]
    fn lines_stay_where_they_are_wanted() {
        assert_eq!(html(|html| html.lines("a\r\nb\n c")), "a\nb\n c");
        assert_eq!(html(|html| html.text("a\nb")), "a b");
    }

    #[test]
    fn joiners_stay_between_letters_that_are_written_with_them() {
        let persian = "می\u{200c}خواهم";
        assert_eq!(html(|html| html.text(persian)), persian);
        assert_eq!(html(|html| html.text("a\u{200c}b")), "a&lt;200C&gt;b");
        assert_eq!(html(|html| html.text("👩\u{200d}👧")), "👩\u{200d}👧");
        assert_eq!(html(|html| html.text("\u{200d}")), "&lt;200D&gt;");
    }
}
