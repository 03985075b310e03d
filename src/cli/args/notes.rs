//! What can be asked of the notes in a file: `add`, `list`, `set`, `move`, `rm`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::model::color::NoteColor;

fn color() -> PossibleValuesParser {
    PossibleValuesParser::new(NoteColor::ALL.map(NoteColor::name))
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas add plan.canvas.json channels \"Bike shop\" \"Web site\"
  bmcanvas add plan.canvas.json 2 --color green --tag city \"Fixed within the day\"
  grep -h TODO *.md | bmcanvas add plan.canvas.json parking -
  bmcanvas add plan.canvas.json VP -- \"-5 % churn\"

BLOCK is a block's id, code, number or title, or parking; `bmcanvas kinds KIND` lists them.
Prints the ids of the new notes.")]
pub(in crate::cli) struct AddArgs {
    /// The canvas
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// The block, by id, code, number or title
    #[arg(value_name = "BLOCK")]
    pub(in crate::cli) block: String,
    /// The notes' texts; `-` stands for the lines of standard input, each a note
    #[arg(value_name = "TEXT", required = true)]
    pub(in crate::cli) texts: Vec<String>,
    /// Their colour
    #[arg(long, value_name = "COLOR", value_parser = color())]
    pub(in crate::cli) color: Option<String>,
    /// A tag for them; can be given several times
    #[arg(long = "tag", value_name = "TAG")]
    pub(in crate::cli) tags: Vec<String>,
    /// Put them at the block's start
    #[arg(long)]
    pub(in crate::cli) first: bool,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas list plan.canvas.json
  bmcanvas list plan.canvas.json --block VP --color red | cut -f3
  bmcanvas list plan.canvas.json --json | jq -r '.[].text'
  git show HEAD~1:plan.canvas.json | bmcanvas list -

A line a note: id, block and text, parted by tabs; line breaks in texts are shown as ⏎, and
what a terminal would act on as a mark. --json has all of it to the letter.")]
pub(in crate::cli) struct ListArgs {
    /// The canvas; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// Only the notes of this block; can be given several times
    #[arg(long = "block", value_name = "BLOCK")]
    pub(in crate::cli) blocks: Vec<String>,
    /// Only the notes with this tag
    #[arg(long, value_name = "TAG")]
    pub(in crate::cli) tag: Option<String>,
    /// Only the notes of this colour
    #[arg(long, value_name = "COLOR")]
    pub(in crate::cli) color: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
}
