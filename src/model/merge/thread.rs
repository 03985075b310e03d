//! The comments of a note that both sides have, by id, and its review marks and dots, by person.

use std::collections::BTreeSet;

use super::choose;
use super::fields::Losers;
use crate::model::by_person::ByPerson;
use crate::model::id::{CommentId, NoteId, content_hash};
use crate::model::json::{Fields, Json};
use crate::model::thread::{Comment, Thread};

/// Merges the comments: what is new on a side stays, what one deleted goes unless the other changed what it says, and of
/// two wordings of one comment both stay.
pub(super) fn threads(
    note: &NoteId,
    base: &Thread,
    ours: &Thread,
    theirs: &Thread,
    losers: &mut Losers,
) -> Thread {
    if ours == theirs {
        return ours.clone();
    }
    let ids: BTreeSet<&CommentId> = ours.iter().chain(theirs.iter()).map(|(id, _)| id).collect();
    let mut merged = Thread::default();
    let mut others = Vec::new();
    for id in ids {
        let base = base.get(id);
        let comment = match (ours.get(id), theirs.get(id)) {
            (Some(ours), Some(theirs)) => {
                let both = both(note, id, base, ours, theirs, losers);
                others.extend(both.other.map(|other| (id, other)));
                Some(both.comment)
            }
            (Some(left), None) | (None, Some(left)) => one_deleted(base, left),
            (None, None) => None,
        };
        merged.replace(id, comment);
    }
    for (of, other) in others {
        let id = free_id(&merged, of, &other);
        // Where the id is taken, the very same is there already.
        if merged.get(&id).is_none() {
            merged.replace(&id, Some(other));
        }
    }
    merged
}

/// A deletion counts, unless the other side changed what the comment says; to resolve it changes nothing of that.
fn one_deleted(base: Option<&Comment>, left: &Comment) -> Option<Comment> {
    let is_as_it_was = base.is_some_and(|base| {
        let resolved = base.resolved.clone();
        Comment {
            resolved,
            ..left.clone()
        } == *base
    });
    (!is_as_it_was).then(|| left.clone())
}

/// A merged comment.
struct Both {
    comment: Comment,
    /// The other wording, where both changed it.
    other: Option<Comment>,
}

fn both(
    note: &NoteId,
    id: &CommentId,
    base: Option<&Comment>,
    ours: &Comment,
    theirs: &Comment,
    losers: &mut Losers,
) -> Both {
    let nothing = Comment::default();
    let base = base.unwrap_or(&nothing);
    let (said, lost) = choose(&Said::in_(base), &Said::in_(ours), &Said::in_(theirs));
    let path = ["notes", note.as_str(), "comments", id.as_str()];
    let comment = Comment {
        resolved: choose(&base.resolved, &ours.resolved, &theirs.resolved).0,
        extra: losers.fields(&path, Some(&base.extra), &ours.extra, &theirs.extra),
        ..said.comment()
    };
    let lost = lost.filter(|lost| !lost.text.is_empty() && !lost.repeats(&said));
    let other = lost.map(|lost| Comment {
        resolved: comment.resolved.clone(),
        extra: Fields::new(),
        ..lost.comment()
    });
    Both { comment, other }
}

/// Text, author and time are one value: nobody is made to say what another one said.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Said<'a> {
    text: &'a str,
    by: &'a str,
    at: &'a str,
}

impl<'a> Said<'a> {
    fn in_(comment: &'a Comment) -> Self {
        let Comment { by, at, text, .. } = comment;
        Self { text, by, at }
    }

    fn comment(self) -> Comment {
        Comment::new(self.by, self.at, self.text)
    }

    fn repeats(&self, other: &Self) -> bool {
        (self.by, self.text) == (other.by, other.text)
    }
}

/// The id that follows from what the comment says, so that everybody who merges the same gives it the same one.
fn free_id(thread: &Thread, of: &CommentId, other: &Comment) -> CommentId {
    let Said { text, by, at } = Said::in_(other);
    let content = content_hash(&["comment", of.as_str(), text, by, at]);
    let mut turn = 0;
    loop {
        let id = CommentId::of_content(content, turn);
        let is_free = |there: &Comment| Said::in_(there) == Said::in_(other);
        if thread.get(&id).is_none_or(is_free) {
            return id;
        }
        turn += 1;
    }
}

/// Merges review marks or dots. Of two of one person the one that weighs more wins, of two that weigh the same the greater
/// one, as with colours: it is one person's to set right.
pub(super) fn by_person(
    base: &ByPerson,
    ours: &ByPerson,
    theirs: &ByPerson,
    weight: impl Fn(&Json) -> u64,
) -> ByPerson {
    let merged = ours.people(theirs).into_iter().filter_map(|who| {
        let weighed = |side: &'_ ByPerson| {
            let value = side.get(who).cloned();
            (value.as_ref().map_or(0, &weight), value)
        };
        let ((_, value), _) = choose(&weighed(base), &weighed(ours), &weighed(theirs));
        Some((who.to_owned(), value?))
    });
    merged.collect()
}
