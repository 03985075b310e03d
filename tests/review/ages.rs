//! How old the notes are, and who wrote the one in focus.

use std::collections::BTreeMap;
use std::sync::Arc;

use bmcanvas::app::effect::{Effect, Errand};
use bmcanvas::app::lens::Lens;
use bmcanvas::app::msg::{Msg, Trouble};
use bmcanvas::model::blame::{Blame, Deed, Reach, Record};
use bmcanvas::model::canvas::Canvas;

use crate::support::{Desk, example};
use crate::{SIZES, id};

const NOW: i64 = 1_780_000_000;

fn deed(author: &str, days: i64, subject: &str) -> Arc<Deed> {
    Arc::new(Deed {
        commit: format!("{days:040x}"),
        author: author.to_owned(),
        time: NOW - days * 86_400,
        date: "2026-11-20".to_owned(),
        subject: subject.to_owned(),
    })
}

/// Notes of every age; of the first block one was changed by another person than the one who wrote it.
fn blame(canvas: &Canvas) -> Blame {
    let first = deed("Ana Martins", 400, "The first canvas");
    let days = [2, 10, 40, 400];
    let notes = canvas.notes().enumerate().map(|(at, (id, _))| {
        let changed = deed("Bo", days[at % 4], "Sell through others");
        let record = Record {
            written: Arc::clone(&first),
            changed: if at % 4 == 3 {
                Arc::clone(&first)
            } else {
                changed
            },
        };
        (id.clone(), record)
    });
    Blame {
        committed: Arc::new(canvas.clone()),
        notes: notes.collect::<BTreeMap<_, _>>(),
        reach: Reach::Whole,
        now: NOW,
    }
}

fn aged(width: u16, height: u16) -> Desk {
    let canvas = example("aws-iaas");
    let blame = blame(&canvas);
    let mut desk = Desk::open(canvas, width, height);
    desk.keys("B");
    assert_eq!(desk.effects.last(), Some(&Effect::Git(Errand::Blame)));
    desk.send(Msg::Blamed(Ok(Arc::new(blame))));
    desk
}

#[test]
fn ages_at_each_size() {
    for (width, height) in SIZES {
        let desk = aged(width, height);
        insta::assert_snapshot!(format!("ages-{width}x{height}"), desk.picture());
    }
}

#[test]
fn who_wrote_the_note_in_focus_is_told_with_what_is_not_committed() {
    let mut desk = aged(160, 45);
    let first_line = |desk: &Desk| desk.text().lines().next().unwrap().to_owned();
    let line = first_line(&desk);
    assert!(line.contains("by Ana Martins, 1y"), "{line}");
    desk.keys("oBrand new<enter><esc>");
    assert!(
        first_line(&desk).contains("not committed yet"),
        "{}",
        first_line(&desk)
    );
    assert!(desk.text().contains("Brand new new"), "{}", desk.text());
    let note = id(desk.board().canvas(), "SaaS start-ups");
    while desk.board().focus.note.as_ref() != Some(&note) {
        desk.keys("j");
    }
    desk.keys("i!<esc>");
    assert!(desk.text().contains("edited"), "{}", desk.text());
    assert!(
        first_line(&desk).contains("edited since"),
        "{}",
        first_line(&desk)
    );
    // A commit was made: where the notes come from is asked for again.
    desk.send(Msg::Standing(None));
    assert_eq!(desk.effects.last(), Some(&Effect::Git(Errand::Blame)));
    desk.keys("B");
    assert_eq!(desk.board().lens, Lens::Now);
}

#[test]
fn what_cannot_be_told_is_said() {
    let mut desk = Desk::example("aws-iaas", 80, 24);
    desk.keys("B");
    let trouble = Trouble {
        what: "this file was never committed".to_owned(),
        advice: "Commit it.".to_owned(),
    };
    desk.send(Msg::Blamed(Err(trouble)));
    assert!(desk.notice().contains("never committed"));
    assert_eq!(desk.board().lens, Lens::Now);
}
