//! The panel of figures.

mod chart;

use ratatui::layout::{Rect, Size};
use ratatui::text::{Line, Span};

use super::panel::Panel;
use super::popup::framed;
use super::theme::Role;
use super::{Pen, blanks};
use crate::app::board::Board;
use crate::app::figures::panel::{self, Bar, Part, Tone};
use crate::model::figures::Money;
use crate::model::figures::table::{Row, Table, Weight};
use crate::text::clean::Shown;

/// The columns that the names of rows have at the most.
const NAME: usize = 34;
/// The columns that the names of rows have at least, where there are any.
const LEAST_NAME: usize = 18;
/// The least columns of a bar that are worth drawing.
const LEAST_BAR: usize = 6;

/// The panel, scrolled by this many rows.
pub fn panels<'a>(board: &Board, scroll: u16, size: Size, pen: Pen<'a>) -> Vec<Panel<'a>> {
    let (mut panels, room) = framed(panel::outer(size), "Figures", pen);
    let parts = panel::parts(board.canvas(), &board.kind, room.width);
    let lines: Vec<Line<'a>> = parts
        .iter()
        .flat_map(|part| lines(part, usize::from(room.width), pen))
        .collect();
    let most = lines.len().saturating_sub(usize::from(room.height));
    let scroll = usize::from(scroll).min(most);
    let rows = usize::from(room.height);
    let shown = lines.into_iter().skip(scroll).take(rows).collect();
    panels.push(Panel::lines(room, pen.popup(Role::Popup), shown));
    panels.extend(mark(panel::outer(size), scroll, most, pen));
    panels
}

/// Tells that more lies above or below.
pub(super) fn mark(outer: Rect, scroll: usize, most: usize, pen: Pen<'_>) -> Option<Panel<'_>> {
    let text = match (scroll > 0, scroll < most) {
        (false, false) => return None,
        (true, false) => format!(" {} ", pen.glyphs.above),
        (false, true) => format!(" {} more ", pen.glyphs.below),
        (true, true) => format!(" {} {} more ", pen.glyphs.above, pen.glyphs.below),
    };
    let width = (Shown::line(&text).width() as u16).min(outer.width);
    let at = Rect {
        x: outer.right().saturating_sub(width + 2),
        y: outer.bottom().saturating_sub(1),
        width,
        height: outer.height.min(1),
    };
    Some(Panel::line(
        at,
        pen.popup(Role::PopupTitle),
        Line::raw(text),
    ))
}

/// The rows of a part: as many as it says that it has.
fn lines<'a>(part: &Part, width: usize, pen: Pen<'a>) -> Vec<Line<'a>> {
    match part {
        Part::Gap => vec![Line::default()],
        Part::Text(text, tone) => {
            let role = match tone {
                Tone::Title => Role::PopupTitle,
                Tone::Plain => Role::Popup,
                Tone::Warning => Role::Warning,
            };
            let text = Shown::line(text).truncate(width.saturating_sub(1));
            vec![Line::styled(format!(" {text}"), pen.popup(role))]
        }
        Part::Table(table) => of_table(table, width, pen),
        Part::Bars(title, bars) => of_bars(title, bars, width, pen),
        Part::Curve(curve) => chart::curve(curve, width, pen),
    }
}

fn of_table<'a>(table: &Table, width: usize, pen: Pen<'a>) -> Vec<Line<'a>> {
    let widest = |at: usize| {
        let cells = table.rows.iter().filter_map(move |row| row.cells.get(at));
        let heading = table.columns.get(at).map_or(0, |heading| heading.len());
        cells
            .map(|cell| Shown::line(cell).width())
            .fold(heading, usize::max)
    };
    let all: Vec<usize> = (0..table.columns.len()).map(|at| widest(at) + 2).collect();
    // Where there is little room, names are worth more than the first columns; the last says most.
    let mut widths = all.as_slice();
    while let [_, rest @ ..] = widths
        && !rest.is_empty()
        && widths.iter().sum::<usize>() + LEAST_NAME > width
    {
        widths = rest;
    }
    let first = all.len() - widths.len();
    let used: usize = widths.iter().sum();
    let name = width.saturating_sub(used + 1).min(NAME);
    let columns = table.columns.iter().copied().skip(first);
    let heading = row(table.title, columns, name, widths);
    let mut lines = vec![Line::styled(heading, pen.popup(Role::PopupTitle))];
    for Row {
        name: own,
        cells,
        weight,
    } in &table.rows
    {
        let (indent, role) = match weight {
            Weight::Main => (" ", Role::Popup),
            Weight::Detail => ("   ", Role::Dim),
        };
        let cells = cells.iter().map(String::as_str).skip(first);
        let text = row(&format!("{indent}{own}"), cells, name, widths);
        lines.push(Line::styled(text, pen.popup(role)));
    }
    lines
}

/// A name and figures, these aligned to the right.
fn row<'t>(
    name: &str,
    cells: impl Iterator<Item = &'t str>,
    room: usize,
    widths: &[usize],
) -> String {
    let mut line = String::from(" ");
    line.push_str(&padded(name, room));
    for (cell, width) in cells.zip(widths) {
        let cell = Shown::line(cell);
        line.push_str(blanks(width.saturating_sub(cell.width())));
        line.push_str(cell.as_str());
    }
    line
}

/// The text in exactly this many columns.
fn padded(text: &str, columns: usize) -> String {
    let text = Shown::line(text).truncate(columns);
    format!("{text}{}", blanks(columns.saturating_sub(text.width())))
}

fn of_bars<'a>(title: &str, bars: &[Bar], width: usize, pen: Pen<'a>) -> Vec<Line<'a>> {
    let figures = bars.iter().map(|bar| Shown::line(&bar.figure).width());
    let figure = figures.max().unwrap_or(0);
    // The sign and the blanks around the columns.
    let room = width.saturating_sub(figure + 6);
    let name = (room / 2).min(NAME);
    let bar = room - name;
    let heading = format!(" {}", Shown::line(title).truncate(width.saturating_sub(1)));
    let mut lines = vec![Line::styled(heading, pen.popup(Role::PopupTitle))];
    for own in bars {
        let sign = match own.money {
            Money::Cost => '-',
            Money::Revenue => '+',
        };
        let style = chart::style(own.money, pen);
        let blank = blanks(figure.saturating_sub(Shown::line(&own.figure).width()));
        let figure = Shown::line(&own.figure).to_string();
        let drawn = match own.share {
            Some(share) if bar >= LEAST_BAR => chart::bar(share, bar, pen),
            Some(_) => String::new(),
            None => "?".to_owned(),
        };
        lines.push(Line::from(vec![
            Span::styled(format!(" {sign} "), style),
            Span::styled(
                format!("{} ", padded(&own.name, name)),
                pen.popup(Role::Popup),
            ),
            Span::styled(format!("{blank}{figure} "), pen.popup(Role::Popup)),
            Span::styled(drawn, style),
        ]));
    }
    lines
}
