//! A program's two outputs, read as they come, until it ends or has to end.
//!
//! [`run`] waits for the end; [`super::stream`] hands on what there is so far.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::process::{Child, Command, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use rustix::buffer::spare_capacity;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::{Errno, retry_on_intr};
use rustix::process::{Pid, Signal, kill_process_group};

use super::{Cancel, GitError, MOST_OUTPUT, Output, unrunnable};

/// How long it waits for news at most before it looks whether it was taken back.
const LOOK: Duration = Duration::from_millis(50);
/// How long it waits at first.
const SOON: Duration = Duration::from_micros(200);
/// How long git may take to remove its lock files when it is told to end.
const GRACE: Duration = Duration::from_secs(2);

/// Runs the program, which leads a process group of its own, to its end.
pub(super) fn run(
    command: &mut Command,
    most: Duration,
    cancel: &Cancel,
) -> Result<Output, GitError> {
    let mut running = Running::start(command)?;
    match running.until_end(most, cancel) {
        Ok(status) => running.output(status),
        Err(error) => {
            running.end();
            Err(error)
        }
    }
}

/// A pipe's end and what came out of it.
pub(super) struct Pipe {
    fd: Option<OwnedFd>,
    bytes: Vec<u8>,
    lost: bool,
}

impl Pipe {
    fn new(fd: Option<OwnedFd>) -> io::Result<Self> {
        if let Some(fd) = &fd {
            fcntl_setfl(fd, fcntl_getfl(fd)? | OFlags::NONBLOCK)?;
        }
        Ok(Self {
            fd,
            bytes: Vec::new(),
            lost: false,
        })
    }

    /// Takes what there is. Beyond the bound it is thrown away, so that the program need not wait for ever.
    fn take(&mut self) {
        while let Some(mut piece) = self.take_piece() {
            if self.bytes.len() + piece.len() > MOST_OUTPUT {
                self.lost = true;
            } else {
                self.bytes.append(&mut piece);
            }
        }
    }

    /// Some of what there is; `None` where there is nothing now, or nothing more at all.
    pub(super) fn take_piece(&mut self) -> Option<Vec<u8>> {
        const PIECE: usize = 64 << 10;
        let fd = self.fd.as_ref()?;
        let mut piece = Vec::with_capacity(PIECE);
        match retry_on_intr(|| rustix::io::read(fd, spare_capacity(&mut piece))) {
            Err(Errno::AGAIN) => return None,
            Ok(0) | Err(_) => self.fd = None,
            Ok(_) => return Some(piece),
        }
        None
    }

    /// Whether more may come out of it.
    pub(super) fn is_open(&self) -> bool {
        self.fd.is_some()
    }
}

pub(super) struct Running {
    pub(super) child: Child,
    pub(super) out: Pipe,
    pub(super) err: Pipe,
}

impl Running {
    /// Starts the program.
    pub(super) fn start(command: &mut Command) -> Result<Self, GitError> {
        Self::new(command.spawn().map_err(|error| unrunnable(&error))?)
    }

    fn new(mut child: Child) -> Result<Self, GitError> {
        let out = Pipe::new(child.stdout.take().map(OwnedFd::from));
        let err = Pipe::new(child.stderr.take().map(OwnedFd::from));
        match (out, err) {
            (Ok(out), Ok(err)) => Ok(Self { child, out, err }),
            (Err(error), _) | (_, Err(error)) => {
                let _ = child.kill();
                let _ = child.wait();
                Err(unrunnable(&error))
            }
        }
    }

    /// Reads until the program has ended.
    fn until_end(&mut self, most: Duration, cancel: &Cancel) -> Result<ExitStatus, GitError> {
        let start = Instant::now();
        let mut pause = SOON;
        loop {
            self.wait_for_news(pause.min(most.saturating_sub(start.elapsed())))?;
            let ended = self.child.try_wait().map_err(|error| unrunnable(&error))?;
            // After the end, so that its last words are in. Something that it left running may hold the pipes open: what
            // that prints is not waited for.
            let was_open = self.is_open();
            self.out.take();
            self.err.take();
            if let Some(status) = ended {
                return Ok(status);
            }
            if cancel.is_cancelled() {
                return Err(GitError::Cancelled);
            }
            if start.elapsed() >= most {
                return Err(GitError::TimedOut(most));
            }
            // What has closed its outputs is about to end.
            pause = if was_open && !self.is_open() {
                SOON
            } else {
                (pause * 2).min(LOOK)
            };
        }
    }

    /// Whether it may print more.
    fn is_open(&self) -> bool {
        self.out.is_open() || self.err.is_open()
    }

    /// Waits until something can be read, at most this long.
    pub(super) fn wait_for_news(&self, most: Duration) -> Result<(), GitError> {
        let open = [&self.out, &self.err].into_iter();
        let open = open.filter_map(|pipe| pipe.fd.as_ref());
        let mut fds: Vec<PollFd<'_>> = open
            .map(|fd| PollFd::from_borrowed_fd(fd.as_fd(), PollFlags::IN))
            .collect();
        // Without a pipe it only sleeps.
        let most = Timespec::try_from(most).ok();
        match poll(&mut fds, most.as_ref()) {
            Ok(_) | Err(Errno::INTR) => Ok(()),
            Err(errno) => Err(unrunnable(&io::Error::from(errno))),
        }
    }

    /// Ends the program and all of its group: first so that it can tidy up, then for certain.
    fn end(&mut self) {
        self.signal(Signal::TERM);
        let start = Instant::now();
        let mut ended = false;
        while !ended && start.elapsed() < GRACE {
            self.out.take();
            self.err.take();
            thread::sleep(Duration::from_millis(5));
            ended = !matches!(self.child.try_wait(), Ok(None));
        }
        self.signal(Signal::KILL);
        if !ended {
            let _ = self.child.wait();
        }
    }

    /// Waits for the end of what has closed its output; where it does not come, it is ended.
    pub(super) fn soon_ended(&mut self) -> Result<ExitStatus, GitError> {
        let start = Instant::now();
        loop {
            self.err.take();
            let ended = self.child.try_wait().map_err(|error| unrunnable(&error))?;
            if let Some(status) = ended {
                return Ok(status);
            }
            if start.elapsed() >= GRACE {
                self.signal(Signal::KILL);
            }
            thread::sleep(SOON);
        }
    }

    pub(super) fn signal(&self, signal: Signal) {
        let group = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        if let Some(group) = group {
            // Where the whole group has ended there is nobody to tell.
            let _ = kill_process_group(group, signal);
        }
    }

    /// Takes what it said on standard error by now.
    pub(super) fn take_words(&mut self) {
        self.err.take();
    }

    /// What it said on standard error so far.
    pub(super) fn words(&mut self) -> Vec<u8> {
        self.err.take();
        std::mem::take(&mut self.err.bytes)
    }

    fn output(self, status: ExitStatus) -> Result<Output, GitError> {
        if self.out.lost || self.err.lost {
            return Err(GitError::TooMuch);
        }
        Ok(Output {
            code: status.code(),
            out: self.out.bytes,
            err: self.err.bytes,
        })
    }
}
