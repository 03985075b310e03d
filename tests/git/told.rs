//! `log`, `blame`, `show --at` and `snapshot` on real repositories, and in folders without one.

use std::fs;

use super::canvas::{canvas, read};
use super::history::long;
use super::place::{Ended, Place};

const FILE: &str = "plan.canvas.json";

/// The lines without the hashes and dates at their beginning.
fn lines(out: &str) -> Vec<&str> {
    let bare = |line: &'_ str| line.char_indices().nth(22).map(|(at, _)| at);
    out.lines()
        .map(|line| line.get(bare(line).unwrap()..).unwrap())
        .collect()
}

#[track_caller]
fn fails(ended: &Ended, what: &str, advice: &str) {
    assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{ended:?}");
    let lines: Vec<&str> = ended.err.lines().collect();
    assert_eq!(lines.len(), 2, "{ended:?}");
    assert!(
        lines[0].contains(what) && lines[1].contains(advice),
        "{ended:?}"
    );
}

#[test]
fn log_prints_a_line_for_each_commit() {
    let place = Place::new();
    place.commit_as("one", "old.json", long("1"));
    place.git(&["mv", "old.json", FILE]);
    place.commit_as("re\u{1b}[31mnamed", FILE, long("1"));
    place.commit_as(
        "three",
        FILE,
        long("2").replace("number 10\"", "number ten\""),
    );
    let out = place.run(["log", FILE]).fine();
    let head = place.git(&[
        "show",
        "--no-patch",
        "--format=%h  %ad",
        "--date=short",
        "--abbrev=8",
        "HEAD",
    ]);
    assert!(out.starts_with(head.trim()), "{out}");
    assert_eq!(
        lines(&out),
        [
            "A  ~2             three",
            "A  form only      re^[[31mnamed",
            "A  new, 21 notes  one  (old.json)",
        ]
    );
    assert_eq!(
        lines(&place.run(["log", "-n", "1", FILE]).fine()),
        ["A  ~2  three"]
    );
    assert_eq!(place.run(["log", FILE, "-n0"]).fine(), "");
    let out = place.run(["log", FILE, "--json"]).fine();
    assert!(!out.contains('\u{1b}'));
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (&json["bmcanvas_log"], &json["end"]),
        (&1.into(), &"whole".into())
    );
    let rows = json["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0]["commit"], place.git(&["rev-parse", "HEAD"]).trim());
    assert_eq!(
        (&rows[0]["what"], &rows[0]["counts"]["changed"]),
        (&"changed".into(), &2.into())
    );
    assert_eq!(
        (&rows[2]["what"], &rows[2]["notes"]),
        (&"made".into(), &21.into())
    );
    assert_eq!(
        (&rows[2]["path"], &rows[0]["path"]),
        (&"old.json".into(), &().into())
    );
}

#[test]
fn log_names_what_changed_above_the_blocks() {
    let place = Place::new();
    place.commit_as("one", FILE, r#"{ "title": "Plan", "notes": {} }"#);
    let stated = r#"{ "title": "Our plan", "notes": {}, "viability": { "need_validation": { "rating": 3 } } }"#;
    place.commit_as("two", FILE, stated);
    let all = r#"{ "title": "Plan", "notes": {}, "figures": { "units": "9/year" }, "x\u001b": 1 }"#;
    place.commit_as("three", FILE, all);
    let out = place.run(["log", "-n", "2", FILE]).fine();
    assert_eq!(
        lines(&out),
        [
            "A  title, figures and 2 more  three",
            "A  title, viability           two",
        ]
    );
    let out = place.run(["log", FILE, "--json"]).fine();
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let names = &json["rows"][1]["counts"]["names"];
    assert_eq!(*names, serde_json::json!(["title", "viability"]));
}

#[test]
fn log_and_blame_say_why_there_is_nothing() {
    let place = Place::new();
    place.write(FILE, canvas(&[]));
    for command in ["log", "blame"] {
        let nothing = place.run([command, FILE]);
        fails(
            &nothing,
            "plan.canvas.json: this repository has no commit yet",
            "bmcanvas sync",
        );
    }
    place.git(&["commit", "--quiet", "--allow-empty", "--message=x"]);
    for command in ["log", "blame"] {
        fails(
            &place.run([command, FILE]),
            "this file was never committed",
            "bmcanvas sync",
        );
        fails(
            &place.run([command, "-"]),
            "standard input",
            "Name the file",
        );
    }
    fs::write(place.path("x.canvas.json"), canvas(&[])).unwrap();
    fails(
        &place.run(["log", "../x.canvas.json"]),
        "no iteration",
        "bmcanvas snapshot",
    );
    fails(
        &place.run(["blame", "../x.canvas.json"]),
        "in no git repository",
        "git init",
    );
}

#[test]
fn a_shallow_clone_is_listed_as_far_as_it_goes() {
    let place = Place::new();
    place.commit_as("one", FILE, canvas(&[("a", "1")]));
    place.commit_as("two", FILE, canvas(&[("a", "2")]));
    place.commit_as("three", FILE, canvas(&[("a", "3")]));
    let from = format!("file://{}", place.path("work").display());
    place.git(&["clone", "--quiet", "--depth=2", &from, "../clone"]);
    let ended = place.run(["log", "../clone/plan.canvas.json"]);
    assert_eq!(ended.code, Some(0));
    assert_eq!(
        lines(&ended.out),
        ["A  ~1               three", "A  1 note or older  two"]
    );
    assert!(ended.err.contains("--unshallow"), "{ended:?}");
    let ended = place.run(["blame", "../clone/plan.canvas.json"]);
    assert!(ended.err.contains("not all commits are here"), "{ended:?}");
}

#[test]
fn blame_tells_of_each_note() {
    let place = Place::new();
    place.commit_as("one", FILE, canvas(&[("aa", "first"), ("ab", "second")]));
    place.commit_as(
        "two \u{1b}[31m",
        FILE,
        canvas(&[("aa", "first"), ("ab", "second!")]),
    );
    place.write(
        FILE,
        canvas(&[("aa", "first?"), ("ab", "second!"), ("c", "third")]),
    );
    let out = place.run(["blame", FILE]).fine();
    let id = |rev: &str| {
        place
            .git(&["rev-parse", "--short=8", rev])
            .trim()
            .to_owned()
    };
    let date = place.git(&["show", "--no-patch", "--format=%as"]);
    let date = date.trim();
    let (one, two) = (id("HEAD~1"), id("HEAD"));
    let expected = format!(
        "3 Channels\n  first?\n      changed, not committed yet\n      written {date} by A: one ({one})\n  second!\n      \
         changed {date} by A: two ^[[31m ({two})\n      written {date} by A: one ({one})\n  third\n      not committed yet\n"
    );
    assert_eq!(out, expected);
    let out = place.run(["blame", FILE, "c"]).fine();
    assert_eq!(out, "3 Channels\n  third\n      not committed yet\n");
    fails(
        &place.run(["blame", FILE, "a"]),
        "2 notes have ids",
        "aa, ab",
    );
    assert_eq!(place.run(["blame", FILE, "--block", "VP"]).fine(), "");
    let json = place.run(["blame", FILE, "--json"]).fine();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (&json["bmcanvas_blame"], &json["whole"]),
        (&1.into(), &true.into())
    );
    let states: Vec<&str> = (0..3)
        .map(|at| json["notes"][at]["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["changed", "committed", "new"]);
    assert_eq!(json["notes"][1]["written"]["subject"], "one");
    assert!(json["notes"][2]["written"].is_null());
}

#[test]
fn show_prints_the_board_as_it_was() {
    let place = Place::new();
    place.commit_as("one", "old.json", long("as it was"));
    place.git(&["mv", "old.json", FILE]);
    place.commit_as("two", FILE, long("as it is"));
    assert!(place.run(["show", FILE]).fine().contains("as it is"));
    let then = place.run(["show", FILE, "--at", "HEAD~1"]).fine();
    assert!(
        then.contains("as it was") && !then.contains("as it is"),
        "{then}"
    );
    fails(
        &place.run(["show", FILE, "--at", "none"]),
        "no revision is called none",
        "git log",
    );
    fails(
        &place.run(["show", "-", "--at", "HEAD"]),
        "standard input",
        "Name the file",
    );
}

#[test]
fn a_snapshot_is_the_next_iteration() {
    let place = Place::new();
    let folder = place.path("plain");
    fs::create_dir(&folder).unwrap();
    let at = |name: &str| folder.join(name);
    let text = |name: &str| fs::read_to_string(at(name)).unwrap();
    fs::write(at(FILE), canvas(&[("a", "1")])).unwrap();
    let snapshot = |name: &str| place.run(["snapshot".as_ref(), at(name).as_os_str()]);
    let path = |name: &str| format!("{}\n", at(name).display());
    assert_eq!(snapshot(FILE).fine(), path("plan.1.canvas.json"));
    assert_eq!(text("plan.1.canvas.json"), text(FILE));
    assert_eq!(read(&text(FILE)).header.iteration, Some(1));
    fs::write(at("plan.7.canvas.json"), "anything").unwrap();
    fs::write(at(FILE), canvas(&[("a", "2")])).unwrap();
    assert_eq!(snapshot(FILE).fine(), path("plan.8.canvas.json"));
    assert_eq!(text("plan.7.canvas.json"), "anything");
    assert_eq!(read(&text(FILE)).header.iteration, Some(8));
    let kept = text("plan.1.canvas.json");
    assert_eq!(
        snapshot("plan.1.canvas.json").fine(),
        path("plan.9.canvas.json")
    );
    assert_eq!(text("plan.1.canvas.json"), kept);
    assert_eq!(read(&text("plan.9.canvas.json")).header.iteration, Some(9));
    assert_eq!(
        read(&text(FILE)).header.iteration,
        Some(8),
        "the canvas itself goes its own way"
    );
    let log = place.run(["log".as_ref(), at(FILE).as_os_str()]).fine();
    let told: Vec<&str> = log.lines().collect();
    assert_eq!(told.len(), 4, "{log}");
    assert!(
        told[0].starts_with("#9  ") && told[0].contains("~1"),
        "{log}"
    );
    assert!(
        told[2].starts_with("#7  ") && told[2].contains("no canvas"),
        "{log}"
    );
    assert!(told[3].contains("  new, 1 note  "), "{log}");
}

#[test]
fn a_snapshot_that_cannot_be_leaves_all_as_it_was() {
    let place = Place::new();
    place.write("broken.json", "{");
    place.write(
        "newer.json",
        canvas(&[]).replace("\"bmcanvas\": 1", "\"bmcanvas\": 999"),
    );
    place.write(
        "last.json",
        canvas(&[]).replace(
            "\"title\"",
            "\"iteration\": 18446744073709551615,\n  \"title\"",
        ),
    );
    for (file, what) in [
        ("broken.json", ""),
        ("newer.json", "version 999"),
        ("last.json", "greatest number"),
        ("none.json", "none.json"),
        ("-", "standard input"),
    ] {
        fails(&place.run(["snapshot", file]), what, "");
    }
    let names = fs::read_dir(place.path("work")).unwrap().count();
    assert_eq!(names, 4, "the three files and .git");
}

#[test]
fn of_many_snapshots_at_once_each_has_its_own_number() {
    let place = Place::new();
    place.write(FILE, canvas(&[("a", "1")]));
    let children: Vec<_> = (0..8)
        .map(|_| {
            let mut command =
                place.command(env!("CARGO_BIN_EXE_bmcanvas"), super::place::Program::There);
            command
                .args(["snapshot", FILE])
                .stdout(std::process::Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let mut said: Vec<String> = children
        .into_iter()
        .map(|child| String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap())
        .collect();
    said.sort();
    let expected: Vec<String> = (1..=8).map(|n| format!("plan.{n}.canvas.json\n")).collect();
    assert_eq!(said, expected);
    assert_eq!(read(&place.read(FILE)).header.iteration, Some(8));
}
