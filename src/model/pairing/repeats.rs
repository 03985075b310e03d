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
    // A thousand notes of one text are compared with others once.
    let mut first_of: BTreeMap<&str, usize> = BTreeMap::new();
    let mut texts: Vec<(usize, &Thought<'_>)> = Vec::new();
    for (at, note) in notes.iter().enumerate() {
        if *first_of.entry(&note.plain).or_insert(at) == at {
            texts.push((at, note));
        }
    }
    let alike = alike_before(&texts);
    let ids = |(at, note): (usize, &Thought<'a>)| {
        let first = *first_of.get(note.plain.as_str())?;
        let other = alike.get(&first).copied();
        let other = other.or_else(|| (first < at).then_some(first))?;
        Some((note.id, notes.get(other)?.id))
    };
    notes.iter().enumerate().filter_map(ids).collect()
}

/// For texts that say nearly what another one before them says, the first of those; all by where they stand.
fn alike_before(texts: &[(usize, &Thought<'_>)]) -> BTreeMap<usize, usize> {
    let notes: Vec<&Thought<'_>> = texts.iter().map(|(_, note)| *note).collect();
    let mut before: BTreeMap<usize, usize> = BTreeMap::new();
    for (one, other) in alike::nearest(&notes, &notes) {
        let Some(((at, later), (other, earlier))) = texts.get(one).zip(texts.get(other)) else {
            continue;
        };
        if other < at && later.repeats(earlier) {
            let first = before.entry(*at).or_insert(*other);
            *first = (*first).min(*other);
        }
    }
    before
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

    /// Whether it says nearly what the other one of another text does.
    fn repeats(&self, other: &Self) -> bool {
        fn numbers(text: &str) -> impl Iterator<Item = &str> {
            text.split(' ')
                .filter(|word| word.contains(char::is_numeric))
        }
        numbers(&self.plain).eq(numbers(&other.plain))
            && self.traits.likeness(&other.traits) >= LEAST_REPEATED
    }
}
