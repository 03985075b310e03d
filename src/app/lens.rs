//! What the blocks show: the canvas as it is, or with what changed since another version of it.

use std::ffi::OsString;
use std::sync::Arc;

use super::sync::Revision;
use super::weave::{Mark, Weave};
use crate::model::canvas::Canvas;
use crate::model::id::NoteId;
use crate::model::kind::Kind;

/// What the blocks show.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Lens {
    /// The canvas as it is.
    #[default]
    Now,
    /// The canvas as it is, and what changed in it.
    Changes(Box<Review>),
}

/// What a canvas is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Against {
    /// The file as a revision has it, by its name or hash as somebody gave it. Untrusted.
    Revision(String),
    /// The file as it was where the branch left the main branch.
    MainBranch,
    /// Another file.
    File(OsString),
}

/// Another version of the canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// What it is called, untrusted.
    pub name: String,
    /// It.
    pub canvas: Arc<Canvas>,
}

/// What changed in the canvas since another version of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// What was asked for.
    pub against: Against,
    /// What it is compared with.
    pub base: Version,
    /// Both as one.
    pub weave: Weave,
    /// The revision that this shows.
    of: Revision,
}

impl Review {
    /// What changed since `base`.
    pub fn new(against: Against, base: Version, now: &Canvas, of: Revision, kind: &Kind) -> Self {
        Self {
            against,
            weave: Weave::between(&base.canvas, now, kind),
            base,
            of,
        }
    }

    /// After the canvas changed.
    fn refresh(&mut self, now: &Canvas, of: Revision, kind: &Kind) {
        if self.of != of {
            self.weave = Weave::between(&self.base.canvas, now, kind);
            self.of = of;
        }
    }
}

impl Lens {
    /// After the canvas changed.
    pub fn refresh(&mut self, now: &Canvas, of: Revision, kind: &Kind) {
        match self {
            Self::Now => {}
            Self::Changes(review) => review.refresh(now, of, kind),
        }
    }

    /// What changed, woven into what is shown.
    pub fn weave(&self) -> Option<&Weave> {
        match self {
            Self::Now => None,
            Self::Changes(review) => Some(&review.weave),
        }
    }

    /// What became of the note, where that is shown.
    pub fn mark(&self, id: &NoteId) -> Option<Mark> {
        self.weave()?.mark(id)
    }
}
