//! `check`: what the rules find.

use serde_json::Value;

use super::place::{Place, assert_harmless};

const FILE: &str = "a.canvas.json";

/// One warning about a note, two about empty blocks, and hints.
const CANVAS: &str = r#"{
  "kind": "business-model",
  "title": "Plan",
  "notes": {
    "s1": { "block": "customer_segments", "text": "Everyone\u001b[2J" },
    "v1": { "block": "value_propositions", "text": "Fast, see src/here.rs and src/gone.rs:3" },
    "c1": { "block": "channels", "text": "Shops" }
  }
}"#;

fn place() -> Place {
    let place = Place::with(FILE, CANVAS);
    place.write("src/here.rs", "");
    place
}

fn lines(out: &str) -> Vec<&str> {
    let is_finding = |line: &&str| !line.starts_with("  ") && !line.contains("empty-block");
    out.lines().filter(is_finding).collect()
}

#[test]
fn findings_are_told_with_what_to_do() {
    let place = place();
    let ended = place.run(&["check", FILE]);
    assert_eq!((ended.code, ended.err.as_str()), (1, ""));
    assert_harmless(&ended.out);
    assert_eq!(
        lines(&ended.out),
        [
            "a.canvas.json: warning: Customer Segments, “Everyone^[[2J” (s1): everyone is no segment [everyone-as-customer]",
            "a.canvas.json: warning: Value Propositions, “Fast, see src/here.rs and src/gone.rs:3” (v1): there is no src/gone.rs [dangling-reference]",
            "a.canvas.json: warning: Revenue Streams: nothing here for what Customer Segments holds [segment-without-revenue]",
            "3 warnings, 6 hints",
        ]
    );
    assert!(
        ended
            .out
            .contains("\n  Name the group that would miss it first.\n")
    );
}

#[test]
fn the_level_decides_the_exit_code() {
    let place = place();
    for (level, code) in [("error", 0), ("warning", 1), ("hint", 1), ("never", 0)] {
        let ended = place.run(&["check", FILE, "--fail-on", level]);
        assert_eq!(ended.code, code, "{level}");
    }
    assert_eq!(place.pipe(&["check", "-"], CANVAS).code, 1);
    assert_eq!(place.run(&["check", "none.json", FILE]).code, 2);
    assert!(
        place
            .run(&["check", "none.json", FILE])
            .out
            .contains("everyone")
    );
    assert_eq!(place.run(&["check"]).code, 2);
    assert_eq!(place.run(&["check", FILE, "--fail-on", "much"]).code, 2);
    let fine = r#"{ "title": "x", "notes": { "a": { "block": "strengths", "text": "b" } }, "kind": "swot" }"#;
    place.write("fine.json", fine);
    let ended = place.run(&["check", "fine.json"]);
    assert_eq!((ended.code, lines(&ended.out)), (0, vec!["3 hints"]));
}

#[test]
fn a_repository_and_a_canvas_switch_rules() {
    let place = place();
    place.write("plans/b.canvas.json", CANVAS);
    let switches = "everyone-as-customer = \"off\"\nempty-block = \"off\"\nempty = \"off\"\n\
                    [canvas.\"plans/b.canvas.json\"]\nsegment-without-revenue = \"error\"\n";
    place.write(".bmcanvas/check.toml", switches);
    let ended = place.run(&["check", FILE]);
    assert!(!ended.out.contains("everyone"), "{}", ended.out);
    assert!(ended.out.ends_with("2 warnings\n"), "{}", ended.out);
    assert!(
        ended
            .err
            .contains("check.toml:3: no rule is called \"empty\""),
        "{}",
        ended.err
    );
    let ended = place.run(&["check", "plans/b.canvas.json", "--fail-on", "error"]);
    assert!(ended.out.ends_with("1 error, 1 warning\n"), "{}", ended.out);
    assert_eq!(ended.code, 1);
}

#[test]
fn a_section_that_is_for_no_canvas_is_told_once() {
    let place = place();
    place.write("plans/b.canvas.json", CANVAS);
    let section = |name: &str| format!("[canvas.\"{name}\"]\nlong-note = \"off\"\n");
    let names = [
        FILE,
        "plans/b.canvas.json",
        "b.canvas.json",
        "./plans/b.canvas.json",
        "plans",
    ];
    place.write(".bmcanvas/check.toml", names.map(section).concat());
    let told = place.run(&["check", FILE, "plans/b.canvas.json"]).err;
    let told: Vec<&str> = told.lines().collect();
    assert_eq!(told.len(), 3, "{told:?}");
    for (line, name) in told
        .iter()
        .zip([(5, names[2]), (7, names[3]), (9, names[4])])
    {
        let (at, name) = name;
        let wanted = format!("check.toml:{at}: no canvas is called \"{name}\"");
        assert!(line.contains(&wanted), "{line}");
    }
}

#[test]
fn red_flags_on_a_page_follow_the_rules_of_the_repository() {
    let canvas = CANVAS.replacen(
        "\"notes\"",
        "\"viability\": { \"need_validation\": { \"rating\": 2 } }, \"notes\"",
        1,
    );
    let place = Place::with(FILE, &canvas);
    let flags = || {
        let page = place.run(&["export", FILE, "--to", "html"]).out;
        assert!(page.contains("Does it hold?"), "{page}");
        page.matches("⚑ red flag").count()
    };
    let told = || {
        let told = place.run(&["viability", FILE]).out;
        told.matches("\n     ! ").count()
    };
    let before = flags();
    assert!(before > 0);
    assert_eq!(told(), before);
    let rules = place.run(&["check", "--rules"]).out;
    let ids = rules.lines().filter(|line| !line.starts_with(' '));
    let ids = ids.filter_map(|line| line.split_whitespace().next());
    let off: Vec<String> = ids.map(|id| format!("{id} = \"off\"")).collect();
    place.write(".bmcanvas/check.toml", off.join("\n"));
    assert!(flags() < before);
    assert_eq!(told(), flags());
}

#[test]
fn as_json_too() {
    let place = place();
    let said: Value = serde_json::from_str(&place.run(&["check", "--json", FILE]).out).unwrap();
    assert_eq!(said["bmcanvas_check"], 1);
    assert_eq!(said["counts"]["warning"], 3);
    assert_eq!(said["files"][0]["file"], FILE);
    let first = &said["files"][0]["findings"][0];
    assert_eq!(first["rule"], "everyone-as-customer");
    assert_eq!(
        (&first["note"], &first["block"]),
        (&"s1".into(), &"customer_segments".into())
    );
    let rules: Value =
        serde_json::from_str(&place.run(&["check", "--rules", "--json"]).fine()).unwrap();
    assert!(rules.as_array().unwrap().len() >= 14);
    assert!(
        place
            .run(&["check", "--rules"])
            .fine()
            .contains("near-duplicate               hint\n")
    );
}
