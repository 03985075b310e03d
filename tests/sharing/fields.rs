//! Fields of the canvas that two people changed at once: told in their own words, and settled by choosing.

use bmcanvas::app::effect::Effect;
use bmcanvas::format;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::merge::merge;

use super::support::Desk;
use super::{changed, desk};

/// The board's canvas, with these fields above its notes.
fn with(desk: &Desk, fields: &str) -> Canvas {
    let mut canvas = desk.board().canvas().clone();
    let read = format::read(format!("{{ {fields} }}").as_bytes()).unwrap();
    for (name, value) in read.canvas.extra {
        canvas.state_field(&name, Some(value));
    }
    canvas.header = read.canvas.header;
    canvas
}

/// A board that was open when a file came in which two people had changed a field, each in their way.
fn clashed(base: &str, ours: &str, theirs: &str) -> Desk {
    let mut desk = desk();
    let [base, ours, theirs] = [base, ours, theirs].map(|fields| with(&desk, fields));
    let merged = merge(Some(&base), &ours, &theirs).canvas;
    assert_eq!(merged, merge(Some(&base), &theirs, &ours).canvas);
    assert_eq!(merged.to_settle(), 1);
    changed(&mut desk, merged, None);
    desk
}

/// The base, both sides, and what the board says of them.
type Case<'a> = (&'a str, [&'a str; 2], &'a str, [&'a str; 2]);

const CASES: &[Case<'_>] = &[
    (
        r#""figures": { "currency": "EUR", "rates": { "CHF": "1" } }"#,
        [
            r#""figures": { "currency": "EUR", "rates": { "CHF": "1.02" } }"#,
            r#""figures": { "currency": "EUR", "rates": { "CHF": "1.05" } }"#,
        ],
        "The rate of CHF in EUR has two values.",
        ["1.05", "1.02"],
    ),
    (
        "",
        [
            r#""tags": { "risk": { "color": "blue" } }"#,
            r#""tags": { "risk": { "color": "red" } }"#,
        ],
        "The colour of #risk has two values.",
        ["red", "blue"],
    ),
    (
        "",
        [
            r#""viability": { "competitive_moat": { "rating": 2, "reason": "Copied" } }"#,
            r#""viability": { "competitive_moat": { "rating": 5, "reason": "Data" } }"#,
        ],
        "Viability: competitive moat has two values.",
        ["5/5 Data", "2/5 Copied"],
    ),
    (
        r#""story": [{ "id": "channels", "say": "a" }]"#,
        [
            r#""story": [{ "id": "channels", "say": "Here" }]"#,
            r#""story": [{ "id": "channels", "say": "There" }]"#,
        ],
        "The story: what is said at Channels has two values.",
        ["There", "Here"],
    ),
    (
        "",
        [r#""state": "current""#, r#""state": "ideal""#],
        "State has two values.",
        ["ideal", "current"],
    ),
    (
        "",
        [r#""counterpart": "a.json""#, r#""counterpart": "b.json""#],
        "Counterpart has two values.",
        ["b.json", "a.json"],
    ),
    (
        r#""mood": { "now": 1 }"#,
        [r#""mood": { "now": 2 }"#, r#""mood": { "now": 3 }"#],
        "The field mood, now has two values.",
        ["3", "2"],
    ),
];

#[test]
fn a_field_with_two_values_is_told_in_its_own_words_and_either_can_be_chosen() {
    for (base, [ours, theirs], said, [first, second]) in CASES {
        for (key, kept) in [("m", *theirs), ("t", *ours)] {
            let mut desk = clashed(base, ours, theirs);
            let before = desk.board().canvas().clone();
            desk.keys("!");
            let text = desk.text();
            for said in [
                *said,
                &format!("First: “{first}”"),
                &format!("Second: “{second}”"),
            ] {
                assert!(text.contains(said), "{said}: {text}");
            }
            desk.effects.clear();
            desk.keys(key);
            assert_eq!(*desk.board().canvas(), with(&desk, kept), "{said} {key}");
            assert!(!desk.text().contains("to settle"), "{}", desk.text());
            let is_save = |effect: &Effect| matches!(effect, Effect::Save { .. });
            assert!(desk.effects.iter().any(is_save), "{:?}", desk.effects);
            desk.keys("u");
            assert_eq!(*desk.board().canvas(), before, "{said} {key}");
            desk.keys("<ctrl-r>");
            assert_eq!(*desk.board().canvas(), with(&desk, kept), "{said} {key}");
        }
    }
}

#[test]
fn a_kind_that_is_chosen_holds_when_the_canvas_is_opened_again() {
    let mut desk = desk();
    let [base, mut ours, mut theirs] = [(); 3].map(|()| desk.board().canvas().clone());
    ours.kind = "lean".into();
    theirs.kind = "swot".into();
    let merged = merge(Some(&base), &ours, &theirs).canvas;
    changed(&mut desk, merged, None);
    desk.keys("!");
    assert!(desk.text().contains("The kind of canvas has two values."));
    desk.keys("t");
    assert_eq!(desk.board().canvas().kind, "lean");
    assert!(desk.notice().contains("open the canvas again"));
    desk.keys("u");
    assert_eq!(desk.board().canvas().kind, "swot");
}

#[test]
fn a_value_that_has_no_place_any_more_can_be_dismissed() {
    let mut desk = desk();
    let mut canvas = with(&desk, r#""tags": { "risk": "red" }"#);
    let lost = bmcanvas::model::json::Json::String("blue".into());
    canvas.conflicts.add("tags/risk/color", lost);
    changed(&mut desk, canvas, None);
    desk.keys("!");
    let text = desk.text();
    assert!(
        text.contains("The colour of #risk got two values"),
        "{text}"
    );
    assert!(text.contains("dismiss it"), "{text}");
    desk.keys("l");
    assert_eq!(desk.board().file.conflicts, 1);
    desk.keys("!D");
    assert_eq!(desk.board().file.conflicts, 0);
}
