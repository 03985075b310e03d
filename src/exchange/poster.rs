//! What of a canvas is shown to people who look at it: the same in pictures and on pages, whatever draws it.
//!
//! All texts are untrusted and as they are in the file: whoever draws them cleans them.

use crate::model::amount::Stated;
use crate::model::belief::{Horizon, Status};
use crate::model::canvas::Canvas;
use crate::model::color::NoteColor;
use crate::model::figures::{Money, figures, totals};
use crate::model::header::HeaderField;
use crate::model::id::{BlockId, NoteId};
use crate::model::json::Json;
use crate::model::kind::{Block, Kind};
use crate::model::note::Note;
use crate::model::stance::Stance;
use crate::model::vote::Voting;

/// The most dots that are drawn one by one.
const MOST_DRAWN: usize = 5;

mod palette;

pub use palette::{Paper, Rgb, Shade};

/// A canvas for people to look at.
#[derive(Clone, Debug)]
pub struct Poster<'a> {
    /// What kind of canvas it is.
    pub kind: &'a str,
    /// What it describes; `Untitled` where that is not filled in.
    pub title: &'a str,
    /// What else stands above the blocks, with its names; only what is filled in.
    pub fields: Vec<(HeaderField, String)>,
    /// The blocks of the kind, in fill order.
    pub blocks: Vec<Panel<'a>>,
    /// What lies off the grid: the parking list, and blocks that the kind does not have. Only those with notes.
    pub beside: Vec<Panel<'a>>,
    /// Who the layout is by, where that has to be said.
    pub credit: Option<&'a str>,
    /// How many notes there are.
    pub count: usize,
}

/// A block with its notes.
#[derive(Clone, Debug)]
pub struct Panel<'a> {
    /// Its id.
    pub id: &'a BlockId,
    /// The block, where the kind has it: its place, its order and its questions.
    pub block: Option<&'a Block>,
    /// Its name.
    pub title: &'a str,
    /// What its amounts come to in the first year, a sum for each currency that stays apart.
    pub totals: Vec<String>,
    /// Its notes, in order.
    pub notes: Vec<Sticky<'a>>,
}

/// A note.
#[derive(Clone, Debug)]
pub struct Sticky<'a> {
    /// Its id.
    pub id: &'a NoteId,
    /// The note.
    pub note: &'a Note,
    /// Whether the note of which it is the other text is there too.
    pub is_other_text: bool,
    /// The colour that it is shown in: its own, or that of a tag.
    pub color: Option<NoteColor>,
    /// Its tags.
    pub tags: Vec<Tag<'a>>,
    /// How many dots it has; none where they are still kept from everybody.
    pub dots: u64,
}

/// A tag of a note.
#[derive(Clone, Copy, Debug)]
pub struct Tag<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its own colour.
    pub color: Option<NoteColor>,
}

impl<'a> Poster<'a> {
    /// What is shown of the canvas.
    pub fn of(canvas: &'a Canvas, kind: &'a Kind) -> Self {
        let filled = HeaderField::ALL.into_iter().filter_map(|field| {
            let text = canvas.header.get(field);
            let is_shown = field != HeaderField::Title && !text.trim().is_empty();
            is_shown.then_some((field, text))
        });
        let title = canvas.header.title.as_str();
        let mut beside: Vec<&BlockId> = canvas.blocks_in_use().collect();
        beside.retain(|id| kind.block(id).is_none());
        kind.sort(&mut beside);
        let blocks = kind.blocks().map(|block| &block.id);
        Self {
            kind: kind.title(),
            title: if title.trim().is_empty() {
                "Untitled"
            } else {
                title
            },
            fields: filled.collect(),
            blocks: panels(canvas, kind, blocks),
            beside: panels(canvas, kind, beside.into_iter()),
            credit: kind.credit(),
            count: canvas.len(),
        }
    }

    /// All panels: the blocks, then what lies off the grid.
    pub fn panels(&self) -> impl Iterator<Item = &Panel<'a>> {
        self.blocks.iter().chain(&self.beside)
    }
}

fn panels<'a>(
    canvas: &'a Canvas,
    kind: &'a Kind,
    blocks: impl Iterator<Item = &'a BlockId>,
) -> Vec<Panel<'a>> {
    let figures = figures(canvas, kind).ok();
    let panel = |id: &'a BlockId| {
        let money = Money::of(kind, id);
        let sums = figures.as_ref().zip(money);
        let notes = canvas.block(id).iter();
        let notes = notes.filter_map(|id| Sticky::of(canvas, id));
        Panel {
            id,
            block: kind.block(id),
            title: kind.title_of(id),
            totals: sums.map_or_else(Vec::new, |(figures, money)| totals(figures, money)),
            notes: notes.collect(),
        }
    };
    blocks.map(panel).collect()
}

/// The sign of a status, for screens and paper alike. It never stands without its word.
pub const fn sign(status: Status) -> char {
    match status {
        Status::Untested => '◌',
        Status::Testing => '◐',
        Status::Supported => '✓',
        Status::Refuted => '✗',
    }
}

/// Whether dots may be seen: as long as a round is open, who sees them puts theirs there too.
pub fn are_dots_shown(canvas: &Canvas) -> bool {
    canvas.voting().is_none_or(Voting::is_shown)
}

/// Whether the colours of the note's tags are all that the canvas says of its tags.
pub fn are_tags_shown(canvas: &Canvas) -> bool {
    let Some(Json::Object(stated)) = canvas.tags() else {
        return false;
    };
    stated.iter().all(|(tag, said)| {
        let is_one = match said {
            Json::Object(fields) => fields.len() == 1,
            Json::String(_) => true,
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) => false,
        };
        let mut notes = canvas.notes();
        is_one && canvas.tag_color(tag).is_some() && notes.any(|(_, note)| note.tags.contains(tag))
    })
}

impl<'a> Sticky<'a> {
    fn of(canvas: &'a Canvas, id: &'a NoteId) -> Option<Self> {
        let note = canvas.note(id)?;
        let tag = |name: &'a str| Tag {
            name,
            color: canvas.tag_color(name),
        };
        Some(Self {
            id,
            note,
            is_other_text: canvas.other_text_of(id).is_some(),
            color: canvas.shown_color(note),
            tags: note.tags.iter().map(|name| tag(name)).collect(),
            dots: if are_dots_shown(canvas) {
                canvas.dots_on(note)
            } else {
                0
            },
        })
    }

    /// The name of its colour, where that has no pad of its own.
    pub fn unknown_color(&self) -> Option<&'a str> {
        let named = self.note.color.as_deref();
        named.filter(|name| NoteColor::from_name(name).is_none())
    }

    /// Its dots, a few of them as such: `●●● 3 dots`.
    pub fn dots(&self) -> Option<String> {
        let drawn = usize::try_from(self.dots).unwrap_or(usize::MAX);
        let drawn = if drawn > MOST_DRAWN { 1 } else { drawn };
        match self.dots {
            0 => None,
            1 => Some("● 1 dot".to_owned()),
            dots => Some(format!("{} {dots} dots", "●".repeat(drawn))),
        }
    }

    /// How far it is tested: the sign and the word, or the word alone where this version does not know it.
    pub fn status(&self) -> Option<String> {
        match (self.note.belief.status(), &self.note.belief.status) {
            (Some(status), _) => Some(format!("{} {}", sign(status), status.name())),
            (None, Some(other)) => Some(word(other)),
            (None, None) => None,
        }
    }

    /// When it comes to matter, where that is not now.
    pub fn horizon(&self) -> Option<String> {
        match (self.note.belief.horizon(), &self.note.belief.horizon) {
            (Some(Horizon::Now), _) => None,
            (Some(later @ (Horizon::Soon | Horizon::Later)), _) => {
                Some(format!("→ {}", later.name()))
            }
            (None, Some(other)) => Some(format!("→ {}", word(other))),
            (None, None) => None,
        }
    }

    /// What it costs or brings.
    pub fn amount(&self) -> Option<String> {
        self.note.amount.as_ref().map(Stated::badge)
    }

    /// How much speaks for or against it, in words.
    pub fn evidence(&self) -> Option<String> {
        counted(self.note.belief.evidence.len(), "finding", "findings")
    }

    /// How many comments are open, in words.
    pub fn comments(&self) -> Option<String> {
        let open = self.note.thread.open_comments();
        counted(open, "open comment", "open comments")
    }

    /// How many people gave which mark: `+3 -1 ?1`.
    pub fn marks(&self) -> Option<String> {
        let of = |stance: &Stance| {
            let marks = self.note.stances.iter();
            let count = marks.filter(|(_, mark)| Stance::of(mark) == Some(*stance));
            match count.count() {
                0 => None,
                count => Some(format!("{}{count}", stance.sign())),
            }
        };
        let marks: Vec<String> = Stance::ALL.iter().filter_map(of).collect();
        (!marks.is_empty()).then(|| marks.join(" "))
    }

    /// That it is one of two texts, and nobody has decided yet.
    pub fn conflict(&self) -> Option<&'static str> {
        self.is_other_text.then_some("the other of two texts")
    }
}

fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    }
}

/// A word of the file as people read it.
fn word(value: &Json) -> String {
    match value {
        Json::String(word) => word.to_string(),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => {
            value.to_string()
        }
    }
}
