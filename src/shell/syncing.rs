//! A sync of the open canvas, on a thread of its own.

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::app::git::Synced;
use crate::app::msg::{Msg, Trouble};
use crate::git::program::Cancel;
use crate::git::repo;
use crate::git::sync::{Done, Job, Shared, Step, Unfinished, Why, plan, sync};
use crate::store::library::Library;

/// A sync that is under way, until it has ended.
#[derive(Clone, Debug, Default)]
pub(super) struct Syncing {
    cancel: Cancel,
    ended: Arc<(Mutex<bool>, Condvar)>,
}

impl Syncing {
    /// Starts to sync this canvas. `step` is told of what it is at, `end` how it ended.
    pub(super) fn start(
        path: &Path,
        library: &Library,
        message: Option<String>,
        mut step: impl FnMut(Msg) + Send + 'static,
        end: impl FnOnce(Msg) + Send + 'static,
    ) -> Result<Self, Trouble> {
        let syncing = Self::default();
        let (own, path, library) = (syncing.clone(), path.to_owned(), library.clone());
        let work = move || {
            let mut tell = |at: crate::git::sync::Step| step(Msg::Syncing(at.doing()));
            let result = run(&path, &library, message.as_deref(), &own.cancel, &mut tell);
            own.has_ended();
            end(Msg::Synced(result));
        };
        let thread = thread::Builder::new().name("sync".to_owned());
        thread.spawn(work).map_err(|error| no_thread(&error))?;
        Ok(syncing)
    }

    /// Stops what it is at, soon.
    pub(super) fn stop(&self) {
        self.cancel.cancel();
    }

    /// Stops it, and waits until it has left all in order, but not longer than this.
    pub(super) fn stop_within(&self, most: Duration) {
        self.stop();
        let (ended, news) = &*self.ended;
        let end = Instant::now() + most;
        let mut has_ended = ended.lock().unwrap_or_else(PoisonError::into_inner);
        while !*has_ended {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            let woken = news.wait_timeout(has_ended, left);
            has_ended = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn has_ended(&self) {
        let (ended, news) = &*self.ended;
        *ended.lock().unwrap_or_else(PoisonError::into_inner) = true;
        news.notify_all();
    }
}

/// Looks, on a thread of its own, what there is to commit of this canvas.
pub(super) fn propose(
    path: &Path,
    library: &Library,
    end: impl FnOnce(Msg) + Send + 'static,
) -> Result<(), Trouble> {
    let (path, library) = (path.to_owned(), library.clone());
    let work = move || {
        let proposal = repo::holding(&path)
            .map_err(Why::from)
            .and_then(|place| plan(&place, &library));
        let proposal = proposal.map(|plan| plan.message);
        end(Msg::Proposed(proposal.map_err(stopped)));
    };
    let thread = thread::Builder::new().name("propose".to_owned());
    let started = thread.spawn(work);
    started.map(drop).map_err(|error| no_thread(&error))
}

fn run(
    path: &Path,
    library: &Library,
    message: Option<&str>,
    cancel: &Cancel,
    tell: &mut dyn FnMut(Step),
) -> Result<Synced, Trouble> {
    let place = repo::holding(path).map_err(|error| stopped(error.into()))?;
    let job = Job {
        place: &place,
        library,
        cancel,
    };
    let done = sync(job, message, tell).map_err(|end| unfinished(&end))?;
    Ok(Synced {
        told: done.brief(),
        clashed: has_clashed(&done),
    })
}

fn has_clashed(done: &Done) -> bool {
    match &done.shared {
        Shared::With { received, .. } => !received.clashes.is_empty(),
        Shared::NoRemote => false,
    }
}

fn stopped(why: Why) -> Trouble {
    unfinished(&why.into())
}

fn unfinished(end: &Unfinished) -> Trouble {
    Trouble {
        what: end.to_string(),
        advice: end.advice(),
    }
}

fn no_thread(error: &std::io::Error) -> Trouble {
    Trouble {
        what: format!("no thread to sync with: {error}"),
        advice: "End other programs, then try again.".to_owned(),
    }
}
