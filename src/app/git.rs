//! How the canvas stands in git, as far as the board shows it.

/// How the canvas and the branch that it is on stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The branch, or the commit where none is checked out. Untrusted.
    pub branch: String,
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
