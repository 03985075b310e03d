//! What runs in a workshop, at the right end of the header: the timer, a silent round, dots that are left. It lies over
//! whatever else stands there: while it runs it is worth more.

use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Pen;
use super::panel::Panel;
use super::theme::Role;
use crate::app::board::Board;
use crate::app::state::State;
use crate::app::workshop;
use crate::text::clean::Shown;

/// The signs of the screen whose front board is this one in this room, and how many columns of its header they take.
pub(super) fn panels<'a>(
    state: &State,
    board: &Board,
    room: Rect,
    screen: Rect,
    pen: Pen<'a>,
) -> (Vec<Panel<'a>>, u16) {
    let timer = timer(state, screen, pen);
    let end = timer.as_ref().map_or(screen.width, |timer| timer.area.x);
    let free = Rect {
        width: end.min(room.right()).saturating_sub(room.x),
        ..room
    };
    let rounds = rounds(board, free, pen);
    let end = rounds.as_ref().map_or(free.right(), |signs| signs.area.x);
    let signs = timer.into_iter().chain(rounds).collect();
    (signs, room.right().saturating_sub(end))
}

/// What the timer shows, at the right end of the screen.
fn timer<'a>(state: &State, screen: Rect, pen: Pen<'a>) -> Option<Panel<'a>> {
    let text = state.settings.timer.shows(state.now)?;
    let role = if text.ends_with("min") {
        Role::Header
    } else if text.ends_with('s') {
        Role::Warning
    } else {
        Role::Error
    };
    at_the_end(&text, screen, role, pen)
}

/// The rounds that are on in the board's canvas, at the right end of its room. A canvas that is told shows none of them.
fn rounds<'a>(board: &Board, room: Rect, pen: Pen<'a>) -> Option<Panel<'a>> {
    if board.story().is_some() {
        return None;
    }
    let hidden = board.file.hidden.count(board.canvas());
    let silence = workshop::silence(board.canvas(), hidden);
    let parts = [silence, workshop::left(board.canvas(), &board.me)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let mut text = parts.join(&format!(" {} ", pen.glyphs.dot));
    if Shown::line(&text).width() > usize::from(room.width / 2) {
        text = text.replacen("silent round", "silent", 1);
    }
    (!text.is_empty())
        .then(|| at_the_end(&text, room, Role::Header, pen))
        .flatten()
}

/// The text in the first row, with a blank at its right and two at its left.
fn at_the_end<'a>(text: &str, room: Rect, role: Role, pen: Pen<'a>) -> Option<Panel<'a>> {
    let text = format!("  {text} ");
    let width = (Shown::line(&text).width() as u16).min(room.width);
    let area = Rect {
        x: room.right() - width,
        width,
        height: room.height.min(1),
        ..room
    };
    (area.area() > 0).then(|| Panel::line(area, pen.style(role), Line::raw(text)))
}
