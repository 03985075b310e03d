//! `merge` called by a person.

use super::canvas::{canvas, texts};
use super::place::Place;

fn place() -> Place {
    let place = Place::new();
    place.write("base.json", canvas(&[("a", "one"), ("b", "two")]));
    place.write("ours.json", canvas(&[("a", "uno"), ("b", "two")]));
    place.write("theirs.json", canvas(&[("a", "one"), ("b", "due")]));
    place.write("clash.json", canvas(&[("a", "eins"), ("b", "two")]));
    place.write("broken.json", "{");
    place
}

const BOTH: [&str; 2] = ["due", "uno"];

#[test]
fn the_result_goes_where_it_is_asked_for() {
    let place = place();
    let ours = place.read("ours.json");
    let out = place
        .run(["merge", "base.json", "ours.json", "theirs.json", "--stdout"])
        .fine();
    assert_eq!(texts(&out), BOTH);
    place
        .run([
            "merge",
            "base.json",
            "ours.json",
            "theirs.json",
            "-o",
            "new.json",
        ])
        .fine();
    assert_eq!(place.read("new.json"), out);
    assert_eq!(place.read("ours.json"), ours);
    let said = place
        .run(["merge", "base.json", "ours.json", "theirs.json"])
        .fine();
    assert_eq!(said, "");
    assert_eq!(place.read("ours.json"), out);
}

#[test]
fn without_a_base_nothing_counts_as_deleted() {
    let place = place();
    place.write("empty.json", "");
    for base in ["empty.json", "/dev/null", "none.json", "broken.json"] {
        let ended = place.run(["merge", base, "ours.json", "theirs.json", "--stdout"]);
        assert_eq!(
            ended.err.contains("none.json: no such file"),
            base == "none.json"
        );
        assert_eq!(texts(&ended.fine()), ["due", "one", "two", "uno"]);
    }
}

#[test]
fn strict_tells_of_what_both_sides_changed() {
    let place = place();
    let run = |args: &[&str]| place.run([&["merge", "--stdout"], args].concat());
    let ended = run(&["base.json", "ours.json", "clash.json", "-p", "\u{1b}x"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.err.starts_with("bmcanvas: ^[x: \""), "{ended:?}");
    let strict = run(&["--strict", "base.json", "ours.json", "clash.json"]);
    assert_eq!((strict.code, strict.out), (Some(1), ended.out));
    assert_eq!(
        run(&["--strict", "base.json", "ours.json", "theirs.json"]).code,
        Some(0)
    );
}

#[test]
fn a_side_that_is_no_canvas_gets_markers_with_the_labels() {
    let place = place();
    let ours = place.read("ours.json");
    let labels = ["-L", "B", "-L", "-O", "-L", "T x"];
    let run = |args: &[&str]| {
        let files = ["merge", "base.json", "ours.json", "broken.json"];
        place.run([&files[..], &labels, args].concat())
    };
    let ended = run(&["--stdout", "--marker-size", "9"]);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.out.contains("<<<<<<<<< -O\n"), "{ended:?}");
    assert!(ended.out.contains("\n>>>>>>>>> T x\n"), "{ended:?}");
    assert!(
        ended
            .err
            .contains("ours.json: merged by line, as their side cannot be read at 1:2")
    );
    assert_eq!(place.read("ours.json"), ours);
    assert_eq!(run(&[]).code, Some(1));
    assert!(place.read("ours.json").contains("<<<<<<< -O\n"));
}

#[test]
fn what_cannot_be_read_or_written_is_told() {
    let place = place();
    for args in [
        ["base.json", "none.json", "theirs.json", "--stdout"],
        ["base.json", "ours.json", "none.json", "--stdout"],
        [".", "ours.json", "theirs.json", "--stdout"],
        ["base.json", "ours.json", "theirs.json", "-onone/x"],
    ] {
        let ended = place.run([&["merge"], &args[..]].concat());
        assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{ended:?}");
        assert_eq!(ended.err.lines().count(), 2, "{ended:?}");
    }
}
