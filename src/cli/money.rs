//! Amounts, volumes and rates as arguments.

use super::args::AssumptionArgs;
use crate::app::msg::Trouble;
use crate::model::amount::{self, Amount, AmountError, Currency};
use crate::model::canvas::Canvas;
use crate::model::figures::{Assumption, Assumptions, Volume, rate};
use crate::model::json::Json;

/// The amount that an argument says, for a note of this canvas.
pub(super) fn amount(text: &str, canvas: &Canvas) -> Result<Amount, Trouble> {
    let usual = Assumptions::of(canvas.figures()).currency;
    amount::read(text, usual).map_err(|why| no_amount(text, &why))
}

/// The volume that an argument says.
pub(super) fn volume(text: &str) -> Result<Volume, Trouble> {
    Volume::read(text).map_err(|why| Trouble {
        what: format!("{text:?} is no volume: {}", why.of_a_volume()),
        advice: "Give one such as 1000/year, 80/month or \"12 once\".".to_owned(),
    })
}

/// What is to be assumed, in the order of the arguments' help.
pub(super) fn assumptions(args: &AssumptionArgs) -> Result<Vec<Assumption>, Trouble> {
    let mut stated = Vec::new();
    if let Some(code) = &args.currency {
        stated.push(Assumption::Currency(some(code, currency)?));
    }
    if let Some(text) = &args.units {
        stated.push(Assumption::Units(some(text, volume)?));
    }
    if let Some(text) = &args.projects {
        stated.push(Assumption::Projects(some(text, volume)?));
    }
    for text in &args.rates {
        stated.push(exchange(text)?);
    }
    Ok(stated)
}

/// What the text says; an empty one takes it away.
fn some<T>(text: &str, read: fn(&str) -> Result<T, Trouble>) -> Result<Option<T>, Trouble> {
    match text.trim() {
        "" => Ok(None),
        text => read(text).map(Some),
    }
}

fn currency(code: &str) -> Result<Currency, Trouble> {
    Currency::from_code(code.trim()).ok_or_else(|| Trouble {
        what: format!("{code:?} is no currency"),
        advice: "Give its code in ISO 4217, such as EUR, JPY or USD.".to_owned(),
    })
}

/// `USD=0.92`: what one of a currency is worth.
fn exchange(text: &str) -> Result<Assumption, Trouble> {
    let Some((code, worth)) = text.split_once('=') else {
        return Err(no_rate(text));
    };
    let worth = some(worth, |worth| rate(worth).map_err(|_| no_rate(worth)))?;
    Ok(Assumption::Rate(currency(code)?, worth))
}

/// What is assumed then.
pub(super) fn stated(now: Option<&Json>, stated: &[Assumption]) -> Option<Json> {
    stated.iter().fold(now.cloned(), |figures, assumption| {
        assumption.stated_in(figures.as_ref())
    })
}

/// What a person is told of rates that go with their currency, but for those that are stated anew or taken away.
pub(super) fn left_behind(now: Option<&Json>, stated: &[Assumption]) -> Option<String> {
    let then = self::stated(now, stated);
    let mut before = Assumptions::of(now);
    for assumption in stated {
        match assumption {
            Assumption::Rate(from, _) => drop(before.rates.remove(from)),
            Assumption::Currency(_) | Assumption::Units(_) | Assumption::Projects(_) => {}
        }
    }
    before.left_behind(&Assumptions::of(then.as_ref()))
}

/// A rate of the currency that the canvas reckons in would be to itself.
pub(super) fn refuse_own_rate(now: Option<&Json>, stated: &[Assumption]) -> Result<(), Trouble> {
    let figures = self::stated(now, stated);
    let to = Assumptions::of(figures.as_ref()).currency;
    let is_own = |assumption: &&Assumption| match assumption {
        Assumption::Rate(from, worth) => worth.is_some() && Some(*from) == to,
        Assumption::Currency(_) | Assumption::Units(_) | Assumption::Projects(_) => false,
    };
    match (stated.iter().find(is_own), to) {
        (Some(_), Some(to)) => Err(Trouble {
            what: format!("the canvas reckons in {to} already"),
            advice: "A rate is what one of another currency is worth in it.".to_owned(),
        }),
        (Some(_) | None, _) => Ok(()),
    }
}

fn no_rate(text: &str) -> Trouble {
    Trouble {
        what: format!("{text:?} is no rate"),
        advice:
            "Give what one of a currency is worth in the one to reckon in, such as --rate USD=0.92."
                .to_owned(),
    }
}

fn no_amount(text: &str, why: &AmountError) -> Trouble {
    Trouble {
        what: format!("{text:?} is no amount: {why}"),
        advice: "Give one such as \"4.50 EUR/month x 300\"; `bmcanvas figures --help` says more."
            .to_owned(),
    }
}
