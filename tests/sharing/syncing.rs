//! Syncing from the board: a message is asked for, then it goes on while keys work.

use bmcanvas::app::effect::{Effect, Errand};
use bmcanvas::app::git::{Job, Synced};
use bmcanvas::app::mode::Mode;
use bmcanvas::app::msg::{Look, Msg, Opened, Trouble};
use bmcanvas::app::sync::Revision;
use bmcanvas::model::json::Json;

use super::support::{Desk, Disk, content, example, unwritten};

fn desk() -> Desk {
    Desk::example("aws-iaas", 100, 30)
}

/// What git was asked for, in order.
fn errands(desk: &Desk) -> Vec<Errand> {
    let errand = |effect: &Effect| match effect {
        Effect::Git(errand) => Some(errand.clone()),
        _ => None,
    };
    desk.effects.iter().filter_map(errand).collect()
}

fn propose(desk: &mut Desk, message: Option<&str>) {
    desk.send(Msg::Proposed(Ok(message.map(str::to_owned))));
}

fn last_row(desk: &Desk) -> String {
    desk.text().lines().last().unwrap().to_owned()
}

fn trouble() -> Trouble {
    Trouble {
        what: "the push failed: No pushes on Fridays\nfailed to push some refs".to_owned(),
        advice: "Try it on Monday.".to_owned(),
    }
}

fn synced() -> Msg {
    Msg::Synced(Ok(Synced {
        told: "synced with origin/main · sent 1 commit".to_owned(),
        clashed: false,
    }))
}

#[test]
fn a_message_is_proposed_edited_and_taken() {
    let mut desk = desk();
    desk.keys("S");
    assert_eq!(errands(&desk), [Errand::Propose]);
    propose(&mut desk, Some("AWS: +1 Channels"));
    assert!(
        last_row(&desk).starts_with(" Message: AWS: +1 Channels"),
        "{}",
        last_row(&desk)
    );
    desk.keys(", q<enter>");
    let message = Some("AWS: +1 Channels, q".to_owned());
    assert_eq!(errands(&desk), [Errand::Propose, Errand::Sync(message)]);
    for step in ["committing", "fetching"] {
        desk.send(Msg::Syncing(step));
        let shown = format!("syncing: {step} … · Esc stops it");
        assert!(last_row(&desk).contains(&shown), "{}", last_row(&desk));
    }
    desk.keys("3oLeaflets<esc>");
    assert!(
        desk.texts("channels").contains(&"Leaflets".to_owned()),
        "keys go on working"
    );
    desk.send(synced());
    assert_eq!(desk.notice(), "synced with origin/main · sent 1 commit");
    assert_eq!(desk.board().job, Job::None);
}

#[test]
fn a_proposed_message_stays_whole_where_it_is_not_touched() {
    let whole = "AWS: +1 Chan…\n\nAWS: +1 Channels and more";
    for (keys, expected) in [
        ("<enter>", whole),
        ("<ctrl-u><enter>", whole),
        ("<ctrl-u>Mine<enter>", "Mine"),
        ("<ctrl-u><paste:Two\\nlines><enter>", "Two lines"),
    ] {
        let mut desk = desk();
        desk.keys("S");
        propose(&mut desk, Some(whole));
        desk.keys(keys);
        let message = Some(expected.to_owned());
        assert_eq!(
            errands(&desk).last(),
            Some(&Errand::Sync(message)),
            "{keys}"
        );
    }
}

#[test]
fn nothing_to_commit_asks_nothing_and_esc_takes_the_question_back() {
    let mut desk = desk();
    desk.keys("S");
    propose(&mut desk, None);
    assert_eq!(errands(&desk), [Errand::Propose, Errand::Sync(None)]);
    desk.send(synced()).keys("S");
    propose(&mut desk, Some("x"));
    desk.keys("<esc>");
    assert_eq!(
        (desk.notice().as_str(), &desk.board().job),
        ("not synced", &Job::None)
    );
    assert_eq!(desk.board().mode, Mode::Board);
    // Somebody who types by then is not interrupted.
    desk.keys("S3o");
    propose(&mut desk, Some("x"));
    assert!(matches!(desk.board().mode, Mode::Edit(_)));
    assert!(
        desk.notice().contains("S asks for a message again"),
        "{}",
        desk.notice()
    );
    assert_eq!(
        errands(&desk)
            .iter()
            .filter(|errand| **errand != Errand::Propose)
            .count(),
        1
    );
}

#[test]
fn what_is_not_saved_is_saved_first() {
    let mut desk = desk();
    desk.disk = Disk::Silent;
    desk.keys("3oLeaflets<esc>S");
    assert_eq!(errands(&desk), [], "the file lacks the note");
    assert!(last_row(&desk).contains("waiting for the save"));
    let saved = content(desk.board().canvas().clone());
    let revision = desk.board().file.revision;
    desk.send(Msg::Saved(revision, Ok(saved)));
    assert_eq!(errands(&desk), [Errand::Propose]);
    propose(&mut desk, Some("x"));
    // Others' news and edits may come while the message is typed.
    desk.keys("<enter>");
    assert_eq!(errands(&desk).len(), 2);

    let mut desk = super::desk();
    desk.disk = Disk::Silent;
    desk.keys("xS");
    desk.send(Msg::Saved(Revision(1), Err(trouble())));
    assert_eq!((errands(&desk), &desk.board().job), (vec![], &Job::None));
    assert!(desk.notice().contains("not synced"), "{}", desk.notice());
    desk.keys("S");
    assert!(
        desk.notice().contains("could not be written"),
        "{}",
        desk.notice()
    );
}

#[test]
fn what_both_changed_is_told_with_the_key_that_settles_it() {
    let mut desk = desk();
    let mut canvas = desk.board().canvas().clone();
    canvas
        .conflicts
        .add("title".to_owned(), Json::String("Other".into()));
    desk.send(Msg::Looked(Look::Changed(content(canvas))))
        .keys("S");
    propose(&mut desk, None);
    desk.send(Msg::Synced(Ok(Synced {
        told: "synced with origin/main".to_owned(),
        clashed: true,
    })));
    assert_eq!(desk.notice(), "synced with origin/main · ! settles it");
}

#[test]
fn of_many_words_the_first_and_the_last_are_told() {
    let mut desk = desk();
    desk.keys("S");
    propose(&mut desk, None);
    let passed = "check 1 passed\n".to_owned() + &"another passed\n".repeat(20);
    desk.send(Msg::Synced(Err(Trouble {
        what: format!("the commit failed: {passed}no tabs\n  in plan.txt"),
        advice: "Sync again.".to_owned(),
    })));
    assert_eq!(
        desk.notice(),
        "the commit failed: check 1 passed · … · no tabs · in plan.txt · Sync again."
    );
}

#[test]
fn it_can_be_stopped_and_a_failure_is_told_in_gits_words() {
    let mut desk = desk();
    desk.keys("S");
    propose(&mut desk, None);
    desk.keys("S");
    assert_eq!(desk.notice(), "a sync is under way · Esc stops it");
    // Esc means something else to somebody who types.
    desk.keys("3oLeaflets");
    desk.send(Msg::Syncing("pushing"));
    let row = last_row(&desk);
    assert!(row.contains("syncing: pushing …"), "{row}");
    assert!(!row.contains("stops it"), "{row}");
    desk.keys("<esc>");
    assert!(last_row(&desk).contains("Esc stops it"));
    desk.keys("<space><esc>");
    assert_eq!(errands(&desk).last(), Some(&Errand::Stop));
    assert!(
        !desk.board().picked.marked.is_empty(),
        "one thing at a time"
    );
    desk.keys("<esc>");
    assert_eq!(errands(&desk).len(), 3, "it is stopping already");
    desk.send(Msg::Synced(Err(trouble())));
    assert_eq!(
        desk.notice(),
        "the push failed: No pushes on Fridays · failed to push some refs · Try it on Monday."
    );
    desk.keys(":stop-sync<enter>");
    assert_eq!(desk.notice(), "no sync is under way");
    desk.keys("S<esc>");
    assert_eq!(desk.board().job, Job::None);
    propose(&mut desk, None);
    assert_eq!(errands(&desk).len(), 4, "the answer comes too late");
}

#[test]
fn who_leaves_waits_for_its_end_or_leaves_at_once() {
    let mut desk = desk();
    desk.keys("S");
    propose(&mut desk, None);
    desk.keys("q");
    assert_eq!(desk.board().mode, Mode::Leaving);
    assert!(
        desk.text().contains("waiting for the sync to end"),
        "{}",
        desk.text()
    );
    desk.send(synced());
    assert_eq!(desk.effects.last(), Some(&Effect::Quit));

    let mut desk = super::desk();
    desk.keys("S");
    propose(&mut desk, None);
    desk.keys("q").send(Msg::Synced(Err(trouble())));
    assert_eq!(
        desk.board().mode,
        Mode::Board,
        "what went wrong has to be read"
    );
    desk.keys("S");
    propose(&mut desk, None);
    desk.keys("qq");
    assert_eq!(desk.effects.last(), Some(&Effect::Quit));

    let mut desk = super::desk();
    desk.keys("Sq");
    assert_eq!(
        desk.effects.last(),
        Some(&Effect::Quit),
        "nothing was begun"
    );
}

#[test]
fn a_board_that_is_only_looked_at_or_has_no_file_is_not_synced() {
    let mut desk = desk();
    desk.keys("S");
    propose(&mut desk, None);
    desk.keys("f");
    assert!(
        desk.notice().contains("a sync is under way"),
        "{}",
        desk.notice()
    );
    let locked = Some("it was opened to be looked at".to_owned());
    for (locked, says) in [
        (None, "there is no file yet: write a note first"),
        (locked, "read-only: it was opened to be looked at"),
    ] {
        let mut desk = Desk::start(100, 30);
        let opened = Opened {
            locked,
            ..unwritten("x", example("aws-iaas"))
        };
        desk.send(Msg::Opened(Ok(Box::new(opened))));
        desk.keys("S");
        assert_eq!(desk.notice(), says);
        assert_eq!(errands(&desk), []);
    }
}
