//! A canvas as a commit has it, also where it was called otherwise then.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};

use super::program::GitError;
use super::repo::{Place, Repository};
use crate::format::{self, Access, Broken};
use crate::model::canvas::Canvas;

/// A commit, or another tree of files, and what the person called it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its name, untrusted.
    pub name: String,
    /// Its hash.
    id: String,
}

impl Revision {
    /// The same by another name.
    pub(super) fn called(self, name: &str) -> Self {
        let name = name.to_owned();
        Self { name, ..self }
    }
}

/// A canvas as a revision has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Then {
    /// Where it was, from the top of the work tree on.
    pub path: PathBuf,
    /// What was in it.
    pub canvas: Canvas,
    /// Whether this program knows all of it.
    pub access: Access,
}

/// Whether the repository has all commits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// It has.
    Whole,
    /// It is a shallow clone, and lacks the older ones.
    Shallow,
}

/// Why a revision has no such canvas. Names and words are untrusted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotThere {
    /// Nothing was committed yet.
    #[error("this repository has no commit yet")]
    NoCommit,
    /// Nothing is called so.
    #[error("no revision is called {0}")]
    NoRevision(String, Depth),
    /// Two revisions have nothing in common.
    #[error("{0} and {1} have no common commit")]
    NoBase(String, String, Depth),
    /// There is no main branch to be found.
    #[error("no main branch was found")]
    NoMain,
    /// The revision has no file there.
    #[error("{0} does not have this file")]
    NoFile(String, Depth),
    /// Nor has the last commit: all of the file is new.
    #[error("{0} does not have this file: it is not committed")]
    NotCommitted(String),
    /// What the revision has there is a folder, a link or a submodule.
    #[error("in {0} this is no file")]
    Other(String),
    /// The file was no canvas.
    #[error("in {0} this is no canvas: {1}")]
    NoCanvas(String, Box<Broken>),
    /// git could not say.
    #[error(transparent)]
    Git(#[from] GitError),
}

impl NotThere {
    /// What the user can do about it, in one line.
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::NoCommit => "Commit the canvas first, or compare two files.",
            Self::NoRevision(_, Depth::Shallow)
            | Self::NoBase(_, _, Depth::Shallow)
            | Self::NoFile(_, Depth::Shallow) => {
                "This clone is shallow and lacks older commits; `git fetch --unshallow` gets them."
            }
            Self::NoRevision(_, Depth::Whole) => {
                "`git log` and `git branch --all` list what there is; a file has to be named with its folder."
            }
            Self::NoBase(_, _, Depth::Whole) => "Compare them with two dots in place of three.",
            Self::NoFile(_, Depth::Whole) => {
                "It is newer, or had another name and another content then; `git log --follow` lists its commits."
            }
            Self::NotCommitted(_) => {
                "Commit it, with S on the board or `bmcanvas sync`, or compare it with another file."
            }
            Self::NoMain => {
                "Name the branch: bmcanvas looks for origin/HEAD, main, master, trunk, develop, init.defaultBranch."
            }
            Self::Other(_) => "Name the file itself.",
            Self::NoCanvas(..) => {
                "Take another revision; `git log --follow` lists those of the file."
            }
            Self::Git(error) => error.advice(),
        }
    }
}

impl Repository {
    /// Whether it has all commits.
    pub(super) fn depth(&self) -> Depth {
        if self.common_dir.join("shallow").exists() {
            Depth::Shallow
        } else {
            Depth::Whole
        }
    }

    /// The hash that git has for this name, if it knows any.
    fn hash(&self, name: &str) -> Result<Option<String>, GitError> {
        // What begins so would be an option of git's.
        if name.starts_with('-') {
            return Ok(None);
        }
        let output = self.git.query(["rev-parse", "--verify", "--quiet", name])?;
        let hash = String::from_utf8_lossy(output.line()).into_owned();
        Ok((output.code == Some(0) && !hash.is_empty()).then_some(hash))
    }

    /// The revision that is called this.
    pub fn revision(&self, name: &str) -> Result<Revision, NotThere> {
        let named = |id| Revision {
            name: name.to_owned(),
            id,
        };
        match self.hash(name)? {
            Some(id) => Ok(named(id)),
            None if self.hash("HEAD")?.is_none() => Err(NotThere::NoCommit),
            None => Err(NotThere::NoRevision(name.to_owned(), self.depth())),
        }
    }

    /// The last commit that both grew from.
    pub fn merge_base(&self, one: &Revision, other: &Revision) -> Result<Revision, NotThere> {
        const SHORT: usize = 8;
        let output = self.git.query(["merge-base", &one.id, &other.id])?;
        let id = String::from_utf8_lossy(output.line()).into_owned();
        if output.code != Some(0) || id.is_empty() {
            let (one, other) = (one.name.clone(), other.name.clone());
            return Err(NotThere::NoBase(one, other, self.depth()));
        }
        Ok(Revision {
            name: id.chars().take(SHORT).collect(),
            id,
        })
    }
}

/// The canvas that is at this place now, as the revision has it. Where it was called otherwise then, git is asked how.
pub fn canvas_at(place: &Place, revision: &Revision) -> Result<Then, NotThere> {
    let (path, entry) = entry_then(place, revision)?;
    let Entry::File(id) = entry else {
        return Err(NotThere::Other(revision.name.clone()));
    };
    let git = &place.repository.git;
    let bytes = git.query(["cat-file", "blob", &id])?.fine()?;
    let read = format::read(&bytes)
        .map_err(|broken| NotThere::NoCanvas(revision.name.clone(), Box::new(broken)))?;
    Ok(Then {
        path,
        canvas: read.canvas,
        access: read.access,
    })
}

/// What a revision has at a path.
enum Entry {
    /// A file, by its hash.
    File(String),
    /// Something else.
    Other,
}

/// What the revision has of the file, and where.
fn entry_then(place: &Place, revision: &Revision) -> Result<(PathBuf, Entry), NotThere> {
    let repository = &place.repository;
    let at = |path: PathBuf| {
        let entry = entry(repository, &revision.id, &path);
        entry.map(|entry| entry.map(|entry| (path, entry)))
    };
    if let Some(found) = at(place.path.clone())? {
        return Ok(found);
    }
    for path in earlier(place, revision)? {
        if let Some(found) = at(path)? {
            return Ok(found);
        }
    }
    let name = revision.name.clone();
    if entry(repository, "HEAD", &place.path)?.is_none() {
        return Err(NotThere::NotCommitted(name));
    }
    Err(NotThere::NoFile(name, repository.depth()))
}

fn entry(repository: &Repository, revision: &str, path: &Path) -> Result<Option<Entry>, GitError> {
    let list = ["ls-tree", "-z", "--full-tree", revision, "--"].map(OsStr::new);
    let list = list.into_iter().chain([path.as_os_str()]);
    let output = repository.git.query(list)?.fine()?;
    let said = String::from_utf8_lossy(&output);
    let Some((entry, _)) = said.split_once('\t') else {
        return Ok(None);
    };
    let parts: Vec<&str> = entry.split(' ').collect();
    Ok(Some(match parts.as_slice() {
        // The mode of a link's begins with 12.
        [mode, "blob", id] if mode.starts_with("100") => Entry::File((*id).to_owned()),
        _ => Entry::Other,
    }))
}

/// The paths that the file may have had then, the likeliest first.
fn earlier(place: &Place, revision: &Revision) -> Result<Vec<PathBuf>, GitError> {
    let repository = &place.repository;
    let mut paths = Vec::new();
    let mut now = place.path.clone();
    // Renamed and not yet committed?
    if entry(repository, "HEAD", &now).is_ok_and(|entry| entry.is_none())
        && let Some(renamed) = renamed(repository, "HEAD", &now)?
    {
        now.clone_from(&renamed);
        paths.push(renamed);
    }
    paths.extend(followed(repository, &revision.id, &now)?);
    paths.extend(renamed(repository, &revision.id, &place.path)?);
    Ok(paths)
}

/// The path since the revision by one rename after the other, as committed.
fn followed(
    repository: &Repository,
    revision: &str,
    path: &Path,
) -> Result<Option<PathBuf>, GitError> {
    let range = format!("{revision}..HEAD");
    let log = [
        "log",
        "--follow",
        "--no-show-signature",
        "--format=",
        "--name-status",
        "--diff-filter=R",
        "-z",
        &range,
        "--",
    ];
    let log = log.map(OsStr::new).into_iter().chain([path.as_os_str()]);
    let output = repository.git.query(log)?;
    // A tree that is no commit has no history.
    Ok(output
        .fine()
        .ok()
        .and_then(|said| renames(&said).pop())
        .map(|rename| rename.from))
}

/// What became this file of the work tree since the revision, by what is in it.
pub(super) fn renamed(
    repository: &Repository,
    revision: &str,
    path: &Path,
) -> Result<Option<PathBuf>, GitError> {
    let arguments = [
        "diff-index",
        "--find-renames",
        "--name-status",
        "--diff-filter=R",
        "-z",
        revision,
        "--",
    ];
    let output = repository.git.query(arguments)?;
    let renames = output.fine().map(|said| renames(&said)).unwrap_or_default();
    let found = renames.into_iter().find(|rename| rename.to == path);
    Ok(found.map(|rename| rename.from))
}

pub(super) struct Rename {
    pub(super) from: PathBuf,
    pub(super) to: PathBuf,
}

/// Reads `R100`, the old path and the new one, again and again.
fn renames(said: &[u8]) -> Vec<Rename> {
    let parts = said.split(|byte| *byte == 0);
    let mut parts = parts.filter(|part| !part.is_empty());
    let path = |part: &[u8]| PathBuf::from(OsString::from_vec(part.to_vec()));
    let mut renames = Vec::new();
    while let Some(mark) = parts.next() {
        if !mark.starts_with(b"R") {
            continue;
        }
        if let (Some(from), Some(to)) = (parts.next(), parts.next()) {
            let (from, to) = (path(from), path(to));
            renames.push(Rename { from, to });
        }
    }
    renames
}

#[cfg(test)]
mod tests {
    use super::renames;

    #[test]
    fn renames_are_read_whatever_the_files_are_called() {
        let said = b"R100\0R1\0b c\0\0R062\0a\nb\0R100\0";
        let renames = renames(said);
        let told: Vec<String> = renames
            .iter()
            .map(|rename| format!("{}>{}", rename.from.display(), rename.to.display()))
            .collect();
        assert_eq!(told, ["R1>b c", "a\nb>R100"]);
        assert!(super::renames(b"M\0a\0R100\0a").is_empty());
    }
}
