//! What the history of a canvas costs: 1,000 commits of it among 20,000, 60 notes, git and its processes included.

#![allow(clippy::unwrap_used)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use bmcanvas::format;
use bmcanvas::git::blame::{Memory, blame};
use bmcanvas::git::blobs::Blobs;
use bmcanvas::git::history::history;
use bmcanvas::git::program::Cancel;
use bmcanvas::git::repo::{self, Place};
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::note::{Note, Place as Seat};
use divan::{Bencher, black_box};
use tempfile::TempDir;

fn main() {
    divan::main();
}

const COMMITS: usize = 20_000;
const EVERY: usize = 20;
/// About the rows of a screen.
const SCREEN: usize = 24;
const FILE: &str = "docs/plan.canvas.json";

fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder);
    git
}

fn canvas() -> Canvas {
    let mut canvas = Canvas::new("business-model");
    canvas.extend((0..60).map(|at| {
        let seat = Seat {
            block: "channels".into(),
            rank: format!("V{at:06}").as_str().into(),
        };
        let id = format!("n{at:02}").as_str().into();
        (
            id,
            Note::new(seat, format!("note {at}\nwith a second line")),
        )
    }));
    canvas
}

fn repository() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| assert!(git(folder.path()).args(args).status().unwrap().success());
    run(&["init", "--quiet", "--initial-branch=main"]);
    let mut import = git(folder.path());
    import
        .args(["fast-import", "--quiet"])
        .stdin(Stdio::piped());
    let mut import = import.spawn().unwrap();
    let mut input = std::io::BufWriter::new(import.stdin.take().unwrap());
    let mut canvas = canvas();
    for n in 0..COMMITS {
        let who = format!("A <a@b> {} +0000", 1_600_000_000 + n);
        let (path, text) = if n % EVERY == 0 {
            let id = format!("n{:02}", (n / EVERY) * 7 % 60).as_str().into();
            canvas.change(&id, |note| note.text = format!("text {n}"));
            (FILE.to_owned(), format::write(&canvas))
        } else {
            (format!("src/{}/{}", n % 40, n % 37), n.to_string())
        };
        let head = format!("commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata 1\nx");
        let file = format!("M 100644 inline {path}\ndata {}", text.len());
        write!(input, "{head}\n{file}\n{text}\n").unwrap();
    }
    drop(input);
    assert!(import.wait().unwrap().success());
    run(&["reset", "--quiet", "--hard"]);
    folder
}

fn file() -> PathBuf {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    FOLDER.get_or_init(repository).path().join(FILE)
}

fn place() -> Place {
    repo::holding(&file()).unwrap()
}

/// The first screen, with what each commit changed: finding the repository, git, reading the versions.
#[divan::bench(sample_count = 30)]
fn first_screen(bencher: Bencher) {
    let file = file();
    bencher.bench_local(|| {
        let place = repo::holding(&file).unwrap();
        let cancel = Cancel::default();
        let mut blobs = Blobs::new(&place.repository.git, &cancel);
        let rows = history(&place, &cancel).unwrap().take(SCREEN);
        rows.map(|commit| blobs.told(&commit.unwrap()).unwrap())
            .count()
    });
}

/// The same by the program from its start on.
#[divan::bench(sample_count = 30)]
fn log_of_a_screen(bencher: Bencher) {
    let file = file();
    bencher.bench_local(|| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_bmcanvas"));
        let count = SCREEN.to_string();
        program.args(["log", "-n", &count]).arg(&file);
        assert!(program.output().unwrap().status.success());
    });
}

#[divan::bench(sample_count = 10)]
fn all_commits(bencher: Bencher) {
    let place = place();
    bencher.bench_local(|| history(&place, &Cancel::default()).unwrap().count());
}

#[divan::bench(sample_count = 10)]
fn blame_for_the_first_time(bencher: Bencher) {
    let place = place();
    bencher
        .bench_local(|| black_box(blame(&place, 0, Memory::Ignore, &Cancel::default())).unwrap());
}

#[divan::bench(sample_count = 30)]
fn blame_again(bencher: Bencher) {
    let place = place();
    blame(&place, 0, Memory::Use, &Cancel::default()).unwrap();
    bencher.bench_local(|| black_box(blame(&place, 0, Memory::Use, &Cancel::default())).unwrap());
}
