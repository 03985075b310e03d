//! JSON Canvas 1.0, as Obsidian opens it: a group for each block, a text for each note, an edge for each link.

mod layout;
mod markdown;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use self::layout::{Poster, Rect};
use self::markdown::{escaped, tag};
use super::left::Left;
use super::part::{CanvasPart, Part};
use super::{Written, seated};
use crate::model::canvas::Canvas;
use crate::model::color::NoteColor;
use crate::model::header::HeaderField;
use crate::model::id::NoteId;
use crate::model::json::Json;
use crate::model::kind::{Kind, Way};
use crate::model::links;
use crate::model::note::Note;
use crate::text::clean::Shown;

/// The canvas as nodes and edges.
pub(super) fn write(canvas: &Canvas, kind: &Kind) -> Written {
    let blocks = seated::blocks(canvas, kind);
    let texts: Vec<Vec<String>> = blocks
        .iter()
        .map(|(_, notes)| notes.iter().map(|(_, note)| markdown(note)).collect())
        .collect();
    let areas = blocks
        .iter()
        .map(|(id, _)| kind.block(id).map(|block| block.area));
    let head = head(canvas, kind);
    let poster = Poster::new(kind.grid(), &areas.collect::<Vec<_>>(), &texts, &head);
    let mut nodes = Vec::new();
    if !head.is_empty() {
        nodes.push(node("header", "text", poster.head, ("text", &head), None));
    }
    let seats = blocks.iter().zip(&poster.groups).zip(&texts);
    for (((block, notes), group), texts) in seats {
        let label = Shown::line(kind.title_of(block)).into_text().into_owned();
        let id = format!("block-{}", block.as_str());
        nodes.push(node(&id, "group", group.area, ("label", &label), None));
        for (((id, note), place), text) in notes.iter().zip(&group.notes).zip(texts) {
            let color = shown_color(canvas, note);
            nodes.push(node(
                &node_id(id),
                "text",
                *place,
                ("text", text),
                color.as_deref(),
            ));
        }
    }
    Written {
        bytes: file(&nodes, &edges(canvas, kind)).into_bytes(),
        left: left(canvas),
    }
}

fn left(canvas: &Canvas) -> Left {
    let is_held = |note: &Note, part: &Part| match part {
        Part::Color => note.color.as_deref().and_then(color).is_some(),
        Part::Links => note.links.iter().all(|id| canvas.note(id).is_some()),
        // Obsidian has no tags with blanks or other signs: they get others there.
        Part::Tags => note
            .tags
            .iter()
            .all(|name| tag(name).get(1..) == Some(name.as_str())),
        Part::Text
        | Part::Amount
        | Part::Status
        | Part::Horizon
        | Part::Evidence
        | Part::Lines
        | Part::Signs
        | Part::Block => true,
        Part::Comments | Part::Marks | Part::Dots | Part::OtherText | Part::Field(_) => false,
    };
    Left::judged(canvas, is_held, |part| {
        matches!(part, CanvasPart::Header(_))
    })
}

fn node_id(id: &NoteId) -> String {
    format!("note-{}", id.as_str())
}

/// What stands above the blocks; empty where nothing does.
fn head(canvas: &Canvas, kind: &Kind) -> String {
    let header = &canvas.header;
    let title = (!header.title.is_empty()).then(|| format!("# {}", escaped(&header.title)));
    let fields = HeaderField::ALL
        .into_iter()
        .filter(|field| *field != HeaderField::Title);
    let filled = fields.filter(|field| !header.get(*field).is_empty());
    let fields: Vec<String> = filled
        .map(|field| format!("**{}** {}", field.label(), escaped(&header.get(field))))
        .collect();
    let fields = (!fields.is_empty()).then(|| fields.join(" · "));
    let credit = kind.credit().map(escaped);
    let lines: Vec<String> = [title, fields, credit].into_iter().flatten().collect();
    lines.join("\n\n")
}

/// The note as Markdown: its text, what backs it, then what it says beside, in a line.
fn markdown(note: &Note) -> String {
    let text = escaped(&note.text);
    let evidence = note.belief.evidence.iter();
    let evidence: Vec<String> = evidence
        .map(|line| format!("- {}", escaped(line)))
        .collect();
    let word = |word: &Option<Json>| word.as_ref().map(|word| escaped(&word.to_string()));
    let amount = note
        .amount
        .as_ref()
        .map(|amount| escaped(&amount.to_string()));
    let said = [
        amount,
        word(&note.belief.status),
        word(&note.belief.horizon),
    ];
    let tags = note.tags.iter().map(|name| tag(name));
    let said: Vec<String> = said.into_iter().flatten().chain(tags).collect();
    let parts = [text, evidence.join("\n"), said.join(" · ")];
    let filled: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    filled.join("\n\n")
}

/// The number of a preset colour, or the colour itself where it is one in hex.
fn color(name: &str) -> Option<String> {
    let preset = NoteColor::from_name(name).map(|color| match color {
        NoteColor::Red => "1",
        NoteColor::Orange => "2",
        NoteColor::Yellow => "3",
        NoteColor::Green => "4",
        NoteColor::Blue => "5",
        NoteColor::Purple => "6",
        NoteColor::Gray => "#8a8f98",
    });
    let is_hex =
        |digits: &str| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let hex = name
        .strip_prefix('#')
        .filter(|digits| is_hex(digits))
        .map(|_| name);
    preset.or(hex).map(str::to_owned)
}

/// The colour in which a note is shown: its own, or that of a tag.
fn shown_color(canvas: &Canvas, note: &Note) -> Option<String> {
    let own = note.color.as_deref().and_then(color);
    own.or_else(|| canvas.shown_color(note).and_then(|it| color(it.name())))
}

/// An edge for each two notes that are linked, with what that means.
fn edges(canvas: &Canvas, kind: &Kind) -> Vec<Value> {
    let mut seen: BTreeSet<(&NoteId, &NoteId)> = BTreeSet::new();
    let mut edges = Vec::new();
    for (id, note) in canvas.notes() {
        for other in note.links.iter().filter_map(|other| canvas.id(other)) {
            if id == other || !seen.insert((id.min(other), id.max(other))) {
                continue;
            }
            let meaning = links::meaning(canvas, kind, id, other);
            let (from, to) = match meaning {
                Some((_, Way::From)) => (other, id),
                Some((_, Way::To)) | None => (id, other),
            };
            let mut edge = json!({
                "id": format!("link-{}", seen.len()),
                "fromNode": node_id(from),
                "toNode": node_id(to),
            });
            if let (Some((relation, _)), Some(edge)) = (meaning, edge.as_object_mut()) {
                let label = Shown::line(&relation.means).into_text();
                edge.insert("label".to_owned(), json!(label));
            }
            edges.push(edge);
        }
    }
    edges
}

fn node(id: &str, kind: &str, place: Rect, text: (&str, &str), color: Option<&str>) -> Value {
    let mut node = json!({
        "id": id,
        "type": kind,
        "x": place.x,
        "y": place.y,
        "width": place.width,
        "height": place.height,
    });
    if let Some(node) = node.as_object_mut() {
        node.insert(text.0.to_owned(), json!(text.1));
        if let Some(color) = color {
            node.insert("color".to_owned(), json!(color));
        }
    }
    node
}

/// The file, a node or an edge a line, as Obsidian writes it.
fn file(nodes: &[Value], edges: &[Value]) -> String {
    let list = |values: &[Value]| {
        if values.is_empty() {
            return "[]".to_owned();
        }
        let lines: Vec<String> = values.iter().map(|value| format!("\t\t{value}")).collect();
        format!("[\n{}\n\t]", lines.join(",\n"))
    };
    format!(
        "{{\n\t\"nodes\":{},\n\t\"edges\":{}\n}}\n",
        list(nodes),
        list(edges)
    )
}

#[cfg(test)]
mod tests;
