//! `silent` and `reveal`, and what `add` says meanwhile.

use super::place::Place;

const FILE: &str = "a.canvas.json";

fn place() -> Place {
    Place::with(
        FILE,
        r#"{ "notes": { "c1": { "block": "channels", "rank": "A", "text": "Shops" } } }"#,
    )
}

#[test]
fn a_round_is_begun_and_revealed_once() {
    let place = place();
    let err = place.run(&["reveal", FILE]).failed();
    assert!(err.contains("no silent round is on"), "{err}");
    let mut silent = place.command(&["silent", FILE]);
    assert!(silent.env("USER", "anna").status().unwrap().success());
    assert!(
        place.read(FILE).contains("\"silent\": \"anna\""),
        "{}",
        place.read(FILE)
    );
    let err = place.run(&["silent", FILE]).failed();
    assert!(err.contains("a silent round is on already"), "{err}");
    assert_eq!(place.run(&["reveal", FILE]).fine(), "");
    assert!(!place.read(FILE).contains("silent"));
}

#[test]
fn add_says_that_all_see_its_notes() {
    let place = place();
    place.run(&["silent", FILE]).fine();
    let added = place.run(&["add", FILE, "channels", "Web"]);
    assert_eq!(added.code, 0);
    assert_eq!(added.out.lines().count(), 1);
    let said: Vec<&str> = added.err.lines().collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].contains("all see these notes at once"), "{said:?}");
    assert!(place.read(FILE).contains("Web"));
}
