//! The thread that asks git how the canvas stands. It sleeps until something may have changed that.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::Event;
use super::input::Events;
use super::person;
use crate::app::git::{Committed, Standing};
use crate::app::msg::Msg;
use crate::git::program::GitError;
use crate::git::repo::{self, NoRepository, Place};
use crate::git::status::{FileState, Head, Status, UnderWay, status};
use crate::store::watch::{Watch, Way};

/// The least time from one question to the next: bursts are one.
const PACE: Duration = Duration::from_millis(300);

enum Order {
    /// Something may have changed.
    Stir,
    End,
}

/// A handle to the thread. When it is dropped, the thread ends.
#[derive(Debug)]
pub(super) struct Stander {
    orders: Sender<Order>,
}

impl Drop for Stander {
    fn drop(&mut self) {
        let _ = self.orders.send(Order::End);
    }
}

impl Stander {
    /// Starts the thread for this file; it tells `events` what it finds, as news of this session. Without a thread
    /// nothing is told.
    pub(super) fn start(path: PathBuf, events: Events, session: u64) -> Self {
        let (orders, ordered) = mpsc::channel();
        let mut work = Work {
            path,
            events,
            session,
            orders: orders.clone(),
            found: None,
            told: None,
            is_named: Named::No,
        };
        let _ = thread::Builder::new()
            .name("git".to_owned())
            .spawn(move || work.run(&ordered));
        let stander = Self { orders };
        stander.stir();
        stander
    }

    /// Has git asked, soon.
    pub(super) fn stir(&self) {
        let _ = self.orders.send(Order::Stir);
    }
}

struct Work {
    path: PathBuf,
    events: Events,
    session: u64,
    orders: Sender<Order>,
    found: Option<Found>,
    told: Option<Standing>,
    is_named: Named,
}

/// Whether git was asked what it calls the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    No,
    Yes,
}

/// The repository, once there is one.
struct Found {
    place: Place,
    /// Tells of commits made elsewhere. Where it would have to look each second, there is none.
    _watch: Option<Watch>,
}

impl Work {
    fn run(&mut self, ordered: &Receiver<Order>) {
        while let Ok(Order::Stir) = ordered.recv() {
            // All that came meanwhile is one.
            if ordered.try_iter().any(|order| matches!(order, Order::End)) {
                return;
            }
            let asked = Instant::now();
            if !self.name() {
                return;
            }
            match self.standing() {
                Ok(standing) => {
                    if !self.tell(standing) {
                        return;
                    }
                }
                // It will not be installed while this runs.
                Err(GitError::Missing) => return,
                // Nothing can be said for sure: what is shown stays until the next time.
                Err(_) => self.found = None,
            }
            thread::sleep(PACE.saturating_sub(asked.elapsed()));
        }
    }

    /// How the file stands; `None` where it is in no repository.
    fn standing(&mut self) -> Result<Option<Standing>, GitError> {
        if self.found.is_none() {
            self.found = match repo::holding(&self.path) {
                Ok(place) => Some(self.watch(place)),
                Err(NoRepository::Git(error)) => return Err(error),
                Err(
                    NoRepository::None
                    | NoRepository::Bare
                    | NoRepository::Inside
                    | NoRepository::Foreign
                    | NoRepository::NoFolder,
                ) => return Ok(None),
            };
        }
        let Some(found) = &self.found else {
            return Ok(None);
        };
        status(&found.place).map(|status| Some(standing(&status)))
    }

    fn watch(&self, place: Place) -> Found {
        let orders = self.orders.clone();
        let stir = move || drop(orders.send(Order::Stir));
        let (watch, way) = Watch::folder(&place.repository.git_dir, stir);
        Found {
            place,
            _watch: (way == Way::Events).then_some(watch),
        }
    }

    /// Tells once what git calls the person; whether there still is somebody to tell.
    fn name(&mut self) -> bool {
        if self.is_named == Named::Yes {
            return true;
        }
        self.is_named = Named::Yes;
        match person::by_git(&self.path) {
            Some(name) => {
                let msg = Box::new(Msg::Named(name));
                self.events.send(Event::File(self.session, msg))
            }
            None => true,
        }
    }

    /// Tells it where it is news; whether there still is somebody to tell.
    fn tell(&mut self, standing: Option<Standing>) -> bool {
        if self.told == standing {
            return true;
        }
        self.told.clone_from(&standing);
        let msg = Box::new(Msg::Standing(standing));
        self.events.send(Event::File(self.session, msg))
    }
}

fn standing(status: &Status) -> Standing {
    let upstream = status.upstream.as_ref();
    let distance = upstream.and_then(|upstream| upstream.distance);
    Standing {
        branch: match &status.head {
            Head::Branch(name) | Head::Unborn(name) => name.clone(),
            Head::Detached(hash) => format!("detached {hash}"),
        },
        commit: status.commit.clone(),
        ahead: distance.map_or(0, |distance| distance.ahead),
        behind: distance.map_or(0, |distance| distance.behind),
        file: match status.file {
            // A canvas that no file has yet is nothing to git.
            FileState::Clean | FileState::Absent => Committed::Yes,
            FileState::Changed | FileState::Untracked => Committed::No,
            FileState::Ignored => Committed::Ignored,
            FileState::Unmerged => Committed::Unmerged,
        },
        under_way: status.under_way.map(|under_way| match under_way {
            UnderWay::Merge => "merging",
            UnderWay::Rebase => "rebasing",
            UnderWay::CherryPick => "cherry-picking",
            UnderWay::Revert => "reverting",
        }),
    }
}
