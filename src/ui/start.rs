//! The start screen: what can be opened.

use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::Pen;
use super::compose::Scene;
use super::footer;
use super::header::typed_line;
use super::panel::Panel;
use super::popup;
use super::theme::Role;
use crate::app::action::Context;
use crate::app::msg::Notice;
use crate::app::state::{Settings, Start, Step};
use crate::app::update::start::context;

/// The start screen's panels.
pub fn scene<'a>(
    start: &'a Start,
    settings: &Settings,
    notice: Option<&Notice>,
    screen: Rect,
    pen: Pen<'a>,
) -> Scene<'a> {
    let mut scene = Scene {
        panels: vec![Panel::ground(screen, pen.style(Role::Text))],
        cursor: None,
    };
    let footer = Rect {
        y: screen.bottom().saturating_sub(1),
        height: screen.height.min(1),
        ..screen
    };
    let room = Rect {
        height: screen.height - footer.height,
        ..screen
    };
    let below = logo(room, &mut scene.panels, pen);
    let width = below.width.saturating_sub(4).min(72);
    let x = below.x + (below.width - width) / 2;
    let middle = Rect { x, width, ..below };
    let listed = typed(start, middle, &mut scene, pen);
    list(start, listed, &mut scene, pen);
    let reading = reading(start);
    let notice = notice.or(reading.as_ref());
    let keys = footer::plain(&settings.keymap, context(&start.step), notice, footer, pen);
    scene.panels.extend(keys);
    over(start, settings, room, &mut scene, pen);
    scene
}

/// That a file is being read.
fn reading(start: &Start) -> Option<Notice> {
    let Step::Reading(path, _) = &start.step else {
        return None;
    };
    let path = path.text();
    Some(Notice::info(format!(
        "reading {} … · Esc stops it",
        path.trim()
    )))
}

/// A small poster and the name, where there is room; what is left below.
fn logo<'a>(room: Rect, panels: &mut Vec<Panel<'a>>, pen: Pen<'a>) -> Rect {
    const WIDTH: u16 = 56;
    if room.height < 14 || room.width < WIDTH + 4 {
        let at = Rect {
            height: room.height.min(1),
            ..room
        };
        panels.push(Panel::line(
            at,
            pen.style(Role::Header),
            Line::raw(" bmcanvas"),
        ));
        return Rect {
            y: room.y + at.height,
            height: room.height - at.height,
            ..room
        };
    }
    let x = room.x + (room.width - WIDTH) / 2;
    let y = room.y + room.height / 10;
    let at = |dx, dy, width, height| Rect::new(x + dx, y + dy, width, height);
    let boxes = vec![
        at(0, 0, 4, 4),
        at(3, 0, 4, 3),
        at(3, 2, 4, 2),
        at(6, 0, 4, 4),
        at(9, 0, 4, 3),
        at(9, 2, 4, 2),
        at(12, 0, 4, 4),
        at(0, 3, 9, 3),
        at(8, 3, 8, 3),
    ];
    panels.push(Panel::frame(
        at(0, 0, 16, 6),
        pen.style(Role::Border),
        boxes,
        pen.glyphs,
    ));
    let say = |dy, text: &'static str, role| {
        Panel::line(at(19, dy, 37, 1), pen.style(role), Line::raw(text))
    };
    panels.push(say(1, "bmcanvas", Role::Header));
    panels.push(say(2, "business model canvases", Role::Dim));
    panels.push(say(3, "in the terminal", Role::Dim));
    let used = room.height / 10 + 7;
    Rect {
        y: room.y + used,
        height: room.height - used,
        ..room
    }
}

fn list<'a>(start: &'a Start, room: Rect, scene: &mut Scene<'a>, pen: Pen<'a>) {
    let outer = Rect {
        height: room
            .height
            .min(start.list.shown().len() as u16 + 2)
            .max(room.height.min(4)),
        ..room
    };
    let heading = start.list.title;
    let (panels, inner) = popup::framed(outer, heading, pen);
    scene.panels.extend(panels);
    scene.panels.push(Panel::lines(
        inner,
        pen.popup(Role::Popup),
        popup::items(&start.list, inner, pen),
    ));
}

/// What is chosen or read over the list.
fn over<'a>(
    start: &'a Start,
    settings: &Settings,
    room: Rect,
    scene: &mut Scene<'a>,
    pen: Pen<'a>,
) {
    match &start.step {
        Step::Browse | Step::Narrow | Step::Title(_) | Step::Import(_) | Step::Reading(..) => {}
        Step::Kind { list, .. } | Step::Theme(list) => {
            let (panels, cursor) = popup::list(list, room, pen);
            scene.panels.extend(panels);
            scene.cursor = cursor;
        }
        Step::Help(scroll) => {
            scene.panels.extend(super::help::panels(
                &settings.keymap,
                Context::Start,
                *scroll,
                room,
                pen,
            ));
        }
    }
}

/// The line being typed, right above the list and as wide; the room that is left for the list.
fn typed<'a>(start: &'a Start, room: Rect, scene: &mut Scene<'a>, pen: Pen<'a>) -> Rect {
    let (heading, editor) = match &start.step {
        Step::Narrow => ("Narrow the list", &start.list.prompt),
        Step::Title(editor) => ("Title of the new canvas", editor),
        Step::Import(editor) | Step::Reading(editor, _) => {
            ("File to import, such as notes.txt", editor)
        }
        Step::Browse | Step::Kind { .. } | Step::Theme(_) | Step::Help(_) => return room,
    };
    let outer = Rect {
        height: room.height.min(3),
        ..room
    };
    line(heading, editor, outer, scene, pen);
    Rect {
        y: outer.bottom(),
        height: room.height - outer.height,
        ..room
    }
}

/// A box with one line to type in.
fn line<'a>(
    heading: &str,
    editor: &crate::app::editor::Editor,
    outer: Rect,
    scene: &mut Scene<'a>,
    pen: Pen<'a>,
) {
    let (panels, inner) = popup::framed(outer, heading, pen);
    scene.panels.extend(panels);
    let style = pen.popup(Role::Prompt);
    let label = format!("{} ", pen.glyphs.prompt);
    let (line, cursor): (Line<'a>, Option<Position>) =
        typed_line(&label, editor, inner, style, style);
    scene.panels.push(Panel::line(inner, style, line));
    scene.cursor = cursor;
}
