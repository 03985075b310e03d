//! Which blocks' notes may be linked, and what that means.

use super::{Block, BlockId, Kind};

/// That notes of one block may be linked to those of another: "VP serves CS".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The block whose notes do something.
    pub from: BlockId,
    /// What they do, in a word or a few. Untrusted.
    pub means: String,
    /// The block to whose notes they do it.
    pub to: BlockId,
}

/// How one of two linked notes stands to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It does something to the other.
    To,
    /// The other does something to it.
    From,
}

impl Kind {
    /// With these relations, and the block whose notes are looked at one by one, as layers.
    pub fn with_links(self, relations: Vec<Relation>, layers: Option<BlockId>) -> Self {
        Self {
            relations,
            layers,
            ..self
        }
    }

    /// Which blocks' notes may be linked, in the order of the kind.
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// The block whose notes are looked at one by one, such as the customer segments.
    pub fn layers(&self) -> Option<&Block> {
        self.block(self.layers.as_ref()?)
    }

    /// What links a note of the block `one` to one of the block `other`, and which of them does it.
    pub fn relation(&self, one: &BlockId, other: &BlockId) -> Option<(&Relation, Way)> {
        self.relations.iter().find_map(|relation| {
            if relation.from == *one && relation.to == *other {
                Some((relation, Way::To))
            } else if relation.from == *other && relation.to == *one {
                Some((relation, Way::From))
            } else {
                None
            }
        })
    }
}
