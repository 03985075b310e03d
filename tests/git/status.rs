//! How a canvas stands in its repository.

use std::fs;

use bmcanvas::git::repo::holding;
use bmcanvas::git::status::{Distance, FileState, Head, Status, UnderWay, Upstream, status};

use super::place::{Place, Program};

const FILE: &str = "a [1]*.canvas.json";

fn of(place: &Place, path: &str) -> Status {
    status(&holding(&place.file(path)).unwrap()).unwrap()
}

#[track_caller]
fn is(place: &Place, path: &str, expected: FileState) {
    assert_eq!(of(place, path).file, expected);
}

#[test]
fn a_file_is_followed_through_its_states() {
    let place = Place::new();
    is(&place, FILE, FileState::Absent);
    let head = of(&place, FILE).head;
    assert_eq!(head, Head::Unborn("main".to_owned()));
    place.write(FILE, "1\n");
    place.write(
        "a 1x.canvas.json",
        "a name that the first would match as a pattern\n",
    );
    is(&place, FILE, FileState::Untracked);
    place.git(&["add", "."]);
    is(&place, FILE, FileState::Changed);
    place.commit_all();
    is(&place, FILE, FileState::Clean);
    assert_eq!(of(&place, FILE).head, Head::Branch("main".to_owned()));
    place.write(FILE, "2\n");
    is(&place, FILE, FileState::Changed);
    is(&place, "a 1x.canvas.json", FileState::Clean);
    fs::remove_file(place.file(FILE)).unwrap();
    is(&place, FILE, FileState::Changed);
}

#[test]
fn what_is_ignored_or_in_a_new_folder_is_told() {
    let place = Place::new();
    place.commit(".gitignore", "private/\n*.tmp.json\n");
    place.write("private/a.canvas.json", "{}");
    place.write("b.tmp.json", "{}");
    place.write("new/folder/c.canvas.json", "{}");
    is(&place, "private/a.canvas.json", FileState::Ignored);
    is(&place, "b.tmp.json", FileState::Ignored);
    is(&place, "new/folder/c.canvas.json", FileState::Untracked);
}

#[test]
fn the_distance_to_the_upstream_is_counted() {
    let place = Place::new();
    place.commit(FILE, "1\n");
    assert_eq!(of(&place, FILE).upstream, None);
    place.git(&["branch", "other"]);
    place.git(&["branch", "--quiet", "--set-upstream-to=other"]);
    place.commit_all();
    place.commit_all();
    let upstream = |distance| {
        Some(Upstream {
            name: "other".to_owned(),
            distance,
        })
    };
    let two = Distance {
        ahead: 2,
        behind: 0,
    };
    // A configuration that says less changes nothing.
    place.git(&["config", "status.aheadBehind", "false"]);
    place.git(&["config", "status.showUntrackedFiles", "no"]);
    place.git(&["config", "status.showStash", "true"]);
    assert_eq!(of(&place, FILE).upstream, upstream(Some(two)));
    place.git(&["branch", "--quiet", "-D", "other"]);
    assert_eq!(of(&place, FILE).upstream, upstream(None));
    place.git(&["checkout", "--quiet", "--detach"]);
    let hash = place.git(&["rev-parse", "HEAD"]);
    let head = of(&place, FILE).head;
    assert!(matches!(head, Head::Detached(short) if hash.starts_with(&short) && short.len() == 8));
}

#[test]
fn what_waits_to_be_finished_is_named() {
    let place = Place::new();
    place.commit(FILE, "1\n");
    place.git(&["checkout", "--quiet", "-b", "other"]);
    place.commit(FILE, "2\n");
    place.git(&["checkout", "--quiet", "main"]);
    place.commit(FILE, "3\n");
    assert_eq!(of(&place, FILE).under_way, None);
    for (command, expected) in [
        (&["merge", "other"][..], UnderWay::Merge),
        (&["rebase", "other"], UnderWay::Rebase),
        (&["rebase", "--apply", "other"], UnderWay::Rebase),
        (&["cherry-pick", "other"], UnderWay::CherryPick),
        (&["revert", "--no-edit", "HEAD~1"], UnderWay::Revert),
    ] {
        place.try_git(Program::There, command);
        let status = of(&place, FILE);
        assert_eq!(status.under_way, Some(expected), "{command:?}");
        assert_eq!(status.file, FileState::Unmerged, "{command:?}");
        place.git(&[expected.name(), "--abort"]);
    }
}
