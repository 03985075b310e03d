//! `link`: links notes, or takes links away.

use std::path::Path;

use super::args::LinkArgs;
use super::edit::{Locked, edit};
use super::failure::{Failure, Outcome, about};
use super::text::Text;
use crate::app::msg::Trouble;
use crate::model::edit::Edit;
use crate::model::id::NoteId;
use crate::model::kind::Kind;
use crate::model::links::{self, Unfit};

pub(super) fn run(args: &LinkArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let Some(note) = &args.note else {
        return prune(args, out);
    };
    edit(&args.file, |locked| {
        let note = locked.note(note)?;
        let edit = if args.remove {
            unlinked(locked, &note, &args.others)?
        } else {
            linked(locked, &args.file, &note, &args.others)?
        };
        Ok((edit, ()))
    })?;
    Ok(Outcome::Fine)
}

/// Takes the links to notes that are gone away.
fn prune(args: &LinkArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let count = edit(&args.file, |locked| {
        let count = links::dangling(&locked.canvas).count();
        Ok((links::tidied(&locked.canvas), count))
    })?;
    let mut text = Text::default();
    match count {
        1 => text.line(format_args!("1 link to a note that is gone taken away")),
        count => text.line(format_args!(
            "{count} links to notes that are gone taken away"
        )),
    }
    out.extend(text.into_string().into_bytes());
    Ok(Outcome::Fine)
}

fn linked(
    locked: &Locked<'_>,
    file: &Path,
    note: &NoteId,
    others: &[String],
) -> Result<Edit, Trouble> {
    let kind = locked.kind()?;
    let others = locked.notes(others)?;
    for other in &others {
        links::fit(&locked.canvas, &kind, note, other).map_err(|why| unfit(file, &kind, &why))?;
    }
    Ok(links::link(&locked.canvas, &kind, &pairs(note, others)))
}

fn unlinked(locked: &Locked<'_>, note: &NoteId, others: &[String]) -> Result<Edit, Trouble> {
    let named = |name: &String| match locked.canvas.note(note) {
        // Its note is gone: it is called as the link calls it.
        Some(note) if note.links.contains(&NoteId::from(name.as_str())) => {
            Ok(NoteId::from(name.as_str()))
        }
        Some(_) | None => locked.note(name),
    };
    let others: Result<Vec<NoteId>, Trouble> = others.iter().map(named).collect();
    Ok(links::unlink(&locked.canvas, &pairs(note, others?)))
}

fn pairs(note: &NoteId, others: Vec<NoteId>) -> Vec<(NoteId, NoteId)> {
    let others = others.into_iter();
    others.map(|other| (note.clone(), other)).collect()
}

fn unfit(file: &Path, kind: &Kind, why: &Unfit) -> Trouble {
    let what = match why {
        Unfit::Itself => "a note cannot be linked to itself".to_owned(),
        Unfit::Blocks(one, other) => {
            let (one, other) = (kind.title_of(one), kind.title_of(other));
            format!("notes of {one} and {other} cannot be linked")
        }
    };
    let advice = format!(
        "`bmcanvas kinds {}` lists what can be linked.",
        kind.id().as_str()
    );
    about(file, &what, advice)
}
