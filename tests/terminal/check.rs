//! The list of what the check finds, with the files that there are.

use crate::place::Place;
use crate::term::Run;

const CANVAS: &str = r#"{ "bmcanvas": 1, "kind": "swot", "title": "Plan", "notes": {
    "a": { "block": "strengths", "text": "The importer: src/import.rs:12" },
    "b": { "block": "threats", "text": "See src/gone.rs" }
} }"#;

#[test]
fn what_is_found_is_listed_and_gone_to() {
    let place = Place::new();
    place.file("x.canvas.json", CANVAS);
    for folder in ["src", ".git", ".bmcanvas"] {
        std::fs::create_dir_all(place.work().join(folder)).unwrap();
    }
    place.file("src/import.rs", "");
    place.file(".bmcanvas/check.toml", "empty-block = \"off\"\n");
    let mut term = Run::board(&place, &["x.canvas.json"]).start();
    term.wait_for("BOARD");
    term.type_for("E", "there is no src/gone.rs");
    term.look(|seen| {
        let text = seen.text();
        assert!(
            !text.contains("there is no src/import.rs") && !text.contains("no note yet"),
            "{text}"
        );
        assert!(text.contains("Correct the path"), "{text}");
    });
    term.type_for("<enter>", "BOARD");
    term.type_for("z", "4 Threats");
    // The file appears: nothing is left to find.
    place.file("src/gone.rs", "");
    term.type_for("zE", "the check finds nothing");
    term.type_keys("q");
    term.ends_well();
}
