//! Merges by git with the driver installed: what the rules of merging promise holds in every command that merges.

use std::fs;

use super::canvas::{canvas, texts};
use super::place::{Ended, Place, Program};

const FILE: &str = "plan.canvas.json";
const BASE: [(&str, &str); 3] = [("a", "one"), ("b", "two"), ("c", "three")];
/// Both sides change the lines that stand around note b, and each another part of the file: git alone has a conflict.
const OURS: [(&str, &str); 4] = [("a", "uno"), ("b", "two"), ("b1", "ours"), ("c", "three")];
const THEIRS: [(&str, &str); 4] = [("a", "one"), ("b", "two"), ("b2", "theirs"), ("c", "tre")];
const BOTH: [&str; 5] = ["ours", "theirs", "tre", "two", "uno"];

/// A repository with the driver and a canvas, and a branch `other` that starts there.
fn place_with(file: &str, text: &str) -> Place {
    let place = Place::new();
    place.run(["git-setup"]).fine();
    place.commit(file, text);
    place.git(&["branch", "other"]);
    place
}

/// The same with a commit on each branch; `main` is checked out.
fn diverged_with(file: &str, [base, ours, theirs]: [&str; 3]) -> Place {
    let place = place_with(file, base);
    place.commit(file, ours);
    place.git(&["checkout", "--quiet", "other"]);
    place.commit(file, theirs);
    place.git(&["checkout", "--quiet", "main"]);
    place
}

fn diverged(file: &str) -> Place {
    let [ours, theirs] = [canvas(&OURS), canvas(&THEIRS)];
    diverged_with(file, [&canvas(&BASE), &ours, &theirs])
}

#[track_caller]
fn assert_merged(place: &Place, file: &str) {
    assert_eq!(texts(&place.read(file)), BOTH);
    assert_eq!(place.git(&["ls-files", "--unmerged"]), "");
}

/// The markers of both sides are there, and so is every text of both.
#[track_caller]
fn assert_marked(place: &Place, ended: &Ended, file: &str) {
    assert_eq!(ended.code, Some(1), "{ended:?}");
    let text = place.read(file);
    for part in ["<<<<<<< ", "\n=======\n", "\n>>>>>>> "] {
        assert!(text.contains(part), "{part:?} in {text}");
    }
    assert_ne!(place.git(&["ls-files", "--unmerged"]), "");
}

#[test]
fn git_alone_has_a_conflict_there() {
    let place = diverged(FILE);
    place.run(["git-setup", "--remove"]).fine();
    let ended = place.try_git(Program::There, &["merge", "other"]);
    assert_marked(&place, &ended, FILE);
}

#[test]
fn every_command_that_merges_merges_notes() {
    for command in [
        &["merge", "other"][..],
        &["rebase", "other"],
        &["rebase", "--apply", "other"],
        &["cherry-pick", "other"],
        &["pull", "--quiet", "--no-rebase", ".", "other"],
        &["merge", "--squash", "other"],
    ] {
        let place = diverged(FILE);
        let ended = place.try_git(Program::There, command);
        assert_eq!(ended.code, Some(0), "{command:?}: {ended:?}");
        assert_merged(&place, FILE);
    }
}

#[test]
fn a_revert_takes_back_one_side_only() {
    let place = place_with(FILE, &canvas(&BASE));
    place.commit(
        FILE,
        canvas(&[("a", "one"), ("b", "two"), ("b1", "oops"), ("c", "three")]),
    );
    let after = [
        ("a", "one"),
        ("b", "two"),
        ("b1", "oops"),
        ("b2", "new"),
        ("c", "tre"),
    ];
    place.commit(FILE, canvas(&after));
    place.git(&["revert", "--no-edit", "HEAD~1"]);
    assert_eq!(texts(&place.read(FILE)), ["new", "one", "tre", "two"]);
}

#[test]
fn what_was_stashed_comes_back_into_the_new_state() {
    let place = place_with(FILE, &canvas(&BASE));
    place.write(FILE, canvas(&OURS));
    place.git(&["stash", "--quiet"]);
    place.commit(FILE, canvas(&THEIRS));
    place.git(&["stash", "pop", "--quiet"]);
    assert_merged(&place, FILE);
}

#[test]
fn two_texts_for_one_note_are_both_kept_and_told() {
    let side = |text| canvas(&[("a", text), ("b", "two"), ("c", "three")]);
    let place = diverged_with(FILE, [&side("one"), &side("uno"), &side("\u{1b}[31meins")]);
    let ended = place.try_git(Program::There, &["merge", "--quiet", "other"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert_eq!(
        texts(&place.read(FILE)),
        ["\u{1b}[31meins", "three", "two", "uno"]
    );
    let told = format!("bmcanvas: {FILE}: \"uno\" was changed on both sides");
    let told_other = format!("bmcanvas: {FILE}: \"\\u{{1b}}[31meins\" was changed on both sides");
    assert!(
        ended.err.contains(&told) || ended.err.contains(&told_other),
        "{ended:?}"
    );
    assert!(!ended.err.contains('\u{1b}'), "{ended:?}");
}

#[test]
fn a_criss_cross_with_two_bases_loses_nothing() {
    let side = |text| canvas(&[("a", text), ("b", "two"), ("c", "three")]);
    let place = diverged_with(FILE, [&side("one"), &side("uno"), &side("eins")]);
    place.git(&["branch", "first"]);
    place.git(&["merge", "--quiet", "other"]);
    place.git(&["checkout", "--quiet", "other"]);
    place.git(&["merge", "--quiet", "first"]);
    assert_eq!(
        place
            .git(&["merge-base", "--all", "main", "other"])
            .lines()
            .count(),
        2
    );
    let now = place.read(FILE);
    place.commit(FILE, now.replace("\"two\"", "\"zwei\""));
    place.git(&["checkout", "--quiet", "main"]);
    place.commit(FILE, now.replace("\"three\"", "\"tre\""));
    let ended = place.try_git(Program::There, &["merge", "other"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert_eq!(texts(&place.read(FILE)), ["eins", "tre", "uno", "zwei"]);
    assert!(!ended.err.contains("changed on both sides"), "{ended:?}");
}

#[test]
fn a_renamed_file_takes_the_others_edits() {
    let place = place_with(FILE, &canvas(&BASE));
    place.git(&["mv", FILE, "new name.canvas.json"]);
    place.commit("new name.canvas.json", canvas(&OURS));
    place.git(&["checkout", "--quiet", "other"]);
    place.commit(FILE, canvas(&THEIRS));
    place.git(&["checkout", "--quiet", "main"]);
    place.git(&["merge", "--quiet", "other"]);
    assert_merged(&place, "new name.canvas.json");
    assert!(!place.file(FILE).exists());
}

#[test]
fn files_of_one_name_made_on_both_sides_become_one() {
    let place = place_with("else.canvas.json", "{}");
    place.commit(FILE, canvas(&OURS));
    place.git(&["checkout", "--quiet", "other"]);
    place.commit(FILE, canvas(&THEIRS));
    place.git(&["checkout", "--quiet", "main"]);
    place.git(&["merge", "--quiet", "other"]);
    let both = ["one", "ours", "theirs", "three", "tre", "two", "uno"];
    assert_eq!(texts(&place.read(FILE)), both, "nothing counts as deleted");
}

#[test]
fn a_file_deleted_on_one_side_and_changed_on_the_other_is_left_to_the_person() {
    let place = place_with(FILE, &canvas(&BASE));
    place.git(&["rm", "--quiet", FILE]);
    place.commit_all();
    place.git(&["checkout", "--quiet", "other"]);
    place.commit(FILE, canvas(&THEIRS));
    place.git(&["checkout", "--quiet", "main"]);
    let ended = place.try_git(Program::There, &["merge", "other"]);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert_eq!(place.read(FILE), canvas(&THEIRS));
    let found = place.run(["git-setup", "--check"]);
    assert!(
        found.out.contains("plan.canvas.json: not merged yet"),
        "{found:?}"
    );
}

#[test]
fn a_merge_without_a_work_tree_works() {
    let place = diverged(FILE);
    let tree = place.git(&["merge-tree", "--write-tree", "main", "other"]);
    let file = place.git(&["show", &format!("{}:{FILE}", tree.trim())]);
    assert_eq!(texts(&file), BOTH);
}

#[test]
fn an_octopus_which_runs_no_driver_changes_nothing() {
    let place = diverged(FILE);
    place.git(&["checkout", "--quiet", "-b", "third", "main~1"]);
    let third = [("a", "one"), ("b", "two"), ("b3", "third"), ("c", "three")];
    place.commit(FILE, canvas(&third));
    place.git(&["checkout", "--quiet", "main"]);
    let ended = place.try_git(Program::There, &["merge", "other", "third"]);
    assert_eq!(ended.code, Some(2), "{ended:?}");
    place.git(&["reset", "--quiet", "--merge"]);
    assert_eq!(place.read(FILE), canvas(&OURS));
    place.git(&["merge", "--quiet", "other"]);
    place.git(&["merge", "--quiet", "third"]);
    let all = ["ours", "theirs", "third", "tre", "two", "uno"];
    assert_eq!(texts(&place.read(FILE)), all);
}

#[test]
fn a_file_of_any_name_is_merged() {
    for file in [
        "a folder/plan with spaces.canvas.json",
        "it's \"quoted\" $(touch x) `y` %P.canvas.json",
        "-rf.canvas.json",
        "--strict.canvas.json",
        "größe 図.canvas.json",
        "line\nbreak\\;&.canvas.json",
    ] {
        let place = diverged(file);
        let ended = place.try_git(Program::There, &["merge", "other"]);
        assert_eq!(ended.code, Some(0), "{file:?}: {ended:?}");
        assert_merged(&place, file);
        assert!(!place.file("x").exists());
    }
}

#[test]
fn a_branch_of_any_name_is_merged() {
    let place = diverged(FILE);
    for branch in ["-L", "it's-$(touch${IFS}x)", "a\"b`y`"] {
        place.git(&["update-ref", &format!("refs/heads/{branch}"), "other"]);
        let before = place.git(&["rev-parse", "HEAD"]);
        place.git(&["merge", "--quiet", &format!("refs/heads/{branch}")]);
        assert_merged(&place, FILE);
        assert!(!place.file("x").exists());
        place.git(&["reset", "--quiet", "--hard", before.trim()]);
    }
}

#[test]
fn without_the_program_there_are_markers_and_not_one_side_in_silence() {
    let place = diverged(FILE);
    let ended = place.try_git(Program::Missing, &["merge", "other"]);
    assert_marked(&place, &ended, FILE);
    assert!(ended.err.contains("bmcanvas: not found"), "{ended:?}");
    let text = place.read(FILE);
    for note in ["ours", "theirs", "uno", "tre"] {
        assert!(
            text.contains(&format!("\"text\": \"{note}\"")),
            "{note} in {text}"
        );
    }
}

#[test]
fn a_program_that_fails_is_as_good_as_none() {
    for script in [
        "exit 2",
        "exit 101",
        "exit 127",
        "kill -9 $$",
        "kill -SEGV $$",
        "echo 'error: unrecognized subcommand' >&2; exit 2",
    ] {
        let place = diverged(FILE);
        place.replace_program(script);
        let ended = place.try_git(Program::There, &["merge", "other"]);
        assert_marked(&place, &ended, FILE);
    }
}

#[test]
fn a_side_that_is_no_canvas_gets_markers() {
    let (base, fine) = (canvas(&BASE), canvas(&OURS));
    for garbage in ["{ \"notes\": [\n", "", "no JSON at all\n"] {
        for texts in [[&*base, &*fine, garbage], [&*base, garbage, &*fine]] {
            let place = diverged_with(FILE, texts);
            let ended = place.try_git(Program::There, &["merge", "other"]);
            assert_marked(&place, &ended, FILE);
            assert!(ended.err.contains("merged by line, as"), "{ended:?}");
        }
    }
    let place = diverged_with(FILE, ["1\n", "2\n", "3\n"]);
    let ended = place.try_git(Program::There, &["merge", "other"]);
    assert_marked(&place, &ended, FILE);
}

#[test]
fn binary_garbage_is_left_unmerged() {
    let place = place_with(FILE, "{}");
    place.commit(FILE, b"\0\x01");
    place.git(&["checkout", "--quiet", "other"]);
    place.commit(FILE, b"\0\x02");
    place.git(&["checkout", "--quiet", "main"]);
    let ended = place.try_git(Program::There, &["merge", "other"]);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert_ne!(place.git(&["ls-files", "--unmerged"]), "");
}

#[test]
fn a_newer_version_is_merged_by_line() {
    let newer =
        |notes: &[(&str, &str)]| canvas(notes).replace("\"bmcanvas\": 1", "\"bmcanvas\": 2");
    let base = newer(&BASE);
    let place = diverged_with(FILE, [&base, &newer(&OURS), &newer(&THEIRS)]);
    let ended = place.try_git(Program::There, &["merge", "other"]);
    assert_marked(&place, &ended, FILE);
    assert!(
        ended.err.contains("is of version 2 of the format"),
        "{ended:?}"
    );
    // Where git finds no conflict, the canvas is whole.
    let (a, c) = (
        [("a", "uno"), BASE[1], BASE[2]],
        [BASE[0], BASE[1], ("c", "tre")],
    );
    let place = diverged_with(FILE, [&base, &newer(&a), &newer(&c)]);
    place.git(&["merge", "--quiet", "other"]);
    assert_eq!(
        place.read(FILE),
        newer(&[("a", "uno"), ("b", "two"), ("c", "tre")])
    );
}

#[test]
fn a_tools_marker_length_counts() {
    let place = diverged_with(FILE, ["1\n", "2\n", "3\n"]);
    place.commit(".git/info/attributes", "*.json conflict-marker-size=12\n");
    for has in [Program::There, Program::Missing] {
        place.try_git(has, &["merge", "other"]);
        assert!(
            place.read(FILE).starts_with("<<<<<<<<<<<< "),
            "{}",
            place.read(FILE)
        );
        place.git(&["merge", "--abort"]);
    }
}

#[test]
fn without_labels_of_an_older_git_it_works_too() {
    let place = diverged_with(FILE, ["1\n", "2\n", "3\n"]);
    let line = place.git(&["config", "merge.bmcanvas.driver"]);
    // What such a version passes on: the letters themselves.
    let line = ["%S", "%X", "%Y"].iter().fold(line, |line, label| {
        line.replace(label, &format!("'%{label}'"))
    });
    place.git(&["config", "merge.bmcanvas.driver", line.trim()]);
    let ended = place.try_git(Program::There, &["merge", "other"]);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert_eq!(
        place.read(FILE),
        "<<<<<<< ours\n2\n=======\n3\n>>>>>>> theirs\n"
    );
}

#[test]
fn nothing_is_left_beside_the_file() {
    let place = diverged(FILE);
    place.git(&["merge", "--quiet", "other"]);
    let mut names: Vec<String> = fs::read_dir(place.path("work"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, [".git", ".gitattributes", FILE]);
}
