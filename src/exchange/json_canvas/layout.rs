//! Where groups and texts stand, in pixels: as on the poster, with room for every note.

use crate::model::kind::{Area, Grid};
use crate::text::clean::Shown;

/// How wide a note is.
const NOTE: i64 = 260;
/// The room between two things.
const GAP: i64 = 20;
/// How wide a group is at least.
const NARROWEST: i64 = NOTE + 2 * GAP;
/// How high a group is at least.
const LOWEST: i64 = 140;
/// How high a line of text is.
const LINE: i64 = 26;
/// How high a note is beside its lines.
const RIM: i64 = 34;
/// How many columns of text fit into a note.
const COLUMNS: usize = 26;

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Rect {
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) width: i64,
    pub(super) height: i64,
}

/// A group and the notes in it.
pub(super) struct Group {
    pub(super) area: Rect,
    pub(super) notes: Vec<Rect>,
}

/// Where all stands.
pub(super) struct Poster {
    /// What stands above the blocks.
    pub(super) head: Rect,
    /// The groups in the order of their blocks.
    pub(super) groups: Vec<Group>,
}

impl Poster {
    /// The blocks of these areas, those without one below the others, with notes of these texts.
    pub(super) fn new(
        grid: &Grid,
        areas: &[Option<Area>],
        texts: &[Vec<String>],
        head: &str,
    ) -> Self {
        let columns = columns(grid, areas);
        let rows = rows(grid, &columns, areas, texts);
        let width: i64 = columns.iter().sum();
        let mut below: i64 = rows.iter().sum();
        let groups = areas.iter().zip(texts).map(|(area, texts)| {
            let cell = area.map_or_else(
                || {
                    let height = needed(width - GAP, texts) + GAP;
                    below += height;
                    Rect {
                        x: 0,
                        y: below - height,
                        width,
                        height,
                    }
                },
                |area| Rect {
                    x: before(&columns, area.column.into()),
                    y: before(&rows, area.row.into()),
                    width: span(&columns, area.column.into(), area.columns.into()),
                    height: span(&rows, area.row.into(), area.rows.into()),
                },
            );
            Group::new(cell, texts)
        });
        let groups = groups.collect();
        let height = RIM + 2 * LINE + LINE * lines(head, (width / 10).unsigned_abs() as usize);
        Self {
            head: Rect {
                x: GAP / 2,
                y: -height - GAP,
                width: width - GAP,
                height,
            },
            groups,
        }
    }
}

impl Group {
    /// A group in its cell of the grid, half a gap within it.
    fn new(cell: Rect, texts: &[String]) -> Self {
        let area = Rect {
            x: cell.x + GAP / 2,
            y: cell.y + GAP / 2,
            width: cell.width - GAP,
            height: cell.height - GAP,
        };
        let mut notes = Vec::new();
        let mut y = area.y + GAP;
        for row in texts.chunks(abreast(area.width)) {
            let height = row.iter().map(|text| height(text)).max().unwrap_or(0);
            let mut x = area.x + GAP;
            for text in row {
                notes.push(Rect {
                    x,
                    y,
                    width: NOTE,
                    height: self::height(text),
                });
                x += NOTE + GAP;
            }
            y += height + GAP;
        }
        Self { area, notes }
    }
}

/// The widths of the columns: so many pixels for each unit of weight that a note fits into the narrowest block.
fn columns(grid: &Grid, areas: &[Option<Area>]) -> Vec<i64> {
    let weights: Vec<i64> = grid
        .columns
        .iter()
        .map(|weight| i64::from(*weight))
        .collect();
    let unit = areas.iter().flatten().map(|area| {
        let weight = span(&weights, area.column.into(), area.columns.into()).max(1);
        (NARROWEST + GAP + weight - 1) / weight
    });
    let unit = unit.max().unwrap_or(NARROWEST);
    weights.iter().map(|weight| weight * unit).collect()
}

/// The heights of the rows: as their weights say, and more where notes need it.
fn rows(grid: &Grid, columns: &[i64], areas: &[Option<Area>], texts: &[Vec<String>]) -> Vec<i64> {
    let least: u16 = grid.rows.iter().copied().min().unwrap_or(1).max(1);
    let unit = (LOWEST + GAP) / i64::from(least);
    let weights = grid.rows.iter().map(|weight| i64::from(*weight));
    let mut rows: Vec<i64> = weights.map(|weight| weight * unit.max(1)).collect();
    for (area, texts) in areas.iter().zip(texts) {
        let Some(area) = area else {
            continue;
        };
        let width = span(columns, area.column.into(), area.columns.into());
        let there = span(&rows, area.row.into(), area.rows.into());
        let lacking = needed(width - GAP, texts) + GAP - there;
        if lacking > 0 {
            let each = lacking / i64::from(area.rows.max(1)) + 1;
            let own = rows.iter_mut().skip(area.row.into()).take(area.rows.into());
            own.for_each(|row| *row += each);
        }
    }
    rows
}

/// How high a group of this width is to be for its notes.
fn needed(width: i64, texts: &[String]) -> i64 {
    let rows = texts.chunks(abreast(width));
    let rows = rows.map(|row| row.iter().map(|text| height(text)).max().unwrap_or(0) + GAP);
    (GAP + rows.sum::<i64>()).max(LOWEST)
}

/// How many notes stand side by side in a group of this width, at least one.
fn abreast(width: i64) -> usize {
    let abreast = (width - GAP) / (NOTE + GAP);
    usize::try_from(abreast).unwrap_or(1).max(1)
}

/// How high a note of this text is.
fn height(text: &str) -> i64 {
    RIM + LINE * lines(text, COLUMNS)
}

/// How many lines the text takes at about so many columns.
fn lines(text: &str, columns: usize) -> i64 {
    let lines = text
        .lines()
        .map(|line| Shown::line(line).width().div_ceil(columns.max(1)).max(1));
    u32::try_from(lines.sum::<usize>().max(1)).map_or(i64::from(u32::MAX), i64::from)
}

fn before(tracks: &[i64], end: usize) -> i64 {
    tracks.iter().take(end).sum()
}

fn span(tracks: &[i64], start: usize, count: usize) -> i64 {
    tracks.iter().skip(start).take(count).sum()
}
