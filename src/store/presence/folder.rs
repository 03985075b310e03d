//! Where presence is kept: in the git folder of the repository that holds the file, else in the user's own.

use std::fs::{DirBuilder, Permissions};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::buffer::spare_capacity;
use rustix::fs::OFlags;

use super::super::{dirs, load, target};

/// A `.git` file is one line; no path is longer than this.
const LONGEST_LINE: usize = 5_000;

/// Read, write and enter, and keep the group.
const RIGHTS: u32 = 0o2777;

/// A folder for presence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Folder {
    /// Below this git folder, for all who may write there.
    Git(PathBuf),
    /// Below this folder of the user's own.
    Own(PathBuf),
}

impl Folder {
    /// The one for this canonical path; `None` where the user has no home either.
    pub(super) fn of(file: &Path) -> Option<Self> {
        let own = || dirs::runtime().or_else(dirs::state).map(Self::Own);
        let mut above = target::folder(file).ancestors();
        above.find_map(git_folder).map(Self::Git).or_else(own)
    }

    pub(super) fn path(&self) -> PathBuf {
        match self {
            Self::Git(git) => git.join("bmcanvas/presence"),
            Self::Own(own) => own.join("presence"),
        }
    }

    /// Makes it where it is not there.
    pub(super) fn create(&self) -> io::Result<()> {
        match self {
            Self::Git(git) => {
                let rights = std::fs::metadata(git)?;
                make(&git.join("bmcanvas"), &rights)?;
                make(&self.path(), &rights)
            }
            Self::Own(_) => dirs::create(&self.path()),
        }
    }

    /// The rights of a file in it: whoever can look into the folder can see who is there.
    pub(super) fn file_mode(&self) -> u32 {
        let folder = std::fs::metadata(self.path()).map_or(0o700, |meta| meta.mode());
        0o600 | (folder & 0o666)
    }
}

/// Makes a folder with the git folder's rights and group, whatever the umask: in a repository that is shared, the others
/// must be able to write there too. A link is refused, since it could lead into any folder of the user's.
pub(in crate::store) fn make(folder: &Path, like: &std::fs::Metadata) -> io::Result<()> {
    match DirBuilder::new().mode(0o700).create(folder) {
        Ok(()) => {
            // Not ours to give, perhaps; then the rights of the group have no one.
            let _ = std::os::unix::fs::chown(folder, None, Some(like.gid()));
            std::fs::set_permissions(folder, Permissions::from_mode(like.mode() & RIGHTS))
        }
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        Err(_) if std::fs::symlink_metadata(folder)?.is_dir() => Ok(()),
        Err(_) => Err(io::ErrorKind::NotADirectory.into()),
    }
}

/// The git folder of a work tree whose top this is.
fn git_folder(top: &Path) -> Option<PathBuf> {
    let git = top.join(".git");
    let folder = if git.is_dir() {
        git
    } else {
        top.join(pointed_at(&git)?)
    };
    // Any file can say "gitdir:"; nothing is put where no repository is.
    let is_one = folder.join("HEAD").is_file()
        && ["objects", "commondir"]
            .iter()
            .any(|part| folder.join(part).exists());
    is_one.then(|| std::fs::canonicalize(folder).ok()).flatten()
}

/// Where the `.git` file of a worktree or a submodule points.
fn pointed_at(file: &Path) -> Option<PathBuf> {
    let (file, _) = load::open(file, OFlags::RDONLY).ok()?;
    let mut line = Vec::with_capacity(LONGEST_LINE);
    rustix::io::read(file, spare_capacity(&mut line)).ok()?;
    let path = line.strip_prefix(b"gitdir: ")?.trim_ascii_end();
    Some(PathBuf::from(std::ffi::OsStr::from_bytes(path)))
}
