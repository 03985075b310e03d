//! What we know of the file and whether it has every edit.

use std::sync::Arc;

use super::msg::Trouble;
use crate::format::Fingerprint;
use crate::model::canvas::Canvas;

/// Counts the canvas's changes, so that a save knows which of them it holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revision(pub u64);

/// What the file held at a moment: what later changes of it, and ours, grew from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its bytes, at a glance.
    pub print: Fingerprint,
    /// The canvas in them.
    pub canvas: Arc<Canvas>,
}

/// The file's content as far as we know it; `None` where there was no file.
pub type Base = Option<Known>;

/// A canvas on its way to the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// What we and the disk agreed on before.
    pub base: Base,
    /// The canvas.
    pub canvas: Arc<Canvas>,
    /// Which revision of it.
    pub revision: Revision,
}

/// Whether the file has every edit. `Base` is the last content that we and the disk agreed on: a conflict without one
/// cannot be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sync {
    /// It has.
    Fresh(Base),
    /// It lacks edits, and nothing is under way.
    Dirty(Base),
    /// This is being written; with why the attempt before failed, if it did, for until this one has succeeded that is
    /// what there is to say.
    Saving(Sent, Option<Trouble>),
    /// The last write failed. It is tried again.
    Failed(Sent, Trouble),
}

/// How the file was found when it was looked at last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Disk {
    /// As a canvas.
    #[default]
    Settled,
    /// Without one. The board shows the last good one.
    Unsettled(NoCanvas),
}

/// Why there is no canvas at a file's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoCanvas {
    /// There is no file.
    Gone,
    /// The file is no canvas.
    Unreadable(Trouble),
}

impl Sync {
    /// What we and the disk agreed on last.
    pub fn base(&self) -> &Base {
        match self {
            Self::Fresh(base) | Self::Dirty(base) => base,
            Self::Saving(sent, _) | Self::Failed(sent, _) => &sent.base,
        }
    }

    /// The bytes that we and the disk agreed on last, at a glance.
    pub fn print(&self) -> Option<Fingerprint> {
        self.base().as_ref().map(|known| known.print)
    }

    /// Why the last attempt that ended failed, if it did.
    pub fn trouble(&self) -> Option<&Trouble> {
        match self {
            Self::Failed(_, trouble) => Some(trouble),
            Self::Saving(_, trouble) => trouble.as_ref(),
            Self::Fresh(_) | Self::Dirty(_) => None,
        }
    }

    /// What was sent to be written and has not arrived yet.
    pub fn sent(&self) -> Option<&Sent> {
        match self {
            Self::Saving(sent, _) | Self::Failed(sent, _) => Some(sent),
            Self::Fresh(_) | Self::Dirty(_) => None,
        }
    }

    /// Whether there are edits that no file has.
    pub fn lacks_edits(&self) -> bool {
        match self {
            Self::Fresh(_) => false,
            Self::Dirty(_) | Self::Saving(..) | Self::Failed(..) => true,
        }
    }
}
