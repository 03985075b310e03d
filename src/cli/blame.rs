//! `blame`: who wrote the notes of a canvas, and who changed them last.

use std::io::Write as _;
use std::time::SystemTime;

use serde::Serialize;

use super::args::{BlameArgs, is_stdin};
use super::failure::{Failure, Outcome, about, warn};
use super::files;
use super::list::{self, Chosen};
use super::names;
use super::show;
use super::text::{Text, escaped};
use crate::app::msg::Trouble;
use crate::git::blame::{Memory, blame};
use crate::git::program::Cancel;
use crate::git::repo;
use crate::model::blame::{Blame, Deed, Reach, Standing};
use crate::model::id::{BlockId, NoteId};
use crate::model::kind::Kind;
use crate::model::note::Note;
use crate::shell::open;
use crate::text::clean::Shown;

/// How much of a commit's hash is shown.
const SHORT: usize = 8;

pub(super) fn run(args: &BlameArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let file = &args.file;
    if is_stdin(file) {
        return Err(Failure::from(Trouble {
            what: "standard input has no history".to_owned(),
            advice: "Name the file.".to_owned(),
        }));
    }
    let (name, read) = show::read(file)?;
    let kind = open::kind(name, &read.canvas.kind, &files::library(file))?;
    let mut notes = list::chosen(file, &args.choice, &read.canvas, &kind)?;
    if !args.notes.is_empty() {
        let named = args
            .notes
            .iter()
            .map(|name| names::note(file, &read.canvas, name));
        let named: Vec<NoteId> = named.collect::<Result<_, _>>()?;
        notes.retain(|(id, _)| named.contains(id));
    }
    let found = found(args)?;
    if args.json {
        out.extend(json(&found, &notes).into_bytes());
        return Ok(Outcome::Fine);
    }
    out.write_all(lines(&found, &notes, &kind).as_bytes())
        .map_err(Failure::Output)?;
    if found.reach == Reach::Part {
        warn(&format!(
            "{}: not all commits are here: what seems the first one of a note may not be it",
            file.display()
        ));
    }
    Ok(Outcome::Fine)
}

fn found(args: &BlameArgs) -> Result<Blame, Trouble> {
    let place = repo::holding(&args.file);
    let place = place.map_err(|error| about(&args.file, &error, error.advice()))?;
    let now = SystemTime::UNIX_EPOCH
        .elapsed()
        .unwrap_or_default()
        .as_secs();
    let now = i64::try_from(now).unwrap_or(i64::MAX);
    blame(&place, now, Memory::Use, &Cancel::default())
        .map_err(|error| about(&args.file, &error, error.advice()))
}

fn lines(blame: &Blame, notes: &[Chosen<'_>], kind: &Kind) -> String {
    let mut text = Text::default();
    let mut last: Option<&BlockId> = None;
    for (id, note) in notes {
        let block = &note.place.block;
        if last != Some(block) {
            text.gap();
            let order = kind.block(block).map(|block| format!("{} ", block.order));
            let title = format!("{}{}", order.unwrap_or_default(), kind.title_of(block));
            text.line(format_args!("{}", Shown::line(&title)));
            last = Some(block);
        }
        text.line(format_args!("  {}", Shown::line(&note.text)));
        for said in said(blame.of(id, note)) {
            text.line(format_args!("      {}", Shown::line(&said)));
        }
    }
    text.into_string()
}

/// What there is to say of a note, line by line.
fn said(standing: Standing<'_>) -> Vec<String> {
    let (record, mut said) = match standing {
        Standing::New => return vec!["not committed yet".to_owned()],
        Standing::Committed(record) => (record, Vec::new()),
        Standing::Changed(record) => (record, vec!["changed, not committed yet".to_owned()]),
    };
    if record.changed != record.written {
        said.push(format!("changed {}", of(&record.changed)));
    }
    said.push(format!("written {}", of(&record.written)));
    said
}

fn of(deed: &Deed) -> String {
    let commit: String = deed.commit.chars().take(SHORT).collect();
    format!(
        "{} by {}: {} ({commit})",
        deed.date, deed.author, deed.subject
    )
}

#[derive(Serialize)]
struct Blamed<'a> {
    bmcanvas_blame: u32,
    whole: bool,
    notes: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    block: &'a str,
    text: &'a str,
    state: &'static str,
    written: Option<Done<'a>>,
    changed: Option<Done<'a>>,
}

#[derive(Serialize)]
struct Done<'a> {
    commit: &'a str,
    author: &'a str,
    time: i64,
    date: &'a str,
    subject: &'a str,
}

fn json(blame: &Blame, notes: &[Chosen<'_>]) -> String {
    let notes = notes.iter();
    let blamed = Blamed {
        bmcanvas_blame: 1,
        whole: blame.reach == Reach::Whole,
        notes: notes.map(|(id, note)| entry(blame, id, note)).collect(),
    };
    let text = serde_json::to_string_pretty(&blamed).unwrap_or_default();
    format!("{}\n", escaped(&text))
}

fn entry<'a>(blame: &'a Blame, id: &'a NoteId, note: &'a Note) -> Entry<'a> {
    let standing = blame.of(id, note);
    Entry {
        written: standing.record().map(|record| done(&record.written)),
        changed: standing.record().map(|record| done(&record.changed)),
        id: id.as_str(),
        block: note.place.block.as_str(),
        text: &note.text,
        state: match standing {
            Standing::New => "new",
            Standing::Changed(_) => "changed",
            Standing::Committed(_) => "committed",
        },
    }
}

fn done(deed: &Deed) -> Done<'_> {
    Done {
        commit: &deed.commit,
        author: &deed.author,
        time: deed.time,
        date: &deed.date,
        subject: &deed.subject,
    }
}
