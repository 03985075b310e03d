//! Notes: texts, lists of texts, and objects with a text and more.

use super::key::{folded, is_content, is_text, items, scalar};
use super::read::Reading;
use crate::exchange::found::{FoundNote, Stands};
use crate::exchange::words;
use crate::format::Loose;
use crate::model::amount::Stated;
use crate::model::belief;
use crate::model::id::NoteId;
use crate::model::json::Json;
use crate::model::note::Note;

impl Reading<'_> {
    /// A note of this text.
    pub(super) fn text(&mut self, heading: &str, text: &str, tags: &[String]) {
        let mut found = FoundNote::new(Stands::Under(heading.to_owned()), text);
        found.note.tags.extend(tags.iter().cloned());
        self.found.notes.push(found);
    }

    /// The notes of a text that stands alone: a list in lines is one note a line.
    pub(super) fn texts(&mut self, heading: &str, text: &str, tags: &[String]) {
        for text in split(text) {
            self.text(heading, text, tags);
        }
    }

    /// A note with more than a text.
    pub(super) fn note(&mut self, heading: &str, members: &[(String, Loose)], tags: &[String]) {
        let mut found = FoundNote::new(Stands::Under(heading.to_owned()), "");
        found.note.tags.extend(tags.iter().cloned());
        let is_text = |(key, value): &&(String, Loose)| {
            is_text(key).is_some() && scalar(value).is_some_and(|text| !text.is_empty())
        };
        let texts = members.iter().filter(is_text);
        let head = texts.min_by_key(|(key, _)| super::key::is_text(key));
        let mut lines: Vec<&str> = head
            .and_then(|(_, value)| scalar(value))
            .into_iter()
            .collect();
        for member in members {
            let (key, value) = member;
            let is_head = head.is_some_and(|head| std::ptr::eq(head, member));
            let is_other_text = is_text(&member) && !is_head;
            let listed = items(value).filter(|_| is_content(key));
            let listed =
                listed.and_then(|items| items.iter().map(scalar).collect::<Option<Vec<_>>>());
            match (scalar(value), listed) {
                (Some(text), _) if is_other_text => lines.push(text),
                (_, Some(listed)) => lines.extend(listed),
                (_, None) if !is_head => self.field(&mut found, key, value),
                _ => {}
            }
        }
        let text = lines.join("\n");
        for (at, text) in split_or_empty(&text).into_iter().enumerate() {
            let mut found = found.clone();
            text.clone_into(&mut found.note.text);
            found.id = found.id.filter(|_| at == 0);
            self.found.notes.push(found);
        }
    }

    /// A field of a note: one that a canvas has too, or one to keep.
    fn field(&mut self, found: &mut FoundNote, key: &str, value: &Loose) {
        if *value == Loose::Null || self.word(found, key, value) || fill(found, key, value) {
            return;
        }
        let value = self.json(value);
        let kept = found.keep(key, value);
        self.found.say(kept);
    }

    /// Puts a word into the part of the note that its key names: programs have words of their own for these.
    fn word(&mut self, found: &mut FoundNote, key: &str, value: &Loose) -> bool {
        let Some(word) = scalar(value).filter(|word| !word.is_empty()) else {
            return false;
        };
        let (here, note) = (&mut self.found, &mut found.note);
        match folded(key).as_str() {
            "color" | "colour" if note.color.is_none() => words::color(here, note, None, word),
            "status" if note.belief.status.is_none() => words::status(here, note, None, word),
            "horizon" if note.belief.horizon.is_none() => words::horizon(here, note, None, word),
            _ => return false,
        }
        true
    }
}

/// Puts a value into the part of the note that its key names, if it fits there.
fn fill(found: &mut FoundNote, key: &str, value: &Loose) -> bool {
    let text = scalar(value).filter(|text| !text.is_empty());
    let note = &mut found.note;
    match (folded(key).as_str(), text) {
        ("id", Some(id)) if found.id.is_none() && crate::format::is_note_id(id) => {
            found.id = Some(NoteId::from(id));
            true
        }
        ("amount", Some(amount)) if note.amount.is_none() => {
            note.amount = Some(Stated::from_json(Json::String(amount.into())));
            true
        }
        ("tags" | "labels" | "evidence" | "links", _) => list(note, key, value),
        _ => false,
    }
}

/// Puts the items of a list into the note, if all of them fit there.
fn list(note: &mut Note, key: &str, value: &Loose) -> bool {
    let one = scalar(value).map(|text| vec![text]);
    let many = || items(value)?.iter().map(scalar).collect::<Option<Vec<_>>>();
    let Some(all) = one.or_else(many) else {
        return false;
    };
    let is_evidence = |text: &&str| belief::line(text).as_deref() == Some(text);
    let is_id = |text: &&str| crate::format::is_note_id(text) && !text.contains("://");
    match folded(key).as_str() {
        "evidence" if all.iter().all(is_evidence) => {
            note.belief
                .evidence
                .extend(all.into_iter().map(str::to_owned));
            true
        }
        "links" if all.iter().all(is_id) => {
            note.links.extend(all.into_iter().map(NoteId::from));
            true
        }
        "tags" | "labels" if all.iter().all(|tag| !tag.trim().is_empty()) => {
            note.tags.extend(all.into_iter().map(str::to_owned));
            true
        }
        _ => false,
    }
}

/// The items of a list in lines; the whole text where it is none, and nothing where it is empty.
fn split(text: &str) -> Vec<&str> {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let items: Option<Vec<&str>> = lines.iter().map(|line| bullet(line)).collect();
    match items {
        Some(items) if items.len() > 1 => items,
        Some(_) | None if text.trim().is_empty() => Vec::new(),
        Some(_) | None => vec![text],
    }
}

fn split_or_empty(text: &str) -> Vec<&str> {
    let split = split(text);
    if split.is_empty() { vec![""] } else { split }
}

/// What follows the bullet of a line that has one and stands at its margin.
fn bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '*', '•', '+'])?;
    let item = rest.trim();
    (rest.starts_with(char::is_whitespace) && !item.is_empty()).then_some(item)
}
