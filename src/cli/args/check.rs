//! What can be asked for of `check`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::model::check::Level;

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas check plan.canvas.json
  bmcanvas check canvases/*.canvas.json --fail-on error    in CI or a pre-commit hook
  bmcanvas check --rules                                   lists the rules

Rules are switched in .bmcanvas/check.toml at the repository's top (empty-block = \"off\"), for one
canvas in a section [canvas.\"path/from/the/top.canvas.json\"].
Exit codes: 0 nothing of that level or above, 1 something, 2 wrong arguments or input.")]
pub(in crate::cli) struct CheckArgs {
    /// The canvases; `-` is standard input
    #[arg(value_name = "FILE", required_unless_present = "rules")]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
    /// From which level on findings make the exit code 1
    #[arg(long, value_name = "LEVEL", default_value = "warning", value_parser = least_level())]
    pub(in crate::cli) fail_on: LeastLevel,
    /// List the rules with their levels, why they are there and what to do
    #[arg(long, conflicts_with = "files")]
    pub(in crate::cli) rules: bool,
}

/// From which level on findings count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum LeastLevel {
    /// Findings of this level and above.
    From(Level),
    /// No finding.
    Never,
}

impl LeastLevel {
    /// Whether a finding of this level counts.
    pub(in crate::cli) fn counts(self, level: Level) -> bool {
        match self {
            Self::From(least) => level >= least,
            Self::Never => false,
        }
    }
}

fn least_level() -> impl TypedValueParser<Value = LeastLevel> {
    let names = PossibleValuesParser::new(["error", "warning", "hint", "never"]);
    names.map(|name| Level::from_name(&name).map_or(LeastLevel::Never, LeastLevel::From))
}
