//! Two people who work on one canvas, each in a clone, with a bare repository between them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use super::place::{Ended, Place};

pub(crate) const FILE: &str = "plan.canvas.json";

/// Two people with a clone each, and what they push to.
pub(crate) struct Team(pub(crate) Place);

impl Team {
    /// Both have the canvas with a note of each of two blocks, and it is pushed.
    pub(crate) fn new() -> Self {
        let team = Self::empty();
        team.make("anna");
        team.sync("anna").fine();
        team.git("ben", &["pull", "--quiet"]);
        team
    }

    /// Two clones of an empty repository.
    pub(crate) fn empty() -> Self {
        let place = Place::new();
        place.git(&[
            "init",
            "--quiet",
            "--bare",
            "--initial-branch=main",
            "../hub.git",
        ]);
        for name in ["anna", "ben"] {
            place.git(&["clone", "--quiet", "../hub.git", &format!("../{name}")]);
        }
        Self(place)
    }

    pub(crate) fn make(&self, who: &str) {
        let file = self.path(who, FILE);
        let file = file.to_str().unwrap();
        self.0.run(["new", file, "--title", "Plan"]).fine();
        self.add(who, "channels", "Web site");
        self.add(who, "key_partners", "Bike shops");
    }

    pub(crate) fn path(&self, who: &str, path: &str) -> PathBuf {
        self.0.path(who).join(path)
    }

    pub(crate) fn git(&self, who: &str, args: &[&str]) -> String {
        let folder = self.0.path(who).display().to_string();
        self.0.git(&[&["-C", &folder], args].concat())
    }

    pub(crate) fn run(&self, who: &str, command: &str, args: &[&str]) -> Ended {
        let file = self.path(who, FILE).display().to_string();
        self.0.run([&[command, &file], args].concat())
    }

    pub(crate) fn sync(&self, who: &str) -> Ended {
        self.run(who, "sync", &[])
    }

    /// The new note's id.
    pub(crate) fn add(&self, who: &str, block: &str, text: &str) -> String {
        let id = self.run(who, "add", &[block, "--", text]).fine();
        id.trim().to_owned()
    }

    /// The ids and texts of all notes.
    pub(crate) fn notes(&self, who: &str) -> Vec<(String, String)> {
        let list = self.run(who, "list", &[]).fine();
        let note = |line: &str| {
            let mut parts = line.split('\t');
            let id = parts.next().unwrap().to_owned();
            (id, parts.nth(1).unwrap().to_owned())
        };
        list.lines().map(note).collect()
    }

    pub(crate) fn has(&self, who: &str, text: &str) -> bool {
        self.notes(who).iter().any(|(_, there)| there == text)
    }

    pub(crate) fn read(&self, who: &str) -> String {
        fs::read_to_string(self.path(who, FILE)).unwrap()
    }

    pub(crate) fn subject(&self, who: &str) -> String {
        self.git(who, &["log", "-1", "--format=%s"])
            .trim()
            .to_owned()
    }

    pub(crate) fn hook(&self, folder: &str, name: &str, script: &str) {
        let path = self.0.path(folder).join("hooks").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    pub(crate) fn unhook(&self, folder: &str, name: &str) {
        fs::remove_file(self.0.path(folder).join("hooks").join(name)).unwrap();
    }

    pub(crate) fn write(&self, who: &str, path: &str, text: &str) {
        fs::write(self.path(who, path), text).unwrap();
    }

    /// Nothing waits to be finished, and nothing but this differs from what is committed.
    #[track_caller]
    pub(crate) fn is_sane(&self, who: &str, status: &str) {
        assert_eq!(self.git(who, &["status", "--porcelain"]), status);
        for sign in ["MERGE_HEAD", "index.lock", "rebase-merge"] {
            assert!(!self.path(who, ".git").join(sign).exists(), "{sign}");
        }
    }
}

/// A failure whose words say all of this, without a word twice as git's prefix.
#[track_caller]
pub(crate) fn fails(ended: &Ended, says: &[&str]) {
    assert_eq!(ended.code, Some(2), "{ended:?}");
    for said in says {
        assert!(
            ended.err.contains(said),
            "{said:?} is missing: {}",
            ended.err
        );
    }
    assert!(
        !ended.err.contains("fatal:") && !ended.err.contains("hint:"),
        "{}",
        ended.err
    );
}
