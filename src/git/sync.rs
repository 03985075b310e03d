//! Syncing one canvas: commit it, take in what others pushed, push.
//!
//! ```text
//! commit FILE ─► fetch ─► merge the upstream ─► push ─► done
//!                  ▲                              │ others pushed meanwhile
//!                  └──────────────────────────────┘
//! ```
//!
//! Only this file is committed; what else is staged or changed stays so. A merge that stops at this canvas alone is
//! finished here, by notes; one that stops at other files is taken back. Boards and scripts may go on writing all the
//! while: git changes the file only under its lock, and what it did not commit waits for the next sync.

mod commit;
mod error;
mod merge;
mod message;
mod remote;
mod rule;
mod told;
mod turn;
mod words;

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use super::program::{Cancel, GitError, Output};
use super::repo::Place;
use super::status::{FileState, Head, Status, UnderWay, Upstream, status};
use crate::format::{self, Access};
use crate::model::canvas::Canvas;
use crate::store::library::Library;
use crate::store::load::{self, LoadError};
pub use error::{Unfinished, Why};
use remote::{Pushed, Remote};

/// How long a step may take that talks to another machine.
const NETWORK_TIME: Duration = Duration::from_mins(5);
/// How long one may take that does not: hooks may run a team's tests.
const LOCAL_TIME: Duration = Duration::from_mins(10);
/// How often others may push between our merge and our push.
const ROUNDS: usize = 6;

/// What a sync is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Waiting for another sync of this repository.
    Waiting,
    /// Committing the canvas.
    Committing,
    /// Asking the remote for what others pushed.
    Fetching,
    /// Taking it in.
    Merging,
    /// Sending ours.
    Pushing,
}

impl Step {
    /// What is being done, in a word.
    pub const fn doing(self) -> &'static str {
        match self {
            Self::Waiting => "waiting for another sync",
            Self::Committing => "committing",
            Self::Fetching => "fetching",
            Self::Merging => "merging",
            Self::Pushing => "pushing",
        }
    }

    /// What it is called.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "wait",
            Self::Committing => "commit",
            Self::Fetching => "fetch",
            Self::Merging => "merge",
            Self::Pushing => "push",
        }
    }
}

/// What a sync would do first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The message of the commit, as made from the changes; `None` where all is committed. Untrusted.
    pub message: Option<String>,
    /// The branch that is synced with, as far as known since the last fetch.
    pub upstream: Option<Upstream>,
}

/// What a sync did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The first line of the commit's message; `None` where there was nothing to commit. Untrusted.
    pub committed: Option<String>,
    /// With whom it was shared.
    pub shared: Shared,
}

/// With whom a canvas was shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shared {
    /// With this branch, such as `origin/main`. The name is untrusted.
    With {
        /// Its name.
        upstream: String,
        /// What came in from it.
        received: Received,
        /// How many commits went out.
        sent: u64,
    },
    /// With nobody: there is no remote.
    NoRemote,
}

/// What came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// Commits.
    pub commits: u64,
    /// What they changed in the canvas, in a line; empty where they changed nothing of it. Untrusted.
    pub summary: String,
    /// What both sides had changed in it, for a person to look at. Untrusted.
    pub clashes: Vec<String>,
}

/// What a sync works with.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The canvas.
    pub place: &'a Place,
    /// The kinds around it, for the titles of blocks.
    pub library: &'a Library,
    /// Takes it back.
    pub cancel: &'a Cancel,
}

/// What a sync of this canvas would do first, and whether it could.
pub fn plan(place: &Place, library: &Library) -> Result<Plan, Why> {
    let cancel = Cancel::default();
    let job = Job {
        place,
        library,
        cancel: &cancel,
    };
    let status = job.check()?;
    let message = match status.file {
        FileState::Clean => None,
        FileState::Changed
        | FileState::Untracked
        | FileState::Ignored
        | FileState::Unmerged
        | FileState::Absent => Some(job.message(&status)?),
    };
    Ok(Plan {
        message,
        upstream: status.upstream,
    })
}

/// Syncs this canvas, with the message given or one made from the changes. `tell` is told of each step.
pub fn sync(
    job: Job<'_>,
    message: Option<&str>,
    tell: &mut dyn FnMut(Step),
) -> Result<Done, Unfinished> {
    let mut run = Run {
        job,
        tell,
        committed: None,
        received: Received::default(),
        before: None,
    };
    match run.all(message) {
        Ok(shared) => Ok(Done {
            committed: run.committed,
            shared,
        }),
        Err(why) => Err(Unfinished {
            committed: run.committed,
            why,
        }),
    }
}

/// A sync under way.
struct Run<'a> {
    job: Job<'a>,
    tell: &'a mut dyn FnMut(Step),
    committed: Option<String>,
    received: Received,
    /// The canvas before anything came in.
    before: Option<Canvas>,
}

impl Run<'_> {
    fn all(&mut self, message: Option<&str>) -> Result<Shared, Why> {
        let _turn = turn::take(&self.job, self.tell)?;
        let status = self.job.check()?;
        self.commit(&status, message)?;
        let branch = match status.head {
            Head::Branch(name) | Head::Unborn(name) => name,
            Head::Detached(hash) => return Err(Why::Detached(hash)),
        };
        match self.job.remote(&branch)? {
            Some(remote) => self.share(&remote),
            None => self.job.alone(branch),
        }
    }

    /// Fetches, merges and pushes until nobody else pushed in between.
    fn share(&mut self, remote: &Remote) -> Result<Shared, Why> {
        let mut refused = None;
        for _ in 0..ROUNDS {
            self.step(Step::Fetching)?;
            self.job.fetch(remote)?;
            let distance = self.job.distance(remote)?;
            match refused {
                // Nobody pushed: there is another reason.
                Some(why) if distance.behind == 0 => return Err(why),
                Some(_) | None => {}
            }
            if distance.behind > 0 {
                self.take_in(remote)?;
                self.received.commits += distance.behind;
            }
            match self.push(remote)? {
                Pushed::Sent(sent) => return Ok(self.shared(remote, sent)),
                Pushed::Refused(why) => refused = Some(why),
            }
        }
        Err(refused.unwrap_or(Why::Busy))
    }

    fn push(&mut self, remote: &Remote) -> Result<Pushed, Why> {
        let sent = self.job.distance(remote)?.ahead;
        if sent == 0 {
            return Ok(Pushed::Sent(0));
        }
        self.step(Step::Pushing)?;
        self.job.push(remote, sent)
    }

    fn shared(&mut self, remote: &Remote, sent: u64) -> Shared {
        if let Some(before) = &self.before
            && let Some(now) = self.job.committed_canvas()
        {
            self.received.summary = message::summary(before, &now, self.job.library);
        }
        Shared::With {
            upstream: remote.upstream.clone(),
            received: std::mem::take(&mut self.received),
            sent,
        }
    }

    /// Tells of the next step, unless the sync was taken back.
    fn step(&mut self, step: Step) -> Result<(), Why> {
        if self.job.cancel.is_cancelled() {
            return Err(Why::Git(step, GitError::Cancelled));
        }
        (self.tell)(step);
        Ok(())
    }
}

impl Job<'_> {
    /// How the canvas stands, if it can be synced.
    fn check(&self) -> Result<Status, Why> {
        let status = self.status()?;
        if let Some(under_way) = status.under_way {
            return Err(Why::UnderWay(under_way));
        }
        if let Head::Detached(hash) = &status.head {
            return Err(Why::Detached(hash.clone()));
        }
        match status.file {
            FileState::Clean => Ok(status),
            FileState::Changed | FileState::Untracked => self.readable().map(|_| status),
            FileState::Ignored => Err(Why::Ignored),
            FileState::Unmerged => Err(Why::Unmerged),
            FileState::Absent => Err(Why::Gone),
        }
    }

    fn status(&self) -> Result<Status, Why> {
        status(self.place).map_err(|error| Why::Git(Step::Committing, error))
    }

    /// The canvas as it is in the folder.
    fn readable(&self) -> Result<Canvas, Why> {
        let unread = |error: LoadError| {
            if error == LoadError::NotFound {
                Why::Gone
            } else {
                Why::Unreadable(error.to_string())
            }
        };
        let loaded = load::load(&self.path()).map_err(unread)?;
        let read = format::read(&loaded.bytes);
        Ok(read
            .map_err(|broken| Why::Unreadable(broken.to_string()))?
            .canvas)
    }

    fn path(&self) -> PathBuf {
        self.place.repository.git.folder().join(&self.place.path)
    }

    /// The canvas as it is in the last commit, if it is there and can be read.
    fn committed_canvas(&self) -> Option<Canvas> {
        canvas(&self.place.kept("HEAD:")?)
    }

    fn is_merging(&self) -> bool {
        let under_way = self.status().map(|status| status.under_way);
        under_way == Ok(Some(UnderWay::Merge))
    }

    /// Lets git do something of this step. Where another git has the index for a moment, it tries again.
    fn work<A: AsRef<OsStr>>(&self, step: Step, arguments: &[A]) -> Result<Output, Why> {
        const TRIES: usize = 15;
        const PAUSE: Duration = Duration::from_millis(200);
        let most = match step {
            Step::Fetching | Step::Pushing => NETWORK_TIME,
            Step::Waiting | Step::Committing | Step::Merging => LOCAL_TIME,
        };
        let git = &self.place.repository.git;
        let mut tries = 0;
        loop {
            let output = git.work(arguments, most, self.cancel);
            let output = output.map_err(|error| Why::Git(step, error))?;
            tries += 1;
            let is_taken = output.code != Some(0) && output.words().contains("index.lock");
            if !is_taken || tries == TRIES || self.cancel.is_cancelled() {
                return Ok(output);
            }
            thread::sleep(PAUSE);
        }
    }

    /// The same, where it has to go well.
    fn must<A: AsRef<OsStr>>(&self, step: Step, arguments: &[A]) -> Result<Vec<u8>, Why> {
        let output = self.work(step, arguments)?;
        output.fine().map_err(|error| Why::Git(step, error))
    }

    /// Asks git something for this step.
    fn ask<A: AsRef<OsStr>>(&self, step: Step, arguments: &[A]) -> Result<Output, Why> {
        let git = &self.place.repository.git;
        git.query(arguments).map_err(|error| Why::Git(step, error))
    }

    /// The same, where it has to know the answer.
    fn answer<A: AsRef<OsStr>>(&self, step: Step, arguments: &[A]) -> Result<Vec<u8>, Why> {
        let output = self.ask(step, arguments)?;
        output.fine().map_err(|error| Why::Git(step, error))
    }

    /// git's arguments, the last of them this canvas.
    fn with_path(&self, arguments: &[&str]) -> Vec<OsString> {
        let arguments = arguments.iter().map(OsString::from);
        arguments
            .chain(["--".into(), self.place.path.clone().into()])
            .collect()
    }
}

/// The canvas that these bytes hold, if it may be written back.
fn canvas(bytes: &[u8]) -> Option<Canvas> {
    let read = format::read(bytes).ok()?;
    match read.access {
        Access::Full => Some(read.canvas),
        Access::ReadOnly(_) => None,
    }
}
