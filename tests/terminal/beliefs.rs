//! Beliefs marked in the real terminal, and what is riskiest.

use crate::place::{Place, canonical, eventually};
use crate::term::Run;

#[test]
fn a_belief_is_marked_and_found_again_by_its_risk() {
    let (place, path) = Place::with_aws();
    let mut term = Run::board(&place, &["aws.canvas.json"]).start();
    term.wait_for("Software developers");
    term.type_for("1ggb", "supported");
    term.type_for("u", "◌");
    term.type_for(":evidence<enter>", "Evidence for or against the note");
    term.type_for("9 of 12 would move<enter>", "≡1");
    eventually("the belief in the file", || {
        let canvas = canonical(&path);
        let mut notes = canvas.notes().map(|(_, note)| &note.belief);
        notes.any(|belief| belief.status().is_some() && belief.evidence.len() == 1)
    });
    term.type_for("5r", "Riskiest next");
    term.wait_for("· 9 of 12");
    term.type_for("<enter>bt", "◐");
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn a_question_of_viability_is_answered() {
    let (place, path) = Place::with_aws();
    let mut term = Run::board(&place, &["aws.canvas.json"]).start();
    term.wait_for("Software developers");
    term.type_for("V", "Need validation");
    term.type_for("4", "4/5 mostly");
    term.type_for("<enter>", "why it is so");
    term.type_for("they pay already<enter>", "  they pay already");
    eventually("the answer in the file", || {
        let canvas = canonical(&path);
        let answer = canvas.answer(bmcanvas::model::viability::Dimension::Need);
        answer.told() == "4 they pay already"
    });
    term.type_for("<esc>", "BOARD");
    term.type_keys("q");
    term.ends_well();
}
