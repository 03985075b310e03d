//! From a path to a canvas with all that the board needs to know of it.

pub mod conflict;
pub mod hidden;
mod offer;
mod trouble;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::effect::Origin;
use crate::app::msg::{Held, Notice, Opened, Reading, Trouble};
use crate::examples;
use crate::format::{self, Fingerprint, Read, Remark};
use crate::model::canvas::Canvas;
use crate::model::draft::Draft;
use crate::model::kind::Kind;
use crate::store::find;
use crate::store::library::Library;
use crate::store::lines;
use crate::store::load::{self, LoadError};
use crate::store::named::{Around, Named};
use crate::store::orphan::Orphan;
use conflict::Found;
pub(super) use trouble::{Name, twice, unloaded};

/// What is offered where a canvas is empty.
const GUIDE: &str = " · :guide asks you through it";

/// The kind of a new canvas, unless another one is asked for.
pub const USUAL_KIND: &str = "business-model";

/// How to open canvases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The id of the kind for a new canvas, and the one to show any canvas as. The file keeps its own.
    pub kind: Option<String>,
    /// Whether canvases may be changed.
    pub access: Access,
}

/// Whether canvases may be changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// They may.
    #[default]
    Edit,
    /// They are only looked at.
    ReadOnly,
}

/// What the shell needs to know of an open canvas.
#[derive(Debug)]
pub struct Session {
    /// Where it is or will be, absolute.
    pub path: PathBuf,
    /// The unfinished work that is offered.
    pub orphan: Option<Orphan>,
    /// Where earlier runs left the notes of a silent round that were taken up.
    pub hidden: Vec<Orphan>,
}

/// The canvas at this path. Where there is no file, a new canvas that is written with its first edit, if there can be one.
pub fn file(
    path: &Path,
    library: &Library,
    options: &Options,
) -> Result<(Opened, Session), Trouble> {
    match load::load(path) {
        Ok(loaded) => {
            let base = Some(Fingerprint::of(&loaded.bytes));
            let (read, held) = match conflict::find(path, &loaded.bytes)? {
                Found::Canvas(read) => (read, Held::Whole),
                Found::Conflict(merged) => (whole(merged.canvas), Held::AsSides),
            };
            Opening {
                path,
                base,
                read,
                held,
                said: None,
            }
            .finish(library, options)
        }
        Err(LoadError::NotFound) if options.access == Access::Edit => {
            trouble::check_folder(path)?;
            let kind = options.kind.as_deref().unwrap_or(USUAL_KIND);
            let said = format!("a new canvas: its file is made with the first edit{GUIDE}");
            unsaved(path, Canvas::new(kind), said).finish(library, options)
        }
        Err(error) => Err(unloaded(path, Name::Path, &error)),
    }
}

/// The canvas that was chosen at the start screen, in this folder. `today` is the date of a new one.
pub fn origin(
    origin: &Origin,
    folder: &Path,
    library: &Library,
    options: &Options,
    today: &str,
) -> Result<(Opened, Session), Trouble> {
    // What is chosen there has its own kind.
    let own = Options {
        kind: None,
        access: options.access,
    };
    match origin {
        Origin::File(path) => file(&folder.join(path), library, options),
        Origin::Counterpart(path) => match Around::folder(folder).find(path) {
            Some(Named::File(path)) => file(&path, library, options),
            Some(Named::Folder(_) | Named::Other(_)) | None => Err(trouble::no_counterpart(path)),
        },
        Origin::Made(made) => {
            let (mut opened, session) = file(Path::new(&made.path), library, &own)?;
            opened.notice = Some(made.notice.clone());
            Ok((opened, session))
        }
        Origin::Example(name) => {
            let example = examples::find(name).ok_or_else(|| trouble::no_example(name))?;
            let path = find::free_name(folder, example.title);
            let read = parse(&path, example.bytes)?;
            let said = format!(
                "a copy of the example: the first edit writes {}",
                name_of(&path)
            );
            unsaved(&path, read.canvas, said).finish(library, &own)
        }
        Origin::New { title, kind } => {
            let path = find::free_name(folder, title);
            let said = format!("a new canvas, in {}{GUIDE}", name_of(&path));
            unsaved(&path, new_canvas(title, kind, today), said).finish(library, &own)
        }
    }
}

/// An empty canvas, dated today.
pub fn new_canvas(title: &str, kind: &str, today: &str) -> Canvas {
    let mut canvas = Canvas::new(kind);
    title.clone_into(&mut canvas.header.title);
    today.clone_into(&mut canvas.header.date);
    canvas
}

/// The canvas in these bytes of the file at this path.
pub fn parse(path: &Path, bytes: &[u8]) -> Result<Read, Trouble> {
    parse_as(path, Name::Path, bytes)
}

/// As `parse`; errors name the file in this form.
pub(super) fn parse_as(path: &Path, name: Name, bytes: &[u8]) -> Result<Read, Trouble> {
    format::read(bytes).map_err(|broken| trouble::broken(path, name, &broken))
}

/// The kind of this id, for the canvas at this path.
pub fn kind(path: &Path, id: &str, library: &Library) -> Result<Kind, Trouble> {
    library
        .kind(id)
        .map_err(|trouble| trouble::no_kind(path, &trouble))
}

/// The file's name, untrusted.
pub fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// A canvas that no file has yet.
fn unsaved(path: &Path, canvas: Canvas, said: String) -> Opening<'_> {
    Opening {
        path,
        base: None,
        read: whole(canvas),
        held: Held::Whole,
        said: Some(said),
    }
}

/// A canvas as if it were read from a file in its canonical form.
fn whole(canvas: Canvas) -> Read {
    Read {
        canvas,
        access: format::Access::Full,
        remarks: Vec::new(),
    }
}

/// A canvas on its way to the board.
struct Opening<'a> {
    path: &'a Path,
    base: Option<Fingerprint>,
    read: Read,
    held: Held,
    /// What to say at first, unless there is something about the file to say.
    said: Option<String>,
}

impl Opening<'_> {
    fn finish(self, library: &Library, options: &Options) -> Result<(Opened, Session), Trouble> {
        let path = std::path::absolute(self.path).unwrap_or_else(|_| self.path.to_path_buf());
        let (offer, orphan) = offer::find(&path, &self.read.canvas, self.base).unzip();
        let (hidden, left) = hidden::find(&path, &self.read.canvas);
        let id = match (&offer, &options.kind) {
            (_, Some(id)) => id,
            // Without a file, the draft knows best what the canvas was to be.
            (Some(offer), None) if self.base.is_none() => {
                kind_of(&offer.draft).unwrap_or(&self.read.canvas.kind)
            }
            (Some(_) | None, None) => &self.read.canvas.kind,
        };
        let opened = Opened {
            name: name_of(&path),
            kind: Arc::new(kind(self.path, id, library)?),
            notice: self.notice(options.access),
            locked: locked(options.access, self.read.access),
            hidden,
            offer,
            lines: lines::folder()
                .map(|folder| lines::read(&folder, &path))
                .unwrap_or_default(),
            reading: Reading {
                canvas: self.read.canvas,
                base: self.base,
                held: self.held,
            },
        };
        let session = Session {
            path,
            orphan,
            hidden: left,
        };
        Ok((opened, session))
    }

    /// What to say at first: of saves only where there can be one, else why not, unless the person asked for that.
    fn notice(&self, wanted: Access) -> Option<Notice> {
        let said = || self.said.clone().map(Notice::info);
        match (self.read.access, wanted) {
            (format::Access::Full, wanted) if self.held == Held::AsSides => {
                Some(Notice::warning(in_conflict(wanted)))
            }
            (format::Access::Full, Access::Edit) => tidied(&self.read.remarks).or_else(said),
            (format::Access::Full, Access::ReadOnly) => None,
            (format::Access::ReadOnly(version), _) => {
                Some(Notice::warning(format!("read-only: {}", newer(version))))
            }
        }
    }
}

fn in_conflict(wanted: Access) -> &'static str {
    match wanted {
        Access::Edit => {
            "git left a conflict here: both sides are merged · w writes it, then git add it"
        }
        Access::ReadOnly => "git left a conflict here: both sides are shown merged",
    }
}

fn kind_of(draft: &Draft) -> Option<&String> {
    match draft {
        Draft::Unsaved(unsaved, _) => Some(&unsaved.canvas.kind),
        Draft::Typing(_) => None,
    }
}

fn locked(wanted: Access, possible: format::Access) -> Option<String> {
    match (possible, wanted) {
        (format::Access::ReadOnly(version), _) => Some(newer(version)),
        (format::Access::Full, Access::ReadOnly) => Some("opened with --read-only".to_owned()),
        (format::Access::Full, Access::Edit) => None,
    }
}

/// Why a file of a newer version is not written.
fn newer(version: u64) -> String {
    format!(
        "the file is of version {version} of the format, and this program writes version {}",
        format::VERSION
    )
}

/// What the first save will tidy.
fn tidied(remarks: &[Remark]) -> Option<Notice> {
    let (first, rest) = remarks.split_first()?;
    let more = match rest.len() {
        0 => String::new(),
        n => format!(" (and {n} more)"),
    };
    Some(Notice::warning(format!(
        "the first save tidies the file: {first}{more}"
    )))
}

#[cfg(test)]
mod tests;
