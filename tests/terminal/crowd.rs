//! A crowd on one file: scripts by the hundred, of which some are killed in the midst of it, two boards, and a reader.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, ScopedJoinHandle};
use std::time::Duration;

use bmcanvas::format;
use bmcanvas::model::canvas::Canvas;

use crate::faults::git;
use crate::place::{Place, canonical, eventually, names, texts_in};
use crate::term::Term;
use crate::together::anna_and_ben;

/// So many scripts write at once.
const WRITERS: usize = 16;

/// So many edits each of them makes, unless the environment says another number.
const EDITS: usize = 6;
const VARIABLE: &str = "BMCANVAS_STRESS_EDITS";

/// The number of the long form.
const MANY_EDITS: usize = 100;

/// One of so many scripts is killed.
const KILLED: u64 = 5;

/// The longest that one to be killed lives.
const LONGEST_LIFE: u64 = 40;

const BLOCKS: [&str; 9] = ["CS", "VP", "CH", "CR", "R$", "KR", "KA", "KP", "C$"];

struct Crowd {
    place: Place,
    path: PathBuf,
    edits: usize,
    /// The texts that a script which ended well has written.
    done: Mutex<BTreeSet<String>>,
    /// The texts that somebody has tried to write.
    tried: Mutex<BTreeSet<String>>,
    killed: AtomicUsize,
    refused: AtomicUsize,
    over: AtomicBool,
}

/// A number that looks random, of a number.
fn mixed(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

impl Crowd {
    fn new(edits: usize) -> Self {
        let (place, path) = Place::with_aws();
        git(&place, &["init", "-q"]);
        git(&place, &["add", "."]);
        git(&place, &["commit", "-q", "-m", "one"]);
        Self {
            place,
            path,
            edits,
            done: Mutex::default(),
            tried: Mutex::default(),
            killed: AtomicUsize::new(0),
            refused: AtomicUsize::new(0),
            over: AtomicBool::new(false),
        }
    }

    fn script(&self, block: &str, text: &str) -> Child {
        self.tried.lock().unwrap().insert(text.to_owned());
        let mut command = self.place.command(env!("CARGO_BIN_EXE_bmcanvas"));
        command
            .args(["add", "aws.canvas.json", block, text])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Makes an edit, unless it is killed. Whether it was made, as far as the script's end tells.
    fn edit(&self, block: &str, text: &str, life: Option<Duration>) -> bool {
        let mut child = self.script(block, text);
        if let Some(life) = life {
            thread::sleep(life);
            child.kill().unwrap();
            self.killed.fetch_add(1, Ordering::Relaxed);
        }
        let output = child.wait_with_output().unwrap();
        if output.status.success() {
            self.done.lock().unwrap().insert(text.to_owned());
            return true;
        }
        // Who was not killed may fail only where the machine is so busy that the others' turns took all the time.
        if life.is_none() {
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(said.contains("has locked the file for 10 s"), "{output:?}");
            self.refused.fetch_add(1, Ordering::Relaxed);
        }
        false
    }

    /// A writer: edit after edit, and one that was not made once more.
    fn write(&self, writer: usize) {
        for edit in 0..self.edits {
            let attempts = 0..;
            let made = attempts.map(|attempt: usize| {
                let number = mixed((writer << 32 | edit << 8 | attempt) as u64);
                let killed = number.is_multiple_of(KILLED);
                let life = killed.then(|| Duration::from_millis((number >> 32) % LONGEST_LIFE));
                let text = format!("w{writer:02}e{edit:03}t{attempt}");
                self.edit(BLOCKS[(writer + edit) % BLOCKS.len()], &text, life)
            });
            assert!(made.take(50).any(|made| made), "not in fifty attempts");
        }
    }

    /// Reads again and again: the file is whole and has each edit that was made before. How often it was read.
    fn read(&self) -> usize {
        let mut count = 0;
        while !self.over.load(Ordering::Relaxed) {
            let done = self.done.lock().unwrap().clone();
            let read = format::read(&fs::read(&self.path).unwrap()).unwrap();
            let there = texts(&read.canvas);
            let lost: Vec<_> = done.difference(&there).collect();
            assert!(lost.is_empty(), "{lost:?}");
            count += 1;
            thread::sleep(Duration::from_millis(2));
        }
        count
    }
}

/// The texts of the crowd's notes.
fn texts(canvas: &Canvas) -> BTreeSet<String> {
    let texts = canvas.notes().map(|(_, note)| note.text.clone());
    texts.filter(|text| is_of_crowd(text)).collect()
}

fn is_of_crowd(word: &str) -> bool {
    word.len() >= 9 && word.starts_with('w') && word[1..3].parse::<u8>().is_ok()
}

/// Keeps notes on a board as long as the crowd is there.
fn work_on(crowd: &Crowd, term: &Term, writer: usize) {
    for edit in 0..5 {
        let text = format!("w{writer:02}e{edit:03}t0");
        crowd.tried.lock().unwrap().insert(text.clone());
        term.type_for("3o", "EDIT");
        term.type_for(&text, &text);
        term.type_for("<esc>", "BOARD");
        eventually("the board's note in the file", || {
            texts_in(&crowd.path, "channels").contains(&text)
        });
        crowd.done.lock().unwrap().insert(text);
    }
}

/// All notes on a board's screen, which is made tall enough for them.
fn shown(term: &Term, wanted: &BTreeSet<String>) {
    term.resize(60, 4 * wanted.len() as u16 + 200);
    term.type_keys("v");
    term.wait_until("each note on the screen, once", |seen| {
        let text = seen.text();
        let words: Vec<&str> = text.split_whitespace().filter(|w| is_of_crowd(w)).collect();
        let set: BTreeSet<String> = words.iter().map(|word| (*word).to_owned()).collect();
        words.len() == set.len() && set == *wanted
    });
}

fn crowd_on_one_file(edits: usize) {
    let crowd = &Crowd::new(edits);
    let (anna, ben) = anna_and_ben(&crowd.place);
    let reads = thread::scope(|scope| {
        let reader = scope.spawn(move || crowd.read());
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| scope.spawn(move || crowd.write(writer)))
            .collect();
        work_on(crowd, &anna, 90);
        work_on(crowd, &ben, 91);
        let ended: Vec<_> = writers.into_iter().map(ScopedJoinHandle::join).collect();
        crowd.over.store(true, Ordering::Relaxed);
        let reads = reader.join();
        for writer in ended {
            writer.unwrap();
        }
        reads.unwrap()
    });
    let killed = crowd.killed.load(Ordering::Relaxed);
    assert!(reads > 10 && killed > 0, "{reads} reads, {killed} killed");
    // What the killed left behind goes with the next save.
    assert!(crowd.edit("CH", "w99e000t0", None));
    assert_eq!(crowd.place.names(), [".git", "aws.canvas.json"]);

    let there = texts(&canonical(&crowd.path));
    let done = crowd.done.lock().unwrap();
    let lost: Vec<_> = done.difference(&there).collect();
    assert!(lost.is_empty(), "{lost:?}");
    assert!(there.is_subset(&crowd.tried.lock().unwrap()));
    for mut term in [anna, ben] {
        shown(&term, &there);
        term.type_keys("q");
        term.ends_well();
    }
    assert_eq!(texts(&canonical(&crowd.path)), there);
    assert_eq!(crowd.place.names(), [".git", "aws.canvas.json"]);
    let presence = crowd.place.work().join(".git/bmcanvas/presence");
    assert_eq!(names(&presence), [""; 0]);
    assert_eq!(crowd.place.drafts(), []);
    let (done, refused) = (done.len(), crowd.refused.load(Ordering::Relaxed));
    println!("{done} edits done, {killed} scripts killed, {refused} told to wait, {reads} reads");
}

#[test]
fn what_each_of_a_crowd_did_is_in_the_file_and_on_the_boards() {
    let edits = std::env::var(VARIABLE).ok();
    crowd_on_one_file(edits.map_or(EDITS, |edits| edits.parse().unwrap()));
}

#[test]
#[ignore = "takes a minute"]
fn what_each_of_a_crowd_did_is_in_the_file_after_sixteen_hundred_edits() {
    crowd_on_one_file(MANY_EDITS);
}
