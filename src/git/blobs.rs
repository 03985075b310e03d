//! Canvases of earlier versions, read one after the other through one git.

use std::collections::VecDeque;
use std::sync::Arc;

use super::history::{Before, Commit, Version};
use super::program::{Cancel, Git, GitError, Stream};
use crate::format::{self, Access};
use crate::model::canvas::Canvas;
use crate::review::timeline::{Side, Told};

/// So many canvases are kept at hand.
const MOST_KEPT: usize = 32;

/// What a version of the file held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Past {
    /// A canvas.
    Canvas(Arc<Canvas>),
    /// A canvas in a newer version of the format: what this program knows of it.
    Newer(Arc<Canvas>, u64),
    /// Nothing.
    Absent,
    /// Something else, for this reason. Untrusted.
    Unreadable(String),
}

impl Past {
    /// The canvas, as far as it can be read.
    pub fn canvas(&self) -> Option<&Arc<Canvas>> {
        match self {
            Self::Canvas(canvas) | Self::Newer(canvas, _) => Some(canvas),
            Self::Absent | Self::Unreadable(_) => None,
        }
    }

    fn side(&self) -> Side<'_> {
        match self {
            Self::Canvas(canvas) | Self::Newer(canvas, _) => Side::Canvas(canvas),
            Self::Absent => Side::Absent,
            Self::Unreadable(_) => Side::Unreadable,
        }
    }
}

/// A reader of many versions. git is started with the first, and ended when this is dropped.
#[derive(Debug)]
pub struct Blobs {
    git: Git,
    cancel: Cancel,
    stream: Option<Stream>,
    /// What git said and was not yet of use.
    rest: Vec<u8>,
    kept: VecDeque<(String, Past)>,
}

impl Blobs {
    /// A reader for the repository that this git runs in.
    pub fn new(git: &Git, cancel: &Cancel) -> Self {
        Self {
            git: git.clone(),
            cancel: cancel.clone(),
            stream: None,
            rest: Vec::new(),
            kept: VecDeque::new(),
        }
    }

    /// What this version held. What is no canvas is an answer too; an error is git's own.
    pub fn past(&mut self, version: &Version) -> Result<Past, GitError> {
        match version {
            Version::File(id) => self.blob(id),
            Version::Absent => Ok(Past::Absent),
            Version::Other => Ok(Past::Unreadable("this is no file".to_owned())),
        }
    }

    /// What a commit did, as seen from its first parent.
    pub fn told(&mut self, commit: &Commit) -> Result<Told, GitError> {
        let before = match &commit.before {
            Before::Parents(versions) => self.past(versions.first().unwrap_or(&Version::Absent))?,
            Before::Unknown => {
                let after = self.past(&commit.after)?;
                return Ok(Told::between(Side::Unknown, after.side()));
            }
        };
        let after = self.past(&commit.after)?;
        Ok(Told::between(before.side(), after.side()))
    }

    fn blob(&mut self, id: &str) -> Result<Past, GitError> {
        if let Some(at) = self.kept.iter().position(|(kept, _)| kept == id)
            && let Some(found) = self.kept.remove(at)
        {
            let past = found.1.clone();
            self.kept.push_back(found);
            return Ok(past);
        }
        let past = self.read(id).inspect_err(|_| self.restart())?;
        if self.kept.len() == MOST_KEPT {
            self.kept.pop_front();
        }
        self.kept.push_back((id.to_owned(), past.clone()));
        Ok(past)
    }

    /// What comes now belongs to no question any more.
    fn restart(&mut self) {
        self.stream = None;
        self.rest.clear();
    }

    fn read(&mut self, id: &str) -> Result<Past, GitError> {
        let git = &self.git;
        let stream = match &mut self.stream {
            Some(stream) => stream,
            none => none.insert(git.converse(["cat-file", "--batch"], &self.cancel)?),
        };
        stream.ask(format!("{id}\n").as_bytes())?;
        let line = self.until(|said| said.iter().position(|byte| *byte == b'\n'))?;
        let said = String::from_utf8_lossy(&line).into_owned();
        self.take(1)?;
        let words: Vec<&str> = said.split(' ').collect();
        let size = match words.as_slice() {
            [_, "blob", size] => size.parse::<usize>().ok(),
            _ => None,
        };
        match size {
            None => Ok(Past::Unreadable("git does not have it".to_owned())),
            Some(size) if size > format::MAX_BYTES => {
                self.restart();
                Ok(Past::Unreadable("the file is too large".to_owned()))
            }
            Some(size) => {
                let bytes = self.take(size)?;
                self.take(1)?;
                Ok(past(&bytes))
            }
        }
    }

    fn take(&mut self, count: usize) -> Result<Vec<u8>, GitError> {
        self.until(|said| (said.len() >= count).then_some(count))
    }

    /// Reads until there is enough, and takes that.
    fn until(&mut self, enough: impl Fn(&[u8]) -> Option<usize>) -> Result<Vec<u8>, GitError> {
        loop {
            if let Some(count) = enough(&self.rest) {
                let left = self.rest.split_off(count);
                return Ok(std::mem::replace(&mut self.rest, left));
            }
            let piece = match &mut self.stream {
                Some(stream) => stream.read()?,
                None => None,
            };
            let ended = || GitError::Unrunnable("it ended too early".to_owned());
            self.rest.extend(piece.ok_or_else(ended)?);
        }
    }
}

fn past(bytes: &[u8]) -> Past {
    match format::read(bytes) {
        Ok(read) => match read.access {
            Access::Full => Past::Canvas(Arc::new(read.canvas)),
            Access::ReadOnly(version) => Past::Newer(Arc::new(read.canvas), version),
        },
        Err(broken) => Past::Unreadable(broken.to_string()),
    }
}
