//! What can be asked about beliefs: `risks`, and what `set` says of a note's.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::model::belief::{Horizon, Status};
use crate::model::viability::Dimension;

/// What takes a word away.
const NONE: &str = "none";
/// The horizon in half a year to a year, as it is typed.
const SOON: &str = "6-12";

fn status() -> PossibleValuesParser {
    let names = Status::ALL.map(Status::name).into_iter().chain([NONE]);
    PossibleValuesParser::new(names.collect::<Vec<_>>())
}

fn horizon() -> PossibleValuesParser {
    let name = |horizon: Horizon| match horizon {
        Horizon::Now | Horizon::Later => PossibleValue::new(horizon.name()),
        Horizon::Soon => PossibleValue::new(SOON).alias(horizon.name()),
    };
    let names = Horizon::ALL.map(name).into_iter();
    let names = names.chain([PossibleValue::new(NONE)]);
    PossibleValuesParser::new(names.collect::<Vec<_>>())
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas set plan.canvas.json 8vaw --status untested --horizon now
  bmcanvas set plan.canvas.json 8vaw --status supported --evidence \"9 of 12 would pay\"
  bmcanvas risks plan.canvas.json
  bmcanvas risks plan.canvas.json --json | jq -r '.[0].text'

The notes whose status is untested, the riskiest first, with what hangs on each: its part of the revenue
or the costs, the notes linked with it, whether all else rests on its block, when it comes to matter and, in git, its age. Where
the canvas states no volume, money counts as for one unit and one project. What matters later stands last.")]
pub(in crate::cli) struct RisksArgs {
    /// The canvas; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

fn question() -> impl TypedValueParser<Value = Dimension> {
    let name = |own: Dimension| PossibleValue::new(own.word()).alias(own.key());
    let names = PossibleValuesParser::new(Dimension::ALL.map(name));
    names.map(|name| Dimension::from_name(&name).unwrap_or(Dimension::Need))
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas viability plan.canvas.json
  bmcanvas viability plan.canvas.json need --rating 3 --reason \"9 of 12 would pay\"
  bmcanvas viability plan.canvas.json --json | jq '.[] | select(.rating < 3)'

Each question has the team's rating, from 1 (it does not hold) to 5, with the reason, and the red flags
that the canvas shows by itself, after `!`. With --rating or --reason the answer is written into the
canvas. On the board V shows all of it.")]
pub(in crate::cli) struct ViabilityArgs {
    /// The canvas; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// Only this question
    #[arg(value_name = "QUESTION", value_parser = question())]
    pub(in crate::cli) question: Option<Dimension>,
    /// Rate it, from 1 (it does not hold) to 5, or none
    #[arg(long, requires = "question", value_parser = ["1", "2", "3", "4", "5", NONE])]
    rating: Option<String>,
    /// Say why; an empty text takes the reason away
    #[arg(
        long,
        value_name = "TEXT",
        requires = "question",
        allow_hyphen_values = true
    )]
    pub(in crate::cli) reason: Option<String>,
    /// Print JSON
    #[arg(long, conflicts_with_all = ["rating", "reason"])]
    pub(in crate::cli) json: bool,
}

impl ViabilityArgs {
    /// The rating that was asked for, be it none.
    #[allow(clippy::option_option)]
    pub(in crate::cli) fn rating(&self) -> Option<Option<u8>> {
        self.rating.as_deref().map(|rating| rating.parse().ok())
    }
}

/// What a note is as a belief.
#[derive(Args, Debug)]
pub(in crate::cli) struct BeliefArgs {
    /// How far the note is tested as a belief
    #[arg(long, value_name = "STATUS", group = "change", requires = "note", value_parser = status())]
    status: Option<String>,
    /// When it comes to matter: now, in 6 to 12 months, or later
    #[arg(long, value_name = "WHEN", group = "change", requires = "note", value_parser = horizon())]
    horizon: Option<String>,
    /// What speaks for or against it: a text, an address, a path; can be given several times
    #[arg(
        long,
        value_name = "TEXT",
        group = "change",
        requires = "note",
        allow_hyphen_values = true
    )]
    pub(in crate::cli) evidence: Vec<String>,
    /// Take a line of evidence away; can be given several times
    #[arg(
        long,
        value_name = "TEXT",
        group = "change",
        requires = "note",
        allow_hyphen_values = true
    )]
    pub(in crate::cli) no_evidence: Vec<String>,
}

impl BeliefArgs {
    /// The status that was asked for, be it none.
    #[allow(clippy::option_option)]
    pub(in crate::cli) fn status(&self) -> Option<Option<Status>> {
        self.status.as_deref().map(Status::from_name)
    }

    /// The horizon that was asked for, be it none.
    #[allow(clippy::option_option)]
    pub(in crate::cli) fn horizon(&self) -> Option<Option<Horizon>> {
        let horizon = |name| match name {
            SOON => Some(Horizon::Soon),
            name => Horizon::from_name(name),
        };
        self.horizon.as_deref().map(horizon)
    }
}
