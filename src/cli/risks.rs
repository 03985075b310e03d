//! `risks`: the untested beliefs of a canvas, the riskiest first.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::args::{RisksArgs, is_stdin};
use super::failure::{Failure, Outcome};
use super::files;
use super::show;
use super::text::{Text, escaped};
use crate::git::blame::{Memory, blame};
use crate::git::program::Cancel;
use crate::git::repo;
use crate::model::canvas::Canvas;
use crate::model::id::NoteId;
use crate::model::kind::Kind;
use crate::model::note::Note;
use crate::model::risk::{Reason, Risk, risks};
use crate::shell::{clock, open};
use crate::text::clean::Shown;

/// The columns that the text of a note has.
const NOTE: usize = 60;

pub(super) fn run(args: &RisksArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let (name, read) = show::read(&args.file)?;
    let canvas = read.canvas;
    let kind = open::kind(name, &canvas.kind, &files::library(&args.file))?;
    let risks = risks(&canvas, &kind, &ages(&args.file, &canvas));
    let known = risks
        .iter()
        .filter_map(|risk| Some((risk, canvas.note(&risk.note)?)));
    let text = if args.json {
        let list: Vec<Value> = known
            .map(|(risk, note)| as_json(risk, note, &risk.why(&canvas, &kind)))
            .collect();
        let list = serde_json::to_string_pretty(&list).unwrap_or_default();
        format!("{}\n", escaped(&list))
    } else {
        as_text(known, &canvas, &kind)
    };
    out.extend(text.into_bytes());
    Ok(Outcome::Fine)
}

/// How many days ago the notes were written, as far as git knows.
fn ages(file: &Path, canvas: &Canvas) -> BTreeMap<NoteId, u32> {
    if is_stdin(file) {
        return BTreeMap::new();
    }
    let now = i64::try_from(clock::now().0).unwrap_or(i64::MAX);
    let place = repo::holding(file).ok();
    let blame = place.and_then(|place| blame(&place, now, Memory::Use, &Cancel::default()).ok());
    blame.map_or_else(BTreeMap::new, |blame| blame.days_old(canvas))
}

fn as_text<'a>(
    risks: impl Iterator<Item = (&'a Risk, &'a Note)>,
    canvas: &Canvas,
    kind: &Kind,
) -> String {
    let mut text = Text::default();
    for (at, (risk, note)) in risks.enumerate() {
        text.line(format_args!(
            "{}. {}: {} ({})",
            at + 1,
            Shown::line(kind.title_of(&note.place.block)),
            Shown::line(&note.text).truncate(NOTE),
            Shown::line(risk.note.as_str()),
        ));
        let why = risk.why(canvas, kind);
        text.line(format_args!("   {}", Shown::line(&why)));
        for line in &note.belief.evidence {
            text.line(format_args!("   - {}", Shown::line(line)));
        }
    }
    match text.into_string() {
        nothing if nothing.is_empty() => "No belief is marked as untested.\n".to_owned(),
        text => text,
    }
}

fn as_json(risk: &Risk, note: &Note, why: &str) -> Value {
    let reasons = risk.reasons.iter().map(|reason| reason_json(*reason));
    json!({
        "id": risk.note.as_str(),
        "block": note.place.block.as_str(),
        "text": note.text,
        "weight": risk.weight,
        "why": why,
        "reasons": reasons.collect::<Vec<_>>(),
        "evidence": note.belief.evidence,
    })
}

fn reason_json(reason: Reason) -> Value {
    let value = match reason {
        Reason::Money(_, percent) => json!(percent),
        Reason::Links(notes) => json!(notes),
        Reason::Age(days) => json!(days),
        Reason::Horizon(horizon) => json!(horizon.name()),
        Reason::Central => Value::Null,
    };
    json!({ "reason": reason.name(), "value": value, "weight": reason.weight() })
}
