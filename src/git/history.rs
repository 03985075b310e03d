//! The commits that touched a canvas, the newest first, handed on while git still looks for older ones.
//!
//! One `git log` walks all commits from HEAD on and says of each what it made of the file. Where the file comes out of
//! nothing, git is asked whether it was renamed there, and if so another walk follows the old name from the parent on.
//! The walks are told apart by path: on a branch that forked before the rename the file still has its old name, which
//! `git log --follow` cannot see.

mod deeds;
mod rename;
mod said;
mod walk;

use std::collections::{HashSet, VecDeque};
use std::path::PathBuf;

use super::blob::{self, Depth, NotThere};
use super::program::{Cancel, GitError};
use super::repo::Place;
pub(super) use deeds::deeds;
use said::Entry;
pub(super) use walk::Key;
use walk::{Walk, Way};

/// So many commits are told of at most.
pub const MOST_COMMITS: usize = 10_000;
/// So many renames are followed at most.
const MOST_WALKS: usize = 100;

/// A commit that touched the file. Names and words are untrusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its hash.
    pub id: String,
    /// Who wrote it, as the repository's mailmap has it.
    pub author: String,
    /// When it was written, in seconds since 1970.
    pub time: i64,
    /// The same as a date, as the author's calendar had it: `2026-11-20`.
    pub date: String,
    /// When it was committed, in seconds since 1970: later than it was written where it was taken elsewhere since.
    pub committed: i64,
    /// The first line of its message.
    pub subject: String,
    /// Where the file was in it, from the work tree's top on.
    pub path: PathBuf,
    /// What it was called in the parent before, where this commit renamed it.
    pub renamed_from: Option<PathBuf>,
    /// The file as this commit has it.
    pub after: Version,
    /// The file as it was before.
    pub before: Before,
}

impl Commit {
    /// The file in the first parent; `None` where that is not known or there is none.
    pub fn first_before(&self) -> Option<&Version> {
        match &self.before {
            Before::Parents(versions) => versions.first(),
            Before::Unknown => None,
        }
    }
}

/// What a commit has at the file's path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Version {
    /// The file, by its blob's hash.
    File(String),
    /// Nothing.
    Absent,
    /// A link, a folder or a submodule.
    Other,
}

/// The file before a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Before {
    /// As the parents have it, one by one. A first commit has one entry, as if before it were an empty one.
    Parents(Vec<Version>),
    /// The clone is shallow and ends here: the file may be older.
    Unknown,
}

/// How a history ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// With the first commit of the file.
    Whole,
    /// Where the shallow clone ends: there may be older commits elsewhere.
    Shallow,
    /// After [`MOST_COMMITS`].
    Capped,
}

/// Why there is no history.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoHistory {
    /// Nothing was committed yet.
    #[error("this repository has no commit yet")]
    NoCommit,
    /// No commit has the file.
    #[error("this file was never committed")]
    NeverCommitted(Depth),
    /// git could not say.
    #[error(transparent)]
    Git(#[from] GitError),
}

impl NoHistory {
    /// What the user can do about it, in one line.
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::NoCommit | Self::NeverCommitted(Depth::Whole) => {
                "Commit it, such as with `bmcanvas sync`; its history begins there."
            }
            Self::NeverCommitted(Depth::Shallow) => {
                "This clone is shallow and lacks older commits; `git fetch --unshallow` gets them."
            }
            Self::Git(error) => error.advice(),
        }
    }
}

/// A commit on the way through the history, whether or not it touched the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// It, and the path at which the file is looked for in it.
    pub(super) at: At,
    /// Where the file comes from.
    pub(super) parents: Vec<At>,
    /// What it did, where it touched the file.
    pub(super) commit: Option<Commit>,
}

/// A commit and a path in it, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct At {
    pub(super) key: Key,
    pub(super) path: usize,
}

/// The history of a file: an iterator over the commits that touched it. Dropping it ends git.
#[derive(Debug)]
pub struct History<'a> {
    place: &'a Place,
    cancel: Cancel,
    walks: Vec<Walk>,
    paths: Vec<PathBuf>,
    /// How many walks were begun.
    begun: usize,
    ready: VecDeque<Step>,
    /// What the walks came to, in how many commits the file was touched, and which of them were told of.
    stepped: HashSet<At>,
    found: usize,
    told: HashSet<Key>,
    /// Where a shallow clone ends, and whether the file is older.
    boundary: HashSet<Key>,
    depth: Depth,
    /// Commits of which all before is known; nothing is looked for there.
    known: HashSet<(Key, PathBuf)>,
    /// Whether another name of the file was looked for, as the last commit has none of this one.
    looked: bool,
    ending: Option<Ending>,
}

/// Begins to look for the commits that touched the file at this place, from HEAD on.
pub fn history<'a>(place: &'a Place, cancel: &Cancel) -> Result<History<'a>, NoHistory> {
    let mut history = History {
        place,
        cancel: cancel.clone(),
        walks: Vec::new(),
        paths: Vec::new(),
        begun: 0,
        ready: VecDeque::new(),
        stepped: HashSet::new(),
        found: 0,
        told: HashSet::new(),
        boundary: rename::boundary(&place.repository),
        depth: Depth::Whole,
        known: HashSet::new(),
        looked: false,
        ending: None,
    };
    history.begin("HEAD", None, place.path.clone())?;
    Ok(history)
}

impl Iterator for History<'_> {
    type Item = Result<Commit, NoHistory>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.step()? {
                Ok(step) => {
                    if let Some(commit) = step.commit
                        && self.told.insert(step.at.key)
                    {
                        return Some(Ok(commit));
                    }
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl History<'_> {
    /// How it ended; `None` while it goes on.
    pub fn ending(&self) -> Option<Ending> {
        self.ending
    }

    /// The next commit on the way, also one that did not touch the file.
    pub(super) fn step(&mut self) -> Option<Result<Step, NoHistory>> {
        if self.ending.is_some() {
            return None;
        }
        match self.try_step() {
            Ok(Some(step)) => {
                self.found += usize::from(step.commit.is_some());
                Some(Ok(step))
            }
            Ok(None) => {
                self.end();
                None
            }
            Err(error) => {
                self.end();
                Some(Err(error))
            }
        }
    }

    /// Of these commits, with the file at these paths, all before is known.
    pub(super) fn knows(&mut self, known: HashSet<(Key, PathBuf)>) {
        self.known = known;
    }

    /// The path of this number.
    pub(super) fn path(&self, number: usize) -> Option<&PathBuf> {
        self.paths.get(number)
    }

    fn end(&mut self) {
        self.walks.clear();
        self.ending = Some(match self.depth {
            _ if self.found >= MOST_COMMITS => Ending::Capped,
            Depth::Whole => Ending::Whole,
            Depth::Shallow => Ending::Shallow,
        });
    }

    fn try_step(&mut self) -> Result<Option<Step>, NoHistory> {
        loop {
            if let Some(step) = self.ready.pop_front() {
                return Ok(Some(step));
            }
            if self.found >= MOST_COMMITS {
                return Ok(None);
            }
            match self.newest()? {
                Some(walk) => self.take(walk)?,
                None if self.found > 0 => return Ok(None),
                None if self.look_elsewhere()? => {}
                None => return Err(NoHistory::NeverCommitted(self.place.repository.depth())),
            }
        }
    }

    /// The walk whose next commit is the newest. Walks that have ended are dropped.
    fn newest(&mut self) -> Result<Option<usize>, NoHistory> {
        let mut at = 0;
        let mut newest: Option<(usize, i64)> = None;
        while let Some(walk) = self.walks.get_mut(at) {
            let time = match walk.peek() {
                Ok(entry) => entry.map(|entry| entry.committed),
                Err(error) => return Err(self.why(error)),
            };
            let Some(time) = time else {
                self.walks.remove(at);
                continue;
            };
            if newest.is_none_or(|(_, so_far)| time > so_far) {
                newest = Some((at, time));
            }
            at += 1;
        }
        Ok(newest.map(|(at, _)| at))
    }

    /// Why a walk failed.
    fn why(&self, error: GitError) -> NoHistory {
        // Asked for only now: mostly there is a commit.
        match self.place.repository.revision("HEAD") {
            Err(NotThere::NoCommit) => NoHistory::NoCommit,
            Ok(_) | Err(_) => NoHistory::Git(error),
        }
    }

    /// Takes the next commit of a walk, and those that it leads to and that came before it.
    fn take(&mut self, walk: usize) -> Result<(), NoHistory> {
        let taken = self.walks.get_mut(walk);
        let taken = taken.and_then(|walk| Some((walk.number, walk.take()?)));
        let mut next: Vec<(usize, Entry)> = taken.into_iter().collect();
        while let Some((walk, entry)) = next.pop() {
            let at = At {
                key: entry.key,
                path: self.path_of(walk),
            };
            // Another walk of this path came here before, and goes on from here.
            if self.stepped.insert(at) {
                let step = self.read(at, walk, entry, &mut next)?;
                self.ready.push_back(step);
            }
        }
        // What nobody wants more of is ended at once.
        self.walks.retain(Walk::goes_on);
        Ok(())
    }

    /// What a commit did to the file. Where the file comes from is wanted from the walks; what of that came already goes
    /// to `next`.
    fn read(
        &mut self,
        at: At,
        walk: usize,
        entry: Entry,
        next: &mut Vec<(usize, Entry)>,
    ) -> Result<Step, NoHistory> {
        let mut step = Step {
            at,
            parents: Vec::new(),
            commit: None,
        };
        let change = entry.change.clone();
        let (after, mut before) = change.map_or((Version::Absent, Vec::new()), |change| {
            (change.after, change.before)
        });
        let is_file = matches!(after, Version::File(_));
        let mut renamed_from = None;
        let path = self.path(at.path).cloned().unwrap_or_default();
        let ends = entry.change.is_some() && self.known.contains(&(at.key, path.clone()));
        let parents = entry.parents.iter().filter(|_| !ends).enumerate();
        for (place, parent) in parents {
            let version = before.get_mut(place);
            let absent = version.filter(|version| is_file && **version == Version::Absent);
            let renamed = match &absent {
                Some(_) => self.renamed(&parent.id, &entry.id, at.path)?,
                None => None,
            };
            let (walk, key) = (walk, parent.key);
            let walk = match (absent, renamed) {
                (Some(version), Some((old, blob))) => {
                    *version = Version::File(blob);
                    renamed_from = Some(old.clone());
                    self.begin(parent.id.as_str(), Some(key), old)?
                }
                (_, _) => walk,
            };
            let path = self.path_of(walk);
            step.parents.push(At { key, path });
            let known = self.walks.iter_mut().find(|known| known.number == walk);
            let held = known.and_then(|known| known.want(key));
            next.extend(held.map(|held| (walk, held)));
        }
        if entry.change.is_some() {
            step.commit = Some(Commit {
                before: self.before(entry.key, before),
                id: entry.id,
                author: entry.author,
                time: entry.time,
                date: entry.date,
                committed: entry.committed,
                subject: entry.subject,
                path,
                renamed_from,
                after,
            });
        }
        Ok(step)
    }

    fn before(&mut self, key: Key, versions: Vec<Version>) -> Before {
        if self.boundary.contains(&key) {
            self.depth = Depth::Shallow;
            return Before::Unknown;
        }
        Before::Parents(versions)
    }

    /// The number of the path that a walk is for.
    fn path_of(&self, walk: usize) -> usize {
        let walk = self.walks.iter().find(|known| known.number == walk);
        walk.map_or(0, |walk| walk.path)
    }

    fn renamed(
        &self,
        from: &str,
        to: &str,
        path: usize,
    ) -> Result<Option<(PathBuf, String)>, NoHistory> {
        let Some(path) = self.paths.get(path).filter(|_| self.begun < MOST_WALKS) else {
            return Ok(None);
        };
        Ok(rename::between(&self.place.repository, from, to, path)?)
    }

    /// Begins another walk, from this commit on and for this path; its number. One that comes to that commit too will do.
    fn begin(&mut self, from: &str, key: Option<Key>, path: PathBuf) -> Result<usize, NoHistory> {
        let known = self.paths.iter().position(|known| *known == path);
        let at = known.unwrap_or(self.paths.len());
        let is_coming = |walk: &&Walk| walk.path == at && key.is_some_and(|key| walk.has_seen(key));
        if let Some(walk) = self.walks.iter().find(is_coming) {
            return Ok(walk.number);
        }
        self.begun += 1;
        let way = Way {
            number: self.begun,
            path: at,
            from,
            key,
        };
        let git = &self.place.repository.git;
        let walk = Walk::start(git, way, &path, &self.cancel)?;
        self.walks.push(walk);
        if known.is_none() {
            self.paths.push(path);
        }
        Ok(self.begun)
    }

    /// Where no commit has the file under this name, it may have been renamed and not be committed since.
    fn look_elsewhere(&mut self) -> Result<bool, NoHistory> {
        if std::mem::replace(&mut self.looked, true) {
            return Ok(false);
        }
        let place = self.place;
        let Some(old) = blob::renamed(&place.repository, "HEAD", &place.path)? else {
            return Ok(false);
        };
        self.begin("HEAD", None, old)?;
        Ok(true)
    }
}
