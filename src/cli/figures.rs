//! `figures`: what a canvas costs and earns.

mod json;

use std::path::Path;

use super::args::FiguresArgs;
use super::failure::{Failure, Outcome, about};
use super::files;
use super::money;
use super::show;
use super::text::{Text, escaped};
use crate::app::msg::Trouble;
use crate::format;
use crate::model::amount::Overflow;
use crate::model::canvas::Canvas;
use crate::model::figures::table::{self, Row, Table, Weight};
use crate::model::figures::{Assumptions, Figures, figures_with};
use crate::shell::open;
use crate::text::clean::Shown;

/// The columns that the names of rows have.
const NAME: usize = 34;
/// The least columns that a figure has.
const FIGURE: usize = 14;

pub(super) fn run(args: &FiguresArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let (name, read) = show::read(&args.file)?;
    let library = files::library(&args.file);
    let kind = open::kind(name, &read.canvas.kind, &library)?;
    let mut assumptions = Assumptions::of(read.canvas.figures());
    if let Some(units) = &args.units {
        assumptions.units = Some(money::volume(units)?);
    }
    if let Some(projects) = &args.projects {
        assumptions.projects = Some(money::volume(projects)?);
    }
    let overflow = |overflow| too_large(name, overflow);
    let figures = figures_with(&read.canvas, &kind, assumptions).map_err(overflow)?;
    let text = if args.json {
        let json = json::json(&figures).map_err(overflow)?;
        escaped(&format::write_json(&json))
    } else {
        text(&figures, &read.canvas).map_err(overflow)?
    };
    out.extend(text.into_bytes());
    Ok(Outcome::Fine)
}

fn too_large(name: &Path, overflow: Overflow) -> Trouble {
    about(
        name,
        &overflow,
        "Look for an amount or a quantity that is too large: `bmcanvas list --json` has them.",
    )
}

fn text(figures: &Figures, canvas: &Canvas) -> Result<String, Overflow> {
    let mut text = Text::default();
    let assumed = table::assumed(figures);
    if !assumed.is_empty() {
        text.line(format_args!("Assumed: {assumed}"));
    }
    if figures.sheets.is_empty() {
        text.line(format_args!(
            "No note of the costs or the revenue states an amount."
        ));
    }
    for sheet in &figures.sheets {
        for (at, table) in table::tables(sheet, canvas)?.iter().enumerate() {
            text.gap();
            let title = match at {
                0 => format!("{} in {}", table.title, sheet.currency),
                _ => table.title.to_owned(),
            };
            lines(&mut text, &title, table);
        }
    }
    let remarks = table::remarks(figures, canvas);
    if !remarks.is_empty() {
        text.gap();
    }
    for remark in remarks {
        text.line(format_args!("- {}", Shown::line(&remark)));
    }
    Ok(text.into_string())
}

fn lines(text: &mut Text, title: &str, table: &Table) {
    let cells = |at: usize| table.rows.iter().filter_map(move |row| row.cells.get(at));
    let widths: Vec<usize> = (0..table.columns.len())
        .map(|at| cells(at).map(|cell| Shown::line(cell).width()).max())
        .map(|widest| widest.unwrap_or(0).max(FIGURE))
        .collect();
    text.line(format_args!(
        "{}",
        row(title, table.columns.iter().copied(), &widths)
    ));
    for Row {
        name,
        cells,
        weight,
    } in &table.rows
    {
        let indent = match weight {
            Weight::Main => "  ",
            Weight::Detail => "    ",
        };
        let name = format!("{indent}{name}");
        let cells = cells.iter().map(String::as_str);
        text.line(format_args!("{}", row(&name, cells, &widths)));
    }
}

/// A name and figures, these aligned to the right.
fn row<'a>(name: &str, cells: impl Iterator<Item = &'a str>, widths: &[usize]) -> String {
    let name = Shown::line(name).truncate(NAME);
    let pad = NAME.saturating_sub(name.width());
    let mut line = format!("{name}{}", " ".repeat(pad));
    for (cell, width) in cells.zip(widths) {
        let cell = Shown::line(cell);
        let pad = width.saturating_sub(cell.width());
        line.push_str("  ");
        line.push_str(&" ".repeat(pad));
        line.push_str(&cell.to_string());
    }
    line.trim_end().to_owned()
}
