//! A whole new file takes a name in one step, so that no reader ever sees half of it.

use std::path::Path;

use rustix::fs::{CWD, Mode, RenameFlags};
use rustix::io::Errno;

use super::error::{SaveError, Step, at};
use super::temp::Temp;
use super::write;

/// Why the file was not replaced. It is as it was.
pub(super) enum Setback {
    /// Replacing is not allowed here, or would change others' rights; writing in place may do.
    Unfit(SaveError),
    /// Saving failed.
    Failed(SaveError),
}

impl From<SaveError> for Setback {
    fn from(error: SaveError) -> Self {
        Self::Failed(error)
    }
}

impl Setback {
    /// Why, in either case.
    pub(super) fn error(self) -> SaveError {
        match self {
            Self::Unfit(error) | Self::Failed(error) => error,
        }
    }
}

/// Gives a whole file the name, whoever has it.
pub(super) fn rename(mut temp: Temp, target: &Path) -> Result<(), Setback> {
    rustix::fs::rename(temp.path(), target).map_err(setback(Step::Replace))?;
    temp.keep();
    Ok(write::sync_folder_of(target, &temp.file)?)
}

/// For `map_err`: what an error of a step means for a file that was not replaced.
pub(super) fn setback(step: Step) -> impl Fn(Errno) -> Setback {
    move |errno| match errno {
        // Not allowed in this folder, or a mount of the file alone, or an attribute that cannot be set.
        Errno::ACCESS
        | Errno::PERM
        | Errno::ROFS
        | Errno::BUSY
        | Errno::XDEV
        | Errno::INVAL
        | Errno::OPNOTSUPP
        | Errno::TOOBIG
        | Errno::RANGE => Setback::Unfit(SaveError::new(step, errno)),
        // A full disk is full for a write in place too, and a broken one broken.
        errno => Setback::Failed(SaveError::new(step, errno)),
    }
}

/// Makes the file, never over one that has appeared meanwhile.
pub(super) fn create(target: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let mut temp =
        Temp::beside(target, Mode::from_raw_mode(0o666)).map_err(|errno| match errno {
            Errno::NOENT | Errno::NOTDIR => SaveError::NoFolder,
            errno => SaveError::new(Step::Create, errno),
        })?;
    write::write_all(&temp.file, bytes).map_err(at(Step::Write))?;
    write::sync(&temp.file)?;
    publish(temp.path(), target).map_err(|errno| match errno {
        Errno::EXIST => SaveError::Appeared,
        errno => SaveError::new(Step::Replace, errno),
    })?;
    temp.keep();
    write::sync_folder_of(target, &temp.file)
}

/// Gives the file its name where that is free. Not every file system can do so in one step.
fn publish(temp: &Path, target: &Path) -> Result<(), Errno> {
    match rustix::fs::renameat_with(CWD, temp, CWD, target, RenameFlags::NOREPLACE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {}
        done => return done,
    }
    match rustix::fs::link(temp, target) {
        Err(Errno::PERM | Errno::NOSYS | Errno::OPNOTSUPP) => {}
        linked => return linked.and_then(|()| rustix::fs::unlink(temp)),
    }
    match rustix::fs::lstat(target) {
        Err(Errno::NOENT) => rustix::fs::rename(temp, target),
        Ok(_) => Err(Errno::EXIST),
        Err(errno) => Err(errno),
    }
}
