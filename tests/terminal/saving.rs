//! What cannot be saved is shown, kept, and saved as soon as that can be done.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::closed::{self, Closed};
use crate::place::{Place, canonical, eventually, texts, texts_in};
use crate::term::{Run, Term};
use crate::walk::aws;

/// Writes a note as the second one of the segments.
fn write_note(term: &Term, text: &str) {
    term.type_for("1o", "EDIT");
    term.type_keys(&format!("{text}<enter><enter>"));
    term.wait_for(text);
}

fn has_note(path: &Path, text: &str) -> bool {
    texts_in(path, "customer_segments")
        .iter()
        .any(|note| note == text)
}

#[test]
fn a_closed_file_is_saved_once_it_is_open() {
    let (place, path) = Place::with_aws();
    let Some(run) = closed::bound_by_rights(Run::board(&place, &[&path])) else {
        return;
    };
    let before = canonical(&path);
    let closed = Closed::shut(&path);
    let mut term = run.start();
    term.wait_for("Software developers");
    write_note(&term, "Patience");
    term.wait_for("NOT SAVED");
    term.wait_for("the file is read-only");
    // Leaving asks, and no answer stays.
    term.type_for("q", "The last edits are not in the file");
    term.type_for("<esc>", "BOARD");
    assert_eq!(canonical(&path), before);
    assert_eq!(place.names(), ["aws.canvas.json"]);
    closed.open();
    // Nobody touches a key: the write is tried again by itself.
    term.wait_without("NOT SAVED");
    assert!(has_note(&path, "Patience"));
    term.type_keys("q");
    term.ends_well();
    canonical(&path);
    assert_eq!(place.drafts(), []);
}

#[test]
fn leaving_without_a_save_keeps_the_edits() {
    let (place, path) = Place::with_aws();
    let Some(run) = closed::bound_by_rights(Run::board(&place, &[&path])) else {
        return;
    };
    let closed = Closed::shut(&path);
    let mut term = run.start();
    term.wait_for("Software developers");
    write_note(&term, "Not forgotten");
    term.wait_for("NOT SAVED");
    term.type_for("q", "The last edits are not in the file");
    term.type_keys("l");
    term.ends_well();
    closed.open();
    let mut term = Run::board(&place, &[&path]).start();
    term.wait_for("Unfinished work");
    term.type_for("t", "Not forgotten");
    eventually("the note in the file", || has_note(&path, "Not forgotten"));
    term.type_keys("q");
    term.ends_well();
    assert_eq!(place.drafts(), []);
}

#[test]
fn the_way_out_is_free_once_the_file_is() {
    let (place, path) = Place::with_aws();
    let Some(run) = closed::bound_by_rights(Run::board(&place, &[&path])) else {
        return;
    };
    let closed = Closed::shut(&path);
    let mut term = run.start();
    term.wait_for("Software developers");
    write_note(&term, "Last thing");
    term.wait_for("NOT SAVED");
    term.type_for("q", "The last edits are not in the file");
    closed.open();
    term.type_keys("w");
    term.ends_well();
    assert!(has_note(&path, "Last thing"));
    assert_eq!(place.drafts(), []);
}

/// An immutable file, as a last line of defence against root; freed at the end.
struct Immutable(PathBuf);

impl Immutable {
    fn make(path: &Path) -> Option<Self> {
        let changed = Command::new("chattr").arg("+i").arg(path).output();
        let works = changed.is_ok_and(|output| output.status.success());
        if !works {
            println!("SKIPPED: chattr +i does not work here");
        }
        works.then(|| Self(path.to_owned()))
    }
}

impl Drop for Immutable {
    fn drop(&mut self) {
        let _ = Command::new("chattr").arg("-i").arg(&self.0).output();
    }
}

#[test]
fn an_immutable_file_is_saved_by_a_key_once_it_is_free() {
    let (place, path) = Place::with_aws();
    let Some(immutable) = Immutable::make(&path) else {
        return;
    };
    let mut term = aws(&place);
    write_note(&term, "Stubborn");
    term.wait_for("NOT SAVED");
    term.wait_for("no permission to write here");
    drop(immutable);
    term.type_keys("w");
    term.wait_without("NOT SAVED");
    assert!(has_note(&path, "Stubborn"));
    term.type_keys("q");
    term.ends_well();
    assert_eq!(place.names(), ["aws.canvas.json"]);
}

#[test]
fn a_full_disk_keeps_the_old_file_until_there_is_room() {
    let (place, path) = Place::with_aws();
    let run = Run::board(&place, &["aws.canvas.json"]);
    let Some(run) = closed::with_small_disk(run, &place.work()) else {
        return;
    };
    let mut term = run.start();
    term.wait_for("Software developers");
    // As the program sees it.
    let inside = Path::new("/proc").join(term.pid.to_string()).join("root");
    let seen = |path: &Path| inside.join(path.strip_prefix("/").unwrap());
    let (file, filler) = (seen(&path), seen(&place.work().join("filler")));
    let before = fs::read(&file).unwrap();
    let mut fill = fs::File::create(&filler).unwrap();
    while fill.write_all(&[b'x'; 512]).is_ok() {}
    write_note(&term, "No room");
    term.wait_for("NOT SAVED");
    term.wait_for("the disk is full");
    assert!(
        fs::read(&file).unwrap() == before,
        "the old file is not whole"
    );
    fill.set_len(0).unwrap();
    term.wait_without("NOT SAVED");
    assert!(has_note(&file, "No room"));
    canonical(&file);
    let folder = fs::read_dir(file.parent().unwrap()).unwrap();
    assert_eq!(folder.count(), 2, "something was left beside the file");
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn what_someone_else_wrote_is_not_overwritten() {
    let (place, path) = Place::with_aws();
    let mut term = aws(&place);
    let text = fs::read_to_string(&path).unwrap();
    let theirs = text.replace("SaaS start-ups", "Banks");
    fs::write(&path, &theirs).unwrap();
    write_note(&term, "Ours");
    // Both are merged, on the screen and in the file.
    term.wait_for("Banks");
    term.wait_for("Ours");
    eventually("ours in the file", || has_note(&path, "Ours"));
    assert!(has_note(&path, "Banks"));
    // Undo takes back what is ours and leaves theirs.
    term.type_for("u", "Banks");
    term.wait_without("Ours");
    eventually("it gone from the file", || !has_note(&path, "Ours"));
    term.type_keys("q");
    term.ends_well();
    let after = canonical(&path);
    assert_eq!(
        texts(&after, "customer_segments"),
        [
            "Software developers",
            "Banks",
            "Internal teams, who came first"
        ]
    );
}

#[test]
fn a_write_that_hangs_is_told_and_its_edits_survive() {
    let (place, path) = Place::with_aws();
    let held = fs::File::open(&path).unwrap();
    held.lock().unwrap();
    let term = aws(&place);
    write_note(&term, "Stuck");
    term.wait_for("NOT SAVED");
    term.wait_for("the write takes long");
    eventually("the edit in the journal", || {
        let drafts = place.drafts();
        drafts.iter().any(|draft| {
            draft
                .canvas
                .as_ref()
                .is_some_and(|text| text.contains("Stuck"))
        })
    });
    term.kill9();
    held.unlock().unwrap();
    assert!(!has_note(&path, "Stuck"));
    let mut term = Run::board(&place, &[&path]).start();
    term.wait_for("Unfinished work");
    term.type_for("t", "Stuck");
    eventually("the note in the file", || has_note(&path, "Stuck"));
    term.type_keys("q");
    term.ends_well();
    assert_eq!(place.drafts(), []);
}

#[test]
fn a_write_that_was_slow_is_done_once_the_file_is_free() {
    let (place, path) = Place::with_aws();
    let held = fs::File::open(&path).unwrap();
    held.lock().unwrap();
    let mut term = aws(&place);
    write_note(&term, "Patient");
    term.wait_for("NOT SAVED");
    held.unlock().unwrap();
    term.wait_without("NOT SAVED");
    assert!(has_note(&path, "Patient"));
    term.type_keys("q");
    term.ends_well();
    assert_eq!(place.drafts(), []);
}
