//! `show`, and what stands in for it.

use std::io::Read;
use std::process::Stdio;

use super::place::{EXAMPLES, Place, assert_harmless, example};

fn aws() -> Place {
    Place::with("a.canvas.json", example("aws-iaas"))
}

#[test]
fn canvases_are_shown_at_any_width() {
    for name in ["aws-iaas", "it-organisation"] {
        let place = Place::with("a.canvas.json", example(name));
        for width in ["60", "100", "160"] {
            let out = place
                .run(&["show", "a.canvas.json", "--width", width])
                .fine();
            assert_harmless(&out);
            let most = out.lines().map(|line| line.chars().count()).max();
            assert!(most <= width.parse().ok(), "{name} {width}: {most:?}");
            insta::assert_snapshot!(format!("{name}-{width}"), out);
        }
    }
}

#[test]
fn every_note_is_in_the_picture() {
    for name in EXAMPLES {
        let place = Place::with("a.canvas.json", example(name));
        let canvas: serde_json::Value = serde_json::from_str(&example(name)).unwrap();
        let out = place
            .run(&["show", "a.canvas.json", "--width", "400"])
            .fine();
        for note in canvas["notes"].as_object().unwrap().values() {
            let Some(text) = note["text"].as_str() else {
                continue;
            };
            let first = text.lines().next().unwrap();
            assert!(out.contains(first), "{name}: {first}");
        }
    }
}

#[test]
fn without_a_terminal_a_file_is_shown() {
    let place = aws();
    let shown = place.run(&["show", "a.canvas.json"]).fine();
    assert_eq!(place.run(&["a.canvas.json"]).fine(), shown);
    assert_eq!(place.run(&["--read-only", "a.canvas.json"]).fine(), shown);
    assert_eq!(
        place.pipe(&["show", "-"], &example("aws-iaas")).fine(),
        shown
    );
    assert_eq!(place.pipe(&["-"], &example("aws-iaas")).fine(), shown);
    assert!(!shown.contains('\u{1b}'));
}

#[test]
fn without_a_terminal_and_a_file_there_is_a_hint() {
    let err = Place::new().run(&[]).failed();
    assert!(
        err.contains("needs a terminal") && err.contains("bmcanvas show"),
        "{err}"
    );
}

#[test]
fn colours_are_for_who_asks_for_them() {
    let place = aws();
    let show = |args: &[&str]| {
        place
            .run(&[&["show", "a.canvas.json"], args].concat())
            .fine()
    };
    let plain = show(&[]);
    for never in [&["--color", "never"][..], &["--color", "auto"]] {
        assert_eq!(show(never), plain);
    }
    assert!(show(&["--color", "truecolor", "--theme", "dark"]).contains("\u{1b}[38;2;"));
    assert!(show(&["--color", "256", "--theme", "dark"]).contains("38;5;"));
    assert!(show(&["--color", "16"]).contains("\u{1b}["));
    assert!(show(&["--color", "always"]).contains("\u{1b}["));
    // What stands before the subcommand counts too.
    let before = place
        .run(&["--color", "16", "show", "a.canvas.json"])
        .fine();
    assert_eq!(before, show(&["--color", "16"]));
    place.write_config("config.toml", "color = \"16\"\n");
    assert_eq!(show(&[]), before);
    assert_eq!(show(&["--color", "never"]), plain);
}

#[test]
fn lines_are_drawn_in_what_the_locale_has() {
    let place = aws();
    let args = ["show", "a.canvas.json", "--width", "100"];
    let unicode = place.run(&args).fine();
    assert!(unicode.contains('╭'));
    let ascii = place.run(&[&args[..], &["--ascii"]].concat()).fine();
    assert!(!ascii.contains('╭') && !ascii.contains('│'), "{ascii}");
    // Nor are there other marks, such as where a text is cut or a line of it ends.
    for width in ["30", "60", "90"] {
        let out = place.run(&["show", "a.canvas.json", "--width", width, "--ascii"]);
        let out = out.fine();
        assert!(out.is_ascii(), "{out}");
    }
    let output = place.command(&args).env("LC_ALL", "C").output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), ascii);
}

#[test]
fn hostile_text_is_shown_as_placeholders() {
    let hostile = r#"{ "title": "a\u001b]0;x\u0007b\u202ec", "notes": {
        "a\u001b[2J": { "block": "channels", "text": "x\u001b[31my\u009b2Jz\u2066\u200b" },
        "b": { "block": "no\u001bwhere", "text": "\r\u0000\u007f" } } }"#;
    let place = Place::with("a.canvas.json", hostile);
    for width in ["60", "160"] {
        let out = place
            .run(&["show", "a.canvas.json", "--width", width])
            .fine();
        assert_harmless(&out);
        assert!(out.contains("[31m"), "what is left of it is shown: {out}");
    }
}

#[test]
fn a_kind_can_be_put_in_place_of_the_canvas_s_own() {
    let place = Place::with(
        "a.canvas.json",
        r#"{ "kind": "ours", "title": "T", "notes": {} }"#,
    );
    let err = place.run(&["show", "a.canvas.json"]).failed();
    assert!(
        err.contains("a.canvas.json: no kind is called \"ours\"; there are business-model,"),
        "{err}"
    );
    assert!(
        err.contains(".bmcanvas/kinds") && err.contains("--kind"),
        "{err}"
    );
    let out = place
        .run(&["show", "a.canvas.json", "--kind", "swot"])
        .fine();
    assert!(out.contains("Strengths"), "{out}");
}

#[test]
fn a_newer_version_is_shown_with_a_word_about_it() {
    let text = r#"{ "bmcanvas": 2, "notes": { "a": { "block": "channels", "text": "Shop" } } }"#;
    let place = Place::with("a.canvas.json", text);
    let ended = place.run(&["show", "a.canvas.json"]);
    assert_eq!(ended.code, 0);
    assert!(
        ended.out.contains("Shop") && ended.err.contains("newer version"),
        "{ended:?}"
    );
}

#[test]
fn a_reader_that_has_enough_is_no_error() {
    let place = aws();
    let mut command = place.command(&["show", "a.canvas.json", "--width", "1000"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
}
