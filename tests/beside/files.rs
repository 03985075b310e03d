//! Which file stands beside, news of it, and how it is closed.

use bmcanvas::app::effect::{Effect, Errand, Origin, Reload};
use bmcanvas::app::lens::Lens;
use bmcanvas::app::mode::Mode;
use bmcanvas::app::msg::{Entry, Look, Msg, Notice, Trouble};
use bmcanvas::app::seat::Seat;
use bmcanvas::app::sync::Revision;
use bmcanvas::model::note::Note;
use bmcanvas::tty::Input;

use super::support::{Desk, Disk, content, example, opened};
use super::{SIDES, both, current, ideal};

#[test]
fn news_of_the_canvas_that_is_not_in_front_are_its_own() {
    let mut desk = both(SIDES);
    let mut theirs = ideal();
    let place = theirs.place_at(&"channels".into(), 9, None, 3);
    theirs
        .insert("i9".into(), Note::new(place, "Bicycle couriers"))
        .unwrap();
    desk.send(Msg::Looked(Look::Changed(content(theirs))).of(Seat::Second));
    assert!(desk.text().contains("Bicycle"), "{}", desk.text());
    assert_eq!(desk.notice(), "ideal.canvas.json: others: +1 Channels");
    assert!(
        !desk
            .texts("channels")
            .contains(&"Bicycle couriers".to_owned())
    );
    // Both are looked at when the terminal gets the focus.
    desk.effects.clear();
    desk.send(Msg::Input(Input::FocusGained));
    let looks = |effect: &Effect| matches!(effect, Effect::Reload(Reload::Quietly, _));
    let of_second =
        |effect: &Effect| matches!(effect, Effect::Of(Seat::Second, effect) if looks(effect));
    assert!(desk.effects.iter().any(looks) && desk.effects.iter().any(of_second));
}

#[test]
fn a_second_canvas_is_chosen_from_the_board() {
    let mut desk = Desk::open(current(), 160, 45);
    desk.keys("`");
    assert_eq!(desk.notice(), "one canvas is open · | opens a second one");
    desk.keys("|");
    assert!(
        desk.text().contains("Open a second canvas"),
        "{}",
        desk.text()
    );
    desk.send(Msg::Found(vec![Entry {
        path: "ideal.canvas.json".into(),
        label: "Ideal".into(),
        detail: "ideal.canvas.json".into(),
    }]));
    desk.keys("<enter>");
    let open = Effect::Open(Origin::File("ideal.canvas.json".into()));
    assert_eq!(desk.effects.last(), Some(&open.of(Seat::Second)));
    // One that cannot be opened is told where one chooses.
    let trouble = Trouble {
        what: "it is no canvas".into(),
        advice: "Choose another.".into(),
    };
    desk.send(Msg::Opened(Err(trouble)).of(Seat::Second));
    assert!(desk.text().contains("it is no canvas"), "{}", desk.text());
    desk.keys("<esc>");
    assert_eq!(desk.board().seat, Seat::First, "Esc goes back");
    desk.keys("|");
    desk.beside("ideal.canvas.json", ideal());
    assert_eq!(desk.board().seat, Seat::First);
    assert!(
        desk.notice().contains("goes to the other canvas"),
        "{}",
        desk.notice()
    );
    assert!(desk.text().contains("in two years"));
}

#[test]
fn the_canvas_beside_is_closed_once_its_file_has_all() {
    let mut desk = both(SIDES);
    desk.disk = Disk::Silent;
    desk.keys("9>:close-beside<enter>");
    assert!(!desk.effects.contains(&Effect::Close.of(Seat::Second)));
    let sent = desk.second().file.sync.sent().unwrap().clone();
    let trouble = Trouble {
        what: "the disk is full".into(),
        advice: "Make room.".into(),
    };
    desk.send(Msg::Saved(sent.revision, Err(trouble)).of(Seat::Second));
    assert!(
        desk.notice().contains("the file lacks edits"),
        "{}",
        desk.notice()
    );
    desk.keys(":close-beside<enter>");
    assert!(desk.notice().contains("the file lacks edits"));
    // Written at last, it can be closed; one that is just being written waits for that.
    desk.send(Msg::Saved(sent.revision, Ok(content(sent.canvas))).of(Seat::Second));
    desk.keys("3j>:close-beside<enter>");
    assert!(!desk.effects.contains(&Effect::Close.of(Seat::Second)));
    let sent = desk.second().file.sync.sent().unwrap().clone();
    desk.send(Msg::Saved(sent.revision, Ok(content(sent.canvas))).of(Seat::Second));
    assert_eq!(desk.effects.last(), Some(&Effect::Close.of(Seat::Second)));
    assert!(!desk.text().contains("in two years"));
    assert_eq!(desk.board().lens, Lens::Now);
    // The one in front stays, whichever it is; the next one takes the free seat.
    let mut desk = both(SIDES);
    desk.keys("`:close-beside<enter>");
    assert_eq!(desk.effects.last(), Some(&Effect::Close));
    assert_eq!(desk.board().seat, Seat::Second);
    desk.beside("test.canvas.json", current());
    assert_eq!(desk.second().seat, Seat::First);
    assert!(
        desk.text()
            .lines()
            .next()
            .unwrap()
            .starts_with(" Bike repair, today")
    );
}

#[test]
fn leaving_asks_both() {
    let quit = |desk: &Desk| desk.effects.contains(&Effect::Quit);
    let mut desk = both(SIDES);
    desk.keys("q");
    assert!(quit(&desk));

    // The other one is still being written.
    let mut desk = both(SIDES);
    desk.disk = Disk::Silent;
    desk.keys("9>q");
    assert!(!quit(&desk));
    assert_eq!(
        (desk.board().seat, &desk.board().mode),
        (Seat::Second, &Mode::Leaving)
    );
    let sent = desk.board().file.sync.sent().unwrap().clone();
    desk.send(Msg::Saved(sent.revision, Ok(content(sent.canvas))).of(Seat::Second));
    assert!(quit(&desk));

    // It cannot be written: the person is asked, and stays.
    let mut desk = both(SIDES);
    desk.disk = Disk::Silent;
    desk.keys("9>");
    let trouble = Trouble {
        what: "the disk is full".into(),
        advice: "Make room.".into(),
    };
    desk.send(Msg::Saved(Revision(1), Err(trouble)).of(Seat::Second));
    desk.keys("q");
    assert!(
        matches!(desk.board().mode, Mode::Ask(_)),
        "{:?}",
        desk.board().mode
    );
    desk.keys("<esc>`q");
    assert!(!quit(&desk));
    assert_eq!(desk.board().seat, Seat::Second, "it is asked again");
    desk.keys("l");
    assert!(quit(&desk));
    let drafts: Vec<_> = desk.effects.iter().filter(|effect| matches!(effect, Effect::Of(Seat::Second, draft) if matches!(**draft, Effect::Draft(Some(_))))).collect();
    assert_eq!(drafts.len(), 1, "the edits are in its journal");
}

#[test]
fn each_canvas_has_its_journal() {
    let mut desk = both(SIDES);
    desk.keys("`1oHalf a thou");
    let is_draft = |effect: &&Effect| matches!(effect, Effect::Draft(_));
    assert_eq!(desk.effects.iter().find(is_draft), None);
    let of_second = |effect: &Effect| matches!(effect, Effect::Of(Seat::Second, draft) if matches!(**draft, Effect::Draft(Some(_))));
    assert!(desk.effects.iter().any(of_second));
}

#[test]
fn what_the_other_one_asks_is_answered_there_first() {
    let mut desk = both(SIDES);
    desk.send(Msg::Told(Notice::info("")));
    let mut second = opened("ideal.canvas.json", ideal());
    second.offer = Some(bmcanvas::app::msg::Offer {
        draft: bmcanvas::model::draft::Draft::Unsaved(
            Box::new(bmcanvas::model::draft::Unsaved {
                canvas: current(),
                grew_from: None,
            }),
            None,
        ),
        ground: bmcanvas::app::msg::Ground::Same,
        age: "a moment ago".into(),
    });
    desk.send(Msg::Opened(Ok(Box::new(second))).of(Seat::Second));
    assert!(desk.notice().contains("unfinished"), "{}", desk.notice());
    desk.keys("9>");
    assert!(
        desk.notice().contains("asks something first"),
        "{}",
        desk.notice()
    );
    desk.keys("`");
    assert!(matches!(desk.board().mode, Mode::Ask(_)));
}

#[test]
fn another_canvas_can_take_the_place_of_the_one_in_front() {
    let mut desk = both(SIDES);
    desk.keys("`f");
    assert!(desk.text().contains("Open a canvas"));
    desk.send(
        Msg::Opened(Ok(Box::new(opened(
            "third.canvas.json",
            example("aws-iaas"),
        ))))
        .of(Seat::Second),
    );
    assert_eq!(desk.board().file.name, "third.canvas.json");
    assert_eq!(desk.second().file.name, "test.canvas.json");
    assert!(desk.text().contains("AWS EC2") && desk.text().contains("Bike repair, today"));
}

#[test]
fn the_history_of_one_canvas_is_left_for_the_other() {
    let mut desk = both(SIDES);
    desk.keys("H");
    assert!(matches!(desk.board().lens, Lens::Past(_)));
    assert!(
        !desk.text().contains("in two years"),
        "the timeline has the room"
    );
    desk.keys(">");
    assert!(
        desk.notice().contains("how the canvas was"),
        "{}",
        desk.notice()
    );
    desk.keys("`");
    assert_eq!(desk.board().seat, Seat::Second);
    assert!(
        desk.effects.contains(&Effect::Git(Errand::CloseHistory)),
        "nobody reads on"
    );
    assert!(desk.text().contains("Bike repair, today"), "both are shown");
}

#[test]
fn the_counterpart_that_the_canvas_names_is_opened_beside_it() {
    let mut desk = Desk::open(current(), 160, 45);
    desk.keys(":state<enter>c");
    assert!(desk.text().contains("Counterpart:"), "{}", desk.text());
    desk.keys("plans/ideal.json<enter>");
    let header = &desk.board().canvas().header;
    assert_eq!(
        (&*header.state, &*header.counterpart),
        ("current", "plans/ideal.json")
    );
    assert!(desk.text().contains("current state"), "{}", desk.text());
    desk.keys("|");
    let open = Effect::Open(Origin::Counterpart("plans/ideal.json".to_owned()));
    assert!(
        desk.effects.contains(&open.of(Seat::Second)),
        "{:?}",
        desk.effects
    );
    // The list stands there in case that it cannot be opened.
    assert!(
        desk.text().contains("Open a second canvas"),
        "{}",
        desk.text()
    );
    desk.keys("<esc>:state<enter>n");
    assert_eq!(desk.board().canvas().header.state, "");
}
