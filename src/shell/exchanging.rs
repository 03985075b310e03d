//! Files of other formats: where exports go, and where imports come from.

mod board;
mod transfers;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::{checking, open};
use crate::app::checks::Known;
use crate::app::msg::{Made, Notice, Trouble};
use crate::exchange::{
    self, Guess, Import, Kinds, Look, NotDrawn, Remark, Rules, Source, Target, Written, guess,
};
use crate::format;
use crate::model::canvas::Canvas;
use crate::model::check::Named;
use crate::model::kind::Kind;
use crate::store::SaveError;
use crate::store::find;
use crate::store::library::Library;
use crate::store::load::{self, LoadError};
use crate::store::save::{Decision, Saved, save};
use crate::store::stream;
pub(super) use transfers::Transfers;

/// The canvas in this format.
pub fn written(
    canvas: &Canvas,
    kind: &Kind,
    target: Target,
    look: Look,
    rules: &Rules,
) -> Result<Written, Trouble> {
    exchange::write_by(canvas, kind, target, look, rules).map_err(|why| undrawn(why, target))
}

/// The rules that the team switched, for a format that shows what they find, and what is wrong with their file.
pub fn rules(
    target: Target,
    file: Option<&Path>,
    canvas: &Canvas,
    library: &Library,
    today: &str,
) -> (Rules, Vec<String>) {
    if target != Target::Html || canvas.viability().is_none() {
        return (Rules::default(), Vec::new());
    }
    let Known {
        facts,
        switches,
        warnings,
    } = checking::know(file, &Named::of(canvas), library, today);
    (Rules { facts, switches }, warnings)
}

/// Why there is no picture.
fn undrawn(why: NotDrawn, target: Target) -> Trouble {
    let about = target.about();
    match why {
        NotDrawn::TooLarge => Trouble {
            what: format!("{about} would have too many pixels"),
            advice: "Choose a smaller --width, a part of the canvas with --tag, or svg.".to_owned(),
        },
        NotDrawn::Failed => Trouble {
            what: format!("{about} could not be written"),
            advice: "Try another format, such as svg, and tell us of it.".to_owned(),
        },
        NotDrawn::NotBuiltIn => Trouble {
            what: format!("{about} cannot be made: this bmcanvas was built without pictures"),
            advice:
                "Install it with them: `cargo install --path .` without `--no-default-features`."
                    .to_owned(),
        },
    }
}

/// Writes to the device or pipe at this path.
pub fn send(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let advice = "Check who reads there, or name another place.";
    stream::write(path, bytes).map_err(|error| about(path, &error, advice))
}

/// Writes over an earlier export, never over a canvas.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    write_if(path, bytes, || true)
}

/// The same, unless it is not to be any more when it can be: others may have the file locked for a while.
fn write_if(path: &Path, bytes: &[u8], may: impl Fn() -> bool) -> Result<(), Trouble> {
    let saved = save(path, |there| match there {
        Some(there) if is_canvas(path, there) => Decision::Keep,
        Some(_) | None if may() => Decision::Write(bytes.to_owned()),
        Some(_) | None => Decision::Keep,
    });
    match saved {
        Ok(Saved::Created | Saved::Replaced | Saved::InPlace | Saved::Unchanged) => Ok(()),
        Ok(Saved::Kept) => Err(about(
            path,
            "the file is a canvas, which an export would destroy",
            "Choose another name.",
        )),
        Err(error) => Err(about(path, &error, unwritten(&error))),
    }
}

/// What to do where an export cannot be written: it is no canvas.
fn unwritten(error: &SaveError) -> &'static str {
    let SaveError::Read(there) = error else {
        return error.advice();
    };
    match there {
        LoadError::NotAFile(_) => "Name a file; without -o an export goes to standard output.",
        LoadError::TooLarge(_) => "Choose another name, or remove what is there.",
        LoadError::NotFound | LoadError::Loop | LoadError::Denied | LoadError::Io(_) => {
            error.advice()
        }
    }
}

/// The bytes of a file to import.
pub fn load(path: &Path) -> Result<Vec<u8>, Trouble> {
    match load::load(path) {
        Ok(loaded) => Ok(loaded.bytes),
        Err(error) => Err(about(path, &error, unread(&error))),
    }
}

/// What to do where a file of another format cannot be read.
fn unread(error: &LoadError) -> &'static str {
    match error {
        LoadError::NotFound => "Check the name.",
        LoadError::NotAFile(_) => "Name a file; `bmcanvas import -` reads standard input.",
        LoadError::TooLarge(_) => "Import it in parts: no canvas could hold it.",
        LoadError::Loop | LoadError::Denied | LoadError::Io(_) => error.advice(),
    }
}

/// Whether the file is a canvas, by its name or its content: in any form that can be read, broken, or left in conflict.
fn is_canvas(path: &Path, there: &[u8]) -> bool {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().to_lowercase());
    let is_named = name.is_some_and(|name| name.ends_with(find::SUFFIX));
    let text = String::from_utf8_lossy(there);
    let start = text.trim_start();
    // A page begins with `<`, too, and a text may be `bmcanvas`.
    let is_json = (start.starts_with('{') || start.starts_with("<<<<<<<")) && has_version(&text);
    let has_notes = || format::read(there).is_ok_and(|read| !read.canvas.is_empty());
    is_named || is_json || has_notes()
}

/// Whether a field has the name of the one that holds a canvas's version.
fn has_version(text: &str) -> bool {
    let mut after = text.split(r#""bmcanvas""#).skip(1);
    after.any(|after| after.trim_start().starts_with(':'))
}

/// The format that these bytes are to be read as: the one asked for, or the one that they seem to be of.
pub fn source(name: &Path, asked: Option<Source>, bytes: &[u8]) -> Result<Source, Trouble> {
    let file = name.file_name().map(|name| name.to_string_lossy());
    let guessed = asked.map_or_else(|| guess(file.as_deref(), bytes), Guess::Of);
    if let Guess::Foreign(format) = guessed {
        let what = format!("this is {}, which is not read", format.about());
        return Err(about(name, what, format.advice()));
    }
    let text = exchange::text(bytes).map_err(|error| about(name, &error, error.advice()))?;
    if text.trim().is_empty() {
        let advice = "Was it saved? A new canvas is made with `bmcanvas new`.";
        return Err(about(name, "there is nothing in it", advice));
    }
    match guessed {
        Guess::Of(source) => Ok(source),
        Guess::Canvas if matches!(text, Cow::Owned(_)) => Err(about(
            name,
            "this is a canvas already, but in UTF-16",
            "Convert it, such as with `iconv -f UTF-16 -t UTF-8`, and open it.",
        )),
        Guess::Canvas => Err(about(
            name,
            "this is a canvas already",
            format!("Open it with `bmcanvas {}`.", name.display()),
        )),
        Guess::Foreign(_) | Guess::Unknown => Err(about(
            name,
            "this is of no format that can be read",
            format!(
                "There are {}; --from names one.",
                Source::ALL.map(Source::name).join(", ")
            ),
        )),
    }
}

/// The kinds that it may be of: the one asked for, else all that there are.
pub fn kinds(name: &Path, wanted: Option<&str>, library: &Library) -> Result<Kinds, Trouble> {
    if let Some(id) = wanted {
        return Ok(Kinds::new(open::kind(name, id, library)?, Vec::new()));
    }
    let first = open::kind(name, open::USUAL_KIND, library)?;
    let (listed, _) = library.kinds();
    let others = listed.iter().filter(|kind| kind.id != open::USUAL_KIND);
    let others = others.filter_map(|kind| library.kind(&kind.id).ok());
    Ok(Kinds::new(first, others.collect()))
}

/// Makes a new canvas in this folder out of a file of another format, unless it is not to be any more when it can be.
fn new_canvas(
    path: &str,
    folder: &Path,
    library: &Library,
    may: impl Fn() -> bool,
) -> Result<Made, Trouble> {
    let file = folder.join(named(path));
    let import = read(&file, &kinds(&file, None, library)?)?;
    let title = match import.canvas.header.title.as_str() {
        "" => file.file_stem().unwrap_or_default().to_string_lossy(),
        title => title.into(),
    };
    let canvas = find::free_name(folder, &title);
    let bytes = format::write(&import.canvas).into_bytes();
    let saved = save(&canvas, |there| match there {
        None if may() => Decision::Write(bytes.clone()),
        Some(_) | None => Decision::Keep,
    });
    match saved {
        Ok(Saved::Created | Saved::Replaced | Saved::InPlace | Saved::Unchanged) => {}
        Ok(Saved::Kept) => return Err(about(&canvas, "there is such a file by now", "Try again.")),
        Err(error) => return Err(about(&canvas, &error, error.advice())),
    }
    Ok(Made {
        path: canvas.into(),
        notice: told(&file, &import),
    })
}

/// What there is to say of a canvas that was made of this file.
fn told(file: &Path, import: &Import) -> Notice {
    let name = open::name_of(file);
    let losses: Vec<&Remark> = import
        .remarks
        .iter()
        .filter(|remark| remark.is_loss())
        .collect();
    match losses.as_slice() {
        _ if import.canvas.is_empty() => Notice::warning(format!("no notes were found in {name}")),
        [] => Notice::info(format!("made of {name}")),
        [only] => Notice::warning(format!("made of {name}: {only}")),
        [first, more @ ..] => Notice::warning(format!(
            "made of {name}: {first}, and {} more: `bmcanvas import {name}` tells them",
            more.len()
        )),
    }
}

fn about(path: &Path, what: impl std::fmt::Display, advice: impl Into<String>) -> Trouble {
    Trouble {
        what: format!("{}: {what}", path.display()),
        advice: advice.into(),
    }
}

/// The canvas in a file of another format.
fn read(path: &Path, kinds: &Kinds) -> Result<Import, Trouble> {
    let bytes = load(path)?;
    let source = source(path, None, &bytes)?;
    exchange::read(&bytes, source, kinds).map_err(|error| {
        let advice = format!("It was read as {}.", source.about());
        about(path, error, advice)
    })
}

/// The path that a person typed: `~` is their home, as in a shell.
fn named(path: &str) -> PathBuf {
    let home = || std::env::var_os("HOME").map(PathBuf::from);
    match path.strip_prefix("~/").zip(home()) {
        Some((rest, home)) => home.join(rest),
        None => PathBuf::from(path),
    }
}
