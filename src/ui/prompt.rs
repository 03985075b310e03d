//! A line being typed: in a box that says how it is read, or in the bottom row.

use ratatui::layout::{Position, Rect, Size};
use ratatui::text::Line;

use super::header::typed_line;
use super::panel::Panel;
use super::popup::{framed, place};
use super::theme::Role;
use super::{Pen, figures, holding};
use crate::app::board::Board;
use crate::app::prompt::{Back, Prompt, Said, Spot};
use crate::text::wrap;

/// The box over what the line was asked for from, and the cursor in it; nothing where it is typed in the bottom row.
pub fn panels<'a>(
    board: &Board,
    prompt: &Prompt,
    size: Size,
    pen: Pen<'a>,
) -> (Vec<Panel<'a>>, Option<Position>) {
    let mut panels = match prompt.back {
        Back::Board | Back::Story(_) => Vec::new(),
        Back::Viability(at) => holding::panels(board, at, size, pen),
        Back::Figures(scroll) => figures::panels(board, scroll, size, pen),
    };
    match prompt.asked.spot() {
        Spot::Row(_) => (panels, None),
        Spot::Box => {
            let (over, cursor) = boxed(board, prompt, size, pen);
            panels.extend(over);
            (panels, cursor)
        }
    }
}

/// The bottom row with the line and the cursor, where it is typed there.
pub fn row<'a>(prompt: &Prompt, area: Rect, pen: Pen<'a>) -> Option<(Panel<'a>, Option<Position>)> {
    match prompt.asked.spot() {
        Spot::Box => None,
        Spot::Row(label) => {
            let style = pen.style(Role::Prompt);
            let (line, cursor) = typed_line(label, &prompt.editor, area, style, style);
            Some((Panel::line(area, style, line), cursor))
        }
    }
}

/// The box in which a line is typed, with what it says so far.
fn boxed<'a>(
    board: &Board,
    prompt: &Prompt,
    size: Size,
    pen: Pen<'a>,
) -> (Vec<Panel<'a>>, Option<Position>) {
    let screen = Rect::new(0, 0, size.width, size.height.saturating_sub(1));
    let width = size.width.saturating_sub(4).clamp(1, 72);
    let room = width.saturating_sub(4).max(1);
    let (text, role) = match prompt.said(board.canvas()) {
        Said::Nothing => (prompt.asked.example().to_owned(), Role::Hint),
        Said::This(form) => (format!("= {form}"), Role::Info),
        Said::Unclear(why) => (why, Role::Warning),
    };
    let (rows, _) = wrap::wrap_at_most(&text, room, 3);
    let outer = place(screen, width, rows.len() as u16 + 3);
    let (mut panels, inner) = framed(outer, prompt.asked.title(), pen);
    let line_at = Rect {
        height: inner.height.min(1),
        ..inner
    };
    let label = format!("{} ", pen.glyphs.prompt);
    let style = pen.popup(Role::Prompt);
    let (line, cursor) = typed_line(&label, &prompt.editor, line_at, style, style);
    panels.push(Panel::line(line_at, style, line));
    let below = Rect {
        y: inner.y + line_at.height,
        height: inner.height - line_at.height,
        ..inner
    };
    let said = |row: &wrap::Row| Line::styled(format!(" {}", row.shown(&text)), pen.popup(role));
    let lines = rows.iter().map(said).collect();
    panels.push(Panel::lines(below, pen.popup(Role::Popup), lines));
    (panels, cursor)
}
