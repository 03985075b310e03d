//! What was said about a note: its comments, and the review marks.

use super::report::{Aspect, NoteDiff, Seen};
use crate::model::by_person::ByPerson;
use crate::model::id::CommentId;
use crate::model::json::Json;
use crate::model::note::Note;
use crate::model::thread::{Comment, Thread};

impl<'a> NoteDiff<'a> {
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

    /// The review marks and the dots that differ.
    pub fn marks(&self) -> Vec<Aspect> {
        let marks = self.by_person("review mark", |note| &note.stances);
        let dots = self.by_person("dots", |note| &note.votes);
        marks.into_iter().chain(dots).collect()
    }

    fn by_person(&self, what: &str, of: fn(&Note) -> &ByPerson) -> Vec<Aspect> {
        let nothing = ByPerson::default();
        let side = |side: Option<Seen<'a>>| side.map(|seen| of(seen.note));
        let from = side(self.from).unwrap_or(&nothing);
        let to = side(self.to).unwrap_or(&nothing);
        let words = |value: Option<&Json>| value.map(ToString::to_string).unwrap_or_default();
        let aspect = |(who, now): (&str, Option<&Json>)| Aspect {
            name: format!("{what} of {who}"),
            from: words(from.get(who)),
            to: words(now),
        };
        from.differing(to).map(aspect).collect()
    }
}

/// What the comment says, and who resolved it.
fn said(comment: &Comment) -> String {
    if comment.is_open() {
        return comment.text.clone();
    }
    format!("{} (resolved by {})", comment.text, comment.resolved)
}
