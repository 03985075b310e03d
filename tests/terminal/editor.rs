//! A note in `$EDITOR`.

use crate::place::{Place, canonical, eventually, texts, texts_in};
use crate::seen::Seen;
use crate::term::{Run, Term};

/// The board with this script as the editor.
fn with_editor(place: &Place, script: &str) -> Term {
    let editor = place.script("editor", script);
    let mut words = editor.into_os_string();
    // As people set it: with arguments.
    words.push(" --wait");
    let term = Run::board(place, &["aws.canvas.json"])
        .env("EDITOR", words)
        .start();
    term.wait_for("Software developers");
    term
}

#[test]
fn what_the_editor_leaves_is_the_note() {
    let (place, path) = Place::with_aws();
    let mut term = with_editor(
        &place,
        "[ $# = 2 ] && printf ' and others\\nline two\\n' >> \"$2\"",
    );
    term.type_for("1e", "line two");
    term.wait_for("BOARD");
    term.wait_until("the terminal taken again", Seen::is_taken);
    let wanted = "Software developers and others\nline two";
    eventually("the note in the file", || {
        texts_in(&path, "customer_segments")[0] == wanted
    });
    term.type_keys("q");
    term.ends_well();
    assert_eq!(place.temporary(), Vec::<String>::new());
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    let (place, path) = Place::with_aws();
    let before = canonical(&path);
    let mut term = with_editor(&place, "printf lost > \"$2\"; exit 3");
    term.type_for("1<enter>", "EDIT");
    term.type_for("<end>, half", "half");
    term.type_for("<a-e>", "ended with exit status: 3");
    term.wait_for("as it was before");
    term.wait_for("half");
    term.type_for(" typed<c-c>", "BOARD");
    term.type_for("u", "half typed");
    eventually("the note in the file", || {
        texts_in(&path, "customer_segments")[0] == "Software developers, half typed"
    });
    term.type_for("2u", "BOARD");
    term.type_keys("q");
    term.ends_well();
    assert_eq!(before.notes().len(), canonical(&path).notes().len());
    assert_eq!(place.temporary(), Vec::<String>::new());
}

#[test]
fn keys_go_to_the_editor_while_it_is_open() {
    let (place, path) = Place::with_aws();
    let script = "echo tell me; read -r line; printf '%s' \"$line\" > \"$2\"";
    let mut term = with_editor(&place, script);
    for (n, keys) in ["ddq:jk", "second <lt>round"].into_iter().enumerate() {
        term.type_keys("1e");
        term.wait_until("the editor", |seen| {
            seen.shows("tell me") && seen.is_given_back()
        });
        assert!(term.has_old_line_modes());
        term.type_for(&format!("{keys}<enter>"), "BOARD");
        assert!(!term.has_old_line_modes());
        let wanted = keys.replace("<lt>", "<");
        eventually("the note in the file", || {
            texts_in(&path, "customer_segments")[0] == wanted
        });
        assert_eq!(
            texts(&canonical(&path), "customer_segments").len(),
            3,
            "{n}"
        );
    }
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn no_editor_is_no_harm() {
    let (place, _) = Place::with_aws();
    let run = Run::board(&place, &["aws.canvas.json"]).env("EDITOR", "/no/such/editor");
    let mut term = run.start();
    term.wait_for("Software developers");
    term.type_for("1e", "set $EDITOR");
    term.wait_until("the terminal taken again", Seen::is_taken);
    term.type_for("<esc>", "BOARD");
    term.type_keys("q");
    term.ends_well();
}
