//! `list`: a line a note for grep and cut, and JSON to the letter.

use serde_json::{Value, json};

use super::place::{Place, assert_harmless, example};

const FILE: &str = "a.canvas.json";

const NOTES: &str = r#"{
  "notes": {
    "k1": { "block": "key_partners", "rank": "B", "text": "Bank" },
    "s2": { "block": "customer_segments", "rank": "C", "text": "Couriers\nby bike", "color": "red", "tags": ["x", "y"] },
    "s1": { "block": "customer_segments", "rank": "B", "text": "Commuters", "tags": ["y"] },
    "p1": { "block": "parking", "rank": "B", "text": "Later", "color": "mauve" },
    "z1": { "block": "zebra", "rank": "B", "text": "Elsewhere", "heat": 1.50, "nested": { "a": [1234567890123456789012345678901234567890] } }
  }
}"#;

#[test]
fn a_line_a_note_in_the_order_of_reading() {
    let place = Place::with(FILE, NOTES);
    let wanted = "s1\tCS\tCommuters\ns2\tCS\tCouriers⏎by bike\nk1\tKP\tBank\np1\tparking\tLater\nz1\tzebra\tElsewhere\n";
    assert_eq!(place.run(&["list", FILE]).fine(), wanted);
    assert_eq!(place.pipe(&["list", "-"], NOTES).fine(), wanted);
    assert_eq!(place.read(FILE), NOTES);
}

#[test]
fn blocks_tags_and_colours_choose() {
    let place = Place::with(FILE, NOTES);
    for (args, wanted) in [
        (&["--block", "cs"][..], &["s1", "s2"][..]),
        (&["--block", "8", "--block", "Parking"], &["k1", "p1"]),
        (&["--block", "zebra"], &["z1"]),
        (&["--block", "Channels"], &[]),
        (&["--tag", "y"], &["s1", "s2"]),
        (&["--tag", "y", "--color", "red"], &["s2"]),
        (&["--color", "mauve"], &["p1"]),
        (&["--tag", "none"], &[]),
    ] {
        let out = place.run(&[&["list", FILE], args].concat()).fine();
        let ids: Vec<&str> = out
            .lines()
            .map(|line| line.split('\t').next().unwrap())
            .collect();
        assert_eq!(ids, wanted, "{args:?}");
    }
    let err = place.run(&["list", FILE, "--block", "none"]).failed();
    assert!(
        err.contains("no block is called \"none\"") && err.contains("CS (Customer Segments)"),
        "{err}"
    );
}

#[test]
fn json_has_all_of_it_to_the_letter() {
    let place = Place::with(FILE, NOTES);
    let out = place.run(&["list", FILE, "--json"]).fine();
    let list: Vec<Value> = serde_json::from_str(&out).unwrap();
    assert_eq!(
        list[0],
        json!({
            "id": "s1", "block": "customer_segments", "text": "Commuters", "color": null, "tags": ["y"], "links": [],
            "comments": [], "review": {}
        })
    );
    assert_eq!(list[1]["text"], "Couriers\nby bike");
    assert_eq!(list[1]["color"], "red");
    assert_eq!(list[1]["tags"], json!(["x", "y"]));
    assert_eq!(list.len(), 5);
    assert!(
        out.contains("\"heat\": 1.50")
            && out.contains("[1234567890123456789012345678901234567890]"),
        "{out}"
    );
    let out = place.run(&["list", FILE, "--json", "--tag", "none"]).fine();
    assert_eq!(out, "[]\n");
}

#[test]
fn json_has_comments_in_their_order_and_review_marks() {
    let file = r#"{ "notes": { "a": { "block": "b", "comments": {
        "1": { "at": "2026-11-25T10:00:00Z", "text": "then", "id": "x", "mood": 1.50 },
        "2": { "at": "2026-11-25T09:00:00Z", "by": "Anna", "text": "first", "resolved": "Ben" }
    }, "review": { "Anna": "agree", "Ben": { "why": 1 } } } } }"#;
    let place = Place::with(FILE, file);
    let out = place.run(&["list", FILE, "--json"]).fine();
    let list: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        list[0]["comments"],
        json!([
            { "id": "2", "by": "Anna", "at": "2026-11-25T09:00:00Z", "text": "first", "resolved": "Ben" },
            { "id": "1", "by": "", "at": "2026-11-25T10:00:00Z", "text": "then", "resolved": null, "mood": 1.50 }
        ])
    );
    assert_eq!(
        list[0]["review"],
        json!({ "Anna": "agree", "Ben": { "why": 1 } })
    );
    assert!(out.contains("\"mood\": 1.50"), "{out}");
}

#[test]
fn json_has_what_is_believed() {
    let file = json!({ "notes": {
        "a": { "block": "channels", "status": "testing", "horizon": "later", "evidence": ["b", "a"] },
        "b": { "block": "channels", "rank": "V", "status": ["odd"] },
    } });
    let place = Place::with(FILE, file.to_string());
    let out = place.run(&["list", FILE, "--json"]).fine();
    let list: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(list[1]["status"], "testing");
    assert_eq!(list[1]["horizon"], "later");
    assert_eq!(list[1]["evidence"], json!(["a", "b"]));
    assert_eq!(list[0]["status"], json!(["odd"]));
    assert!(list[0].get("evidence").is_none(), "{out}");
}

#[test]
fn every_note_of_the_examples_is_listed() {
    for name in super::place::EXAMPLES {
        let place = Place::with(FILE, example(name));
        let file: Value = serde_json::from_str(&example(name)).unwrap();
        let out = place.run(&["list", FILE]).fine();
        assert_eq!(
            out.lines().count(),
            file["notes"].as_object().unwrap().len() - 1
        );
        assert!(
            out.lines().all(|line| line.split('\t').count() == 3),
            "{out}"
        );
    }
}

#[test]
fn hostile_text_gets_nothing_out_and_stays_whole_in_json() {
    let text = "a\u{1b}]0;x\u{7}\u{9b}2J\u{202e}b\tc\nd\u{2028}\u{e0041}";
    let file = json!({ "notes": {
        "i\td\n\u{1b}": { "block": "b\u{1b}", "text": text, "tags": [text], "x\u{9b}": text }
    } });
    let place = Place::with(FILE, file.to_string());
    let out = place.run(&["list", FILE]).fine();
    assert_harmless(&out.replace('\t', ""));
    assert_eq!(
        (out.lines().count(), out.matches('\t').count()),
        (1, 2),
        "{out:?}"
    );
    let out = place.run(&["list", FILE, "--json"]).fine();
    assert_harmless(&out);
    let list: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(list[0]["text"], text);
    assert_eq!(list[0]["id"], "i\td\n\u{1b}");
    assert_eq!(list[0]["x\u{9b}"], text);
}

#[test]
fn what_cannot_be_read_is_said_and_a_newer_version_is_listed() {
    let place = Place::with(FILE, "{");
    let err = place.run(&["list", FILE]).failed();
    assert!(err.contains("a.canvas.json:1:2: the file ends"), "{err}");
    let err = place.run(&["list", "none.json"]).failed();
    assert!(err.contains("`bmcanvas new`"), "{err}");
    let err = place.pipe(&["list", "-"], "[]").failed();
    assert!(err.contains("standard input:1:1:"), "{err}");
    place.write(
        FILE,
        r#"{ "bmcanvas": 2, "notes": { "a": { "block": "channels", "text": "x" } } }"#,
    );
    let ended = place.run(&["list", FILE]);
    assert_eq!((ended.code, ended.out.as_str()), (0, "a\tCH\tx\n"));
    assert!(ended.err.contains("newer version"), "{ended:?}");
}
