//! What a kind of canvas is: its blocks, where each stands on the poster, what each asks.
//!
//! Knows nothing of how a kind is written down. A [`Kind`] that exists is sound: its blocks tile
//! its grid, and ids, codes and orders each name one block.

use std::fmt;
use std::sync::Arc;

use super::id::BlockId;

mod named;
mod relation;
mod sound;

pub use relation::{Relation, Way};
pub use sound::{KindError, check_parts};

/// The most blocks that a kind may have.
pub const MAX_BLOCKS: usize = 32;
/// The most columns, and the most rows, that a grid may have.
pub const MAX_TRACKS: usize = 64;
/// The greatest weight of a column or row; the least is 1.
pub const MAX_WEIGHT: u16 = 1000;

/// The id of a kind as files write it, such as `business-model`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindId(Arc<str>);

impl KindId {
    /// The id's text, untrusted.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for KindId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl fmt::Debug for KindId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// A kind of canvas. All texts are untrusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    id: KindId,
    title: String,
    credit: Option<String>,
    blocks: Vec<Block>,
    grid: Grid,
    relations: Vec<Relation>,
    layers: Option<BlockId>,
}

/// One block of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The id that notes refer to.
    pub id: BlockId,
    /// The short name, such as `CS`: a word without blanks.
    pub code: String,
    /// The name on the poster.
    pub title: String,
    /// A shorter name for narrow blocks.
    pub short: Option<String>,
    /// The place in the fill order, from 1: the number before the title and the key that jumps there.
    pub order: u16,
    /// Where the block stands.
    pub area: Area,
    /// What a team asks itself while it fills the block.
    pub questions: Vec<String>,
    /// Types of notes to pick from.
    pub hints: Vec<Hint>,
    /// Other codes by which the block is known.
    pub aliases: Vec<String>,
    /// Other names by which people call it, in any language: an import knows the block by them.
    pub names: Vec<String>,
}

/// A type of note that a block suggests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The type's name.
    pub name: String,
    /// What it means, in a line.
    pub about: String,
}

/// A rectangle of grid cells, counted in tracks from 0; empty by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// The leftmost column.
    pub column: u16,
    /// The topmost row.
    pub row: u16,
    /// How many columns it spans, at least 1.
    pub columns: u16,
    /// How many rows it spans, at least 1.
    pub rows: u16,
}

/// The tracks that areas are measured in: what share of the poster each column and row takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The weight of each column, from the left.
    pub columns: Vec<u16>,
    /// The weight of each row, from the top.
    pub rows: Vec<u16>,
}

impl Kind {
    /// A kind of these blocks, given in any order.
    pub fn new(
        id: KindId,
        title: String,
        credit: Option<String>,
        grid: Grid,
        mut blocks: Vec<Block>,
    ) -> Result<Self, KindError> {
        check_parts(&grid, &blocks)?;
        sound::check_tiling(&grid, &blocks)?;
        blocks.sort_by_key(|block| block.order);
        Ok(Self {
            id,
            title,
            credit,
            blocks,
            grid,
            relations: Vec::new(),
            layers: None,
        })
    }

    /// The id that canvases refer to.
    pub fn id(&self) -> &KindId {
        &self.id
    }

    /// The kind's name for people.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Who the layout is by, where that has to be said.
    pub fn credit(&self) -> Option<&str> {
        self.credit.as_deref()
    }

    /// The tracks that the blocks' areas are measured in.
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// The blocks in fill order, at least one.
    pub fn blocks(&self) -> impl ExactSizeIterator<Item = &Block> + DoubleEndedIterator {
        self.blocks.iter()
    }

    /// The block with this id; the parking list is none of them.
    pub fn block(&self, id: &BlockId) -> Option<&Block> {
        self.blocks.iter().find(|block| block.id == *id)
    }

    /// What people call the block: its title, or what any kind calls it.
    pub fn title_of<'a>(&'a self, id: &'a BlockId) -> &'a str {
        self.block(id)
            .map_or_else(|| id.title(), |block| &block.title)
    }

    /// The block at this place in the fill order, from 1.
    pub fn by_order(&self, order: u16) -> Option<&Block> {
        self.blocks.get(usize::from(order).checked_sub(1)?)
    }

    /// The block with this code or alias, in upper or lower case.
    pub fn by_code(&self, code: &str) -> Option<&Block> {
        let code = folded(code);
        let named = |block: &&Block| block.codes().any(|own| folded(own) == code);
        self.blocks.iter().find(named)
    }
}

impl Block {
    /// The code, then the aliases.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let aliases = self.aliases.iter().map(String::as_str);
        std::iter::once(self.code.as_str()).chain(aliases)
    }
}

/// The code without the difference of upper and lower case.
fn folded(code: &str) -> String {
    code.to_lowercase()
}

impl Area {
    /// The column right of the area.
    pub fn column_end(self) -> usize {
        usize::from(self.column) + usize::from(self.columns)
    }

    /// The row below the area.
    pub fn row_end(self) -> usize {
        usize::from(self.row) + usize::from(self.rows)
    }

    /// Whether the area covers this cell, counted from 0.
    pub fn covers(self, row: usize, column: usize) -> bool {
        (usize::from(self.row)..self.row_end()).contains(&row)
            && (usize::from(self.column)..self.column_end()).contains(&column)
    }

    fn fits(self, grid: &Grid) -> bool {
        self.columns > 0
            && self.rows > 0
            && self.column_end() <= grid.columns.len()
            && self.row_end() <= grid.rows.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(id: &str, code: &str, order: u16, column: u16) -> Block {
        Block {
            id: BlockId::from(id),
            code: code.into(),
            title: id.to_uppercase(),
            short: None,
            order,
            area: Area {
                column,
                row: 0,
                columns: 1,
                rows: 1,
            },
            questions: vec![],
            hints: vec![],
            aliases: vec![],
            names: vec![],
        }
    }

    #[test]
    fn looks_blocks_up() {
        let (left, mut right) = (block("left", "CS", 2, 0), block("right", "R$", 1, 1));
        right.aliases = vec!["RS".into()];
        let grid = Grid {
            columns: vec![1, 1],
            rows: vec![1],
        };
        let id = KindId::from("test");
        let found = Kind::new(id, "Test".into(), None, grid, vec![left, right]).unwrap();
        let order: Vec<u16> = found.blocks().map(|block| block.order).collect();
        assert_eq!(order, [1, 2]);
        for code in ["R$", "r$", "rs", "RS"] {
            assert_eq!(found.by_code(code).unwrap().id, BlockId::from("right"));
        }
        assert_eq!(found.by_code("R"), None);
        assert_eq!(found.by_order(2).unwrap().id, BlockId::from("left"));
        assert_eq!((found.by_order(0), found.by_order(3)), (None, None));
        assert_eq!(found.block(&BlockId::parking()), None);
    }
}
