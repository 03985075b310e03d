//! What was being typed when the program died comes back.

use rustix::process::Signal;

use crate::closed::{self, Closed};
use crate::place::{Place, canonical, eventually, texts, texts_in};
use crate::term::{Run, Term};
use crate::walk::aws;

/// The board after an end that nobody expected.
fn again(place: &Place) -> Term {
    let term = Run::board(place, &["aws.canvas.json"]).start();
    term.wait_for("Unfinished work");
    term
}

/// Types a new note into the segments and dies.
fn die_typing(place: &Place, text: &str) {
    let term = aws(place);
    term.type_for("1o", "EDIT");
    term.type_for(text, text);
    place.wait_for_draft(text);
    term.kill9();
}

#[test]
fn a_killed_program_leaves_its_text_to_take_up() {
    let (place, path) = Place::with_aws();
    let before = canonical(&path);
    die_typing(&place, "half a thought");
    assert_eq!(canonical(&path), before);
    let mut term = again(&place);
    term.type_for("t", "EDIT");
    term.wait_for("half a thought");
    term.type_for(" more<esc>", "BOARD");
    eventually("the note in the file", || {
        texts_in(&path, "customer_segments").contains(&"half a thought more".to_owned())
    });
    term.type_keys("q");
    term.ends_well();
    assert_eq!(place.drafts(), []);
    let after = canonical(&path);
    assert_eq!(after.notes().len(), before.notes().len() + 1);
    assert_eq!(texts(&after, "customer_segments")[1], "half a thought more");
    let mut term = aws(&place);
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn who_types_is_told_where_no_journal_can_be_kept() {
    let (place, _) = Place::with_aws();
    place.file("../state/bmcanvas", "no folder");
    let mut term = aws(&place);
    term.type_for("1o", "EDIT");
    term.type_for("a", "a");
    eventually("the warning", || {
        term.type_keys("b");
        term.screen().contains("no journal: ")
    });
    term.wait_for("keep notes");
    term.type_for("<esc>", "BOARD");
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn the_start_screen_names_what_was_left_unfinished() {
    let (place, _) = Place::with_aws();
    let term = Run::board(&place, &["later.canvas.json"]).start();
    term.wait_for("not on disk yet");
    term.type_for("1o", "EDIT");
    term.type_for("first words", "first words");
    place.wait_for_draft("first words");
    term.kill9();
    let mut term = Run::board::<&str>(&place, &[]).start();
    term.wait_for("later.canvas.json");
    term.wait_for("unfinished");
    term.type_for("<enter>", "Unfinished work");
    term.type_for("t", "first words");
    term.type_for("<esc>", "saved");
    term.type_keys("q");
    term.ends_well();
    assert_eq!(place.drafts(), []);
}

#[test]
fn a_text_taken_up_is_safe_from_the_next_death() {
    let (place, path) = Place::with_aws();
    die_typing(&place, "twice");
    let term = again(&place);
    term.type_for("t", "EDIT");
    term.wait_for("twice");
    // The old draft is gone once this run's own one holds the text.
    eventually("one draft", || place.drafts().len() == 1);
    term.kill9();
    let mut term = again(&place);
    term.type_for("t", "EDIT");
    term.type_for("<enter>", "twice");
    term.type_for("<esc>", "BOARD");
    term.type_keys("q");
    term.ends_well();
    assert_eq!(texts_in(&path, "customer_segments")[1], "twice");
    assert_eq!(place.drafts(), []);
}

#[test]
fn a_draft_can_wait_or_go() {
    let (place, path) = Place::with_aws();
    let before = canonical(&path);
    die_typing(&place, "perhaps");
    let mut term = again(&place);
    term.type_for("l", "BOARD");
    term.type_keys("q");
    term.ends_well();
    assert_eq!(place.drafted().as_deref(), Some("perhaps"));
    let mut term = again(&place);
    term.type_for("D", "BOARD");
    term.type_keys("q");
    term.ends_well();
    assert_eq!(place.drafts(), []);
    assert_eq!(canonical(&path), before);
}

#[test]
fn a_note_under_edit_comes_back_into_its_note() {
    let (place, path) = Place::with_aws();
    let term = aws(&place);
    term.type_for("1<enter>", "EDIT");
    term.type_for("<end> and testers", "and testers");
    place.wait_for_draft("Software developers and testers");
    term.kill9();
    let mut term = again(&place);
    term.type_for("t", "EDIT");
    term.type_for("<esc>", "BOARD");
    term.type_keys("q");
    term.ends_well();
    let after = canonical(&path);
    let segments = texts(&after, "customer_segments");
    assert_eq!(segments.len(), 3);
    assert_eq!(segments[0], "Software developers and testers");
}

#[test]
fn edits_that_could_not_be_saved_come_back_too() {
    let (place, path) = Place::with_aws();
    let before = canonical(&path);
    let run = Run::board(&place, &["aws.canvas.json"]);
    let Some(run) = closed::bound_by_rights(run) else {
        return;
    };
    let closed = Closed::shut(&path);
    let term = run.start();
    term.wait_for("Software developers");
    term.type_for("1o", "EDIT");
    term.type_keys("Kept in mind<enter>unfinished");
    term.wait_for("NOT SAVED");
    let holds = |place: &Place, text: &str| {
        let canvases = place.drafts().into_iter().filter_map(|draft| draft.canvas);
        canvases.into_iter().any(|canvas| canvas.contains(text))
    };
    eventually("the unsaved canvas in the journal", || {
        holds(&place, "Kept in mind") && place.drafted().as_deref() == Some("unfinished")
    });
    term.kill9();
    closed.open();
    assert_eq!(canonical(&path), before);
    let mut term = again(&place);
    term.type_for("t", "EDIT");
    term.wait_for("Kept in mind");
    term.type_for("<esc>", "BOARD");
    term.type_keys("q");
    term.ends_well();
    let after = canonical(&path);
    assert_eq!(
        texts(&after, "customer_segments")[1..3],
        ["Kept in mind", "unfinished"]
    );
    assert_eq!(place.drafts(), []);
}

#[test]
fn a_second_board_is_not_offered_what_the_first_is_typing() {
    let (place, _) = Place::with_aws();
    let mut first = aws(&place);
    first.type_for("1o", "EDIT");
    first.type_keys("mine");
    place.wait_for_draft("mine");
    let mut second = aws(&place);
    assert!(!second.screen().contains("Unfinished work"));
    second.type_keys("q");
    second.ends_well();
    first.signal(Signal::TERM);
    assert_eq!(first.exit_code(), 128 + 15);
    assert_eq!(place.drafted().as_deref(), Some("mine"));
}

/// Types a line, dies, and takes it up again.
fn die_in_a_line(place: &Place, keys: &str, shows: &str, text: &str) -> Term {
    let term = aws(place);
    term.type_for(keys, shows);
    term.type_for(text, text);
    place.wait_for_draft(text);
    term.kill9();
    let term = again(place);
    term.wait_for(text);
    term.type_for("t", shows);
    term.wait_for(text);
    term
}

#[test]
fn a_killed_program_leaves_the_line_that_was_typed() {
    for (keys, shows, text, kept) in [
        ("9$", "Amount of the note", "12 EUR/month", "12 EUR/month"),
        ("1:evidence<enter>", "Evidence for", "9 of 12", "9 of 12"),
        ("V<enter>", "VIABILITY", "4 it holds", "it holds"),
        ("Pjje", " Say:", "Hello", "\"Hello\""),
        (":units<enter>", "Units sold", "80/month", "80/month"),
    ] {
        let (place, path) = Place::with_aws();
        let mut term = die_in_a_line(&place, keys, shows, text);
        term.type_keys("<enter>");
        eventually(&format!("{kept} in the file"), || {
            std::fs::read_to_string(&path).unwrap().contains(kept)
        });
        term.type_keys("<esc>");
        term.wait_for("BOARD");
        term.type_keys("q");
        term.ends_well();
        assert_eq!(place.drafts(), [], "{keys}");
    }
}

#[test]
fn a_line_whose_note_is_gone_becomes_a_note() {
    let (place, path) = Place::with_aws();
    let term = aws(&place);
    term.type_for("1:evidence<enter>", "Evidence for");
    term.type_for("9 of 12", "9 of 12");
    place.wait_for_draft("9 of 12");
    term.kill9();
    let canvas = canonical(&path);
    let gone = canvas.block(&"customer_segments".into())[0]
        .as_str()
        .to_owned();
    let file = path.display().to_string();
    crate::together::run(&place, &["rm", &file, &gone]);
    let mut term = again(&place);
    term.type_for("t", "its note is gone");
    term.type_for("<esc>", "BOARD");
    eventually("the line as a note", || {
        texts_in(&path, "customer_segments").contains(&"9 of 12".to_owned())
    });
    term.type_keys("q");
    term.ends_well();
}
