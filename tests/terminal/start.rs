//! Without a file, and with one that is none.

use std::fs;
use std::time::Duration;

use crate::grammar;
use crate::place::{AWS, Place, canonical, eventually, texts_in};
use crate::seen::Seen;
use crate::term::{Run, Term};

fn start(place: &Place) -> Term {
    let term = Run::board::<&str>(place, &[]).start();
    term.wait_for("New canvas");
    term
}

#[test]
fn the_canvases_here_are_listed_and_open() {
    let (place, _) = Place::with_aws();
    place.file(
        "other.canvas.json",
        &AWS.replace("AWS EC2, 2015", "The other one"),
    );
    let mut term = start(&place);
    term.wait_for("AWS EC2, 2015");
    term.wait_for("The other one");
    term.type_for("<enter>", "Software developers");
    term.wait_for("AWS EC2, 2015");
    term.type_for("f", "The other one");
    term.type_for("j<enter>", "Software developers");
    term.wait_for("The other one");
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn a_new_canvas_is_written_at_once() {
    let place = Place::new();
    let mut term = start(&place);
    term.type_for("nPizza by drone", "Pizza by drone");
    term.type_for("<enter>", "Kind of canvas");
    term.type_for("lean<enter>", "Unfair Advantage");
    eventually("the file", || {
        place.names() == ["pizza-by-drone.canvas.json"]
    });
    term.type_for("1o", "EDIT");
    term.type_for("Hunger<enter><enter>", "BOARD");
    term.wait_for("saved");
    term.type_keys("q");
    term.ends_well();
    let canvas = canonical(&place.work().join("pizza-by-drone.canvas.json"));
    assert_eq!(
        (canvas.header.title.as_str(), canvas.kind.as_str()),
        ("Pizza by drone", "lean")
    );
    assert_eq!(canvas.notes().len(), 1);
}

#[test]
fn an_example_is_a_copy_that_only_an_edit_writes() {
    let place = Place::new();
    let mut term = start(&place);
    term.type_for("/AWS", "AWS");
    term.type_for("<enter>", "Software developers");
    term.type_keys("q");
    term.ends_well();
    assert_eq!(place.names(), Vec::<String>::new());
    let mut term = start(&place);
    term.type_for("/AWS", "AWS");
    term.type_for("<enter>", "Software developers");
    term.type_for("1o", "EDIT");
    term.type_keys("Me<enter><enter>");
    eventually("the file", || place.names().len() == 1);
    term.type_keys("q");
    term.ends_well();
    let file = place.work().join(&place.names()[0]);
    canonical(&file);
    assert_eq!(texts_in(&file, "customer_segments")[1], "Me");
}

#[test]
fn a_broken_file_is_told_and_left_alone() {
    for (text, told) in [
        (
            "{ \"bmcanvas\": 1, \"notes\": { \"a\": ",
            "broken.canvas.json:1:",
        ),
        ("<<<<<<< HEAD\n{}\n=======\n{\n>>>>>>> other\n", "conflict"),
        (
            "{ \"bmcanvas\": 1, \"kind\": \"\\u001b[2Jx\", \"notes\": {} }",
            "kind",
        ),
    ] {
        let place = Place::new();
        let path = place.file("broken.canvas.json", text);
        let mut term = Run::board(&place, &["broken.canvas.json"]).start();
        assert_eq!(term.exit_code(), 2);
        assert!(term.screen().contains(told), "{}", term.screen());
        assert!(term.screen().contains("broken.canvas.json"));
        assert!(!term.look(Seen::is_taken));
        term.look(|seen| {
            let all = grammar::check(seen.raw());
            // The board was never there: nothing moved or was switched.
            assert!(all.iter().all(|told| matches!(
                told,
                grammar::Told::Text(_) | grammar::Told::Control(_) | grammar::Told::Look(_)
            )));
        });
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        assert_eq!(place.names(), ["broken.canvas.json"]);
    }
}

#[test]
fn a_size_that_changes_while_a_file_is_opened_is_noticed() {
    let place = Place::new();
    // So many that opening them takes longer than the pauses.
    let notes = vec!["\"A note among many others\""; 40_000].join(", ");
    let text = format!("{{ \"blocks\": {{ \"channels\": [{notes}] }} }}");
    let path = place.file("large.canvas.json", &text);
    for pause in [20, 60, 120] {
        let mut term = Run::board(&place, &[&path]).size(80, 24).start();
        std::thread::sleep(Duration::from_millis(pause));
        term.resize(60, 20);
        term.wait_until("the footer in the last row", |seen| {
            seen.find(" BOARD ") == Some((0, 19))
        });
        term.type_keys("q");
        term.ends_well();
    }
}
