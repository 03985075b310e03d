//! A note as the blocks show it: its text with what is told beside and within it.

use std::borrow::Cow;
use std::ops::Range;

/// What a part of a shown text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It came since.
    New,
    /// It was there before and is gone.
    Gone,
    /// Said by the program, about the note.
    Badge,
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

    /// With a word of the program's at its end.
    pub fn badge(&mut self, badge: &str) {
        if badge.is_empty() {
            return;
        }
        let text = self.text.to_mut();
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(badge);
        self.parts.to_mut().push((start..text.len(), Part::Badge));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_badge_stands_at_the_end() {
        let mut face = Face::plain("Data centres");
        face.badge("");
        assert_eq!(face, Face::plain("Data centres"));
        face.badge("+1");
        assert_eq!(face.text, "Data centres +1");
        assert_eq!(face.parts.as_ref(), [(13..15, Part::Badge)]);
    }
}
