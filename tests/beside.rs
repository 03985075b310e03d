//! Two canvases at once: side by side, one at a time, one over the other, notes carried across.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

mod support;

use bmcanvas::app::effect::{Effect, Errand, Origin, Reload};
use bmcanvas::app::lens::Lens;
use bmcanvas::app::mode::Mode;
use bmcanvas::app::msg::{Entry, Look, Msg, Notice, Trouble};
use bmcanvas::app::seat::Seat;
use bmcanvas::app::sync::Revision;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::edit::Change;
use bmcanvas::model::id::{BlockId, CommentId};
use bmcanvas::model::note::Note;
use bmcanvas::model::thread::Comment;
use bmcanvas::tty::{Button, Input, MouseKind};
use support::{Desk, Disk, content, example, opened};

const SIDES: (u16, u16) = (160, 45);
const PANE: (u16, u16) = (80, 24);

/// A canvas of these notes, as (id, block, text).
fn canvas(title: &str, notes: &[(&str, &str, &str)]) -> Canvas {
    let mut canvas = Canvas::new("business-model");
    title.clone_into(&mut canvas.header.title);
    for (id, block, text) in notes {
        let place = canvas.place_at(&BlockId::from(*block), usize::MAX, None, 7);
        canvas
            .insert((*id).into(), Note::new(place, *text))
            .unwrap();
    }
    canvas
}

fn current() -> Canvas {
    canvas(
        "Bike repair, today",
        &[
            ("c1", "customer_segments", "Commuters"),
            ("c2", "customer_segments", "Couriers of parcels"),
            ("c3", "channels", "Shop at the station"),
            ("c4", "channels", "Phone"),
            ("c5", "cost_structure", "Rent of the shop"),
            ("c6", "value_propositions", "Fixed within the day"),
        ],
    )
}

fn ideal() -> Canvas {
    canvas(
        "Bike repair, in two years",
        &[
            ("i1", "customer_segments", "Commuters"),
            ("i2", "customer_segments", "Couriers of parcels and food"),
            ("i3", "customer_segments", "Companies with a fleet"),
            ("i4", "channels", "App"),
            ("i5", "channels", "Shop at the station"),
            ("i6", "cost_structure", "Vans"),
            ("i7", "value_propositions", "Fixed within the day"),
        ],
    )
}

fn both((width, height): (u16, u16)) -> Desk {
    let mut desk = Desk::open(current(), width, height);
    desk.beside("ideal.canvas.json", ideal());
    desk
}

fn texts(canvas: &Canvas, block: &str) -> Vec<String> {
    let ids = canvas.block(&block.into()).iter();
    ids.map(|id| canvas.note(id).unwrap().text.clone())
        .collect()
}

fn second_texts(desk: &Desk, block: &str) -> Vec<String> {
    texts(desk.second().canvas(), block)
}

#[test]
fn looks() {
    for (width, height) in [(160, 45), (200, 50), (80, 24), (60, 50)] {
        let mut desk = both((width, height));
        desk.keys("2<tab>1j");
        let look = |name: &str, desk: &Desk| {
            let picture = if width == 80 {
                desk.picture()
            } else {
                desk.text()
            };
            insta::assert_snapshot!(format!("beside-{name}-{width}x{height}"), picture);
        };
        look("two", &desk);
        desk.keys("`");
        look("other", &desk);
        desk.keys("=");
        look("over", &desk);
    }
}

#[test]
fn one_key_goes_to_the_other_canvas_and_back_to_where_one_was() {
    let mut desk = both(SIDES);
    desk.keys("1j");
    assert_eq!(desk.focused_text().as_deref(), Some("Couriers of parcels"));
    desk.keys("`");
    assert_eq!(desk.board().seat, Seat::Second);
    assert_eq!(
        desk.focused_text().as_deref(),
        Some("Couriers of parcels and food"),
        "the focus is on the note's partner"
    );
    desk.keys("<f6>");
    assert_eq!(desk.focused_text().as_deref(), Some("Couriers of parcels"));
    // A note without a partner: the other canvas is led to the block, and back is back.
    desk.keys("3j");
    assert_eq!(desk.focused_text().as_deref(), Some("Phone"));
    assert_eq!(desk.second().focus.block.as_str(), "channels");
    desk.keys("``");
    assert_eq!(desk.focused_text().as_deref(), Some("Phone"));
}

#[test]
fn the_other_canvas_is_led_to_the_same_note_and_points_at_it() {
    let mut notes = Vec::new();
    let ids: Vec<String> = (0..60).map(|n| format!("n{n}")).collect();
    for id in &ids {
        notes.push((id.as_str(), "channels", id.as_str()));
    }
    let mut desk = Desk::open(canvas("One", &notes), 160, 45);
    notes.reverse();
    desk.beside("two.canvas.json", canvas("Two", &notes));
    desk.keys("3g");
    let text = desk.text();
    let rows = text.lines().filter(|row| row.matches("n0 ").count() == 2);
    assert_eq!(rows.count(), 0, "the first here is the last there");
    assert!(text.matches("n0 ").count() >= 2, "both are seen: {text}");
    let second = desk.second();
    assert!(second.points_at(&"n0".into()));
}

#[test]
fn two_canvases_stand_side_by_side_where_both_can_be_read() {
    for ((width, height), together) in [
        ((160, 45), true),
        ((157, 24), true),
        ((140, 45), false),
        ((80, 24), false),
        ((60, 50), false),
        ((200, 12), false),
        ((1, 1), false),
    ] {
        let desk = both((width, height));
        let seen = desk.text().contains("in two years");
        assert_eq!(seen, together, "{width}x{height}: {}", desk.text());
    }
    let mut desk = both(SIDES);
    desk.keys("|");
    assert!(!desk.text().contains("in two years"), "one at a time");
    assert_eq!(desk.board().lens, Lens::Now);
    desk.keys("|");
    assert!(desk.text().contains("in two years"));
    desk.resize(80, 24);
    assert!(!desk.text().contains("in two years"));
    desk.keys("||");
    assert!(
        desk.notice().contains("no room for both"),
        "{}",
        desk.notice()
    );
    desk.resize(160, 45);
    assert!(desk.text().contains("in two years"));
}

#[test]
fn block_titles_count_both_kinds_of_difference() {
    let mut desk = both((220, 50));
    let first = desk.text();
    let titles = first.lines().nth(1).unwrap();
    assert!(titles.contains("2 ~1 -1"), "{titles}");
    assert!(titles.contains("3 +1 ~1"), "{titles}");
    assert_eq!(
        desk.board().count_of(&"customer_segments".into()),
        2,
        "what only the other one has is not here"
    );
    // An edit of either is counted at once.
    desk.keys("1joNobody else<esc>");
    assert!(
        desk.text().lines().nth(1).unwrap().contains("+1~1-1"),
        "{}",
        desk.text()
    );
}

#[test]
fn over_a_canvas_the_other_ones_notes_are_marked_and_walked_through() {
    let mut desk = both(PANE);
    desk.keys("=");
    let text = desk.text();
    assert!(text.contains("-App") && text.contains("+Phone"), "{text}");
    assert!(
        desk.notice()
            .starts_with("+ only here, - only in ideal.canvas.json"),
        "{}",
        desk.notice()
    );
    desk.keys("n");
    assert!(desk.notice().contains("of 6"), "{}", desk.notice());
    // What is marked goes with the canvas in front.
    desk.keys("`");
    assert!(desk.text().contains("+App"), "{}", desk.text());
    desk.keys("`");
    assert!(desk.text().contains("-App"), "{}", desk.text());
    desk.keys("=");
    assert_eq!(desk.board().lens, Lens::Now);
    desk.keys("=q");
    assert_eq!(desk.board().lens, Lens::Now, "q leaves it, not the program");
    assert!(!desk.effects.contains(&Effect::Quit));
}

#[test]
fn a_note_is_copied_across_to_where_it_stands_here() {
    let mut desk = both(SIDES);
    desk.keys("3j>");
    assert_eq!(
        second_texts(&desk, "channels"),
        ["App", "Shop at the station", "Phone"],
        "after the partner of what is before it"
    );
    assert!(
        desk.notice()
            .starts_with("1 note to ideal.canvas.json: 1 new · ` u takes it back"),
        "{}",
        desk.notice()
    );
    assert!(
        desk.second().canvas().note(&"c4".into()).is_some(),
        "under its own id"
    );
    assert!(
        desk.effects.iter().any(|effect| matches!(effect, Effect::Of(Seat::Second, save) if matches!(**save, Effect::Save { .. }))),
        "and written"
    );
    assert_eq!(
        texts(desk.board().canvas(), "channels"),
        ["Shop at the station", "Phone"]
    );
    desk.keys("u");
    assert_eq!(
        desk.notice(),
        "nothing to take back",
        "it is no edit of this canvas"
    );
    desk.keys("`u");
    assert_eq!(
        texts(desk.board().canvas(), "channels"),
        ["App", "Shop at the station"]
    );
    // The only note of its block comes first.
    desk.keys("`9>");
    assert_eq!(
        second_texts(&desk, "cost_structure"),
        ["Rent of the shop", "Vans"]
    );
}

#[test]
fn a_note_that_both_have_takes_over_what_it_says_here() {
    let mut desk = both(SIDES);
    desk.keys("1jcy>");
    assert_eq!(
        second_texts(&desk, "customer_segments")[1],
        "Couriers of parcels"
    );
    let note = desk.second().canvas().note(&"i2".into()).unwrap();
    assert_eq!(note.color.as_deref(), Some("yellow"));
    assert!(desk.notice().contains("1 updated"), "{}", desk.notice());
    desk.keys(">");
    assert!(
        desk.notice().contains("1 the same already"),
        "{}",
        desk.notice()
    );
    desk.keys("`u");
    assert_eq!(
        texts(desk.board().canvas(), "customer_segments")[1],
        "Couriers of parcels and food"
    );
    // The other way round.
    desk.keys("`<lt>");
    assert_eq!(
        desk.texts("customer_segments")[1],
        "Couriers of parcels and food"
    );
    desk.keys("u");
    assert_eq!(desk.texts("customer_segments")[1], "Couriers of parcels");
}

#[test]
fn marked_notes_go_together_and_keep_their_order() {
    let mut desk = Desk::open(
        canvas(
            "One",
            &[
                ("a", "channels", "First"),
                ("b", "channels", "Second"),
                ("c", "channels", "Third"),
            ],
        ),
        160,
        45,
    );
    desk.beside(
        "two.canvas.json",
        canvas("Two", &[("z", "channels", "Last of all")]),
    );
    desk.keys("3<space><space><space>>");
    assert_eq!(
        second_texts(&desk, "channels"),
        ["First", "Second", "Third", "Last of all"]
    );
    assert!(desk.board().picked.marked.is_empty());
    desk.keys("`u");
    assert_eq!(desk.texts("channels"), ["Last of all"], "one edit");
}

#[test]
fn links_to_what_the_other_one_has_too_go_along() {
    let mut from = current();
    let links = [
        ("c6", &["c1", "c2"][..]),
        // A cost comes from what is not there; a channel reaches whom is there.
        ("c4", &["c1"]),
        ("c5", &["c4", "gone"]),
    ];
    for (id, links) in links {
        let links = links.iter().map(|id| (*id).into()).collect();
        from.apply(Change::Links(id.into(), links).into()).unwrap();
    }
    let mut desk = Desk::open(from, 160, 45);
    desk.beside("ideal.canvas.json", ideal());
    let linked = |desk: &Desk, id: &str| -> Vec<String> {
        let note = desk.second().canvas().note(&id.into()).unwrap();
        note.links.iter().map(|id| id.as_str().to_owned()).collect()
    };
    desk.keys("9>");
    let told = "1 note to ideal.canvas.json: 1 new, 1 link left, to what is not there";
    assert!(desk.notice().starts_with(told), "{}", desk.notice());
    assert_eq!(linked(&desk, "c5"), [""; 0]);
    // By the note that it is a pair with; and the other end of a link that another note has.
    desk.keys("3j>");
    let told = "1 note to ideal.canvas.json: 1 new · ";
    assert!(desk.notice().starts_with(told), "{}", desk.notice());
    assert_eq!(linked(&desk, "c4"), ["i1"]);
    assert_eq!(linked(&desk, "c5"), ["c4"]);
    desk.keys("`u");
    assert_eq!(
        desk.board()
            .canvas()
            .note(&"c5".into())
            .unwrap()
            .links
            .len(),
        0,
        "one edit"
    );
}

#[test]
fn what_only_the_other_one_has_is_taken_from_over_the_canvas() {
    let mut desk = both(PANE);
    desk.keys("=3gg");
    assert_eq!(desk.board().focus.note.as_ref().unwrap().as_str(), "i4");
    desk.keys(">");
    assert_eq!(desk.notice(), "no note here to copy", "it is there already");
    desk.keys("<lt>");
    assert_eq!(
        desk.texts("channels"),
        ["App", "Shop at the station", "Phone"]
    );
}

#[test]
fn an_id_that_is_taken_and_a_block_that_is_not_there() {
    let mut desk = Desk::open(
        canvas("One", &[("a", "key_partners", "A partner")]),
        200,
        45,
    );
    let mut lean = Canvas::new("lean");
    let place = lean.place_at(&"problem".into(), 0, None, 1);
    lean.insert("b".into(), Note::new(place, "A problem"))
        .unwrap();
    desk.beside("lean.canvas.json", lean);
    desk.keys("8>");
    assert_eq!(second_texts(&desk, "parking"), ["A partner"]);
    assert!(
        desk.notice()
            .contains("1 parked, since it has no such block"),
        "{}",
        desk.notice()
    );
}

#[test]
fn a_canvas_that_cannot_be_changed_says_so() {
    let mut desk = Desk::open(current(), 160, 45);
    let mut locked = opened("ideal.canvas.json", ideal());
    locked.locked = Some("opened with --read-only".to_owned());
    desk.send(Msg::Opened(Ok(Box::new(locked))).of(Seat::Second));
    desk.keys("9>");
    assert_eq!(
        desk.notice(),
        "ideal.canvas.json: read-only: opened with --read-only"
    );
    assert_eq!(second_texts(&desk, "cost_structure"), ["Vans"]);
}

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

fn press(desk: &mut Desk, x: u16, y: u16) {
    desk.mouse(MouseKind::Down(Button::Left), x, y);
    desk.mouse(MouseKind::Up(Button::Left), x, y);
}

#[test]
fn a_click_into_the_other_half_goes_there() {
    let mut desk = both(SIDES);
    let text = desk.text();
    let (row, line) = text
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains("+App"))
        .unwrap();
    let column = line.chars().position(|letter| letter == 'A').unwrap();
    let column = column.max(
        line.chars()
            .collect::<String>()
            .find("+App")
            .map_or(0, |at| line[..at].chars().count() + 1),
    );
    press(&mut desk, column as u16, row as u16);
    assert_eq!(desk.board().seat, Seat::Second);
    assert_eq!(desk.focused_text().as_deref(), Some("App"));
    press(&mut desk, 2, 2);
    assert_eq!(desk.board().seat, Seat::First);
    // What is being typed is kept first.
    desk.keys("1oA new segment");
    press(&mut desk, column as u16, row as u16);
    assert_eq!(desk.board().seat, Seat::Second);
    assert!(
        texts(desk.second().canvas(), "customer_segments").contains(&"A new segment".to_owned())
    );
}

#[test]
fn typing_happens_in_the_half_in_front() {
    let mut desk = both(SIDES);
    desk.keys("`1oA note of the second");
    let cursor = desk.picture();
    let cursor = cursor
        .lines()
        .find(|line| line.starts_with("cursor"))
        .unwrap()
        .to_owned();
    let x: u16 = cursor["cursor ".len()..]
        .split(',')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    assert!(x > 80, "{cursor}");
    desk.keys("<esc>");
    assert!(
        desk.texts("customer_segments")
            .contains(&"A note of the second".to_owned())
    );
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
fn nothing_panics_at_any_size() {
    for width in [1, 2, 20, 79, 81, 120, 153, 154, 159, 161, 200] {
        for height in [1, 2, 3, 11, 24, 30] {
            let mut desk = both((width, height));
            for key in [
                "`", "=", ">", "<lt>", "j", "l", "v", "z", "|", "`", "n", "q", "0", "oX<esc>", "u",
                "?", "<esc>", ":", "<esc>",
            ] {
                desk.keys(key);
                let _ = desk.text();
            }
        }
    }
}

#[test]
fn what_people_say_about_a_note_stays_in_its_canvas() {
    let comment = |canvas: &mut Canvas, id: &str, text: &str| {
        let comment = Comment::new("Ann", "2026-11-20T10:00:00Z", text);
        canvas.change(&id.into(), |note| {
            note.thread.replace(&CommentId::from("k"), Some(comment))
        });
    };
    let (mut first, mut second) = (current(), ideal());
    comment(&mut first, "c1", "Said here");
    comment(&mut first, "c4", "Said here");
    comment(&mut second, "i1", "Said there");
    let mut desk = Desk::open(first, 160, 45);
    desk.beside("ideal.canvas.json", second);
    assert_eq!(
        desk.board().lens.mark(&"c1".into()),
        None,
        "both say the same"
    );
    desk.keys("1>3j>");
    let there = desk.second().canvas();
    let said = |id: &str| {
        there
            .note(&id.into())
            .unwrap()
            .thread
            .iter()
            .next()
            .map(|(_, said)| said.text.clone())
    };
    assert_eq!(said("i1").as_deref(), Some("Said there"));
    assert_eq!(said("c4"), None, "it is another note there");
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
