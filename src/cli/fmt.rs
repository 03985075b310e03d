//! `fmt`: the canonical form of canvas files.

use std::io::Write;
use std::path::Path;

use super::args::{FmtArgs, is_stdin};
use super::failure::{Failure, Outcome, tell, warn};
use super::files::{self, newer, unread, unsaved};
use super::stdin;
use crate::app::msg::Trouble;
use crate::format::{self, Access};
use crate::shell::open;
use crate::shell::open::conflict::{self, Found};
use crate::store::load::LoadError;
use crate::store::save::{Decision, Saved, save};
use crate::text::clean::Shown;

pub(super) fn run(args: &FmtArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
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

/// The canonical form of these bytes, where a merge may have left both sides in them; then what to say of that.
fn mended(file: &Path, bytes: &[u8]) -> Result<(Vec<u8>, Vec<String>), Trouble> {
    match conflict::find(file, bytes)? {
        Found::Canvas(_) => canonical(file, bytes).map(|bytes| (bytes, Vec::new())),
        Found::Conflict(merged) => {
            let name = file.display();
            let clashes = merged
                .clashes
                .iter()
                .map(|clash| format!("{name}: {clash}"));
            let said = format!(
                "{name}: git left a conflict here: both sides are merged now; look at it, then `git add` it"
            );
            let said = [said].into_iter().chain(clashes).collect();
            Ok((format::write(&merged.canvas).into_bytes(), said))
        }
    }
}

fn piped(check: bool, out: &mut Vec<u8>) -> Result<Form, Trouble> {
    let bytes = stdin::bytes()?;
    let name = Path::new(stdin::NAME);
    if check {
        return Ok(Form::of(&bytes, &canonical(name, &bytes)?));
    }
    let (canonical, said) = mended(name, &bytes)?;
    let form = Form::of(&bytes, &canonical);
    out.extend(canonical);
    tell_all(&said);
    Ok(form)
}

fn check(file: &Path) -> Result<Form, Trouble> {
    let bytes = files::load(file)?;
    Ok(Form::of(&bytes, &canonical(file, &bytes)?))
}

fn write(file: &Path) -> Result<Form, Trouble> {
    let mut found = Ok(Vec::new());
    let saved = save(file, |there| {
        let mended = match there {
            Some(bytes) => mended(file, bytes),
            None => Err(unread(file, &LoadError::NotFound)),
        };
        match mended {
            Ok((canonical, said)) => {
                found = Ok(said);
                Decision::Write(canonical)
            }
            Err(why) => {
                found = Err(why);
                Decision::Keep
            }
        }
    });
    match (saved, found) {
        (_, Err(trouble)) => Err(trouble),
        (Ok(Saved::Unchanged | Saved::Kept), Ok(_)) => Ok(Form::Canonical),
        (Ok(Saved::Created | Saved::Replaced | Saved::InPlace), Ok(said)) => {
            tell_all(&said);
            Ok(Form::Other)
        }
        (Err(error), Ok(_)) => Err(unsaved(file, &error)),
    }
}

fn tell_all(said: &[String]) {
    for line in said {
        warn(line);
    }
}
