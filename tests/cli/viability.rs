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
     ! everyone is a customer: “Everyone” (s)
-/5  Value proposition
";
    assert!(out.starts_with(need), "{out}");
    assert!(
        out.contains("     ! all depends on one channel (Channels)\n"),
        "{out}"
    );
    assert!(out.contains("-/5  Competitive moat\n"), "{out}");
    assert_eq!(place.read(FILE), CANVAS);
}

#[test]
fn a_rule_that_the_team_switched_off_shows_as_no_flag() {
    let place = Place::with(FILE, CANVAS);
    place.write(
        ".bmcanvas/check.toml",
        "everyone-as-customer = \"off\"\nfly = \"off\"\n",
    );
    let ended = place.run(&["viability", FILE]);
    assert!(!ended.out.contains("everyone"), "{}", ended.out);
    assert!(ended.out.contains("! nobody pays for it"), "{}", ended.out);
    assert!(ended.err.contains("no rule is called"), "{}", ended.err);
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
    assert_eq!(list[0]["flags"][0]["note"], "s");
    assert_eq!(list[4]["flags"][0]["block"], "key_partners");
    assert_eq!(list[5]["rating"], Value::Null);
    let out = place.run(&["viability", FILE, "need", "--json"]).fine();
    let list: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(list.as_array().unwrap().len(), 1);
}

#[test]
fn an_answer_is_written_into_the_canvas() {
    let place = Place::with(FILE, CANVAS);
    let answer = |args: &[&str]| {
        let out = place.run(&[&["viability", FILE], args].concat()).fine();
        assert_eq!(out, "");
    };
    let first = || {
        let out = place.run(&["viability", FILE, "costs"]).fine();
        let lines: Vec<String> = out.lines().map(str::to_owned).collect();
        assert!(lines.len() < 5, "{out}");
        (lines[0].clone(), lines[2..].concat())
    };
    answer(&["costs", "--rating", "3", "--reason", "12 EUR\n left"]);
    assert_eq!(
        first(),
        ("3/5  Cost structure".into(), "     12 EUR left".into())
    );
    answer(&["cost_structure", "--rating", "2"]);
    assert_eq!(first().0, "2/5  Cost structure");
    answer(&["costs", "--reason", "-3 a unit"]);
    assert_eq!(
        first(),
        ("2/5  Cost structure".into(), "     -3 a unit".into())
    );
    answer(&["costs", "--rating", "none", "--reason", ""]);
    assert_eq!(first(), ("-/5  Cost structure".into(), String::new()));
    let before = place.read(FILE);
    assert!(before.contains("12 of 15"), "{before}");
    answer(&["costs", "--rating", "none"]);
    assert_eq!(place.read(FILE), before);
    for wrong in [
        &["costs", "--rating", "6"][..],
        &["luck", "--rating", "3"],
        &["--rating", "3"],
    ] {
        let ended = place.run(&[&["viability", FILE], wrong].concat());
        assert_eq!(ended.code, 2, "{wrong:?}");
    }
    assert_eq!(place.read(FILE), before);
}
