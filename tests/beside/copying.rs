//! Notes carried across, and taken from over the canvas.

use bmcanvas::app::effect::Effect;
use bmcanvas::app::msg::Msg;
use bmcanvas::app::seat::Seat;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::edit::Change;
use bmcanvas::model::id::CommentId;
use bmcanvas::model::note::Note;
use bmcanvas::model::thread::Comment;

use super::support::{Desk, opened};
use super::{PANE, SIDES, both, canvas, current, ideal, second_texts, texts};

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
