//! A program whose output is read while it runs, and that is ended as soon as nobody wants more of it.

use std::io::{self, Write};
use std::process::{ChildStdin, Command, ExitStatus};
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::capture::Running;
use super::{Cancel, GitError, Output, unrunnable};

/// How long it may say nothing.
const SILENCE: Duration = Duration::from_mins(1);
/// How long it waits for news at most before it looks whether it was taken back.
const LOOK: Duration = Duration::from_millis(50);

/// git, while it answers. It changes nothing, so it can be ended at any moment; dropping does.
pub struct Stream {
    running: Running,
    input: Option<ChildStdin>,
    cancel: Cancel,
    ended: Option<ExitStatus>,
}

impl std::fmt::Debug for Stream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stream").finish_non_exhaustive()
    }
}

impl Stream {
    pub(super) fn start(command: &mut Command, cancel: &Cancel) -> Result<Self, GitError> {
        let mut running = Running::start(command)?;
        Ok(Self {
            input: running.child.stdin.take(),
            running,
            cancel: cancel.clone(),
            ended: None,
        })
    }

    /// Asks the next question. It has to be short, and the answer to the one before to be read, else both would wait.
    pub fn ask(&mut self, question: &[u8]) -> Result<(), GitError> {
        let input = self.input.as_mut();
        let closed = || unrunnable(&io::Error::from(io::ErrorKind::BrokenPipe));
        let input = input.ok_or_else(closed)?;
        input
            .write_all(question)
            .map_err(|error| unrunnable(&error))
    }

    /// The next piece of the answer, waiting for it; `None` once git has ended, and ended well.
    pub fn read(&mut self) -> Result<Option<Vec<u8>>, GitError> {
        let start = Instant::now();
        loop {
            if self.cancel.is_cancelled() {
                return Err(GitError::Cancelled);
            }
            if let Some(piece) = self.running.out.take_piece() {
                return Ok(Some(piece));
            }
            if !self.running.out.is_open() {
                return self.end().map(|()| None);
            }
            if start.elapsed() >= SILENCE {
                return Err(GitError::TimedOut(SILENCE));
            }
            // Before waiting: a program that fills this pipe waits for us.
            self.running.take_words();
            self.running.wait_for_news(LOOK)?;
        }
    }

    /// Waits for the end, which is near, and judges it.
    fn end(&mut self) -> Result<(), GitError> {
        if self.ended.is_none() {
            self.input = None;
            self.ended = Some(self.running.soon_ended()?);
        }
        let code = self.ended.and_then(|status| status.code());
        let output = Output {
            code,
            out: Vec::new(),
            err: self.running.words(),
        };
        output.fine().map(drop)
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        if self.ended.is_none() {
            self.running.signal(Signal::KILL);
            let _ = self.running.child.wait();
        }
    }
}
