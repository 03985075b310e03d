//! What keys do on the board: typed as a person would, looked at as state, effects and screen.

#![allow(clippy::wildcard_enum_match_arm, clippy::string_slice)]

mod support;

use bmcanvas::app::checks::Known;
use bmcanvas::app::effect::{Effect, Over};
use bmcanvas::app::mode::Mode;
use bmcanvas::app::msg::{Look, Msg, Trouble};
use bmcanvas::app::sync::Sync;
use bmcanvas::format::Fingerprint;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::check::{Counterpart, Facts, Named};
use bmcanvas::model::draft::Draft;
use bmcanvas::tty::{Button, MouseKind};
use support::{Desk, Disk, content};

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
fn search_shows_matches_and_goes_round() {
    let mut desk = empty();
    desk.keys("oSoftware firms<esc>2ofirmware<esc>3onone<esc>1");
    desk.keys("/firm");
    assert!(desk.text().contains("/firm"));
    desk.keys("<enter>");
    assert_eq!(desk.focused_text().as_deref(), Some("Software firms"));
    desk.keys("n");
    assert_eq!(desk.focused_text().as_deref(), Some("firmware"));
    assert_eq!(desk.notice(), "match 2 of 2");
    desk.keys("n");
    assert_eq!(desk.focused_text().as_deref(), Some("Software firms"));
    desk.keys("N");
    assert_eq!(desk.focused_text().as_deref(), Some("firmware"));
    desk.keys("3/firm<esc>");
    assert_eq!(
        desk.focused_text().as_deref(),
        Some("none"),
        "Esc returns to where the search began"
    );
}

#[test]
fn the_palette_finds_every_command() {
    use bmcanvas::app::action::{Action, COMMANDS, Context};
    for command in COMMANDS
        .iter()
        .filter(|command| command.context == Context::Board)
    {
        if matches!(command.action, Action::Palette | Action::Jump(_)) {
            continue;
        }
        let mut desk = aws();
        desk.keys(":");
        let Mode::List(list) = &desk.board().mode else {
            panic!("no palette");
        };
        assert!(
            list.shown().any(|item| item.label.ends_with(command.help)),
            "{}",
            command.name
        );
    }
    let mut desk = aws();
    desk.keys(":zoom the block<enter>");
    assert_eq!(desk.board().look.zoom, bmcanvas::layout::Zoom::In);
    desk.keys("<esc>:go to channels<enter>");
    assert_eq!(desk.board().focus.block.as_str(), "channels");
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
fn a_failed_write_is_shown_until_it_succeeds_and_leaving_asks() {
    let mut desk = empty();
    desk.disk = Disk::Silent;
    desk.keys("oa<esc>");
    let Some(Effect::Save { revision, .. }) = desk
        .effects
        .iter()
        .find(|effect| matches!(effect, Effect::Save { .. }))
        .cloned()
    else {
        panic!("no save");
    };
    let full = Trouble {
        what: "disk full".into(),
        advice: "make room".into(),
    };
    desk.send(Msg::Saved(revision, Err(full.clone())));
    assert!(desk.text().contains("NOT SAVED"), "{}", desk.text());
    assert!(desk.text().contains("disk full"));
    assert!(
        desk.effects
            .iter()
            .any(|effect| matches!(effect, Effect::Draft(Some(Draft::Unsaved(..))))),
        "the journal has the edit"
    );
    desk.keys("q");
    assert!(matches!(desk.board().mode, Mode::Ask(_)));
    assert!(!desk.effects.contains(&Effect::Quit));
    desk.keys("<esc>");
    let now = content(desk.board().canvas().clone());
    desk.send(Msg::Saved(revision, Ok(now)));
    assert!(desk.text().contains(" saved"), "{}", desk.text());
    assert_eq!(desk.effects.last(), Some(&Effect::Draft(None)));
    desk.keys("q");
    assert_eq!(desk.effects.last(), Some(&Effect::Quit));
}

#[test]
fn edits_during_a_write_are_written_after_it() {
    let mut desk = empty();
    desk.disk = Disk::Silent;
    desk.keys("oa<enter>b<enter><enter>");
    let saves = |desk: &Desk| {
        desk.effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::Save {
                    canvas,
                    revision,
                    over,
                } => Some((canvas.clone(), *revision, over.clone())),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(saves(&desk).len(), 1);
    let first = content(saves(&desk)[0].0.clone());
    desk.send(Msg::Saved(saves(&desk)[0].1, Ok(first.clone())));
    assert_eq!(saves(&desk).len(), 2);
    assert_eq!(saves(&desk)[1].0.len(), 2, "with both notes");
    assert_eq!(
        saves(&desk)[1].2,
        Over::Merge(Some(first.now)),
        "on what the first write left"
    );
    desk.keys("q");
    assert_eq!(desk.board().mode, Mode::Leaving);
    let second = content(saves(&desk)[1].0.clone());
    desk.send(Msg::Saved(saves(&desk)[1].1, Ok(second)));
    assert_eq!(
        desk.effects.last(),
        Some(&Effect::Quit),
        "leaving waits for the write"
    );
}

#[test]
fn what_is_typed_is_journalled_at_every_key() {
    let mut desk = empty();
    desk.keys("oab");
    let drafts: Vec<_> = desk
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Draft(Some(Draft::Typing(typing))) => Some(typing.text.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(drafts, ["a", "ab"]);
    desk.keys("<esc>");
    assert_eq!(
        desk.effects.last(),
        Some(&Effect::Draft(None)),
        "the journal is cleared once the file has it"
    );
}

#[test]
fn without_autosave_edits_wait_for_w() {
    let mut desk = empty();
    desk.state.settings.autosave = bmcanvas::app::effect::Switch::Off;
    desk.keys("oa<esc>");
    assert!(
        !desk
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Save { .. }))
    );
    assert!(desk.text().contains("not saved"));
    desk.keys("q");
    assert!(matches!(desk.board().mode, Mode::Ask(_)));
    desk.keys("<esc>w");
    assert!(matches!(desk.board().file.sync, Sync::Fresh(Some(_))));
}

#[test]
fn a_locked_canvas_can_be_read_and_not_changed() {
    let mut desk = aws();
    if let bmcanvas::app::state::Screen::Board(board) = &mut desk.state.screen {
        board.file.locked = Some("opened with --read-only".into());
    }
    let before = desk.board().canvas().clone();
    for keys in [
        "o",
        "d",
        "x",
        "J",
        "<enter>",
        "p",
        "Y",
        "u",
        "t",
        "cy",
        "m3",
        "<paste:a\\nb>",
        "w",
    ] {
        desk.keys(keys);
        assert_eq!(desk.board().mode, Mode::Board, "after {keys}");
    }
    assert_eq!(desk.board().canvas(), &before);
    assert!(desk.text().contains("read-only"));
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
fn the_palette_knows_names_and_what_vim_calls_them() {
    for (typed, expected) in [
        ("quit", "quit "),
        ("q", "quit "),
        ("wq", "quit "),
        ("w", "save "),
        ("overwrite", "overwrite "),
        ("undo", "undo "),
        ("redo", "redo "),
        ("reload", "reload "),
        ("zoom", "zoom "),
        ("open", "open "),
        ("help", "help "),
        ("grid", "view "),
    ] {
        let mut desk = aws();
        desk.keys(&format!(":{typed}"));
        let Mode::List(list) = &desk.board().mode else {
            panic!("no palette");
        };
        let first = list
            .chosen()
            .map(|item| item.label.clone())
            .unwrap_or_default();
        assert!(first.starts_with(expected), "{typed} gives {first}");
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
fn looking_at_a_note_changes_nothing() {
    for text in ["Software developers  \n", "   ", "a\tb\u{1b}[31m\r\nc"] {
        let mut canvas = Canvas::new("business-model");
        let place = bmcanvas::model::note::Place {
            block: "customer_segments".into(),
            rank: "V".into(),
        };
        canvas
            .insert("a".into(), bmcanvas::model::note::Note::new(place, text))
            .unwrap();
        canvas.header.title = "two  ".into();
        let before = canvas.clone();
        let mut desk = Desk::open(canvas, 80, 24);
        desk.keys("i<esc>t<enter><enter><enter><enter><enter>e");
        desk.send(Msg::External(Ok(text.to_owned())));
        assert_eq!(desk.board().canvas(), &before);
        assert_eq!(desk.board().mode, Mode::Board);
    }
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
fn a_search_says_what_it_found_and_esc_brings_the_last_one_back() {
    let mut desk = aws();
    desk.keys("/zzz<enter>");
    assert_eq!(desk.notice(), "no note matches");
    desk.keys("/server<enter>");
    assert!(
        desk.notice().starts_with("match 1 of "),
        "{}",
        desk.notice()
    );
    desk.keys("/zzz<esc>n");
    assert!(
        desk.notice().starts_with("match 2 of "),
        "{}",
        desk.notice()
    );
}

#[test]
fn the_next_match_is_after_an_empty_block() {
    let mut desk = empty();
    desk.keys("oxa<esc>4oxb<esc>3/x<esc>3");
    desk.keys("/x<enter>");
    assert_eq!(desk.focused_text().as_deref(), Some("xb"));
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

#[test]
fn reading_again_keeps_what_the_file_lacks() {
    let mut desk = empty();
    desk.disk = Disk::Silent;
    desk.keys("omine<esc>");
    let Some(Effect::Save { revision, .. }) = desk
        .effects
        .last()
        .cloned()
        .or(None)
        .filter(|effect| matches!(effect, Effect::Save { .. }))
        .or_else(|| {
            desk.effects
                .iter()
                .rev()
                .find(|effect| matches!(effect, Effect::Save { .. }))
                .cloned()
        })
    else {
        panic!("no save");
    };
    let trouble = Trouble {
        what: "changed".into(),
        advice: "R".into(),
    };
    desk.send(Msg::Saved(revision, Err(trouble)));
    desk.disk = Disk::Healthy;
    let mut theirs = Canvas::new("business-model");
    let place = bmcanvas::model::note::Place {
        block: "customer_segments".into(),
        rank: "A".into(),
    };
    theirs
        .insert(
            "theirs".into(),
            bmcanvas::model::note::Note::new(place, "theirs"),
        )
        .unwrap();
    desk.send(Msg::Looked(Look::Changed(content(theirs))));
    assert_eq!(desk.texts("customer_segments"), ["theirs", "mine"]);
    assert!(
        matches!(desk.board().file.sync, Sync::Fresh(_)),
        "and both are in the file"
    );
    desk.keys("u");
    assert_eq!(
        desk.texts("customer_segments"),
        ["theirs"],
        "undo takes back only what is ours"
    );
}

#[test]
fn a_slow_write_says_so_and_can_be_left() {
    let mut desk = empty();
    desk.disk = Disk::Silent;
    desk.keys("oa<esc>");
    assert!(
        matches!(
            desk.effects.last(),
            Some(Effect::Draft(Some(Draft::Unsaved(..))))
        ),
        "the journal has it meanwhile"
    );
    desk.send(Msg::Slow);
    assert!(desk.text().contains("NOT SAVED"), "{}", desk.text());
    desk.keys("q");
    assert_eq!(desk.board().mode, Mode::Leaving);
    desk.keys("<esc>");
    assert_eq!(desk.board().mode, Mode::Board);
    desk.keys("qq");
    assert_eq!(desk.effects.last(), Some(&Effect::Quit));
}

#[test]
fn a_draft_of_a_note_that_changed_stands_beside_it() {
    use bmcanvas::model::draft::{Target, Typing};
    let mut desk = aws();
    let id = desk.board().focus.note.clone().unwrap();
    let typing = Typing {
        target: Target::Note(id),
        block: None,
        before: "old words".into(),
        text: "my words".into(),
    };
    let offer = bmcanvas::app::msg::Offer {
        draft: Draft::Typing(typing),
        ground: bmcanvas::app::msg::Ground::Changed,
        age: "now".into(),
    };
    if let bmcanvas::app::state::Screen::Board(board) = &mut desk.state.screen {
        board.mode = Mode::Ask(bmcanvas::app::mode::Question::TakeUp(Box::new(offer)));
    }
    desk.keys("dt<esc>");
    let texts = desk.texts("customer_segments");
    assert_eq!(&texts[..2], ["Software developers", "my words"]);
    assert!(desk.effects.contains(&Effect::DropOffer));
}

#[test]
fn a_draft_of_a_note_that_is_gone_stands_in_its_block() {
    let mut desk = aws();
    desk.keys("3ggi, and more");
    let text = desk.board().editing().unwrap().editor.text().to_owned();
    let draft = desk.board().draft().unwrap();
    let mut desk = aws();
    desk.keys("3ggd1");
    let offer = bmcanvas::app::msg::Offer {
        draft,
        ground: bmcanvas::app::msg::Ground::Changed,
        age: "now".into(),
    };
    if let bmcanvas::app::state::Screen::Board(board) = &mut desk.state.screen {
        board.mode = Mode::Ask(bmcanvas::app::mode::Question::TakeUp(Box::new(offer)));
    }
    desk.keys("t<esc>");
    assert_eq!(desk.texts("channels")[0], text);
    assert_eq!(desk.board().focus.block.as_str(), "channels");
}

#[test]
fn blocks_beyond_the_ninth_have_letters() {
    let mut desk = Desk::example("it-organisation", 120, 40);
    let text = desk.focused_text().unwrap();
    desk.keys("ma");
    assert!(desk.texts("it_domain").contains(&text));
}

#[test]
fn a_canvas_just_named_is_written() {
    let mut desk = Desk::start(80, 24);
    let mut canvas = Canvas::new("lean");
    canvas.header.title = "Named".into();
    desk.send(Msg::Opened(Ok(Box::new(bmcanvas::app::msg::Opened {
        name: "named.canvas.json".into(),
        kind: std::sync::Arc::new(bmcanvas::format::kind::built_in_kind("lean").unwrap()),
        reading: bmcanvas::app::msg::Reading {
            canvas,
            base: None,
            held: bmcanvas::app::msg::Held::Whole,
        },
        locked: None,
        notice: None,
        hidden: Vec::new(),
        offer: None,
    }))));
    assert!(
        desk.effects
            .iter()
            .any(|effect| matches!(effect, Effect::Save { .. }))
    );
}

#[test]
fn a_conflict_that_git_left_is_an_edit_that_waits_for_w() {
    let canvas = Canvas::new("lean");
    let print = Fingerprint::of(b"with markers");
    let opened = bmcanvas::app::msg::Opened {
        name: "conflict.canvas.json".into(),
        kind: std::sync::Arc::new(bmcanvas::format::kind::built_in_kind("lean").unwrap()),
        reading: bmcanvas::app::msg::Reading {
            canvas,
            base: Some(print),
            held: bmcanvas::app::msg::Held::AsSides,
        },
        locked: None,
        notice: None,
        hidden: Vec::new(),
        offer: None,
    };
    let open = |locked: Option<String>| {
        let mut desk = Desk::start(80, 24);
        let opened = bmcanvas::app::msg::Opened {
            locked,
            ..opened.clone()
        };
        desk.send(Msg::Opened(Ok(Box::new(opened))));
        desk
    };
    let mut desk = open(None);
    assert!(
        !desk
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Save { .. } | Effect::Draft(Some(_))))
    );
    desk.keys("w");
    let over = desk.effects.iter().find_map(|effect| match effect {
        Effect::Save { over, .. } => Some(over.clone()),
        _ => None,
    });
    let base = match over {
        Some(Over::Settle(Some(base))) => base,
        other => panic!("{other:?}"),
    };
    assert_eq!(base.print, print, "the file as it is is written over");
    assert!(matches!(desk.board().file.sync, Sync::Fresh(_)));
    // Without an edit there is nothing to ask about, read-only or not.
    for locked in [None, Some("--read-only".to_owned())] {
        let mut desk = open(locked);
        desk.keys("q");
        assert!(desk.effects.contains(&Effect::Quit));
    }
}

/// A board whose first note of the channels says this.
fn saying(text: &str) -> Desk {
    let mut desk = Desk::example("aws-iaas", 120, 40);
    desk.keys("3O").keys(&format!("<paste:{text}><esc>"));
    desk.effects.clear();
    desk
}

#[test]
fn g_leads_to_the_first_note_the_last_one_and_what_a_note_names() {
    use bmcanvas::model::reference::{FilePlace, Issue, Target};
    let path = |path: &str, line| {
        Target::Path(FilePlace {
            path: path.to_owned(),
            line,
            column: None,
        })
    };
    let visited = |desk: &Desk| {
        let visits = desk.effects.iter().filter_map(|effect| match effect {
            Effect::Visit(target) => Some(target.clone()),
            _ => None,
        });
        visits.collect::<Vec<_>>()
    };
    let mut desk = saying("the parser, src/main.rs:12");
    desk.keys("ge");
    assert_eq!(desk.focused_text().as_deref(), Some("Premium support"));
    desk.keys("gf");
    assert_eq!(desk.notice(), "the note names no file, address or issue");
    desk.keys("gg");
    assert_eq!(desk.board().focused_position(), Some(0));
    desk.keys("gf");
    assert_eq!(visited(&desk), [path("src/main.rs", Some(12))]);
    assert!(matches!(desk.board().mode, Mode::Board));

    let mut desk = saying("#7 and a.rs, see https://example.com (#7)");
    desk.keys("gf2");
    assert_eq!(visited(&desk), [path("a.rs", None)]);
    desk.keys(":follow<enter>3");
    let url = "https://example.com".to_owned();
    assert_eq!(visited(&desk)[1..], [Target::Url(url)]);
    desk.keys("gf<enter>");
    assert_eq!(visited(&desk)[2..], [Target::Issue(Issue::Number(7))]);
    let page = "https://forge.example/a/b/issues/7".to_owned();
    desk.send(Msg::Addressed(Ok(page.clone())));
    assert_eq!(visited(&desk)[3..], [Target::Url(page)]);
    desk.keys("gx<esc>gf<esc>");
    assert_eq!(visited(&desk).len(), 4);
    assert!(matches!(desk.board().mode, Mode::Board));
}

#[test]
fn what_a_note_names_is_underlined() {
    use ratatui::style::Modifier;
    let desk = saying("see src/main.rs:12 there");
    let buffer = desk.buffer();
    let underlined = (0..buffer.area.height).map(|y| {
        let cells = (0..buffer.area.width).map(|x| &buffer[(x, y)]);
        let cells = cells.filter(|cell| cell.modifier.contains(Modifier::UNDERLINED));
        cells.map(ratatui::buffer::Cell::symbol).collect::<String>()
    });
    let text: String = underlined.collect();
    assert_eq!(text, "src/main.rs:12");
}

/// What the shell answers where all files are there and no rule is switched, but for this path.
fn known(missing: &[&str]) -> Msg {
    Msg::Checked(Box::new(Known {
        facts: Facts {
            today: "2026-11-20".to_owned(),
            missing: missing.iter().map(|path| (*path).to_owned()).collect(),
            counterpart: Counterpart::Canvas,
        },
        ..Known::default()
    }))
}

fn findings(desk: &Desk) -> Vec<String> {
    match &desk.board().mode {
        Mode::List(list) => list.shown().map(|item| item.label.clone()).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn findings_are_listed_and_lead_to_their_places() {
    let mut desk = saying("see src/gone.rs");
    desk.keys("2E");
    assert_eq!(
        findings(&desk),
        [""; 0],
        "what is not known yet is not told"
    );
    assert!(desk.text().contains("looking …"));
    let asked = Named {
        paths: ["src/gone.rs".to_owned()].into(),
        counterpart: None,
    };
    assert_eq!(desk.effects.last(), Some(&Effect::Check(asked)));
    desk.keys("<enter>");
    desk.send(known(&["src/gone.rs"]));
    assert_eq!(
        findings(&desk),
        ["3 Channels: there is no src/gone.rs · “see src/gone.rs”"]
    );
    assert!(
        desk.text()
            .contains("A note names a file that is not there.")
    );
    assert!(desk.text().contains("[dangling-reference]"));
    desk.keys("<enter>");
    assert_eq!(desk.focused_text().as_deref(), Some("see src/gone.rs"));
    assert_eq!(desk.board().mode, Mode::Board);
    desk.keys("dE");
    assert_eq!(desk.board().mode, Mode::Board);
    assert_eq!(desk.notice(), "the check finds nothing");
}

#[test]
fn the_list_of_findings_follows_the_canvas() {
    let mut desk = empty();
    desk.keys("1oEveryone<enter><enter>t<ctrl-u>Plan<enter><esc>");
    desk.send(known(&[]));
    desk.keys("E");
    let told = |desk: &Desk| {
        let found = findings(desk);
        found
            .iter()
            .any(|label| label.contains("everyone is no segment"))
    };
    assert!(told(&desk), "{:?}", findings(&desk));
    desk.keys("warn<down>");
    let before = findings(&desk).len();
    let mut theirs = desk.board().canvas().clone();
    let id = theirs.block(&"customer_segments".into())[0].clone();
    theirs.change(&id, |note| "Bakers".clone_into(&mut note.text));
    desk.send(Msg::Looked(Look::Changed(content(theirs))));
    assert!(!told(&desk), "{:?}", findings(&desk));
    desk.keys("<ctrl-u>");
    assert!(!told(&desk) && before > 0, "{:?}", findings(&desk));
    assert!(findings(&desk).contains(&"2 Value Propositions: no note yet".to_owned()));
    desk.keys("Channels: nothing<enter>");
    assert_eq!(desk.board().focus.block, "channels".into());
}
