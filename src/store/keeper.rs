//! The thread that keeps the journal, so that typing never waits for the disk.
//!
//! Only the latest draft counts: those that come faster than the pace replace each other before they are written. The
//! thread sleeps while there is nothing to do.

use std::fmt;
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::draft::StoredDraft;
use super::error::SaveError;
use super::journal::Journal;

/// The least time from one write to the next.
const PACE: Duration = Duration::from_millis(400);

/// A handle to the thread. When the last one is dropped, the thread writes what is left and ends.
#[derive(Clone, Debug)]
pub struct Keeper(Arc<Handle>);

impl Keeper {
    /// Starts the thread; `tell` is told when it begins to fail.
    pub fn start(
        mut journal: Journal,
        tell: impl Fn(&SaveError) + Send + 'static,
    ) -> io::Result<Self> {
        let put = move |draft: Option<&StoredDraft>| match draft {
            Some(draft) => journal.write(draft),
            None => journal.clear(),
        };
        Self::start_with(PACE, telling(put, tell))
    }

    fn start_with(pace: Duration, put: impl Put) -> io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let worker = Arc::clone(&shared);
        thread::Builder::new()
            .name("journal".into())
            .spawn(move || worker.run(pace, put))?;
        Ok(Self(Arc::new(Handle(shared))))
    }

    /// Hands over the draft to keep, or `None` when all is saved. Does not wait for the disk.
    pub fn keep(&self, draft: Option<StoredDraft>) {
        self.hand_over(draft.map(Box::new).map(Wanted::Ready), None);
    }

    /// Hands over a draft that matters only if what it holds is not in its file soon: it is made and written after a
    /// pause, unless another draft or `None` comes first.
    pub fn keep_unless_saved(&self, draft: impl FnOnce() -> StoredDraft + Send + 'static) {
        let soon = Instant::now().checked_add(PACE);
        self.hand_over(Some(Wanted::Later(Box::new(draft))), soon);
    }

    fn hand_over(&self, draft: Option<Wanted>, not_before: Option<Instant>) {
        self.0.0.change(|state| {
            state.wanted = draft;
            state.not_before = not_before;
            state.sent += 1;
        });
    }

    /// Waits until what was handed over is on the disk, at once rather than at the pace; `false` where that failed or
    /// took longer than the time given. A write that failed before is tried again.
    pub fn flush(&self, timeout: Duration) -> bool {
        let shared = &self.0.0;
        shared.change(|state| {
            state.hurry = true;
            if state.problem.is_some() && state.done == state.sent {
                state.sent += 1;
            }
        });
        let state = shared.state();
        let goal = state.sent;
        let waited = shared
            .written
            .wait_timeout_while(state, timeout, |state| state.done < goal);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.done >= goal && state.problem.is_none()
    }

    /// Why the last write failed; `None` where it did not.
    pub fn problem(&self) -> Option<SaveError> {
        self.0.0.state().problem.clone()
    }
}

/// What brings a draft to the disk, or removes it.
trait Put: FnMut(Option<&StoredDraft>) -> Result<(), SaveError> + Send + 'static {}

impl<F: FnMut(Option<&StoredDraft>) -> Result<(), SaveError> + Send + 'static> Put for F {}

/// Puts, and tells of the first of several failures in a row.
fn telling(mut put: impl Put, tell: impl Fn(&SaveError) + Send + 'static) -> impl Put {
    let mut failing = false;
    move |draft: Option<&StoredDraft>| {
        let outcome = put(draft);
        if let (Err(problem), false) = (&outcome, failing) {
            tell(problem);
        }
        failing = outcome.is_err();
        outcome
    }
}

/// Ends the thread when it is dropped.
#[derive(Debug)]
struct Handle(Arc<Shared>);

impl Drop for Handle {
    fn drop(&mut self) {
        self.0.change(|state| state.closed = true);
    }
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    written: Condvar,
}

/// A draft to write, made or still to be made.
enum Wanted {
    Ready(Box<StoredDraft>),
    Later(Box<dyn FnOnce() -> StoredDraft + Send>),
}

impl Wanted {
    fn make(self) -> StoredDraft {
        match self {
            Self::Ready(draft) => *draft,
            Self::Later(make) => make(),
        }
    }
}

impl fmt::Debug for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ready(draft) => draft.fmt(f),
            Self::Later(_) => f.write_str("Later"),
        }
    }
}

#[derive(Debug, Default)]
struct State {
    /// The latest draft, until it is written.
    wanted: Option<Wanted>,
    /// It can wait until then.
    not_before: Option<Instant>,
    /// How many were handed over.
    sent: u64,
    /// Up to which of them all is done.
    done: u64,
    /// Somebody waits: the pace does not count.
    hurry: bool,
    /// No more will come.
    closed: bool,
    problem: Option<SaveError>,
}

impl Shared {
    /// Works on after a panic elsewhere: that is when the journal is needed most.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state());
        self.changed.notify_one();
    }

    fn run(&self, pace: Duration, mut put: impl Put) {
        let mut last = None;
        while let Some((turn, draft)) = self.next(pace, last) {
            let draft = draft.map(Wanted::make);
            let outcome = put(draft.as_ref());
            last = Some(Instant::now());
            self.finish(turn, draft, outcome);
        }
    }

    /// The draft to write now and its number; `None` at the end.
    fn next(&self, pace: Duration, last: Option<Instant>) -> Option<(u64, Option<Wanted>)> {
        let mut state = self.state();
        loop {
            if state.done == state.sent {
                if state.closed {
                    return None;
                }
                state = self
                    .changed
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            let rest = last.map_or(Duration::ZERO, |last| pace.saturating_sub(last.elapsed()));
            let wait = state.not_before.map_or(Duration::ZERO, |then| {
                then.saturating_duration_since(Instant::now())
            });
            let rest = rest.max(wait);
            // To remove a draft costs next to nothing, and the sooner, the less can be offered in vain.
            if rest.is_zero() || state.hurry || state.closed || state.wanted.is_none() {
                state.hurry = false;
                return Some((state.sent, state.wanted.take()));
            }
            let waited = self.changed.wait_timeout(state, rest);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn finish(&self, turn: u64, draft: Option<StoredDraft>, outcome: Result<(), SaveError>) {
        let mut state = self.state();
        state.done = turn;
        state.problem = outcome.err();
        if state.problem.is_some() && state.sent == turn {
            state.wanted = draft.map(Box::new).map(Wanted::Ready);
        }
        self.written.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use super::Keeper;
    use crate::store::SaveError;
    use crate::store::draft::StoredDraft;
    use crate::store::journal::Journal;

    const LONG: Duration = Duration::from_mins(1);

    fn draft(text: &str) -> StoredDraft {
        StoredDraft {
            canvas: Some(text.into()),
            ..StoredDraft::default()
        }
    }

    /// A keeper that tells what it writes, and the first `failures` times fails.
    fn telling(pace: Duration, mut failures: u32) -> (Keeper, Receiver<Option<String>>) {
        let (tell, told) = channel();
        let put = move |draft: Option<&StoredDraft>| {
            tell.send(draft.and_then(|draft| draft.canvas.clone()))
                .unwrap();
            let failed = failures > 0;
            failures = failures.saturating_sub(1);
            if failed {
                Err(SaveError::DiskFull)
            } else {
                Ok(())
            }
        };
        (Keeper::start_with(pace, put).unwrap(), told)
    }

    #[test]
    fn after_a_flush_the_file_holds_the_last_draft() {
        let place = tempfile::tempdir().unwrap();
        let journal = Journal::new(place.path(), &place.path().join("a")).unwrap();
        let keeper = Keeper::start(journal, |problem| panic!("{problem}")).unwrap();
        for text in ["first", "second", "third"] {
            keeper.keep(Some(draft(text)));
        }
        assert!(keeper.flush(LONG));
        let file = std::fs::read_dir(place.path())
            .unwrap()
            .next()
            .unwrap()
            .unwrap()
            .path();
        assert!(std::fs::read_to_string(&file).unwrap().contains("third"));
        keeper.keep(None);
        assert!(keeper.flush(LONG));
        assert!(!file.exists());
        assert!(keeper.flush(Duration::ZERO), "nothing to wait for");
    }

    #[test]
    fn the_first_failure_of_several_is_told() {
        let (tell, told) = channel();
        let mut outcomes = [true, false, false, true, false].into_iter();
        let put = move |_: Option<&StoredDraft>| match outcomes.next() {
            Some(false) => Err(SaveError::DiskFull),
            Some(true) | None => Ok(()),
        };
        let mut put = super::telling(put, move |problem| tell.send(problem.clone()).unwrap());
        let failed: Vec<bool> = (0..5).map(|_| put(None).is_err()).collect();
        assert_eq!(failed, [false, true, true, false, true]);
        assert_eq!(told.try_iter().count(), 2);
    }

    #[test]
    fn the_first_is_written_at_once_and_those_after_it_replace_each_other() {
        let (keeper, told) = telling(LONG, 0);
        keeper.keep(Some(draft("first")));
        assert_eq!(told.recv_timeout(LONG), Ok(Some("first".into())));
        for n in 0..100 {
            keeper.keep(Some(draft(&n.to_string())));
        }
        assert!(keeper.flush(LONG));
        assert_eq!(told.try_iter().collect::<Vec<_>>(), [Some("99".into())]);
    }

    #[test]
    fn the_pace_alone_brings_the_latest_to_the_disk() {
        let (keeper, told) = telling(Duration::from_millis(20), 0);
        keeper.keep(Some(draft("first")));
        assert_eq!(told.recv_timeout(LONG), Ok(Some("first".into())));
        keeper.keep(Some(draft("latest")));
        assert_eq!(told.recv_timeout(LONG), Ok(Some("latest".into())));
    }

    #[test]
    fn a_draft_that_is_no_longer_needed_goes_at_once() {
        let (keeper, told) = telling(LONG, 0);
        keeper.keep(Some(draft("first")));
        assert_eq!(told.recv_timeout(LONG), Ok(Some("first".into())));
        keeper.keep(None);
        assert_eq!(told.recv_timeout(LONG), Ok(None));
    }

    #[test]
    fn a_failed_write_is_told_and_tried_again() {
        let (keeper, told) = telling(LONG, 2);
        keeper.keep(Some(draft("x")));
        while keeper.problem().is_none() {
            std::thread::yield_now();
        }
        assert!(!keeper.flush(LONG));
        assert_eq!(keeper.problem(), Some(SaveError::DiskFull));
        assert!(keeper.flush(LONG));
        assert_eq!(keeper.problem(), None);
        assert_eq!(
            told.try_iter().collect::<Vec<_>>(),
            vec![Some("x".into()); 3]
        );
    }

    #[test]
    fn the_last_handle_leaves_nothing_unwritten() {
        let (keeper, told) = telling(LONG, 0);
        keeper.keep(Some(draft("first")));
        assert_eq!(told.recv_timeout(LONG), Ok(Some("first".into())));
        keeper.clone().keep(Some(draft("last")));
        drop(keeper);
        assert_eq!(
            told.iter().collect::<Vec<_>>(),
            [Some("last".into())],
            "and then the thread is gone"
        );
    }
}
