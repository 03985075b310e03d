//! A canvas in the order in which people read it.

use crate::model::canvas::Canvas;
use crate::model::id::{BlockId, NoteId};
use crate::model::kind::Kind;
use crate::model::note::Note;

/// The kind's blocks in fill order, empty ones too, then the parking list and blocks that the kind does not have, where
/// they hold notes; each with its notes in order.
pub fn blocks<'a>(
    canvas: &'a Canvas,
    kind: &'a Kind,
) -> Vec<(&'a BlockId, Vec<(&'a NoteId, &'a Note)>)> {
    let of_kind = kind.blocks().map(|block| &block.id);
    let beside = canvas.blocks_in_use().filter(|id| kind.block(id).is_none());
    let mut blocks: Vec<&BlockId> = of_kind.chain(beside).collect();
    kind.sort(&mut blocks);
    let notes = |block: &'a BlockId| {
        let ids = canvas.block(block).iter();
        ids.filter_map(|id| Some((id, canvas.note(id)?))).collect()
    };
    blocks
        .into_iter()
        .map(|block| (block, notes(block)))
        .collect()
}
