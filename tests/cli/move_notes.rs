//! `move`: to other blocks, and within one.

use bmcanvas::model::id::NoteId;

use super::add::{FILE, canvas, refused, texts};
use super::place::{Place, example};

const NOTES: &str = r#"{
  "notes": {
    "a": { "block": "channels", "rank": "B", "text": "a" },
    "b": { "block": "channels", "rank": "C", "text": "b" },
    "c": { "block": "channels", "rank": "D", "text": "c" },
    "d": { "block": "channels", "rank": "E", "text": "d" },
    "x": { "block": "key_partners", "rank": "B", "text": "x", "heat": 1.50 },
    "z": { "block": "zebra", "rank": "B", "text": "z" }
  }
}"#;

/// The texts of two blocks after the move.
fn moved(args: &[&str]) -> (String, String) {
    let place = Place::with(FILE, NOTES);
    let out = place.run(&[&["move", FILE], args].concat()).fine();
    assert_eq!(out, "");
    assert!(place.read(FILE).contains("\"heat\": 1.50"));
    let canvas = canvas(&place);
    (
        texts(&canvas, "channels").concat(),
        texts(&canvas, "key_partners").concat(),
    )
}

#[test]
fn notes_go_where_they_are_sent() {
    for (args, channels, partners) in [
        (&["a", "KP"][..], "bcd", "xa"),
        (&["a", "KP", "--first"], "bcd", "ax"),
        (&["d", "b", "8"], "ac", "xdb"),
        (&["d", "b", "d", "8", "--first"], "ac", "dbx"),
        (&["a", "channels"], "bcda", "x"),
        (&["d", "c", "channels", "--first"], "dcab", "x"),
        (&["d", "--before", "b"], "adbc", "x"),
        (&["a", "--after", "b"], "bacd", "x"),
        (&["d", "a", "--after", "b"], "bdac", "x"),
        (&["a", "b", "--before", "x"], "cd", "abx"),
        (&["z", "x", "--after", "a"], "azxbcd", ""),
        (&["a", "b", "c", "d", "x", "parking"], "", ""),
    ] {
        let wanted = (channels.to_owned(), partners.to_owned());
        assert_eq!(moved(args), wanted, "{args:?}");
    }
}

#[test]
fn only_the_moved_notes_get_another_rank() {
    let place = Place::with(FILE, example("aws-iaas"));
    let before = canvas(&place);
    let ids: Vec<&str> = before
        .block(&"channels".into())
        .iter()
        .map(NoteId::as_str)
        .collect();
    let args = ["move", FILE, ids[0], "value", "--first"];
    place.run(&args).fine();
    let after = canvas(&place);
    for (id, note) in before.notes().filter(|(id, _)| id.as_str() != ids[0]) {
        assert_eq!(after.note(id), Some(note));
    }
    let first = &after.block(&"value_propositions".into())[0];
    assert_eq!(first.as_str(), ids[0]);
}

#[test]
fn all_are_moved_or_none() {
    let place = Place::with(FILE, NOTES);
    for (args, what) in [
        (&["a", "none", "KP"][..], "no note has the id \"none\""),
        (&["a", "b", "none"], "no block is called \"none\""),
        (&["a", "zebra"], "no block is called \"zebra\""),
        (&["a"], "a block to move to is missing"),
        (
            &["a", "b", "--before", "b"],
            "\"b\" cannot be put beside itself",
        ),
        (&["a", "--after", "none"], "no note has the id \"none\""),
    ] {
        let err = refused(&place, &[&["move", FILE], args].concat());
        assert!(err.contains(what), "{args:?}: {err}");
    }
    let ended = place.run(&["move", FILE, "a", "--before", "b", "--after", "c"]);
    assert_eq!(ended.code, 2, "{ended:?}");
    assert_eq!(place.read(FILE), NOTES);
}
