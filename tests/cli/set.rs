//! `set`: a note's text, colour and tags, and the header.

use bmcanvas::model::note::Note;

use super::add::{FILE, canvas, refused};
use super::place::{Place, assert_harmless};

const NOTES: &str = r#"{
  "title": "Before",
  "iteration": 2,
  "notes": {
    "abc1": { "block": "channels", "rank": "B", "text": "Shop", "tags": ["x", "y"], "heat": 1.50 },
    "abc2": { "block": "channels", "rank": "C", "text": "Web", "color": "red" },
    "abc3": { "block": "channels", "rank": "D", "text": "c" },
    "abc4": { "block": "channels", "rank": "E", "text": "d" },
    "abc5": { "block": "channels", "rank": "F", "text": "e" },
    "b": { "block": "elsewhere", "text": "x" },
    "b\u001b[2J": { "block": "elsewhere", "text": "y" }
  }
}"#;

fn set(place: &Place, args: &[&str]) {
    let out = place.run(&[&["set", FILE], args].concat()).fine();
    assert_eq!(out, "");
}

fn note(place: &Place, id: &str) -> Note {
    canvas(place).note(&id.into()).unwrap().clone()
}

#[test]
fn text_colour_and_tags_are_set_and_the_rest_stays() {
    let place = Place::with(FILE, NOTES);
    set(
        &place,
        &[
            "abc1",
            "--text",
            "Bike shop",
            "--color",
            "green",
            "--tag",
            "z",
            "--untag",
            "x",
        ],
    );
    let now = note(&place, "abc1");
    assert_eq!(now.text, "Bike shop");
    assert_eq!(now.color.as_deref(), Some("green"));
    assert_eq!(now.tags.into_iter().collect::<Vec<_>>(), ["y", "z"]);
    assert_eq!(now.place.rank.as_str(), "B");
    assert!(place.read(FILE).contains("\"heat\": 1.50"));
    set(&place, &["abc2", "--no-color"]);
    assert_eq!(note(&place, "abc2").color, None);
    assert_eq!(note(&place, "abc2").text, "Web");
}

#[test]
fn a_text_can_begin_with_a_hyphen_or_come_from_standard_input() {
    let place = Place::with(FILE, NOTES);
    set(&place, &["abc1", "--text", "--color"]);
    assert_eq!(note(&place, "abc1").text, "--color");
    place
        .pipe(&["set", FILE, "abc1", "--text", "-"], "two\r\nlines\n\n")
        .fine();
    assert_eq!(note(&place, "abc1").text, "two\nlines");
    let before = place.read(FILE);
    place
        .pipe(&["set", FILE, "abc1", "--text", "-"], "\n")
        .failed();
    assert_eq!(place.read(FILE), before);
}

#[test]
fn the_header_is_set_and_cleared() {
    let place = Place::with(FILE, NOTES);
    set(
        &place,
        &[
            "--title",
            "After\nall\u{1b}",
            "--designed-for",
            "Us",
            "--designed-by",
            "Me",
            "--date",
            "2026-11-25",
            "--iteration",
            "3",
        ],
    );
    let header = canvas(&place).header;
    assert_eq!(header.title, "After all");
    assert_eq!(
        (header.designed_for.as_str(), header.designed_by.as_str()),
        ("Us", "Me")
    );
    assert_eq!(
        (header.date.as_str(), header.iteration),
        ("2026-11-25", Some(3))
    );
    set(&place, &["--iteration", "", "--date", ""]);
    let header = canvas(&place).header;
    assert_eq!((header.date.as_str(), header.iteration), ("", None));
}

#[test]
fn a_wrong_field_leaves_all_of_them_alone() {
    let place = Place::with(FILE, NOTES);
    for iteration in ["three", "-1", "1.5"] {
        let args = ["set", FILE, "--title", "After", "--iteration", iteration];
        let err = refused(&place, &args);
        assert!(err.contains("an iteration is a whole number"), "{err}");
    }
}

#[test]
fn a_note_is_named_by_the_beginning_of_its_id() {
    let place = Place::with(FILE, NOTES);
    set(&place, &["abc3", "--text", "by its id"]);
    set(
        &place,
        &["b", "--text", "the whole id, though another begins so"],
    );
    set(&place, &["b\u{1b}", "--text", "by its beginning"]);
    assert_eq!(note(&place, "b\u{1b}[2J").text, "by its beginning");
    let err = refused(&place, &["set", FILE, "abc", "--text", "x"]);
    assert!(
        err.contains("5 notes have ids that begin with \"abc\"")
            && err.contains("abc1, abc2, abc3, abc4 and 1 more."),
        "{err}"
    );
    for none in ["", "ABC1", "abc11", "\u{1b}[2J"] {
        let err = refused(&place, &["set", FILE, none, "--text", "x"]);
        assert!(
            err.contains("no note has the id") && err.contains("`bmcanvas list`"),
            "{err}"
        );
    }
}

#[test]
fn what_is_so_already_writes_nothing() {
    let place = Place::with(FILE, NOTES);
    set(
        &place,
        &["abc2", "--text", "Web", "--color", "red", "--untag", "none"],
    );
    set(&place, &["--title", " Before ", "--iteration", "2"]);
    assert_eq!(place.read(FILE), NOTES);
}

#[test]
fn arguments_that_do_not_fit_together_are_told() {
    let place = Place::with(FILE, NOTES);
    for args in [
        &["set", FILE][..],
        &["set", FILE, "abc1"],
        &["set", FILE, "--text", "x"],
        &["set", FILE, "abc1", "--title", "x"],
        &["set", FILE, "abc1", "--color", "red", "--no-color"],
        &["set", FILE, "abc1", "--color", "pink"],
    ] {
        let ended = place.run(args);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{args:?}");
        assert_harmless(&ended.err);
    }
    refused(&place, &["set", FILE, "abc1", "--text", " "]);
    refused(&place, &["set", FILE, "abc1", "--tag", ""]);
    assert_eq!(place.read(FILE), NOTES);
}

#[test]
fn a_canvas_shows_the_ideal_state_beside_the_current_one() {
    let place = Place::with(
        "ideal.json",
        r#"{ "title": "Plan", "state": 7, "notes": {} }"#,
    );
    let run = |args: &[&str]| place.run(&[&["set", "ideal.json"], args].concat());
    let finds = || {
        place
            .run(&["check", "ideal.json"])
            .out
            .contains("[only-ideal]")
    };
    assert!(!finds());
    run(&["--state", "ideal"]).fine();
    let text = place.read("ideal.json");
    assert_eq!(text.matches("\"state\"").count(), 1, "{text}");
    assert!(finds());
    run(&["--counterpart", "now/today.json"]).fine();
    assert!(finds(), "it is not there");
    place.write("now/today.json", "what we do today");
    assert!(finds(), "it is no canvas");
    place.write("now/today.json", r#"{ "state": "current", "notes": {} }"#);
    assert!(!finds());
    assert!(
        place
            .run(&["show", "ideal.json", "--width", "80"])
            .fine()
            .contains("ideal state")
    );
    run(&["--state", "", "--counterpart", ""]).fine();
    assert!(!place.read("ideal.json").contains("counterpart"));
    assert_eq!(run(&["--state", "maybe"]).code, 2);
}
