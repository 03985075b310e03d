//! What is compared: two files, or a file as it is, or was, in revisions of its repository.

use std::path::{Path, PathBuf};

use crate::app::msg::Trouble;
use crate::cli::args::is_stdin;
use crate::cli::failure::{about, warn};
use crate::cli::show;
use crate::format::Access;
use crate::git::blob::{NotThere, Revision, canvas_at};
use crate::git::repo::{self, Place};
use crate::model::canvas::Canvas;
use crate::model::pairing::aligned;

/// One of the two canvases, and what it is called.
pub(in crate::cli) struct Side {
    pub(in crate::cli) name: String,
    pub(in crate::cli) canvas: Canvas,
}

/// Both of them, and the file around which their kind is looked for.
pub(in crate::cli) struct Sides<'a> {
    pub(in crate::cli) from: Side,
    pub(in crate::cli) to: Side,
    pub(in crate::cli) around: &'a Path,
}

/// What a person calls what is before, and maybe what is after.
#[derive(Debug, PartialEq, Eq)]
enum Since<'a> {
    /// A revision; the file is as it is now.
    Revision(&'a str),
    /// `A..B`
    Between(&'a str, &'a str),
    /// `A...B`: since the two parted.
    Parted(&'a str, &'a str),
}

/// What these arguments mean.
pub(in crate::cli) fn sides(files: &[PathBuf]) -> Result<Sides<'_>, Trouble> {
    match files {
        [before, after] if is_file(before) || is_stdin(after) => both(before, after),
        [before, after] => {
            let name = before.to_string_lossy();
            revisions(&Since::of(&name), after).map_err(|trouble| neither(before, trouble))
        }
        [file] => revisions(&Since::Revision("HEAD"), file),
        // Of that the command line takes care.
        _ => Err(Trouble {
            what: "two canvases are compared at most".to_owned(),
            advice: "Name one or two.".to_owned(),
        }),
    }
}

/// The file as it is, and as it was in a revision.
pub(in crate::cli) fn since<'a>(revision: &str, file: &'a Path) -> Result<Sides<'a>, Trouble> {
    revisions(&Since::of(revision), file)
}

/// Whether it is a file rather than the name of a revision.
fn is_file(path: &Path) -> bool {
    is_stdin(path) || (path.exists() && !path.is_dir())
}

/// What was taken for a revision may have been meant as a file.
fn neither(before: &Path, trouble: Trouble) -> Trouble {
    if before.extension().is_some_and(|ending| ending == "json") {
        let what = format!("no such file, and as a revision: {}", trouble.what);
        return about(before, &what, trouble.advice);
    }
    trouble
}

impl<'a> Since<'a> {
    fn of(name: &'a str) -> Self {
        const USUAL: &str = "HEAD";
        let or_usual = |name: &'a str| if name.is_empty() { USUAL } else { name };
        if let Some((from, to)) = name.split_once("...") {
            Self::Parted(or_usual(from), or_usual(to))
        } else if let Some((from, to)) = name.split_once("..") {
            Self::Between(or_usual(from), or_usual(to))
        } else {
            Self::Revision(name)
        }
    }
}

/// The canvases in two files.
fn both<'a>(before: &'a Path, after: &'a Path) -> Result<Sides<'a>, Trouble> {
    if is_stdin(before) && is_stdin(after) {
        return Err(Trouble {
            what: "both canvases cannot come from standard input".to_owned(),
            advice: "Write one of them into a file, and name that.".to_owned(),
        });
    }
    let (from, to) = (file(before)?, file(after)?);
    // Canvases that were written apart share no ids: what says the same is the same note.
    let canvas = aligned(&from.canvas, &to.canvas);
    Ok(Sides {
        from: Side { canvas, ..from },
        to,
        around: if is_stdin(after) { before } else { after },
    })
}

/// The canvas in a file.
fn file(file: &Path) -> Result<Side, Trouble> {
    let (name, read) = show::read(file)?;
    Ok(Side {
        name: name.display().to_string(),
        canvas: read.canvas,
    })
}

/// The file in revisions of its repository.
fn revisions<'a>(since: &Since<'_>, path: &'a Path) -> Result<Sides<'a>, Trouble> {
    if is_stdin(path) {
        return Err(Trouble {
            what: "standard input is in no revision".to_owned(),
            advice: "Name the file, or two files of which one is `-`.".to_owned(),
        });
    }
    let place = repo::holding(path).map_err(|error| about(path, &error, error.advice()))?;
    let not_there = |error: NotThere| about(path, &error, error.advice());
    let (from, to) = ends(&place, since).map_err(not_there)?;
    let then = |revision: &Revision| then(&place, revision).map_err(not_there);
    Ok(Sides {
        from: then(&from)?,
        to: match to {
            Some(to) => then(&to)?,
            None => file(path)?,
        },
        around: path,
    })
}

/// The revisions that are meant; where there is no second one, the file as it is now.
fn ends(place: &Place, since: &Since<'_>) -> Result<(Revision, Option<Revision>), NotThere> {
    let repository = &place.repository;
    let revision = |name: &str| repository.revision(name);
    Ok(match since {
        Since::Revision(name) => (revision(name)?, None),
        Since::Between(from, to) => (revision(from)?, Some(revision(to)?)),
        Since::Parted(from, to) => {
            let (from, to) = (revision(from)?, revision(to)?);
            (repository.merge_base(&from, &to)?, Some(to))
        }
    })
}

/// The canvas as the revision has it. Warns of a newer version.
fn then(place: &Place, revision: &Revision) -> Result<Side, NotThere> {
    let then = canvas_at(place, revision)?;
    let name = format!("{}:{}", revision.name, then.path.display());
    match then.access {
        Access::Full => {}
        Access::ReadOnly(version) => warn(&format!(
            "{name}: the file is of a newer version of the format, {version}: what this program knows of it is compared"
        )),
    }
    Ok(Side {
        name,
        canvas: then.canvas,
    })
}

#[cfg(test)]
mod tests {
    use super::Since;

    #[test]
    fn dots_part_revisions() {
        for (name, expected) in [
            ("v1", Since::Revision("v1")),
            ("v1.0", Since::Revision("v1.0")),
            ("a..b", Since::Between("a", "b")),
            ("a..", Since::Between("a", "HEAD")),
            ("..b", Since::Between("HEAD", "b")),
            ("a...b", Since::Parted("a", "b")),
            ("main...", Since::Parted("main", "HEAD")),
        ] {
            assert_eq!(Since::of(name), expected, "{name}");
        }
    }
}
