//! Drafts: what is being typed is journalled, and comes back beside what changed meanwhile.

use bmcanvas::app::effect::Effect;
use bmcanvas::app::mode::Mode;
use bmcanvas::model::draft::Draft;

use super::{aws, empty};

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
    use bmcanvas::model::draft::{Target, Typing};
    let mut desk = aws();
    let id = desk.board().focus.note.clone().unwrap();
    let typing = Typing {
        target: Target::Note(id),
        block: None,
        before: "old words".into(),
        text: "my words".into(),
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
