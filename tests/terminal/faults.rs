//! What can become of a file while a board has it open: the board says so, keeps what it shows, and recovers by itself.

use std::fs::{self, File, Permissions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use bmcanvas::format;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::note::{self, Note};

use crate::closed;
use crate::place::{AWS, Place, canonical, eventually, names, texts_in};
use crate::seen::Seen;
use crate::term::{Run, Term};

/// What is done to a file, what a board says then, and how the file comes back.
struct Fault {
    name: &'static str,
    strike: fn(&Path),
    says: &'static str,
    mend: fn(&Path),
}

const FAULTS: [Fault; 10] = [
    Fault {
        name: "replaced by a rename",
        strike: |path| {
            fs::write(path.with_extension("new"), others()).unwrap();
            fs::rename(path.with_extension("new"), path).unwrap();
        },
        says: "",
        mend: |_| {},
    },
    Fault {
        name: "deleted",
        strike: |path| fs::remove_file(path).unwrap(),
        says: "file gone",
        mend: write_others,
    },
    Fault {
        name: "emptied",
        strike: |path| drop(File::create(path).unwrap()),
        says: "file broken",
        mend: write_others,
    },
    Fault {
        name: "not JSON",
        strike: |path| fs::write(path, "{ no").unwrap(),
        says: "file broken",
        mend: write_others,
    },
    Fault {
        name: "half of it",
        strike: |path| fs::write(path, &AWS[..AWS.len() / 2]).unwrap(),
        says: "file broken",
        mend: write_others,
    },
    Fault {
        name: "conflict markers",
        strike: |path| {
            let text = fs::read_to_string(path).unwrap();
            let (before, after) = text.split_once("  \"notes\"").unwrap();
            let marked =
                "<<<<<<< ours\n  \"a\": 1,\n=======\n  \"a\": [\n>>>>>>> theirs\n  \"notes\"";
            fs::write(path, format!("{before}{marked}{after}")).unwrap();
        },
        says: "file broken",
        mend: write_others,
    },
    Fault {
        name: "of a newer version",
        strike: |path| {
            let text = fs::read_to_string(path).unwrap();
            fs::write(path, text.replace("\"bmcanvas\": 1", "\"bmcanvas\": 99")).unwrap();
        },
        says: "file broken",
        mend: write_others,
    },
    Fault {
        name: "a folder in its place",
        strike: |path| {
            fs::remove_file(path).unwrap();
            fs::create_dir(path).unwrap();
        },
        says: "file broken",
        mend: |path| {
            fs::remove_dir(path).unwrap();
            write_others(path);
        },
    },
    Fault {
        name: "its folder renamed",
        strike: |path| {
            let folder = path.parent().unwrap();
            fs::rename(folder, folder.with_extension("away")).unwrap();
        },
        says: "file gone",
        mend: |path| {
            let folder = path.parent().unwrap();
            fs::rename(folder.with_extension("away"), folder).unwrap();
            write_others(path);
        },
    },
    Fault {
        name: "without rights",
        strike: |path| set_mode(path, 0),
        says: "file broken",
        mend: |path| {
            set_mode(path, 0o644);
            write_others(path);
        },
    },
];

/// What the person does while the file is as it should not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meanwhile {
    /// Nothing, and keeps a note later.
    Rest,
    /// Goes on typing, and keeps the note later.
    Type,
    /// Keeps a note.
    Keep,
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// The canvas with a note more.
fn with_note(text: &str, id: &str, note: &str) -> String {
    let mut canvas: Canvas = format::read(text.as_bytes()).unwrap().canvas;
    let place = note::Place {
        block: "channels".into(),
        rank: "zz".into(),
    };
    canvas.insert(id.into(), Note::new(place, note)).unwrap();
    format::write(&canvas)
}

/// The file as others leave it.
fn others() -> String {
    with_note(AWS, "0other0hand0", "Other hand")
}

fn write_others(path: &Path) {
    fs::write(path, others()).unwrap();
}

fn channels_hold(path: &Path, text: &str) -> bool {
    texts_in(path, "channels").iter().any(|note| note == text)
}

/// Asserts that the board was never in trouble, not even for a moment.
fn was_never_in_trouble(term: &Term) {
    let raw = term.look(|seen| seen.raw().to_vec());
    let mut emulator = Seen::new((120, 40));
    let last_row = |seen: &Seen| seen.screen().rows(0, 120).last().unwrap();
    let mut shown_saved = false;
    // The screen can only be another after the next escape sequence.
    for piece in raw.split_inclusive(|byte| *byte == b'\x1b') {
        emulator.take(piece);
        let row = last_row(&emulator);
        shown_saved |= row.contains("saved");
        for trouble in ["file gone", "file broken", "NOT SAVED"] {
            assert!(!row.contains(trouble), "{row}");
        }
    }
    assert!(shown_saved, "nothing was seen at all");
}

/// A canvas in a folder that can be renamed.
fn plan(place: &Place) -> PathBuf {
    let path = place.work().join("plan/aws.canvas.json");
    fs::create_dir(path.parent().unwrap()).unwrap();
    let canvas = format::read(AWS.as_bytes()).unwrap().canvas;
    fs::write(&path, format::write(&canvas)).unwrap();
    path
}

fn start(run: Run) -> Term {
    let term = run.start();
    term.wait_for("Software developers");
    term.wait_for("BOARD");
    term
}

fn suffer(fault: &Fault, meanwhile: Meanwhile) {
    let place = Place::new();
    let path = plan(&place);
    let run = Run::board(&place, &[&path]);
    let Some(run) = (match fault.name {
        "without rights" => closed::bound_by_rights(run),
        _ => Some(run),
    }) else {
        return;
    };
    let mut term = start(run);
    if meanwhile == Meanwhile::Type {
        term.type_for("3o", "EDIT");
        term.type_for("My own", "My own");
    }
    (fault.strike)(&path);
    term.wait_for(fault.says);
    assert!(
        term.screen().contains("Software developers"),
        "{}",
        fault.name
    );
    match meanwhile {
        Meanwhile::Rest => {}
        Meanwhile::Type => {
            term.type_for(" words", "My own words");
        }
        Meanwhile::Keep => {
            keep_note(&term);
            if !fault.says.is_empty() {
                term.wait_for("NOT SAVED");
            }
        }
    }
    (fault.mend)(&path);
    term.wait_for("Other hand");
    if !fault.says.is_empty() {
        term.wait_without(fault.says);
    }
    match meanwhile {
        Meanwhile::Rest => keep_note(&term),
        Meanwhile::Type => term.type_for("<esc>", "BOARD"),
        Meanwhile::Keep => {}
    }
    term.wait_for("My own words");
    term.wait_without("NOT SAVED");
    eventually("what both wrote", || {
        channels_hold(&path, "My own words") && channels_hold(&path, "Other hand")
    });
    assert_eq!(canonical(&path).notes().len(), canvas_len() + 2);
    term.wait_for("saved");
    term.type_keys("q");
    term.ends_well();
    assert_eq!(names(path.parent().unwrap()), ["aws.canvas.json"]);
    assert_eq!(place.drafts(), []);
}

fn canvas_len() -> usize {
    format::read(AWS.as_bytes()).unwrap().canvas.notes().len()
}

fn keep_note(term: &Term) {
    term.type_for("3o", "EDIT");
    term.type_for("My own words", "My own words");
    term.type_for("<esc>", "BOARD");
}

/// All faults at once: mostly they wait for a board to say that something is wrong.
fn suffer_all(meanwhile: Meanwhile) {
    thread::scope(|scope| {
        for fault in &FAULTS {
            let name = format!("{}, {meanwhile:?}", fault.name);
            let thread = thread::Builder::new().name(name);
            thread
                .spawn_scoped(scope, move || suffer(fault, meanwhile))
                .unwrap();
        }
    });
}

#[test]
fn a_board_at_rest_survives_what_becomes_of_its_file() {
    suffer_all(Meanwhile::Rest);
}

#[test]
fn a_text_that_is_typed_survives_what_becomes_of_its_file() {
    suffer_all(Meanwhile::Type);
}

#[test]
fn a_note_that_is_kept_meanwhile_is_in_the_file_once_it_is_back() {
    suffer_all(Meanwhile::Keep);
}

#[test]
fn a_file_that_is_written_slowly_is_no_trouble() {
    let place = Place::new();
    let path = plan(&place);
    let mut term = start(Run::board(&place, &[&path]));
    term.type_for("3o", "EDIT");
    term.type_for("My own words", "My own words");
    let text = others();
    let mut file = File::create(&path).unwrap();
    let start = Instant::now();
    for (count, piece) in text.as_bytes().chunks(text.len() / 10 + 1).enumerate() {
        if count == 6 {
            term.type_keys("<esc>");
        }
        thread::sleep(Duration::from_millis(100));
        file.write_all(piece).unwrap();
    }
    drop(file);
    let took = start.elapsed();
    term.wait_for("Other hand");
    eventually("what both wrote", || {
        channels_hold(&path, "My own words") && channels_hold(&path, "Other hand")
    });
    term.wait_for("saved");
    if took < Duration::from_millis(1_500) {
        was_never_in_trouble(&term);
    }
    term.type_keys("q");
    term.ends_well();
}

/// A work tree with the canvas on the branch `main`, and as others have it on `other`.
fn repository(place: &Place) -> PathBuf {
    let path = plan(place);
    git(place, &["init", "-q", "-b", "main"]);
    git(place, &["add", "."]);
    git(place, &["commit", "-q", "-m", "one"]);
    git(place, &["switch", "-q", "-c", "other"]);
    let text = others().replace("SaaS start-ups", "Banks");
    fs::write(&path, text).unwrap();
    git(place, &["commit", "-q", "-a", "-m", "two"]);
    git(place, &["switch", "-q", "main"]);
    path
}

/// Runs git in the place's folder.
pub(crate) fn git(place: &Place, args: &[&str]) {
    let output = place
        .command("git")
        .args(["-c", "user.name=t", "-c", "user.email=t@example.org"])
        .args(args)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{args:?}: {output:?}");
}

#[test]
fn another_branch_comes_and_goes_under_the_board() {
    let place = Place::new();
    let path = repository(&place);
    let mut term = start(Run::board(&place, &[&path]));
    for typing in [false, true] {
        if typing {
            term.type_for("3o", "EDIT");
            term.type_for("My own words", "My own words");
        }
        for _ in 0..3 {
            git(&place, &["checkout", "-q", "other"]);
            term.wait_for("Banks");
            term.wait_for("Other hand");
            git(&place, &["checkout", "-q", "main"]);
            term.wait_for("SaaS start-ups");
            term.wait_without("Other hand");
            term.wait_for("1 note is no longer here, :bring-back");
        }
    }
    git(&place, &["checkout", "-q", "other"]);
    term.type_for("<esc>", "BOARD");
    term.wait_for("Banks");
    eventually("what both wrote", || {
        channels_hold(&path, "My own words") && channels_hold(&path, "Other hand")
    });
    assert_eq!(texts_in(&path, "customer_segments")[1], "Banks");
    term.wait_for("saved");
    was_never_in_trouble(&term);
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn what_git_stashes_goes_and_comes_back_with_what_is_typed_meanwhile() {
    let place = Place::new();
    let path = repository(&place);
    let mut term = start(Run::board(&place, &[&path]));
    term.type_for("8o", "EDIT");
    term.type_for("Stashed<enter>", "Stashed");
    term.type_for("Under edit", "Under edit");
    eventually("the first note", || {
        texts_in(&path, "key_partners").contains(&"Stashed".to_owned())
    });
    git(&place, &["stash", "-q"]);
    term.wait_without("Stashed");
    assert!(term.screen().contains("Under edit"));
    git(&place, &["stash", "pop", "-q"]);
    term.wait_for("Stashed");
    term.type_for("<esc>", "BOARD");
    eventually("both notes", || {
        let now = texts_in(&path, "key_partners");
        ["Stashed", "Under edit"]
            .iter()
            .all(|text| now.iter().any(|note| note == text))
    });
    term.wait_for("saved");
    was_never_in_trouble(&term);
    term.type_keys("q");
    term.ends_well();
}
