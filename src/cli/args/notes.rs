//! What can be asked of the notes in a file: `add`, `list`, `set`, `move`, `rm`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{ArgGroup, Args};

use super::{AssumptionArgs, BeliefArgs};
use crate::model::color::NoteColor;
use crate::model::header::HeaderField;
use crate::model::stance::Stance;

fn color() -> PossibleValuesParser {
    PossibleValuesParser::new(NoteColor::ALL.map(NoteColor::name))
}

/// What takes a review mark away.
pub(in crate::cli) const NO_MARK: &str = "none";

fn mark() -> PossibleValuesParser {
    let names = Stance::ALL.map(Stance::name).into_iter().chain([NO_MARK]);
    PossibleValuesParser::new(names.collect::<Vec<_>>())
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
    /// The amount of money that each states, such as `4.50 EUR/month x 300`
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    pub(in crate::cli) amount: Option<String>,
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
    #[command(flatten)]
    pub(in crate::cli) choice: ChoiceArgs,
    /// Print JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

/// Which notes are meant.
#[derive(Args, Debug)]
pub(in crate::cli) struct ChoiceArgs {
    /// Only the notes of this block; can be given several times
    #[arg(long = "block", value_name = "BLOCK")]
    pub(in crate::cli) blocks: Vec<String>,
    /// Only the notes with this tag
    #[arg(long, value_name = "TAG")]
    pub(in crate::cli) tag: Option<String>,
    /// Only the notes of this colour
    #[arg(long, value_name = "COLOR")]
    pub(in crate::cli) color: Option<String>,
    /// Only the notes that are linked to this one
    #[arg(long, value_name = "NOTE")]
    pub(in crate::cli) linked: Option<String>,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas set plan.canvas.json 8vaw --text \"Fixed the same day\" --tag promise
  bmcanvas set plan.canvas.json 8vaw --text - < text.txt
  bmcanvas set plan.canvas.json 8vaw --review agree
  bmcanvas set plan.canvas.json 8vaw --status testing --evidence \"12 interviews\"
  bmcanvas set plan.canvas.json 8vaw --amount '4.50 EUR/month x 300'
  bmcanvas set plan.canvas.json --currency EUR --units 1000/year
  bmcanvas set plan.canvas.json --iteration 3 --date \"$(date +%F)\"

NOTE is a note's id or the beginning of it; `bmcanvas list` prints the ids.")]
#[command(group(ArgGroup::new("change").required(true).multiple(true)))]
#[command(
    override_usage = "bmcanvas set <FILE> <NOTE> [OPTIONS]\n       bmcanvas set <FILE> [OPTIONS]"
)]
pub(in crate::cli) struct SetArgs {
    /// The canvas
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// The note, by its id or the beginning of it
    #[arg(value_name = "NOTE")]
    pub(in crate::cli) note: Option<String>,
    /// The note's text; `-` takes it from standard input
    #[arg(
        long,
        value_name = "TEXT",
        group = "change",
        requires = "note",
        allow_hyphen_values = true
    )]
    pub(in crate::cli) text: Option<String>,
    /// The note's colour
    #[arg(long, value_name = "COLOR", group = "change", requires = "note", value_parser = color())]
    pub(in crate::cli) color: Option<String>,
    /// Take the note's colour away
    #[arg(long, group = "change", requires = "note", conflicts_with = "color")]
    pub(in crate::cli) no_color: bool,
    /// Give the note a tag; can be given several times
    #[arg(long = "tag", value_name = "TAG", group = "change", requires = "note")]
    pub(in crate::cli) tags: Vec<String>,
    /// Take a tag from the note; can be given several times
    #[arg(
        long = "untag",
        value_name = "TAG",
        group = "change",
        requires = "note"
    )]
    pub(in crate::cli) untags: Vec<String>,
    /// Give the note your review mark
    #[arg(long, value_name = "MARK", group = "change", requires = "note", value_parser = mark())]
    pub(in crate::cli) review: Option<String>,
    /// The amount of money that the note states, such as `4.50 EUR/month x 300`
    #[arg(
        long,
        value_name = "AMOUNT",
        group = "change",
        requires = "note",
        allow_hyphen_values = true
    )]
    pub(in crate::cli) amount: Option<String>,
    /// Take the note's amount away
    #[arg(long, group = "change", requires = "note", conflicts_with = "amount")]
    pub(in crate::cli) no_amount: bool,
    #[command(flatten)]
    pub(in crate::cli) belief: BeliefArgs,
    #[command(flatten)]
    pub(in crate::cli) header: HeaderArgs,
    #[command(flatten)]
    pub(in crate::cli) assumptions: AssumptionArgs,
}

/// The fields above the blocks. An empty text takes a field away.
#[derive(Args, Debug)]
#[command(next_help_heading = "Without NOTE")]
pub(in crate::cli) struct HeaderArgs {
    /// The canvas's title
    #[arg(
        long,
        value_name = "TEXT",
        group = "change",
        conflicts_with = "note",
        allow_hyphen_values = true
    )]
    pub(in crate::cli) title: Option<String>,
    /// For whom it is made
    #[arg(
        long,
        value_name = "TEXT",
        group = "change",
        conflicts_with = "note",
        allow_hyphen_values = true
    )]
    pub(in crate::cli) designed_for: Option<String>,
    /// Who makes it
    #[arg(
        long,
        value_name = "TEXT",
        group = "change",
        conflicts_with = "note",
        allow_hyphen_values = true
    )]
    pub(in crate::cli) designed_by: Option<String>,
    /// Its date
    #[arg(
        long,
        value_name = "DATE",
        group = "change",
        conflicts_with = "note",
        allow_hyphen_values = true
    )]
    pub(in crate::cli) date: Option<String>,
    /// Which iteration it is, a whole number
    #[arg(
        long,
        value_name = "NUMBER",
        group = "change",
        conflicts_with = "note",
        allow_hyphen_values = true
    )]
    pub(in crate::cli) iteration: Option<String>,
    /// Which state it shows: current or ideal
    #[arg(
        long,
        value_name = "STATE",
        group = "change",
        conflicts_with = "note",
        value_parser = ["current", "ideal", ""],
        hide_possible_values = true
    )]
    pub(in crate::cli) state: Option<String>,
    /// The canvas of the other state, by its path from this one's folder
    #[arg(
        long,
        value_name = "FILE",
        group = "change",
        conflicts_with = "note",
        allow_hyphen_values = true
    )]
    pub(in crate::cli) counterpart: Option<String>,
}

impl HeaderArgs {
    /// The fields that were asked for, in the order of the poster.
    pub(in crate::cli) fn given(&self) -> impl Iterator<Item = (HeaderField, &str)> {
        HeaderField::ALL.into_iter().filter_map(|field| {
            let value = match field {
                HeaderField::Title => &self.title,
                HeaderField::DesignedFor => &self.designed_for,
                HeaderField::DesignedBy => &self.designed_by,
                HeaderField::Date => &self.date,
                HeaderField::Iteration => &self.iteration,
                HeaderField::State => &self.state,
                HeaderField::Counterpart => &self.counterpart,
            };
            Some((field, value.as_deref()?))
        })
    }
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas move plan.canvas.json 8vaw 1c4m parking
  bmcanvas move plan.canvas.json 8vaw VP --first
  bmcanvas move plan.canvas.json 8vaw --before 1c4m

The notes stand one after another in the order given, at the block's end unless a place is named.
NOTE is a note's id or the beginning of it; `bmcanvas list` prints the ids.")]
#[command(override_usage = "\
bmcanvas move <FILE> <NOTE>... <BLOCK> [--first]
       bmcanvas move <FILE> <NOTE>... --before <NOTE>
       bmcanvas move <FILE> <NOTE>... --after <NOTE>")]
#[command(group(ArgGroup::new("place")))]
pub(in crate::cli) struct MoveArgs {
    /// The canvas
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// The notes, by their ids or the beginnings of them, and last the block, by id, code, number or title
    #[arg(value_name = "NAME", required = true)]
    pub(in crate::cli) names: Vec<String>,
    /// Put them at the block's start
    #[arg(long, group = "place")]
    pub(in crate::cli) first: bool,
    /// Put them before this note, into its block
    #[arg(long, value_name = "NOTE", group = "place")]
    pub(in crate::cli) before: Option<String>,
    /// Put them after this note, into its block
    #[arg(long, value_name = "NOTE", group = "place")]
    pub(in crate::cli) after: Option<String>,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas rm plan.canvas.json 8vaw
  bmcanvas list plan.canvas.json --tag old | cut -f1 | xargs -r bmcanvas rm plan.canvas.json

NOTE is a note's id or the beginning of it; `bmcanvas list` prints the ids.")]
pub(in crate::cli) struct RmArgs {
    /// The canvas
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// The notes, by their ids or the beginnings of them
    #[arg(value_name = "NOTE", required = true)]
    pub(in crate::cli) notes: Vec<String>,
}
