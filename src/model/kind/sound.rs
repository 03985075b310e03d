//! What makes a kind sound: counts, names, orders, and areas that tile the grid.

use super::{Block, Grid, MAX_BLOCKS, MAX_TRACKS, MAX_WEIGHT, folded};
use crate::model::id::BlockId;

/// Why something is no sound kind. Rows and columns are counted from 1; texts are untrusted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KindError {
    /// There is no block.
    #[error("a kind needs at least one block")]
    NoBlocks,
    /// There are more than [`MAX_BLOCKS`] blocks.
    #[error("a kind has at most {MAX_BLOCKS} blocks, this one has {0}")]
    TooManyBlocks(usize),
    /// There are no columns, or more than [`MAX_TRACKS`].
    #[error("a grid has 1 to {MAX_TRACKS} columns, this one has {0}")]
    Columns(usize),
    /// There are no rows, or more than [`MAX_TRACKS`].
    #[error("a grid has 1 to {MAX_TRACKS} rows, this one has {0}")]
    Rows(usize),
    /// A column's or row's weight is out of bounds.
    #[error("a weight is 1 to {MAX_WEIGHT}, not {0}")]
    Weight(u16),
    /// A block takes the id that every kind's parking list has.
    #[error("the id parking is taken: every kind has a parking list already")]
    Parking,
    /// Two blocks have this id.
    #[error("two blocks have the id {}", .0.as_str())]
    DuplicateId(BlockId),
    /// A code or alias is empty, a single dot, or has blanks.
    #[error("the code \"{code}\" of the block {} is no word", block.as_str())]
    NoWord {
        /// The block that has it.
        block: BlockId,
        /// The code or alias.
        code: String,
    },
    /// A code or alias already names another block, or the same one; case makes no difference.
    #[error("the code {code} of the block {} is taken already", block.as_str())]
    DuplicateCode {
        /// The later block of the two.
        block: BlockId,
        /// The code or alias.
        code: String,
    },
    /// Two blocks have this place in the fill order.
    #[error("the order {order} of the block {} is taken already", block.as_str())]
    DuplicateOrder {
        /// The later block of the two.
        block: BlockId,
        /// The order that both claim.
        order: u16,
    },
    /// An order is not among 1 to the number of blocks.
    #[error("the order of the block {} is {order}, not one of 1 to {blocks}", block.as_str())]
    Order {
        /// The block that has it.
        block: BlockId,
        /// The order that it claims.
        order: u16,
        /// How many blocks there are.
        blocks: usize,
    },
    /// An area is empty or reaches over the grid's edge.
    #[error("the area of the block {} is empty or leaves the grid", .0.as_str())]
    Outside(BlockId),
    /// Two areas share a cell.
    #[error(
        "the blocks {} and {} both stand at row {row}, column {column}",
        first.as_str(),
        second.as_str()
    )]
    Overlap {
        /// The block that was there.
        first: BlockId,
        /// The block that came upon it.
        second: BlockId,
        /// The cell's row.
        row: usize,
        /// The cell's column.
        column: usize,
    },
    /// No area covers a cell.
    #[error("no block stands at row {row}, column {column}")]
    Gap {
        /// The cell's row.
        row: usize,
        /// The cell's column.
        column: usize,
    },
}

/// Checks all but the areas: counts, weights, ids, codes and orders.
pub fn check_parts(grid: &Grid, blocks: &[Block]) -> Result<(), KindError> {
    check_counts(grid, blocks.len())?;
    check_ids(blocks)?;
    check_codes(blocks)?;
    check_orders(blocks)
}

fn check_counts(grid: &Grid, blocks: usize) -> Result<(), KindError> {
    let tracks = 1..=MAX_TRACKS;
    match blocks {
        0 => return Err(KindError::NoBlocks),
        1..=MAX_BLOCKS => {}
        more => return Err(KindError::TooManyBlocks(more)),
    }
    if !tracks.contains(&grid.columns.len()) {
        return Err(KindError::Columns(grid.columns.len()));
    }
    if !tracks.contains(&grid.rows.len()) {
        return Err(KindError::Rows(grid.rows.len()));
    }
    let mut weights = grid.columns.iter().chain(&grid.rows).copied();
    match weights.find(|weight| !(1..=MAX_WEIGHT).contains(weight)) {
        Some(weight) => Err(KindError::Weight(weight)),
        None => Ok(()),
    }
}

fn check_ids(blocks: &[Block]) -> Result<(), KindError> {
    for (at, block) in blocks.iter().enumerate() {
        if block.id.is_parking() {
            return Err(KindError::Parking);
        }
        if blocks.iter().take(at).any(|before| before.id == block.id) {
            return Err(KindError::DuplicateId(block.id.clone()));
        }
    }
    Ok(())
}

fn check_codes(blocks: &[Block]) -> Result<(), KindError> {
    let mut taken: Vec<String> = Vec::new();
    for block in blocks {
        for code in block.codes() {
            let blank = code.contains(char::is_whitespace);
            let (id, code) = (block.id.clone(), code.to_owned());
            if blank || code.is_empty() || code == "." {
                return Err(KindError::NoWord { block: id, code });
            }
            if taken.contains(&folded(&code)) {
                return Err(KindError::DuplicateCode { block: id, code });
            }
            taken.push(folded(&code));
        }
    }
    Ok(())
}

fn check_orders(blocks: &[Block]) -> Result<(), KindError> {
    let count = blocks.len();
    for (at, block) in blocks.iter().enumerate() {
        let (id, order) = (block.id.clone(), block.order);
        if !(1..=count).contains(&usize::from(order)) {
            return Err(KindError::Order {
                block: id,
                order,
                blocks: count,
            });
        }
        if blocks.iter().take(at).any(|before| before.order == order) {
            return Err(KindError::DuplicateOrder { block: id, order });
        }
    }
    Ok(())
}

/// Looks at every cell: at most 64 x 64 cells and 32 areas, and the error can name the cell.
pub(super) fn check_tiling(grid: &Grid, blocks: &[Block]) -> Result<(), KindError> {
    if let Some(outside) = blocks.iter().find(|block| !block.area.fits(grid)) {
        return Err(KindError::Outside(outside.id.clone()));
    }
    for row in 0..grid.rows.len() {
        for column in 0..grid.columns.len() {
            check_cell(blocks, row, column)?;
        }
    }
    Ok(())
}

fn check_cell(blocks: &[Block], row: usize, column: usize) -> Result<(), KindError> {
    let mut there = blocks.iter().filter(|block| block.area.covers(row, column));
    match (there.next(), there.next()) {
        (Some(_), None) => Ok(()),
        (Some(first), Some(second)) => Err(KindError::Overlap {
            first: first.id.clone(),
            second: second.id.clone(),
            row: row + 1,
            column: column + 1,
        }),
        (None, _) => Err(KindError::Gap {
            row: row + 1,
            column: column + 1,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kind::{Area, Kind, KindId};
    use proptest::prelude::*;

    fn block(order: u16, area: [u16; 4]) -> Block {
        let [column, row, columns, rows] = area;
        Block {
            id: BlockId::from(format!("block{order}").as_str()),
            code: format!("B{order}"),
            title: format!("Block {order}"),
            short: None,
            order,
            area: Area {
                column,
                row,
                columns,
                rows,
            },
            questions: vec![],
            hints: vec![],
            aliases: vec![],
            names: vec![],
        }
    }

    fn kind(tracks: (usize, usize), blocks: Vec<Block>) -> Result<Kind, KindError> {
        let grid = Grid {
            columns: vec![1; tracks.0],
            rows: vec![1; tracks.1],
        };
        Kind::new(KindId::from("test"), "Test".into(), None, grid, blocks)
    }

    /// Two blocks side by side, changed by `change`.
    fn pair(change: impl FnOnce(&mut Block, &mut Block)) -> Result<Kind, KindError> {
        let (mut left, mut right) = (block(1, [0, 0, 1, 1]), block(2, [1, 0, 1, 1]));
        change(&mut left, &mut right);
        kind((2, 1), vec![left, right])
    }

    #[test]
    fn tells_wrong_names() {
        let names = |code: &str| (BlockId::from("block2"), code.to_owned());
        let wrong = pair(|left, right| right.id = left.id.clone());
        assert_eq!(wrong, Err(KindError::DuplicateId("block1".into())));
        let wrong = pair(|_, right| right.id = BlockId::parking());
        assert_eq!(wrong, Err(KindError::Parking));
        for alias in ["b1", "B2"] {
            let (block, code) = names(alias);
            let wrong = pair(|_, right| right.aliases.push(alias.into()));
            assert_eq!(wrong, Err(KindError::DuplicateCode { block, code }));
        }
        for text in ["", ".", "A B", "A\u{a0}B"] {
            let (block, code) = names(text);
            let wrong = pair(|_, right| right.code = text.into());
            assert_eq!(wrong, Err(KindError::NoWord { block, code }));
        }
    }

    #[test]
    fn tells_wrong_orders() {
        for (order, error) in [
            (0, "the order of the block block2 is 0, not one of 1 to 2"),
            (1, "the order 1 of the block block2 is taken already"),
            (3, "the order of the block block2 is 3, not one of 1 to 2"),
        ] {
            let wrong = pair(|_, right| right.order = order);
            assert_eq!(wrong.unwrap_err().to_string(), error);
        }
    }

    #[test]
    fn tells_wrong_counts() {
        assert_eq!(kind((1, 1), vec![]), Err(KindError::NoBlocks));
        let many = |count| (1..=count).map(|n| block(n, [n - 1, 0, 1, 1])).collect();
        assert!(kind((32, 1), many(32)).is_ok());
        assert_eq!(kind((33, 1), many(33)), Err(KindError::TooManyBlocks(33)));
        assert!(kind((64, 64), vec![block(1, [0, 0, 64, 64])]).is_ok());
        for (columns, rows, error) in [
            (0, 1, KindError::Columns(0)),
            (65, 1, KindError::Columns(65)),
            (1, 0, KindError::Rows(0)),
            (1, 65, KindError::Rows(65)),
        ] {
            let blocks = vec![block(1, [0, 0, columns, rows])];
            let tracks = (usize::from(columns), usize::from(rows));
            assert_eq!(kind(tracks, blocks), Err(error));
        }
        for weight in [0, 1001] {
            let grid = Grid {
                columns: vec![1],
                rows: vec![weight],
            };
            let blocks = vec![block(1, [0, 0, 1, 1])];
            let wrong = Kind::new("test".into(), String::new(), None, grid, blocks);
            assert_eq!(wrong, Err(KindError::Weight(weight)));
        }
    }

    #[test]
    fn tells_wrong_areas() {
        for area in [
            [1, 0, 0, 1],
            [1, 0, 1, 0],
            [1, 0, 2, 1],
            [2, 0, 1, 1],
            [1, 1, 1, 1],
            [u16::MAX, 0, u16::MAX, 1],
        ] {
            let wrong = kind((2, 1), vec![block(1, [0, 0, 1, 1]), block(2, area)]);
            assert_eq!(wrong, Err(KindError::Outside("block2".into())), "{area:?}");
        }
        let overlap = kind((2, 1), vec![block(1, [0, 0, 2, 1]), block(2, [1, 0, 1, 1])]);
        assert_eq!(
            overlap.unwrap_err().to_string(),
            "the blocks block1 and block2 both stand at row 1, column 2"
        );
        let gap = kind((2, 2), vec![block(1, [0, 0, 2, 1]), block(2, [0, 1, 1, 1])]);
        assert_eq!(gap, Err(KindError::Gap { row: 2, column: 2 }));
    }

    /// Halves areas at the places that `cuts` picks: every tiling by straight cuts can come out.
    fn cut(size: (u16, u16), cuts: &[(usize, bool, u16)]) -> Vec<[u16; 4]> {
        let mut areas = vec![[0, 0, size.0, size.1]];
        for &(which, upright, at) in cuts {
            let which = which % areas.len();
            let [column, row, columns, rows] = areas[which];
            let extent = if upright { columns } else { rows };
            if extent < 2 {
                continue;
            }
            let first = 1 + at % (extent - 1);
            let (one, other) = if upright {
                let right = [column + first, row, columns - first, rows];
                ([column, row, first, rows], right)
            } else {
                let below = [column, row + first, columns, rows - first];
                ([column, row, columns, first], below)
            };
            areas[which] = one;
            areas.push(other);
        }
        areas
    }

    proptest! {
        #[test]
        fn takes_tilings_and_nothing_else(
            size in (1u16..=64, 1u16..=64),
            cuts in prop::collection::vec((0usize..32, any::<bool>(), 0u16..64), 0..20),
            (victim, edge) in (0usize..32, 0usize..4),
        ) {
            let areas = cut(size, &cuts);
            let blocks: Vec<Block> = (1..).zip(&areas).map(|(n, area)| block(n, *area)).collect();
            let tracks = (usize::from(size.0), usize::from(size.1));
            prop_assert!(kind(tracks, blocks.clone()).is_ok());
            let mut wrong = blocks;
            let victim = victim % wrong.len();
            let area = &mut wrong[victim].area;
            let sides = [&mut area.column, &mut area.row, &mut area.columns, &mut area.rows];
            *sides.into_iter().nth(edge).unwrap() += 1;
            prop_assert!(kind(tracks, wrong).is_err());
        }
    }
}
