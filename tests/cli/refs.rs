//! `refs`: what the notes name.

use serde_json::{Value, json};

use super::place::Place;

const FILE: &str = "a.canvas.json";

const NOTES: &str = r#"{
  "notes": {
    "k1": { "block": "key_partners", "text": "See #7, b.rs and #7" },
    "s1": { "block": "customer_segments", "text": "`with blank.md:3:4` https://example.com/a\u001b[2J" },
    "s2": { "block": "customer_segments", "text": "at 10:30, 3:1, and/or" }
  }
}"#;

#[test]
fn a_line_for_each_that_a_note_names() {
    let place = Place::with(FILE, NOTES);
    place.write("with blank.md", "");
    let wanted = "s1\tpath\twith blank.md:3:4\tthere\ns1\turl\thttps://example.com/a\t\n\
                  k1\tissue\t#7\t\nk1\tpath\tb.rs\tmissing\n";
    assert_eq!(place.run(&["refs", FILE]).fine(), wanted);
    assert_eq!(place.pipe(&["refs", "-"], NOTES).fine(), wanted);
}

#[test]
fn as_json_too() {
    let place = Place::with(FILE, NOTES);
    let said: Value = serde_json::from_str(&place.run(&["refs", "--json", FILE]).fine()).unwrap();
    assert_eq!(
        said[0],
        json!({
            "note": "s1", "kind": "path", "target": "with blank.md:3:4", "path": "with blank.md",
            "line": 3, "column": 4, "exists": false,
        })
    );
    assert_eq!(said[2]["kind"], "issue");
    assert_eq!(said[2]["exists"], Value::Null);
    let err = place.run(&["refs", "none.json"]).failed();
    assert!(err.contains("none.json"), "{err}");
}

#[test]
fn what_speaks_for_a_note_is_followed_and_checked_as_its_text_is() {
    let note = r#"{ "block": "key_partners", "text": "See a.md", "evidence": ["a.md", "b.md:7", "9 of 12"] }"#;
    let place = Place::with(FILE, format!(r#"{{ "notes": {{ "k1": {note} }} }}"#));
    place.write("a.md", "");
    assert_eq!(
        place.run(&["refs", FILE]).fine(),
        "k1\tpath\ta.md\tthere\nk1\tpath\tb.md:7\tmissing\n"
    );
    let said = place.run(&["check", FILE]).out;
    assert!(
        said.contains("there is no b.md [dangling-reference]"),
        "{said}"
    );
    assert!(!said.contains("there is no a.md"), "{said}");
}
