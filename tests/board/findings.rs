//! Findings: a list that follows the canvas and leads to its places.

use bmcanvas::app::checks::Known;
use bmcanvas::app::effect::Effect;
use bmcanvas::app::mode::Mode;
use bmcanvas::app::msg::{Look, Msg};
use bmcanvas::model::check::{Counterpart, Facts, Named};

use super::empty;
use super::references::saying;
use super::support::{Desk, content};

/// What the shell answers where all files are there and no rule is switched, but for this path.
fn known(missing: &[&str]) -> Msg {
    Msg::Checked(Box::new(Known {
        facts: Facts {
            today: "2026-11-20".to_owned(),
            missing: missing.iter().map(|path| (*path).to_owned()).collect(),
            counterpart: Counterpart::Canvas,
        },
        ..Known::default()
    }))
}

fn findings(desk: &Desk) -> Vec<String> {
    match &desk.board().mode {
        Mode::List(list) => list.shown().map(|item| item.label.clone()).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn findings_are_listed_and_lead_to_their_places() {
    let mut desk = saying("see src/gone.rs");
    desk.keys("2E");
    assert_eq!(
        findings(&desk),
        [""; 0],
        "what is not known yet is not told"
    );
    assert!(desk.text().contains("looking …"));
    let asked = Named {
        paths: ["src/gone.rs".to_owned()].into(),
        counterpart: None,
    };
    assert_eq!(desk.effects.last(), Some(&Effect::Check(asked)));
    desk.keys("<enter>");
    desk.send(known(&["src/gone.rs"]));
    assert_eq!(
        findings(&desk),
        ["3 Channels: there is no src/gone.rs · “see src/gone.rs”"]
    );
    assert!(
        desk.text()
            .contains("A note names a file that is not there.")
    );
    assert!(desk.text().contains("[dangling-reference]"));
    assert_eq!(desk.text().matches("“see src/gone.rs”").count(), 1);
    desk.keys("<enter>");
    assert_eq!(desk.focused_text().as_deref(), Some("see src/gone.rs"));
    assert_eq!(desk.board().mode, Mode::Board);
    desk.keys("dE");
    assert_eq!(desk.board().mode, Mode::Board);
    assert_eq!(desk.notice(), "the check finds nothing");
}

#[test]
fn what_a_finding_has_no_room_for_stands_below_the_list() {
    let note = "The steel frames come from the yard by the river, see src/gone.rs for the parts";
    for (width, height) in [(80, 24), (120, 40), (60, 50)] {
        let mut desk = saying(note);
        desk.resize(width, height).keys("2E");
        desk.send(known(&["src/gone.rs"]));
        let text = desk.text().replace('│', " ");
        let words: Vec<&str> = text.split_whitespace().collect();
        let told = words.join(" ");
        for part in [
            "3 Channels: there is no src/gone.rs · “The steel frames",
            "for the parts” A note names a file",
            "[dangling-reference]",
        ] {
            assert!(
                told.contains(part),
                "{width}x{height} {part}: {}",
                desk.text()
            );
        }
    }
}

#[test]
fn the_list_of_findings_follows_the_canvas() {
    let mut desk = empty();
    desk.keys("1oEveryone<enter><enter>t<ctrl-u>Plan<enter><esc>");
    desk.send(known(&[]));
    desk.keys("E");
    let told = |desk: &Desk| {
        let found = findings(desk);
        found
            .iter()
            .any(|label| label.contains("everyone is no segment"))
    };
    assert!(told(&desk), "{:?}", findings(&desk));
    desk.keys("warn<down>");
    let before = findings(&desk).len();
    let mut theirs = desk.board().canvas().clone();
    let id = theirs.block(&"customer_segments".into())[0].clone();
    theirs.change(&id, |note| "Bakers".clone_into(&mut note.text));
    desk.send(Msg::Looked(Look::Changed(content(theirs))));
    assert!(!told(&desk), "{:?}", findings(&desk));
    desk.keys("<ctrl-u>");
    assert!(!told(&desk) && before > 0, "{:?}", findings(&desk));
    assert!(findings(&desk).contains(&"2 Value Propositions: no note yet".to_owned()));
    desk.keys("Channels: nothing<enter>");
    assert_eq!(desk.board().focus.block, "channels".into());
}

#[test]
fn a_finding_is_found_by_the_name_of_its_rule() {
    let mut desk = saying(&format!("see src/gone.rs {}", "l o n g ".repeat(60)));
    desk.keys("2E");
    desk.send(known(&["src/gone.rs"]));
    let all = findings(&desk);
    assert!(all.len() > 1, "{all:?}");
    for (typed, wanted) in [
        ("long-note", "243 words"),
        ("dangling", "there is no src/gone.rs"),
    ] {
        desk.keys(typed);
        let first = findings(&desk).into_iter().next().unwrap_or_default();
        assert!(first.contains(wanted), "{typed}: {first}");
        desk.keys("<ctrl-u>");
    }
}
