//! What can be asked of a workshop's rounds: `vote`, `silent`, `reveal`.

use std::path::PathBuf;

use clap::Args;

use crate::model::vote;

#[derive(Args, Debug)]
#[allow(clippy::struct_excessive_bools)]
#[command(override_usage = "\
bmcanvas vote <FILE> [--json]
       bmcanvas vote <FILE> --open <N> [--shown]
       bmcanvas vote <FILE> <NOTE>... [--take]
       bmcanvas vote <FILE> --close")]
#[command(after_help = "\
Examples:
  bmcanvas vote plan.canvas.json --open 3      three dots for each person
  bmcanvas vote plan.canvas.json 8vaw 8vaw     two of mine for a note, told by the beginning of its id
  bmcanvas vote plan.canvas.json 8vaw --take   one of them back
  bmcanvas vote plan.canvas.json --close
  bmcanvas vote plan.canvas.json               the ranking

While a round is open, nobody is shown where others put their dots: who sees that follows it. --shown
opens one in which all are shown. A new round takes the dots of the last one away. Dots are given in
the name of git's user.name, else $USER.")]
pub(in crate::cli) struct VoteArgs {
    /// The canvas; `-` is standard input, where only the ranking is asked for
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// The notes to give a dot each, by their ids or the beginnings of them; one named twice gets two
    #[arg(value_name = "NOTE")]
    pub(in crate::cli) notes: Vec<String>,
    /// Take a dot back from each instead
    #[arg(long, requires = "notes")]
    pub(in crate::cli) take: bool,
    /// Open a round in which each person has N dots
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=vote::MOST),
          conflicts_with_all = ["notes", "take", "close"])]
    pub(in crate::cli) open: Option<u64>,
    /// Show all dots while it is open
    #[arg(long, requires = "open")]
    pub(in crate::cli) shown: bool,
    /// Close the round: no dots can be given any more, and all are shown
    #[arg(long, conflicts_with = "notes")]
    pub(in crate::cli) close: bool,
    /// Print the ranking as JSON
    #[arg(long, conflicts_with_all = ["notes", "open", "close"])]
    pub(in crate::cli) json: bool,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas silent plan.canvas.json
  bmcanvas reveal plan.canvas.json

While a silent round is on, the notes that a board makes are kept in the user's own state folder, and
shown on that board alone. `reveal`, by anyone, ends the round: every open board adds its notes to the
file, and a board that is closed does so when it is opened next; those that closed boards of yours left
are added at once.")]
pub(in crate::cli) struct SilenceArgs {
    /// The canvas
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
}
