//! Syncs that hang, and those beside which somebody writes or syncs too.

use std::fs;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::place::Program;
use super::team::{FILE, Team};

/// The program as it syncs, with what it says going to a file.
fn start(team: &Team, who: &str) -> Child {
    let file = team.path(who, FILE);
    let log = fs::File::create(team.0.path("log")).unwrap();
    let mut command = team
        .0
        .command(env!("CARGO_BIN_EXE_bmcanvas"), Program::There);
    command
        .arg("sync")
        .arg(file)
        .stdout(Stdio::null())
        .stderr(log);
    command.spawn().unwrap()
}

#[track_caller]
fn eventually(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(
            start.elapsed() < Duration::from_secs(30),
            "not in time: {what}"
        );
        sleep(Duration::from_millis(10));
    }
}

#[test]
fn whatever_hangs_can_be_stopped() {
    let team = Team::new();
    let hang = format!("echo $$ > {}; sleep 600", team.0.path("pid").display());
    team.add("anna", "channels", "Theirs");
    team.sync("anna").fine();
    for (hook, committed) in [
        ("pre-commit", false),
        ("upload", true),
        ("prepare-commit-msg", true),
        ("pre-push", true),
    ] {
        team.add("ben", "channels", hook);
        if hook == "upload" {
            team.hook("ben/.git", hook, &hang);
            let pack = team.path("ben", ".git/hooks/upload").display().to_string();
            team.git("ben", &["config", "remote.origin.uploadpack", &pack]);
        } else if hook == "prepare-commit-msg" {
            team.hook(
                "ben/.git",
                hook,
                &format!("[ \"$2\" != merge ] || {{ {hang}; }}"),
            );
        } else {
            team.hook("ben/.git", hook, &hang);
        }
        let mut child = start(&team, "ben");
        let pid_file = team.0.path("pid");
        eventually(hook, || {
            fs::read_to_string(&pid_file).is_ok_and(|pid| pid.ends_with('\n'))
        });
        let pid: i32 = fs::read_to_string(&pid_file)
            .unwrap()
            .trim()
            .parse()
            .unwrap();
        let us = Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap();
        kill_process(us, Signal::INT).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(2), "{hook}");
        let hung = Pid::from_raw(pid).unwrap();
        eventually("the end of all it started", || {
            rustix::process::test_kill_process(hung).is_err()
        });
        let said = fs::read_to_string(team.0.path("log")).unwrap();
        assert!(said.contains("as asked"), "{hook}: {said}");
        let status = if committed {
            ""
        } else {
            " M plan.canvas.json\n"
        };
        team.is_sane("ben", status);
        assert!(team.has("ben", hook));
        fs::remove_file(pid_file).unwrap();
        team.unhook("ben/.git", hook);
        if hook == "upload" {
            team.git("ben", &["config", "--unset", "remote.origin.uploadpack"]);
        }
    }
    team.sync("ben").fine();
    assert!(team.has("ben", "Theirs") && team.has("ben", "pre-push"));
}

#[test]
fn what_is_written_while_it_syncs_is_not_lost() {
    let team = Team::new();
    let program = env!("CARGO_BIN_EXE_bmcanvas");
    team.add("anna", "channels", "Theirs");
    team.sync("anna").fine();
    // Between the commit and the merge.
    team.hook(
        "ben/.git",
        "post-commit",
        &format!("[ -e ../once ] || {program} add {FILE} channels Between; touch ../once"),
    );
    team.add("ben", "channels", "Ours");
    team.sync("ben").fine();
    for text in ["Theirs", "Between", "Ours"] {
        assert!(team.has("ben", text), "{text}");
    }
    team.unhook("ben/.git", "post-commit");
    // While git merges: the write waits for it.
    team.add("anna", "key_partners", "More of theirs");
    team.run("anna", "sync", &[]).fine();
    team.add("ben", "key_partners", "More of ours");
    team.hook(
        "ben/.git",
        "prepare-commit-msg",
        &format!(
            "[ \"$2\" != merge ] || {program} add {FILE} channels Meanwhile >/dev/null 2>&1 &"
        ),
    );
    team.sync("ben").fine();
    eventually("the note", || team.has("ben", "Meanwhile"));
    for text in [
        "Theirs",
        "Between",
        "Ours",
        "More of theirs",
        "More of ours",
    ] {
        assert!(team.has("ben", text), "{text}");
    }
}

#[test]
fn several_who_sync_one_folder_at_once_take_turns() {
    let team = Team::new();
    let runs: Vec<Child> = (0..6)
        .map(|n| {
            team.add("ben", "channels", &format!("n{n}"));
            start(&team, "ben")
        })
        .collect();
    for mut run in runs {
        assert_eq!(run.wait().unwrap().code(), Some(0));
    }
    team.is_sane("ben", "");
    team.sync("anna").fine();
    assert_eq!(team.notes("anna").len(), 8);
}

#[test]
fn many_rounds_of_random_edits_lose_nothing() {
    let team = Team::new();
    let mut random = 88_172_645_463_325_252_u64;
    let mut next = |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        usize::try_from(random % below as u64).unwrap()
    };
    let blocks = ["channels", "key_partners", "customer_segments", "parking"];
    let mut expected = team.notes("anna");
    for round in 0..24 {
        // Each note is one's own to change: what is expected is then known.
        let mut own = expected.clone();
        for who in ["anna", "ben"] {
            for edit in 0..=next(3) {
                let text = format!("{who} {round} {edit}");
                let known = own.len();
                match next(4) {
                    0 if known > 4 => {
                        let (id, _) = own.remove(next(known));
                        team.run(who, "rm", &[&id]).fine();
                        expected.retain(|(other, _)| *other != id);
                    }
                    1 if known > 0 => {
                        let (id, _) = own.remove(next(known));
                        team.run(who, "set", &[&id, "--text", &text]).fine();
                        expected.retain(|(other, _)| *other != id);
                        expected.push((id, text));
                    }
                    _ => {
                        let id = team.add(who, blocks[next(blocks.len())], &text);
                        expected.push((id, text));
                    }
                }
            }
        }
        for who in [["anna", "ben", "anna"], ["ben", "anna", "ben"]][next(2)] {
            team.sync(who).fine();
        }
        expected.sort();
        for who in ["anna", "ben"] {
            let mut notes = team.notes(who);
            notes.sort();
            assert_eq!(notes, expected, "round {round}");
            team.is_sane(who, "");
        }
    }
    let anna = fs::read(team.path("anna", FILE)).unwrap();
    assert_eq!(anna, fs::read(team.path("ben", FILE)).unwrap());
}
