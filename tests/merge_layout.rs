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
use bmcanvas::model::id::{BlockId, CommentId, NoteId};
use bmcanvas::model::note::Note;
use bmcanvas::model::stance::Stance;
use bmcanvas::model::thread::Comment;

const TRIPLES: u32 = 300;
/// The same where what each side does is given.
const PAIRS: u32 = 100;
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

    fn comment(&mut self, id: &NoteId, by: &str) -> Change {
        let comment = Comment::new(by, "2026-11-25T18:51:36Z", self.text());
        let comment_id = CommentId::from_bits(self.roll());
        Change::Comment(id.clone(), comment_id, Some(comment))
    }

    fn mark(&mut self, id: &NoteId, who: &str) -> Change {
        let mark = Stance::ALL[self.below(3)].to_json();
        Change::Stance(id.clone(), who.to_owned(), Some(mark))
    }

    /// A canvas on which so many comments and marks were made on each note.
    fn discussed(&mut self, comments: usize, people: &[&str]) -> Canvas {
        let mut canvas = self.canvas();
        let ids: Vec<NoteId> = canvas.notes().map(|(id, _)| id.clone()).collect();
        for id in ids {
            for _ in 0..comments {
                canvas.apply(self.comment(&id, "Anna").into()).unwrap();
            }
            for who in people {
                canvas.apply(self.mark(&id, who).into()).unwrap();
            }
        }
        canvas
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

/// How many merges of a hundred conflict where one does this and the other that. Those that do not have to be right.
fn conflicts_of(
    discussed: (usize, &[&str]),
    mut edits: impl FnMut(&mut Dice, &Canvas) -> (Edit, Edit),
) -> u32 {
    let dir = tempfile::tempdir().unwrap();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut conflicts = 0;
    for _ in 0..PAIRS {
        let base = dice.discussed(discussed.0, discussed.1);
        let (mine, other) = edits(&mut dice, &base);
        let (ours, theirs) = (with(&base, &[&mine]), with(&base, &[&other]));
        match git_merge(dir.path(), &ours, &base, &theirs) {
            None => conflicts += 1,
            Some(merged) => {
                let merged = read(merged.as_bytes()).unwrap().canvas;
                assert_eq!(write(&merged), write(&with(&base, &[&mine, &other])));
            }
        }
    }
    conflicts * 100 / PAIRS
}

fn any_note(dice: &mut Dice, canvas: &Canvas) -> NoteId {
    canvas
        .notes()
        .nth(dice.below(canvas.len()))
        .unwrap()
        .0
        .clone()
}

#[test]
fn comments_and_marks_of_different_notes_never_conflict() {
    let percent = conflicts_of((0, &[]), |dice, canvas| {
        let one = any_note(dice, canvas);
        let other = loop {
            let other = any_note(dice, canvas);
            if other != one {
                break other;
            }
        };
        let ours = vec![dice.comment(&one, "Anna"), dice.mark(&one, "Anna")];
        let theirs = vec![dice.comment(&other, "Ben"), dice.mark(&other, "Ben")];
        (Edit(ours), Edit(theirs))
    });
    assert_eq!(percent, 0);
}

#[test]
fn a_comment_and_another_change_of_one_note_seldom_conflict() {
    // The first comment stands next to the block's line, and where a first mark would stand too.
    for (what, first, further) in [
        ("text", 0, 0),
        ("colour", 0, 0),
        ("tags", 0, 0),
        ("place", 100, 0),
        ("mark", 100, 0),
    ] {
        for (comments, limit) in [(0, first), (1, further)] {
            let percent = conflicts_of((comments, &[]), |dice, canvas| {
                let id = any_note(dice, canvas);
                let comment = dice.comment(&id, "Anna");
                (comment.into(), change_of(dice, canvas, id, what).into())
            });
            println!("a comment after {comments} against {what}: {percent} % conflict");
            assert!(percent <= limit, "{what}, {comments}: {percent} %");
        }
    }
}

fn change_of(dice: &mut Dice, canvas: &Canvas, id: NoteId, what: &str) -> Change {
    match what {
        "text" => Change::Text(id, dice.text()),
        "colour" => Change::Color(id, Some("teal".into())),
        "tags" => Change::Tags(id, BTreeSet::from(["x".to_owned()])),
        "mark" => dice.mark(&id, "Ben"),
        _ => {
            let (block, jitter) = (dice.block(), dice.roll());
            let place = canvas.place_at(&block, 3, Some(&id), jitter);
            Change::Move(id, place)
        }
    }
}

#[test]
fn comments_of_two_people_on_one_note_conflict_less_the_more_there_are() {
    for (comments, limit) in [(0, 100), (1, 82), (3, 55), (8, 38)] {
        let percent = conflicts_of((comments, &[]), |dice, canvas| {
            let id = any_note(dice, canvas);
            let ours = dice.comment(&id, "Anna");
            (ours.into(), dice.comment(&id, "Ben").into())
        });
        println!("a comment each after {comments}: {percent} % conflict");
        assert!(percent <= limit, "{comments} comments: {percent} %");
    }
    let percent = conflicts_of((0, &["Cleo"]), |dice, canvas| {
        let id = any_note(dice, canvas);
        let ours = dice.mark(&id, "Anna");
        (ours.into(), dice.mark(&id, "Dora").into())
    });
    assert_eq!(percent, 0, "marks of two people around a third's");
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
