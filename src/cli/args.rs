//! What can be asked for.

mod beliefs;
mod check;
mod exchange;
mod figures;
mod git;
mod links;
mod notes;
mod review;
mod threads;
mod workshop;

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};

use super::failure::Failure;
use crate::app::msg::Trouble;
use crate::ui::theme::ColorChoice;

pub(super) use beliefs::{BeliefArgs, RisksArgs, ViabilityArgs};
pub(super) use check::CheckArgs;
pub(super) use exchange::{ExportArgs, ImportArgs, LookArgs, LossArgs, WatchArgs};
pub(super) use figures::{AssumptionArgs, FiguresArgs};
pub(super) use git::{GitSetupArgs, MergeArgs, TextconvArgs};
pub(super) use links::{LinkArgs, NarrowArgs, PartArgs, TagArgs};
pub(super) use notes::{AddArgs, ChoiceArgs, ListArgs, MoveArgs, RmArgs, SetArgs};
pub(super) use review::{BlameArgs, DiffArgs, LogArgs, RefsArgs, StatusArgs};
pub(super) use threads::{CommentArgs, ThreadsArgs};
pub(super) use workshop::{SilenceArgs, VoteArgs};

const EXAMPLES: &str = "\
Examples:
  bmcanvas                                     choose a canvas, or start one
  bmcanvas plan.canvas.json                    open a canvas
  bmcanvas now.canvas.json ideal.canvas.json   open two side by side
  bmcanvas new --title \"Our plan\" --kind lean  make a Lean Canvas
  bmcanvas show plan.canvas.json | less        print a canvas as text
  bmcanvas add plan.canvas.json VP \"A note\"    add a note from a script
  bmcanvas fmt --check *.canvas.json           check the form of all canvases

A file that is called like a command is opened as ./show.
Exit codes: 0 fine, 1 a finding, 2 wrong arguments or input.";

/// A workshop board for business model canvases in the terminal.
///
/// Opens the canvas in FILE as a board; every finished edit is written at once. A SECOND one is shown beside it where
/// the terminal has about 160 columns, else a key goes from one to the other. Without FILE it lists the canvases below
/// this folder, and examples. Where the output is no terminal it prints the canvas as `show` does.
#[derive(Debug, Parser)]
#[command(name = "bmcanvas", version, after_help = EXAMPLES, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) board: BoardArgs,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct BoardArgs {
    /// The canvas to open, such as plan.canvas.json; `-` prints the one on standard input
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    /// A second canvas, to be shown beside it
    #[arg(value_name = "SECOND")]
    pub(super) second: Option<PathBuf>,
    #[command(flatten)]
    pub(super) look: Look,
    /// Only look: nothing can be changed
    #[arg(long)]
    pub(super) read_only: bool,
    /// Leave the mouse to the terminal
    #[arg(long)]
    pub(super) no_mouse: bool,
}

/// How a canvas looks.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Show the canvas as this kind, or start a new one of it; `bmcanvas kinds` lists them
    #[arg(long, value_name = "ID")]
    pub(super) kind: Option<String>,
    /// The theme; `bmcanvas themes` lists them
    #[arg(long, value_name = "NAME")]
    pub(super) theme: Option<String>,
    /// How many colours to use
    #[arg(long, value_name = "WHEN", value_parser = color_choice())]
    pub(super) color: Option<ColorChoice>,
    /// Draw lines and marks with ASCII characters
    #[arg(long)]
    pub(super) ascii: bool,
}

fn color_choice() -> impl TypedValueParser<Value = ColorChoice> {
    let names = PossibleValuesParser::new(ColorChoice::ALL.map(ColorChoice::name));
    names.map(|name| ColorChoice::from_name(&name).unwrap_or_default())
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a canvas file, and print its path
    New(NewArgs),
    /// Print a canvas as text, as the board shows it
    Show(ShowArgs),
    /// Print what differs between two canvases, or since a commit
    Diff(DiffArgs),
    /// Check canvases by rules: what is missing, contradictory or out of date
    Check(CheckArgs),
    /// Print what a canvas costs and earns
    Figures(FiguresArgs),
    /// Print the untested beliefs of a canvas, the riskiest first
    Risks(RisksArgs),
    /// Print the six questions whether a model holds, and its red flags
    Viability(ViabilityArgs),
    /// Print one short line about a canvas, such as for the status line of tmux
    Status(StatusArgs),
    /// Print the commits that touched a canvas, or its iterations
    Log(LogArgs),
    /// Print who wrote the notes of a canvas, and who changed them last
    Blame(BlameArgs),
    /// Keep the canvas as an iteration in a file beside it, and begin the next one
    #[command(after_help = "\
Example:
  bmcanvas snapshot plan.canvas.json    writes plan.4.canvas.json, if 3 was the last

The number is one more than that of the canvas and of all its iterations; both files have it. No
file is ever written over. Of an iteration the next one is made, and it stays as it is. Prints the
path of the new file.")]
    Snapshot {
        /// The canvas
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Add notes to a block, and print their ids
    Add(AddArgs),
    /// Print the notes of a canvas, a line each or as JSON
    List(ListArgs),
    /// Print what the notes name: files, addresses, issues
    Refs(RefsArgs),
    /// Print who has a canvas open on this machine, and in which block
    #[command(after_help = "\
Example:
  bmcanvas who plan.canvas.json

A line each: the name, a tab, and the block as far as it is known.")]
    Who {
        /// The canvas
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Change what a note says or has, or a field above the blocks
    Set(Box<SetArgs>),
    /// Link notes: which proposition serves which segment, and so on
    Link(LinkArgs),
    /// Print the part of a canvas that has a tag or leads to a segment
    Narrow(NarrowArgs),
    /// List the tags of a canvas with their colours, or give one a colour
    Tag(TagArgs),
    /// Write a canvas in another format, and tell what is lost
    Export(ExportArgs),
    /// Make a canvas out of a file of another format
    Import(ImportArgs),
    /// Keep an export up to date while people edit the canvas
    Watch(WatchArgs),
    /// Comment on a note, resolve its thread or reopen it
    Comment(CommentArgs),
    /// Print what is still open: the notes whose comments nobody resolved
    Threads(ThreadsArgs),
    /// Begin a silent round: what each writes stays theirs until it is revealed
    Silent(SilenceArgs),
    /// End the silent round: every board shows what was written in it
    Reveal(SilenceArgs),
    /// Give notes dots, and print which have the most
    Vote(VoteArgs),
    /// Move notes to another block, or to another place in theirs
    Move(MoveArgs),
    /// Delete notes
    Rm(RmArgs),
    /// Commit a canvas, take in what others pushed, and push
    Sync(SyncArgs),
    /// Bring canvas files into their canonical form
    Fmt(FmtArgs),
    /// Tell git to merge and compare canvases note by note
    GitSetup(GitSetupArgs),
    /// Merge two canvases that grew from one, note by note
    Merge(MergeArgs),
    /// Print a canvas as text to compare by line, as git diff does
    Textconv(TextconvArgs),
    /// List the kinds of canvas, or show one with its blocks and questions
    Kinds(KindsArgs),
    /// List the themes
    Themes,
    /// List the keys as they are set, with their names for config.toml
    Keys(KeysArgs),
    /// Print the JSON Schema of canvas files
    Schema,
    /// Print completions for a shell
    #[command(
        after_help = "Example:\n  bmcanvas completions bash > ~/.local/share/bash-completion/completions/bmcanvas"
    )]
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(after_help = "Example:\n  bmcanvas man > bmcanvas.1 && man ./bmcanvas.1")]
    Man,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas new --title \"Our plan\"      makes our-plan.canvas.json
  bmcanvas new plan.canvas.json --kind lean")]
pub(super) struct NewArgs {
    /// The file to make; without it, one that is named after the title. `.canvas.json` is added where it has no ending
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    /// The canvas's title
    #[arg(long, default_value = "", hide_default_value = true)]
    pub(super) title: String,
    /// Its kind; `bmcanvas kinds` lists them
    #[arg(long, value_name = "ID", default_value = crate::shell::open::USUAL_KIND)]
    pub(super) kind: String,
}

#[derive(Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas show plan.canvas.json --width 100
  bmcanvas show plan.canvas.json --comments
  bmcanvas show plan.canvas.json --color always | less -R
  bmcanvas show plan.canvas.json --at v1      as it was in a commit, branch or tag
  git show HEAD~1:plan.canvas.json | bmcanvas show -")]
pub(super) struct ShowArgs {
    /// The canvas; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// How many columns to use: the terminal's, or 120
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub(super) width: Option<u16>,
    /// Print the comments and review marks below
    #[arg(long)]
    pub(super) comments: bool,
    /// As this revision has it: a commit, branch or tag; a file that was renamed since is found
    #[arg(long, value_name = "REV")]
    pub(super) at: Option<String>,
    #[command(flatten)]
    pub(super) part: PartArgs,
    #[command(flatten)]
    pub(super) look: Look,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas sync plan.canvas.json
  bmcanvas sync plan.canvas.json -m \"Prices, after the workshop\"
  bmcanvas sync plan.canvas.json --dry-run

Commits this file alone, fetches, merges by notes, and pushes, with your own git: its configuration,
hooks and credentials. git never asks: what it would ask for is an error. Ctrl-C stops it.")]
pub(super) struct SyncArgs {
    /// The canvas
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// The message of the commit; without it, one is made from the changes
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) message: Option<String>,
    /// Do nothing; print what would be committed
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas fmt plan.canvas.json
  bmcanvas fmt --check *.canvas.json    in a pre-commit hook or CI
  bmcanvas fmt - < plan.canvas.json     prints the canonical form")]
pub(super) struct FmtArgs {
    /// The canvases; `-` turns standard input into standard output
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// Write nothing; print the files that would change, and exit with 1 if there are any
    #[arg(long)]
    pub(super) check: bool,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas kinds          lists them, and tells what is wrong in files
  bmcanvas kinds lean     shows the blocks with their questions

Own kinds are files: .bmcanvas/kinds/ID.json at the repository's top, or kinds/ID.json in
~/.config/bmcanvas. The nearest one is used.")]
pub(super) struct KindsArgs {
    /// The kind to show
    #[arg(value_name = "ID")]
    pub(super) id: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Args, Debug)]
pub(super) struct KeysArgs {
    /// Print the usual keys as Markdown tables
    #[arg(long)]
    pub(super) markdown: bool,
}

/// Whether a file's name stands for standard input.
pub(super) fn is_stdin(file: &Path) -> bool {
    file == Path::new("-")
}

/// The names of standard output. By the second one no file behind it is replaced, to which others may be writing too.
const STDOUT: [&str; 2] = ["-", "/dev/stdout"];

/// The file that output goes to; `None` where that is standard output, by its name or for want of a name.
pub(super) fn to_file(output: Option<&Path>) -> Option<&Path> {
    output.filter(|path| STDOUT.iter().all(|name| *path != Path::new(name)))
}

impl ShowArgs {
    /// What `show` does in place of the board; `None` without a file.
    pub(super) fn of(board: BoardArgs) -> Option<Self> {
        Some(Self {
            file: board.file?,
            width: None,
            comments: false,
            at: None,
            part: PartArgs::default(),
            look: board.look,
        })
    }

    /// With what was asked for before the subcommand's name, unless it was asked for after it too.
    pub(super) fn over(self, board: BoardArgs) -> Result<Self, Failure> {
        let before = board.look.clone();
        let rest = BoardArgs {
            look: Look::default(),
            ..board
        };
        rest.must_be_empty()?;
        let look = Look {
            kind: self.look.kind.or(before.kind),
            theme: self.look.theme.or(before.theme),
            color: self.look.color.or(before.color),
            ascii: self.look.ascii || before.ascii,
        };
        Ok(Self { look, ..self })
    }
}

impl BoardArgs {
    /// An error where something stands before a subcommand that does not take it.
    pub(super) fn must_be_empty(&self) -> Result<(), Failure> {
        if *self == Self::default() {
            return Ok(());
        }
        Err(Failure::from(Trouble {
            what: "what stands before the command's name is not for it".to_owned(),
            advice:
                "Write the command first; a file that is called like a command is opened as ./show."
                    .to_owned(),
        }))
    }
}
