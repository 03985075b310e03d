//! Writing over the old bytes, where a new file would break something: a second name of the file, its group, a folder
//! that may not be changed. A copy of the old bytes is on the disk before the first is touched.

use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use rustix::fs::{FallocateFlags, Mode};
use rustix::io::Errno;

use super::error::{SaveError, Step, at, errno};
use super::lock::Held;
use super::{dirs, load, write};

/// So much of a long name is used for the backup's.
const MOST_OF_NAME: usize = 150;

/// Writes the bytes into the locked file, which holds `old`. Nothing is left in the folder of backups, except after an
/// error that leaves the file in doubt.
pub(super) fn write(
    held: &Held,
    old: &[u8],
    bytes: &[u8],
    backups: &Path,
) -> Result<(), SaveError> {
    let backup = Backup::keep(&held.target, old, backups)?;
    if let Err(errno) = overwrite(held, old.len(), bytes) {
        let cause = SaveError::new(Step::Write, errno);
        let restored = overwrite(held, bytes.len(), old).is_ok() && write::sync(&held.file).is_ok();
        return Err(if restored {
            backup.drop_with(cause)
        } else {
            backup.torn(cause)
        });
    }
    if let Err(cause) = write::sync(&held.file) {
        // Which bytes reached the disk nobody knows. The old ones go back, unsynced, so that the next save sees them,
        // and writes and syncs anew.
        let _ = overwrite(held, bytes.len(), old);
        return Err(backup.torn(cause));
    }
    backup.remove();
    Ok(())
}

fn overwrite(held: &Held, before: usize, bytes: &[u8]) -> Result<(), Errno> {
    let (before, after) = (before as u64, bytes.len() as u64);
    if after > before {
        // A full disk is found out before a byte is changed, where the file system can tell.
        let room = rustix::fs::fallocate(
            &held.file,
            FallocateFlags::KEEP_SIZE,
            before,
            after - before,
        );
        if let Err(errno @ (Errno::NOSPC | Errno::DQUOT | Errno::FBIG)) = room {
            return Err(errno);
        }
    }
    write::write_all(&held.file, bytes)?;
    rustix::fs::ftruncate(&held.file, after)
}

/// A copy in the folder of backups.
pub(super) struct Backup(PathBuf);

impl Backup {
    /// Copies the bytes to the disk. The name tells file and content, so that a save tried again keeps no second copy.
    pub(super) fn keep(target: &Path, bytes: &[u8], folder: &Path) -> Result<Self, SaveError> {
        dirs::create(folder).map_err(|error| SaveError::new(Step::Backup, errno(&error)))?;
        let path = folder.join(name(target, bytes));
        if load::load(&path).is_ok_and(|loaded| loaded.bytes == bytes) {
            return Ok(Self(path));
        }
        let _ = rustix::fs::unlink(&path);
        let file = write::create(&path, Mode::RUSR | Mode::WUSR).map_err(at(Step::Backup))?;
        let backup = Self(path);
        let kept = write::write_all(&file, bytes).map_err(at(Step::Backup));
        match kept
            .and_then(|()| write::sync(&file))
            .and_then(|()| write::sync_folder_of(&backup.0, &file))
        {
            Ok(()) => Ok(backup),
            Err(error) => Err(backup.drop_with(error)),
        }
    }

    fn remove(self) {
        let _ = rustix::fs::unlink(&self.0);
    }

    fn drop_with(self, error: SaveError) -> SaveError {
        self.remove();
        error
    }

    fn torn(self, cause: SaveError) -> SaveError {
        SaveError::Torn {
            backup: self.0,
            cause: Box::new(cause),
        }
    }
}

fn name(target: &Path, bytes: &[u8]) -> OsString {
    let name = target.file_name().unwrap_or_default().as_bytes();
    let name = name.get(..MOST_OF_NAME).unwrap_or(name);
    let (path, content) = (dirs::hash(target.as_os_str().as_bytes()), dirs::hash(bytes));
    OsString::from_vec([name, format!(".{path:016x}-{content:016x}.bak").as_bytes()].concat())
}
