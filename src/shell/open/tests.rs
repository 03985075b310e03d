use std::fs;
use std::path::Path;

use super::{Access, Options, file, origin};
use crate::app::effect::Origin;
use crate::app::msg::{Held, Trouble};
use crate::examples;
use crate::format::Fingerprint;
use crate::store::library::Library;

fn library() -> Library {
    Library::of(Vec::new())
}

fn open(path: &Path) -> Result<super::Opened, Trouble> {
    file(path, &library(), &Options::default()).map(|(opened, _)| opened)
}

#[test]
fn a_file_is_opened_with_its_kind_and_base() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("a.canvas.json");
    let bytes = examples::find("lean-meal-kit").unwrap().bytes;
    fs::write(&path, bytes).unwrap();
    let (opened, session) = file(&path, &library(), &Options::default()).unwrap();
    assert_eq!(opened.kind.id().as_str(), "lean");
    assert_eq!(opened.name, "a.canvas.json");
    assert_eq!(opened.reading.base, Some(Fingerprint::of(bytes)));
    assert_eq!((opened.locked, opened.notice), (None, None));
    assert_eq!(session.path, path);
    assert!(session.orphan.is_none());
}

#[test]
fn what_is_not_there_yet_is_new_and_nothing_is_written() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("new.canvas.json");
    let opened = open(&path).unwrap();
    assert_eq!(opened.kind.id().as_str(), "business-model");
    assert_eq!(opened.reading.base, None);
    assert!(!path.exists());
    let trouble = open(&place.path().join("none/new.canvas.json")).unwrap_err();
    assert!(trouble.what.contains("there is no folder"), "{trouble:?}");
}

#[test]
fn an_option_locks_and_another_shows_it_as_another_kind() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("a.canvas.json");
    fs::write(&path, "{ \"kind\": \"ours\", \"notes\": {} }").unwrap();
    let trouble = open(&path).unwrap_err();
    assert!(trouble.what.contains("\"ours\""), "{trouble:?}");
    assert!(trouble.advice.contains("--kind"), "{trouble:?}");
    let options = Options {
        kind: Some("swot".into()),
        access: Access::ReadOnly,
    };
    let (opened, _) = file(&path, &library(), &options).unwrap();
    assert_eq!(opened.kind.id().as_str(), "swot");
    assert_eq!(opened.reading.canvas.kind, "ours");
    assert_eq!(opened.locked.as_deref(), Some("opened with --read-only"));
    assert_eq!(opened.notice, None, "there will be no save to speak of");
}

#[test]
fn what_is_not_there_cannot_be_opened_to_look_only() {
    let place = tempfile::tempdir().unwrap();
    let options = Options {
        kind: None,
        access: Access::ReadOnly,
    };
    let trouble = file(&place.path().join("none.json"), &library(), &options).unwrap_err();
    assert!(trouble.what.ends_with("no such file"), "{trouble:?}");
}

#[test]
fn a_newer_version_is_locked() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("a.canvas.json");
    fs::write(&path, "{ \"bmcanvas\": 7, \"notes\": {} }").unwrap();
    let opened = open(&path).unwrap();
    assert!(opened.locked.unwrap().contains("version 7"));
    let said = opened.notice.unwrap().text;
    assert!(said.contains("version 7"), "{said}");
}

#[test]
fn a_broken_file_is_named_with_its_place() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("a.canvas.json");
    fs::write(&path, "{\n<<<<<<< HEAD\n=======\n,\n>>>>>>> x\n}").unwrap();
    let start = format!("{}:2:1: git's conflict markers", path.display());
    let trouble = open(&path).unwrap_err();
    assert!(trouble.what.starts_with(&start), "{trouble:?}");
}

#[test]
fn both_sides_that_git_left_are_opened_merged() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("a.canvas.json");
    let text = "{\n<<<<<<< HEAD\n\"title\": \"a\"\n=======\n\"title\": \"b\"\n>>>>>>> x\n}";
    fs::write(&path, text).unwrap();
    let opened = open(&path).unwrap();
    assert_eq!(opened.reading.held, Held::AsSides);
    assert_eq!(opened.reading.base, Some(Fingerprint::of(text.as_bytes())));
    assert_eq!(opened.reading.canvas.header.title, "b");
    assert!(!opened.reading.canvas.conflicts.is_empty());
    let notice = opened.notice.unwrap().text;
    assert!(notice.contains("w writes it, then git add it"), "{notice}");
}

#[test]
fn examples_and_new_canvases_take_free_names() {
    let place = tempfile::tempdir().unwrap();
    let go = |wanted: &Origin| {
        let options = Options {
            kind: Some("lean".into()),
            ..Options::default()
        };
        origin(wanted, place.path(), &library(), &options, "2026-11-20").unwrap()
    };
    let wanted = Origin::New {
        title: "My plan".into(),
        kind: "swot".into(),
    };
    let (opened, session) = go(&wanted);
    assert_eq!(session.path, place.path().join("my-plan.canvas.json"));
    assert_eq!(opened.kind.id().as_str(), "swot");
    let header = &opened.reading.canvas.header;
    assert_eq!(
        (header.title.as_str(), header.date.as_str()),
        ("My plan", "2026-11-20")
    );
    fs::write(&session.path, "{}").unwrap();
    assert_eq!(
        go(&wanted).1.path,
        place.path().join("my-plan-2.canvas.json")
    );
    for example in examples::ALL {
        let (opened, session) = go(&Origin::Example(example.name.into()));
        assert_eq!(opened.reading.base, None);
        assert_eq!(opened.kind.id().as_str(), opened.reading.canvas.kind);
        assert!(!session.path.exists());
    }
    let (opened, _) = go(&Origin::File("my-plan.canvas.json".into()));
    assert!(opened.reading.base.is_some());
}
