//! `status`: a canvas in one line.

use super::canvas::canvas;
use super::place::{Place, Program};

const FILE: &str = "-a [b]*.canvas.json";

fn status(place: &Place, args: &[&str]) -> String {
    place.run([&["status"], args].concat()).fine()
}

#[test]
fn it_follows_the_canvas_from_edit_to_commit() {
    let place = Place::new();
    place.write(FILE, canvas(&[("a", "one"), ("b", "two")]));
    let line = || status(&place, &["--", FILE]);
    assert_eq!(
        line(),
        "2 notes · 3 changed · main ●\n",
        "two notes and the title are new"
    );
    place.commit_all();
    assert_eq!(line(), "2 notes · main\n");
    place.write(FILE, canvas(&[("a", "eins")]));
    assert_eq!(line(), "1 note · 2 changed · main ●\n");
    place.git(&["reset", "--hard", "--quiet"]);
    place.git(&["clone", "--quiet", "--bare", ".", "../other"]);
    place.git(&["remote", "add", "origin", "../other"]);
    place.git(&["fetch", "--quiet"]);
    place.git(&["branch", "--quiet", "--set-upstream-to=origin/main"]);
    place.commit(FILE, canvas(&[("a", "eins")]));
    assert_eq!(line(), "1 note · main ↑1\n");
    place.git(&["switch", "--quiet", "--detach"]);
    assert!(line().starts_with("1 note · detached "), "{}", line());
}

#[test]
fn a_format_says_what_is_shown() {
    let place = Place::new();
    place.commit(FILE, canvas(&[("a", "one"), ("b", "two")]));
    place.write(FILE, canvas(&[("a", "one"), ("b", "zwei"), ("c", "three")]));
    let all = "{title}|{file}|{notes}|{settle}|{changes}|{branch}|{ahead}|{behind}|{git}|{{}}";
    assert_eq!(
        status(&place, &["--format", all, "--", FILE]),
        format!("Plan|{FILE}|3|0|2|main|0|0|main ●|{{}}\n")
    );
    let ended = place.run(["status", "--format", "{thread}", "--", FILE]);
    assert_eq!(
        (ended.code, ended.err.lines().count()),
        (Some(2), 2),
        "{ended:?}"
    );
    assert!(
        ended.err.contains("{notes}, {settle}, {threads}"),
        "{ended:?}"
    );
}

#[test]
fn an_unmerged_canvas_says_so() {
    let place = Place::new();
    place.commit(FILE, canvas(&[("a", "one")]));
    place.git(&["switch", "--quiet", "--create", "mine"]);
    place.commit(FILE, canvas(&[("a", "eins")]));
    place.git(&["switch", "--quiet", "main"]);
    place.commit(FILE, canvas(&[("a", "un")]));
    place.try_git(Program::There, &["merge", "mine"]);
    let ended = place.run(["status", "--", FILE]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(
        ended.out.starts_with("2 notes · 1 to settle · "),
        "{ended:?}"
    );
    assert!(ended.out.ends_with(" · main unmerged\n"), "{ended:?}");
}

#[test]
fn without_git_there_are_the_notes() {
    let place = Place::new();
    std::fs::write(place.path("x.json"), canvas(&[("a", "one")])).unwrap();
    assert_eq!(status(&place, &["../x.json"]), "1 note\n");
    let form = "{notes}|{changes}|{branch}|{ahead}|{git}";
    assert_eq!(status(&place, &["--format", form, "../x.json"]), "1||||\n");
    let ended = place.run(["status", "none.json"]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""));
}

#[test]
fn names_do_nothing_to_a_terminal_or_to_tmux() {
    let place = Place::new();
    let hostile = "#(touch x)#[fg=red]\\u001b[31m\\n\\u202e";
    let text = canvas(&[("a", "one")]).replace("\"Plan\"", &format!("\"{hostile}\""));
    place.commit(FILE, text);
    place.git(&["switch", "--quiet", "--create", "#{b}\u{202e}"]);
    let line = status(
        &place,
        &["--format", "{title}{branch}{git}\u{1b}", "--", FILE],
    );
    assert_eq!(line.lines().count(), 1, "{line:?}");
    assert!(!line.contains(['#', '\u{1b}', '\u{202e}']), "{line:?}");
    assert!(
        line.contains("_(touch x)_[fg=red]^[[31m⏎<202E>"),
        "{line:?}"
    );
}
