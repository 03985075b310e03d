//! The style of the page. Nothing of a canvas's texts is in it: only numbers of its kind's grid.

use std::fmt::Write;

use super::fit::Print;
use crate::exchange::poster::{Paper, Rgb, Shade};
use crate::model::color::NoteColor;
use crate::model::kind::{Area, Grid, Kind};

/// What is the same on all pages.
pub(super) const PAGE: &str = include_str!("page.css");

/// How blocks stand where there is room for the grid.
const GRID: &str = include_str!("grid.css");

/// How all looks on paper.
pub(super) const PRINT: &str = include_str!("print.css");

/// So wide has the narrowest block to be, in `rem`; below it the blocks stand in one column.
const NARROWEST: u32 = 10;
/// The grid is never shown on less than this, and always on more, in `rem`.
const LEAST: u32 = 44;
const MOST: u32 = 96;

/// The colours, light and dark. Paper is light always.
pub(super) fn colors() -> String {
    let (light, dark) = (shade(Shade::Light), shade(Shade::Dark));
    format!("{light}@media screen and (prefers-color-scheme:dark){{{dark}}}\n")
}

fn shade(shade: Shade) -> String {
    let mut css = String::new();
    rule(&mut css, ":root", &shade.page());
    rule(&mut css, ".block", &shade.block());
    rule(&mut css, ".note", &shade.sticky(None));
    for color in NoteColor::ALL {
        let class = format!(".note.{0},.tag.{0}", color.name());
        rule(&mut css, &class, &shade.sticky(Some(color)));
    }
    css
}

fn rule(css: &mut String, of: &str, paper: &Paper) {
    let Paper {
        ground,
        edge,
        ink,
        faint,
    } = paper;
    let [ground, edge, ink, faint] = [*ground, *edge, *ink, *faint].map(hex);
    // Writing to a string does not fail.
    let _ = writeln!(
        css,
        "{of}{{--ground:{ground};--edge:{edge};--ink:{ink};--faint:{faint}}}"
    );
}

fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Where the grid is shown: on paper, and on screens that have room for its narrowest block.
pub(super) fn grid(grid: &Grid, kind: &Kind) -> String {
    let all: u32 = grid.columns.iter().copied().map(u32::from).sum();
    let widths = kind.blocks().map(|block| share(grid, block.area));
    let narrowest = widths.min().unwrap_or(all).max(1);
    let wanted = (all * NARROWEST).div_ceil(narrowest).clamp(LEAST, MOST);
    format!("@media print,(min-width:{wanted}rem){{\n{GRID}}}\n")
}

/// The weight of all columns of the area.
pub(super) fn share(grid: &Grid, area: Area) -> u32 {
    let columns = grid.columns.iter().skip(area.column.into());
    let columns = columns.take(area.columns.into());
    columns.copied().map(u32::from).sum()
}

/// The tracks of the grid, and the size of the words on paper.
pub(super) fn of_sheet(grid: &Grid, print: &Print) -> String {
    let columns = tracks(&grid.columns, |weight| format!("minmax(0,{weight}fr)"));
    let all: u32 = grid.rows.iter().copied().map(u32::from).sum();
    // On a screen no row is lower than its share of the window; a row that has more to hold grows, and it alone.
    let rows = tracks(&grid.rows, |weight| {
        format!("minmax(calc(var(--high)*{weight}/{all}),auto)")
    });
    let print_rows = print.rows();
    let size = print.size();
    format!("--columns:{columns};--rows:{rows};--print-rows:{print_rows};--print:{size}")
}

fn tracks(weights: &[u16], track: impl Fn(u16) -> String) -> String {
    let tracks: Vec<String> = weights.iter().map(|weight| track(*weight)).collect();
    tracks.join(" ")
}

/// Where the block stands in the grid.
pub(super) fn area(area: Area) -> String {
    let Area {
        column,
        row,
        columns,
        rows,
    } = area;
    format!(
        "--area:{}/{}/span {rows}/span {columns}",
        row + 1,
        column + 1
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_palette_has_colours() {
        // That words can be read on them is tested there.
        for css in [PAGE, GRID, PRINT] {
            assert!(!css.contains('#') && !css.contains("url("), "{css}");
            for colour in css.split("color:").skip(1) {
                let is_named = ["var(--", "inherit", "light dark", "exact"];
                assert!(
                    is_named.iter().any(|own| colour.starts_with(own)),
                    "{colour}"
                );
            }
            assert!(!css.contains("opacity"));
        }
    }
}
