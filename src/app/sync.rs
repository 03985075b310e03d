//! What we know of the file and whether it has every edit.

use super::effect::Guard;
use super::msg::Trouble;
use crate::format::Fingerprint;

/// Counts the canvas's changes, so that a save knows which of them it holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revision(pub u64);

/// The file's content as far as we know it; `None` where there was no file.
pub type Base = Option<Fingerprint>;

/// Whether the file has every edit. `Base` is the last content that we and the disk agreed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sync {
    /// It has.
    Fresh(Base),
    /// It lacks edits, and nothing is under way.
    Dirty(Base),
    /// Up to this revision it is being written; with why the attempt before failed, if it did, for until this one has
    /// succeeded that is what there is to say.
    Saving(Base, Revision, Option<Trouble>),
    /// The last write failed.
    Failed(Base, Trouble),
}

impl Sync {
    /// What we and the disk agreed on last.
    pub fn base(&self) -> Base {
        match self {
            Self::Fresh(base)
            | Self::Dirty(base)
            | Self::Saving(base, ..)
            | Self::Failed(base, _) => *base,
        }
    }

    /// Why the last attempt that ended failed, if it did.
    pub fn trouble(&self) -> Option<&Trouble> {
        match self {
            Self::Failed(_, trouble) => Some(trouble),
            Self::Saving(_, _, trouble) => trouble.as_ref(),
            Self::Fresh(_) | Self::Dirty(_) => None,
        }
    }

    /// The guard of a save on what we know.
    pub fn guard(&self) -> Guard {
        Guard::Only(self.base())
    }

    /// Whether there are edits that no file has.
    pub fn lacks_edits(&self) -> bool {
        match self {
            Self::Fresh(_) => false,
            Self::Dirty(_) | Self::Saving(..) | Self::Failed(..) => true,
        }
    }
}
