//! What can be asked for to review a canvas: `diff`, `log`, `blame`, `status`, `refs`.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

use super::color_choice;
use super::notes::ChoiceArgs;
use crate::ui::theme::ColorChoice;

#[derive(Args, Debug)]
#[command(override_usage = "bmcanvas diff [OPTIONS] [REV|A] FILE", group = ArgGroup::new("form").args(["json", "markdown", "stat"]), after_help = "\
Examples:
  bmcanvas diff plan.canvas.json                     since the last commit
  bmcanvas diff HEAD~3 plan.canvas.json              since a revision, branch or tag
  bmcanvas diff v1..v2 plan.canvas.json              between two; without one, HEAD is meant
  bmcanvas diff main... plan.canvas.json --markdown  what HEAD changed since it left main
  bmcanvas diff before.canvas.json after.canvas.json

Notes are told by block: + new, - gone, ~ changed, > moved here, = in another order;
[-words-] are gone, {+words+} are new. A file that was renamed is found under its old name.
Of two files, notes of one id are one note, else those that say the same or much the same.
A file is taken for a file, also where a revision is called so. What only changes the form of a file is no difference.
Exit codes: 0 the same, 1 they differ, 2 wrong arguments or input.")]
pub(in crate::cli) struct DiffArgs {
    /// The canvas; before it what it is compared with: another canvas, or a revision, which may be REV, REV..REV or
    /// REV...REV (since where they parted). `-` is standard input, for one of two canvases
    #[arg(value_name = "FILE", required = true, num_args = 1..=2)]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
    /// Print Markdown, such as for the comment of a pull request
    #[arg(long)]
    pub(in crate::cli) markdown: bool,
    /// Print one line, such as `+2 Channels, ~1 Key Partners`
    #[arg(long)]
    pub(in crate::cli) stat: bool,
    /// How many colours to use
    #[arg(long, value_name = "WHEN", value_parser = color_choice())]
    pub(in crate::cli) color: Option<ColorChoice>,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas status plan.canvas.json
  bmcanvas status plan.canvas.json --format '{notes} notes, {changes} changed'

In a format stand {title}, {file}, {notes}, {settle} (conflicts to settle), {threads} (notes with
open comments), {untested} (beliefs that nobody has tested), {changes} (notes and fields that differ
from the last commit), {branch}, {ahead}, {behind} (commits to send and to get, as of the last fetch)
and {git} (the last three, with a mark where not all is committed). What git does not know is left
empty; {{ and }} are braces. In names # is shown as _, since tmux acts on it.")]
pub(in crate::cli) struct StatusArgs {
    /// The canvas
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// What to print; without it, what there is to know
    #[arg(long, value_name = "FORMAT")]
    pub(in crate::cli) format: Option<String>,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas log plan.canvas.json
  bmcanvas log plan.canvas.json -n 5
  bmcanvas log plan.canvas.json --json | jq -r '.rows[].commit'

A line for each commit that touched the canvas, the newest first: hash, date, author, what changed
and subject. Renames are followed; a merge is told only where it made something new. + are new
notes, ~ changed ones, - deleted ones, > ones from other blocks, = ones in another order. Where
there is no git, a line for each iteration that `bmcanvas snapshot` kept.")]
pub(in crate::cli) struct LogArgs {
    /// The canvas
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// Only so many
    #[arg(short = 'n', long, value_name = "COUNT")]
    pub(in crate::cli) number: Option<usize>,
    /// Print JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas blame plan.canvas.json
  bmcanvas blame plan.canvas.json --block VP
  bmcanvas blame plan.canvas.json 8vaw

For each note who wrote it, and who changed it last: by note, not by line. Text, block, colour, tags
and the like count as changes, another place in the block and comments do not. A merge that took a
note from one side is not its author. What was found is kept in git's own folder, for the next time.")]
pub(in crate::cli) struct BlameArgs {
    /// The canvas
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// Only these notes, by their ids or the beginnings of them
    #[arg(value_name = "NOTE")]
    pub(in crate::cli) notes: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) choice: ChoiceArgs,
    /// Print JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas refs plan.canvas.json
  bmcanvas refs plan.canvas.json | grep missing

A line each: the note's id, path, url or issue, what is named, and for a path whether something is
there, parted by tabs. Paths count from the canvas's folder, then from the repository's top.")]
pub(in crate::cli) struct RefsArgs {
    /// The canvas; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
}
