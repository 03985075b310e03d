//! Carrying out what the core asks for: files, journal, terminal, editor.

mod errands;

use std::collections::BTreeSet;
use std::io;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use rustix::io::Errno;
use rustix::process::{Signal, getpgrp, kill_process_group};

use super::Event;
use super::checking;
use super::filer::{self, Filer, Job};
use super::history::Historian;
use super::input::Events;
use super::open::{self, Options, Session, hidden};
use super::signals::{self, LAST_WRITE, LastWill};
use super::standing::Stander;
use super::syncing::Syncing;
use super::terminal::{self, Terminal};
use crate::app::effect::{Origin, Reload, Switch};
use crate::app::msg::{Msg, Notice, Opened, Trouble};
use crate::app::seat::Seat;
use crate::config::References;
use crate::format::{self, Fingerprint};
use crate::model::canvas::Canvas;
use crate::model::draft::Draft;
use crate::model::id::BlockId;
use crate::store::SaveError;
use crate::store::draft::StoredDraft;
use crate::store::journal::{self, Journal};
use crate::store::keeper::Keeper;
use crate::store::library::Library;
use crate::store::target;

/// How long a write may take before it is called slow.
const SLOW: Duration = Duration::from_secs(1);

/// How long an ending program waits for a sync to leave all in order.
const LAST_SYNC: Duration = Duration::from_secs(5);

/// Everything outside the core.
pub(super) struct Outside {
    pub terminal: Terminal,
    pub library: Library,
    pub will: LastWill,
    pub today: String,
    /// Where what a note names is opened.
    pub references: References,
    options: Options,
    events: Events,
    /// The file that is minded now, of this seat.
    file: Option<OpenFile>,
    seat: Seat,
    /// That of the other seat.
    other: Option<OpenFile>,
    /// How many files were opened so far.
    sessions: u64,
}

/// The canvas that is open. Its threads are started after the first frame, which should not wait for them, and the
/// journal's when there is first something to keep.
struct OpenFile {
    session: Session,
    /// Tells its news from those of files that were open before.
    number: u64,
    /// What it held when it was opened.
    base: Option<Fingerprint>,
    filer: Option<Filer>,
    stander: Option<Stander>,
    syncing: Option<Syncing>,
    historian: Option<Historian>,
    keeper: Diary,
    /// Where notes of a silent round are kept, once there are any.
    hidden: Option<Journal>,
    /// Where the focus is, until there is somebody to tell it to others.
    here: Option<BlockId>,
    /// When the write that is under way was begun, until it is told that it takes long.
    writing_since: Option<Instant>,
}

/// The journal of the open canvas.
enum Diary {
    /// Nothing was to be kept so far.
    Closed,
    /// It is kept.
    Open(Keeper),
    /// No journal can be written here.
    Impossible,
}

impl OpenFile {
    fn new(session: Session, number: u64, base: Option<Fingerprint>) -> Self {
        Self {
            session,
            number,
            base,
            filer: None,
            stander: None,
            syncing: None,
            historian: None,
            keeper: Diary::Closed,
            hidden: None,
            here: None,
            writing_since: None,
        }
    }

    fn keeper(&mut self, seat: Seat, will: &LastWill, events: &Events) -> Option<&Keeper> {
        if matches!(self.keeper, Diary::Closed) {
            let journal =
                journal::folder().and_then(|folder| Journal::new(&folder, &self.session.path).ok());
            let (events, number) = (events.clone(), self.number);
            // Told at once: who types and pauses would not learn of it from the next key.
            let tell = move |problem: &SaveError| {
                let told = Msg::Told(no_journal(&problem.to_string()));
                events.send(Event::File(number, Box::new(told)));
            };
            let keeper = journal.and_then(|journal| Keeper::start(journal, tell).ok());
            will.keep_with(seat, keeper.clone());
            self.keeper = keeper.map_or(Diary::Impossible, Diary::Open);
        }
        self.kept()
    }

    fn write_hidden(&mut self, notes: &Canvas) -> Result<(), SaveError> {
        let stored = hidden::stored(notes);
        let kept = match &mut self.hidden {
            Some(kept) => kept,
            None => self.hidden.insert(Journal::hidden(&self.session.path)?),
        };
        kept.write(&stored)
    }

    /// The program ends, or the file is left: the journal is written first, a sync leaves all in order, others are told.
    fn end(&self) {
        if let Some(keeper) = self.kept() {
            keeper.flush(LAST_WRITE);
        }
        if let Some(syncing) = &self.syncing {
            syncing.stop_within(LAST_SYNC);
        }
        if let Some(filer) = &self.filer {
            filer.end();
        }
    }

    fn kept(&self) -> Option<&Keeper> {
        match &self.keeper {
            Diary::Open(keeper) => Some(keeper),
            Diary::Closed | Diary::Impossible => None,
        }
    }
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
                | Origin::Import(_)
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
    pub(super) fn check(&self, paths: BTreeSet<String>) -> Option<Msg> {
        let (canvas, tell) = self.canvas()?;
        let (library, today) = (self.library.clone(), self.today.clone());
        let work = move || {
            let known = checking::know(Some(&canvas), &paths, &library, &today);
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

    /// Has the journal keep a draft, or nothing. What to say where it cannot.
    pub(super) fn keep_draft(
        &mut self,
        draft: Option<&Draft>,
        base: Option<Fingerprint>,
    ) -> Option<Notice> {
        let file = self.file.as_mut()?;
        let Some(draft) = draft else {
            file.kept()?.keep(None);
            return None;
        };
        let Some(keeper) = file.keeper(self.seat, &self.will, &self.events) else {
            return Some(no_journal("there is no folder for it"));
        };
        let base = base.map(|base| base.to_string());
        match draft {
            // Mostly the write that is under way makes this needless before it is due.
            Draft::Unsaved(_, None) => {
                let draft = draft.clone();
                keeper.keep_unless_saved(move || StoredDraft::of(&draft, base, format::write));
            }
            Draft::Unsaved(_, Some(_)) | Draft::Typing(_) => {
                keeper.keep(Some(StoredDraft::of(draft, base, format::write)));
            }
        }
        let problem = keeper.problem()?;
        Some(no_journal(&problem.to_string()))
    }

    /// Keeps the notes of a silent round, or none. On the disk when this returns: a note that was finished is nowhere else,
    /// and the screen shows it as kept. What to say where it cannot.
    pub(super) fn keep_hidden(&mut self, notes: Option<&Canvas>) -> Option<Notice> {
        let file = self.file.as_mut()?;
        let failed = match notes {
            Some(notes) => file.write_hidden(notes).err(),
            None => file.hidden.as_mut().and_then(|kept| kept.clear().err()),
        };
        if let Some(failed) = failed {
            let why = failed.to_string();
            let why = why.trim_start_matches("not saved: ");
            return Some(Notice::error(format!(
                "hidden notes are not kept: {why} · leave the board open, or :reveal"
            )));
        }
        for left in file.session.hidden.drain(..) {
            // Where it cannot be removed it is only found again: its notes are known by their ids.
            let _ = left.discard();
        }
        None
    }

    /// The draft of an earlier run is settled: what became of it is in this run's journal by now.
    pub(super) fn drop_offer(&mut self) -> Option<Notice> {
        let file = self.file.as_mut()?;
        let orphan = file.session.orphan.take()?;
        if let Some(keeper) = file.kept() {
            keeper.flush(LAST_WRITE);
        }
        let failed = orphan.discard().err()?;
        Some(Notice::warning(format!(
            "the old draft could not be removed: {failed}"
        )))
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
fn folder() -> PathBuf {
    std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."))
}

/// What is typed is not kept meanwhile; the words of a save speak of the canvas, which is not what failed.
fn no_journal(why: &str) -> Notice {
    let why = why.trim_start_matches("not saved: ");
    Notice::warning(format!(
        "no journal: {why} · keep notes often, what is typed can be lost"
    ))
}

pub(super) fn lost(error: &io::Error) -> Trouble {
    Trouble {
        what: format!("the terminal cannot be used: {error}"),
        advice: "Unfinished text is kept in the journal and offered at the next start.".to_owned(),
    }
}
