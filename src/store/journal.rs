//! The journal of unfinished work: one file per canvas and process, in the user's own state folder, never in the
//! repository.

use std::ffi::OsStr;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rustix::fs::{FlockOperation, Mode};
use rustix::io::Errno;
use serde::{Deserialize, Serialize};

use super::draft::StoredDraft;
use super::error::{SaveError, Step, at, errno};
use super::process::Process;
use super::temp::{self, Temp};
use super::{dirs, target, write};

/// Where drafts are by default; `None` without a home.
pub fn folder() -> Option<PathBuf> {
    dirs::state().map(|state| state.join("drafts"))
}

/// Where notes of silent rounds are, until they are revealed; `None` without a home.
pub fn hidden_folder() -> Option<PathBuf> {
    dirs::state().map(|state| state.join("hidden"))
}

/// The draft of one canvas in this process.
#[derive(Debug)]
pub struct Journal {
    canvas: PathBuf,
    file: PathBuf,
    /// The draft's file while there is one. It is locked, which tells others that its writer lives, even where process
    /// ids mean nothing: in another container, or on another machine with the same home.
    held: Option<Temp>,
}

impl Journal {
    /// A journal in this folder for the canvas at this path. Nothing is written yet.
    pub fn new(folder: &Path, canvas: &Path) -> Result<Self, SaveError> {
        temp::remove_stale(folder, None);
        let canvas = target::canonical(canvas);
        let hash = dirs::hash(canvas.as_os_str().as_bytes());
        let random = temp::random().map_err(at(Step::Create))?;
        let file = folder.join(format!(
            "{hash:016x}-{}-{random:016x}.json",
            Process::this().name()
        ));
        Ok(Self {
            canvas,
            file,
            held: None,
        })
    }

    /// A journal of the notes of a silent round, in the user's state folder.
    pub fn hidden(canvas: &Path) -> Result<Self, SaveError> {
        let nowhere = SaveError::new(Step::Create, Errno::NOENT);
        Self::new(&hidden_folder().ok_or(nowhere)?, canvas)
    }

    /// Puts the draft in place of the last one; on `Ok` it is on the disk.
    pub fn write(&mut self, draft: &StoredDraft) -> Result<(), SaveError> {
        let bytes = self.entry(draft)?;
        if let Some(folder) = self.file.parent() {
            dirs::create(folder).map_err(|error| SaveError::new(Step::Create, errno(&error)))?;
        }
        let mut temp =
            Temp::beside(&self.file, Mode::RUSR | Mode::WUSR).map_err(at(Step::Create))?;
        // Where files cannot be locked the process id has to do.
        let _ = rustix::fs::flock(&temp.file, FlockOperation::NonBlockingLockExclusive);
        write::write_all(&temp.file, &bytes).map_err(at(Step::Write))?;
        write::sync(&temp.file)?;
        rustix::fs::rename(temp.path(), &self.file).map_err(at(Step::Replace))?;
        temp.keep();
        let synced = write::sync_folder_of(&self.file, &temp.file);
        self.held = Some(temp);
        synced
    }

    /// Removes the draft: all is saved. A power cut may bring it back, with a base that tells that it is old.
    pub fn clear(&mut self) -> Result<(), SaveError> {
        if self.held.is_none() {
            return Ok(());
        }
        match rustix::fs::unlink(&self.file) {
            Ok(()) | Err(Errno::NOENT) => self.held = None,
            Err(errno) => return Err(SaveError::new(Step::Write, errno)),
        }
        Ok(())
    }

    fn entry(&self, draft: &StoredDraft) -> Result<Vec<u8>, SaveError> {
        let written = SystemTime::UNIX_EPOCH
            .elapsed()
            .map_or(0, |time| time.as_secs());
        let entry = Entry {
            path: StoredPath::from(self.canvas.as_path()),
            written,
            draft,
        };
        serde_json::to_vec(&entry).map_err(|_| SaveError::new(Step::Write, Errno::INVAL))
    }
}

/// A draft's file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Entry<D> {
    /// The canvas.
    pub(super) path: StoredPath,
    /// When, in seconds since 1970.
    pub(super) written: u64,
    /// The draft.
    pub(super) draft: D,
}

/// A path in JSON: text, or bytes where it is none.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum StoredPath {
    /// UTF-8.
    Text(String),
    /// Any other bytes.
    Bytes(Vec<u8>),
}

impl From<&Path> for StoredPath {
    fn from(path: &Path) -> Self {
        match path.to_str() {
            Some(text) => Self::Text(text.to_owned()),
            None => Self::Bytes(path.as_os_str().as_bytes().to_vec()),
        }
    }
}

impl From<StoredPath> for PathBuf {
    fn from(path: StoredPath) -> Self {
        match path {
            StoredPath::Text(text) => text.into(),
            StoredPath::Bytes(bytes) => std::ffi::OsString::from_vec(bytes).into(),
        }
    }
}

/// The process that a draft's file name tells of.
pub(super) fn writer(name: &OsStr) -> Option<Process> {
    let mut parts = name.to_str()?.strip_suffix(".json")?.split('-');
    let (_hash, pid, birth, _random) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    Process::named(pid, birth)
}
