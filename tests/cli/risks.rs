//! Beliefs: `set --status`, `risks`, and what `status` counts.

use serde_json::Value;

use super::place::{Place, assert_harmless};

const FILE: &str = "a.canvas.json";

const CANVAS: &str = r#"{
  "kind": "business-model",
  "notes": {
    "c1": { "block": "channels", "rank": "A", "text": "Shops\u001b[2J\nand stands" },
    "r1": { "block": "revenue_streams", "rank": "A", "text": "Fee", "amount": "30 EUR/year" },
    "r2": { "block": "revenue_streams", "rank": "B", "text": "Set", "amount": "10 EUR/unit" },
    "s1": { "block": "customer_segments", "rank": "A", "text": "Commuters" }
  }
}"#;

fn place() -> Place {
    let place = Place::with(FILE, CANVAS);
    for args in [
        &["c1", "--status", "untested", "--horizon", "later"][..],
        &[
            "r1",
            "--status",
            "untested",
            "--evidence",
            " 9 of 12 \n would pay ",
        ],
        &["r2", "--status", "testing"],
        &["s1", "--status", "untested", "--horizon", "6-12"],
    ] {
        place.run(&[&["set", FILE], args].concat()).fine();
    }
    place
}

#[test]
fn the_riskiest_comes_first_and_says_why() {
    let place = place();
    let out = place.run(&["risks", FILE]).fine();
    assert_harmless(&out);
    assert_eq!(
        out,
        "\
1. Revenue Streams: Fee (r1)
   75 % of the revenue, all else rests on Revenue Streams
   - 9 of 12 would pay
2. Customer Segments: Commuters (s1)
   all else rests on Customer Segments, matters in 6-12 months
3. Channels: Shops^[[2J⏎and stands (c1)
   matters later
"
    );
    let file = place.read(FILE);
    let piped = place.pipe(&["risks", "-"], &file).fine();
    assert_eq!(piped, out);
}

#[test]
fn json_has_the_reasons_apart() {
    let place = place();
    let out = place.run(&["risks", FILE, "--json"]).fine();
    assert_harmless(&out);
    let risks: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(risks[0]["id"], "r1");
    assert_eq!(risks[0]["weight"], 105);
    assert_eq!(risks[0]["reasons"][0]["reason"], "revenue");
    assert_eq!(risks[0]["reasons"][0]["value"], 75);
    assert_eq!(risks[0]["evidence"][0], "9 of 12 would pay");
    assert_eq!(risks[2]["text"], "Shops\u{1b}[2J\nand stands");
    assert_eq!(risks.as_array().unwrap().len(), 3);
}

#[test]
fn words_and_evidence_are_taken_away_again() {
    let place = place();
    let none = ["--status", "none", "--horizon", "none"];
    for note in ["c1", "r1", "s1"] {
        place
            .run(&[&["set", FILE, note], &none[..]].concat())
            .fine();
    }
    place
        .run(&["set", FILE, "r1", "--no-evidence", "9 of 12 would pay"])
        .fine();
    let file = place.read(FILE);
    for gone in ["untested", "horizon", "evidence"] {
        assert!(!file.contains(gone), "{file}");
    }
    assert!(file.contains("\"status\": \"testing\""), "{file}");
    assert_eq!(
        place.run(&["risks", FILE]).fine(),
        "No belief is marked as untested.\n"
    );
    for wrong in [["--status", "maybe"], ["--horizon", "soon"]] {
        assert_eq!(
            place.run(&[&["set", FILE, "r1"], &wrong[..]].concat()).code,
            2
        );
    }
    let err = place
        .run(&["set", FILE, "r1", "--evidence", " ~ "])
        .failed();
    assert!(err.contains("\"~\" is no evidence"), "{err}");
}

#[test]
fn the_status_line_counts_what_is_untested() {
    let place = place();
    let line = place.run(&["status", FILE]).fine();
    assert_eq!(line, "4 notes · 3 untested\n");
    let format = place
        .run(&["status", "--format", "{untested}", FILE])
        .fine();
    assert_eq!(format, "3\n");
    place.run(&["move", FILE, "c1", "parking"]).fine();
    assert_eq!(
        place.run(&["status", FILE]).fine(),
        "4 notes · 2 untested\n"
    );
}
