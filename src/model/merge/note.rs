//! One note that both sides have.

use super::fields::Losers;
use super::thread::{by_person, threads};
use super::{choose, set};
use crate::model::belief::Belief;
use crate::model::id::{NoteId, content_hash};
use crate::model::note::{CONFLICT_TAG, Note, Place};
use crate::model::rank::Rank;
use crate::model::vote::dots_in;

/// A merged note.
pub(super) struct Both {
    pub(super) note: Note,
    /// The text that found no place in it.
    pub(super) other: Option<String>,
}

/// Merges a note field by field. The number is that of the round in which dots count.
pub(super) fn both(
    id: &NoteId,
    base: Option<&Note>,
    ours: &Note,
    theirs: &Note,
    (round, losers): (Option<u64>, &mut Losers),
) -> Both {
    let (text, other) = texts(base.map_or("", |base| &base.text), &ours.text, &theirs.text);
    let nothing = Note::new(nowhere(), "");
    let base = base.unwrap_or(&nothing);
    let path = ["notes", id.as_str()];
    let (amount, loser) = choose(&base.amount, &ours.amount, &theirs.amount);
    if let Some(loser) = loser.flatten() {
        losers.add(&[path.as_slice(), &["amount"]].concat(), loser.to_json());
    }
    let note = Note {
        place: choose(&base.place, &ours.place, &theirs.place).0,
        text,
        color: choose(&base.color, &ours.color, &theirs.color).0,
        tags: set(&base.tags, &ours.tags, &theirs.tags),
        links: set(&base.links, &ours.links, &theirs.links),
        amount,
        belief: belief(&base.belief, &ours.belief, &theirs.belief),
        conflict_of: choose(&base.conflict_of, &ours.conflict_of, &theirs.conflict_of).0,
        thread: threads(id, &base.thread, &ours.thread, &theirs.thread, losers),
        stances: by_person(&base.stances, &ours.stances, &theirs.stances, |_| 0),
        votes: by_person(&base.votes, &ours.votes, &theirs.votes, |dots| {
            dots_in(dots, round)
        }),
        extra: losers.fields(&path, Some(&base.extra), &ours.extra, &theirs.extra),
    };
    Both { note, other }
}

/// Status and horizon are a word each, evidence is a set.
fn belief(base: &Belief, ours: &Belief, theirs: &Belief) -> Belief {
    Belief {
        status: choose(&base.status, &ours.status, &theirs.status).0,
        horizon: choose(&base.horizon, &ours.horizon, &theirs.horizon).0,
        evidence: set(&base.evidence, &ours.evidence, &theirs.evidence),
    }
}

/// A place that no note has.
fn nowhere() -> Place {
    Place {
        block: "".into(),
        rank: "".into(),
    }
}

/// The text, and the one that found no place in it; an empty one is no loss.
fn texts(base: &str, ours: &str, theirs: &str) -> (String, Option<String>) {
    if let Some(merged) = super::text::merge(base, ours, theirs) {
        return (merged, None);
    }
    let (winner, loser) = if ours > theirs {
        (ours, theirs)
    } else {
        (theirs, ours)
    };
    let loser = Some(loser.to_owned()).filter(|loser| !loser.is_empty());
    (winner.to_owned(), loser)
}

/// Whether the two differ in nothing but their order within the block.
pub(in crate::model) fn says_the_same(base: &Note, now: &Note) -> bool {
    let place = Place {
        block: now.place.block.clone(),
        rank: base.place.rank.clone(),
    };
    let moved_back = Note {
        place,
        ..now.clone()
    };
    moved_back == *base
}

/// The note that holds the other text, directly after the note that it is a text of.
pub(super) fn other(of: &NoteId, note: &Note, text: String) -> Note {
    let rank = &note.place.rank;
    let place = Place {
        block: note.place.block.clone(),
        rank: Rank::between(Some(rank), Some(rank), 0),
    };
    Note {
        color: note.color.clone(),
        tags: &note.tags | &[CONFLICT_TAG.to_owned()].into(),
        conflict_of: Some(of.clone()),
        ..Note::new(place, text)
    }
}

/// The id of a note that holds the other text; `turn` counts the ids that were taken.
pub(super) fn other_id(of: &NoteId, text: &str, turn: u64) -> NoteId {
    NoteId::of_content(content_hash(&["conflict", of.as_str(), text]), turn)
}
