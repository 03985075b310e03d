//! The types of notes that a block offers, picked by keys while a note is typed: each becomes a tag.

use std::collections::BTreeSet;

use crate::model::draft::Picked;
use crate::model::kind::{Block, Hint};

/// The types of the note being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Types {
    /// The tags that the note had.
    before: BTreeSet<String>,
    /// The tags that it will have.
    tags: BTreeSet<String>,
    /// What keys are for.
    pub attention: Attention,
}

/// What keys are for while a note is typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Attention {
    /// The text.
    #[default]
    Text,
    /// The types: the next key picks one.
    Types,
}

impl Attention {
    /// The other one.
    pub const fn flip(self) -> Self {
        match self {
            Self::Text => Self::Types,
            Self::Types => Self::Text,
        }
    }
}

impl Types {
    /// Of a note that has these tags.
    pub fn of(tags: BTreeSet<String>) -> Self {
        Self {
            before: tags.clone(),
            tags,
            attention: Attention::Text,
        }
    }

    /// Of a new note that is to have these.
    pub fn picked(tags: BTreeSet<String>) -> Self {
        Self {
            tags,
            ..Self::default()
        }
    }

    /// The tags that the note will have.
    pub fn tags(&self) -> &BTreeSet<String> {
        &self.tags
    }

    /// These after what was picked in an earlier run.
    pub fn after(mut self, picked: &Picked) -> Self {
        self.tags = &(&self.tags - &picked.gone) | &picked.new;
        self
    }

    /// What was picked and let go.
    pub fn changed(&self) -> Picked {
        Picked {
            new: &self.tags - &self.before,
            gone: &self.before - &self.tags,
        }
    }

    /// Whether something was picked or let go.
    pub fn differ(&self) -> bool {
        self.tags != self.before
    }

    /// The tags of a note that has these by now, with what was picked and without what was let go.
    pub fn on(&self, now: &BTreeSet<String>) -> BTreeSet<String> {
        let Picked { new, gone } = self.changed();
        &(now - &gone) | &new
    }

    /// Picks the type, or lets it go.
    pub fn toggle(&mut self, hint: &Hint) {
        let tag = tag_of(hint);
        if !self.tags.remove(&tag) {
            self.tags.insert(tag);
        }
    }

    /// Whether the type is picked.
    pub fn has(&self, hint: &Hint) -> bool {
        self.tags.contains(&tag_of(hint))
    }
}

/// The types of a block, each with the key that picks it; those for which there is no key are left out.
pub fn types(block: &Block) -> impl Iterator<Item = (char, &Hint)> {
    ('1'..='9').chain('a'..='z').zip(&block.hints)
}

/// The tag that says that a note is of this type: its name in small letters.
pub fn tag_of(hint: &Hint) -> String {
    hint.name.replace(',', "").trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::kind::{built_in, built_in_kind};

    fn set(tags: &[&str]) -> BTreeSet<String> {
        tags.iter().copied().map(Into::into).collect()
    }

    #[test]
    fn what_others_tagged_meanwhile_stays() {
        let mut types = Types::of(set(&["user", "city"]));
        assert!(!types.differ());
        types.tags.remove("user");
        types.tags.insert("payer".to_owned());
        assert!(types.differ());
        let on = |now: &[&str]| types.on(&set(now));
        assert_eq!(on(&["user", "city"]), set(&["city", "payer"]));
        assert_eq!(on(&["user", "new"]), set(&["new", "payer"]));
        assert_eq!(on(&["payer"]), set(&["payer"]));
    }

    #[test]
    fn every_type_has_a_key_and_a_tag_of_its_own() {
        for (id, _) in built_in() {
            for block in built_in_kind(id).unwrap().blocks() {
                let tags: BTreeSet<String> = types(block).map(|(_, hint)| tag_of(hint)).collect();
                assert_eq!(tags.len(), block.hints.len(), "{id}: {}", block.title);
                assert!(!tags.contains(""));
            }
        }
    }

    #[test]
    fn segments_are_told_apart_as_customer_user_and_payer() {
        for id in ["business-model", "lean", "it-business-model"] {
            let kind = built_in_kind(id).unwrap();
            let segments = kind.block(&"customer_segments".into()).unwrap();
            let tags: BTreeSet<String> = types(segments).map(|(_, hint)| tag_of(hint)).collect();
            for role in ["customer", "user", "payer"] {
                assert!(tags.contains(role), "{id}: {tags:?}");
            }
        }
    }
}
