//! `refs`: what the notes of a canvas name: files, addresses, issues.

use std::io::Write;

use serde_json::{Value, json};

use super::args::{RefsArgs, is_stdin};
use super::failure::{Failure, Outcome};
use super::files::folder_of;
use super::show;
use super::text::escaped;
use crate::model::canvas::Canvas;
use crate::model::id::NoteId;
use crate::model::kind::Kind;
use crate::model::reference::{self, FilePlace, Target};
use crate::shell::open;
use crate::store::named::Around;
use crate::text::clean::Shown;

pub(super) fn run(args: &RefsArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let (name, read) = show::read(&args.file)?;
    let kind = open::kind(name, &read.canvas.kind, &super::files::library(&args.file))?;
    let around = if is_stdin(&args.file) {
        Around::folder(std::path::Path::new("."))
    } else {
        Around::folder(folder_of(Some(&args.file)))
    };
    let rows = rows(&read.canvas, &kind, &around);
    if args.json {
        let rows: Value = rows.iter().map(Row::json).collect();
        out.extend(escaped(&format!("{rows:#}\n")).into_bytes());
        return Ok(Outcome::Fine);
    }
    for row in rows {
        let (id, target) = (Shown::line(row.note.as_str()), row.target.to_string());
        let (sort, there) = (row.sort(), row.there());
        writeln!(out, "{id}\t{sort}\t{}\t{there}", Shown::line(&target))
            .map_err(Failure::Output)?;
    }
    Ok(Outcome::Fine)
}

/// What a note names.
struct Row<'a> {
    note: &'a NoteId,
    target: Target,
    /// For a path: whether something is there.
    exists: Option<bool>,
}

/// What the notes name, in the order of reading.
fn rows<'a>(canvas: &'a Canvas, kind: &Kind, around: &Around) -> Vec<Row<'a>> {
    let mut blocks: Vec<_> = canvas.blocks_in_use().collect();
    kind.sort(&mut blocks);
    let notes = blocks.into_iter().flat_map(|block| canvas.block(block));
    let notes = notes.filter_map(|id| Some((id, canvas.note(id)?)));
    let row = |note, target| {
        let exists = match &target {
            Target::Path(FilePlace { path, .. }) => Some(around.find(path).is_some()),
            Target::Url(_) | Target::Issue(_) => None,
        };
        Row {
            note,
            target,
            exists,
        }
    };
    notes
        .flat_map(|(id, note)| {
            reference::targets_of(note)
                .into_iter()
                .map(move |target| row(id, target))
        })
        .collect()
}

impl Row<'_> {
    const fn sort(&self) -> &'static str {
        match self.target {
            Target::Path(_) => "path",
            Target::Url(_) => "url",
            Target::Issue(_) => "issue",
        }
    }

    const fn there(&self) -> &'static str {
        match self.exists {
            Some(true) => "there",
            Some(false) => "missing",
            None => "",
        }
    }

    fn json(&self) -> Value {
        let place = match &self.target {
            Target::Path(place) => Some(place),
            Target::Url(_) | Target::Issue(_) => None,
        };
        json!({
            "note": self.note.as_str(),
            "kind": self.sort(),
            "target": self.target.to_string(),
            "path": place.map(|place| &place.path),
            "line": place.and_then(|place| place.line),
            "column": place.and_then(|place| place.column),
            "exists": self.exists,
        })
    }
}
