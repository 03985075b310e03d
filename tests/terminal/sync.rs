//! A board whose canvas is in a git repository: the header, and syncing from the board.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use crate::place::{AWS, Place, eventually, texts_in};
use crate::term::{Run, Term};
use crate::together::run;

/// Two clones of a bare repository, in which the canvas is pushed.
struct Repo {
    place: Place,
}

impl Repo {
    fn new() -> Self {
        let repo = Self {
            place: Place::new(),
        };
        repo.git(
            "work",
            &[
                "init",
                "--quiet",
                "--bare",
                "--initial-branch=main",
                "../hub.git",
            ],
        );
        fs::remove_dir(repo.place.work()).unwrap();
        repo.git("", &["clone", "--quiet", "hub.git", "work"]);
        fs::write(repo.file("work"), AWS).unwrap();
        repo.commit("work");
        repo.git("work", &["push", "--quiet"]);
        repo.git("", &["clone", "--quiet", "hub.git", "other"]);
        repo
    }

    fn file(&self, clone: &str) -> PathBuf {
        self.place.root().join(clone).join("aws.canvas.json")
    }

    fn commit(&self, clone: &str) {
        self.git(clone, &["add", "--all"]);
        self.git(clone, &["commit", "--quiet", "--message=x"]);
    }

    #[track_caller]
    fn git(&self, folder: &str, args: &[&str]) -> String {
        let mut command = self.place.command("git");
        command
            .envs(identity())
            .current_dir(self.place.root().join(folder));
        let output = command.args(args).output().unwrap();
        assert!(output.status.success(), "git {args:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Adds a note as a script does.
    fn add(&self, clone: &str, text: &str) {
        let file = self.file(clone).display().to_string();
        run(&self.place, &["add", &file, "channels", text]);
    }

    /// Has the clone's hook of this name run a script.
    fn hook(&self, repository: &str, name: &str, script: &str) {
        let folder = self.place.root().join(repository).join("hooks");
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn board(&self) -> Term {
        let run = Run::board(&self.place, &[self.file("work")]);
        let run = identity()
            .into_iter()
            .fold(run, |run, (name, value)| run.env(name, value));
        let term = run.start();
        term.wait_for("Software developers");
        term
    }
}

fn identity() -> [(&'static str, &'static str); 4] {
    [
        ("GIT_AUTHOR_NAME", "A"),
        ("GIT_AUTHOR_EMAIL", "a@b"),
        ("GIT_COMMITTER_NAME", "A"),
        ("GIT_COMMITTER_EMAIL", "a@b"),
    ]
}

/// Waits until the header ends like this.
#[track_caller]
fn header_ends(term: &Term, end: &str) {
    term.wait_until(end, |seen| {
        let text = seen.text();
        text.lines()
            .next()
            .is_some_and(|line| line.trim_end().ends_with(end))
    });
}

#[test]
fn the_header_follows_what_happens_in_git() {
    let repo = Repo::new();
    let mut term = repo.board();
    header_ends(&term, "#3   main");
    term.type_keys("3oLeaflets<enter><esc>");
    header_ends(&term, "main ●");
    // From another pane, to which git's own folder is watched.
    repo.commit("work");
    header_ends(&term, "main ↑1");
    repo.git("work", &["checkout", "--quiet", "-b", "prices"]);
    header_ends(&term, "#3   prices");
    repo.git("work", &["checkout", "--quiet", "--detach"]);
    header_ends(
        &term,
        &format!(
            "detached {}",
            &repo.git("work", &["rev-parse", "HEAD"])[..8]
        ),
    );
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn the_board_syncs_and_tells_what_came_in_and_went_out() {
    let repo = Repo::new();
    repo.add("other", "From the other side");
    repo.commit("other");
    repo.git("other", &["push", "--quiet"]);
    let mut term = repo.board();
    term.type_keys("3oLeaflets<enter><esc>");
    header_ends(&term, "main ●");
    term.type_for("S", " Message: AWS EC2, 2015: +1 Channels");
    term.type_keys(", for the fair<enter>");
    term.wait_for("synced with origin/main · got 1 commit: +1 Channels · sent 2 commits");
    term.wait_for("From the other side");
    header_ends(&term, "#3   main");
    let log = repo.git(
        "work",
        &[
            "log",
            "--format=%s",
            "-2",
            "--no-merges",
            "--author-date-order",
        ],
    );
    assert!(
        log.contains("AWS EC2, 2015: +1 Channels, for the fair\n"),
        "{log}"
    );
    repo.git("other", &["pull", "--quiet", "--ff-only"]);
    let channels = texts_in(&repo.file("other"), "channels");
    for text in ["Leaflets", "From the other side"] {
        assert!(channels.contains(&text.to_owned()), "{channels:?}");
    }
    // Nothing to commit: no question.
    term.type_for("S", "synced with origin/main · nothing new, here or there");
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn a_push_that_fails_shows_gits_words_and_no_prompt() {
    let repo = Repo::new();
    repo.hook(
        "hub.git",
        "pre-receive",
        "echo 'No pushes on Fridays'; exit 1",
    );
    // One that writes and asks on the terminal, if there is one.
    repo.hook(
        "work/.git",
        "pre-push",
        "echo GARBAGE > /dev/tty; read answer < /dev/tty; echo more >&2",
    );
    let mut term = repo.board();
    term.type_keys("3oLeaflets<enter><esc>");
    term.type_for("S", " Message: ");
    term.type_keys("<enter>");
    term.wait_for("No pushes on Fridays");
    header_ends(&term, "main ↑1");
    assert!(
        term.screen()
            .contains("committed, but not shared: the push failed")
    );
    term.type_keys("<esc>");
    term.wait_without("Fridays");
    let raw = term.look(|seen| seen.raw().to_vec());
    assert!(
        !raw.windows(7).any(|part| part == b"GARBAGE"),
        "a hook wrote on the screen"
    );
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn a_sync_that_hangs_is_stopped_by_esc_and_by_leaving() {
    let repo = Repo::new();
    let mut term = repo.board();
    repo.hook("work/.git", "pre-push", "echo > ../hangs; sleep 600");
    term.type_keys("3oLeaflets<enter><esc>");
    term.type_for("S", " Message: ");
    term.type_keys("<enter>");
    let hangs = repo.place.root().join("hangs");
    eventually("the hook", || hangs.exists());
    term.wait_for("syncing: pushing … · Esc stops it");
    term.type_keys("3oMeanwhile<enter><esc>");
    term.wait_for("Meanwhile");
    term.type_for("<esc>", "stopped at the push, as asked");
    fs::remove_file(&hangs).unwrap();
    repo.hook("work/.git", "pre-commit", "echo > ../hangs; sleep 600");
    header_ends(&term, "main ↑1 ●");
    term.type_for("S", " Message: ");
    term.type_keys("<enter>");
    eventually("the hook", || hangs.exists());
    term.type_for("q", "waiting for the sync to end");
    term.type_keys("q");
    term.ends_well();
    assert!(!repo.place.work().join(".git/index.lock").exists());
    assert_eq!(
        repo.git("work", &["status", "--porcelain"]),
        " M aws.canvas.json\n"
    );
}

#[test]
fn a_killed_program_leaves_the_message_that_was_typed() {
    let repo = Repo::new();
    let term = repo.board();
    term.type_for("3oLeaflets<enter><esc>", "saved");
    term.type_for("S", "Message:");
    term.type_for("<c-u>Try leaflets", "Try leaflets");
    repo.place.wait_for_draft("Try leaflets");
    term.kill9();
    let run = Run::board(&repo.place, &[repo.file("work")]);
    let run = identity()
        .into_iter()
        .fold(run, |run, (name, value)| run.env(name, value));
    let mut term = run.start();
    term.wait_for("Unfinished work");
    term.type_for("t", "Message: Try leaflets");
    // Left and asked for again, it is still there.
    term.type_for("<esc>", "not synced");
    term.type_for("S", "Message: Try leaflets");
    term.type_for("<enter>", "sent 1 commit");
    assert_eq!(
        repo.git("work", &["log", "-1", "--format=%s"]),
        "Try leaflets\n"
    );
    term.type_keys("q");
    term.ends_well();
}
