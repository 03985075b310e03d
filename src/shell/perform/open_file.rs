//! A canvas that is open, with the threads that mind it.

use std::time::{Duration, Instant};

use super::keeping::no_journal;
use crate::app::msg::Msg;
use crate::app::seat::Seat;
use crate::format::Fingerprint;
use crate::model::canvas::Canvas;
use crate::model::id::BlockId;
use crate::shell::Event;
use crate::shell::filer::Filer;
use crate::shell::history::Historian;
use crate::shell::input::Events;
use crate::shell::open::{Session, hidden};
use crate::shell::signals::{LAST_WRITE, LastWill};
use crate::shell::standing::Stander;
use crate::shell::syncing::Syncing;
use crate::store::SaveError;
use crate::store::journal::{self, Journal};
use crate::store::keeper::Keeper;

/// How long an ending program waits for a sync to leave all in order.
const LAST_SYNC: Duration = Duration::from_secs(5);

/// The canvas that is open. Its threads are started after the first frame, which should not wait for them, and the
/// journal's when there is first something to keep.
pub(super) struct OpenFile {
    pub(super) session: Session,
    /// Tells its news from those of files that were open before.
    pub(super) number: u64,
    /// What it held when it was opened.
    pub(super) base: Option<Fingerprint>,
    pub(super) filer: Option<Filer>,
    pub(super) stander: Option<Stander>,
    pub(super) syncing: Option<Syncing>,
    pub(super) historian: Option<Historian>,
    keeper: Diary,
    /// Where notes of a silent round are kept, once there are any.
    pub(super) hidden: Option<Journal>,
    /// Where the focus is, until there is somebody to tell it to others.
    pub(super) here: Option<BlockId>,
    /// When the write that is under way was begun, until it is told that it takes long.
    pub(super) writing_since: Option<Instant>,
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
    pub(super) fn new(session: Session, number: u64, base: Option<Fingerprint>) -> Self {
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

    pub(super) fn keeper(
        &mut self,
        seat: Seat,
        will: &LastWill,
        events: &Events,
    ) -> Option<&Keeper> {
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

    pub(super) fn write_hidden(&mut self, notes: &Canvas) -> Result<(), SaveError> {
        let stored = hidden::stored(notes);
        let kept = match &mut self.hidden {
            Some(kept) => kept,
            None => self.hidden.insert(Journal::hidden(&self.session.path)?),
        };
        kept.write(&stored)
    }

    /// The program ends, or the file is left: the journal is written first, a sync leaves all in order, others are told.
    pub(super) fn end(&self) {
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

    pub(super) fn kept(&self) -> Option<&Keeper> {
        match &self.keeper {
            Diary::Open(keeper) => Some(keeper),
            Diary::Closed | Diary::Impossible => None,
        }
    }
}
