//! The rounds of a workshop: two people, each with a board of their own.

use crate::place::{Place, canonical, eventually};
use crate::together::{anna_and_ben, run};

#[test]
fn dots_from_two_boards_rank_together() {
    let (place, path) = Place::with_aws();
    let (mut anna, mut ben) = anna_and_ben(&place);
    anna.type_for(":vote 2<enter>", "2 dots left");
    ben.wait_for("anna: a round of dots, 2 dots each, open");
    ben.wait_for("2 dots left");
    // Both at once, on the same note and on others.
    anna.type_keys("1gg++");
    ben.type_keys("1gg+j+");
    anna.wait_for("▌ ●2");
    ben.wait_for("▌ ●1");
    for term in [&anna, &ben] {
        term.wait_for("no dots left");
    }
    anna.type_for("+", "all 2 of your dots are given");
    eventually("the dots of both in the file", || {
        canonical(&path).voters() == [("anna", 2), ("ben", 2)]
    });
    // Whoever looks sees their own alone, until the round is closed.
    let told = run(&place, &["vote", "aws.canvas.json"]);
    assert!(!told.contains("1."), "{told}");
    ben.type_for(":close-vote<enter>", "Most dots");
    ben.wait_for("· anna 2,");
    ben.wait_for("ben 1");
    ben.type_for("<esc>", "▌ ●3");
    anna.wait_for("▌ ●3");
    anna.wait_for("start-ups ●1");
    let told = run(&place, &["vote", "aws.canvas.json"]);
    assert!(
        told.contains("1.   3  Customer Segments: Software developers"),
        "{told}"
    );
    for term in [&mut anna, &mut ben] {
        term.wait_for("saved");
        term.type_keys("q");
        term.ends_well();
    }
}
