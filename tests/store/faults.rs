//! Other users, closed folders, full disks, limits.

use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::path::Path;
use std::process::Command;

use bmcanvas::store::draft::StoredDraft;
use bmcanvas::store::journal::Journal;
use bmcanvas::store::orphan::orphans_in;
use bmcanvas::store::save::{Decision, save};
use bmcanvas::store::{SaveError, dirs};

use crate::place::{Place, is_root, mode, said, set_mode, text};

const NOBODY: u32 = 65534;

/// No test of its own: writes a draft and ends without a word.
#[test]
#[ignore = "run by another test in a process of its own"]
fn leave_a_draft() {
    let (Some(path), Some(text)) = (std::env::var_os("SAVE_PATH"), std::env::var_os("SAVE_TEXT"))
    else {
        return;
    };
    let folder = bmcanvas::store::journal::folder().unwrap();
    let mut journal = Journal::new(&folder, Path::new(&path)).unwrap();
    let canvas = text.into_string().ok();
    journal
        .write(&StoredDraft {
            canvas,
            ..StoredDraft::default()
        })
        .unwrap();
    std::process::abort();
}

#[test]
fn the_draft_of_a_process_that_died_is_offered() {
    let place = Place::new();
    let path = place.file("a", "old");
    let output = place.run_elsewhere(&["env"], "faults::leave_a_draft", &path, "new");
    assert!(!output.status.success());
    // The folder also shows that the state folder is where XDG says.
    let folder = place.root.path().join("state-elsewhere/bmcanvas/drafts");
    let found = orphans_in(&folder, &path);
    assert_eq!(found.len(), 1, "{output:?}");
    assert_eq!(found[0].stored.canvas.as_deref(), Some("new"));
    assert_eq!(place.left(), (vec!["a".into()], 0));
}

/// No test of its own: tells where the user's folders are.
#[test]
#[ignore = "run by another test in a process of its own"]
fn tell_the_folders() {
    println!("\nSAVED {:?} {:?}", dirs::config(), dirs::state());
}

#[test]
fn the_folders_are_where_xdg_says() {
    let place = Place::new();
    for (start, folders) in [
        (
            vec!["env", "XDG_CONFIG_HOME=/c", "XDG_STATE_HOME=/s"],
            r#"Some("/c/bmcanvas") Some("/s/bmcanvas")"#,
        ),
        (
            vec![
                "env",
                "-u",
                "XDG_CONFIG_HOME",
                "-u",
                "XDG_STATE_HOME",
                "HOME=/h",
            ],
            r#"Some("/h/.config/bmcanvas") Some("/h/.local/state/bmcanvas")"#,
        ),
        (
            vec!["env", "XDG_CONFIG_HOME=c", "XDG_STATE_HOME=s", "HOME=/h"],
            r#"Some("/h/.config/bmcanvas") Some("/h/.local/state/bmcanvas")"#,
        ),
        (
            vec![
                "env",
                "-u",
                "XDG_CONFIG_HOME",
                "-u",
                "XDG_STATE_HOME",
                "HOME=relative",
            ],
            "None None",
        ),
    ] {
        let output = place.run_elsewhere(&start, "faults::tell_the_folders", Path::new(""), "");
        assert_eq!(said(&output), Ok(folders.into()), "{start:?}");
    }
}

/// No test of its own: what `Place::save_elsewhere` runs.
#[test]
#[ignore = "run by the other tests in a process of its own"]
fn save_for_another_test() {
    let (Some(path), Some(text)) = (std::env::var_os("SAVE_PATH"), std::env::var_os("SAVE_TEXT"))
    else {
        return;
    };
    bmcanvas::store::survive_size_limit().unwrap();
    let bytes = text.into_encoded_bytes();
    match save(Path::new(&path), |_| Decision::Write(bytes.clone())) {
        Ok(saved) => println!("\nSAVED {saved:?}"),
        Err(error) => println!("\nERROR {error:?}"),
    }
}

/// The words that start a program as nobody; none where we are nobody of importance ourselves.
fn as_nobody() -> &'static [&'static str] {
    if is_root() {
        &[
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
        ]
    } else {
        &["env"]
    }
}

/// Gives a file or folder to the user that `as_nobody` starts programs as.
fn give_to_nobody(path: &Path) {
    if is_root() {
        chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
    }
}

#[test]
fn where_the_folder_is_closed_the_file_is_written_in_place() {
    let place = Place::new();
    let path = place.file("a", "old");
    give_to_nobody(&path);
    set_mode(&place.work(), 0o555);
    assert_eq!(
        place.save_elsewhere(as_nobody(), &path, "new"),
        Ok("InPlace".into())
    );
    assert_eq!(text(&path), "new");
    assert_eq!(place.left(), (vec!["a".into()], 0));
    set_mode(&place.work(), 0o755);
}

#[test]
fn where_nothing_may_be_written_the_file_stays() {
    if !is_root() {
        return println!("skipped: a file of another user needs root");
    }
    let place = Place::new();
    let path = place.file("a", "old");
    assert_eq!(
        place.save_elsewhere(as_nobody(), &path, "new"),
        Err("Denied".into())
    );
    assert_eq!(text(&path), "old");
    assert_eq!(place.left(), (vec!["a".into()], 0));
}

#[test]
fn in_a_sticky_folder_anothers_file_is_written_in_place() {
    if !is_root() {
        return println!("skipped: a file of another user needs root");
    }
    let place = Place::new();
    let path = place.file("a", "old");
    set_mode(&place.work(), 0o1777);
    set_mode(&path, 0o666);
    chown(&path, Some(1001), Some(1002)).unwrap();
    assert_eq!(
        place.save_elsewhere(as_nobody(), &path, "new"),
        Ok("InPlace".into())
    );
    assert_eq!((text(&path), mode(&path)), ("new".into(), 0o666));
    assert_eq!(place.left(), (vec!["a".into()], 0));
}

#[test]
fn a_group_that_cannot_be_kept_means_in_place() {
    if !is_root() {
        return println!("skipped: a file of another group needs root");
    }
    let place = Place::new();
    let path = place.file("a", "old");
    set_mode(&place.work(), 0o777);
    set_mode(&path, 0o664);
    chown(&path, Some(NOBODY), Some(1002)).unwrap();
    assert_eq!(
        place.save_elsewhere(as_nobody(), &path, "new"),
        Ok("InPlace".into())
    );
    assert_eq!(fs::metadata(&path).unwrap().gid(), 1002);
}

#[test]
fn an_immutable_file_is_an_error() {
    let place = Place::new();
    let path = place.file("a", "old");
    let change = |flag| {
        Command::new("chattr")
            .arg(flag)
            .arg(&path)
            .output()
            .is_ok_and(|output| output.status.success())
    };
    if !change("+i") {
        return println!("skipped: no immutable files here");
    }
    let saved = place.save(&path, "new");
    assert!(change("-i"));
    assert_eq!(saved, Err(SaveError::Denied));
    assert_eq!(text(&path), "old");
    assert_eq!(place.left(), (vec!["a".into()], 0));
}

#[test]
fn a_full_disk_leaves_the_old_file_whole() {
    let place = Place::new();
    let disk = place.work();
    let mount = format!(
        "mount -t tmpfs -o size=64k none '{0}' && cp \"$0.in\" '{0}/a' &&",
        disk.display()
    );
    let after = format!(
        "ls -A '{0}' && cmp '{0}/a' \"$0.in\" && echo WHOLE",
        disk.display()
    );
    let script = format!(
        "{mount} {{ ln '{0}/a' '{0}/b'; [ \"$LINK\" ] || rm '{0}/b'; \"$0\" \"$@\"; {after}; }}",
        disk.display()
    );
    fs::write(place.root.path().join("saver.in"), "o".repeat(20_000)).unwrap();
    let can = Command::new("unshare")
        .args(["-m", "mount", "-t", "tmpfs", "none", "/mnt"])
        .output();
    if !can.is_ok_and(|output| output.status.success()) {
        return println!("skipped: no disk of one's own here");
    }
    for (link, left) in [("", "a\n"), ("yes", "a\nb\n")] {
        let start = [
            "env",
            &format!("LINK={link}"),
            "unshare",
            "-m",
            "sh",
            "-c",
            &script,
        ];
        let output = place.run_elsewhere(
            &start,
            "faults::save_for_another_test",
            &disk.join("a"),
            &"n".repeat(80_000),
        );
        assert_eq!(said(&output), Err("DiskFull".into()), "link: {link:?}");
        let out = String::from_utf8_lossy(&output.stdout);
        assert!(out.ends_with(&format!("{left}WHOLE\n")), "{out}");
    }
}

#[test]
fn the_file_size_limit_is_an_error_not_the_end() {
    let place = Place::new();
    let path = place.file("a", "old");
    fs::hard_link(&path, place.root.path().join("second name")).unwrap();
    for _ in 0..2 {
        // 16 blocks of 512 bytes or of 1024.
        let start = ["sh", "-c", "ulimit -f 16 && \"$0\" \"$@\""];
        assert_eq!(
            place.save_elsewhere(&start, &path, &"n".repeat(60_000)),
            Err("OverLimit".into())
        );
        assert_eq!(text(&path), "old");
        // The first time in place, the second time by a new file.
        let _ = fs::remove_file(place.root.path().join("second name"));
    }
    assert_eq!(place.left(), (vec!["a".into()], 0));
}

/// What a save does that can fail. The last sync, that of the folder, comes when the new file is in place.
const BY_REPLACING: &[&str] = &[
    "pwrite64 1",
    "fchmod 1",
    "fsync 1",
    "fsync 2",
    "/^rename 1",
    "renameat2 1",
];

/// The same where the file is written in place.
const IN_PLACE: &[&str] = &[
    "pwrite64 1",
    "fsync 1",
    "fsync 2",
    "pwrite64 2",
    "ftruncate 1",
];

#[test]
fn whichever_step_fails_the_file_is_whole() {
    let works = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .output();
    if !works.is_ok_and(|output| output.status.success()) {
        return println!("skipped: no strace here, or it may not trace");
    }
    for (linked, steps) in [(false, BY_REPLACING), (true, IN_PLACE)] {
        for &step in steps {
            let place = Place::new();
            let path = place.file("a", "the old text");
            if linked {
                fs::hard_link(&path, place.root.path().join("second name")).unwrap();
            }
            let (call, when) = step.split_once(' ').unwrap();
            let trace = format!("trace={call}");
            let inject = format!("inject={call}:error=ENOSPC:when={when}");
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
            assert_eq!(
                place.save_elsewhere(&start, &path, "new"),
                Err("DiskFull".into()),
                "{step}"
            );
            let expected = if (linked, step) == (false, "fsync 2") {
                "new"
            } else {
                "the old text"
            };
            assert_eq!(text(&path), expected, "{step}");
            assert_eq!(place.left().0, ["a"], "{step}");
            let backups = place.root.path().join("state-elsewhere/bmcanvas/backups");
            assert_eq!(
                fs::read_dir(backups).into_iter().flatten().count(),
                0,
                "{step}"
            );
        }
    }
}

#[test]
fn a_file_in_doubt_keeps_its_backup() {
    let works = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .output();
    if !works.is_ok_and(|output| output.status.success()) {
        return println!("skipped: no strace here, or it may not trace");
    }
    let place = Place::new();
    let path = place.file("a", "the old text");
    fs::hard_link(&path, place.root.path().join("second name")).unwrap();
    // A save tried again finds the backup and makes no second one, so that the file's sync is its first.
    for sync in [3, 1] {
        let inject = format!("inject=fsync:error=EIO:when={sync}");
        let start = [
            "strace",
            "-f",
            "-o",
            "/dev/null",
            "-e",
            "trace=fsync",
            "-e",
            &inject,
        ];
        let error = place.save_elsewhere(&start, &path, "new").unwrap_err();
        assert!(error.starts_with("Torn"), "{error}");
        let backups =
            fs::read_dir(place.root.path().join("state-elsewhere/bmcanvas/backups")).unwrap();
        let kept: Vec<String> = backups
            .map(|backup| text(&backup.unwrap().path()))
            .collect();
        assert_eq!(kept, ["the old text"]);
    }
}
