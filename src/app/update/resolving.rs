//! Settling what two people changed at once: a note with two texts, a field with two values.

use std::collections::BTreeSet;

use super::Turn;
use crate::app::mode::{Clashing, Mode, Question};
use crate::model::amount::Stated;
use crate::model::canvas::Canvas;
use crate::model::conflicts::amount_path;
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
        } else if let Some(clashing) = first_lost(self.board.canvas()) {
            if let Clashing::Amount { note, .. } = &clashing {
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
            Clashing::Amount { note, other } => self.settle_amount(note, other, key),
            Clashing::Unknown { path, value } if key == 'D' => {
                let edit = self.dismissal(&path, &value);
                self.edit(edit);
            }
            Clashing::Unknown { .. } => {}
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

    fn settle_amount(&mut self, note: NoteId, other: Stated, key: char) {
        let mut edit = self.dismissal(&amount_path(&note), &other.to_json());
        let is_there = self.board.canvas().note(&note).is_some();
        if key == 't' && is_there {
            edit.0.push(Change::Amount(note, Some(other)));
        }
        self.edit(edit);
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

fn first_lost(canvas: &Canvas) -> Option<Clashing> {
    let (path, values) = canvas.conflicts.iter().next()?;
    let field = HeaderField::ALL
        .into_iter()
        .find(|field| field.key() == path);
    let note = || {
        let mut notes = canvas.notes().map(|(id, _)| id);
        notes.find(|id| amount_path(id) == path).cloned()
    };
    let value = values.first()?.clone();
    if let Some(note) = note() {
        let other = Stated::from_json(value);
        return Some(Clashing::Amount { note, other });
    }
    Some(match (field, value) {
        (Some(field), Json::String(text)) => Clashing::Header {
            field,
            text: text.into_string(),
        },
        (_, value) => Clashing::Unknown {
            path: path.to_owned(),
            value,
        },
    })
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
