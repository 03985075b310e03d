//! The whole screen as panels.

use ratatui::layout::{Offset, Position, Rect, Size};
use ratatui::text::{Line, Span};

use super::compose::Scene;
use super::panel::Panel;
use super::theme::Role;
use super::{
    Pen, block, figures, footer, header, help, holding, map, popup, prompt, sides, signs, start,
    story, talk, timeline, types, walk, zoom,
};
use crate::app::action::Context;
use crate::app::beside::Rooms;
use crate::app::board::Board;
use crate::app::column::{BlockItems, Item, ListItems, seen_of_block, seen_of_list};
use crate::app::lens::Lens;
use crate::app::mode::Mode;
use crate::app::state::{Screen, State};
use crate::layout::column::Seen;
use crate::layout::{self, Body, Cell, Tray};
use crate::model::id::BlockId;
use crate::text::clean::Shown;

/// The columns from which a question is worth beginning.
const LEAST_QUESTION: usize = 24;

/// What the state looks like on a screen of its size.
pub fn scene<'a>(state: &'a State, pen: Pen<'a>) -> Scene<'a> {
    shown(whole(state, pen), pen)
}

/// The scene as this screen can show it.
fn shown<'a>(mut scene: Scene<'a>, pen: Pen<'a>) -> Scene<'a> {
    if pen.glyphs.ascii {
        scene.panels.iter_mut().for_each(Panel::in_ascii);
    }
    scene
}

fn whole<'a>(state: &'a State, pen: Pen<'a>) -> Scene<'a> {
    let screen = Rect::new(0, 0, state.size.width, state.size.height);
    match &state.screen {
        Screen::Start(start) => {
            start::scene(start, &state.settings, state.notice.as_ref(), screen, pen)
        }
        Screen::Board(board) => {
            let rooms = state.rooms();
            let room = rooms.of(board.seat);
            let (signs, taken) = signs::panels(state, board, room, screen, pen);
            let mut scene = blocks(board, room.as_size(), taken, pen);
            scene.shift(room.x);
            if let Rooms::Two { .. } = rooms
                && let Some(second) = state.beside.board()
            {
                sides::add(second, rooms, &mut scene, pen);
            }
            let trays = board.trays();
            let arrangement = board.arrange(room.as_size(), &trays);
            let foot = Rect {
                y: arrangement.footer.y,
                height: arrangement.footer.height,
                ..screen
            };
            let keymap = &state.settings.keymap;
            let said = footer::said(board, state.notice.as_ref());
            if let Some(story) = board.story() {
                let said = said.as_ref();
                let (rows, cursor) = story::rows(board, story, keymap, said, foot, pen);
                scene.panels.extend(rows);
                scene.panels.extend(signs);
                scene.cursor = cursor;
                return scene;
            }
            let focus = || said.as_ref().and_then(|_| focus(board, &arrangement.body));
            let focus = || focus().map(|at| at + Offset::new(room.x.cast_signed().into(), 0));
            let place = footer::Place {
                area: foot,
                keep: scene.cursor.or_else(focus),
                unseen: &unseen_trays(board, &trays, &arrangement.body),
                beside: state.beside.board(),
            };
            let (panels, cursor) = footer::panels(board, keymap, said.as_ref(), place, pen);
            if let Lens::Past(line) = &board.lens {
                let area = line.rooms(state.size).timeline;
                scene.panels.extend(timeline::panels(line, area, pen));
            }
            scene.panels.extend(panels);
            scene
                .panels
                .extend(types::row(board, keymap, room, scene.cursor, pen));
            scene.cursor = cursor.or(scene.cursor);
            over(board, state, screen, &mut scene, pen);
            scene.panels.extend(signs);
            scene
        }
    }
}

/// The first row seen of the note in focus.
fn focus(board: &Board, body: &Body) -> Option<Position> {
    let id = board.focus.note.as_ref()?;
    let is_focus = |item: Option<Item<'_>>| item == Some(Item::Note(id));
    let (room, placed) = match body {
        Body::List(area) => {
            let room = layout::list_room(*area);
            let items = ListItems::of(board);
            let mut seen = seen_of_list(board, &items, room.width, room.height)
                .items
                .into_iter();
            (room, seen.find(|placed| is_focus(items.get(placed.index))))
        }
        Body::Grid { .. } | Body::Focus { .. } | Body::Zoom(..) => {
            let room = focused_cell(board, body)?.inner();
            let items = BlockItems::of(board, &board.focus.block);
            let mut seen = seen_of_block(board, &board.focus.block, room.width, room.height)
                .items
                .into_iter();
            (room, seen.find(|placed| is_focus(items.get(placed.index))))
        }
    };
    placed.map(|placed| Position::new(room.x, room.y + placed.y))
}

fn focused_cell<'b>(board: &Board, body: &'b Body) -> Option<&'b Cell> {
    let in_focus = |cell: &&Cell| cell.block == board.focus.block;
    match body {
        Body::Grid { cells, tray } => cells.iter().chain(open(tray)).find(in_focus),
        Body::Focus { block, .. } | Body::Zoom(block, _) => Some(block),
        Body::List(_) => None,
    }
}

/// The cells of an open tray.
fn open(tray: &Tray) -> &[Cell] {
    match tray {
        Tray::Open(cells) => cells,
        Tray::None | Tray::Strip(_) => &[],
    }
}

/// What lies off the grid and is nowhere on the screen: the small map has no place for it, and an open tray not always
/// room for all. While something else is going on, its keys need the room more.
fn unseen_trays(board: &Board, trays: &[BlockId], body: &Body) -> Vec<BlockId> {
    let shown = match body {
        Body::Focus { block, .. } => std::slice::from_ref(block),
        Body::Grid {
            tray: Tray::Open(cells),
            ..
        } => cells,
        Body::Grid { .. } | Body::List(_) | Body::Zoom(..) => return Vec::new(),
    };
    let is_unseen = |tray: &&BlockId| shown.iter().all(|cell| cell.block != **tray);
    let unseen = trays.iter().filter(is_unseen).cloned();
    if board.mode == Mode::Board {
        unseen.collect()
    } else {
        Vec::new()
    }
}

/// The canvas alone: header and blocks.
pub fn canvas<'a>(board: &'a Board, size: Size, pen: Pen<'a>) -> Scene<'a> {
    shown(blocks(board, size, 0, pen), pen)
}

/// A board's header and blocks in a room of this size, of whose header so many columns are taken at the right end.
pub(super) fn blocks<'a>(board: &'a Board, size: Size, taken: u16, pen: Pen<'a>) -> Scene<'a> {
    let trays = board.trays();
    let arrangement = board.arrange(size, &trays);
    let top = Rect {
        width: arrangement.header.width.saturating_sub(taken),
        ..arrangement.header
    };
    let (header, cursor) = header::panel(board, top, pen);
    let body = Rect {
        y: arrangement.header.height,
        height: size.height - arrangement.header.height - arrangement.footer.height,
        ..arrangement.header
    };
    let mut scene = Scene {
        panels: vec![header],
        cursor,
    };
    match arrangement.body {
        Body::Grid { cells, tray } => grid(board, body, &cells, &tray, &trays, &mut scene, pen),
        Body::Focus { map, lines, block } => {
            scene.panels.extend(map::panels(board, &map, lines, pen));
            framed(board, &block, &mut scene, pen);
        }
        Body::List(area) => list(board, area, &mut scene, pen),
        Body::Zoom(cell, side) => {
            framed(board, &cell, &mut scene, pen);
            if let Some(side) = side {
                guide(board, side, &mut scene, pen);
            }
        }
    }
    scene
}

fn grid<'a>(
    board: &'a Board,
    body: Rect,
    cells: &[Cell],
    tray: &Tray,
    trays: &[BlockId],
    scene: &mut Scene<'a>,
    pen: Pen<'a>,
) {
    let open = open(tray);
    let boxes = cells.iter().chain(open).map(|cell| cell.outer).collect();
    scene.panels.push(Panel::frame(
        body,
        pen.style(Role::Border),
        boxes,
        pen.glyphs,
    ));
    for cell in cells.iter().chain(open) {
        block(board, cell, scene, pen);
    }
    match tray {
        Tray::Strip(area) => scene.panels.push(strip(board, trays, *area, pen)),
        Tray::None | Tray::Open(_) => {}
    }
}

fn block<'a>(board: &'a Board, cell: &Cell, scene: &mut Scene<'a>, pen: Pen<'a>) {
    let (panels, cursor) = block::panels(board, cell, pen);
    scene.panels.extend(panels);
    scene.cursor = cursor.or(scene.cursor);
}

/// A block in a box of its own.
fn framed<'a>(board: &'a Board, cell: &Cell, scene: &mut Scene<'a>, pen: Pen<'a>) {
    scene.panels.push(Panel::frame(
        cell.outer,
        pen.style(Role::Border),
        vec![cell.outer],
        pen.glyphs,
    ));
    block(board, cell, scene, pen);
}

fn guide<'a>(board: &'a Board, side: Rect, scene: &mut Scene<'a>, pen: Pen<'a>) {
    if let Some(walk) = board.walk() {
        scene.panels.extend(walk::card(board, *walk, side, pen));
        return;
    }
    match board.kind.block(&board.focus.block) {
        Some(block) => scene.panels.extend(zoom::guide(block, side, pen)),
        None => scene
            .panels
            .push(Panel::ground(side, pen.style(Role::Text))),
    }
}

/// One line that says what lies off the grid: each tray's title, and as much of its notes as leaves room for the others.
fn strip<'a>(board: &'a Board, trays: &[BlockId], area: Rect, pen: Pen<'a>) -> Panel<'a> {
    let label = |tray| block::label(board, tray, area.width, pen);
    let (labels, more) = fitting(trays.iter().map(label).collect(), area.width, pen);
    let texts = trays.iter().map(|tray| first_notes(board, tray, pen));
    let texts: Vec<String> = texts.take(labels.len()).collect();
    let used: usize = labels.iter().chain(&more).map(Line::width).sum();
    let mut free = usize::from(area.width).saturating_sub(used);
    let mut line = Line::default();
    for (at, (label, text)) in labels.into_iter().zip(&texts).enumerate() {
        let later = texts.get(at + 1..).unwrap_or_default();
        let wanted: usize = later.iter().map(|text| width_in_strip(text)).sum();
        let room = (free / (later.len() + 1)).max(free.saturating_sub(wanted));
        let text = Shown::line(text).truncate(room.saturating_sub(1));
        free = free.saturating_sub(text.width() + 1);
        line.spans.extend(label.spans);
        line.push_span(Span::styled(format!("{text} "), pen.style(Role::Dim)));
    }
    line.spans.extend(more.into_iter().flatten());
    Panel::line(area, pen.style(Role::Dim), line)
}

/// As many titles of trays as there is room for with a blank after each, and how many more there are.
fn fitting<'a>(
    mut labels: Vec<Line<'a>>,
    width: u16,
    pen: Pen<'a>,
) -> (Vec<Line<'a>>, Option<Line<'a>>) {
    let (all, mut more) = (labels.len(), None);
    let used = |labels: &[Line<'_>], more: Option<&Line<'_>>| {
        labels.iter().map(|label| label.width() + 1).sum::<usize>() + more.map_or(0, Line::width)
    };
    while labels.len() > 1 && used(&labels, more.as_ref()) > usize::from(width) {
        labels.pop();
        let text = format!(" {} more blocks", all - labels.len());
        more = Some(Line::styled(text, pen.style(Role::More)));
    }
    (labels, more)
}

/// The columns that a text would like to have in the strip: a blank follows it.
fn width_in_strip(text: &str) -> usize {
    Shown::line(text).width() + 1
}

/// The first notes of a tray, one after another.
fn first_notes(board: &Board, tray: &BlockId, pen: Pen<'_>) -> String {
    let notes = board.notes_of(tray).iter().take(8);
    let notes = notes.filter_map(|id| board.shown().note(id));
    let texts: Vec<String> = notes
        .map(|note| Shown::line(&note.text).to_string())
        .collect();
    texts.join(&format!(" {} ", pen.glyphs.dot))
}

/// All blocks in one column.
fn list<'a>(board: &'a Board, area: Rect, scene: &mut Scene<'a>, pen: Pen<'a>) {
    let room = layout::list_room(area);
    let items = ListItems::of(board);
    let seen = seen_of_list(board, &items, room.width, room.height);
    let mut rows = block::Rows::new(board, room, seen.gap, pen);
    for (at, placed) in seen.items.iter().enumerate() {
        match items.get(placed.index) {
            Some(Item::Title { block, .. }) => {
                let is_last = at + 1 == seen.items.len();
                // A title without any of its notes says less than the empty row does.
                if !is_last || BlockItems::of(board, block).is_empty() {
                    rows.line(*placed, list_title(board, block, room.width, pen));
                }
            }
            // Ids live in the canvas, not in `items`, which goes with this function.
            Some(Item::Note(id)) => rows.item(board.shown().id(id).map(Item::Note), *placed),
            Some(Item::Typing) => rows.item(Some(Item::Typing), *placed),
            None => {}
        }
    }
    let (above, below) = unseen_notes(board, &items, &seen);
    rows.more(above, below);
    let (lines, cursor) = rows.finish();
    scene.panels.push(Panel::ground(
        Rect { width: 1, ..area },
        pen.style(Role::Text),
    ));
    let right = Rect {
        x: area.right().saturating_sub(1),
        width: area.width.min(1),
        ..area
    };
    scene
        .panels
        .push(Panel::ground(right, pen.style(Role::Text)));
    scene
        .panels
        .push(Panel::lines(room, pen.style(Role::Note), lines));
    scene.cursor = cursor.or(scene.cursor);
}

/// A block's title in the list; with what the block is for where it has no notes.
fn list_title<'a>(board: &'a Board, block: &BlockId, width: u16, pen: Pen<'a>) -> Line<'a> {
    let mut line = block::label(board, block, width, pen);
    let room = usize::from(width).saturating_sub(line.width() + 2);
    let questions = board.kind.block(block).map(|block| &block.questions);
    let question = questions.and_then(|questions| questions.first());
    if let Some(question) = question
        && BlockItems::of(board, block).is_empty()
        && room >= LEAST_QUESTION
    {
        let text = Shown::line(question).truncate(room).to_string();
        line.push_span(Span::styled(format!(" {text}"), pen.style(Role::Hint)));
    }
    line
}

/// The notes above and below what is seen of the list, titles not counted; `None` where not even a title is.
fn unseen_notes(
    board: &Board,
    items: &ListItems<'_>,
    seen: &Seen,
) -> (Option<usize>, Option<usize>) {
    let first_below = items.len().saturating_sub(seen.below);
    let (mut title, mut above, mut below) = (0, seen.above, seen.below);
    for block in board.blocks_in_order() {
        above -= usize::from(title < seen.above);
        below -= usize::from(title >= first_below);
        title += 1 + BlockItems::of(board, &block).len();
    }
    (
        (seen.above > 0).then_some(above),
        (seen.below > 0).then_some(below),
    )
}

/// What lies over the board in a mode.
fn over<'a>(board: &'a Board, state: &'a State, screen: Rect, scene: &mut Scene<'a>, pen: Pen<'a>) {
    let above_footer = Rect {
        height: screen.height.saturating_sub(1),
        ..screen
    };
    let cursor: Option<Position> = match &board.mode {
        Mode::List(list) => {
            let (panels, cursor) = popup::list(list, above_footer, pen);
            scene.panels.extend(panels);
            cursor
        }
        Mode::Talk(talk) => {
            let (panels, cursor) = talk::panels(talk, board, state.now, state.size, pen);
            scene.panels.extend(panels);
            cursor
        }
        Mode::Help(scroll) => {
            let panels = help::panels(
                &state.settings.keymap,
                Context::Board,
                *scroll,
                above_footer,
                pen,
            );
            scene.panels.extend(panels);
            None
        }
        Mode::Figures(scroll) => {
            let panels = figures::panels(board, *scroll, state.size, pen);
            scene.panels.extend(panels);
            None
        }
        Mode::Viability(at) => {
            scene
                .panels
                .extend(holding::panels(board, *at, state.size, pen));
            None
        }
        Mode::Prompt(asked) => {
            let (panels, cursor) = prompt::panels(board, asked, state.size, pen);
            scene.panels.extend(panels);
            cursor.or(scene.cursor)
        }
        Mode::Ask(question) => {
            scene
                .panels
                .extend(popup::question(question, board, above_footer, pen));
            None
        }
        Mode::Board
        | Mode::Edit(_)
        | Mode::Find(_)
        | Mode::Away(_)
        | Mode::Story(_)
        | Mode::Link(_)
        | Mode::Leaving => scene.cursor,
    };
    scene.cursor = cursor;
}
