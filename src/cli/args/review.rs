//! What can be asked for to see what changed: `diff`.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

use super::color_choice;
use crate::ui::theme::ColorChoice;

#[derive(Args, Debug)]
#[command(group = ArgGroup::new("form").args(["json", "markdown", "stat"]), after_help = "\
Examples:
  bmcanvas diff before.canvas.json after.canvas.json

Notes are told by block: + new, - gone, ~ changed, > moved here, = in another order;
[-words-] are gone, {+words+} are new. What only changes the form of a file is no difference.
Exit codes: 0 the same, 1 they differ, 2 wrong arguments or input.")]
pub(in crate::cli) struct DiffArgs {
    /// The canvas before
    #[arg(value_name = "A")]
    pub(in crate::cli) before: PathBuf,
    /// The canvas after; `-` is standard input, for one of both
    #[arg(value_name = "B")]
    pub(in crate::cli) after: PathBuf,
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
