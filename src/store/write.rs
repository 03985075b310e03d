//! Bytes to the disk: whole or an error, and known to be there.

use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;

use rustix::fs::{Mode, OFlags};
use rustix::io::{Errno, retry_on_intr};

use super::error::{SaveError, Step, at};
use super::target;

/// Writes all bytes from the file's start. A short write is no error in itself: the next one tells why.
pub(super) fn write_all(file: impl AsFd, bytes: &[u8]) -> Result<(), Errno> {
    let mut rest = bytes;
    let mut at = 0;
    while !rest.is_empty() {
        let wrote = retry_on_intr(|| rustix::io::pwrite(&file, rest, at))?;
        if wrote == 0 {
            return Err(Errno::IO);
        }
        rest = rest.get(wrote..).unwrap_or(&[]);
        at += wrote as u64;
    }
    Ok(())
}

/// Waits until the file's bytes are on the disk. After an error the file must not be synced again: the kernel may have
/// dropped the bytes, and the second time it says that all is well.
pub(super) fn sync(file: impl AsFd) -> Result<(), SaveError> {
    rustix::fs::fsync(file).map_err(at(Step::Sync))
}

/// Waits until the names in the file's folder are on the disk: without that a power cut can bring the old file back.
pub(super) fn sync_folder_of(path: &Path, file: impl AsFd) -> Result<(), SaveError> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let synced =
        match retry_on_intr(|| rustix::fs::open(target::folder(path), flags, Mode::empty())) {
            Ok(folder) => rustix::fs::fsync(folder),
            // A folder that can be written but not listed cannot be opened: all of its file system, then.
            Err(Errno::ACCESS) => rustix::fs::syncfs(file),
            Err(errno) => Err(errno),
        };
    match synced {
        // Some network file systems know no sync of a folder; they keep names in step by themselves.
        Ok(()) | Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(()),
        Err(errno) => Err(SaveError::new(Step::Sync, errno)),
    }
}

/// Makes a new file; an error where one is.
pub(super) fn create(path: &Path, mode: Mode) -> Result<OwnedFd, Errno> {
    let flags = OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC | OFlags::NOFOLLOW;
    retry_on_intr(|| rustix::fs::open(path, flags, mode))
}
