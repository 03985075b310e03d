//! Most forges merge canvases with git's plain merge by lines: this measures how the file's layout bears it.

// Helpers outside of #[test] functions are tests too, which clippy does not see.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use bmcanvas::format::{read, write};
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::edit::{Change, Edit};
use bmcanvas::model::id::{BlockId, NoteId};
use bmcanvas::model::note::Note;

const TRIPLES: u32 = 300;
const BLOCKS: [&str; 9] = [
    "customer_segments",
    "value_propositions",
    "channels",
    "customer_relationships",
    "revenue_streams",
    "key_resources",
    "key_activities",
    "key_partners",
    "cost_structure",
];

/// Xorshift: the same numbers in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.roll() % limit as u64) as usize
    }

    fn block(&mut self) -> BlockId {
        BLOCKS[self.below(BLOCKS.len())].into()
    }

    fn text(&mut self) -> String {
        format!("Thought number {}", self.roll() % 1_000_000)
    }

    fn add(&mut self, canvas: &Canvas) -> Change {
        let (block, at, jitter) = (self.block(), self.below(6), self.roll());
        let place = canvas.place_at(&block, at, None, jitter);
        Change::Add(
            NoteId::from_bits(self.roll()),
            Note::new(place, self.text()),
        )
    }

    /// A change of one note, or an added one.
    fn change(&mut self, canvas: &Canvas, id: &NoteId) -> Change {
        match self.below(5) {
            0 => Change::Text(id.clone(), self.text()),
            1 => {
                let color = ["red", "green", "blue", "teal"][self.below(4)];
                Change::Color(id.clone(), Some(color.into()))
            }
            2 => self.add(canvas),
            3 => Change::Remove(id.clone()),
            _ => {
                let (block, at, jitter) = (self.block(), self.below(6), self.roll());
                Change::Move(id.clone(), canvas.place_at(&block, at, Some(id), jitter))
            }
        }
    }

    fn canvas(&mut self) -> Canvas {
        let mut canvas = Canvas::new("business-model");
        canvas.header.title = "Forty notes".into();
        for at in 0..40 {
            let add = self.add(&canvas);
            canvas.apply(add.into()).unwrap();
            let id = canvas.notes().nth(at / 2).unwrap().0.clone();
            if at % 3 == 0 {
                let tags = BTreeSet::from(["dev".to_owned()]);
                canvas.apply(Change::Tags(id, tags).into()).unwrap();
            }
        }
        canvas
    }

    /// So many changes for each of two sides, no note changed by both.
    fn sides(&mut self, canvas: &Canvas, each: usize) -> (Edit, Edit) {
        let mut ids: Vec<NoteId> = canvas.notes().map(|(id, _)| id.clone()).collect();
        let mut side = || {
            let mut changes = Vec::new();
            for _ in 0..each {
                let id = ids.swap_remove(self.below(ids.len()));
                changes.push(self.change(canvas, &id));
            }
            Edit(changes)
        };
        (side(), side())
    }
}

fn with(canvas: &Canvas, edits: &[&Edit]) -> Canvas {
    let mut canvas = canvas.clone();
    for edit in edits {
        canvas.apply((*edit).clone()).unwrap();
    }
    canvas
}

/// What `git merge-file` makes of the three, or `None` where it sees a conflict.
fn git_merge(dir: &Path, ours: &Canvas, base: &Canvas, theirs: &Canvas) -> Option<String> {
    for (name, canvas) in [("ours", ours), ("base", base), ("theirs", theirs)] {
        fs::write(dir.join(name), write(canvas)).unwrap();
    }
    let output = Command::new("git")
        .args(["merge-file", "-p", "-q", "ours", "base", "theirs"])
        .current_dir(dir)
        .output()
        .unwrap();
    match output.status.code() {
        Some(0) => Some(String::from_utf8(output.stdout).unwrap()),
        Some(1..=127) => None,
        other => panic!(
            "git merge-file: {other:?} {}",
            String::from_utf8_lossy(&output.stderr)
        ),
    }
}

/// How many merges of a hundred conflict. Those that do not have to be right.
fn conflicts(each: usize) -> u32 {
    let dir = tempfile::tempdir().unwrap();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut conflicts = 0;
    for _ in 0..TRIPLES {
        let base = dice.canvas();
        let (mine, other) = dice.sides(&base, each);
        let (ours, theirs) = (with(&base, &[&mine]), with(&base, &[&other]));
        match git_merge(dir.path(), &ours, &base, &theirs) {
            None => conflicts += 1,
            // Compared as canvases: two notes added between the same two may come out in another order than sorted.
            Some(merged) => {
                let merged = read(merged.as_bytes()).unwrap().canvas;
                assert_eq!(write(&merged), write(&with(&base, &[&mine, &other])));
            }
        }
    }
    println!("{each} edits a side: {conflicts} of {TRIPLES} conflict");
    conflicts * 100 / TRIPLES
}

#[test]
fn two_edits_a_side_seldom_conflict_and_never_merge_wrongly() {
    let percent = conflicts(2);
    assert!(percent <= 9, "{percent} %");
}

#[test]
fn five_edits_a_side_mostly_merge_and_never_wrongly() {
    let percent = conflicts(5);
    assert!(percent <= 28, "{percent} %");
}

#[test]
fn two_edits_of_one_text_do_conflict() {
    let dir = tempfile::tempdir().unwrap();
    let base = Dice(7).canvas();
    let id = base.notes().next().unwrap().0.clone();
    let edit = |text: &str| Edit::from(Change::Text(id.clone(), text.to_owned()));
    let (ours, theirs) = (with(&base, &[&edit("a")]), with(&base, &[&edit("b")]));
    assert_eq!(git_merge(dir.path(), &ours, &base, &theirs), None);
    let same = git_merge(dir.path(), &ours, &base, &ours).unwrap();
    assert_eq!(read(same.as_bytes()).unwrap().canvas, ours);
}
