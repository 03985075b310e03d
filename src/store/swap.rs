//! Swapping the new file with the old one, and looking at what came out: programs that do not ask for our lock (an editor,
//! git) may have replaced or written the file after we read it. What they wrote is decided about too, and swapped again.
//!
//! What came out is another's. It is removed only once what it holds is in the file, on the disk; when the save fails it
//! goes back, and where even that fails, or yet another file comes out then, it is kept among the user's backups. While
//! it is out, its name ends with `.swap`: should we be killed then, the next save of the file keeps it there (`left`).

use std::os::fd::{AsFd, OwnedFd};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, FlockOperation, Mode, OFlags, RenameFlags, Stat};
use rustix::io::Errno;

use super::error::{SaveError, Step, at};
use super::in_place::Backup;
use super::lock::Held;
use super::replace::{self, Setback, setback};
use super::save::{Decision, Saved};
use super::temp::{self, Temp};
use super::{attributes, load, write};

/// So often another's file is taken in before the save gives up.
const MOST_ROUNDS: usize = 8;

/// Puts a file of these bytes in the locked one's place, which held `old` when it was decided about.
pub(super) fn replace(
    held: &Held,
    old: &[u8],
    bytes: &[u8],
    backups: &Path,
    decide: &mut impl FnMut(Option<&[u8]>) -> Decision,
) -> Result<Saved, Setback> {
    let target = &held.target;
    let temp = prepare(target, bytes, &held.file, &held.stat)?;
    match exchange(temp.path(), target) {
        Ok(()) => {
            let mut swap = Swap::new(target, backups, temp, bytes.to_vec());
            Ok(swap.settle(old.to_vec(), decide)?)
        }
        // Not every file system can; there the other programs have to be lucky.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {
            replace::rename(temp, target).map(|()| Saved::Replaced)
        }
        Err(Errno::NOENT) if is_gone(target) => Ok(recreate(target, decide)?),
        Err(errno) => Err(setback(Step::Replace)(errno)),
    }
}

/// Keeps what a save that was killed had swapped out of this file, which holds `now` and is locked by us.
pub(super) fn keep_left(target: &Path, now: &[u8], backups: &Path) {
    for path in temp::left(target) {
        let out = Out(path);
        match out.read() {
            Ok(found) if found.bytes == now => out.discard(),
            Ok(_) | Err(_) => out.keep(target, backups),
        }
    }
}

/// A new file, whole and on the disk, with the rights of the other one. It is locked before it has the name, so that
/// those who save in our way wait until we are done.
fn prepare(target: &Path, bytes: &[u8], like: impl AsFd, stat: &Stat) -> Result<Temp, Setback> {
    let mut temp = Temp::beside(target, Mode::RUSR | Mode::WUSR).map_err(setback(Step::Create))?;
    // Nobody else can have it; where there are no locks there is none to take.
    let _ = rustix::fs::flock(&temp.file, FlockOperation::NonBlockingLockExclusive);
    write::write_all(&temp.file, bytes).map_err(at(Step::Write))?;
    attributes::copy(like, stat, &temp.file).map_err(setback(Step::Rights))?;
    write::sync(&temp.file)?;
    temp.is_whole().map_err(setback(Step::Replace))?;
    Ok(temp)
}

fn exchange(new: &Path, target: &Path) -> Result<(), Errno> {
    rustix::fs::renameat_with(CWD, new, CWD, target, RenameFlags::EXCHANGE)
}

fn is_gone(target: &Path) -> bool {
    rustix::fs::lstat(target).err() == Some(Errno::NOENT)
}

/// Somebody removed the file.
fn recreate(
    target: &Path,
    decide: &mut impl FnMut(Option<&[u8]>) -> Decision,
) -> Result<Saved, SaveError> {
    match decide(None) {
        Decision::Write(bytes) => replace::create(target, &bytes).map(|()| Saved::Created),
        Decision::Keep => Ok(Saved::Kept),
    }
}

/// A file that came out when ours went in. It stays until it is told otherwise.
struct Out(PathBuf);

/// What came out, read.
struct Found {
    file: OwnedFd,
    stat: Stat,
    bytes: Vec<u8>,
}

impl Out {
    fn read(&self) -> Result<Found, SaveError> {
        let (file, stat) = load::open(&self.0, OFlags::RDONLY | OFlags::NOFOLLOW)?;
        let bytes = load::read(&file, &stat)?;
        Ok(Found { file, stat, bytes })
    }

    /// Removes it: what it holds is in the file, or was ours.
    fn discard(self) {
        let _ = rustix::fs::unlink(&self.0);
    }

    /// Moves it to the backups. Where that fails it stays.
    fn keep(self, target: &Path, backups: &Path) {
        let found = self.read();
        if found.is_ok_and(|found| Backup::keep(target, &found.bytes, backups).is_ok()) {
            self.discard();
        }
    }
}

/// A save whose file is in place.
struct Swap<'a> {
    target: &'a Path,
    backups: &'a Path,
    /// What we put in place last.
    ours: Vec<u8>,
    /// What came out for it.
    out: Out,
    /// What came out before, taken into `ours`.
    taken_in: Vec<Out>,
    /// Our files, for their locks.
    locks: Vec<Temp>,
}

impl<'a> Swap<'a> {
    fn new(target: &'a Path, backups: &'a Path, temp: Temp, ours: Vec<u8>) -> Self {
        let (out, lock) = came_out(temp);
        Self {
            target,
            backups,
            ours,
            out,
            taken_in: Vec::new(),
            locks: vec![lock],
        }
    }

    /// Looks at what came out until it is what was decided about.
    fn settle(
        &mut self,
        mut expected: Vec<u8>,
        decide: &mut impl FnMut(Option<&[u8]>) -> Decision,
    ) -> Result<Saved, SaveError> {
        for _ in 0..MOST_ROUNDS {
            let round = self.out.read().and_then(|found| {
                if found.bytes == expected {
                    return Ok(Round::Settled);
                }
                match decide(Some(&found.bytes)) {
                    Decision::Keep => Ok(Round::Kept),
                    Decision::Write(bytes) => self.again(bytes, &found).map(Round::Again),
                }
            });
            match round {
                Ok(Round::Settled) => return self.finish(),
                Ok(Round::Again(before)) => expected = before,
                Ok(Round::Kept) => return self.put_back().map(|()| Saved::Kept),
                Err(error) => return Err(self.put_back().err().unwrap_or(error)),
            }
        }
        Err(self.put_back().err().unwrap_or(SaveError::Contested))
    }

    /// Puts a file in place that holds what came out too. What was in place until now, and should come out.
    fn again(&mut self, bytes: Vec<u8>, found: &Found) -> Result<Vec<u8>, SaveError> {
        let temp =
            prepare(self.target, &bytes, &found.file, &found.stat).map_err(Setback::error)?;
        exchange(temp.path(), self.target).map_err(at(Step::Replace))?;
        let (out, lock) = came_out(temp);
        self.locks.push(lock);
        self.taken_in.push(std::mem::replace(&mut self.out, out));
        Ok(std::mem::replace(&mut self.ours, bytes))
    }

    fn finish(&mut self) -> Result<Saved, SaveError> {
        let synced = self.sync();
        for out in self.taken_in.drain(..) {
            out.discard();
        }
        self.take_out().discard();
        synced.map(|()| Saved::Replaced)
    }

    /// Puts what came out last in its place again, since ours is not to stay.
    fn put_back(&mut self) -> Result<(), SaveError> {
        let mut back = self.exchange_back();
        if back.is_ok() && !self.is_ours_out() {
            // Somebody has written over ours meanwhile; what was written last is to stand.
            back = self.exchange_back();
        }
        let is_ours = back.is_ok() && self.is_ours_out();
        let (target, backups, out) = (self.target, self.backups, self.take_out());
        if is_ours {
            out.discard();
        } else {
            out.keep(target, backups);
        }
        for out in self.taken_in.drain(..) {
            out.keep(target, backups);
        }
        back.and_then(|()| self.sync())
    }

    fn exchange_back(&self) -> Result<(), SaveError> {
        exchange(&self.out.0, self.target).map_err(at(Step::Replace))
    }

    fn is_ours_out(&self) -> bool {
        let found = self.out.read();
        found.is_ok_and(|found| found.bytes == self.ours)
    }

    fn take_out(&mut self) -> Out {
        Out(std::mem::take(&mut self.out.0))
    }

    fn sync(&self) -> Result<(), SaveError> {
        match self.locks.last() {
            Some(ours) => write::sync_folder_of(self.target, &ours.file),
            None => Ok(()),
        }
    }
}

/// What a look at what came out leads to.
enum Round {
    /// It is what was decided about.
    Settled,
    /// It was taken in; this was in place before.
    Again(Vec<u8>),
    /// It is to stay as it is.
    Kept,
}

/// The name is another file's now; ours stays open, and locked.
fn came_out(mut temp: Temp) -> (Out, Temp) {
    let out = Out(temp.path().to_path_buf());
    temp.keep();
    (out, temp)
}
