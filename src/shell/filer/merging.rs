//! What is written where the file holds something else than we know: both, merged, under the lock.

use std::path::Path;
use std::sync::Arc;

use super::people::writer_of;
use crate::app::effect::Over;
use crate::app::msg::{Content, Trouble};
use crate::app::sync::{Base, Known, Revision};
use crate::format::{self, Access, Fingerprint};
use crate::model::canvas::Canvas;
use crate::model::merge::merge;
use crate::shell::open::{self, Name, conflict};
use crate::store::SaveError;
use crate::store::save::{Decision, Saved, save};

/// A canvas to write.
#[derive(Debug)]
pub(in crate::shell) struct Job {
    /// What.
    pub canvas: Arc<Canvas>,
    /// Which revision of it.
    pub revision: Revision,
    /// What to do where the file holds something else by now.
    pub over: Over,
}

/// Why a canvas was not written.
pub(super) enum Undone {
    /// The file holds no canvas to merge with at this moment.
    Unsettled(Trouble),
    /// Writing failed.
    Failed(Trouble),
}

/// How the bytes of the file at a path are read.
type Reader = fn(&Path, &[u8]) -> Result<Known, Trouble>;

/// What the file is to hold, and what it held.
struct Plan {
    canvas: Arc<Canvas>,
    base: Base,
    /// Who wrote what was merged.
    by: Option<String>,
}

impl Job {
    /// Writes the canvas, with what others wrote merged in. What the file holds then.
    /// `will_write` is told what is about to be written.
    pub(super) fn carry_out(
        &self,
        path: &Path,
        mut will_write: impl FnMut(Fingerprint),
    ) -> Result<Content, Undone> {
        let base = match &self.over {
            Over::Merge(base) | Over::Settle(base) => base.clone(),
            Over::Write => None,
        };
        let canvas = Arc::clone(&self.canvas);
        let mut plan = Plan {
            canvas,
            base,
            by: None,
        };
        let mut decided = Err(gone(path));
        let decide = |bytes: Option<&[u8]>| {
            let met = match self.over {
                Over::Merge(_) => plan.meet(path, bytes, read),
                Over::Settle(_) => plan.meet(path, bytes, read_sides),
                Over::Write => Ok(()),
            };
            match met {
                Ok(()) => {
                    let bytes = format::write(&plan.canvas).into_bytes();
                    let print = Fingerprint::of(&bytes);
                    will_write(print);
                    decided = Ok(print);
                    Decision::Write(bytes)
                }
                Err(trouble) => {
                    decided = Err(trouble);
                    Decision::Keep
                }
            }
        };
        let print = written(path, save(path, decide), decided)?;
        let canvas = plan.canvas;
        Ok(Content {
            now: Known { print, canvas },
            by: plan.by,
        })
    }
}

/// What the file holds after a save that had decided this.
fn written(
    path: &Path,
    saved: Result<Saved, SaveError>,
    decided: Result<Fingerprint, Trouble>,
) -> Result<Fingerprint, Undone> {
    match (saved, decided) {
        // Somebody made the file first: it is merged with when it is met.
        (Err(error @ SaveError::Appeared), _) => Err(Undone::Unsettled(unsaved(path, &error))),
        (Err(error), _) => Err(Undone::Failed(unsaved(path, &error))),
        (Ok(_), Err(trouble)) => Err(Undone::Unsettled(trouble)),
        (
            Ok(Saved::Created | Saved::Replaced | Saved::InPlace | Saved::Unchanged | Saved::Kept),
            Ok(print),
        ) => Ok(print),
    }
}

impl Plan {
    /// Takes in what the file holds. What it held last is what both grow from when it is met again.
    fn meet(&mut self, path: &Path, bytes: Option<&[u8]>, read: Reader) -> Result<(), Trouble> {
        let bytes = match (bytes, &self.base) {
            (Some(bytes), Some(base)) if base.print == Fingerprint::of(bytes) => return Ok(()),
            (Some(bytes), _) => bytes,
            (None, None) => return Ok(()),
            (None, Some(_)) => return Err(gone(path)),
        };
        let theirs = read(path, bytes)?;
        self.by = writer_of(path, theirs.print);
        let base = self.base.as_ref().map(|base| &*base.canvas);
        self.canvas = Arc::new(merge(base, &self.canvas, &theirs.canvas).canvas);
        self.base = Some(theirs);
        Ok(())
    }
}

/// What these bytes of the file hold. A newer version's is not taken in: it could not be written back whole.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Known, Trouble> {
    let read =
        open::parse_as(path, Name::Short, bytes).map_err(|trouble| {
            match format::rejoin(bytes, None) {
                Some(_) => in_conflict(path),
                None => trouble,
            }
        })?;
    match read.access {
        Access::Full => Ok(Known {
            print: Fingerprint::of(bytes),
            canvas: Arc::new(read.canvas),
        }),
        Access::ReadOnly(version) => Err(Trouble {
            what: format!(
                "{} is of version {version} of the format now",
                Name::Short.of(path)
            ),
            advice: "A newer bmcanvas wrote it: use that one.".to_owned(),
        }),
    }
}

/// As `read`, or both sides that git left in these bytes, merged.
fn read_sides(path: &Path, bytes: &[u8]) -> Result<Known, Trouble> {
    let print = Fingerprint::of(bytes);
    read(path, bytes).or_else(|trouble| known_conflict(path, bytes, Some(print)).ok_or(trouble))
}

/// Both sides that git left in these bytes of the file, merged, where they are the content that is known.
pub(super) fn known_conflict(
    path: &Path,
    bytes: &[u8],
    known: Option<Fingerprint>,
) -> Option<Known> {
    let print = Fingerprint::of(bytes);
    let merged = (known == Some(print)).then(|| conflict::rejoin(path, bytes))??;
    Some(Known {
        print,
        canvas: Arc::new(merged.canvas),
    })
}

fn in_conflict(path: &Path) -> Trouble {
    Trouble {
        what: format!(
            "{}: git left a conflict here, w merges both sides",
            Name::Short.of(path)
        ),
        advice: "then git add it; or settle it in an editor".to_owned(),
    }
}

fn gone(path: &Path) -> Trouble {
    Trouble {
        what: format!("{} is gone: it was deleted or moved", Name::Short.of(path)),
        advice: ":overwrite writes it anew.".to_owned(),
    }
}

fn unsaved(path: &Path, error: &SaveError) -> Trouble {
    Trouble {
        what: format!("{}: {error}", Name::Short.of(path)),
        advice: error.advice().to_string(),
    }
}
