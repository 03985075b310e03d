//! Rules about what things cost.

use super::{Found, Ground, in_note};
use crate::model::figures::Money;

/// Costs without an amount, where the canvas states amounts at all: then the sums leave these out.
pub(super) fn cost_without_figures(ground: &Ground<'_>) -> Vec<Found> {
    if ground.canvas.notes().all(|(_, note)| note.amount.is_none()) {
        return Vec::new();
    }
    let is_cost = |block| Money::of(ground.kind, block) == Some(Money::Cost);
    let notes = ground.canvas.notes();
    notes
        .filter(|(_, note)| note.amount.is_none() && is_cost(&note.place.block))
        .map(|(id, _)| in_note(id, "a cost without an amount"))
        .collect()
}
