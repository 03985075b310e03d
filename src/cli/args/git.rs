//! What can be asked for around git: `git-setup`, `merge`, `textconv`.

use std::path::PathBuf;

use clap::Args;

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas git-setup              in a repository: once for each clone
  bmcanvas git-setup --check      in CI, or where a merge did not go as it should

git then merges canvases note by note in merge, rebase, cherry-pick, revert and stash pop, and
git diff shows notes. It sets merge.bmcanvas and diff.bmcanvas in the clone's own configuration
and adds a line to .gitattributes, which is to be committed. Where bmcanvas is missing, git
merges by line as before.")]
pub(in crate::cli) struct GitSetupArgs {
    /// A folder in the repository
    #[arg(value_name = "DIR", default_value = ".")]
    pub(in crate::cli) folder: PathBuf,
    /// Change nothing; print what is missing or in the way, and exit with 1 if there is anything
    #[arg(long, conflicts_with_all = ["remove", "program"])]
    pub(in crate::cli) check: bool,
    /// Take it all back
    #[arg(long, conflicts_with = "program")]
    pub(in crate::cli) remove: bool,
    /// The program that git is to run, by path or name, instead of the bmcanvas on the PATH
    #[arg(long, value_name = "PROGRAM")]
    pub(in crate::cli) program: Option<String>,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas merge base.json mine.json hers.json            writes into mine.json
  bmcanvas merge base.json mine.json hers.json --stdout
  bmcanvas merge /dev/null mine.json hers.json -o both.json

git calls it like this once `bmcanvas git-setup` was run. Where both sides changed the same thing,
both texts are kept and a line on standard error says so. Where a side is no canvas, or one of a
newer version, the files are merged by line.
Exit codes: 0 merged, 1 something is left to do by hand, 2 nothing was written.")]
pub(in crate::cli) struct MergeArgs {
    /// What both grew from; an empty or missing file is none
    #[arg(value_name = "BASE")]
    pub(in crate::cli) base: PathBuf,
    /// One side; the result goes there
    #[arg(value_name = "OURS")]
    pub(in crate::cli) ours: PathBuf,
    /// The other side
    #[arg(value_name = "THEIRS")]
    pub(in crate::cli) theirs: PathBuf,
    /// What conflict markers call BASE, OURS and THEIRS, in this order
    #[arg(short = 'L', value_name = "NAME", allow_hyphen_values = true)]
    pub(in crate::cli) labels: Vec<String>,
    /// What messages call the file
    #[arg(short = 'p', value_name = "PATH", allow_hyphen_values = true)]
    pub(in crate::cli) path: Option<PathBuf>,
    /// How long conflict markers are
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(in crate::cli) marker_size: Option<u16>,
    /// Exit with 1 also where both sides changed the same thing and both are kept
    #[arg(long)]
    pub(in crate::cli) strict: bool,
    /// Write to this file instead of OURS; `-` is standard output
    #[arg(short, long, value_name = "FILE", conflicts_with = "stdout")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Print the result instead of writing it to OURS
    #[arg(long)]
    pub(in crate::cli) stdout: bool,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas textconv plan.canvas.json
  git diff plan.canvas.json          shows notes, once `bmcanvas git-setup` was run
  git diff --no-textconv             shows the file

A file that is no canvas is printed as it is.")]
pub(in crate::cli) struct TextconvArgs {
    /// The canvas; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
}
