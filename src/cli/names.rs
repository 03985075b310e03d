//! Blocks and notes by what a person types for them.

use std::path::Path;

use super::failure::about;
use crate::app::msg::Trouble;
use crate::model::canvas::Canvas;
use crate::model::id::{BlockId, NoteId};
use crate::model::kind::{Block, Kind};
use crate::text::clean::Shown;

/// So many ids are named where one is not enough to tell notes apart.
const MOST_NAMED: usize = 4;

/// The block of the kind that is called this.
pub(super) fn block(file: &Path, kind: &Kind, name: &str) -> Result<BlockId, Trouble> {
    kind.named(name).ok_or_else(|| {
        let what = format!("no block is called {name:?}");
        about(
            file,
            &what,
            format!("There are {} and parking.", known(kind)),
        )
    })
}

/// The blocks as a person may call them.
fn known(kind: &Kind) -> String {
    let one = |block: &Block| {
        let Block { code, title, .. } = block;
        Shown::line(&format!("{code} ({title})")).to_string()
    };
    kind.blocks().map(one).collect::<Vec<_>>().join(", ")
}

/// The note of this id, or the only one whose id begins with it.
pub(super) fn note(file: &Path, canvas: &Canvas, name: &str) -> Result<NoteId, Trouble> {
    if let Some(id) = canvas.id(&NoteId::from(name)) {
        return Ok(id.clone());
    }
    let ids = canvas.notes().map(|(id, _)| id);
    let found: Vec<&NoteId> = ids
        .filter(|id| !name.is_empty() && id.as_str().starts_with(name))
        .collect();
    match found.as_slice() {
        [only] => Ok((*only).clone()),
        [] => Err(about(
            file,
            &format!("no note has the id {name:?}"),
            "`bmcanvas list` prints the ids; the first characters of one will do.",
        )),
        several => Err(about(
            file,
            &format!("{} notes have ids that begin with {name:?}", several.len()),
            format!("Give more of the id: {}.", some(several)),
        )),
    }
}

fn some(ids: &[&NoteId]) -> String {
    let shown = |id: &&NoteId| Shown::line(id.as_str()).to_string();
    let named: Vec<String> = ids.iter().take(MOST_NAMED).map(shown).collect();
    let named = named.join(", ");
    match ids.len().saturating_sub(MOST_NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}
