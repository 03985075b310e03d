//! How large the words can be so that the grid fits on a sheet of paper, as far as that can be told without a font.
//!
//! Sizes are in hundredths of the sheet's width, so that the page fits A4 and A3 alike. A page cannot measure itself
//! without a script, so the widths of words are estimated, on the safe side.

use crate::exchange::poster::{Panel, Poster, Sticky};
use crate::model::kind::{Area, Grid, Kind};
use crate::text::clean::Shown;

use super::style::share;

/// How the grid is printed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Print {
    /// The size of the words, in hundredths of the sheet's width.
    size: f64,
    /// The least height of each row, in hundredths of the sheet's width.
    floors: Vec<f64>,
    /// Whether the grid fits the sheet at that size.
    pub(super) fits: bool,
}

impl Print {
    /// The size for the style.
    pub(super) fn size(&self) -> String {
        format!("{:.2}", self.size)
    }

    /// The rows for the style. Each is as high as what it holds, so that what was estimated wrongly goes on to the next
    /// sheet instead of lying on what comes after it; those that hold little get the room that others leave.
    pub(super) fn rows(&self) -> String {
        let row = |floor: &f64| format!("minmax({floor:.2}vw,auto)");
        let rows: Vec<String> = self.floors.iter().map(row).collect();
        rows.join(" ")
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
/// Of the title: letters are so much larger, and bold.
const TITLE: f64 = 2.1;
const TITLE_LINE: f64 = 2.2;
const FIELD: f64 = 4.0;
const FIELD_SIDES: f64 = 2.3;
const FIELD_ENDS: f64 = 2.9;
const CREDIT: f64 = 2.0;
const BLOCK_SIDES: f64 = 1.4;
const BLOCK_ENDS: f64 = 2.9;
const STICKY_SIDES: f64 = 1.7;
const STICKY_ENDS: f64 = 1.3;
const STICKY_WIDTH: f64 = 11.0;
const BADGE: f64 = 0.8;

/// The largest size at which the grid fits, else the smallest.
pub(super) fn fit(poster: &Poster, kind: &Kind) -> Print {
    let grid = kind.grid();
    let mut size = LARGEST;
    loop {
        let rows = rows(poster, grid, size);
        let room = HEIGHT - (of_header(poster, 100.0 / size) + CREDIT) * size;
        let fits = rows.iter().sum::<f64>() <= room;
        if fits || size <= SMALLEST {
            let floors = if fits {
                floors(&rows, &grid.rows, room)
            } else {
                vec![0.0; rows.len()]
            };
            return Print { size, floors, fits };
        }
        size = (size - STEP).max(SMALLEST);
    }
}

/// Shares the room by the weights of the rows. Rows that need more than their share have what they need, and the others
/// share the rest.
fn floors(needed: &[f64], weights: &[u16], room: f64) -> Vec<f64> {
    let mut rows: Vec<(f64, f64, bool)> = needed
        .iter()
        .zip(weights)
        .map(|(needed, weight)| (*needed, f64::from(*weight), true))
        .collect();
    loop {
        let full = rows.iter().filter(|(_, _, shares)| !shares);
        let rest = room - full.map(|(needed, _, _)| needed).sum::<f64>();
        let sharing = rows.iter().filter(|(_, _, shares)| *shares);
        let weights: f64 = sharing.map(|(_, weight, _)| weight).sum();
        let each = rest / weights.max(1.0);
        let mut is_settled = true;
        for (needed, weight, shares) in &mut rows {
            if *shares && *needed > each * *weight {
                *shares = false;
                is_settled = false;
            }
        }
        if is_settled {
            let floor = |(_, weight, shares)| if shares { each * weight } else { 0.0 };
            return rows.into_iter().map(floor).collect();
        }
    }
}

/// How high what stands above the grid is, in a width of so many sizes of a word.
fn of_header(poster: &Poster, room: f64) -> f64 {
    let wide = |text: &str| count(Shown::line(text).width()) * COLUMN;
    let title = wide(poster.title) * TITLE;
    let fields = poster.fields.iter();
    let fields: f64 = fields
        .map(|(_, text)| wide(text).max(FIELD) + FIELD_SIDES)
        .sum();
    let below = if title + fields <= room {
        0.0
    } else {
        (fields / room).ceil() * FIELD_ENDS
    };
    HEADER + ((title / room).ceil() - 1.0).max(0.0) * TITLE_LINE + below
}

/// How high each row is with words of this size.
fn rows(poster: &Poster, grid: &Grid, size: f64) -> Vec<f64> {
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
    rows
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
        assert!(print.floors.iter().all(|floor| *floor < 0.01), "{print:?}");
        assert_eq!((print.fits, print.size()), (false, "0.50".to_owned()));
    }

    #[test]
    fn rows_that_need_more_than_their_share_leave_the_rest_to_the_others() {
        let of = |needed| floors(needed, &[3, 3, 2], 80.0);
        assert_eq!(of(&[1.0, 2.0, 3.0]), [30.0, 30.0, 20.0]);
        assert_eq!(of(&[40.0, 2.0, 3.0]), [0.0, 24.0, 16.0]);
        assert_eq!(of(&[40.0, 25.0, 15.0]), [0.0, 0.0, 15.0]);
    }
}
