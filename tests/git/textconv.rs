//! What `git diff` shows of canvases.

use super::canvas::canvas;
use super::place::{Place, Program};

const FILE: &str = "-a 'b'.canvas.json";
const NOTES: [(&str, &str); 3] = [("a", "one"), ("b", "two"), ("c", "three")];

/// A repository with the driver and a canvas.
fn place() -> Place {
    let place = Place::new();
    place.run(["git-setup"]).fine();
    place.commit(FILE, canvas(&NOTES));
    place
}

/// The lines that differ, and those that say where.
fn differing(diff: &str) -> Vec<&str> {
    let lines = diff.lines().skip_while(|line| !line.starts_with("@@"));
    lines
        .filter(|line| line.starts_with(['+', '-', '@']))
        .collect()
}

#[test]
fn a_changed_note_is_a_changed_line_under_its_blocks_title() {
    let place = place();
    let many: Vec<(String, String)> = (10..40)
        .map(|n| (format!("m{n}"), format!("note {n}")))
        .collect();
    let many: Vec<(&str, &str)> = many
        .iter()
        .map(|(id, text)| (id.as_str(), text.as_str()))
        .collect();
    let text = canvas(&many);
    place.commit(FILE, &text);
    place.write(FILE, text.replace("note 30", "changed\\nin two lines"));
    let diff = place.git(&["diff"]);
    let expected = ["-  - note 30", "+  - changed", "+    in two lines"];
    assert_eq!(differing(&diff)[1..], expected, "{diff}");
    assert!(differing(&diff)[0].ends_with("@@ Channels"), "{diff}");
    let plain = place.git(&["diff", "--no-textconv"]);
    assert!(
        plain.contains("+      \"text\": \"changed\\nin two lines\""),
        "{plain}"
    );
}

#[test]
fn log_and_show_use_it_too_and_new_ranks_alone_are_nothing() {
    let place = place();
    place.commit(
        FILE,
        canvas(&NOTES).replace("\"rank\": \"b\"", "\"rank\": \"bV\""),
    );
    assert_eq!(differing(&place.git(&["show"])), Vec::<&str>::new());
    place.commit(FILE, canvas(&[("a", "one"), ("c", "three")]));
    for command in [&["show"][..], &["log", "-p", "-1"]] {
        assert_eq!(differing(&place.git(command))[1..], ["-  - two"]);
    }
}

#[test]
fn what_a_terminal_would_act_on_is_shown_as_marks() {
    let place = place();
    place.write(
        FILE,
        canvas(&[
            ("a", "\u{1b}]0;x\u{7}"),
            ("b", "\u{202e}two"),
            ("c", "three"),
        ]),
    );
    let diff = place.git(&["diff"]);
    assert!(diff.contains("+  - ^[]0;x^G\n"), "{diff}");
    assert!(diff.contains("+  - <202E>two\n"), "{diff}");
}

#[test]
fn what_is_no_canvas_is_compared_as_it_is() {
    let place = place();
    for text in ["{ broken\n", "", "<<<<<<< x\n", "{ \"bmcanvas\": 2 }\n"] {
        place.write(FILE, text);
        let diff = place.git(&["diff"]);
        assert!(diff.contains("-  - two\n"), "{diff}");
        assert!(
            text.is_empty() || diff.contains(&format!("+{text}")),
            "{diff}"
        );
        assert_eq!(place.run(["textconv", "--", FILE]).fine(), text);
    }
    place.write(FILE, b"\xff\xfe\x00");
    assert!(place.git(&["diff"]).contains("-  - two\n"));
    let ended = place.run(["textconv", "none"]);
    assert_eq!((ended.code, ended.err.lines().count()), (Some(2), 2));
}

#[test]
fn without_the_program_the_file_itself_is_compared() {
    let place = place();
    place.write(FILE, canvas(&NOTES).replace("two", "zwei"));
    let file = ["-      \"text\": \"two\"", "+      \"text\": \"zwei\""];
    let missing = place.try_git(Program::Missing, &["diff"]);
    assert_eq!((missing.code, missing.err.as_str()), (Some(0), ""));
    assert_eq!(differing(&missing.out)[1..], file);
    for script in ["exit 2", "kill -9 $$"] {
        place.replace_program(script);
        let ended = place.try_git(Program::There, &["diff"]);
        assert_eq!(ended.code, Some(0), "{ended:?}");
        assert_eq!(differing(&ended.out)[1..], file);
        place.git(&["checkout", "--quiet", "--", FILE]);
        place.write(FILE, canvas(&NOTES).replace("two", "zwei"));
    }
}

#[test]
fn blocks_of_a_teams_own_kind_have_their_titles() {
    let place = place();
    let lean = concat!(env!("CARGO_MANIFEST_DIR"), "/canvases/kinds/lean.json");
    let kind = std::fs::read_to_string(lean)
        .unwrap()
        .replace("\"id\": \"lean\"", "\"id\": \"ours\"")
        .replace("\"Channels\"", "\"Our ways\"");
    place.write(".bmcanvas/kinds/ours.json", kind);
    place.write(FILE, canvas(&NOTES).replace("business-model", "ours"));
    let diff = place.git(&["diff"]);
    assert!(diff.contains("\n+Our ways\n"), "{diff}");
}
