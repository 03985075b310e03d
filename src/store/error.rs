//! Why a save failed.

use std::path::PathBuf;
use std::time::Duration;

use rustix::io::Errno;

use super::load::LoadError;

/// What a save was doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Making the new file beside the old one.
    Create,
    /// Waiting for the others who save.
    Lock,
    /// Writing the bytes.
    Write,
    /// Giving the new file the old one's rights.
    Rights,
    /// Making sure that the bytes are on the disk.
    Sync,
    /// Putting the new file in the old one's place.
    Replace,
    /// Copying the old bytes to the user's state folder.
    Backup,
}

impl Step {
    const fn words(self) -> &'static str {
        match self {
            Self::Create => "making a file beside it",
            Self::Lock => "locking it",
            Self::Write => "writing it",
            Self::Rights => "giving it its rights",
            Self::Sync => "bringing it to the disk",
            Self::Replace => "putting it in place",
            Self::Backup => "keeping a backup",
        }
    }
}

/// Why a save failed. The file holds its old bytes, whole, in every case but `Torn` and a failed last sync.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// What is there cannot be read.
    #[error(transparent)]
    Read(#[from] LoadError),
    /// Others held the lock all the time that we waited.
    #[error("not saved: another program has locked the file for {} s", .0.as_secs())]
    Busy(Duration),
    /// The file itself is marked read-only.
    #[error("not saved: the file is read-only")]
    ReadOnly,
    /// The user may write neither the file nor its folder.
    #[error("not saved: no permission to write here")]
    Denied,
    /// The file system is mounted read-only.
    #[error("not saved: this disk is read-only")]
    ReadOnlyDisk,
    /// The disk is full.
    #[error("not saved: the disk is full")]
    DiskFull,
    /// The user's share of the disk is used up.
    #[error("not saved: your disk quota is used up")]
    OverQuota,
    /// The file would be larger than the process may write.
    #[error("not saved: larger than the file size limit")]
    OverLimit,
    /// The folder is not there.
    #[error("not saved: the folder does not exist")]
    NoFolder,
    /// There was no file, and while ours was written somebody made one.
    #[error("not saved: somebody else has just made a file of this name")]
    Appeared,
    /// Another program that does not wait for the lock wrote the file again and again. What it wrote last is there.
    #[error("not saved: another program keeps writing the file")]
    Contested,
    /// A write in place failed and may have left the file damaged.
    #[error("the file may be damaged: {cause}; what it held is in the backup")]
    Torn {
        /// Where its last whole bytes are.
        backup: PathBuf,
        /// What failed.
        cause: Box<SaveError>,
    },
    /// Anything else.
    #[error("not saved: {} failed: {errno}", .step.words())]
    Failed {
        /// What the save was doing.
        step: Step,
        /// What the system said.
        errno: Errno,
    },
}

impl SaveError {
    /// The error for what the system said during a step.
    pub(super) const fn new(step: Step, errno: Errno) -> Self {
        match errno {
            Errno::ACCESS | Errno::PERM => Self::Denied,
            Errno::ROFS => Self::ReadOnlyDisk,
            Errno::NOSPC => Self::DiskFull,
            Errno::DQUOT => Self::OverQuota,
            Errno::FBIG => Self::OverLimit,
            errno => Self::Failed { step, errno },
        }
    }

    /// What the user can do about it, in one line.
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::Read(error) => error.advice(),
            Self::Busy(_) => "See who has the file open, then save again.",
            Self::ReadOnly => "Make it writable with chmod u+w, then save again.",
            Self::Denied => "Ask its owner for the right to write, then save again.",
            Self::ReadOnlyDisk => "Have the disk mounted for writing, then save again.",
            Self::DiskFull => "Make room, then save again.",
            Self::OverQuota => "Delete something of yours, then save again.",
            Self::OverLimit => "Raise the limit with ulimit -f and start again.",
            Self::NoFolder => "Make the folder, then save again.",
            Self::Appeared => "Save again: both are then merged.",
            Self::Contested => "Save again once that program is done.",
            Self::Torn { .. } => "Save again; if that fails, copy the backup over the file.",
            Self::Failed { .. } => "Save again; if that fails too, look after the disk.",
        }
    }
}

/// For `map_err`: the error of a step.
pub(super) fn at(step: Step) -> impl Fn(Errno) -> SaveError {
    move |errno| SaveError::new(step, errno)
}

/// The system's number in an error of the standard library.
pub(super) fn errno(error: &std::io::Error) -> Errno {
    Errno::from_io_error(error).unwrap_or(Errno::IO)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_a_command_that_there_is_not() {
        for errno in [Errno::ACCESS, Errno::ROFS, Errno::NOSPC, Errno::IO] {
            let advice = SaveError::new(Step::Write, errno).advice();
            assert!(!advice.contains("another name"), "{advice}");
        }
        assert!(!SaveError::ReadOnly.advice().contains("another name"));
    }
}
