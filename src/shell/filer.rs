//! The thread that reads and writes the canvas's file. It is the only one that does, so that what it tells comes in the
//! order in which it happened.
//!
//! A write that fails is tried again by itself until it succeeds. A look that finds no canvas is one too early: git and
//! editors empty a file before they fill it. Only what stays so for a while is told, and a write waits as long.

mod merging;
mod people;

use std::convert::Infallible;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::Event;
use super::input::Events;
use super::open::{self, Name};
use crate::app::effect::Reload;
use crate::app::msg::{Content, Look, Msg, Trouble};
use crate::app::sync::{Known, NoCanvas};
use crate::format::Fingerprint;
use crate::model::id::BlockId;
use crate::store::load::{self, LoadError};
use crate::store::watch::{Watch, Way};
pub(super) use merging::Job;
use merging::Undone;
use people::People;

/// The first pause before a failed write is tried again; it doubles up to `LONGEST_PAUSE`.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// The least time from one look to the next: bursts of events are one.
const QUIET: Duration = Duration::from_millis(50);
/// The time from one look that found no canvas to the next.
const AGAIN: Duration = Duration::from_millis(100);
/// How long no canvas has to be found before that is told.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long the end of the thread is waited for: it may be in the midst of something that takes longer.
const GRACE: Duration = Duration::from_millis(200);

enum Order {
    Write(Box<Job>),
    /// Something happened to the file, perhaps.
    Stir,
    /// Somebody came, went, or is elsewhere in it, perhaps.
    PeopleStir,
    /// The focus is in this block.
    Here(BlockId),
    Look(Reload, Option<Fingerprint>),
    /// Tell this, after what is to be told of the file.
    Tell(Box<Msg>),
    End,
}

/// A handle to the thread. When it is dropped, the thread ends after what it was told before.
#[derive(Debug)]
pub(super) struct Filer {
    orders: Sender<Order>,
    /// Hears of nothing but the thread's end.
    ended: Receiver<Infallible>,
}

impl Drop for Filer {
    fn drop(&mut self) {
        self.order(Order::End);
    }
}

impl Filer {
    /// Starts the thread for a file whose content is known; it tells `events`, as news of this session.
    pub(super) fn start(
        path: PathBuf,
        known: Option<Fingerprint>,
        events: Events,
        session: u64,
    ) -> io::Result<Self> {
        let (orders, ordered) = mpsc::channel();
        let mut work = Work {
            path,
            events,
            session,
            known,
            retry: None,
            last_look: None,
            next_look: None,
            found: Found::Canvas,
            way: Way::Events,
            people: None,
        };
        let stirred = orders.clone();
        let (ends, ended) = mpsc::channel();
        let run = move || {
            work.run(&ordered, &stirred);
            // In this order: who hears of the end knows that others have been told.
            drop(work);
            drop(ends);
        };
        thread::Builder::new().name("file".to_owned()).spawn(run)?;
        Ok(Self { orders, ended })
    }

    /// Has the thread end, and waits for that a moment, so that others see at once who has left.
    pub(super) fn end(&self) {
        self.order(Order::End);
        let _ = self.ended.recv_timeout(GRACE);
    }

    /// Has a canvas written; takes the place of one that could not be written yet.
    pub(super) fn write(&self, job: Job) {
        self.order(Order::Write(Box::new(job)));
    }

    /// Has the file looked at, of which this content is known.
    pub(super) fn look(&self, reload: Reload, known: Option<Fingerprint>) {
        self.order(Order::Look(reload, known));
    }

    /// Tells others where the focus is.
    pub(super) fn be_in(&self, block: BlockId) {
        self.order(Order::Here(block));
    }

    /// A way to have something told after what it did to the file.
    pub(super) fn teller(&self) -> impl FnOnce(Msg) + Send + use<> {
        let orders = self.orders.clone();
        move |msg| drop(orders.send(Order::Tell(Box::new(msg))))
    }

    fn order(&self, order: Order) {
        // The thread ends only with the program.
        let _ = self.orders.send(order);
    }
}

/// What the last looks found.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Found {
    /// A canvas.
    Canvas,
    /// None, since then.
    None(Instant),
    /// None for so long that it was told.
    Told(NoCanvas),
}

/// A write to be tried again.
struct Retry {
    job: Box<Job>,
    due: Instant,
    /// The pause before the attempt after that.
    pause: Duration,
}

struct Work {
    path: PathBuf,
    events: Events,
    session: u64,
    /// The content that the board knows, or will once it has heard what was told.
    known: Option<Fingerprint>,
    retry: Option<Retry>,
    last_look: Option<Instant>,
    next_look: Option<Instant>,
    found: Found,
    way: Way,
    people: Option<People>,
}

impl Work {
    fn run(&mut self, ordered: &Receiver<Order>, orders: &Sender<Order>) {
        let stirs = |stir: fn() -> Order| {
            let orders = orders.clone();
            move || drop(orders.send(stir()))
        };
        let (watch, way) = Watch::start(&self.path, stirs(|| Order::Stir));
        // What happened before the watch began is seen by looking.
        if !self.tell_way(way) || !self.look(Reload::Quietly) {
            return;
        }
        self.people = People::join(&self.path, stirs(|| Order::PeopleStir));
        if !self.tell_people() {
            return;
        }
        loop {
            let order = match self.due() {
                None => ordered.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(due) => ordered.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            let goes_on = match order {
                Ok(Order::Write(job)) => self.write(job, FIRST_PAUSE),
                Ok(Order::Stir) => self.tell_way(watch.way()) && self.stir(),
                Ok(Order::PeopleStir) => self.tell_people(),
                Ok(Order::Here(block)) => {
                    if let Some(people) = &mut self.people {
                        people.be_in(block);
                    }
                    true
                }
                Ok(Order::Look(reload, known)) => {
                    self.known = known;
                    watch.check();
                    self.look(reload)
                }
                Ok(Order::Tell(msg)) => self.look(Reload::Quietly) && self.tell(*msg),
                Ok(Order::End) => false,
                Err(RecvTimeoutError::Timeout) => self.do_what_is_due(),
                Err(RecvTimeoutError::Disconnected) => false,
            };
            if !goes_on {
                return;
            }
        }
    }

    fn due(&self) -> Option<Instant> {
        let retry = self.retry.as_ref().map(|retry| retry.due);
        let here = self.people.as_ref().and_then(|people| people.due);
        retry.into_iter().chain(self.next_look).chain(here).min()
    }

    fn do_what_is_due(&mut self) -> bool {
        let now = Instant::now();
        let is_due = |people: &&mut People| people.due.is_some_and(|due| due <= now);
        if let Some(people) = self.people.as_mut().filter(is_due) {
            people.tell();
        }
        if self.next_look.is_some_and(|due| due <= now) && !self.look(Reload::Quietly) {
            return false;
        }
        match self.retry.take_if(|retry| retry.due <= now) {
            Some(retry) => self.write(retry.job, retry.pause),
            None => true,
        }
    }

    fn write(&mut self, job: Box<Job>, pause: Duration) -> bool {
        let people = &mut self.people;
        let result = job.carry_out(&self.path, |print| {
            if let Some(people) = people {
                people.will_write(print);
            }
        });
        let revision = job.revision;
        self.retry = None;
        match result {
            Ok(content) => {
                self.known = Some(content.now.print);
                self.found = Found::Canvas;
                self.tell(Msg::Saved(revision, Ok(content)))
            }
            Err(Undone::Unsettled(trouble)) => {
                self.look(Reload::Quietly) && self.wait_for_canvas(job, pause, trouble)
            }
            Err(Undone::Failed(trouble)) => self.failed(job, pause, trouble),
        }
    }

    /// There was no canvas to merge with. While that is not told yet, as the file may be half written, it is no failure.
    fn wait_for_canvas(&mut self, job: Box<Job>, pause: Duration, trouble: Trouble) -> bool {
        match self.found {
            Found::Canvas | Found::None(_) => {
                let due = Instant::now() + AGAIN;
                self.retry = Some(Retry { job, due, pause });
                true
            }
            Found::Told(_) => self.failed(job, pause, trouble),
        }
    }

    fn failed(&mut self, job: Box<Job>, pause: Duration, trouble: Trouble) -> bool {
        let revision = job.revision;
        self.retry = Some(Retry {
            job,
            due: Instant::now() + pause,
            pause: (pause * 2).min(LONGEST_PAUSE),
        });
        self.tell(Msg::Saved(revision, Err(trouble)))
    }

    /// Looks at once where the last look is not just over, so that a teammate's edit is seen soon.
    fn stir(&mut self) -> bool {
        let now = Instant::now();
        let soon = self.last_look.map_or(now, |last| last + QUIET);
        if soon <= now {
            return self.look(Reload::Quietly);
        }
        self.next_look.get_or_insert(soon);
        true
    }

    fn look(&mut self, reload: Reload) -> bool {
        self.last_look = Some(Instant::now());
        self.next_look = None;
        match self.read() {
            Ok(now) => self.saw(now, reload),
            Err(why) => self.saw_none(why, reload),
        }
    }

    fn read(&self) -> Result<Known, NoCanvas> {
        let loaded = load::load(&self.path).map_err(|error| {
            if error == LoadError::NotFound {
                return NoCanvas::Gone;
            }
            NoCanvas::Unreadable(open::unloaded(&self.path, Name::Short, &error))
        })?;
        let read = merging::read(&self.path, &loaded.bytes);
        // A conflict that the board was opened with is what it knows.
        let known = || merging::known_conflict(&self.path, &loaded.bytes, self.known);
        read.or_else(|trouble| known().ok_or(NoCanvas::Unreadable(trouble)))
    }

    fn saw(&mut self, now: Known, reload: Reload) -> bool {
        let before = std::mem::replace(&mut self.found, Found::Canvas);
        let is_news = self.known != Some(now.print);
        self.known = Some(now.print);
        match (is_news, before, reload) {
            (true, ..) | (false, Found::Told(_), Reload::Quietly) => {
                let by = people::writer_of(&self.path, now.print);
                self.tell(Msg::Looked(Look::Changed(Content { now, by })))
            }
            (false, _, Reload::Asked) => self.tell(Msg::Looked(Look::Same)),
            (false, Found::Canvas | Found::None(_), Reload::Quietly) => true,
        }
    }

    fn saw_none(&mut self, why: NoCanvas, reload: Reload) -> bool {
        let now = Instant::now();
        match (&self.found, reload) {
            (Found::Told(told), Reload::Quietly) if *told == why => return true,
            (Found::None(since), Reload::Quietly) if now.duration_since(*since) < PATIENCE => {
                self.next_look = Some(now + AGAIN);
                return true;
            }
            (Found::Canvas, Reload::Quietly) => {
                self.found = Found::None(now);
                self.next_look = Some(now + AGAIN);
                return true;
            }
            (Found::None(_) | Found::Told(_), Reload::Quietly) | (_, Reload::Asked) => {}
        }
        self.found = Found::Told(why.clone());
        self.tell(Msg::Looked(Look::None(why)))
    }

    /// Tells how the file is watched, where that is news.
    fn tell_way(&mut self, way: Way) -> bool {
        if self.way == way {
            return true;
        }
        self.way = way;
        let polling = match &self.way {
            Way::Events => None,
            Way::Polling(why) => Some(why.to_string()),
        };
        self.tell(Msg::Watched(polling))
    }

    /// Tells who else is here, where that is news.
    fn tell_people(&mut self) -> bool {
        match self.people.as_mut().and_then(People::news) {
            Some(others) => self.tell(Msg::Others(others)),
            None => true,
        }
    }

    fn tell(&self, msg: Msg) -> bool {
        self.events.send(Event::File(self.session, Box::new(msg)))
    }
}

/// The trouble that no thread can be had.
pub(super) fn no_thread(error: &io::Error) -> Trouble {
    Trouble {
        what: format!("no thread to read and write the file with: {error}"),
        advice: "End other programs, then w tries again.".to_owned(),
    }
}
