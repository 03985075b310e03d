//! What is being written and read for the board: taken back, or waited for at the end.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::app::msg::Trouble;
use crate::app::transfer::Ticket;

/// How long an ending program waits for its exports: longer than a save waits for others who have the file.
const LAST_EXPORTS: Duration = Duration::from_secs(15);

/// How far a transfer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    /// Nothing is changed so far.
    #[default]
    Open,
    /// It is being written: half of it would be worse than all.
    Writing,
    /// It was taken back.
    Withdrawn,
}

/// A transfer, as its thread and the board share it.
#[derive(Clone, Debug, Default)]
pub(super) struct Transfer(Arc<Mutex<Stage>>);

impl Transfer {
    /// From now on it cannot be taken back; `false` where it was before.
    pub(super) fn may_write(&self) -> bool {
        self.turn(Stage::Writing)
    }

    /// Takes it back; `false` where it is too late for that.
    fn withdraw(&self) -> bool {
        self.turn(Stage::Withdrawn)
    }

    /// Whether it was taken back.
    pub(super) fn is_withdrawn(&self) -> bool {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) == Stage::Withdrawn
    }

    fn turn(&self, to: Stage) -> bool {
        let mut stage = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if *stage == Stage::Open {
            *stage = to;
        }
        *stage == to
    }
}

/// Where a thread tells how it ended: with this trouble, if any.
pub(super) type End = Sender<Option<Trouble>>;

/// Whether the program waits for a transfer at its end.
#[derive(Debug)]
enum Wait {
    /// It writes a file.
    For(Receiver<Option<Trouble>>),
    /// It only reads.
    No,
}

/// Those that are under way.
#[derive(Debug, Default)]
pub(in crate::shell) struct Transfers(Vec<(Ticket, Transfer, Wait)>);

impl Transfers {
    /// One that writes.
    pub(super) fn write(&mut self, ticket: Ticket) -> (Transfer, End) {
        let (end, ended) = mpsc::channel();
        (self.begin(ticket, Wait::For(ended)), end)
    }

    /// One that reads.
    pub(super) fn read(&mut self, ticket: Ticket) -> Transfer {
        self.begin(ticket, Wait::No)
    }

    fn begin(&mut self, ticket: Ticket, wait: Wait) -> Transfer {
        let transfer = Transfer::default();
        self.0.push((ticket, transfer.clone(), wait));
        transfer
    }

    /// Takes it back, so that nothing comes of it; `false` where it is too late for that.
    pub(super) fn withdraw(&mut self, ticket: Ticket) -> bool {
        let mut all = self.0.iter();
        let is_taken_back = all.any(|(own, transfer, _)| *own == ticket && transfer.withdraw());
        if is_taken_back {
            self.forget(ticket);
        }
        is_taken_back
    }

    /// It has ended, which was told.
    pub(in crate::shell) fn forget(&mut self, ticket: Ticket) {
        self.0.retain(|(own, ..)| *own != ticket);
    }

    /// Waits for the ends of those that write: nobody is told on the board any more where one fails.
    pub(in crate::shell) fn finish(&self) -> Result<(), Trouble> {
        let end = Instant::now() + LAST_EXPORTS;
        for (_, _, wait) in &self.0 {
            let Wait::For(ended) = wait else { continue };
            match ended.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(None) | Err(RecvTimeoutError::Disconnected) => {}
                Ok(Some(trouble)) => return Err(trouble),
                Err(RecvTimeoutError::Timeout) => {
                    return Err(Trouble {
                        what: "an export is not finished and was given up".to_owned(),
                        advice: "Write it anew with `bmcanvas export`.".to_owned(),
                    });
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_being_written_is_not_taken_back_and_what_was_taken_back_not_written() {
        let mut transfers = Transfers::default();
        let (writing, _end) = transfers.write(Ticket(1));
        let open = transfers.read(Ticket(2));
        assert!(writing.may_write() && writing.may_write());
        assert!(!transfers.withdraw(Ticket(1)));
        assert!(transfers.withdraw(Ticket(2)));
        assert!(open.is_withdrawn() && !open.may_write());
        assert!(!writing.is_withdrawn());
        assert!(!transfers.withdraw(Ticket(2)));
    }
}
