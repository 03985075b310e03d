//! The guided walk: the blocks in fill order, and in each its questions in turn.

use crate::model::id::BlockId;
use crate::model::kind::{Block, Kind};

/// What is asked while a note is typed on the walk; the block is the one that the note is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// Which of the block's questions, from 0.
    pub question: usize,
}

/// A stop of the walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The block.
    pub block: BlockId,
    /// Which of its questions, from 0.
    pub question: usize,
}

impl Stop {
    /// The first stop in this block, or of the walk where the block is none of the kind's.
    pub fn first(kind: &Kind, block: &BlockId) -> Option<Self> {
        let block = kind.block(block).or_else(|| kind.blocks().next())?;
        Some(Self {
            block: block.id.clone(),
            question: 0,
        })
    }

    /// The next stop, if this is not the last.
    pub fn next(&self, kind: &Kind) -> Option<Self> {
        let block = kind.block(&self.block)?;
        if self.question + 1 < stops(block) {
            return Some(Self {
                block: self.block.clone(),
                question: self.question + 1,
            });
        }
        let next = kind.by_order(block.order + 1)?;
        Self::first(kind, &next.id)
    }

    /// The stop before, if this is not the first.
    pub fn previous(&self, kind: &Kind) -> Option<Self> {
        if let Some(question) = self.question.checked_sub(1) {
            return Some(Self {
                block: self.block.clone(),
                question,
            });
        }
        let block = kind.block(&self.block)?;
        let before = kind.by_order(block.order.checked_sub(1)?)?;
        Some(Self {
            block: before.id.clone(),
            question: stops(before).saturating_sub(1),
        })
    }
}

/// How many stops a block has: one for each question, and one where there is none.
pub fn stops(block: &Block) -> usize {
    block.questions.len().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::kind::{built_in, built_in_kind};

    #[test]
    fn the_walk_comes_by_every_question_once_and_back_the_same_way() {
        for (id, _) in built_in() {
            let kind = built_in_kind(id).unwrap();
            let mut stop = Stop::first(&kind, &BlockId::parking()).unwrap();
            let mut way = vec![stop.clone()];
            while let Some(next) = stop.next(&kind) {
                assert_eq!(next.previous(&kind), Some(stop));
                way.push(next.clone());
                stop = next;
            }
            let all = kind.blocks().map(stops).sum::<usize>();
            assert_eq!(way.len(), all, "{id}");
            assert_eq!(way[0].previous(&kind), None);
            let blocks: Vec<&BlockId> = kind.blocks().map(|block| &block.id).collect();
            assert_eq!(&way[0].block, blocks[0]);
        }
    }
}
