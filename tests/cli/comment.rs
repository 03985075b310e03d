//! `comment`, `threads`, `set --review` and `show --comments`: what people say about notes.

use std::process::Command;

use bmcanvas::model::note::Note;
use bmcanvas::model::stance::tally;
use bmcanvas::model::timestamp::Timestamp;

use super::add::{FILE, canvas};
use super::place::{Place, assert_harmless};

const NOTES: &str = r#"{
  "notes": {
    "abc1": { "block": "channels", "rank": "B", "text": "Shop" },
    "abc2": { "block": "channels", "rank": "C", "text": "Web\nand phone" },
    "b1": { "block": "customer_segments", "rank": "C", "text": "Commuters" }
  }
}"#;

fn place() -> Place {
    Place::with(FILE, NOTES)
}

/// Runs it as somebody whom git does not know.
#[track_caller]
fn run(place: &Place, who: &str, args: &[&str]) -> String {
    let output = place.command(args).env("USER", who).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        (output.status.code(), err.as_str()),
        (Some(0), ""),
        "{args:?}"
    );
    String::from_utf8(output.stdout).unwrap()
}

fn note(place: &Place, id: &str) -> Note {
    canvas(place).note(&id.into()).unwrap().clone()
}

#[test]
fn a_comment_is_signed_and_dated() {
    let place = place();
    assert_eq!(
        run(&place, "anna", &["comment", FILE, "b1", "Who pays?"]),
        ""
    );
    let note = note(&place, "b1");
    let (id, comment) = note.thread.iter().next().unwrap();
    assert_eq!(id.as_str().len(), 12);
    assert_eq!((&*comment.by, &*comment.text), ("anna", "Who pays?"));
    assert!(Timestamp::parse(&comment.at).is_some_and(|at| at > Timestamp(1_700_000_000)));
    assert!(comment.is_open());
    let file = place.read(FILE);
    assert!(file.contains("{ \"by\": \"anna\", \"at\": \"2"), "{file}");
}

#[test]
fn comments_of_one_second_stand_as_they_were_said() {
    let place = place();
    let said: Vec<String> = (1..=8).map(|number| format!("Number {number}")).collect();
    for text in &said {
        run(&place, "anna", &["comment", FILE, "b1", text]);
    }
    let texts = |note: &Note| -> Vec<String> {
        let comments = note.thread.in_order().into_iter();
        comments.map(|(_, comment)| comment.text.clone()).collect()
    };
    assert_eq!(texts(&note(&place, "b1")), said);
    run(
        &place,
        "anna",
        &["comment", FILE, "b1", "--edit", "last", "The end"],
    );
    assert_eq!(texts(&note(&place, "b1"))[7], "The end");
}

#[test]
fn git_knows_the_name() {
    let place = place();
    std::fs::remove_dir(place.path("work/.git")).unwrap();
    for args in [
        &["init", "-q"][..],
        &["config", "user.name", "Anna Example"],
    ] {
        let mut git = Command::new("git");
        git.args(args).current_dir(place.path("work"));
        assert!(git.status().unwrap().success());
    }
    let path = std::env::var("PATH").unwrap();
    let mut command = place.command(&["comment", FILE, "b1", "x"]);
    let ended = command.env("USER", "anna").env("PATH", path).status();
    assert!(ended.unwrap().success());
    let note = note(&place, "b1");
    assert_eq!(note.thread.iter().next().unwrap().1.by, "Anna Example");
}

#[test]
fn a_thread_is_resolved_and_opened_again() {
    let place = place();
    run(&place, "anna", &["comment", FILE, "b1", "Who pays?"]);
    run(
        &place,
        "ben",
        &["comment", FILE, "b1", "--resolve", "The bank does"],
    );
    let resolved = note(&place, "b1");
    assert!(!resolved.thread.is_open());
    assert_eq!(resolved.thread.len(), 2);
    assert!(
        resolved
            .thread
            .iter()
            .all(|(_, comment)| comment.resolved == "ben")
    );
    let before = place.read(FILE);
    run(&place, "cleo", &["comment", FILE, "b1", "--resolve"]);
    assert_eq!(place.read(FILE), before, "nothing was left to resolve");
    run(&place, "cleo", &["comment", FILE, "b1", "--reopen"]);
    assert_eq!(note(&place, "b1").thread.open_comments(), 2);
}

#[test]
fn a_text_comes_from_standard_input_and_is_cleaned() {
    let place = place();
    let ended = place.pipe(&["comment", FILE, "b1", "-"], "one\n\u{1b}[31mtwo\n\n");
    assert_eq!(ended.fine(), "");
    let note = note(&place, "b1");
    let text = &note.thread.iter().next().unwrap().1.text;
    assert_eq!(text.lines().count(), 2, "{text:?}");
    assert!(!text.contains('\u{1b}'), "{text:?}");
}

#[test]
fn what_makes_no_sense_is_refused() {
    let place = place();
    for (args, said) in [
        (&["b1", " "][..], "a comment needs a text"),
        (&["b1", "--resolve"], "nobody has commented"),
        (&["none", "x"], "no note has the id"),
    ] {
        let err = place.run(&[&["comment", FILE], args].concat()).failed();
        assert!(err.contains(said), "{err}");
    }
    for args in [&["b1"][..], &["b1", "x", "--resolve", "--reopen"]] {
        let ended = place.run(&[&["comment", FILE], args].concat());
        assert_eq!(ended.code, 2, "{ended:?}");
    }
    assert_eq!(place.read(FILE), NOTES);
}

#[test]
fn open_threads_are_listed_in_the_order_of_reading() {
    let place = place();
    assert_eq!(run(&place, "anna", &["threads", FILE]), "");
    run(&place, "anna", &["comment", FILE, "abc2", "Really?"]);
    run(&place, "ben", &["comment", FILE, "b1", "Who pays?"]);
    run(
        &place,
        "ben",
        &["comment", FILE, "abc1", "Fine", "--resolve"],
    );
    let open = "b1\tCS\t1 open\tCommuters\tben: Who pays?\nabc2\tCH\t1 open\tWeb⏎and phone\tanna: Really?\n";
    assert_eq!(run(&place, "anna", &["threads", FILE]), open);
    let all = run(&place, "anna", &["threads", FILE, "--all"]);
    assert!(
        all.contains("abc1\tCH\tresolved\tShop\tben: Fine\n"),
        "{all}"
    );
    let json = run(&place, "anna", &["threads", FILE, "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 2);
    assert_eq!(json[0]["comments"][0]["text"], "Who pays?");
    let line = run(&place, "anna", &["status", FILE]);
    assert_eq!(line, "3 notes · 2 open threads\n");
    let line = run(&place, "anna", &["status", FILE, "--format", "{threads}"]);
    assert_eq!(line, "2\n");
}

#[test]
fn a_review_mark_is_set_and_taken_away() {
    let place = place();
    let mark = |who: &str, mark: &str| run(&place, who, &["set", FILE, "b1", "--review", mark]);
    mark("anna", "agree");
    mark("ben", "question");
    mark("ben", "agree");
    mark("cleo", "disagree");
    assert_eq!(tally(&note(&place, "b1").stances), "+2 -1");
    mark("anna", "none");
    assert_eq!(tally(&note(&place, "b1").stances), "+1 -1");
    let ended = place.run(&["set", FILE, "b1", "--review", "maybe"]);
    assert_eq!(ended.code, 2, "{ended:?}");
}

#[test]
fn show_prints_what_was_said_below_the_board() {
    let file = r#"{ "notes": {
        "a": { "block": "channels", "rank": "A", "text": "Web\nand phone", "comments": {
            "1": { "by": "Anna", "at": "2026-11-25T09:05:00Z", "text": "Who runs it?", "resolved": "Ben" },
            "2": { "by": "Ben", "at": "2026-11-25T09:06:00Z", "text": "We do\n\u001b[31mnow" }
        }, "review": { "Anna": "agree", "Ben": "question" } },
        "b": { "block": "customer_segments", "rank": "A", "text": "Commuters", "review": { "Anna": "maybe" } },
        "c": { "block": "parking", "rank": "A", "text": "Nothing said" }
    } }"#;
    let place = Place::with(FILE, file);
    let without = place.run(&["show", FILE, "--width", "100"]).fine();
    let out = place
        .run(&["show", FILE, "--width", "100", "--comments"])
        .fine();
    assert_harmless(&out);
    let said = out.strip_prefix(&without).unwrap();
    let expected = "
Customer Segments
  Commuters
    Anna: maybe

Channels
  Web⏎and phone  (1 open, +1 ?1)
    Anna, 2026-11-25 09:05: Who runs it?  (resolved by Ben)
  * Ben, 2026-11-25 09:06: We do
      ^[[31mnow
    Anna: agree
    Ben: question
";
    assert_eq!(said, expected);
}

#[test]
fn ones_own_comments_are_edited_and_deleted() {
    let place = place();
    run(&place, "anna", &["comment", FILE, "b1", "Who pay?"]);
    run(
        &place,
        "ben",
        &["comment", FILE, "b1", "The bank", "--resolve"],
    );
    let texts = || {
        let note = note(&place, "b1");
        let said = note.thread.iter().map(|(_, comment)| comment.text.clone());
        let mut texts: Vec<String> = said.collect();
        texts.sort();
        texts
    };
    run(
        &place,
        "anna",
        &["comment", FILE, "b1", "--edit", "last", "Who pays?"],
    );
    assert_eq!(texts(), ["The bank", "Who pays?"]);
    let note = note(&place, "b1");
    let mut said = note.thread.iter();
    let (id, comment) = said.find(|(_, comment)| comment.by == "anna").unwrap();
    assert_eq!(comment.resolved, "ben", "it stays resolved");
    let refused = |who: &str, args: &[&str], what: &str| {
        let args = [&["comment", FILE, "b1"], args].concat();
        let output = place.command(&args).env("USER", who).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{err}");
        assert!(err.contains(what), "{err}");
    };
    refused(
        "ben",
        &["--delete", id.as_str()],
        "that comment is not yours, but anna's",
    );
    refused(
        "cleo",
        &["--delete", "last"],
        "no comment of yours is on that note",
    );
    refused(
        "anna",
        &["--delete", "zz!"],
        "no comment on that note is called",
    );
    refused("anna", &["--edit", "last"], "TEXT");
    run(
        &place,
        "anna",
        &[
            "comment",
            FILE,
            "b1",
            "--delete",
            id.as_str().get(..6).unwrap(),
        ],
    );
    assert_eq!(texts(), ["The bank"]);
}
