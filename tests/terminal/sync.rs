//! A board whose canvas is in a git repository: the header, and syncing from the board.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::place::{AWS, Place};
use crate::term::{Run, Term};

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

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.place.environment());
        for (name, value) in identity() {
            command.env(name, value);
        }
        command
    }

    #[track_caller]
    fn git(&self, folder: &str, args: &[&str]) -> String {
        let mut command = self.command("git");
        command.current_dir(self.place.root().join(folder));
        let output = command.args(args).output().unwrap();
        assert!(output.status.success(), "git {args:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
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
