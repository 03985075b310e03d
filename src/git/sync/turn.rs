//! One sync of a repository at a time: several boards on one machine share its index.

use std::os::fd::OwnedFd;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, Mode, OFlags, flock, open};
use rustix::io::Errno;

use super::{Job, Step, Why};
use crate::git::program::GitError;

/// How long one waits for the others.
const WAIT: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_millis(50);

/// The turn of a sync. It ends when it is dropped, or with the process.
pub(super) struct Turn {
    _folder: Option<OwnedFd>,
}

/// Waits for its turn. The lock is on git's own folder itself: it leaves nothing behind.
pub(super) fn take(job: &Job<'_>, tell: &mut dyn FnMut(Step)) -> Result<Turn, Why> {
    let folder = &job.place.repository.git_dir;
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let Ok(folder) = open(folder, flags, Mode::empty()) else {
        return Ok(Turn { _folder: None });
    };
    let start = Instant::now();
    let mut told = false;
    loop {
        match flock(&folder, FlockOperation::NonBlockingLockExclusive) {
            Err(Errno::WOULDBLOCK) => {}
            // Where a folder cannot be locked, git's own locks have to do.
            Ok(()) | Err(_) => {
                return Ok(Turn {
                    _folder: Some(folder),
                });
            }
        }
        if job.cancel.is_cancelled() {
            return Err(Why::Git(Step::Waiting, GitError::Cancelled));
        }
        if start.elapsed() >= WAIT {
            return Err(Why::Busy);
        }
        if !told {
            tell(Step::Waiting);
            told = true;
        }
        sleep(PAUSE);
    }
}
