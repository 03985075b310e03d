//! What can be asked for about links and tags: `link`, `narrow`, `tag`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{NonEmptyStringValueParser, PossibleValuesParser};

use crate::model::color::NoteColor;

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas link plan.canvas.json 8vaw 1c4m 2d6p
  bmcanvas link plan.canvas.json 8vaw 1c4m --remove
  bmcanvas link plan.canvas.json --prune

Links the first note to each of the others. Which notes may be linked, and what that means, is for
the kind to say: `bmcanvas kinds KIND` lists it. The order of the two makes no difference.
NOTE is a note's id or the beginning of it; `bmcanvas list` prints the ids.")]
pub(in crate::cli) struct LinkArgs {
    /// The canvas
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// The note, by its id or the beginning of it
    #[arg(value_name = "NOTE", required_unless_present = "prune")]
    pub(in crate::cli) note: Option<String>,
    /// The notes to link it to; with --remove also the ids of notes that are gone
    #[arg(value_name = "NOTE", required_unless_present = "prune")]
    pub(in crate::cli) others: Vec<String>,
    /// Take the links away
    #[arg(long)]
    pub(in crate::cli) remove: bool,
    /// Take all links to notes that are gone away, and print how many there were
    #[arg(long, conflicts_with_all = ["note", "others", "remove"])]
    pub(in crate::cli) prune: bool,
}

/// To which part of a canvas to narrow it.
#[derive(Args, Clone, Debug, Default)]
pub(in crate::cli) struct PartArgs {
    /// Only the notes with this tag, and those that lead to them over links
    #[arg(long, value_name = "TAG", conflicts_with = "segment")]
    pub(in crate::cli) tag: Option<String>,
    /// Only this note, such as a customer segment, and those that lead to it over links
    #[arg(long, value_name = "NOTE")]
    pub(in crate::cli) segment: Option<String>,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas narrow plan.canvas.json --segment 8vaw > commuters.canvas.json
  bmcanvas narrow plan.canvas.json --tag city -o city.canvas.json

Prints a canvas of that part alone. No file is ever written over.")]
#[command(group(clap::ArgGroup::new("part").required(true).args(["tag", "segment"])))]
pub(in crate::cli) struct NarrowArgs {
    /// The canvas; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) part: PartArgs,
    /// Write it into this new file; `-` is standard output
    #[arg(short, value_name = "OUT")]
    pub(in crate::cli) output: Option<PathBuf>,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas tag plan.canvas.json
  bmcanvas tag plan.canvas.json city --color blue
  bmcanvas tag plan.canvas.json city --color none

Lists each tag, the number of its notes and its colour, parted by tabs. A tag's colour is the canvas's;
which notes have the tag is for `bmcanvas set NOTE --tag TAG` to say.")]
pub(in crate::cli) struct TagArgs {
    /// The canvas; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// The tag
    #[arg(value_name = "TAG", requires = "color", value_parser = NonEmptyStringValueParser::new())]
    pub(in crate::cli) tag: Option<String>,
    /// Give it this colour, or `none`
    #[arg(long, value_name = "COLOR", requires = "tag", value_parser = color())]
    pub(in crate::cli) color: Option<String>,
    /// Print it as JSON
    #[arg(long, conflicts_with = "color")]
    pub(in crate::cli) json: bool,
}

fn color() -> PossibleValuesParser {
    let colors = NoteColor::ALL.into_iter().map(NoteColor::name);
    PossibleValuesParser::new(colors.chain(["none"]))
}
