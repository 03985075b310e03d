//! The red flags that a canvas shows by itself.

use super::Dimension;
use crate::model::amount::Per;
use crate::model::canvas::Canvas;
use crate::model::check::{self, Facts, Spot, Switches};
use crate::model::figures::table;
use crate::model::figures::{Figures, Money, Reached, Sheet, figures};
use crate::model::id::{BlockId, NoteId};
use crate::model::kind::Kind;
use crate::model::note::Note;

/// From so many months on, all is earned back far away only.
const FAR: u64 = 36;

/// Something that speaks against the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// The question to which it is an answer.
    pub dimension: Dimension,
    /// What, in a few words. Untrusted.
    pub what: String,
    /// Where; none where it is about nothing that stands there.
    pub spot: Option<Spot>,
}

impl Flag {
    fn new(dimension: Dimension, what: impl Into<String>, spot: Option<Spot>) -> Self {
        let what = what.into();
        Self {
            dimension,
            what,
            spot,
        }
    }

    /// The note that it is about.
    pub fn note<'c>(&self, canvas: &'c Canvas) -> Option<(&'c NoteId, &'c Note)> {
        match self.spot.as_ref()? {
            Spot::Note(id) => Some((canvas.id(id)?, canvas.note(id)?)),
            Spot::Block(_) | Spot::Header => None,
        }
    }

    /// What it says, with the beginning of the note that it is about: `everyone is a customer: “Everyone”`. Untrusted.
    pub fn told(&self, canvas: &Canvas) -> String {
        match self.note(canvas) {
            Some((_, note)) => {
                let first = note.text.lines().next().unwrap_or_default();
                format!("{}: “{first}”", self.what)
            }
            None => self.what.clone(),
        }
    }
}

/// What speaks against the model, by dimension. A rule that is off raises none.
pub fn flags(canvas: &Canvas, kind: &Kind, facts: &Facts, switches: &Switches) -> Vec<Flag> {
    let mut flags = of_rules(canvas, kind, facts, switches);
    flags.extend(of_offer(canvas, kind));
    if let Ok(figures) = figures(canvas, kind) {
        flags.extend(of_money(&figures, kind));
    }
    flags.extend(of_delivery(canvas, kind));
    flags.extend(of_moat(canvas, kind));
    flags.sort_by_key(|flag| flag.dimension);
    flags
}

/// The rules of the check that say something about viability, with what they mean for it: of a block as a whole, and of
/// one note.
const RULES: [(&str, Dimension, &str, &str); 10] = [
    (
        "everyone-as-customer",
        Dimension::Need,
        "everyone is a customer",
        "everyone is a customer",
    ),
    (
        "proposition-without-segment",
        Dimension::Need,
        "there is no segment yet",
        "offered to nobody",
    ),
    (
        "too-many-segments",
        Dimension::Need,
        "more than three segments at once",
        "",
    ),
    (
        "segment-without-proposition",
        Dimension::Proposition,
        "there is no proposition yet",
        "nothing is offered to it",
    ),
    (
        "segment-without-revenue",
        Dimension::Proposition,
        "nobody pays for it",
        "pays for nothing",
    ),
    (
        "cost-without-figures",
        Dimension::Costs,
        "",
        "nobody says what it costs",
    ),
    (
        "single-revenue-stream",
        Dimension::Revenue,
        "a single revenue stream",
        "",
    ),
    (
        "untested-revenue",
        Dimension::Revenue,
        "",
        "most of the revenue is untested",
    ),
    (
        "revenue-without-payer",
        Dimension::Revenue,
        "",
        "nobody is known to pay it",
    ),
    (
        "only-ideal",
        Dimension::Delivery,
        "only the ideal state is drawn",
        "",
    ),
];

fn of_rules(canvas: &Canvas, kind: &Kind, facts: &Facts, switches: &Switches) -> Vec<Flag> {
    let wanted = RULES.map(|(id, ..)| id);
    let findings = check::check_by(canvas, kind, facts, switches, &wanted).into_iter();
    let flag = |finding: check::Finding| {
        let mut rules = RULES.iter();
        let (_, dimension, whole, one) = rules.find(|(id, ..)| *id == finding.rule.id)?;
        let what = match finding.spot {
            Spot::Note(_) => one,
            Spot::Block(_) | Spot::Header => whole,
        };
        Some(Flag::new(*dimension, *what, Some(finding.spot)))
    };
    findings.filter_map(flag).collect()
}

/// The block of one of these ids that the kind has.
fn block(kind: &Kind, ids: &[&str]) -> Option<BlockId> {
    let ids = ids.iter().map(|id| BlockId::from(*id));
    ids.into_iter().find(|id| kind.block(id).is_some())
}

fn at(block: &BlockId) -> Spot {
    Spot::Block(block.clone())
}

/// Where nothing that is offered is put in numbers.
fn of_offer(canvas: &Canvas, kind: &Kind) -> Option<Flag> {
    let offers = block(kind, &["value_propositions", "unique_value_proposition"])?;
    let ids = canvas.block(&offers);
    let has_number = |id: &NoteId| {
        let note = canvas.note(id);
        note.is_some_and(|note| note.text.chars().any(char::is_numeric))
    };
    let is_vague = !ids.is_empty() && !ids.iter().any(has_number);
    let what = "nothing that is offered is put in numbers";
    is_vague.then(|| Flag::new(Dimension::Proposition, what, Some(at(&offers))))
}

fn of_money(figures: &Figures, kind: &Kind) -> Vec<Flag> {
    let of = |money: Money| {
        let mut blocks = kind.blocks().map(|block| &block.id);
        blocks
            .find(|block| Money::of(kind, block) == Some(money))
            .map(at)
    };
    let cost = |what: String| Flag::new(Dimension::Costs, what, of(Money::Cost));
    let mut flags = Vec::new();
    for sheet in &figures.sheets {
        let far = losing(sheet).or_else(|| payback_of(sheet));
        flags.extend([far].into_iter().flatten().chain(margins(sheet)).map(cost));
        if has_nothing_recurring(sheet) {
            let what = "nothing comes in after the first sale";
            flags.push(Flag::new(Dimension::Revenue, what, of(Money::Revenue)));
        }
    }
    flags
}

/// Where each year after the first costs more than it brings.
fn losing(sheet: &Sheet) -> Option<String> {
    if sheet.unstated().next().is_some() || sheet.revenue.lines.is_empty() {
        return None;
    }
    let year = sheet.net.later_year(sheet.later).ok()?;
    let what = "every year costs more than it brings".to_owned();
    year.base.is_sign_negative().then_some(what)
}

/// Where all is earned back far away or never, at the probable amounts.
fn payback_of(sheet: &Sheet) -> Option<String> {
    let [_, base, _] = sheet.payback().ok()??;
    match base {
        Reached::Never => Some("all is never earned back".to_owned()),
        Reached::After(months) if months > FAR => {
            let after = table::earned_back(base);
            Some(format!("all is earned back only {after}"))
        }
        Reached::After(_) => None,
    }
}

/// Where a unit or project costs more than it brings.
fn margins(sheet: &Sheet) -> impl Iterator<Item = String> {
    [Per::Unit, Per::Project].into_iter().filter_map(|per| {
        let margin = sheet.margin(per)?;
        let is_sold = sheet.revenue.has(per);
        let what = format!("a {} costs more than it brings", per.word());
        (is_sold && !sheet.has_fees(per) && margin.base.is_sign_negative()).then_some(what)
    })
}

/// Where every revenue comes once with a sale.
fn has_nothing_recurring(sheet: &Sheet) -> bool {
    let lines = &sheet.revenue.lines;
    !lines.is_empty() && !lines.iter().any(|line| line.amount.per().recurs())
}

fn of_delivery(canvas: &Canvas, kind: &Kind) -> Vec<Flag> {
    let flag = |ids: &[&str], count: usize, what: &str| {
        let block = block(kind, ids)?;
        let is_so = canvas.block(&block).len() == count;
        is_so.then(|| Flag::new(Dimension::Delivery, what, Some(at(&block))))
    };
    let flags = [
        flag(&["key_partners"], 0, "all is done in-house: no partner"),
        flag(&["channels", "deployment"], 1, "all depends on one channel"),
    ];
    flags.into_iter().flatten().collect()
}

/// Where nobody has said what keeps others out.
fn of_moat(canvas: &Canvas, kind: &Kind) -> Option<Flag> {
    let advantage = block(kind, &["unfair_advantage"]);
    let is_said = !canvas.answer(Dimension::Moat).reason.is_empty()
        || advantage
            .as_ref()
            .is_some_and(|block| !canvas.block(block).is_empty());
    let what = "nobody wrote what keeps others out";
    let flag = || Flag::new(Dimension::Moat, what, advantage.as_ref().map(at));
    (!is_said && !canvas.is_empty()).then(flag)
}
