//! How large the words can be so that the grid fits on a sheet of paper, as far as that can be told without a font.
//!
//! Sizes are in hundredths of the sheet's width, so that the page fits A4 and A3 alike. A page cannot measure itself
//! without a script, so the widths of words are estimated, on the safe side.

use crate::exchange::poster::{Panel, Poster, Sticky};
use crate::model::kind::{Area, Grid, Kind};
use crate::text::clean::Shown;

use super::style::share;

/// How the grid is printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Print {
    /// The size of the words, in hundredths of the sheet's width.
    size: f64,
    /// Whether the grid fits the sheet at that size.
    pub(super) fits: bool,
}

impl Print {
    /// The size for the style.
    pub(super) fn size(self) -> String {
        format!("{:.2}", self.size)
    }
}

/// Sizes from that of a large print to the smallest that can be read on A4, about 4 points.
const LARGEST: f64 = 1.45;
const SMALLEST: f64 = 0.5;
const STEP: f64 = 0.05;

/// The height of A4 and A3 without margins is 69; the rest is what the estimates of words and rows are wrong by.
const HEIGHT: f64 = 61.0;

// The style's measures, in sizes of a word.
/// What a column of a terminal comes to.
const COLUMN: f64 = 0.57;
const LINE: f64 = 1.3;
const HEADER: f64 = 4.6;
const CREDIT: f64 = 2.0;
const BLOCK_SIDES: f64 = 1.4;
const BLOCK_ENDS: f64 = 2.9;
const STICKY_SIDES: f64 = 1.7;
const STICKY_ENDS: f64 = 1.3;
const STICKY_WIDTH: f64 = 11.0;
const BADGE: f64 = 0.8;

/// The largest size at which the grid fits, else the smallest.
pub(super) fn fit(poster: &Poster, kind: &Kind) -> Print {
    let mut size = LARGEST;
    while size > SMALLEST {
        if height(poster, kind.grid(), size) <= HEIGHT {
            return Print { size, fits: true };
        }
        size -= STEP;
    }
    let fits = height(poster, kind.grid(), SMALLEST) <= HEIGHT;
    Print {
        size: SMALLEST,
        fits,
    }
}

/// How high all is with words of this size.
fn height(poster: &Poster, grid: &Grid, size: f64) -> f64 {
    let all: u32 = grid.columns.iter().copied().map(u32::from).sum();
    let mut rows = vec![0.0; grid.rows.len()];
    let mut blocks: Vec<(Area, f64)> = poster
        .blocks
        .iter()
        .filter_map(|panel| {
            let area = panel.block?.area;
            let width = 100.0 * f64::from(share(grid, area)) / f64::from(all.max(1));
            Some((area, of_block(panel, width / size) * size))
        })
        .collect();
    // Those of few rows first: what they need, those of many rows have already.
    blocks.sort_by_key(|(area, _)| area.rows);
    for (area, needed) in blocks {
        let spanned = rows.iter_mut().skip(area.row.into());
        let mut spanned: Vec<&mut f64> = spanned.take(area.rows.into()).collect();
        let there: f64 = spanned.iter().map(|row| **row).sum();
        let more = (needed - there).max(0.0) / f64::from(area.rows.max(1));
        for row in &mut spanned {
            **row += more;
        }
    }
    let rows: f64 = rows.iter().sum();
    rows + (HEADER + CREDIT) * size
}

/// How high a block of this width is.
fn of_block(panel: &Panel, width: f64) -> f64 {
    let room = (width - BLOCK_SIDES).max(1.0);
    let mut columns = 1;
    while columns < panel.notes.len() && room / count(columns + 1) >= STICKY_WIDTH {
        columns += 1;
    }
    let each = room / count(columns);
    let heights: Vec<f64> = panel
        .notes
        .iter()
        .map(|sticky| of_sticky(sticky, each))
        .collect();
    // As many as stand side by side are as high as the highest of them.
    let tallest = |row: &[f64]| row.iter().copied().fold(0.0, f64::max);
    let notes: f64 = heights.chunks(columns).map(tallest).sum();
    let title = rows_of(panel.title, room * 0.7) * LINE;
    let totals = count(panel.totals.len()) * LINE;
    BLOCK_ENDS + title + totals + notes
}

fn of_sticky(sticky: &Sticky, width: f64) -> f64 {
    let room = (width - STICKY_SIDES).max(1.0);
    let lines = sticky.note.text.split('\n');
    let lines: f64 = lines.map(|line| rows_of(line, room)).sum();
    STICKY_ENDS + (lines + rows_of(&badges(sticky), room / BADGE) * BADGE) * LINE
}

/// How many rows the line takes. Rows end at words, and so each of many is not quite full.
fn rows_of(line: &str, room: f64) -> f64 {
    let width = count(Shown::line(line).width()) * COLUMN;
    (width * 1.06 / room).ceil().max(1.0)
}

fn count(of: usize) -> f64 {
    f64::from(u32::try_from(of).unwrap_or(u32::MAX))
}

/// About as many characters as the badges have.
fn badges(sticky: &Sticky) -> String {
    let note = sticky.note;
    let words = [
        sticky.amount(),
        sticky.status(),
        sticky.horizon(),
        sticky.evidence(),
        sticky.comments(),
        sticky.marks(),
        sticky.dots(),
        (!note.links.is_empty()).then(|| "2 links".to_owned()),
        sticky.conflict().map(str::to_owned),
    ];
    let tags = note.tags.iter().map(|tag| format!("  {tag} "));
    let words: Vec<String> = words.into_iter().flatten().chain(tags).collect();
    words.join("    ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format;
    use crate::format::kind::built_in_kind;

    fn print(notes: usize) -> Print {
        let note = |at: usize| {
            format!(r#""n{at:04}": {{"block": "channels", "text": "A note of quite a few words"}}"#)
        };
        let notes: Vec<String> = (0..notes).map(note).collect();
        let notes = notes.join(",");
        let text = format!(r#"{{"bmcanvas": 1, "kind": "business-model", "notes": {{{notes}}}}}"#);
        let canvas = format::read(text.as_bytes()).unwrap().canvas;
        let kind = built_in_kind("business-model").unwrap();
        fit(&Poster::of(&canvas, &kind), &kind)
    }

    #[test]
    fn the_more_there_is_to_print_the_smaller_it_gets_and_at_last_it_takes_several_sheets() {
        let prints = [0, 10, 30, 60].map(print);
        assert!(prints.iter().all(|print| print.fits), "{prints:?}");
        assert!((prints[0].size - LARGEST).abs() < 0.01, "{prints:?}");
        assert!(prints.is_sorted_by(|a, b| a.size >= b.size), "{prints:?}");
        let print = print(1000);
        assert_eq!((print.fits, print.size()), (false, "0.50".to_owned()));
    }
}
