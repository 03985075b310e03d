//! Where the blocks stand, drawn with their codes: one text per row, one word per cell.

use super::tree::{Fault, Node};
use crate::model::kind::{Area, Block, Grid};

/// One row of the drawing: its place and its words.
struct Row<'a> {
    node: Node<'a>,
    cells: Vec<String>,
}

/// Gives each block the area that the drawing shows for its code; `codes` are the places of the
/// blocks' codes. Afterwards the areas tile the grid.
pub(super) fn place(
    drawing: Node,
    grid: &Grid,
    blocks: &mut [Block],
    codes: &[Node],
) -> Result<(), Fault> {
    let rows = read_rows(drawing, grid)?;
    check_words(&rows, blocks)?;
    for (block, code) in blocks.iter_mut().zip(codes) {
        block.area = find(&rows, &block.code)
            .ok_or_else(|| code.fault(format!("{} stands nowhere in the areas", block.code)))?;
        check_rectangle(&rows, block)?;
    }
    Ok(())
}

fn read_rows<'a>(drawing: Node<'a>, grid: &Grid) -> Result<Vec<Row<'a>>, Fault> {
    let rows = drawing.items()?;
    let (drawn, wanted) = (rows.len(), grid.rows.len());
    if drawn != wanted {
        let reason = format!("the areas have {drawn} rows, the grid has {wanted}");
        return Err(drawing.fault(reason));
    }
    let rows = rows.into_iter().enumerate();
    rows.map(|(row, node)| read_row(node, row, grid)).collect()
}

fn read_row<'a>(node: Node<'a>, row: usize, grid: &Grid) -> Result<Row<'a>, Fault> {
    let text = node.string()?;
    let cells: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    let (drawn, wanted) = (cells.len(), grid.columns.len());
    if drawn == wanted {
        return Ok(Row { node, cells });
    }
    let row = row + 1;
    let reason = format!("row {row} of the areas has {drawn} cells, the grid has {wanted} columns");
    Err(node.fault(reason))
}

/// Every cell with its row, its row's number and its column, both from 0.
fn cells<'r, 'a>(
    rows: &'r [Row<'a>],
) -> impl Iterator<Item = (&'r Row<'a>, &'r str, usize, usize)> {
    let row_cells = |(y, row): (usize, &'r Row<'a>)| {
        let cells = row.cells.iter().enumerate();
        cells.map(move |(x, cell)| (row, cell.as_str(), y, x))
    };
    rows.iter().enumerate().flat_map(row_cells)
}

fn check_words(rows: &[Row], blocks: &[Block]) -> Result<(), Fault> {
    let unknown = |cell: &str| blocks.iter().all(|block| block.code != cell);
    let Some((row, cell, y, x)) = cells(rows).find(|(_, cell, ..)| unknown(cell)) else {
        return Ok(());
    };
    let (y, x) = (y + 1, x + 1);
    Err(row.node.fault(if cell == "." {
        format!("no block stands at row {y}, column {x} of the areas")
    } else {
        format!("no block has the code {cell} of row {y}, column {x} of the areas")
    }))
}

/// The area from the code's first cell as far as it goes right and down.
fn find(rows: &[Row], code: &str) -> Option<Area> {
    let (first, _, y, x) = cells(rows).find(|(_, cell, ..)| *cell == code)?;
    let along = first.cells.iter().skip(x);
    let down = rows.iter().skip(y).map_while(|row| row.cells.get(x));
    let run = |count: usize| u16::try_from(count).ok();
    Some(Area {
        column: run(x)?,
        row: run(y)?,
        columns: run(along.take_while(|cell| *cell == code).count())?,
        rows: run(down.take_while(|cell| *cell == code).count())?,
    })
}

fn check_rectangle(rows: &[Row], block: &Block) -> Result<(), Fault> {
    let code = block.code.as_str();
    let wrong = |cell: &str, y, x| (cell == code) != block.area.covers(y, x);
    let Some((row, cell, y, x)) = cells(rows).find(|(_, cell, y, x)| wrong(cell, *y, *x)) else {
        return Ok(());
    };
    let (y, x) = (y + 1, x + 1);
    let reason = if cell == code {
        format!("the area {code} is no rectangle: it also stands at row {y}, column {x}")
    } else {
        format!("the area {code} is no rectangle: {cell} stands in it at row {y}, column {x}")
    };
    Err(row.node.fault(reason))
}
