//! The lock: flock on the data file itself, held on the inode that the path names.
//!
//! A save replaces the file, so a lock may be won on an inode that is no longer the file: after each lock the path is
//! looked at again. A file of its own for the lock would litter the repository and fail in sticky folders.

use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, OFlags, Stat};
use rustix::io::{Errno, retry_on_intr};

use super::error::{SaveError, Step};
use super::load::{self, LoadError};
use super::target;

/// The longest pause between two attempts.
const PAUSE: Duration = Duration::from_millis(20);

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

/// Locks the file, waiting for others no longer than `wait`.
pub(super) fn lock(path: &Path, wait: Duration) -> Result<Lock, SaveError> {
    let start = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(lock) = attempt(path)? {
            return Ok(lock);
        }
        if start.elapsed() >= wait {
            return Err(SaveError::Busy(wait));
        }
        sleep(pause);
        pause = (pause * 2).min(PAUSE);
    }
}

/// `None` where another has the lock, or the path has come to name another file.
fn attempt(path: &Path) -> Result<Option<Lock>, SaveError> {
    let (file, writable) = match open(path) {
        Err(LoadError::NotFound) => {
            let target = target::resolve(path).map_err(LoadError::from)?;
            return Ok(Some(Lock::Absent(target)));
        }
        opened => opened?,
    };
    if !try_lock(&file)? {
        return Ok(None);
    }
    let target = target::resolve(path).map_err(LoadError::from)?;
    let stat = rustix::fs::fstat(&file).map_err(LoadError::from)?;
    let named = rustix::fs::lstat(&target)
        .is_ok_and(|now| (now.st_dev, now.st_ino) == (stat.st_dev, stat.st_ino));
    Ok(named.then_some(Lock::Held(Held {
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
