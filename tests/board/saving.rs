//! What is written, when, and what holds where it cannot be.

use bmcanvas::app::effect::{Effect, Over};
use bmcanvas::app::mode::Mode;
use bmcanvas::app::msg::{Look, Msg, Trouble};
use bmcanvas::app::sync::Sync;
use bmcanvas::format::Fingerprint;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::draft::Draft;

use super::support::{Desk, Disk, content, opened, unwritten};
use super::{aws, empty};

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
fn a_canvas_just_named_is_written() {
    let mut desk = Desk::start(80, 24);
    let mut canvas = Canvas::new("lean");
    canvas.header.title = "Named".into();
    let opened = unwritten("named.canvas.json", canvas);
    desk.send(Msg::Opened(Ok(Box::new(opened))));
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
    let mut left = opened("conflict.canvas.json", canvas);
    left.reading.base = Some(print);
    left.reading.held = bmcanvas::app::msg::Held::AsSides;
    let open = |locked: Option<String>| {
        let mut desk = Desk::start(80, 24);
        let opened = bmcanvas::app::msg::Opened {
            locked,
            ..left.clone()
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
