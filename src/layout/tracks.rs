//! A kind's grid areas as rectangles on the screen.

use ratatui::layout::Rect;

use super::Cell;
use crate::model::id::BlockId;
use crate::model::kind::{Block, Kind};

/// The blocks as boxes that share their border lines and cover the area without gap. Empty where the area is too small
/// to hold a border line for each track.
pub fn cells(kind: &Kind, area: Rect) -> Vec<Cell> {
    boxes(kind, area, &kind.grid().rows)
}

/// The same with rows of equal height, for a map where each block matters alike.
pub fn even_cells(kind: &Kind, area: Rect) -> Vec<Cell> {
    boxes(kind, area, &vec![1; kind.grid().rows.len()])
}

fn boxes(kind: &Kind, area: Rect, weights: &[u16]) -> Vec<Cell> {
    let columns = lines(area.x, area.width.saturating_sub(1), &kind.grid().columns);
    let rows = lines(area.y, area.height.saturating_sub(1), weights);
    if area.area() == 0 {
        return Vec::new();
    }
    let cell = |block: &Block| {
        let (x, right) = span(&columns, block.area.column.into(), block.area.column_end());
        let (y, bottom) = span(&rows, block.area.row.into(), block.area.row_end());
        Cell {
            block: block.id.clone(),
            outer: Rect::new(x, y, right - x + 1, bottom - y + 1),
        }
    };
    kind.blocks().map(cell).collect()
}

/// The blocks as rectangles without borders, side by side, that cover the area without gap or overlap.
pub fn bare_cells(kind: &Kind, area: Rect) -> Vec<Cell> {
    let columns = lines(area.x, area.width, &kind.grid().columns);
    let rows = lines(
        area.y,
        area.height,
        &kind.grid().rows.iter().map(|_| 1).collect::<Vec<_>>(),
    );
    let cell = |block: &Block| {
        let (x, right) = span(&columns, block.area.column.into(), block.area.column_end());
        let (y, bottom) = span(&rows, block.area.row.into(), block.area.row_end());
        Cell {
            block: block.id.clone(),
            outer: Rect::new(x, y, right - x, bottom - y),
        }
    };
    kind.blocks().map(cell).collect()
}

/// Boxes of equal width next to each other, sharing their border lines.
pub fn side_by_side(blocks: &[BlockId], area: Rect) -> Vec<Cell> {
    let weights = vec![1; blocks.len()];
    let columns = lines(area.x, area.width.saturating_sub(1), &weights);
    let cell = |(at, block): (usize, &BlockId)| {
        let (x, right) = span(&columns, at, at + 1);
        let width = (right - x + 1).min(area.width);
        Cell {
            block: block.clone(),
            outer: Rect { x, width, ..area },
        }
    };
    blocks.iter().enumerate().map(cell).collect()
}

/// Where the lines between tracks fall: one more than there are tracks, from `start` to `start + length`.
fn lines(start: u16, length: u16, weights: &[u16]) -> Vec<u16> {
    let total: u32 = weights.iter().map(|&weight| u32::from(weight)).sum();
    let mut sum = 0_u32;
    let mut lines = vec![start];
    for &weight in weights {
        sum += u32::from(weight);
        // Rounded to the nearest, so that halves of one row meet in its middle.
        let offset = (u32::from(length) * sum * 2 + total) / (total * 2).max(1);
        lines.push(start + offset as u16);
    }
    lines
}

fn span(lines: &[u16], from: usize, to: usize) -> (u16, u16) {
    let at = |index: usize| lines.get(index).or(lines.last()).copied().unwrap_or(0);
    (at(from), at(to))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::format::kind::{built_in, built_in_kind};

    /// How many cells cover each screen cell, not counting the right and bottom border lines.
    fn cover(cells: &[Cell], area: Rect, shared: u16) -> Vec<u32> {
        let mut count = vec![0; usize::from(area.width) * usize::from(area.height)];
        for cell in cells {
            let outer = cell.outer;
            for y in outer.y..outer.bottom() - shared {
                for x in outer.x..outer.right() - shared {
                    let at =
                        usize::from(y - area.y) * usize::from(area.width) + usize::from(x - area.x);
                    count[at] += 1;
                }
            }
        }
        count
    }

    proptest! {
        #[test]
        fn layouts_cover_the_area_without_gap_or_overlap(width in 1_u16..300, height in 1_u16..120, y in 0_u16..3) {
            for (id, _) in built_in() {
                let kind = built_in_kind(id).unwrap();
                let area = Rect::new(0, y, width, height);
                for cell in cells(&kind, area) {
                    prop_assert_eq!(cell.outer.intersection(area), cell.outer);
                }
                let covered = cover(&cells(&kind, area), area, 1);
                for (at, count) in covered.iter().enumerate() {
                    let (x, y) = (at % usize::from(width), at / usize::from(width));
                    let inside = x + 1 < usize::from(width) && y + 1 < usize::from(height);
                    prop_assert_eq!(*count, u32::from(inside), "{} at {},{}", id, x, y);
                }
                prop_assert!(cover(&bare_cells(&kind, area), area, 0).iter().all(|&count| count == 1));
            }
        }
    }

    #[test]
    fn the_poster_has_the_known_proportions() {
        let kind = built_in_kind("business-model").unwrap();
        let cells = cells(&kind, Rect::new(0, 1, 101, 41));
        let of = |id: &str| {
            cells
                .iter()
                .find(|cell| cell.block.as_str() == id)
                .unwrap()
                .outer
        };
        assert_eq!(of("key_partners"), Rect::new(0, 1, 21, 31));
        assert_eq!(of("key_activities"), Rect::new(20, 1, 21, 16));
        assert_eq!(of("key_resources"), Rect::new(20, 16, 21, 16));
        assert_eq!(of("cost_structure"), Rect::new(0, 31, 51, 11));
        assert_eq!(of("revenue_streams"), Rect::new(50, 31, 51, 11));
    }
}
