//! One walk of git's through the commits: which of them belong to the history of the file at one path.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use super::said::{Entry, FORMAT, Parser};
use crate::git::program::{Cancel, Git, GitError, Stream};

/// A commit's hash as a number: its first 128 bits, which tell commits apart as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::git) struct Key(u128);

impl Key {
    /// Of this hash.
    pub(in crate::git) fn of(id: &str) -> Option<Self> {
        const DIGITS: usize = 32;
        let is_hash = id.bytes().all(|byte| byte.is_ascii_hexdigit());
        let bits = u128::from_str_radix(id.get(..DIGITS)?, 16);
        bits.ok().filter(|_| is_hash).map(Self)
    }
}

/// Where a walk starts, and what for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way<'a> {
    /// Its number.
    pub(super) number: usize,
    /// The number of its path.
    pub(super) path: usize,
    /// The commit that it starts at.
    pub(super) from: &'a str,
    /// The same as a number, where that is known.
    pub(super) key: Option<Key>,
}

/// A walk.
#[derive(Debug)]
pub(super) struct Walk {
    /// Its number.
    pub(super) number: usize,
    /// The number of its path.
    pub(super) path: usize,
    stream: Option<Stream>,
    parser: Parser,
    next: Option<Entry>,
    /// Commits that are to come and belong to the history.
    wanted: HashSet<Key>,
    /// All that came.
    seen: HashSet<Key>,
    /// Those of them that nobody wanted so far.
    held: HashMap<Key, Entry>,
    is_begun: bool,
}

impl Walk {
    /// Starts on this way, for this path.
    pub(super) fn start(
        git: &Git,
        way: Way<'_>,
        path: &Path,
        cancel: &Cancel,
    ) -> Result<Self, GitError> {
        let arguments = [
            // Whatever the person set up for their own eyes.
            "-c",
            "log.follow=false",
            "log",
            "--no-show-signature",
            "--no-renames",
            "--no-ext-diff",
            "--no-notes",
            "--no-color",
            "--date=short",
            "--encoding=UTF-8",
            "--root",
            // Also the commits that did not touch the file: they lead from one to the other.
            "--sparse",
            // Merges that differ from all parents, with the file of each.
            "-c",
            "--raw",
            "--no-abbrev",
            "-z",
            FORMAT,
            way.from,
            "--",
        ];
        let arguments = arguments.map(OsStr::new).into_iter();
        Ok(Self {
            number: way.number,
            path: way.path,
            stream: Some(git.stream(arguments.chain([path.as_os_str()]), cancel)?),
            parser: Parser::new(path.as_os_str().as_bytes()),
            next: None,
            wanted: way.key.into_iter().collect(),
            seen: HashSet::new(),
            held: HashMap::new(),
            is_begun: false,
        })
    }

    /// The next commit that belongs to the history.
    pub(super) fn peek(&mut self) -> Result<Option<&Entry>, GitError> {
        while self.next.is_none() {
            let Some(entry) = self.come()? else {
                return Ok(None);
            };
            self.seen.insert(entry.key);
            let is_first = !std::mem::replace(&mut self.is_begun, true);
            if self.wanted.remove(&entry.key) || is_first {
                self.next = Some(entry);
            } else {
                self.held.insert(entry.key, entry);
            }
        }
        Ok(self.next.as_ref())
    }

    /// Takes it.
    pub(super) fn take(&mut self) -> Option<Entry> {
        self.next.take()
    }

    /// This commit belongs to the history. Where it came already it is given at once.
    pub(super) fn want(&mut self, key: Key) -> Option<Entry> {
        if !self.seen.contains(&key) {
            self.wanted.insert(key);
            return None;
        }
        self.held.remove(&key)
    }

    /// Whether this commit came, or is to come.
    pub(super) fn has_seen(&self, key: Key) -> bool {
        self.seen.contains(&key) || self.wanted.contains(&key)
    }

    /// Whether anything is to come.
    pub(super) fn goes_on(&self) -> bool {
        !self.is_begun || self.next.is_some() || !self.wanted.is_empty()
    }

    fn come(&mut self) -> Result<Option<Entry>, GitError> {
        loop {
            if let Some(entry) = self.parser.next(self.stream.is_none()) {
                return Ok(Some(entry));
            }
            let Some(stream) = &mut self.stream else {
                return Ok(None);
            };
            match stream.read()? {
                Some(piece) => self.parser.take(&piece),
                None => self.stream = None,
            }
        }
    }
}
