//! `viability`: six questions, what is answered, and red flags.

use serde_json::Value;

use super::place::{Place, assert_harmless};

const FILE: &str = "a.canvas.json";

const CANVAS: &str = r#"{
  "kind": "business-model",
  "viability": {
    "need_validation": { "rating": 4, "reason": "12 of 15\u001b[2J asked" },
    "competitive_moat": { "rating": 9 }
  },
  "notes": {
    "s": { "block": "customer_segments", "text": "Everyone" },
    "c": { "block": "channels", "text": "Shops" }
  }
}"#;

#[test]
fn questions_stand_with_answers_and_red_flags() {
    let place = Place::with(FILE, CANVAS);
    let out = place.run(&["viability", FILE]).fine();
    assert_harmless(&out);
    let need = "\
4/5  Need validation
     Do we know exactly who has the need, and that they would pay?
     12 of 15^[[2J asked
     ! everyone is a customer
-/5  Value proposition
";
    assert!(out.starts_with(need), "{out}");
    assert!(out.contains("     ! all depends on one channel\n"), "{out}");
    assert!(out.contains("-/5  Competitive moat\n"), "{out}");
    assert_eq!(place.read(FILE), CANVAS);
}

#[test]
fn json_has_all_of_it() {
    let place = Place::with(FILE, CANVAS);
    let out = place.run(&["viability", FILE, "--json"]).fine();
    assert_harmless(&out);
    let list: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(list.as_array().unwrap().len(), 6);
    assert_eq!(list[0]["dimension"], "need_validation");
    assert_eq!(list[0]["rating"], 4);
    assert_eq!(list[0]["reason"], "12 of 15\u{1b}[2J asked");
    assert_eq!(list[0]["red_flags"][0], "everyone is a customer");
    assert_eq!(list[5]["rating"], Value::Null);
}
