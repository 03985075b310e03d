//! How a command ended, and how that is told: one line of what, one of what to do.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::app::msg::Trouble;
use crate::text::clean::multiline;

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// All is well.
    Fine,
    /// It found what it was asked to look for.
    Finding,
}

/// Why a command could not do its work.
#[derive(Debug)]
pub(super) enum Failure {
    /// For a reason to tell.
    Trouble(Trouble),
    /// For reasons that were told already.
    Told,
    /// The output takes nothing more.
    Output(io::Error),
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

/// What is wrong with a file, and what to do about it.
pub(super) fn about(file: &Path, what: &impl Display, advice: impl Into<String>) -> Trouble {
    Trouble {
        what: format!("{}: {what}", file.display()),
        advice: advice.into(),
    }
}

/// Tells of a failure; the exit code of the ending.
pub(super) fn end(ended: Result<Outcome, Failure>) -> ExitCode {
    match ended {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Finding) => ExitCode::from(1),
        Err(Failure::Trouble(trouble)) => {
            tell(&trouble);
            ExitCode::from(2)
        }
        Err(Failure::Told) => ExitCode::from(2),
        // Whoever read the output has seen enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(Failure::Output(error)) => {
            tell(&Trouble {
                what: format!("the output cannot be written: {error}"),
                advice: "Check where it goes.".to_owned(),
            });
            ExitCode::from(2)
        }
    }
}

/// Says on standard error what happened and what to do.
pub(super) fn tell(trouble: &Trouble) {
    warn(&format!("{}\n  {}", trouble.what, trouble.advice));
}

/// Says something on standard error. The text may quote files: it is cleaned here.
pub(super) fn warn(text: &str) {
    // Where standard error is gone too, nobody can be told.
    let _ = writeln!(io::stderr(), "bmcanvas: {}", multiline(text));
}

/// Prints the help that was asked for, or what is wrong with the arguments.
pub(super) fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        return end(error
            .print()
            .map(|()| Outcome::Fine)
            .map_err(Failure::Output));
    }
    // Arguments may be the names of files that somebody else chose.
    let _ = write!(io::stderr(), "{}", multiline(&error.render().to_string()));
    ExitCode::from(2)
}
