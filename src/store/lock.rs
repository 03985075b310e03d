//! The lock: flock on the data file itself, held on the inode that the path names.
//!
//! A save replaces the file, so a lock may be won on an inode that is no longer the file: after each lock the path is
//! looked at again. A file of its own for the lock would litter the repository and fail in sticky folders.

mod queue;

use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, OFlags, Stat};
use rustix::io::{Errno, retry_on_intr};

use super::error::{SaveError, Step};
use super::load::{self, LoadError};
use super::stamp::Inode;
use super::target;

/// The pause after an attempt that won the lock of a file which had lost its name.
const PAUSE: Duration = Duration::from_millis(1);

/// What the path names.
pub(super) enum Lock {
    /// A file, locked by us.
    Held(Held),
    /// Nothing yet: where a file is to be made.
    Absent(PathBuf),
}

/// A locked file. The lock ends when it is dropped.
pub(super) struct Held {
    /// The open file, its position at the start.
    pub(super) file: OwnedFd,
    /// Where it is, links followed.
    pub(super) target: PathBuf,
    /// Its rights, owner and size when the lock was won.
    pub(super) stat: Stat,
    /// Whether `file` is open for writing too.
    pub(super) writable: bool,
}

/// How an attempt went.
enum Attempt {
    /// This is what the path names.
    Done(Lock),
    /// Another has the lock of this file, which is open for writing or not.
    Busy(OwnedFd, bool),
    /// The path has come to name another file.
    Moved,
}

/// Locks the file, waiting for others no longer than `wait`.
pub(super) fn lock(path: &Path, wait: Duration) -> Result<Lock, SaveError> {
    let start = Instant::now();
    loop {
        match attempt(path)? {
            Attempt::Done(lock) => return Ok(lock),
            Attempt::Moved => sleep(PAUSE),
            Attempt::Busy(file, writable) => {
                let left = wait.saturating_sub(start.elapsed());
                let is_named = |stat: &Stat| Inode::of(path) == Some(Inode::from(stat));
                if let Some(file) = queue::wait(file, left, is_named)?
                    && let Attempt::Done(lock) = won(path, file, writable)?
                {
                    return Ok(lock);
                }
            }
        }
        if start.elapsed() >= wait {
            return Err(SaveError::Busy(wait));
        }
    }
}

fn attempt(path: &Path) -> Result<Attempt, SaveError> {
    let (file, writable) = match open(path) {
        Err(LoadError::NotFound) => {
            let target = target::resolve(path).map_err(LoadError::from)?;
            return Ok(Attempt::Done(Lock::Absent(target)));
        }
        opened => opened?,
    };
    if try_lock(&file)? {
        won(path, file, writable)
    } else {
        Ok(Attempt::Busy(file, writable))
    }
}

/// The lock of this file is ours; whether the path still names it.
fn won(path: &Path, file: OwnedFd, writable: bool) -> Result<Attempt, SaveError> {
    let target = target::resolve(path).map_err(LoadError::from)?;
    let stat = rustix::fs::fstat(&file).map_err(LoadError::from)?;
    if !Inode::from(&stat).is_at(&target) {
        return Ok(Attempt::Moved);
    }
    Ok(Attempt::Done(Lock::Held(Held {
        file,
        target,
        stat,
        writable,
    })))
}

/// Opens for writing where that is allowed: a lock over NFS needs it, and so does writing in place. Never makes a file:
/// in a sticky folder that is refused even where the file may be written.
fn open(path: &Path) -> Result<(OwnedFd, bool), LoadError> {
    match load::open(path, OFlags::RDWR) {
        Ok((file, _)) => Ok((file, true)),
        Err(LoadError::Denied | LoadError::Io(Errno::ROFS | Errno::TXTBSY)) => {
            load::open(path, OFlags::RDONLY).map(|(file, _)| (file, false))
        }
        Err(error) => Err(error),
    }
}

/// Whether the lock is ours. On a file system without locks it is: a save there is still whole, only not exclusive.
fn try_lock(file: &OwnedFd) -> Result<bool, SaveError> {
    match retry_on_intr(|| rustix::fs::flock(file, FlockOperation::NonBlockingLockExclusive)) {
        Ok(()) | Err(Errno::NOLCK | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(true),
        Err(Errno::WOULDBLOCK) => Ok(false),
        Err(errno) => Err(SaveError::new(Step::Lock, errno)),
    }
}
