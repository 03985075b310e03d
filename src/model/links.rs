//! What links between notes say: who is linked to whom, and what leads to whom.
//!
//! A link stands in one of its two notes; which one makes no difference. What it means, and in which direction, is for the
//! kind to say by the blocks of both. Links to notes that are gone say nothing here.

use std::collections::{BTreeMap, BTreeSet};

use super::canvas::Canvas;
use super::edit::{Change, Edit};
use super::id::{BlockId, NoteId};
use super::kind::{Kind, Relation, Way};
use super::note::{CONFLICT_TAG, Note};

/// Why two notes cannot be linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// A note cannot be linked to itself.
    Itself,
    /// The kind does not say what a link between notes of these two blocks means.
    Blocks(BlockId, BlockId),
}

/// Whether either of the two notes is linked to the other.
pub fn are_linked(canvas: &Canvas, one: &NoteId, other: &NoteId) -> bool {
    let names = |from: &NoteId, to: &NoteId| {
        let note = canvas.note(from);
        note.is_some_and(|note| note.links.contains(to))
    };
    one != other && (names(one, other) || names(other, one))
}

/// What a link between the two notes says, and which of them does it.
pub fn meaning<'k>(
    canvas: &Canvas,
    kind: &'k Kind,
    one: &NoteId,
    other: &NoteId,
) -> Option<(&'k Relation, Way)> {
    let (one, other) = (canvas.note(one)?, canvas.note(other)?);
    kind.relation(&one.place.block, &other.place.block)
}

/// How the first of two linked notes stands to the other; where the kind does not say, the one that names the other comes
/// first. `None` where they are not linked.
pub fn way(canvas: &Canvas, kind: &Kind, one: &NoteId, other: &NoteId) -> Option<Way> {
    if !are_linked(canvas, one, other) {
        return None;
    }
    let names = canvas
        .note(one)
        .is_some_and(|note| note.links.contains(other));
    let written = if names { Way::To } else { Way::From };
    Some(meaning(canvas, kind, one, other).map_or(written, |(_, way)| way))
}

/// The notes that are linked to this one, by id.
pub fn linked(canvas: &Canvas, id: &NoteId) -> BTreeSet<NoteId> {
    let others = canvas.notes().map(|(other, _)| other);
    others
        .filter(|other| are_linked(canvas, id, other))
        .cloned()
        .collect()
}

/// For each note that is linked to any, those that it is linked to.
pub fn neighbours(canvas: &Canvas) -> BTreeMap<&NoteId, BTreeSet<&NoteId>> {
    let mut neighbours: BTreeMap<&NoteId, BTreeSet<&NoteId>> = BTreeMap::new();
    for (id, note) in canvas.notes() {
        let others = note.links.iter().filter_map(|other| canvas.id(other));
        for other in others.filter(|other| *other != id) {
            neighbours.entry(id).or_default().insert(other);
            neighbours.entry(other).or_default().insert(id);
        }
    }
    neighbours
}

/// Whether the two may be linked.
pub fn fit(canvas: &Canvas, kind: &Kind, one: &NoteId, other: &NoteId) -> Result<(), Unfit> {
    if one == other {
        return Err(Unfit::Itself);
    }
    let block = |id: &NoteId| canvas.note(id).map(|note| note.place.block.clone());
    match (meaning(canvas, kind, one, other), block(one), block(other)) {
        (None, Some(one), Some(other)) => Err(Unfit::Blocks(one, other)),
        (Some(_) | None, _, _) => Ok(()),
    }
}

/// The edit that links all pairs; it changes nothing where they are linked already.
pub fn link(canvas: &Canvas, kind: &Kind, pairs: &[(NoteId, NoteId)]) -> Edit {
    let mut sets = Sets::default();
    for (one, other) in pairs {
        if !are_linked(canvas, one, other) {
            let (holder, held) = match meaning(canvas, kind, one, other) {
                Some((_, Way::From)) => (other, one),
                Some((_, Way::To)) | None => (one, other),
            };
            sets.change(canvas, holder, |links| {
                links.insert(held.clone());
            });
        }
    }
    sets.edit()
}

/// The edit that takes all links between the pairs away, be the second note there or gone.
pub fn unlink(canvas: &Canvas, pairs: &[(NoteId, NoteId)]) -> Edit {
    let mut sets = Sets::default();
    for (one, other) in pairs {
        for (holder, held) in [(one, other), (other, one)] {
            let note = canvas.note(holder);
            if note.is_some_and(|note| note.links.contains(held)) {
                sets.change(canvas, holder, |links| {
                    links.remove(held);
                });
            }
        }
    }
    sets.edit()
}

/// The links to notes that are gone, each with the note that has it.
pub fn dangling(canvas: &Canvas) -> impl Iterator<Item = (&NoteId, &NoteId)> {
    canvas.notes().flat_map(|(id, note)| {
        let gone = note.links.iter();
        let gone = gone.filter(|other| canvas.note(other).is_none());
        gone.map(move |gone| (id, gone))
    })
}

/// The links of a note that lead to no other one: to notes that are gone, and to itself.
pub fn leading_nowhere<'c>(canvas: &'c Canvas, id: &'c NoteId) -> impl Iterator<Item = &'c NoteId> {
    let note = canvas.note(id);
    let links = note.into_iter().flat_map(|note| &note.links);
    links.filter(move |other| canvas.note(other).is_none() || *other == id)
}

/// The edit that takes all links to notes that are gone away.
pub fn tidied(canvas: &Canvas) -> Edit {
    let pairs = dangling(canvas);
    let pairs: Vec<(NoteId, NoteId)> = pairs.map(|(id, gone)| (id.clone(), gone.clone())).collect();
    unlink(canvas, &pairs)
}

/// The links that notes are to have.
#[derive(Default)]
struct Sets(BTreeMap<NoteId, BTreeSet<NoteId>>);

impl Sets {
    fn change(&mut self, canvas: &Canvas, id: &NoteId, change: impl FnOnce(&mut BTreeSet<NoteId>)) {
        let before = || canvas.note(id).map(|note| note.links.clone());
        let set = self.0.entry(id.clone());
        change(set.or_insert_with(|| before().unwrap_or_default()));
    }

    fn edit(self) -> Edit {
        let sets = self.0.into_iter();
        Edit(sets.map(|(id, links)| Change::Links(id, links)).collect())
    }
}

/// Which notes lead to which, by the links that the kind knows: a value proposition to the segments that it serves, a
/// resource to the propositions that it supports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths<'a> {
    /// For each note, those that lead to it directly.
    into: BTreeMap<&'a NoteId, BTreeSet<&'a NoteId>>,
}

impl<'a> Paths<'a> {
    /// The paths of a canvas.
    pub fn of(canvas: &'a Canvas, kind: &Kind) -> Self {
        let mut paths = Self::default();
        for (id, note) in canvas.notes() {
            for other in note.links.iter().filter_map(|other| canvas.id(other)) {
                match meaning(canvas, kind, id, other) {
                    Some((_, Way::To)) => paths.add(id, other),
                    Some((_, Way::From)) => paths.add(other, id),
                    None => {}
                }
            }
        }
        paths
    }

    fn add(&mut self, from: &'a NoteId, to: &'a NoteId) {
        self.into.entry(to).or_default().insert(from);
    }

    /// These notes and all that lead to them over any number of links.
    pub fn leading_to<'s>(&self, ends: impl IntoIterator<Item = &'s NoteId>) -> BTreeSet<NoteId> {
        let mut found: BTreeSet<NoteId> = BTreeSet::new();
        let mut next: Vec<NoteId> = ends.into_iter().cloned().collect();
        while let Some(id) = next.pop() {
            let before = self.into.get(&id).into_iter().flatten();
            next.extend(
                before
                    .filter(|id| !found.contains(**id))
                    .map(|id| (*id).clone()),
            );
            found.insert(id);
        }
        found
    }
}

/// The notes that lead to none of the kind's layers although notes of their blocks can; none where the kind has no layers.
pub fn orphans(canvas: &Canvas, kind: &Kind) -> BTreeSet<NoteId> {
    let Some(layers) = kind.layers() else {
        return BTreeSet::new();
    };
    let reached = Paths::of(canvas, kind).leading_to(canvas.block(&layers.id));
    let relations = kind.relations();
    let takes_part = |note: &Note| {
        let block = &note.place.block;
        relations.iter().any(|relation| relation.from == *block)
    };
    let orphans = canvas
        .notes()
        .filter(|(id, note)| takes_part(note) && !reached.contains(*id));
    orphans
        .filter(|(_, note)| note.place.block != layers.id)
        .map(|(id, _)| id.clone())
        .collect()
}

/// All tags in use, but for the one that the program gives.
pub fn tags(canvas: &Canvas) -> BTreeSet<&str> {
    let tags = canvas.notes().flat_map(|(_, note)| &note.tags);
    let tags = tags.map(String::as_str);
    tags.filter(|tag| *tag != CONFLICT_TAG).collect()
}

/// The notes that have this tag.
pub fn tagged<'c>(canvas: &'c Canvas, tag: &str) -> Vec<&'c NoteId> {
    let notes = canvas.notes();
    let tagged = notes.filter(|(_, note)| note.tags.contains(tag));
    tagged.map(|(id, _)| id).collect()
}

/// The canvas with these notes alone; what they name of the others goes too.
pub fn narrowed(canvas: &Canvas, kept: &BTreeSet<NoteId>) -> Canvas {
    let mut narrow = canvas.without_notes();
    let notes = canvas.notes().filter(|(id, _)| kept.contains(*id));
    narrow.extend(notes.map(|(id, note)| {
        let mut note = note.clone();
        note.links.retain(|id| kept.contains(id));
        let is_kept = |of: &NoteId| kept.contains(of);
        if !note.conflict_of.as_ref().is_none_or(is_kept) {
            note.conflict_of = None;
            note.tags.remove(CONFLICT_TAG);
        }
        (id.clone(), note)
    }));
    narrow
}

#[cfg(test)]
mod tests;
