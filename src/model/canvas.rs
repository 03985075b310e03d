//! A canvas: header, notes and their order in the blocks.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::conflicts::Conflicts;
use super::figures;
use super::header::Header;
use super::id::{BlockId, NoteId};
use super::json::{Fields, Json};
use super::note::{Note, Place};
use super::rank::Rank;
use super::story;

/// A canvas. Notes are shared, so that a copy of a large canvas costs little.
///
/// Invariant: `order` lists every note once, in its block, by (rank, id).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Canvas {
    /// The id of its kind, as the file writes it.
    pub kind: String,
    /// What stands above the blocks.
    pub header: Header,
    /// Values of fields that lost against another one in a merge.
    pub conflicts: Conflicts,
    /// Top-level fields that this version does not know, and `figures`, `story`, `tags`, `viability` and the
    /// rounds of a workshop, of which it knows a part.
    pub extra: Fields,
    notes: BTreeMap<NoteId, Arc<Note>>,
    order: BTreeMap<BlockId, Vec<NoteId>>,
}

/// A note of that id is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdTaken;

impl Canvas {
    /// An empty canvas of a kind.
    pub fn new(kind: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            ..Self::default()
        }
    }

    /// All of it but the notes.
    pub fn without_notes(&self) -> Self {
        Self {
            notes: BTreeMap::new(),
            order: BTreeMap::new(),
            ..self.clone()
        }
    }

    /// The note of this id.
    pub fn note(&self, id: &NoteId) -> Option<&Note> {
        self.notes.get(id).map(Arc::as_ref)
    }

    /// The canvas's own copy of this id.
    pub fn id(&self, id: &NoteId) -> Option<&NoteId> {
        self.notes.get_key_value(id).map(|(id, _)| id)
    }

    /// All notes, by id.
    pub fn notes(&self) -> impl ExactSizeIterator<Item = (&NoteId, &Note)> {
        self.notes.iter().map(|(id, note)| (id, note.as_ref()))
    }

    /// The note whose other text this one holds, as long as both are there to choose from.
    pub fn other_text_of(&self, id: &NoteId) -> Option<&NoteId> {
        let first = self.note(id)?.conflict_of.as_ref()?;
        self.id(first).filter(|first| *first != id)
    }

    /// The notes of two texts, each with the note that holds the other one.
    pub fn parted(&self) -> impl Iterator<Item = (&NoteId, &NoteId)> {
        let others = self.notes.keys();
        others.filter_map(|other| Some((self.other_text_of(other)?, other)))
    }

    /// How many notes there are.
    pub fn len(&self) -> usize {
        self.notes.len()
    }

    /// Whether there is no note at all.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// How much there is to settle: notes with two texts, fields with two values.
    pub fn to_settle(&self) -> usize {
        self.parted().count() + self.conflicts.iter().count()
    }

    /// What the file says that its figures assume.
    pub fn figures(&self) -> Option<&Json> {
        self.extra.get(figures::FIELD)
    }

    /// States other assumptions, or none. Gives back those before.
    pub fn state_figures(&mut self, stated: Option<Json>) -> Option<Json> {
        match stated {
            Some(stated) => self.extra.insert(figures::FIELD.to_owned(), stated),
            None => self.extra.remove(figures::FIELD),
        }
    }

    /// How the canvas is told, as the file says it.
    pub fn story(&self) -> Option<&Json> {
        self.extra.get(story::FIELD)
    }

    /// Tells it in another way, or in none of its own. Gives back how it was told before.
    pub fn state_story(&mut self, told: Option<Json>) -> Option<Json> {
        match told {
            Some(told) => self.extra.insert(story::FIELD.to_owned(), told),
            None => self.extra.remove(story::FIELD),
        }
    }

    /// States this in a top-level field that is no part of the header, or nothing. Gives back what was there before.
    pub fn state_field(&mut self, name: &str, stated: Option<Json>) -> Option<Json> {
        match stated {
            Some(stated) => self.extra.insert(name.to_owned(), stated),
            None => self.extra.remove(name),
        }
    }

    /// The notes about which something is left open.
    pub fn open_threads(&self) -> impl Iterator<Item = &NoteId> {
        let open = self.notes().filter(|(_, note)| note.thread.is_open());
        open.map(|(id, _)| id)
    }

    /// The ids of a block's notes in their order.
    pub fn block(&self, block: &BlockId) -> &[NoteId] {
        self.order.get(block).map_or(&[], Vec::as_slice)
    }

    /// The blocks that hold notes, known to the kind or not.
    pub fn blocks_in_use(&self) -> impl Iterator<Item = &BlockId> {
        self.order.keys()
    }

    /// The note's position in its block, counted from 0.
    pub fn position(&self, id: &NoteId) -> Option<usize> {
        let note = self.note(id)?;
        self.seat(&note.place, id).ok()
    }

    /// The place for a note that is to stand at `at` of the block (its end where `at` is greater), not counting `but`,
    /// the note that is moved there. `jitter` is any random number.
    pub fn place_at(&self, block: &BlockId, at: usize, but: Option<&NoteId>, jitter: u64) -> Place {
        let (before_it, after_it) = self.neighbours(block, at, but);
        Place {
            block: block.clone(),
            rank: Rank::between(before_it, after_it, jitter),
        }
    }

    /// Places for `count` notes that are to stand one after another from `at` of the block on (at its end where `at` is
    /// greater). `jitter` gives random numbers.
    pub fn places_at(
        &self,
        block: &BlockId,
        at: usize,
        count: usize,
        jitter: impl FnMut() -> u64,
    ) -> Vec<Place> {
        let (before_it, after_it) = self.neighbours(block, at, None);
        let place = |rank| Place {
            block: block.clone(),
            rank,
        };
        let ranks = Rank::spread(before_it, after_it, count, jitter);
        ranks.into_iter().map(place).collect()
    }

    /// The ranks before and after position `at` of the block, not counting `but`.
    fn neighbours(
        &self,
        block: &BlockId,
        at: usize,
        but: Option<&NoteId>,
    ) -> (Option<&Rank>, Option<&Rank>) {
        let ids = self.block(block);
        let but = but.filter(|id| self.note(id).is_some_and(|note| note.place.block == *block));
        let gap = but.and_then(|id| self.position(id));
        let at = at.min(ids.len() - usize::from(gap.is_some()));
        let rank = |at: usize| {
            let id = ids.get(at + usize::from(gap.is_some_and(|gap| gap <= at)))?;
            self.note(id).map(|note| &note.place.rank)
        };
        (at.checked_sub(1).and_then(rank), rank(at))
    }

    /// Adds the note; an error where the id is taken.
    pub fn insert(&mut self, id: NoteId, note: Note) -> Result<(), IdTaken> {
        if self.notes.contains_key(&id) {
            return Err(IdTaken);
        }
        self.seat_in(&note.place, &id);
        self.notes.insert(id, Arc::new(note));
        Ok(())
    }

    /// Adds many notes at once, in less time than one by one; the ids must differ from each other and from those here
    /// (of two alike the last is kept).
    pub fn extend(&mut self, notes: impl IntoIterator<Item = (NoteId, Note)>) {
        self.notes
            .extend(notes.into_iter().map(|(id, note)| (id, Arc::new(note))));
        let mut order: BTreeMap<BlockId, Vec<(&Rank, &NoteId)>> = BTreeMap::new();
        for (id, note) in &self.notes {
            let seats = order.entry(note.place.block.clone()).or_default();
            seats.push((&note.place.rank, id));
        }
        let sorted = order.into_iter().map(|(block, mut seats)| {
            seats.sort_unstable();
            let ids = seats.into_iter().map(|(_, id)| id.clone());
            (block, ids.collect())
        });
        self.order = sorted.collect();
    }

    /// Takes the note out.
    pub fn remove(&mut self, id: &NoteId) -> Option<Note> {
        let at = self.position(id);
        let note = self.notes.remove(id)?;
        self.seat_out(&note.place.block, at);
        Some(Arc::unwrap_or_clone(note))
    }

    /// Replaces a note of this id by what `change` makes of it, and keeps the order. The change's result, or `None`
    /// where there is no such note.
    pub fn change<T>(&mut self, id: &NoteId, change: impl FnOnce(&mut Note) -> T) -> Option<T> {
        // Looked up first: once the rank has changed, the search would go astray.
        let at = self.position(id);
        let note = Arc::make_mut(self.notes.get_mut(id)?);
        let before = note.place.clone();
        let result = change(note);
        let after = note.place.clone();
        if before != after {
            self.seat_out(&before.block, at);
            self.seat_in(&after, id);
        }
        Some(result)
    }

    /// Where the id stands in the block's order, or where it would.
    fn seat(&self, place: &Place, id: &NoteId) -> Result<usize, usize> {
        let rank_of = |id: &NoteId| self.note(id).map(|note| &note.place.rank);
        self.block(&place.block)
            .binary_search_by(|other| (rank_of(other), other).cmp(&(Some(&place.rank), id)))
    }

    fn seat_in(&mut self, place: &Place, id: &NoteId) {
        if let Err(at) = self.seat(place, id) {
            let order = self.order.entry(place.block.clone()).or_default();
            order.insert(at, id.clone());
        }
    }

    fn seat_out(&mut self, block: &BlockId, at: Option<usize>) {
        if let (Some(order), Some(at)) = (self.order.get_mut(block), at) {
            order.remove(at);
            if order.is_empty() {
                self.order.remove(block);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canvas(notes: &[(&str, &str, &str)]) -> Canvas {
        let mut canvas = Canvas::new("business-model");
        for (id, block, rank) in notes {
            let place = Place {
                block: (*block).into(),
                rank: (*rank).into(),
            };
            canvas.insert((*id).into(), Note::new(place, *id)).unwrap();
        }
        canvas
    }

    fn order(canvas: &Canvas, block: &str) -> Vec<String> {
        let ids = canvas.block(&block.into()).iter();
        ids.map(|id| id.as_str().to_owned()).collect()
    }

    #[test]
    fn notes_stand_by_rank_then_id() {
        let canvas = canvas(&[
            ("c", "x", "V"),
            ("a", "x", "V"),
            ("b", "x", "A"),
            ("d", "y", "V"),
        ]);
        assert_eq!(order(&canvas, "x"), ["b", "a", "c"]);
        assert_eq!(order(&canvas, "y"), ["d"]);
        assert_eq!(canvas.position(&"c".into()), Some(2));
    }

    #[test]
    fn a_changed_place_moves_the_note_and_an_empty_block_is_forgotten() {
        let mut canvas = canvas(&[("a", "x", "B"), ("b", "x", "C"), ("d", "y", "V")]);
        canvas.change(&"d".into(), |note| {
            note.place = Place {
                block: "x".into(),
                rank: "A".into(),
            };
        });
        assert_eq!(order(&canvas, "x"), ["d", "a", "b"]);
        assert_eq!(canvas.blocks_in_use().count(), 1);
    }

    #[test]
    fn place_at_counts_without_the_moved_note() {
        let mut canvas = canvas(&[("a", "x", "B"), ("b", "x", "C"), ("c", "x", "D")]);
        for (at, expected) in [(0, "bac"), (1, "bac"), (2, "bca"), (9, "bca"), (0, "abc")] {
            let id = if expected == "abc" {
                "a"
            } else if at == 0 {
                "b"
            } else {
                "a"
            };
            let place = canvas.place_at(&"x".into(), at, Some(&id.into()), 5);
            canvas.change(&id.into(), |note| note.place = place);
            assert_eq!(order(&canvas, "x").concat(), expected);
        }
    }

    #[test]
    fn an_id_is_taken_once() {
        let mut canvas = canvas(&[("a", "x", "B")]);
        let note = canvas.note(&"a".into()).unwrap().clone();
        assert!(canvas.insert("a".into(), note).is_err());
        assert_eq!(canvas.len(), 1);
    }
}
