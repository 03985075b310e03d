//! A canvas in which a merge by git left both sides.

use std::fs;
use std::path::PathBuf;

use crate::place::{Place, canonical, eventually, texts_in};
use crate::term::Run;

/// The example with git's markers around two texts of a note.
fn place() -> (Place, PathBuf, String) {
    let (place, path) = Place::with_aws();
    let text = fs::read_to_string(&path).unwrap();
    let line = "      \"text\": \"Software developers\"";
    let start = text.find(line).unwrap();
    let end = start + text[start..].find('\n').unwrap();
    let line = &text[start..end];
    let ours = line.replace("Software", "Our");
    let theirs = line.replace("Software", "Their");
    let conflict = format!("<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> other");
    let text = text.replace(line, &conflict);
    fs::write(&path, &text).unwrap();
    (place, path, text)
}

#[test]
fn both_sides_are_shown_and_the_file_waits_for_a_save() {
    let (place, path, text) = place();
    let mut term = Run::board(&place, &[&path]).start();
    term.wait_for("git left a conflict here: both sides are merged");
    term.wait_for("Our developers");
    term.wait_for("Their developers");
    term.wait_for("not saved");
    // A look at the file finds what is known, not something that is no canvas.
    term.type_for("R", "read again: nothing differs");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    term.type_keys("w");
    eventually("both texts in the file", || {
        let texts = texts_in(&path, "customer_segments");
        let has = |text: &str| texts.iter().any(|other| other == text);
        has("Our developers") && has("Their developers")
    });
    canonical(&path);
    term.type_keys("q");
    term.ends_well();
    assert_eq!(place.drafts(), []);
}

#[test]
fn leaving_without_an_edit_leaves_the_file_and_no_draft() {
    let (place, path, text) = place();
    let mut term = Run::board(&place, &[&path]).start();
    term.wait_for("git left a conflict here");
    term.type_keys("q");
    term.ends_well();
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    assert_eq!(place.drafts(), []);
}

#[test]
fn what_somebody_resolves_meanwhile_is_taken() {
    let (place, path, text) = place();
    let mut term = Run::board(&place, &[&path]).start();
    term.wait_for("Their developers");
    let resolved: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with(['<', '=', '>']) && !line.contains("Their"))
        .collect();
    fs::write(&path, resolved.join("\n") + "\n").unwrap();
    term.wait_without("Their developers");
    term.wait_for("saved");
    term.wait_without("not saved");
    term.type_keys("q");
    term.ends_well();
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        resolved.join("\n") + "\n"
    );
}

#[test]
fn a_board_that_meets_one_takes_both_sides_when_asked() {
    let (place, path, conflict) = place();
    fs::write(&path, ours(&conflict)).unwrap();
    let mut term = Run::board(&place, &[&path]).size(120, 30).start();
    term.wait_for("Our developers");
    fs::write(&path, &conflict).unwrap();
    term.wait_for("git left a conflict here, w merges both sides");
    term.wait_for("file broken");
    assert!(!term.screen().contains("Their developers"));
    assert_eq!(fs::read_to_string(&path).unwrap(), conflict, "nobody asked");
    term.type_for("w", "Their developers");
    term.wait_without("broken");
    let has = |text: &str| {
        texts_in(&path, "customer_segments")
            .iter()
            .any(|it| it == text)
    };
    assert!(has("Our developers") && has("Their developers"));
    canonical(&path);
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn edits_of_a_board_that_meets_one_are_written_with_both_sides_when_asked() {
    let (place, path, conflict) = place();
    fs::write(&path, ours(&conflict)).unwrap();
    let mut term = Run::board(&place, &[&path]).size(120, 30).start();
    term.wait_for("Our developers");
    fs::write(&path, &conflict).unwrap();
    term.wait_for("w merges both sides");
    term.type_keys("3oMeanwhile<esc>");
    term.wait_for("NOT SAVED");
    assert_eq!(fs::read_to_string(&path).unwrap(), conflict, "nobody asked");
    term.type_for("w", "Their developers");
    term.wait_without("NOT SAVED");
    let has = |block: &str, text: &str| texts_in(&path, block).iter().any(|it| it == text);
    assert!(has("customer_segments", "Our developers"));
    assert!(has("customer_segments", "Their developers"));
    assert!(has("channels", "Meanwhile"));
    term.type_keys("q");
    term.ends_well();
    assert_eq!(place.drafts(), []);
}

/// The file as it was before git merged the other side in.
fn ours(conflict: &str) -> String {
    let lines = conflict.lines();
    let ours: Vec<&str> = lines
        .filter(|line| !line.starts_with(['<', '=', '>']) && !line.contains("Their"))
        .collect();
    ours.join("\n") + "\n"
}
