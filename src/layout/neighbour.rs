//! Which block lies to the left, right, above or below, by the rectangles on the screen.

use ratatui::layout::Rect;

use super::Cell;
use crate::model::id::BlockId;

/// A direction on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Upwards.
    Up,
    /// Downwards.
    Down,
}

/// The block next to `from` in that direction: the nearest beyond its edge; of several, the one beside `row` (a screen
/// row, for left and right; the middle of the block where there is none), else the one that shares most of the edge.
pub fn neighbour<'a>(
    cells: &'a [Cell],
    from: &BlockId,
    to: Direction,
    row: Option<u16>,
) -> Option<&'a BlockId> {
    let start = cells.iter().find(|cell| cell.block == *from)?.outer;
    let others = cells.iter().filter(|cell| cell.block != *from);
    let reachable = others.filter_map(|cell| {
        let gap = gap(start, cell.outer, to)?;
        let shared = shared(start, cell.outer, to);
        let order = (
            gap,
            !is_beside(start, cell.outer, to, row),
            u16::MAX - shared,
        );
        (shared > 1).then_some((order, &cell.block))
    });
    reachable
        .min_by_key(|(order, _)| *order)
        .map(|(_, block)| block)
}

fn is_beside(start: Rect, other: Rect, to: Direction, row: Option<u16>) -> bool {
    match to {
        Direction::Left | Direction::Right => {
            let row = row.unwrap_or(start.y + start.height / 2);
            (other.y..other.bottom()).contains(&row)
        }
        Direction::Up | Direction::Down => {
            (other.x..other.right()).contains(&(start.x + start.width / 2))
        }
    }
}

/// How far `other` lies beyond the edge of `start`; `None` where it does not. Shared border lines overlap by one.
fn gap(start: Rect, other: Rect, to: Direction) -> Option<u16> {
    match to {
        Direction::Left => (start.x + 1).checked_sub(other.right()),
        Direction::Right => (other.x + 1).checked_sub(start.right()),
        Direction::Up => (start.y + 1).checked_sub(other.bottom()),
        Direction::Down => (other.y + 1).checked_sub(start.bottom()),
    }
}

/// How many cells of the edge the two share.
fn shared(start: Rect, other: Rect, to: Direction) -> u16 {
    let overlap = |from: u16, to: u16, other_from: u16, other_to: u16| {
        to.min(other_to).saturating_sub(from.max(other_from))
    };
    match to {
        Direction::Left | Direction::Right => {
            overlap(start.y, start.bottom(), other.y, other.bottom())
        }
        Direction::Up | Direction::Down => overlap(start.x, start.right(), other.x, other.right()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::kind::built_in_kind;
    use crate::layout::tracks;

    #[test]
    fn neighbours_follow_the_poster() {
        use Direction::{Down, Left, Right, Up};
        let kind = built_in_kind("business-model").unwrap();
        let cells = tracks::cells(&kind, Rect::new(0, 1, 120, 38));
        let go =
            |from: &str, to, row| neighbour(&cells, &from.into(), to, row).map(BlockId::as_str);
        assert_eq!(go("key_partners", Right, Some(3)), Some("key_activities"));
        assert_eq!(go("key_partners", Right, Some(26)), Some("key_resources"));
        assert_eq!(go("key_partners", Left, None), None);
        assert_eq!(go("key_partners", Down, None), Some("cost_structure"));
        assert_eq!(go("key_activities", Down, None), Some("key_resources"));
        assert_eq!(go("key_resources", Down, None), Some("cost_structure"));
        assert_eq!(go("channels", Down, None), Some("revenue_streams"));
        assert_eq!(go("cost_structure", Right, None), Some("revenue_streams"));
        assert_eq!(go("revenue_streams", Right, None), None);
        assert_eq!(
            go("value_propositions", Left, Some(30)),
            Some("key_resources")
        );
        assert_eq!(go("customer_segments", Up, None), None);
    }

    #[test]
    fn every_block_of_every_kind_can_be_reached_and_left() {
        for (id, _) in crate::format::kind::built_in() {
            let kind = built_in_kind(id).unwrap();
            let cells = tracks::cells(&kind, Rect::new(0, 0, 200, 60));
            let mut reached = vec![kind.blocks().next().unwrap().id.clone()];
            let mut at = 0;
            while let Some(from) = reached.get(at).cloned() {
                for to in [
                    Direction::Left,
                    Direction::Right,
                    Direction::Up,
                    Direction::Down,
                ] {
                    let next = neighbour(&cells, &from, to, None).cloned();
                    reached.extend(next.filter(|next| !reached.contains(next)));
                }
                at += 1;
            }
            assert_eq!(reached.len(), kind.blocks().len(), "{id}");
        }
    }
}
