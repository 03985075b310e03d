//! The repository that holds a file.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};

use super::program::{Git, GitError};
use crate::store;

/// A repository with a work tree. A linked work tree or a submodule is one as any other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// git, run at the work tree's top.
    pub git: Git,
    /// What is the work tree's own: its index, its HEAD.
    pub git_dir: PathBuf,
    /// What all its work trees share: configuration, objects, branches.
    pub common_dir: PathBuf,
}

/// A file's place in a repository, whether or not it is there yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The repository.
    pub repository: Repository,
    /// The file from the work tree's top on; symbolic links are followed.
    pub path: PathBuf,
}

impl Place {
    /// What git keeps of the file under this prefix of its names: `HEAD:` is the last commit, `:` the index, `:1:` what both
    /// sides of an unmerged file grew from. `None` where there is none, or git cannot say.
    pub fn kept(&self, prefix: &str) -> Option<Vec<u8>> {
        let mut name = OsString::from(prefix);
        name.push(&self.path);
        let arguments = [OsStr::new("cat-file"), OsStr::new("blob"), &name];
        self.repository.git.query(arguments).ok()?.fine().ok()
    }
}

/// Why there is no repository to work with. Its words are untrusted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoRepository {
    /// The folder is in none.
    #[error("this is in no git repository")]
    None,
    /// The repository has no work tree.
    #[error("this git repository is bare: it has no files")]
    Bare,
    /// The folder is in git's own folder.
    #[error("this is inside git's own folder")]
    Inside,
    /// git does not trust the repository, as it belongs to somebody else.
    #[error("git does not trust this repository, since it belongs to another user")]
    Foreign,
    /// There is no such folder.
    #[error("there is no such folder")]
    NoFolder,
    /// git could not say.
    #[error(transparent)]
    Git(GitError),
}

impl NoRepository {
    /// What the user can do about it, in one line.
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::None => "Make one with `git init`, or go to the folder of one.",
            Self::Bare => "Make a clone of it, and work there.",
            Self::Inside => "Go to the folder with your files.",
            Self::Foreign => {
                "If you trust it: git config --global --add safe.directory PATH; `git status` there names the path."
            }
            Self::NoFolder => "Check the name.",
            Self::Git(error) => error.advice(),
        }
    }
}

impl From<GitError> for NoRepository {
    fn from(error: GitError) -> Self {
        let said =
            |what: &str| matches!(&error, GitError::Failed { words, .. } if words.contains(what));
        if error == GitError::NoFolder {
            Self::NoFolder
        } else if said("not a git repository") {
            Self::None
        } else if said("dubious ownership") {
            Self::Foreign
        } else {
            Self::Git(error)
        }
    }
}

/// The repository that this folder is in.
pub fn around(folder: &Path) -> Result<Repository, NoRepository> {
    repository(&Git::at(folder))
}

/// The repository that holds this file, and where. The file need not be there, but its folder does.
pub fn holding(file: &Path) -> Result<Place, NoRepository> {
    let file = store::canonical(file);
    let folder = file.parent().ok_or(NoRepository::None)?;
    let repository = around(folder)?;
    // git names its top without symbolic links too; where it does not, the file is elsewhere.
    let path = file
        .strip_prefix(repository.git.folder())
        .map_err(|_| NoRepository::None)?
        .to_path_buf();
    Ok(Place { repository, path })
}

fn repository(git: &Git) -> Result<Repository, NoRepository> {
    let said = git
        .query([
            "rev-parse",
            "--is-bare-repository",
            "--is-inside-git-dir",
            "--is-inside-work-tree",
        ])?
        .fine()?;
    let words: Vec<&[u8]> = said.split(|byte| *byte == b'\n').collect();
    match words.as_slice() {
        // In a bare one every folder is git's own.
        [b"true", ..] => Err(NoRepository::Bare),
        [_, b"true", ..] => Err(NoRepository::Inside),
        [_, _, b"true", ..] => Ok(Repository {
            git_dir: path(git, "--absolute-git-dir")?,
            common_dir: path(git, "--git-common-dir")?,
            git: Git::at(path(git, "--show-toplevel")?),
        }),
        _ => Err(NoRepository::None),
    }
}

/// The path that git prints for this question, made absolute. Asked one by one, as a path may hold line breaks.
fn path(git: &Git, question: &str) -> Result<PathBuf, NoRepository> {
    let output = git.query(["rev-parse", question])?;
    let line = output.line().to_vec();
    output.fine()?;
    // Some are named from the folder that git is asked in.
    let path = git.folder().join(OsString::from_vec(line));
    Ok(path.canonicalize().unwrap_or(path))
}
