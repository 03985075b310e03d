//! The thread that writes the canvas. What fails is tried again by itself until it succeeds.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use super::Event;
use super::input::Events;
use crate::app::effect::Guard;
use crate::app::msg::{Msg, Trouble};
use crate::app::sync::Revision;
use crate::format::{self, Fingerprint};
use crate::model::canvas::Canvas;
use crate::store::SaveError;
use crate::store::save::{Decision, Saved, save};
use crate::text::clean::Shown;

/// The first pause before a failed write is tried again; it doubles up to `LONGEST_PAUSE`.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// A canvas to write.
#[derive(Debug)]
pub(super) struct Job {
    /// Where to.
    pub path: PathBuf,
    /// What.
    pub canvas: Canvas,
    /// Which revision of it.
    pub revision: Revision,
    /// When to refuse.
    pub guard: Guard,
}

enum Order {
    Write(Box<Job>),
    Forget(Sender<()>),
}

/// The writing thread.
#[derive(Debug)]
pub(super) struct Writer {
    orders: Sender<Order>,
}

impl Writer {
    /// Starts the thread; it tells the channel how each write ended.
    pub(super) fn start(events: Events) -> io::Result<Self> {
        let (orders, ordered) = mpsc::channel();
        thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || work(&ordered, &events))?;
        Ok(Self { orders })
    }

    /// Has a canvas written; takes the place of one that could not be written yet.
    pub(super) fn write(&self, job: Job) {
        // The thread ends only with the program.
        let _ = self.orders.send(Order::Write(Box::new(job)));
    }

    /// Has the thread give up what it could not write yet; returns once no write is under way.
    pub(super) fn forget(&self) {
        let (done, wait) = mpsc::channel();
        if self.orders.send(Order::Forget(done)).is_ok() {
            let _ = wait.recv_timeout(Duration::from_secs(10));
        }
    }
}

fn work(ordered: &Receiver<Order>, events: &Events) {
    let mut failed: Option<(Box<Job>, Duration)> = None;
    loop {
        let order = match &failed {
            None => ordered.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some((_, pause)) => ordered.recv_timeout(*pause),
        };
        let (job, pause) = match (order, failed.take()) {
            (Ok(Order::Write(job)), _) => (job, FIRST_PAUSE),
            (Ok(Order::Forget(done)), _) => {
                let _ = done.send(());
                continue;
            }
            (Err(RecvTimeoutError::Timeout), Some((job, pause))) => {
                (job, (pause * 2).min(LONGEST_PAUSE))
            }
            (Err(_), _) => return,
        };
        let result = carry_out(&job);
        let revision = job.revision;
        if result.is_err() {
            failed = Some((job, pause));
        }
        if !events.send(Event::Msg(Box::new(Msg::Saved(revision, result)))) {
            return;
        }
    }
}

fn carry_out(job: &Job) -> Result<Fingerprint, Trouble> {
    let bytes_to_write = format::write(&job.canvas).into_bytes();
    let now = Fingerprint::of(&bytes_to_write);
    let mut found = Found::Known;
    let decide = |bytes: Option<&[u8]>| match job.guard {
        Guard::Only(known) if bytes.map(Fingerprint::of) != known => {
            found = bytes.map_or(Found::Nothing, |_| Found::Other);
            Decision::Keep
        }
        Guard::Only(_) | Guard::Never => Decision::Write(bytes_to_write),
    };
    match save(&job.path, decide) {
        Ok(Saved::Kept) => Err(refused(job, found)),
        Ok(Saved::Created | Saved::Replaced | Saved::InPlace | Saved::Unchanged) => Ok(now),
        Err(error) => Err(trouble(job, &error)),
    }
}

/// What a save found in its place.
#[derive(Clone, Copy)]
enum Found {
    /// What it expected.
    Known,
    /// Another content.
    Other,
    /// No file.
    Nothing,
}

fn refused(job: &Job, found: Found) -> Trouble {
    match found {
        Found::Nothing => Trouble {
            what: format!("{} is gone: it was deleted or moved", name(job)),
            advice: ":overwrite writes it anew".to_owned(),
        },
        Found::Known | Found::Other => Trouble {
            what: format!(
                "{} was changed by someone else since it was read",
                name(job)
            ),
            advice: "R takes theirs in beside yours, :overwrite writes yours over it".to_owned(),
        },
    }
}

fn trouble(job: &Job, error: &SaveError) -> Trouble {
    Trouble {
        what: format!("{}: {error}", name(job)),
        advice: error.advice().to_string(),
    }
}

/// The file's name, as messages show it.
fn name(job: &Job) -> String {
    let name = job
        .path
        .file_name()
        .unwrap_or(job.path.as_os_str())
        .to_string_lossy();
    Shown::line(&name).to_string()
}
