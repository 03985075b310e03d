//! The card of the guided walk: how far it is, the question, and the types of notes to pick from.

use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Pen;
use super::panel::Panel;
use super::popup::framed;
use super::theme::Role;
use super::types::{chip, chips};
use crate::app::board::Board;
use crate::app::types::{Attention, Types, types};
use crate::app::walk::{Walk, stops};
use crate::model::kind::Block;
use crate::text::clean::Shown;
use crate::text::wrap;

/// The most rows of a question.
const MOST_ROWS: usize = 3;

/// The card above the block that the walk is at.
pub fn card<'a>(board: &Board, walk: Walk, outer: Rect, pen: Pen<'a>) -> Vec<Panel<'a>> {
    let picked = board.editing().map(|editing| editing.types.clone());
    let picked = picked.unwrap_or_default();
    let Some(block) = board.kind.block(&board.focus.block) else {
        return vec![Panel::ground(outer, pen.style(Role::Text))];
    };
    let asked = block.questions.get(walk.question).map(String::as_str);
    let asked = asked.unwrap_or("What belongs here?");
    if outer.height < 3 {
        return vec![bare(block, (walk, &picked), asked, outer, pen)];
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
    let left = high.saturating_sub(lines.len());
    let types = chips(block, &picked, room.width, left, pen);
    if picked.attention == Attention::Types && lines.len() + types.len() > high {
        lines.clear();
    }
    lines.extend(types);
    lines.truncate(high);
    panels.push(Panel::lines(room, pen.popup(Role::Popup), lines));
    panels
}

/// The card in one row.
fn bare<'a>(
    block: &Block,
    (walk, picked): (Walk, &Types),
    asked: &str,
    area: Rect,
    pen: Pen<'a>,
) -> Panel<'a> {
    let (at, all) = (walk.question + 1, stops(block));
    let chips = || types(block).map(|(key, hint)| chip(key, hint, picked, pen).0);
    let text = match picked.attention {
        Attention::Text => format!(" {at}/{all} {asked}"),
        Attention::Types => chips().collect(),
    };
    let text = Shown::line(&text).truncate(usize::from(area.width));
    let style = pen.popup(Role::PopupTitle);
    Panel::line(area, style, Line::raw(text.to_string()))
}
