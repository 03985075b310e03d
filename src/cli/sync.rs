//! `sync`: commits a canvas, takes in what others pushed, and pushes.

use std::io::{self, Write as _};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use super::args::{SyncArgs, is_stdin};
use super::failure::{Failure, Outcome, about};
use super::files;
use super::text::Text;
use crate::app::msg::Trouble;
use crate::git::program::Cancel;
use crate::git::repo::{self, Place};
use crate::git::status::Upstream;
use crate::git::sync::{Job, Plan, Step, Unfinished, Why, plan, sync};
use crate::text::clean::{Shown, multiline};

pub(super) fn run(args: &SyncArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    if is_stdin(&args.file) {
        return Err(Failure::from(Trouble {
            what: "standard input cannot be synced".to_owned(),
            advice: "Name a canvas file, such as plan.canvas.json.".to_owned(),
        }));
    }
    let message = message(args.message.as_deref())?;
    let stopped = |why: Why| unfinished(args, &why.into());
    let place = repo::holding(&args.file).map_err(|error| stopped(error.into()))?;
    let library = files::library(&args.file);
    if args.dry_run {
        let plan = plan(&place, &library).map_err(stopped)?;
        out.extend(told(&place, message, &plan).into_bytes());
        return Ok(Outcome::Fine);
    }
    let cancel = cancel_by_signal();
    let job = Job {
        place: &place,
        library: &library,
        cancel: &cancel,
    };
    let done = sync(job, message, &mut say).map_err(|end| unfinished(args, &end))?;
    for line in done.lines() {
        out.extend(Shown::line(&line).as_str().bytes());
        out.push(b'\n');
    }
    Ok(Outcome::Fine)
}

/// The message that was given.
fn message(given: Option<&str>) -> Result<Option<&str>, Trouble> {
    match given {
        Some(message) if message.trim().is_empty() => Err(Trouble {
            what: "the message is empty".to_owned(),
            advice: "Say what changed, or leave -m out: one is made from the changes.".to_owned(),
        }),
        given => Ok(given),
    }
}

/// Ctrl-C and the like end what git is at, in order.
fn cancel_by_signal() -> Cancel {
    let cancel = Cancel::default();
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        // Where that fails, the signal ends the program as usual.
        let _ = signal_hook::flag::register(signal, cancel.flag());
    }
    cancel
}

/// Says on standard error what it is at: the output is for what came of it.
fn say(step: Step) {
    let _ = writeln!(io::stderr(), "{} …", step.doing());
}

fn unfinished(args: &SyncArgs, end: &Unfinished) -> Failure {
    about(&args.file, end, end.advice()).into()
}

fn told(place: &Place, given: Option<&str>, plan: &Plan) -> String {
    let mut text = Text::default();
    match &plan.message {
        None => text.line(format_args!("nothing to commit")),
        Some(made) => {
            let path = place.path.to_string_lossy();
            text.line(format_args!("would commit {}:", Shown::line(&path)));
            for line in multiline(given.unwrap_or(made)).lines() {
                text.line(format_args!("  {line}"));
            }
        }
    }
    match &plan.upstream {
        None => text.line(format_args!("would push nowhere: the branch follows none")),
        Some(upstream) => text.line(format_args!("would sync with {}", known(upstream))),
    }
    text.into_string()
}

/// The upstream, and how far it is from here.
fn known(upstream: &Upstream) -> String {
    let name = Shown::line(&upstream.name);
    match upstream.distance {
        None => format!("{name}, which is not there yet"),
        Some(distance) => format!(
            "{name}: {} to send, {} to get, as of the last fetch",
            distance.ahead, distance.behind
        ),
    }
}
