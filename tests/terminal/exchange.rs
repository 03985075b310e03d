//! Files of other formats, written and read from the board.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt;

use crate::place::{Place, eventually};
use crate::term::{Run, Term};

const CANVAS: &str = r#"{ "bmcanvas": 1, "kind": "business-model", "title": "Repair", "notes": {
    "c1": { "block": "customer_segments", "rank": "B", "text": "Commuters", "color": "red" }
} }"#;

fn open(place: &Place) -> Term {
    place.file("plan.canvas.json", CANVAS);
    let term = Run::board(place, &["plan.canvas.json"]).start();
    term.wait_for("Commuters");
    term
}

fn text_of(place: &Place, name: &str) -> String {
    std::fs::read_to_string(place.work().join(name)).unwrap_or_default()
}

#[test]
fn a_canvas_is_exported_and_what_is_lost_is_told_and_listed() {
    let place = Place::new();
    let mut term = open(&place);
    term.type_for(":export out.txt\r", "out.txt is written");
    term.wait_for("the colour of 1 note");
    assert!(text_of(&place, "out.txt").contains("Customer Segments\n- Commuters\n"));
    term.type_for(":report\r", "Not taken over");
    term.wait_for("\"Commuters\": colour");
    term.type_keys("\r");
    term.type_for(":export plan.docx\r", "the name tells no format");
    term.type_for(":export plan.canvas.json\r", "tells no format");
    // The formats are offered, the file beside the canvas.
    term.type_for(":export\r", "plan.bmml");
    term.type_keys("bmml\r");
    term.wait_for("portfolio: explore");
    assert!(text_of(&place, "plan.bmml").contains("id: cs-commuters\n"));
    term.type_keys("q");
    term.ends_well();
}

/// A program that has the file locked keeps an export waiting, as a far away disk does.
#[test]
fn an_export_under_way_is_finished_before_the_program_ends() {
    for is_writable in [true, false] {
        let place = Place::new();
        let out = place.file("out.txt", "old");
        let mut term = open(&place);
        let held = File::open(&out).unwrap();
        held.lock().unwrap();
        term.type_for(":export out.txt\r", "writing out.txt");
        term.type_keys("q");
        eventually("the terminal given back", || term.has_old_line_modes());
        let mode = if is_writable { 0o644 } else { 0o444 };
        fs::set_permissions(&out, Permissions::from_mode(mode)).unwrap();
        drop(held);
        if is_writable {
            term.ends_well();
            assert!(text_of(&place, "out.txt").contains("Commuters"));
        } else {
            assert_eq!(term.exit_code(), 2);
            term.wait_for("out.txt: not saved: the file is read-only");
        }
    }
}

#[test]
fn an_export_is_stopped_and_leaves_what_was_there() {
    let place = Place::new();
    let out = place.file("out.txt", "old");
    let mut term = open(&place);
    let held = File::open(&out).unwrap();
    held.lock().unwrap();
    term.type_for(":export out.txt\r", "writing out.txt … · Esc stops it");
    // The board goes on, and what it is at is told again.
    term.type_for("?", "Keys");
    term.type_for("q", "writing out.txt …");
    term.type_for("<esc>", "stopped writing out.txt: nothing was changed");
    term.type_for(":export out.txt\r", "writing out.txt …");
    term.type_for(":stop-exchange\r", "stopped writing out.txt");
    term.type_for(":stop-exchange\r", "no export or import is under way");
    drop(held);
    term.type_for(":export other.txt\r", "other.txt is written");
    term.type_keys("q");
    term.ends_well();
    assert_eq!(text_of(&place, "out.txt"), "old");
    assert_eq!(place.names(), ["other.txt", "out.txt", "plan.canvas.json"]);
}

/// A file that takes a while to read.
fn long_list(place: &Place) {
    let note = |number| format!("- Shop {number}\n");
    let notes = (0..60_000).map(note).collect::<Vec<_>>().concat();
    place.file("long.txt", &format!("Long\n\nChannels\n{notes}"));
}

#[test]
fn an_import_is_stopped_and_adds_nothing() {
    let place = Place::new();
    long_list(&place);
    let mut term = open(&place);
    term.type_for(":import long.txt\r", "reading long.txt … · Esc stops it");
    term.type_for("<esc>", "stopped reading long.txt: nothing was changed");
    term.type_for(":export out.txt\r", "out.txt is written");
    term.type_keys("q");
    term.ends_well();
    assert_eq!(text_of(&place, "plan.canvas.json"), CANVAS);
    assert!(!text_of(&place, "out.txt").contains("Shop"));
}

#[test]
fn an_import_at_the_start_screen_is_stopped_and_makes_no_canvas() {
    let place = Place::new();
    long_list(&place);
    place.file("list.txt", "Channels\n- Shop\n");
    let mut term = Run::board(&place, &[] as &[&str]).start();
    term.wait_for("New canvas");
    term.type_for("/import\r", "File to import");
    term.type_for("long.txt\r", "reading long.txt … · Esc stops it");
    term.type_for("<esc>", "stopped reading long.txt: no canvas was made");
    // Its path is still there.
    term.type_for("\u{15}list.txt\r", "made of list.txt");
    term.type_keys("q");
    term.ends_well();
    assert_eq!(place.names(), ["list.canvas.json", "list.txt", "long.txt"]);
}

#[test]
fn a_file_becomes_a_canvas_at_the_start_screen() {
    let place = Place::new();
    place.file(
        "list.txt",
        "Other plan\n\nChannels\n- Shop\n\nWorries\n- Rain\n",
    );
    let mut term = Run::board(&place, &[] as &[&str]).start();
    term.wait_for("New canvas");
    term.type_for("/import\r", "File to import");
    term.type_for("none.txt\r", "none.txt:");
    term.type_keys("\u{15}");
    term.type_for("list.txt\r", "made of list.txt: no block is called");
    term.wait_for("Shop");
    let text = text_of(&place, "other-plan.canvas.json");
    assert!(text.contains("Shop") && text.contains("Rain"), "{text}");
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn notes_are_imported_as_one_edit_and_only_once() {
    let place = Place::new();
    place.file(
        "list.txt",
        "Other\n\nChannels\n- Shop\n- App\n\nWorries\n- Rain\n",
    );
    let mut term = open(&place);
    term.type_for(":import list.txt\r", "Not taken over");
    term.wait_for("no block is called");
    term.wait_for("left out: Title");
    term.type_keys("\r");
    let saved = |text: &str| text_of(&place, "plan.canvas.json").contains(text);
    eventually("the notes in the file", || saved("Shop") && saved("Rain"));
    term.wait_for("Shop");
    term.type_for(":import list.txt\r", "3 notes here already");
    term.type_keys("\r");
    term.type_keys("u");
    eventually("the notes gone again", || !saved("Shop") && !saved("Rain"));
    assert!(saved("Commuters") && saved("Repair"));
    term.type_for(":import none.txt\r", "none.txt");
    term.type_for(":import plan.canvas.json\r", "a canvas already");
    term.type_keys("q");
    term.ends_well();
}
