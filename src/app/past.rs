//! Earlier versions of the canvas, as the board is told of them.

use std::ffi::OsString;
use std::sync::Arc;

use crate::model::canvas::Canvas;
use crate::review::timeline::Told;

/// A moment in the life of the canvas: a row of its timeline. Names and words are untrusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which one, and how to get the canvas as it was.
    pub moment: Moment,
    /// Who made it what it was; empty where that is not known.
    pub author: String,
    /// When, in seconds since 1970.
    pub time: i64,
    /// The same as a date.
    pub date: String,
    /// How long ago that was when it was looked, in short, such as `2d`.
    pub age: String,
    /// What it was called: a commit's subject, an iteration's title.
    pub subject: String,
    /// Where the file was, if not where it is now.
    pub path: Option<String>,
    /// What changed.
    pub told: Told,
}

/// A moment in the life of the canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A commit.
    Commit {
        /// Its hash.
        id: String,
        /// The file before it.
        before: Stored,
        /// The file in it.
        after: Stored,
    },
    /// An iteration that was kept as a file of its own.
    Iteration {
        /// Its number.
        number: u64,
        /// Its file.
        file: OsString,
        /// The file of the iteration before, if there is one.
        before: Option<OsString>,
    },
}

impl Moment {
    /// What it is called in short: `3f2a9c01`, `#4`.
    pub fn name(&self) -> String {
        const SHORT: usize = 8;
        match self {
            Self::Commit { id, .. } => id.chars().take(SHORT).collect(),
            Self::Iteration { number, .. } => format!("#{number}"),
        }
    }
}

/// A version of the file, as git keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stored {
    /// A file, by its hash.
    Blob(String),
    /// None.
    Absent,
    /// Something that is no file.
    Other,
    /// That is not known: the clone is shallow.
    Unknown,
}

/// The next part of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chapter {
    /// These are the next, the newest first.
    Rows(Vec<Row>),
    /// There are no more, for this reason.
    End(End),
}

/// Why there are no more rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The canvas began there.
    Whole,
    /// The clone is shallow and ends there.
    Shallow,
    /// More are not told of.
    Capped,
}

impl End {
    /// What to say below the last row, if anything.
    pub const fn words(self) -> Option<&'static str> {
        match self {
            Self::Whole => None,
            Self::Shallow => {
                Some("the clone is shallow and ends here; git fetch --unshallow gets the rest")
            }
            Self::Capped => Some("there are more, which are not listed"),
        }
    }
}

/// The canvas before and after a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Then {
    /// Before.
    pub before: Stand,
    /// After.
    pub after: Stand,
}

/// What a version held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stand {
    /// A canvas.
    Canvas(Arc<Canvas>),
    /// Nothing: there was no file.
    Absent,
    /// No canvas, for this reason. Untrusted.
    Unreadable(String),
    /// That is not known.
    Unknown,
}

impl Stand {
    /// The canvas, if there is one.
    pub fn canvas(&self) -> Option<&Arc<Canvas>> {
        match self {
            Self::Canvas(canvas) => Some(canvas),
            Self::Absent | Self::Unreadable(_) | Self::Unknown => None,
        }
    }
}

/// A branch or tag to choose. Names and words are untrusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its name, such as `main`, `origin/main` or `v1`.
    pub name: String,
    /// What it is: `branch`, `remote branch` or `tag`.
    pub kind: &'static str,
    /// The hash of the commit that it names.
    pub commit: String,
    /// How old that was when it was looked, in short.
    pub age: String,
    /// The first line of that commit's message.
    pub subject: String,
}
