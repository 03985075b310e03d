//! What can be asked of what people say about notes: `comment`, `threads`.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

#[derive(Args, Debug)]
#[command(
    override_usage = "bmcanvas comment <FILE> <NOTE> [TEXT] [--resolve | --reopen | --edit ID | --delete ID]"
)]
#[command(group(ArgGroup::new("what").required(true).multiple(true)))]
#[command(after_help = "\
Examples:
  bmcanvas comment plan.canvas.json 8vaw \"Who pays for it?\"
  bmcanvas comment plan.canvas.json 8vaw --resolve \"The bank does\"
  bmcanvas comment plan.canvas.json 8vaw - < text.txt
  bmcanvas comment plan.canvas.json 8vaw --edit last \"Who pays for that?\"
  bmcanvas comment plan.canvas.json 8vaw --delete last

NOTE is a note's id or the beginning of it; `bmcanvas list` prints the ids. Comments are signed with
git's user.name, else $USER, and the time. To resolve marks all comments that the note has by then.
`bmcanvas list --json` prints the ids of comments; `last` is the last one of yours on the note.")]
pub(in crate::cli) struct CommentArgs {
    /// The canvas
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// The note, by its id or the beginning of it
    #[arg(value_name = "NOTE")]
    pub(in crate::cli) note: String,
    /// The comment; `-` takes it from standard input
    #[arg(value_name = "TEXT", group = "what")]
    pub(in crate::cli) text: Option<String>,
    /// Mark the comments of the note as resolved, this one too
    #[arg(long, group = "what")]
    pub(in crate::cli) resolve: bool,
    /// Open them again
    #[arg(long, group = "what", conflicts_with = "resolve")]
    pub(in crate::cli) reopen: bool,
    /// Have a comment of yours say TEXT: its id or the beginning of it, or `last`
    #[arg(long, value_name = "ID", requires = "text", conflicts_with_all = ["resolve", "reopen"])]
    pub(in crate::cli) edit: Option<String>,
    /// Delete a comment of yours
    #[arg(long, value_name = "ID", group = "what", conflicts_with_all = ["text", "resolve", "reopen", "edit"])]
    pub(in crate::cli) delete: Option<String>,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas threads plan.canvas.json
  bmcanvas threads plan.canvas.json --json | jq length
  git show HEAD~1:plan.canvas.json | bmcanvas threads -

A line a note: its id, block, what is open, its text, and its last comment with who wrote it, parted
by tabs. --json prints the notes as `list` does.")]
pub(in crate::cli) struct ThreadsArgs {
    /// The canvas; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// Print the resolved ones too
    #[arg(long)]
    pub(in crate::cli) all: bool,
    /// Print JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
}
