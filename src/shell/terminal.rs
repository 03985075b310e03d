//! The terminal's modes: raw input, alternate screen, mouse. Whatever happens, they are undone.

use std::fs::File;
use std::io::{self, IsTerminal as _, Write as _};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::layout::Size;
use rustix::termios::{self, OptionalActions, Termios};

use crate::app::effect::Switch;
use crate::tty::modes;

/// The modes as they were before; what a panic or a signal puts back.
static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);
/// Whether our modes are on.
static ON: AtomicBool = AtomicBool::new(false);

/// The terminal that the program runs in.
#[derive(Debug)]
pub struct Terminal {
    input: OwnedFd,
}

impl Terminal {
    /// Finds the terminal: standard input, else the controlling terminal.
    pub fn open() -> io::Result<Self> {
        let stdin = io::stdin();
        let input = if stdin.is_terminal() {
            stdin.as_fd().try_clone_to_owned()?
        } else {
            File::options()
                .read(true)
                .write(true)
                .open("/dev/tty")?
                .into()
        };
        Ok(Self { input })
    }

    /// Where keys come from.
    pub fn keys(&self) -> &OwnedFd {
        &self.input
    }

    /// Switches our modes on.
    pub fn enter(&self, mouse: Switch) -> io::Result<()> {
        if ON.load(Ordering::SeqCst) {
            // A signal had the program go on that was never stopped by itself. To switch our modes on twice would have
            // the terminal remember our own screen as the one to go back to.
            self.leave();
        }
        let before = termios::tcgetattr(&self.input)?;
        let mut raw = before.clone();
        raw.make_raw();
        termios::tcsetattr(&self.input, OptionalActions::Now, &raw)?;
        if let Ok(mut saved) = BEFORE.lock() {
            *saved = Some(before);
        }
        ON.store(true, Ordering::SeqCst);
        write(modes::ENTER)?;
        if mouse == Switch::On {
            write(modes::MOUSE_ON)?;
        }
        Ok(())
    }

    /// Switches our modes off again, as they were before.
    pub fn leave(&self) {
        restore(self.input.as_fd());
    }

    /// The terminal's size; a usual one where it does not know.
    pub fn size(&self) -> Size {
        size_of(io::stdout().as_fd())
            .or_else(|| size_of(self.input.as_fd()))
            .unwrap_or(Size::new(80, 24))
    }
}

fn size_of(fd: BorrowedFd<'_>) -> Option<Size> {
    let size = termios::tcgetwinsize(fd).ok()?;
    (size.ws_col > 0 && size.ws_row > 0).then(|| Size::new(size.ws_col, size.ws_row))
}

/// The size of the terminal on standard output, if it is one.
pub fn stdout_size() -> Option<Size> {
    size_of(io::stdout().as_fd())
}

/// Undoes our modes, once, from wherever the program ends. Blocks while the terminal takes no bytes.
pub fn restore(input: BorrowedFd<'_>) {
    if ON.load(Ordering::SeqCst)
        && let Ok(saved) = BEFORE.lock()
        && let Some(before) = saved.as_ref()
    {
        // First, since this never blocks.
        let _ = termios::tcsetattr(input, OptionalActions::Now, before);
    }
    let mut stdout = io::stdout().lock();
    if ON.swap(false, Ordering::SeqCst) {
        // Nothing can be done about a terminal that does not take this.
        let _ = stdout.write_all(modes::LEAVE).and_then(|()| stdout.flush());
    }
}

/// Writes to the terminal at once; nothing once it was given back, for then what is on it is another's.
pub fn write(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    if !ON.load(Ordering::SeqCst) {
        return Ok(());
    }
    stdout.write_all(bytes)?;
    stdout.flush()
}
