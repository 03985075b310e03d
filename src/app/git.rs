//! How the canvas stands in git, and how far a sync of it is, as far as the board shows it.

/// How the canvas and the branch that it is on stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The branch, or the commit where none is checked out. Untrusted.
    pub branch: String,
    /// The hash of the last commit; `None` where there is none yet.
    pub commit: Option<String>,
    /// Commits that the upstream lacks.
    pub ahead: u64,
    /// Commits that only the upstream has.
    pub behind: u64,
    /// How the file stands.
    pub file: Committed,
    /// What is under way in the repository and waits to be finished, such as `merging`.
    pub under_way: Option<&'static str>,
}

/// Whether all of the file is committed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Committed {
    /// It is.
    #[default]
    Yes,
    /// It lacks something, or all.
    No,
    /// A merge left it unmerged.
    Unmerged,
    /// git is told to ignore it.
    Ignored,
}

/// The sync of the canvas, as far as it got.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Job {
    /// None is under way.
    #[default]
    None,
    /// The person wants one; the file has to have every edit first.
    Wanted,
    /// git is asked what there is to commit, so that a message can be proposed.
    Proposing,
    /// It begins as soon as the file has every edit, with this message.
    Agreed(Option<String>),
    /// It is at this, such as `fetching`.
    Running(&'static str),
    /// It is asked to stop.
    Stopping,
}

impl Job {
    /// What it is at, in a word or two; `None` where none is under way.
    pub fn words(&self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Wanted | Self::Agreed(_) => Some("waiting for the save"),
            Self::Proposing => Some("looking at the changes"),
            Self::Running(step) => Some(step),
            Self::Stopping => Some("stopping"),
        }
    }
}

/// What a sync did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Synced {
    /// What to tell, untrusted: with whom it was synced, what came in, what went out.
    pub told: String,
    /// Whether both sides had changed the same.
    pub clashed: bool,
}
