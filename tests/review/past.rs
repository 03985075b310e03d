//! The canvas as it was: the timeline, the board of a moment, bringing back what was.

use std::sync::Arc;

use bmcanvas::app::effect::{Effect, Errand};
use bmcanvas::app::lens::Lens;
use bmcanvas::app::msg::{Msg, Trouble};
use bmcanvas::app::past::{Chapter, End, Moment, Row, Stand, Stored, Then};
use bmcanvas::app::weave::Mark;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::edit::Change;
use bmcanvas::model::id::NoteId;
use bmcanvas::review::timeline::{Side, Told};
use bmcanvas::tty::{Button, MouseKind};

use crate::support::Desk;
use crate::{SIZES, id, versions};

fn commit(at: usize) -> Moment {
    Moment::Commit {
        id: format!("{at:040x}"),
        before: Stored::Blob(format!("{at}")),
        after: Stored::Blob(format!("{}", at + 1)),
    }
}

fn row(at: usize, subject: &str, told: Told) -> Row {
    Row {
        moment: commit(at),
        author: "Ana Martins".to_owned(),
        time: 1_780_000_000,
        date: "2026-11-20".to_owned(),
        age: format!("{}d", at + 1),
        subject: subject.to_owned(),
        path: None,
        told,
    }
}

fn stand(canvas: &Canvas) -> Stand {
    Stand::Canvas(Arc::new(canvas.clone()))
}

fn asked(desk: &Desk) -> Vec<&Errand> {
    let errands = desk.effects.iter().filter_map(|effect| match effect {
        Effect::Git(errand) => Some(errand),
        _ => None,
    });
    errands.collect()
}

/// Three commits: the last changed one note, the one before it made of `before` what is `after` in `versions`, the
/// first made the canvas.
fn history(width: u16, height: u16) -> Desk {
    let (before, after) = versions();
    let mut now = after.clone();
    let note = id(&now, "SaaS start-ups");
    now.apply(Change::Text(note, "Start-ups".to_owned()).into())
        .unwrap();
    let told =
        |before: &Canvas, after: &Canvas| Told::between(Side::Canvas(before), Side::Canvas(after));
    let rows = vec![
        row(0, "Shorter", told(&after, &now)),
        row(1, "Sell through others", told(&before, &after)),
        row(2, "The first canvas", Told::Made(before.len())),
    ];
    let mut desk = Desk::open(now.clone(), width, height);
    desk.keys("H");
    desk.send(Msg::History(Ok(Chapter::Rows(rows))));
    desk.send(Msg::History(Ok(Chapter::End(End::Whole))));
    let then = Then {
        before: stand(&after),
        after: stand(&now),
    };
    desk.send(Msg::Then(commit(0), Ok(then)));
    desk
}

/// The same, one commit further back.
fn back(width: u16, height: u16) -> Desk {
    let mut desk = history(width, height);
    desk.keys("j");
    let (before, after) = versions();
    let then = Then {
        before: stand(&before),
        after: stand(&after),
    };
    desk.send(Msg::Then(commit(1), Ok(then)));
    desk
}

#[test]
fn the_timeline_and_the_board_of_a_moment_at_each_size() {
    for (width, height) in SIZES {
        let mut desk = back(width, height);
        insta::assert_snapshot!(format!("history-{width}x{height}"), desk.picture());
        desk.keys("<enter>n");
        insta::assert_snapshot!(format!("history-board-{width}x{height}"), desk.text());
    }
}

#[test]
fn walking_asks_for_each_moment_but_not_for_those_that_are_passed() {
    let mut desk = history(120, 40);
    let asked_at = asked(&desk).len();
    assert_eq!(
        asked(&desk)[..2],
        [&Errand::History, &Errand::Then(commit(0))]
    );
    // While one is on its way, others wait; then the one that is looked at by then is asked for.
    desk.keys("jjkj");
    desk.keys("R");
    assert_eq!(desk.notice(), "this version is not here yet");
    assert_eq!(asked(&desk)[asked_at..], [&Errand::Then(commit(1))]);
    let (before, after) = versions();
    let then = |before: &Canvas, after: &Canvas| Then {
        before: stand(before),
        after: stand(after),
    };
    desk.send(Msg::Then(commit(1), Ok(then(&before, &after))));
    assert_eq!(asked(&desk)[asked_at + 1..], [&Errand::Then(commit(2))]);
    assert_eq!(desk.board().shown().header, before.header);
    let first = Then {
        before: Stand::Absent,
        after: stand(&before),
    };
    desk.send(Msg::Then(commit(2), Ok(first)));
    let all = before.notes().count();
    let marks = before
        .notes()
        .filter(|(id, _)| desk.board().lens.mark(id) == Some(Mark::Added));
    assert_eq!(marks.count(), all, "the first commit made all of them");
    desk.keys("q");
    assert_eq!(desk.board().lens, Lens::Now);
    assert_eq!(asked(&desk).last(), Some(&&Errand::CloseHistory));
}

#[test]
fn the_past_is_read_only() {
    let mut desk = back(120, 40);
    desk.keys("<enter>");
    let now = desk.board().canvas().clone();
    for keys in ["i", "o", "d", "x", "J", "c", "p", "m", "Y"] {
        desk.keys(keys);
        assert_eq!(desk.board().canvas(), &now, "{keys}");
        let is_told = desk.notice().starts_with("this is the past");
        assert!(
            is_told || matches!(keys, "J" | "p"),
            "{keys}: {}",
            desk.notice()
        );
    }
    assert!(
        !desk
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Save { .. }))
    );
}

fn go_to(desk: &mut Desk, note: &NoteId) {
    for _ in 0..40 {
        if desk.board().focus.note.as_ref() == Some(note) {
            return;
        }
        desk.keys("n");
    }
    panic!("never came to {note:?}");
}

#[test]
fn a_note_is_brought_back_as_a_new_edit() {
    let (before, _) = versions();
    let mut desk = back(120, 40);
    let gone = id(&before, "Capacity planning");
    desk.keys("<enter>");
    go_to(&mut desk, &gone);
    desk.keys("r");
    assert_eq!(desk.board().canvas().note(&gone), before.note(&gone));
    assert!(
        desk.notice().contains("1 note brought back"),
        "{}",
        desk.notice()
    );
    desk.keys("r");
    assert_eq!(desk.notice(), "today's canvas has this as it was");
    desk.keys("u");
    assert_eq!(desk.board().canvas().note(&gone), None);
    assert!(matches!(desk.board().lens, Lens::Past(_)));
}

#[test]
fn the_whole_canvas_is_brought_back_as_one_edit() {
    let (_, after) = versions();
    let mut desk = back(80, 24);
    let now = desk.board().canvas().clone();
    desk.keys("R");
    assert_eq!(desk.board().canvas(), &after);
    assert_eq!(desk.board().lens, Lens::Now);
    assert!(
        desk.notice().contains("as it was in 00000000"),
        "{}",
        desk.notice()
    );
    desk.keys("u");
    assert_eq!(desk.board().canvas(), &now);
}

#[test]
fn what_changed_since_a_moment_is_shown_on_todays_board() {
    let mut desk = back(120, 40);
    desk.keys("D");
    assert!(
        desk.notice().starts_with("since 00000000: ~1"),
        "{}",
        desk.notice()
    );
    let note = id(desk.board().canvas(), "Start-ups");
    assert_eq!(desk.board().lens.mark(&note), Some(Mark::Edited));
    desk.keys("<enter>");
    assert!(
        desk.board().editing().is_some(),
        "today's board can be edited"
    );
}

#[test]
fn what_cannot_be_shown_is_told() {
    let mut desk = Desk::example("aws-iaas", 80, 24);
    desk.keys("H");
    let trouble = Trouble {
        what: "this is in no git repository".to_owned(),
        advice: "Make one.".to_owned(),
    };
    desk.send(Msg::History(Err(trouble)));
    assert_eq!(desk.board().lens, Lens::Now);
    assert!(desk.notice().contains("no git repository"));

    let mut desk = history(120, 40);
    desk.keys("j");
    let then = Then {
        before: Stand::Absent,
        after: Stand::Unreadable("a comma is missing".to_owned()),
    };
    desk.send(Msg::Then(commit(1), Ok(then)));
    assert!(
        desk.text().contains("a comma is missing"),
        "{}",
        desk.text()
    );
    assert!(desk.board().shown().is_empty());
    desk.keys("<enter>r");
    assert_eq!(desk.notice(), "this version is not here yet");
    desk.keys("<esc>k");
    assert!(asked(&desk).last() == Some(&&Errand::Then(commit(0))));
}

#[test]
fn the_mouse_chooses_a_moment() {
    let mut desk = history(160, 45);
    let text = desk.text();
    let row = text
        .lines()
        .position(|line| line.contains("The first canvas"));
    let row = u16::try_from(row.unwrap()).unwrap();
    desk.mouse(MouseKind::Down(Button::Left), 130, row);
    assert_eq!(asked(&desk).last(), Some(&&Errand::Then(commit(2))));
}
