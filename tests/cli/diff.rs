//! `diff`: what differs between two canvases, as text, Markdown, JSON and in a line.

use super::place::{Ended, Place, assert_harmless, example};

const BEFORE: &str = r#"{
  "title": "Bike repair", "designed_by": "Ann", "iteration": 1, "future": 1.50,
  "conflicts": { "title": ["Old idea"] },
  "notes": {
    "a": { "block": "customer_segments", "rank": "A", "text": "Commuters" },
    "b": { "block": "customer_segments", "rank": "B", "text": "Couriers\nof parcels", "tags": ["x"] },
    "c": { "block": "customer_segments", "rank": "C", "text": "Students" },
    "d": { "block": "channels", "rank": "A", "text": "Partner shops near the station" },
    "e": { "block": "channels", "rank": "B", "text": "Web" },
    "f": { "block": "channels", "rank": "C", "text": "Phone", "color": "yellow", "tags": ["x", "y"] },
    "g": { "block": "cost_structure", "rank": "A", "text": "The same" },
    "h": { "block": "parking", "rank": "A", "text": "A quite different thought" }
  }
}"#;

const AFTER: &str = r#"{
  "title": "Bicycle repair", "designed_for": "Bank", "iteration": 2, "future": 1.5,
  "conflicts": { "date": ["2026"] },
  "notes": {
    "a": { "block": "customer_segments", "rank": "Z", "text": "Commuters" },
    "c": { "block": "customer_segments", "rank": "C", "text": "Students" },
    "d": { "block": "channels", "rank": "A", "text": "Partner shops inside the station\nand a kiosk", "amount": "40~50~70 EUR/month" },
    "e": { "block": "value_propositions", "rank": "B", "text": "Web", "price": 3 },
    "f": { "block": "channels", "rank": "C", "text": "Phone", "color": "green", "tags": ["x", "z"], "status": "testing", "horizon": "later", "evidence": ["asked ten", "~"], "links": ["a", "gone"] },
    "g": { "block": "cost_structure", "rank": "B", "text": "The same" },
    "h": { "block": "parking", "rank": "A", "text": "Something else, written anew" },
    "i": { "block": "channels", "rank": "D", "text": "Post\n\nand parcel", "color": "red" },
    "j": { "block": "channels", "rank": "E", "text": "Fax", "tags": ["conflict"], "conflict_of": "f" }
  }
}"#;

fn place() -> Place {
    let place = Place::with("before.json", BEFORE);
    place.write("after.json", AFTER);
    place
}

/// What a run printed that found differences and had nothing to complain of.
#[track_caller]
fn found(ended: Ended) -> String {
    assert_eq!((ended.code, ended.err.as_str()), (1, ""), "{ended:?}");
    ended.out
}

#[test]
fn notes_are_told_by_block_with_the_words_that_changed() {
    let out = found(place().run(&["diff", "before.json", "after.json"]));
    insta::assert_snapshot!(out);
}

const SAID: &str = r#"{ "notes": { "a": { "block": "channels", "rank": "A", "text": "Web", "comments": {
    "1": { "by": "Anna", "at": "2026-11-25T09:05:00Z", "text": "Who *runs* it?" },
    "2": { "by": "Anna", "at": "2026-11-25T09:05:10Z", "text": "Is it ours?" },
    "3": { "by": "Ben", "at": "last week", "text": "No" }
}, "review": { "Anna": "question" } } } }"#;

const ANSWERED: &str = r#"{ "notes": { "a": { "block": "channels", "rank": "A", "text": "Web", "comments": {
    "1": { "by": "Anna", "at": "2026-11-25T09:05:00Z", "text": "Who *runs* it?" },
    "2": { "by": "Anna", "at": "2026-11-25T09:05:10Z", "text": "Is it ours?", "resolved": "Cleo" },
    "4": { "by": "@cleo", "at": "2026-11-25T11:30:00Z", "text": "We do\n<b>now</b>" }
}, "review": { "Anna": "agree", "Cleo": "agree" } } } }"#;

#[test]
fn what_was_said_about_a_note_is_told() {
    let place = Place::with("before.json", SAID);
    place.write("after.json", ANSWERED);
    let text = found(place.run(&["diff", "before.json", "after.json"]));
    let markdown = found(place.run(&["diff", "--markdown", "before.json", "after.json"]));
    insta::assert_snapshot!(format!("{text}\n{markdown}"));
    let json = found(place.run(&["diff", "--json", "before.json", "after.json"]));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let note = &json["blocks"][0]["notes"][0];
    assert_eq!(note["to"]["comments"][1]["resolved"], "Cleo");
    assert_eq!(note["from"]["comments"][0]["by"], "Anna");
    assert_eq!(
        note["from"]["comments"][0]["resolved"],
        serde_json::Value::Null
    );
    assert_eq!(note["from"]["review"]["Anna"], "question");
}

#[test]
fn the_other_way_round_what_was_new_is_gone() {
    let out = found(place().run(&["diff", "after.json", "before.json"]));
    for line in [
        "  - Fax",
        "  + Couriers",
        "    of parcels",
        "  > Web  (from Value Propositions)",
    ] {
        assert!(out.lines().any(|other| other == line), "{line}: {out}");
    }
}

#[test]
fn markdown_is_for_a_comment() {
    let out = found(place().run(&["diff", "--markdown", "before.json", "after.json"]));
    insta::assert_snapshot!(out);
}

#[test]
fn json_keeps_its_shape() {
    let out = found(place().run(&["diff", "--json", "before.json", "after.json"]));
    insta::assert_snapshot!(out);
}

#[test]
fn a_line_says_how_much() {
    let out = found(place().run(&["diff", "--stat", "before.json", "after.json"]));
    assert_eq!(
        out,
        "+2 Channels, ~2 Channels, ~1 Parking, -1 Customer Segments and 8 more\n"
    );
}

#[test]
fn what_is_the_same_is_nothing_whatever_its_form() {
    let place = Place::with("a.json", r#"{ "blocks": { "channels": ["Shop", "Web"] } }"#);
    place.write("b.json", place.read("a.json"));
    place.run(&["fmt", "b.json"]).fine();
    for (form, expected) in [
        (&[][..], ""),
        (&["--stat"], ""),
        (&["--markdown"], "### Untitled canvas\n\nNo changes.\n"),
    ] {
        let args = [&["diff"], form, &["a.json", "b.json"]].concat();
        assert_eq!(place.run(&args).fine(), expected);
    }
    let json = place.run(&["diff", "--json", "a.json", "b.json"]).fine();
    assert!(json.contains("\"differs\": false"), "{json}");
}

#[test]
fn one_side_may_be_standard_input() {
    let place = place();
    for (args, text, line) in [
        (["diff", "-", "after.json"], BEFORE, "--- standard input"),
        (["diff", "before.json", "-"], AFTER, "+++ standard input"),
    ] {
        let out = found(place.pipe(&args, text));
        assert!(out.lines().any(|other| other == line), "{out}");
    }
    let err = place.run(&["diff", "-", "-"]).failed();
    assert!(err.contains("both canvases cannot come from"), "{err}");
}

#[test]
fn colours_are_for_terminals_and_those_who_ask() {
    let place = place();
    let files = ["before.json", "after.json"];
    let run = |more: &[&str]| found(place.run(&[&["diff"], more, &files].concat()));
    assert!(!run(&[]).contains('\u{1b}'));
    let coloured = run(&["--color", "always"]);
    let piece = "Partner shops \u{1b}[31m[-near-]\u{1b}[m\u{1b}[32m{+inside+}\u{1b}[m the station";
    assert!(coloured.contains(piece), "{coloured:?}");
    let mut bare = coloured;
    for sequence in ["", "1", "2", "31", "32", "33", "36"] {
        bare = bare.replace(&format!("\u{1b}[{sequence}m"), "");
    }
    assert_eq!(bare, run(&[]), "the colours say nothing that is not there");
    assert!(!run(&["--color", "never"]).contains('\u{1b}'));
}

#[test]
fn what_is_no_canvas_is_told_in_two_lines() {
    let place = place();
    place.write("broken.json", "{");
    let err = place.run(&["diff", "before.json", "broken.json"]).failed();
    assert!(err.contains("broken.json:1:2: the file ends"), "{err}");
    let err = place.run(&["diff", "none.json", "after.json"]).failed();
    assert!(err.contains("none.json"), "{err}");
    let ended = place.run(&["diff", "--json", "--stat", "before.json", "after.json"]);
    assert_eq!(ended.code, 2, "{ended:?}");
}

#[test]
fn hostile_texts_stay_texts() {
    let hostile =
        "\\u001b]0;x\\u0007 \\u202egnp <img src=x onerror=y> @ann [a](http://b.c) **b** `c` #1 | d";
    let text = |text: &str| {
        format!(
            r#"{{ "title": "{text}", "{text}": 1, "notes": {{ "{text}": {{ "block": "{text}", "rank": "A",
                "text": "{text}\n{text}", "color": "{text}", "tags": ["{text}"], "{text}": "{text}" }} }} }}"#
        )
    };
    let place = Place::with("a.json", text("plain"));
    place.write("b.json", text(hostile));
    for form in [&[][..], &["--stat"], &["--markdown"], &["--json"]] {
        for files in [["a.json", "b.json"], ["b.json", "a.json"]] {
            let out = found(place.run(&[&["diff"], form, &files].concat()));
            assert_harmless(&out);
            if form == ["--markdown"] {
                for markup in ["<img", "@ann", "](", "**b", "http:", "#1"] {
                    assert!(!out.contains(markup), "{markup}: {out}");
                }
                assert!(out.contains("\\`c\\`"), "{out}");
            }
        }
    }
}

#[test]
fn an_example_differs_from_another_in_all() {
    let place = Place::with("a.json", example("aws-iaas"));
    place.write("b.json", example("lean-meal-kit"));
    let out = found(place.run(&["diff", "a.json", "b.json"]));
    assert!(out.contains("Kind: [-business-model-]{+lean+}"), "{out}");
}

#[test]
fn canvases_written_apart_are_compared_by_what_their_notes_say() {
    let canvas = |notes: &str| format!(r#"{{ "blocks": {{ {notes} }} }}"#);
    let place = Place::with(
        "current.json",
        canvas(
            r#""channels": ["Partner shops near the station", "Web"], "cost_structure": ["Rent"]"#,
        ),
    );
    place.write(
        "ideal.json",
        canvas(r#""channels": ["web", "Partner shops inside the station", "Post"]"#),
    );
    let out = found(place.run(&["diff", "current.json", "ideal.json"]));
    for line in [
        "  ~ Partner shops [-near-]{+inside+} the station",
        "  + Post",
        "  - Rent",
    ] {
        assert!(out.lines().any(|other| other == line), "{line}: {out}");
    }
    let stat = found(place.run(&["diff", "--stat", "current.json", "ideal.json"]));
    assert_eq!(stat, "+1 Channels, ~2 Channels, -1 Cost Structure\n");
}

/// What a canvas states as a whole, before and after.
const STATED: [&str; 2] = [
    r#"{ "kind": "business-model", "title": "Plan",
  "figures": { "currency": "EUR", "units": "80/month", "rates": { "USD": "0.92" } },
  "viability": { "need_validation": { "rating": 2, "reason": "few asked" }, "luck": 7 },
  "notes": { "a": { "block": "channels", "rank": "A", "text": "Web shop" } } }"#,
    r#"{ "kind": "business-model", "title": "Plan",
  "figures": { "currency": "EUR", "units": "90/month", "rates": { "USD": "0.95" }, "projects": "1 once" },
  "viability": { "need_validation": { "rating": 4, "reason": "12 asked" }, "luck": 8 },
  "story": [{ "id": "value_propositions", "say": "What\u001b[2J we do" }, { "id": "customer_segments" }, { "id": "a", "say": "Soon" }],
  "notes": { "a": { "block": "channels", "rank": "A", "text": "Web shop" } } }"#,
];

#[test]
fn what_a_canvas_states_as_a_whole_is_told_part_by_part() {
    let place = Place::with("before.json", STATED[0]);
    place.write("after.json", STATED[1]);
    let out = found(place.run(&["diff", "before.json", "after.json"]));
    assert_harmless(&out);
    insta::assert_snapshot!(out);
    let out = found(place.run(&["diff", "--stat", "before.json", "after.json"]));
    assert_eq!(out, "figures, story, viability\n");
    let out = found(place.run(&["diff", "--markdown", "before.json", "after.json"]));
    let answer = r"- **Need validation:** <del>2 few</del><ins>4 12</ins> asked";
    assert!(out.contains(answer), "{out}");
}
