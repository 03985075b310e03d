//! The way through the board that most people take.

use bmcanvas::model::canvas::Canvas;

use crate::keys::Mouse;
use crate::place::{Place, canonical, eventually, texts, texts_in, within};
use crate::seen::Seen;
use crate::term::{Run, Term};

/// The board with the AWS canvas, once it is shown.
pub(crate) fn aws(place: &Place) -> Term {
    let term = Run::board(place, &["aws.canvas.json"]).start();
    term.wait_for("Software developers");
    term.wait_for("BOARD");
    term
}

#[test]
fn all_that_was_done_is_in_the_file_and_nothing_else() {
    let (place, path) = Place::with_aws();
    let before = canonical(&path);
    let mut term = Run::board(&place, &[&path]).start();
    term.wait_for("Software developers");
    term.wait_until("the terminal taken over", Seen::is_taken);
    assert!(!term.has_old_line_modes());
    write_two_notes(&term);
    move_one(&term);
    take_back(&term);
    find(&term);
    look_around(&term);
    term.type_keys("q");
    term.ends_well();

    let after = canonical(&path);
    assert_eq!(
        texts(&after, "channels"),
        [
            "APIs, self-service",
            "Marketplace, too",
            "Partner programmes",
            "Premium support"
        ]
    );
    assert_eq!(
        texts(&after, "key_partners"),
        [
            "Hardware suppliers",
            "Data-centre builders",
            "Open-source projects",
            "Resellers"
        ]
    );
    assert!(is_otherwise_alike(
        &before,
        &after,
        &["Resellers", "Marketplace, too"]
    ));
    assert_eq!(place.names(), ["aws.canvas.json"]);
    assert_eq!(place.drafts(), []);
    assert_eq!(place.temporary(), Vec::<String>::new());
}

/// Two notes by quick entry, which an empty one ends, and one of them edited.
fn write_two_notes(term: &Term) {
    term.type_for("3o", "EDIT");
    term.type_keys("Resellers<enter>Marketplace<enter><enter>");
    term.wait_for("Marketplace");
    term.wait_for("BOARD");
    term.type_for("<enter>", "EDIT");
    term.type_for("<end>, too<esc>", "BOARD");
    term.wait_for("Marketplace, too");
}

fn move_one(term: &Term) {
    term.type_for("km", "Move to");
    term.type_for("8", "1 note moved to Key Partners");
}

fn take_back(term: &Term) {
    term.type_for("8G", "BOARD");
    term.type_for("d", "1 note deleted");
    term.wait_without("Resellers");
    term.type_for("u", "Resellers");
    term.type_keys("<c-r>");
    term.wait_without("Resellers");
    term.type_for("u", "Resellers");
}

fn find(term: &Term) {
    term.type_for("/telecom", " /telecom");
    term.type_for("<enter>", "BOARD");
    // Enter goes to the match, whose block is the one that is zoomed.
    term.type_for("z", "Telecommunications");
    term.wait_without("Software developers");
    term.type_for("z", "Software developers");
}

fn look_around(term: &Term) {
    term.type_keys("v");
    term.wait_until("the list, in fill order", |seen| {
        let row = |title| seen.find(title).map(|(_, row)| row);
        let (third, last) = (row("3 Channels"), row("9 Cost Structure"));
        third.is_some() && third < row("6 Key Resources") && row("7 Key Activities") < last
    });
    term.type_for("v", "8 Key Partners");
    term.type_for(":", "CHOOSE");
    term.type_for("dupl", "Duplicate the note");
    term.type_for("<esc>", "BOARD");
    term.type_for("?", "On the board");
    term.type_for("?", "BOARD");
}

/// Whether all other notes and the header are as they were.
fn is_otherwise_alike(before: &Canvas, after: &Canvas, new: &[&str]) -> bool {
    let mut expected = before.clone();
    for (id, note) in after.notes() {
        if new.contains(&note.text.as_str()) {
            expected.insert(id.clone(), note.clone()).unwrap();
        }
    }
    expected == *after
}

#[test]
fn a_finished_edit_is_in_the_file_when_the_screen_shows_it() {
    let (place, path) = Place::with_aws();
    let mut term = aws(&place);
    term.type_for("5o", "EDIT");
    for n in 0..5 {
        let text = format!("Fee number {n}");
        term.type_keys(&format!("{text}<enter>"));
        // The next note is open, so this one is kept.
        term.wait_until(&text, |seen| {
            let (row, _) = seen.screen().cursor_position();
            seen.find(&text).is_some_and(|(_, kept)| kept < row)
        });
        within(
            std::time::Duration::from_secs(2),
            "the note in the file",
            || texts_in(&path, "revenue_streams").contains(&text),
        );
        canonical(&path);
    }
    term.type_for("<esc>", "BOARD");
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn any_size_will_do_while_typing() {
    let (place, path) = Place::with_aws();
    let mut term = aws(&place);
    term.type_for("1o", "EDIT");
    let mut typed = String::new();
    let sizes = [
        (1, 1),
        (10, 3),
        (40, 12),
        (300, 100),
        (2, 50),
        (200, 1),
        (60, 50),
        (120, 40),
    ];
    for (at, (columns, rows)) in sizes.into_iter().cycle().take(24).enumerate() {
        term.resize(columns, rows);
        let number = format!("{at} ");
        term.type_keys(&number);
        typed.push_str(&number);
        if at % 3 == 0 {
            place.wait_for_draft(&typed);
        }
    }
    term.wait_for("EDIT");
    let text = typed.trim_end();
    term.type_for("<esc>", "BOARD");
    eventually("the note in the file", || {
        texts_in(&path, "customer_segments")
            .get(1)
            .is_some_and(|kept| kept == text)
    });
    // All of a screen is drawn anew: nothing of the other sizes is left.
    let (shown, mark) = (term.screen(), term.written());
    term.type_keys("<c-l>");
    term.wait_until("the same screen", |seen| {
        seen.raw().len() > mark + 1000 && seen.text() == shown
    });
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn any_size_will_do_to_start_with() {
    for (columns, rows) in [(1, 1), (10, 3), (40, 12), (300, 100)] {
        let (place, path) = Place::with_aws();
        let run = Run::board(&place, &[&path]).size(columns, rows);
        let mut term = run.start();
        term.wait_until("the terminal taken over", Seen::is_taken);
        term.type_keys("jlz");
        term.resize(120, 40);
        term.wait_for("BOARD");
        term.type_keys("q");
        term.ends_well();
    }
}

#[test]
fn the_mouse_picks_and_drags() {
    let (place, path) = Place::with_aws();
    let mut term = aws(&place);
    let note = term.find("SaaS start-ups");
    term.mouse(Mouse::Down, note);
    term.mouse(Mouse::Up, note);
    // The note under the mouse has the focus: it is the one that goes.
    term.type_keys("d");
    term.wait_without("SaaS start-ups");
    term.type_for("u", "SaaS start-ups");
    let (from, to) = (term.find("SaaS start-ups"), term.find("Hardware suppliers"));
    term.mouse(Mouse::Down, from);
    term.mouse(Mouse::Drag, (to.0 + 20, to.1));
    term.mouse(Mouse::Drag, to);
    term.mouse(Mouse::Up, to);
    term.wait_until("the note in its new block", |seen| {
        seen.find("SaaS start-ups")
            .is_some_and(|(column, _)| column < 20)
    });
    term.type_keys("q");
    term.ends_well();
    let after = canonical(&path);
    assert!(texts(&after, "key_partners").contains(&"SaaS start-ups"));
    assert!(!texts(&after, "customer_segments").contains(&"SaaS start-ups"));
}
