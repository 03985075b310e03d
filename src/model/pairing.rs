//! Which note of one canvas is which of another: by id, else by what it says.
//!
//! Two versions of one canvas share their ids. Two canvases that were written apart, such as the current and the ideal
//! state, or two segments, share none: there the same thought is found by its words. The pairs are the same whichever
//! canvas is named first.

mod alike;
mod repeats;

use std::collections::{BTreeMap, BTreeSet};

use super::canvas::Canvas;
use super::id::{BlockId, NoteId};
use super::note::Note;
use alike::Traits;
pub use repeats::repeats;

/// Of texts that differ, how alike the two of a pair are at least in one block, in thousandths.
const LEAST_IN_BLOCK: u32 = 500;
/// And in two blocks: there the same words more often stand for something else.
const LEAST_ELSEWHERE: u32 = 700;
/// What standing in one block is worth against likeness.
const SAME_BLOCK: u32 = 150;

/// The notes that two canvases have in common, each in one pair at the most.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairing {
    there: BTreeMap<NoteId, NoteId>,
    back: BTreeMap<NoteId, NoteId>,
}

impl Pairing {
    /// The pairs of two canvases.
    pub fn between(first: &Canvas, second: &Canvas) -> Self {
        let mut pairing = Self::default();
        for (id, _) in first.notes().filter(|(id, _)| second.note(id).is_some()) {
            pairing.join(id, id);
        }
        pairing.join_equal(first, second);
        pairing.join_alike(first, second);
        pairing
    }

    /// The note of the second canvas that this one of the first is.
    pub fn second(&self, first: &NoteId) -> Option<&NoteId> {
        self.there.get(first)
    }

    /// The note of the first canvas that this one of the second is.
    pub fn first(&self, second: &NoteId) -> Option<&NoteId> {
        self.back.get(second)
    }

    /// All pairs, by the id in the first canvas.
    pub fn pairs(&self) -> impl ExactSizeIterator<Item = (&NoteId, &NoteId)> {
        self.there.iter()
    }

    /// The same pairs with the canvases the other way round.
    pub fn flipped(self) -> Self {
        Self {
            there: self.back,
            back: self.there,
        }
    }

    fn join(&mut self, first: &NoteId, second: &NoteId) {
        self.there.insert(first.clone(), second.clone());
        self.back.insert(second.clone(), first.clone());
    }

    /// Joins what says the same but for case, marks and blanks: within a block first, in the order of the canvases.
    fn join_equal(&mut self, first: &Canvas, second: &Canvas) {
        for scope in [Scope::Block, Scope::Canvas] {
            let left = said(first, |id| self.there.contains_key(id), scope);
            let mut right = said(second, |id| self.back.contains_key(id), scope);
            for (said, left) in left {
                let right = right.remove(&said).unwrap_or_default();
                for (first, second) in left.into_iter().zip(right) {
                    self.join(first, second);
                }
            }
        }
    }

    /// Joins what is alike, the best pairs first.
    fn join_alike(&mut self, first: &Canvas, second: &Canvas) {
        let left = rest(first, |id| self.there.contains_key(id));
        let right = rest(second, |id| self.back.contains_key(id));
        let mut wishes: BTreeSet<Wish<'_>> = BTreeSet::new();
        // From both sides: a short list that one side makes could leave out what the other's has.
        for (at, other) in alike::nearest(&left, &right) {
            wishes.extend(wish(left.get(at), right.get(other)));
        }
        for (at, other) in alike::nearest(&right, &left) {
            wishes.extend(wish(left.get(other), right.get(at)));
        }
        for Wish { first, second, .. } in wishes {
            if !self.there.contains_key(first) && !self.back.contains_key(second) {
                self.join(first, second);
            }
        }
    }
}

/// The canvas `from` with the ids that its notes have in `to`: what compares two versions of one canvas by id can then
/// compare these.
pub fn aligned(from: &Canvas, to: &Canvas) -> Canvas {
    renamed(from, &Pairing::between(from, to))
}

/// The first canvas with the ids that its notes have in the second.
pub fn renamed(first: &Canvas, pairing: &Pairing) -> Canvas {
    if pairing.pairs().all(|(first, second)| first == second) {
        return first.clone();
    }
    let name = |id: &NoteId| pairing.second(id).unwrap_or(id).clone();
    // An id that is not paired is free: had the second canvas a note of it, the two would be a pair.
    let notes = first.notes().map(|(id, note)| {
        let conflict_of = note.conflict_of.as_ref().map(name);
        let links = note.links.iter().map(name).collect();
        let note = note.clone();
        (
            name(id),
            Note {
                links,
                conflict_of,
                ..note
            },
        )
    });
    let mut canvas = first.without_notes();
    canvas.extend(notes);
    canvas
}

/// The canvas `from`, which has the ids of `to`, with each note that only it has at the place in `to` where it would stand
/// there: after what stands before it here. The ranks of canvases that were written apart say nothing about each other.
pub fn seated(mut from: Canvas, to: &Canvas) -> Canvas {
    let mut both = to.clone();
    let blocks: Vec<BlockId> = from.blocks_in_use().cloned().collect();
    for block in blocks {
        let mut at = 0;
        for id in from.block(&block).to_vec() {
            if to.note(&id).is_none() {
                let place = both.place_at(&block, at, None, 0);
                if let Some(note) = from.change(&id, |note| {
                    note.place = place;
                    note.clone()
                }) {
                    // Its id is free.
                    let _ = both.insert(id.clone(), note);
                }
            }
            let is_here = both.note(&id).is_some_and(|note| note.place.block == block);
            if is_here && let Some(position) = both.position(&id) {
                at = position + 1;
            }
        }
    }
    from
}

/// Where equal texts are looked for.
#[derive(Clone, Copy)]
enum Scope {
    /// In one block.
    Block,
    /// In any.
    Canvas,
}

/// What a note says, and where it counts.
type Said<'a> = (Option<&'a str>, String);

/// The notes that are in no pair yet, in the order of the canvas, by what they say.
fn said(
    canvas: &Canvas,
    is_paired: impl Fn(&NoteId) -> bool,
    scope: Scope,
) -> BTreeMap<Said<'_>, Vec<&NoteId>> {
    let mut said: BTreeMap<_, Vec<&NoteId>> = BTreeMap::new();
    for block in canvas.blocks_in_use() {
        let scope = match scope {
            Scope::Block => Some(block.as_str()),
            Scope::Canvas => None,
        };
        for id in canvas.block(block).iter().filter(|id| !is_paired(id)) {
            let text = canvas.note(id).map(|note| alike::plain(&note.text));
            // Notes that say nothing have nothing in common.
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                said.entry((scope, text)).or_default().push(id);
            }
        }
    }
    said
}

/// A note that is in no pair yet.
struct Single<'a> {
    id: &'a NoteId,
    note: &'a Note,
    /// Its position in its block.
    position: usize,
    traits: Traits,
}

impl AsRef<Traits> for Single<'_> {
    fn as_ref(&self) -> &Traits {
        &self.traits
    }
}

fn rest(canvas: &Canvas, is_paired: impl Fn(&NoteId) -> bool) -> Vec<Single<'_>> {
    let blocks = canvas.blocks_in_use();
    let notes = blocks.flat_map(|block| canvas.block(block).iter().enumerate());
    let single = |(position, id): (usize, &'_ NoteId)| {
        let note = canvas.note(id)?;
        let id = canvas.id(id)?;
        let traits = Traits::of(&note.text);
        Some(Single {
            id,
            note,
            position,
            traits,
        })
    };
    let unpaired = notes.filter(|(_, id)| !is_paired(id));
    unpaired.filter_map(single).collect()
}

/// Two notes that could be a pair. Sorted, the one that comes first is to be joined first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Wish<'a> {
    /// How much they lack to be equal.
    distance: u32,
    /// How far apart they stand.
    apart: usize,
    /// Their ids in an order that does not depend on which canvas is the first.
    ids: (&'a NoteId, &'a NoteId),
    first: &'a NoteId,
    second: &'a NoteId,
}

fn wish<'a>(first: Option<&Single<'a>>, second: Option<&Single<'a>>) -> Option<Wish<'a>> {
    let (first, second) = (first?, second?);
    let likeness = first.traits.likeness(&second.traits);
    let in_block = first.note.place.block == second.note.place.block;
    let (least, more) = if in_block {
        (LEAST_IN_BLOCK, SAME_BLOCK)
    } else {
        (LEAST_ELSEWHERE, 0)
    };
    (likeness >= least).then_some(Wish {
        distance: (alike::EQUAL + SAME_BLOCK).saturating_sub(likeness + more),
        apart: first.position.abs_diff(second.position),
        ids: (first.id.min(second.id), first.id.max(second.id)),
        first: first.id,
        second: second.id,
    })
}

#[cfg(test)]
mod tests;
