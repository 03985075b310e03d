//! A place in the system's own queue for a lock, where who came first is mostly served first.
//!
//! To try again and again instead is a lottery: of sixteen programs on a busy machine some draw blanks for more than ten
//! seconds. The system's call to wait knows no end of time, so a thread makes it, which is left behind at the end.

use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, Stat};
use rustix::io::{Errno, retry_on_intr};

use crate::store::error::{SaveError, Step};

/// How often it is looked whether the file is still the one to wait for.
const LOOK: Duration = Duration::from_millis(200);

/// The pause between two attempts where no thread can wait.
const PAUSE: Duration = Duration::from_millis(20);

/// So many threads wait at the most: a program that holds a lock for hours is not to gather them.
const MOST: usize = 8;

/// How many wait.
static WAITING: AtomicUsize = AtomicUsize::new(0);

type Turn = Result<OwnedFd, Errno>;

/// Waits for the lock of a file that another has, for so long at the most, and only while it is wanted. `None` where the
/// lock was not had.
pub(super) fn wait(
    file: OwnedFd,
    time: Duration,
    is_wanted: impl Fn(&Stat) -> bool,
) -> Result<Option<OwnedFd>, SaveError> {
    let failed = |errno| SaveError::new(Step::Lock, errno);
    let stat = rustix::fs::fstat(&file).map_err(failed)?;
    let Some(turn) = enter(file) else {
        thread::sleep(PAUSE.min(time));
        return Ok(None);
    };
    let start = Instant::now();
    loop {
        let left = time.saturating_sub(start.elapsed());
        match turn.recv_timeout(LOOK.min(left)) {
            Ok(turn) => return turn.map(Some).map_err(failed),
            Err(RecvTimeoutError::Timeout) if !left.is_zero() && is_wanted(&stat) => {}
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Ok(None),
        }
    }
}

/// Has a thread wait; `None` where there is none to be had.
fn enter(file: OwnedFd) -> Option<Receiver<Turn>> {
    if WAITING.fetch_add(1, Ordering::Relaxed) >= MOST {
        WAITING.fetch_sub(1, Ordering::Relaxed);
        return None;
    }
    let (tell, turn) = channel();
    let thread = thread::Builder::new().name("lock".into());
    let spawned = thread.spawn(move || queue(file, &tell));
    if spawned.is_err() {
        WAITING.fetch_sub(1, Ordering::Relaxed);
    }
    spawned.is_ok().then_some(turn)
}

/// Where nobody waits for the answer any more, the lock ends with it.
fn queue(file: OwnedFd, tell: &Sender<Turn>) {
    let locked = retry_on_intr(|| rustix::fs::flock(&file, FlockOperation::LockExclusive));
    WAITING.fetch_sub(1, Ordering::Relaxed);
    let _ = tell.send(locked.map(|()| file));
}
