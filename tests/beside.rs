//! Two canvases at once: side by side, one at a time, one over the other, notes carried across.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

#[path = "beside/copying.rs"]
mod copying;
#[path = "beside/files.rs"]
mod files;
mod support;

use bmcanvas::app::effect::Effect;
use bmcanvas::app::lens::Lens;
use bmcanvas::app::seat::Seat;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::id::BlockId;
use bmcanvas::model::note::Note;
use bmcanvas::tty::{Button, MouseKind};
use support::Desk;

const SIDES: (u16, u16) = (160, 45);

const PANE: (u16, u16) = (80, 24);

/// A canvas of these notes, as (id, block, text).
fn canvas(title: &str, notes: &[(&str, &str, &str)]) -> Canvas {
    let mut canvas = Canvas::new("business-model");
    title.clone_into(&mut canvas.header.title);
    for (id, block, text) in notes {
        let place = canvas.place_at(&BlockId::from(*block), usize::MAX, None, 7);
        canvas
            .insert((*id).into(), Note::new(place, *text))
            .unwrap();
    }
    canvas
}

fn current() -> Canvas {
    canvas(
        "Bike repair, today",
        &[
            ("c1", "customer_segments", "Commuters"),
            ("c2", "customer_segments", "Couriers of parcels"),
            ("c3", "channels", "Shop at the station"),
            ("c4", "channels", "Phone"),
            ("c5", "cost_structure", "Rent of the shop"),
            ("c6", "value_propositions", "Fixed within the day"),
        ],
    )
}

fn ideal() -> Canvas {
    canvas(
        "Bike repair, in two years",
        &[
            ("i1", "customer_segments", "Commuters"),
            ("i2", "customer_segments", "Couriers of parcels and food"),
            ("i3", "customer_segments", "Companies with a fleet"),
            ("i4", "channels", "App"),
            ("i5", "channels", "Shop at the station"),
            ("i6", "cost_structure", "Vans"),
            ("i7", "value_propositions", "Fixed within the day"),
        ],
    )
}

fn both((width, height): (u16, u16)) -> Desk {
    let mut desk = Desk::open(current(), width, height);
    desk.beside("ideal.canvas.json", ideal());
    desk
}

fn texts(canvas: &Canvas, block: &str) -> Vec<String> {
    let ids = canvas.block(&block.into()).iter();
    ids.map(|id| canvas.note(id).unwrap().text.clone())
        .collect()
}

fn second_texts(desk: &Desk, block: &str) -> Vec<String> {
    texts(desk.second().canvas(), block)
}

#[test]
fn looks() {
    for (width, height) in [(160, 45), (200, 50), (80, 24), (60, 50)] {
        let mut desk = both((width, height));
        desk.keys("2<tab>1j");
        let look = |name: &str, desk: &Desk| {
            let picture = if width == 80 {
                desk.picture()
            } else {
                desk.text()
            };
            insta::assert_snapshot!(format!("beside-{name}-{width}x{height}"), picture);
        };
        look("two", &desk);
        desk.keys("`");
        look("other", &desk);
        desk.keys("=");
        look("over", &desk);
    }
}

#[test]
fn one_key_goes_to_the_other_canvas_and_back_to_where_one_was() {
    let mut desk = both(SIDES);
    desk.keys("1j");
    assert_eq!(desk.focused_text().as_deref(), Some("Couriers of parcels"));
    desk.keys("`");
    assert_eq!(desk.board().seat, Seat::Second);
    assert_eq!(
        desk.focused_text().as_deref(),
        Some("Couriers of parcels and food"),
        "the focus is on the note's partner"
    );
    desk.keys("<f6>");
    assert_eq!(desk.focused_text().as_deref(), Some("Couriers of parcels"));
    // A note without a partner: the other canvas is led to the block, and back is back.
    desk.keys("3j");
    assert_eq!(desk.focused_text().as_deref(), Some("Phone"));
    assert_eq!(desk.second().focus.block.as_str(), "channels");
    desk.keys("``");
    assert_eq!(desk.focused_text().as_deref(), Some("Phone"));
}

#[test]
fn the_other_canvas_is_led_to_the_same_note_and_points_at_it() {
    let mut notes = Vec::new();
    let ids: Vec<String> = (0..60).map(|n| format!("n{n}")).collect();
    for id in &ids {
        notes.push((id.as_str(), "channels", id.as_str()));
    }
    let mut desk = Desk::open(canvas("One", &notes), 160, 45);
    notes.reverse();
    desk.beside("two.canvas.json", canvas("Two", &notes));
    desk.keys("3g");
    let text = desk.text();
    let rows = text.lines().filter(|row| row.matches("n0 ").count() == 2);
    assert_eq!(rows.count(), 0, "the first here is the last there");
    assert!(text.matches("n0 ").count() >= 2, "both are seen: {text}");
    let second = desk.second();
    assert!(second.points_at(&"n0".into()));
}

#[test]
fn two_canvases_stand_side_by_side_where_both_can_be_read() {
    for ((width, height), together) in [
        ((160, 45), true),
        ((157, 24), true),
        ((140, 45), false),
        ((80, 24), false),
        ((60, 50), false),
        ((200, 12), false),
        ((1, 1), false),
    ] {
        let desk = both((width, height));
        let seen = desk.text().contains("in two years");
        assert_eq!(seen, together, "{width}x{height}: {}", desk.text());
    }
    let mut desk = both(SIDES);
    desk.keys("|");
    assert!(!desk.text().contains("in two years"), "one at a time");
    assert_eq!(desk.board().lens, Lens::Now);
    desk.keys("|");
    assert!(desk.text().contains("in two years"));
    desk.resize(80, 24);
    assert!(!desk.text().contains("in two years"));
    desk.keys("||");
    assert!(
        desk.notice().contains("no room for both"),
        "{}",
        desk.notice()
    );
    desk.resize(160, 45);
    assert!(desk.text().contains("in two years"));
}

#[test]
fn block_titles_count_both_kinds_of_difference() {
    let mut desk = both((220, 50));
    let first = desk.text();
    let titles = first.lines().nth(1).unwrap();
    assert!(titles.contains("2 ~1 -1"), "{titles}");
    assert!(titles.contains("3 +1 ~1"), "{titles}");
    assert_eq!(
        desk.board().count_of(&"customer_segments".into()),
        2,
        "what only the other one has is not here"
    );
    // An edit of either is counted at once.
    desk.keys("1joNobody else<esc>");
    assert!(
        desk.text().lines().nth(1).unwrap().contains("+1~1-1"),
        "{}",
        desk.text()
    );
}

#[test]
fn over_a_canvas_the_other_ones_notes_are_marked_and_walked_through() {
    let mut desk = both(PANE);
    desk.keys("=");
    let text = desk.text();
    assert!(text.contains("-App") && text.contains("+Phone"), "{text}");
    assert!(
        desk.notice()
            .starts_with("+ only here, - only in ideal.canvas.json"),
        "{}",
        desk.notice()
    );
    desk.keys("n");
    assert!(desk.notice().contains("of 6"), "{}", desk.notice());
    // What is marked goes with the canvas in front.
    desk.keys("`");
    assert!(desk.text().contains("+App"), "{}", desk.text());
    desk.keys("`");
    assert!(desk.text().contains("-App"), "{}", desk.text());
    desk.keys("=");
    assert_eq!(desk.board().lens, Lens::Now);
    desk.keys("=q");
    assert_eq!(desk.board().lens, Lens::Now, "q leaves it, not the program");
    assert!(!desk.effects.contains(&Effect::Quit));
}

fn press(desk: &mut Desk, x: u16, y: u16) {
    desk.mouse(MouseKind::Down(Button::Left), x, y);
    desk.mouse(MouseKind::Up(Button::Left), x, y);
}

#[test]
fn a_click_into_the_other_half_goes_there() {
    let mut desk = both(SIDES);
    let text = desk.text();
    let (row, line) = text
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains("+App"))
        .unwrap();
    let column = line.chars().position(|letter| letter == 'A').unwrap();
    let column = column.max(
        line.chars()
            .collect::<String>()
            .find("+App")
            .map_or(0, |at| line[..at].chars().count() + 1),
    );
    press(&mut desk, column as u16, row as u16);
    assert_eq!(desk.board().seat, Seat::Second);
    assert_eq!(desk.focused_text().as_deref(), Some("App"));
    press(&mut desk, 2, 2);
    assert_eq!(desk.board().seat, Seat::First);
    // What is being typed is kept first.
    desk.keys("1oA new segment");
    press(&mut desk, column as u16, row as u16);
    assert_eq!(desk.board().seat, Seat::Second);
    assert!(
        texts(desk.second().canvas(), "customer_segments").contains(&"A new segment".to_owned())
    );
}

#[test]
fn typing_happens_in_the_half_in_front() {
    let mut desk = both(SIDES);
    desk.keys("`1oA note of the second");
    let cursor = desk.picture();
    let cursor = cursor
        .lines()
        .find(|line| line.starts_with("cursor"))
        .unwrap()
        .to_owned();
    let x: u16 = cursor["cursor ".len()..]
        .split(',')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    assert!(x > 80, "{cursor}");
    desk.keys("<esc>");
    assert!(
        desk.texts("customer_segments")
            .contains(&"A note of the second".to_owned())
    );
}

#[test]
fn nothing_panics_at_any_size() {
    for width in [1, 2, 20, 79, 81, 120, 153, 154, 159, 161, 200] {
        for height in [1, 2, 3, 11, 24, 30] {
            let mut desk = both((width, height));
            for key in [
                "`", "=", ">", "<lt>", "j", "l", "v", "z", "|", "`", "n", "q", "0", "oX<esc>", "u",
                "?", "<esc>", ":", "<esc>",
            ] {
                desk.keys(key);
                let _ = desk.text();
            }
        }
    }
}
