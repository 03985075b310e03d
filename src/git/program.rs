//! Running git: with fixed arguments and no shell, never asking anybody anything, never without an end.

mod capture;
mod detached;
mod environment;
mod stream;

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use environment::Manner;
pub use stream::Stream;

/// How long a question may take.
pub const QUERY_TIME: Duration = Duration::from_secs(10);
/// How much of an output is kept, in bytes.
pub const MOST_OUTPUT: usize = 64 << 20;

/// git, run in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Git {
    folder: PathBuf,
    program: PathBuf,
}

/// What git printed, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The exit code; `None` where a signal ended it.
    pub code: Option<i32>,
    /// Its standard output.
    pub out: Vec<u8>,
    /// Its standard error.
    pub err: Vec<u8>,
}

/// Why git could not do it. Its words are untrusted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GitError {
    /// There is no such program.
    #[error("git is not installed")]
    Missing,
    /// The folder to run it in is not there.
    #[error("there is no such folder")]
    NoFolder,
    /// The system did not start it, or lost it.
    #[error("git cannot be run: {0}")]
    Unrunnable(String),
    /// It took longer than this.
    #[error("git took longer than {} s and was stopped", .0.as_secs())]
    TimedOut(Duration),
    /// Somebody took it back.
    #[error("git was stopped, as asked")]
    Cancelled,
    /// It printed more than is kept.
    #[error("git printed more than {} MiB", MOST_OUTPUT >> 20)]
    TooMuch,
    /// It ended with an error; these are its words.
    #[error("git: {words}")]
    Failed {
        /// The exit code; `None` where a signal ended it.
        code: Option<i32>,
        /// What it said.
        words: String,
    },
}

impl GitError {
    /// What the user can do about it, in one line.
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::Missing => "Install git, and check that your PATH leads to it.",
            Self::NoFolder => "Check the name.",
            Self::Unrunnable(_) => "Try it again; `git --version` should work.",
            Self::TimedOut(_) => "Try the same with git in a shell to see what it waits for.",
            Self::Cancelled => "Start it again when you like.",
            Self::TooMuch => "Try the same with git in a shell to see what it prints.",
            Self::Failed { .. } => "Try the same with git in a shell.",
        }
    }
}

/// Takes back a run of git, from any thread.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Ends the run, and all that git started for it.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// What is set to take it back: for a signal's handler.
    pub fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.0)
    }

    /// Whether it was taken back.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

impl Git {
    /// git as it is run in this folder.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            program: "git".into(),
        }
    }

    /// The same with another program in git's place.
    pub fn with_program(self, program: impl Into<PathBuf>) -> Self {
        let program = program.into();
        Self { program, ..self }
    }

    /// The folder that it runs in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Asks git something: it changes nothing, takes no lock, and answers in English. How it ended is for the caller to
    /// judge; see [`Output::fine`].
    pub fn query<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Result<Output, GitError> {
        self.run(Manner::Query, arguments, QUERY_TIME, &Cancel::default())
    }

    /// Lets git do something, in the person's own language, for at most this time.
    pub fn work<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
        most: Duration,
        cancel: &Cancel,
    ) -> Result<Output, GitError> {
        self.run(Manner::Work(self.ssh()), arguments, most, cancel)
    }

    /// Who decides how ssh is called.
    fn ssh(&self) -> environment::Ssh {
        let configured = || {
            let asked = self.query(["config", "--get", "core.sshCommand"]);
            asked.is_ok_and(|output| output.code == Some(0))
        };
        environment::ssh(configured)
    }

    fn run<A: AsRef<OsStr>>(
        &self,
        manner: Manner,
        arguments: impl IntoIterator<Item = A>,
        most: Duration,
        cancel: &Cancel,
    ) -> Result<Output, GitError> {
        capture::run(&mut self.command(manner, arguments)?, most, cancel)
    }

    /// Asks git something with a long answer, of which something is of use before the rest is there. It may be taken
    /// back, and ends when it is dropped.
    pub fn stream<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
        cancel: &Cancel,
    ) -> Result<Stream, GitError> {
        Stream::start(&mut self.command(Manner::Query, arguments)?, cancel)
    }

    /// The same where git answers questions that it is asked one after the other, on its standard input.
    pub fn converse<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
        cancel: &Cancel,
    ) -> Result<Stream, GitError> {
        let mut command = self.command(Manner::Query, arguments)?;
        Stream::start(command.stdin(Stdio::piped()), cancel)
    }

    fn command<A: AsRef<OsStr>>(
        &self,
        manner: Manner,
        arguments: impl IntoIterator<Item = A>,
    ) -> Result<Command, GitError> {
        if !self.folder.is_dir() {
            return Err(GitError::NoFolder);
        }
        let mut command = detached::command(self.program.as_os_str(), manner);
        command.arg("-C").arg(&self.folder);
        environment::set(&mut command, manner);
        command
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        Ok(command)
    }
}

impl Output {
    /// The output, if git ended without an error.
    pub fn fine(self) -> Result<Vec<u8>, GitError> {
        match self.code {
            Some(0) => Ok(self.out),
            Some(_) | None => Err(self.failure()),
        }
    }

    /// How it failed, in git's words.
    pub fn failure(&self) -> GitError {
        GitError::Failed {
            code: self.code,
            words: self.words(),
        }
    }

    /// What git said, without its `fatal: ` and the like; untrusted.
    pub fn words(&self) -> String {
        let said = String::from_utf8_lossy(&self.err);
        let said = match said.trim() {
            "" => String::from_utf8_lossy(&self.out),
            _ => said,
        };
        let said = said.trim();
        let bare = ["fatal: ", "error: "]
            .into_iter()
            .find_map(|prefix| said.strip_prefix(prefix));
        match (bare.unwrap_or(said), self.code) {
            ("", Some(code)) => format!("it ended with code {code} and said nothing"),
            ("", None) => "a signal ended it".to_owned(),
            (said, _) => said.to_owned(),
        }
    }

    /// The output as one line of text, without its line's end.
    pub fn line(&self) -> &[u8] {
        self.out.strip_suffix(b"\n").unwrap_or(&self.out)
    }
}

fn unrunnable(error: &io::Error) -> GitError {
    if error.kind() == io::ErrorKind::NotFound {
        GitError::Missing
    } else {
        GitError::Unrunnable(error.to_string())
    }
}

#[cfg(test)]
mod tests;
