//! Where the focus goes, by key and by mouse, and what stays in sight.

use bmcanvas::app::mode::Mode;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::tty::{Button, MouseKind};

use super::support::Desk;
use super::{aws, empty};

#[test]
fn the_focus_moves_as_the_poster_lies() {
    let mut desk = aws();
    let block = |desk: &Desk| desk.board().focus.block.as_str().to_owned();
    assert_eq!(block(&desk), "customer_segments");
    for (keys, expected) in [
        ("h", "customer_relationships"),
        ("hh", "key_activities"),
        ("h", "key_partners"),
        ("h", "key_partners"),
        ("<ctrl-down>", "cost_structure"),
        ("l", "revenue_streams"),
        ("<shift-up>", "channels"),
        ("5", "revenue_streams"),
        ("<tab>", "key_resources"),
        ("<shift-tab>", "revenue_streams"),
        ("0", "parking"),
    ] {
        desk.keys(keys);
        assert_eq!(block(&desk), expected, "after {keys}");
    }
}

#[test]
fn down_goes_through_the_notes_and_on_into_the_block_below() {
    let mut desk = aws();
    desk.keys("7gg");
    let count = desk.texts("key_activities").len();
    for _ in 0..count {
        desk.keys("j");
    }
    assert_eq!(desk.board().focus.block.as_str(), "key_resources");
    assert_eq!(desk.board().focused_position(), Some(0));
    desk.keys("k");
    assert_eq!(desk.board().focus.block.as_str(), "key_activities");
    assert_eq!(desk.board().focused_position(), Some(count - 1));
}

#[test]
fn the_mouse_focuses_edits_scrolls_and_drags() {
    let mut desk = empty();
    desk.keys("oa<enter>b<enter>c<enter><enter>");
    let at = |desk: &Desk, text: &str| {
        let screen = desk.text();
        let (y, row) = screen
            .lines()
            .enumerate()
            .find(|(_, row)| row.contains(text))
            .unwrap();
        let byte = row.find(text).unwrap();
        (row[..byte].chars().count() as u16 + 1, y as u16)
    };
    let (x, y) = at(&desk, "▌ a");
    desk.mouse(MouseKind::Down(Button::Left), x, y)
        .mouse(MouseKind::Up(Button::Left), x, y);
    assert_eq!(desk.focused_text().as_deref(), Some("a"));
    desk.mouse(MouseKind::WheelDown, x, y);
    assert_eq!(desk.focused_text().as_deref(), Some("b"));
    let (x, y) = at(&desk, "▌ a");
    let (to_x, to_y) = at(&desk, " 3 Channels");
    desk.mouse(MouseKind::Down(Button::Left), x, y).mouse(
        MouseKind::Drag(Button::Left),
        to_x,
        to_y + 3,
    );
    desk.mouse(MouseKind::Up(Button::Left), to_x, to_y + 3);
    assert_eq!(desk.texts("channels"), ["a"]);
    assert_eq!(desk.texts("customer_segments"), ["b", "c"]);
    let (x, y) = at(&desk, "█ a");
    desk.mouse(MouseKind::Down(Button::Left), x, y)
        .mouse(MouseKind::Up(Button::Left), x, y);
    assert!(
        matches!(desk.board().mode, Mode::Edit(_)),
        "a click on the note in focus edits it"
    );
}

#[test]
fn a_click_moves_no_note_where_the_screen_moves_under_it() {
    let mut desk = aws();
    desk.resize(80, 24);
    desk.keys("0");
    let before = desk.board().canvas().clone();
    let row = |desk: &Desk| {
        let screen = desk.text();
        let found = screen.lines().position(|row| row.contains("Servers and"));
        found.unwrap() as u16
    };
    let y = row(&desk);
    desk.mouse(MouseKind::Down(Button::Left), 10, y);
    assert_ne!(row(&desk), y, "the tray has closed");
    desk.mouse(MouseKind::Up(Button::Left), 10, y);
    assert_eq!(*desk.board().canvas(), before);
    assert_eq!(desk.focused_text().unwrap(), "Servers and data centres");
}

#[test]
fn the_selected_note_stays_in_sight_and_what_is_hidden_is_counted() {
    let mut desk = Desk::open(Canvas::new("business-model"), 80, 24);
    desk.keys("o");
    for n in 0..30 {
        desk.keys(&format!("note {n}<enter>"));
    }
    desk.keys("<enter>");
    for keys in ["gg", "G", "<pgup>", "<pgup>", "<pgdn>", "kkk", "jjjjj"] {
        desk.keys(keys);
        let focused = desk.focused_text().unwrap();
        assert!(
            desk.text().contains(&format!("█{focused} ")),
            "{focused} after {keys}:\n{}",
            desk.text()
        );
        assert!(
            desk.text().contains("▴") || desk.text().contains(" more"),
            "{}",
            desk.text()
        );
    }
    desk.keys("gg");
    let shown = desk.text().matches("▌note").count() + 1;
    assert!(
        desk.text().contains(&format!("▾{} more", 30 - shown)),
        "{}",
        desk.text()
    );
}

#[test]
fn blocks_beyond_the_ninth_have_letters() {
    let mut desk = Desk::example("it-organisation", 120, 40);
    let text = desk.focused_text().unwrap();
    desk.keys("ma");
    assert!(desk.texts("it_domain").contains(&text));
}
