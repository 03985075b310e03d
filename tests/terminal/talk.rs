//! Comments and review marks on the board, as the file holds them.

use bmcanvas::model::note::Note;
use bmcanvas::model::stance::{Stance, count};
use bmcanvas::model::timestamp::Timestamp;

use crate::place::{Place, canonical, eventually};
use crate::term::Run;
use crate::together::run;
use crate::walk::aws;

/// The first note of the segments.
fn note(path: &std::path::Path) -> Note {
    let canvas = canonical(path);
    let id = canvas.block(&"customer_segments".into())[0].clone();
    canvas.note(&id).unwrap().clone()
}

#[test]
fn a_note_is_commented_marked_and_its_thread_resolved() {
    let (place, path) = Place::with_aws();
    let mut git = place.command("git");
    git.current_dir(place.work());
    assert!(git.args(["init", "--quiet"]).status().unwrap().success());
    let mut git = place.command("git");
    git.current_dir(place.work());
    git.args(["config", "user.name", "Ana Example"]);
    assert!(git.status().unwrap().success());
    let mut term = aws(&place);
    // Once git was asked how the canvas stands, it says who works here.
    term.wait_for("●");
    term.type_for("1C", "Nobody has commented");
    term.type_for("Who pays?<enter>", "now");
    eventually("the comment in the file", || !note(&path).thread.is_empty());
    let said = note(&path).thread;
    let (_, comment) = said.iter().next().unwrap();
    assert_eq!(comment.text, "Who pays?");
    assert!(Timestamp::parse(&comment.at).is_some());
    assert_eq!(comment.by, "Ana Example");
    let name = path.display().to_string();
    let list = run(&place, &["list", &name, "--block", "CS"]);
    let id = list.split('\t').next().unwrap().to_owned();
    run(&place, &["comment", &name, &id, "The bank does"]);
    term.wait_for("The bank does");
    term.type_for("<c-t>", "resolved by Ana Example");
    eventually("all of it resolved", || {
        let thread = note(&path).thread;
        thread.len() == 2 && !thread.is_open()
    });
    term.type_for("<esc>", "BOARD");
    term.type_for("A", "Review mark");
    term.type_keys("a");
    term.wait_for("developers ✎");
    term.wait_for("▌ +1");
    eventually("the mark in the file", || {
        count(&note(&path).stances, Stance::Agree) == 1
    });
    term.type_keys("q");
    term.ends_well();
    assert_eq!(place.drafts(), []);
}

#[test]
fn a_killed_program_leaves_its_comment_to_take_up() {
    let (place, path) = Place::with_aws();
    let term = aws(&place);
    term.type_for("1C", "COMMENTS");
    term.type_for("half a thought", "half a thought");
    place.wait_for_draft("half a thought");
    term.kill9();
    let mut term = Run::board(&place, &["aws.canvas.json"]).start();
    term.wait_for("Unfinished work");
    term.type_for("t", "COMMENTS");
    term.type_for(" more<enter>", "now");
    eventually("the comment in the file", || {
        let thread = note(&path).thread;
        thread.iter().any(|(_, c)| c.text == "half a thought more")
    });
    term.type_for("<esc>", "BOARD");
    term.type_keys("q");
    term.ends_well();
    assert_eq!(place.drafts(), []);
}
