//! The file beside the file: where new bytes are written before they take its place.

use std::ffi::{OsStr, OsString};
use std::fs::DirEntry;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::Mode;
use rustix::io::{Errno, retry_on_intr};
use rustix::process::{Pid, geteuid, getpid};
use rustix::rand::{GetRandomFlags, getrandom};

use super::{process, target, write};

const MARK: &[u8] = b".bmcanvas-";

/// The ending while bytes are being written.
const WRITING: &str = "tmp";

/// The ending once the file is whole, and while what stood in its place may be here instead.
const SWAPPING: &str = "swap";

/// So much of a long name is used that the whole stays within the 255 bytes that a name may have.
const MOST_OF_NAME: usize = 200;

/// A file that is removed when dropped, until it is kept.
#[derive(Debug)]
pub(super) struct Temp {
    /// The open file.
    pub(super) file: OwnedFd,
    path: Option<PathBuf>,
}

impl Temp {
    /// Makes one beside the target, after removing what dead processes of ours left there.
    pub(super) fn beside(target: &Path, mode: Mode) -> Result<Self, Errno> {
        let name = target.file_name().ok_or(Errno::ISDIR)?;
        remove_stale(target::folder(target), Some(name));
        let pid = getpid().as_raw_pid();
        let path = target.with_file_name(named(name, pid, random()?));
        let file = write::create(&path, mode)?;
        Ok(Self {
            file,
            path: Some(path),
        })
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        self.path.as_deref().unwrap_or(Path::new(""))
    }

    /// All is written. From now on a process that dies leaves here what others may miss.
    pub(super) fn is_whole(&mut self) -> Result<(), Errno> {
        let whole = self.path().with_extension(SWAPPING);
        rustix::fs::rename(self.path(), &whole)?;
        self.path = Some(whole);
        Ok(())
    }

    /// Gives the file this name, whoever has it.
    pub(super) fn take_place(mut self, target: &Path) -> Result<(), Errno> {
        rustix::fs::rename(self.path(), target)?;
        self.keep();
        Ok(())
    }

    /// Leaves the file where it is, since the name it had is another's now.
    pub(super) fn keep(&mut self) {
        self.path = None;
    }
}

impl Drop for Temp {
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            // It may be gone already; there is nobody to tell otherwise.
            let _ = rustix::fs::unlink(path);
        }
    }
}

/// 64 random bits.
pub(super) fn random() -> Result<u64, Errno> {
    let mut bytes = [0; 8];
    retry_on_intr(|| getrandom(&mut bytes, GetRandomFlags::empty()))?;
    Ok(u64::from_ne_bytes(bytes))
}

/// `.NAME.bmcanvas-PID-RANDOM.tmp`
fn named(name: &OsStr, pid: i32, random: u64) -> OsString {
    let tail = format!("{pid}-{random:016x}.{WRITING}");
    OsString::from_vec([b".", shortened(name), MARK, tail.as_bytes()].concat())
}

fn shortened(name: &OsStr) -> &[u8] {
    let name = name.as_bytes();
    name.get(..MOST_OF_NAME).unwrap_or(name)
}

/// Removes the half-written files of dead processes of ours: those for this name, or all in the folder. For a name the
/// caller holds the lock, so that no other saver of the file can be at work, unless it is making the file first.
pub(super) fn remove_stale(folder: &Path, name: Option<&OsStr>) {
    for path in of_the_dead(folder, name, WRITING) {
        let _ = std::fs::remove_file(path);
    }
}

/// The files that dead processes of ours left while they swapped this one, which the caller has locked.
pub(super) fn left(target: &Path) -> Vec<PathBuf> {
    match target.file_name() {
        Some(name) => of_the_dead(target::folder(target), Some(name), SWAPPING),
        None => Vec::new(),
    }
}

fn of_the_dead(folder: &Path, name: Option<&OsStr>, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let wanted = |stem: &[u8]| name.is_none_or(|name| stem == shortened(name));
    let stale = |entry: &DirEntry| {
        parts(entry.file_name().as_bytes(), ending)
            .is_some_and(|(stem, pid)| wanted(stem) && process::is_dead(pid))
            && entry
                .metadata()
                .is_ok_and(|meta| meta.is_file() && meta.uid() == geteuid().as_raw())
    };
    let stale = entries.flatten().filter(stale);
    stale.map(|entry| entry.path()).collect()
}

/// The name and the process that a temporary file's name tells of.
fn parts<'a>(name: &'a [u8], ending: &str) -> Option<(&'a [u8], Pid)> {
    let at = name.windows(MARK.len()).rposition(|part| part == MARK)?;
    let stem = name.get(..at)?.strip_prefix(b".")?;
    let tail = std::str::from_utf8(name.get(at + MARK.len()..)?).ok()?;
    let (pid, random) = tail
        .strip_suffix(ending)?
        .strip_suffix('.')?
        .split_once('-')?;
    u64::from_str_radix(random, 16).ok()?;
    Some((
        stem,
        Pid::from_raw(pid.parse().ok().filter(|pid| *pid > 0)?)?,
    ))
}
