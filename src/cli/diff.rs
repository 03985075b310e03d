//! `diff`: what differs between two canvases.

mod paint;
pub(in crate::cli) mod sides;

use std::io::{self, IsTerminal};

use super::args::DiffArgs;
use super::failure::{Failure, Outcome};
use super::files;
use super::surroundings;
use super::text::escaped;
use crate::review::{Names, Report, json, markdown, text};
use crate::text::clean::Shown;
use crate::ui::theme::Depth;
use sides::sides;

/// How it is told.
enum Form {
    Text,
    Stat,
    Markdown,
    Json,
}

pub(super) fn run(args: &DiffArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let sides = sides(&args.files)?;
    let kind = files::library(sides.around).kind(&sides.to.canvas.kind);
    let names = Names {
        from: &sides.from.name,
        to: &sides.to.name,
    };
    let kind = kind.ok();
    let report = Report::between(names, &sides.from.canvas, &sides.to.canvas, kind.as_ref());
    out.extend(told(args, &report).into_bytes());
    Ok(if report.is_empty() {
        Outcome::Fine
    } else {
        Outcome::Finding
    })
}

fn form(args: &DiffArgs) -> Form {
    match (args.stat, args.markdown, args.json) {
        (true, _, _) => Form::Stat,
        (_, true, _) => Form::Markdown,
        (_, _, true) => Form::Json,
        (false, false, false) => Form::Text,
    }
}

fn told(args: &DiffArgs, report: &Report<'_>) -> String {
    match form(args) {
        Form::Json => escaped(&json::write(report)),
        Form::Markdown => markdown::write(report),
        Form::Stat if report.is_empty() => String::new(),
        Form::Stat => format!("{}\n", Shown::line(&report.summary)),
        Form::Text => {
            let lines = text::lines(report);
            let (config, _) = surroundings::config();
            match surroundings::depth(args.color, config.color, !io::stdout().is_terminal()) {
                Depth::Mono => text::plain(&lines),
                Depth::Ansi16 | Depth::Ansi256 | Depth::TrueColor => paint::coloured(&lines),
            }
        }
    }
}
