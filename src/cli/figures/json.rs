//! The figures for other programs. Figures are strings, exact to the letter. The shape is stable: fields may be added.

use crate::model::amount::{self, Estimate, Overflow, Per};
use crate::model::figures::{Figures, Flow, Line, Reached, Sheet, Side, Sold, Year};
use crate::model::id::NoteId;
use crate::model::json::{Fields, Json};

/// The version of the shape.
const VERSION: u16 = 1;

pub(super) fn json(figures: &Figures) -> Result<Json, Overflow> {
    let assumptions = &figures.assumptions;
    let left_out = &figures.left_out;
    let sheets = figures.sheets.iter().map(sheet);
    let rates = assumptions.rates.iter();
    let rates = rates.map(|(from, rate)| (from.code(), text(amount::plain(*rate))));
    Ok(object([
        ("bmcanvas_figures", Json::Number(VERSION.to_string().into())),
        ("currency", maybe(assumptions.currency)),
        ("units", maybe(assumptions.units)),
        ("projects", maybe(assumptions.projects)),
        ("rates", object(rates)),
        ("sheets", Json::Array(sheets.collect::<Result<_, _>>()?)),
        (
            "left_out",
            object([
                ("without_amount", ids(&left_out.without)),
                ("not_understood", ids(&left_out.unread)),
                ("in_other_blocks", ids(&left_out.elsewhere)),
            ]),
        ),
    ]))
}

fn sheet(sheet: &Sheet) -> Result<Json, Overflow> {
    let side = |side: &Side| {
        let mut fields = flow(&side.sums, sheet.first, sheet.later)?;
        let notes = side.lines.iter().map(line).collect();
        fields.insert("notes".to_owned(), Json::Array(notes));
        Ok(Json::Object(fields))
    };
    let by_volume = |of: &dyn Fn(Per) -> Result<Json, Overflow>| {
        Ok(object([
            ("unit", of(Per::Unit)?),
            ("project", of(Per::Project)?),
        ]))
    };
    let margin = |per| Ok(sheet.margin(per).map_or(Json::Null, estimate));
    let break_even = |per| {
        let first = sheet.break_even(per, Year::First)?;
        let later = sheet.break_even(per, Year::Later)?;
        Ok(match first.zip(later) {
            Some((first, later)) => object([
                ("first_year", reached(first)),
                ("later_year", reached(later)),
            ]),
            None => Json::Null,
        })
    };
    Ok(object([
        ("currency", text(sheet.currency.code())),
        ("costs", side(&sheet.costs)?),
        ("revenue", side(&sheet.revenue)?),
        (
            "result",
            Json::Object(flow(&sheet.net, sheet.first, sheet.later)?),
        ),
        ("margin", by_volume(&margin)?),
        ("break_even", by_volume(&break_even)?),
        (
            "payback_months",
            sheet.payback()?.map_or(Json::Null, reached),
        ),
    ]))
}

fn flow(sums: &Flow, first: Sold, later: Sold) -> Result<Fields, Overflow> {
    let fields = [
        ("once", sums.once),
        ("per_year", sums.year),
        ("per_unit", sums.unit),
        ("per_project", sums.project),
        ("per_unit_month", sums.unit_fees.month),
        ("per_unit_year", sums.unit_fees.year),
        ("per_project_month", sums.project_fees.month),
        ("per_project_year", sums.project_fees.year),
        ("first_year", sums.first_year(first)?),
        ("later_year", sums.later_year(later)?),
    ];
    let fields = fields.into_iter();
    Ok(fields
        .map(|(name, sum)| (name.to_owned(), estimate(sum)))
        .collect())
}

fn line(line: &Line) -> Json {
    object([
        ("id", text(line.note.as_str())),
        ("amount", text(line.amount.to_string())),
        ("total", estimate(line.total)),
        ("per", text(line.amount.per().word())),
        ("first_year", line.first_year.map_or(Json::Null, estimate)),
    ])
}

/// At worst, as expected and at best; null is never.
fn reached(cases: [Reached; 3]) -> Json {
    let [low, base, high] = cases.map(|case| match case {
        Reached::After(count) => Json::Number(count.to_string().into()),
        Reached::Never => Json::Null,
    });
    object([("low", low), ("base", base), ("high", high)])
}

fn estimate(sum: Estimate) -> Json {
    let [low, base, high] = sum.cases().map(|case| text(amount::exactly(case)));
    object([("low", low), ("base", base), ("high", high)])
}

fn ids(ids: &[NoteId]) -> Json {
    Json::Array(ids.iter().map(|id| text(id.as_str())).collect())
}

fn object<'a>(fields: impl IntoIterator<Item = (&'a str, Json)>) -> Json {
    let fields = fields.into_iter();
    Json::Object(
        fields
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

fn text(text: impl Into<String>) -> Json {
    Json::String(text.into().into())
}

fn maybe(value: Option<impl ToString>) -> Json {
    value.map_or(Json::Null, |value| text(value.to_string()))
}
