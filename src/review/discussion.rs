//! What was said about a note: its comments, and the review marks.

use std::collections::BTreeSet;

use super::report::{Aspect, NoteDiff};
use crate::model::id::CommentId;
use crate::model::stance::Stances;
use crate::model::thread::{Comment, Thread};

impl NoteDiff<'_> {
    /// What was said, where any of it differs: the comments as they were said, those that are the same too, for without
    /// the question nobody can read the answer.
    pub fn comments(&self) -> Vec<Aspect> {
        let nothing = Thread::default();
        let from = self.from.map_or(&nothing, |seen| &seen.note.thread);
        let to = self.to.map_or(&nothing, |seen| &seen.note.thread);
        if from == to {
            return Vec::new();
        }
        let both = from.iter().chain(to.iter());
        let both: Thread = both.map(|(id, c)| (id.clone(), c.clone())).collect();
        let aspect = |(id, comment): (&CommentId, &Comment)| Aspect {
            name: comment.signature(),
            from: from.get(id).map(said).unwrap_or_default(),
            to: to.get(id).map(said).unwrap_or_default(),
        };
        both.in_order().into_iter().map(aspect).collect()
    }

    /// The review marks that differ.
    pub fn marks(&self) -> Vec<Aspect> {
        let nothing = Stances::default();
        let from = self.from.map_or(&nothing, |seen| &seen.note.stances);
        let to = self.to.map_or(&nothing, |seen| &seen.note.stances);
        let people: BTreeSet<&str> = from.iter().chain(to.iter()).map(|(who, _)| who).collect();
        let mark = |side: &Stances, who: &str| side.get(who).map(ToString::to_string);
        let aspect = |who: &str| Aspect {
            name: format!("review mark of {who}"),
            from: mark(from, who).unwrap_or_default(),
            to: mark(to, who).unwrap_or_default(),
        };
        let aspects = people.into_iter().map(aspect);
        aspects.filter(Aspect::differs).collect()
    }
}

/// What the comment says, and who resolved it.
fn said(comment: &Comment) -> String {
    if comment.is_open() {
        return comment.text.clone();
    }
    format!("{} (resolved by {})", comment.text, comment.resolved)
}
