//! A round of dots on the board.

use bmcanvas::app::mode::Mode;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::edit::{Change, Edit};
use bmcanvas::model::id::NoteId;
use bmcanvas::model::json::Json;
use bmcanvas::model::vote::{Ballot, Voting};

use super::support::Desk;

/// A channel and two segments; the focus on the first segment.
fn desk() -> Desk {
    let mut desk = Desk::open(Canvas::new("business-model"), 120, 40);
    desk.keys("3oStands<enter><enter>1oCommuters<enter>Parents<enter><enter>gg");
    assert_eq!(desk.focused_text().as_deref(), Some("Commuters"));
    desk
}

fn id(desk: &Desk, text: &str) -> NoteId {
    let mut notes = desk.board().canvas().notes();
    let (id, _) = notes.find(|(_, note)| note.text == text).unwrap();
    id.clone()
}

fn dots_of(desk: &Desk, text: &str) -> u64 {
    let canvas = desk.board().canvas();
    canvas.dots_on(canvas.note(&id(desk, text)).unwrap())
}

/// A board on which ben has given a note two dots.
fn with_ben(keys: &str) -> Desk {
    let mut desk = desk();
    desk.keys(keys);
    let mut canvas = desk.board().canvas().clone();
    let two = Some(Json::Number("2".into()));
    let dots = Change::Vote(id(&desk, "Parents"), "ben".to_owned(), two);
    canvas.apply(Edit::from(dots)).unwrap();
    Desk::open(canvas, 120, 40)
}

#[test]
fn dots_are_given_and_taken_back_within_what_each_has() {
    let mut desk = desk();
    desk.keys("+");
    assert!(
        desk.notice().contains("no round of dots is open · :vote 3"),
        "{}",
        desk.notice()
    );
    desk.keys(":vote 2<enter>");
    let voting = desk.board().canvas().voting();
    assert_eq!(
        voting,
        Some(Voting {
            each: 2,
            ballot: Ballot::Open
        })
    );
    assert!(
        desk.notice().contains("2 dots each, open · + gives one"),
        "{}",
        desk.notice()
    );
    desk.keys("+");
    assert!(desk.text().contains("1 dot left"), "{}", desk.text());
    assert!(desk.text().contains("Commuters ●1"), "{}", desk.text());
    desk.keys("+");
    assert!(desk.text().contains("no dots left"), "{}", desk.text());
    desk.keys("j+");
    assert!(
        desk.notice().contains("all 2 of your dots are given"),
        "{}",
        desk.notice()
    );
    assert_eq!(
        (dots_of(&desk, "Commuters"), dots_of(&desk, "Parents")),
        (2, 0)
    );
    desk.keys("-");
    assert!(
        desk.notice().contains("no dot of yours"),
        "{}",
        desk.notice()
    );
    desk.keys("k-j+");
    assert_eq!(
        (dots_of(&desk, "Commuters"), dots_of(&desk, "Parents")),
        (1, 1)
    );
    desk.keys("uu");
    assert_eq!(
        (dots_of(&desk, "Commuters"), dots_of(&desk, "Parents")),
        (2, 0)
    );
}

#[test]
fn others_dots_are_hidden_until_the_round_is_closed() {
    let mut desk = with_ben(":vote 3<enter>+");
    assert!(desk.text().contains("Commuters ●1"), "{}", desk.text());
    assert!(!desk.text().contains("Parents ●"), "{}", desk.text());
    desk.keys("*");
    assert_eq!(desk.board().mode, Mode::Board);
    assert!(
        desk.notice().contains("3 given by 2 people"),
        "{}",
        desk.notice()
    );
    desk.keys(":close-vote<enter>");
    // The ranking, the most dots first, with who gave them.
    assert!(matches!(desk.board().mode, Mode::List(_)));
    assert!(desk.text().contains("Most dots"), "{}", desk.text());
    assert!(
        desk.text().contains("Customer Segments · ben 2"),
        "{}",
        desk.text()
    );
    desk.keys("<down><enter>");
    assert_eq!(desk.focused_text().as_deref(), Some("Commuters"));
    assert!(desk.text().contains("Parents ●2"), "{}", desk.text());
    assert!(!desk.text().contains("dots left"), "{}", desk.text());
    desk.keys("+");
    assert!(
        desk.notice().contains("is closed · * shows"),
        "{}",
        desk.notice()
    );
}

#[test]
fn rounds_stand_in_the_header_at_any_width_and_whatever_is_told() {
    for width in [60, 80, 120] {
        let mut desk = Desk::example("food-plant-monitoring", width, 50);
        desk.keys(":vote 3<enter>:silent<enter>:timer 5<enter>1oMine<esc>");
        for keys in ["", "j+", "xu", "V", "<esc>s", "<esc>$"] {
            desk.keys(keys);
            let first = desk.text().lines().next().unwrap_or_default().to_owned();
            for sign in ["silent", "1 hidden", "dots left", "5 min"] {
                assert!(first.contains(sign), "{width} {keys}: {first}");
            }
        }
        // A canvas that is told is for those who look on.
        desk.keys("<esc><esc>P");
        assert!(!desk.text().contains("dots left"), "{}", desk.text());
        assert!(!desk.text().contains("silent"), "{}", desk.text());
    }
}

#[test]
fn a_round_can_show_all_meanwhile() {
    let desk = with_ben(":vote<enter>3 shown<enter>");
    assert!(desk.text().contains("Parents ●2"), "{}", desk.text());
}

#[test]
fn the_next_round_begins_without_dots_and_can_be_undone() {
    let mut desk = with_ben(":vote 3<enter>+");
    desk.keys(":vote 5<enter>");
    assert!(
        desk.notice().contains("already · :close-vote"),
        "{}",
        desk.notice()
    );
    desk.keys(":close-vote<enter><esc>:vote<enter>");
    assert!(desk.text().contains("Round of dots"), "{}", desk.text());
    desk.keys("<enter>");
    assert_eq!(
        desk.board().canvas().voting().map(|voting| voting.each),
        Some(3)
    );
    assert!(
        desk.notice().contains("of the last round are gone"),
        "{}",
        desk.notice()
    );
    assert_eq!(
        (dots_of(&desk, "Commuters"), dots_of(&desk, "Parents")),
        (0, 0)
    );
    desk.keys("u");
    assert_eq!(
        (dots_of(&desk, "Commuters"), dots_of(&desk, "Parents")),
        (1, 2)
    );
}

#[test]
fn what_is_no_number_after_a_command_runs_no_other_one() {
    let mut desk = with_ben(":vote 3<enter>+");
    let before = desk.board().canvas().clone();
    for typed in [
        ":vote three",
        ":vote 0",
        ":vote 100",
        ":timer abc",
        ":timer off",
    ] {
        desk.keys(typed).keys("<enter><ctrl-c>");
        assert_eq!(*desk.board().canvas(), before, "{typed}");
        assert!(!desk.text().contains("Move to"), "{typed}: {}", desk.text());
        desk.keys("<esc>").keys(typed);
        let range = if typed.contains("vote") {
            "1 to 99 dots"
        } else {
            "1 to 600"
        };
        assert!(desk.text().contains(range), "{typed}: {}", desk.text());
        desk.keys("<esc>");
    }
}
