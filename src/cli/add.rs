//! `add`: new notes in a block.

use std::collections::BTreeSet;
use std::io::Write;

use super::args::AddArgs;
use super::edit::{Locked, as_typed, edit};
use super::failure::{Failure, Outcome, warn};
use super::money;
use super::stdin;
use crate::app::editor::Shape;
use crate::app::msg::Trouble;
use crate::model::amount::Stated;
use crate::model::edit::{Change, Edit};
use crate::model::id::NoteId;
use crate::model::note::Note;
use crate::text::clean::Shown;

pub(super) fn run(args: &AddArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let texts = texts(&args.texts)?;
    let tags = tags(&args.tags)?;
    let (ids, silent) = edit(&args.file, |locked| {
        let silent = locked.canvas.is_silent();
        let (edit, ids) = add(locked, args, &tags, texts)?;
        Ok((edit, (ids, silent)))
    })?;
    if silent {
        // A script's notes go where it says: it goes on to work with them.
        warn(
            "a silent round is on, and all see these notes at once\n  What is to stay yours until it is revealed, write on the board.",
        );
    }
    for id in ids {
        writeln!(out, "{}", Shown::line(id.as_str())).map_err(Failure::Output)?;
    }
    Ok(Outcome::Fine)
}

/// The notes' texts. Read before the lock is taken: the program before the pipe may take its time.
fn texts(args: &[String]) -> Result<Vec<String>, Trouble> {
    let mut texts = Vec::new();
    for arg in args {
        if arg == "-" {
            let input = stdin::text()?;
            let lines = input
                .lines()
                .map(|line| as_typed(line.trim(), Shape::Lines));
            texts.extend(lines.filter(|line| !line.is_empty()));
        } else {
            texts.push(text(arg)?);
        }
    }
    Ok(texts)
}

/// A note's text; an error where nothing is left of it.
pub(super) fn text(text: &str) -> Result<String, Trouble> {
    let text = as_typed(text, Shape::Lines);
    if text.trim().is_empty() {
        return Err(Trouble {
            what: "a note needs a text".to_owned(),
            advice: "Give one; `bmcanvas rm` deletes notes.".to_owned(),
        });
    }
    Ok(text)
}

/// The tags that were asked for; an error where one is empty.
pub(super) fn tags(args: &[String]) -> Result<BTreeSet<String>, Trouble> {
    let tags: BTreeSet<String> = args
        .iter()
        .map(|tag| as_typed(tag.trim(), Shape::Line))
        .collect();
    if tags.contains("") {
        return Err(Trouble {
            what: "a tag needs a name".to_owned(),
            advice: "Give one, such as --tag city.".to_owned(),
        });
    }
    Ok(tags)
}

fn add(
    locked: &mut Locked<'_>,
    args: &AddArgs,
    tags: &BTreeSet<String>,
    texts: Vec<String>,
) -> Result<(Edit, Vec<NoteId>), Trouble> {
    let block = locked.block(&args.block)?;
    let at = if args.first { 0 } else { usize::MAX };
    let amount = args.amount.as_deref();
    let amount = amount
        .map(|text| money::amount(text, &locked.canvas))
        .transpose()?;
    let amount = amount.map(Stated::from);
    let Locked { canvas, ids, .. } = locked;
    let places = canvas.places_at(&block, at, texts.len(), || ids.jitter());
    let (mut changes, mut new) = (Vec::new(), Vec::new());
    for (place, text) in places.into_iter().zip(texts) {
        let mut note = Note::new(place, text);
        note.color = args.color.as_deref().map(Into::into);
        note.tags.clone_from(tags);
        note.amount.clone_from(&amount);
        let id = locked.new_id();
        new.push(id.clone());
        changes.push(Change::Add(id, note));
    }
    Ok((Edit(changes), new))
}
