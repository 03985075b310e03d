//! The card of the guided walk: how far it is, the question, and the types of notes to pick from.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Pen;
use super::panel::Panel;
use super::popup::framed;
use super::theme::Role;
use crate::app::board::Board;
use crate::app::walk::{Attention, Walk, stops, tag_of, types};
use crate::model::kind::{Block, Hint};
use crate::text::clean::Shown;
use crate::text::wrap;

/// The most rows of a question.
const MOST_ROWS: usize = 3;

/// The card above the block that the walk is at.
pub fn card<'a>(board: &Board, walk: &Walk, outer: Rect, pen: Pen<'a>) -> Vec<Panel<'a>> {
    let Some(block) = board.kind.block(&board.focus.block) else {
        return vec![Panel::ground(outer, pen.style(Role::Text))];
    };
    let asked = block.questions.get(walk.question).map(String::as_str);
    let asked = asked.unwrap_or("What belongs here?");
    if outer.height < 3 {
        return vec![bare(block, walk, asked, outer, pen)];
    }
    let progress = format!(
        "Block {} of {} {} Question {} of {}",
        block.order,
        board.kind.blocks().len(),
        pen.glyphs.dot,
        walk.question + 1,
        stops(block)
    );
    let (mut panels, room) = framed(outer, &progress, pen);
    let style = pen.popup(Role::PopupTitle);
    let width = room.width.saturating_sub(2).max(1);
    let (rows, _) = wrap::wrap_at_most(asked, width, MOST_ROWS);
    let question = |row: &wrap::Row| Line::styled(format!(" {}", row.shown(asked)), style);
    let mut lines: Vec<Line<'a>> = rows.iter().map(question).collect();
    let high = usize::from(room.height);
    let types = chips(
        block,
        walk,
        room.width,
        high.saturating_sub(lines.len()),
        pen,
    );
    if walk.attention == Attention::Types && lines.len() + types.len() > high {
        lines.clear();
    }
    lines.extend(types);
    lines.truncate(high);
    panels.push(Panel::lines(room, pen.popup(Role::Popup), lines));
    panels
}

/// The card in one row.
fn bare<'a>(block: &Block, walk: &Walk, asked: &str, area: Rect, pen: Pen<'a>) -> Panel<'a> {
    let (at, all) = (walk.question + 1, stops(block));
    let chips = || types(block).map(|(key, hint)| chip(key, hint, walk, pen).0);
    let text = match walk.attention {
        Attention::Text => format!(" {at}/{all} {asked}"),
        Attention::Types => chips().collect(),
    };
    let text = Shown::line(&text).truncate(usize::from(area.width));
    let style = pen.popup(Role::PopupTitle);
    Panel::line(area, style, Line::raw(text.to_string()))
}

/// The types in so many rows: what they are about where there is room for it, else their names alone.
fn chips<'a>(block: &Block, walk: &Walk, width: u16, rows: usize, pen: Pen<'a>) -> Vec<Line<'a>> {
    let mut lines = vec![Line::default()];
    let about = types(block).map(|(key, hint)| told(key, hint, walk, width, pen));
    let about: Vec<Line<'a>> = about.collect();
    if about.len() < rows {
        lines.extend(about);
        return lines;
    }
    let mut line = Line::default();
    for (key, hint) in types(block) {
        let (text, style) = chip(key, hint, walk, pen);
        let text = Shown::line(&text).to_string();
        if line.width() > 0 && line.width() + Shown::line(&text).width() > usize::from(width) {
            lines.push(std::mem::take(&mut line));
        }
        line.push_span(Span::styled(text, style));
    }
    lines.push(line);
    // Where not all fit, the empty row goes first.
    if lines.len() > rows {
        lines.remove(0);
    }
    lines
}

/// A type with what it is about.
fn told<'a>(key: char, hint: &Hint, walk: &Walk, width: u16, pen: Pen<'a>) -> Line<'a> {
    let (text, style) = chip(key, hint, walk, pen);
    let text = format!("{}: ", Shown::line(text.trim_end()));
    let room = usize::from(width).saturating_sub(Shown::line(&text).width() + 1);
    let about = Shown::line(&hint.about).truncate(room).to_string();
    Line::from(vec![
        Span::styled(text, style),
        Span::styled(about, pen.popup(Role::Hint)),
    ])
}

/// A type's name with a mark where it is picked, and its key while the next key picks one.
fn chip(key: char, hint: &Hint, walk: &Walk, pen: Pen<'_>) -> (String, Style) {
    let is_picked = walk.tags.contains(&tag_of(hint));
    let mark = if is_picked { pen.glyphs.mark } else { " " };
    let (lead, role) = match (walk.attention, is_picked) {
        (Attention::Types, _) => (format!("{key} "), Role::PopupTitle),
        (Attention::Text, true) => (String::new(), Role::PopupTitle),
        (Attention::Text, false) => (String::new(), Role::Hint),
    };
    (format!("{mark}{lead}{} ", hint.name), pen.popup(role))
}
