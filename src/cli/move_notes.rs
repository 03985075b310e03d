//! `move`: notes to another block, or to another place in theirs.

use super::args::MoveArgs;
use super::edit::{Locked, edit};
use super::failure::{Failure, Outcome};
use crate::app::msg::Trouble;
use crate::model::canvas::Canvas;
use crate::model::edit::{Change, Edit};
use crate::model::id::{BlockId, NoteId};

pub(super) fn run(args: &MoveArgs) -> Result<Outcome, Failure> {
    let asked = asked(args)?;
    edit(&args.file, |locked| Ok((moved(locked, &asked)?, ())))?;
    Ok(Outcome::Fine)
}

/// Which notes to put where, by the names that were given.
struct Asked<'a> {
    notes: &'a [String],
    to: Goal<&'a str, &'a str>,
}

/// Where notes are to stand.
enum Goal<Block, Note> {
    /// At the start of a block.
    First(Block),
    /// At its end.
    Last(Block),
    /// Before a note.
    Before(Note),
    /// After a note.
    After(Note),
}

fn asked(args: &MoveArgs) -> Result<Asked<'_>, Trouble> {
    let anchor = args.before.as_deref().map(Goal::Before);
    if let Some(to) = anchor.or(args.after.as_deref().map(Goal::After)) {
        let notes = &args.names;
        return Ok(Asked { notes, to });
    }
    match args.names.as_slice() {
        [] | [_] => Err(Trouble {
            what: "a block to move to is missing".to_owned(),
            advice: "Name it after the notes, or a place with --before or --after.".to_owned(),
        }),
        [notes @ .., block] => {
            let to = if args.first { Goal::First } else { Goal::Last };
            let to = to(block.as_str());
            Ok(Asked { notes, to })
        }
    }
}

fn moved(locked: &mut Locked<'_>, asked: &Asked<'_>) -> Result<Edit, Trouble> {
    let notes = locked.notes(asked.notes)?;
    let goal = match asked.to {
        Goal::First(block) => Goal::First(locked.block(block)?),
        Goal::Last(block) => Goal::Last(locked.block(block)?),
        Goal::Before(note) => Goal::Before(locked.note(note)?),
        Goal::After(note) => Goal::After(locked.note(note)?),
    };
    let mut rest = locked.canvas.clone();
    for id in &notes {
        rest.remove(id);
    }
    let (block, at) = seat(&rest, goal)?;
    let places = rest.places_at(&block, at, notes.len(), || locked.ids.jitter());
    let changes = notes.into_iter().zip(places);
    Ok(Edit(
        changes.map(|(id, place)| Change::Move(id, place)).collect(),
    ))
}

/// The place among the notes that stay where they are.
fn seat(rest: &Canvas, goal: Goal<BlockId, NoteId>) -> Result<(BlockId, usize), Trouble> {
    let beside = |id: &NoteId, further: usize| {
        let seat = rest.note(id).zip(rest.position(id));
        let seat = seat.map(|(note, at)| (note.place.block.clone(), at + further));
        seat.ok_or_else(|| Trouble {
            what: format!("the note {:?} cannot be put beside itself", id.as_str()),
            advice: "Name another one after --before or --after.".to_owned(),
        })
    };
    match goal {
        Goal::First(block) => Ok((block, 0)),
        Goal::Last(block) => Ok((block, usize::MAX)),
        Goal::Before(note) => beside(&note, 0),
        Goal::After(note) => beside(&note, 1),
    }
}
