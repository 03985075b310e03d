//! Who else has the file open: what is told of this program, and what is heard of the others.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::app::msg::Person;
use crate::format::Fingerprint;
use crate::model::id::BlockId;
use crate::store::presence::{self, Presence};
use crate::store::user;
use crate::store::watch::Watch;

/// How long a move of the focus may go untold: somebody who walks through blocks is told of once.
const PACE: Duration = Duration::from_millis(150);

/// This program's presence, and the others'.
pub(super) struct People {
    path: PathBuf,
    ours: Presence,
    /// Ends with this.
    _watch: Option<Watch>,
    block: Option<BlockId>,
    wrote: Option<Fingerprint>,
    /// When the block is to be told.
    pub(super) due: Option<Instant>,
    known: Vec<Person>,
}

impl People {
    /// Tells others that the file is open here. `None` where nobody can be told.
    pub(super) fn join(path: &Path, stir: impl Fn() + Send + 'static) -> Option<Self> {
        let ours = Presence::announce(path, &user::name()).ok()?;
        let folder = presence::folder(path);
        Some(Self {
            path: path.to_owned(),
            ours,
            _watch: folder.map(|folder| Watch::folder(&folder, stir).0),
            block: None,
            wrote: None,
            due: None,
            known: Vec::new(),
        })
    }

    /// The focus is in this block now; others are told soon.
    pub(super) fn be_in(&mut self, block: BlockId) {
        self.block = Some(block);
        self.due.get_or_insert_with(|| Instant::now() + PACE);
    }

    /// This content is about to be written: who sees it can tell by whom.
    pub(super) fn will_write(&mut self, print: Fingerprint) {
        self.wrote = Some(print);
        self.tell();
    }

    /// Tells others where we are and what we wrote.
    pub(super) fn tell(&mut self) {
        self.due = None;
        let block = self.block.as_ref().map(BlockId::as_str);
        let wrote = self.wrote.map(|print| print.to_string());
        // Where that fails others know less of us, no more.
        let _ = self.ours.update(block, wrote.as_deref());
    }

    /// The others, where that is news.
    pub(super) fn news(&mut self) -> Option<Vec<Person>> {
        let person = |person: presence::Person| Person {
            name: person.name,
            block: person.block.as_deref().map(BlockId::from),
        };
        let now: Vec<Person> = presence::others(&self.path)
            .into_iter()
            .map(person)
            .collect();
        (now != self.known).then(|| {
            self.known.clone_from(&now);
            now
        })
    }
}

/// Who wrote this content, if it was somebody who has the file open.
pub(super) fn writer_of(path: &Path, print: Fingerprint) -> Option<String> {
    let print = print.to_string();
    let wrote = |person: &presence::Person| person.wrote.as_deref() == Some(&*print);
    presence::others(path)
        .into_iter()
        .find(wrote)
        .map(|person| person.name)
}
