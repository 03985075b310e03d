//! `set`: another text, colour, tags, amount or belief for a note, or another field of the header.

use super::add::{tags, text};
use super::args::{BeliefArgs, SetArgs};
use super::edit::{Locked, as_typed, edit};
use super::failure::{Failure, Outcome, warn};
use super::money;
use super::stdin;
use crate::app::editor::Shape;
use crate::app::msg::Trouble;
use crate::model::belief::{self, Belief, Believed};
use crate::model::canvas::Canvas;
use crate::model::edit::{Change, Edit};
use crate::model::figures::Assumption;
use crate::model::header::{Header, HeaderField};
use crate::model::note::Note;
use crate::model::stance::Stance;
use crate::shell::person;

pub(super) fn run(args: &SetArgs) -> Result<Outcome, Failure> {
    let wanted = Wanted {
        text: args.text.as_deref().map(read_text).transpose()?,
        tags: tags(&args.tags)?.into_iter().collect(),
        evidence: evidence(&args.belief.evidence)?,
        header: args.header.given().map(as_field).collect(),
        mark: args.review.as_deref().map(|mark| Mark {
            who: person::name(&args.file),
            stance: Stance::from_name(mark),
        }),
        assumptions: money::assumptions(&args.assumptions)?,
    };
    let left_behind = edit(&args.file, |locked| {
        let before = locked.canvas.figures();
        money::refuse_own_rate(before, &wanted.assumptions)?;
        let left_behind = money::left_behind(before, &wanted.assumptions);
        let changes = match &args.note {
            Some(name) => note_changes(locked, name, args, wanted)?,
            None => head_changes(&locked.canvas, wanted),
        };
        Ok((Edit(changes), left_behind))
    })?;
    if let Some(told) = left_behind {
        warn(&told);
    }
    Ok(Outcome::Fine)
}

/// What was asked for, read before the lock is taken.
struct Wanted {
    text: Option<String>,
    tags: Vec<String>,
    evidence: Vec<String>,
    header: Vec<(HeaderField, String)>,
    assumptions: Vec<Assumption>,
    mark: Option<Mark>,
}

/// A person's review mark, or that there is to be none.
struct Mark {
    who: String,
    stance: Option<Stance>,
}

/// Lines of evidence.
fn evidence(given: &[String]) -> Result<Vec<String>, Trouble> {
    let none = |given: &str| Trouble {
        what: format!("\"{}\" is no evidence", given.trim()),
        advice: "Say in a line what speaks for or against it, or where that stands.".to_owned(),
    };
    let line = |given: &String| belief::line(given).ok_or_else(|| none(given));
    given.iter().map(line).collect()
}

fn read_text(arg: &str) -> Result<String, Trouble> {
    match arg {
        "-" => text(&stdin::text()?),
        arg => text(arg),
    }
}

fn as_field((field, value): (HeaderField, &str)) -> (HeaderField, String) {
    (field, as_typed(value.trim(), Shape::Line))
}

/// What differs above the blocks.
fn head_changes(now: &Canvas, wanted: Wanted) -> Vec<Change> {
    let mut changes = header_changes(&now.header, wanted.header);
    let figures = money::stated(now.figures(), &wanted.assumptions);
    if figures.as_ref() != now.figures() {
        changes.push(Change::Figures(figures));
    }
    changes
}

/// What differs from the header as it is.
fn header_changes(now: &Header, wanted: Vec<(HeaderField, String)>) -> Vec<Change> {
    let wanted = wanted.into_iter();
    let differing = wanted.filter(|(field, value)| now.get(*field) != *value);
    differing
        .map(|(field, value)| Change::Header(field, value))
        .collect()
}

/// What differs from the note as it is.
fn note_changes(
    locked: &Locked<'_>,
    name: &str,
    args: &SetArgs,
    wanted: Wanted,
) -> Result<Vec<Change>, Trouble> {
    let id = locked.note(name)?;
    let Some(now) = locked.canvas.note(&id) else {
        return Ok(Vec::new());
    };
    let mut to: Note = now.clone();
    if let Some(text) = wanted.text {
        to.text = text;
    }
    match &args.color {
        Some(color) => to.color = Some(color.as_str().into()),
        None if args.no_color => to.color = None,
        None => {}
    }
    match &args.amount {
        Some(text) => to.amount = Some(money::amount(text, &locked.canvas)?.into()),
        None if args.no_amount => to.amount = None,
        None => {}
    }
    to.tags.retain(|tag| !args.untags.contains(tag));
    to.tags.extend(wanted.tags);
    let text = (to.text != now.text).then(|| Change::Text(id.clone(), to.text));
    let color = (to.color != now.color).then(|| Change::Color(id.clone(), to.color));
    let amount = (to.amount != now.amount).then(|| Change::Amount(id.clone(), to.amount));
    let tags = (to.tags != now.tags).then(|| Change::Tags(id.clone(), to.tags));
    let mark = wanted.mark.and_then(|Mark { who, stance }| {
        let mark = stance.map(Stance::to_json);
        (now.stances.get(&who) != mark.as_ref()).then(|| Change::Stance(id.clone(), who, mark))
    });
    let known = [text, color, amount, tags, mark];
    let mut changes: Vec<Change> = known.into_iter().flatten().collect();
    let believed = believed(&now.belief, wanted.evidence, &args.belief);
    let parts = now.belief.parts_of(&believed).into_iter();
    changes.extend(parts.map(|part| Change::Belief(id.clone(), part)));
    Ok(changes)
}

/// What the note is to be as a belief.
fn believed(now: &Belief, evidence: Vec<String>, args: &BeliefArgs) -> Belief {
    let mut to = now.clone();
    if let Some(status) = args.status() {
        to.replace(Believed::status(status));
    }
    if let Some(horizon) = args.horizon() {
        to.replace(Believed::horizon(horizon));
    }
    to.evidence.retain(|line| !args.no_evidence.contains(line));
    to.evidence.extend(evidence);
    to
}
