//! The grid of a table: HTML has cells that reach over several columns and rows.

use super::doc::{Piece, Row, Table};

/// As many columns as may be reached over; a file cannot ask for more room than it has.
const COLUMNS: usize = 24;
/// As many rows as a cell may reach over.
const ROWS: usize = 64;

/// What a cell is in a file, beside its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    /// How many columns it is wide.
    pub(super) across: usize,
    /// How many rows it is high.
    pub(super) down: usize,
    pub(super) is_head: bool,
}

impl Default for Extent {
    fn default() -> Self {
        Self {
            across: 1,
            down: 1,
            is_head: false,
        }
    }
}

impl Extent {
    /// Of what a tag says of it, where it says it.
    pub(super) fn of(across: &str, down: &str, is_head: bool) -> Self {
        let across = number(across).unwrap_or(1).clamp(1, COLUMNS);
        // None at all stands for all that there are.
        let down = number(down).map_or(1, |down| if down == 0 { ROWS } else { down.min(ROWS) });
        Self {
            across,
            down,
            is_head,
        }
    }
}

fn number(value: &str) -> Option<usize> {
    let value = value.trim();
    let end = value.find(|char: char| !char.is_ascii_digit());
    let digits = value.get(..end.unwrap_or(value.len()))?;
    digits.parse().ok()
}

/// Whether a place of the grid is one that a cell reaches over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Over {
    /// A cell stands here.
    Own,
    /// The cell to the left reaches here.
    FromLeft,
    /// A cell above reaches here.
    FromAbove,
}

/// Puts each cell where a browser shows it, with empty ones where others reach; the first row names the columns where all
/// its cells are such as do.
pub(super) fn lay_out(table: &mut Table) {
    if let Some(first) = table.rows.first_mut() {
        let are_heads = first.extents.iter().all(|extent| extent.is_head);
        first.is_head |= are_heads && !first.extents.is_empty();
    }
    let mut below: [usize; COLUMNS] = [0; COLUMNS];
    for row in &mut table.rows {
        let extents = std::mem::take(&mut row.extents);
        let cells = std::mem::take(&mut row.cells);
        for (at, cell) in cells.into_iter().enumerate() {
            while below.get(row.cells.len()).is_some_and(|rows| *rows > 0) {
                place(row, Vec::new(), Over::FromAbove);
            }
            let extent = extents.get(at).copied().unwrap_or_default();
            let from = row.cells.len();
            place(row, cell, Over::Own);
            for rows in below.iter_mut().skip(from).take(extent.across) {
                *rows = extent.down;
            }
            for _ in (from + 1..COLUMNS).take(extent.across.saturating_sub(1)) {
                place(row, Vec::new(), Over::FromLeft);
            }
        }
        for rows in &mut below {
            *rows = rows.saturating_sub(1);
        }
    }
}

fn place(row: &mut Row, cell: Vec<Piece>, over: Over) {
    row.cells.push(cell);
    row.over.push(over);
}
