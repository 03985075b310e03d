//! Why a sync did not come to its end, and what to do.

use std::fmt;

use super::{Step, words};
use crate::git::program::GitError;
use crate::git::repo::NoRepository;
use crate::git::status::UnderWay;
use crate::store::SaveError;

/// A sync that did not come to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// The first line of the message of what was committed before that. Untrusted.
    pub committed: Option<String>,
    /// What stopped it.
    pub why: Why,
}

/// What stops a sync. Its words are untrusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The file is in no repository.
    NoRepository(NoRepository),
    /// No branch is checked out, but the commit with this hash.
    Detached(String),
    /// Something waits to be finished first.
    UnderWay(UnderWay),
    /// The canvas is unmerged.
    Unmerged,
    /// git is told to ignore the file.
    Ignored,
    /// There is no file.
    Gone,
    /// The file is no canvas that can be read, for this reason.
    Unreadable(String),
    /// A version of it in the repository cannot be merged, for this reason.
    TheirsUnreadable(String),
    /// Others sync or write all the time.
    Busy,
    /// What was merged could not be written.
    Unsaved(SaveError),
    /// Other files are in conflict.
    Conflict {
        /// Which.
        files: Vec<String>,
        /// What git said.
        words: String,
    },
    /// There are remotes, but the branch follows none of theirs.
    NoUpstream {
        /// The branch.
        branch: String,
        /// One of the remotes.
        remote: String,
    },
    /// git could not do it.
    Git(Step, GitError),
}

impl From<NoRepository> for Why {
    fn from(error: NoRepository) -> Self {
        Self::NoRepository(error)
    }
}

/// What stops a sync before anything was committed.
impl From<Why> for Unfinished {
    fn from(why: Why) -> Self {
        let committed = None;
        Self { committed, why }
    }
}

impl Unfinished {
    /// What the user can do about it, in one line.
    pub fn advice(&self) -> String {
        self.why.advice()
    }
}

impl fmt::Display for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.committed.is_some() {
            f.write_str("committed, but not shared: ")?;
        }
        self.why.fmt(f)
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRepository(error) => error.fmt(f),
            Self::Detached(hash) => write!(f, "no branch is checked out, only the commit {hash}"),
            Self::UnderWay(what) => write!(f, "a {} is under way in this repository", what.name()),
            Self::Unmerged => f.write_str("the canvas is unmerged in this repository"),
            Self::Ignored => f.write_str("git is told to ignore this file"),
            Self::Gone => f.write_str("there is no such file"),
            Self::Unreadable(why) => write!(f, "the file cannot be read as a canvas: {why}"),
            Self::TheirsUnreadable(why) => {
                write!(f, "a version of it cannot be merged: {why}")
            }
            Self::Busy => f.write_str("others sync or write here all the time"),
            Self::Unsaved(error) => error.fmt(f),
            Self::NoUpstream { branch, .. } => {
                write!(f, "the branch {branch} follows no branch of a remote")
            }
            Self::Conflict { files, words } => conflict(f, files, words),
            Self::Git(step, GitError::Failed { words, .. }) => {
                write!(f, "the {} failed: {}", step.name(), words::plain(words))
            }
            Self::Git(step, GitError::Cancelled) => {
                write!(f, "stopped at the {}, as asked", step.name())
            }
            Self::Git(step, error) => write!(f, "the {} failed: {error}", step.name()),
        }
    }
}

fn conflict(f: &mut fmt::Formatter<'_>, files: &[String], words: &str) -> fmt::Result {
    const NAMED: usize = 3;
    let named: Vec<&str> = files.iter().take(NAMED).map(String::as_str).collect();
    write!(f, "other files are in conflict: {}", named.join(", "))?;
    if let more @ 1.. = files.len() - named.len() {
        write!(f, " and {more} more")?;
    }
    write!(f, "\n{}", words::plain(words))
}

impl Why {
    /// What the user can do about it, in one line.
    pub fn advice(&self) -> String {
        match self {
            Self::NoRepository(error) => error.advice().to_owned(),
            Self::Detached(_) => {
                "Go to a branch first: git switch NAME, or git switch -c NAME for a new one."
                    .to_owned()
            }
            Self::UnderWay(what) => {
                let name = what.name();
                format!("Finish it first: git {name} --continue, or git {name} --abort.")
            }
            Self::Unmerged => {
                "Finish it first: git add the file once it holds what you want, then git commit."
                    .to_owned()
            }
            Self::Ignored => "Take it out of .gitignore, or git add --force it once.".to_owned(),
            Self::Gone => {
                "Check the name; what was deleted on purpose is committed with git.".to_owned()
            }
            Self::Unreadable(_) => {
                "Mend the file first; bmcanvas show tells where it is broken.".to_owned()
            }
            Self::TheirsUnreadable(_) => {
                "Nothing was merged. Mend that version, or use a newer bmcanvas.".to_owned()
            }
            Self::Busy => "Try again in a moment.".to_owned(),
            Self::Unsaved(error) => error.advice().to_owned(),
            Self::Conflict { .. } => {
                "The merge was taken back. Merge with git (git merge @{upstream}), then sync again."
                    .to_owned()
            }
            Self::NoUpstream { branch, remote } => {
                format!(
                    "Do so once with git push --set-upstream {remote} {branch}, then sync again."
                )
            }
            Self::Git(step, error) => git(*step, error).to_owned(),
        }
    }
}

fn git(step: Step, error: &GitError) -> &'static str {
    match error {
        GitError::Failed { words, .. } => by_words(step, words),
        GitError::Cancelled => "What was committed stays; sync again when you like.",
        GitError::Missing
        | GitError::NoFolder
        | GitError::Unrunnable(_)
        | GitError::TimedOut(_)
        | GitError::TooMuch => error.advice(),
    }
}

/// git's words are not always in English: this only says more where they are.
fn by_words(step: Step, words: &str) -> &'static str {
    let says = |some: &[&str]| some.iter().any(|word| words.contains(word));
    if says(&[
        "could not read Username",
        "could not read Password",
        "Authentication failed",
        "terminal prompts disabled",
    ]) {
        return "git cannot ask here: run git push once in a shell, or set up a credential helper.";
    }
    if says(&["Host key verification failed", "Permission denied ("]) {
        return "ssh cannot ask here: run git fetch once in a shell, or load your key with ssh-add.";
    }
    match step {
        Step::Committing => "Nothing was committed. Do what it asks for, then sync again.",
        Step::Merging => "The merge was taken back. Do what it asks for, then sync again.",
        Step::Waiting | Step::Fetching | Step::Pushing => {
            "Try the same with git in a shell, then sync again."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(step: Step, words: &str) -> Why {
        let (code, words) = (Some(128), words.to_owned());
        Why::Git(step, GitError::Failed { code, words })
    }

    #[test]
    fn what_needs_an_answer_is_told_from_what_is_not_there() {
        for (words, advice) in [
            (
                "error: unable to read askpass response from 'false'\nfatal: could not read Username for 'x': terminal prompts disabled",
                "git cannot ask",
            ),
            ("a@b: Permission denied (publickey).", "ssh cannot ask"),
            (
                "ssh: connect to host x port 22: Connection refused\nfatal: Could not read from remote repository.",
                "Try the same with git",
            ),
        ] {
            let why = failed(Step::Fetching, words);
            assert!(why.advice().starts_with(advice), "{}", why.advice());
            assert!(!why.to_string().contains("askpass"), "{why}");
        }
    }

    #[test]
    fn what_was_committed_before_is_told() {
        let why = failed(Step::Pushing, "fatal: no");
        let committed = Some("x".to_owned());
        let end = Unfinished { committed, why };
        assert_eq!(
            end.to_string(),
            "committed, but not shared: the push failed: no"
        );
    }
}
