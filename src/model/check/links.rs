//! Rules about links. Whether a note is linked says something only where the canvas uses links at all.

use std::collections::BTreeSet;

use super::{Found, Ground, in_note};
use crate::model::id::{BlockId, NoteId};
use crate::model::links;
use crate::model::note::Note;

/// What notes are there for, whatever a kind calls their blocks.
const SEGMENTS: &[&str] = &["customer_segments", "beneficiaries"];
const PROPOSITIONS: &[&str] = &["value_propositions", "unique_value_proposition"];
const CHANNELS: &[&str] = &["channels", "deployment"];
const REVENUE: &[&str] = &["revenue_streams", "value_streams"];
const MEANS: &[&str] = &["key_resources", "key_activities", "solution"];
const PARTNERS: &[&str] = &["key_partners"];
const COSTS: &[&str] = &["cost_structure", "mission_budget"];

/// A sort of link that notes of some blocks are expected to have.
struct Expected {
    /// The blocks that are looked at.
    of: &'static [&'static str],
    /// The blocks to one of whose notes theirs are to be linked.
    to: &'static [&'static [&'static str]],
    /// The notes of which it is not expected all the same.
    but: fn(&Note) -> bool,
    /// What is said of a note that is not.
    what: &'static str,
}

fn none(_: &Note) -> bool {
    false
}

/// Whether its tags say that others pay for this segment.
fn only_uses(note: &Note) -> bool {
    is_tagged(note, "user") && !is_tagged(note, "payer") && !is_tagged(note, "customer")
}

/// Whether its tags say that this segment pays for others.
fn only_pays(note: &Note) -> bool {
    is_tagged(note, "payer") && !is_tagged(note, "user") && !is_tagged(note, "customer")
}

fn is_tagged(note: &Note, tag: &str) -> bool {
    note.tags.iter().any(|own| own.eq_ignore_ascii_case(tag))
}

/// The notes that lack the link, where the canvas has any link and the kind allows this one.
fn lacking(ground: &Ground<'_>, expected: &Expected) -> Vec<Found> {
    let neighbours = links::neighbours(ground.canvas);
    if neighbours.is_empty() {
        return Vec::new();
    }
    let to: BTreeSet<BlockId> = expected.to.iter().flat_map(|ids| blocks(ids)).collect();
    let mut found = Vec::new();
    for block in blocks(expected.of) {
        let is_possible = to
            .iter()
            .any(|to| ground.kind.relation(&block, to).is_some());
        let is_meant = |id: &&NoteId| {
            let note = ground.canvas.note(id);
            is_possible && !note.is_some_and(expected.but)
        };
        for id in ground.canvas.block(&block).iter().filter(is_meant) {
            let linked = neighbours.get(id).into_iter().flatten();
            let mut linked = linked.filter_map(|id| ground.canvas.note(id));
            if !linked.any(|note| to.contains(&note.place.block)) {
                found.push(in_note(id, expected.what));
            }
        }
    }
    found
}

fn blocks(ids: &'static [&'static str]) -> impl Iterator<Item = BlockId> {
    ids.iter().map(|id| BlockId::from(*id))
}

pub(super) fn dangling(ground: &Ground<'_>) -> Vec<Found> {
    let found = |(id, gone): (&NoteId, &NoteId)| {
        in_note(id, format!("linked to {}, which is no note", gone.as_str()))
    };
    links::dangling(ground.canvas).map(found).collect()
}

pub(super) fn segment_without_proposition(ground: &Ground<'_>) -> Vec<Found> {
    lacking(
        ground,
        &Expected {
            of: SEGMENTS,
            to: &[PROPOSITIONS],
            but: only_pays,
            what: "linked to nothing that is offered to it",
        },
    )
}

pub(super) fn proposition_without_segment(ground: &Ground<'_>) -> Vec<Found> {
    lacking(
        ground,
        &Expected {
            of: PROPOSITIONS,
            to: &[SEGMENTS],
            but: none,
            what: "linked to nobody to whom it is offered",
        },
    )
}

pub(super) fn segment_without_channel(ground: &Ground<'_>) -> Vec<Found> {
    lacking(
        ground,
        &Expected {
            of: SEGMENTS,
            to: &[CHANNELS],
            but: none,
            what: "linked to no way to reach it",
        },
    )
}

pub(super) fn segment_without_revenue(ground: &Ground<'_>) -> Vec<Found> {
    lacking(
        ground,
        &Expected {
            of: SEGMENTS,
            to: &[REVENUE],
            but: only_uses,
            what: "linked to nothing that it pays for",
        },
    )
}

pub(super) fn revenue_without_payer(ground: &Ground<'_>) -> Vec<Found> {
    lacking(
        ground,
        &Expected {
            of: REVENUE,
            to: &[SEGMENTS],
            but: none,
            what: "linked to nobody who pays it",
        },
    )
}

pub(super) fn idle_resource(ground: &Ground<'_>) -> Vec<Found> {
    lacking(
        ground,
        &Expected {
            of: MEANS,
            to: &[
                PROPOSITIONS,
                CHANNELS,
                REVENUE,
                MEANS,
                &["customer_relationships", "buy_in_support"],
            ],
            but: none,
            what: "linked to nothing that it supports",
        },
    )
}

pub(super) fn idle_partner(ground: &Ground<'_>) -> Vec<Found> {
    lacking(
        ground,
        &Expected {
            of: PARTNERS,
            to: &[MEANS, PROPOSITIONS, CHANNELS],
            but: none,
            what: "linked to nothing that comes from it",
        },
    )
}

pub(super) fn cost_without_cause(ground: &Ground<'_>) -> Vec<Found> {
    lacking(
        ground,
        &Expected {
            of: COSTS,
            to: &[MEANS, PARTNERS, CHANNELS, &["customer_relationships"]],
            but: none,
            what: "linked to nothing that causes it",
        },
    )
}
