//! Opening what a note names.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::grammar::{self, Told};
use crate::place::{Place, eventually};
use crate::seen::Seen;
use crate::term::{Run, Term};

/// A canvas with this one note, and the file in which a program records its words.
fn naming(text: &str) -> (Place, PathBuf) {
    let place = Place::new();
    let note = serde_json::json!({ "a": { "block": "customer_segments", "text": text } });
    let canvas = serde_json::json!({ "bmcanvas": 1, "notes": note }).to_string();
    place.file("x.canvas.json", &canvas);
    let record = place.root().join("record");
    (place, record)
}

/// A script that writes its words, a line each, and how often it ran.
fn recorder(place: &Place, name: &str, record: &Path) -> PathBuf {
    let record = record.display();
    let script =
        format!("printf '%s\\n' \"$PWD\" \"$@\" > '{record}.part'; mv '{record}.part' '{record}'");
    place.script(name, &script)
}

fn config(place: &Place, text: &str) {
    let folder = place.root().join("config/bmcanvas");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), text).unwrap();
}

fn start(run: Run) -> Term {
    let term = run.start();
    term.wait_for("BOARD");
    term
}

fn recorded(record: &Path) -> Vec<String> {
    eventually("the record", || record.exists());
    let text = std::fs::read_to_string(record).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn a_file_is_opened_at_its_line() {
    let (place, record) = naming("the parser: src/-x.rs:12");
    std::fs::create_dir_all(place.work().join(".git")).unwrap();
    std::fs::create_dir_all(place.work().join("src")).unwrap();
    place.file("src/-x.rs", "");
    let editor = recorder(&place, "nvim", &record);
    let run = Run::board(&place, &["x.canvas.json"]).env("EDITOR", &editor);
    let mut term = start(run);
    term.type_keys("gf");
    let work = std::fs::canonicalize(place.work()).unwrap();
    let file = work.join("src/-x.rs");
    let words = recorded(&record);
    assert_eq!(words[1..], ["+12".to_owned(), file.display().to_string()]);
    assert_eq!(std::fs::canonicalize(&words[0]).unwrap(), work);
    term.wait_until("the terminal taken again", Seen::is_taken);
    term.wait_for("BOARD");
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn what_is_not_there_is_said_and_no_editor_runs() {
    let (place, record) = naming("gone: src/none.rs, and `/dev/null.d/../null`");
    let editor = recorder(&place, "vim", &record);
    let run = Run::board(&place, &["x.canvas.json"]).env("EDITOR", &editor);
    let mut term = start(run);
    term.type_for("gf", "there is no src/none.rs");
    term.type_keys("q");
    term.ends_well();
    assert!(!record.exists());
}

#[test]
fn an_address_goes_to_the_clipboard_or_to_the_opener() {
    let (place, record) = naming("see https://example.com/?a=$(id)&b=c;d");
    let url = "https://example.com/?a=$(id)&b=c;d";
    let mut term = start(Run::board(&place, &["x.canvas.json"]));
    term.type_for("gf", "clipboard, if it takes it, has https://example.com");
    term.look(|seen| {
        // base64 of the address.
        let sent = Told::Clipboard("aHR0cHM6Ly9leGFtcGxlLmNvbS8/YT0kKGlkKSZiPWM7ZA==".to_owned());
        assert!(grammar::check(seen.raw()).contains(&sent));
    });
    term.type_keys("q");
    term.ends_well();

    let opener = recorder(&place, "opener", &record);
    config(
        &place,
        &format!("opener = \"{} --new\"\n", opener.display()),
    );
    let mut term = start(Run::board(&place, &["x.canvas.json"]));
    term.type_for("gf", "opened with");
    assert_eq!(recorded(&record)[1..], ["--new", url]);
    config(&place, "opener = \"/no/such/program\"\n");
    term.type_keys("q");
    term.ends_well();
    let mut term = start(Run::board(&place, &["x.canvas.json"]));
    term.type_for("gf", "Check opener in config.toml");
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn an_issue_leads_to_the_page_at_the_remotes_forge() {
    let (place, _) = naming("see #7");
    let git = |words: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(place.work()).args(words);
        assert!(command.output().unwrap().status.success());
    };
    let mut term = start(Run::board(&place, &["x.canvas.json"]));
    term.type_for("gf", "no page is known for #7");
    git(&["init", "-q"]);
    git(&["remote", "add", "origin", "git@forge.example:team/plan.git"]);
    term.type_for("gf", "https://forge.example/team/plan/issues/7");
    term.type_keys("q");
    term.ends_well();
    config(&place, "issue_url = \"https://tracker.example/{}?x\"\n");
    let mut term = start(Run::board(&place, &["x.canvas.json"]));
    term.type_for("gf", "https://tracker.example/7?x");
    term.type_keys("q");
    term.ends_well();
}
