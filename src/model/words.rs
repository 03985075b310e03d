//! What differs between two texts, word by word, for people to read.
//!
//! Texts are merged by line (see [`super::merge`]); this only shows what somebody wrote.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::hunks::{Hunk, hunks};

/// Longer texts are not compared word by word: it could take seconds.
const MOST_WORDS: usize = 2000;
/// Where less than one part in so many stays the same, the texts are two, not one that was edited.
const LEAST_SAME: usize = 4;

/// What became of a part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceChange {
    /// It is in both texts.
    Same,
    /// Only the text before has it.
    Removed,
    /// Only the text after has it.
    Added,
}

/// A part of a text, and what became of it. Untrusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// What became of it.
    pub change: PieceChange,
    /// The part; never empty.
    pub text: &'a str,
}

/// How one text became the other: the pieces that are the same or removed make up `before`, those that are the same or
/// added make up `after`. A removed piece stands before the one that took its place. Where little is left of a text, all
/// of it counts as removed.
pub fn words<'a>(before: &'a str, after: &'a str) -> Vec<Piece<'a>> {
    let whole = || {
        let pieces = [(PieceChange::Removed, before), (PieceChange::Added, after)];
        pieces.into_iter().filter_map(piece).collect()
    };
    if before == after {
        return piece((PieceChange::Same, before)).into_iter().collect();
    }
    let (old, new) = (Words::of(before), Words::of(after));
    if old.len().max(new.len()) > MOST_WORDS {
        return whole();
    }
    let pieces = pieces(&old, &new, &phrases(&old, &new));
    if is_edited(&pieces, before, after) {
        pieces
    } else {
        whole()
    }
}

fn piece((change, text): (PieceChange, &str)) -> Option<Piece<'_>> {
    (!text.is_empty()).then_some(Piece { change, text })
}

/// A text and where its words begin.
struct Words<'a> {
    text: &'a str,
    parts: Vec<&'a str>,
    starts: Vec<usize>,
}

impl<'a> Words<'a> {
    fn of(text: &'a str) -> Self {
        let (starts, parts) = text.split_word_bound_indices().unzip();
        Self {
            text,
            parts,
            starts,
        }
    }

    fn len(&self) -> usize {
        self.parts.len()
    }

    /// The text of these words.
    fn text(&self, words: Range<usize>) -> &'a str {
        let start = |word: usize| self.starts.get(word).copied().unwrap_or(self.text.len());
        let range = start(words.start)..start(words.end);
        self.text.get(range).unwrap_or_default()
    }

    /// Whether there is nothing but white space in these words.
    fn is_blank(&self, words: Range<usize>) -> bool {
        self.text(words).chars().all(char::is_whitespace)
    }
}

/// The places that differ. Two with only blanks between them are one: a sentence reads better by phrases.
fn phrases(old: &Words<'_>, new: &Words<'_>) -> Vec<Hunk> {
    let mut phrases: Vec<Hunk> = Vec::new();
    for hunk in hunks(&old.parts, &new.parts) {
        match phrases.last_mut() {
            Some(last) if old.is_blank(last.old.end..hunk.old.start) => {
                last.old.end = hunk.old.end;
                last.new.end = hunk.new.end;
            }
            Some(_) | None => phrases.push(hunk),
        }
    }
    phrases
}

fn pieces<'a>(old: &Words<'a>, new: &Words<'a>, hunks: &[Hunk]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::with_capacity(hunks.len() * 3 + 1);
    let mut at = 0;
    for hunk in hunks {
        let parts = [
            (PieceChange::Same, old.text(at..hunk.old.start)),
            (PieceChange::Removed, old.text(hunk.old.clone())),
            (PieceChange::Added, new.text(hunk.new.clone())),
        ];
        pieces.extend(parts.into_iter().filter_map(piece));
        at = hunk.old.end;
    }
    pieces.extend(piece((PieceChange::Same, old.text(at..old.len()))));
    pieces
}

/// Whether enough of the longer text stayed the same for the pieces to be read as one text. A text to which much was added,
/// or from which much was taken, and nothing else, is always one.
fn is_edited(pieces: &[Piece<'_>], before: &str, after: &str) -> bool {
    let has = |change| pieces.iter().any(|piece| piece.change == change);
    let same = pieces
        .iter()
        .filter(|piece| piece.change == PieceChange::Same);
    let same: usize = same.map(|piece| piece.text.trim().len()).sum();
    let one_sided = has(PieceChange::Removed) != has(PieceChange::Added);
    (one_sided && same > 0) || same * LEAST_SAME >= before.len().max(after.len())
}

#[cfg(test)]
mod tests {
    use super::{PieceChange, words};
    use proptest::prelude::*;

    fn told(before: &str, after: &str) -> String {
        let pieces = words(before, after);
        let told = pieces.iter().map(|piece| match piece.change {
            PieceChange::Same => piece.text.to_owned(),
            PieceChange::Removed => format!("[-{}-]", piece.text),
            PieceChange::Added => format!("{{+{}+}}", piece.text),
        });
        told.collect()
    }

    #[test]
    fn the_words_that_changed_are_told() {
        for (before, after, expected) in [
            ("", "", ""),
            ("a b", "a b", "a b"),
            ("", "new", "{+new+}"),
            ("old", "", "[-old-]"),
            (
                "Software developers",
                "Software engineers",
                "Software [-developers-]{+engineers+}",
            ),
            (
                "Pay per use",
                "Pay per hour of use",
                "Pay per {+hour of +}use",
            ),
            ("one line", "one line\nand two", "one line{+\nand two+}"),
            (
                "a quick brown fox ran",
                "a slow red fox ran",
                "a [-quick brown-]{+slow red+} fox ran",
            ),
            ("日本語の文", "日本語の本", "日本語の[-文-]{+本+}"),
        ] {
            assert_eq!(told(before, after), expected);
        }
    }

    #[test]
    fn texts_with_little_in_common_are_two() {
        let (before, after) = (
            "Hardware suppliers in the north",
            "The wholesale trade in energy",
        );
        assert_eq!(told(before, after), format!("[-{before}-]{{+{after}+}}"));
        let long = "word ".repeat(3000);
        assert_eq!(words(&long, &format!("{long}more")).len(), 2);
    }

    proptest! {
        #[test]
        fn both_texts_can_be_put_together_again(before in ".{0,40}", after in ".{0,40}") {
            let pieces = words(&before, &after);
            let side = |other: PieceChange| -> String {
                let pieces = pieces.iter().filter(|piece| piece.change != other);
                pieces.map(|piece| piece.text).collect()
            };
            prop_assert_eq!(side(PieceChange::Added), before.as_str());
            prop_assert_eq!(side(PieceChange::Removed), after.as_str());
            prop_assert!(pieces.iter().all(|piece| !piece.text.is_empty()));
        }
    }
}
