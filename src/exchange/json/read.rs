//! What an object says, key by key: sections, what stands above them, and the rest, which is kept.

use super::key::{
    header_field, is_content, is_heading, is_kind, is_text, is_wrapper, items, members, scalar,
    string,
};
use super::saves;
use crate::exchange::Unreadable;
use crate::exchange::found::{Found, Remark};
use crate::exchange::naming::{Kinds, key};
use crate::exchange::numbered::first_free;
use crate::format::{Loose, loose};
use crate::model::id::PARKING;
use crate::model::json::{Fields, Json};

/// How deep sections are looked for.
const DEEPEST: usize = 4;

/// What the file says.
pub(in crate::exchange) fn read(text: &str, kinds: &Kinds) -> Result<Found, Unreadable> {
    let value = loose(text).map_err(|broken| Unreadable {
        line: broken.at.map(|at| at.line),
        reason: broken.what.to_string(),
    })?;
    let mut reading = Reading {
        kinds,
        found: Found::default(),
    };
    match &value {
        Loose::Object(members) => {
            if !saves::read(&mut reading, members) {
                reading.object("", members);
            }
        }
        Loose::Array(items) => reading.rows(items),
        Loose::Null | Loose::Bool(_) | Loose::Number(_) | Loose::String(_) => {
            reading.section(PARKING, &value, &[]);
        }
    }
    Ok(reading.found)
}

/// What was read so far.
pub(super) struct Reading<'k> {
    pub(super) kinds: &'k Kinds,
    pub(super) found: Found,
}

impl Reading<'_> {
    /// The members of an object that holds sections, found under `path`.
    pub(super) fn object(&mut self, path: &str, members: &[(String, Loose)]) {
        for (key, value) in members {
            self.member(path, key, value);
        }
    }

    fn member(&mut self, path: &str, key: &str, value: &Loose) {
        if let Some(text) = scalar(value)
            && self.of_canvas(key, text)
        {
            return;
        }
        let of_canvas = is_wrapper(key) && members(value).is_some();
        if !of_canvas && self.kinds.know(key) {
            self.section(key, value, &[]);
            return;
        }
        let deeper = match path {
            "" => key.to_owned(),
            path => format!("{path}.{key}"),
        };
        match value {
            Loose::Null => {}
            Loose::Object(members) if of_canvas || self.leads_to_sections(value, DEEPEST) => {
                self.around(key);
                self.object(&deeper, members);
            }
            Loose::Array(items) if self.are_rows(items) => {
                self.around(key);
                self.rows(items);
            }
            Loose::Array(_) => self.section(key, value, &[]),
            Loose::Bool(_) | Loose::Number(_) | Loose::String(_) | Loose::Object(_) => {
                self.keep(&deeper, value);
            }
        }
    }

    /// Tells of a name that has sections below it and has no place in a canvas itself.
    fn around(&mut self, key: &str) {
        let says_nothing = is_wrapper(key) || is_content(key) || self.kinds.named(key).is_some();
        if !says_nothing && !key.trim().is_empty() {
            self.found.say(Remark::LeftOut {
                line: None,
                what: format!("the name {key:?}, below which blocks stand"),
            });
        }
    }

    /// Takes what stands above the blocks, if it is of that and not filled in yet.
    fn of_canvas(&mut self, key: &str, text: &str) -> bool {
        if is_kind(key) && self.found.kind.is_none() && self.kinds.named(text).is_some() {
            self.found.kind = Some(text.to_owned());
            return true;
        }
        let Some(field) = header_field(key) else {
            return false;
        };
        let header = &mut self.found.header;
        header.get(field).is_empty() && !text.is_empty() && header.set(field, text).is_ok()
    }

    /// Whether a block is named somewhere in it.
    fn leads_to_sections(&self, value: &Loose, deepest: usize) -> bool {
        let Some(deepest) = deepest.checked_sub(1) else {
            return false;
        };
        match value {
            Loose::Object(members) => members
                .iter()
                .any(|(key, value)| self.kinds.know(key) || self.leads_to_sections(value, deepest)),
            Loose::Array(items) => self.are_rows(items),
            Loose::Null | Loose::Bool(_) | Loose::Number(_) | Loose::String(_) => false,
        }
    }

    /// Whether these are notes or sections that say where they stand.
    fn are_rows(&self, items: &[Loose]) -> bool {
        let mut objects = items.iter().filter_map(members);
        objects.any(|members| self.heading(members).is_some())
    }

    /// Notes, or sections, in a list; those that do not say where they stand are parked.
    pub(super) fn rows(&mut self, items: &[Loose]) {
        // Beside sections of known names those of other names are sections, too.
        let mut objects = items.iter().filter_map(members);
        let are_sections =
            objects.any(|members| has_content(members) && self.heading(members).is_some());
        for item in items {
            let heading = members(item).and_then(|members| {
                let known = self.heading(members);
                known.or_else(|| unknown_heading(members).filter(|_| are_sections))
            });
            match (item, heading) {
                (Loose::Object(members), Some((at, heading))) => {
                    let mut rest = members.clone();
                    rest.remove(at);
                    let before = self.found.notes.len();
                    self.section_object(&heading, &rest, &[]);
                    if self.found.notes.len() == before && !self.kinds.know(&heading) {
                        self.found.say(Remark::LeftOut {
                            line: None,
                            what: format!("the section {heading:?}, which is empty"),
                        });
                    }
                }
                (Loose::Array(cells), _) => self.cells(cells),
                _ => self.item(PARKING, item, &[]),
            }
        }
    }

    /// A row of a table: the block, then its notes.
    fn cells(&mut self, cells: &[Loose]) {
        let heading = cells.split_first().and_then(|(first, rest)| {
            let name = string(first).filter(|name| self.kinds.know(name))?;
            Some((name.to_owned(), rest))
        });
        let (heading, cells) = heading.unwrap_or_else(|| (PARKING.to_owned(), cells));
        for cell in cells {
            self.item(&heading, cell, &[]);
        }
    }

    /// Which member says where the object stands, and what.
    fn heading(&self, members: &[(String, Loose)]) -> Option<(usize, String)> {
        let text = |(at, (_, value)): (usize, &(String, Loose))| {
            let text = string(value).filter(|text| !text.trim().is_empty())?;
            Some((at, text.to_owned()))
        };
        let mut sure = members
            .iter()
            .enumerate()
            .filter(|(_, (key, _))| is_heading(key));
        if let Some(heading) = sure.find_map(text) {
            return Some(heading);
        }
        let has_content = has_content(members);
        let named = ["id", "name", "title", "type", "label"];
        let mut maybe = members.iter().enumerate();
        maybe.find_map(|(at, member)| {
            let is_it = has_content && named.contains(&member.0.to_lowercase().as_str());
            let (at, name) = text((at, member)).filter(|_| is_it)?;
            self.kinds.know(&name).then_some((at, name))
        })
    }

    /// The value of a block's key.
    pub(super) fn section(&mut self, heading: &str, value: &Loose, tags: &[String]) {
        self.found.titles.push((None, heading.to_owned()));
        match value {
            Loose::Array(items) => {
                for item in items {
                    self.item(heading, item, tags);
                }
            }
            Loose::Object(members) => self.section_object(heading, members, tags),
            Loose::String(text) => self.texts(heading, text, tags),
            Loose::Null => {}
            Loose::Number(_) | Loose::Bool(_) => self.item(heading, value, tags),
        }
    }

    /// A section with its notes, a note, or parts of a section, whose names become tags.
    fn section_object(&mut self, heading: &str, members: &[(String, Loose)], tags: &[String]) {
        let is_list = |(key, value): &(String, Loose)| {
            is_content(key) && matches!(value, Loose::Array(_) | Loose::Object(_))
        };
        let is_note = members
            .iter()
            .any(|(key, value)| is_text(key).is_some() && scalar(value).is_some());
        if members.iter().any(is_list) {
            for (name, value) in members {
                let names_it = |text: &str| key(text) == key(heading) || self.kinds.know(text);
                if is_content(name) {
                    self.section(heading, value, tags);
                } else if !string(value).is_some_and(names_it) {
                    self.keep(&format!("{heading}.{name}"), value);
                }
            }
        } else if is_note {
            self.note(heading, members, tags);
        } else {
            for (name, value) in members {
                let mut tags = tags.to_vec();
                tags.extend(self.tag(name));
                self.section(heading, value, &tags);
            }
        }
    }

    /// An item of a block's list.
    pub(super) fn item(&mut self, heading: &str, value: &Loose, tags: &[String]) {
        match value {
            Loose::Null => {}
            Loose::String(text) | Loose::Number(text) => self.text(heading, text, tags),
            Loose::Bool(yes) => self.text(heading, &yes.to_string(), tags),
            Loose::Array(items) => {
                let texts: Option<Vec<&str>> = items.iter().map(scalar).collect();
                match texts {
                    Some(texts) if !texts.is_empty() => {
                        self.text(heading, &texts.join("\n"), tags);
                    }
                    Some(_) => {}
                    None => items.iter().for_each(|item| self.item(heading, item, tags)),
                }
            }
            Loose::Object(members) => {
                let lists = members.iter().filter(|(key, _)| is_content(key));
                let lists = lists.filter_map(|(_, value)| items(value));
                let is_text = |(key, value): &(String, Loose)| {
                    is_text(key).is_some() && scalar(value).is_some()
                };
                if members.iter().any(is_text) || lists.count() > 0 {
                    self.note(heading, members, tags);
                } else {
                    self.section_object(heading, members, tags);
                }
            }
        }
    }

    /// The name of a part of a section as a tag.
    fn tag(&mut self, name: &str) -> Option<String> {
        let tag = crate::exchange::found::tag(name);
        if tag.as_deref() != Some(name) {
            self.found.say(Remark::Changed {
                line: None,
                what: format!("{name:?} became the tag {:?}", tag.as_deref().unwrap_or("")),
            });
        }
        tag
    }

    /// Keeps what is no section as a field of the canvas.
    pub(super) fn keep(&mut self, name: &str, value: &Loose) {
        if *value != Loose::Null {
            let value = self.json(value);
            self.found.keep(name, value);
        }
    }

    /// The value with its members in the order of a canvas file; of two of one name the second gets another one.
    pub(super) fn json(&mut self, value: &Loose) -> Json {
        match value {
            Loose::Null => Json::Null,
            Loose::Bool(yes) => Json::Bool(*yes),
            Loose::Number(number) => Json::Number(number.clone()),
            Loose::String(text) => Json::String(text.clone()),
            Loose::Array(items) => Json::Array(items.iter().map(|item| self.json(item)).collect()),
            Loose::Object(members) => {
                let mut fields = Fields::new();
                for (key, value) in members {
                    let value = self.json(value);
                    let numbered = |turn| match turn {
                        1 => key.clone(),
                        turn => format!("{key} {turn}"),
                    };
                    let name = numbered(first_free(|turn| fields.contains_key(&numbered(turn))));
                    if name != *key {
                        self.found.say(Remark::Changed {
                            line: None,
                            what: format!("{key:?} stands there twice: the second one is {name:?}"),
                        });
                    }
                    fields.insert(name, value);
                }
                Json::Object(fields)
            }
        }
    }
}

/// Whether notes stand under one of the keys.
fn has_content(members: &[(String, Loose)]) -> bool {
    members.iter().any(|(key, _)| is_content(key))
}

/// Which member names a section that is no block's, and how: one that has a list of notes.
fn unknown_heading(members: &[(String, Loose)]) -> Option<(usize, String)> {
    let is_list = |(key, value): &(String, Loose)| is_content(key) && items(value).is_some();
    if !members.iter().any(is_list) {
        return None;
    }
    let named = ["name", "title", "label"];
    let mut all = members.iter().enumerate();
    all.find_map(|(at, (key, value))| {
        let name = string(value).filter(|name| !name.trim().is_empty())?;
        let is_it = named.contains(&key.to_lowercase().as_str());
        is_it.then(|| (at, name.to_owned()))
    })
}
