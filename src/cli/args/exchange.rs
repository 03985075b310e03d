//! What can be asked for about other formats: `import`, `export`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::PartArgs;
use crate::exchange::look::PaperSize;
use crate::exchange::{Source, Target};

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas export plan.canvas.json --to text
  bmcanvas export plan.canvas.json -o plan.txt
  bmcanvas export plan.canvas.json -o city.txt --tag city --report
  bmcanvas export plan.canvas.json -o plan.pdf --paper a3 --details
  bmcanvas export plan.canvas.json -o plan.png --width 4000 --dark
  bmcanvas export plan.canvas.json --to md --diff main...

What the format cannot hold is told on standard error. A canvas is never written over, an earlier
export is.")]
pub(in crate::cli) struct ExportArgs {
    /// The canvas; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// The format; without it, the one that OUT ends in
    #[arg(long, value_name = "FORMAT", value_parser = target(), required_unless_present = "output")]
    pub(in crate::cli) to: Option<Target>,
    /// Write it into this file; `-` is standard output
    #[arg(short, value_name = "OUT")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Mark what changed since this revision, in Markdown only
    #[arg(long, value_name = "REV", conflicts_with_all = ["tag", "segment"])]
    pub(in crate::cli) diff: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) part: PartArgs,
    #[command(flatten)]
    pub(in crate::cli) look: LookArgs,
    #[command(flatten)]
    pub(in crate::cli) losses: LossArgs,
}

/// How a picture is wanted.
#[derive(Args, Clone, Copy, Debug)]
#[command(next_help_heading = "Pictures")]
pub(in crate::cli) struct LookArgs {
    /// A dark poster, for screens (svg, png)
    #[arg(long)]
    pub(in crate::cli) dark: bool,
    /// So many pixels wide (png) [default: 2400, more where a poster with many notes grew]
    #[arg(long, value_name = "PX", value_parser = clap::value_parser!(u16).range(100..=32000))]
    pub(in crate::cli) width: Option<u16>,
    /// The paper (pdf) [default: a4]
    #[arg(long, value_name = "SIZE", value_parser = paper())]
    pub(in crate::cli) paper: Option<PaperSize>,
    /// Every note in full on further pages: evidence, comments, links (pdf)
    #[arg(long)]
    pub(in crate::cli) details: bool,
}

/// What to do about what gets lost.
#[derive(Args, Clone, Copy, Debug)]
#[command(next_help_heading = "Losses")]
pub(in crate::cli) struct LossArgs {
    /// Tell what is not in it note by note
    #[arg(long)]
    pub(in crate::cli) report: bool,
    /// Exit with 1 where something is not in it
    #[arg(long)]
    pub(in crate::cli) strict: bool,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas import plan.txt -o plan.canvas.json
  pbpaste | bmcanvas import - > plan.canvas.json

The format is known by name and content, the kind by the names of the blocks. What is in no block of
the kind goes to the parking list; what was not understood is told on standard error. No file is
ever written over.")]
pub(in crate::cli) struct ImportArgs {
    /// The file to read; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// Its format
    #[arg(long, value_name = "FORMAT", value_parser = source())]
    pub(in crate::cli) from: Option<Source>,
    /// The kind of the canvas; `bmcanvas kinds` lists them
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) kind: Option<String>,
    /// Write the canvas into this new file; `-` is standard output
    #[arg(short, value_name = "OUT")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Tell which notes were parked
    #[arg(long)]
    pub(in crate::cli) report: bool,
    /// Exit with 1 where something is not in it, or was parked
    #[arg(long)]
    pub(in crate::cli) strict: bool,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas watch plan.canvas.json -o plan.txt
  bmcanvas watch plan.canvas.json --to bmml -o site/plan.yaml &

It writes at once, then after each change of the canvas, and says so in a line. A canvas that is
missing or broken for a while is waited for; OUT keeps the last good export, and nobody ever sees it
half written. Ctrl-C ends it, with exit code 0.")]
pub(in crate::cli) struct WatchArgs {
    /// The canvas to watch
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// The format; without it, the one that OUT ends in
    #[arg(long, value_name = "FORMAT", value_parser = target())]
    pub(in crate::cli) to: Option<Target>,
    /// The file to keep up to date
    #[arg(short, value_name = "OUT")]
    pub(in crate::cli) output: PathBuf,
    /// Tell what is not in it note by note, each time that changes
    #[arg(long)]
    pub(in crate::cli) report: bool,
    #[command(flatten)]
    pub(in crate::cli) part: PartArgs,
    #[command(flatten)]
    pub(in crate::cli) look: LookArgs,
}

/// A format to choose, by its name or by what its files end in.
fn format(
    name: &'static str,
    about: &'static str,
    endings: &'static [&'static str],
) -> PossibleValue {
    let others = endings.iter().filter(|ending| **ending != name);
    PossibleValue::new(name).help(about).aliases(others)
}

fn target() -> impl TypedValueParser<Value = Target> {
    let value = |target: Target| format(target.name(), target.about(), target.endings());
    let values = PossibleValuesParser::new(Target::ALL.map(value));
    values.try_map(|name| Target::from_name(&name).ok_or("no format of this name"))
}

fn paper() -> impl TypedValueParser<Value = PaperSize> {
    let values = PossibleValuesParser::new(PaperSize::ALL.map(PaperSize::name));
    values.try_map(|name| PaperSize::from_name(&name).ok_or("no paper of this name"))
}

fn source() -> impl TypedValueParser<Value = Source> {
    let value = |source: Source| format(source.name(), source.about(), source.endings());
    let values = PossibleValuesParser::new(Source::ALL.map(value));
    values.try_map(|name| Source::from_name(&name).ok_or("no format of this name"))
}
