//! Ids and ranks for notes that people wrote without. Nothing random: two readers of one file agree on them.

use std::collections::{HashMap, HashSet};

use super::notes::Loose;
use crate::model::amount::Stated;
use crate::model::id::{BlockId, NoteId, content_hash};
use crate::model::rank::Rank;

/// Gives an id to each note that has none, from its block, its text, and how many before it have both alike.
/// Returns how many.
pub(super) fn give_ids(notes: &mut [Loose<'_>]) -> usize {
    if notes.iter().all(|note| note.id.is_some()) {
        return 0;
    }
    let mut taken: HashSet<NoteId> = notes.iter().filter_map(|note| note.id.clone()).collect();
    // By hash, not by content: texts made to collide then still cost one step each.
    let mut occurrences: HashMap<u64, u64> = HashMap::new();
    let mut given = 0;
    for loose in notes.iter_mut().filter(|loose| loose.id.is_none()) {
        let content = content_hash(&[loose.note.place.block.as_str(), &loose.note.text]);
        let occurrence = occurrences.entry(content).or_default();
        let id = loop {
            let id = NoteId::of_content(content, *occurrence);
            *occurrence += 1;
            if taken.insert(id.clone()) {
                break id;
            }
        };
        loose.id = Some(id);
        given += 1;
    }
    given
}

/// Understands the notes' amounts as far as they can be; the others stay as they are written. Returns how many are to be
/// written in another way.
pub(super) fn read_amounts(notes: &mut [Loose<'_>]) -> usize {
    let amounts = notes
        .iter_mut()
        .filter_map(|loose| loose.note.amount.as_mut());
    let rewritten = amounts.map(|amount| {
        let read = Stated::from_json(amount.to_json());
        let differs = read.to_json() != amount.to_json();
        *amount = read;
        usize::from(differs)
    });
    rewritten.sum()
}

/// Puts each note without a rank last in its block, in the order of the slice. Returns how many.
pub(super) fn give_ranks(notes: &mut [Loose<'_>]) -> usize {
    if notes.iter().all(|note| note.ranked) {
        return 0;
    }
    let mut ends: HashMap<BlockId, End> = HashMap::new();
    for Loose { note, .. } in notes.iter().filter(|loose| loose.ranked) {
        let end = ends.entry(note.place.block.clone()).or_default();
        end.last = end.last.take().max(Some(note.place.rank.clone()));
    }
    let mut given = 0;
    for loose in notes.iter_mut().filter(|loose| !loose.ranked) {
        let end = ends.entry(loose.note.place.block.clone()).or_default();
        loose.note.place.rank = end.next();
        loose.ranked = true;
        given += 1;
    }
    given
}

/// The end of a block: what the next rank has to follow.
#[derive(Default)]
struct End {
    /// What the ranks begin with.
    stem: String,
    /// The last one, without the stem.
    last: Option<Rank>,
}

impl End {
    /// No rank gets longer: each further one would copy it.
    const LONG: usize = 32;

    fn next(&mut self) -> Rank {
        let mut next = Rank::between(self.last.as_ref(), None, 0);
        if let Some(last) = &self.last
            && (next <= *last || next.as_str().len() > Self::LONG)
        {
            // The last rank is none of ours; a text of our digits alone need not follow it.
            self.stem = beyond(last.as_str());
            next = Rank::between(None, None, 0);
        }
        self.last = Some(next.clone());
        Rank::from(&*(self.stem.clone() + next.as_str()))
    }
}

/// A short text that comes after this one.
fn beyond(text: &str) -> String {
    let greatest = text.chars().take_while(|&char| char == char::MAX);
    greatest.chain([char::MAX]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::review::Form;
    use crate::model::note::{Note, Place};

    fn loose(block: &str, rank: Option<&str>, text: &str) -> Loose<'static> {
        let place = Place {
            block: block.into(),
            rank: rank.unwrap_or_default().into(),
        };
        Loose {
            id: None,
            ranked: rank.is_some(),
            note: Note::new(place, text),
            review: Form::Usual,
            anchor: "",
        }
    }

    fn ranks(notes: &[Loose<'_>]) -> Vec<Rank> {
        let rank = |loose: &Loose<'_>| loose.note.place.rank.clone();
        notes.iter().map(rank).collect()
    }

    #[test]
    fn notes_without_a_rank_follow_any_rank() {
        let long = "z".repeat(500);
        for last in [
            "V",
            "",
            "zzzzz",
            "~~",
            "é",
            "V~",
            "\u{10ffff}\u{10ffff}",
            &long,
        ] {
            let unranked = (0..50).map(|_| loose("x", None, "t"));
            let mut notes: Vec<_> = [loose("x", Some(last), "t")]
                .into_iter()
                .chain(unranked)
                .collect();
            assert_eq!(give_ranks(&mut notes), 50);
            let ranks = ranks(&notes);
            assert!(ranks.is_sorted_by(|a, b| a < b), "{last:?}: {ranks:?}");
            assert!(
                ranks[1..].iter().all(|rank| rank.as_str().len() <= 20),
                "{ranks:?}"
            );
        }
    }

    #[test]
    fn ids_differ_by_block_text_and_occurrence_and_are_fixed_for_good() {
        let mut notes = [("a", "t"), ("a", "t"), ("a", "u"), ("b", "t"), ("at", "")]
            .map(|(block, text)| loose(block, None, text));
        assert_eq!(give_ids(&mut notes), 5);
        let ids = notes.map(|note| note.id.unwrap().as_str().to_owned());
        // Other programs and versions have to derive the very same.
        let expected = [
            "hsbwq3wdd1rf",
            "nkxfme21krbw",
            "bz5hr5gbh292",
            "hrr0haz9pkea",
            "j31kt5t7hb91",
        ];
        assert_eq!(ids, expected);
    }

    #[test]
    fn a_derived_id_evades_those_taken() {
        let mut notes = [loose("a", None, "t"), loose("a", None, "t")];
        give_ids(&mut notes);
        let [first, second] = notes.map(|note| note.id.unwrap());
        let mut notes = [loose("a", None, "t"), loose("b", Some("V"), "u")];
        notes[1].id = Some(first);
        assert_eq!(give_ids(&mut notes), 1);
        assert_eq!(notes[0].id, Some(second));
    }
}
