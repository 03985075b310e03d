//! What two programs save: feature models of the Situational Business Model Developer, where each feature is a note, and
//! pages of nodes of `RedPhoenixQ`'s Business Model Canvas, where a node stands in the node that is its parent.

use std::collections::BTreeMap;

use super::key::{items, member, members, scalar, string};
use super::read::Reading;
use crate::exchange::found::{FoundNote, Remark, Stands, tag};
use crate::format::Loose;
use crate::model::id::{NoteId, PARKING};

/// How many nodes are followed up to the one that is a block.
const DEEPEST: usize = 16;

/// Reads the object if one of these programs saved it.
pub(super) fn read(reading: &mut Reading<'_>, object: &[(String, Loose)]) -> bool {
    let features = member(object, "features").and_then(members);
    if let (Some(_), Some(features)) = (member(object, "$definition"), features) {
        for (key, value) in object {
            match (key.as_str(), string(value)) {
                ("features", _) => {}
                ("name", Some(title)) if reading.found.header.title.is_empty() => {
                    title.clone_into(&mut reading.found.header.title);
                }
                _ => reading.keep(key, value),
            }
        }
        for (id, feature) in features {
            block(reading, id, feature);
        }
        return true;
    }
    let pages = member(object, "pages").and_then(items);
    let is_page = |page: &Loose| members(page).is_some_and(|page| member(page, "nodes").is_some());
    let Some(pages) = pages.filter(|pages| !pages.is_empty() && pages.iter().all(is_page)) else {
        return false;
    };
    for (key, value) in object {
        match (key.as_str(), string(value)) {
            ("pages", _) => {}
            ("name", Some(title)) if reading.found.header.title.is_empty() => {
                title.clone_into(&mut reading.found.header.title);
            }
            _ => reading.keep(key, value),
        }
    }
    for value in pages {
        page(reading, members(value).unwrap_or_default(), pages.len());
    }
    reading.found.say(Remark::LeftOut {
        line: None,
        what: "where nodes stand on the page, their icons, and what was undone".to_owned(),
    });
    true
}

/// A top-level feature, which is a block.
fn block(reading: &mut Reading<'_>, id: &str, feature: &Loose) {
    let Some(feature) = members(feature) else {
        return reading.keep(id, feature);
    };
    let name = member(feature, "name").and_then(string).unwrap_or(id);
    let heading = if reading.kinds.know(id) { id } else { name };
    for (key, value) in feature {
        match (key.as_str(), members(value)) {
            ("subfeatures", Some(features)) => {
                for (id, feature) in features {
                    self::feature(reading, heading, None, id, feature);
                }
            }
            ("name" | "type", _) => {}
            ("relationships", Some(sets)) if names(sets).is_empty() => {}
            _ => reading.keep(&format!("{heading}.{key}"), value),
        }
    }
}

/// A feature as a note; those below it get its name as a tag.
fn feature(
    reading: &mut Reading<'_>,
    heading: &str,
    parent: Option<&str>,
    id: &str,
    value: &Loose,
) {
    let Some(fields) = members(value) else {
        return reading.section(heading, value, &[]);
    };
    let name = member(fields, "name").and_then(string).unwrap_or(id);
    let mut found = FoundNote::new(Stands::Under(heading.to_owned()), name);
    found.id = Some(NoteId::from(id));
    found.note.tags.extend(parent.and_then(tag));
    let mut below = &[][..];
    for (key, value) in fields {
        match (key.as_str(), members(value), string(value)) {
            ("name", _, Some(_)) => {}
            ("description", _, Some(text)) if !text.is_empty() => {
                found.note.text.push('\n');
                found.note.text.push_str(text);
            }
            ("description", _, Some(_)) => {}
            ("subfeatures", Some(features), _) => below = features,
            ("relationships", Some(sets), _) => {
                let names = names(sets);
                let ids = names.iter().map(|id| NoteId::from(*id));
                found.note.links.extend(ids);
                if !names.is_empty() {
                    keep(reading, &mut found, key, value);
                }
            }
            _ if *value == Loose::Null => {}
            _ => keep(reading, &mut found, key, value),
        }
    }
    reading.found.notes.push(found);
    for (id, below) in below {
        feature(reading, heading, Some(name), id, below);
    }
}

fn keep(reading: &mut Reading<'_>, found: &mut FoundNote, key: &str, value: &Loose) {
    let value = reading.json(value);
    let kept = found.keep(key, value);
    reading.found.say(kept);
}

/// The ids that relationships name, such as in `{"relationships": {"excludes": ["a"]}}`.
fn names(sets: &[(String, Loose)]) -> Vec<&str> {
    let kinds = sets
        .iter()
        .filter_map(|(_, value)| members(value))
        .flatten();
    let lists = kinds.filter_map(|(_, value)| items(value)).flatten();
    lists.filter_map(string).collect()
}

/// A page of nodes. Where there are several, the page's name becomes a tag.
fn page(reading: &mut Reading<'_>, page: &[(String, Loose)], pages: usize) {
    let nodes = member(page, "nodes").and_then(items).unwrap_or_default();
    let nodes: Vec<Node<'_>> = nodes.iter().filter_map(Node::of).collect();
    let by_id: BTreeMap<&str, &Node<'_>> = nodes.iter().map(|node| (node.id, node)).collect();
    let data = member(page, "data").and_then(members).unwrap_or_default();
    let name = member(data, "name").and_then(string);
    let name = name.filter(|_| pages > 1).and_then(tag);
    let edges = member(page, "edges").and_then(items).unwrap_or_default();
    for node in nodes.iter().filter(|node| node.is_note()) {
        let mut found = FoundNote::new(Stands::Under(PARKING.to_owned()), node.text());
        found.id = Some(NoteId::from(node.id));
        found.note.tags.extend(name.clone());
        let mut parent = node.parent;
        for _ in 0..DEEPEST {
            let Some(at) = parent.and_then(|id| by_id.get(id)) else {
                break;
            };
            if at.parent.is_none() {
                found.stands = Stands::Under(at.id.to_owned());
            } else {
                found.note.tags.extend(tag(&at.text()));
            }
            parent = at.parent;
        }
        let ends = edges.iter().filter_map(members).filter_map(|edge| {
            let end = |name| member(edge, name).and_then(scalar);
            (end("source") == Some(node.id)).then(|| end("target"))?
        });
        found.note.links.extend(ends.map(NoteId::from));
        reading.found.notes.push(found);
    }
}

/// A node of a page.
struct Node<'a> {
    id: &'a str,
    parent: Option<&'a str>,
    kind: &'a str,
    data: &'a [(String, Loose)],
}

impl<'a> Node<'a> {
    fn of(value: &'a Loose) -> Option<Self> {
        let node = members(value)?;
        Some(Self {
            id: member(node, "id").and_then(scalar)?,
            parent: member(node, "parentNode").and_then(scalar),
            kind: member(node, "type").and_then(string).unwrap_or_default(),
            data: member(node, "data").and_then(members).unwrap_or_default(),
        })
    }

    fn is_note(&self) -> bool {
        !["segment", "customGroup"].contains(&self.kind)
    }

    fn text(&self) -> String {
        let texts = ["name", "text", "description"].map(|name| member(self.data, name));
        let texts = texts.into_iter().flatten().filter_map(scalar);
        let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
        texts.join("\n")
    }
}
