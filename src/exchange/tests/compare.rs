//! What came back of a canvas, held against what an export said that it leaves out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use crate::exchange::part::{CanvasPart, Part};
use crate::exchange::{FoundNote, Left, Stands, blocks};
use crate::model::canvas::Canvas;
use crate::model::conflicts::Conflicts;
use crate::model::header::Header;
use crate::model::id::{BlockId, NoteId};
use crate::model::json::Fields;
use crate::model::kind::Kind;
use crate::model::note::Note;
use crate::model::stance::Stances;
use crate::model::thread::Thread;
use crate::model::vote::Votes;

/// What is not as it was beyond what `left` names, in words: nothing where the export told the truth.
///
/// Ids and ranks do not count: notes are the same by block and order, and links by where they lead. A note whose block is
/// left out stands at the end of the parking list, with whatever tags.
pub(in crate::exchange) fn differences(
    canvas: &Canvas,
    back: &Canvas,
    kind: &Kind,
    left: &Left,
) -> Vec<String> {
    let (was, is) = (
        Told::of(canvas, kind, left),
        Told::of(back, kind, &Left::default()),
    );
    let mut told = Differences(Vec::new());
    if !left.canvas.contains(&CanvasPart::Kind) {
        told.say("kind", &was.kind, &is.kind);
    }
    told.say("header", &was.header, &is.header);
    told.say("fields", &was.extra, &is.extra);
    told.say("conflicts", &was.conflicts, &is.conflicts);
    let ids: BTreeSet<&BlockId> = was.blocks.keys().chain(is.blocks.keys()).collect();
    for id in ids {
        let (was, is) = (was.blocks.get(id), is.blocks.get(id));
        let (was, is) = (
            was.map_or(&[][..], |notes| notes),
            is.map_or(&[][..], |notes| notes),
        );
        told.say(&format!("number of notes in {id:?}"), &was.len(), &is.len());
        for (was, is) in was.iter().zip(is) {
            told.say(&format!("a note in {id:?}"), was, &is.like(was));
        }
    }
    told.0
}

struct Differences(Vec<String>);

impl Differences {
    fn say<T: PartialEq + Debug>(&mut self, what: &str, was: &T, is: &T) {
        if was != is {
            self.0.push(format!("{what}: {was:?} became {is:?}"));
        }
    }
}

/// All that a canvas says.
struct Told {
    kind: String,
    header: Header,
    extra: Fields,
    conflicts: Conflicts,
    blocks: BTreeMap<BlockId, Vec<ToldNote>>,
}

#[derive(Clone, Debug, PartialEq)]
struct ToldNote {
    text: String,
    worn: Worn,
    /// `None` where they do not count.
    tags: Option<BTreeSet<String>>,
    links: BTreeSet<String>,
    rest: Note,
}

impl ToldNote {
    /// Without what does not count in the other one.
    fn like(&self, other: &Self) -> Self {
        let tags = self.tags.clone().filter(|_| other.tags.is_some());
        let worn = other.worn;
        let text = worn.of(&self.text);
        Self {
            text,
            worn,
            tags,
            ..self.clone()
        }
    }
}

impl Told {
    fn of(canvas: &Canvas, kind: &Kind, left: &Left) -> Self {
        let lost: BTreeSet<(&NoteId, &Part)> =
            left.notes.iter().map(|(id, part)| (id, part)).collect();
        let mut seats: BTreeMap<BlockId, Vec<&NoteId>> = BTreeMap::new();
        let mut homeless = Vec::new();
        for (block, notes) in blocks(canvas, kind) {
            for (id, _) in notes {
                if lost.contains(&(id, &Part::Text)) {
                    continue;
                }
                if lost.contains(&(id, &Part::Block)) {
                    homeless.push(id);
                } else {
                    seats.entry(block.clone()).or_default().push(id);
                }
            }
        }
        if !homeless.is_empty() {
            seats
                .entry(BlockId::parking())
                .or_default()
                .extend(homeless);
        }
        let names: BTreeMap<&NoteId, String> = seats
            .iter()
            .flat_map(|(block, ids)| {
                let named = ids.iter().enumerate();
                named.map(move |(at, id)| (*id, format!("{} {at}", block.as_str())))
            })
            .collect();
        let note = |id: &NoteId| told(canvas.note(id).unwrap(), id, &lost, &names);
        let blocks = seats
            .iter()
            .map(|(block, ids)| (block.clone(), ids.iter().map(|id| note(id)).collect()));
        let blocks = blocks.collect();
        let mut told = Self {
            kind: canvas.kind.clone(),
            header: canvas.header.clone(),
            extra: canvas.extra.clone(),
            conflicts: canvas.conflicts.clone(),
            blocks,
        };
        for part in &left.canvas {
            match part {
                CanvasPart::Header(field) => drop(told.header.set(*field, "")),
                CanvasPart::Kind => {}
                CanvasPart::Conflicts => told.conflicts = Conflicts::default(),
                CanvasPart::Field(name) => drop(told.extra.remove(name)),
            }
        }
        told
    }
}

fn told(
    note: &Note,
    id: &NoteId,
    lost: &BTreeSet<(&NoteId, &Part)>,
    names: &BTreeMap<&NoteId, String>,
) -> ToldNote {
    let is_lost = |part: &Part| lost.contains(&(id, part));
    let name = |id: &NoteId| {
        let name = names.get(id).cloned();
        name.unwrap_or_else(|| id.as_str().to_owned())
    };
    let mut note = note.clone();
    note.conflict_of = note.conflict_of.map(|id| NoteId::from(name(&id).as_str()));
    let fields = note.extra.keys().cloned().map(Part::Field);
    let mut lost: Vec<Part> = fields.chain(PARTS).collect();
    lost.retain(is_lost);
    for part in &lost {
        strip(&mut note, part);
    }
    let links = std::mem::take(&mut note.links);
    let worn = match (lost.contains(&Part::Signs), lost.contains(&Part::Lines)) {
        (true, _) => Worn::ToLetters,
        (false, true) => Worn::ToWords,
        (false, false) => Worn::NotAtAll,
    };
    ToldNote {
        text: worn.of(&std::mem::take(&mut note.text)),
        worn,
        tags: (!lost.contains(&Part::Block)).then(|| note.tags.clone()),
        links: links.iter().map(name).collect(),
        rest: Note {
            place: FoundNote::new(Stands::Under(String::new()), "").note.place,
            tags: BTreeSet::new(),
            ..note
        },
    }
}

/// All parts but fields.
const PARTS: [Part; 14] = [
    Part::Color,
    Part::Tags,
    Part::Links,
    Part::Amount,
    Part::Status,
    Part::Horizon,
    Part::Evidence,
    Part::Comments,
    Part::Marks,
    Part::Dots,
    Part::OtherText,
    Part::Lines,
    Part::Signs,
    Part::Block,
];

/// Takes the part away.
fn strip(note: &mut Note, part: &Part) {
    match part {
        Part::Color => note.color = None,
        Part::Tags => note.tags.clear(),
        Part::Links => note.links.clear(),
        Part::Amount => note.amount = None,
        Part::Status => note.belief.status = None,
        Part::Horizon => note.belief.horizon = None,
        Part::Evidence => note.belief.evidence.clear(),
        Part::Comments => note.thread = Thread::default(),
        Part::Marks => note.stances = Stances::default(),
        Part::Dots => note.votes = Votes::default(),
        Part::OtherText => note.conflict_of = None,
        Part::Text | Part::Lines | Part::Signs | Part::Block => {}
        Part::Field(name) => drop(note.extra.remove(name)),
    }
}

/// What of a text counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Worn {
    NotAtAll,
    ToWords,
    ToLetters,
}

impl Worn {
    fn of(self, text: &str) -> String {
        let is_blank = |char: char| char.is_whitespace() || char.is_control();
        match self {
            Self::NotAtAll => text.to_owned(),
            Self::ToWords => {
                let words = text.split(is_blank).filter(|word| !word.is_empty());
                words.collect::<Vec<_>>().join(" ")
            }
            Self::ToLetters => text.chars().filter(|char| char.is_alphanumeric()).collect(),
        }
    }
}
