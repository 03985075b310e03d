//! What the blocks show: the canvas as it is, or with what changed since another version of it.

use std::ffi::OsString;
use std::sync::Arc;

use super::ages::Ages;
use super::layer::Layer;
use super::sync::Revision;
use super::timeline::Timeline;
use super::weave::{Mark, Weave};
use crate::model::canvas::Canvas;
use crate::model::changes::{Changes, FieldChange, NoteChange};
use crate::model::id::NoteId;
use crate::model::kind::Kind;
use crate::text::clean::Shown;

/// The columns that the name of a version has.
const MOST_NAME: usize = 40;

/// What the blocks show.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Lens {
    /// The canvas as it is.
    #[default]
    Now,
    /// The canvas as it is, until this version of it is here.
    Awaiting(Against),
    /// The canvas as it is, and what changed in it.
    Changes(Box<Review>),
    /// The canvas as it is, and where its notes come from.
    Ages(Ages),
    /// The canvas as it is, one layer of it bright.
    Layer(Layer),
    /// The canvas as it was. It cannot be edited, only brought back.
    Past(Box<Timeline>),
    /// The canvas as it is, and where the one that is shown beside it differs.
    Beside(Box<Compared>),
}

/// How a canvas differs from the one that is shown beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The other one, its notes called as here.
    other: Canvas,
    /// Where they differ.
    weave: Weave,
    of: Revision,
}

impl Compared {
    /// How `now` differs from the other, whose notes are called as they are in it.
    pub fn new(other: Canvas, now: &Canvas, of: Revision) -> Self {
        Self {
            weave: Weave::beside(&other, now),
            other,
            of,
        }
    }
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

/// Where the other version of a review comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// It was asked for.
    Asked(Against),
    /// It is the other canvas that is open.
    Beside,
}

/// Another version of the canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// What it is called, untrusted.
    pub name: String,
    /// It.
    pub canvas: Arc<Canvas>,
}

impl Version {
    /// What it is called, as a screen can show it.
    pub fn shown_name(&self) -> Shown<'_> {
        Shown::line(&self.name).truncate(MOST_NAME)
    }
}

/// What changed in the canvas since another version of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// Where that comes from.
    pub source: Source,
    /// What it is compared with.
    pub base: Version,
    /// Both as one.
    pub weave: Weave,
    /// The revision that this shows.
    of: Revision,
}

impl Review {
    /// What changed since `base`.
    pub fn new(source: Source, base: Version, now: &Canvas, of: Revision, kind: &Kind) -> Self {
        Self {
            source,
            weave: Weave::between(&base.canvas, now, kind),
            base,
            of,
        }
    }

    /// How much changed, such as `+2 ~1 title`; empty where nothing did.
    pub fn counts(&self) -> String {
        let changes = self.weave.changes();
        let counted = NoteChange::ALL.map(|change| (change.sign(), changes.of(change).count()));
        let notes = counted.into_iter().filter(|(_, count)| *count > 0);
        let notes = notes.map(|(sign, count)| format!("{sign}{count}"));
        let fields = changes.fields().iter().map(FieldChange::name);
        notes.chain(fields).collect::<Vec<_>>().join(" ")
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
            Self::Now | Self::Awaiting(_) | Self::Ages(_) | Self::Past(_) => {}
            Self::Changes(review) => review.refresh(now, of, kind),
            Self::Layer(layer) => layer.refresh(now, of, kind),
            Self::Beside(compared) if compared.of == of => {}
            Self::Beside(compared) => {
                compared.weave = Weave::beside(&compared.other, now);
                compared.of = of;
            }
        }
    }

    /// Whether somebody asked for it, so that it can be left.
    pub fn is_chosen(&self) -> bool {
        match self {
            Self::Now | Self::Beside(_) => false,
            Self::Awaiting(_)
            | Self::Changes(_)
            | Self::Ages(_)
            | Self::Layer(_)
            | Self::Past(_) => true,
        }
    }

    /// What changed, woven into what is shown.
    pub fn weave(&self) -> Option<&Weave> {
        match self {
            Self::Now | Self::Awaiting(_) | Self::Ages(_) | Self::Layer(_) => None,
            Self::Changes(review) => Some(&review.weave),
            Self::Past(timeline) => timeline.weave(),
            Self::Beside(compared) => Some(&compared.weave),
        }
    }

    /// Where the notes come from, where that is shown.
    pub fn ages(&self) -> Option<&Ages> {
        match self {
            Self::Ages(ages) => Some(ages),
            Self::Layer(_)
            | Self::Now
            | Self::Awaiting(_)
            | Self::Changes(_)
            | Self::Beside(_)
            | Self::Past(_) => None,
        }
    }

    /// The layer that is shown alone.
    pub fn layer(&self) -> Option<&Layer> {
        match self {
            Self::Layer(layer) => Some(layer),
            Self::Now
            | Self::Awaiting(_)
            | Self::Changes(_)
            | Self::Ages(_)
            | Self::Beside(_)
            | Self::Past(_) => None,
        }
    }

    /// What differs from the other canvas that is open, where that is shown.
    pub fn differences(&self) -> Option<&Changes> {
        match self {
            Self::Beside(compared) => Some(compared.weave.changes()),
            Self::Changes(review) if review.source == Source::Beside => {
                Some(review.weave.changes())
            }
            Self::Now
            | Self::Awaiting(_)
            | Self::Changes(_)
            | Self::Ages(_)
            | Self::Layer(_)
            | Self::Past(_) => None,
        }
    }

    /// What became of the note, where that is shown.
    pub fn mark(&self, id: &NoteId) -> Option<Mark> {
        self.weave()?.mark(id)
    }
}
