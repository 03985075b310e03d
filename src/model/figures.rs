//! What a canvas costs and earns, reckoned from the amounts of its notes. Exact, and nothing is added up in silence: what is
//! left out of the sums is named.
//!
//! - Costs are the notes of the cost structure (in a mission model the mission budget), revenue those of the revenue or
//!   value streams. In a team's own kind the blocks with the codes `C$` and `R$` are the two.
//! - What is due per unit or project is variable; once, per month and per year is fixed. Twelve months are a year.
//! - What is due per unit and month, or year, goes on for every unit that was sold: with each year there is more of it.
//! - Amounts in another currency count by a stated rate; without one they stay apart, in sums of their own.
//! - Low, base and high: the least of a result is the least revenue with the greatest cost.

pub(in crate::model) mod assumptions;
pub mod curve;
mod path;
mod sheet;
pub mod table;
mod total;
mod volumes;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

pub use assumptions::{Assumption, Assumptions, Every, FIELD, Volume, rate};
pub use sheet::{Fees, Flow, Line, Reached, Sheet, Side, Year};
pub use total::{short_totals, totals};
pub use volumes::{Count, Pace, Sold, Years};

use super::amount::{Currency, Overflow};
use super::canvas::Canvas;
use super::id::{BlockId, NoteId};
use super::kind::Kind;

/// What a block is to the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Money {
    /// What is spent.
    Cost,
    /// What comes in.
    Revenue,
}

impl Money {
    /// What the block is to the figures of canvases of this kind, if anything.
    pub fn of(kind: &Kind, block: &BlockId) -> Option<Self> {
        let block = kind.block(block)?;
        match block.id.as_str() {
            "cost_structure" | "mission_budget" => return Some(Self::Cost),
            "revenue_streams" | "value_streams" => return Some(Self::Revenue),
            _ => {}
        }
        let has = |code: &str| block.codes().any(|own| own.eq_ignore_ascii_case(code));
        match (has("C$"), has("R$")) {
            (true, false) => Some(Self::Cost),
            (false, true) => Some(Self::Revenue),
            (true, true) | (false, false) => None,
        }
    }
}

/// What a canvas costs and earns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// What is assumed.
    pub assumptions: Assumptions,
    /// The sums, in the currency to reckon in, then those that stay apart, by code.
    pub sheets: Vec<Sheet>,
    /// What the sums leave out.
    pub left_out: LeftOut,
}

/// Notes that the sums leave out, in the order of reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Costs and revenues without an amount.
    pub without: Vec<NoteId>,
    /// Those whose amount is not understood.
    pub unread: Vec<NoteId>,
    /// Notes with an amount that stand in other blocks.
    pub elsewhere: Vec<NoteId>,
}

impl LeftOut {
    /// Whether it is nothing.
    pub fn is_empty(&self) -> bool {
        self.without.is_empty() && self.unread.is_empty() && self.elsewhere.is_empty()
    }
}

/// Reckons what the canvas costs and earns with what it assumes.
pub fn figures(canvas: &Canvas, kind: &Kind) -> Result<Figures, Overflow> {
    figures_with(canvas, kind, Assumptions::of(canvas.figures()))
}

/// Reckons it with other assumptions.
pub fn figures_with(
    canvas: &Canvas,
    kind: &Kind,
    assumptions: Assumptions,
) -> Result<Figures, Overflow> {
    let years = Years::of(&assumptions)?;
    let mut sheets: BTreeMap<(bool, Currency), Sheet> = BTreeMap::new();
    let mut left_out = LeftOut::default();
    let mut blocks: Vec<&BlockId> = canvas.blocks_in_use().collect();
    kind.sort(&mut blocks);
    let ids = blocks.into_iter().flat_map(|block| canvas.block(block));
    for (id, note) in ids.filter_map(|id| Some((id, canvas.note(id)?))) {
        let money = Money::of(kind, &note.place.block);
        let amount = note.amount.as_ref();
        match (money, amount.map(|stated| stated.amount())) {
            // The other text of a note is no further cost.
            (Some(_), None) if canvas.other_text_of(id).is_none() => {
                left_out.without.push(id.clone());
            }
            (_, None) => {}
            (None, Some(_)) => left_out.elsewhere.push(id.clone()),
            (Some(_), Some(None)) => left_out.unread.push(id.clone()),
            (Some(money), Some(Some(amount))) => {
                let (currency, rate) = match assumptions.rate(amount.currency()) {
                    Some(rate) => (assumptions.currency.unwrap_or(amount.currency()), rate),
                    None => (amount.currency(), Decimal::ONE),
                };
                let is_apart = assumptions.currency != Some(currency);
                let sheet = sheets.entry((is_apart, currency));
                let sheet = sheet.or_insert_with(|| Sheet::new(currency, &years));
                let side = match money {
                    Money::Cost => &mut sheet.costs,
                    Money::Revenue => &mut sheet.revenue,
                };
                side.add(id.clone(), *amount, rate, years.first)?;
            }
        }
    }
    let mut sheets: Vec<Sheet> = sheets.into_values().collect();
    sheets.iter_mut().try_for_each(Sheet::sum_up)?;
    Ok(Figures {
        assumptions,
        sheets,
        left_out,
    })
}

#[cfg(test)]
mod tests;
