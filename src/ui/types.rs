//! The types of notes that a block offers while a note is typed: on the card of the walk, or in a row above the footer.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::panel::Panel;
use super::theme::Role;
use super::{Pen, blanks};
use crate::app::action::{Action, Context, Guide};
use crate::app::board::Board;
use crate::app::keymap::Keymap;
use crate::app::types::{Attention, Types, types};
use crate::model::kind::{Block, Hint};
use crate::text::clean::Shown;

/// The least columns that a type's name has in the row, beside those before it.
const LEAST_NAME: usize = 8;

/// The row above the footer in which they are offered, in a room that the board has on the screen; while one is picked, as
/// many rows as they take, away from the cursor. Nothing where they stand elsewhere.
pub(super) fn row<'a>(
    board: &Board,
    keymap: &Keymap,
    room: Rect,
    cursor: Option<Position>,
    pen: Pen<'a>,
) -> Option<Panel<'a>> {
    let (block, picked) = board.types_below(room.as_size())?;
    let last = Rect {
        y: room.bottom().saturating_sub(2),
        height: 1,
        ..room
    };
    let covers = |area: Rect| cursor.is_some_and(|cursor| area.contains(cursor));
    match picked.attention {
        Attention::Text => {
            let line = offer(block, picked, keymap, last.width, pen);
            (!covers(last)).then(|| Panel::line(last, pen.style(Role::Hint), line))
        }
        Attention::Types => {
            let most = usize::from(room.height / 2).max(1);
            // The first one is empty where there is room for more.
            let mut lines = chips(block, picked, room.width, most, pen);
            if lines.len() > 1 {
                lines.remove(0);
            }
            let rows = lines.len() as u16;
            let below = Rect {
                y: last.bottom().saturating_sub(rows),
                height: rows,
                ..last
            };
            let above = Rect {
                y: room.y + 1,
                ..below
            };
            let area = if covers(below) { above } else { below };
            Some(Panel::lines(area, pen.popup(Role::Popup), lines))
        }
    }
}

/// The key that picks one, those that are picked, and as many others as there is room for.
fn offer<'a>(block: &Block, picked: &Types, keymap: &Keymap, width: u16, pen: Pen<'a>) -> Line<'a> {
    let types_key = keymap.key_of(Context::Edit, Action::Guide(Guide::Types));
    let key = types_key.map_or_else(String::new, |key| format!(" {}", key.label()));
    let mut line = Line::from(vec![
        Span::styled(pen.keys(&key).into_owned(), pen.style(Role::FooterKey)),
        Span::styled(" type ", pen.style(Role::Footer)),
    ]);
    let (chosen, others): (Vec<&Hint>, Vec<&Hint>) = types(block)
        .map(|(_, hint)| hint)
        .partition(|hint| picked.has(hint));
    let chosen = chosen
        .into_iter()
        .map(|hint| (pen.glyphs.mark, Role::Title, hint));
    let others = others.into_iter().map(|hint| (" ", Role::Hint, hint));
    for (mark, role, hint) in chosen.chain(others) {
        let left = usize::from(width).saturating_sub(line.width());
        let name = Shown::line(&hint.name);
        // So that it can be seen that there are more.
        let most = left.saturating_sub(2);
        if name.width() > most && most < LEAST_NAME {
            break;
        }
        let name = name.truncate(most).to_string();
        line.push_span(Span::styled(format!("{mark}{name}"), pen.style(role)));
        line.push_span(Span::raw(blanks(1)));
    }
    line
}

/// The types in so many rows: what they are about where there is room for it, else their names alone.
pub(super) fn chips<'a>(
    block: &Block,
    picked: &Types,
    width: u16,
    rows: usize,
    pen: Pen<'a>,
) -> Vec<Line<'a>> {
    let mut lines = vec![Line::default()];
    let about = types(block).map(|(key, hint)| told(key, hint, picked, width, pen));
    let about: Vec<Line<'a>> = about.collect();
    if about.len() < rows {
        lines.extend(about);
        return lines;
    }
    let mut line = Line::default();
    for (key, hint) in types(block) {
        let (text, style) = chip(key, hint, picked, pen);
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
fn told<'a>(key: char, hint: &Hint, picked: &Types, width: u16, pen: Pen<'a>) -> Line<'a> {
    let (text, style) = chip(key, hint, picked, pen);
    let text = format!("{}: ", Shown::line(text.trim_end()));
    let room = usize::from(width).saturating_sub(Shown::line(&text).width() + 1);
    let about = Shown::line(&hint.about).truncate(room).to_string();
    Line::from(vec![
        Span::styled(text, style),
        Span::styled(about, pen.popup(Role::Hint)),
    ])
}

/// A type's name with a mark where it is picked, and its key while the next key picks one.
pub(super) fn chip(key: char, hint: &Hint, picked: &Types, pen: Pen<'_>) -> (String, Style) {
    let is_picked = picked.has(hint);
    let mark = if is_picked { pen.glyphs.mark } else { " " };
    let (lead, role) = match (picked.attention, is_picked) {
        (Attention::Types, _) => (format!("{key} "), Role::PopupTitle),
        (Attention::Text, true) => (String::new(), Role::PopupTitle),
        (Attention::Text, false) => (String::new(), Role::Hint),
    };
    (format!("{mark}{lead}{} ", hint.name), pen.popup(role))
}
