//! What keys do on the board: typed as a person would, looked at as state, effects and screen.

#![allow(clippy::wildcard_enum_match_arm, clippy::string_slice)]

#[path = "board/drafts.rs"]
mod drafts;
#[path = "board/finding.rs"]
mod finding;
#[path = "board/findings.rs"]
mod findings;
#[path = "board/meeting.rs"]
mod meeting;
#[path = "board/moving.rs"]
mod moving;
#[path = "board/references.rs"]
mod references;
#[path = "board/saving.rs"]
mod saving;
mod support;

use bmcanvas::app::effect::Effect;
use bmcanvas::app::mode::Mode;
use bmcanvas::app::msg::Msg;
use bmcanvas::app::sync::Sync;
use bmcanvas::model::canvas::Canvas;
use support::Desk;

fn empty() -> Desk {
    Desk::open(Canvas::new("business-model"), 120, 40)
}

fn aws() -> Desk {
    Desk::example("aws-iaas", 120, 40)
}

#[test]
fn quick_entry_keeps_and_opens_the_next_until_an_empty_one() {
    let mut desk = empty();
    desk.keys("oDevelopers<enter>Start-ups<enter>Teams<enter><enter>");
    assert_eq!(
        desk.texts("customer_segments"),
        ["Developers", "Start-ups", "Teams"]
    );
    assert_eq!(desk.board().mode, Mode::Board);
    assert_eq!(desk.focused_text().as_deref(), Some("Teams"));
    let saves = desk
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Save { .. }))
        .count();
    assert_eq!(saves, 3, "each finished note is written at once");
    assert!(matches!(desk.board().file.sync, Sync::Fresh(_)));
}

#[test]
fn a_note_is_edited_in_place_over_several_lines() {
    let mut desk = empty();
    desk.keys("oone<alt-enter>two<ctrl-j>three<esc>");
    assert_eq!(desk.texts("customer_segments"), ["one\ntwo\nthree"]);
    desk.keys("<enter>!<esc>");
    assert_eq!(desk.texts("customer_segments"), ["one\ntwo\nthree!"]);
    desk.keys("i<ctrl-u>3<esc>");
    assert_eq!(desk.texts("customer_segments"), ["one\ntwo\n3"]);
}

#[test]
fn a_discarded_text_comes_back_by_undo() {
    let mut desk = empty();
    desk.keys("oa long thought<ctrl-c>");
    assert_eq!(desk.texts("customer_segments"), [""; 0]);
    desk.keys("u");
    assert_eq!(desk.texts("customer_segments"), ["a long thought"]);
    desk.keys("<enter> more<ctrl-c>");
    assert_eq!(desk.texts("customer_segments"), ["a long thought"]);
    desk.keys("u");
    assert_eq!(desk.texts("customer_segments"), ["a long thought more"]);
}

#[test]
fn an_emptied_note_asks_before_it_goes() {
    let mut desk = empty();
    desk.keys("onote<esc><enter><ctrl-u><esc>");
    assert!(matches!(desk.board().mode, Mode::Ask(_)));
    assert!(desk.text().contains("delete the note"));
    desk.keys("k");
    assert_eq!(desk.texts("customer_segments"), ["note"]);
    desk.keys("<enter><ctrl-u><esc>d");
    assert_eq!(desk.texts("customer_segments"), [""; 0]);
    desk.keys("u");
    assert_eq!(desk.texts("customer_segments"), ["note"]);
}

#[test]
fn notes_are_deleted_duplicated_copied_reordered_and_moved() {
    let mut desk = empty();
    desk.keys("oa<enter>b<enter>c<enter><enter>");
    desk.keys("ggJ");
    assert_eq!(desk.texts("customer_segments"), ["b", "a", "c"]);
    desk.keys("GKK");
    assert_eq!(desk.texts("customer_segments"), ["c", "b", "a"]);
    desk.keys("ggdY");
    assert_eq!(desk.texts("customer_segments"), ["b", "b", "a"]);
    desk.keys("Gy3p");
    assert_eq!(desk.texts("channels"), ["a"]);
    desk.keys("1ggm2");
    assert_eq!(desk.texts("customer_segments"), ["b", "a"]);
    assert_eq!(desk.texts("value_propositions"), ["b"]);
    assert_eq!(
        desk.board().focus.block.as_str(),
        "customer_segments",
        "the focus stays for the next note"
    );
    desk.keys("x");
    assert_eq!(desk.texts("parking"), ["b"]);
    desk.keys("0m9");
    assert_eq!(desk.texts("cost_structure"), ["b"]);
    for _ in 0..12 {
        desk.keys("u");
    }
    assert!(desk.board().canvas().is_empty(), "{}", desk.text());
    for _ in 0..12 {
        desk.keys("<ctrl-r>");
    }
    assert_eq!(desk.texts("cost_structure"), ["b"]);
}

#[test]
fn marks_make_a_command_count_for_several() {
    let mut desk = empty();
    desk.keys("oa<enter>b<enter>c<enter><enter>gg<space><space>");
    assert_eq!(desk.board().picked.marked.len(), 2);
    desk.keys("m7");
    assert_eq!(desk.texts("key_activities"), ["a", "b"]);
    assert!(desk.board().picked.marked.is_empty());
    desk.keys("7gg<space><space>d");
    assert_eq!(desk.texts("key_activities"), [""; 0]);
    desk.keys("u");
    assert_eq!(
        desk.texts("key_activities"),
        ["a", "b"],
        "one undo for both"
    );
}

#[test]
fn a_colour_is_chosen_by_its_letter_or_its_name() {
    let mut desk = empty();
    desk.keys("oa<esc>cg");
    assert_eq!(
        desk.board().focused_note().unwrap().color.as_deref(),
        Some("green")
    );
    desk.keys("cp");
    assert_eq!(
        desk.board().focused_note().unwrap().color.as_deref(),
        Some("purple")
    );
    desk.keys("ceen<enter>");
    assert_eq!(
        desk.board().focused_note().unwrap().color.as_deref(),
        Some("green"),
        "typed as a part of its name"
    );
    desk.keys("cn");
    assert_eq!(desk.board().focused_note().unwrap().color, None);
}

#[test]
fn pasted_lines_become_notes() {
    let mut desk = empty();
    desk.keys("<paste:- one\\n* two\\n\\n  three>");
    assert_eq!(desk.texts("customer_segments"), ["one", "two", "three"]);
    desk.keys("u");
    assert_eq!(
        desk.texts("customer_segments"),
        [""; 0],
        "a paste is one edit"
    );
    desk.keys("o<paste:four\\nfive><esc>");
    assert_eq!(desk.texts("customer_segments"), ["four", "five"]);
    desk.keys("gg<enter> <paste:and\\nmore><esc>");
    assert_eq!(desk.texts("customer_segments"), ["four and\nmore", "five"]);
}

#[test]
fn the_header_is_filled_in_field_by_field() {
    let mut desk = empty();
    desk.keys("tMy canvas<enter>Board<enter>Team<enter>2026-11-20<enter>4<enter>");
    let header = &desk.board().canvas().header;
    assert_eq!(
        (header.title.as_str(), header.designed_for.as_str()),
        ("My canvas", "Board")
    );
    assert_eq!(
        (
            header.designed_by.as_str(),
            header.date.as_str(),
            header.iteration
        ),
        ("Team", "2026-11-20", Some(4))
    );
    assert_eq!(desk.board().mode, Mode::Board);
    desk.keys("t<shift-tab>x<enter>");
    assert!(desk.notice().contains("whole number"), "{}", desk.notice());
    assert!(
        matches!(desk.board().mode, Mode::Edit(_)),
        "a refused text stays open"
    );
}

#[test]
fn a_header_field_stays_one_line_in_the_editor_too() {
    let mut desk = empty();
    desk.keys("t<ctrl-o>");
    desk.send(Msg::External(Ok("My canvas\nof two lines\n".to_owned())));
    assert_eq!(desk.board().canvas().header.title, "My canvas of two lines");
    assert_eq!(desk.board().mode, Mode::Board);
}

#[test]
fn nothing_panics_at_any_size() {
    let mut desk = Desk::example("it-organisation", 120, 40);
    for keys in [
        "",
        "z",
        "v",
        "<esc>:",
        "<esc>?",
        "<esc>o",
        "<esc><esc>/a",
        "<esc>0",
    ] {
        desk.keys(keys);
        for (width, height) in [
            (1, 1),
            (2, 2),
            (3, 9),
            (9, 3),
            (40, 12),
            (1, 60),
            (300, 1),
            (80, 24),
            (300, 120),
        ] {
            desk.resize(width, height);
            desk.picture();
        }
    }
}

#[test]
fn esc_and_a_letter_at_once_are_two_keys() {
    let mut desk = empty();
    desk.keys("oHELLO<alt-u>");
    assert_eq!(
        desk.texts("customer_segments"),
        [""; 0],
        "kept, then taken back by u"
    );
    desk.keys("<ctrl-r>");
    assert_eq!(desk.texts("customer_segments"), ["HELLO"]);
}

#[test]
fn a_pasted_list_is_one_edit() {
    let mut desk = empty();
    desk.keys("ostart <paste:one\ntwo\nthree><esc>");
    assert_eq!(
        desk.texts("customer_segments"),
        ["start one", "two", "three"]
    );
    desk.keys("u");
    assert_eq!(
        desk.texts("customer_segments"),
        ["start one", "two"],
        "the last line was still open"
    );
    desk.keys("u");
    assert_eq!(desk.texts("customer_segments"), [""; 0]);
    desk.keys("o<paste:four\\nfive\\n><esc>u");
    assert_eq!(desk.texts("customer_segments"), [""; 0]);
}

#[test]
fn undo_shows_where_it_did_something() {
    let mut desk = aws();
    desk.keys("oNEW<esc>9u");
    assert_eq!(desk.board().focus.block.as_str(), "customer_segments");
}

#[test]
fn marks_end_when_something_new_is_written() {
    let mut desk = aws();
    desk.keys("<space><space>2oNEW<esc>d");
    assert!(!desk.texts("value_propositions").contains(&"NEW".to_owned()));
    assert_eq!(desk.texts("customer_segments").len(), 3);
}

#[test]
fn tab_belongs_to_the_header() {
    let mut desk = empty();
    desk.keys("oa<tab>b<esc>");
    assert_eq!(desk.texts("customer_segments"), ["ab"]);
}
