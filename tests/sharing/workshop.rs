//! Rounds of a workshop that others begin, end and take part in.

use bmcanvas::app::effect::{Effect, Switch};
use bmcanvas::app::list::Item;
use bmcanvas::app::mode::Mode;
use bmcanvas::app::msg::{Look, Msg};
use bmcanvas::app::sync::NoCanvas;
use bmcanvas::model::json::Json;
use bmcanvas::model::round::Round;

use super::{add, changed, desk, others, text};
use bmcanvas::model::edit::{Change, Edit};

fn voting(said: &str) -> Change {
    Change::Round(Round::Dots, Some(Json::String(said.into())))
}

fn vote(id: &str, who: &str, dots: &str) -> Change {
    let dots = Some(Json::Number(dots.into()));
    Change::Vote(id.into(), who.to_owned(), dots)
}

#[test]
fn where_others_put_their_dots_is_no_news() {
    let mut desk = desk();
    others(&mut desk, vec![voting("3 each, open")]);
    assert_eq!(desk.notice(), "anna: a round of dots, 3 dots each, open");
    others(&mut desk, vec![vote("b", "anna", "2")]);
    assert_eq!(desk.board().news.len(), 0);
    assert!(!desk.text().contains("~ b"), "{}", desk.text());
    assert!(!desk.text().contains("●"), "{}", desk.text());
    others(
        &mut desk,
        vec![
            text("c", "other"),
            add("new", "channels"),
            vote("c", "ben", "1"),
        ],
    );
    assert_eq!(desk.board().news.len(), 2);
    others(&mut desk, vec![voting("3 each, closed")]);
    assert!(
        desk.notice().contains("closed, :ranking shows"),
        "{}",
        desk.notice()
    );
    assert!(desk.text().contains("b ●2"), "{}", desk.text());
}

/// The lines of the list that is open, and the one that is chosen.
fn ranking(desk: &super::support::Desk) -> (Vec<String>, Option<String>) {
    let Mode::List(list) = &desk.board().mode else {
        return (Vec::new(), None);
    };
    let line = |item: &Item| format!("{} {}", item.label, item.detail);
    (list.shown().map(line).collect(), list.chosen().map(line))
}

#[test]
fn an_open_ranking_follows_the_dots_that_others_give() {
    let mut desk = desk();
    others(&mut desk, vec![voting("12 each, open and shown")]);
    others(&mut desk, vec![vote("a", "anna", "2")]);
    others(&mut desk, vec![vote("b", "anna", "1")]);
    desk.keys("*<down>");
    let lines = |lines: [&str; 2]| lines.map(str::to_owned).to_vec();
    assert_eq!(
        ranking(&desk),
        (lines(["a 2", "b 1"]), Some("b 1".to_owned()))
    );
    // What is chosen stays so, wherever it comes to stand.
    others(&mut desk, vec![vote("b", "ben", "9")]);
    assert_eq!(
        ranking(&desk),
        (lines(["b 10", "a 2"]), Some("b 10".to_owned()))
    );
    // The next round hides where dots are.
    others(&mut desk, vec![voting("3 each, open")]);
    assert_eq!(desk.board().mode, Mode::Board);
    assert!(
        desk.notice().contains("a round of dots"),
        "{}",
        desk.notice()
    );
}

#[test]
fn dots_given_at_once_are_all_counted() {
    let mut desk = desk();
    others(&mut desk, vec![voting("2 each, open")]);
    let theirs = {
        let mut canvas = desk.board().canvas().clone();
        let gave = vec![vote("a", "anna", "2")];
        canvas.apply(Edit(gave)).unwrap();
        canvas
    };
    desk.state.settings.autosave = Switch::Off;
    desk.keys("++");
    changed(&mut desk, theirs, Some("anna"));
    let canvas = desk.board().canvas();
    assert_eq!(canvas.voters(), [("ann", 2), ("anna", 2)]);
}

fn silent(on: bool) -> Change {
    Change::Round(Round::Silent, on.then(|| Json::String("anna".into())))
}

/// The texts of the canvas that was last sent to the file.
fn written(desk: &super::support::Desk) -> Vec<String> {
    let mut saves = desk.effects.iter().rev();
    let canvas = saves.find_map(|effect| match effect {
        Effect::Save { canvas, .. } => Some(canvas.clone()),
        _ => None,
    });
    let canvas = canvas.unwrap();
    canvas.notes().map(|(_, note)| note.text.clone()).collect()
}

/// What the file holds: the board's canvas without what is hidden.
fn file(desk: &super::support::Desk) -> bmcanvas::model::canvas::Canvas {
    desk.board().file.public()
}

#[test]
fn a_reveal_by_others_publishes_ones_own() {
    let mut desk = desk();
    others(&mut desk, vec![silent(true)]);
    assert!(
        desk.notice()
            .contains("a silent round: notes that you write"),
        "{}",
        desk.notice()
    );
    desk.effects.clear();
    desk.keys("oMine<enter><enter>");
    assert!(
        desk.effects
            .iter()
            .all(|effect| !matches!(effect, Effect::Save { .. }))
    );
    // Others write meanwhile; mine stays where it is.
    let mut theirs = file(&desk);
    theirs.apply(Edit(vec![add("theirs", "channels")])).unwrap();
    changed(&mut desk, theirs, Some("anna"));
    assert!(desk.text().contains("Mine ◇ hidden"), "{}", desk.text());
    assert!(
        desk.effects
            .iter()
            .all(|effect| !matches!(effect, Effect::Save { .. }))
    );
    let mut theirs = file(&desk);
    theirs.apply(Edit(vec![silent(false)])).unwrap();
    changed(&mut desk, theirs, Some("anna"));
    assert!(
        desk.notice().contains("the silent round is over"),
        "{}",
        desk.notice()
    );
    let mut all = written(&desk);
    all.sort();
    assert_eq!(all, ["Mine", "a", "b", "c", "theirs"]);
    assert!(!desk.text().contains("hidden"), "{}", desk.text());
}

#[test]
fn two_who_reveal_at_once_agree_and_the_next_round_hides_nothing_that_is_there() {
    let mut desk = desk();
    others(&mut desk, vec![silent(true)]);
    desk.keys("oMine<enter><enter>");
    let mut theirs = file(&desk);
    theirs.apply(Edit(vec![silent(false)])).unwrap();
    desk.keys(":reveal<enter>");
    theirs.apply(Edit(vec![add("theirs", "channels")])).unwrap();
    let mut now = desk.board().canvas().clone();
    now = bmcanvas::model::merge::merge(None, &now, &theirs).canvas;
    changed(&mut desk, now, Some("anna"));
    others(&mut desk, vec![silent(true)]);
    desk.keys("cr");
    assert!(written(&desk).contains(&"Mine".to_owned()));
    assert!(desk.board().canvas().is_silent());
}

#[test]
fn a_round_begun_anew_before_it_was_seen_to_end_keeps_notes_hidden() {
    let mut desk = desk();
    others(&mut desk, vec![silent(true)]);
    desk.keys("oMine<enter><enter>");
    // Revealed and begun again while this board was not looking.
    let mut theirs = file(&desk);
    let again = Change::Round(Round::Silent, Some(Json::String("ben".into())));
    theirs.apply(Edit(vec![again])).unwrap();
    changed(&mut desk, theirs, Some("ben"));
    assert!(desk.text().contains("Mine ◇ hidden"), "{}", desk.text());
}

#[test]
fn where_the_file_is_gone_hidden_notes_stay_kept() {
    let mut desk = desk();
    others(&mut desk, vec![silent(true)]);
    desk.keys("oMine<enter><enter>");
    desk.send(Msg::Looked(Look::None(NoCanvas::Gone)));
    desk.effects.clear();
    desk.keys("oSecond<enter><enter>");
    assert!(desk.text().contains("Second ◇ hidden"), "{}", desk.text());
    assert!(
        desk.effects
            .iter()
            .any(|effect| matches!(effect, Effect::Hide(Some(_))))
    );
    desk.keys(":overwrite<enter>");
    assert!(!written(&desk).contains(&"Mine".to_owned()));
}
