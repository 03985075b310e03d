//! Reviewing on the board what changed in git.

use std::fs;
use std::path::PathBuf;

use crate::place::{AWS, Place, eventually, texts_in};
use crate::term::{Run, Term};
use crate::together::run;

/// A repository with a canvas on its main branch, and a branch that changed it.
fn branch() -> (Place, PathBuf) {
    let place = Place::new();
    let file = place.file("plan.canvas.json", AWS);
    let git = |args: &[&str]| git(&place, args);
    git(&["init", "--quiet", "--initial-branch=main", "."]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message=The plan"]);
    git(&["checkout", "--quiet", "-b", "prices"]);
    let name = file.display().to_string();
    run(&place, &["add", &name, "channels", "Marketplaces"]);
    run(&place, &["rm", &name, "gbdvj7qd7ve9"]);
    git(&[
        "commit",
        "--quiet",
        "--all",
        "--message=Sell through others",
    ]);
    (place, file)
}

#[track_caller]
fn git(place: &Place, args: &[&str]) {
    let mut command = place.command("git");
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "Ana");
        command.env(format!("GIT_{who}_EMAIL"), "ana@example.org");
    }
    let output = command.current_dir(place.work()).args(args).output();
    let output = output.unwrap();
    assert!(output.status.success(), "git {args:?}: {output:?}");
}

fn board(place: &Place, file: &PathBuf) -> Term {
    let term = Run::board(place, &[file]).start();
    term.wait_for("Software developers");
    term
}

#[test]
fn a_branch_is_reviewed_and_one_change_taken_back() {
    let (place, file) = branch();
    let mut term = board(&place, &file);
    term.type_for("D", "Where this branch left the main branch");
    term.type_for("<down><enter>", "changes since main");
    term.wait_for("+1 -1");
    term.wait_for("- Capacity");
    term.type_for("n", "1 of 2 · new");
    term.type_for("n", "2 of 2 · gone");
    term.type_for("r", "1 change taken back");
    eventually("the note is in the file again", || {
        texts_in(&file, "key_activities").contains(&"Capacity planning".to_owned())
    });
    assert!(texts_in(&file, "channels").contains(&"Marketplaces".to_owned()));
    // What is committed is asked for again: HEAD is another one now.
    term.type_for("DHEAD<enter>", "changes since HEAD: +1");
    git(&place, &["commit", "--quiet", "--all", "--message=Plan on"]);
    term.wait_for("nothing changed since HEAD");
    term.type_for("q", " BOARD ");
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn another_file_and_a_name_that_nothing_has() {
    let (place, file) = branch();
    fs::write(place.work().join("ideal.canvas.json"), AWS).unwrap();
    let mut term = board(&place, &file);
    term.type_for("D", "ideal.canvas.json");
    term.type_for("ideal<enter>", "changes since ideal.canvas.json: +1 -1");
    term.type_for("Dno-such-thing", "Enter takes it as a revision");
    term.type_for("<enter>", "no revision is called no-such-thing");
    term.wait_for(" BOARD ");
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn other_canvases_are_offered_to_compare_with_and_not_the_open_one() {
    let (place, file) = branch();
    place.file("ideal.canvas.json", AWS);
    let mut term = board(&place, &file);
    term.type_for("D", "ideal.canvas.json");
    term.wait_for("Sell through others");
    let text = term.screen();
    assert!(!text.contains("plan.canvas.json"), "itself: {text}");
    // What a commit is called has no more digits than in the list.
    term.type_for("The plan<enter>", "+1 -1");
    let hash = |text: &str| text.split(&[' ', ':']).any(|word| word.len() == 40);
    assert!(!hash(&term.screen()), "{}", term.screen());
    term.type_for("q", " BOARD ");
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn a_canvas_in_no_repository_says_so() {
    let (place, file) = Place::with_aws();
    let mut term = board(&place, &file);
    term.type_for("D<enter>", "this is in no git repository");
    // In one that lacks the file, too.
    git(&place, &["init", "--quiet", "--initial-branch=main"]);
    let empty = ["commit", "--quiet", "--allow-empty", "--message=x"];
    git(&place, &empty);
    term.type_for(
        "D<enter>",
        "HEAD does not have this file: it is not committed",
    );
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn the_history_is_walked_and_a_note_brought_back() {
    let (place, file) = branch();
    let mut term = board(&place, &file);
    term.type_for("H", "Sell through others");
    term.wait_for("The plan");
    term.wait_for("+1 -1");
    term.wait_for("- Capacity planning");
    term.type_for("j", "Ana · The plan");
    term.wait_for("new, 29 notes");
    term.wait_for("+ Capacity planning");
    term.type_for("k", "- Capacity planning");
    term.type_for("<enter>", "r bring back");
    term.type_for("nn", "2 of 2 · gone");
    term.type_for("r", "1 note brought back to today's canvas");
    eventually("the note is in the file again", || {
        texts_in(&file, "key_activities").contains(&"Capacity planning".to_owned())
    });
    term.type_for("i", "this is the past");
    // The whole canvas as the first commit had it.
    term.type_for("H", "History: 1 of 2");
    term.type_for("j", "Ana · The plan");
    term.type_for("R", "the canvas is as it was");
    eventually("the file is as it was", || {
        !texts_in(&file, "channels").contains(&"Marketplaces".to_owned())
    });
    term.wait_for(" BOARD ");
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn versions_to_compare_with_are_found_by_a_part_of_their_name() {
    let (place, file) = branch();
    git(&place, &["tag", "v1", "main"]);
    let mut term = board(&place, &file);
    term.type_for("D", "Sell through others");
    term.wait_for("v1");
    term.type_for("The plan<enter>", "+1 -1");
    term.type_for("Dv1<enter>", "changes since v1: +1 -1");
    term.type_for("q", " BOARD ");
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn who_wrote_the_note_in_focus_is_told() {
    let (place, file) = branch();
    let mut term = board(&place, &file);
    term.type_for("B", "by Ana, now: The plan");
    term.type_for("3G", "by Ana, now: Sell through others");
    term.type_for("B", " BOARD ");
    term.type_keys("q");
    term.ends_well();
}
