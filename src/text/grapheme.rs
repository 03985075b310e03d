//! Grapheme clusters: what a reader takes for one character, and what one press of a key moves over or deletes.

use super::scalar::simple_width;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

/// The grapheme that begins at byte `at` of `text`; `at` is itself a boundary. Empty at the end.
pub fn at(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    simple(rest).unwrap_or_else(|| rest.graphemes(true).next().unwrap_or_default())
}

/// The graphemes of `text`.
pub fn all(text: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let grapheme = at(text, from);
        from += grapheme.len();
        (!grapheme.is_empty()).then_some(grapheme)
    })
}

/// The first grapheme of `text` if it and its neighbour are of the kind that stands for itself.
fn simple(text: &str) -> Option<&str> {
    let mut scalars = text.chars();
    simple_width(scalars.next()?)?;
    let len = text.len() - scalars.as_str().len();
    if let Some(second) = scalars.next() {
        simple_width(second)?;
    }
    text.get(..len)
}

/// The next boundary after byte `at`, or the text's length.
pub fn after(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at.min(text.len()), text.len(), true);
    cursor
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}

/// The last boundary before byte `at`, or 0.
pub fn before(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at.min(text.len()), text.len(), true);
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// Whether byte `at` of `text` lies between two graphemes, or at either end.
pub fn is_boundary(text: &str, at: usize) -> bool {
    text.is_char_boundary(at)
        && GraphemeCursor::new(at, text.len(), true)
            .is_boundary(text, 0)
            .unwrap_or(false)
}

/// `at` if it is a boundary, else the one before it; `at` is a character boundary.
pub fn floor(text: &str, at: usize) -> usize {
    if is_boundary(text, at) {
        at
    } else {
        before(text, at)
    }
}

/// `at` if it is a boundary, else the one after it; `at` is a character boundary.
pub fn ceil(text: &str, at: usize) -> usize {
    if is_boundary(text, at) {
        at
    } else {
        after(text, at)
    }
}

/// Whether `mark` joins whatever stands before it: a combining mark without a base if it comes first.
pub(super) fn needs_base(mark: char) -> bool {
    const BASE: &str = "\u{25CC}";
    // Nothing below joins what is before it, and most text is there.
    if mark < '\u{300}' {
        return false;
    }
    let mut buffer = [0; 4];
    let mark = mark.encode_utf8(&mut buffer);
    let mut cursor = GraphemeCursor::new(BASE.len(), BASE.len() + mark.len(), true);
    // The first question only brings up that what is before is needed too.
    if cursor.is_boundary(mark, BASE.len()).is_err() {
        cursor.provide_context(BASE, 0);
    }
    cursor.is_boundary(mark, BASE.len()) == Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_need_a_base_and_letters_do_not() {
        for (scalar, needs) in [
            ('a', false),
            ('é', false),
            ('世', false),
            ('\u{301}', true),
            ('\u{93F}', true),
            ('\u{200D}', true),
            ('\u{1161}', false),
            ('😀', false),
        ] {
            assert_eq!(needs_base(scalar), needs, "{scalar:?}");
        }
    }

    #[test]
    fn a_step_goes_over_a_whole_cluster() {
        let text = "a👩‍👩‍👧e\u{301}\r\nक्षि";
        let mut ends = vec![0];
        while let Some(&at) = ends.last().filter(|at| **at < text.len()) {
            ends.push(after(text, at));
        }
        assert_eq!(ends, [0, 1, 19, 22, 24, 36]);
        let mut starts: Vec<usize> = vec![text.len()];
        while let Some(&at) = starts.last().filter(|at| **at > 0) {
            starts.push(before(text, at));
        }
        starts.reverse();
        assert_eq!(starts, ends);
        assert_eq!((floor(text, 5), ceil(text, 5)), (1, 19));
    }

    proptest! {
        #[test]
        fn stepping_finds_the_same_graphemes_as_the_whole(text in r"([ -~\r\n]|\PC|[\u{300}\u{200D}\u{FE0F}👩🇦-🇿क-ह\u{94D}])*") {
            let mut from = 0;
            for grapheme in text.graphemes(true) {
                prop_assert_eq!(at(&text, from), grapheme);
                prop_assert_eq!(after(&text, from), from + grapheme.len());
                prop_assert_eq!(before(&text, from + grapheme.len()), from);
                from += grapheme.len();
            }
            prop_assert_eq!(at(&text, from), "");
        }
    }
}
