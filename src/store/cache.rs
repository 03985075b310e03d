//! What can be found out again, kept beside git's own files for all who use the repository.
//!
//! Nothing here may be relied on: the folder may not be writable, and what is read may be anybody's.

use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::Mode;

use super::presence::make_folder;
use super::{load, temp, write};

/// The folder below git's own.
const FOLDER: &str = "bmcanvas";
/// More is neither read nor written.
const MOST: usize = 16 << 20;

/// The bytes kept under this name in a git folder, if there are any.
pub fn read(git: &Path, name: &str) -> Option<Vec<u8>> {
    let path = path(git, name);
    let is_small = std::fs::symlink_metadata(&path)
        .is_ok_and(|meta| meta.is_file() && meta.len() <= MOST as u64);
    is_small
        .then(|| load::load(&path).ok())
        .flatten()
        .map(|loaded| loaded.bytes)
}

/// Keeps these bytes under this name, in place of what is there, in one step. Who may use the repository may read them.
pub fn keep(git: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    if bytes.len() > MOST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let rights = std::fs::metadata(git)?;
    make_folder(&git.join(FOLDER), &rights)?;
    let path = path(git, name);
    let mode = 0o600 | (rights.permissions().mode() & 0o666);
    let temp = temp::Temp::beside(&path, Mode::from_raw_mode(mode))?;
    // Whatever the umask; where that is not ours to say, as it is.
    let _ = rustix::fs::fchmod(&temp.file, Mode::from_raw_mode(mode));
    write::write_all(&temp.file, bytes)?;
    // No need to wait for the disk: half a file is found out when it is read.
    temp.take_place(&path)?;
    Ok(())
}

fn path(git: &Path, name: &str) -> PathBuf {
    git.join(FOLDER).join(name)
}
