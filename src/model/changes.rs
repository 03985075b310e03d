//! What differs between two canvases, for people: which notes came, went, changed or moved, block by block.
//!
//! [`Canvas::edit_to`] says how to get from one to the other; this says what somebody would notice.

mod counts;
mod field;
mod stated;

use std::collections::{BTreeMap, BTreeSet};

pub use counts::Counts;
pub use stated::{Part as StatedPart, Statement, Which};

use super::canvas::Canvas;
use super::header::HeaderField;
use super::id::{BlockId, NoteId};
use super::json::Fields;
use super::kind::Kind;
use super::note::Note;

/// So many parts of a summary are shown before the rest is only counted.
const MOST_PARTS: usize = 4;

/// What became of a note. A note that moved and changed counts as moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteChange {
    /// It is new.
    Added,
    /// Its text, colour, tags, links, amount, belief or another field differ.
    Changed,
    /// It is gone.
    Removed,
    /// It came from another block.
    Moved,
    /// It has another place in its block, and is otherwise the same.
    Reordered,
}

impl NoteChange {
    /// All kinds, in the order in which they are told.
    pub const ALL: [Self; 5] = [
        Self::Added,
        Self::Changed,
        Self::Removed,
        Self::Moved,
        Self::Reordered,
    ];

    /// The kinds that a summary counts, in its order.
    const COUNTED: [Self; 4] = [Self::Added, Self::Changed, Self::Removed, Self::Moved];

    /// The sign that stands for it.
    pub const fn sign(self) -> char {
        match self {
            Self::Added => '+',
            Self::Changed => '~',
            Self::Removed => '-',
            Self::Moved => '>',
            Self::Reordered => '=',
        }
    }
}

/// Something above the blocks that differs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldChange {
    /// The kind of canvas.
    Kind,
    /// A field of the header.
    Header(HeaderField),
    /// The values that lost in a merge and wait for somebody's decision.
    Conflicts,
    /// What the canvas states as a whole.
    Stated(Statement),
    /// A top-level field that this version does not know; its name is untrusted.
    Unknown(String),
}

impl FieldChange {
    /// Its name in a sentence, untrusted.
    pub fn name(&self) -> String {
        match self {
            Self::Kind => "kind".to_owned(),
            Self::Header(field) => field.label().to_lowercase(),
            Self::Conflicts => "conflicts".to_owned(),
            Self::Stated(statement) => statement.key().to_owned(),
            Self::Unknown(name) => name.clone(),
        }
    }
}

/// The notes of a block that somebody would notice, each once, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockChanges {
    /// New ones.
    pub added: Vec<NoteId>,
    /// Ones whose content differs.
    pub changed: Vec<NoteId>,
    /// Ones that were deleted from it.
    pub removed: Vec<NoteId>,
    /// Ones that came from another block.
    pub moved_in: Vec<NoteId>,
    /// Ones that only changed their place in it.
    pub reordered: Vec<NoteId>,
}

impl BlockChanges {
    /// The notes to which this happened.
    pub fn of(&self, change: NoteChange) -> &[NoteId] {
        match change {
            NoteChange::Added => &self.added,
            NoteChange::Changed => &self.changed,
            NoteChange::Removed => &self.removed,
            NoteChange::Moved => &self.moved_in,
            NoteChange::Reordered => &self.reordered,
        }
    }

    fn of_mut(&mut self, change: NoteChange) -> &mut Vec<NoteId> {
        match change {
            NoteChange::Added => &mut self.added,
            NoteChange::Changed => &mut self.changed,
            NoteChange::Removed => &mut self.removed,
            NoteChange::Moved => &mut self.moved_in,
            NoteChange::Reordered => &mut self.reordered,
        }
    }
}

/// What differs between two canvases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    notes: BTreeMap<NoteId, NoteChange>,
    blocks: BTreeMap<BlockId, BlockChanges>,
    fields: Vec<FieldChange>,
}

impl Changes {
    /// What somebody who knows `from` would notice in `to`. New ranks that leave the order as it was are nothing.
    pub fn between(from: &Canvas, to: &Canvas) -> Self {
        let mut changes = Self {
            fields: field_changes(from, to),
            ..Self::default()
        };
        let mut reranked = BTreeMap::new();
        for pair in pairs(from, to) {
            changes.compare(&pair, &mut reranked);
        }
        for (block, ids) in reranked {
            if is_reordered(from, to, block) {
                for id in ids {
                    changes.put(id, block, NoteChange::Reordered);
                }
            }
        }
        changes
    }

    fn compare<'a>(
        &mut self,
        (id, from, to): &Pair<'a>,
        reranked: &mut BTreeMap<&'a BlockId, Vec<&'a NoteId>>,
    ) {
        match (from, to) {
            (Some(from), Some(to)) if std::ptr::eq(*from, *to) => {}
            (Some(from), Some(to)) if from.place.block != to.place.block => {
                self.put(id, &to.place.block, NoteChange::Moved);
            }
            (Some(from), Some(to)) if !same_content(from, to) => {
                self.put(id, &to.place.block, NoteChange::Changed);
            }
            (Some(from), Some(to)) if from.place.rank != to.place.rank => {
                reranked.entry(&to.place.block).or_default().push(id);
            }
            (Some(from), None) => self.put(id, &from.place.block, NoteChange::Removed),
            (None, Some(to)) => self.put(id, &to.place.block, NoteChange::Added),
            (Some(_), Some(_)) | (None, None) => {}
        }
    }

    fn put(&mut self, id: &NoteId, block: &BlockId, change: NoteChange) {
        self.notes.insert(id.clone(), change);
        let block = self.blocks.entry(block.clone()).or_default();
        block.of_mut(change).push(id.clone());
    }

    /// Whether there is nothing to notice.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty() && self.fields.is_empty()
    }

    /// What became of the note; `None` where it is as it was.
    pub fn note(&self, id: &NoteId) -> Option<NoteChange> {
        self.notes.get(id).copied()
    }

    /// All notes to which something happened, by id; also those that are gone.
    pub fn notes(&self) -> impl ExactSizeIterator<Item = (&NoteId, NoteChange)> {
        self.notes.iter().map(|(id, change)| (id, *change))
    }

    /// The notes to which this happened, by id.
    pub fn of(&self, wanted: NoteChange) -> impl Iterator<Item = &NoteId> {
        let notes = self.notes.iter();
        notes.filter_map(move |(id, change)| (*change == wanted).then_some(id))
    }

    /// The new notes.
    pub fn added(&self) -> impl Iterator<Item = &NoteId> {
        self.of(NoteChange::Added)
    }

    /// The notes with another content.
    pub fn changed(&self) -> impl Iterator<Item = &NoteId> {
        self.of(NoteChange::Changed)
    }

    /// The notes that are gone.
    pub fn removed(&self) -> impl Iterator<Item = &NoteId> {
        self.of(NoteChange::Removed)
    }

    /// The notes that came from another block.
    pub fn moved(&self) -> impl Iterator<Item = &NoteId> {
        self.of(NoteChange::Moved)
    }

    /// The notes that only changed their place in their block.
    pub fn reordered(&self) -> impl Iterator<Item = &NoteId> {
        self.of(NoteChange::Reordered)
    }

    /// The blocks in which something happened, by id.
    pub fn blocks(&self) -> impl ExactSizeIterator<Item = (&BlockId, &BlockChanges)> {
        self.blocks.iter()
    }

    /// What happened in this block; `None` where nothing did.
    pub fn block(&self, block: &BlockId) -> Option<&BlockChanges> {
        self.blocks.get(block)
    }

    /// What differs above the blocks, in the order of the poster.
    pub fn fields(&self) -> &[FieldChange] {
        &self.fields
    }

    /// The differences in a line, such as `+2 Channels, ~1 Key Partners, >1 Parking, title`: `+` added, `~` changed,
    /// `-` removed, `>` moved in, `=` only reordered, each block by block in the order of their ids. Empty where there
    /// is nothing to notice. The titles are untrusted, and so is the result.
    pub fn summary(&self, title_of: impl Fn(&BlockId) -> String) -> String {
        self.line(&self.blocks.keys().collect::<Vec<_>>(), title_of)
    }

    /// [`Changes::summary`] with the blocks in the order of the kind, then the parking list, then the others, and with
    /// the kind's titles.
    pub fn summary_in(&self, kind: &Kind) -> String {
        let mut order: Vec<&BlockId> = self.blocks.keys().collect();
        kind.sort(&mut order);
        self.line(&order, |block| kind.title_of(block).to_owned())
    }

    fn line(&self, order: &[&BlockId], title_of: impl Fn(&BlockId) -> String) -> String {
        let parts_of = |change: NoteChange| {
            let count = move |block: &BlockId| self.block(block).map_or(0, |b| b.of(change).len());
            let some = order.iter().map(move |block| (*block, count(block)));
            some.filter(|(_, count)| *count > 0)
                .map(move |(block, count)| Part::Notes(change, count, block))
        };
        let counted = NoteChange::COUNTED.into_iter().flat_map(parts_of);
        let fields = self.fields.iter().map(Part::Field);
        let parts: Vec<Part<'_>> = counted
            .chain(fields)
            // What is only in another order is the least, so it comes last.
            .chain(parts_of(NoteChange::Reordered))
            .collect();
        joined(&parts, |part| part.text(&title_of))
    }
}

/// A part of a summary.
enum Part<'a> {
    Notes(NoteChange, usize, &'a BlockId),
    Field(&'a FieldChange),
}

impl Part<'_> {
    fn text(&self, title_of: impl Fn(&BlockId) -> String) -> String {
        match self {
            Self::Notes(change, count, block) => {
                format!("{}{count} {}", change.sign(), title_of(block))
            }
            Self::Field(field) => field.name(),
        }
    }
}

/// The parts in a line. One that is left over is shown rather than counted: it takes no more room.
fn joined(parts: &[Part<'_>], text: impl Fn(&Part<'_>) -> String) -> String {
    let shown = match parts.len() {
        all if all <= MOST_PARTS + 1 => all,
        _ => MOST_PARTS,
    };
    let texts: Vec<String> = parts.iter().take(shown).map(text).collect();
    let line = texts.join(", ");
    match parts.len() - shown {
        0 => line,
        more => format!("{line} and {more} more"),
    }
}

/// A note's id with the note on both sides, at least one of them there.
type Pair<'a> = (&'a NoteId, Option<&'a Note>, Option<&'a Note>);

/// The notes of two canvases side by side, in one walk over both.
fn pairs<'a>(from: &'a Canvas, to: &'a Canvas) -> impl Iterator<Item = Pair<'a>> {
    let (mut from, mut to) = (from.notes().peekable(), to.notes().peekable());
    std::iter::from_fn(move || {
        let id = match (from.peek(), to.peek()) {
            (Some((from, _)), Some((to, _))) => *from.min(to),
            (Some((id, _)), None) | (None, Some((id, _))) => *id,
            (None, None) => return None,
        };
        let from = from.next_if(|(other, _)| *other == id);
        let to = to.next_if(|(other, _)| *other == id);
        Some((id, from.map(|(_, note)| note), to.map(|(_, note)| note)))
    })
}

fn same_content(from: &Note, to: &Note) -> bool {
    // Taken apart, so that a new field cannot be forgotten.
    let Note {
        place: _,
        text,
        color,
        tags,
        links,
        amount,
        belief,
        conflict_of,
        thread,
        stances,
        votes,
        extra,
    } = from;
    *text == to.text
        && *color == to.color
        && *tags == to.tags
        && *links == to.links
        && *amount == to.amount
        && *belief == to.belief
        && *conflict_of == to.conflict_of
        && *thread == to.thread
        && *stances == to.stances
        && *votes == to.votes
        && *extra == to.extra
}

/// Whether the notes that the block has on both sides stand in another order.
fn is_reordered(from: &Canvas, to: &Canvas, block: &BlockId) -> bool {
    let in_both = |other: &'_ Canvas, id: &NoteId| {
        let note = other.note(id);
        note.is_some_and(|note| note.place.block == *block)
    };
    let before = from.block(block).iter().filter(|id| in_both(to, id));
    let after = to.block(block).iter().filter(|id| in_both(from, id));
    !before.eq(after)
}

fn field_changes(from: &Canvas, to: &Canvas) -> Vec<FieldChange> {
    let header = HeaderField::ALL.into_iter();
    let header = header
        .filter(|field| from.header.get(*field) != to.header.get(*field))
        .map(FieldChange::Header);
    let kind = (from.kind != to.kind).then_some(FieldChange::Kind);
    let conflicts = (from.conflicts != to.conflicts).then_some(FieldChange::Conflicts);
    kind.into_iter()
        .chain(header)
        .chain(conflicts)
        .chain(other_changes(&from.extra, &to.extra))
        .collect()
}

fn other_changes(from: &Fields, to: &Fields) -> Vec<FieldChange> {
    let names: BTreeSet<&String> = from.keys().chain(to.keys()).collect();
    let differing = names
        .into_iter()
        .filter(|name| from.get(*name) != to.get(*name));
    let change = |name: &String| match Statement::of(name) {
        Some(statement) => FieldChange::Stated(statement),
        None => FieldChange::Unknown(name.clone()),
    };
    differing.map(change).collect()
}

#[cfg(test)]
mod tests;
