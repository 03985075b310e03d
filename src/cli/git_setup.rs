//! `git-setup`: tells git how to merge and compare canvases.

use std::fmt::Display;
use std::io::Write;
use std::path::Path;

use super::args::GitSetupArgs;
use super::failure::{Failure, Outcome, about};
use crate::app::msg::Trouble;
use crate::git::repo::{self, NoRepository, Repository};
use crate::git::setup::{self, SetupError};
use crate::text::clean::Shown;

pub(super) fn run(args: &GitSetupArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let folder = &args.folder;
    let repository = repo::around(folder).map_err(|error| none(folder, &error))?;
    if args.check {
        return check(&repository, out);
    }
    let steps = if args.remove {
        setup::remove(&repository)
    } else {
        setup::install(&repository, program(args)?.as_deref())
    };
    print(out, steps.map_err(|error| failed(&error))?)?;
    if !args.remove {
        let missing = setup::missing_programs(&repository, path().as_deref());
        print(
            out,
            missing.map_err(|error| failed(&SetupError::Git(error)))?,
        )?;
    }
    Ok(Outcome::Fine)
}

fn check(repository: &Repository, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let findings = setup::check(repository, path().as_deref());
    let findings = findings.map_err(|error| failed(&SetupError::Git(error)))?;
    if findings.is_empty() {
        print(out, ["git merges and compares canvases with bmcanvas here"])?;
        return Ok(Outcome::Fine);
    }
    print(out, findings)?;
    Ok(Outcome::Finding)
}

/// The program that is asked for: a path is made whole, as git runs it in other folders.
fn program(args: &GitSetupArgs) -> Result<Option<String>, Trouble> {
    let Some(program) = &args.program else {
        return Ok(None);
    };
    if !program.contains('/') {
        return Ok(Some(program.clone()));
    }
    let whole = std::path::absolute(program).ok();
    let whole = whole.and_then(|path| path.into_os_string().into_string().ok());
    whole.map(Some).ok_or_else(|| Trouble {
        what: format!("{program}: git cannot be told of this path"),
        advice: "Put the program somewhere else.".to_owned(),
    })
}

fn path() -> Option<std::ffi::OsString> {
    std::env::var_os("PATH")
}

fn print(out: &mut Vec<u8>, lines: impl IntoIterator<Item = impl Display>) -> Result<(), Failure> {
    for line in lines {
        writeln!(out, "{}", Shown::line(&line.to_string())).map_err(Failure::Output)?;
    }
    Ok(())
}

fn none(folder: &Path, error: &NoRepository) -> Trouble {
    about(folder, error, error.advice())
}

fn failed(error: &SetupError) -> Trouble {
    Trouble {
        what: error.to_string(),
        advice: error.advice(),
    }
}
