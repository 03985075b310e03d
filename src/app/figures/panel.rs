//! What the panel of figures shows, from its top to its end. The drawing asks here, and so does the scrolling: they agree on
//! how many rows there are.

use ratatui::layout::{Rect, Size};
use rust_decimal::Decimal;

use crate::model::amount::{self, Overflow};
use crate::model::canvas::Canvas;
use crate::model::figures::curve::{Curve, curves};
use crate::model::figures::table::{self, Table};
use crate::model::figures::{Figures, Line, Money, Sheet, figures};
use crate::model::kind::Kind;
use crate::text::wrap;

/// A part of the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// An empty row.
    Gap,
    /// A row of text. Untrusted.
    Text(String, Tone),
    /// A table, with a row for the headings of its columns.
    Table(Table),
    /// What notes come to in the first year, a row each under a heading.
    Bars(&'static str, Vec<Bar>),
    /// A break-even curve.
    Curve(Curve),
}

/// What a row of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A heading.
    Title,
    /// Something to know.
    Plain,
    /// Something that is missing.
    Warning,
}

/// A note's bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Whether it is spent or comes in.
    pub money: Money,
    /// The note's first line. Untrusted.
    pub name: String,
    /// What it comes to in the first year, else for each unit or project.
    pub figure: String,
    /// That, in thousandths of the longest bar; `None` where it depends on what nobody states.
    pub share: Option<u16>,
}

/// The room for the panel on a screen of this size: all but the footer, within a frame.
pub fn room(screen: Size) -> Rect {
    let outer = outer(screen);
    crate::layout::inner(outer)
}

/// The panel with its frame.
pub fn outer(screen: Size) -> Rect {
    let width = screen.width.min(MOST_WIDTH);
    let x = (screen.width - width) / 2;
    Rect::new(x, 0, width, screen.height.saturating_sub(1))
}

/// Beyond this, figures stand too far from what they are of.
const MOST_WIDTH: u16 = 110;

/// The rows that a curve has between its frame of words.
pub const CURVE_ROWS: usize = 8;

impl Part {
    /// How many rows it has.
    pub fn rows(&self) -> usize {
        match self {
            Self::Gap | Self::Text(..) => 1,
            Self::Table(table) => table.rows.len() + 1,
            Self::Bars(_, bars) => bars.len() + 1,
            // The heading above, the range below.
            Self::Curve(_) => CURVE_ROWS + 2,
        }
    }
}

/// How many rows the panel has in this width.
pub fn rows(canvas: &Canvas, kind: &Kind, width: u16) -> usize {
    parts(canvas, kind, width).iter().map(Part::rows).sum()
}

/// The panel in this width.
pub fn parts(canvas: &Canvas, kind: &Kind, width: u16) -> Vec<Part> {
    let figures = match figures(canvas, kind) {
        Ok(figures) => figures,
        Err(overflow) => return wrapped(&overflow.to_string(), width, Tone::Warning),
    };
    let mut parts = Vec::new();
    parts.extend(wrapped(&ground(&figures), width, Tone::Plain));
    if figures.sheets.is_empty() {
        let none =
            "No note of the costs or the revenue states an amount: :amount on a note states one.";
        parts.extend(wrapped(none, width, Tone::Warning));
    }
    // A reader of the sums has to know that before.
    let gaps = table::gaps(&figures);
    for remark in &gaps {
        parts.extend(wrapped(remark, width, Tone::Warning));
    }
    for sheet in &figures.sheets {
        match of_sheet(&figures, sheet, canvas) {
            Ok(more) => parts.extend(more),
            Err(overflow) => parts.extend(wrapped(&overflow.to_string(), width, Tone::Warning)),
        }
    }
    let mut remarks = table::remarks(&figures, canvas);
    remarks.retain(|remark| !gaps.contains(remark));
    if !remarks.is_empty() {
        parts.push(Part::Gap);
    }
    for remark in remarks {
        parts.extend(wrapped(&remark, width, Tone::Warning));
    }
    parts
}

/// What the figures are in, and what they assume.
fn ground(figures: &Figures) -> String {
    let currency = match &*figures.sheets {
        [only] => format!("In {} · ", only.currency),
        [] | [_, _, ..] => String::new(),
    };
    match table::assumed(figures) {
        nothing if nothing.is_empty() => format!("{currency}nothing is assumed of what is sold"),
        assumed => format!("{currency}{assumed}"),
    }
}

fn wrapped(text: &str, width: u16, tone: Tone) -> Vec<Part> {
    let rows = wrap::wrap(text, width.saturating_sub(2).max(8));
    let row = |row: &wrap::Row| Part::Text(row.of(text).to_owned(), tone);
    rows.iter().map(row).collect()
}

fn of_sheet(figures: &Figures, sheet: &Sheet, canvas: &Canvas) -> Result<Vec<Part>, Overflow> {
    let mut parts = Vec::new();
    if figures.sheets.len() > 1 {
        parts.push(Part::Gap);
        parts.push(Part::Text(format!("In {}", sheet.currency), Tone::Title));
    }
    for table in table::sums(sheet)? {
        parts.push(Part::Gap);
        parts.push(Part::Table(table));
    }
    parts.push(Part::Gap);
    parts.push(Part::Bars("By note, first year", bars(sheet, canvas)));
    for curve in curves(sheet) {
        parts.push(Part::Gap);
        parts.push(Part::Curve(curve));
    }
    Ok(parts)
}

/// Costs, then revenue, the greatest first.
fn bars(sheet: &Sheet, canvas: &Canvas) -> Vec<Bar> {
    let sides = [
        (Money::Cost, &sheet.costs.lines),
        (Money::Revenue, &sheet.revenue.lines),
    ];
    let expected = |line: &Line| line.first_year.map(|sum| sum.base);
    let all = sides.iter().flat_map(|(_, lines)| lines.iter());
    let most = all.filter_map(expected).max().unwrap_or_default();
    let mut bars = Vec::new();
    for (money, lines) in sides {
        let mut lines: Vec<&Line> = lines.iter().collect();
        lines.sort_by_key(|line| std::cmp::Reverse(expected(line)));
        bars.extend(lines.into_iter().map(|line| Bar {
            money,
            name: table::first_line(canvas, &line.note),
            figure: match expected(line) {
                Some(sum) => amount::shown(sum, Some(sheet.currency)),
                None => line.amount.shown(),
            },
            share: expected(line).map(|sum| thousandths(sum, most)),
        }));
    }
    bars
}

/// What part of `most` it is, in thousandths.
pub fn thousandths(part: Decimal, most: Decimal) -> u16 {
    // For the drawing alone: here a rounded figure is good enough.
    let share = part.checked_div(most).unwrap_or_default();
    let share = share.checked_mul(Decimal::from(1000)).unwrap_or_default();
    u16::try_from(share.round()).unwrap_or(0).min(1000)
}
