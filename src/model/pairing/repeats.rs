//! Notes that say nearly the same within one canvas.

use std::collections::BTreeMap;

use super::alike::{self, Traits};
use crate::model::canvas::Canvas;
use crate::model::id::{BlockId, NoteId};
use crate::model::note::Note;

/// How alike two notes of one block are at least for the one to repeat the other, in thousandths.
const LEAST_REPEATED: u32 = 800;

/// The notes that say nearly what another note of their block says above them, with that one. Notes that differ by a
/// number say different things.
pub fn repeats<'a>(canvas: &'a Canvas, block: &BlockId) -> Vec<(&'a NoteId, &'a NoteId)> {
    let notes: Vec<Thought<'_>> = canvas
        .block(block)
        .iter()
        .filter_map(|id| Some(Thought::of(id, canvas.note(id)?)))
        .filter(|thought| !thought.plain.is_empty())
        .collect();
    let mut repeats: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, other) in alike::nearest(&notes, &notes) {
        let pair = notes.get(at).zip(notes.get(other));
        if other < at && pair.is_some_and(|(later, earlier)| later.repeats(earlier)) {
            let first = repeats.entry(at).or_insert(other);
            *first = other.min(*first);
        }
    }
    let ids = |(at, other)| Some((notes.get::<usize>(at)?.id, notes.get::<usize>(other)?.id));
    repeats.into_iter().filter_map(ids).collect()
}

/// A note by what it says.
struct Thought<'a> {
    id: &'a NoteId,
    plain: String,
    traits: Traits,
}

impl AsRef<Traits> for Thought<'_> {
    fn as_ref(&self) -> &Traits {
        &self.traits
    }
}

impl<'a> Thought<'a> {
    fn of(id: &'a NoteId, note: &Note) -> Self {
        Self {
            id,
            plain: alike::plain(&note.text),
            traits: Traits::of(&note.text),
        }
    }

    fn repeats(&self, other: &Self) -> bool {
        fn numbers(text: &str) -> impl Iterator<Item = &str> {
            text.split(' ')
                .filter(|word| word.contains(char::is_numeric))
        }
        self.plain == other.plain
            || numbers(&self.plain).eq(numbers(&other.plain))
                && self.traits.likeness(&other.traits) >= LEAST_REPEATED
    }
}
