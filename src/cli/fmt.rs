//! `fmt`: the canonical form of canvas files.

use std::io::Write;
use std::path::Path;

use super::args::{FmtArgs, is_stdin};
use super::failure::{Failure, Outcome, tell};
use super::new::unsaved;
use super::stdin;
use crate::app::msg::Trouble;
use crate::format::{self, Access};
use crate::shell::open;
use crate::store;
use crate::store::load::{self, LoadError};
use crate::store::save::{Decision, Saved, save};
use crate::text::clean::Shown;

pub(super) fn run(args: &FmtArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    // Without it a save beyond the limit ends the program without a word; there is nothing else to do about it.
    let _ = store::survive_size_limit();
    let mut ended = Ok(Outcome::Fine);
    for file in &args.files {
        let done = match (args.check, is_stdin(file)) {
            (check, true) => piped(check, out),
            (true, false) => check(file),
            (false, false) => write(file),
        };
        match done {
            Ok(Form::Canonical) => {}
            Ok(Form::Other) => {
                if !is_stdin(file) || args.check {
                    let shown = file.display().to_string();
                    writeln!(out, "{}", Shown::line(&shown)).map_err(Failure::Output)?;
                }
                if args.check && ended.is_ok() {
                    ended = Ok(Outcome::Finding);
                }
            }
            Err(trouble) => {
                tell(&trouble);
                ended = Err(Failure::Told);
            }
        }
    }
    ended
}

/// Which form a file had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Canonical,
    Other,
}

impl Form {
    fn of(bytes: &[u8], canonical: &[u8]) -> Self {
        if bytes == canonical {
            Self::Canonical
        } else {
            Self::Other
        }
    }
}

/// The canonical form of these bytes.
fn canonical(file: &Path, bytes: &[u8]) -> Result<Vec<u8>, Trouble> {
    let read = open::parse(file, bytes)?;
    match read.access {
        Access::Full => Ok(format::write(&read.canvas).into_bytes()),
        Access::ReadOnly(version) => Err(newer(file, version)),
    }
}

fn piped(check: bool, out: &mut Vec<u8>) -> Result<Form, Trouble> {
    let bytes = stdin::bytes()?;
    let canonical = canonical(Path::new(stdin::NAME), &bytes)?;
    let form = Form::of(&bytes, &canonical);
    if !check {
        out.extend(canonical);
    }
    Ok(form)
}

fn check(file: &Path) -> Result<Form, Trouble> {
    let loaded = load::load(file).map_err(|error| unread(file, &error))?;
    let canonical = canonical(file, &loaded.bytes)?;
    Ok(Form::of(&loaded.bytes, &canonical))
}

fn write(file: &Path) -> Result<Form, Trouble> {
    let mut trouble = None;
    let saved = save(file, |there| {
        let Some(bytes) = there else {
            trouble = Some(unread(file, &LoadError::NotFound));
            return Decision::Keep;
        };
        match canonical(file, bytes) {
            Ok(canonical) => Decision::Write(canonical),
            Err(why) => {
                trouble = Some(why);
                Decision::Keep
            }
        }
    });
    match (saved, trouble) {
        (_, Some(trouble)) => Err(trouble),
        (Ok(Saved::Unchanged | Saved::Kept), None) => Ok(Form::Canonical),
        (Ok(Saved::Created | Saved::Replaced | Saved::InPlace), None) => Ok(Form::Other),
        (Err(error), None) => Err(unsaved(file, &error)),
    }
}

/// A file could not be loaded.
pub(super) fn unread(file: &Path, error: &LoadError) -> Trouble {
    Trouble {
        what: format!("{}: {error}", file.display()),
        advice: error.advice().to_owned(),
    }
}

/// A file is of a version that must not be written.
pub(super) fn newer(file: &Path, version: u64) -> Trouble {
    Trouble {
        what: format!(
            "{}: the file is of version {version} of the format, and this program writes version {}",
            file.display(),
            format::VERSION
        ),
        advice: "Use a newer bmcanvas for it; the file was left as it is.".to_owned(),
    }
}
