//! `silent` and `reveal`: begins a silent round, and ends it.

use std::io::Write;

use super::args::SilenceArgs;
use super::edit::edit;
use super::failure::{Failure, Outcome, about};
use crate::model::edit::{Change, Edit};
use crate::model::round::{Round, begun_by};
use crate::shell::open::hidden;
use crate::shell::person;

pub(super) fn silent(args: &SilenceArgs) -> Result<Outcome, Failure> {
    let who = person::name(&args.file);
    edit(&args.file, |locked| {
        if locked.canvas.is_silent() {
            let advice = "End it first: `bmcanvas reveal FILE`.";
            return Err(about(&args.file, &"a silent round is on already", advice));
        }
        let begun = Change::Round(Round::Silent, Some(begun_by(&who)));
        Ok((begun.into(), ()))
    })?;
    Ok(Outcome::Fine)
}

/// Ends the round. What closed boards of this person's left is published with it; open boards publish theirs themselves.
pub(super) fn reveal(args: &SilenceArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let mut left = Vec::new();
    let count = edit(&args.file, |locked| {
        let (notes, own) = hidden::find(&args.file, &locked.canvas);
        left = own;
        if !locked.canvas.is_silent() && notes.is_empty() {
            let advice = "Begin one: `bmcanvas silent FILE`.";
            return Err(about(&args.file, &"no silent round is on", advice));
        }
        let count = notes.len();
        let mut changes = vec![Change::Round(Round::Silent, None)];
        for (id, note) in notes {
            // A note that was kept twice is added once.
            let is_new = |change: &Change| !matches!(change, Change::Add(there, _) if *there == id);
            if changes.iter().all(is_new) {
                changes.push(Change::Add(id, note));
            }
        }
        Ok((Edit(changes), count))
    })?;
    for left in left {
        // Where it cannot be removed it is only found again.
        let _ = left.discard();
    }
    if count > 0 {
        let plural = if count == 1 { "" } else { "s" };
        writeln!(out, "{count} note{plural} of a closed board added").map_err(Failure::Output)?;
    }
    Ok(Outcome::Fine)
}
