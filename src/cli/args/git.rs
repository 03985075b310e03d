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
