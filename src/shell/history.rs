//! The life of the open canvas, looked up on threads of their own: its timeline, how it was, where its notes come from.

mod past;
pub mod timeline;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::SystemTime;

use crate::app::msg::{Msg, Trouble};
use crate::app::past::{Moment, Named};
use crate::git::blame::{Memory, blame};
use crate::git::program::Cancel;
use crate::git::refs::{Ref, RefKind};
use crate::git::repo;
use crate::text::age::{seconds_between, short_age};

/// A way to tell the loop something.
pub(super) type Tell = Box<dyn Fn(Msg) + Send>;

/// What is being looked up of an open canvas. All of it is stopped when this is dropped.
#[derive(Debug)]
pub(super) struct Historian {
    path: PathBuf,
    timeline: Cancel,
    blame: Cancel,
    rest: Cancel,
    moments: Option<Sender<Moment>>,
}

impl Drop for Historian {
    fn drop(&mut self) {
        for cancel in [&self.timeline, &self.blame, &self.rest] {
            cancel.cancel();
        }
    }
}

impl Historian {
    /// For the canvas at this path.
    pub(super) fn new(path: PathBuf) -> Self {
        Self {
            path,
            timeline: Cancel::default(),
            blame: Cancel::default(),
            rest: Cancel::default(),
            moments: None,
        }
    }

    /// Lists its moments, from the newest on; what was being listed before is not gone on with.
    pub(super) fn list(&mut self, tell: Tell) -> Option<Msg> {
        self.close();
        self.timeline = Cancel::default();
        let (path, cancel) = (self.path.clone(), self.timeline.clone());
        let refused = start("history", move || {
            timeline::list(&path, &cancel, &|chapter| tell(Msg::History(chapter)));
        });
        refused.map(|trouble| Msg::History(Err(trouble)))
    }

    /// Lists no more of them.
    pub(super) fn close(&self) {
        self.timeline.cancel();
    }

    /// Gets the canvas before and after this moment. A moment that waits while another comes is not looked up.
    pub(super) fn then(&mut self, moment: Moment, tell: Tell) -> Option<Msg> {
        // The thread is there, unless it died; then another one is begun.
        let moment = match &self.moments {
            Some(moments) => moments.send(moment).err()?.0,
            None => moment,
        };
        let (moments, asked) = mpsc::channel();
        let _ = moments.send(moment.clone());
        self.moments = Some(moments);
        let (path, cancel) = (self.path.clone(), self.rest.clone());
        let refused = start("then", move || look_back(&path, &asked, &cancel, &tell));
        refused.map(|trouble| Msg::Then(moment, Err(trouble)))
    }

    /// Finds out where its notes come from; what was begun before is stopped.
    pub(super) fn blame(&mut self, tell: Tell) -> Option<Msg> {
        self.blame.cancel();
        self.blame = Cancel::default();
        let (path, cancel) = (self.path.clone(), self.blame.clone());
        let refused = start("blame", move || {
            let found = repo::holding(&path).map_err(|error| trouble(&error, error.advice()));
            let found = found.and_then(|place| {
                let blame = blame(&place, now(), Memory::Use, &cancel);
                blame.map_err(|error| trouble(&error, error.advice()))
            });
            if !cancel.is_cancelled() {
                tell(Msg::Blamed(found.map(Arc::new)));
            }
        });
        refused.map(|trouble| Msg::Blamed(Err(trouble)))
    }

    /// Lists branches and tags.
    pub(super) fn refs(&self, tell: Tell) -> Option<Msg> {
        let path = self.path.clone();
        let refused = start("refs", move || tell(Msg::Refs(refs(&path))));
        refused.map(|trouble| Msg::Refs(Err(trouble)))
    }
}

/// Answers for one moment after the other.
fn look_back(path: &Path, asked: &Receiver<Moment>, cancel: &Cancel, tell: &Tell) {
    let mut reader = past::Reader::new(path, cancel);
    while let Ok(mut moment) = asked.recv() {
        // Whoever walks fast through the timeline wants to see where they are now.
        if let Some(last) = asked.try_iter().last() {
            moment = last;
        }
        let then = reader.then(&moment);
        if cancel.is_cancelled() {
            return;
        }
        tell(Msg::Then(moment, then));
    }
}

fn refs(path: &Path) -> Result<Vec<Named>, Trouble> {
    let place = repo::holding(path).map_err(|error| trouble(&error, error.advice()))?;
    let refs = place.repository.refs();
    let refs = refs.map_err(|error| trouble(&error, error.advice()))?;
    let now = now();
    Ok(refs.into_iter().map(|one| named(one, now)).collect())
}

fn named(one: Ref, now: i64) -> Named {
    Named {
        name: one.name,
        kind: match one.kind {
            RefKind::Branch => "branch",
            RefKind::Remote => "remote branch",
            RefKind::Tag => "tag",
        },
        commit: one.commit,
        age: short_age(seconds_between(one.time, now)),
        subject: one.subject,
    }
}

/// Starts a thread; why not, where it cannot be.
fn start(name: &str, work: impl FnOnce() + Send + 'static) -> Option<Trouble> {
    let started = thread::Builder::new().name(name.to_owned()).spawn(work);
    let error = started.err()?;
    Some(trouble(
        &format!("this cannot be looked up: {error}"),
        "Try again; the system has no thread to spare.",
    ))
}

/// Seconds since 1970.
fn now() -> i64 {
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
    i64::try_from(now.as_secs()).unwrap_or(i64::MAX)
}

fn trouble(what: &impl ToString, advice: &str) -> Trouble {
    Trouble {
        what: what.to_string(),
        advice: advice.to_owned(),
    }
}
