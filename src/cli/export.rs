//! `export`: a canvas in another format, and what of it is lost there.

use std::io::{self, IsTerminal};
use std::path::Path;

use super::args::{ExportArgs, LookArgs, LossArgs, is_stdin, to_file};
use super::diff::sides;
use super::failure::{Failure, Outcome, about, warn};
use super::files;
use super::{narrow, show};
use crate::app::msg::Trouble;
use crate::exchange::look::{Look, Pages};
use crate::exchange::poster::Shade;
use crate::exchange::{Left, Rules, Target};
use crate::model::canvas::Canvas;
use crate::review::{Names, Report, markdown};
use crate::shell::{clock, exchanging, open};
use crate::store::library::Library;
use crate::store::stream;
use crate::text::clean::multiline;

pub(super) fn run(args: &ExportArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let output = to_file(args.output.as_deref());
    let target = target(args.to, output)?;
    refuse_to_show(target, args)?;
    if let Some(revision) = &args.diff {
        return marked(args, revision, target, out);
    }
    let (name, read) = show::read(&args.file)?;
    let library = files::library(&args.file);
    let kind = open::kind(name, &read.canvas.kind, &library)?;
    let canvas = narrow::part(name, &args.part, read.canvas, &kind)?;
    let look = look(args.look, target)?;
    let on_disk = (!is_stdin(&args.file)).then_some(&*args.file);
    let rules = rules(target, on_disk, &canvas, &library);
    let written = exchanging::written(&canvas, &kind, target, look, &rules)?;
    let left = written.left;
    write(output, written.bytes, out)?;
    Ok(tell(name, &canvas, target, &left, args.losses))
}

/// Whether the output is shown to a person at once.
fn is_shown(output: Option<&Path>) -> bool {
    output.map_or_else(|| io::stdout().is_terminal(), stream::is_terminal)
}

fn write(output: Option<&Path>, bytes: Vec<u8>, out: &mut Vec<u8>) -> Result<(), Trouble> {
    let bytes = if is_shown(output) {
        // A format may keep to the letter what would act on a terminal.
        multiline(&String::from_utf8_lossy(&bytes)).into_bytes()
    } else {
        bytes
    };
    match output {
        Some(path) if stream::is_there(path) => exchanging::send(path, &bytes),
        Some(path) => exchanging::write(path, &bytes),
        None => {
            out.extend(bytes);
            Ok(())
        }
    }
}

/// The rules by which red flags are raised. What is wrong with their file is told.
pub(super) fn rules(
    target: Target,
    file: Option<&Path>,
    canvas: &Canvas,
    library: &Library,
) -> Rules {
    let today = clock::now().date();
    let (rules, warnings) = exchanging::rules(target, file, canvas, library, &today);
    for warning in &warnings {
        warn(warning);
    }
    rules
}

/// The canvas with what changed since a revision.
fn marked(
    args: &ExportArgs,
    revision: &str,
    target: Target,
    out: &mut Vec<u8>,
) -> Result<Outcome, Failure> {
    if target != Target::Markdown {
        return Err(Trouble {
            what: format!("changes are not marked in {}", target.about()),
            advice: "Use --to markdown, or `bmcanvas diff`.".to_owned(),
        }
        .into());
    }
    let sides = sides::since(revision, &args.file)?;
    let (from, to) = (&sides.from, &sides.to);
    let kind = open::kind(&args.file, &to.canvas.kind, &files::library(sides.around))?;
    let names = Names {
        from: &from.name,
        to: &to.name,
    };
    let report = Report::between(names, &from.canvas, &to.canvas, Some(&kind));
    let text = markdown::write_board(&report, &to.canvas, &kind);
    write(to_file(args.output.as_deref()), text.into_bytes(), out)?;
    Ok(Outcome::Fine)
}

/// The format that was asked for, by name or by the ending of the output.
pub(super) fn target(asked: Option<Target>, output: Option<&Path>) -> Result<Target, Trouble> {
    let by_ending = || Target::of_file(&output?.file_name()?.to_string_lossy());
    asked.or_else(by_ending).ok_or_else(|| {
        let formats = Target::ALL.map(Target::name).join(", ");
        let advice = format!("Name one with --to: {formats}.");
        match output {
            Some(path) => about(path, &"the name tells no format", advice),
            None => Trouble {
                what: "standard output tells no format".to_owned(),
                advice,
            },
        }
    })
}

fn refuse_to_show(target: Target, args: &ExportArgs) -> Result<(), Trouble> {
    if target.is_binary() && is_shown(to_file(args.output.as_deref())) {
        return Err(Trouble {
            what: format!("{} is nothing that a terminal can show", target.about()),
            advice: "Name a file with -o, or send the output to one.".to_owned(),
        });
    }
    Ok(())
}

/// How a picture is wanted; an error where that is said of a format to which it does not apply.
pub(super) fn look(args: LookArgs, target: Target) -> Result<Look, Trouble> {
    let LookArgs {
        dark,
        width,
        paper,
        details,
    } = args;
    let is_drawn = matches!(target, Target::Svg | Target::Png);
    let (is_png, is_pdf) = (target == Target::Png, target == Target::Pdf);
    let asked = [
        ("--dark", dark, is_drawn, "svg and png"),
        ("--width", width.is_some(), is_png, "png"),
        ("--paper", paper.is_some(), is_pdf, "pdf"),
        ("--details", details, is_pdf, "pdf"),
    ];
    let astray = asked
        .iter()
        .find(|(_, is_asked, applies, _)| *is_asked && !applies);
    if let Some((option, _, _, formats)) = astray {
        return Err(Trouble {
            what: format!("{option} says nothing about {}", target.about()),
            advice: format!("It is for {formats}. Leave it out, or choose another format."),
        });
    }
    Ok(Look {
        shade: if dark { Shade::Dark } else { Shade::Light },
        width,
        paper: paper.unwrap_or_default(),
        pages: if details {
            Pages::Details
        } else {
            Pages::Poster
        },
    })
}

/// Says what is not in the export.
pub(super) fn tell(
    name: &Path,
    canvas: &Canvas,
    target: Target,
    left: &Left,
    losses: LossArgs,
) -> Outcome {
    let named = name.display();
    if !left.filled.is_empty() {
        let filled = left.filled.join(", ");
        warn(&format!(
            "{named}: filled in for {}: {filled}",
            target.about()
        ));
    }
    if !left.beyond.is_empty() {
        let beyond = left.beyond.join(", ");
        warn(&format!(
            "{named}: beyond {}, as it came: {beyond}",
            target.about()
        ));
    }
    let Some(summary) = left.summary() else {
        return Outcome::Fine;
    };
    if losses.report {
        let lines = left.lines(canvas).join("\n  ");
        warn(&format!("{named}: not in {}:\n  {lines}", target.about()));
    } else {
        warn(&format!(
            "{named}: not in {}: {summary}\n  --report tells it note by note.",
            target.about()
        ));
    }
    if losses.strict {
        Outcome::Finding
    } else {
        Outcome::Fine
    }
}
