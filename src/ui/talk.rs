//! The comments of a note: a sheet over the board, with a place to type the next one.

use ratatui::layout::{Position, Rect, Size};
use ratatui::text::{Line, Span};

use super::panel::Panel;
use super::popup::framed;
use super::theme::Role;
use super::{Pen, blanks};
use crate::app::board::Board;
use crate::app::talk::{Aim, Row, RowKind, Talk, rows};
use crate::layout::{self, Sheet};
use crate::model::timestamp::Timestamp;
use crate::text::clean::Shown;

/// The sheet with the comments as of now, and the cursor in what is typed.
pub fn panels<'a>(
    talk: &Talk,
    board: &Board,
    now: Timestamp,
    size: Size,
    pen: Pen<'a>,
) -> (Vec<Panel<'a>>, Option<Position>) {
    let sheet = layout::sheet(size);
    let note = board.canvas().note(&talk.note);
    let heading = note.map_or("Comments", |note| &note.text);
    let (mut panels, room) = framed(sheet.outer, heading, pen);
    let rows = rows(note, now, sheet.text_width());
    let seen = talk.rows_seen(sheet);
    let first = rows.len().saturating_sub(seen + talk.scroll);
    let shown = rows.iter().skip(first).take(seen);
    let lines: Vec<Line<'_>> = shown.map(|row| line(row, pen)).collect();
    let above = Rect {
        height: (seen as u16).min(room.height),
        ..room
    };
    panels.push(Panel::lines(above, pen.popup(Role::Popup), lines));
    let parted = Rect {
        y: above.bottom(),
        height: (room.height - above.height).min(1),
        ..room
    };
    panels.push(divider(
        parted,
        first,
        rows.len() - (first + seen).min(rows.len()),
        &talk.aim,
        pen,
    ));
    let below = Rect {
        y: parted.bottom(),
        height: room.height - above.height - parted.height,
        ..room
    };
    let (typed, cursor) = typed(talk, below, sheet, pen);
    panels.push(typed);
    (panels, cursor)
}

fn line<'a>(row: &Row, pen: Pen<'a>) -> Line<'a> {
    let role = match row.kind {
        RowKind::Author => Role::PopupTitle,
        RowKind::Text => Role::Popup,
        RowKind::Marks | RowKind::ResolvedAuthor | RowKind::ResolvedText | RowKind::Gap => {
            Role::Dim
        }
    };
    Line::styled(format!(" {}", row.text), pen.popup(role))
}

/// The line above what is typed: what it is, and how many rows are above and below those seen.
fn divider<'a>(area: Rect, above: usize, below: usize, aim: &Aim, pen: Pen<'a>) -> Panel<'a> {
    let more = |sign: &str, rows: usize| (rows > 0).then(|| format!(" {sign}{rows}"));
    let more = [more(pen.glyphs.above, above), more(pen.glyphs.below, below)];
    let more: String = more.into_iter().flatten().collect();
    let more = match aim {
        Aim::New => more,
        Aim::Old(..) => format!(" yours, again{more}"),
    };
    let rule = pen.glyphs.lines.get(12).copied().unwrap_or('-');
    let width = usize::from(area.width).saturating_sub(Shown::line(&more).width() + 1);
    let text = format!("{}{more} ", rule.to_string().repeat(width));
    let style = pen.popup(Role::PopupBorder);
    Panel::line(area, style, Line::styled(text, style))
}

fn typed<'a>(talk: &Talk, area: Rect, sheet: Sheet, pen: Pen<'a>) -> (Panel<'a>, Option<Position>) {
    let (width, style) = (sheet.typing_width(), pen.popup(Role::Prompt));
    let (rows, place) = (talk.editor.rows(width), talk.editor.place(width));
    let first = (place.row + 1).saturating_sub(usize::from(area.height));
    let lead = |at: usize| if at == 0 { pen.glyphs.prompt } else { " " };
    let shown = rows.iter().enumerate().skip(first);
    let lines = shown.take(usize::from(area.height)).map(|(at, row)| {
        let text = row.shown(talk.editor.text()).to_string();
        let lead = format!("{}{}", lead(at), blanks(1));
        Line::from(vec![Span::styled(lead, style), Span::styled(text, style)])
    });
    let cursor = Position::new(
        area.x
            .saturating_add(2 + place.column)
            .min(area.right().saturating_sub(1)),
        area.y
            .saturating_add(place.row.saturating_sub(first) as u16),
    );
    let panel = Panel::lines(area, style, lines.collect());
    (panel, (!area.is_empty()).then_some(cursor))
}
