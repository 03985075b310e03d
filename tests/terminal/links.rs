//! Notes linked in the real terminal by the letters that stand before them.

use std::path::PathBuf;

use bmcanvas::format::write;
use bmcanvas::model::id::NoteId;
use bmcanvas::model::links::neighbours;

use crate::place::{Place, canonical, eventually};
use crate::term::Run;

/// The example without its links.
fn unlinked() -> (Place, PathBuf) {
    let (place, path) = Place::with_aws();
    let mut canvas = canonical(&path);
    let ids: Vec<NoteId> = canvas.notes().map(|(id, _)| id.clone()).collect();
    for id in ids {
        canvas.change(&id, |note| note.links.clear());
    }
    std::fs::write(&path, write(&canvas)).unwrap();
    (place, path)
}

#[test]
fn notes_are_linked_by_letters_and_the_file_has_it() {
    let (place, path) = unlinked();
    let links = || neighbours(&canonical(&path)).len();
    let mut term = Run::board(&place, &["aws.canvas.json"]).start();
    term.wait_for("Software developers");
    term.type_for("2L", "LINK");
    term.type_for("a", "linked: ");
    eventually("both notes are linked in the file", || links() == 2);
    term.type_for("s", "linked: ");
    eventually("and a third", || links() == 3);
    term.type_for("a", "no longer linked");
    eventually("and only two again", || links() == 2);
    term.type_for("<esc>", "BOARD");
    term.type_for("s<enter>", "layer ");
    term.type_for("<esc>", "BOARD");
    term.type_keys("u");
    eventually("the last one is back", || links() == 3);
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn a_layer_is_written_into_a_file_of_its_own() {
    let (place, path) = unlinked();
    let mut term = Run::board(&place, &["aws.canvas.json"]).start();
    term.wait_for("Software developers");
    term.type_for(":narrow<enter>", "no layer is shown");
    term.type_for("2La", "linked: ");
    term.type_for("<esc>", "BOARD");
    term.type_for("1s<enter>", "LAYER");
    term.type_for(":narrow<enter>", "software-developers.canvas.json");
    term.type_for("<enter>", "holds 2 notes now");
    let part = canonical(&place.work().join("software-developers.canvas.json"));
    assert_eq!(part.len(), 2);
    assert_eq!(part.header, canonical(&path).header);
    // No file is written over, and a name may come with the command.
    term.type_for(
        ":narrow aws.canvas.json<enter>",
        "the file is there already",
    );
    term.type_for(":narrow part<enter>", "part.canvas.json holds 2 notes now");
    assert_eq!(canonical(&place.work().join("part.canvas.json")), part);
    term.type_keys("q");
    term.ends_well();
}
