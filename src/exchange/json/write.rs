//! A canvas as lists of texts by block.

use super::Spelling;
use crate::exchange::left::Left;
use crate::exchange::naming::Names;
use crate::exchange::part::{CanvasPart, Part};
use crate::exchange::{Written, seated};
use crate::format::write_json;
use crate::model::canvas::Canvas;
use crate::model::header::HeaderField;
use crate::model::id::{BlockId, NoteId};
use crate::model::json::Json;
use crate::model::kind::Kind;

/// The kind of a canvas that does not say of which it is.
const USUAL_KIND: &str = "business-model";

/// The canvas as an object with a list for each block.
pub(in crate::exchange) fn write(canvas: &Canvas, kind: &Kind, spelling: Spelling) -> Written {
    let mut members: Vec<(String, Json)> = Vec::new();
    if canvas.kind != USUAL_KIND {
        members.push(("kind".to_owned(), Json::String(canvas.kind.as_str().into())));
    }
    for field in HeaderField::ALL {
        let value = canvas.header.get(field);
        if !value.is_empty() {
            let value = match field {
                HeaderField::Iteration => Json::Number(value.into()),
                HeaderField::Title
                | HeaderField::DesignedFor
                | HeaderField::DesignedBy
                | HeaderField::Date
                | HeaderField::State
                | HeaderField::Counterpart => Json::String(value.into()),
            };
            members.push((spelling.key(field.key()), value));
        }
    }
    let names = Names::of(kind);
    let mut homeless: Vec<NoteId> = Vec::new();
    for (block, notes) in seated::blocks(canvas, kind) {
        let (key, is_known) = key(&names, block, spelling, &members);
        homeless.extend(
            notes
                .iter()
                .filter(|_| !is_known)
                .map(|(id, _)| (*id).clone()),
        );
        let texts = notes
            .iter()
            .map(|(_, note)| Json::String(note.text.as_str().into()));
        members.push((key, Json::Array(texts.collect())));
    }
    let mut left = Left::of(
        canvas,
        |part| *part == Part::Lines,
        |part| matches!(part, CanvasPart::Header(_)),
    );
    left.add(&Part::Block, homeless);
    Written {
        bytes: object(&members).into_bytes(),
        left,
    }
}

/// The members in their order, the items of lists a line each.
fn object(members: &[(String, Json)]) -> String {
    let lines = members.iter().map(|(key, value)| {
        let value = match value {
            Json::Array(items) if !items.is_empty() => {
                let items: Vec<String> = items.iter().map(in_a_line).collect();
                format!("[\n    {}\n  ]", items.join(",\n    "))
            }
            Json::Null
            | Json::Bool(_)
            | Json::Number(_)
            | Json::String(_)
            | Json::Array(_)
            | Json::Object(_) => in_a_line(value),
        };
        format!(
            "  {}: {value}",
            in_a_line(&Json::String(key.as_str().into()))
        )
    });
    format!("{{\n{}\n}}\n", lines.collect::<Vec<_>>().join(",\n"))
}

fn in_a_line(value: &Json) -> String {
    write_json(value).trim_end().to_owned()
}

/// A key that leads back to the block, and whether it does.
fn key(
    names: &Names,
    block: &BlockId,
    spelling: Spelling,
    taken: &[(String, Json)],
) -> (String, bool) {
    let is_free = |key: &String| !key.is_empty() && taken.iter().all(|(taken, _)| taken != key);
    let leads_back = |key: &String| names.block(key).as_ref() == Some(block);
    let forms = [spelling.key(block.as_str()), block.as_str().to_owned()];
    let mut free = forms.iter().filter(|key| is_free(key));
    if let Some(key) = free.clone().find(|key| leads_back(key)) {
        return (key.clone(), true);
    }
    let another = || format!("block_{}", taken.len());
    (free.next().cloned().unwrap_or_else(another), false)
}
