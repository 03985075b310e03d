//! The rows below a canvas that is told: what is said now, and nothing else unless it is asked for.

use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::panel::Panel;
use super::theme::Role;
use super::{Pen, blanks, hints, notice, prompt};
use crate::app::action::Context;
use crate::app::board::Board;
use crate::app::keymap::Keymap;
use crate::app::mode::Mode;
use crate::app::msg::Notice;
use crate::app::story::{Doing, Story};

/// The rows, and the cursor where the line is being typed. Keys and what is told take the last row.
pub fn rows<'a>(
    board: &Board,
    story: &Story,
    keymap: &Keymap,
    said: Option<&Notice>,
    area: Rect,
    pen: Pen<'a>,
) -> (Vec<Panel<'a>>, Option<Position>) {
    let last = Rect {
        y: area.bottom().saturating_sub(1),
        height: area.height.min(1),
        ..area
    };
    let mut panels = vec![line(board, *story, area, pen)];
    if let Mode::Prompt(prompt) = &board.mode
        && let Some((panel, cursor)) = prompt::row(prompt, last, pen)
    {
        panels.push(panel);
        return (panels, cursor);
    }
    let width = usize::from(area.width);
    let over = match (&story.doing, said) {
        (Doing::Telling | Doing::Hints, Some(said)) => {
            let said = notice::span(said, width.saturating_sub(1), pen);
            Some(Line::from(vec![Span::raw(" "), said]))
        }
        (Doing::Hints, None) => {
            let keys = hints::of_context(keymap, Context::Story, width.saturating_sub(1), pen);
            let mut line = Line::raw(" ");
            line.spans.extend(keys);
            Some(line)
        }
        (Doing::Telling, None) => None,
    };
    let footer = pen.style(Role::Footer);
    panels.extend(over.map(|line| Panel::line(last, footer, line)));
    (panels, None)
}

/// What is said at this step, with a sign at the end where there is more of it.
fn line<'a>(board: &Board, story: Story, area: Rect, pen: Pen<'a>) -> Panel<'a> {
    let (text, style) = (story.line(board), pen.style(Role::Text));
    let (rows, high) = (story.rows(board, area.width), usize::from(area.height));
    let most = rows.len().saturating_sub(high);
    let first = usize::from(story.scroll).min(most);
    let seen = rows.iter().skip(first).take(high);
    let mut lines: Vec<Line<'a>> = seen
        .map(|row| Line::styled(format!(" {}", row.shown(text)), style))
        .collect();
    let sign = match (first, most) {
        (_, 0) => None,
        (first, most) if first < most => Some(pen.glyphs.below),
        (_, _) => Some(pen.glyphs.above),
    };
    if let (Some(sign), Some(last)) = (sign, lines.last_mut()) {
        let gap = usize::from(area.width).saturating_sub(last.width() + 1);
        last.push_span(Span::styled(
            format!("{}{sign}", blanks(gap)),
            pen.style(Role::More),
        ));
    }
    Panel::lines(area, pen.style(Role::Footer), lines)
}
