//! Tracing notes through versions: by value, from the oldest version to the newest.
//!
//! A version that has a note as one of its parents has it did nothing to it, so a merge that took a note from one side is
//! not its author. A version that cannot be read did nothing to any.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::canvas::Canvas;
use crate::model::id::{NoteId, content_hash};
use crate::model::note::Note;

/// What a note says, as a number: all but its rank, and what others say of it.
pub type Value = u64;

/// What the notes of a version say.
pub type Values = BTreeMap<NoteId, Value>;

/// What a note says. The same in every run and build.
pub fn value(note: &Note) -> Value {
    // Taken apart, so that a new field cannot be forgotten.
    let Note {
        place,
        text,
        color,
        tags,
        links,
        conflict_of,
        amount,
        belief,
        // What others say of a note does not change it.
        thread: _,
        stances: _,
        votes: _,
        extra,
    } = note;
    let mut parts = vec![place.block.as_str(), text];
    // What is not there differs from what is empty.
    parts.extend(color.as_deref().map_or(["", ""], |color| ["c", color]));
    let other = conflict_of.as_ref().map(NoteId::as_str);
    parts.extend(other.map_or(["", ""], |other| ["o", other]));
    let amount = amount.as_ref().map(ToString::to_string);
    parts.extend(amount.iter().flat_map(|amount| ["a", amount.as_str()]));
    parts.extend(links.iter().flat_map(|link| ["l", link.as_str()]));
    let belief = (!belief.is_empty()).then(|| format!("{belief:?}"));
    parts.extend(belief.iter().flat_map(|belief| ["b", belief.as_str()]));
    let extra = format!("{extra:?}");
    parts.push(&extra);
    parts.extend(tags.iter().map(String::as_str));
    content_hash(&parts)
}

/// What the notes of a canvas say.
pub fn values(canvas: &Canvas) -> Values {
    let notes = canvas.notes();
    notes.map(|(id, note)| (id.clone(), value(note))).collect()
}

/// A version of the canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The versions that it grew from, by their places in the list; they come before it.
    pub parents: Vec<usize>,
    /// How new it is: of two versions that could be meant, the greater number is the newer.
    pub age: usize,
    /// What differs from its first parent; `None` until it was read.
    pub changes: Option<Differences>,
}

/// What the notes say that differ; those with nothing are gone.
pub type Differences = BTreeMap<NoteId, Option<Value>>;

/// Where a note comes from, by the places of versions in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// What it says; `None` where it is gone.
    pub value: Option<Value>,
    /// The version that had it first.
    pub written: usize,
    /// The version that made it what it is, or took it away.
    pub changed: usize,
}

/// Where all notes come from that there ever were, up to a version.
pub type Origins = BTreeMap<NoteId, Origin>;

/// Traces the notes of one of these versions, by its place. `read` gives what a version says of which that is not known,
/// and nothing where it cannot be read.
pub fn trace<E>(
    versions: &mut [Version],
    of: usize,
    mut read: impl FnMut(usize) -> Result<Option<Values>, E>,
) -> Result<Origins, E> {
    let ages: Vec<usize> = versions.iter().map(|version| version.age).collect();
    let mut states = States::new(versions, of);
    for (at, version) in versions.iter_mut().enumerate() {
        let mut parents: Vec<Arc<Origins>> = version
            .parents
            .iter()
            .filter_map(|parent| states.use_up(*parent))
            .collect();
        let others = parents.split_off(parents.len().min(1));
        let mut state = parents.pop().unwrap_or_default();
        let changes = match version.changes.take() {
            Some(changes) => changes,
            None => match read(at)? {
                Some(values) => differences(&state, values),
                None => Differences::new(),
            },
        };
        follow(at, &changes, &mut state, &others, &ages);
        version.changes = Some(changes);
        states.keep(at, state);
    }
    let traced = states.use_up(of);
    Ok(traced.map(Arc::unwrap_or_clone).unwrap_or_default())
}

/// The origins after each version, as long as somebody needs them.
struct States {
    states: Vec<Option<Arc<Origins>>>,
    uses: Vec<usize>,
}

impl States {
    fn new(versions: &[Version], of: usize) -> Self {
        let mut uses = vec![0_usize; versions.len()];
        let parents = versions.iter().flat_map(|version| &version.parents);
        for used in parents.chain([&of]) {
            if let Some(uses) = uses.get_mut(*used) {
                *uses += 1;
            }
        }
        Self {
            states: vec![None; versions.len()],
            uses,
        }
    }

    /// The last one who needs it takes it, so that in a straight line nothing is copied.
    fn use_up(&mut self, at: usize) -> Option<Arc<Origins>> {
        let (state, uses) = (self.states.get_mut(at)?, self.uses.get_mut(at)?);
        *uses = uses.saturating_sub(1);
        if *uses == 0 {
            state.take()
        } else {
            state.clone()
        }
    }

    fn keep(&mut self, at: usize, state: Arc<Origins>) {
        let is_used = self.uses.get(at).is_some_and(|uses| *uses > 0);
        if let Some(seat) = self.states.get_mut(at).filter(|_| is_used) {
            *seat = Some(state);
        }
    }
}

/// Makes the origins after a version's first parent those after it.
fn follow(
    at: usize,
    changes: &Differences,
    state: &mut Arc<Origins>,
    others: &[Arc<Origins>],
    ages: &[usize],
) {
    if changes.is_empty() && others.is_empty() {
        return;
    }
    let state = Arc::make_mut(state);
    // Only what it changes itself can come from elsewhere than from the first parent, unless there are others.
    let elsewhere = others.iter().flat_map(|other| other.keys());
    let mut ids: BTreeSet<NoteId> = elsewhere.chain(changes.keys()).cloned().collect();
    if !others.is_empty() {
        ids.extend(state.keys().cloned());
    }
    for id in ids {
        let was = state.get(&id).copied();
        let mut known: Vec<Origin> = was.into_iter().collect();
        known.extend(others.iter().filter_map(|other| other.get(&id)));
        let as_before = was.and_then(|was| was.value);
        let value = changes.get(&id).copied().unwrap_or(as_before);
        state.insert(id, origin(at, value, &known, ages));
    }
}

/// Where a note comes from that has this value in a version, and these origins in its parents.
fn origin(at: usize, value: Option<Value>, parents: &[Origin], ages: &[usize]) -> Origin {
    let age = |version: &usize| ages.get(*version).copied();
    let alike = parents.iter().filter(|origin| origin.value == value);
    let written = parents.iter().map(|origin| origin.written);
    Origin {
        value,
        written: written.min_by_key(age).unwrap_or(at),
        changed: alike
            .map(|origin| origin.changed)
            .max_by_key(age)
            .unwrap_or(at),
    }
}

/// What differs from what the first parent says.
fn differences(before: &Origins, now: Values) -> Differences {
    let present = before.iter().filter(|(_, origin)| origin.value.is_some());
    let gone = present.filter(|(id, _)| !now.contains_key(*id));
    let mut differences: Differences = gone.map(|(id, _)| (id.clone(), None)).collect();
    let differs = |(id, value): &(NoteId, Value)| {
        before.get(id).and_then(|origin| origin.value) != Some(*value)
    };
    differences.extend(
        now.into_iter()
            .filter(differs)
            .map(|(id, value)| (id, Some(value))),
    );
    differences
}

#[cfg(test)]
mod tests;
