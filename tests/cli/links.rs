//! `link`, `narrow`, and what other commands know of links.

use super::add::{FILE, canvas, refused};
use super::place::Place;

const NOTES: &str = r#"{ "bmcanvas": 1, "kind": "business-model", "title": "Repair", "notes": {
    "c1": { "block": "customer_segments", "rank": "B", "text": "Commuters" },
    "c2": { "block": "customer_segments", "rank": "C", "text": "Couriers", "tags": ["city"] },
    "k1": { "block": "key_resources", "rank": "B", "text": "Mechanics" },
    "p1": { "block": "value_propositions", "rank": "B", "text": "Fixed today" },
    "p2": { "block": "value_propositions", "rank": "C", "text": "A card", "links": ["gone"] }
} }"#;

fn links(place: &Place, id: &str) -> Vec<String> {
    let links = canvas(place).note(&id.into()).unwrap().links.clone();
    links.iter().map(|id| id.as_str().to_owned()).collect()
}

fn listed(place: &Place, id: &str) -> String {
    let out = place.run(&["list", FILE, "--linked", id]).fine();
    let ids = out.lines().map(|line| line.split('\t').next().unwrap());
    ids.collect::<Vec<_>>().join(" ")
}

fn place() -> Place {
    let place = Place::with(FILE, NOTES);
    place.run(&["link", FILE, "c1", "p1"]).fine();
    place.run(&["link", FILE, "p2", "c2"]).fine();
    place.run(&["link", FILE, "k1", "p1", "p2"]).fine();
    place
}

#[test]
fn notes_are_linked_and_listed_from_both_ends() {
    let place = place();
    assert_eq!(links(&place, "p1"), ["c1"]);
    assert_eq!(links(&place, "c1"), [""; 0]);
    assert_eq!(links(&place, "k1"), ["p1", "p2"]);
    assert_eq!(listed(&place, "p1"), "c1 k1");
    assert_eq!(listed(&place, "c1"), "p1");
    let before = place.read(FILE);
    place.run(&["link", FILE, "p1", "c1"]).fine();
    assert_eq!(place.read(FILE), before, "it is there already");
    place.run(&["link", FILE, "c1", "p1", "--remove"]).fine();
    place.run(&["link", FILE, "p2", "gone", "--remove"]).fine();
    assert_eq!(links(&place, "p1"), [""; 0]);
    assert_eq!(links(&place, "p2"), ["c2"]);
}

#[test]
fn what_the_kind_does_not_know_is_refused_as_a_whole() {
    let place = place();
    for (args, what) in [
        (
            &["c1", "p2", "c2"],
            "Customer Segments and Customer Segments cannot be linked",
        ),
        (
            &["c1", "p2", "k1"],
            "Customer Segments and Key Resources cannot be linked",
        ),
        (&["p1", "c2", "p1"], "a note cannot be linked to itself"),
        (&["c1", "p2", "zz"], "no note has the id"),
    ] {
        let err = refused(&place, &[&["link", FILE], &args[..]].concat());
        assert!(err.contains(what), "{err}");
    }
    let err = refused(&place, &["link", FILE, "c1", "c2"]);
    assert!(err.contains("`bmcanvas kinds business-model`"), "{err}");
}

#[test]
fn a_canvas_is_narrowed_to_a_segment_or_a_tag() {
    let place = place();
    let out = place.run(&["show", FILE, "--segment", "c1"]).fine();
    assert!(
        out.contains("Commuters") && out.contains("Mechanics"),
        "{out}"
    );
    assert!(
        !out.contains("Couriers") && !out.contains("A card"),
        "{out}"
    );
    let out = place.run(&["show", FILE, "--tag", "city"]).fine();
    assert!(out.contains("Couriers") && out.contains("A card"), "{out}");
    assert!(!out.contains("Fixed today"), "{out}");
    let printed = place.run(&["narrow", FILE, "--tag", "city"]).fine();
    place
        .run(&["narrow", FILE, "--segment", "c2", "-o", "c2.json"])
        .fine();
    assert_eq!(place.read("c2.json"), printed);
    let list = place.run(&["list", "c2.json"]).fine();
    assert_eq!(list.lines().count(), 3, "{list}");
    assert!(
        !printed.contains("gone") && !printed.contains("\"p1\""),
        "{printed}"
    );
    let ended = place.run(&["narrow", FILE, "--segment", "c1", "-o", "c2.json"]);
    assert_eq!(ended.code, 2, "{ended:?}");
    assert_eq!(place.read("c2.json"), printed, "it is not written over");
    let err = refused(&place, &["narrow", FILE, "--tag", "none"]);
    assert!(err.contains("In use are city."), "{err}");
    assert_eq!(place.run(&["narrow", FILE]).code, 2);
}

#[test]
fn links_to_notes_that_are_gone_are_taken_away_at_once() {
    let place = place();
    place.run(&["rm", FILE, "c1"]).fine();
    assert_eq!(links(&place, "p1"), ["c1"], "it may come back");
    let out = place.run(&["link", FILE, "--prune"]).fine();
    assert_eq!(out, "2 links to notes that are gone taken away\n");
    assert_eq!(links(&place, "p1"), [""; 0]);
    assert_eq!(links(&place, "p2"), ["c2"]);
    let before = place.read(FILE);
    let out = place.run(&["link", FILE, "--prune"]).fine();
    assert_eq!(out, "0 links to notes that are gone taken away\n");
    assert_eq!(place.read(FILE), before);
    assert_eq!(place.run(&["link", FILE, "c2", "--prune"]).code, 2);
    assert_eq!(place.run(&["link", FILE, "c2"]).code, 2);
}

#[test]
fn tags_are_listed_and_coloured() {
    let place = place();
    let tag = |args: &[&str]| place.run(&[&["tag", FILE], args].concat());
    assert_eq!(tag(&[]).fine(), "city\t1\t\n");
    assert_eq!(tag(&["#city", "--color", "blue"]).fine(), "");
    // One that no note has yet can be prepared.
    tag(&["later", "--color", "red"]).fine();
    assert_eq!(tag(&[]).fine(), "city\t1\tblue\nlater\t0\tred\n");
    let json: serde_json::Value = serde_json::from_str(&tag(&["--json"]).fine()).unwrap();
    assert_eq!(
        json[0],
        serde_json::json!({ "tag": "city", "notes": 1, "color": "blue" })
    );
    let text = std::fs::read_to_string(place.path("work").join(FILE)).unwrap();
    assert!(text.contains("\"city\": {"), "{text}");
    let shown = place.run(&["show", FILE, "--width", "100"]).fine();
    assert!(shown.contains("Couriers ●c"), "{shown}");
    place.write("before.json", NOTES);
    let said = place.run(&["diff", "before.json", FILE]).out;
    assert!(said.contains("Colour of #city"), "{said}");
    for tag in ["city", "later"] {
        place.run(&["tag", FILE, tag, "--color", "none"]).fine();
    }
    assert!(
        !std::fs::read_to_string(place.path("work").join(FILE))
            .unwrap()
            .contains("\"tags\": {")
    );
    let wrong = place.run(&["tag", FILE, "city", "--color", "mauve"]);
    assert!(
        wrong.err.contains("possible values: yellow"),
        "{}",
        wrong.err
    );
    place.write(FILE, r#"{ "tags": ["dev"] }"#);
    let err = refused(&place, &["tag", FILE, "city", "--color", "red"]);
    assert!(err.contains("what this version does not know"), "{err}");
}
