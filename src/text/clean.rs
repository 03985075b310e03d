//! The only way from a string to the screen, by type: whatever prints takes [`Shown`], and only this module makes one.
//!
//! Nothing in a `Shown` can move the cursor, start an escape sequence, turn the writing direction or hide: what
//! would is replaced by a placeholder that can be seen, such as `^[` or `<202E>`. The source itself is never changed.
//! Strict where a reader could be deceived: joiner and non-joiner outside emoji, and variation selectors other than the emoji style,
//! are placeholders as well, although a few scripts have an honest use for them.

use super::grapheme;
use super::scalar::{is_emoji_part, is_hidden, is_pictograph, simple_width};
use std::borrow::Cow;
use std::fmt::{self, Write as _};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Stands for a newline where a text is shown in one line.
const NEWLINE_MARK: &str = "\u{23CE}";
/// Stands under a combining mark that has no letter.
const MISSING_BASE: char = '\u{25CC}';
/// Ends a text that was cut.
const CUT_MARK: char = '\u{2026}';
/// Ends a grapheme of which only the beginning is shown.
const PILED_MARK: char = '+';
/// Code points shown of one grapheme: one cell must not become a frame of 200 KB.
const MOST_SCALARS: usize = 16;

/// One line of text that may go to a terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown<'a> {
    text: Cow<'a, str>,
    width: usize,
}

impl<'a> Shown<'a> {
    /// `source` as one line: newlines become `⏎`, tabs a space, and what can't be shown a placeholder.
    pub fn line(source: &'a str) -> Self {
        if is_plain(source) {
            return Self {
                text: source.into(),
                width: source.len(),
            };
        }
        // Not the default: that of a Cow is an owned text.
        let mut shown = Self {
            text: Cow::Borrowed(""),
            width: 0,
        };
        let mut at = 0;
        while let Some(piece) = Piece::at(source, at) {
            shown.add(source, at, &piece);
            at += piece.source.len();
        }
        shown
    }

    /// Appends the piece that begins at byte `at`; all before it is in here already. Borrows as long as nothing was replaced.
    fn add(&mut self, source: &'a str, at: usize, piece: &Piece<'a>) {
        self.width += piece.width;
        match (&mut self.text, &piece.shown) {
            (Cow::Borrowed(text), Cow::Borrowed(same)) if std::ptr::eq(*same, piece.source) => {
                *text = source.get(..at + same.len()).unwrap_or_default();
            }
            (text, added) => text.to_mut().push_str(added),
        }
    }

    /// The text, safe to print.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text, borrowed from its source where nothing had to be replaced.
    pub fn into_text(self) -> Cow<'a, str> {
        self.text
    }

    /// How many columns it takes.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Its graphemes, each with the one or two columns that it takes. They add up to [`Shown::width`].
    pub fn cells(&self) -> impl Iterator<Item = (&str, usize)> {
        grapheme::all(&self.text).map(|grapheme| (grapheme, columns(grapheme)))
    }

    /// The text cut to at most `width` columns, the last one an `…` if anything is missing.
    #[must_use]
    pub fn truncate(self, width: usize) -> Self {
        if self.width <= width {
            return self;
        }
        let Some(room) = width.checked_sub(1) else {
            return Self::default();
        };
        let mut cut = Shown::default();
        for (grapheme, columns) in self.cells() {
            if cut.width + columns > room {
                break;
            }
            cut.text.to_mut().push_str(grapheme);
            cut.width += columns;
        }
        cut.text.to_mut().push(CUT_MARK);
        cut.width += 1;
        cut.into_owned()
    }

    /// The same, free of the source's lifetime.
    pub fn into_owned(self) -> Shown<'static> {
        Shown {
            text: self.text.into_owned().into(),
            width: self.width,
        }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// `source` for printing as a message of several lines: newlines stay, each line is cleaned as by [`Shown::line`].
pub fn multiline(source: &str) -> String {
    let mut cleaned = String::with_capacity(source.len());
    for (number, line) in source.split('\n').enumerate() {
        if number > 0 {
            cleaned.push('\n');
        }
        cleaned.push_str(Shown::line(line.strip_suffix('\r').unwrap_or(line)).as_str());
    }
    cleaned
}

/// How many columns the cleaned form of one grapheme of a source takes; a placeholder takes several.
pub(super) fn width_of(grapheme: &str) -> usize {
    clean(grapheme).1
}

/// Whether nothing in `source` needs cleaning or segmenting.
fn is_plain(source: &str) -> bool {
    source.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// The columns of a grapheme that is one code point of the kind that stands for itself.
fn simple_columns(grapheme: &str) -> Option<usize> {
    let mut scalars = grapheme.chars();
    let width = simple_width(scalars.next()?)?;
    scalars.next().is_none().then_some(width)
}

/// The columns of one cleaned grapheme. Terminals give a cluster one or two cells, whatever its parts add up to.
fn columns(grapheme: &str) -> usize {
    simple_columns(grapheme).unwrap_or_else(|| grapheme.width().clamp(1, 2))
}

/// One grapheme of a source and what is shown for it.
struct Piece<'a> {
    source: &'a str,
    shown: Cow<'a, str>,
    width: usize,
}

impl<'a> Piece<'a> {
    /// The piece that begins at byte `at`; none at the end.
    fn at(source: &'a str, at: usize) -> Option<Self> {
        let source = grapheme::at(source, at);
        let (shown, width) = clean(source);
        (!source.is_empty()).then_some(Self {
            source,
            shown,
            width,
        })
    }
}

/// What is shown for one grapheme, and its columns.
fn clean(source: &str) -> (Cow<'_, str>, usize) {
    if let Some(width) = simple_columns(source) {
        return (source.into(), width);
    }
    match source {
        "" => (source.into(), 0),
        "\n" | "\r\n" => (NEWLINE_MARK.into(), 1),
        "\t" => (" ".into(), 1),
        fit if is_fit(fit) => (fit.into(), columns(fit)),
        unfit => {
            let shown = replace(unfit);
            let width = grapheme::all(&shown).map(columns).sum();
            (shown.into(), width)
        }
    }
}

/// Whether a grapheme can be shown as it is.
fn is_fit(grapheme: &str) -> bool {
    let mut scalars = Scalars::of(grapheme);
    grapheme.chars().nth(MOST_SCALARS).is_none()
        && grapheme
            .chars()
            .next()
            .is_some_and(|first| !needs_base(first) && !is_blank(first))
        && scalars.all(|(_, kept)| kept)
}

/// Whether `scalar` has to stand on another.
fn needs_base(scalar: char) -> bool {
    grapheme::needs_base(scalar)
}

/// Whether `scalar` takes no column, although nothing can stand under it: a Korean vowel without its consonant.
fn is_blank(scalar: char) -> bool {
    scalar.width() == Some(0) && !needs_base(scalar)
}

/// The placeholders and kept parts of a grapheme that can't be shown as it is.
fn replace(grapheme: &str) -> String {
    let mut shown = String::new();
    let end = grapheme
        .char_indices()
        .nth(MOST_SCALARS)
        .map_or(grapheme.len(), |(end, _)| end);
    let mut is_first = true;
    for (scalar, kept) in Scalars::of(grapheme.get(..end).unwrap_or_default()) {
        if !kept || is_first && is_blank(scalar) {
            push_placeholder(&mut shown, scalar);
            is_first = true;
            continue;
        }
        if is_first && needs_base(scalar) {
            shown.push(MISSING_BASE);
        }
        shown.push(scalar);
        is_first = false;
    }
    if end < grapheme.len() {
        shown.push(PILED_MARK);
    }
    shown
}

/// Appends what is seen of a code point that must not be shown itself.
fn push_placeholder(shown: &mut String, scalar: char) {
    match u8::try_from(scalar) {
        Ok(control @ (0..=0x1F | 0x7F)) => shown.extend(['^', char::from(control ^ 0x40)]),
        // Writing into a string cannot fail.
        Ok(_) => drop(write!(shown, "<{:02X}>", u32::from(scalar))),
        Err(_) => drop(write!(shown, "<{:04X}>", u32::from(scalar))),
    }
}

/// The code points of a grapheme, each with whether it is kept.
struct Scalars<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    before: Option<char>,
    in_emoji: bool,
}

impl<'a> Scalars<'a> {
    fn of(grapheme: &'a str) -> Self {
        Self {
            rest: grapheme.chars().peekable(),
            before: None,
            in_emoji: false,
        }
    }
}

impl Iterator for Scalars<'_> {
    type Item = (char, bool);

    fn next(&mut self) -> Option<Self::Item> {
        let scalar = self.rest.next()?;
        let after = self.rest.peek().copied();
        let kept = !is_hidden(scalar) || is_emoji_part(self.before, self.in_emoji, scalar, after);
        self.in_emoji = kept && (self.in_emoji || is_pictograph(scalar));
        self.before = Some(scalar);
        Some((scalar, kept))
    }
}

#[cfg(test)]
mod tests;
