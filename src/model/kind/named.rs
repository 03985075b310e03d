//! Blocks by what people call them, and in the order in which people read them.

use super::{Block, Kind, folded};
use crate::model::id::{BlockId, PARKING};

impl Kind {
    /// The block that is called this: by id, code or alias, number in the fill order, title or short title, all but the
    /// id in upper or lower case; `parking` is the parking list. Where names clash the sort named first here counts, and a
    /// title that two blocks have is none.
    pub fn named(&self, name: &str) -> Option<BlockId> {
        let name = name.trim();
        let id = BlockId::from(name);
        if self.block(&id).is_some() {
            return Some(id);
        }
        if folded(name) == PARKING {
            return Some(BlockId::parking());
        }
        let by_number = || self.by_order(name.parse().ok()?);
        let block = self
            .by_code(name)
            .or_else(by_number)
            .or_else(|| self.by_title(name))?;
        Some(block.id.clone())
    }

    /// The only block of this title, or short title.
    fn by_title(&self, title: &str) -> Option<&Block> {
        let title = folded(title);
        let only = |own: fn(&Block) -> Option<&String>| {
            let is_it = |block: &&Block| own(block).is_some_and(|own| folded(own) == title);
            let mut blocks = self.blocks.iter().filter(is_it);
            let first = blocks.next();
            // Two blocks may be short for one thing; a note must not go into the wrong one.
            first.filter(|_| blocks.next().is_none())
        };
        only(|block| Some(&block.title)).or_else(|| only(|block| block.short.as_ref()))
    }

    /// Puts blocks into the order of reading: as they are filled, then the parking list, then those that the kind does
    /// not have, by id.
    pub fn sort(&self, blocks: &mut [&BlockId]) {
        let place = |wanted: &BlockId| self.blocks.iter().position(|block| block.id == *wanted);
        blocks.sort_by_cached_key(|block| {
            let place = place(block).unwrap_or(usize::MAX);
            (place, !block.is_parking(), (*block).clone())
        });
    }
}

#[cfg(test)]
mod tests;
