//! `snapshot`: keeps the canvas as an iteration, in a file beside it, and begins the next one.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::args::is_stdin;
use super::edit::edit;
use super::failure::{Failure, Outcome, about};
use super::files::{self, newer, unsaved};
use crate::app::msg::Trouble;
use crate::format::{self, Access};
use crate::model::canvas::Canvas;
use crate::model::edit::{Change, Edit};
use crate::model::header::HeaderField;
use crate::shell::open;
use crate::store::SaveError;
use crate::store::iteration::{Family, Role, family};
use crate::store::save::{Decision, Saved, save};
use crate::text::clean::Shown;

pub(super) fn run(file: &Path, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    if is_stdin(file) {
        return Err(Failure::from(Trouble {
            what: "standard input has no iterations".to_owned(),
            advice: "Name the file.".to_owned(),
        }));
    }
    let mut canvas = canvas(file)?;
    let (family, role) = family(file);
    let (number, path) = keep(file, &family, &mut canvas)?;
    let shown = path.display().to_string();
    writeln!(out, "{}", Shown::line(&shown)).map_err(Failure::Output)?;
    match role {
        Role::Canvas => raise(file, number)?,
        // What was kept stays as it was kept.
        Role::Iteration(_) => {}
    }
    Ok(Outcome::Fine)
}

fn canvas(file: &Path) -> Result<Canvas, Trouble> {
    let read = open::parse(file, &files::load(file)?)?;
    match read.access {
        Access::Full => Ok(read.canvas),
        Access::ReadOnly(version) => Err(newer(file, version)),
    }
}

/// Keeps the canvas under the next free number; that, and the file.
fn keep(file: &Path, family: &Family, canvas: &mut Canvas) -> Result<(u64, PathBuf), Trouble> {
    let kept = family.iterations().into_iter().map(|kept| kept.number);
    let mut last = kept.chain(canvas.header.iteration).max().unwrap_or(0);
    loop {
        let number = last.checked_add(1).ok_or_else(|| too_many(file))?;
        let path = family.iteration(number);
        canvas.header.iteration = Some(number);
        let text = format::write(canvas);
        let saved = save(&path, |there| match there {
            None => Decision::Write(text.clone().into_bytes()),
            Some(_) => Decision::Keep,
        });
        match saved {
            Ok(Saved::Created | Saved::Replaced | Saved::InPlace | Saved::Unchanged) => {
                return Ok((number, path));
            }
            // Somebody was faster.
            Ok(Saved::Kept) | Err(SaveError::Appeared) => last = number,
            Err(error) => return Err(unsaved(&path, &error)),
        }
    }
}

/// The canvas goes on with this number, unless somebody gave it a greater one meanwhile.
fn raise(file: &Path, number: u64) -> Result<(), Failure> {
    edit(file, |locked| {
        let is_lower = locked.canvas.header.iteration < Some(number);
        let raised = Change::Header(HeaderField::Iteration, number.to_string());
        let changes = is_lower.then_some(raised).into_iter().collect();
        Ok((Edit(changes), ()))
    })
}

fn too_many(file: &Path) -> Trouble {
    about(
        file,
        &"its iteration is the greatest number there is",
        "Give it a smaller one: `bmcanvas set FILE --iteration 1`.",
    )
}
