//! The command line: what was asked for, and how it ended.
//!
//! Each subcommand is thin: it asks the library, writes to the output it is given and says how it ended. Only this
//! module and those below it print.

mod add;
mod args;
mod blame;
mod board;
mod check;
mod comment;
mod diff;
mod edit;
mod export;
mod failure;
mod figures;
mod files;
mod fmt;
mod git_setup;
mod import;
mod keys;
mod kinds;
mod link;
mod list;
mod log;
mod man;
mod merge;
mod money;
mod move_notes;
mod names;
mod narrow;
mod new;
mod refs;
mod risks;
mod rm;
mod set;
mod show;
mod silence;
mod snapshot;
mod status;
mod stdin;
mod surroundings;
mod sync;
mod tag;
mod text;
mod textconv;
mod themes;
mod threads;
mod viability;
mod vote;
mod watch;
mod who;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Arguments, BoardArgs, Command, ShowArgs};
use failure::{Failure, Outcome};

pub use check::markdown as rules_as_markdown;
pub use keys::markdown as keys_as_markdown;

use crate::app::msg::Trouble;
use crate::format::SCHEMA;
use crate::store;

/// Does what the arguments ask for; the first one is the program's name. What the process is to end with: 0 where all
/// is well, 1 where something was found, 2 where the arguments or the input are wrong.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return failure::usage(&error),
    };
    let mut out = Vec::new();
    let ended = dispatch(arguments, &mut out);
    failure::end(write(&out).map_err(Failure::Output).and(ended))
}

fn write(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()
}

fn dispatch(arguments: Arguments, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let Arguments { board, command } = arguments;
    match command {
        None => open(board, out),
        Some(Command::Show(args)) => show::run(&args.over(board)?, out),
        Some(command) => {
            board.must_be_empty()?;
            other(command, out)
        }
    }
}

fn other(command: Command, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    // Without it a save beyond the limit ends the program without a word; there is nothing else to do about it.
    let _ = store::survive_size_limit();
    match command {
        Command::Show(args) => show::run(&args, out),
        Command::Diff(args) => diff::run(&args, out),
        Command::Check(args) => check::run(&args, out),
        Command::Figures(args) => figures::run(&args, out),
        Command::Risks(args) => risks::run(&args, out),
        Command::Viability(args) => viability::run(&args, out),
        Command::Status(args) => status::run(&args, out),
        Command::Log(args) => log::run(&args, out),
        Command::Blame(args) => blame::run(&args, out),
        Command::Snapshot { file } => snapshot::run(&file, out),
        Command::New(args) => new::run(&args, out),
        Command::Add(args) => add::run(&args, out),
        Command::List(args) => list::run(&args, out),
        Command::Link(args) => link::run(&args, out),
        Command::Narrow(args) => narrow::run(&args, out),
        Command::Tag(args) => tag::run(&args, out),
        Command::Export(args) => export::run(&args, out),
        Command::Import(args) => import::run(&args, out),
        Command::Watch(args) => watch::run(&args),
        Command::Comment(args) => comment::run(&args),
        Command::Silent(args) => silence::silent(&args),
        Command::Reveal(args) => silence::reveal(&args, out),
        Command::Vote(args) => vote::run(&args, out),
        Command::Threads(args) => threads::run(&args, out),
        Command::Refs(args) => refs::run(&args, out),
        Command::Who { file } => who::run(&file, out),
        Command::Set(args) => set::run(&args),
        Command::Move(args) => move_notes::run(&args),
        Command::Rm(args) => rm::run(&args),
        Command::Sync(args) => sync::run(&args, out),
        Command::Fmt(args) => fmt::run(&args, out),
        Command::GitSetup(args) => git_setup::run(&args, out),
        Command::Merge(args) => merge::run(&args, out),
        Command::Textconv(args) => textconv::run(&args, out).map(|()| Outcome::Fine),
        Command::Kinds(args) => kinds::run(&args, out),
        Command::Themes => themes::run(out),
        Command::Keys(args) => {
            keys::run(&args, out);
            Ok(Outcome::Fine)
        }
        Command::Schema => {
            out.extend(SCHEMA.as_bytes());
            Ok(Outcome::Fine)
        }
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Arguments::command(), "bmcanvas", out);
            Ok(Outcome::Fine)
        }
        Command::Man => {
            man::write(Arguments::command(), out).map_err(Failure::Output)?;
            Ok(Outcome::Fine)
        }
    }
}

/// The board, or the canvas as text where nobody could use a board.
fn open(board: BoardArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let is_stdin = board.file.as_deref().is_some_and(args::is_stdin);
    if board.second.as_deref().is_some_and(args::is_stdin) {
        return Err(Failure::from(Trouble {
            what: "standard input can be no second canvas".to_owned(),
            advice: "Write it into a file, and name that.".to_owned(),
        }));
    }
    board::refuse_mistyped(&board)?;
    if io::stdout().is_terminal() && !is_stdin {
        return board::run(board).map(|()| Outcome::Fine);
    }
    if board.second.is_some() {
        return Err(Failure::from(Trouble {
            what: "two canvases at once need a terminal".to_owned(),
            advice: "`bmcanvas show` prints one, `bmcanvas diff` what differs between two."
                .to_owned(),
        }));
    }
    match ShowArgs::of(board) {
        Some(args) => show::run(&args, out),
        None => Err(Failure::from(Trouble {
            what: "the board needs a terminal".to_owned(),
            advice: "Name a canvas to print it as text: `bmcanvas show plan.canvas.json`; see `bmcanvas --help`."
                .to_owned(),
        })),
    }
}
