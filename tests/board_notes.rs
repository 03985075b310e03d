//! What commands do to several notes at once.

// Helpers outside of #[test] functions are tests too, which clippy does not see.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

#[path = "board_notes/beliefs.rs"]
mod beliefs;
#[path = "board_notes/comments.rs"]
mod comments;
#[path = "board_notes/figures.rs"]
mod figures;
#[path = "board_notes/links.rs"]
mod links;
#[path = "board_notes/silence.rs"]
mod silence;
#[path = "board_notes/story.rs"]
mod story;
mod support;
#[path = "board_notes/votes.rs"]
mod votes;
#[path = "board_notes/walk.rs"]
mod walk;

use bmcanvas::app::msg::Msg;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::tty::{Input, Paste};
use support::Desk;

/// Two blocks: 1 with a to e, 2 with f and g; the focus on a.
fn desk() -> Desk {
    let mut desk = Desk::open(Canvas::new("business-model"), 120, 40);
    desk.keys("2of<enter>g<enter><enter>1oa<enter>b<enter>c<enter>d<enter>e<enter><enter>gg");
    assert_eq!(desk.focused_text().as_deref(), Some("a"));
    desk
}

fn paste(desk: &mut Desk, text: String) {
    desk.send(Msg::Input(Input::Paste(Paste { text, refused: 0 })));
}

fn longest_rank(desk: &Desk) -> usize {
    let notes = desk.board().canvas().notes();
    let ranks = notes.map(|(_, note)| note.place.rank.as_str().len());
    ranks.max().unwrap_or(0)
}

#[test]
fn copies_stand_directly_below_their_originals() {
    let mut desk = desk();
    desk.keys("gg<space>jj<space>2gg<space>Y");
    assert_eq!(
        desk.texts("customer_segments"),
        ["a", "a", "b", "c", "d", "d", "e"]
    );
    assert_eq!(desk.texts("value_propositions"), ["f", "f", "g"]);
    assert_eq!(desk.board().focus.block.as_str(), "value_propositions");
    assert_eq!(desk.board().focused_position(), Some(1));
    assert!(desk.board().picked.marked.is_empty());
    desk.keys("u");
    assert_eq!(
        desk.texts("customer_segments"),
        ["a", "b", "c", "d", "e"],
        "one edit"
    );
    assert_eq!(desk.texts("value_propositions"), ["f", "g"]);
}

#[test]
fn after_several_went_the_focus_is_on_the_note_that_stood_after() {
    // Mark a, b and d; the focus stands on d.
    for gone in ["d", "x", "m7"] {
        let mut desk = desk();
        desk.keys("gg<space><space>j<space>k");
        assert_eq!(desk.focused_text().as_deref(), Some("d"));
        desk.keys(gone);
        assert_eq!(desk.texts("customer_segments"), ["c", "e"], "{gone}");
        assert_eq!(desk.focused_text().as_deref(), Some("e"), "{gone}");
    }
}

#[test]
fn marks_elsewhere_do_not_shift_the_focus() {
    let mut desk = desk();
    desk.keys("2gg<space>1ggjj<space>kd");
    assert_eq!(desk.texts("customer_segments"), ["a", "b", "d", "e"]);
    assert_eq!(desk.texts("value_propositions"), ["g"]);
    assert_eq!(desk.focused_text().as_deref(), Some("d"));
    desk.keys("gg<space>j<space>kkd");
    assert_eq!(desk.texts("customer_segments"), ["b", "e"]);
    assert_eq!(
        desk.focused_text().as_deref(),
        Some("b"),
        "a note that stays keeps the focus"
    );
}

#[test]
fn many_moved_notes_keep_their_order() {
    let mut desk = desk();
    desk.keys("<space><space><space>m2");
    assert_eq!(desk.texts("value_propositions"), ["f", "g", "a", "b", "c"]);
    assert_eq!(desk.texts("customer_segments"), ["d", "e"]);
}

#[test]
fn a_note_at_a_time_before_others_keeps_ranks_short() {
    let mut desk = desk();
    desk.keys("ygg");
    for _ in 0..300 {
        desk.keys("p");
    }
    assert_eq!(desk.board().focused_position(), Some(300));
    assert!(longest_rank(&desk) <= 12, "{}", longest_rank(&desk));
}

#[test]
fn twenty_thousand_pasted_lines_stand_in_order() {
    let mut desk = Desk::example("aws-iaas", 120, 40);
    let block = "customer_segments";
    let before = desk.texts(block);
    let lines: Vec<String> = (0..20_000).map(|line| format!("line {line}")).collect();
    desk.keys("gg");
    paste(&mut desk, lines.join("\n"));
    let now = desk.texts(block);
    assert_eq!(now.first(), before.first());
    assert_eq!(now.get(1..=20_000), Some(lines.as_slice()));
    assert_eq!(now.get(20_001..), before.get(1..));
    assert_eq!(desk.focused_text().as_deref(), Some("line 19999"));
    assert!(longest_rank(&desk) <= 16, "{}", longest_rank(&desk));
    desk.keys("u");
    assert_eq!(desk.texts(block), before);
}
