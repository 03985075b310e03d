//! Two versions of a canvas as one: the later one, with what is gone where it was and what changed marked.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::badge::{Badges, badges};
use super::face::{Face, Part};
use crate::model::canvas::Canvas;
use crate::model::changes::{Changes, NoteChange};
use crate::model::id::{BlockId, NoteId};
use crate::model::kind::Kind;
use crate::model::note::Note;
use crate::model::words::{Piece, PieceChange, words};

/// What became of a note, as its sign tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is new.
    Added,
    /// Its text, or something else but its colour, differs.
    Edited,
    /// Only its colour differs.
    Recolored,
    /// It came from another block.
    Moved,
    /// It stands at another place of its block.
    Reordered,
    /// It is gone.
    Removed,
}

impl Mark {
    /// The sign that stands for it.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Added => "+",
            Self::Edited => "~",
            Self::Recolored => "*",
            Self::Moved => ">",
            Self::Reordered => "=",
            Self::Removed => "-",
        }
    }

    /// What happened, in a word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Added => "new",
            Self::Edited => "changed",
            Self::Recolored => "recoloured",
            Self::Moved => "moved here",
            Self::Reordered => "in another order",
            Self::Removed => "gone",
        }
    }
}

/// A canvas with what changed since another version woven into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weave {
    changes: Changes,
    shown: Canvas,
    marks: BTreeMap<NoteId, (Mark, Woven)>,
    /// The earlier version without its notes: it says which dots counted in it.
    round: Canvas,
}

/// The text of a note that differs, with its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Woven {
    text: String,
    parts: Vec<(Range<usize>, Part)>,
    /// The badges that it had; `None` where it was not there before, or is not now.
    badges: Option<Badges>,
    /// The note as it was, where it had other dots.
    voted: Option<Note>,
}

impl Weave {
    /// What changed from one version to the other.
    pub fn between(from: &Canvas, to: &Canvas, kind: &Kind) -> Self {
        let changes = Changes::between(from, to);
        let mut shown = to.clone();
        let mut marks = BTreeMap::new();
        for (id, change) in changes.notes() {
            let (before, after) = (from.note(id), to.note(id));
            if let (Some(gone), None) = (before, after) {
                // Its id is free: it is not in the later version.
                let _ = shown.insert(id.clone(), gone.clone());
            }
            let mark = mark(change, before, after);
            marks.insert(id.clone(), (mark, Woven::of(mark, before, after, kind)));
        }
        Self {
            changes,
            shown,
            marks,
            round: from.without_notes(),
        }
    }

    /// How a canvas differs from another one that is shown beside it: what only the other one has stands there.
    pub fn beside(other: &Canvas, own: &Canvas) -> Self {
        let changes = Changes::between(other, own);
        let mut marks = BTreeMap::new();
        for (id, change) in changes.notes() {
            if let Some(note) = own.note(id) {
                let before = other.note(id);
                let woven = Woven::own(before, note);
                marks.insert(id.clone(), (mark(change, before, Some(note)), woven));
            }
        }
        Self {
            changes,
            shown: own.clone(),
            marks,
            round: other.without_notes(),
        }
    }

    /// What changed.
    pub fn changes(&self) -> &Changes {
        &self.changes
    }

    /// The later version, with the notes that are gone where they were.
    pub fn shown(&self) -> &Canvas {
        &self.shown
    }

    /// How many notes the block has in the later version.
    pub fn count(&self, block: &BlockId) -> usize {
        let gone = self.changes.block(block);
        let gone = gone.map_or(&[][..], |changes| &changes.removed);
        let gone = gone.iter().filter(|id| self.shown.note(id).is_some());
        self.shown.block(block).len().saturating_sub(gone.count())
    }

    /// What became of the note; `None` where it is as it was.
    pub fn mark(&self, id: &NoteId) -> Option<Mark> {
        self.marks.get(id).map(|(mark, _)| *mark)
    }

    /// The note's text with what changed in it; `None` where nothing did.
    pub fn face(&self, id: &NoteId) -> Option<Face<'_>> {
        let (_, woven) = self.marks.get(id)?;
        Some(Face {
            text: Cow::Borrowed(&woven.text),
            parts: Cow::Borrowed(&woven.parts),
        })
    }

    /// The badges that the note had in the earlier version, where it is in both.
    pub fn badges_before(&self, id: &NoteId) -> Option<&Badges> {
        self.marks.get(id)?.1.badges.as_ref()
    }

    /// The note as it was, and the canvas that says which of its dots counted; `None` where it had the same.
    pub fn dots_before(&self, id: &NoteId) -> Option<(&Note, &Canvas)> {
        let (_, woven) = self.marks.get(id)?;
        Some((woven.voted.as_ref()?, &self.round))
    }
}

fn mark(change: NoteChange, before: Option<&Note>, after: Option<&Note>) -> Mark {
    match change {
        NoteChange::Added => Mark::Added,
        NoteChange::Removed => Mark::Removed,
        NoteChange::Moved => Mark::Moved,
        NoteChange::Reordered => Mark::Reordered,
        NoteChange::Changed => match (before, after) {
            (Some(before), Some(after)) if is_recolored(before, after) => Mark::Recolored,
            (Some(_) | None, _) => Mark::Edited,
        },
    }
}

/// Whether nothing but the colour, and maybe the order, differs.
fn is_recolored(before: &Note, after: &Note) -> bool {
    let repainted = Note {
        color: before.color.clone(),
        place: before.place.clone(),
        ..after.clone()
    };
    repainted == *before
}

impl Woven {
    fn of(mark: Mark, before: Option<&Note>, after: Option<&Note>, kind: &Kind) -> Self {
        let mut woven = Self::default();
        match (before, after) {
            (Some(before), Some(after)) => {
                woven.pieces(&words(&before.text, &after.text));
                woven.badge(&told(mark, before, after, kind));
                woven.badges = Some(badges(before));
                woven.voted = (before.votes != after.votes).then(|| before.clone());
            }
            (None, Some(note)) => woven.part(&note.text, Some(Part::New)),
            (Some(note), None) => woven.part(&note.text, Some(Part::Gone)),
            (None, None) => {}
        }
        woven
    }

    /// The note's own text alone, with what the other one lacks.
    fn own(other: Option<&Note>, note: &Note) -> Self {
        let mut woven = Self::default();
        for piece in words(other.map_or("", |other| &other.text), &note.text) {
            match piece.change {
                PieceChange::Same => woven.part(piece.text, None),
                PieceChange::Added if other.is_some() => woven.part(piece.text, Some(Part::New)),
                // A note that the other canvas lacks has a sign, which says it in fewer colours.
                PieceChange::Added => woven.part(piece.text, None),
                PieceChange::Removed => {}
            }
        }
        // What the other one has stands there: here a badge that differs came from nothing.
        woven.badges = other.map(|other| {
            let (was, now) = (badges(other), badges(note));
            let mut pairs = was.into_iter().zip(now);
            std::array::from_fn(|_| match pairs.next() {
                Some((was, now)) if was == now => was,
                Some(_) | None => String::new(),
            })
        });
        woven
    }

    fn pieces(&mut self, pieces: &[Piece<'_>]) {
        let mut last = PieceChange::Same;
        for piece in pieces {
            // What came in place of something would read as one word with it.
            let touches = !self.text.ends_with(char::is_whitespace)
                && !piece.text.starts_with(char::is_whitespace);
            if last == PieceChange::Removed && piece.change == PieceChange::Added && touches {
                self.text.push(' ');
            }
            last = piece.change;
            self.part(
                piece.text,
                match piece.change {
                    PieceChange::Same => None,
                    PieceChange::Removed => Some(Part::Gone),
                    PieceChange::Added => Some(Part::New),
                },
            );
        }
    }

    fn part(&mut self, text: &str, part: Option<Part>) {
        let start = self.text.len();
        self.text.push_str(text);
        let range = start..self.text.len();
        self.parts.extend(part.map(|part| (range, part)));
    }

    fn badge(&mut self, badge: &str) {
        let mut face = Face {
            text: Cow::Owned(std::mem::take(&mut self.text)),
            parts: Cow::Owned(std::mem::take(&mut self.parts)),
        };
        face.badge(badge);
        (self.text, self.parts) = (face.text.into_owned(), face.parts.into_owned());
    }
}

/// What differs besides the text, such as `from Channels, yellow to red, +dev`.
fn told(mark: Mark, before: &Note, after: &Note, kind: &Kind) -> String {
    let mut told = Vec::new();
    if mark == Mark::Moved {
        told.push(format!("from {}", kind.title_of(&before.place.block)));
    }
    if before.color != after.color {
        let name = |note: &Note| note.color.clone().unwrap_or_else(|| "no colour".into());
        told.push(format!("{} to {}", name(before), name(after)));
    }
    let gone = before.tags.difference(&after.tags);
    told.extend(gone.map(|tag| format!("-{tag}")));
    let new = after.tags.difference(&before.tags);
    told.extend(new.map(|tag| format!("+{tag}")));
    let links = |sign, count| match count {
        0 => None,
        1 => Some(format!("{sign}1 link")),
        _ => Some(format!("{sign}{count} links")),
    };
    told.extend(links('-', before.links.difference(&after.links).count()));
    told.extend(links('+', after.links.difference(&before.links).count()));
    if told.is_empty() {
        return String::new();
    }
    format!("({})", told.join(", "))
}

#[cfg(test)]
mod tests;
