//! Saves among programs that do not wait for the lock: what they write is taken in, put back or kept, never lost.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use bmcanvas::store::SaveError;
use bmcanvas::store::load::{Kind, LoadError};
use bmcanvas::store::save::{Decision, Saved, Saver, save};

use crate::place::{Place, mode, said, set_mode, text};

/// As an editor does it: a new file takes the name.
fn replace(path: &Path, text: &str) {
    let new = path.with_extension(format!("{:?}.new", std::thread::current().id()));
    fs::write(&new, text).unwrap();
    fs::rename(&new, path).unwrap();
}

fn lines(bytes: &[u8]) -> BTreeSet<String> {
    let text = std::str::from_utf8(bytes).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn written(lines: &BTreeSet<String>) -> String {
    lines.iter().flat_map(|line| [line, "\n"]).collect()
}

/// Adds to what it sees, and forgets nothing of that.
fn adding(line: &str) -> impl FnMut(Option<&[u8]>) -> Decision {
    let mut all = BTreeSet::from([line.to_owned()]);
    move |now| {
        all.extend(lines(now.unwrap()));
        Decision::Write(written(&all).into())
    }
}

/// Before each answer another program does something to the file: the next of these.
fn disturbed<'a>(
    mut acts: Vec<Box<dyn FnOnce() + 'a>>,
    mut decide: impl FnMut(Option<&[u8]>) -> Decision + 'a,
) -> impl FnMut(Option<&[u8]>) -> Decision + 'a {
    acts.reverse();
    move |now| {
        let decision = decide(now);
        if let Some(act) = acts.pop() {
            act();
        }
        decision
    }
}

fn backups(place: &Place) -> Vec<String> {
    let folder = place.root.path().join("state/backups");
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut texts: Vec<String> = entries.map(|entry| text(&entry.unwrap().path())).collect();
    texts.sort();
    texts
}

#[test]
fn what_another_program_wrote_meanwhile_is_taken_in() {
    let ways: [fn(&Path, &str); 2] = [replace, |path, text| fs::write(path, text).unwrap()];
    for way in ways {
        let place = Place::new();
        let path = place.file("a", "old\n");
        let act = |text: &'static str| -> Box<dyn FnOnce()> {
            let path = path.clone();
            Box::new(move || way(&path, text))
        };
        let acts = vec![act("old\none\n"), act("old\ntwo\n"), act("three\n")];
        let saved = place.saver().save(&path, disturbed(acts, adding("ours")));
        assert_eq!(saved, Ok(Saved::Replaced));
        assert_eq!(text(&path), "old\none\nours\nthree\ntwo\n");
        assert_eq!(place.left(), (vec!["a".into()], 0));
    }
}

#[test]
fn the_rights_that_another_program_gave_stay() {
    let place = Place::new();
    let path = place.file("a", "old\n");
    let act = || {
        replace(&path, "theirs\n");
        set_mode(&path, 0o640);
    };
    let decide = disturbed(vec![Box::new(act)], adding("ours"));
    assert_eq!(place.saver().save(&path, decide), Ok(Saved::Replaced));
    assert_eq!(
        (text(&path), mode(&path)),
        ("old\nours\ntheirs\n".into(), 0o640)
    );
}

#[test]
fn what_is_not_to_be_written_over_is_put_back() {
    let place = Place::new();
    let path = place.file("a", "old\n");
    let mut calls = 0;
    let decide = |now: Option<&[u8]>| {
        calls += 1;
        match now {
            Some(b"old\n") => Decision::Write("ours\n".into()),
            _ => Decision::Keep,
        }
    };
    let act = || replace(&path, "{ half");
    let saved = place
        .saver()
        .save(&path, disturbed(vec![Box::new(act)], decide));
    assert_eq!((saved, calls), (Ok(Saved::Kept), 2));
    assert_eq!(text(&path), "{ half");
    assert_eq!(place.left(), (vec!["a".into()], 0));
}

#[test]
fn what_was_taken_in_by_a_save_that_gave_up_is_a_backup() {
    let place = Place::new();
    let path = place.file("a", "old\n");
    let mut add = adding("ours");
    let decide = |now: Option<&[u8]>| match now {
        Some(b"{ half") => Decision::Keep,
        now => add(now),
    };
    let acts: Vec<Box<dyn FnOnce()>> = vec![
        Box::new(|| replace(&path, "one\n")),
        Box::new(|| replace(&path, "{ half")),
    ];
    assert_eq!(
        place.saver().save(&path, disturbed(acts, decide)),
        Ok(Saved::Kept)
    );
    assert_eq!(text(&path), "{ half");
    assert_eq!(backups(&place), ["one\n"]);
    assert_eq!(place.left().0, ["a"]);
}

#[test]
fn a_file_that_went_meanwhile_stays_gone_unless_decided_otherwise() {
    for (decision, saved, there) in [
        (Decision::Keep, Saved::Kept, vec![]),
        (
            Decision::Write("anew".into()),
            Saved::Created,
            vec!["a".to_owned()],
        ),
    ] {
        let place = Place::new();
        let path = place.file("a", "old");
        let decide = |now: Option<&[u8]>| match now {
            Some(_) => Decision::Write("ours".into()),
            None => decision.clone(),
        };
        let act = || fs::remove_file(&path).unwrap();
        let done = place
            .saver()
            .save(&path, disturbed(vec![Box::new(act)], decide));
        assert_eq!(done, Ok(saved));
        assert_eq!(place.left(), (there, 0));
    }
}

#[test]
fn what_is_no_file_any_more_is_put_back() {
    let place = Place::new();
    let path = place.file("a", "old\n");
    let act = || {
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        fs::write(path.join("b"), "below").unwrap();
    };
    let saved = place
        .saver()
        .save(&path, disturbed(vec![Box::new(act)], adding("ours")));
    assert_eq!(
        saved,
        Err(SaveError::Read(LoadError::NotAFile(Kind::Folder)))
    );
    assert_eq!(text(&path.join("b")), "below");
    assert_eq!(place.left(), (vec!["a".into()], 0));
    fs::remove_dir_all(&path).unwrap();
    fs::write(&path, "old\n").unwrap();
    let act = || {
        fs::remove_file(&path).unwrap();
        symlink("elsewhere", &path).unwrap();
    };
    let saved = place
        .saver()
        .save(&path, disturbed(vec![Box::new(act)], adding("ours")));
    assert!(matches!(saved, Err(SaveError::Read(_))), "{saved:?}");
    assert_eq!(fs::read_link(&path).unwrap(), Path::new("elsewhere"));
    assert_eq!(place.left(), (vec!["a".into()], 0));
}

#[test]
fn a_save_that_is_disturbed_without_end_gives_up_and_loses_nothing() {
    let place = Place::new();
    let path = place.file("a", "old\n");
    let mut n = 0;
    let mut add = adding("ours");
    let saved = place.saver().save(&path, |now| {
        let decision = add(now);
        n += 1;
        replace(&path, &format!("{n}\n"));
        decision
    });
    assert_eq!(saved, Err(SaveError::Contested));
    assert_eq!(text(&path), format!("{n}\n"), "the last one stays");
    let kept: BTreeSet<String> = backups(&place).into_iter().collect();
    assert_eq!(kept, (1..n).map(|n| format!("{n}\n")).collect());
    assert_eq!(place.left().0, ["a"]);
}

#[test]
fn others_who_save_wait_for_a_swap_to_settle() {
    let place = Place::new();
    let path = place.file("a", "old\n");
    let mut first = true;
    let mut add = adding("ours");
    std::thread::scope(|scope| {
        let saved = place.saver().save(&path, |now| {
            let decision = add(now);
            if std::mem::take(&mut first) {
                replace(&path, "theirs\n");
            } else {
                // Ours is in place now, and locked: another saver finds it so.
                let impatient = Saver {
                    wait: Duration::from_millis(50),
                    ..place.saver()
                };
                let other = scope.spawn({
                    let path = path.clone();
                    move || impatient.save(&path, |_| unreachable!("decided without the lock"))
                });
                let busy = Err(SaveError::Busy(Duration::from_millis(50)));
                assert_eq!(other.join().unwrap(), busy);
            }
            decision
        });
        assert_eq!(saved, Ok(Saved::Replaced));
    });
    assert_eq!(text(&path), "old\nours\ntheirs\n");
}

/// What became of edits at once.
struct Outcome {
    /// How many the program made that does not lock.
    foreign: usize,
    /// Those of them that the file lacks.
    missing: Vec<String>,
    /// How many saves gave up.
    contested: usize,
}

/// Edits of several at once, each with an own name: two that lock, one that does not. Those of the two are in the file at
/// the end, all of them.
fn edits_at_once(path: &Path, saver: &Saver, rounds: usize) -> Outcome {
    let (ended, contested) = (AtomicBool::new(false), AtomicUsize::new(0));
    let missing = |name: &str, made: usize| -> Vec<String> {
        let now = lines(&fs::read(path).unwrap());
        let all = (0..made).map(|n| format!("{name} {n}"));
        all.filter(|line| !now.contains(line)).collect()
    };
    let foreign = || {
        let mut made = 0;
        while !ended.load(Ordering::Relaxed) && made < 2_000 {
            let mut now = lines(&fs::read(path).unwrap());
            now.insert(format!("foreign {made}"));
            replace(path, &written(&now));
            made += 1;
            std::thread::sleep(Duration::from_millis(15));
        }
        made
    };
    let ours = |name: &str| {
        // As a board: what it holds is all that it has seen.
        let mut all = BTreeSet::new();
        for n in 0..rounds {
            all.insert(format!("{name} {n}"));
            let mut decide = |now: Option<&[u8]>| {
                all.extend(lines(now.unwrap()));
                Decision::Write(written(&all).into())
            };
            while let Err(error) = saver.save(path, &mut decide) {
                assert_eq!(error, SaveError::Contested);
                contested.fetch_add(1, Ordering::Relaxed);
            }
        }
        all
    };
    let made = std::thread::scope(|scope| {
        let foreign = scope.spawn(foreign);
        let ours = ["x", "y"].map(|name| scope.spawn(move || ours(name)));
        let seen = ours.map(|thread| thread.join().unwrap());
        ended.store(true, Ordering::Relaxed);
        let made = foreign.join().unwrap();
        // The boards look once more, and each writes what it has.
        for all in seen {
            let mut all = all;
            let decide = |now: Option<&[u8]>| {
                all.extend(lines(now.unwrap()));
                Decision::Write(written(&all).into())
            };
            saver.save(path, decide).unwrap();
        }
        made
    });
    for name in ["x", "y"] {
        assert_eq!(missing(name, rounds), [""; 0]);
    }
    Outcome {
        foreign: made,
        missing: missing("foreign", made),
        contested: contested.into_inner(),
    }
}

#[test]
fn edits_of_a_program_that_does_not_lock_are_kept_with_ours() {
    let place = Place::new();
    let path = place.file("a", "");
    let outcome = edits_at_once(&path, &place.saver(), 150);
    assert!(outcome.foreign > 3, "{}", outcome.foreign);
    assert_eq!(place.left().0, ["a"]);
    let kept = backups(&place).concat();
    if outcome.contested == 0 {
        assert_eq!((outcome.missing, kept.as_str()), (vec![], ""));
    } else {
        // On a busy machine: what a save that gave up did not put back is a backup.
        println!("{} saves gave up", outcome.contested);
        let is_kept = |line: &String| lines(kept.as_bytes()).contains(line);
        assert!(outcome.missing.iter().all(is_kept), "{:?}", outcome.missing);
    }
}

/// No test of its own: `edits_at_once` where no files can be swapped.
#[test]
#[ignore = "run by another test in a process of its own"]
fn edit_at_once() {
    let Some(path) = std::env::var_os("SAVE_PATH").map(PathBuf::from) else {
        return;
    };
    edits_at_once(&path, &Saver::default(), 40);
    println!("\nSAVED all");
}

fn has_strace() -> bool {
    let works = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .output();
    let works = works.is_ok_and(|output| output.status.success());
    if !works {
        println!("skipped: no strace here, or it may not trace");
    }
    works
}

fn traced(place: &Place, call: &str, inject: &str, job: &str, path: &Path) -> Output {
    let (trace, inject) = (format!("trace={call}"), format!("inject={call}:{inject}"));
    let start = [
        "strace",
        "-f",
        "-o",
        "/dev/null",
        "-e",
        &trace,
        "-e",
        &inject,
    ];
    place.run_elsewhere(&start, job, path, "ours")
}

#[test]
fn where_files_cannot_be_swapped_ours_are_kept() {
    if !has_strace() {
        return;
    }
    for error in ["EINVAL", "ENOSYS", "EOPNOTSUPP"] {
        let place = Place::new();
        let path = place.file("a", "");
        let inject = format!("error={error}");
        let output = traced(&place, "renameat2", &inject, "swap::edit_at_once", &path);
        assert_eq!(said(&output), Ok("all".into()), "{output:?}");
        assert_eq!(place.left().0, ["a"]);
        let output = traced(
            &place,
            "renameat2",
            &inject,
            SAVE,
            &place.work().join("new"),
        );
        assert_eq!(said(&output), Ok("Created".into()));
    }
}

const SAVE: &str = "faults::save_for_another_test";

const DISTURBED: &str = "swap::save_disturbed";

/// No test of its own: a save that another program disturbs once.
#[test]
#[ignore = "run by another test in a process of its own"]
fn save_disturbed() {
    let Some(path) = std::env::var_os("SAVE_PATH").map(PathBuf::from) else {
        return;
    };
    let act = || replace(&path, "old\ntheirs\n");
    let saved = save(&path, disturbed(vec![Box::new(act)], adding("ours")));
    println!("\nSAVED {saved:?}");
}

#[test]
fn wherever_a_save_is_killed_nothing_of_others_is_lost() {
    if !has_strace() {
        return;
    }
    let (mut killed, mut in_hand) = (0, 0);
    for call in [
        "pwrite64",
        "fchmod",
        "fsync",
        "flock",
        "rename",
        "renameat2",
        "unlink",
        "getdents64",
    ] {
        for when in 1.. {
            let place = Place::new();
            let path = place.file("a", "old\n");
            let inject = format!("signal=SIGKILL:when={when}");
            let output = traced(&place, call, &inject, DISTURBED, &path);
            let what = format!("killed at {call} {when}");
            let now = text(&path);
            assert!(
                now.starts_with("old\n") && now.ends_with('\n'),
                "{what}: {now:?}"
            );
            if output.status.signal().is_none() {
                assert_eq!(
                    said(&output),
                    Ok("Ok(Replaced)".into()),
                    "{what}: {output:?}"
                );
                break;
            }
            killed += 1;
            in_hand += usize::from(next_save_loses_nothing(&place, &path, &what));
        }
    }
    assert!(killed > 15 && in_hand > 2, "{killed}, {in_hand}");
}

/// The next save of the file finds what the killed one had in its hands, if it was another's, and leaves a folder with
/// nothing but the file. Whether it had.
fn next_save_loses_nothing(place: &Place, path: &Path, what: &str) -> bool {
    let mut known = text(path);
    let beside = fs::read_dir(place.work()).unwrap().flatten();
    let in_hand = beside
        .filter(|entry| entry.file_name().as_encoded_bytes().ends_with(b".swap"))
        .any(|entry| text(&entry.path()).contains("theirs"));
    let saved = place.saver().save(path, adding("next"));
    assert_eq!(saved, Ok(Saved::Replaced), "{what}");
    known.push_str(&text(path));
    known.extend(backups(place));
    if in_hand {
        assert!(known.contains("theirs"), "{what}: {known:?}");
    }
    let left = place.left().0;
    let ours: Vec<&String> = left.iter().filter(|name| !name.contains(".new")).collect();
    assert_eq!(ours, ["a"], "{what}");
    in_hand
}
