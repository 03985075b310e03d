//! What people say about a note: its comments.
//!
//! A thread has no state of its own. Resolving it marks every comment that it has by then; so a comment that somebody
//! else adds at the same time is open by itself, and nobody's question is closed unread.

use std::collections::BTreeMap;

use super::id::CommentId;
use super::json::Fields;
use super::timestamp::Timestamp;

/// A comment. All of its texts are untrusted and kept verbatim.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Comment {
    /// Who wrote it.
    pub by: String,
    /// When, as it was written; `2026-11-25T18:51:36Z` where this program wrote it.
    pub at: String,
    /// What it says.
    pub text: String,
    /// Who resolved it; empty as long as it is open.
    pub resolved: String,
    /// What this version does not know, kept as it is.
    pub extra: Fields,
}

impl Comment {
    /// A comment that is open.
    pub fn new(by: impl Into<String>, at: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            by: by.into(),
            at: at.into(),
            text: text.into(),
            ..Self::default()
        }
    }

    /// Who wrote it, for people.
    pub fn author(&self) -> &str {
        match self.by.trim() {
            "" => "somebody",
            by => by,
        }
    }

    /// When it was written, to the minute; as it stands there where that is no time.
    pub fn time(&self) -> String {
        Timestamp::parse(&self.at).map_or_else(|| self.at.clone(), Timestamp::to_minute)
    }

    /// Author and time in a few words.
    pub fn signature(&self) -> String {
        let time = self.time();
        match time.trim() {
            "" => self.author().to_owned(),
            time => format!("{}, {time}", self.author()),
        }
    }

    /// Whether nobody has resolved it.
    pub fn is_open(&self) -> bool {
        self.resolved.is_empty()
    }
}

/// The comments of a note, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thread(BTreeMap<CommentId, Comment>);

impl Thread {
    /// Whether nobody said anything.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many comments there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether any comment is open.
    pub fn is_open(&self) -> bool {
        self.0.values().any(Comment::is_open)
    }

    /// How many comments are open.
    pub fn open_comments(&self) -> usize {
        self.0.values().filter(|comment| comment.is_open()).count()
    }

    /// The comment of this id.
    pub fn get(&self, id: &CommentId) -> Option<&Comment> {
        self.0.get(id)
    }

    /// The comments by id.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&CommentId, &Comment)> {
        self.0.iter()
    }

    /// The comments as they were said.
    pub fn in_order(&self) -> Vec<(&CommentId, &Comment)> {
        let mut comments: Vec<_> = self.0.iter().collect();
        comments.sort_by(|(a_id, a), (b_id, b)| (&a.at, a_id).cmp(&(&b.at, b_id)));
        comments
    }

    /// When a comment that is added now was said: after all that it answers. Several can fall in one second, and clocks go
    /// apart; one that is more than a day ahead is not waited for.
    pub fn time_of_next(&self, now: Timestamp) -> Timestamp {
        const DAY: u64 = 86_400;
        let said = self
            .0
            .values()
            .filter_map(|comment| Timestamp::parse(&comment.at));
        let said = said.filter(|at| at.0 < now.0.saturating_add(DAY));
        let after = said.max().map(|at| Timestamp(at.0.saturating_add(1)));
        after.map_or(now, |after| after.max(now))
    }

    /// Puts a comment under the id, or takes the one there away. What was there before.
    pub fn replace(&mut self, id: &CommentId, comment: Option<Comment>) -> Option<Comment> {
        match comment {
            Some(comment) => self.0.insert(id.clone(), comment),
            None => self.0.remove(id),
        }
    }

    /// The comments that change when somebody resolves the thread.
    pub fn resolved_by(&self, who: &str) -> Vec<(CommentId, Comment)> {
        self.marked(Comment::is_open, who)
    }

    /// The comments that change when somebody reopens the thread.
    pub fn reopened(&self) -> Vec<(CommentId, Comment)> {
        self.marked(|comment| !comment.is_open(), "")
    }

    fn marked(&self, which: impl Fn(&Comment) -> bool, who: &str) -> Vec<(CommentId, Comment)> {
        let marked = |(id, comment): (&CommentId, &Comment)| {
            let resolved = who.to_owned();
            let comment = comment.clone();
            (
                id.clone(),
                Comment {
                    resolved,
                    ..comment
                },
            )
        };
        let comments = self.0.iter().filter(|(_, comment)| which(comment));
        comments.map(marked).collect()
    }
}

impl FromIterator<(CommentId, Comment)> for Thread {
    fn from_iter<I: IntoIterator<Item = (CommentId, Comment)>>(comments: I) -> Self {
        Self(comments.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thread(comments: &[(&str, &str, &str)]) -> Thread {
        let comment = |(id, at, resolved): &(&str, &str, &str)| {
            let resolved = (*resolved).to_owned();
            let comment = Comment::new("anna", *at, *id);
            (
                CommentId::from(*id),
                Comment {
                    resolved,
                    ..comment
                },
            )
        };
        comments.iter().map(comment).collect()
    }

    #[test]
    fn comments_stand_by_time_then_id() {
        let thread = thread(&[
            ("c", "1", ""),
            ("a", "2", ""),
            ("b", "1", ""),
            ("d", "", ""),
        ]);
        let order: String = thread
            .in_order()
            .iter()
            .map(|(id, _)| id.as_str())
            .collect();
        assert_eq!(order, "dbca");
    }

    #[test]
    fn a_comment_comes_after_those_that_it_answers() {
        let now = Timestamp::parse("2026-11-25T18:51:36Z").unwrap();
        let next = |times: &[&str]| {
            let comments: Vec<_> = times.iter().map(|at| (*at, *at, "")).collect();
            thread(&comments).time_of_next(now).to_string()
        };
        for (said, expected) in [
            (&[][..], "2026-11-25T18:51:36Z"),
            (&["2026-11-25T18:51:35Z"], "2026-11-25T18:51:36Z"),
            (&["2026-11-25T18:51:36Z"], "2026-11-25T18:51:37Z"),
            (
                &["2026-11-25T18:51:40Z", "2026-11-25T18:51:36Z"],
                "2026-11-25T18:51:41Z",
            ),
            // What is no time, or a clock that is far wrong, moves nobody's comment.
            (
                &["soon", "2030-01-01T00:00:00Z", "9999-12-31T23:59:59Z"],
                "2026-11-25T18:51:36Z",
            ),
        ] {
            assert_eq!(next(said), expected, "{said:?}");
        }
    }

    #[test]
    fn a_thread_is_open_as_long_as_any_comment_is() {
        assert!(!thread(&[]).is_open());
        assert!(!thread(&[("a", "", "ben")]).is_open());
        assert!(thread(&[("a", "", "ben"), ("b", "", "")]).is_open());
    }

    #[test]
    fn resolving_leaves_what_was_resolved_before() {
        let mut thread = thread(&[("a", "", "ben"), ("b", "", "")]);
        let resolved = thread.resolved_by("cleo");
        assert_eq!(resolved.len(), 1);
        for (id, comment) in resolved {
            thread.replace(&id, Some(comment));
        }
        assert!(!thread.is_open());
        assert_eq!(thread.get(&"a".into()).unwrap().resolved, "ben");
        assert_eq!(thread.get(&"b".into()).unwrap().resolved, "cleo");
        assert_eq!(thread.reopened().len(), 2);
    }
}
