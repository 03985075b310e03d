//! Rounds of a workshop that others begin, end and take part in.

use bmcanvas::app::effect::Switch;
use bmcanvas::model::json::Json;
use bmcanvas::model::round::Round;

use super::{add, changed, desk, others, text};
use bmcanvas::model::edit::Change;

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

#[test]
fn dots_given_at_once_are_all_counted() {
    let mut desk = desk();
    others(&mut desk, vec![voting("2 each, open")]);
    let theirs = {
        let mut canvas = desk.board().canvas().clone();
        let gave = vec![vote("a", "anna", "2")];
        canvas.apply(bmcanvas::model::edit::Edit(gave)).unwrap();
        canvas
    };
    desk.state.settings.autosave = Switch::Off;
    desk.keys("++");
    changed(&mut desk, theirs, Some("anna"));
    let canvas = desk.board().canvas();
    assert_eq!(canvas.voters(), [("ann", 2), ("anna", 2)]);
}
