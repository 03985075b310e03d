//! What changed above the blocks, taken back one by one.

use bmcanvas::app::msg::Msg;
use bmcanvas::format;
use bmcanvas::model::canvas::Canvas;

use super::support::{Desk, content};
use super::{head, version};

fn canvas(fields: &str) -> Canvas {
    let notes = r#""notes": { "n": { "block": "channels", "text": "Web" } }"#;
    format::read(format!("{{ {fields} {notes} }}").as_bytes())
        .unwrap()
        .canvas
}

const BEFORE: &str = r#""kind": "business-model", "title": "Plan", "iteration": 1, "state": "current", "mood": 1,
    "figures": { "currency": "EUR", "rates": { "USD": "0.9", "CHF": "1" }, "units": "5/year" },
    "tags": { "risk": { "color": "red", "why": 1 }, "old": "blue" },
    "viability": { "need_validation": { "rating": 2, "reason": "No" } },
    "story": [ { "id": "channels", "say": "Here" }, { "id": "customer_segments" } ], "voting": "3 each, closed","#;

const AFTER: &str = r#""kind": "lean", "title": "The plan", "counterpart": "b.json", "mood": 2,
    "figures": { "currency": "EUR", "rates": { "USD": "0.8", "JPY": "2" }, "projects": "1/year" },
    "tags": { "risk": { "color": "gray", "why": 1 } },
    "viability": { "need_validation": { "rating": 4 }, "competitive_moat": { "rating": 1 } },
    "story": [ { "id": "customer_segments" }, { "id": "channels", "say": "There" } ], "voting": "5 each, open","#;

/// A board that shows what changed.
fn reviewing() -> Desk {
    let mut desk = Desk::open(canvas(AFTER), 120, 40);
    desk.keys("D<enter>");
    desk.send(Msg::Version(head(), Ok(version(&canvas(BEFORE)))));
    desk
}

#[test]
fn each_is_taken_back_alone_and_undone() {
    for (typed, said) in [
        ("Kind", "was “business-model”"),
        ("Title", "was “Plan”"),
        ("Iteration", "was “1”"),
        ("State", "was “current”"),
        ("Counterpart", "was nothing"),
        ("mood", "was “1”"),
        ("one CHF", "was “1”"),
        ("one JPY", "was nothing"),
        ("one USD", "was “0.9”"),
        ("Units", "was “5/year”"),
        ("Projects", "was nothing"),
        ("#risk", "was “red”"),
        ("#old", "was “blue”"),
        ("Need", "was “2 No”"),
        ("moat", "was nothing"),
        ("Story, line", "was “Here”"),
        ("Story, order", "was “Channels"),
    ] {
        let mut desk = reviewing();
        desk.keys(&format!("f{typed}"));
        assert!(desk.text().contains(said), "{typed}: {}", desk.text());
        let counted = count(&desk);
        desk.keys("<enter>");
        let notice = desk.notice();
        assert!(
            notice.contains(" taken back · u undoes that"),
            "{typed}: {notice}"
        );
        assert_eq!(count(&desk), counted - 1, "{typed}");
        desk.keys("u");
        assert_eq!(*desk.board().canvas(), canvas(AFTER), "{typed}");
    }
}

/// How many parts differ from the version before.
fn count(desk: &Desk) -> usize {
    let (before, now) = (canvas(BEFORE), desk.board().canvas());
    let changes = bmcanvas::model::changes::Changes::between(&before, now);
    let fields = changes.fields().iter();
    let kind = &desk.board().kind;
    fields
        .map(|field| field.parts(&before, now, Some(kind)).len())
        .sum()
}

#[test]
fn all_taken_back_one_after_the_other_is_the_version_before() {
    let mut desk = reviewing();
    for _ in 0..count(&desk) {
        desk.keys("f<enter>");
    }
    desk.keys("f");
    let mut before = canvas(BEFORE);
    // A round goes on.
    before
        .extra
        .insert("voting".to_owned(), canvas(AFTER).extra["voting"].clone());
    assert_eq!(*desk.board().canvas(), before);
    assert!(
        desk.notice().contains("nothing above the blocks changed"),
        "{}",
        desk.notice()
    );
}

#[test]
fn what_others_changed_meanwhile_stays() {
    let mut desk = reviewing();
    desk.keys("fone USD");
    let theirs = canvas(&AFTER.replace("\"JPY\": \"2\"", "\"JPY\": \"3\""));
    desk.send(Msg::Looked(bmcanvas::app::msg::Look::Changed(content(
        theirs,
    ))));
    desk.keys("<enter>");
    let figures = desk.board().canvas().figures().unwrap().to_string();
    assert!(figures.contains("JPY: 3, USD: 0.9"), "{figures}");
}

#[test]
fn an_answer_to_what_was_asked_before_is_not_shown() {
    let mut desk = reviewing();
    desk.keys("Dv1<enter>");
    desk.send(Msg::Version(head(), Ok(version(&canvas(BEFORE)))));
    assert!(desk.board().lens.weave().is_none(), "{}", desk.text());
}
