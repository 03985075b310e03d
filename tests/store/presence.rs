//! Presence between real processes: seen, kept apart, gone with its process.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use bmcanvas::store::presence::{Person, Presence, folder, others};
use bmcanvas::store::user;
use bmcanvas::store::watch::Watch;

use crate::place::{Place, is_root, mode, said, set_mode};

/// No test of its own: announces itself, does as it is told by lines, and says when it is done.
#[test]
#[ignore = "run by another test in a process of its own"]
fn be_there() {
    let Some(path) = std::env::var_os("SAVE_PATH").map(PathBuf::from) else {
        return;
    };
    let mut presence = match Presence::announce(&path, &std::env::var("SAVE_TEXT").unwrap()) {
        Ok(presence) => presence,
        Err(error) => return println!("\nERROR {:?}", error.kind()),
    };
    println!("\nSAVED {}", folder(&path).unwrap().display());
    for line in std::io::stdin().lines() {
        match line.unwrap().as_str() {
            "others" => println!("SAVED {:?}", others(&path)),
            block => {
                presence.update(Some(block), Some("print")).unwrap();
                println!("SAVED");
            }
        }
    }
}

/// Another process that has the file open.
struct Other {
    process: Child,
    out: BufReader<std::process::ChildStdout>,
    folder: PathBuf,
}

impl Other {
    fn start(place: &Place, path: &Path, who: &str) -> Self {
        Self::start_by(place, &["env"], path, who)
    }

    fn start_by(place: &Place, start: &[&str], path: &Path, who: &str) -> Self {
        let mut process = place
            .elsewhere(start, "presence::be_there", path, who)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(process.stdout.take().unwrap());
        let mut other = Self {
            process,
            out,
            folder: PathBuf::new(),
        };
        other.folder = other.answer().into();
        other
    }

    fn answer(&mut self) -> String {
        let mut line = String::new();
        while !line.starts_with("SAVED") {
            line.clear();
            assert_ne!(self.out.read_line(&mut line).unwrap(), 0, "it has ended");
        }
        line.trim_start_matches("SAVED").trim().to_owned()
    }

    fn told(&mut self, word: &str) -> String {
        writeln!(self.process.stdin.as_mut().unwrap(), "{word}").unwrap();
        self.answer()
    }

    fn person(&self, name: &str, block: Option<&str>) -> Person {
        Person {
            name: name.into(),
            pid: self.process.id(),
            block: block.map(str::to_owned),
            wrote: block.map(|_| "print".into()),
        }
    }

    fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Lets it end by itself.
    fn end(mut self) {
        drop(self.process.stdin.take());
        self.process.wait().unwrap();
    }
}

impl Drop for Other {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn git(folder: &Path, words: &[&str]) {
    let output = Command::new("git")
        .args(["-C", folder.to_str().unwrap()])
        .args(["-c", "user.name=n", "-c", "user.email=e"])
        .args(["-c", "protocol.file.allow=always"])
        .args(words)
        .output()
        .unwrap();
    assert!(output.status.success(), "{words:?}: {output:?}");
}

/// A place whose `work/` is a repository with the file `a`.
fn repository() -> (Place, PathBuf) {
    let place = Place::new();
    let path = place.file("a", "text");
    git(&place.work(), &["init", "-q", "-b", "main"]);
    git(&place.work(), &["add", "a"]);
    git(&place.work(), &["commit", "-q", "-m", "one"]);
    (place, path)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn the_others_are_seen_and_where_they_are() {
    let (place, path) = repository();
    let mut here = Presence::announce(&path, "me").unwrap();
    assert_eq!(others(&path), [], "oneself is no other");
    let mut anna = Other::start(&place, &path, "anna");
    let zoe = Other::start(&place, &path, "zoe");
    assert_eq!(
        others(&path),
        [anna.person("anna", None), zoe.person("zoe", None)]
    );
    for block in ["channels", "a\"\u{1b}[2J\u{202e}", "cost_structure"] {
        anna.told(block);
        assert_eq!(others(&path)[0], anna.person("anna", Some(block)));
    }
    here.update(Some("parking"), None).unwrap();
    let seen = anna.told("others");
    assert!(seen.contains("\"me\"") && seen.contains("Some(\"parking\")"));
    assert_eq!(
        (place.left().0, names(&place.work().join(".git/bmcanvas"))),
        (vec![".git".into(), "a".into()], vec!["presence".into()])
    );
    drop(here);
    assert!(!anna.told("others").contains("\"me\""));
    zoe.end();
    assert_eq!(others(&path), [anna.person("anna", Some("cost_structure"))]);
}

#[test]
fn presence_dies_with_its_process() {
    let (place, path) = repository();
    let mut anna = Other::start(&place, &path, "anna");
    anna.told("channels");
    assert_eq!(names(&anna.folder).len(), 1);
    anna.kill();
    assert_eq!(others(&path), []);
    assert_eq!(names(&anna.folder), [""; 0], "the look removed it");
}

#[test]
fn a_look_during_an_update_misses_nobody() {
    let (place, path) = repository();
    let anna = Other::start(&place, &path, "anna");
    let pid = anna.process.id();
    let mut anna = anna;
    let updates = std::thread::spawn(move || {
        for n in 0..2_000 {
            anna.told(&n.to_string());
        }
        anna
    });
    let mut looks = 0;
    while !updates.is_finished() {
        let people = others(&path);
        assert_eq!(people.len(), 1, "after {looks} looks");
        assert_eq!((people[0].pid, people[0].name.as_str()), (pid, "anna"));
        looks += 1;
    }
    assert_eq!(names(&updates.join().unwrap().folder).len(), 1);
}

#[test]
fn files_are_kept_apart_and_names_of_one_file_are_not() {
    let (place, path) = repository();
    let (second, link) = (place.file("b", "text"), place.work().join("link"));
    symlink("a", &link).unwrap();
    fs::create_dir(place.work().join("sub")).unwrap();
    let anna = Other::start(&place, &path, "anna");
    let zoe = Other::start(&place, &second, "zoe");
    assert_eq!(others(&path), [anna.person("anna", None)]);
    assert_eq!(others(&second), [zoe.person("zoe", None)]);
    for name in [link, place.work().join("sub/../a")] {
        assert_eq!(others(&name), [anna.person("anna", None)], "{name:?}");
    }
}

#[test]
fn worktrees_and_submodules_have_their_own() {
    let (place, path) = repository();
    let root = place.root.path();
    git(&place.work(), &["worktree", "add", "-q", "../tree"]);
    let outer = root.join("outer");
    fs::create_dir(&outer).unwrap();
    git(&outer, &["init", "-q"]);
    git(&outer, &["submodule", "--quiet", "add", "../work", "sub"]);
    let git_folder = place.work().join(".git");
    for (file, below) in [
        (path.clone(), git_folder.clone()),
        (root.join("tree/a"), git_folder.join("worktrees/tree")),
        (outer.join("sub/a"), outer.join(".git/modules/sub")),
    ] {
        let anna = Other::start(&place, &file, "anna");
        assert_eq!(anna.folder, below.join("bmcanvas/presence"));
        assert_eq!(others(&file), [anna.person("anna", None)]);
        assert_eq!(others(&path).len(), usize::from(file == path), "{file:?}");
    }
    for tree in [place.work(), root.join("tree"), outer.join("sub")] {
        let status = Command::new("git")
            .args(["-C", tree.to_str().unwrap(), "status", "--porcelain"])
            .output()
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&status.stdout), "", "{tree:?}");
    }
}

#[test]
fn outside_of_git_it_is_in_the_users_own_folder() {
    let place = Place::new();
    let path = place.file("a", "text");
    let runtime = place.root.path().join("run");
    fs::create_dir(&runtime).unwrap();
    let variable = format!("XDG_RUNTIME_DIR={}", runtime.display());
    let mut anna = Other::start_by(&place, &["env", &variable], &path, "anna");
    assert_eq!(anna.folder, runtime.join("bmcanvas/presence"));
    assert_eq!(mode(&anna.folder), 0o700);
    let zoe = Other::start_by(&place, &["env", &variable], &path, "zoe");
    assert!(anna.told("others").contains(&zoe.process.id().to_string()));
    let gone = format!("XDG_RUNTIME_DIR={}/gone", runtime.display());
    let start = ["env", &gone];
    let none = Other::start_by(&place, &start, &path, "none");
    let state = place.root.path().join("state-elsewhere");
    assert_eq!(none.folder, state.join("bmcanvas/presence"));
    // What is called `.git` and is none makes no repository.
    fs::create_dir(place.work().join(".git")).unwrap();
    fs::create_dir(place.work().join("sub")).unwrap();
    let pointed = place.file("sub/.git", "gitdir: /etc");
    let none = Other::start_by(&place, &start, &pointed, "none");
    assert_eq!(none.folder, state.join("bmcanvas/presence"));
}

#[test]
fn rubbish_in_the_folder_is_passed_over() {
    let (place, path) = repository();
    let anna = Other::start(&place, &path, "anna");
    let name = names(&anna.folder).remove(0);
    let (hash, rest) = name.split_once('-').unwrap();
    let pid = anna.process.id();
    let near = |n: usize| {
        anna.folder
            .join(format!("{hash}-{pid}-0123abcd{n}-{n}.json"))
    };
    let whole = fs::read(anna.folder.join(&name)).unwrap();
    let long = String::from_utf8(whole.clone())
        .unwrap()
        .replace("anna", &"é".repeat(400));
    let contents: [&[u8]; 7] = [
        b"",
        b"{}",
        b"\xff\x00{",
        &whole[..whole.len() / 2],
        &b"[".repeat(100_000),
        br#"{"path":[1,2],"name":"x","pid":-1}"#,
        long.as_bytes(),
    ];
    // All are locked, as if their owners lived.
    let mut held = Vec::new();
    for (n, content) in contents.iter().enumerate() {
        fs::write(near(n), content).unwrap();
        let file = fs::File::open(near(n)).unwrap();
        file.lock().unwrap();
        held.push(file);
    }
    let huge = fs::File::create(near(10)).unwrap();
    huge.set_len(1 << 40).unwrap();
    huge.lock().unwrap();
    symlink(anna.folder.join(&name), near(11)).unwrap();
    symlink(&path, near(12)).unwrap();
    fs::create_dir(near(13)).unwrap();
    let pipe = Command::new("mkfifo").arg(near(14)).status().unwrap();
    assert!(pipe.success());
    fs::write(anna.folder.join(format!("{hash}-{rest}.json.bak")), "x").unwrap();
    let short = Person {
        name: "é".repeat(40),
        ..anna.person("", None)
    };
    assert_eq!(others(&path), [anna.person("anna", None), short]);
    assert!(path.exists(), "what a link leads to is left alone");
}

#[test]
fn a_shared_repository_stays_shared() {
    let (place, path) = repository();
    let git_folder = place.work().join(".git");
    if is_root() {
        std::os::unix::fs::chown(&git_folder, None, Some(1002)).unwrap();
    }
    let group = fs::metadata(&git_folder).unwrap().gid();
    for (rights, files) in [(0o2775, 0o664), (0o755, 0o644), (0o700, 0o600)] {
        set_mode(&git_folder, rights);
        let start = ["sh", "-c", "umask 077 && exec \"$0\" \"$@\""];
        let anna = Other::start_by(&place, &start, &path, "anna");
        for folder in [&anna.folder, anna.folder.parent().unwrap()] {
            assert_eq!(mode(folder), rights);
            assert_eq!(fs::metadata(folder).unwrap().gid(), group);
        }
        let file = anna.folder.join(&names(&anna.folder)[0]);
        assert_eq!(mode(&file), files);
        drop(anna);
        fs::remove_dir_all(git_folder.join("bmcanvas")).unwrap();
    }
}

#[test]
fn where_nothing_may_be_written_there_is_no_presence() {
    let (place, path) = repository();
    // A link could lead into any folder of the user's.
    let elsewhere = place.root.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    symlink(&elsewhere, place.work().join(".git/bmcanvas")).unwrap();
    assert!(Presence::announce(&path, "me").is_err());
    assert_eq!(names(&elsewhere), [""; 0]);
    fs::remove_file(place.work().join(".git/bmcanvas")).unwrap();
    if !is_root() {
        return println!("skipped: another user needs root");
    }
    let nobody = [
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
    ];
    let output = place.run_elsewhere(&nobody, "presence::be_there", &path, "x");
    assert_eq!(said(&output), Err("PermissionDenied".into()));
    // Who may not write can still see who is there.
    let anna = Other::start(&place, &path, "anna");
    assert_eq!(others(&path), [anna.person("anna", None)]);
}

#[test]
fn the_folder_can_be_watched() {
    let (place, path) = repository();
    let here = Presence::announce(&path, "me").unwrap();
    let (stirred, stirs) = channel();
    let (_watch, _way) = Watch::folder(&folder(&path).unwrap(), move || {
        let _ = stirred.send(());
    });
    let long = Duration::from_secs(20);
    let quiet = Duration::from_millis(300);
    let mut anna = Other::start(&place, &path, "anna");
    assert_eq!(stirs.recv_timeout(long), Ok(()));
    while stirs.recv_timeout(quiet).is_ok() {}
    for _ in 0..10 {
        assert_eq!(others(&path).len(), 1);
    }
    assert!(stirs.recv_timeout(quiet).is_err(), "to look is no news");
    anna.told("channels");
    assert_eq!(stirs.recv_timeout(long), Ok(()));
    while stirs.recv_timeout(quiet).is_ok() {}
    anna.told("channels");
    assert!(stirs.recv_timeout(quiet).is_err(), "the same is no news");
    anna.end();
    assert_eq!(stirs.recv_timeout(long), Ok(()));
    drop(here);
}

/// No test of its own: tells the user's name.
#[test]
#[ignore = "run by another test in a process of its own"]
fn tell_the_name() {
    println!("\nSAVED {}", user::name());
}

#[test]
fn the_users_name_is_that_of_the_environment() {
    let place = Place::new();
    let uid = rustix::process::getuid().as_raw().to_string();
    let long = format!("USER={}", "ü".repeat(100));
    for (start, name) in [
        (&["env", "USER=anna", "LOGNAME=zoe"][..], "anna"),
        (&["env", "-u", "USER", "LOGNAME=zoe"], "zoe"),
        (&["env", "USER=", "LOGNAME=zoe"], "zoe"),
        (&["env", "-u", "USER", "-u", "LOGNAME"], &uid),
        (&["env", &long], &"ü".repeat(40)),
    ] {
        let output = place.run_elsewhere(start, "presence::tell_the_name", Path::new(""), "");
        assert_eq!(said(&output), Ok(name.into()), "{start:?}");
    }
}
