//! Comments and review marks of one note.

use super::{fate, note, with};
use crate::model::id::CommentId;
use crate::model::json::Json;
use crate::model::note::Note;
use crate::model::stance::{Stance, Stances, count};
use crate::model::thread::Comment;

fn comment(text: &str) -> Comment {
    Comment::new("anna", "1", text)
}

/// A note with these comments.
fn said(comments: &[(&str, Comment)]) -> Note {
    let comments = comments.iter();
    let comments = comments.map(|(id, comment)| (CommentId::from(*id), comment.clone()));
    with(note("a"), |n| n.thread = comments.collect())
}

fn resolved(comment: Comment) -> Comment {
    let resolved = "ben".to_owned();
    Comment {
        resolved,
        ..comment
    }
}

#[test]
fn comments_merge_by_id() {
    let base = said(&[("1", comment("x")), ("2", comment("y"))]);
    let ours = said(&[("1", comment("x")), ("3", comment("ours"))]);
    let theirs = said(&[
        ("1", resolved(comment("x"))),
        ("2", comment("y")),
        ("4", comment("theirs")),
    ]);
    let both = said(&[
        ("1", resolved(comment("x"))),
        ("3", comment("ours")),
        ("4", comment("theirs")),
    ]);
    assert_eq!(fate(Some(base), Some(ours), Some(theirs)), [both]);
}

#[test]
fn a_comment_made_while_somebody_resolves_is_open() {
    let base = said(&[("1", comment("x"))]);
    let ours = said(&[("1", resolved(comment("x")))]);
    let theirs = said(&[("1", comment("x")), ("2", comment("wait"))]);
    let merged = fate(Some(base), Some(ours), Some(theirs));
    assert!(merged[0].thread.is_open());
    assert!(!merged[0].thread.get(&"1".into()).unwrap().is_open());
}

#[test]
fn of_two_wordings_both_stay_each_with_its_author() {
    let by = |who: &str, text: &str| Comment::new(who, "1", text);
    let theirs = said(&[("1", by("ben", "theirs"))]);
    for base in [None, Some(said(&[("1", comment("x"))]))] {
        let ours = said(&[("1", by("cleo", "ours"))]);
        let merged = fate(base, Some(ours), Some(theirs.clone()));
        let said: Vec<(&str, &str)> = merged[0]
            .thread
            .iter()
            .map(|(_, comment)| (&*comment.by, &*comment.text))
            .collect();
        assert_eq!(said, [("ben", "theirs"), ("cleo", "ours")]);
        // Fixed for good: another version has to derive the same id.
        let ids: Vec<&str> = merged[0].thread.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids, ["1", "x4rnfqdb3qgk"]);
    }
}

#[test]
fn a_deleted_comment_is_gone_unless_its_text_was_changed() {
    let left = |now: Comment| {
        let base = said(&[("1", comment("x"))]);
        let merged = fate(Some(base), Some(note("a")), Some(said(&[("1", now)])));
        merged[0].thread.len()
    };
    assert_eq!(left(comment("x")), 0);
    assert_eq!(left(resolved(comment("x"))), 0);
    assert_eq!(left(comment("y")), 1);
}

#[test]
fn a_note_that_was_commented_or_marked_is_not_deleted() {
    let commented = said(&[("1", comment("keep it"))]);
    let marked = with(note("a"), |n| {
        n.stances = stances(&[("anna", "agree")]);
    });
    for changed in [commented, marked] {
        let merged = fate(Some(note("a")), None, Some(changed.clone()));
        assert_eq!(merged, [changed]);
    }
}

fn stances(marks: &[(&str, &str)]) -> Stances {
    let mark = |(who, mark): &(&str, &str)| ((*who).to_owned(), Json::String((*mark).into()));
    marks.iter().map(mark).collect()
}

#[test]
fn review_marks_merge_by_person() {
    let marked = |marks: &[(&str, &str)]| with(note("a"), |n| n.stances = stances(marks));
    let merged = fate(
        Some(marked(&[("anna", "agree"), ("ben", "agree")])),
        Some(marked(&[("anna", "question"), ("cleo", "agree")])),
        Some(marked(&[
            ("anna", "agree"),
            ("ben", "agree"),
            ("cleo", "maybe"),
        ])),
    );
    assert_eq!(merged, [marked(&[("anna", "question"), ("cleo", "maybe")])]);
    assert_eq!(count(&merged[0].stances, Stance::Question), 1);
}
