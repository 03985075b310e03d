//! `merge`: two files that grew from one. git calls it as its merge driver.
//!
//! It writes all or nothing, and ends with 0 or 1 only where it wrote: the line that git runs takes any other ending as a
//! reason to merge by line.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::args::{MergeArgs, to_file};
use super::failure::{Failure, Outcome, warn};
use super::files::{self, unread, unsaved};
use crate::app::msg::Trouble;
use crate::format::{self, Unmergeable};
use crate::git::program::{Git, GitError};
use crate::model::merge::Merged;
use crate::store::load::{self, LoadError};
use crate::store::save::{Decision, save};

/// What stands for an empty file.
const NOTHING: &str = "/dev/null";
/// What git calls the sides where it merges two bases into one. Nobody made these: nothing is told of them.
const INNER: &str = "Temporary merge branch ";
/// What the sides are called where nobody says.
const LABELS: [&str; 3] = ["base", "ours", "theirs"];

pub(super) fn run(args: &MergeArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let base = base(&args.base)?;
    let (ours, theirs) = (files::load(&args.ours)?, files::load(&args.theirs)?);
    match format::merge(base.as_deref(), &ours, &theirs) {
        Ok(merged) => both_kept(args, &merged, out),
        Err(why) => by_line(args, &why, out),
    }
}

/// Writes what was merged note by note, and says what both sides changed.
fn both_kept(args: &MergeArgs, merged: &Merged, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    put(args, format::write(&merged.canvas).into_bytes(), out)?;
    let labels = labels(args);
    if !labels.iter().any(|label| label.starts_with(INNER)) {
        for clash in &merged.clashes {
            warn(&format!("{}: {clash}", name(args)));
        }
    }
    if args.strict && !merged.clashes.is_empty() {
        return Ok(Outcome::Finding);
    }
    Ok(Outcome::Fine)
}

/// Writes what git makes of the files by line.
fn by_line(args: &MergeArgs, why: &Unmergeable, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    warn(&format!("{}: merged by line, as {why}", name(args)));
    let output = Git::at(".")
        .query(command(args))
        .map_err(|error| failed(&error))?;
    match output.code {
        Some(0) => {
            let is_canvas = format::read(&output.out).is_ok();
            put(args, output.out, out)?;
            Ok(if is_canvas {
                Outcome::Fine
            } else {
                Outcome::Finding
            })
        }
        // As many conflicts.
        Some(1..=127) => {
            put(args, output.out, out)?;
            Ok(Outcome::Finding)
        }
        // It is binary or too large: git leaves the choice to the person, and nothing is to be written.
        Some(_) | None if args.output.is_none() && !args.stdout => {
            warn(&output.failure().to_string());
            Ok(Outcome::Finding)
        }
        Some(_) | None => Err(failed(&output.failure()).into()),
    }
}

/// The arguments of git's merge by line.
fn command(args: &MergeArgs) -> Vec<OsString> {
    let mut command: Vec<OsString> = vec!["merge-file".into(), "--stdout".into()];
    if let Some(size) = args.marker_size {
        command.push(format!("--marker-size={size}").into());
    }
    let [base, ours, theirs] = labels(args);
    for label in [ours, base, theirs] {
        command.extend(["-L".into(), label.into()]);
    }
    let base = match load::load(&args.base) {
        Ok(_) => args.base.clone(),
        Err(_) => NOTHING.into(),
    };
    command.push("--".into());
    command.extend([args.ours.clone(), base, args.theirs.clone()].map(PathBuf::into_os_string));
    command
}

/// What base, ours and theirs are called.
fn labels(args: &MergeArgs) -> [String; 3] {
    let mut given = args.labels.iter();
    LABELS.map(|usual| match given.next().map(String::as_str) {
        // Before version 2.44 git does not fill these in.
        None | Some("" | "%S" | "%X" | "%Y") => usual.to_owned(),
        Some(label) => label.to_owned(),
    })
}

/// The base; `None` where there is none.
fn base(path: &Path) -> Result<Option<Vec<u8>>, Trouble> {
    if path == Path::new(NOTHING) {
        return Ok(None);
    }
    match load::load(path) {
        Ok(loaded) => Ok(Some(loaded.bytes)),
        Err(LoadError::NotFound) => {
            warn(&format!(
                "{}: no such file: merged without a base",
                path.display()
            ));
            Ok(None)
        }
        Err(error) => Err(unread(path, &error)),
    }
}

fn put(args: &MergeArgs, bytes: Vec<u8>, out: &mut Vec<u8>) -> Result<(), Trouble> {
    if is_printed(args) {
        out.extend(bytes);
        return Ok(());
    }
    let target = args.output.as_ref().unwrap_or(&args.ours);
    let saved = save(target, |_| Decision::Write(bytes.clone()));
    saved.map(drop).map_err(|error| unsaved(target, &error))
}

/// Whether the result goes to standard output.
fn is_printed(args: &MergeArgs) -> bool {
    let named = args.output.as_deref();
    args.stdout || named.is_some() && to_file(named).is_none()
}

fn name(args: &MergeArgs) -> String {
    let path = args.path.as_ref().unwrap_or(&args.ours);
    path.display().to_string()
}

fn failed(error: &GitError) -> Trouble {
    Trouble {
        what: error.to_string(),
        advice: error.advice().to_owned(),
    }
}
