//! Who has a file open on this box, and where in it they are.
//!
//! One small file for each process and canvas, in the git folder of the repository, never in the work tree. It dies with
//! its process: the owner holds a lock on it for life, so that whoever gets that lock knows that the owner is dead, and
//! removes the file. After `kill -9` too there is nothing to clean up.
//!
//! News replace the file rather than being written into it: readers see it whole, and a new file is locked before it
//! gets the name. The old one's lock ends only after that. So the file that has the name now is locked by a living owner,
//! always; one whose lock was free is looked at again before it is removed.
//!
//! No thread, no tick: to be told of news, watch `folder`.

mod folder;

use std::ffi::{OsStr, OsString};
use std::fs::DirEntry;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::buffer::spare_capacity;
use rustix::fs::{FlockOperation, Mode, OFlags};
use rustix::io::Errno;
use serde::{Deserialize, Serialize};

use folder::Folder;
pub(super) use folder::make as make_folder;

use super::journal::{self, StoredPath};
use super::process::Process;
use super::stamp::Inode;
use super::temp::{self, Temp};
use super::{dirs, load, target, user, write};

/// So much of a file is read: more than a path, twice as long for its escapes, and the rest need.
const MOST_BYTES: usize = 32 << 10;

/// So many files of the folder are looked at.
const MOST_FILES: usize = 1_000;

/// So often a file is opened again that its owner has just replaced.
const MOST_TRIES: usize = 5;

/// A longer id of a block or fingerprint is none.
const LONGEST_WORD: usize = 200;

/// Another process that has the file open. Name, block and fingerprint are untrusted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person {
    /// What the user is called there.
    pub name: String,
    /// The id of the process.
    pub pid: u32,
    /// The id of the block that has the focus there.
    pub block: Option<String>,
    /// The fingerprint of what that process wrote to the file last.
    pub wrote: Option<String>,
}

/// This process at one file, until it is dropped.
#[derive(Debug)]
pub struct Presence {
    folder: Folder,
    file: PathBuf,
    entry: Entry,
    /// The file, locked.
    held: Temp,
}

/// What a file holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Entry {
    path: StoredPath,
    name: String,
    pid: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    block: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    wrote: Option<String>,
}

impl Presence {
    /// Tells others that this process has the file open, for a user called so. An error means that they will not know,
    /// no more.
    pub fn announce(path: &Path, who: &str) -> io::Result<Self> {
        let path = target::canonical(path);
        let folder = Folder::of(&path).ok_or(io::ErrorKind::NotFound)?;
        folder.create()?;
        temp::remove_stale(&folder.path(), None);
        let file = folder.path().join(file_name(&path)?);
        let entry = Entry {
            path: StoredPath::from(path.as_path()),
            name: user::short(who),
            pid: std::process::id(),
            block: None,
            wrote: None,
        };
        let held = put(&folder, &file, &entry)?;
        Ok(Self {
            folder,
            file,
            entry,
            held,
        })
    }

    /// Tells where the user is now, and what was written last. Nothing is done where that is known.
    pub fn update(&mut self, block: Option<&str>, wrote: Option<&str>) -> io::Result<()> {
        if (self.entry.block.as_deref(), self.entry.wrote.as_deref()) == (block, wrote) {
            return Ok(());
        }
        let entry = Entry {
            block: block.map(str::to_owned),
            wrote: wrote.map(str::to_owned),
            ..self.entry.clone()
        };
        self.folder.create()?;
        self.held = put(&self.folder, &self.file, &entry)?;
        self.entry = entry;
        Ok(())
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        // Where that fails, the next to look removes it.
        if rustix::fs::fstat(&self.held.file).is_ok_and(|stat| Inode::from(&stat).is_at(&self.file))
        {
            let _ = rustix::fs::unlink(&self.file);
        }
    }
}

/// The folder of a file's presence, to be watched once `announce` has made it; `None` where there can be none.
pub fn folder(path: &Path) -> Option<PathBuf> {
    Folder::of(&target::canonical(path)).map(|folder| folder.path())
}

/// The others who have the file open, by name. What the dead left is removed, and what cannot be understood passed over.
pub fn others(path: &Path) -> Vec<Person> {
    let path = target::canonical(path);
    let Some(folder) = Folder::of(&path) else {
        return Vec::new();
    };
    let (this, start) = (Process::this(), format!("{:016x}-", hash(&path)));
    let is_other = |entry: &DirEntry| {
        let name = entry.file_name();
        name.as_bytes().starts_with(start.as_bytes())
            && journal::writer(&name).is_some_and(|writer| writer != this)
    };
    let entries = std::fs::read_dir(folder.path()).into_iter().flatten();
    let entries = entries.flatten().take(MOST_FILES).filter(is_other);
    let mut people: Vec<Person> = entries
        .filter_map(|entry| person(&entry.path(), &path))
        .collect();
    people.sort();
    people
}

fn hash(path: &Path) -> u64 {
    dirs::hash(path.as_os_str().as_bytes())
}

/// `HASH-PID-BIRTH-RANDOM.json`, as the journal names its files.
fn file_name(path: &Path) -> io::Result<OsString> {
    let (hash, random) = (hash(path), temp::random()?);
    let this = Process::this().name();
    Ok(format!("{hash:016x}-{this}-{random:016x}.json").into())
}

/// Puts a locked file of this content in the place of the last one. It need not survive a power cut: its owner does not.
fn put(folder: &Folder, file: &Path, entry: &Entry) -> io::Result<Temp> {
    let bytes = serde_json::to_vec(entry)?;
    let mut temp = Temp::beside(file, Mode::RUSR | Mode::WUSR)?;
    // Where files cannot be locked the process id has to do.
    let _ = rustix::fs::flock(&temp.file, FlockOperation::NonBlockingLockExclusive);
    write::write_all(&temp.file, &bytes)?;
    rustix::fs::fchmod(&temp.file, Mode::from_raw_mode(folder.file_mode()))?;
    rustix::fs::rename(temp.path(), file)?;
    temp.keep();
    Ok(temp)
}

fn person(file: &Path, path: &Path) -> Option<Person> {
    let open = living(file)?;
    let mut bytes = Vec::with_capacity(MOST_BYTES);
    rustix::io::read(&open, spare_capacity(&mut bytes)).ok()?;
    let entry: Entry = serde_json::from_slice(&bytes).ok()?;
    (PathBuf::from(entry.path) == path).then(|| Person {
        name: user::short(&entry.name),
        pid: entry.pid,
        block: entry.block.filter(|block| block.len() <= LONGEST_WORD),
        wrote: entry.wrote.filter(|wrote| wrote.len() <= LONGEST_WORD),
    })
}

/// Opens the file where its owner lives, and removes it where not.
fn living(file: &Path) -> Option<OwnedFd> {
    // A file with a free lock that has lost its name meanwhile was replaced by its owner.
    for _ in 0..MOST_TRIES {
        let (open, stat) = load::open(file, OFlags::RDONLY | OFlags::NOFOLLOW).ok()?;
        if !is_left(&open, file.file_name()?) {
            return Some(open);
        }
        if Inode::from(&stat).is_at(file) {
            let _ = rustix::fs::unlink(file);
            return None;
        }
    }
    None
}

/// Whether its owner is dead. The lock is a shared one, so that two that look at once do not take each other for the
/// owner.
fn is_left(file: impl AsFd, name: &OsStr) -> bool {
    match rustix::fs::flock(file, FlockOperation::NonBlockingLockShared) {
        Ok(()) => true,
        Err(Errno::WOULDBLOCK) => false,
        Err(_) => journal::writer(name).is_some_and(|writer| writer.is_dead()),
    }
}
