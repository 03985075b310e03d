//! A note as the blocks show it: its text with what is told beside and within it.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::color::NoteColor;
use crate::model::id::content_hash;

/// What a part of a shown text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It came since.
    New,
    /// It was there before and is gone.
    Gone,
    /// Said by the program, about the note.
    Badge,
    /// The sign before a tag, in a colour that is the tag's own.
    Tag(NoteColor),
}

/// The text of a note as it is shown. It is measured and wrapped as a whole, so that all views agree on its height.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face<'a> {
    /// The text, untrusted.
    pub text: Cow<'a, str>,
    /// What is more than the note's own text, in order, none within another.
    pub parts: Cow<'a, [(Range<usize>, Part)]>,
}

impl<'a> Face<'a> {
    /// The note's own text and nothing else.
    pub const fn plain(text: &'a str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            parts: Cow::Borrowed(&[]),
        }
    }

    /// With a tag at its end: behind the shape of its own colour, where it has one.
    pub fn tag(&mut self, tag: &str, color: Option<NoteColor>) {
        match color {
            Some(color) => self.signed(&color.shape().to_string(), &format!("#{tag}"), color),
            None => self.signed("#", tag, color_of(tag)),
        }
    }

    /// With a tag in short at its end: the shape of its colour, and its first letter.
    pub fn short_tag(&mut self, tag: &str, color: NoteColor) {
        let first = tag.graphemes(true).next().unwrap_or_default();
        self.signed(&color.shape().to_string(), first, color);
    }

    /// With a coloured sign and a word at its end.
    fn signed(&mut self, sign: &str, word: &str, color: NoteColor) {
        self.badge(&format!("{sign}{word}"));
        let parts = self.parts.to_mut();
        if let Some((range, part)) = parts.pop() {
            let end = range.start + sign.len();
            parts.push((range.start..end, Part::Tag(color)));
            parts.push((end..range.end, part));
        }
    }

    /// With a word of the program's at its end.
    pub fn badge(&mut self, badge: &str) {
        self.end(badge, Part::Badge);
    }

    /// With a badge at its end that was another one before: that stands struck through before it.
    pub fn changed_badge(&mut self, was: &str, now: &str) {
        if was == now {
            return self.badge(now);
        }
        self.end(was, Part::Gone);
        self.end(now, Part::New);
    }

    fn end(&mut self, badge: &str, part: Part) {
        if badge.is_empty() {
            return;
        }
        let text = self.text.to_mut();
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(&glued(badge));
        self.parts.to_mut().push((start..text.len(), part));
    }
}

/// Stands for a blank at which no row ends.
pub const NO_BREAK: char = '\u{a0}';

/// The badge with its figures kept in one row: `1 250`, `x 4`.
fn glued(badge: &str) -> String {
    let mut glued = String::with_capacity(badge.len());
    let mut letters = badge.chars().peekable();
    let mut before = None;
    while let Some(letter) = letters.next() {
        let is_figure = |letter: Option<&char>| letter.is_some_and(char::is_ascii_digit);
        let holds = before == Some('x') || is_figure(before.as_ref());
        let is_within = letter == ' ' && holds && is_figure(letters.peek());
        glued.push(if is_within { NO_BREAK } else { letter });
        before = Some(letter);
    }
    glued
}

/// The colour of a tag: the same wherever the tag stands, and on every canvas.
fn color_of(tag: &str) -> NoteColor {
    let turn = content_hash(&["tag", tag]) % NoteColor::COUNT as u64;
    let color = NoteColor::ALL.get(turn as usize);
    color.copied().unwrap_or(NoteColor::Gray)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::wrap;

    #[test]
    fn a_tag_has_a_colour_of_its_own() {
        let mut face = Face::plain("Bike");
        face.tag("city", None);
        face.tag("", None);
        assert_eq!(face.text, "Bike #city #");
        let color = color_of("city");
        assert_eq!(
            face.parts[..2],
            [(5..6, Part::Tag(color)), (6..10, Part::Badge)]
        );
        face.tag("new", Some(NoteColor::Red));
        face.short_tag("élan", NoteColor::Blue);
        assert_eq!(face.text, "Bike #city # ◆#new ●é");
        let signs = face.parts.iter().filter_map(|(_, part)| match part {
            Part::Tag(color) => Some(*color),
            Part::New | Part::Gone | Part::Badge => None,
        });
        assert!(signs.skip(2).eq([NoteColor::Red, NoteColor::Blue]));
        let colors = ["a", "b", "c", "d", "e"].map(color_of);
        assert!(colors.iter().any(|color| *color != colors[0]));
    }

    #[test]
    fn the_figures_of_an_amount_stay_in_one_row() {
        let mut face = Face::plain("Power");
        face.badge("1 250 000 EUR/month x 4");
        assert_eq!(face.text, "Power 1\u{a0}250\u{a0}000 EUR/month x\u{a0}4");
        let rows = wrap::rows(&face.text, 14);
        let rows: Vec<String> = rows.map(|row| row.of(&face.text).to_owned()).collect();
        assert_eq!(rows, ["Power", "1\u{a0}250\u{a0}000", "EUR/month x\u{a0}4"]);
    }

    #[test]
    fn a_badge_stands_at_the_end() {
        let mut face = Face::plain("Data centres");
        face.badge("");
        assert_eq!(face, Face::plain("Data centres"));
        face.badge("+1");
        assert_eq!(face.text, "Data centres +1");
        assert_eq!(face.parts.as_ref(), [(13..15, Part::Badge)]);
        face.changed_badge("a", "a");
        face.changed_badge("", "b");
        face.changed_badge("c", "");
        assert_eq!(face.text, "Data centres +1 a b c");
        let parts = face.parts.iter().map(|(_, part)| *part);
        assert!(parts.eq([Part::Badge, Part::Badge, Part::New, Part::Gone]));
    }
}
