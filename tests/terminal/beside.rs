//! Two canvases on one screen, each in its own file.

use std::fs;
use std::path::{Path, PathBuf};

use rustix::process::Signal;

use crate::place::{Place, eventually, texts_in};
use crate::term::{Run, Term};
use crate::together::run;

const NOW: &str =
    r#"{ "title": "Repair today", "blocks": { "channels": ["Shop at the station", "Phone"] } }"#;
const IDEAL: &str =
    r#"{ "title": "Repair ideal", "blocks": { "channels": ["App", "Shop at the station"] } }"#;

/// Both canvases and where they are.
fn canvases() -> (Place, PathBuf, PathBuf) {
    let place = Place::new();
    let now = place.file("now.canvas.json", NOW);
    let ideal = place.file("ideal.canvas.json", IDEAL);
    run(&place, &["fmt", "now.canvas.json", "ideal.canvas.json"]);
    (place, now, ideal)
}

fn open(place: &Place, (columns, rows): (u16, u16)) -> Term {
    let run = Run::board(place, &["now.canvas.json", "ideal.canvas.json"]);
    let term = run.size(columns, rows).start();
    term.wait_for("Repair today");
    term.wait_for("BOARD");
    term
}

fn wait_in(path: &Path, wanted: &[&str]) {
    eventually(&format!("{wanted:?}"), || {
        texts_in(path, "channels") == wanted
    });
}

#[test]
fn a_note_is_copied_across_and_taken_back_there() {
    let (place, now, ideal) = canvases();
    let mut term = open(&place, (160, 45));
    term.wait_for("Repair ideal");
    term.type_for("3j>", "1 note to ideal.canvas.json");
    let both = ["App", "Shop at the station", "Phone"];
    wait_in(&ideal, &both);
    wait_in(&now, &["Shop at the station", "Phone"]);
    term.type_keys("`");
    term.type_keys("u");
    wait_in(&ideal, &["App", "Shop at the station"]);
    // One at a time, where both have no room.
    term.resize(80, 24);
    term.wait_without("Repair today");
    term.type_for("`", "Repair today");
    term.type_for("=", "-App");
    term.type_keys("q");
    term.wait_without("-App");
    term.type_keys("q");
    term.ends_well();
    assert_eq!(place.drafts(), []);
    assert_eq!(place.names(), ["ideal.canvas.json", "now.canvas.json"]);
}

#[test]
fn what_another_program_writes_into_either_file_is_seen() {
    let (place, ..) = canvases();
    let mut term = open(&place, (160, 45));
    term.wait_for("Repair ideal");
    run(&place, &["add", "ideal.canvas.json", "channels", "Letters"]);
    term.wait_for("Letters");
    run(&place, &["add", "now.canvas.json", "channels", "Radio"]);
    term.wait_for("Radio");
    eventually("both have it open", || {
        !run(&place, &["who", "ideal.canvas.json"]).is_empty()
            && !run(&place, &["who", "now.canvas.json"]).is_empty()
    });
    term.type_keys("q");
    term.ends_well();
    assert_eq!(run(&place, &["who", "ideal.canvas.json"]), "");
}

#[test]
fn what_is_typed_in_either_survives_the_end() {
    let (place, ..) = canvases();
    let mut term = open(&place, (160, 45));
    term.type_for("`", "BOARD");
    term.type_for("3o", "EDIT");
    term.type_for("Half a thou", "Half a thou");
    term.signal(Signal::TERM);
    term.exit_code();
    place.wait_for_draft("Half a thou");
    let mut term = open(&place, (160, 45));
    term.wait_for("ideal.canvas.json: unfinished work");
    term.type_for("`", "take it up");
    term.type_for("t", "EDIT");
    term.type_keys("<esc>");
    term.wait_for("BOARD");
    eventually("the note", || {
        texts_in(&place.work().join("ideal.canvas.json"), "channels")
            .contains(&"Half a thou".to_owned())
    });
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn a_second_canvas_is_picked_from_the_board() {
    let (place, _, ideal) = canvases();
    let mut term = Run::board(&place, &["now.canvas.json"])
        .size(160, 45)
        .start();
    term.wait_for("Repair today");
    term.type_for("|", "Open a second canvas");
    term.wait_for("now.canvas.json");
    // The one that is open already is no second one.
    term.type_for("/today", "Repair today");
    term.type_for("<enter>", "it is open already");
    term.type_for("<esc>", "BOARD");
    term.type_for("|", "ideal.canvas.json");
    term.type_for("/ideal", "Repair ideal");
    term.type_for("<enter>", "goes to the other canvas");
    term.wait_for("Repair today");
    term.type_for("3j>", "1 new");
    wait_in(&ideal, &["App", "Shop at the station", "Phone"]);
    term.type_for(":close-beside<enter>", "ideal.canvas.json is closed");
    eventually("others know", || {
        run(&place, &["who", "ideal.canvas.json"]).is_empty()
    });
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn what_cannot_be_opened_is_told_before_the_board() {
    let (place, now, _) = canvases();
    place.file("broken.canvas.json", "{");
    fs::hard_link(&now, place.work().join("linked.canvas.json")).unwrap();
    for (second, said) in [
        ("now.canvas.json", "it is open already"),
        ("linked.canvas.json", "it is open already"),
        ("broken.canvas.json", "broken.canvas.json:1:2"),
        ("nowhere/new.canvas.json", "nowhere"),
    ] {
        let mut term = Run::board(&place, &["now.canvas.json", second]).start();
        assert_eq!(term.exit_code(), 2, "{second}");
        assert!(term.screen().contains(said), "{second}: {}", term.screen());
    }
    // A file that is not there yet is made with its first note.
    let mut term = Run::board(&place, &["now.canvas.json", "new.canvas.json"])
        .size(160, 45)
        .start();
    term.wait_for("Untitled");
    term.wait_for("a new canvas");
    term.type_for("3>", "1 new");
    let new = place.work().join("new.canvas.json");
    eventually("the file", || new.exists());
    wait_in(&new, &["Shop at the station"]);
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn a_second_canvas_has_the_kinds_of_its_own_folder() {
    let (place, ..) = canvases();
    let kinds = place.work().join("elsewhere/.bmcanvas/kinds");
    fs::create_dir_all(&kinds).unwrap();
    let kind = include_str!("../../canvases/kinds/swot.json");
    fs::write(
        kinds.join("ours.json"),
        kind.replace("\"swot\"", "\"ours\""),
    )
    .unwrap();
    place.file(
        "elsewhere/ours.canvas.json",
        r#"{ "kind": "ours", "title": "Ours", "notes": {} }"#,
    );
    let words = ["now.canvas.json", "elsewhere/ours.canvas.json"];
    let mut term = Run::board(&place, &words).size(180, 45).start();
    term.wait_for("Repair today");
    term.wait_for("Ours");
    term.wait_for("Strengths");
    term.type_keys("q");
    term.ends_well();
}
