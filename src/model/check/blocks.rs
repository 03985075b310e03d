//! Rules about blocks: which are empty while others are not, which hold too few or too many notes. Those about what one
//! block lacks for another look at the links of its notes too.

use super::{Found, Ground, in_block, links};
use crate::model::id::BlockId;
use crate::model::kind::Block;

/// The most segments that a team can serve at once.
const MOST_SEGMENTS: usize = 3;

/// What a block is for, whatever its kind calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Who is served.
    Segments,
    /// What is offered to them.
    Propositions,
    /// How they are reached.
    Channels,
    /// What comes in.
    Revenue,
}

impl Role {
    /// The ids of blocks that are for this. A kind of a team's own takes part by using them.
    const fn ids(self) -> &'static [&'static str] {
        match self {
            Self::Segments => &["customer_segments", "beneficiaries"],
            Self::Propositions => &["value_propositions", "unique_value_proposition"],
            Self::Channels => &["channels", "deployment"],
            Self::Revenue => &["revenue_streams"],
        }
    }
}

impl<'a> Ground<'a> {
    /// The block that is for this, if the kind has one.
    pub(super) fn block(&self, role: Role) -> Option<&'a Block> {
        let ids = role.ids().iter();
        ids.map(|id| BlockId::from(*id))
            .find_map(|id| self.kind.block(&id))
    }

    fn count(&self, block: &BlockId) -> usize {
        self.canvas.block(block).len()
    }

    /// The block that is for `lacking`, where it is empty while the one that is for `filled` is not.
    fn lacks(&self, filled: Role, lacking: Role) -> Vec<Found> {
        let (Some(filled), Some(lacking)) = (self.block(filled), self.block(lacking)) else {
            return Vec::new();
        };
        let is_lacking = self.count(&filled.id) > 0 && self.count(&lacking.id) == 0;
        let what = format!("nothing here for what {} holds", filled.title);
        is_lacking
            .then(|| in_block(&lacking.id, what))
            .into_iter()
            .collect()
    }

    /// The block that is for this and how many notes it has, where that is so.
    fn counted(&self, role: Role, is_so: impl Fn(usize) -> bool) -> Vec<(&'a Block, usize)> {
        let block = self.block(role);
        let counted = block.map(|block| (block, self.count(&block.id)));
        counted
            .filter(|(_, count)| is_so(*count))
            .into_iter()
            .collect()
    }
}

pub(super) fn empty_block(ground: &Ground<'_>) -> Vec<Found> {
    let blocks = ground.kind.blocks();
    blocks
        .filter(|block| ground.count(&block.id) == 0)
        .map(|block| in_block(&block.id, "no note yet"))
        .collect()
}

pub(super) fn segment_without_proposition(ground: &Ground<'_>) -> Vec<Found> {
    let mut found = ground.lacks(Role::Segments, Role::Propositions);
    found.extend(links::segment_without_proposition(ground));
    found
}

pub(super) fn proposition_without_segment(ground: &Ground<'_>) -> Vec<Found> {
    let mut found = ground.lacks(Role::Propositions, Role::Segments);
    found.extend(links::proposition_without_segment(ground));
    found
}

pub(super) fn segment_without_channel(ground: &Ground<'_>) -> Vec<Found> {
    let mut found = ground.lacks(Role::Segments, Role::Channels);
    found.extend(links::segment_without_channel(ground));
    found
}

pub(super) fn segment_without_revenue(ground: &Ground<'_>) -> Vec<Found> {
    let mut found = ground.lacks(Role::Segments, Role::Revenue);
    found.extend(links::segment_without_revenue(ground));
    found
}

pub(super) fn single_revenue_stream(ground: &Ground<'_>) -> Vec<Found> {
    let single = ground.counted(Role::Revenue, |count| count == 1);
    let found = |(block, _): (&Block, usize)| in_block(&block.id, "one source of income alone");
    single.into_iter().map(found).collect()
}

pub(super) fn too_many_segments(ground: &Ground<'_>) -> Vec<Found> {
    let many = ground.counted(Role::Segments, |count| count > MOST_SEGMENTS);
    let found = |(block, count): (&Block, usize)| {
        in_block(&block.id, format!("{count} groups to serve at once"))
    };
    many.into_iter().map(found).collect()
}
