//! Rules about what is only believed.

use super::{Found, Ground, in_note};
use crate::model::figures::Money;
use crate::model::risk;

/// From so many percent of the revenue on it is most of it.
const MOST: u32 = 50;

pub(super) fn untested_revenue(ground: &Ground<'_>) -> Vec<Found> {
    let shares = risk::shares(ground.canvas, ground.kind);
    let untested = risk::untested(ground.canvas, ground.kind).into_iter();
    let carrying: Vec<_> = untested
        .filter_map(|(id, _)| match shares.get(id)? {
            (Money::Revenue, share) => Some((id, *share)),
            (Money::Cost, _) => None,
        })
        .collect();
    let sum: u32 = carrying.iter().map(|(_, share)| share).sum();
    let found = |(id, share)| in_note(id, format!("{share} % of the revenue, and untested"));
    let carrying = carrying.into_iter().filter(|_| sum >= MOST);
    carrying.map(found).collect()
}
