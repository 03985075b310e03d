//! Canvases in which a merge by line left git's markers.

use super::canvas::{canvas, read, texts};
use super::place::{Place, Program};

const FILE: &str = "plan.canvas.json";

/// A repository in the middle of a merge: both sides changed note a, and ours deleted note b beside it.
fn place(style: &str) -> Place {
    let place = Place::new();
    place.git(&["config", "merge.conflictStyle", style]);
    place.commit(FILE, canvas(&[("a", "one"), ("b", "two"), ("c", "three")]));
    place.git(&["checkout", "--quiet", "-b", "other"]);
    place.commit(FILE, canvas(&[("a", "eins"), ("b", "two"), ("c", "three")]));
    place.git(&["checkout", "--quiet", "main"]);
    place.commit(FILE, canvas(&[("a", "uno"), ("c", "three")]));
    let ended = place.try_git(Program::There, &["merge", "other"]);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(place.read(FILE).contains("\n=======\n"));
    place
}

/// What the rules of merging make of it: both texts, and b is deleted.
const MERGED: [&str; 3] = ["eins", "three", "uno"];

#[test]
fn fmt_merges_both_sides_and_says_so() {
    for style in ["merge", "diff3", "zdiff3"] {
        let place = place(style);
        let ended = place.run(["fmt", FILE]);
        assert_eq!(
            (ended.code, ended.out.as_str()),
            (Some(0), "plan.canvas.json\n")
        );
        let lines: Vec<&str> = ended.err.lines().collect();
        assert!(
            lines[0].contains("git left a conflict here: both sides are merged now"),
            "{lines:?}"
        );
        assert!(lines[1].contains("was changed on both sides"), "{lines:?}");
        assert_eq!(texts(&place.read(FILE)), MERGED, "{style}");
        place.git(&["add", FILE]);
        place.git(&["commit", "--quiet", "--no-edit"]);
    }
}

#[test]
fn without_git_the_markers_tell_what_they_can() {
    let three = ["eins", "three", "two", "uno"];
    for (style, expected) in [("merge", &three[..]), ("diff3", &MERGED)] {
        let place = place(style);
        std::fs::copy(place.file(FILE), place.path("plain.json")).unwrap();
        place.run(["fmt", "../plain.json"]).fine();
        assert_eq!(texts(&place.read("../plain.json")), expected, "{style}");
    }
}

#[test]
fn it_is_shown_and_listed_merged() {
    let place = place("merge");
    let before = place.read(FILE);
    for command in ["show", "list"] {
        let ended = place.run([command, FILE]);
        assert_eq!(ended.code, Some(0), "{ended:?}");
        assert!(
            ended.out.contains("uno") && ended.out.contains("eins"),
            "{ended:?}"
        );
        let said =
            "bmcanvas: plan.canvas.json: git left a conflict here: both sides are shown merged\n";
        assert_eq!(ended.err, said);
    }
    assert_eq!(place.read(FILE), before);
}

#[test]
fn a_check_does_not_take_it_for_a_canvas() {
    let place = place("merge");
    for args in [
        &["fmt", "--check", FILE][..],
        &["add", FILE, "channels", "x"],
    ] {
        let ended = place.run(args);
        assert_eq!(ended.code, Some(2), "{ended:?}");
        assert!(
            ended
                .err
                .contains("conflict markers are still in the file, lines"),
            "{ended:?}"
        );
        assert!(ended.err.contains("bmcanvas fmt"), "{ended:?}");
    }
}

#[test]
fn a_broken_side_is_left_with_the_lines_to_look_at() {
    let place = place("merge");
    let broken = place.read(FILE).replace("\"eins\"", "eins");
    place.write(FILE, &broken);
    for command in ["fmt", "show"] {
        let ended = place.run([command, FILE]);
        assert_eq!(ended.code, Some(2), "{ended:?}");
        assert!(
            ended
                .err
                .contains("conflict markers are still in the file, lines"),
            "{ended:?}"
        );
    }
    assert_eq!(place.read(FILE), broken);
}

#[test]
fn the_driver_afterwards_sees_whole_canvases() {
    let place = place("merge");
    place.run(["fmt", FILE]).fine();
    place.commit_all();
    assert_eq!(read(&place.read(FILE)).len(), 3);
    place
        .run(["git-setup", "--check"])
        .out
        .lines()
        .for_each(|line| assert!(!line.contains(FILE), "{line}"));
}
