//! Drafts: what is being typed is journalled, and comes back beside what changed meanwhile.

use bmcanvas::app::effect::Effect;
use bmcanvas::app::mode::Mode;
use bmcanvas::model::draft::Draft;

use super::{aws, empty};
use crate::support::Desk;

#[test]
fn what_is_typed_is_journalled_at_every_key() {
    let mut desk = empty();
    desk.keys("oab");
    let drafts: Vec<_> = desk
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Draft(Some(Draft::Typing(typing))) => Some(typing.text.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(drafts, ["a", "ab"]);
    desk.keys("<esc>");
    assert_eq!(
        desk.effects.last(),
        Some(&Effect::Draft(None)),
        "the journal is cleared once the file has it"
    );
}

#[test]
fn a_draft_of_a_note_that_changed_stands_beside_it() {
    use bmcanvas::model::draft::{Picked, Target, Typing};
    let mut desk = aws();
    let id = desk.board().focus.note.clone().unwrap();
    let typing = Typing {
        target: Target::Note(id),
        block: None,
        before: "old words".into(),
        text: "my words".into(),
        types: Picked::default(),
    };
    let offer = bmcanvas::app::msg::Offer {
        draft: Draft::Typing(typing),
        ground: bmcanvas::app::msg::Ground::Changed,
        age: "now".into(),
    };
    if let bmcanvas::app::state::Screen::Board(board) = &mut desk.state.screen {
        board.mode = Mode::Ask(bmcanvas::app::mode::Question::TakeUp(Box::new(offer)));
    }
    desk.keys("dt<esc>");
    let texts = desk.texts("customer_segments");
    assert_eq!(&texts[..2], ["Software developers", "my words"]);
    assert!(desk.effects.contains(&Effect::DropOffer));
}

#[test]
fn a_draft_of_a_note_that_is_gone_stands_in_its_block() {
    let mut desk = aws();
    desk.keys("3ggi, and more");
    let text = desk.board().editing().unwrap().editor.text().to_owned();
    let draft = desk.board().draft().unwrap();
    let mut desk = aws();
    desk.keys("3ggd1");
    let offer = bmcanvas::app::msg::Offer {
        draft,
        ground: bmcanvas::app::msg::Ground::Changed,
        age: "now".into(),
    };
    if let bmcanvas::app::state::Screen::Board(board) = &mut desk.state.screen {
        board.mode = Mode::Ask(bmcanvas::app::mode::Question::TakeUp(Box::new(offer)));
    }
    desk.keys("t<esc>");
    assert_eq!(desk.texts("channels")[0], text);
    assert_eq!(desk.board().focus.block.as_str(), "channels");
}

/// The AWS board, to which an earlier run's draft is offered and which takes it up.
fn taken_up(draft: Draft) -> Desk {
    let mut desk = aws();
    let offer = bmcanvas::app::msg::Offer {
        draft,
        ground: bmcanvas::app::msg::Ground::Same,
        age: "now".into(),
    };
    if let bmcanvas::app::state::Screen::Board(board) = &mut desk.state.screen {
        board.mode = Mode::Ask(bmcanvas::app::mode::Question::TakeUp(Box::new(offer)));
    }
    desk.keys("t");
    desk
}

#[test]
fn types_that_were_picked_come_back_with_the_text() {
    let mut desk = aws();
    desk.keys("1oShift leaders<ctrl-t>2");
    let told = desk.effects.last().cloned();
    let Some(Effect::Draft(Some(draft))) = told else {
        panic!("a pick is journalled: {told:?}");
    };
    let mut desk = taken_up(draft);
    desk.keys("<esc>");
    let note = desk.board().focus.note.clone().unwrap();
    let note = desk.board().canvas().note(&note).unwrap();
    assert_eq!(note.text, "Shift leaders");
    assert!(note.tags.contains("user"), "{:?}", note.tags);
}

#[test]
fn a_type_picked_for_a_note_is_kept_though_nothing_was_typed() {
    let mut desk = aws();
    desk.keys("1i<ctrl-t>3");
    let draft = desk.board().draft().expect("a pick is unfinished work");
    let mut desk = taken_up(draft);
    desk.keys("<esc>");
    let note = desk.board().focus.note.clone().unwrap();
    let note = desk.board().canvas().note(&note).unwrap();
    assert_eq!(note.text, "Software developers");
    assert!(note.tags.contains("payer"), "{:?}", note.tags);
    desk.keys("i");
    assert_eq!(
        desk.board().draft(),
        None,
        "nothing is picked that it has not"
    );
}
