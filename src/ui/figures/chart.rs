//! Bars of eighths of a cell, and curves of dots.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::figures::panel::{CURVE_ROWS, thousandths};
use crate::model::amount;
use crate::model::color::NoteColor;
use crate::model::figures::curve::{Along, Curve};
use crate::model::figures::table::earned_back;
use crate::model::figures::{Money, Reached};
use crate::text::clean::Shown;
use crate::ui::theme::Role;
use crate::ui::{Pen, blanks};

/// How what is spent and what comes in look; each has a sign or a pattern of its own, too.
pub(super) fn style(money: Money, pen: Pen<'_>) -> Style {
    let color = match money {
        Money::Cost => NoteColor::Orange,
        Money::Revenue => NoteColor::Blue,
    };
    pen.popup(Role::Popup).patch(pen.theme.bar(color))
}

/// A bar of so many thousandths of `columns`. What is more than nothing has a sign at least.
pub(super) fn bar(share: u16, columns: usize, pen: Pen<'_>) -> String {
    let steps = pen.glyphs.eighths;
    let all = columns * usize::from(share) * steps.len();
    let parts = all.div_ceil(1000);
    let (whole, rest) = (parts / steps.len(), parts % steps.len());
    let full = steps.last().copied().unwrap_or("#");
    let part = rest.checked_sub(1).and_then(|at| steps.get(at));
    format!("{}{}", full.repeat(whole), part.copied().unwrap_or(""))
}

/// The curve: a heading, its rows, and the range below.
pub(super) fn curve<'a>(curve: &Curve, width: usize, pen: Pen<'a>) -> Vec<Line<'a>> {
    let top = curve
        .cost
        .iter()
        .chain(&curve.revenue)
        .copied()
        .max()
        .unwrap_or_default();
    let label = amount::shown(top.round(), Some(curve.currency));
    let left = Shown::line(&label).width().max(3) + 1;
    let columns = width.saturating_sub(left + 3).max(1);
    let mut lines = vec![heading(curve, width, pen)];
    let plot = Plot::of(curve, top, columns, pen);
    for (at, row) in plot.rows(pen).into_iter().enumerate() {
        let label = match at {
            0 => label.as_str(),
            _ if at + 1 == CURVE_ROWS => "0",
            _ => "",
        };
        let pad = blanks(left.saturating_sub(Shown::line(label).width()));
        let side = pen.glyphs.lines.get(3).copied().unwrap_or('|');
        let mut spans = vec![Span::styled(
            format!("{pad}{label} {side}"),
            pen.popup(Role::Dim),
        )];
        spans.extend(row);
        lines.push(Line::from(spans));
    }
    lines.push(range(curve, left, columns, pen));
    lines
}

/// What the curve shows, and where its lines meet.
fn heading<'a>(curve: &Curve, width: usize, pen: Pen<'a>) -> Line<'a> {
    let even = match (curve.even, curve.along) {
        (even, Along::Months) => {
            let when = earned_back(even);
            match even {
                Reached::Never => format!("all is {when} earned back"),
                Reached::After(_) => format!("all is earned back {when}"),
            }
        }
        (Reached::After(0), Along::Units | Along::Projects) => {
            format!("break-even before any {}", curve.along.words())
        }
        (Reached::After(count), Along::Units | Along::Projects) => {
            let count = amount::shown(count.into(), None);
            format!("break-even at {count} {}", curve.along.words())
        }
        (Reached::Never, Along::Units | Along::Projects) => {
            format!("no break-even by {}", curve.along.words())
        }
    };
    let even = Shown::line(&even).truncate(width.saturating_sub(1));
    Line::styled(format!(" {even}"), pen.popup(Role::PopupTitle))
}

/// The ends of the range, and how the two lines are drawn.
fn range<'a>(curve: &Curve, left: usize, columns: usize, pen: Pen<'a>) -> Line<'a> {
    let until = amount::shown(curve.until.into(), None);
    let (cost, revenue) = if pen.glyphs.ascii {
        ("- cost", "+ revenue")
    } else {
        ("⠒⠂ cost", "⠤⠤ revenue")
    };
    let used = [cost, revenue, "0", &until].map(|text| Shown::line(text).width());
    let room = columns.saturating_sub(used.iter().sum::<usize>() + 2);
    let (before, after) = (room / 2, room - room / 2);
    let spans = vec![
        Span::styled(
            format!("{}0{}", blanks(left + 2), blanks(before)),
            pen.popup(Role::Dim),
        ),
        Span::styled(cost, style(Money::Cost, pen)),
        Span::styled("  ", pen.popup(Role::Popup)),
        Span::styled(revenue, style(Money::Revenue, pen)),
        Span::styled(format!("{}{until}", blanks(after)), pen.popup(Role::Dim)),
    ];
    Line::from(spans)
}

/// What is at a dot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Dot {
    #[default]
    Empty,
    Cost,
    Revenue,
}

/// The dots of a curve: in braille two columns and four rows a cell, else one.
struct Plot {
    dots: Vec<Vec<Dot>>,
    columns: usize,
    /// The dots of a cell: across and down.
    cell: (usize, usize),
}

impl Plot {
    fn of(curve: &Curve, top: rust_decimal::Decimal, columns: usize, pen: Pen<'_>) -> Self {
        let cell = if pen.glyphs.ascii { (1, 1) } else { (2, 4) };
        let (wide, high) = (columns * cell.0, CURVE_ROWS * cell.1);
        let mut plot = Self {
            dots: vec![vec![Dot::default(); wide]; high],
            columns,
            cell,
        };
        let height = |point: &_| usize::from(thousandths(*point, top));
        let heights = |points: &[_]| points.iter().map(height).collect::<Vec<usize>>();
        // What is spent is drawn with gaps, and before what comes in: the lines differ without colours too.
        plot.line(&heights(&curve.cost), Dot::Cost);
        plot.line(&heights(&curve.revenue), Dot::Revenue);
        plot
    }

    /// A line through these heights in thousandths, equally far from each other.
    fn line(&mut self, heights: &[usize], dot: Dot) {
        let (wide, high) = (self.columns * self.cell.0, self.dots.len());
        let last = wide.saturating_sub(1).max(1);
        let mut below: Option<usize> = None;
        for x in 0..wide {
            let height = between(heights, x.min(last), last);
            let up = height * high.saturating_sub(1) / 1000;
            let y = high.saturating_sub(1).saturating_sub(up);
            // A steep line has more dots than one in a column.
            let (top, bottom) = match below {
                Some(before) if before > y => (y, before - 1),
                Some(before) if before < y => (before + 1, y),
                Some(_) | None => (y, y),
            };
            below = Some(y);
            for y in top..=bottom {
                let is_gap = dot == Dot::Cost && (x / self.cell.0) % 2 == 1 && self.cell.0 > 1;
                let at = self.dots.get_mut(y).and_then(|row| row.get_mut(x));
                if let Some(at) = at.filter(|_| !is_gap) {
                    *at = dot;
                }
            }
        }
    }

    /// The rows of cells.
    fn rows<'a>(&self, pen: Pen<'a>) -> Vec<Vec<Span<'a>>> {
        let row = |y: usize| (0..self.columns).map(|x| self.cell_at(x, y, pen)).collect();
        (0..CURVE_ROWS).map(row).collect()
    }

    fn cell_at<'a>(&self, column: usize, row: usize, pen: Pen<'a>) -> Span<'a> {
        let (across, down) = self.cell;
        let mut bits = 0;
        let mut shown = Dot::Empty;
        for (at, (x, y)) in BRAILLE.into_iter().enumerate() {
            if x >= across || y >= down {
                continue;
            }
            let dots = self.dots.get(row * down + y);
            match dots.and_then(|dots| dots.get(column * across + x)) {
                None | Some(Dot::Empty) => {}
                Some(dot) => {
                    bits |= 1 << at;
                    shown = *dot;
                }
            }
        }
        let style = match shown {
            Dot::Empty => pen.popup(Role::Popup),
            Dot::Cost => style(Money::Cost, pen),
            Dot::Revenue => style(Money::Revenue, pen),
        };
        let sign = match shown {
            Dot::Empty => ' ',
            Dot::Cost if pen.glyphs.ascii => '-',
            Dot::Revenue if pen.glyphs.ascii => '+',
            Dot::Cost | Dot::Revenue => char::from_u32(0x2800 + bits).unwrap_or(' '),
        };
        Span::styled(sign.to_string(), style)
    }
}

/// The height of a line through these at `x` of `last`.
fn between(heights: &[usize], x: usize, last: usize) -> usize {
    let steps = heights.len().saturating_sub(1).max(1);
    let (at, rest) = (x * steps / last, x * steps % last);
    let from = heights.get(at).or(heights.last()).copied().unwrap_or(0);
    let to = heights.get(at + 1).copied().unwrap_or(from);
    (from * (last - rest) + to * rest) / last
}

/// Where the dots of a braille cell stand, in the order of their bits.
const BRAILLE: [(usize, usize); 8] = [
    (0, 0),
    (0, 1),
    (0, 2),
    (1, 0),
    (1, 1),
    (1, 2),
    (0, 3),
    (1, 3),
];
