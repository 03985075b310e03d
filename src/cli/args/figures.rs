//! What can be asked for about money: `figures`, and what `set` states of what they assume.

use std::path::PathBuf;

use clap::Args;

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  bmcanvas set plan.canvas.json 8vaw --amount '4.50 EUR/month x 300'
  bmcanvas set plan.canvas.json --currency EUR --rate USD=0.92 --units 1000/year
  bmcanvas figures plan.canvas.json
  bmcanvas figures plan.canvas.json --units 80/month      what if
  bmcanvas figures plan.canvas.json --json | jq '.sheets[0].payback_months'

Costs are the notes of the cost structure, revenue those of the revenue or value streams. What is due
per unit or project is variable; once, per month and per year is fixed. A volume is 1000/year, 80/month,
or 12 once for the first year alone. Amounts in another currency count by a stated rate, and stay apart
without one. What the sums leave out is named.")]
pub(in crate::cli) struct FiguresArgs {
    /// The canvas; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// Reckon with this many units sold, whatever the canvas says
    #[arg(
        long,
        visible_alias = "volume",
        value_name = "VOLUME",
        allow_hyphen_values = true
    )]
    pub(in crate::cli) units: Option<String>,
    /// Reckon with this many projects sold
    #[arg(long, value_name = "VOLUME", allow_hyphen_values = true)]
    pub(in crate::cli) projects: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

/// What the figures assume. An empty text takes an assumption away.
#[derive(Args, Debug)]
#[command(next_help_heading = "Without NOTE, for the figures")]
pub(in crate::cli) struct AssumptionArgs {
    /// The currency to reckon in, by its code
    #[arg(long, value_name = "CODE", group = "change", conflicts_with = "note")]
    pub(in crate::cli) currency: Option<String>,
    /// How many units are sold, such as 1000/year, 80/month or 12 once
    #[arg(
        long,
        value_name = "VOLUME",
        group = "change",
        conflicts_with = "note",
        allow_hyphen_values = true
    )]
    pub(in crate::cli) units: Option<String>,
    /// How many projects are sold
    #[arg(
        long,
        value_name = "VOLUME",
        group = "change",
        conflicts_with = "note",
        allow_hyphen_values = true
    )]
    pub(in crate::cli) projects: Option<String>,
    /// What one of another currency is worth, such as USD=0.92; can be given several times
    #[arg(
        long = "rate",
        value_name = "CODE=RATE",
        group = "change",
        conflicts_with = "note"
    )]
    pub(in crate::cli) rates: Vec<String>,
}
