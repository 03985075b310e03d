//! What merging could not put in its place: values that two people gave to one field, where the field holds one.

mod spot;
pub mod words;

use std::collections::{BTreeMap, BTreeSet};

pub use spot::Spot;

use super::id::NoteId;
use super::json::Json;

/// The values that lost against another one, by the field's path, until somebody dismisses them.
///
/// A path is a field's name, or `notes/ID/NAME` for a note's; as in JSON Pointer (RFC 6901), `~1` stands for a `/` within
/// a part and `~0` for a `~`. Invariant: no path has an empty set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conflicts(BTreeMap<String, BTreeSet<Json>>);

impl Conflicts {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The paths and the values that lost there.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &BTreeSet<Json>)> {
        self.0.iter().map(|(path, values)| (path.as_str(), values))
    }

    /// The values that lost at this path.
    pub fn at(&self, path: &str) -> Option<&BTreeSet<Json>> {
        self.0.get(path)
    }

    /// Notes that the value lost.
    pub fn add(&mut self, path: impl Into<String>, value: Json) {
        self.0.entry(path.into()).or_default().insert(value);
    }

    /// What lost at this path from now on; an empty set dismisses it. Gives back what lost there before.
    pub fn replace(&mut self, path: &str, values: BTreeSet<Json>) -> BTreeSet<Json> {
        let before = self.0.remove(path).unwrap_or_default();
        if !values.is_empty() {
            self.0.insert(path.to_owned(), values);
        }
        before
    }

    /// What of two descendants' conflicts holds: of those that the base had the ones that neither dismissed, and all new
    /// ones.
    pub(super) fn merged(base: &Self, ours: &Self, theirs: &Self) -> Self {
        let holds = |path: &str, value: &Json| {
            let has = |side: &Self| side.at(path).is_some_and(|values| values.contains(value));
            !has(base) || (has(ours) && has(theirs))
        };
        let mut merged = Self::default();
        for (path, values) in ours.iter().chain(theirs.iter()) {
            for value in values.iter().filter(|value| holds(path, value)) {
                merged.add(path, value.clone());
            }
        }
        merged
    }
}

/// The path of a note's amount.
pub fn amount_path(note: &NoteId) -> String {
    path(&["notes", note.as_str(), "amount"])
}

/// A path's parts as one text.
pub(super) fn path(parts: &[&str]) -> String {
    let escaped = parts
        .iter()
        .map(|part| part.replace('~', "~0").replace('/', "~1"));
    escaped.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conflicts(values: &[(&str, &str)]) -> Conflicts {
        let mut conflicts = Conflicts::default();
        for (path, value) in values {
            conflicts.add(*path, Json::String((*value).into()));
        }
        conflicts
    }

    #[test]
    fn what_one_side_dismissed_is_gone_and_what_is_new_stays() {
        let base = conflicts(&[("title", "a"), ("title", "b"), ("date", "c")]);
        let ours = conflicts(&[("title", "b"), ("title", "d"), ("date", "c")]);
        let theirs = conflicts(&[("title", "a"), ("title", "b"), ("kind", "e")]);
        let expected = conflicts(&[("title", "b"), ("title", "d"), ("kind", "e")]);
        assert_eq!(Conflicts::merged(&base, &ours, &theirs), expected);
        assert_eq!(Conflicts::merged(&base, &theirs, &ours), expected);
    }

    #[test]
    fn an_empty_set_dismisses() {
        let mut now = conflicts(&[("title", "a")]);
        let before = now.replace("title", BTreeSet::new());
        assert!(now.is_empty());
        now.replace("title", before);
        assert_eq!(now, conflicts(&[("title", "a")]));
    }

    #[test]
    fn paths_keep_their_parts_apart() {
        assert_eq!(path(&["notes", "a/b~c", "votes"]), "notes/a~1b~0c/votes");
    }
}
