//! The rounds of a workshop: two people, each with a board of their own.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use crate::place::{Place, canonical, eventually, names, texts_in};
use crate::term::Term;
use crate::together::{anna_and_ben, board_of, run};

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

/// The files with notes of silent rounds.
fn kept(place: &Place) -> Vec<PathBuf> {
    let folder = place.root().join("state/bmcanvas/hidden");
    names(&folder)
        .into_iter()
        .map(|name| folder.join(name))
        .collect()
}

fn leave(mut term: Term) {
    term.wait_for("saved");
    term.type_keys("q");
    term.ends_well();
}

/// Writes a note into the channels, and waits until it is kept.
fn write_hidden(term: &Term, text: &str) {
    term.type_for("3o", "EDIT");
    term.type_for(text, text);
    term.type_for("<esc>", "BOARD");
    term.wait_for("◇ hidden");
}

#[test]
fn what_is_written_in_silence_is_seen_by_its_writer_alone_until_it_is_revealed() {
    let (place, path) = Place::with_aws();
    let (anna, ben) = anna_and_ben(&place);
    anna.type_for(":silent<enter>", "silent round");
    ben.wait_for("anna: a silent round");
    write_hidden(&ben, "Bens");
    write_hidden(&anna, "Annas");
    // Something that all see goes through both boards: what is hidden had its time to be seen.
    ben.type_keys("1ggcr");
    eventually("the colour in the file", || {
        std::fs::read_to_string(&path).unwrap().contains("red")
    });
    anna.type_keys("2oFor all, too<esc>");
    anna.wait_for("silent round, 2 hidden");
    assert!(!ben.screen().contains("Annas"), "{}", ben.screen());
    assert!(!anna.screen().contains("Bens"), "{}", anna.screen());
    let file = std::fs::read_to_string(&path).unwrap();
    for hidden in ["Annas", "Bens", "For all"] {
        assert!(!file.contains(hidden), "{file}");
    }
    for file in kept(&place) {
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert_eq!(kept(&place).len(), 2);
    ben.type_for(":reveal<enter>", "1 note of yours");
    for term in [&anna, &ben] {
        term.wait_for("Annas");
        term.wait_for("Bens");
        term.wait_for("For all, too");
        term.wait_without("hidden");
    }
    eventually("all in the file", || {
        let texts = texts_in(&path, "channels");
        ["Annas", "Bens"]
            .iter()
            .all(|text| texts.contains(&(*text).to_owned()))
    });
    eventually("nothing kept any more", || kept(&place).is_empty());
    leave(anna);
    leave(ben);
}

#[test]
fn a_killed_board_loses_nothing_and_publishes_when_it_is_opened() {
    let (place, path) = Place::with_aws();
    let (anna, ben) = anna_and_ben(&place);
    anna.type_for(":silent<enter>", "silent round");
    ben.wait_for("silent round");
    write_hidden(&ben, "Kept of ben");
    // What was typed is no draft any more, else it would be offered, too.
    eventually("no draft", || place.drafts().is_empty());
    ben.kill9();
    anna.wait_without("with ben");
    assert_eq!(kept(&place).len(), 1);
    // Opened within the round it is hidden still.
    let ben = board_of(&place, "ben");
    ben.wait_for("Kept of ben");
    ben.wait_for("silent round, 1 hidden");
    leave(ben);
    assert_eq!(kept(&place).len(), 1);
    anna.type_for(":reveal<enter>", "revealed");
    anna.wait_for("saved");
    assert!(
        !std::fs::read_to_string(&path)
            .unwrap()
            .contains("Kept of ben")
    );
    let ben = board_of(&place, "ben");
    anna.wait_for("Kept of ben");
    eventually("the note in the file", || {
        texts_in(&path, "channels").contains(&"Kept of ben".to_owned())
    });
    eventually("nothing kept any more", || kept(&place).is_empty());
    leave(ben);
    leave(anna);
}

#[test]
fn two_boards_of_one_person_have_notes_of_their_own_and_publish_both() {
    let (place, path) = Place::with_aws();
    run(&place, &["silent", "aws.canvas.json"]);
    let (one, two) = (board_of(&place, "anna"), board_of(&place, "anna"));
    write_hidden(&one, "First");
    write_hidden(&two, "Second");
    // The other board lives: its notes are not taken up by a third.
    let three = board_of(&place, "anna");
    three.wait_for("silent round");
    assert!(!three.screen().contains("First"), "{}", three.screen());
    leave(two);
    // One that is closed leaves its notes to whoever opens next, or reveals.
    assert_eq!(
        run(&place, &["reveal", "aws.canvas.json"]),
        "1 note of a closed board added\n"
    );
    for term in [&one, &three] {
        term.wait_for("First");
        term.wait_for("Second");
    }
    eventually("both in the file, once", || {
        let texts = texts_in(&path, "channels");
        let count = |wanted: &str| texts.iter().filter(|text| *text == wanted).count();
        (count("First"), count("Second")) == (1, 1)
    });
    eventually("nothing kept any more", || kept(&place).is_empty());
    leave(one);
    leave(three);
}

#[test]
fn going_to_another_canvas_and_back_finds_the_notes_again() {
    let (place, _) = Place::with_aws();
    run(&place, &["silent", "aws.canvas.json"]);
    let board = board_of(&place, "anna");
    write_hidden(&board, "Mine");
    board.type_for("f", "New canvas");
    board.type_for("n", "Title");
    board.type_for("Another<enter>", "Kind");
    board.type_for("<enter>", "Whose failure");
    board.wait_for("saved");
    board.type_for("f", "aws.canvas.json");
    board.type_for("/aws<enter>", "AWS");
    board.wait_for("silent round, 1 hidden");
    assert!(board.screen().contains("Mine"));
    leave(board);
    assert_eq!(kept(&place).len(), 1);
}
