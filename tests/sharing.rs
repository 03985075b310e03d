//! Several people on one canvas, as the board takes it: news of the file, marks, undo, conflicts.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm
)]

#[path = "sharing/at_random.rs"]
mod at_random;
#[path = "sharing/fields.rs"]
mod fields;
mod support;
#[path = "sharing/syncing.rs"]
mod syncing;
#[path = "sharing/workshop.rs"]
mod workshop;

use std::collections::BTreeSet;
use std::sync::Arc;

use bmcanvas::app::effect::{Effect, Over, Reload, Switch};
use bmcanvas::app::mode::Mode;
use bmcanvas::app::msg::{Content, Look, Msg, Person, Trouble};
use bmcanvas::app::sync::{Disk as Found, NoCanvas, Revision, Sync};
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::edit::{Change, Edit};
use bmcanvas::model::header::HeaderField;
use bmcanvas::model::merge::merge;
use bmcanvas::model::note::{Note, Place};
use support::{Desk, Disk, content};

fn place(block: &str, rank: &str) -> Place {
    Place {
        block: block.into(),
        rank: rank.into(),
    }
}

/// A board with the notes a, b and c in Customer Segments, the focus on a.
fn desk() -> Desk {
    let mut canvas = Canvas::new("business-model");
    for (id, rank) in [("a", "B"), ("b", "C"), ("c", "D")] {
        let note = Note::new(place("customer_segments", rank), id);
        canvas.insert(id.into(), note).unwrap();
    }
    Desk::open(canvas, 120, 40)
}

/// Somebody else changes the file, which holds what the board holds, and the board hears of it.
fn others(desk: &mut Desk, changes: Vec<Change>) {
    let mut theirs = desk.board().canvas().clone();
    theirs.apply(Edit(changes)).unwrap();
    changed(desk, theirs, Some("anna"));
}

fn changed(desk: &mut Desk, theirs: Canvas, by: Option<&str>) {
    let by = by.map(str::to_owned);
    let content = Content {
        by,
        ..content(theirs)
    };
    desk.send(Msg::Looked(Look::Changed(content)));
}

fn text(id: &str, text: &str) -> Change {
    Change::Text(id.into(), text.into())
}

fn add(id: &str, block: &str) -> Change {
    Change::Add(id.into(), Note::new(place(block, "V"), id))
}

#[test]
fn what_others_did_is_told_marked_and_gone_through() {
    let mut desk = desk();
    desk.keys("jj");
    let changes = vec![
        add("new", "channels"),
        text("a", "other"),
        Change::Move("b".into(), place("key_partners", "V")),
    ];
    others(&mut desk, changes);
    assert_eq!(
        desk.focused_text().as_deref(),
        Some("c"),
        "the focus stays on its note"
    );
    assert_eq!(
        desk.notice(),
        "anna: +1 Channels, ~1 Customer Segments, >1 Key Partners"
    );
    for marked in ["+ new", "~ other", "> b", "3 new"] {
        assert!(desk.text().contains(marked), "{marked}: {}", desk.text());
    }
    for seen in ["new", "b", "other"] {
        desk.keys("]");
        assert_eq!(desk.focused_text().as_deref(), Some(seen));
    }
    desk.keys("]");
    assert_eq!(desk.notice(), "nothing new by others");
    assert!(!desk.text().contains("new ·"));
    desk.keys("u");
    assert_eq!(
        desk.notice(),
        "nothing to take back",
        "undo is for one's own edits"
    );
}

#[test]
fn a_note_that_gets_the_focus_was_looked_at() {
    let mut desk = desk();
    others(&mut desk, vec![text("a", "other"), text("b", "too")]);
    assert_eq!(desk.board().news.len(), 2, "nobody looked yet");
    desk.keys("j");
    assert_eq!(desk.board().news.len(), 1);
    desk.keys("k");
    assert!(desk.board().news.is_empty());
}

#[test]
fn notes_that_others_deleted_can_be_brought_back() {
    let mut desk = desk();
    others(
        &mut desk,
        vec![Change::Remove("a".into()), Change::Remove("b".into())],
    );
    assert_eq!(desk.texts("customer_segments"), ["c"]);
    assert_eq!(desk.focused_text().as_deref(), Some("c"));
    assert!(
        desk.notice()
            .contains("2 notes are no longer here, :bring-back"),
        "{}",
        desk.notice()
    );
    desk.keys(":bring-back<enter>");
    assert_eq!(desk.texts("customer_segments"), ["a", "b", "c"]);
    desk.keys("u");
    assert_eq!(
        desk.texts("customer_segments"),
        ["c"],
        "it is an edit as any other"
    );
}

#[test]
fn what_is_typed_goes_on_while_others_edit() {
    let mut desk = desk();
    desk.keys("omine");
    others(
        &mut desk,
        vec![text("b", "theirs"), Change::Remove("a".into())],
    );
    assert!(matches!(desk.board().mode, Mode::Edit(_)));
    desk.keys("!<esc>");
    assert_eq!(desk.texts("customer_segments"), ["mine!", "theirs", "c"]);
    assert!(matches!(desk.board().file.sync, Sync::Fresh(_)));
}

#[test]
fn a_note_deleted_while_it_is_edited_is_kept_with_the_text() {
    for (keys, left) in [
        ("<esc>", vec!["a", "b!", "c"]),
        ("<ctrl-c>", vec!["a", "c"]),
    ] {
        let mut desk = desk();
        desk.keys("j<enter>!");
        others(&mut desk, vec![Change::Remove("b".into())]);
        assert!(
            desk.notice().contains("deleted by somebody else"),
            "{}",
            desk.notice()
        );
        assert!(desk.text().contains("b!"), "the text is still shown");
        desk.keys(keys);
        assert_eq!(desk.texts("customer_segments"), left);
    }
}

#[test]
fn a_note_changed_while_it_is_edited_is_merged() {
    let mut desk = desk();
    desk.keys("i<alt-enter>2<alt-enter>3<esc>");
    assert_eq!(desk.texts("customer_segments")[0], "a\n2\n3");
    // Other lines: both changes are in.
    desk.keys("i mine");
    others(&mut desk, vec![text("a", "theirs\n2\n3")]);
    desk.keys("<esc>");
    assert_eq!(desk.texts("customer_segments")[0], "theirs\n2\n3 mine");
    // The same line: both texts stay, and the board says so.
    desk.keys("i!");
    others(&mut desk, vec![text("a", "theirs\n2\n3 or more")]);
    desk.keys("<esc>");
    let texts = desk.texts("customer_segments");
    let both: BTreeSet<&str> = texts[..2].iter().map(String::as_str).collect();
    assert_eq!(both, ["theirs\n2\n3 mine!", "theirs\n2\n3 or more"].into());
    assert!(desk.text().contains("1 to settle"), "{}", desk.text());
}

/// A board whose note a two people changed at once: the other text is mine where mine is the lesser.
fn clashing(mine: &str, theirs: &str) -> Desk {
    let mut desk = desk();
    let before = desk.board().canvas().clone();
    desk.disk = Disk::Silent;
    desk.keys(&format!("i<ctrl-u>{mine}<esc>"));
    let (sent, revision, over) = last_save(&desk);
    let Over::Merge(base) = over else {
        panic!("no merge");
    };
    assert_eq!(*base.unwrap().canvas, before);
    let mut other = before.clone();
    other.apply(text("a", theirs).into()).unwrap();
    let merged = merge(Some(&before), &sent, &other).canvas;
    desk.disk = Disk::Healthy;
    desk.send(Msg::Saved(revision, Ok(content(merged))));
    assert!(
        desk.notice()
            .contains("you both changed a note: ! settles it"),
        "{}",
        desk.notice()
    );
    desk
}

fn last_save(desk: &Desk) -> (Arc<Canvas>, Revision, Over) {
    let mut saves = desk.effects.iter().rev().filter_map(|effect| match effect {
        Effect::Save {
            canvas,
            revision,
            over,
        } => Some((canvas.clone(), *revision, over.clone())),
        _ => None,
    });
    saves.next().unwrap()
}

#[test]
fn a_conflict_is_marked_and_settled_as_the_person_wants() {
    for (mine, theirs) in [("mine", "theirs"), ("your own", "theirs")] {
        for (answer, left) in [
            ("m", vec![mine]),
            ("t", vec![theirs]),
            ("b", vec![mine.max(theirs), mine.min(theirs)]),
            ("<enter>", vec![mine.max(theirs), mine.min(theirs)]),
        ] {
            let mut desk = clashing(mine, theirs);
            assert_eq!(desk.texts("customer_segments").len(), 4);
            assert!(desk.text().contains('!'), "{}", desk.text());
            desk.keys("3!");
            let asked = desk.text();
            for shown in [
                "Changed by two at once",
                &format!("Mine: “{mine}”"),
                &format!("Theirs: “{theirs}”"),
            ] {
                assert!(asked.contains(shown), "{shown}: {asked}");
            }
            desk.keys(answer);
            let texts = desk.texts("customer_segments");
            assert_eq!(texts[..texts.len() - 2], left, "{answer}");
            assert_eq!(desk.board().file.conflicts, 0);
            assert!(
                matches!(desk.board().file.sync, Sync::Fresh(_)),
                "and it is in the file"
            );
            desk.keys("u");
            assert_eq!(desk.board().file.conflicts, 1, "it can be taken back");
        }
    }
}

#[test]
fn a_conflict_between_two_others_is_neither_mine_nor_theirs() {
    let mut desk = desk();
    others(&mut desk, vec![text("a", "one")]);
    let before = desk.board().canvas().clone();
    others(&mut desk, vec![text("a", "two")]);
    let mut theirs = before.clone();
    theirs.apply(text("a", "three").into()).unwrap();
    let merged = merge(Some(&before), desk.board().canvas(), &theirs).canvas;
    changed(&mut desk, merged, Some("anna"));
    let said = desk.notice();
    assert!(said.contains("two changed a note: ! settles it"), "{said}");
    desk.keys("!");
    let asked = desk.text();
    assert!(asked.contains("First: “two”"), "{asked}");
    assert!(asked.contains("Second: “three”"), "{asked}");
    desk.keys("t");
    assert_eq!(desk.texts("customer_segments"), ["three", "b", "c"]);
}

#[test]
fn a_text_that_others_changed_twice_at_once_is_mine_no_more() {
    let mut desk = desk();
    desk.keys("i<ctrl-u>mine<esc>");
    let before = desk.board().canvas().clone();
    let mut sides = ["two", "three"].map(|said| {
        let mut side = before.clone();
        side.apply(text("a", said).into()).unwrap();
        side
    });
    let [ours, theirs] = &mut sides;
    let merged = merge(Some(&before), ours, theirs).canvas;
    changed(&mut desk, merged, Some("anna"));
    desk.keys("!");
    let asked = desk.text();
    assert!(asked.contains("First: “two”"), "{asked}");
}

#[test]
fn a_text_of_mine_that_others_meet_later_is_mine() {
    let mut desk = desk();
    let before = desk.board().canvas().clone();
    desk.keys("i<ctrl-u>mine<esc>");
    let mut theirs = before.clone();
    theirs.apply(text("a", "theirs").into()).unwrap();
    let merged = merge(Some(&before), desk.board().canvas(), &theirs).canvas;
    changed(&mut desk, merged, Some("anna"));
    assert!(desk.notice().contains("you both changed a note"));
    desk.keys("!");
    assert!(desk.text().contains("Mine: “mine”"), "{}", desk.text());
}

#[test]
fn what_could_not_be_saved_is_saved_at_once_when_the_file_is_back() {
    let mut desk = desk();
    let before = desk.board().canvas().clone();
    desk.disk = Disk::Silent;
    desk.keys("i!<esc>");
    let (_, revision, _) = last_save(&desk);
    let gone = Trouble {
        what: "it is gone".into(),
        advice: "look for it".into(),
    };
    desk.send(Msg::Looked(Look::None(NoCanvas::Gone)));
    desk.send(Msg::Saved(revision, Err(gone)));
    desk.disk = Disk::Healthy;
    changed(&mut desk, before, None);
    assert!(
        matches!(desk.board().file.sync, Sync::Fresh(_)),
        "{:?}",
        desk.board().file.sync
    );
}

#[test]
fn a_conflict_can_be_settled_by_editing() {
    let mut desk = clashing("mine", "theirs");
    desk.keys("!e<ctrl-u>ours<esc>");
    assert_eq!(desk.texts("customer_segments"), ["theirs\nours", "b", "c"]);
    assert_eq!(desk.board().file.conflicts, 0);
}

#[test]
fn where_one_of_the_two_notes_is_gone_nothing_is_left_to_settle() {
    let mut desk = clashing("mine", "theirs");
    assert!(desk.text().contains("1 to settle"), "{}", desk.text());
    desk.keys("kd");
    assert_eq!(desk.texts("customer_segments"), ["mine", "b", "c"]);
    assert!(!desk.text().contains("to settle"), "{}", desk.text());
    assert!(!desk.text().contains("!mine"), "{}", desk.text());
    desk.keys("!");
    assert!(
        desk.notice().contains("nothing to settle"),
        "{}",
        desk.notice()
    );
    desk.keys("u");
    assert!(desk.text().contains("1 to settle"), "{}", desk.text());
}

#[test]
fn a_note_that_calls_itself_its_other_text_is_not_settled_away() {
    let mut desk = desk();
    let of = Some("a".into());
    others(&mut desk, vec![Change::Conflict("a".into(), of)]);
    assert!(!desk.text().contains("to settle"), "{}", desk.text());
    desk.keys("!m");
    assert_eq!(desk.texts("customer_segments"), ["a", "b", "c"]);
}

#[test]
fn a_title_that_two_changed_keeps_the_other_until_it_is_settled() {
    for (answer, title) in [
        ("m", "Theirs"),
        ("t", "Mine"),
        ("b", "Theirs / Mine"),
        ("e!<esc>", "Theirs / Mine!"),
    ] {
        let mut desk = desk();
        let mut canvas = desk.board().canvas().clone();
        canvas.header.title = "Theirs".into();
        canvas
            .conflicts
            .add("title", bmcanvas::model::json::Json::String("Mine".into()));
        changed(&mut desk, canvas, None);
        assert!(desk.text().contains("1 to settle"));
        desk.keys("!");
        assert!(desk.text().contains("Second: “Mine”"), "{}", desk.text());
        desk.keys(answer);
        assert_eq!(desk.board().canvas().header.title, title);
        assert!(desk.board().canvas().conflicts.is_empty());
        assert_eq!(desk.board().file.conflicts, 0);
    }
}

#[test]
fn undo_takes_back_ones_own_edit_and_leaves_the_others() {
    let mut desk = desk();
    desk.keys("i<ctrl-u>mine<esc>d");
    others(
        &mut desk,
        vec![
            text("b", "theirs"),
            Change::Header(HeaderField::Title, "T".into()),
        ],
    );
    desk.keys("uu");
    assert_eq!(desk.texts("customer_segments"), ["a", "theirs", "c"]);
    assert_eq!(desk.board().canvas().header.title, "T");
    // What they changed too cannot be taken back, and the step before it still can.
    desk.keys("jx");
    desk.keys("8oours<esc>");
    let ours = desk.board().focus.note.clone().unwrap();
    others(&mut desk, vec![Change::Text(ours, "ours, improved".into())]);
    desk.keys("u");
    assert!(
        desk.notice()
            .contains("somebody else has changed the note since"),
        "{}",
        desk.notice()
    );
    assert_eq!(desk.texts("key_partners"), ["ours, improved"]);
    desk.keys("u");
    assert_eq!(desk.texts("parking"), [""; 0]);
}

#[test]
fn a_broken_or_missing_file_leaves_the_board_and_says_so() {
    let mut desk = desk();
    let trouble = Trouble {
        what: "test.canvas.json:1:1: the file is empty".into(),
        advice: "wait".into(),
    };
    for (why, said) in [
        (NoCanvas::Gone, "file gone"),
        (NoCanvas::Unreadable(trouble.clone()), "file broken"),
    ] {
        desk.send(Msg::Looked(Look::None(why)));
        assert!(desk.text().contains(said), "{}", desk.text());
        assert_eq!(desk.texts("customer_segments"), ["a", "b", "c"]);
        let same = content(desk.board().canvas().clone());
        desk.send(Msg::Looked(Look::Changed(same)));
        assert!(!desk.text().contains(said), "{}", desk.text());
        assert_eq!(desk.board().file.disk, Found::Settled);
    }
    // An edit meanwhile waits, and is written once the file is whole again.
    desk.send(Msg::Looked(Look::None(NoCanvas::Unreadable(
        trouble.clone(),
    ))));
    desk.disk = Disk::Silent;
    desk.keys("omine<esc>");
    let (_, revision, _) = last_save(&desk);
    desk.send(Msg::Saved(revision, Err(trouble)));
    assert!(desk.text().contains("NOT SAVED"));
    desk.disk = Disk::Healthy;
    others(&mut desk, vec![text("c", "theirs")]);
    assert_eq!(
        desk.texts("customer_segments"),
        ["a", "mine", "b", "theirs"]
    );
    assert!(matches!(desk.board().file.sync, Sync::Fresh(_)));
}

#[test]
fn news_reach_a_board_behind_the_start_screen() {
    let mut desk = desk();
    let mut theirs = desk.board().canvas().clone();
    theirs.apply(text("b", "theirs").into()).unwrap();
    desk.keys("f");
    changed(&mut desk, theirs, Some("anna"));
    desk.keys("<esc>");
    assert_eq!(desk.texts("customer_segments"), ["a", "theirs", "c"]);
    assert_eq!(desk.board().news.len(), 1);
}

#[test]
fn news_that_came_during_a_write_that_failed_are_looked_for_again() {
    let mut desk = desk();
    let mut theirs = desk.board().canvas().clone();
    desk.disk = Disk::Silent;
    desk.keys("omine<esc>");
    let (_, revision, _) = last_save(&desk);
    theirs.apply(text("c", "theirs").into()).unwrap();
    changed(&mut desk, theirs, None);
    assert_eq!(
        desk.texts("customer_segments")[3],
        "c",
        "the write brings it"
    );
    desk.effects.clear();
    let trouble = Trouble {
        what: "full".into(),
        advice: "wait".into(),
    };
    desk.send(Msg::Saved(revision, Err(trouble)));
    let known = desk.board().file.sync.print();
    assert!(
        desk.effects
            .contains(&Effect::Reload(Reload::Quietly, known))
    );
}

#[test]
fn without_autosave_news_are_taken_in_and_nothing_is_written() {
    let mut desk = desk();
    desk.state.settings.autosave = Switch::Off;
    let before = desk.board().canvas().clone();
    desk.keys("omine<esc>");
    let mut theirs = before.clone();
    theirs.apply(text("c", "theirs").into()).unwrap();
    changed(&mut desk, theirs, None);
    assert_eq!(
        desk.texts("customer_segments"),
        ["a", "mine", "b", "theirs"]
    );
    assert!(matches!(desk.board().file.sync, Sync::Dirty(_)));
    assert!(
        !desk
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Save { .. }))
    );
}

#[test]
fn who_else_is_here_is_shown_where_they_are() {
    let mut desk = desk();
    let person = |name: &str, block: Option<&str>| Person {
        name: name.into(),
        block: block.map(Into::into),
    };
    desk.send(Msg::Others(vec![person(
        "anna\u{1b}",
        Some("key_partners"),
    )]));
    let screen = desk.text();
    assert!(screen.contains("@anna"), "{screen}");
    assert!(screen.contains("with anna"), "{screen}");
    desk.send(Msg::Others(vec![
        person("anna", Some("key_partners")),
        person("bob", None),
    ]));
    assert!(desk.text().contains("with 2 others"), "{}", desk.text());
    desk.keys("W");
    assert_eq!(desk.notice(), "anna in Key Partners · bob");
    desk.send(Msg::Others(Vec::new()));
    assert!(!desk.text().contains("@anna"));
}

#[test]
fn the_block_in_focus_is_announced_once() {
    let mut desk = desk();
    let announced = |desk: &Desk| -> Vec<String> {
        let blocks = desk.effects.iter().filter_map(|effect| match effect {
            Effect::Announce(block) => Some(block.as_str().to_owned()),
            _ => None,
        });
        blocks.collect()
    };
    assert_eq!(announced(&desk), ["customer_segments"]);
    desk.keys("jk2jj");
    let blocks = announced(&desk);
    assert_eq!(blocks[1], "value_propositions");
    assert!(
        blocks.windows(2).all(|pair| pair[0] != pair[1]),
        "{blocks:?}"
    );
}
