//! `watch`: an export that is kept up to date while people edit the canvas.
//!
//! ```text
//! the system ─► stir ─┐
//! signals ────► end ──┴─► one loop: look, and write where the canvas changed
//! ```
//!
//! The loop sleeps until there is something. A file that is missing or broken may be half written, so only what stays so
//! for a while is told, once; the last good export stays. An export that cannot be written is tried again by itself.

use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::args::{WatchArgs, is_stdin, to_file};
use super::failure::{Failure, Outcome, tell, warn};
use super::{export, files, narrow, show};
use crate::app::msg::Trouble;
use crate::exchange::{Look, Target, Written};
use crate::model::canvas::Canvas;
use crate::shell::{exchanging, open};
use crate::store::watch::{Watch, Way};

/// The least time from one look to the next: bursts of events are one.
const QUIET: Duration = Duration::from_millis(50);
/// The time from one look that found no canvas to the next.
const AGAIN: Duration = Duration::from_millis(100);
/// How long no canvas has to be found before that is told.
const PATIENCE: Duration = Duration::from_secs(2);
/// The first pause before a failed write is tried again; it doubles up to `LONGEST_PAUSE`.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

enum Event {
    /// Something happened to the file, perhaps.
    Stir,
    /// A signal asks for the end.
    End,
}

pub(super) fn run(args: &WatchArgs) -> Result<Outcome, Failure> {
    if is_stdin(&args.file) {
        return Err(Failure::from(Trouble {
            what: "standard input cannot be watched".to_owned(),
            advice: "Name a file.".to_owned(),
        }));
    }
    if to_file(Some(&args.output)).is_none() {
        return Err(Failure::from(Trouble {
            what: "standard output cannot be kept up to date".to_owned(),
            advice: "Name a file with -o, or use `bmcanvas export`.".to_owned(),
        }));
    }
    let target = export::target(args.to, Some(&args.output))?;
    let look = export::look(args.look, target)?;
    let (events, inbox) = mpsc::channel();
    end_by_signal(events.clone()).map_err(|error| no_thread(&error))?;
    // First watched, then read: nothing is missed in between.
    let stir = move || {
        // Without a loop there is nobody to tell.
        let _ = events.send(Event::Stir);
    };
    let (watch, way) = Watch::start(&args.file, stir);
    let mut export = Export {
        args,
        target,
        look,
        source: None,
        losses: None,
        standing: Standing::Fine,
        last_look: Instant::now(),
        next_look: None,
        way: Way::Events,
    };
    export.tell_way(way);
    match export.update() {
        Ok(_) => {}
        Err(Setback::Canvas(trouble) | Setback::Output(trouble)) => return Err(trouble.into()),
    }
    export.run(&inbox, &watch);
    Ok(Outcome::Fine)
}

/// Has signals end the loop in order: an export that is being written is finished first. A hang-up is not among them, so
/// that `nohup` keeps its meaning.
fn end_by_signal(events: Sender<Event>) -> io::Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    let wait = move || {
        for _ in &mut signals {
            if events.send(Event::End).is_err() {
                return;
            }
        }
    };
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(wait)?;
    Ok(())
}

fn no_thread(error: &io::Error) -> Trouble {
    Trouble {
        what: format!("no thread to wait for signals with: {error}"),
        advice: "End other programs, then try again.".to_owned(),
    }
}

/// Why there is no new export.
enum Setback {
    /// There is no canvas to export.
    Canvas(Trouble),
    /// It cannot be written.
    Output(Trouble),
}

/// Whether the export changed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum News {
    Written,
    Same,
}

/// What became of the last look.
#[derive(Clone, Copy)]
enum Standing {
    /// The export is what the canvas is.
    Fine,
    /// There has been no canvas since then, which is not told yet.
    Waiting(Instant),
    /// That there is no canvas, or no way to write, is told.
    Told,
    /// That it cannot be written is told, and is tried again after this pause.
    Retrying(Duration),
}

struct Export<'a> {
    args: &'a WatchArgs,
    target: Target,
    look: Look,
    /// The canvas's file that the export was made of.
    source: Option<Vec<u8>>,
    /// What was told of losses.
    losses: Option<String>,
    standing: Standing,
    last_look: Instant,
    next_look: Option<Instant>,
    way: Way,
}

impl Export<'_> {
    fn run(&mut self, inbox: &Receiver<Event>, watch: &Watch) {
        loop {
            let event = match self.next_look {
                None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(due) => inbox.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            match event {
                Ok(Event::Stir) => {
                    self.tell_way(watch.way());
                    let soon = self.last_look + QUIET;
                    self.next_look = Some(self.next_look.map_or(soon, |due| due.min(soon)));
                }
                Err(RecvTimeoutError::Timeout) => self.look(),
                Ok(Event::End) | Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn look(&mut self) {
        self.next_look = None;
        let result = self.update();
        self.last_look = Instant::now();
        let before = std::mem::replace(&mut self.standing, Standing::Fine);
        match (result, before) {
            (Ok(News::Same), Standing::Told | Standing::Retrying(_)) => {
                warn(&format!("{}: up to date again", self.args.output.display()));
            }
            (Ok(_), _) => {}
            (Err(Setback::Canvas(trouble)), before) => self.no_canvas(&trouble, before),
            (Err(Setback::Output(trouble)), before) => self.unwritten(&trouble, &before),
        }
    }

    fn no_canvas(&mut self, trouble: &Trouble, before: Standing) {
        let now = Instant::now();
        let since = match before {
            Standing::Fine | Standing::Retrying(_) => now,
            Standing::Waiting(since) => since,
            Standing::Told => {
                self.standing = Standing::Told;
                return;
            }
        };
        if now.duration_since(since) < PATIENCE {
            self.standing = Standing::Waiting(since);
            self.next_look = Some(now + AGAIN);
            return;
        }
        self.standing = Standing::Told;
        warn(&format!(
            "{}\n  {} stays as it was until the canvas can be read.",
            trouble.what,
            self.args.output.display()
        ));
    }

    fn unwritten(&mut self, trouble: &Trouble, before: &Standing) {
        let pause = match before {
            Standing::Retrying(pause) => (*pause * 2).min(LONGEST_PAUSE),
            Standing::Fine | Standing::Waiting(_) | Standing::Told => {
                tell(trouble);
                FIRST_PAUSE
            }
        };
        self.standing = Standing::Retrying(pause);
        self.next_look = Some(Instant::now() + pause);
    }

    /// Exports the canvas where its file changed.
    fn update(&mut self) -> Result<News, Setback> {
        let bytes = files::load(&self.args.file).map_err(Setback::Canvas)?;
        if self.source.as_ref() == Some(&bytes) {
            return Ok(News::Same);
        }
        let (canvas, written) = self.export(&bytes).map_err(Setback::Canvas)?;
        exchanging::write(&self.args.output, &written.bytes).map_err(Setback::Output)?;
        self.source = Some(bytes);
        let notes = match canvas.len() {
            1 => "1 note".to_owned(),
            notes => format!("{notes} notes"),
        };
        warn(&format!("{}: written, {notes}", self.args.output.display()));
        self.tell_losses(&canvas, &written);
        Ok(News::Written)
    }

    /// What of the canvas is exported, and that in the other format.
    fn export(&self, bytes: &[u8]) -> Result<(Canvas, Written), Trouble> {
        let file = &self.args.file;
        let read = show::parsed(file, bytes)?;
        let library = files::library(file);
        let kind = open::kind(file, &read.canvas.kind, &library)?;
        let canvas = narrow::part(file, &self.args.part, read.canvas, &kind)?;
        let rules = export::rules(self.target, Some(file), &canvas, &library);
        let written = exchanging::written(&canvas, &kind, self.target, self.look, &rules)?;
        Ok((canvas, written))
    }

    /// Says what is not in the export, where that is news.
    fn tell_losses(&mut self, canvas: &Canvas, written: &Written) {
        let losses = if self.args.report {
            let lines = written.left.lines(canvas);
            (!lines.is_empty()).then(|| format!("\n  {}", lines.join("\n  ")))
        } else {
            written.left.summary()
        };
        if let Some(losses) = losses.as_ref().filter(|_| losses != self.losses) {
            let format = self.target.about();
            warn(&format!(
                "{}: not in {format}: {losses}",
                self.args.file.display()
            ));
        }
        self.losses = losses;
    }

    fn tell_way(&mut self, way: Way) {
        if self.way == way {
            return;
        }
        if let Way::Polling(why) = &way {
            let file = self.args.file.display();
            warn(&format!("{file}: looked at each second: {why}"));
        }
        self.way = way;
    }
}
