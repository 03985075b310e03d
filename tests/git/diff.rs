//! `diff` against revisions of real repositories.

use super::canvas::canvas;
use super::place::{Ended, Place};

const FILE: &str = "-a [b]*.canvas.json";
const NOTES: [(&str, &str); 3] = [("a", "one"), ("b", "two"), ("c", "three")];

/// The notes with this as the text of the second.
fn with(text: &str) -> String {
    canvas(&[("a", "one"), ("b", text), ("c", "three")])
}

fn diff(place: &Place, args: &[&str]) -> Ended {
    place.run([&["diff", "--"], args].concat())
}

/// The lines of a difference without those that name the sides.
#[track_caller]
fn found(ended: &Ended) -> (Vec<String>, Vec<String>) {
    assert_eq!((ended.code, ended.err.as_str()), (Some(1), ""), "{ended:?}");
    let lines = ended.out.lines().map(str::to_owned);
    lines
        .filter(|line| !line.is_empty())
        .partition(|line| line.starts_with("---") || line.starts_with("+++"))
}

#[track_caller]
fn is(place: &Place, args: &[&str], names: [&str; 2], expected: &str) {
    let (sides, told) = found(&diff(place, args));
    let names = [format!("--- {}", names[0]), format!("+++ {}", names[1])];
    assert_eq!(sides, names);
    assert_eq!(told, ["3 Channels", expected], "{args:?}");
}

#[track_caller]
fn fails(ended: &Ended, what: &str, advice: &str) {
    assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{ended:?}");
    let lines: Vec<&str> = ended.err.lines().collect();
    assert_eq!(lines.len(), 2, "{ended:?}");
    assert!(lines[0].contains(what), "{ended:?}");
    assert!(lines[1].contains(advice), "{ended:?}");
}

#[test]
fn a_file_is_compared_with_the_last_commit_and_any_other() {
    let place = Place::new();
    place.commit(FILE, canvas(&NOTES));
    place.git(&["tag", "-a", "-m", "x", "v1"]);
    assert_eq!(diff(&place, &[FILE]).fine(), "");
    place.commit(FILE, with("zwei"));
    place.write(FILE, with("deux"));
    let head = format!("HEAD:{FILE}");
    let first = format!("v1:{FILE}");
    is(&place, &[FILE], [&head, FILE], "  ~ [-zwei-]{+deux+}");
    is(
        &place,
        &["HEAD", FILE],
        [&head, FILE],
        "  ~ [-zwei-]{+deux+}",
    );
    is(&place, &["v1", FILE], [&first, FILE], "  ~ [-two-]{+deux+}");
    is(
        &place,
        &["v1..", FILE],
        [&first, &head],
        "  ~ [-two-]{+zwei+}",
    );
    is(
        &place,
        &["..v1", FILE],
        [&head, &first],
        "  ~ [-zwei-]{+two+}",
    );
    is(
        &place,
        &["HEAD~1^0", FILE],
        [&format!("HEAD~1^0:{FILE}"), FILE],
        "  ~ [-two-]{+deux+}",
    );
    place.git(&["reset", "--hard", "--quiet"]);
    assert_eq!(diff(&place, &[FILE]).fine(), "");
}

#[test]
fn three_dots_are_since_the_branches_parted() {
    let place = Place::new();
    place.commit(FILE, canvas(&NOTES));
    let base = place.git(&["rev-parse", "--short=8", "HEAD"]);
    place.git(&["switch", "--quiet", "--create", "mine"]);
    place.commit(FILE, with("zwei"));
    place.git(&["switch", "--quiet", "main"]);
    place.commit(FILE, with("deux"));
    place.git(&["switch", "--quiet", "mine"]);
    let base = format!("{}:{FILE}", base.trim());
    let mine = [&base, &*format!("HEAD:{FILE}")];
    is(&place, &["main...", FILE], mine, "  ~ [-two-]{+zwei+}");
    let main = [&base, &*format!("main:{FILE}")];
    is(&place, &["mine...main", FILE], main, "  ~ [-two-]{+deux+}");
    place.git(&["switch", "--quiet", "--orphan", "other"]);
    place.commit(FILE, with("drei"));
    fails(
        &diff(&place, &["main...", FILE]),
        "main and HEAD have no common commit",
        "two dots",
    );
}

#[test]
fn a_renamed_file_is_found_under_its_old_name() {
    let place = Place::new();
    let long: Vec<(String, String)> = (10..30)
        .map(|n| (format!("n{n}"), format!("note number {n}")))
        .collect();
    let long: Vec<(&str, &str)> = long.iter().map(|(id, text)| (&**id, &**text)).collect();
    let text = canvas(&long);
    place.commit("old.json", &text);
    place.git(&["tag", "first"]);
    std::fs::create_dir(place.file("sub")).unwrap();
    place.git(&["mv", "old.json", "sub/mid R100.json"]);
    place.commit("sub/mid R100.json", text.replace("number 10", "number ten"));
    place.git(&["tag", "second"]);
    place.git(&["mv", "sub/mid R100.json", "new.json"]);
    let both = ["  ~ note number [-10-]{+ten+}"];
    is(
        &place,
        &["first", "new.json"],
        ["first:old.json", "new.json"],
        both[0],
    );
    place.commit_all();
    is(
        &place,
        &["first", "new.json"],
        ["first:old.json", "new.json"],
        both[0],
    );
    let names = ["first:old.json", "second:sub/mid R100.json"];
    is(&place, &["first..second", "new.json"], names, both[0]);
    assert_eq!(diff(&place, &["second", "new.json"]).fine(), "");
}

#[test]
fn what_a_revision_lacks_is_told() {
    let place = Place::new();
    place.write(FILE, canvas(&NOTES));
    fails(
        &diff(&place, &[FILE]),
        "this repository has no commit yet",
        "Commit the canvas first",
    );
    place.commit("other", "x");
    place.git(&["rm", "--quiet", "--cached", "--", FILE]);
    place.commit("broken.json", "{");
    place.git(&["commit", "--quiet", "--amend", "--message=x"]);
    place.git(&["rm", "--quiet", "--cached", "--", FILE]);
    place.git(&["commit", "--quiet", "--message=x"]);
    fails(
        &diff(&place, &[FILE]),
        "HEAD does not have this file: it is not committed",
        "Commit it, with S on the board or `bmcanvas sync`",
    );
    place.git(&["add", "--", FILE]);
    place.git(&["commit", "--quiet", "--message=back"]);
    fails(
        &diff(&place, &["HEAD~1", FILE]),
        "HEAD~1 does not have this file",
        "It is newer",
    );
    place.git(&["reset", "--quiet", "HEAD~1"]);
    for bad in ["none", "--all", "HEAD~99", "a\u{1b}[31mb"] {
        let ended = diff(&place, &[bad, FILE]);
        fails(&ended, "no revision is called ", "`git log`");
        assert!(!ended.err.contains('\u{1b}'), "{ended:?}");
    }
    fails(
        &diff(&place, &["none.json", FILE]),
        "none.json: no such file, and as a revision",
        "its folder",
    );
    place.write("broken.json", canvas(&NOTES));
    fails(
        &diff(&place, &["broken.json"]),
        "in HEAD this is no canvas: ",
        "",
    );
    fails(&diff(&place, &["HEAD", "-"]), "HEAD", "");
}

#[test]
fn a_file_goes_before_a_revision_of_its_name() {
    let place = Place::new();
    place.commit("main", canvas(&NOTES));
    place.write("x.json", with("zwei"));
    is(
        &place,
        &["main", "x.json"],
        ["main", "x.json"],
        "  ~ [-two-]{+zwei+}",
    );
    std::fs::create_dir(place.file("docs")).unwrap();
    place.git(&["branch", "docs"]);
    place.write("main", with("zwei"));
    is(
        &place,
        &["docs", "main"],
        ["docs:main", "main"],
        "  ~ [-two-]{+zwei+}",
    );
}

#[test]
fn outside_of_a_repository_it_says_so() {
    let place = Place::new();
    std::fs::write(place.path("x.json"), canvas(&NOTES)).unwrap();
    fails(
        &diff(&place, &["../x.json"]),
        "../x.json: this is in no git repository",
        "git init",
    );
    place.write("y.json", with("zwei"));
    let (_, told) = found(&diff(&place, &["../x.json", "y.json"]));
    assert_eq!(told[1..], ["  ~ [-two-]{+zwei+}"]);
}

#[test]
fn a_shallow_clone_says_what_it_lacks() {
    let place = Place::new();
    place.commit(FILE, canvas(&NOTES));
    place.commit(FILE, with("zwei"));
    let from = format!("file://{}", place.path("work").display());
    place.git(&["clone", "--quiet", "--depth=1", &from, "../clone"]);
    let file = format!("../clone/{FILE}");
    assert_eq!(diff(&place, &[&file]).fine(), "");
    fails(
        &diff(&place, &["HEAD~1", &file]),
        "no revision is called HEAD~1",
        "--unshallow",
    );
}

#[test]
fn a_linked_work_tree_and_a_submodule_have_their_own_head() {
    let place = Place::new();
    place.commit(FILE, canvas(&NOTES));
    place.git(&["worktree", "add", "--quiet", "../tree"]);
    let from = place.path("tree").display().to_string();
    let allow = "protocol.file.allow=always";
    place.git(&["-c", allow, "submodule", "--quiet", "add", &from, "sub"]);
    for folder in ["../tree", "sub"] {
        let file = format!("{folder}/{FILE}");
        assert_eq!(diff(&place, &[&file]).fine(), "");
        std::fs::write(place.file(&file), with("zwei")).unwrap();
        let names = [&*format!("HEAD:{FILE}"), &*file];
        is(&place, &[&file], names, "  ~ [-two-]{+zwei+}");
    }
    assert_eq!(diff(&place, &[FILE]).fine(), "");
}

#[test]
fn an_unmerged_file_is_compared_with_both_sides_merged() {
    let place = Place::new();
    place.commit(FILE, canvas(&NOTES));
    place.git(&["switch", "--quiet", "--create", "mine"]);
    place.commit(FILE, with("zwei"));
    place.git(&["switch", "--quiet", "main"]);
    place.commit(FILE, with("deux"));
    let merged = place.try_git(super::place::Program::There, &["merge", "mine"]);
    assert_eq!(merged.code, Some(1), "{merged:?}");
    let ended = diff(&place, &[FILE]);
    assert!(ended.err.contains("git left a conflict here"), "{ended:?}");
    assert!(ended.out.contains("other text of: "), "{ended:?}");
    assert_eq!(ended.code, Some(1));
}

#[test]
fn the_whole_canvas_is_exported_with_what_changed_marked() {
    let place = Place::new();
    place.commit(FILE, canvas(&NOTES));
    place.git(&["mv", "--", FILE, "new.canvas.json"]);
    place.git(&["commit", "-q", "-m", "moved"]);
    place.write(
        "new.canvas.json",
        canvas(&[("a", "one"), ("b", "two *2*"), ("d", "four")]),
    );
    let args = [
        "export",
        "new.canvas.json",
        "--to",
        "md",
        "--diff",
        "HEAD~1",
    ];
    let text = place.run(args).fine();
    let channels = "#### 3 Channels\n\n- one\n- `~` two<ins> \\*2\\*</ins>\n- `-` <del>three</del>\n- `+` four\n";
    assert!(text.contains(channels), "{text}");
    assert!(
        text.contains("#### 1 Customer Segments\n\n#### 2 "),
        "{text}"
    );
    let args = [
        "export",
        "new.canvas.json",
        "--to",
        "text",
        "--diff",
        "HEAD~1",
    ];
    fails(
        &place.run(args),
        "not marked in plain text",
        "--to markdown",
    );
}
