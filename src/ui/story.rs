//! The row below a canvas that is told: what is said now, and nothing else unless it is asked for.

use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::panel::Panel;
use super::theme::Role;
use super::{Pen, hints, notice, prompt};
use crate::app::action::Context;
use crate::app::board::Board;
use crate::app::keymap::Keymap;
use crate::app::mode::Mode;
use crate::app::msg::Notice;
use crate::app::story::{Doing, Story};
use crate::text::clean::Shown;

/// The row, and the cursor where the line is being typed.
pub fn row<'a>(
    board: &Board,
    story: &Story,
    keymap: &Keymap,
    said: Option<&Notice>,
    area: Rect,
    pen: Pen<'a>,
) -> (Panel<'a>, Option<Position>) {
    if let Mode::Prompt(prompt) = &board.mode
        && let Some((panel, cursor)) = prompt::row(prompt, area, pen)
    {
        return (panel, cursor);
    }
    let width = usize::from(area.width);
    let style = pen.style(Role::Footer);
    let line = match (&story.doing, said) {
        (Doing::Telling | Doing::Hints, Some(said)) => Line::from(notice::span(said, width, pen)),
        (Doing::Hints, None) => {
            let keys = hints::of_context(keymap, Context::Story, width.saturating_sub(1), pen);
            let mut line = Line::raw(" ");
            line.spans.extend(keys);
            line
        }
        (Doing::Telling, None) => {
            let text = Shown::line(story.line(board)).truncate(width.saturating_sub(1));
            Line::styled(format!(" {text}"), pen.style(Role::Text))
        }
    };
    (Panel::line(area, style, line), None)
}
