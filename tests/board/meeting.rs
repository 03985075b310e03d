//! A line that is typed while somebody else changes the same: both values are kept.

use bmcanvas::app::msg::{Look, Msg};
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::conflicts::Conflicts;

use super::aws;
use super::support::{Desk, content};

/// Has somebody else keep what these keys do, on a board of their own, while `mine` are typed; then these are kept.
fn meet(before: &str, open: &str, mine: &str, theirs: &str) -> Desk {
    let mut desk = aws();
    desk.keys(before);
    desk.keys(open);
    desk.keys(mine);
    let mut other = Desk::open(desk.board().canvas().clone(), 120, 40);
    other.keys(open);
    other.keys(theirs);
    other.keys("<enter>");
    let canvas = other.board().canvas().clone();
    assert_ne!(&canvas, desk.board().canvas(), "they changed it");
    desk.send(Msg::Looked(Look::Changed(content(canvas))));
    desk.keys("<enter>");
    desk
}

/// The values that lost, as `path: values`.
fn lost(canvas: &Canvas) -> Vec<String> {
    let of = |conflicts: &Conflicts| {
        let line =
            |(path, values): (&str, &std::collections::BTreeSet<_>)| format!("{path}: {values:?}");
        conflicts.iter().map(line).collect()
    };
    of(&canvas.conflicts)
}

#[track_caller]
fn keeps_both(desk: &Desk, path: &str, values: [&str; 2]) {
    let canvas = desk.board().canvas();
    let lost = lost(canvas);
    assert_eq!(lost.len(), 1, "{lost:?}");
    assert!(lost.concat().contains(path), "{lost:?}");
    let kept = format!("{lost:?} {canvas:?}");
    for value in values {
        assert!(kept.contains(value), "{value} in {kept}");
    }
    assert!(
        desk.text()
            .contains("somebody else changed the same meanwhile"),
        "{}",
        desk.text()
    );
}

#[test]
fn an_amount_meets_another_one() {
    let mut desk = meet(
        "$<ctrl-u>1 EUR<enter>",
        "$",
        "<ctrl-u>5 EUR",
        "<ctrl-u>7 EUR",
    );
    keeps_both(&desk, "amount", ["5 EUR once", "low: 7"]);
    desk.keys("!");
    let text = desk.text();
    assert!(text.contains("5 EUR") && text.contains("7 EUR"), "{text}");
    desk.keys("<esc>u");
    let note = desk.board().focused_note().unwrap();
    assert_eq!(note.amount.as_ref().unwrap().to_string(), "7 EUR once");
    assert_eq!(
        lost(desk.board().canvas()),
        [""; 0],
        "undo takes back mine alone"
    );
}

#[test]
fn a_line_that_was_only_looked_at_leaves_what_another_one_wrote() {
    for (mine, says) in [("", false), ("<ctrl-u>", true)] {
        let desk = meet("$<ctrl-u>1 EUR<enter>", "$", mine, "<ctrl-u>7 EUR");
        let note = desk.board().focused_note().unwrap();
        assert_eq!(note.amount.as_ref().unwrap().to_string(), "7 EUR once");
        assert_eq!(lost(desk.board().canvas()), [""; 0]);
        assert_eq!(desk.text().contains("theirs stays"), says);
    }
}

#[test]
fn what_is_assumed_meets_what_another_one_assumes() {
    let euro = "Fc<ctrl-u>EUR<enter><esc>";
    let desk = meet(euro, "Fr", "USD=0.9", "USD=0.8");
    keeps_both(&desk, "USD", ["0.9", "0.8"]);
    let desk = meet(euro, "Fu", "<ctrl-u>90/year", "<ctrl-u>80/year");
    keeps_both(&desk, "units", ["90", "80"]);
    let desk = meet(euro, "Fr", "USD=0.9", "CHF=1.05");
    assert_eq!(
        lost(desk.board().canvas()),
        [""; 0],
        "two rates are no conflict"
    );
    let both = format!("{:?}", desk.board().canvas().figures());
    assert!(both.contains("USD") && both.contains("CHF"), "{both}");
}

#[test]
fn a_reason_meets_another_one() {
    let desk = meet("", "Ve", "they pay", "they do not");
    keeps_both(&desk, "reason", ["they pay", "they do not"]);
}

#[test]
fn what_is_said_at_a_step_meets_what_another_one_says() {
    let desk = meet(
        "",
        "Pe",
        "<ctrl-u>Our customers first",
        "<ctrl-u>Begin with the need",
    );
    keeps_both(
        &desk,
        "story",
        ["Our customers first", "Begin with the need"],
    );
}

#[test]
fn a_field_above_the_blocks_meets_what_another_one_wrote() {
    let desk = meet("", "t", "<ctrl-u>Ours", "<ctrl-u>Theirs");
    let canvas = desk.board().canvas();
    assert_eq!(canvas.header.title, "Theirs");
    let lost = lost(canvas);
    assert!(lost.len() == 1 && lost[0].contains("Ours"), "{lost:?}");
}

#[test]
fn a_rating_that_another_one_changed_since_is_not_taken_back_and_says_so() {
    let mut desk = aws();
    desk.keys("V3");
    let mut other = Desk::open(desk.board().canvas().clone(), 120, 40);
    other.keys("V5");
    desk.send(Msg::Looked(Look::Changed(content(
        other.board().canvas().clone(),
    ))));
    let now = desk.board().canvas().clone();
    desk.keys("u");
    assert_eq!(desk.board().canvas(), &now);
    assert!(
        desk.text().contains("somebody else has changed"),
        "{}",
        desk.text()
    );
}
