//! Texts by line. Not by word: two edits of one sentence, merged word by word, read as one that nobody wrote.

use crate::model::hunks::{Hunk as Places, hunks as places};

/// Longer texts are not compared line by line: it could take minutes.
const MOST_LINES: usize = 4000;

/// The text with the changes of both sides. `None` where both changed the same or adjacent lines.
pub(crate) fn merge(base: &str, ours: &str, theirs: &str) -> Option<String> {
    if ours == theirs || theirs == base {
        return Some(ours.to_owned());
    }
    if ours == base {
        return Some(theirs.to_owned());
    }
    let base = lines(base);
    let (ours, theirs) = (hunks(&base, ours)?, hunks(&base, theirs)?);
    Some(patched(&base, &together(&ours, &theirs)?))
}

/// Lines of the base, and what stands in their place.
#[derive(PartialEq, Eq)]
struct Hunk<'a> {
    from: usize,
    to: usize,
    lines: Vec<&'a str>,
}

impl Hunk<'_> {
    /// Whether it changes lines that the other changes too, or lines next to them.
    fn touches(&self, other: &Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

/// The lines; none of an empty text, so that two who fill it in do so in the same place.
fn lines(text: &str) -> Vec<&str> {
    text.split('\n').filter(|_| !text.is_empty()).collect()
}

/// How a side differs from the base; `None` where that would take too long to find out.
fn hunks<'a>(base: &[&'a str], side: &'a str) -> Option<Vec<Hunk<'a>>> {
    let side = lines(side);
    if base.len().max(side.len()) > MOST_LINES {
        return None;
    }
    let hunk = |hunk: Places| Hunk {
        from: hunk.old.start,
        to: hunk.old.end,
        lines: side.get(hunk.new).unwrap_or_default().to_vec(),
    };
    Some(places(base, &side).into_iter().map(hunk).collect())
}

/// The changes of both, in order; the same change of both counts once.
fn together<'h, 'a>(ours: &'h [Hunk<'a>], theirs: &'h [Hunk<'a>]) -> Option<Vec<&'h Hunk<'a>>> {
    let (mut ours, mut theirs) = (ours.iter().peekable(), theirs.iter().peekable());
    let mut all = Vec::new();
    loop {
        match (ours.peek(), theirs.peek()) {
            (Some(our), Some(their)) if our == their => {
                all.extend(ours.next());
                theirs.next();
            }
            (Some(our), Some(their)) if our.touches(their) => return None,
            (Some(our), Some(their)) if their.from < our.from => all.extend(theirs.next()),
            (Some(_), _) => all.extend(ours.next()),
            (None, Some(_)) => all.extend(theirs.next()),
            (None, None) => return Some(all),
        }
    }
}

fn patched(base: &[&str], hunks: &[&Hunk<'_>]) -> String {
    let mut lines: Vec<&str> = Vec::with_capacity(base.len());
    let mut at = 0;
    for hunk in hunks {
        lines.extend(base.get(at..hunk.from).unwrap_or_default());
        lines.extend(&hunk.lines);
        at = hunk.to;
    }
    lines.extend(base.get(at..).unwrap_or_default());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Hunk, hunks, lines, merge, patched};

    #[test]
    fn changes_of_lines_apart_are_taken_together() {
        for (base, ours, theirs, expected) in [
            ("a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC"),
            ("a\nb\nc", "a\nb\nc\nd", "x\na\nb\nc", "x\na\nb\nc\nd"),
            ("a\nb\nc", "b\nc", "a\nb", "b"),
            ("a\nb\nc\nd", "a\nc\nd", "a\nb\nc\nd\ne", "a\nc\nd\ne"),
            ("a", "a", "b", "b"),
            ("a", "b", "b", "b"),
            ("a\nb\nc", "A\nb\nC", "A\nb\nc", "A\nb\nC"),
        ] {
            assert_eq!(merge(base, ours, theirs).as_deref(), Some(expected));
            assert_eq!(merge(base, theirs, ours).as_deref(), Some(expected));
        }
    }

    #[test]
    fn the_same_or_adjacent_lines_are_not() {
        for (base, ours, theirs) in [
            ("a", "b", "c"),
            ("a\nb", "A\nb", "a\nB"),
            ("", "ours", "theirs"),
            ("", "ours\n", "theirs\n"),
            ("a\nb", "a\nx\nb", "a\ny\nb"),
            ("a\nb", "b", "a\nB"),
            ("a\nd", "d", "d\nd"),
        ] {
            assert_eq!(merge(base, ours, theirs), None, "{ours:?} {theirs:?}");
            assert_eq!(merge(base, theirs, ours), None, "{ours:?} {theirs:?}");
        }
    }

    proptest! {
        #[test]
        fn the_hunks_of_a_side_lead_from_the_base_to_it(
            base in proptest::collection::vec("[a-d]?", 0..14),
            side in proptest::collection::vec("[a-d]?", 0..14),
        ) {
            let (base, side) = (base.join("\n"), side.join("\n"));
            let base = lines(&base);
            let hunks = hunks(&base, &side).unwrap();
            let all: Vec<&Hunk<'_>> = hunks.iter().collect();
            prop_assert_eq!(patched(&base, &all), side);
        }
    }

    #[test]
    fn very_long_texts_are_not_compared() {
        let long = "x\n".repeat(10_000);
        let (ours, theirs) = (format!("a\n{long}"), format!("{long}b"));
        assert_eq!(merge(&long, &ours, &theirs), None);
        assert_eq!(merge(&long, &ours, &long), Some(ours));
    }
}
