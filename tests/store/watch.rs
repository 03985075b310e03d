//! Watches on real folders: what stirs, what does not, what a watch survives.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use bmcanvas::store::stamp::Stamp;
use bmcanvas::store::watch::{Watch, Way, Why};

use crate::place::{Place, said, set_mode};

/// Longer than anything takes that works.
const LONG: Duration = Duration::from_secs(20);

/// As long as nothing may happen for it to count as nothing.
const QUIET: Duration = Duration::from_millis(400);

/// A watch that tells.
struct Watched {
    watch: Watch,
    stirs: Receiver<()>,
}

impl Watched {
    fn new(path: &Path) -> Self {
        let (stirred, stirs) = channel();
        let (watch, way) = Watch::start(path, move || {
            let _ = stirred.send(());
        });
        assert_eq!(way, Way::Events);
        Self { watch, stirs }
    }

    fn folder(path: &Path) -> Self {
        let (stirred, stirs) = channel();
        let (watch, way) = Watch::folder(path, move || {
            let _ = stirred.send(());
        });
        assert_eq!(way, Way::Events);
        Self { watch, stirs }
    }

    fn stirs(&self, what: &str) {
        assert_eq!(self.stirs.recv_timeout(LONG), Ok(()), "{what}");
    }

    /// Waits until no more comes.
    fn settle(&self) {
        let start = Instant::now();
        while self.stirs.recv_timeout(QUIET / 4).is_ok() {
            assert!(start.elapsed() < LONG, "it stirs and stirs");
        }
    }

    fn stays_quiet(&self, what: &str) {
        let stirred = self.stirs.recv_timeout(QUIET);
        assert_eq!(stirred, Err(RecvTimeoutError::Timeout), "{what}");
    }

    /// What is done stirs, and does not do so because of something before it.
    fn stirred_by(&self, what: &str, act: impl FnOnce()) {
        self.settle();
        act();
        self.stirs(what);
    }

    /// Waits until what is done to the file is told at once: sooner than a look each second would find it, several times
    /// in a row.
    fn becomes_prompt(&self, path: &Path) {
        let (start, mut prompt) = (Instant::now(), 0);
        while prompt < 4 {
            assert!(start.elapsed() < LONG, "still not watched again");
            self.settle();
            replace(path, "new");
            let told = self.stirs.recv_timeout(QUIET).is_ok();
            prompt = if told { prompt + 1 } else { 0 };
        }
    }

    /// Waits until it watches so.
    fn comes_to(&self, what: &str, way: impl Fn(&Way) -> bool) {
        let start = Instant::now();
        while !way(&self.watch.way()) {
            assert!(start.elapsed() < LONG, "{what}: {:?}", self.watch.way());
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

const fn is_polling(way: &Way) -> bool {
    matches!(way, Way::Polling(Why::NotAvailable(_)))
}

fn replace(path: &Path, text: &str) {
    let new = path.with_extension("new");
    fs::write(&new, text).unwrap();
    fs::rename(&new, path).unwrap();
}

#[test]
fn whatever_is_done_to_the_file_stirs() {
    let place = Place::new();
    let path = place.file("a", "old");
    let watched = Watched::new(&path);
    for round in 0..2 {
        watched.stirred_by("replaced", || replace(&path, "one"));
        watched.stirred_by("written in place", || fs::write(&path, "two").unwrap());
        watched.stirred_by("emptied", || {
            fs::File::create(&path).unwrap();
        });
        watched.stirred_by("our own save", || {
            place.save(&path, &format!("three {round}")).unwrap();
        });
        watched.stirred_by("closed to others", || set_mode(&path, 0o400));
        watched.stirred_by("removed", || fs::remove_file(&path).unwrap());
        watched.stirred_by("made again", || fs::write(&path, "four").unwrap());
    }
}

#[test]
fn a_file_that_is_not_there_yet_is_awaited() {
    let place = Place::new();
    let path = place.work().join("a");
    let watched = Watched::new(&path);
    watched.stirred_by("made", || fs::write(&path, "new").unwrap());
}

#[test]
fn reading_does_not_stir_and_neither_do_other_files() {
    let place = Place::new();
    let path = place.file("a", "old");
    let watched = Watched::new(&path);
    for _ in 0..20 {
        bmcanvas::store::load::load(&path).unwrap();
        fs::read_dir(place.work()).unwrap().count();
    }
    watched.stays_quiet("reading");
    for name in ["b", ".a.swp", "a~", "a.tmp"] {
        let other = place.file(name, "other");
        fs::rename(&other, place.work().join("c")).unwrap();
    }
    fs::create_dir(place.work().join("sub")).unwrap();
    fs::write(place.work().join("sub/a"), "below").unwrap();
    watched.stays_quiet("other files");
    watched.stirred_by("the file itself", || fs::write(&path, "new").unwrap());
}

#[test]
fn a_link_is_followed_and_watched_itself() {
    let place = Place::new();
    let folder = |name: &str| {
        let folder = place.root.path().join(name);
        fs::create_dir(&folder).unwrap();
        folder
    };
    let (one, two) = (folder("one"), folder("two"));
    fs::write(one.join("a"), "one").unwrap();
    fs::write(two.join("b"), "two").unwrap();
    let (link, first) = (place.work().join("link"), place.work().join("first"));
    symlink(one.join("a"), &link).unwrap();
    symlink("../work/link", &first).unwrap();
    let watched = Watched::new(&first);
    watched.stirred_by("the target", || replace(&one.join("a"), "new"));
    watched.stirred_by("the link", || {
        fs::remove_file(&link).unwrap();
        symlink(two.join("b"), &link).unwrap();
    });
    watched.stirred_by("the new target", || replace(&two.join("b"), "new"));
    watched.settle();
    replace(&one.join("a"), "newer");
    watched.stays_quiet("what the link no longer leads to");
}

fn git(folder: &Path, words: &[&str]) {
    let output = Command::new("git")
        .args(["-C", folder.to_str().unwrap()])
        .args(["-c", "user.name=n", "-c", "user.email=e"])
        .args(words)
        .output()
        .unwrap();
    assert!(output.status.success(), "{words:?}: {output:?}");
}

#[test]
fn git_changing_the_file_stirs() {
    let place = Place::new();
    let work = place.work();
    let path = place.file("a", "one");
    git(&work, &["init", "-q", "-b", "main"]);
    git(&work, &["add", "a"]);
    git(&work, &["commit", "-q", "-m", "one"]);
    git(&work, &["checkout", "-q", "-b", "other"]);
    fs::write(&path, "two").unwrap();
    git(&work, &["commit", "-q", "-a", "-m", "two"]);
    let watched = Watched::new(&path);
    watched.stirred_by("checkout", || git(&work, &["checkout", "-q", "main"]));
    fs::write(&path, "three").unwrap();
    watched.stirred_by("stash", || git(&work, &["stash", "-q"]));
    watched.stirred_by("merge", || git(&work, &["merge", "-q", "other"]));
}

#[test]
fn a_folder_that_is_renamed_away_and_back_is_watched_again() {
    let place = Place::new();
    let path = place.file("a", "old");
    let away = place.root.path().join("away");
    let watched = Watched::new(&path);
    for _ in 0..2 {
        watched.stirred_by("renamed away", || fs::rename(place.work(), &away).unwrap());
        watched.comes_to("away", is_polling);
        watched.settle();
        replace(&away.join("a"), "elsewhere");
        watched.stays_quiet("what is done elsewhere");
        watched.stirred_by("renamed back", || fs::rename(&away, place.work()).unwrap());
        watched.comes_to("back", |way| *way == Way::Events);
        watched.stirred_by("replaced", || replace(&path, "new"));
    }
}

#[test]
fn another_folder_in_its_place_is_watched_instead() {
    let place = Place::new();
    let path = place.file("a", "old");
    let (away, other) = (
        place.root.path().join("away"),
        place.root.path().join("other"),
    );
    fs::create_dir(&other).unwrap();
    fs::write(other.join("a"), "other").unwrap();
    let watched = Watched::new(&path);
    watched.stirred_by("another folder", || {
        fs::rename(place.work(), &away).unwrap();
        fs::rename(&other, place.work()).unwrap();
    });
    watched.stirred_by("replaced", || replace(&path, "new"));
    watched.settle();
    replace(&away.join("a"), "newer");
    watched.stays_quiet("the folder that was there before");
}

/// A process that is in the folder until dropped.
struct Inhabitant(Child);

impl Inhabitant {
    fn of(folder: &Path) -> Self {
        let mut sleep = Command::new("sleep");
        Self(sleep.arg("100").current_dir(folder).spawn().unwrap())
    }
}

impl Drop for Inhabitant {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

#[test]
fn a_folder_that_is_removed_and_made_again_is_watched_again() {
    let place = Place::new();
    let path = place.file("a", "old");
    let watched = Watched::new(&path);
    // The kernel tells nothing of the folder's end while a process is in it.
    for (inhabited, pause) in [(false, false), (false, true), (true, false), (true, true)] {
        let inhabitant = inhabited.then(|| Inhabitant::of(&place.work()));
        watched.stirred_by("removed", || fs::remove_dir_all(place.work()).unwrap());
        if pause {
            watched.comes_to("gone", is_polling);
            watched.settle();
        }
        fs::create_dir(place.work()).unwrap();
        watched.becomes_prompt(&path);
        drop(inhabitant);
    }
}

#[test]
fn a_folder_above_that_was_replaced_is_found_out_by_a_check() {
    let place = Place::new();
    let (upper, path) = (place.work().join("upper"), place.work().join("upper/sub/a"));
    let make = || {
        fs::create_dir_all(upper.join("sub")).unwrap();
        fs::write(&path, "text").unwrap();
    };
    make();
    let watched = Watched::new(&path);
    watched.watch.check();
    watched.stays_quiet("nothing to find");
    fs::rename(&upper, place.work().join("away")).unwrap();
    make();
    watched.watch.check();
    watched.stirs("found out");
    watched.stirred_by("replaced", || replace(&path, "new"));
}

#[test]
fn all_in_a_folder_stirs_its_watch() {
    let place = Place::new();
    let watched = Watched::folder(&place.work());
    let path = place.work().join("any");
    watched.stirred_by("made", || fs::write(&path, "one").unwrap());
    watched.stirred_by("written in place", || fs::write(&path, "two").unwrap());
    watched.settle();
    fs::read(&path).unwrap();
    watched.stays_quiet("reading");
    watched.stirred_by("removed", || fs::remove_file(&path).unwrap());
}

#[test]
fn a_watch_ends_when_it_is_dropped() {
    let place = Place::new();
    let Watched { watch, stirs } = Watched::new(&place.file("a", "old"));
    drop(watch);
    // What stirs is gone, and so is the thread that held it.
    assert_eq!(
        stirs.recv_timeout(LONG),
        Err(RecvTimeoutError::Disconnected)
    );
}

#[test]
fn a_stamp_tells_writes_apart() {
    let place = Place::new();
    let path = place.file("a", "one");
    let stamp = Stamp::of(&path);
    assert!(stamp.is_some());
    fs::read(&path).unwrap();
    assert_eq!(Stamp::of(&path), stamp, "reading changes nothing");
    replace(&path, "two");
    assert_ne!(Stamp::of(&path), stamp);
    let stamp = Stamp::of(&path);
    fs::write(&path, "three").unwrap();
    assert_ne!(Stamp::of(&path), stamp);
    fs::remove_file(&path).unwrap();
    assert_eq!(Stamp::of(&path), None);
}

/// No test of its own: tells how it watches, and, for as long as it is told to, waits for a change.
#[test]
#[ignore = "run by another test in a process of its own"]
fn tell_the_way() {
    let (Some(path), Ok(text)) = (std::env::var_os("SAVE_PATH"), std::env::var("SAVE_TEXT")) else {
        return;
    };
    let path = PathBuf::from(path);
    let (stirred, stirs) = channel();
    let (_watch, way) = Watch::start(&path, move || {
        let _ = stirred.send(());
    });
    let quiet = stirs.recv_timeout(Duration::from_millis(1_500)).is_err();
    fs::write(&path, text).unwrap();
    let start = Instant::now();
    let stirred = stirs.recv_timeout(LONG).is_ok() && start.elapsed() < Duration::from_secs(3);
    println!("\nSAVED {way:?} {quiet} {stirred}");
}

#[test]
fn asked_to_it_looks_each_second() {
    let place = Place::new();
    let path = place.file("a", "old");
    let told = place.run_elsewhere(
        &["env", "BMCANVAS_WATCH=poll"],
        "watch::tell_the_way",
        &path,
        "a new text",
    );
    assert_eq!(said(&told), Ok("Polling(Asked) true true".into()));
}

#[test]
fn where_the_limits_are_reached_it_looks_each_second() {
    let place = Place::new();
    let path = place.file("a", "old");
    for (limit, why) in [("instances", "NoInstances"), ("watches", "NoWatches")] {
        let script = format!("echo 0 > /proc/sys/user/max_inotify_{limit} && exec \"$0\" \"$@\"");
        let start = ["unshare", "-Ur", "sh", "-c", &script];
        let possible = Command::new(start[0])
            .args(&start[1..])
            .arg("true")
            .output();
        if !possible.is_ok_and(|output| output.status.success()) {
            return println!("skipped: no limits of one's own here");
        }
        let told = place.run_elsewhere(&start, "watch::tell_the_way", &path, limit);
        assert_eq!(said(&told), Ok(format!("Polling({why}) true true")));
    }
}

/// How often the threads of watches have been woken, and how many files are open.
fn cost() -> (u64, usize) {
    let mut woken = 0;
    for task in fs::read_dir("/proc/self/task").unwrap().flatten() {
        let name = fs::read_to_string(task.path().join("comm")).unwrap_or_default();
        if name.trim() == "watch" || name.starts_with("notify") {
            // One that has just ended has none.
            let status = fs::read_to_string(task.path().join("status")).unwrap_or_default();
            let switches = status.lines().find_map(|line| {
                line.strip_prefix("voluntary_ctxt_switches:")
                    .map(|count| count.trim().parse::<u64>().unwrap())
            });
            woken += switches.unwrap_or(0);
        }
    }
    (woken, fs::read_dir("/proc/self/fd").unwrap().count())
}

/// No test of its own: watches and lets nothing happen.
#[test]
#[ignore = "run by another test in a process of its own"]
fn watch_nothing() {
    let Some(path) = std::env::var_os("SAVE_PATH").map(PathBuf::from) else {
        return;
    };
    let (_, files) = cost();
    let watched = Watched::new(&path);
    watched.settle();
    let before = cost();
    watched.stays_quiet("nothing happens");
    std::thread::sleep(Duration::from_millis(1_500));
    let idle = cost() == before && before.0 > 0;
    drop(watched);
    for _ in 0..20 {
        drop(Watched::new(&path));
    }
    let start = Instant::now();
    while cost() != (0, files) && start.elapsed() < LONG {
        std::thread::sleep(Duration::from_millis(10));
    }
    println!("\nSAVED {idle} {}", cost() == (0, files));
}

#[test]
fn an_idle_watch_costs_nothing_and_one_that_ended_leaves_nothing() {
    let place = Place::new();
    let path = place.file("a", "old");
    let told = place.run_elsewhere(&["env"], "watch::watch_nothing", &path, "");
    assert_eq!(said(&told), Ok("true true".into()), "{told:?}");
}
