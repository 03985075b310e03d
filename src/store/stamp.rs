//! What a file's inode tells of its content, to find out without reading whether it is still the same.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use rustix::fs::Stat;

/// Two stamps of one path differ when the file was written or replaced in between. Before Linux 6.13 a second write in
/// place within some 4 ms, of as many bytes, does not show: equal stamps save a read, they prove nothing to a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    inode: Inode,
    size: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

/// Which file or folder it is, whatever its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Inode {
    device: u64,
    number: u64,
}

impl Stamp {
    /// The stamp of the file that the path leads to, links followed; `None` where there is none, or none to be seen.
    pub fn of(path: &Path) -> Option<Self> {
        std::fs::metadata(path).ok().map(|meta| Self::from(&meta))
    }
}

impl From<&Metadata> for Stamp {
    fn from(meta: &Metadata) -> Self {
        Self {
            inode: Inode::from(meta),
            size: meta.size(),
            modified: (meta.mtime(), meta.mtime_nsec()),
            changed: (meta.ctime(), meta.ctime_nsec()),
        }
    }
}

impl Inode {
    /// The one that the path leads to, links followed.
    pub(super) fn of(path: &Path) -> Option<Self> {
        std::fs::metadata(path).ok().map(|meta| Self::from(&meta))
    }

    /// Whether the path names it, and no link that leads to it.
    pub(super) fn is_at(self, path: &Path) -> bool {
        rustix::fs::lstat(path).is_ok_and(|stat| Self::from(&stat) == self)
    }
}

impl From<&Stat> for Inode {
    fn from(stat: &Stat) -> Self {
        Self {
            device: stat.st_dev,
            number: stat.st_ino,
        }
    }
}

impl From<&Metadata> for Inode {
    fn from(meta: &Metadata) -> Self {
        Self {
            device: meta.dev(),
            number: meta.ino(),
        }
    }
}
