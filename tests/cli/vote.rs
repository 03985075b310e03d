//! `vote`: a round of dots from scripts.

use serde_json::Value;

use super::place::{Ended, Place, assert_harmless};

const FILE: &str = "a.canvas.json";

const CANVAS: &str = r#"{
  "kind": "business-model",
  "notes": {
    "c1": { "block": "channels", "rank": "A", "text": "Shops\u001b[2J" },
    "s1": { "block": "customer_segments", "rank": "A", "text": "Commuters" },
    "s2": { "block": "customer_segments", "rank": "B", "text": "Couriers" }
  }
}"#;

fn vote_as(place: &Place, who: &str, args: &[&str]) -> Ended {
    let mut command = place.command(&[&["vote", FILE], args].concat());
    Ended::of(&command.env("USER", who).output().unwrap())
}

fn json(place: &Place) -> Value {
    serde_json::from_str(&vote_as(place, "anna", &["--json"]).fine()).unwrap()
}

#[test]
fn a_round_is_opened_voted_in_and_closed() {
    let place = Place::with(FILE, CANVAS);
    vote_as(&place, "anna", &["--open", "3"]).fine();
    vote_as(&place, "anna", &["c1", "c1", "s2"]).fine();
    vote_as(&place, "ben\u{1b}[2J", &["s2"]).fine();
    // Nobody is told where others put their dots.
    let out = vote_as(&place, "anna", &[]).fine();
    assert_harmless(&out);
    assert_eq!(
        out,
        "\
3 dots each, open: 4 given by 2 people
Where they are is told once the round is closed. You have 0 left, and gave:
       1  Customer Segments: Couriers (s2)
       2  Channels: Shops^[[2J (c1)
"
    );
    let all = json(&place);
    assert_eq!((&all["state"], &all["each"]), (&"open".into(), &3.into()));
    assert_eq!(all["ranking"], Value::Null);
    assert_eq!(
        all["people"][0],
        serde_json::json!({ "name": "anna", "dots": 3 })
    );
    vote_as(&place, "ben", &["--close"]).fine();
    let out = vote_as(&place, "cleo", &[]).fine();
    assert_eq!(
        out,
        "\
3 dots each, closed: 4 given by 2 people
  1.   2  Customer Segments: Couriers (s2)
  1.   2  Channels: Shops^[[2J (c1)
"
    );
    let ranking = &json(&place)["ranking"];
    assert_eq!(ranking[1]["by"], serde_json::json!({ "anna": 2 }));
    assert_eq!(
        (&ranking[1]["place"], &ranking[1]["id"]),
        (&1.into(), &"c1".into())
    );
    assert_eq!(json(&place)["round"], 1);
    // Also from a pipe; and the notes have them.
    assert_eq!(place.pipe(&["vote", "-"], &place.read(FILE)).fine(), out);
    let list: Value = serde_json::from_str(&place.run(&["list", FILE, "--json"]).fine()).unwrap();
    assert_eq!(list[1]["votes"]["anna"], 1);
}

#[test]
fn what_cannot_be_voted_is_refused_whole() {
    let place = Place::with(FILE, CANVAS);
    let refused = |who: &str, args: &[&str], what: &str| {
        let before = place.read(FILE);
        let err = vote_as(&place, who, args).failed();
        assert!(err.contains(what), "{err}");
        assert_eq!(place.read(FILE), before);
    };
    refused("anna", &["s1"], "no round of dots is open");
    refused("anna", &["--close"], "no round of dots is open");
    vote_as(&place, "anna", &["--open", "2", "--shown"]).fine();
    refused("anna", &["--open", "5"], "a round of dots is open already");
    refused("anna", &["s1", "s2", "c1"], "all 2 of your dots are given");
    vote_as(&place, "anna", &["s1", "s2"]).fine();
    refused("anna", &["c1"], "all 2 of your dots are given");
    refused("ben", &["s1", "--take"], "no dot of yours is on this note");
    vote_as(&place, "anna", &["s1", "--take"]).fine();
    vote_as(&place, "anna", &["c1"]).fine();
    // This round shows all meanwhile.
    let out = vote_as(&place, "ben", &[]).fine();
    assert!(out.contains("  1.   1  Channels"), "{out}");
    vote_as(&place, "anna", &["--close"]).fine();
    refused("ben", &["s1"], "the round of dots is closed");
    // The next round begins without dots.
    vote_as(&place, "ben", &["--open", "1"]).fine();
    assert!(!place.read(FILE).contains("votes"));
}

#[test]
fn many_who_vote_at_once_are_all_counted() {
    let place = Place::with(FILE, CANVAS);
    vote_as(&place, "anna", &["--open", "1"]).fine();
    std::thread::scope(|scope| {
        for who in ["a", "b", "c", "d", "e", "f"] {
            let place = &place;
            scope.spawn(move || vote_as(place, who, &["s1"]).fine());
        }
    });
    vote_as(&place, "anna", &["--close"]).fine();
    assert_eq!(json(&place)["ranking"][0]["dots"], 6);
}

#[test]
fn a_person_with_more_dots_than_there_are_is_named() {
    let place = Place::with(
        FILE,
        r#"{ "voting": "1 each, closed", "notes": {
            "a": { "block": "channels", "text": "Shops", "votes": { "anna": 2, "ben": 1 } } } }"#,
    );
    let out = vote_as(&place, "anna", &[]).fine();
    assert!(out.contains("anna gave 2, more than there are"), "{out}");
    assert!(out.contains("  1.   3  Channels: Shops (a)"), "{out}");
}

#[test]
fn dots_that_come_late_do_not_count_in_the_next_round() {
    let place = Place::with(FILE, CANVAS);
    vote_as(&place, "anna", &["--open", "3", "--shown"]).fine();
    vote_as(&place, "anna", &["s1"]).fine();
    let base = place.read(FILE);
    vote_as(&place, "ben", &["s1", "s1"]).fine();
    let late = place.read(FILE);
    place.write(FILE, &base);
    vote_as(&place, "anna", &["--close"]).fine();
    vote_as(&place, "anna", &["--open", "2", "--shown"]).fine();
    vote_as(&place, "anna", &["c1"]).fine();
    assert!(place.read(FILE).contains(r#""anna": "1, round 2""#));
    place.write("base.json", &base);
    place.write("late.json", &late);
    place.run(&["merge", "base.json", FILE, "late.json"]).fine();
    let out = vote_as(&place, "ben", &[]).fine();
    assert!(
        out.starts_with("2 dots each, open and shown: 1 given by 1 person\n"),
        "{out}"
    );
    assert!(!out.contains("Commuters"), "{out}");
    assert_eq!(json(&place)["round"], 2);
}
