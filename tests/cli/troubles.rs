//! What is said of input that cannot be used: file, line, column, what to do.

use super::place::{Place, assert_harmless};

#[test]
fn each_broken_file_is_named_with_its_place() {
    let deep = "[".repeat(200);
    let cases: [(&[u8], &str, &str); 11] = [
        (b"", "1:1: the file is empty", "git"),
        (b"{\n  \"notes\": {},\n}", "3:1: this is not JSON", "comma"),
        (b"{\n  \"notes\": {", "2:", "again"),
        (
            b"{\n<<<<<<< HEAD\n  \"a\": 1\n=======\n  \"a\" 2\n>>>>>>> x\n}",
            "2:1: git's conflict markers are still in the file, lines 2, 4 and 6",
            "marker lines",
        ),
        (
            b"{ \"title\": 7 }",
            "1:12: \"title\" has to be",
            "remove it",
        ),
        (
            b"{ \"notes\": { \"a\": { \"text\": \"x\" } } }",
            "1:",
            "\"block\": \"channels\"",
        ),
        (
            b"{ \"notes\": {\n\"a\": { \"block\": \"x\" },\n\"a\": { \"block\": \"x\" } } }",
            "3:",
            "another id",
        ),
        (
            b"{ \"title\": \"\xff\" }",
            "1:13: the text is not UTF-8",
            "UTF-8",
        ),
        (b"\xff\xfe{\0}\0", "1:1: the text is not UTF-8", "UTF-16"),
        (
            deep.as_bytes(),
            "1:129: brackets are nested deeper",
            "Check",
        ),
        (b"[1]", "1:1: the file has to be an object", "Make it"),
    ];
    for (bytes, what, advice) in cases {
        let place = Place::with("a.canvas.json", bytes);
        for args in [
            &["show", "a.canvas.json"][..],
            &["a.canvas.json"],
            &["fmt", "a.canvas.json"],
        ] {
            let err = place.run(args).failed();
            let start = format!("bmcanvas: a.canvas.json:{what}");
            assert!(err.starts_with(&start), "{what}: {err}");
            assert!(err.contains(advice), "{what}: {err}");
            assert_harmless(&err);
        }
        let bytes_now = std::fs::read(place.path("work/a.canvas.json")).unwrap();
        assert_eq!(bytes_now, bytes, "the file is untouched");
    }
}

#[test]
fn what_is_no_file_is_said_to_be_none() {
    let place = Place::new();
    std::fs::create_dir(place.path("work/folder")).unwrap();
    for (file, what) in [
        ("none.json", "none.json: no such file"),
        ("folder", "folder: this is a folder"),
        ("/dev/null", "/dev/null: this is a device"),
    ] {
        for command in ["show", "fmt"] {
            let err = place.run(&[command, file]).failed();
            assert!(err.contains(what), "{command}: {err}");
        }
    }
}

#[test]
fn a_folder_is_no_name_for_a_new_canvas() {
    let place = Place::new();
    let folder = place.path("work/folder");
    std::fs::create_dir(&folder).unwrap();
    let err = place.run(&["new", "folder/"]).failed();
    assert!(err.contains("this is a folder, not a file"), "{err}");
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0);
    let made = place.run(&["new", "folder"]).fine();
    assert_eq!(made, "folder.canvas.json\n");
}

#[test]
fn a_file_over_the_limit_is_refused_unread() {
    let place = Place::with("a.canvas.json", "");
    let file = std::fs::File::options()
        .write(true)
        .open(place.path("work/a.canvas.json"))
        .unwrap();
    file.set_len((64 << 20) + 1).unwrap();
    let err = place.run(&["show", "a.canvas.json"]).failed();
    assert!(
        err.contains("a.canvas.json: the file is too large"),
        "{err}"
    );
}

#[test]
fn hostile_text_and_names_get_nothing_into_a_message() {
    let place = Place::with("a\u{1b}[2J\u{202e}.json", "{ \u{1b}]0;x\u{7}\u{9b}");
    for args in [
        &["show", "a\u{1b}[2J\u{202e}.json"][..],
        &["fmt", "a\u{1b}[2J\u{202e}.json"],
        &["new", "a\u{1b}[2J\u{202e}.json"],
    ] {
        assert_harmless(&place.run(args).failed());
    }
    let ended = place.run(&["show", "a", "b\u{1b}[2J\u{202e}"]);
    assert_eq!(ended.code, 2);
    assert_harmless(&ended.err);
}

#[test]
fn wrong_arguments_are_told() {
    let place = Place::new();
    for (args, words) in [
        (&["show"][..], "<FILE>"),
        (&["fmt"], "<FILE>"),
        (&["show", "a", "--width", "3"], "20..=1000"),
        (&["--color", "many", "a"], "truecolor"),
        (&["completions", "none"], "bash"),
        (&["a.json", "schema"], "Write the command first"),
        (
            &["--read-only", "show", "a.json"],
            "Write the command first",
        ),
        (&["--nothing"], "--nothing"),
    ] {
        let ended = place.run(args);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{args:?}");
        assert!(ended.err.contains(words), "{args:?}: {ended:?}");
    }
}

#[test]
fn two_canvases_at_once_need_a_terminal() {
    let place = Place::with("a.canvas.json", "{}");
    place.write("b.canvas.json", "{}");
    let err = place.run(&["a.canvas.json", "b.canvas.json"]).failed();
    assert!(
        err.contains("two canvases at once need a terminal") && err.contains("bmcanvas diff"),
        "{err}"
    );
    let err = place.run(&["shwo", "a.canvas.json"]).failed();
    assert!(
        err.contains("no command and no file is called shwo"),
        "{err}"
    );
    let err = place.run(&["a.canvas.json", "-"]).failed();
    assert!(
        err.contains("standard input can be no second canvas"),
        "{err}"
    );
    let err = place
        .run(&["a.canvas.json", "b.canvas.json", "diff", "a.canvas.json"])
        .failed();
    assert!(err.contains("before the command's name"), "{err}");
}
