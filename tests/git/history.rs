//! The commits that touched a canvas, in real repositories.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

use bmcanvas::git::blob::Depth;
use bmcanvas::git::blobs::{Blobs, Past};
use bmcanvas::git::history::{Before, Commit, Ending, NoHistory, Version, history};
use bmcanvas::git::program::{Cancel, GitError};
use bmcanvas::git::refs::{Here, RefKind};
use bmcanvas::git::repo;

use super::canvas::canvas;
use super::place::{Place, Program};

const FILE: &str = "plan.canvas.json";

/// A canvas that is long enough for git to see that it is the same by another name.
pub(crate) fn long(text: &str) -> String {
    let notes: Vec<(String, String)> = (10..30)
        .map(|n| (format!("n{n}"), format!("note number {n}")))
        .chain([("z".to_owned(), text.to_owned())])
        .collect();
    let notes: Vec<(&str, &str)> = notes.iter().map(|(id, text)| (&**id, &**text)).collect();
    canvas(&notes)
}

pub(crate) fn commit(place: &Place, message: &str) {
    place.git(&["add", "--all"]);
    place.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
}

fn all(place: &Place, file: &str) -> (Vec<Commit>, Ending) {
    let place = repo::holding(&place.file(file)).unwrap();
    let mut history = history(&place, &Cancel::default()).unwrap();
    let commits: Result<Vec<Commit>, NoHistory> = history.by_ref().collect();
    (commits.unwrap(), history.ending().unwrap())
}

/// The subjects, the newest first.
fn subjects(place: &Place, file: &str) -> Vec<String> {
    let (commits, _) = all(place, file);
    commits.into_iter().map(|commit| commit.subject).collect()
}

fn none(place: &Place, file: &str) -> NoHistory {
    let place = repo::holding(&place.file(file)).unwrap();
    let mut history = history(&place, &Cancel::default()).unwrap();
    let error = history.next().unwrap().unwrap_err();
    assert!(history.next().is_none() && history.ending().is_some());
    error
}

#[test]
fn a_file_is_followed_through_its_renames() {
    let place = Place::new();
    place.write("a.json", long("1"));
    commit(&place, "one");
    place.write("other", "x");
    commit(&place, "elsewhere");
    place.git(&["mv", "a.json", "b\n [c].json"]);
    commit(&place, "renamed");
    place.write("b\n [c].json", long("2"));
    commit(&place, "two");
    fs::create_dir(place.file("sub")).unwrap();
    place.git(&["mv", "b\n [c].json", "sub/c.json"]);
    place.write("sub/c.json", long("3"));
    commit(&place, "renamed and changed");
    let (commits, ending) = all(&place, "sub/c.json");
    let told: Vec<(&str, &str)> = commits
        .iter()
        .map(|commit| (&*commit.subject, commit.path.to_str().unwrap()))
        .collect();
    let expected = [
        ("renamed and changed", "sub/c.json"),
        ("two", "b\n [c].json"),
        ("renamed", "b\n [c].json"),
        ("one", "a.json"),
    ];
    assert_eq!(told, expected);
    assert_eq!(ending, Ending::Whole);
    assert_eq!(
        commits[0].renamed_from.as_ref().unwrap().to_str(),
        Some("b\n [c].json")
    );
    assert_eq!(commits[0].first_before(), Some(&commits[1].after));
    assert_eq!(commits[3].before, Before::Parents(vec![Version::Absent]));
    let git = repo::holding(&place.file(FILE)).unwrap().repository.git;
    let mut blobs = Blobs::new(&git, &Cancel::default());
    let told = commits
        .iter()
        .map(|commit| blobs.told(commit).unwrap().to_string());
    assert_eq!(
        told.collect::<Vec<_>>(),
        ["~1", "~1", "form only", "new, 21 notes"]
    );
}

#[test]
fn a_rename_not_yet_committed_is_followed_too() {
    let place = Place::new();
    place.write("a.json", long("1"));
    commit(&place, "one");
    place.git(&["mv", "a.json", "b.json"]);
    assert_eq!(subjects(&place, "b.json"), ["one"]);
}

#[test]
fn a_branch_that_knows_the_old_name_only_is_followed() {
    let place = Place::new();
    place.write("a.json", long("1"));
    commit(&place, "one");
    place.git(&["switch", "--quiet", "--create", "side"]);
    place.write("a.json", long("1").replace("number 10", "number ten"));
    commit(&place, "side");
    place.git(&["switch", "--quiet", "main"]);
    place.git(&["mv", "a.json", "b.json"]);
    commit(&place, "renamed");
    place.write(
        "b.json",
        long("1").replace("number 29", "number twenty-nine"),
    );
    commit(&place, "main");
    place.git(&["merge", "--quiet", "--message", "merged", "side"]);
    let (commits, _) = all(&place, "b.json");
    let mut told: Vec<(&str, &str)> = commits
        .iter()
        .map(|commit| (&*commit.subject, commit.path.to_str().unwrap()))
        .collect();
    assert_eq!(told[0], ("merged", "b.json"));
    assert_eq!(told[4], ("one", "a.json"));
    told.sort_unstable();
    let expected = [
        ("main", "b.json"),
        ("merged", "b.json"),
        ("one", "a.json"),
        ("renamed", "b.json"),
        ("side", "a.json"),
    ];
    assert_eq!(told, expected);
    let Before::Parents(before) = &commits[0].before else {
        panic!("{:?}", commits[0]);
    };
    let after = |subject: &str| {
        let commit = commits.iter().find(|commit| commit.subject == subject);
        commit.unwrap().after.clone()
    };
    assert_eq!(*before, [after("main"), after("side")]);
}

#[test]
fn a_merge_that_took_one_side_is_no_change() {
    let place = Place::new();
    place.write(FILE, long("1"));
    commit(&place, "one");
    place.git(&["switch", "--quiet", "--create", "side"]);
    place.write(FILE, long("2"));
    commit(&place, "side");
    place.git(&["switch", "--quiet", "main"]);
    place.write("other", "x");
    commit(&place, "elsewhere");
    place.git(&["merge", "--quiet", "--message", "merged", "side"]);
    assert_eq!(subjects(&place, FILE), ["side", "one"]);
}

#[test]
fn what_was_deleted_and_made_again_has_both_lives() {
    let place = Place::new();
    for (text, message) in [(Some("1"), "made"), (None, "deleted"), (Some("2"), "again")] {
        match text {
            Some(text) => place.write(FILE, canvas(&[("a", text)])),
            None => fs::remove_file(place.file(FILE)).unwrap(),
        }
        commit(&place, message);
    }
    let (commits, _) = all(&place, FILE);
    let afters: Vec<bool> = commits
        .iter()
        .map(|commit| commit.after == Version::Absent)
        .collect();
    assert_eq!(afters, [false, true, false]);
    assert_eq!(subjects(&place, FILE), ["again", "deleted", "made"]);
    place.git(&["rm", "--quiet", FILE]);
    commit(&place, "gone");
    place.write(FILE, long("3"));
    assert_eq!(subjects(&place, FILE)[0], "gone");
}

#[test]
fn another_file_that_had_the_name_before_is_not_followed() {
    let place = Place::new();
    place.write(FILE, "a quite different thing\n".repeat(30));
    commit(&place, "unrelated");
    place.git(&["rm", "--quiet", FILE]);
    commit(&place, "unrelated gone");
    place.write("draft.json", long("1"));
    commit(&place, "draft");
    place.git(&["mv", "draft.json", FILE]);
    commit(&place, "renamed");
    assert_eq!(subjects(&place, FILE), ["renamed", "draft"]);
}

#[test]
fn a_folder_or_link_of_that_name_is_told_as_no_canvas() {
    let place = Place::new();
    place.write(format!("{FILE}/x.json"), "{}");
    commit(&place, "folder");
    fs::remove_dir_all(place.file(FILE)).unwrap();
    std::os::unix::fs::symlink("x", place.file(FILE)).unwrap();
    commit(&place, "link");
    fs::remove_file(place.file(FILE)).unwrap();
    place.write(FILE, "<<<<<<< ours\n");
    commit(&place, "markers");
    place.write(
        FILE,
        canvas(&[("a", "1")]).replace("\"bmcanvas\": 1", "\"bmcanvas\": 999"),
    );
    commit(&place, "newer");
    let (commits, _) = all(&place, FILE);
    let git = repo::holding(&place.file(FILE)).unwrap().repository.git;
    let mut blobs = Blobs::new(&git, &Cancel::default());
    let told = commits.iter().map(|commit| {
        let told = blobs.told(commit).unwrap().to_string();
        format!("{}: {told}", commit.subject)
    });
    let told: Vec<String> = told.collect();
    assert_eq!(
        told,
        [
            "newer: a canvas again, 1 note",
            "markers: no canvas",
            "link: no canvas"
        ]
    );
    let past = blobs.past(&commits[0].after).unwrap();
    assert!(matches!(past, Past::Newer(_, 999)), "{past:?}");
    assert_eq!(blobs.past(&Version::Absent).unwrap(), Past::Absent);
    let missing = Version::File("0123456789".repeat(4));
    assert!(matches!(blobs.past(&missing).unwrap(), Past::Unreadable(_)));
    let past = blobs.past(&commits[0].after).unwrap();
    assert!(past.canvas().is_some(), "it goes on after a missing one");
}

#[test]
fn settings_for_a_persons_eyes_change_nothing() {
    let place = Place::new();
    place.write("a.json", long("1"));
    commit(&place, "one");
    place.git(&["mv", "a.json", FILE]);
    commit(&place, "two");
    for (key, value) in [
        ("log.showSignature", "true"),
        ("log.follow", "true"),
        ("log.showRoot", "false"),
        ("log.decorate", "full"),
        ("log.abbrevCommit", "true"),
        ("log.diffMerges", "off"),
        ("diff.renames", "false"),
        ("diff.external", "false"),
        ("color.ui", "always"),
        ("color.diff", "always"),
        ("format.pretty", "oneline"),
        ("core.quotePath", "true"),
        ("diff.noprefix", "true"),
    ] {
        place.git(&["config", key, value]);
    }
    assert_eq!(subjects(&place, FILE), ["two", "one"]);
}

#[test]
fn names_are_those_of_the_mailmap_and_hostile_words_are_kept_apart() {
    let place = Place::new();
    place.write(".mailmap", "Anna <anna@x> A <a@b>\n");
    place.write(FILE, canvas(&[("a", "1")]));
    place.git(&["add", "--all"]);
    let message = place.path("message");
    fs::write(&message, b"a\x01\xff\x1b[31m:100644\n\nbody").unwrap();
    let file = format!("--file={}", message.display());
    place.git(&["commit", "--quiet", &file]);
    place.write(FILE, canvas(&[("a", "2")]));
    let author = "--author=\u{1} :x\u{1b}[31m <x@y>";
    let date = "--date=2001-02-03T00:30:00+0900";
    place.git(&["commit", "--quiet", "--all", author, date, "--message=:1 2"]);
    let (commits, _) = all(&place, FILE);
    assert_eq!(commits[0].subject, ":1 2");
    assert_eq!(commits[0].author, "x\u{1b}[31m");
    assert_eq!(
        (commits[0].time, &*commits[0].date),
        (981_127_800, "2001-02-03")
    );
    assert_eq!(commits[1].author, "Anna");
    let subject = &commits[1].subject;
    assert!(subject.starts_with("a\u{1}") && subject.ends_with("\u{1b}[31m:100644"));
}

#[test]
fn without_a_commit_of_it_there_is_no_history() {
    let place = Place::new();
    place.write(FILE, canvas(&[]));
    assert_eq!(none(&place, FILE), NoHistory::NoCommit);
    place.write(".gitignore", FILE);
    commit(&place, "without it");
    assert_eq!(none(&place, FILE), NoHistory::NeverCommitted(Depth::Whole));
    place.git(&["switch", "--quiet", "--orphan", "empty"]);
    assert_eq!(none(&place, FILE), NoHistory::NoCommit);
    place.write(FILE, canvas(&[("a", "1")]));
    place.git(&["add", "--force", FILE]);
    commit(&place, "on an orphan branch");
    assert_eq!(subjects(&place, FILE), ["on an orphan branch"]);
    place.git(&["checkout", "--quiet", "--detach"]);
    assert_eq!(subjects(&place, FILE), ["on an orphan branch"]);
}

#[test]
fn a_shallow_clone_says_where_it_ends() {
    let place = Place::new();
    for text in ["1", "2", "3"] {
        place.write(FILE, canvas(&[("a", text)]));
        commit(&place, text);
    }
    let from = format!("file://{}", place.path("work").display());
    place.git(&["clone", "--quiet", "--depth=2", &from, "../clone"]);
    let (commits, ending) = all(&place, "../clone/plan.canvas.json");
    assert_eq!(ending, Ending::Shallow);
    assert_eq!(commits.len(), 2);
    assert_eq!(commits[1].before, Before::Unknown);
    fs::write(place.path("clone/new.canvas.json"), canvas(&[])).unwrap();
    place.git(&["-C", "../clone", "add", "--all"]);
    place.git(&["-C", "../clone", "commit", "--quiet", "--message=new"]);
    let (_, ending) = all(&place, "../clone/new.canvas.json");
    assert_eq!(ending, Ending::Whole, "all of this file is here");
    let missing = none(&place, "../clone/none.json");
    assert_eq!(missing, NoHistory::NeverCommitted(Depth::Shallow));
}

#[test]
fn linked_work_trees_of_a_bare_repository_and_submodules_have_their_history() {
    let place = Place::new();
    for text in ["1", "2"] {
        place.write(FILE, canvas(&[("a", text)]));
        commit(&place, text);
    }
    place.git(&["clone", "--quiet", "--bare", ".", "../bare.git"]);
    place.git(&[
        "-C",
        "../bare.git",
        "worktree",
        "add",
        "--quiet",
        "../tree",
        "main",
    ]);
    assert_eq!(subjects(&place, "../tree/plan.canvas.json"), ["2", "1"]);
    let from = place.path("bare.git").display().to_string();
    let allow = "protocol.file.allow=always";
    place.git(&["-c", allow, "submodule", "--quiet", "add", &from, "sub"]);
    assert_eq!(subjects(&place, "sub/plan.canvas.json"), ["2", "1"]);
}

/// Makes a repository of many commits, of which each `every`th touches the file.
pub(crate) fn many(place: &Place, commits: usize, every: usize) {
    let mut said = Vec::new();
    for n in 0..commits {
        let time = 1_600_000_000 + n;
        let text = canvas(&[("a", "same"), ("b", &n.to_string())]);
        let (path, text) = if n % every == 0 {
            (FILE.to_owned(), text)
        } else {
            (format!("src/{}/{n}", n % 40), n.to_string())
        };
        write!(
            said,
            "commit refs/heads/main\nauthor A <a@b> {time} +0000\ncommitter A <a@b> {time} +0000\n\
             data <<END\nchange {n}\nEND\nM 100644 inline {path}\ndata {}\n{text}\n",
            text.len()
        )
        .unwrap();
    }
    let mut command = place.command("git", Program::There);
    command
        .args(["fast-import", "--quiet"])
        .stdin(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(&said).unwrap();
    assert!(child.wait().unwrap().success());
    place.git(&["reset", "--quiet", "--hard"]);
}

#[test]
fn the_first_of_many_come_before_the_rest_and_all_can_be_taken_back() {
    let place = Place::new();
    many(&place, 20_000, 20);
    let file = repo::holding(&place.file(FILE)).unwrap();
    let start = Instant::now();
    let first: Vec<Commit> = history(&file, &Cancel::default())
        .unwrap()
        .take(50)
        .map(Result::unwrap)
        .collect();
    let soon = start.elapsed();
    assert_eq!(first[49].subject, format!("change {}", 19_980 - 49 * 20));
    // Far from the time it takes: this machine may be busy.
    assert!(soon < Duration::from_secs(2), "{soon:?}");
    let (all, ending) = all(&place, FILE);
    assert_eq!((all.len(), ending), (1000, Ending::Whole));
    let cancel = Cancel::default();
    let mut history = history(&file, &cancel).unwrap();
    assert!(history.next().unwrap().is_ok());
    cancel.cancel();
    let stopped = history.find_map(Result::err);
    assert!(
        matches!(stopped, Some(NoHistory::Git(GitError::Cancelled)) | None),
        "{stopped:?}"
    );
}

#[test]
fn branches_and_tags_can_be_chosen_from() {
    let place = Place::new();
    place.write(FILE, canvas(&[]));
    place.git(&["add", "--all"]);
    let commit = |message: &str, year: &str| {
        let date = format!("{year}-01-01T00:00:00Z");
        let mut command = place.command("git", Program::There);
        command.args(["commit", "--quiet", "--allow-empty", "--message", message]);
        let done = command.env("GIT_COMMITTER_DATE", date).status();
        assert!(done.unwrap().success());
    };
    commit("first", "2020");
    place.git(&["tag", "light"]);
    place.git(&["switch", "--quiet", "--create", "side"]);
    commit("second", "2021");
    place.git(&["tag", "--annotate", "--message=words", "heavy"]);
    place.git(&["update-ref", "refs/remotes/origin/dev", "light"]);
    place.git(&[
        "symbolic-ref",
        "refs/remotes/origin/HEAD",
        "refs/remotes/origin/dev",
    ]);
    let repository = repo::around(&place.path("work")).unwrap();
    let refs = repository.refs().unwrap();
    let mut told: Vec<(&str, RefKind, &str, Here)> = refs
        .iter()
        .map(|one| (&*one.name, one.kind, &*one.subject, one.here))
        .collect();
    assert_eq!(
        refs.first().unwrap().subject,
        "second",
        "the newest come first"
    );
    told.sort_unstable_by_key(|one| one.0);
    let expected = [
        ("heavy", RefKind::Tag, "second", Here::No),
        ("light", RefKind::Tag, "first", Here::No),
        ("main", RefKind::Branch, "first", Here::No),
        ("origin/dev", RefKind::Remote, "first", Here::No),
        ("side", RefKind::Branch, "second", Here::Yes),
    ];
    assert_eq!(told, expected);
    let (base, main) = repository.base_with_main().unwrap();
    assert_eq!(main, "origin/dev");
    let first = place.git(&["rev-parse", "--short=8", "light"]);
    assert_eq!(base.name, first.trim());
    place.git(&["update-ref", "-d", "--no-deref", "refs/remotes/origin/HEAD"]);
    assert_eq!(repository.main_branch().unwrap().name, "main");
    place.git(&["branch", "--quiet", "--move", "main", "ours"]);
    assert_eq!(repository.main_branch(), None);
    place.git(&["config", "init.defaultBranch", "ours"]);
    assert_eq!(repository.main_branch().unwrap().name, "ours");
}
