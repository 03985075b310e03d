//! The red flags that a canvas shows by itself.

use super::Dimension;
use crate::model::amount::Per;
use crate::model::canvas::Canvas;
use crate::model::check::{self, Facts, Switches};
use crate::model::figures::{Reached, Sheet, figures};
use crate::model::id::BlockId;
use crate::model::kind::Kind;

/// From so many months on, all is earned back far away only.
const FAR: u64 = 36;

/// What speaks against the model, by dimension, in a few words. Untrusted.
pub fn flags(canvas: &Canvas, kind: &Kind) -> Vec<(Dimension, String)> {
    let mut flags = of_rules(canvas, kind);
    flags.extend(of_money(canvas, kind));
    flags.extend(of_delivery(canvas, kind));
    flags.sort_by_key(|(dimension, _)| *dimension);
    flags
}

/// What the rules of the check find.
fn of_rules(canvas: &Canvas, kind: &Kind) -> Vec<(Dimension, String)> {
    let findings = check::check(canvas, kind, &Facts::default(), &Switches::default());
    let flag = |finding: &check::Finding| {
        let (dimension, what) = match finding.rule.id {
            "everyone-as-customer" => (Dimension::Need, "everyone is a customer"),
            "proposition-without-segment" => (Dimension::Need, "there is no segment yet"),
            "too-many-segments" => (Dimension::Need, "more than three segments at once"),
            "segment-without-proposition" => {
                (Dimension::Proposition, "there is no proposition yet")
            }
            "segment-without-revenue" => (Dimension::Proposition, "nobody pays for it"),
            "single-revenue-stream" => (Dimension::Revenue, "a single revenue stream"),
            "untested-revenue" => (Dimension::Revenue, "most of the revenue is untested"),
            _ => return None,
        };
        Some((dimension, what.to_owned()))
    };
    let mut flags: Vec<_> = findings.iter().filter_map(flag).collect();
    flags.dedup();
    flags
}

fn of_money(canvas: &Canvas, kind: &Kind) -> Vec<(Dimension, String)> {
    let Ok(figures) = figures(canvas, kind) else {
        return Vec::new();
    };
    let payback = figures.sheets.iter();
    let payback = payback.filter_map(|sheet| losing(sheet).or_else(|| payback_of(sheet)));
    let recurring = figures.sheets.iter().filter_map(nothing_recurring);
    payback.chain(recurring).collect()
}

/// Where each year after the first costs more than it brings.
fn losing(sheet: &Sheet) -> Option<(Dimension, String)> {
    if sheet.unstated().next().is_some() || sheet.revenue.lines.is_empty() {
        return None;
    }
    let year = sheet.net.later_year(sheet.later).ok()?;
    let what = "every year costs more than it brings".to_owned();
    year.base
        .is_sign_negative()
        .then_some((Dimension::Costs, what))
}

/// Where all is earned back far away or never, at the probable amounts.
fn payback_of(sheet: &Sheet) -> Option<(Dimension, String)> {
    let [_, base, _] = sheet.payback().ok()??;
    let what = match base {
        Reached::Never => "all is earned back never".to_owned(),
        Reached::After(months) if months > FAR => {
            format!("all is earned back only after {months} months")
        }
        Reached::After(_) => return None,
    };
    Some((Dimension::Costs, what))
}

/// Where every revenue comes once with a sale.
fn nothing_recurring(sheet: &Sheet) -> Option<(Dimension, String)> {
    let lines = &sheet.revenue.lines;
    let is_recurring = |per: Per| match per {
        Per::Month | Per::Year => true,
        Per::Once | Per::Unit | Per::Project => false,
    };
    let recurs = lines.iter().any(|line| is_recurring(line.amount.per()));
    let what = "nothing comes in after the first sale".to_owned();
    (!lines.is_empty() && !recurs).then_some((Dimension::Revenue, what))
}

fn of_delivery(canvas: &Canvas, kind: &Kind) -> Vec<(Dimension, String)> {
    let count = |id: &str| {
        let id = BlockId::from(id);
        kind.block(&id).map(|_| canvas.block(&id).len())
    };
    let partners = (count("key_partners") == Some(0)).then_some("all is done in-house: no partner");
    let channel = (count("channels") == Some(1)).then_some("all depends on one channel");
    let flags = [partners, channel].into_iter().flatten();
    flags
        .map(|what| (Dimension::Delivery, what.to_owned()))
        .collect()
}
