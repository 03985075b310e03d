//! Text with what matters of its markup.

/// What a span is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SpanKind {
    /// Words.
    Text,
    /// Words between backticks.
    Code,
    /// An HTML comment.
    Comment,
    /// The end of a line of the file that is none of the text.
    Soft,
    /// Such an end in an item, above a line that does not stand below the text of the item.
    Lazy,
    /// The end of a line.
    Hard,
}

/// A run of text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) kind: SpanKind,
    pub(super) text: String,
    pub(super) bold: bool,
    /// Emphasis, or inside of a quote.
    pub(super) italic: bool,
    /// Inside of a quote.
    pub(super) quoted: bool,
    pub(super) aim: Aim,
}

/// Where words lead, as far as that tells what they are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aim {
    /// Nowhere, or out of the document: they say something.
    Out,
    /// To another part of the document.
    Within,
    /// Out of a picture: a badge.
    Badge,
}

impl Span {
    /// Whether there is anything to read in it.
    pub(super) fn has_words(&self) -> bool {
        match self.kind {
            SpanKind::Text | SpanKind::Code => !self.text.trim().is_empty(),
            SpanKind::Comment | SpanKind::Soft | SpanKind::Lazy | SpanKind::Hard => false,
        }
    }

    /// Whether a line ends here, of the text or of the file.
    pub(super) fn ends_line(&self) -> bool {
        match self.kind {
            SpanKind::Soft | SpanKind::Lazy | SpanKind::Hard => true,
            SpanKind::Text | SpanKind::Code | SpanKind::Comment => false,
        }
    }

    fn with_text(&self, text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..self.clone()
        }
    }
}

/// The words, with lines as the text has them.
pub(super) fn plain(spans: &[Span]) -> String {
    let mut plain = String::new();
    for span in spans {
        match span.kind {
            SpanKind::Text | SpanKind::Code => plain.push_str(&span.text),
            SpanKind::Soft | SpanKind::Lazy => plain.push(' '),
            SpanKind::Hard => plain.push('\n'),
            SpanKind::Comment => {}
        }
    }
    plain
}

/// The comments.
pub(super) fn comments(spans: &[Span]) -> impl Iterator<Item = &str> {
    let comments = spans.iter().filter(|span| span.kind == SpanKind::Comment);
    comments.map(|span| span.text.as_str())
}

/// Whether there is anything to read in them.
pub(super) fn have_words(spans: &[Span]) -> bool {
    spans.iter().any(Span::has_words)
}

/// Whether all words are in this style, and there are some.
pub(super) fn all(spans: &[Span], style: impl Fn(&Span) -> bool) -> bool {
    let mut words = spans.iter().filter(|span| span.has_words()).peekable();
    words.peek().is_some() && words.all(style)
}

/// Whether all letters and digits in them lead there, and there are some.
pub(super) fn all_lead(spans: &[Span], aim: Aim) -> bool {
    let says = |span: &&Span| span.has_words() && span.text.chars().any(char::is_alphanumeric);
    let mut words = spans.iter().filter(says).peekable();
    words.peek().is_some() && words.all(|span| span.aim == aim)
}

/// The lines in which it stands: at the ends of lines, and with `soft` at those of the file.
pub(super) fn lines(spans: &[Span], soft: bool) -> Vec<Vec<Span>> {
    let is_end = |span: &Span| match span.kind {
        SpanKind::Hard => true,
        SpanKind::Soft | SpanKind::Lazy => soft,
        SpanKind::Text | SpanKind::Code | SpanKind::Comment => false,
    };
    spans.split(is_end).map(<[Span]>::to_vec).collect()
}

/// What stands before a colon, and what follows. With `bold` only what is bold counts as such.
pub(super) fn lead(line: &[Span], bold: bool) -> Option<(String, Vec<Span>)> {
    const ENDS: [char; 2] = [':', '：'];
    let first = line.iter().position(Span::has_words)?;
    let mut label = String::new();
    for (at, span) in line.iter().enumerate().skip(first) {
        if bold && !span.bold {
            // **Label**: text
            let rest = span.text.trim_start();
            let after = rest.strip_prefix(ENDS)?;
            let rest = std::iter::once(span.with_text(after));
            return Some((
                label,
                rest.chain(line.iter().skip(at + 1).cloned()).collect(),
            ));
        }
        match span.text.split_once(ENDS) {
            Some((before, after)) if span.kind == SpanKind::Text => {
                label.push_str(before);
                let rest = std::iter::once(span.with_text(after));
                let rest = rest.chain(line.iter().skip(at + 1).cloned()).collect();
                return Some((label.trim().to_owned(), rest));
            }
            Some(_) | None => label.push_str(&span.text),
        }
    }
    None
}

/// The parts of a line between any of these words.
pub(super) fn between(line: &[Span], words: &[&str]) -> Vec<Vec<Span>> {
    let mut parts: Vec<Vec<Span>> = vec![Vec::new()];
    for span in line {
        let mut rest = span.text.as_str();
        let is_parted = span.kind == SpanKind::Text;
        let next = |rest: &str| {
            words
                .iter()
                .find_map(|word| Some((rest.find(word)?, word.len())))
        };
        while let Some((at, length)) = next(rest).filter(|_| is_parted) {
            let before = rest.get(..at).unwrap_or_default();
            parts.extend([Vec::new()]);
            let end = parts.len().saturating_sub(2);
            if let Some(part) = parts.get_mut(end) {
                part.push(span.with_text(before));
            }
            rest = rest.get(at + length..).unwrap_or_default();
        }
        if let Some(part) = parts.last_mut() {
            part.push(span.with_text(rest));
        }
    }
    parts
}
