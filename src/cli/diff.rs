//! `diff`: what differs between two canvases.

mod paint;

use std::io::{self, IsTerminal};
use std::path::Path;

use super::args::{DiffArgs, is_stdin};
use super::failure::{Failure, Outcome};
use super::files::folder_of;
use super::show;
use super::surroundings;
use super::text::escaped;
use crate::app::msg::Trouble;
use crate::model::canvas::Canvas;
use crate::review::{Names, Report, json, markdown, text};
use crate::store::library::Library;
use crate::text::clean::Shown;
use crate::ui::theme::Depth;

/// One of the two canvases, and what it is called.
struct Side {
    name: String,
    canvas: Canvas,
}

/// Both of them, and the folder around which their kind is looked for.
struct Sides<'a> {
    from: Side,
    to: Side,
    folder: &'a Path,
}

/// How it is told.
enum Form {
    Text,
    Stat,
    Markdown,
    Json,
}

pub(super) fn run(args: &DiffArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let sides = files(&args.before, &args.after)?;
    let kind = Library::around(sides.folder).kind(&sides.to.canvas.kind);
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

/// The canvases in two files.
fn files<'a>(before: &'a Path, after: &'a Path) -> Result<Sides<'a>, Trouble> {
    if is_stdin(before) && is_stdin(after) {
        return Err(Trouble {
            what: "both canvases cannot come from standard input".to_owned(),
            advice: "Write one of them into a file, and name that.".to_owned(),
        });
    }
    let folder = if is_stdin(after) { before } else { after };
    Ok(Sides {
        from: file(before)?,
        to: file(after)?,
        folder: folder_of(Some(folder)),
    })
}

/// The canvas in a file.
fn file(file: &Path) -> Result<Side, Trouble> {
    let (name, read) = show::read(file)?;
    Ok(Side {
        name: name.display().to_string(),
        canvas: read.canvas,
    })
}
