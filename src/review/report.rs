//! What is to be told: fields, then blocks in the order of the kind, then notes in the order of the canvas.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::canvas::Canvas;
use crate::model::changes::{BlockChanges, Changes, FieldChange, NoteChange, StatedPart, Which};
use crate::model::conflicts::{Conflicts, words};
use crate::model::header::HeaderField;
use crate::model::id::{BlockId, NoteId};
use crate::model::json::{Fields, Json};
use crate::model::kind::Kind;
use crate::model::note::Note;

/// What the two sides are called. Untrusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Names<'a> {
    /// The side before.
    pub from: &'a str,
    /// The side after.
    pub to: &'a str,
}

/// What differs between two canvases. All texts in it are untrusted.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// What the sides are called.
    pub names: Names<'a>,
    /// The title of the canvas as it is after, else as it was before; may be empty.
    pub title: &'a str,
    /// The differences in a line; empty where there are none.
    pub summary: String,
    /// What differs above the blocks.
    pub fields: Vec<FieldDiff>,
    /// The blocks in which something differs, as they are filled.
    pub blocks: Vec<BlockDiff<'a>>,
}

/// A field above the blocks that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldDiff {
    /// Which one.
    pub field: FieldChange,
    /// What it was; `None` where it was not filled in.
    pub from: Option<Json>,
    /// What it is.
    pub to: Option<Json>,
    /// What differs in it, where the canvas states several things there.
    parts: Vec<StatedPart>,
}

/// What differs in a block.
#[derive(Clone, Debug)]
pub struct BlockDiff<'a> {
    /// The block.
    pub id: &'a BlockId,
    /// Its number in the fill order, if the kind has it.
    pub order: Option<u16>,
    /// Its title for people.
    pub title: String,
    /// Its notes that differ, in their order; those that are gone stand where they were.
    pub notes: Vec<NoteDiff<'a>>,
}

/// A note that differs.
#[derive(Clone, Debug)]
pub struct NoteDiff<'a> {
    /// Its id.
    pub id: &'a NoteId,
    /// What became of it.
    pub change: NoteChange,
    /// As it was; `None` where it is new.
    pub from: Option<Seen<'a>>,
    /// As it is; `None` where it is gone.
    pub to: Option<Seen<'a>>,
    /// The title of the block that it was in, where that is another one.
    pub came_from: Option<String>,
}

/// A note in its canvas.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    canvas: &'a Canvas,
    /// The note.
    pub note: &'a Note,
    /// Its place in its block, from 1.
    pub position: usize,
    /// The note of which it is the other text, where that is in the canvas.
    pub other: Option<&'a Note>,
}

/// Something of a note besides its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aspect {
    /// What it is called.
    pub name: String,
    /// What it was; empty where it was nothing.
    pub from: String,
    /// What it is.
    pub to: String,
}

impl Aspect {
    /// Whether it is another one now.
    pub fn differs(&self) -> bool {
        self.from != self.to
    }
}

impl<'a> Report<'a> {
    /// What differs. Where the kind is not known, blocks have their ids as titles and order.
    pub fn between(
        names: Names<'a>,
        from: &'a Canvas,
        to: &'a Canvas,
        kind: Option<&Kind>,
    ) -> Self {
        let changes = Changes::between(from, to);
        let title = match to.header.title.as_str() {
            "" => &from.header.title,
            title => title,
        };
        let fields = changes.fields().iter();
        Self {
            names,
            title,
            summary: match kind {
                Some(kind) => changes.summary_in(kind),
                None => changes.summary(|block| block_title(None, block)),
            },
            fields: fields
                .map(|field| FieldDiff::of(field, from, to, kind))
                .collect(),
            blocks: blocks(&changes, Sides { from, to }, kind),
        }
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.blocks.is_empty()
    }

    /// How many notes this happened to.
    pub fn count(&self, change: NoteChange) -> usize {
        let notes = self.blocks.iter().flat_map(|block| &block.notes);
        notes.filter(|note| note.change == change).count()
    }
}

/// Both canvases.
#[derive(Clone, Copy)]
struct Sides<'a> {
    from: &'a Canvas,
    to: &'a Canvas,
}

fn blocks<'a>(changes: &Changes, sides: Sides<'a>, kind: Option<&Kind>) -> Vec<BlockDiff<'a>> {
    let mut ids: Vec<&BlockId> = changes.blocks().map(|(block, _)| block).collect();
    if let Some(kind) = kind {
        kind.sort(&mut ids);
    }
    let block = |id: &BlockId| {
        let in_block = changes.block(id)?;
        let notes = notes(in_block, id, changes, sides, kind);
        Some(BlockDiff {
            id: own(sides, id)?,
            order: kind
                .and_then(|kind| kind.block(id))
                .map(|block| block.order),
            title: block_title(kind, id),
            notes,
        })
    };
    ids.into_iter().filter_map(block).collect()
}

/// A canvas's own copy of the block's id: one of the two has notes there.
fn own<'a>(sides: Sides<'a>, id: &BlockId) -> Option<&'a BlockId> {
    let of = |canvas: &'a Canvas| {
        let first = canvas.block(id).first()?;
        Some(&canvas.note(first)?.place.block)
    };
    of(sides.to).or_else(|| of(sides.from))
}

/// The block's notes that differ, in their order. A note that is gone follows the one that it followed.
fn notes<'a>(
    in_block: &BlockChanges,
    block: &BlockId,
    changes: &Changes,
    sides: Sides<'a>,
    kind: Option<&Kind>,
) -> Vec<NoteDiff<'a>> {
    let mut gone = gone(in_block, block, sides);
    let diff = |id: &'a NoteId| NoteDiff::of(id, changes.note(id)?, sides, kind);
    let mut notes: Vec<NoteDiff<'a>> = Vec::new();
    let first = gone.remove(&None).unwrap_or_default();
    notes.extend(first.into_iter().filter_map(diff));
    for id in sides.to.block(block) {
        notes.extend(diff(id));
        let after = gone.remove(&Some(id)).unwrap_or_default();
        notes.extend(after.into_iter().filter_map(diff));
    }
    notes
}

/// The notes that are gone from the block, by the note that they followed and that is still there.
fn gone<'a>(
    in_block: &BlockChanges,
    block: &BlockId,
    sides: Sides<'a>,
) -> BTreeMap<Option<&'a NoteId>, Vec<&'a NoteId>> {
    let mut gone: BTreeMap<_, Vec<&NoteId>> = BTreeMap::new();
    if in_block.removed.is_empty() {
        return gone;
    }
    let mut before = None;
    for id in sides.from.block(block) {
        match sides.to.note(id) {
            None => gone.entry(before).or_default().push(id),
            Some(note) if note.place.block == *block => before = Some(id),
            Some(_) => {}
        }
    }
    gone
}

/// The block's title; its id stands for it where the kind is not known.
fn block_title(kind: Option<&Kind>, block: &BlockId) -> String {
    let title = kind.map_or_else(|| block.title(), |kind| kind.title_of(block));
    title.to_owned()
}

impl<'a> NoteDiff<'a> {
    fn of(
        id: &'a NoteId,
        change: NoteChange,
        sides: Sides<'a>,
        kind: Option<&Kind>,
    ) -> Option<Self> {
        let seen = |canvas: &'a Canvas| Seen::of(canvas, id);
        let (from, to) = (seen(sides.from), seen(sides.to));
        let came_from = match change {
            NoteChange::Moved => from.map(|from| block_title(kind, &from.note.place.block)),
            NoteChange::Added
            | NoteChange::Changed
            | NoteChange::Removed
            | NoteChange::Reordered => None,
        };
        (from.is_some() || to.is_some()).then_some(Self {
            id,
            change,
            from,
            to,
            came_from,
        })
    }

    /// What differs besides its text and place and what was said about it; of a note that is new or gone, all that it
    /// has.
    pub fn aspects(&self) -> Vec<Aspect> {
        let from = self.from.map(Seen::aspects).unwrap_or_default();
        let to = self.to.map(Seen::aspects).unwrap_or_default();
        let mut names: Vec<&String> = from.iter().map(|(name, _)| name).collect();
        let new = to.iter().map(|(name, _)| name);
        let new: Vec<&String> = new.filter(|name| !names.contains(name)).collect();
        names.extend(new);
        let value = |side: &[(String, String)], name: &String| {
            let found = side.iter().find(|(other, _)| other == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let aspect = |name: &String| Aspect {
            name: name.clone(),
            from: value(&from, name),
            to: value(&to, name),
        };
        let aspects = names.into_iter().map(aspect);
        aspects.filter(Aspect::differs).collect()
    }
}

impl<'a> Seen<'a> {
    fn of(canvas: &'a Canvas, id: &NoteId) -> Option<Self> {
        let note = canvas.note(id)?;
        Some(Self {
            canvas,
            note,
            position: canvas.position(id)? + 1,
            other: note.conflict_of.as_ref().and_then(|id| canvas.note(id)),
        })
    }

    /// The first line of the text that this is another one of, or the id of a note that is not there.
    pub fn other_text(self) -> Option<&'a str> {
        let id = self.note.conflict_of.as_ref()?;
        let first = self.other.and_then(|note| note.text.lines().next());
        Some(first.unwrap_or(id.as_str()))
    }

    /// The first line of a note, or the id of one that is not there.
    fn named(self, id: &'a NoteId) -> &'a str {
        let first = self
            .canvas
            .note(id)
            .and_then(|note| note.text.lines().next());
        first.unwrap_or(id.as_str())
    }

    /// All that it has besides its text and place, by name.
    fn aspects(self) -> Vec<(String, String)> {
        let color = self.note.color.as_ref().map(ToString::to_string);
        let tags: Vec<&str> = self.note.tags.iter().map(String::as_str).collect();
        let tags = (!tags.is_empty()).then(|| tags.join(", "));
        let other = self.other_text().map(str::to_owned);
        let amount = self.note.amount.as_ref().map(ToString::to_string);
        let links: Vec<&str> = self.note.links.iter().map(|id| self.named(id)).collect();
        let links = (!links.is_empty()).then(|| links.join(", "));
        let word = |word: &Option<Json>| word.as_ref().map(Json::to_string);
        let evidence: Vec<&str> = self
            .note
            .belief
            .evidence
            .iter()
            .map(String::as_str)
            .collect();
        let evidence = (!evidence.is_empty()).then(|| evidence.join("; "));
        let known = [
            ("colour", color),
            ("amount", amount),
            ("status", word(&self.note.belief.status)),
            ("horizon", word(&self.note.belief.horizon)),
            ("evidence", evidence),
            ("tags", tags),
            ("linked to", links),
            ("other text of", other),
        ];
        let known = known
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)));
        let extra = self.note.extra.iter();
        known
            .chain(extra.map(|(name, value)| (name.clone(), value.to_string())))
            .collect()
    }
}

impl FieldDiff {
    fn of(field: &FieldChange, from: &Canvas, to: &Canvas, kind: Option<&Kind>) -> Self {
        Self {
            field: field.clone(),
            from: value(field, from),
            to: value(field, to),
            parts: match field {
                FieldChange::Stated(statement) => statement.parts(from, to, kind),
                FieldChange::Conflicts => not_taken(from, to, kind),
                FieldChange::Kind | FieldChange::Header(_) | FieldChange::Unknown(_) => Vec::new(),
            },
        }
    }

    /// What it is called, for people.
    pub fn label(&self) -> String {
        match &self.field {
            FieldChange::Kind => "Kind".to_owned(),
            FieldChange::Header(field) => field.label().to_owned(),
            FieldChange::Conflicts => "Not taken".to_owned(),
            FieldChange::Stated(statement) => statement.label().to_owned(),
            FieldChange::Unknown(name) => name.clone(),
        }
    }

    /// What it is called in a file.
    pub fn key(&self) -> &str {
        match &self.field {
            FieldChange::Kind => "kind",
            FieldChange::Header(field) => field.key(),
            FieldChange::Conflicts => "conflicts",
            FieldChange::Stated(statement) => statement.key(),
            FieldChange::Unknown(name) => name,
        }
    }

    /// What differs, for people, as (label, before, after). Of the values that a merge did not take each has its own, and
    /// so has each part of what the canvas states as a whole.
    pub fn lines(&self) -> Vec<(String, String, String)> {
        match &self.field {
            FieldChange::Kind | FieldChange::Header(_) | FieldChange::Unknown(_) => {
                let text = |value: &Option<Json>| value.as_ref().map(Json::to_string);
                let [from, to] = [&self.from, &self.to].map(|side| text(side).unwrap_or_default());
                vec![(self.label(), from, to)]
            }
            FieldChange::Conflicts | FieldChange::Stated(_) => {
                let parts = self.parts.iter().cloned();
                let line = |part: StatedPart| (part.label, part.from, part.to);
                parts.map(line).collect()
            }
        }
    }
}

/// The values that a merge did not take: those that somebody dismissed since, and the new ones.
fn not_taken(from: &Canvas, to: &Canvas, kind: Option<&Kind>) -> Vec<StatedPart> {
    let lost = |canvas: &Canvas| -> BTreeSet<(String, Json)> {
        let paths = canvas.conflicts.iter();
        let values = paths.flat_map(|(path, values)| {
            let values = values.iter();
            values.map(move |value| (path.to_owned(), value.clone()))
        });
        values.collect()
    };
    let label = |canvas, path: &str| format!("Not taken, {}", words::name(canvas, path, kind));
    let (before, after) = (lost(from), lost(to));
    let dismissed = before.difference(&after).map(|(path, value)| StatedPart {
        label: label(from, path),
        from: words::value(path, value),
        to: String::new(),
        which: Which::Whole,
    });
    let new = after.difference(&before).map(|(path, value)| StatedPart {
        label: label(to, path),
        from: String::new(),
        to: words::value(path, value),
        which: Which::Whole,
    });
    dismissed.chain(new).collect()
}

fn value(field: &FieldChange, canvas: &Canvas) -> Option<Json> {
    let text = |text: &str| (!text.is_empty()).then(|| Json::String(text.into()));
    match field {
        FieldChange::Kind => text(&canvas.kind),
        FieldChange::Header(HeaderField::Iteration) => {
            let iteration = canvas.header.iteration?;
            Some(Json::Number(iteration.to_string().into()))
        }
        FieldChange::Header(
            field @ (HeaderField::Title
            | HeaderField::DesignedFor
            | HeaderField::DesignedBy
            | HeaderField::Date
            | HeaderField::State
            | HeaderField::Counterpart),
        ) => text(&canvas.header.get(*field)),
        FieldChange::Conflicts => conflicts(&canvas.conflicts),
        FieldChange::Stated(statement) => canvas.extra.get(statement.key()).cloned(),
        FieldChange::Unknown(name) => canvas.extra.get(name).cloned(),
    }
}

/// The values that lost, as a file has them.
fn conflicts(conflicts: &Conflicts) -> Option<Json> {
    let list = |values: &BTreeSet<Json>| Json::Array(values.iter().cloned().collect());
    let paths: Fields = conflicts
        .iter()
        .map(|(path, values)| (path.to_owned(), list(values)))
        .collect();
    (!paths.is_empty()).then_some(Json::Object(paths))
}
