//! The guided walk through blocks and questions.

use bmcanvas::app::editor::Editor;
use bmcanvas::app::effect::Effect;
use bmcanvas::app::mode::Mode;
use bmcanvas::app::msg::{Look, Msg};
use bmcanvas::model::canvas::Canvas;
use bmcanvas::tty::{Input, Paste};

use super::support::{Desk, content};

fn desk() -> Desk {
    Desk::open(Canvas::new("business-model"), 100, 30)
}

fn is_at(desk: &Desk, progress: &str, question: &str) {
    let text = desk.text();
    assert!(text.contains(progress), "{progress}: {text}");
    assert!(text.contains(question), "{question}: {text}");
}

fn typed(desk: &Desk) -> Option<String> {
    let editing = desk.board().editing()?;
    Some(Editor::text(&editing.editor).to_owned())
}

fn tags(desk: &Desk, block: &str) -> Vec<Vec<String>> {
    let canvas = desk.board().canvas();
    let notes = canvas.block(&block.into()).iter();
    let notes = notes.filter_map(|id| canvas.note(id));
    let tags = notes.map(|note| note.tags.iter().cloned().collect());
    tags.collect()
}

#[test]
fn enter_keeps_and_stays_and_an_empty_one_goes_on() {
    let mut desk = desk();
    desk.keys("Q");
    is_at(&desk, "Block 1 of 9 · Question 1 of 5", "Who would miss us");
    desk.keys("Bakers<enter>");
    is_at(&desk, "Question 1 of 5", "Bakers");
    assert_eq!(desk.texts("customer_segments"), ["Bakers"]);
    desk.keys("Millers<enter><enter>");
    is_at(&desk, "Question 2 of 5", "Who uses it");
    // An empty Enter writes nothing, nor does Tab.
    desk.keys("  <enter><tab>");
    is_at(&desk, "Question 4 of 5", "Millers");
    assert_eq!(desk.texts("customer_segments"), ["Bakers", "Millers"]);
    desk.keys("Farmers<tab><tab>");
    is_at(
        &desk,
        "Block 2 of 9 · Question 1 of 5",
        "What is better for a customer",
    );
    desk.keys("Fresh bread<shift-tab>");
    is_at(&desk, "Block 1 of 9 · Question 5 of 5", "Farmers");
    assert_eq!(desk.texts("value_propositions"), ["Fresh bread"]);
    desk.keys("Nobody else<esc>");
    assert_eq!(desk.board().mode, Mode::Board);
    assert_eq!(
        desk.texts("customer_segments"),
        ["Bakers", "Millers", "Farmers", "Nobody else"]
    );
    assert!(!desk.text().contains("Question"));
}

#[test]
fn it_begins_where_the_focus_is_and_ends_after_the_last_question() {
    let mut desk = desk();
    desk.keys("1Q<shift-tab>");
    is_at(&desk, "Block 1 of 9 · Question 1 of 5", "");
    desk.keys("<esc>9Q<tab><tab><tab><tab>");
    is_at(&desk, "Block 9 of 9 · Question 5 of 5", "");
    desk.keys("Support<enter><enter>");
    assert_eq!(desk.board().mode, Mode::Board);
    assert!(desk.notice().contains("last question"));
    assert_eq!(desk.texts("cost_structure"), ["Support"]);
    // Off the grid there is nothing to ask.
    desk.keys("0Q");
    is_at(&desk, "Block 1 of 9", "");
}

#[test]
fn a_type_that_is_picked_becomes_a_tag() {
    let mut desk = desk();
    desk.keys("Q<ctrl-t>");
    assert!(desk.text().contains("2 User"), "{}", desk.text());
    desk.keys("2");
    assert!(desk.text().contains("◆User"), "{}", desk.text());
    desk.keys("Head <ctrl-t>3<ctrl-t>2<ctrl-t>1of purchasing<enter>3 more<enter>");
    assert_eq!(
        desk.texts("customer_segments"),
        ["Head of purchasing", "3 more"]
    );
    let roles = ["customer".to_owned(), "payer".to_owned()];
    assert_eq!(tags(&desk, "customer_segments"), [roles.to_vec(), vec![]]);
    // One edit: the note with its tags.
    desk.keys("<esc>uu");
    assert_eq!(desk.texts("customer_segments"), [""; 0]);
    // A key that picks none goes back to the text, and Esc only does that.
    desk.keys("Qa<ctrl-t><esc>b<ctrl-t>!c<esc>");
    assert_eq!(desk.texts("customer_segments"), ["abc"]);
    // Picked before anything is typed, it holds for the block's next question too, and not for the next block.
    desk.keys("4Q<ctrl-t>3<tab>Portal<enter>5<esc>");
    assert_eq!(
        tags(&desk, "customer_relationships"),
        [vec!["self-service".to_owned()], vec![]]
    );
    desk.keys("2Q<tab><tab><tab><tab><ctrl-t>1<tab>Web<esc>");
    assert_eq!(tags(&desk, "channels"), [vec![]; 1] as [Vec<String>; 1]);
}

#[test]
fn nothing_typed_is_lost_on_the_way() {
    let mut desk = desk();
    desk.keys("QHalf a no");
    assert!(
        desk.effects
            .iter()
            .any(|effect| matches!(effect, Effect::Draft(Some(_)))),
        "{:?}",
        desk.effects
    );
    // Others' edits and other sizes do not end it.
    let mut theirs = desk.board().canvas().clone();
    theirs.header.title = "Theirs".to_owned();
    desk.send(Msg::Looked(Look::Changed(content(theirs))));
    for (width, height) in [(1, 1), (20, 3), (20, 7), (40, 12), (200, 60), (100, 30)] {
        desk.resize(width, height);
        desk.buffer();
    }
    assert_eq!(typed(&desk).as_deref(), Some("Half a no"));
    is_at(&desk, "Question 1 of 5", "Half a no");
    desk.send(Msg::Input(Input::Paste(Paste {
        text: "te\nanother\nand".to_owned(),
        refused: 0,
    })));
    is_at(&desk, "Question 1 of 5", "another");
    desk.keys("<ctrl-o>");
    assert!(matches!(desk.board().mode, Mode::Away(_)));
    desk.send(Msg::External(Ok("and more\n".to_owned())));
    is_at(&desk, "Question 1 of 5", "and more");
    desk.keys("left<ctrl-c>");
    assert_eq!(desk.board().mode, Mode::Board);
    assert_eq!(
        desk.texts("customer_segments"),
        ["Half a note", "another", "and more"]
    );
}

#[test]
fn a_canvas_that_cannot_be_changed_has_no_walk() {
    let mut desk = Desk::start(100, 30);
    let mut opened = super::support::opened("a.canvas.json", Canvas::new("swot"));
    opened.locked = Some("opened with --read-only".to_owned());
    desk.send(Msg::Opened(Ok(Box::new(opened))));
    desk.keys("Q");
    assert_eq!(desk.board().mode, Mode::Board);
    assert!(desk.notice().contains("read-only"), "{}", desk.notice());
}

#[test]
fn types_are_offered_while_any_note_of_the_block_is_typed() {
    for (width, height) in [(80, 24), (120, 40), (60, 50)] {
        let mut desk = desk();
        desk.resize(width, height).keys("1o");
        let row = |desk: &Desk| {
            let text = desk.text();
            let row = text.lines().rev().nth(1).unwrap_or_default();
            row.to_owned()
        };
        let offered = row(&desk);
        assert!(offered.contains("^T type  Customer  User"), "{offered}");
        // It stays as it is while the text is typed.
        desk.keys("3 bakeries");
        assert_eq!(row(&desk), offered);
        desk.keys("<ctrl-t>");
        assert!(desk.text().contains("3 Payer"), "{}", desk.text());
        desk.keys("3 in town<enter>");
        assert_eq!(desk.texts("customer_segments"), ["3 bakeries in town"]);
        // The next note has none of it.
        assert!(!row(&desk).contains('◆'), "{}", row(&desk));
        desk.keys("<enter>");
        assert_eq!(tags(&desk, "customer_segments"), [vec!["payer".to_owned()]]);
        // What is picked stands first, and a type that there is no room for is picked all the same.
        desk.keys("<enter>");
        assert!(
            row(&desk).contains("type ◆Payer  Customer"),
            "{}",
            row(&desk)
        );
        desk.keys("<ctrl-t>2<ctrl-t>3<esc>");
        assert_eq!(tags(&desk, "customer_segments"), [vec!["user".to_owned()]]);
        assert!(desk.text().contains("#user"), "{}", desk.text());
        desk.keys("u");
        assert_eq!(tags(&desk, "customer_segments"), [vec!["payer".to_owned()]]);
        // The text and its types are one edit.
        desk.keys("<enter>, all<ctrl-t>1<esc>u");
        assert_eq!(desk.texts("customer_segments"), ["3 bakeries in town"]);
        assert_eq!(tags(&desk, "customer_segments"), [vec!["payer".to_owned()]]);
    }
}

#[test]
fn what_is_left_is_left_with_its_types() {
    let mut desk = desk();
    desk.keys("1oBakers<enter><enter><enter>!<ctrl-t>2<ctrl-c>");
    assert_eq!(desk.texts("customer_segments"), ["Bakers"]);
    assert_eq!(
        tags(&desk, "customer_segments"),
        [vec![]; 1] as [Vec<String>; 1]
    );
    desk.keys("u");
    assert_eq!(desk.texts("customer_segments"), ["Bakers!"]);
    assert_eq!(tags(&desk, "customer_segments"), [vec!["user".to_owned()]]);
}

#[test]
fn no_types_are_offered_where_there_are_none() {
    let mut desk = desk();
    desk.keys("0oLater");
    assert!(!desk.text().contains("^T type"), "{}", desk.text());
    desk.keys("<ctrl-t>");
    assert!(desk.notice().contains("no types"), "{}", desk.notice());
    desk.keys(" on<esc>");
    assert_eq!(desk.texts("parking"), ["Later on"]);
    // Nor in the header, where notes are not typed.
    desk.keys("t");
    assert!(!desk.text().contains("^T type"), "{}", desk.text());
}

#[test]
fn the_types_cover_nothing_of_what_is_typed_in_the_list() {
    let mut desk = desk();
    desk.resize(80, 24).keys("v9o");
    for line in 0..30 {
        desk.keys(&format!("line {line}<ctrl-j>"));
        let text = desk.text();
        assert!(text.contains(&format!("line {line}")), "{line}: {text}");
        assert!(text.contains("^T type"), "{text}");
    }
}
