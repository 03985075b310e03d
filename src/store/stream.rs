//! Devices and pipes: what is written to them is gone at once, so that there is nothing to lock, to merge with or to replace.

use std::io::IsTerminal as _;
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::{FileType, Mode, OFlags};
use rustix::io::{Errno, retry_on_intr};

use super::error::{SaveError, Step, at};

/// Whether a character device or a pipe is at the path, however it is reached.
pub fn is_there(path: &Path) -> bool {
    rustix::fs::stat(path).is_ok_and(|stat| is_stream(stat.st_mode))
}

/// Whether that is a terminal. A pipe is not opened for it: its reader would take that for all that is written.
pub fn is_terminal(path: &Path) -> bool {
    let is_character = |mode| FileType::from_raw_mode(mode) == FileType::CharacterDevice;
    rustix::fs::stat(path).is_ok_and(|stat| is_character(stat.st_mode))
        && open(path, OFlags::NONBLOCK).is_ok_and(|stream| stream.is_terminal())
}

/// Writes all bytes to it. Waits for whoever is to read them.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let stream = open(path, OFlags::empty()).map_err(at(Step::Write))?;
    let stat = rustix::fs::fstat(&stream).map_err(at(Step::Write))?;
    if !is_stream(stat.st_mode) {
        // A file by now: writing over it would keep its end.
        return Err(SaveError::Appeared);
    }
    let mut rest = bytes;
    while !rest.is_empty() {
        let wrote = retry_on_intr(|| rustix::io::write(&stream, rest)).map_err(at(Step::Write))?;
        rest = rest.get(wrote..).unwrap_or_default();
    }
    Ok(())
}

fn is_stream(mode: u32) -> bool {
    match FileType::from_raw_mode(mode) {
        FileType::CharacterDevice | FileType::Fifo => true,
        FileType::RegularFile
        | FileType::Directory
        | FileType::Symlink
        | FileType::BlockDevice
        | FileType::Socket
        | FileType::Unknown => false,
    }
}

/// Opened without making a file, and without a terminal becoming ours.
fn open(path: &Path, waits: OFlags) -> Result<OwnedFd, Errno> {
    let flags = OFlags::WRONLY | OFlags::CLOEXEC | OFlags::NOCTTY | waits;
    retry_on_intr(|| rustix::fs::open(path, flags, Mode::empty()))
}
