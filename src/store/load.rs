//! Reading a file that may be anything: at once or not at all, and never without bound.

use std::os::fd::{AsFd, OwnedFd};
use std::path::{Path, PathBuf};

use rustix::buffer::spare_capacity;
use rustix::fs::{FileType, Mode, OFlags, Stat};
use rustix::io::{Errno, retry_on_intr};

use super::target;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: u64 = 64 << 20;

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// All bytes of the file.
    pub bytes: Vec<u8>,
    /// The file behind the path once symbolic links are followed: the one to watch.
    pub target: PathBuf,
}

/// What stands where a file was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A folder.
    Folder,
    /// A named pipe.
    Pipe,
    /// A socket.
    Socket,
    /// A device.
    Device,
    /// Something else.
    Other,
}

impl Kind {
    const fn words(self) -> &'static str {
        match self {
            Self::Folder => "a folder",
            Self::Pipe => "a named pipe",
            Self::Socket => "a socket",
            Self::Device => "a device",
            Self::Other => "something else",
        }
    }

    const fn of(stat: &Stat) -> Option<Self> {
        match FileType::from_raw_mode(stat.st_mode) {
            FileType::RegularFile => None,
            FileType::Directory => Some(Self::Folder),
            FileType::Fifo => Some(Self::Pipe),
            FileType::Socket => Some(Self::Socket),
            FileType::CharacterDevice | FileType::BlockDevice => Some(Self::Device),
            FileType::Symlink | FileType::Unknown => Some(Self::Other),
        }
    }
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// There is no such file.
    #[error("no such file")]
    NotFound,
    /// It is no file.
    #[error("this is {}, not a file", .0.words())]
    NotAFile(Kind),
    /// Symbolic links lead round in a circle.
    #[error("the symbolic links lead round in a circle")]
    Loop,
    /// It is larger than `MAX_BYTES`; its size in bytes, or the bound where it grew while being read.
    #[error("the file is too large: {} MiB, and {} MiB is the most", .0.div_ceil(1 << 20), MAX_BYTES >> 20)]
    TooLarge(u64),
    /// The user may not read it.
    #[error("no permission to read the file")]
    Denied,
    /// Anything else that the system said.
    #[error("the file cannot be read: {0}")]
    Io(Errno),
}

impl LoadError {
    /// What the user can do about it, in one line.
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::NotFound => "Check the name, or make a canvas with `bmcanvas new`.",
            Self::NotAFile(_) => "Name a canvas file, such as plan.canvas.json.",
            Self::Loop => "Point the symbolic link at a file.",
            Self::TooLarge(_) => "Check that this is a canvas.",
            Self::Denied => "Ask its owner for the right to read.",
            Self::Io(_) => "Check the disk, then open it again.",
        }
    }
}

impl From<Errno> for LoadError {
    fn from(errno: Errno) -> Self {
        match errno {
            Errno::NOENT | Errno::NOTDIR => Self::NotFound,
            Errno::ACCESS | Errno::PERM => Self::Denied,
            Errno::LOOP => Self::Loop,
            errno => Self::Io(errno),
        }
    }
}

/// Reads a regular file of at most `MAX_BYTES`. Never waits: a pipe or a device is refused.
pub fn load(path: &Path) -> Result<Loaded, LoadError> {
    let (file, stat) = open(path, OFlags::RDONLY)?;
    let bytes = read(&file, &stat)?;
    let target = target::resolve(path)?;
    Ok(Loaded { bytes, target })
}

/// Opens a regular file without waiting and without making one.
pub(super) fn open(path: &Path, access: OFlags) -> Result<(OwnedFd, Stat), LoadError> {
    // Looked at before it is opened too: to open a device can already do something.
    regular(&rustix::fs::stat(path)?)?;
    let flags = access | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    let file = retry_on_intr(|| rustix::fs::open(path, flags, Mode::empty()))?;
    let stat = rustix::fs::fstat(&file)?;
    regular(&stat)?;
    Ok((file, stat))
}

fn regular(stat: &Stat) -> Result<(), LoadError> {
    Kind::of(stat).map_or(Ok(()), |kind| Err(LoadError::NotAFile(kind)))
}

/// Reads from the file's position to its end.
pub(super) fn read(file: impl AsFd, stat: &Stat) -> Result<Vec<u8>, LoadError> {
    let size = u64::try_from(stat.st_size).unwrap_or(0);
    if size > MAX_BYTES {
        return Err(LoadError::TooLarge(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    loop {
        bytes.reserve(1);
        if retry_on_intr(|| rustix::io::read(&file, spare_capacity(&mut bytes)))? == 0 {
            return Ok(bytes);
        }
        if bytes.len() as u64 > MAX_BYTES {
            return Err(LoadError::TooLarge(bytes.len() as u64));
        }
    }
}
