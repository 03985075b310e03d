//! Waiting for keys and for the other threads, both at once.
//!
//! Keys are read by the loop itself: a thread of its own would cost each key a hand-over, about a tenth of a
//! millisecond, and would have to be made to let go of the terminal for `$EDITOR`.

use std::io;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, read, write};
use rustix::pipe::{PipeFlags, pipe_with};

use super::Event;
use crate::tty::Decoder;

/// How long an unfinished sequence may take: longer, and what there is of it was keys.
const KEY_WAIT: Duration = Duration::from_millis(40);
/// How long an unfinished paste may pause: longer, and its end is not coming.
const PASTE_WAIT: Duration = Duration::from_secs(2);

/// Where the threads send what happened.
#[derive(Clone, Debug)]
pub(super) struct Events {
    queue: Sender<Event>,
    bell: Arc<OwnedFd>,
}

impl Events {
    /// Hands an event to the loop; whether there still is one.
    pub(super) fn send(&self, event: Event) -> bool {
        let sent = self.queue.send(event).is_ok();
        // A full pipe has rung already.
        let _ = write(&*self.bell, b"!");
        sent
    }
}

/// What the loop waits on.
#[derive(Debug)]
pub(super) struct Inbox {
    queue: Receiver<Event>,
    bell: OwnedFd,
    decoder: Decoder,
}

/// Why waiting ended.
enum Woken {
    Keys,
    Bell,
    Silence,
    Slow,
    HungUp,
}

impl Inbox {
    /// An inbox and the way into it.
    pub(super) fn new() -> io::Result<(Self, Events)> {
        let (listen, ring) = pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK)?;
        let (sender, queue) = mpsc::channel();
        let events = Events {
            queue: sender,
            bell: Arc::new(ring),
        };
        let inbox = Self {
            queue,
            bell: listen,
            decoder: Decoder::new(),
        };
        Ok((inbox, events))
    }

    /// What happened; waits until something has, or until a write that may take this long has to be called slow. Keys
    /// come before what the threads sent.
    pub(super) fn wait(
        &mut self,
        keys: &OwnedFd,
        slow: Option<Duration>,
    ) -> io::Result<Vec<Event>> {
        let mut events = Vec::new();
        match self.woken(keys, slow)? {
            Woken::Keys => self.read_keys(keys, &mut events),
            Woken::Silence => self.flush(&mut events),
            Woken::Slow => events.push(Event::Slow),
            Woken::HungUp => events.push(Event::HungUp),
            Woken::Bell => {
                // However often it rang: what was sent lies in the queue.
                let _ = read(&self.bell, &mut [0; 64]);
            }
        }
        events.extend(self.queue.try_iter());
        Ok(events)
    }

    fn read_keys(&mut self, keys: &OwnedFd, events: &mut Vec<Event>) {
        let mut bytes = [0; 4096];
        match read(keys, &mut bytes) {
            Ok(0) => events.push(Event::HungUp),
            Ok(count) => {
                let mut inputs = Vec::new();
                self.decoder
                    .feed(bytes.get(..count).unwrap_or(&[]), &mut inputs);
                events.extend(inputs.into_iter().map(Event::Input));
            }
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(_) => events.push(Event::HungUp),
        }
    }

    fn flush(&mut self, events: &mut Vec<Event>) {
        let mut inputs = Vec::new();
        self.decoder.flush(&mut inputs);
        events.extend(inputs.into_iter().map(Event::Input));
    }

    fn woken(&self, keys: &OwnedFd, slow: Option<Duration>) -> Result<Woken, Errno> {
        let unfinished = if self.decoder.pasting() {
            Some(PASTE_WAIT)
        } else {
            self.decoder.waiting().then_some(KEY_WAIT)
        };
        // A slow write must not cut a sequence or a paste short: whichever comes first is what the wait was for.
        let (patience, reason) = match (unfinished, slow) {
            (Some(keys), Some(write)) if write < keys => (Some(write), Woken::Slow),
            (Some(keys), _) => (Some(keys), Woken::Silence),
            (None, write) => (write, Woken::Slow),
        };
        let patience = patience.and_then(|wait| Timespec::try_from(wait).ok());
        let mut fds = [
            PollFd::new(keys, PollFlags::IN),
            PollFd::new(&self.bell, PollFlags::IN),
        ];
        match poll(&mut fds, patience.as_ref()) {
            Ok(0) => return Ok(reason),
            Ok(_) => {}
            Err(Errno::INTR) => return self.woken(keys, slow),
            Err(error) => return Err(error),
        }
        let [keys, bell] = fds.map(|fd| fd.revents());
        Ok(if keys.contains(PollFlags::IN) {
            Woken::Keys
        } else if bell.contains(PollFlags::IN) {
            Woken::Bell
        } else {
            // Reported without being asked for: the terminal is gone.
            Woken::HungUp
        })
    }
}
