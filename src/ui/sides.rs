//! Two boards side by side: the one that is not in front, and the counts of what differs in each block.

use ratatui::layout::Rect;

use super::Pen;
use super::compose::Scene;
use super::panel::{Content, Panel};
use super::scene;
use super::theme::Role;
use crate::app::beside::Rooms;
use crate::app::board::Board;
use crate::model::changes::NoteChange;
use crate::model::id::BlockId;

/// Adds the board that is not in front, in its half, and the column between them.
pub(super) fn add<'a>(second: &'a Board, rooms: Rooms, scene: &mut Scene<'a>, pen: Pen<'a>) {
    let room = rooms.of(second.seat);
    let mut beside = scene::blocks(second, room.as_size(), 0, pen);
    if let Some(header) = beside.panels.first_mut() {
        dim(header, pen);
    }
    beside.shift(room.x);
    let left = rooms.of(crate::app::seat::Seat::First);
    let gap = Rect {
        x: left.right(),
        width: 1,
        ..left
    };
    scene.panels.push(Panel::ground(gap, pen.style(Role::Text)));
    scene.panels.append(&mut beside.panels);
}

/// Of two headers the brighter one says where keys go.
fn dim(header: &mut Panel<'_>, pen: Pen<'_>) {
    let style = pen.style(Role::HeaderDim);
    match &mut header.content {
        Content::Lines(lines) => {
            for span in lines.iter_mut().flat_map(|line| &mut line.spans) {
                span.style = style;
            }
        }
        Content::Frame(..) => {}
    }
}

/// What differs in the block, such as `+2 -1 ~1`; empty where nothing does, or where it is not shown.
pub(super) fn counts(board: &Board, block: &BlockId) -> String {
    let Some(changes) = board.lens.differences().and_then(|all| all.block(block)) else {
        return String::new();
    };
    let counted = NoteChange::ALL.map(|change| (change.sign(), changes.of(change).len()));
    let some = counted.into_iter().filter(|(_, count)| *count > 0);
    let parts: Vec<String> = some.map(|(sign, count)| format!("{sign}{count}")).collect();
    parts.join(" ")
}
