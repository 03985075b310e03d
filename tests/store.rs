//! Saves and loads on a real disk, other users and full disks included.
//!
//! What needs another user, a mount or an immutable file is tried in a process of its own; where the machine does not
//! allow it, the test prints that it was skipped, and why.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

#[path = "store/faults.rs"]
mod faults;
#[path = "store/place.rs"]
mod place;
#[path = "store/presence.rs"]
mod presence;
#[path = "store/swap.rs"]
mod swap;
#[path = "store/watch.rs"]
mod watch;

use std::fs;
use std::os::unix::fs::{MetadataExt, chown, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Barrier;
use std::time::Duration;

use bmcanvas::store::SaveError;
use bmcanvas::store::load::{Kind, LoadError, load};
use bmcanvas::store::save::{Decision, Saved, Saver};

use rustix::fs::XattrFlags;

use place::{Place, is_root, mode, set_mode, text};

#[test]
fn load_gives_all_bytes() {
    let place = Place::new();
    for size in [0, 1, 4095, 4096, 4097, 1 << 20] {
        let bytes: Vec<u8> = (0..=u8::MAX).cycle().take(size).collect();
        let path = place.work().join("a");
        fs::write(&path, &bytes).unwrap();
        let loaded = load(&path).unwrap();
        assert_eq!(loaded.target, path);
        assert!(loaded.bytes == bytes, "{size} bytes");
    }
}

#[test]
fn what_is_no_file_is_refused_at_once() {
    let place = Place::new();
    let (pipe, socket, circle) = (
        place.work().join("pipe"),
        place.work().join("socket"),
        place.work().join("circle"),
    );
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    symlink("circle", &circle).unwrap();
    for (path, error) in [
        (place.work(), LoadError::NotAFile(Kind::Folder)),
        (PathBuf::from("/"), LoadError::NotAFile(Kind::Folder)),
        (pipe, LoadError::NotAFile(Kind::Pipe)),
        (socket, LoadError::NotAFile(Kind::Socket)),
        (
            PathBuf::from("/dev/zero"),
            LoadError::NotAFile(Kind::Device),
        ),
        (circle, LoadError::Loop),
    ] {
        assert_eq!(load(&path), Err(error.clone()), "{path:?}");
        assert_eq!(
            place.save(&path, "x"),
            Err(SaveError::Read(error)),
            "{path:?}"
        );
    }
    assert_eq!(load(&place.work().join("none")), Err(LoadError::NotFound));
    let below = place.file("file", "").join("below");
    assert_eq!(load(&below), Err(LoadError::NotFound));
    assert_eq!(place.save(&below, "x"), Err(SaveError::NoFolder));
}

#[test]
fn a_file_over_the_bound_is_not_read() {
    let place = Place::new();
    let path = place.file("big", "");
    let sparse = fs::OpenOptions::new().write(true).open(&path).unwrap();
    sparse.set_len((64 << 20) + 1).unwrap();
    assert_eq!(load(&path), Err(LoadError::TooLarge((64 << 20) + 1)));
    sparse.set_len(64 << 20).unwrap();
    assert_eq!(load(&path).unwrap().bytes.len(), 64 << 20);
}

#[test]
fn rights_are_kept() {
    let place = Place::new();
    for kept in [0o640, 0o664, 0o600, 0o2775] {
        let path = place.file("a", "old");
        if is_root() {
            chown(&path, Some(1001), Some(1002)).unwrap();
        }
        set_mode(&path, kept);
        let before = fs::metadata(&path).unwrap();
        assert_eq!(place.save(&path, "new"), Ok(Saved::Replaced));
        let after = fs::metadata(&path).unwrap();
        assert_eq!(
            (after.mode(), after.uid(), after.gid()),
            (before.mode(), before.uid(), before.gid())
        );
        assert_ne!(after.ino(), before.ino());
        assert_eq!(text(&path), "new");
    }
    assert_eq!(place.left(), (vec!["a".into()], 0));
}

#[test]
fn extended_attributes_are_kept() {
    let place = Place::new();
    let path = place.file("a", "old");
    let set = |name: &str| rustix::fs::setxattr(&path, name, b"value", XattrFlags::empty());
    if set("user.one").is_err() || set("user.two").is_err() {
        return println!("skipped: no extended attributes here");
    }
    assert_eq!(place.save(&path, "new"), Ok(Saved::Replaced));
    for name in ["user.one", "user.two"] {
        let mut value = [0; 8];
        assert_eq!(
            rustix::fs::getxattr(&path, name, &mut value),
            Ok(5),
            "{name}"
        );
        assert_eq!(&value[..5], b"value");
    }
}

#[test]
fn a_new_file_has_the_rights_of_any_other() {
    let place = Place::new();
    let (ours, theirs) = (place.work().join("ours"), place.file("theirs", ""));
    assert_eq!(place.save(&ours, "new"), Ok(Saved::Created));
    assert_eq!(mode(&ours), mode(&theirs));
    assert_eq!(
        place.save(&place.work().join("none/a"), "new"),
        Err(SaveError::NoFolder)
    );
}

#[test]
fn a_file_that_appears_meanwhile_is_not_overwritten() {
    let place = Place::new();
    let path = place.work().join("a");
    let saved = place.saver().save(&path, |now| {
        assert_eq!(now, None);
        fs::write(&path, "theirs").unwrap();
        Decision::Write("ours".into())
    });
    assert_eq!(saved, Err(SaveError::Appeared));
    assert_eq!(text(&path), "theirs");
    assert_eq!(place.left(), (vec!["a".into()], 0));
}

#[test]
fn links_stay_and_their_target_is_written() {
    let place = Place::new();
    let target = place.file("target", "old");
    fs::create_dir(place.work().join("sub")).unwrap();
    for (link, to) in [
        ("absolute", target.to_str().unwrap()),
        ("relative", "target"),
        ("sub/up", "../target"),
        ("chain", "sub/up"),
    ] {
        let link = place.work().join(link);
        symlink(to, &link).unwrap();
        assert_eq!(place.save(&link, to), Ok(Saved::Replaced), "{link:?}");
        assert_eq!(fs::read_link(&link).unwrap(), Path::new(to));
        assert_eq!(text(&target), to);
        assert!(load(&link).unwrap().target.ends_with("target"));
    }
    let dangling = place.work().join("dangling");
    symlink("sub/made", &dangling).unwrap();
    assert_eq!(place.save(&dangling, "made"), Ok(Saved::Created));
    assert!(fs::symlink_metadata(&dangling).unwrap().is_symlink());
    assert_eq!(text(&place.work().join("sub/made")), "made");
}

#[test]
fn both_names_of_a_file_see_the_text() {
    let place = Place::new();
    let path = place.file("a", "a long old text");
    fs::hard_link(&path, place.work().join("b")).unwrap();
    for new in ["short", "a text longer than all before it"] {
        assert_eq!(place.save(&path, new), Ok(Saved::InPlace));
        assert_eq!(
            (text(&path), text(&place.work().join("b"))),
            (new.into(), new.into())
        );
    }
    assert_eq!(place.left(), (vec!["a".into(), "b".into()], 0));
}

#[test]
fn the_same_bytes_are_not_written_again() {
    let place = Place::new();
    let path = place.file("a", "same");
    let before = fs::metadata(&path).unwrap();
    assert_eq!(place.save(&path, "same"), Ok(Saved::Unchanged));
    assert_eq!(
        place.saver().save(&path, |_| Decision::Keep),
        Ok(Saved::Kept)
    );
    let after = fs::metadata(&path).unwrap();
    assert_eq!(
        (after.ino(), after.mtime_nsec(), after.ctime_nsec()),
        (before.ino(), before.mtime_nsec(), before.ctime_nsec())
    );
}

#[test]
fn a_file_marked_read_only_is_left_alone() {
    let place = Place::new();
    let path = place.file("a", "old");
    set_mode(&path, 0o444);
    assert_eq!(place.save(&path, "new"), Err(SaveError::ReadOnly));
    assert_eq!(text(&path), "old");
}

#[test]
fn edits_made_at_once_are_all_kept() {
    let place = Place::new();
    let path = place.file("a", "");
    let start = Barrier::new(2);
    let edit = |name: char| {
        start.wait();
        for _ in 0..200 {
            let add = |now: Option<&[u8]>| {
                Decision::Write([now.unwrap(), format!("{name}\n").as_bytes()].concat())
            };
            place.saver().save(&path, add).unwrap();
        }
    };
    std::thread::scope(|scope| {
        ['x', 'y']
            .map(|name| scope.spawn(move || edit(name)))
            .map(|thread| thread.join().unwrap())
    });
    let text = text(&path);
    assert_eq!(
        ['x', 'y'].map(|name| text.matches(name).count()),
        [200, 200]
    );
    assert_eq!(place.left(), (vec!["a".into()], 0));
}

#[test]
fn a_lock_that_is_not_given_up_is_an_error() {
    let place = Place::new();
    let path = place.file("a", "old");
    let held = fs::File::open(&path).unwrap();
    held.lock().unwrap();
    let impatient = Saver {
        wait: Duration::from_millis(30),
        ..place.saver()
    };
    let saved = impatient.save(&path, |_| unreachable!("decided without the lock"));
    assert_eq!(saved, Err(SaveError::Busy(impatient.wait)));
    held.unlock().unwrap();
    assert_eq!(place.save(&path, "new"), Ok(Saved::Replaced));
    // Who gave up waiting does not get the lock after all, to keep it.
    let file = fs::File::open(&path).unwrap();
    file.lock().unwrap();
}

#[test]
fn a_lock_is_had_as_soon_as_it_is_free() {
    let place = Place::new();
    let path = place.file("a", "old");
    let held = fs::File::open(&path).unwrap();
    held.lock().unwrap();
    std::thread::scope(|scope| {
        let saves: Vec<_> = (0..12)
            .map(|_| scope.spawn(|| place.save(&path, "new")))
            .collect();
        std::thread::sleep(Duration::from_millis(50));
        held.unlock().unwrap();
        for save in saves {
            let saved = save.join().unwrap();
            assert!(matches!(saved, Ok(Saved::Replaced | Saved::Unchanged)));
        }
    });
}

#[test]
fn nobody_waits_for_the_lock_of_a_file_that_another_has_replaced() {
    let place = Place::new();
    let path = place.file("a", "old");
    let held = fs::File::open(&path).unwrap();
    held.lock().unwrap();
    let replacement = place.file("b", "theirs");
    std::thread::scope(|scope| {
        let save = scope.spawn(|| place.save(&path, "new"));
        std::thread::sleep(Duration::from_millis(50));
        fs::rename(&replacement, &path).unwrap();
        assert_eq!(save.join().unwrap(), Ok(Saved::Replaced));
    });
    assert_eq!(text(&path), "new");
    held.unlock().unwrap();
}

#[test]
fn what_a_dead_saver_left_is_removed() {
    let place = Place::new();
    let path = place.file("a", "old");
    let mut child = Command::new("true").spawn().unwrap();
    let (dead, alive) = (child.id(), std::process::id());
    child.wait().unwrap();
    let kept = [
        format!(".a.bmcanvas-{alive}-0123456789abcdef.tmp"),
        format!(".ab.bmcanvas-{dead}-0123456789abcdef.tmp"),
        format!(".a.bmcanvas-{dead}-notes.tmp"),
        format!("a.bmcanvas-{dead}-0123456789abcdef.tmp"),
    ];
    for name in &kept {
        place.file(name, "");
    }
    let stale = place.file(&format!(".a.bmcanvas-{dead}-0123456789abcdef.tmp"), "half");
    assert_eq!(place.save(&path, "new"), Ok(Saved::Replaced));
    assert!(!stale.exists());
    assert_eq!(place.left().0.len(), kept.len() + 1);
}

#[test]
fn a_name_may_be_as_long_as_names_can_be() {
    let place = Place::new();
    let path = place.work().join("n".repeat(255));
    assert_eq!(place.save(&path, "one"), Ok(Saved::Created));
    assert_eq!(place.save(&path, "two"), Ok(Saved::Replaced));
    fs::hard_link(&path, place.work().join("b")).unwrap();
    assert_eq!(place.save(&path, "three"), Ok(Saved::InPlace));
    assert_eq!(place.left().0.len(), 2);
}
