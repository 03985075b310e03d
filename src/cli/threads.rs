//! `threads`: the notes about which something is left open.

use std::io::Write;

use super::args::ThreadsArgs;
use super::failure::{Failure, Outcome};
use super::files;
use super::list;
use super::show;
use super::text::escaped;
use crate::format;
use crate::model::id::NoteId;
use crate::model::note::Note;
use crate::shell::open;
use crate::text::clean::Shown;

pub(super) fn run(args: &ThreadsArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let (name, read) = show::read(&args.file)?;
    let library = files::library(&args.file);
    let kind = open::kind(name, &read.canvas.kind, &library)?;
    let wanted =
        |(_, note): &(&NoteId, &Note)| note.thread.is_open() || args.all && !note.thread.is_empty();
    let notes = list::notes(&read.canvas, &kind, None);
    let notes = notes.into_iter().filter(wanted);
    if args.json {
        out.extend(escaped(&format::write_notes(notes)).into_bytes());
        return Ok(Outcome::Fine);
    }
    for (id, note) in notes {
        let state = state(note);
        let block = list::code(&kind, &note.place.block);
        let last = last(note);
        let parts = [id.as_str(), block, &state, &note.text, &last];
        let parts = parts.map(|part| Shown::line(part).to_string());
        writeln!(out, "{}", parts.join("\t")).map_err(Failure::Output)?;
    }
    Ok(Outcome::Fine)
}

/// How much of the thread is open.
pub(super) fn state(note: &Note) -> String {
    match note.thread.open_comments() {
        0 => "resolved".to_owned(),
        open => format!("{open} open"),
    }
}

/// The last comment, and whose it is.
fn last(note: &Note) -> String {
    let comments = note.thread.in_order();
    let last = comments.last();
    last.map(|(_, comment)| format!("{}: {}", comment.author(), comment.text))
        .unwrap_or_default()
}
