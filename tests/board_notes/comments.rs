//! Comments and review marks on the board.

use bmcanvas::app::effect::Effect;
use bmcanvas::app::mode::Mode;
use bmcanvas::app::msg::{Content, Look, Msg};
use bmcanvas::app::sync::Known;
use bmcanvas::model::draft::{Draft, Target, Typing};
use bmcanvas::model::edit::Change;
use bmcanvas::model::stance::{Stance, count};
use bmcanvas::model::thread::{Comment, Thread};

use super::Desk;
use crate::support::content;

fn thread(desk: &Desk) -> Thread {
    desk.board().focused_note().unwrap().thread.clone()
}

fn said(desk: &Desk) -> Vec<(String, String, String)> {
    let thread = thread(desk);
    let comments = thread.in_order().into_iter();
    comments
        .map(|(_, c)| (c.by.clone(), c.text.clone(), c.resolved.clone()))
        .collect()
}

fn owned(said: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    let own = |(by, text, resolved): &(&str, &str, &str)| {
        ((*by).into(), (*text).into(), (*resolved).into())
    };
    said.iter().map(own).collect()
}

#[test]
fn enter_sends_and_the_thread_stays_open_to_go_on() {
    let mut desk = super::desk();
    desk.keys("CWho pays?<enter>");
    assert!(matches!(desk.board().mode, Mode::Talk(_)));
    assert_eq!(said(&desk), owned(&[("ann", "Who pays?", "")]));
    let thread = thread(&desk);
    let (id, comment) = thread.iter().next().unwrap();
    assert_eq!(
        (id.as_str().len(), &*comment.at),
        (12, "2026-11-20T12:00:00Z")
    );
    desk.send(Msg::Named("Ann Example".to_owned()));
    desk.keys("one<alt-enter>two<enter><enter>");
    assert_eq!(desk.board().mode, Mode::Board, "an empty one leaves");
    assert!(said(&desk).contains(&owned(&[("Ann Example", "one\ntwo", "")])[0]));
    desk.keys("uu");
    assert_eq!(said(&desk), []);
    desk.keys("<ctrl-r>");
    assert_eq!(said(&desk), owned(&[("ann", "Who pays?", "")]));
}

#[test]
fn the_thread_is_resolved_and_opened_again() {
    let mut desk = super::desk();
    desk.keys("C<ctrl-t>");
    assert!(desk.notice().contains("nobody has commented"));
    desk.keys("x<enter><ctrl-t>");
    assert_eq!(said(&desk), owned(&[("ann", "x", "ann")]));
    desk.keys("<ctrl-t><esc>u");
    assert_eq!(said(&desk), owned(&[("ann", "x", "ann")]));
}

#[test]
fn what_was_not_sent_is_asked_about_and_never_lost() {
    let mut desk = super::desk();
    desk.keys("Chalf<esc>");
    assert!(matches!(desk.board().mode, Mode::Ask(_)));
    let drafted = |desk: &Desk| {
        desk.effects.iter().rev().find_map(|effect| {
            let Effect::Draft(draft) = effect else {
                return None;
            };
            Some(draft.clone())
        })
    };
    let Some(Some(Draft::Typing(typing))) = drafted(&desk) else {
        panic!("no draft: {:?}", desk.effects);
    };
    let id = desk.board().focus.note.clone().unwrap();
    assert_eq!(
        (typing.target, &*typing.text),
        (Target::Comment(id), "half")
    );
    desk.keys("<enter> a thought<esc>s");
    assert_eq!(said(&desk), owned(&[("ann", "half a thought", "")]));
    assert_eq!(drafted(&desk), Some(None));
    desk.keys("Cmore<ctrl-c>");
    assert_eq!(desk.board().mode, Mode::Board);
    assert_eq!(said(&desk).len(), 1);
    desk.keys("u");
    assert_eq!(said(&desk).len(), 2, "{:?}", desk.notice());
    desk.keys("Ceven more<esc>D");
    assert_eq!((said(&desk).len(), &desk.board().mode), (2, &Mode::Board));
}

#[test]
fn what_others_say_meanwhile_stays() {
    let mut desk = super::desk();
    let id = desk.board().focus.note.clone().unwrap();
    desk.keys("Cmi");
    let mut theirs = desk.board().canvas().clone();
    let comment = Comment::new("ben", "2026-11-20T12:00:01Z", "theirs");
    let change = Change::Comment(id.clone(), "1".into(), Some(comment));
    theirs.apply(change.into()).unwrap();
    let Content { now, by } = content(theirs.clone());
    let now: Known = now;
    desk.send(Msg::Looked(Look::Changed(Content { now, by })));
    assert!(desk.text().contains("theirs"));
    desk.keys("ne<enter>");
    // Mine answers what has been said by then.
    let both = owned(&[("ben", "theirs", ""), ("ann", "mine", "")]);
    assert_eq!(said(&desk), both);
    desk.keys("<esc>u");
    assert_eq!(said(&desk), owned(&[("ben", "theirs", "")]));
    desk.keys("Cmine");
    theirs.remove(&id);
    desk.send(Msg::Looked(Look::Changed(content(theirs))));
    assert!(desk.text().contains("The note is gone"));
    desk.keys("<enter>");
    assert!(desk.text().contains("mine"), "what was typed is there");
}

#[test]
fn review_marks_are_set_for_all_that_are_marked() {
    let mut desk = super::desk();
    desk.keys("<space><space>Aa");
    let count = |desk: &Desk, stance| {
        let notes = desk.board().canvas().notes();
        notes
            .map(|(_, note)| count(&note.stances, stance))
            .sum::<usize>()
    };
    assert_eq!(count(&desk, Stance::Agree), 2);
    assert!(desk.text().contains("a +1"), "{}", desk.text());
    desk.keys("ggAq");
    assert_eq!(
        (count(&desk, Stance::Agree), count(&desk, Stance::Question)),
        (1, 1)
    );
    desk.keys("An");
    assert_eq!(
        (count(&desk, Stance::Agree), count(&desk, Stance::Question)),
        (1, 0)
    );
    desk.keys("u");
    assert_eq!(count(&desk, Stance::Question), 1);
}

#[test]
fn the_list_of_open_threads_leads_to_one() {
    let mut desk = super::desk();
    desk.keys(":threads<enter>");
    assert!(desk.notice().contains("no open threads"));
    desk.keys("Cx<enter><ctrl-t><esc>jCy<enter><esc>2");
    desk.keys(":threads<enter><enter>");
    assert_eq!(desk.focused_text().as_deref(), Some("b"));
    assert!(matches!(desk.board().mode, Mode::Talk(_)));
}

#[test]
fn a_draft_of_a_comment_is_taken_up() {
    use bmcanvas::app::msg::{Ground, Offer};
    let mut desk = super::desk();
    let note = desk.board().focus.note.clone().unwrap();
    let typing = |target| Typing {
        target,
        block: None,
        before: String::new(),
        text: "half".to_owned(),
        types: bmcanvas::model::draft::Picked::default(),
    };
    let offer = |target| Offer {
        draft: Draft::Typing(typing(target)),
        ground: Ground::Same,
        age: "a moment ago".to_owned(),
    };
    let question = |offer| bmcanvas::app::mode::Question::TakeUp(Box::new(offer));
    let mut take_up = |offer| {
        let bmcanvas::app::state::Screen::Board(board) = &mut desk.state.screen else {
            panic!("no board");
        };
        board.mode = Mode::Ask(question(offer));
        desk.keys("t");
        desk.board().mode.clone()
    };
    let mode = take_up(offer(Target::Comment(note)));
    assert!(matches!(mode, Mode::Talk(talk) if talk.editor.text() == "half"));
    let mode = take_up(offer(Target::Comment("gone".into())));
    assert!(matches!(mode, Mode::Edit(editing) if editing.editor.text() == "half"));
}

#[test]
fn a_canvas_that_cannot_be_changed_is_read_only() {
    let mut desk = super::desk();
    desk.keys("Cx<enter><esc>");
    let bmcanvas::app::state::Screen::Board(board) = &mut desk.state.screen else {
        panic!("no board");
    };
    board.file.locked = Some("because".to_owned());
    desk.keys("A");
    assert!(desk.notice().starts_with("read-only"));
    desk.keys("C");
    assert!(matches!(desk.board().mode, Mode::Talk(_)));
    desk.keys("y<enter>");
    assert_eq!(desk.board().mode, Mode::Board);
    desk.keys("C<ctrl-t>");
    assert!(desk.notice().starts_with("read-only"));
    assert_eq!(said(&desk), owned(&[("ann", "x", "")]));
}

#[test]
fn ones_own_comment_is_edited_and_deleted_and_that_of_others_is_not() {
    let mut desk = super::desk();
    desk.keys("C<ctrl-up>");
    assert_eq!(desk.notice(), "no comment of yours is here");
    desk.keys("Who pay?<enter><esc>");
    let note = desk.board().focus.note.clone().unwrap();
    let mut canvas = desk.board().canvas().clone();
    let ben = Comment::new("ben", "2026-11-20T12:30:00Z", "The bank");
    let change = Change::Comment(note, "b".into(), Some(ben));
    canvas.apply(change.into()).unwrap();
    desk.send(Msg::Looked(Look::Changed(content(canvas))));
    desk.keys("C<ctrl-up>");
    assert!(desk.text().contains("yours, again"), "{}", desk.text());
    // Unchanged it is nothing that could be lost; a change is asked about, and no other one is taken up over it.
    assert_eq!(desk.board().typing(), None);
    desk.keys("<ctrl-up>");
    assert_eq!(desk.notice(), "no comment of yours before this one");
    desk.keys("<left>s<ctrl-up>");
    assert!(desk.notice().contains("send what is typed first"));
    desk.keys("<esc>");
    assert!(matches!(desk.board().mode, Mode::Ask(_)));
    desk.keys("s");
    let ben = ("ben", "The bank", "");
    assert_eq!(said(&desk), owned(&[("ann", "Who pays?", ""), ben]));
    desk.keys("C<ctrl-up><ctrl-u><enter>");
    assert_eq!(said(&desk), owned(&[ben]));
    assert!(
        desk.notice().contains("the comment is deleted"),
        "{}",
        desk.notice()
    );
    desk.keys("<enter>u");
    assert_eq!(said(&desk), owned(&[("ann", "Who pays?", ""), ben]));
    // Emptied and left, it stays.
    desk.keys("C<ctrl-up><ctrl-u><esc>");
    assert_eq!(desk.board().mode, Mode::Board);
    assert_eq!(said(&desk), owned(&[("ann", "Who pays?", ""), ben]));
}
