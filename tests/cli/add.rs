//! `add`: notes from arguments and from standard input, also many writers at once.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::thread;

use bmcanvas::format;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::id::NoteId;

use super::place::{Ended, Place, assert_harmless, example};

pub(crate) const FILE: &str = "a.canvas.json";
const EMPTY: &str = r#"{ "bmcanvas": 1, "kind": "business-model", "notes": {} }"#;

/// The canvas in the file, which has to be in the canonical form.
#[track_caller]
pub(crate) fn canvas(place: &Place) -> Canvas {
    let text = place.read(FILE);
    let read = format::read(text.as_bytes()).unwrap();
    assert_eq!(format::write(&read.canvas), text, "canonical");
    read.canvas
}

/// The texts of a block's notes in their order.
pub(crate) fn texts(canvas: &Canvas, block: &str) -> Vec<String> {
    let ids = canvas.block(&block.into()).iter();
    ids.map(|id| canvas.note(id).unwrap().text.clone())
        .collect()
}

/// Refused, and the file is as it was.
#[track_caller]
pub(crate) fn refused(place: &Place, args: &[&str]) -> String {
    let before = fs::read(place.path("work").join(FILE)).unwrap();
    let err = place.run(args).failed();
    assert_eq!(
        fs::read(place.path("work").join(FILE)).unwrap(),
        before,
        "untouched"
    );
    assert_harmless(&err);
    err
}

fn add(place: &Place, args: &[&str]) -> Ended {
    place.run(&[&["add", FILE], args].concat())
}

#[test]
fn notes_are_added_at_the_end_and_their_ids_are_printed() {
    let place = Place::with(FILE, EMPTY);
    let out = add(&place, &["channels", "Shop", "Web"]).fine();
    add(&place, &["channels", "Phone"]).fine();
    let canvas = canvas(&place);
    assert_eq!(texts(&canvas, "channels"), ["Shop", "Web", "Phone"]);
    let ids: Vec<&str> = out.lines().collect();
    assert_eq!(ids.len(), 2);
    for (id, text) in ids.iter().zip(["Shop", "Web"]) {
        assert_eq!(canvas.note(&NoteId::from(*id)).unwrap().text, text);
    }
}

#[test]
fn first_puts_them_before_the_others_in_their_order() {
    let place = Place::with(FILE, EMPTY);
    add(&place, &["channels", "c"]).fine();
    add(&place, &["channels", "--first", "a", "b"]).fine();
    assert_eq!(texts(&canvas(&place), "channels"), ["a", "b", "c"]);
}

#[test]
fn colour_and_tags_are_given_to_each() {
    let place = Place::with(FILE, EMPTY);
    let args = [
        "VP", "--color", "green", "--tag", "b", "--tag", "a", "x", "y",
    ];
    add(&place, &args).fine();
    let canvas = canvas(&place);
    for (_, note) in canvas.notes() {
        assert_eq!(note.color.as_deref(), Some("green"));
        assert_eq!(note.tags, BTreeSet::from(["a".to_owned(), "b".to_owned()]));
    }
    assert_eq!(canvas.len(), 2);
    let ended = add(&place, &["VP", "--color", "pink", "x"]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("yellow, orange, red"), "{ended:?}");
    refused(&place, &["add", FILE, "VP", "--tag", " ", "x"]);
}

#[test]
fn a_block_is_named_in_any_of_its_ways() {
    let place = Place::with(FILE, EMPTY);
    let names = [
        "value_propositions",
        "vp",
        "2",
        "Value Propositions",
        "value",
    ];
    for name in names {
        add(&place, &[name, name]).fine();
    }
    assert_eq!(texts(&canvas(&place), "value_propositions"), names);
    add(&place, &["Parking", "later"]).fine();
    assert_eq!(texts(&canvas(&place), "parking"), ["later"]);
    let err = refused(&place, &["add", FILE, "valu\u{1b}[2J", "x"]);
    assert!(
        err.contains("a.canvas.json: no block is called \"valu\\u{1b}[2J\"")
            && err.contains("CS (Customer Segments), VP (Value Propositions)")
            && err.contains("and parking"),
        "{err}"
    );
}

#[test]
fn blocks_are_those_of_the_canvas_s_kind() {
    let place = Place::with(FILE, example("lean-meal-kit"));
    add(&place, &["problem", "p"]).fine();
    let err = refused(&place, &["add", FILE, "key_partners", "x"]);
    assert!(err.contains("(Problem)"), "{err}");
    let own = include_str!("../../canvases/kinds/swot.json").replace("\"swot\"", "\"ours\"");
    place.write(".bmcanvas/kinds/ours.json", own);
    place.write(FILE, r#"{ "kind": "ours", "notes": {} }"#);
    add(&place, &["W", "w"]).fine();
    assert_eq!(texts(&canvas(&place), "weaknesses"), ["w"]);
    place.write(FILE, r#"{ "kind": "none", "notes": {} }"#);
    let err = refused(&place, &["add", FILE, "W", "x"]);
    assert!(err.contains("no kind is called \"none\""), "{err}");
}

#[test]
fn lines_of_standard_input_become_notes() {
    let place = Place::with(FILE, EMPTY);
    let out = place
        .pipe(
            &["add", FILE, "CS", "-", "last"],
            "one\r\n\n  two  \n \t \n- three\nfour",
        )
        .fine();
    assert_eq!(out.lines().count(), 5);
    assert_eq!(
        texts(&canvas(&place), "customer_segments"),
        ["one", "two", "- three", "four", "last"]
    );
    let before = place.read(FILE);
    let out = place.pipe(&["add", FILE, "CS", "-"], "\n \n").fine();
    assert_eq!((out.as_str(), place.read(FILE)), ("", before));
}

#[test]
fn input_that_is_no_text_is_refused() {
    let place = Place::with(FILE, EMPTY);
    let mut command = place.command(&["add", FILE, "CS", "-"]);
    fs::write(place.path("latin1"), b"caf\xe9\n").unwrap();
    command.stdin(fs::File::open(place.path("latin1")).unwrap());
    let output = command.output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err.contains("standard input is not UTF-8 at byte 4"),
        "{err}"
    );
    assert_eq!(place.read(FILE), EMPTY);
}

#[test]
fn input_without_an_end_is_refused() {
    let place = Place::with(FILE, EMPTY);
    let mut command = place.command(&["add", FILE, "CS", "-"]);
    command.stdin(fs::File::open("/dev/zero").unwrap());
    let output = command.output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(err.contains("standard input has more than 64 MiB"), "{err}");
    assert_eq!(place.read(FILE), EMPTY);
}

#[test]
fn many_lines_at_once_keep_their_order() {
    let place = Place::with(FILE, EMPTY);
    let lines: Vec<String> = (0..10_000).map(|n| format!("note {n}")).collect();
    let out = place
        .pipe(&["add", FILE, "CS", "-"], &lines.join("\n"))
        .fine();
    let ids: BTreeSet<&str> = out.lines().collect();
    assert_eq!(ids.len(), lines.len());
    assert_eq!(texts(&canvas(&place), "customer_segments"), lines);
}

#[test]
fn an_empty_text_adds_nothing_of_the_others() {
    let place = Place::with(FILE, EMPTY);
    for empty in ["", "  ", "\n", "\u{1b}"] {
        let err = refused(&place, &["add", FILE, "CS", "a", empty]);
        assert!(err.contains("a note needs a text"), "{err}");
    }
}

#[test]
fn hostile_text_comes_in_as_the_board_would_take_it() {
    let place = Place::with(FILE, EMPTY);
    add(
        &place,
        &[
            "CS",
            "a\u{1b}[2Jb\u{9b}c\td\r\ne\u{202e}",
            "--",
            "-5 % churn",
        ],
    )
    .fine();
    assert_eq!(
        texts(&canvas(&place), "customer_segments"),
        ["a[2Jbc d\ne\u{202e}", "-5 % churn"]
    );
    assert_harmless(&place.run(&["show", FILE]).fine());
}

#[test]
fn what_is_written_by_hand_becomes_canonical_and_keeps_all_of_it() {
    let place = Place::with(
        FILE,
        "\u{feff}{ \"blocks\": { \"channels\": [\"Shop\", { \"text\": \"Web\", \"x\": 1.50 }] }, \"y\": 1e400 }\r\n",
    );
    add(&place, &["CH", "Phone"]).fine();
    assert_eq!(texts(&canvas(&place), "channels"), ["Shop", "Web", "Phone"]);
    let text = place.read(FILE);
    assert!(
        text.contains("\"x\": 1.50") && text.contains("\"y\": 1e400"),
        "{text}"
    );
}

#[test]
fn files_that_cannot_be_edited_are_left_alone() {
    for (bytes, what) in [
        ("", "a.canvas.json:1:1: the file is empty"),
        ("{", "a.canvas.json:1:2: the file ends"),
        (r#"{ "bmcanvas": 2, "notes": {} }"#, "version 2"),
        (
            "{\n<<<<<<< a\n=======\n>>>>>>> b\n}",
            "conflict markers are still in the file",
        ),
    ] {
        let place = Place::with(FILE, bytes);
        let err = refused(&place, &["add", FILE, "CS", "x"]);
        assert!(err.contains(what), "{err}");
    }
    let place = Place::with(FILE, EMPTY);
    for (file, what) in [
        ("none.json", "none.json: no such file"),
        ("no/file.json", "no/file.json: no such file"),
        (".", ".: this is a folder"),
        ("-", "standard input cannot be edited"),
    ] {
        let err = refused(&place, &["add", file, "CS", "x"]);
        assert!(err.contains(what), "{err}");
    }
    assert!(!place.path("work/none.json").exists());
    assert!(
        refused(&place, &["add", "none.json", "CS", "x"]).contains("`bmcanvas new`"),
        "what to do"
    );
    let file = place.path("work").join(FILE);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o440)).unwrap();
    let err = refused(&place, &["add", FILE, "CS", "x"]);
    assert!(err.contains("read-only"), "{err}");
}

#[test]
fn of_many_writers_at_once_nobody_loses_a_note() {
    let place = Place::with(FILE, EMPTY);
    let added: Vec<String> = thread::scope(|scope| {
        let writers: Vec<_> = (0..8)
            .map(|writer| {
                let place = &place;
                scope.spawn(move || {
                    let note = |n| format!("writer {writer}, note {n}");
                    let notes = (0..20).map(note);
                    let worked = |text: &String| add(place, &["channels", text]).code == 0;
                    notes.filter(worked).collect::<Vec<_>>()
                })
            })
            .collect();
        let ended = writers.into_iter().map(|writer| writer.join().unwrap());
        ended.flatten().collect()
    });
    assert_eq!(added.len(), 160, "nothing stood in anybody's way");
    let canvas = canvas(&place);
    let there: BTreeSet<String> = texts(&canvas, "channels").into_iter().collect();
    assert_eq!(there, added.into_iter().collect());
    assert_eq!(canvas.len(), 160);
    let left = fs::read_dir(place.path("work")).unwrap().count();
    assert_eq!(left, 2, "the file and .git");
}
