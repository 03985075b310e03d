//! Signals: the program ends in order whatever ends it, and nothing typed is lost.
//!
//! They are handled on a thread of their own, since the loop may be blocked by a terminal that takes no more bytes.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::process::{Signal, getpid, kill_process};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::Event;
use super::input::Events;
use super::syncing::Syncing;
use super::terminal;
use crate::app::seat::Seat;
use crate::store::keeper::Keeper;

/// How long an ending program waits for the journal.
pub(super) const LAST_WRITE: Duration = Duration::from_secs(2);
/// How long it waits for a terminal that takes no bytes, such as one behind a stalled line.
const LAST_WORDS: Duration = Duration::from_millis(500);
/// How long it waits for a sync to leave all in order.
const LAST_SYNC: Duration = Duration::from_secs(3);
/// The exit code of a panic, as elsewhere.
const PANICKED: i32 = 101;

/// What has to be ended in order for a canvas that is open.
#[derive(Clone, Debug, Default)]
struct Files {
    keeper: Arc<Mutex<Option<Keeper>>>,
    syncing: Arc<Mutex<Option<Syncing>>>,
}

/// What the signal thread and the panic hook need to end the program in order.
#[derive(Clone, Debug)]
pub(super) struct LastWill {
    first: Files,
    second: Files,
    input: Arc<OwnedFd>,
    away: Arc<AtomicBool>,
}

impl LastWill {
    /// For a program that reads keys from here.
    pub(super) fn new(input: OwnedFd) -> Self {
        Self {
            first: Files::default(),
            second: Files::default(),
            input: Arc::new(input),
            away: Arc::default(),
        }
    }

    fn of_seat(&self, seat: Seat) -> &Files {
        match seat {
            Seat::First => &self.first,
            Seat::Second => &self.second,
        }
    }

    /// Names the journal of this seat's canvas, which has to be written before the end.
    pub(super) fn keep_with(&self, seat: Seat, keeper: Option<Keeper>) {
        if let Ok(mut slot) = self.of_seat(seat).keeper.lock() {
            *slot = keeper;
        }
    }

    /// Names the sync of this seat's canvas, which has to leave all in order before the end.
    pub(super) fn stop_first(&self, seat: Seat, syncing: Option<Syncing>) {
        if let Ok(mut slot) = self.of_seat(seat).syncing.lock() {
            *slot = syncing;
        }
    }

    /// Says that another program has the terminal: what it is interrupted by is not meant for us.
    pub(super) fn set_away(&self, away: bool) {
        self.away.store(away, Ordering::SeqCst);
    }

    fn is_away(&self) -> bool {
        self.away.load(Ordering::SeqCst)
    }

    /// Writes the journal and gives the terminal back.
    pub(super) fn execute(&self) {
        // Waits for the lock, which nobody holds for long: a signal and the loop may both end the program, and the one that
        // did not write the journal would cut the other one short.
        // All that was typed is safe before the first sync is waited for.
        let files = [&self.first, &self.second];
        for keeper in files.iter().filter_map(|file| named(&file.keeper)) {
            keeper.flush(LAST_WRITE);
        }
        for syncing in files.iter().filter_map(|file| named(&file.syncing)) {
            syncing.stop_within(LAST_SYNC);
        }
        self.give_back();
    }

    /// The terminal is gone: ends the program as its signal for that would.
    pub(super) fn hung_up(&self) -> ! {
        self.execute();
        std::process::exit(128 + SIGHUP)
    }

    /// On a thread of its own: the loop may hang in a write to the terminal, and this would then hang with it.
    fn give_back(&self) {
        let (done, wait) = mpsc::channel();
        let input = Arc::clone(&self.input);
        let given = thread::Builder::new().spawn(move || {
            terminal::restore(input.as_fd());
            let _ = done.send(());
        });
        if given.is_ok() {
            let _ = wait.recv_timeout(LAST_WORDS);
        }
    }
}

/// What was named last.
fn named<T: Clone>(slot: &Mutex<Option<T>>) -> Option<T> {
    slot.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Starts the thread that handles signals.
pub(super) fn watch(will: LastWill, events: Events) -> io::Result<()> {
    let mut signals = Signals::new([SIGWINCH, SIGTERM, SIGHUP, SIGQUIT, SIGINT, SIGTSTP, SIGCONT])?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in &mut signals {
                let event = match signal {
                    SIGWINCH => Some(Event::Resized),
                    SIGTSTP | SIGCONT | SIGINT | SIGQUIT if will.is_away() => {
                        while_away(signal);
                        None
                    }
                    SIGCONT => Some(Event::Continued),
                    SIGTSTP => Some(Event::Stop),
                    ending => end(&will, ending),
                };
                if event.is_some_and(|event| !events.send(event)) {
                    return;
                }
            }
        })?;
    Ok(())
}

/// Signals that mean the editor, whose terminal it is: only a stop is ours too, or the shell that started us would go
/// on waiting for a job of which the editor has stopped. The loop is no help, it waits for the editor.
fn while_away(signal: i32) {
    if signal == SIGTSTP {
        let _ = kill_process(getpid(), Signal::STOP);
    }
}

fn end(will: &LastWill, signal: i32) -> Option<Event> {
    will.execute();
    std::process::exit(128 + signal)
}

/// Has a panic, in whatever thread, write the journal, give the terminal back, tell and end the program. Without a
/// thread the others would go on with a screen that is no longer theirs.
pub(super) fn hook_panics(will: LastWill) {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        will.execute();
        tell(panic);
        std::process::exit(PANICKED);
    }));
}
