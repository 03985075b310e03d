//! Where two sequences differ.

use std::hash::Hash;
use std::ops::Range;

use similar::algorithms::{Capture, diff_slices};
use similar::{Algorithm, DiffTag};

/// A place where two sequences differ: what stands there in the one, and what in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hunk {
    /// The items of the old one, maybe none.
    pub(super) old: Range<usize>,
    /// The items of the new one that stand in their place, maybe none.
    pub(super) new: Range<usize>,
}

/// The places, in order; between two of them there are items that are the same.
///
/// Not by `similar::capture_diff_slices`: that moves its parts about to make fewer of them, and in 2.7 leaves some of them
/// with the indices of before, so that the old sequence and the hunks would not give the new one.
pub(super) fn hunks<T: Hash + Ord>(old: &[T], new: &[T]) -> Vec<Hunk> {
    let mut capture = Capture::new();
    // A capture takes everything.
    let Ok(()) = diff_slices(Algorithm::Myers, &mut capture, old, new);
    let mut hunks: Vec<Hunk> = Vec::new();
    for op in capture.into_ops() {
        let (tag, old, new) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            continue;
        }
        match hunks.last_mut() {
            // A deletion and an insertion in the same place are one change.
            Some(last) if last.old.end == old.start && last.new.end == new.start => {
                last.old.end = old.end;
                last.new.end = new.end;
            }
            Some(_) | None => hunks.push(Hunk { old, new }),
        }
    }
    hunks
}

#[cfg(test)]
mod tests {
    use super::hunks;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn they_lead_from_the_one_to_the_other(
            old in proptest::collection::vec(0_u8..4, 0..24),
            new in proptest::collection::vec(0_u8..4, 0..24),
        ) {
            let mut made: Vec<u8> = Vec::new();
            let mut at = 0;
            let hunks = hunks(&old, &new);
            for hunk in &hunks {
                made.extend(&old[at..hunk.old.start]);
                made.extend(&new[hunk.new.clone()]);
                at = hunk.old.end;
            }
            made.extend(&old[at..]);
            prop_assert_eq!(made, new, "{:?}", hunks);
        }
    }
}
