//! The canvas before and after a moment.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::trouble;
use crate::app::msg::Trouble;
use crate::app::past::{Moment, Stand, Stored, Then};
use crate::git::blobs::{Blobs, Past};
use crate::git::history::Version;
use crate::git::program::{Cancel, GitError};
use crate::git::repo;
use crate::shell::open;
use crate::store::load::{self, LoadError};

/// A reader of earlier versions.
#[derive(Debug)]
pub(super) struct Reader {
    path: PathBuf,
    cancel: Cancel,
    blobs: Option<Blobs>,
}

impl Reader {
    /// For the canvas at this path.
    pub(super) fn new(path: &Path, cancel: &Cancel) -> Self {
        Self {
            path: path.to_owned(),
            cancel: cancel.clone(),
            blobs: None,
        }
    }

    /// The canvas before and after this moment.
    pub(super) fn then(&mut self, moment: &Moment) -> Result<Then, Trouble> {
        match moment {
            Moment::Commit { before, after, .. } => Ok(Then {
                before: self.stored(before)?,
                after: self.stored(after)?,
            }),
            Moment::Iteration {
                file: after,
                before,
                ..
            } => {
                let before = before.as_ref().map(|before| file(Path::new(before)));
                Ok(Then {
                    before: before.unwrap_or(Stand::Absent),
                    after: file(Path::new(after)),
                })
            }
        }
    }

    fn stored(&mut self, stored: &Stored) -> Result<Stand, Trouble> {
        let version = match stored {
            Stored::Blob(id) => Version::File(id.clone()),
            Stored::Absent => Version::Absent,
            Stored::Other => Version::Other,
            Stored::Unknown => return Ok(Stand::Unknown),
        };
        let past = self.blobs()?.past(&version);
        let past = past.map_err(|error: GitError| trouble(&error, error.advice()))?;
        Ok(match past {
            Past::Canvas(canvas) | Past::Newer(canvas, _) => Stand::Canvas(canvas),
            Past::Absent => Stand::Absent,
            Past::Unreadable(why) => Stand::Unreadable(why),
        })
    }

    fn blobs(&mut self) -> Result<&mut Blobs, Trouble> {
        let known = self.blobs.take();
        let blobs = match known {
            Some(blobs) => blobs,
            None => {
                let place = repo::holding(&self.path);
                let place = place.map_err(|error| trouble(&error, error.advice()))?;
                Blobs::new(&place.repository.git, &self.cancel)
            }
        };
        Ok(self.blobs.insert(blobs))
    }
}

/// What the file at this path holds.
pub(super) fn file(path: &Path) -> Stand {
    match load::load(path) {
        Err(LoadError::NotFound) => Stand::Absent,
        Err(error) => Stand::Unreadable(error.to_string()),
        Ok(loaded) => match open::parse(path, &loaded.bytes) {
            Ok(read) => Stand::Canvas(Arc::new(read.canvas)),
            Err(trouble) => Stand::Unreadable(trouble.what),
        },
    }
}
