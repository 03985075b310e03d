//! Saving: lock, look, decide, write, known to be on the disk.
//!
//! Whoever saves decides under the lock, with the file's bytes of this moment in hand; merging belongs there.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::error::SaveError;
use super::lock::{Held, Lock, lock};
use super::replace::{Setback, create};
use super::{dirs, in_place, load, swap, write};

/// How long a save waits for others by default.
pub const LOCK_WAIT: Duration = Duration::from_secs(10);

/// What to do with the file, given its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Let the file hold these bytes.
    Write(Vec<u8>),
    /// Leave it as it is.
    Keep,
}

/// What became of a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// There was no file; now there is.
    Created,
    /// A new file took the old one's place.
    Replaced,
    /// The bytes were written over the old ones, since a new file would have broken something.
    InPlace,
    /// It held these bytes already.
    Unchanged,
    /// The decision was to leave it.
    Kept,
}

/// How to save.
#[derive(Clone, Debug)]
pub struct Saver {
    /// How long to wait for others who save the same file.
    pub wait: Duration,
    /// The folder for the copies made before a file is written in place.
    pub backups: PathBuf,
}

impl Default for Saver {
    /// Waits `LOCK_WAIT` and keeps backups in the user's state folder.
    fn default() -> Self {
        let state = dirs::state().unwrap_or_else(std::env::temp_dir);
        Self {
            wait: LOCK_WAIT,
            backups: state.join("backups"),
        }
    }
}

/// Saves with the default `Saver`.
pub fn save(
    path: &Path,
    decide: impl FnMut(Option<&[u8]>) -> Decision,
) -> Result<Saved, SaveError> {
    Saver::default().save(path, decide)
}

impl Saver {
    /// Locks the file, hands its bytes (`None` where there is no file) to `decide` and writes what that says. When it
    /// returns `Ok`, the bytes are on the disk. Symbolic links stay and their target is written. `decide` runs under the
    /// lock: it must not wait for a person. Programs that ignore the lock may write meanwhile; then it is called again,
    /// with what they wrote, and has to take that in too. On `Decision::Keep` what they wrote stays.
    pub fn save(
        &self,
        path: &Path,
        mut decide: impl FnMut(Option<&[u8]>) -> Decision,
    ) -> Result<Saved, SaveError> {
        match lock(path, self.wait)? {
            Lock::Held(held) => self.update(&held, &mut decide),
            Lock::Absent(target) => match decide(None) {
                Decision::Write(bytes) => create(&target, &bytes).map(|()| Saved::Created),
                Decision::Keep => Ok(Saved::Kept),
            },
        }
    }

    fn update(
        &self,
        held: &Held,
        decide: &mut impl FnMut(Option<&[u8]>) -> Decision,
    ) -> Result<Saved, SaveError> {
        let old = load::read(&held.file, &held.stat)?;
        match decide(Some(&old)) {
            Decision::Keep => Ok(Saved::Kept),
            Decision::Write(bytes) if bytes == old => unchanged(held),
            Decision::Write(_) if is_marked_read_only(held) => Err(SaveError::ReadOnly),
            Decision::Write(bytes) => self.put(held, &old, &bytes, decide),
        }
    }

    fn put(
        &self,
        held: &Held,
        old: &[u8],
        bytes: &[u8],
        decide: &mut impl FnMut(Option<&[u8]>) -> Decision,
    ) -> Result<Saved, SaveError> {
        swap::keep_left(&held.target, old, &self.backups);
        let unfit = if held.stat.st_nlink > 1 {
            SaveError::Denied
        } else {
            match swap::replace(held, old, bytes, &self.backups, decide) {
                Ok(saved) => return Ok(saved),
                Err(Setback::Failed(error)) => return Err(error),
                Err(Setback::Unfit(error)) => error,
            }
        };
        if !held.writable {
            return Err(unfit);
        }
        in_place::write(held, old, bytes, &self.backups).map(|()| Saved::InPlace)
    }
}

/// Nothing to write, but `Ok` says "on the disk", and another program's write, or our last one, may not be there yet.
fn unchanged(held: &Held) -> Result<Saved, SaveError> {
    if held.writable {
        write::sync(&held.file)?;
        write::sync_folder_of(&held.target, &held.file)?;
    }
    Ok(Saved::Unchanged)
}

/// Whether its owner may not write it. Somebody wanted that, so it is not replaced even where the folder allows it.
fn is_marked_read_only(held: &Held) -> bool {
    held.stat.st_mode & 0o200 == 0
}
