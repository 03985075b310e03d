//! `git-setup`: what it changes, what it leaves, what it finds.

use std::fs;

use super::place::{Place, Program};

const RULE: &str = "*.canvas.json merge=bmcanvas diff=bmcanvas";

/// Configuration and attributes, byte for byte.
fn state(place: &Place) -> (String, Option<Vec<u8>>) {
    let attributes = fs::read(place.file(".gitattributes")).ok();
    (place.read(".git/config"), attributes)
}

#[test]
fn twice_is_once_and_removing_gives_the_bytes_back() {
    for attributes in [
        None,
        Some("*.png binary\n"),
        Some("*.png binary"),
        Some("*.png binary\r\n# end\r\n"),
    ] {
        let place = Place::new();
        if let Some(text) = attributes {
            place.write(".gitattributes", text);
        }
        let before = state(&place);
        let out = place.run(["git-setup"]).fine();
        for line in [
            "merge.bmcanvas.driver: set\n",
            "diff.bmcanvas.textconv: set\n",
            "merge.bmcanvas.name: set\n",
            &format!(".gitattributes: added `{RULE}`"),
        ] {
            assert!(out.contains(line), "{line}: {out}");
        }
        let after = state(&place);
        assert_ne!(before, after);
        let again = place.run(["git-setup"]).fine();
        assert_eq!(again.matches(" set already\n").count(), 4, "{again}");
        assert_eq!(state(&place), after);
        place.run(["git-setup", "--check"]).fine();
        let out = place.run(["git-setup", "--remove"]).fine();
        assert_eq!(out.matches(": removed").count(), 5, "{out}");
        assert_eq!(state(&place), before, "{attributes:?}");
        let out = place.run(["git-setup", "--remove"]).fine();
        assert_eq!(out.matches(": was not set\n").count(), 4, "{out}");
        assert!(
            out.contains(".gitattributes: did not have the line"),
            "{out}"
        );
        assert_eq!(state(&place), before);
    }
}

#[test]
fn a_driver_of_somebody_else_is_left() {
    for (key, value) in [
        ("merge.bmcanvas.driver", "other %A"),
        ("diff.bmcanvas.textconv", "cat"),
    ] {
        let place = Place::new();
        place.git(&["config", key, value]);
        let before = state(&place);
        let ended = place.run(["git-setup"]);
        assert_eq!(ended.code, Some(2), "{ended:?}");
        assert!(
            ended.err.contains(key) && ended.err.contains(value),
            "{ended:?}"
        );
        assert!(
            ended.err.contains(&format!("git config --unset-all {key}")),
            "{ended:?}"
        );
        assert_eq!(state(&place), before);
        let out = place.run(["git-setup", "--remove"]).fine();
        assert!(out.contains(&format!("{key}: left")), "{out}");
        assert_eq!(state(&place), before);
    }
}

#[test]
fn an_older_line_of_ours_is_renewed() {
    let place = Place::new();
    place.git(&["config", "merge.bmcanvas.driver", "bmcanvas merge %O %A %B"]);
    let out = place.run(["git-setup", "--check"]).out;
    assert!(
        out.contains("merge.bmcanvas.driver is of another version"),
        "{out}"
    );
    let out = place.run(["git-setup"]).fine();
    assert!(out.contains("merge.bmcanvas.driver: set anew"), "{out}");
    place.run(["git-setup", "--check"]).fine();
}

#[test]
fn check_says_what_is_missing() {
    let place = Place::new();
    let ended = place.run(["git-setup", "--check"]);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    for line in [
        "merge.bmcanvas.driver is not set",
        "diff.bmcanvas.textconv is not set",
        ".gitattributes lacks",
    ] {
        assert!(ended.out.contains(line), "{line}: {ended:?}");
    }
    place.run(["git-setup"]).fine();
    place.commit("sub/a b.canvas.json", "{}");
    place.run(["git-setup", "--check"]).fine();
    place.commit("sub/.gitattributes", "*.json merge=union\n");
    let ended = place.run(["git-setup", "--check"]);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    let said = format!("sub/a b.canvas.json: `{RULE}` does not reach it");
    assert!(ended.out.starts_with(&said), "{ended:?}");
}

#[test]
fn check_finds_what_a_merge_left() {
    let place = Place::new();
    place.commit("a.canvas.json", "1\n");
    place.git(&["checkout", "--quiet", "-b", "other"]);
    place.commit("a.canvas.json", "2\n");
    place.git(&["checkout", "--quiet", "main"]);
    place.commit("a.canvas.json", "3\n");
    place.try_git(Program::There, &["merge", "other"]);
    place.run(["git-setup"]).fine();
    let out = place.run(["git-setup", "--check"]).out;
    assert!(out.contains("a.canvas.json: not merged yet"), "{out}");
    assert!(
        out.contains("a.canvas.json: git's conflict markers are in it"),
        "{out}"
    );
}

#[test]
fn a_missing_program_is_told_and_another_one_can_be_named() {
    let place = Place::new();
    let out = place.run_with(Program::Missing, ["git-setup"]).fine();
    assert!(out.contains("bmcanvas is not on the PATH"), "{out}");
    let line = place.git(&["config", "merge.bmcanvas.driver"]);
    let path = place.path("bin/bmcanvas").display().to_string();
    assert!(
        !line.contains(&path) && !line.contains(env!("CARGO_BIN_EXE_bmcanvas")),
        "{line}"
    );
    let ended = place.run_with(Program::Missing, ["git-setup", "--check"]);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    let relative = "../bin/bmcanvas";
    place
        .run_with(Program::Missing, ["git-setup", "--program", relative])
        .fine();
    place
        .run_with(Program::Missing, ["git-setup", "--check"])
        .fine();
    let line = place.git(&["config", "merge.bmcanvas.driver"]);
    assert!(line.contains("/work/../bin/bmcanvas merge"), "{line}");
    // It stays until another one is asked for.
    let out = place.run(["git-setup"]).fine();
    assert!(out.contains("merge.bmcanvas.driver: set already"), "{out}");
    let out = place.run(["git-setup", "--program", "bmcanvas"]).fine();
    assert!(out.contains("merge.bmcanvas.driver: set anew"), "{out}");
}

#[test]
fn work_trees_share_the_configuration_and_folders_below_the_top_will_do() {
    let place = Place::new();
    place.commit("sub/a.canvas.json", "{}");
    place.git(&["worktree", "add", "--quiet", "../tree"]);
    place.run(["git-setup", "../tree/sub"]).fine();
    assert!(
        place
            .git(&["config", "--local", "merge.bmcanvas.driver"])
            .contains("merge-file")
    );
    assert!(place.path("tree/.gitattributes").exists());
    assert!(!place.file(".gitattributes").exists());
    place.run(["git-setup", "--check", "../tree"]).fine();
}

#[test]
fn without_a_repository_it_says_what_to_do() {
    let place = Place::new();
    fs::create_dir(place.path("plain")).unwrap();
    for (folder, said) in [
        ("../plain", "no git repository"),
        ("none", "no such folder"),
        (".git", "git's own folder"),
    ] {
        let ended = place.run(["git-setup", folder]);
        assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{ended:?}");
        assert!(ended.err.contains(said), "{ended:?}");
        assert_eq!(ended.err.lines().count(), 2, "{ended:?}");
    }
}

#[test]
fn a_symbolic_link_for_attributes_is_refused() {
    let place = Place::new();
    std::os::unix::fs::symlink("other", place.file(".gitattributes")).unwrap();
    let before = place.read(".git/config");
    let ended = place.run(["git-setup"]);
    assert_eq!(ended.code, Some(2), "{ended:?}");
    assert!(ended.err.contains("symbolic link"), "{ended:?}");
    assert_eq!(place.read(".git/config"), before);
}
