//! An amount typed in the real terminal, and what it adds up to.

use crate::place::{Place, canonical, eventually};
use crate::term::Run;

#[test]
fn an_amount_is_typed_and_its_total_is_seen() {
    let (place, path) = Place::with_aws();
    let mut term = Run::board(&place, &["aws.canvas.json"]).start();
    term.wait_for("Software developers");
    term.type_for("9$", "Amount of the note");
    term.type_for("1.250 EUR/month", "1.250 can mean 1250 or 1.25");
    term.type_for(
        "<c-u>1250 EUR/month x 4",
        "= 1 250 EUR/month x 4, 5 000 in all",
    );
    term.type_for("<enter>", "BOARD");
    eventually("the amount in the file", || {
        let canvas = canonical(&path);
        let mut amounts = canvas.notes().filter_map(|(_, note)| note.amount.as_ref());
        amounts.any(|amount| amount.to_string() == "1250 EUR/month x 4")
    });
    term.type_for("5$0.02 EUR/unit<enter>", "0.02 EUR/unit");
    term.type_for("F", "60 000");
    term.type_for("u4M/year<enter>", "80 000");
    term.type_for(" ", "3 000 000");
    term.type_for("q", "BOARD");
    term.type_keys("q");
    term.ends_well();
    assert!(canonical(&path).figures().is_some());
}

#[test]
fn a_line_that_could_not_be_read_is_there_in_the_next_run() {
    let (place, path) = Place::with_aws();
    let before = canonical(&path);
    let mut term = Run::board(&place, &["aws.canvas.json"]).start();
    term.wait_for("Hardware suppliers");
    term.type_for("9$", "Amount of the note");
    term.type_for("twelve", "twelve");
    term.type_for("<esc>", "brings the line back");
    term.type_keys("q");
    term.ends_well();
    assert_eq!(canonical(&path), before);
    assert_eq!(place.drafts(), []);
    let mut term = Run::board(&place, &["aws.canvas.json"]).start();
    term.wait_for("Hardware suppliers");
    term.type_for("1$", "Amount of the note");
    term.type_for("<up>", "twelve");
    term.type_for("<c-u>12 EUR<enter>", "12 EUR once");
    term.type_keys("q");
    term.ends_well();
}
