//! Where the blocks of a poster are: the tracks of the kind's grid, stretched to what stands in them.

use super::scene::{Frame, count};
use crate::model::kind::{Area, Grid};

/// What a block asks of the rows that it spans.
#[derive(Clone, Copy, Debug)]
pub(super) struct Need {
    /// Where it is.
    pub area: Area,
    /// How high it has to be.
    pub height: f32,
}

/// Where tracks of these weights begin and end in a room.
pub(super) fn even(weights: &[u16], length: f32) -> Vec<f32> {
    let sum: f32 = weights.iter().map(|weight| f32::from(*weight)).sum();
    let share = |weight: &u16| length * f32::from(*weight) / sum.max(1.0);
    weights.iter().map(share).collect()
}

/// The least height of each row in which all blocks have what they need, starting from `rows`.
pub(super) fn stretched(rows: &[f32], needs: &[Need]) -> Vec<f32> {
    let mut rows = rows.to_vec();
    let mut needs = needs.to_vec();
    // Those of one row first: what they take, those of several have too.
    needs.sort_by_key(|need| need.area.rows);
    for need in needs {
        let spanned = usize::from(need.area.row)..need.area.row_end();
        if let Some(own) = rows.get_mut(spanned) {
            let missing = need.height - own.iter().sum::<f32>();
            if missing > 0.0 {
                let share = missing / count(own.len()).max(1.0);
                for row in own {
                    *row += share;
                }
            }
        }
    }
    rows
}

/// Rows for the blocks in a room of this height: at least `kept` of what their weights give them, and what the blocks need.
/// `None` where the room does not do for all.
pub(super) fn fitted(grid: &Grid, height: f32, kept: f32, needs: &[Need]) -> Option<Vec<f32>> {
    let even = even(&grid.rows, height);
    let least: Vec<f32> = even.iter().map(|row| row * kept).collect();
    let rows = stretched(&least, needs);
    let spare = height - rows.iter().sum::<f32>();
    if spare < -0.01 {
        return None;
    }
    // What is left over goes first to those who gave, then to all.
    let wanted: Vec<f32> = rows
        .iter()
        .zip(&even)
        .map(|(row, even)| (even - row).max(0.0))
        .collect();
    let all_wanted: f32 = wanted.iter().sum();
    let given = if all_wanted > 0.0 {
        (spare / all_wanted).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let rest = (spare - all_wanted * given).max(0.0) / height.max(1.0);
    let rows = rows.iter().zip(wanted).zip(&even);
    Some(
        rows.map(|((row, wanted), even)| row + wanted * given + even * rest)
            .collect(),
    )
}

/// The frame of a block.
pub(super) fn frame(area: Area, columns: &[f32], rows: &[f32], origin: (f32, f32)) -> Frame {
    let sum = |tracks: &[f32], from: usize, to: usize| -> f32 {
        tracks.iter().skip(from).take(to.saturating_sub(from)).sum()
    };
    let (column, row) = (usize::from(area.column), usize::from(area.row));
    Frame::new(
        origin.0 + sum(columns, 0, column),
        origin.1 + sum(rows, 0, row),
        sum(columns, column, area.column_end()),
        sum(rows, row, area.row_end()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn area(row: u16, rows: u16) -> Area {
        Area {
            column: 0,
            row,
            columns: 1,
            rows,
        }
    }

    #[test]
    fn rows_give_way_to_a_block_that_needs_more() {
        let grid = Grid {
            columns: vec![1],
            rows: vec![1, 1],
        };
        let need = |row, height| Need {
            area: area(row, 1),
            height,
        };
        let even = fitted(&grid, 100.0, 0.5, &[need(0, 20.0), need(1, 50.0)]).unwrap();
        assert_eq!(even, [50.0, 50.0]);
        let given = fitted(&grid, 100.0, 0.5, &[need(0, 20.0), need(1, 60.0)]).unwrap();
        assert!(given[1] >= 60.0 && (given[0] + given[1] - 100.0).abs() < 0.01);
        assert_eq!(
            fitted(&grid, 100.0, 0.5, &[need(0, 60.0), need(1, 60.0)]),
            None
        );
        let grown = stretched(&[50.0, 50.0], &[need(0, 60.0), need(1, 60.0)]);
        assert_eq!(grown, [60.0, 60.0]);
    }

    #[test]
    fn a_block_of_two_rows_takes_from_both() {
        let need = Need {
            area: area(0, 2),
            height: 40.0,
        };
        assert_eq!(stretched(&[10.0, 10.0], &[need]), [20.0, 20.0]);
    }
}
