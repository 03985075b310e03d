//! Settling what two people changed at once: a note with two texts, a field with two values.

use std::collections::BTreeSet;

use super::Turn;
use crate::app::mode::{Clashing, Mode, Question};
use crate::model::canvas::Canvas;
use crate::model::conflicts::Spot;
use crate::model::edit::{Change, Edit};
use crate::model::header::HeaderField;
use crate::model::id::NoteId;
use crate::model::json::Json;
use crate::model::note::{CONFLICT_TAG, Note};

impl Turn<'_> {
    /// Asks about the conflict of the note in focus, else of the next one, else of the first field.
    pub(super) fn settle_next(&mut self) {
        let parted = self.board.canvas().parted();
        let parted: BTreeSet<&NoteId> = parted.flat_map(|(note, other)| [note, other]).collect();
        let here = self.board.focus.note.clone();
        let here = here.filter(|id| parted.contains(id));
        let next = here.or_else(|| self.step_to(1, |_, id| parted.contains(id)));
        if let Some((note, other)) = next.and_then(|id| pair(self.board.canvas(), &id)) {
            let whose = self.board.news.whose(&other);
            self.board.focus_note(&note);
            self.ask_clash(Clashing::Texts { note, other, whose });
        } else if let Some((path, spot, value)) = self.board.canvas().first_lost() {
            let clashing = field_clash(self.board.canvas(), path, &spot, value);
            if let Some(note) = spot.note() {
                self.board.focus_note(note);
            }
            self.ask_clash(clashing);
        } else {
            self.info("nothing to settle: no two people changed the same");
        }
    }

    fn ask_clash(&mut self, clashing: Clashing) {
        if !self.refuse_edits() {
            self.board.mode = Mode::Ask(Question::Settle(clashing));
        }
    }

    pub(super) fn settle_clash(&mut self, clashing: Clashing, key: char) {
        match clashing {
            Clashing::Texts { note, other, .. } => self.settle_texts(&note, &other, key),
            Clashing::Header { field, text } => self.settle_header(field, text, key),
            Clashing::Field { path, value } => self.settle_field(&path, value, key),
            Clashing::Stray { path, value } if key == 'D' => {
                let edit = self.dismissal(&path, &value);
                self.edit(edit);
            }
            Clashing::Stray { .. } => {}
        }
    }

    fn settle_texts(&mut self, note: &NoteId, other: &NoteId, key: char) {
        let canvas = self.board.canvas();
        let (Some(kept), Some(second)) = (canvas.note(note), canvas.note(other)) else {
            return self.info("it is settled already");
        };
        let whose_second = self.board.news.whose(other);
        let edit = match (key, Clashing::keeps_second(key, whose_second)) {
            ('b', _) => both(other, second),
            ('e', _) => one(
                note,
                other,
                second,
                Some(format!("{}\n{}", kept.text, second.text)),
            ),
            (_, true) => one(note, other, second, Some(second.text.clone())),
            (_, false) => one(note, other, second, None),
        };
        if self.edit(edit) && key == 'e' {
            self.board.focus_note(note);
            self.edit_note();
        }
    }

    fn settle_header(&mut self, field: HeaderField, text: String, key: char) {
        let now = self.board.canvas().header.get(field);
        let taken = match key {
            't' => Some(text.clone()),
            'b' | 'e' => Some(format!("{now} / {text}")),
            _ => None,
        };
        let mut edit = self.dismissal(field.key(), &Json::String(text.into()));
        edit.0.extend(taken.map(|text| Change::Header(field, text)));
        if self.edit(edit) && key == 'e' {
            self.type_header(field);
        }
    }

    fn settle_field(&mut self, path: &str, value: Json, key: char) {
        let mut edit = self.dismissal(path, &value);
        let spot = Spot::of(path);
        if key == 't' {
            match spot.taking(self.board.canvas(), value) {
                Some(taken) => edit.0.extend(taken.0),
                None => return self.warn("there is no place for the second any more"),
            }
        }
        if self.edit(edit) && key == 't' && spot == Spot::Kind {
            self.info("open the canvas again to see it as that kind");
        }
    }

    /// The edit that dismisses a value.
    fn dismissal(&self, path: &str, value: &Json) -> Edit {
        let lost = self.board.canvas().conflicts.at(path);
        let mut rest = lost.cloned().unwrap_or_default();
        rest.remove(value);
        Change::Lost(path.to_owned(), rest).into()
    }
}

/// A note and the note that holds its other text, from either of the two.
fn pair(canvas: &Canvas, id: &NoteId) -> Option<(NoteId, NoteId)> {
    if let Some(note) = canvas.other_text_of(id) {
        return Some((note.clone(), id.clone()));
    }
    let mut parted = canvas.parted();
    let (note, other) = parted.find(|(note, _)| *note == id)?;
    Some((note.clone(), other.clone()))
}

/// What there is to ask about the value that lost there.
fn field_clash(canvas: &Canvas, path: &str, spot: &Spot, value: &Json) -> Clashing {
    let (path, value) = (path.to_owned(), value.clone());
    match (spot, value) {
        (Spot::Header(field), Json::String(text)) => Clashing::Header {
            field: *field,
            text: text.into_string(),
        },
        (_, value) if spot.taking(canvas, value.clone()).is_none() => {
            Clashing::Stray { path, value }
        }
        (_, value) => Clashing::Field { path, value },
    }
}

/// Both stay, and are no conflict any more.
fn both(other: &NoteId, second: &Note) -> Edit {
    let mut tags: BTreeSet<String> = second.tags.clone();
    tags.remove(CONFLICT_TAG);
    Edit(vec![
        Change::Tags(other.clone(), tags),
        Change::Conflict(other.clone(), None),
    ])
}

/// The note gets this text, if any, and what was said about the other one, which goes.
fn one(note: &NoteId, other: &NoteId, second: &Note, text: Option<String>) -> Edit {
    let said = second.thread.iter();
    let said = said.map(|(id, said)| Change::Comment(note.clone(), id.clone(), Some(said.clone())));
    let text = text.map(|text| Change::Text(note.clone(), text));
    let mut changes: Vec<Change> = text.into_iter().chain(said).collect();
    changes.push(Change::Remove(other.clone()));
    Edit(changes)
}
