//! The guided walk in the real terminal.

use crate::place::{Place, canonical, eventually};
use crate::term::Run;

#[test]
fn a_new_canvas_is_filled_along_its_questions() {
    let place = Place::new();
    let path = place.work().join("bread.canvas.json");
    let mut term = Run::board(&place, &["bread.canvas.json"]).start();
    term.wait_for(":guide asks you through it");
    term.type_for("Q", "Block 1 of 9 · Question 1 of 5");
    term.type_for("<c-t>", "3 Payer");
    term.type_for("3", "◆Payer");
    term.type_for("School boards<enter>", "▌ School boards");
    term.type_for("<enter>", "Question 2 of 5");
    term.type_for("Children<tab>", "Question 3 of 5");
    term.type_for("<tab><tab><tab>", "Block 2 of 9 · Question 1 of 5");
    // What is typed when it is left is kept.
    term.type_for("Warm meals<esc>", "BOARD");
    eventually("the notes in the file", || {
        path.exists() && canonical(&path).notes().count() == 3
    });
    term.type_keys("q");
    term.ends_well();
    let canvas = canonical(&path);
    let payer = canvas.notes().find(|(_, note)| note.tags.contains("payer"));
    assert_eq!(payer.map(|(_, note)| &*note.text), Some("School boards"));
}

#[test]
fn a_canvas_is_told_block_by_block() {
    let (place, path) = Place::with_aws();
    let mut term = Run::board(&place, &["aws.canvas.json"]).start();
    term.wait_for("Hardware suppliers");
    term.type_keys("P");
    term.wait_until("the notes of other blocks to go", |screen| {
        screen.shows("Software developers") && !screen.shows("Hardware suppliers")
    });
    term.type_for(" ", "Pay only");
    term.type_for("e", "Say:");
    term.type_for("Why they came<enter>", " Why they came");
    term.type_for("?", "speaker line");
    term.type_for("q", "Hardware suppliers");
    eventually("the line in the file", || {
        let canvas = canonical(&path);
        bmcanvas::model::story::line(canvas.story(), "value_propositions") == "Why they came"
    });
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn a_timer_counts_down_by_itself() {
    let (place, _) = Place::with_aws();
    let mut term = Run::board(&place, &["aws.canvas.json"]).start();
    term.wait_for("Hardware suppliers");
    term.type_for(":timer 1<enter>", " 60 s");
    term.wait_for(" 58 s");
    term.type_keys("q");
    term.ends_well();
}
