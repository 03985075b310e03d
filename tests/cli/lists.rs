//! What there is: kinds, themes, keys, the schema, completions, the manual.

use super::place::{Place, assert_harmless, example};

const SWOT: &str = include_str!("../../canvases/kinds/swot.json");

fn swot(id: &str, title: &str) -> String {
    let mut kind: serde_json::Value = serde_json::from_str(SWOT).unwrap();
    kind["id"] = id.into();
    kind["title"] = title.into();
    kind.to_string()
}

#[test]
fn kinds_are_listed() {
    let place = Place::new();
    let out = place.run(&["kinds"]).fine();
    let ids: Vec<_> = out
        .lines()
        .map(|line| line.split(' ').next().unwrap())
        .collect();
    assert_eq!(
        ids,
        [
            "business-model",
            "it-business-model",
            "lean",
            "mission-model",
            "swot"
        ]
    );
    assert!(out.lines().all(|line| line.ends_with("built in")), "{out}");
    let json: serde_json::Value =
        serde_json::from_str(&place.run(&["kinds", "--json"]).fine()).unwrap();
    assert_eq!(json[2]["title"], "Lean Canvas");
}

#[test]
fn a_kind_is_shown_with_blocks_and_questions() {
    let place = Place::new();
    let out = place.run(&["kinds", "business-model"]).fine();
    assert!(
        out.contains("1 Customer Segments (CS) · customer_segments\n     - "),
        "{out}"
    );
    let json = place.run(&["kinds", "business-model", "--json"]).fine();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["blocks"][0]["code"], "CS");
    assert_eq!(json["blocks"].as_array().unwrap().len(), 9);
    let err = place.run(&["kinds", "none"]).failed();
    assert!(
        err.contains("no kind is called \"none\"; there are business-model,"),
        "{err}"
    );
}

#[test]
fn a_team_s_kind_is_used_below_the_top_of_its_repository() {
    let place = Place::with(".bmcanvas/kinds/ours.json", swot("ours", "Our kind"));
    place.write(
        "deep/er/a.canvas.json",
        r#"{ "kind": "ours", "notes": {} }"#,
    );
    let out = place.run(&["show", "deep/er/a.canvas.json"]).fine();
    assert!(out.contains("Strengths"), "{out}");
    let out = place.run(&["kinds"]).fine();
    assert!(
        out.contains("ours")
            && out.contains("Our kind")
            && out.contains(".bmcanvas/kinds/ours.json"),
        "{out}"
    );
    let made = place.run(&["new", "b", "--kind", "ours"]).fine();
    assert_eq!(made, "b.canvas.json\n");
}

#[test]
fn the_nearest_kind_wins() {
    let place = Place::new();
    place.write_config("kinds/swot.json", &swot("swot", "Mine"));
    assert!(place.run(&["kinds", "swot"]).fine().starts_with("Mine"));
    place.write(".bmcanvas/kinds/swot.json", swot("swot", "Ours"));
    assert!(place.run(&["kinds", "swot"]).fine().starts_with("Ours"));
}

#[test]
fn a_wrong_kind_is_named_with_its_place() {
    let bad = SWOT.replacen("\"bmcanvas_kind\": 1", "\"bmcanvas_kind\": 9", 1);
    let place = Place::with(".bmcanvas/kinds/swot.json", bad);
    place.write("a.canvas.json", r#"{ "kind": "swot", "notes": {} }"#);
    let wanted = ".bmcanvas/kinds/swot.json:2:20: this is version 9 of the form";
    let err = place.run(&["show", "a.canvas.json"]).failed();
    assert!(err.contains(wanted), "{err}");
    let ended = place.run(&["kinds"]);
    assert_eq!((ended.code, ended.out.lines().count()), (1, 4));
    assert!(ended.err.contains(wanted), "{ended:?}");
}

#[test]
fn conflict_markers_in_a_kind_are_named_as_such() {
    let text = SWOT.replacen(
        "  \"title\"",
        "<<<<<<< ours\n=======\n>>>>>>> theirs\n  \"title\"",
        1,
    );
    let place = Place::with(".bmcanvas/kinds/swot.json", text);
    let err = place.run(&["kinds", "swot"]).failed();
    assert!(
        err.contains(
            "swot.json:4:1: git's conflict markers are still in the file, lines 4, 5 and 6"
        ),
        "{err}"
    );
}

#[test]
fn hostile_kinds_get_nothing_out() {
    let place = Place::with(
        ".bmcanvas/kinds/x.json",
        swot("x", "a\u{1b}[2J\u{202e}\u{9b}\nb"),
    );
    place.write(".bmcanvas/kinds/y.json", "{ \"\u{1b}]0;x\u{7}\": \u{9b} }");
    for args in [
        &["kinds"][..],
        &["kinds", "--json"],
        &["kinds", "x"],
        &["kinds", "x", "--json"],
        &["kinds", "y"],
    ] {
        let ended = place.run(args);
        assert_harmless(&ended.out);
        assert_harmless(&ended.err);
    }
    let json = place.run(&["kinds", "x", "--json"]).fine();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        json["title"], "a\u{1b}[2J\u{202e}\u{9b}\nb",
        "JSON tells it as it is"
    );
}

#[test]
fn themes_are_listed_and_own_ones_used() {
    let place = Place::new();
    let out = place.run(&["themes"]).fine();
    let names: Vec<_> = out
        .lines()
        .map(|line| line.split(' ').next().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "terminal",
            "dark",
            "light",
            "high-contrast",
            "colour-blind",
            "mono"
        ]
    );
    place.write_config(
        "themes/night.toml",
        "inherits = \"dark\"\n[roles]\ntitle = { fg = \"#123456\" }\n",
    );
    let ended = place.run(&["themes"]);
    assert!(ended.out.contains("themes/night.toml"), "{ended:?}");
    place.write("a.canvas.json", example("aws-iaas"));
    let args = ["show", "a.canvas.json", "--color", "truecolor", "--theme"];
    let night = place.run(&[&args[..], &["night"]].concat());
    assert_ne!(
        night.out,
        place.run(&[&args[..], &["dark"]].concat()).fine()
    );
    let ended = place.run(&[&args[..], &["none"]].concat());
    assert_eq!(
        ended.code, 0,
        "an unknown theme is no reason to show nothing"
    );
    assert!(
        ended.err.contains("there is no theme \"none\""),
        "{ended:?}"
    );
}

#[test]
fn a_wrong_theme_is_a_finding() {
    let place = Place::with(".bmcanvas/themes/bad.toml", "\n\ninherits = 1\n\u{1b}");
    let ended = place.run(&["themes"]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("theme bad, line "), "{ended:?}");
    assert_harmless(&ended.err);
}

#[test]
fn a_theme_that_cannot_be_read_is_not_called_missing() {
    let place = Place::with(".bmcanvas/themes/latin.toml", b"# \xe9\n");
    place.write("a.canvas.json", example("aws-iaas"));
    for args in [
        &["themes"][..],
        &["show", "a.canvas.json", "--theme", "latin"],
    ] {
        let err = place.run(args).err;
        assert!(
            err.contains("themes/latin.toml: the file is not UTF-8"),
            "{err}"
        );
        assert!(!err.contains("there is no theme"), "{err}");
    }
}

#[test]
fn keys_are_those_of_the_configuration() {
    let place = Place::new();
    let usual = place.run(&["keys"]).fine();
    place.write_config(
        "config.toml",
        "[keys.board]\npark = \"f7\"\nzoom = \"f7\"\nfly = \"f\"\n",
    );
    let ended = place.run(&["keys"]);
    assert_ne!(ended.out, usual);
    let park = ended
        .out
        .lines()
        .find(|line| line.contains(" park "))
        .unwrap();
    assert!(park.trim().starts_with("f7 "), "{park}");
    let warnings: Vec<_> = ended.err.lines().collect();
    assert_eq!(warnings.len(), 2, "{ended:?}");
    assert!(
        warnings[0]
            .starts_with("bmcanvas: config.toml:3: [keys.board] zoom: f7 already means \"park\"")
    );
    assert!(warnings[1].starts_with("bmcanvas: config.toml:4: [keys.board] fly: no command"));
}

#[test]
fn a_repository_brings_no_configuration() {
    let place = Place::with(".bmcanvas/config.toml", "[keys.board]\npark = \"f7\"\n");
    let usual = Place::new().run(&["keys"]).fine();
    assert_eq!(place.run(&["keys"]).fine(), usual);
}

#[test]
fn the_usual_keys_come_as_markdown() {
    let place = Place::new();
    let out = place.run(&["keys", "--markdown"]).fine();
    assert_eq!(out, bmcanvas::cli::keys_as_markdown());
    assert!(out.contains("| `x` |"), "{out}");
    let rows = out.lines().filter(|line| line.starts_with('|'));
    for row in rows {
        assert_eq!(row.replace("\\|", "").matches('|').count(), 4, "{row}");
    }
}

#[test]
fn schema_completions_and_manual() {
    let place = Place::new();
    let schema: serde_json::Value = serde_json::from_str(&place.run(&["schema"]).fine()).unwrap();
    assert!(schema["properties"]["notes"].is_object());
    for shell in ["bash", "zsh", "fish"] {
        let out = place.run(&["completions", shell]).fine();
        assert!(
            out.contains("bmcanvas") && out.contains("read-only"),
            "{shell}"
        );
    }
}

#[test]
fn the_manual_page_has_each_command_with_its_options() {
    let place = Place::new();
    let man = place.run(&["man"]).fine();
    for words in [
        ".TH bmcanvas 1",
        "\\-\\-read\\-only",
        ".SS \"bmcanvas show\"",
        "\\-\\-width",
        ".SS \"bmcanvas fmt\"",
        "\\-\\-check",
        ".SS \"bmcanvas completions\"",
        "Exit codes: 0 fine, 1 a finding, 2 wrong arguments or input.",
    ] {
        assert!(man.contains(words), "{words}: {man}");
    }
    // There is one page; none but it can be referred to.
    assert!(!man.contains("bmcanvas\\-show(1)"), "{man}");
    let examples = man.split_once(".SH EXAMPLES").unwrap().1;
    let as_it_is = examples.find(".nf\n").unwrap();
    assert!(
        examples.find("choose a canvas").unwrap() > as_it_is,
        "{man}"
    );
}

#[test]
fn help_has_examples() {
    let place = Place::new();
    for args in [
        &["--help"][..],
        &["show", "--help"],
        &["new", "-h"],
        &["fmt", "-h"],
        &["kinds", "-h"],
    ] {
        let out = place.run(args).fine();
        assert!(out.contains("Example"), "{out}");
    }
    assert!(place.run(&["--version"]).fine().starts_with("bmcanvas "));
}
