//! A terminal to run the program in: a pseudo-terminal, and an emulator that reads what the program writes.

use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Instant;

use portable_pty::{
    Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system,
};
use rustix::process::{Pid, Signal, kill_process};

use super::grammar;
use super::keys::{self, Mouse};
use super::place::{DEADLINE, Place};
use super::seen::{Line, Seen};

/// What to start, and in what terminal.
pub(crate) struct Run {
    size: (u16, u16),
    words: Vec<OsString>,
    env: Vec<(String, OsString)>,
    folder: OsString,
    answers: bool,
}

impl Run {
    /// The board with these arguments, in a terminal of 120x40.
    pub(crate) fn board<A: AsRef<OsStr>>(place: &Place, args: &[A]) -> Self {
        let mut words = vec![env!("CARGO_BIN_EXE_bmcanvas").into()];
        words.extend(args.iter().map(|arg| arg.as_ref().to_owned()));
        Self::program(place, words)
    }

    /// Any program.
    pub(crate) fn program(place: &Place, words: Vec<OsString>) -> Self {
        let env = place.environment();
        Self {
            size: (120, 40),
            words,
            env: env.into_iter().map(|(k, v)| (k.to_owned(), v)).collect(),
            folder: place.work().into_os_string(),
            answers: true,
        }
    }

    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.env.retain(|(known, _)| known != name);
        self.env.push((name.to_owned(), value.into()));
        self
    }

    /// Has other words start it; they must replace themselves by the program.
    pub(crate) fn under(mut self, words: &[&str]) -> Self {
        let first = words.iter().map(OsString::from);
        self.words = first.chain(self.words).collect();
        self
    }

    /// Has the terminal not say that it knows synchronized output.
    pub(crate) fn unanswered(mut self) -> Self {
        self.answers = false;
        self
    }

    pub(crate) fn start(self) -> Term {
        Term::start(self)
    }
}

struct Shared {
    seen: Mutex<Seen>,
    news: Condvar,
}

impl Shared {
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Looks at a terminal.
type Check = Box<dyn Fn(&dyn MasterPty) -> bool>;

/// A running program and its terminal.
pub(crate) struct Term {
    pub(crate) pid: Pid,
    shared: Arc<Shared>,
    keys: Option<Sender<Vec<u8>>>,
    reader: Option<JoinHandle<()>>,
    writer: Option<JoinHandle<()>>,
    master: Option<Box<dyn MasterPty + Send>>,
    has_old_line_modes: Check,
    /// Kept open, so that the terminal's modes can be looked at after the program's end.
    slave: Option<Box<dyn SlavePty + Send>>,
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

impl Term {
    fn start(run: Run) -> Self {
        // One at a time, so that no program inherits another one's terminal before it is marked as private.
        static STARTING: Mutex<()> = Mutex::new(());
        let starting = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
        let pair = native_pty_system().openpty(pty_size(run.size)).unwrap();
        let line_modes = pair.master.get_termios().unwrap();
        let mut command = CommandBuilder::from_argv(run.words);
        command.env_clear();
        command.cwd(run.folder);
        for (name, value) in run.env {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(starting);
        let shared = Arc::new(Shared {
            seen: Mutex::new(Seen::new(run.size)),
            news: Condvar::new(),
        });
        let (keys, typed) = mpsc::channel();
        let output = pair.master.try_clone_reader().unwrap();
        let input = pair.master.take_writer().unwrap();
        let answers = run.answers.then(|| keys.clone());
        let (seeing, waiting) = (Arc::clone(&shared), Arc::clone(&shared));
        let pid = child.process_id().unwrap();
        thread::spawn(move || wait_for_end(child, &waiting));
        Self {
            pid: Pid::from_raw(pid.try_into().unwrap()).unwrap(),
            shared,
            keys: Some(keys),
            reader: Some(thread::spawn(move || {
                read_all(output, &seeing, answers.as_ref());
                seeing.seen().closed = true;
                seeing.news.notify_all();
            })),
            writer: Some(thread::spawn(move || write_all(input, &typed))),
            master: Some(pair.master),
            has_old_line_modes: Box::new(move |master| {
                master.get_termios().as_ref() == Some(&line_modes)
            }),
            slave: Some(pair.slave),
        }
    }

    /// Waits until this holds of what was seen.
    pub(crate) fn wait_until(&self, what: &str, holds: impl Fn(&Seen) -> bool) {
        let mut seen = self.shared.seen();
        let start = Instant::now();
        while (seen.painting && seen.ended.is_none()) || !holds(&seen) {
            let left = DEADLINE.saturating_sub(start.elapsed());
            assert!(
                !left.is_zero(),
                "waited in vain for {what}\n{}",
                seen.report()
            );
            let news = self.shared.news.wait_timeout(seen, left);
            seen = news.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Waits until the screen shows this text.
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait_until(&format!("{text:?}"), |seen| seen.shows(text));
    }

    /// Waits until the screen shows this text no more.
    pub(crate) fn wait_without(&self, text: &str) {
        self.wait_until(&format!("no {text:?}"), |seen| !seen.shows(text));
    }

    pub(crate) fn send(&self, bytes: Vec<u8>) {
        // A program that has ended takes no keys; what is waited for next tells it.
        let _ = self.keys.as_ref().map(|keys| keys.send(bytes));
    }

    pub(crate) fn type_keys(&self, keys: &str) {
        self.send(keys::bytes(keys));
    }

    /// Types keys and waits for what they bring.
    pub(crate) fn type_for(&self, keys: &str, text: &str) {
        let mark = self.written();
        self.type_keys(keys);
        // What was shown before Esc says nothing, and keys that are typed too early would be one key with it.
        let fresh = usize::from(keys.ends_with("<esc>"));
        self.wait_until(&format!("{text:?}"), |seen| {
            seen.raw.len() >= mark + fresh && seen.shows(text)
        });
    }

    pub(crate) fn paste(&self, text: &str) {
        self.send(keys::paste(text));
    }

    pub(crate) fn mouse(&self, what: Mouse, at: (u16, u16)) {
        self.send(keys::mouse(what, at));
    }

    /// The first place that shows this text, once one does.
    pub(crate) fn find(&self, text: &str) -> (u16, u16) {
        self.wait_until(&format!("{text:?}"), |seen| seen.find(text).is_some());
        self.shared.seen().find(text).unwrap()
    }

    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        let mut seen = self.shared.seen();
        seen.resize(columns, rows);
        let master = self.master.as_ref().unwrap();
        master.resize(pty_size((columns, rows))).unwrap();
    }

    pub(crate) fn screen(&self) -> String {
        self.shared.seen().text()
    }

    /// What `look` makes of what was seen so far.
    pub(crate) fn look<T>(&self, look: impl FnOnce(&Seen) -> T) -> T {
        look(&self.shared.seen())
    }

    /// How many bytes the program has written so far.
    pub(crate) fn written(&self) -> usize {
        self.shared.seen().raw.len()
    }

    /// The bytes that it has written since.
    pub(crate) fn written_since(&self, mark: usize) -> Vec<u8> {
        self.shared.seen().raw[mark..].to_vec()
    }

    /// Whether echo, line editing and all else that the terminal does with bytes are as before the program's start.
    pub(crate) fn has_old_line_modes(&self) -> bool {
        let master = self.master.as_ref().unwrap();
        (self.has_old_line_modes)(master.as_ref())
    }

    pub(crate) fn signal(&self, signal: Signal) {
        let seen = self.shared.seen();
        assert!(seen.ended.is_none(), "it has ended\n{}", seen.report());
        kill_process(self.pid, signal).unwrap();
    }

    /// Ends the program at once, as a crash would.
    pub(crate) fn kill9(mut self) {
        self.signal(Signal::KILL);
        self.end();
    }

    /// Has the terminal take no more bytes, as a stalled connection does.
    pub(crate) fn hold(&self) {
        self.shared.seen().line = Line::Held;
    }

    /// The terminal goes away.
    pub(crate) fn hang_up(&mut self) {
        self.shared.seen().line = Line::Going;
        self.keys = None;
        // The reader lets go once it is woken by something to read.
        let master = self.master.take().unwrap();
        master.resize(pty_size((100, 30))).unwrap();
        join(self.reader.take());
        join(self.writer.take());
        self.slave = None;
    }

    pub(crate) fn has_ended(&self) -> bool {
        self.shared.seen().ended.is_some()
    }

    /// Waits for the program's end and gives its exit code; all it has written is seen then.
    pub(crate) fn exit_code(&mut self) -> u32 {
        let status = self.end();
        assert_eq!(status.signal(), None, "{}", self.shared.seen().report());
        status.exit_code()
    }

    fn end(&mut self) -> ExitStatus {
        self.wait_until("its end", |seen| seen.ended.is_some());
        self.slave = None;
        self.shared.seen().line = Line::Open;
        self.shared.news.notify_all();
        self.wait_until("the last bytes", |seen| seen.closed);
        self.shared.seen().ended.clone().unwrap()
    }

    /// Waits for an orderly end: exit code 0, every mode undone, and nothing but our own grammar was ever written.
    pub(crate) fn ends_well(&mut self) {
        self.wait_until("its end", |seen| seen.ended.is_some());
        assert_eq!(self.exit_code(), 0, "{}", self.screen());
        self.has_given_back();
        grammar::check(&self.shared.seen().raw);
    }

    /// Asserts that all is as a shell expects it.
    pub(crate) fn has_given_back(&self) {
        assert!(self.has_old_line_modes(), "the terminal is still raw");
        let seen = self.shared.seen();
        assert!(seen.is_given_back(), "{}", seen.report());
        assert_eq!(grammar::modes_on(&seen.raw), Vec::<u16>::new());
    }
}

impl Drop for Term {
    fn drop(&mut self) {
        let mut seen = self.shared.seen();
        seen.line = Line::Open;
        self.shared.news.notify_all();
        if seen.ended.is_none() {
            let _ = kill_process(self.pid, Signal::KILL);
        }
    }
}

fn join(thread: Option<JoinHandle<()>>) {
    if let Some(thread) = thread {
        thread.join().unwrap();
    }
}

fn wait_for_end(mut child: Box<dyn Child + Send + Sync>, shared: &Shared) {
    let status = child.wait().unwrap();
    shared.seen().ended = Some(status);
    shared.news.notify_all();
}

fn write_all(mut input: Box<dyn Write + Send>, typed: &Receiver<Vec<u8>>) {
    for bytes in typed {
        if input.write_all(&bytes).is_err() {
            return;
        }
    }
}

fn read_all(mut output: Box<dyn Read + Send>, shared: &Shared, answers: Option<&Sender<Vec<u8>>>) {
    let mut bytes = vec![0; 1 << 16];
    loop {
        let mut seen = shared.seen();
        while seen.line == Line::Held {
            seen = shared
                .news
                .wait(seen)
                .unwrap_or_else(PoisonError::into_inner);
        }
        drop(seen);
        let Ok(count @ 1..) = output.read(&mut bytes) else {
            return;
        };
        let mut seen = shared.seen();
        seen.take(&bytes[..count]);
        if let Some(keys) = answers
            && grammar::asks_for_synchronized(&bytes[..count])
        {
            let _ = keys.send(b"\x1b[?2026;2$y".to_vec());
        }
        shared.news.notify_all();
        if seen.line == Line::Going {
            return;
        }
    }
}
