//! The timeline: the versions of the canvas, the newest first, the one that is looked at chosen.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Pen;
use super::panel::Panel;
use super::popup::framed;
use super::theme::Role;
use crate::app::past::Row;
use crate::app::timeline::{Attention, Known, Timeline};
use crate::text::clean::Shown;

/// The columns of the age, of the counts and of the author.
const AGE: usize = 6;
const COUNTS: usize = 14;
const AUTHOR: usize = 12;
/// The width from which the author has a column.
const AUTHOR_FROM: usize = 60;

/// The timeline's panels; none where it is not shown.
pub fn panels<'a>(timeline: &Timeline, area: Rect, pen: Pen<'a>) -> Vec<Panel<'a>> {
    if area.height < 3 || area.width < 3 {
        return Vec::new();
    }
    let (mut panels, room) = framed(area, &heading(timeline), pen);
    let rows = timeline.rows().iter().enumerate();
    let first = timeline.first_row(room.height);
    let rows = rows.skip(first).take(usize::from(room.height));
    let mut lines: Vec<Line<'a>> = rows
        .map(|(at, row)| {
            line(
                row,
                at == timeline.at(),
                timeline.attention,
                room.width,
                pen,
            )
        })
        .collect();
    if lines.len() < usize::from(room.height) {
        lines.extend(ending(timeline, room.width, pen));
    }
    panels.push(Panel::lines(room, pen.popup(Role::Popup), lines));
    panels
}

/// "History · 3 of 20", with a sign where more may come.
fn heading(timeline: &Timeline) -> String {
    let more = match timeline.known {
        Known::Going => "+",
        Known::All(_) | Known::Failed(_) => "",
    };
    match timeline.rows().len() {
        0 => "History".to_owned(),
        all => format!("History: {} of {all}{more}", timeline.at() + 1),
    }
}

/// Why these may not be all.
fn ending<'a>(timeline: &Timeline, width: u16, pen: Pen<'a>) -> Option<Line<'a>> {
    let why = match &timeline.known {
        Known::Going => "…",
        Known::All(end) => end.words()?,
        Known::Failed(trouble) => &trouble.what,
    };
    let why = Shown::line(why).truncate(usize::from(width).saturating_sub(2));
    Some(Line::styled(format!("  {why}"), pen.popup(Role::Dim)))
}

fn line<'a>(row: &Row, chosen: bool, attention: Attention, width: u16, pen: Pen<'a>) -> Line<'a> {
    let width = usize::from(width);
    let mut over = ratatui::style::Style::default();
    if chosen {
        over = match attention {
            Attention::Timeline => pen.theme.style(Role::PopupSelected),
            Attention::Board => pen.theme.style(Role::PopupTitle),
        };
    }
    let (text, dim) = (
        pen.popup(Role::Popup).patch(over),
        pen.popup(Role::Dim).patch(over),
    );
    let lead = if chosen { pen.glyphs.prompt } else { " " };
    let age = padded(&row.age, AGE);
    let counts = padded(&row.told.to_string(), COUNTS);
    let author = if width >= AUTHOR_FROM {
        format!("{} ", padded(&row.author, AUTHOR))
    } else {
        String::new()
    };
    let used = 2 + AGE + 1 + COUNTS + 1 + Shown::line(&author).width();
    let subject = padded(&row.subject, width.saturating_sub(used));
    Line::from(vec![
        Span::styled(format!("{lead} {age} "), dim),
        Span::styled(format!("{counts} "), text),
        Span::styled(author, dim),
        Span::styled(subject, text),
    ])
}

/// The text in exactly this many columns.
fn padded(text: &str, columns: usize) -> String {
    let shown = Shown::line(text).truncate(columns);
    let pad = " ".repeat(columns.saturating_sub(shown.width()));
    format!("{shown}{pad}")
}
