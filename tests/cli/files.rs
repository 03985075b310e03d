//! `new` and `fmt`: what they write, and what they leave alone.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use super::place::{EXAMPLES, Place, example};

#[test]
fn new_makes_a_canvas_and_prints_where() {
    let place = Place::new();
    let out = place
        .run(&["new", "--title", "Our plan", "--kind", "lean"])
        .fine();
    assert_eq!(out, "our-plan.canvas.json\n");
    let text = place.read("our-plan.canvas.json");
    assert!(
        text.contains("\"kind\": \"lean\"") && text.contains("\"title\": \"Our plan\""),
        "{text}"
    );
    assert!(text.contains("\"date\": \"2"), "{text}");
    place
        .run(&["fmt", "--check", "our-plan.canvas.json"])
        .fine();
    place.run(&["show", "our-plan.canvas.json"]).fine();
    let second = place.run(&["new", "--title", "Our plan"]).fine();
    assert_eq!(second, "our-plan-2.canvas.json\n");
    assert_eq!(place.run(&["new", "plan"]).fine(), "plan.canvas.json\n");
    assert_eq!(place.run(&["new", "plan.json"]).fine(), "plan.json\n");
}

#[test]
fn new_overwrites_nothing() {
    let place = Place::with("a.canvas.json", "mine");
    let err = place.run(&["new", "a.canvas.json"]).failed();
    assert!(
        err.contains("a.canvas.json: the file is there already"),
        "{err}"
    );
    assert_eq!(place.read("a.canvas.json"), "mine");
}

#[test]
fn new_says_why_it_cannot() {
    let place = Place::new();
    let err = place.run(&["new", "none/a.canvas.json"]).failed();
    assert!(err.contains("the folder does not exist"), "{err}");
    let err = place.run(&["new", "--kind", "leen"]).failed();
    assert!(
        err.contains("no kind is called \"leen\"") && err.contains("lean"),
        "{err}"
    );
    assert_eq!(
        fs::read_dir(place.path("work")).unwrap().count(),
        1,
        "only .git"
    );
}

#[test]
fn the_examples_are_canonical_and_fmt_leaves_them_alone() {
    for name in EXAMPLES {
        let place = Place::with("a.canvas.json", example(name));
        for args in [
            &["fmt", "--check", "a.canvas.json"][..],
            &["fmt", "a.canvas.json"],
        ] {
            assert_eq!(place.run(args).fine(), "", "{name}");
        }
        assert_eq!(place.read("a.canvas.json"), example(name));
        assert_eq!(
            place.pipe(&["fmt", "-"], &example(name)).fine(),
            example(name)
        );
    }
}

const HANDWRITTEN: &str = r#"{ "blocks": { "channels": ["Shop", "Web"] }, "x": 1.50 }"#;

#[test]
fn check_names_what_would_change_and_writes_nothing() {
    let place = Place::with("a.canvas.json", HANDWRITTEN);
    place.write("b.canvas.json", example("aws-iaas"));
    let ended = place.run(&["fmt", "--check", "a.canvas.json", "b.canvas.json"]);
    assert_eq!(
        (ended.code, ended.out.as_str(), ended.err.as_str()),
        (1, "a.canvas.json\n", "")
    );
    assert_eq!(place.read("a.canvas.json"), HANDWRITTEN);
}

#[test]
fn fmt_writes_the_canonical_form_once() {
    let place = Place::with("a.canvas.json", HANDWRITTEN);
    fs::set_permissions(
        place.path("work/a.canvas.json"),
        fs::Permissions::from_mode(0o640),
    )
    .unwrap();
    symlink("a.canvas.json", place.path("work/link.json")).unwrap();
    assert_eq!(place.run(&["fmt", "link.json"]).fine(), "link.json\n");
    let text = place.read("a.canvas.json");
    assert!(
        text.contains("\"x\": 1.50") && text.contains("\"text\": \"Shop\""),
        "{text}"
    );
    assert_eq!(place.run(&["fmt", "a.canvas.json"]).fine(), "");
    let meta = fs::symlink_metadata(place.path("work/link.json")).unwrap();
    assert!(meta.is_symlink());
    let mode = fs::metadata(place.path("work/a.canvas.json"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn fmt_goes_on_after_a_file_that_cannot_be_read() {
    let place = Place::with("bad.canvas.json", "{");
    place.write("a.canvas.json", HANDWRITTEN);
    let ended = place.run(&["fmt", "bad.canvas.json", "none.json", "a.canvas.json"]);
    assert_eq!((ended.code, ended.out.as_str()), (2, "a.canvas.json\n"));
    assert!(
        ended.err.contains("bad.canvas.json:1:2: the file ends"),
        "{ended:?}"
    );
    assert!(ended.err.contains("none.json: no such file"), "{ended:?}");
    assert_eq!(place.read("bad.canvas.json"), "{");
    assert!(!place.path("work/none.json").exists());
}

#[test]
fn fmt_leaves_a_newer_version_alone() {
    let newer = r#"{ "bmcanvas": 2, "notes": {} }"#;
    let place = Place::with("a.canvas.json", newer);
    let err = place.run(&["fmt", "a.canvas.json"]).failed();
    assert!(err.contains("version 2"), "{err}");
    assert_eq!(place.read("a.canvas.json"), newer);
}
