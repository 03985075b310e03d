//! The text of textusm as a canvas.

use std::collections::BTreeSet;

use super::line::Line;
use super::write::hex;
use super::{INDENT, KIND, ORDER};
use crate::exchange::found::{Found, FoundNote, Remark, Stands};
use crate::exchange::naming::Kinds;
use crate::format::Loose;
use crate::model::color::NoteColor;
use crate::model::id::PARKING;
use crate::model::json::Json;

/// What the text says.
pub(in crate::exchange) fn read(text: &str, kinds: &Kinds) -> Found {
    let mut found = Found::default();
    let headings = headings(text, kinds, &mut found);
    let mut headings = headings.into_iter();
    let mut heading: Option<String> = None;
    for (at, line) in text.lines().enumerate() {
        let (depth, said) = (depth(line), Line::of(line));
        if line.trim().is_empty() {
            continue;
        }
        if said.text.is_empty() {
            comment(&mut found, at + 1, &said, heading.is_none());
        } else if depth == 0 {
            heading = headings.next();
            beside(&mut found, at + 1, &said);
        } else {
            let heading = heading.as_deref().unwrap_or(PARKING);
            note(&mut found, at + 1, heading, depth, said);
        }
    }
    found
}

/// The block of each line at the margin: by its name, or where that says nothing, by its place in a business model.
fn headings(text: &str, kinds: &Kinds, found: &mut Found) -> Vec<String> {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| depth(line) == 0);
    let titles = lines.map(|(at, line)| (at + 1, Line::of(line).text));
    let titles: Vec<(usize, String)> = titles.filter(|(_, title)| !title.is_empty()).collect();
    let names: Vec<&str> = titles.iter().map(|(_, title)| title.as_str()).collect();
    let kind = kinds.choose(None, &names);
    let own = kinds.names_of(kind);
    let block = |name: &str| own.and_then(|names| names.block(name));
    let named: BTreeSet<String> = names
        .iter()
        .filter_map(|name| Some(block(name)?.as_str().to_owned()))
        .collect();
    let mut headings = Vec::new();
    for (place, (line, title)) in titles.iter().enumerate() {
        let by_place = ORDER.get(place).filter(|id| {
            kind.id().as_str() == KIND && block(title).is_none() && !named.contains(**id)
        });
        if let Some(id) = by_place {
            found.say(Remark::Changed {
                line: Some(*line),
                what: format!("by its place, {title:?} is read as {id:?}"),
            });
        }
        if by_place.is_none() {
            found.titles.push((Some(*line), title.clone()));
        }
        headings.push(by_place.map_or_else(|| title.clone(), |id| (*id).to_owned()));
    }
    headings
}

/// How far the line is indented, in steps of four blanks; a tab is one of them.
fn depth(line: &str) -> usize {
    let blanks = line.chars().take_while(|char| char.is_whitespace());
    let width: usize = blanks
        .map(|char| if char == '\t' { INDENT } else { 1 })
        .sum();
    width.div_ceil(INDENT)
}

/// A line that is nothing but a comment: the first one of the file is its title.
fn comment(found: &mut Found, line: usize, said: &Line, is_above: bool) {
    let text = said.comment.clone().unwrap_or_default();
    if is_above && found.header.title.is_empty() && !text.is_empty() {
        found.header.title.clone_from(&text);
    } else if !text.is_empty() {
        found.say(Remark::LeftOut {
            line: Some(line),
            what: format!("the comment {text:?}"),
        });
    }
    let without = Line {
        comment: None,
        ..said.clone()
    };
    beside(found, line, &without);
}

/// Says what stands behind a line that cannot be kept.
fn beside(found: &mut Found, line: usize, said: &Line) {
    let settings = said
        .settings
        .iter()
        .map(|(name, value)| format!("{name} {}", shown(value)));
    let comment = said
        .comment
        .iter()
        .map(|text| format!("the comment {text:?}"));
    let unread = said.unread.iter().map(|text| format!("{text:?}"));
    for what in comment.chain(settings).chain(unread) {
        found.say(Remark::LeftOut {
            line: Some(line),
            what,
        });
    }
}

/// A note, or a further line of the one above it.
fn note(found: &mut Found, line: usize, heading: &str, depth: usize, said: Line) {
    let stands = Stands::Under(heading.to_owned());
    let above = found
        .notes
        .last_mut()
        .filter(|above| depth > 1 && above.stands == stands);
    if let Some(above) = above {
        above.note.text.push('\n');
        above.note.text.push_str(&said.text);
        beside(found, line, &said);
        return;
    }
    let mut note = FoundNote::new(stands, said.text.clone());
    let (colors, others): (Vec<_>, Vec<_>) = said
        .settings
        .into_iter()
        .partition(|(name, value)| is_color(name, value));
    for (_, value) in colors {
        let name = shown(&value);
        let known = color(&name);
        if NoteColor::from_name(known).is_none() {
            let what = format!("the colour {name:?}");
            let line = Some(line);
            found.say(Remark::Unshown { line, what });
        }
        note.note.color = Some(known.into());
    }
    if let Some(text) = said.comment.filter(|text| !text.is_empty()) {
        let kept = note.keep("comment", Json::String(text.into()));
        found.say(kept);
    }
    found.notes.push(note);
    let rest = Line {
        settings: others,
        unread: said.unread,
        ..Line::default()
    };
    beside(found, line, &rest);
}

fn is_color(name: &str, value: &Loose) -> bool {
    ["bg", "b"].contains(&name) && !shown(value).is_empty()
}

/// The note's colour of this hex, or the hex.
fn color(name: &str) -> &str {
    let mut known = NoteColor::ALL.into_iter();
    let known = known.find(|color| hex(*color).eq_ignore_ascii_case(name));
    match known {
        Some(color) => color.name(),
        None => name,
    }
}

fn shown(value: &Loose) -> String {
    match value {
        Loose::String(text) | Loose::Number(text) => text.to_string(),
        Loose::Bool(yes) => yes.to_string(),
        Loose::Null => String::new(),
        Loose::Array(items) => {
            let items: Vec<String> = items.iter().map(shown).collect();
            format!("[{}]", items.join(", "))
        }
        Loose::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(name, value)| format!("{name}: {}", shown(value)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
    }
}
