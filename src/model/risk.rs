//! Which untested belief to test next: those on which the most hangs, and that nobody has tested for long.
//!
//! Pure and explained: each risk says what its weight is made of. What is known of the outside, the ages, comes in as
//! data. A belief that comes to matter later stands below all that matter before.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::amount::Estimate;
use super::belief::{Horizon, Status};
use super::canvas::Canvas;
use super::figures::{Assumptions, Line, Money, Side, Volume, figures_with};
use super::id::{BlockId, NoteId};
use super::kind::Kind;
use super::note::Note;

/// What the place in a block that all else rests on weighs.
const CENTRAL: u32 = 30;
/// What each note that is linked with it weighs, and the most that they do together.
const LINK: u32 = 10;
const MOST_LINKED: u32 = 50;
/// What weighs that a belief matters already.
const NOW: u32 = 10;
/// The most that an age weighs: a point for each week.
const OLDEST: u32 = 20;

/// The blocks that all others rest on, besides where the money comes from.
const CENTRAL_BLOCKS: [&str; 4] = [
    "customer_segments",
    "beneficiaries",
    "value_propositions",
    "unique_value_proposition",
];

/// An untested belief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    /// The note.
    pub note: NoteId,
    /// What hangs on it, in points.
    pub weight: u32,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// A reason to test a belief soon, or not so soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// So many percent of what comes in or is spent.
    Money(Money, u32),
    /// So many notes are linked with it.
    Links(u32),
    /// It stands where all else rests on.
    Central,
    /// It has stood there for so many days.
    Age(u32),
    /// It comes to matter then.
    Horizon(Horizon),
}

impl Reason {
    /// Its name for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Money(Money::Revenue, _) => "revenue",
            Self::Money(Money::Cost, _) => "cost",
            Self::Links(_) => "links",
            Self::Central => "central",
            Self::Age(_) => "age",
            Self::Horizon(_) => "horizon",
        }
    }

    /// How much it adds.
    pub fn weight(self) -> u32 {
        match self {
            Self::Money(Money::Revenue, percent) => percent,
            // What is spent is known sooner than what others will pay.
            Self::Money(Money::Cost, percent) => percent / 2,
            Self::Links(notes) => notes.saturating_mul(LINK).min(MOST_LINKED),
            Self::Central => CENTRAL,
            Self::Age(days) => (days / 7).min(OLDEST),
            Self::Horizon(Horizon::Now) => NOW,
            Self::Horizon(Horizon::Soon | Horizon::Later) => 0,
        }
    }

    /// It in a few words, about a note of this block's title. Untrusted.
    pub fn told(self, block: &str) -> String {
        match self {
            Self::Money(Money::Revenue, 100) => "all of the revenue".to_owned(),
            Self::Money(Money::Cost, 100) => "all of the costs".to_owned(),
            Self::Money(Money::Revenue, percent) => format!("{percent} % of the revenue"),
            Self::Money(Money::Cost, percent) => format!("{percent} % of the costs"),
            Self::Links(1) => "1 note is linked with it".to_owned(),
            Self::Links(notes) => format!("{notes} notes are linked with it"),
            Self::Central => format!("all else rests on {block}"),
            Self::Age(1) => "1 day old".to_owned(),
            Self::Age(days) => format!("{days} days old"),
            Self::Horizon(Horizon::Now) => "matters now".to_owned(),
            Self::Horizon(Horizon::Soon) => "matters in 6-12 months".to_owned(),
            Self::Horizon(Horizon::Later) => "matters later".to_owned(),
        }
    }
}

impl Risk {
    /// Its reasons in a line. Untrusted.
    pub fn why(&self, canvas: &Canvas, kind: &Kind) -> String {
        let block = canvas.note(&self.note).map(|note| &note.place.block);
        let title = block.map_or("", |block| kind.title_of(block));
        let reasons = self.reasons.iter().map(|reason| reason.told(title));
        match reasons.collect::<Vec<_>>().join(", ") {
            nothing if nothing.is_empty() => "nothing that is known hangs on it".to_owned(),
            reasons => reasons,
        }
    }
}

/// The untested beliefs, the riskiest first. Parked notes and other texts of a note are none.
pub fn risks(canvas: &Canvas, kind: &Kind, ages: &BTreeMap<NoteId, u32>) -> Vec<Risk> {
    let shares = shares(canvas, kind);
    let mut risks: Vec<(Horizon, Risk)> = untested(canvas, kind)
        .into_iter()
        .map(|(id, note)| {
            let horizon = note.belief.horizon();
            let money = shares
                .get(id)
                .map(|(money, share)| Reason::Money(*money, *share));
            let central = is_central(kind, &note.place.block).then_some(Reason::Central);
            let age = ages.get(id).filter(|days| **days > 0).copied();
            let reasons = [
                money,
                linked(canvas, id, note),
                central,
                age.map(Reason::Age),
                horizon.map(Reason::Horizon),
            ];
            let risk = risk(id, reasons.into_iter().flatten().collect());
            (horizon.unwrap_or(Horizon::Now), risk)
        })
        .collect();
    // Where all is the same, the order of reading stays.
    risks.sort_by_key(|(horizon, risk)| {
        let is_later = *horizon == Horizon::Later;
        (is_later, std::cmp::Reverse(risk.weight))
    });
    risks.into_iter().map(|(_, risk)| risk).collect()
}

fn risk(id: &NoteId, mut reasons: Vec<Reason>) -> Risk {
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.weight()));
    Risk {
        note: id.clone(),
        weight: reasons.iter().map(|reason| reason.weight()).sum(),
        reasons,
    }
}

/// The untested beliefs in the order of reading.
pub fn untested<'a>(canvas: &'a Canvas, kind: &Kind) -> Vec<(&'a NoteId, &'a Note)> {
    let mut blocks: Vec<&BlockId> = canvas.blocks_in_use().collect();
    blocks.retain(|block| **block != BlockId::parking());
    kind.sort(&mut blocks);
    let ids = blocks.into_iter().flat_map(|block| canvas.block(block));
    ids.filter_map(|id| Some((id, canvas.note(id)?)))
        .filter(|(_, note)| note.belief.status() == Some(Status::Untested))
        .filter(|(id, _)| canvas.other_text_of(id).is_none())
        .collect()
}

/// How many notes link to it, or are linked from it.
fn linked(canvas: &Canvas, id: &NoteId, note: &Note) -> Option<Reason> {
    let linking = canvas.notes().filter(|(other, linking)| {
        *other != id && (linking.links.contains(id) || note.links.contains(*other))
    });
    let count = u32::try_from(linking.count()).ok()?;
    (count > 0).then_some(Reason::Links(count))
}

fn is_central(kind: &Kind, block: &BlockId) -> bool {
    CENTRAL_BLOCKS.contains(&block.as_str()) || Money::of(kind, block) == Some(Money::Revenue)
}

/// What part of its side of the first year each note is, in percent. Where nobody states what is sold, as if it were one
/// unit and one project. Revenues, or costs, in currencies that stay apart have no sum to be a part of.
pub(in crate::model) fn shares(canvas: &Canvas, kind: &Kind) -> BTreeMap<NoteId, (Money, u32)> {
    let one = Volume::read("1/year").ok();
    let stated = Assumptions::of(canvas.figures());
    let assumptions = Assumptions {
        units: stated.units.or(one),
        projects: stated.projects.or(one),
        ..stated
    };
    let sheets =
        figures_with(canvas, kind, assumptions).map_or(Vec::new(), |figures| figures.sheets);
    let revenue = sheets.iter().map(|sheet| &sheet.revenue);
    let costs = sheets.iter().map(|sheet| &sheet.costs);
    let mut shares = of_sides(revenue, Money::Revenue);
    shares.extend(of_sides(costs, Money::Cost));
    shares.into_iter().collect()
}

/// The shares of a side that all stands in one currency.
fn of_sides<'a>(
    sides: impl Iterator<Item = &'a Side>,
    money: Money,
) -> Vec<(NoteId, (Money, u32))> {
    let mut sides = sides.filter(|side| !side.lines.is_empty());
    match (sides.next(), sides.next()) {
        (Some(side), None) => of_side(side, money),
        (None | Some(_), _) => Vec::new(),
    }
}

fn of_side(side: &Side, money: Money) -> Vec<(NoteId, (Money, u32))> {
    let year = |line: &Line| line.first_year.map(|Estimate { base, .. }| base);
    let mut known = side.lines.iter().filter_map(year);
    let sum = known.try_fold(Decimal::ZERO, Decimal::checked_add);
    let percent = |line: &Line| {
        let share = year(line)?
            .checked_mul(Decimal::ONE_HUNDRED)?
            .checked_div(sum?)?;
        let share = u32::try_from(share.round()).ok()?;
        (share > 0).then(|| (line.note.clone(), (money, share.min(100))))
    };
    side.lines.iter().filter_map(percent).collect()
}

#[cfg(test)]
mod tests;
