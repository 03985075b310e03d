//! `list`: the notes of a canvas for other programs, a line each or as JSON.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use super::args::{ChoiceArgs, ListArgs};
use super::failure::{Failure, Outcome};
use super::files;
use super::names;
use super::show;
use super::text::escaped;
use crate::app::msg::Trouble;
use crate::format;
use crate::model::canvas::Canvas;
use crate::model::id::{BlockId, NoteId};
use crate::model::kind::Kind;
use crate::model::links::are_linked;
use crate::model::note::Note;
use crate::shell::open;
use crate::text::clean::Shown;

pub(super) fn run(args: &ListArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let (name, read) = show::read(&args.file)?;
    let library = files::library(&args.file);
    let kind = open::kind(name, &read.canvas.kind, &library)?;
    let notes = chosen(&args.file, &args.choice, &read.canvas, &kind)?;
    if args.json {
        out.extend(escaped(&format::write_notes(notes)).into_bytes());
        return Ok(Outcome::Fine);
    }
    for (id, note) in notes {
        let block = code(&kind, &note.place.block);
        let [id, block, text] = [id.as_str(), block, &note.text].map(Shown::line);
        writeln!(out, "{id}\t{block}\t{text}").map_err(Failure::Output)?;
    }
    Ok(Outcome::Fine)
}

/// A note that was asked for.
pub(super) type Chosen<'a> = (&'a NoteId, &'a Note);

/// The notes that were asked for, in the order of reading.
pub(super) fn chosen<'a>(
    file: &Path,
    choice: &ChoiceArgs,
    canvas: &'a Canvas,
    kind: &Kind,
) -> Result<Vec<Chosen<'a>>, Trouble> {
    let wanted = wanted(file, choice, canvas, kind)?;
    let mut notes = notes(canvas, kind, wanted);
    notes.retain(|(_, note)| is_wanted(choice, note));
    if let Some(name) = &choice.linked {
        let to = names::note(file, canvas, name)?;
        notes.retain(|(id, _)| are_linked(canvas, &to, id));
    }
    Ok(notes)
}

/// The blocks that were asked for; `None` are all.
fn wanted(
    file: &Path,
    choice: &ChoiceArgs,
    canvas: &Canvas,
    kind: &Kind,
) -> Result<Option<BTreeSet<BlockId>>, Trouble> {
    let named = |name: &String| {
        let id = BlockId::from(name.as_str());
        // A block that the kind does not have can be asked for where it holds notes.
        if canvas.block(&id).is_empty() {
            names::block(file, kind, name)
        } else {
            Ok(id)
        }
    };
    if choice.blocks.is_empty() {
        return Ok(None);
    }
    choice
        .blocks
        .iter()
        .map(named)
        .collect::<Result<_, _>>()
        .map(Some)
}

/// The notes of these blocks in the order of reading.
pub(super) fn notes<'a>(
    canvas: &'a Canvas,
    kind: &Kind,
    wanted: Option<BTreeSet<BlockId>>,
) -> Vec<Chosen<'a>> {
    let mut blocks: Vec<&BlockId> = canvas.blocks_in_use().collect();
    if let Some(wanted) = wanted {
        blocks.retain(|block| wanted.contains(block));
    }
    kind.sort(&mut blocks);
    let ids = blocks.into_iter().flat_map(|block| canvas.block(block));
    ids.filter_map(|id| Some((id, canvas.note(id)?))).collect()
}

fn is_wanted(choice: &ChoiceArgs, note: &Note) -> bool {
    let tag = choice.tag.as_ref();
    let color = choice.color.as_deref();
    tag.is_none_or(|tag| note.tags.contains(tag))
        && color.is_none_or(|color| note.color.as_deref() == Some(color))
}

/// The block's code, else its id.
pub(super) fn code<'a>(kind: &'a Kind, block: &'a BlockId) -> &'a str {
    kind.block(block)
        .map_or(block.as_str(), |block| &block.code)
}
