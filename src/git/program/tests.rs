use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use tempfile::TempDir;

use super::*;

/// A stand-in for git that runs this script, and has nothing configured.
fn stand_in(script: &str) -> (TempDir, Git) {
    configured(1, script)
}

/// The same; its code says whether ssh is configured.
fn configured(code: u8, script: &str) -> (TempDir, Git) {
    let script = format!("case \" $* \" in *' config '*) exit {code};; esac\n{script}");
    let folder = tempfile::tempdir().unwrap();
    let (text, program) = (folder.path().join("text"), folder.path().join("git"));
    let script = format!("#!/bin/sh\ncd {}\n{script}\n", folder.path().display());
    fs::write(&text, script).unwrap();
    // By another process: a program cannot be run while it is open for writing, be it only in what another test forks.
    let mut install = Command::new("install");
    let installed = install.args(["-m", "755"]).args([&text, &program]).status();
    assert!(installed.unwrap().success());
    let git = Git::at(folder.path()).with_program(program);
    (folder, git)
}

fn work(git: &Git, most: Duration) -> Result<Output, GitError> {
    git.work(["x"], most, &Cancel::default())
}

/// What it prints, if all goes well.
fn said(output: Result<Output, GitError>) -> String {
    String::from_utf8(output.unwrap().fine().unwrap()).unwrap()
}

const LONG: Duration = Duration::from_mins(1);

#[test]
fn a_question_has_its_answer() {
    let output = Git::at(".").query(["--version"]).unwrap();
    assert!(output.line().starts_with(b"git version "), "{output:?}");
    assert!(output.fine().is_ok());
}

#[test]
fn what_is_missing_is_told_apart() {
    let (folder, git) = stand_in("exit 0");
    let none = git.with_program(folder.path().join("none"));
    assert_eq!(none.query(["x"]), Err(GitError::Missing));
    let away = Git::at(folder.path().join("away"));
    assert_eq!(away.query(["x"]), Err(GitError::NoFolder));
}

#[test]
fn a_failure_has_gits_words() {
    let (_folder, git) = stand_in("echo 'fatal: no such thing' >&2; exit 3");
    let failed = GitError::Failed {
        code: Some(3),
        words: "no such thing".to_owned(),
    };
    assert_eq!(git.query(["x"]).unwrap().fine(), Err(failed));
    let (_folder, git) = stand_in("exit 1");
    let words = git.query(["x"]).unwrap().words();
    assert_eq!(words, "it ended with code 1 and said nothing");
}

#[test]
fn much_on_both_outputs_does_not_stop_it() {
    let (_folder, git) = stand_in("head -c 3000000 /dev/zero >&2; head -c 5000000 /dev/zero");
    let output = work(&git, LONG).unwrap();
    assert_eq!((output.out.len(), output.err.len()), (5_000_000, 3_000_000));
}

#[test]
fn what_it_leaves_running_is_not_waited_for() {
    let (folder, git) = stand_in("sleep 30 & echo $! > pid; echo said");
    let start = Instant::now();
    assert_eq!(said(work(&git, LONG)), "said\n");
    assert!(start.elapsed() < Duration::from_secs(20));
    let pid = fs::read_to_string(folder.path().join("pid")).unwrap();
    let _ = Command::new("kill").arg(pid.trim()).status();
}

#[test]
fn it_ends_in_time_with_all_that_it_started() {
    let (folder, git) = stand_in("sleep 300 & echo $! > pid; wait");
    let most = Duration::from_millis(500);
    assert_eq!(work(&git, most), Err(GitError::TimedOut(most)));
    assert_is_gone(&folder.path().join("pid"));
}

#[test]
fn it_can_be_taken_back_even_where_it_does_not_listen() {
    let (folder, git) = stand_in("trap '' TERM; sleep 300 & echo $! > pid; wait; wait");
    let pid = folder.path().join("pid");
    let cancel = Cancel::default();
    let other = {
        let (cancel, pid) = (cancel.clone(), pid.clone());
        std::thread::spawn(move || {
            while fs::read_to_string(&pid).unwrap_or_default().is_empty() {
                std::thread::yield_now();
            }
            cancel.cancel();
        })
    };
    let taken = git.work(["x"], LONG, &cancel);
    assert_eq!(taken, Err(GitError::Cancelled));
    other.join().unwrap();
    assert_is_gone(&pid);
}

#[track_caller]
fn assert_is_gone(pid: &Path) {
    let pid = fs::read_to_string(pid).unwrap();
    let stat = format!("/proc/{}/stat", pid.trim());
    let start = Instant::now();
    // Whoever inherits it may take a moment to see that it has ended.
    let runs = || fs::read_to_string(&stat).is_ok_and(|stat| !stat.contains(") Z "));
    while runs() {
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "{pid} still runs"
        );
        std::thread::yield_now();
    }
}

#[test]
fn it_asks_nobody_and_knows_no_other_repository() {
    let (folder, git) = stand_in("env; echo \"args $*\"; readlink /proc/self/fd/0");
    let query = said(git.query(["x", "y z"]));
    let work = said(work(&git, LONG));
    for said in [&query, &work] {
        for expected in [
            "GIT_TERMINAL_PROMPT=0\n",
            "GIT_EDITOR=true\n",
            "GIT_MERGE_AUTOEDIT=no\n",
            "GIT_LITERAL_PATHSPECS=1\n",
            "/dev/null\n",
        ] {
            assert!(said.contains(expected), "{expected} in {said}");
        }
    }
    assert!(query.contains("GIT_OPTIONAL_LOCKS=0\n") && query.contains("LC_ALL=C.UTF-8\n"));
    assert!(!work.contains("GIT_OPTIONAL_LOCKS"));
    let folder = folder.path().display();
    let args =
        format!("args -C {folder} --no-pager -c color.ui=false -c core.fsmonitor=false x y z\n");
    assert!(query.contains(&args), "{query}");
}

#[test]
fn what_another_git_left_in_the_environment_is_taken_out() {
    let mut command = Command::new("env");
    command.env("GIT_DIR", "/x").env("GIT_INDEX_FILE", "/y");
    environment::set(&mut command, Manner::Query);
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GPG_TTY"] {
        let set = command.get_envs().find(|(other, _)| *other == name);
        assert_eq!(set, Some((name.as_ref(), None)));
    }
}

#[test]
fn ssh_asks_nobody_unless_the_person_set_it_up() {
    let theirs = ["GIT_SSH_COMMAND", "GIT_SSH"];
    if theirs
        .into_iter()
        .any(|name| std::env::var_os(name).is_some())
    {
        return;
    }
    for (code, batch) in [(1, true), (0, false)] {
        let (_folder, git) = configured(code, "env");
        let env = said(work(&git, LONG));
        let set = env.contains("GIT_SSH_COMMAND=ssh -oBatchMode=yes\n");
        assert_eq!(set, batch, "{env}");
    }
}

#[test]
fn what_it_does_is_done_without_a_terminal() {
    let (_folder, git) = stand_in("ps -o sid= -p $$; echo $$");
    let said = said(work(&git, LONG));
    let words: Vec<&str> = said.split_whitespace().collect();
    match words.as_slice() {
        [session, own] => assert_eq!(session, own, "it leads a session of its own"),
        _ => panic!("{said}"),
    }
}
