//! Beside or below a zoomed block: what to ask there, and types of notes to pick from.

use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Pen;
use super::panel::Panel;
use super::theme::Role;
use crate::model::kind::Block;
use crate::text::wrap;

/// The questions and hints of a block, in a box: what the hints are about is left out where it has no room.
pub fn guide<'a>(block: &'a Block, outer: Rect, pen: Pen<'a>) -> Vec<Panel<'a>> {
    let room = crate::layout::inner(outer);
    let rows = usize::from(room.height);
    let mut lines = questions(block, room.width, pen);
    let full = hints(block, room.width, pen);
    if lines.len() + full.len() <= rows {
        lines.extend(full);
    } else {
        lines.extend(names(block, room.width, pen));
    }
    if lines.len() > rows {
        lines.truncate(rows.saturating_sub(1));
        let more = format!(" {}", pen.glyphs.below);
        lines.push(Line::styled(more, pen.style(Role::More)));
    }
    vec![
        Panel::frame(outer, pen.style(Role::BorderDim), vec![outer], pen.glyphs),
        Panel::lines(room, pen.style(Role::Hint), lines),
    ]
}

fn questions<'a>(block: &Block, width: u16, pen: Pen<'a>) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    heading("Ask", &mut lines, pen);
    for question in &block.questions {
        bullet(question, Role::Question, width, &mut lines, pen);
    }
    lines
}

/// The types of notes with what they are about.
fn hints<'a>(block: &Block, width: u16, pen: Pen<'a>) -> Vec<Line<'a>> {
    let mut lines = types(block, pen);
    for hint in &block.hints {
        let text = if hint.about.is_empty() {
            hint.name.clone()
        } else {
            format!("{}: {}", hint.name, hint.about)
        };
        bullet(&text, Role::Hint, width, &mut lines, pen);
    }
    lines
}

/// The names of the types alone, one after another.
fn names<'a>(block: &Block, width: u16, pen: Pen<'a>) -> Vec<Line<'a>> {
    let mut lines = types(block, pen);
    let names: Vec<&str> = block.hints.iter().map(|hint| hint.name.as_str()).collect();
    let text = names.join(&format!(" {} ", pen.glyphs.dot));
    let rows = wrap::wrap(&text, width.saturating_sub(2).max(1));
    let line =
        |row: &wrap::Row| Line::styled(format!(" {}", row.shown(&text)), pen.style(Role::Hint));
    if !names.is_empty() {
        lines.extend(rows.iter().map(line));
    }
    lines
}

/// What leads the types, where there are any.
fn types<'a>(block: &Block, pen: Pen<'a>) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    if !block.hints.is_empty() {
        lines.push(Line::default());
        heading("Types", &mut lines, pen);
    }
    lines
}

fn heading(text: &'static str, lines: &mut Vec<Line<'_>>, pen: Pen<'_>) {
    lines.push(Line::styled(format!(" {text}"), pen.style(Role::Title)));
}

fn bullet(text: &str, role: Role, width: u16, lines: &mut Vec<Line<'_>>, pen: Pen<'_>) {
    for (at, row) in wrap::wrap(text, width.saturating_sub(4).max(1))
        .iter()
        .enumerate()
    {
        let lead = if at == 0 { pen.glyphs.bullet } else { " " };
        lines.push(Line::styled(
            format!(" {lead} {}", row.shown(text)),
            pen.style(role),
        ));
    }
}
