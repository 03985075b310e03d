//! Carrying out what the core asks for: files, journal, terminal, editor.

mod errands;
mod keeping;
mod open_file;

use std::io;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use rustix::io::Errno;
use rustix::process::{Signal, getpgrp, kill_process_group};

use super::Event;
use super::checking;
use super::exchanging::Transfers;
use super::filer::{self, Filer, Job};
use super::input::Events;
use super::open::{self, Options, Session};
use super::signals::{self, LastWill};
use super::standing::Stander;
use super::terminal::{self, Terminal};
use crate::app::effect::{Origin, Reload, Switch};
use crate::app::msg::{Msg, Opened, Trouble};
use crate::app::seat::Seat;
use crate::config::References;
use crate::format::Fingerprint;
use crate::model::check::Named;
use crate::model::id::BlockId;
use crate::store::library::Library;
use crate::store::target;
use open_file::OpenFile;

/// How long a write may take before it is called slow.
const SLOW: Duration = Duration::from_secs(1);

/// Everything outside the core.
pub(super) struct Outside {
    pub terminal: Terminal,
    pub library: Library,
    pub will: LastWill,
    pub today: String,
    /// Where what a note names is opened.
    pub references: References,
    pub(super) options: Options,
    events: Events,
    /// The file that is minded now, of this seat.
    file: Option<OpenFile>,
    seat: Seat,
    /// That of the other seat.
    other: Option<OpenFile>,
    /// How many files were opened so far.
    sessions: u64,
    pub(super) transfers: Transfers,
}

/// A number that no other run has.
pub fn seed() -> u64 {
    let mut bytes = [0; 8];
    match rustix::rand::getrandom(&mut bytes, rustix::rand::GetRandomFlags::empty()) {
        Ok(8) => u64::from_ne_bytes(bytes),
        // A system without random numbers still has a clock and a process id.
        Ok(_) | Err(_) => {
            let now = SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .unwrap_or_default();
            now.as_nanos() as u64 ^ u64::from(std::process::id()) << 32
        }
    }
}

impl Outside {
    pub(super) fn new(
        terminal: Terminal,
        library: Library,
        options: Options,
        events: Events,
    ) -> io::Result<Self> {
        let will = LastWill::of(&terminal)?;
        crate::store::survive_size_limit()?;
        Ok(Self {
            terminal,
            library,
            will,
            today: String::new(),
            references: References::default(),
            options,
            events,
            file: None,
            seat: Seat::First,
            other: None,
            sessions: 0,
            transfers: Transfers::default(),
        })
    }

    /// Takes the terminal over.
    pub(super) fn enter(&self, mouse: Switch) -> Result<(), Trouble> {
        self.terminal.enter(mouse).map_err(|error| lost(&error))
    }

    /// Has signals and panics end the program in order. Before the terminal is taken over: the first screen is the first
    /// thing that can go wrong.
    pub(super) fn guard(&self) -> Result<(), Trouble> {
        signals::hook_panics(self.will.clone());
        signals::watch(self.will.clone(), self.events.clone()).map_err(|error| lost(&error))
    }

    pub(super) fn write(&self, bytes: &[u8]) -> Result<(), Trouble> {
        terminal::write(bytes).map_err(|error| {
            if Errno::from_io_error(&error) == Some(Errno::IO) {
                // What a terminal says that hung up; its signal is on the way.
                self.will.hung_up();
            }
            lost(&error)
        })
    }

    pub(super) fn mouse(&self, switch: Switch) -> Result<(), Trouble> {
        self.write(match switch {
            Switch::On => crate::tty::modes::MOUSE_ON,
            Switch::Off => crate::tty::modes::MOUSE_OFF,
        })
    }

    /// From now on the file of this seat is minded.
    pub(super) fn turn_to(&mut self, seat: Seat) {
        if self.seat != seat {
            std::mem::swap(&mut self.file, &mut self.other);
            self.seat = seat;
        }
    }

    pub(super) fn open_file(&mut self, path: &Path) -> Result<Opened, Trouble> {
        // The library is that around the first canvas; the second one may be in another repository.
        let own = match self.seat {
            Seat::First => None,
            Seat::Second => Some(Library::around(target::folder(path))),
        };
        let library = own.as_ref().unwrap_or(&self.library);
        let (opened, session) = open::file(path, library, &self.options)?;
        self.take(session, &opened)?;
        Ok(opened)
    }

    /// The path of the file that is minded now.
    pub(super) fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(|file| file.session.path.as_path())
    }

    /// A way to tell the loop something.
    pub(super) fn events(&self) -> Events {
        self.events.clone()
    }

    pub(super) fn open(&mut self, origin: &Origin) -> Msg {
        let folder = match (origin, &self.other) {
            (Origin::Counterpart(_), Some(other)) => {
                target::folder(&other.session.path).to_path_buf()
            }
            (
                Origin::Counterpart(_)
                | Origin::File(_)
                | Origin::Made(_)
                | Origin::Example(_)
                | Origin::New { .. },
                _,
            ) => folder(),
        };
        let opened = open::origin(origin, &folder, &self.library, &self.options, &self.today);
        let opened = opened.and_then(|(opened, session)| {
            self.take(session, &opened)?;
            self.attend();
            Ok(opened)
        });
        Msg::Opened(opened.map(Box::new))
    }

    fn take(&mut self, session: Session, opened: &Opened) -> Result<(), Trouble> {
        let path = &session.path;
        let other = self.other.as_ref().map(|file| &file.session.path);
        if other.is_some_and(|other| target::is_same(path, other)) {
            return Err(open::twice(path));
        }
        self.close();
        let base = opened.reading.base;
        self.file = Some(OpenFile::new(session, self.sessions, base));
        self.sessions += 1;
        Ok(())
    }

    /// Leaves the file.
    pub(super) fn close(&mut self) {
        if let Some(file) = self.file.take() {
            file.end();
        }
        self.will.keep_with(self.seat, None);
        self.will.stop_first(self.seat, None);
    }

    /// The seat of this session's file; `None` where it is not open any more.
    pub(super) fn seat_of(&self, session: u64) -> Option<Seat> {
        let is_its = |file: &&OpenFile| file.number == session;
        let here = self.file.as_ref().filter(is_its).map(|_| self.seat);
        let there = || self.other.as_ref().filter(is_its);
        here.or_else(|| there().map(|_| self.seat.other()))
    }

    /// Minds the open file from now on.
    pub(super) fn attend(&mut self) {
        let here = self.file.as_mut().and_then(|file| file.here.take());
        // Where there is no thread to be had, the first save says so.
        if let (Some(Ok(filer)), Some(here)) = (self.filer(), here) {
            filer.be_in(here);
        }
        if let Some(file) = &mut self.file {
            let (path, number) = (file.session.path.clone(), file.number);
            file.stander = Some(Stander::start(path, self.events.clone(), number));
        }
    }

    /// Has git asked how the canvas stands.
    fn stir_standing(&self) {
        let file = self.file.as_ref();
        if let Some(stander) = file.and_then(|file| file.stander.as_ref()) {
            stander.stir();
        }
    }

    fn filer(&mut self) -> Option<Result<&Filer, Trouble>> {
        let file = self.file.as_mut()?;
        if file.filer.is_none() {
            let path = file.session.path.clone();
            match Filer::start(path, file.base, self.events.clone(), file.number) {
                Ok(filer) => file.filer = Some(filer),
                Err(error) => return Some(Err(filer::no_thread(&error))),
            }
        }
        file.filer.as_ref().map(Ok)
    }

    /// Tells others where the focus is.
    pub(super) fn announce(&mut self, block: BlockId) {
        let Some(file) = &mut self.file else {
            return;
        };
        match &file.filer {
            Some(filer) => filer.be_in(block),
            // The first frame comes first.
            None => file.here = Some(block),
        }
    }

    /// Has the file looked at; an answer at once where that cannot be.
    pub(super) fn look(&mut self, reload: Reload, known: Option<Fingerprint>) -> Option<Msg> {
        // What is looked for in the file may have happened in git too.
        self.stir_standing();
        match self.filer()? {
            Ok(filer) => filer.look(reload, known),
            Err(trouble) => return Some(Msg::Told(trouble.into())),
        }
        None
    }

    /// A way to tell news of this session's file.
    fn teller(&self, session: u64) -> impl Fn(Msg) + Send + 'static + use<> {
        let events = self.events.clone();
        move |msg| {
            // Without a loop there is nobody to tell.
            let _ = events.send(Event::File(session, Box::new(msg)));
        }
    }

    /// Where the open canvas is, and a way to tell news of it.
    pub(super) fn canvas(&self) -> Option<(PathBuf, impl Fn(Msg) + Send + 'static + use<>)> {
        let file = self.file.as_ref()?;
        Some((file.session.path.clone(), self.teller(file.number)))
    }

    /// Looks, on a thread of its own, for what the rules of the check need to know.
    pub(super) fn check(&self, named: Named) -> Option<Msg> {
        let (canvas, tell) = self.canvas()?;
        let (library, today) = (self.library.clone(), self.today.clone());
        let work = move || {
            let known = checking::know(Some(&canvas), &named, &library, &today);
            tell(Msg::Checked(Box::new(known)));
        };
        // Without a thread nothing is known, as without an answer.
        let _ = thread::Builder::new().name("check".to_owned()).spawn(work);
        None
    }

    /// How long to wait for events at the most: until a write that is under way has to be called slow.
    pub(super) fn patience(&self) -> Option<Duration> {
        let files = self.file.iter().chain(&self.other);
        let since = files.filter_map(|file| file.writing_since).min()?;
        Some(SLOW.saturating_sub(since.elapsed()))
    }

    /// The seats of the files whose writes have to be called slow now; each is told once.
    pub(super) fn slow(&mut self) -> Vec<Seat> {
        let seats = [self.seat, self.seat.other()];
        let files = [&mut self.file, &mut self.other].into_iter().zip(seats);
        let is_slow = |since: &mut Instant| since.elapsed() >= SLOW;
        let slow = files.filter_map(|(file, seat)| {
            let since = &mut file.as_mut()?.writing_since;
            since.take_if(is_slow).map(|_| seat)
        });
        slow.collect()
    }

    /// Takes note that a write ended.
    pub(super) fn heard(&mut self, msg: &Msg) {
        if let (Msg::Saved(..), Some(file)) = (msg, &mut self.file) {
            file.writing_since = None;
        }
        if let Msg::Exported(ticket, _) | Msg::Imported(ticket, _) | Msg::Made(ticket, _) = msg {
            self.transfers.forget(*ticket);
        }
        if matches!(msg, Msg::Synced(_)) {
            self.will.stop_first(self.seat, None);
        }
        if matches!(msg, Msg::Saved(..) | Msg::Looked(_) | Msg::Synced(_)) {
            self.stir_standing();
        }
    }

    /// Has the canvas written; an answer at once where that cannot even be begun.
    pub(super) fn save(&mut self, job: Job) -> Option<Msg> {
        let revision = job.revision;
        match self.filer()? {
            Ok(filer) => filer.write(job),
            Err(trouble) => return Some(Msg::Saved(revision, Err(trouble))),
        }
        if let Some(file) = &mut self.file {
            file.writing_since = Some(Instant::now());
        }
        None
    }

    /// Gives the terminal to a program of the person's until it ends.
    pub(super) fn lend<T>(
        &self,
        mouse: Switch,
        run: impl FnOnce(&OwnedFd) -> T,
    ) -> Result<T, Trouble> {
        self.will.set_away(true);
        self.terminal.leave();
        let result = run(self.terminal.keys());
        self.enter(mouse)?;
        self.will.set_away(false);
        Ok(result)
    }

    /// Stops the program as a shell expects it at Ctrl-Z; returns when it goes on.
    pub(super) fn suspend(&self) {
        self.terminal.leave();
        // The whole group, so that a program that started us stops too and the shell takes over.
        let _ = kill_process_group(getpgrp(), Signal::STOP);
    }

    /// The program ends.
    pub(super) fn end(&self) {
        for file in self.file.iter().chain(&self.other) {
            file.end();
        }
    }
}

/// Where files are named from.
pub(super) fn folder() -> PathBuf {
    std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."))
}

pub(super) fn lost(error: &io::Error) -> Trouble {
    Trouble {
        what: format!("the terminal cannot be used: {error}"),
        advice: "Unfinished text is kept in the journal and offered at the next start.".to_owned(),
    }
}
