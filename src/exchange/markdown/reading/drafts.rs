//! Notes to be, and what makes notes of them once all of the document is read.

use std::collections::{BTreeMap, BTreeSet};

use crate::exchange::markdown::own::{self, Badge};
use crate::exchange::markdown::{order, shown};
use crate::exchange::naming::key;
use crate::exchange::{FoundNote, Stands};
use crate::model::id::NoteId;

/// A note to be.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) stands: Stands,
    /// Where it begins, counted from 1.
    pub(super) line: usize,
    pub(super) text: String,
    pub(super) tags: BTreeSet<String>,
    pub(super) badges: Vec<Badge>,
    pub(super) attached: Option<own::Attached>,
}

impl Draft {
    pub(super) fn note(self, is_own: bool) -> FoundNote {
        let mut note = FoundNote::new(self.stands, "");
        let typed = shown::tidy(&self.text, str::trim_end);
        match self.attached {
            Some(own::Attached {
                id,
                rank,
                note: data,
                text,
                source: _,
            }) => {
                let seen = shown::text(&typed);
                let is_same = |text: &String| shown::as_read(text) == seen;
                note.note = data;
                note.note.text = text.filter(is_same).unwrap_or(typed);
                note.id = Some(id);
                note.rank = Some(rank);
            }
            None if is_own => note.note.text = shown::tidy(&typed, str::trim_end),
            None => note.note.text = typed,
        }
        for badge in self.badges {
            badge.put(&mut note.note);
        }
        note.note.tags.extend(self.tags);
        note
    }
}

/// A note that was copied in the file is another one: it gets an id of its own, and nobody said anything about it.
pub(super) fn keep_ids_once(notes: &mut [FoundNote]) {
    let mut seen: BTreeSet<NoteId> = BTreeSet::new();
    for note in notes {
        if let Some(id) = note.id.take() {
            if seen.insert(id.clone()) {
                note.id = Some(id);
            } else {
                note.rank = None;
                note.note = note.note.of_its_own();
            }
        }
    }
}

/// Gives the notes ranks in the order of the file.
pub(super) fn rank(notes: &mut [FoundNote]) {
    let mut blocks: BTreeMap<String, Vec<&mut FoundNote>> = BTreeMap::new();
    for note in notes {
        let block = match &note.stands {
            Stands::In(block) => format!("#{}", block.as_str()),
            Stands::Under(heading) => key(heading),
        };
        blocks.entry(block).or_default().push(note);
    }
    for notes in blocks.into_values() {
        let stated = notes.iter().map(|note| {
            let id = note.id.as_ref()?.as_str().to_owned();
            Some((note.rank.clone()?, id))
        });
        let ranks = order::ranks(&stated.collect::<Vec<_>>());
        for (note, rank) in notes.into_iter().zip(ranks) {
            note.rank = Some(rank);
        }
    }
}
