//! The figures in rows and sentences for people. Texts of notes in them are untrusted.

use rust_decimal::Decimal;

use super::{Figures, Flow, Line, Reached, Sheet, Side, Year};
use crate::model::amount::{self, Currency, Estimate, Overflow, Per};
use crate::model::canvas::Canvas;
use crate::model::id::NoteId;

/// So many notes are named before the rest is only counted.
const MOST_NAMED: usize = 3;

/// Rows of figures under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it is about.
    pub title: &'static str,
    /// The headings of the columns, all to the right of the rows' names.
    pub columns: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is, untrusted.
    pub name: String,
    /// A figure for each column; empty where there is none.
    pub cells: Vec<String>,
    /// How much it says.
    pub weight: Weight,
}

/// How much a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It is a figure of its own.
    Main,
    /// It tells more of the one above.
    Detail,
}

/// The tables of a sheet: its sums, and its notes.
pub fn tables(sheet: &Sheet, canvas: &Canvas) -> Result<Vec<Table>, Overflow> {
    let mut tables = sums(sheet)?;
    tables.extend(notes("Costs", &sheet.costs, sheet.currency, canvas));
    tables.extend(notes("Revenue", &sheet.revenue, sheet.currency, canvas));
    Ok(tables)
}

/// The tables of a sheet's sums.
pub fn sums(sheet: &Sheet) -> Result<Vec<Table>, Overflow> {
    let mut tables = vec![years(sheet)?, sources(sheet)];
    tables.extend(break_even(sheet)?);
    Ok(tables)
}

/// Cost, revenue and result.
struct Three {
    cost: Estimate,
    revenue: Estimate,
}

impl Three {
    /// What `of` is on both sides.
    fn of(
        sheet: &Sheet,
        of: impl Fn(&Flow) -> Result<Estimate, Overflow>,
    ) -> Result<Self, Overflow> {
        Ok(Self {
            cost: of(&sheet.costs.sums)?,
            revenue: of(&sheet.revenue.sums)?,
        })
    }

    /// The row of what is expected, and where that is not certain those of the least and the most.
    fn rows(&self, name: &str, currency: Currency, rows: &mut Vec<Row>) -> Result<(), Overflow> {
        let result = self.revenue.minus(self.cost)?;
        let all = [self.cost, self.revenue, result];
        let row = |name: &str, weight, case: fn(Estimate) -> Decimal| Row {
            name: name.to_owned(),
            cells: all
                .map(|sum| amount::shown(case(sum), Some(currency)))
                .into(),
            weight,
        };
        rows.push(row(name, Weight::Main, |sum| sum.base));
        if !all.iter().all(Estimate::is_certain) {
            rows.push(row("low", Weight::Detail, |sum| sum.low));
            rows.push(row("high", Weight::Detail, |sum| sum.high));
        }
        Ok(())
    }
}

const COLUMNS: [&str; 3] = ["cost", "revenue", "result"];

/// What the first year comes to, and each one after, and how much of it is fixed.
fn years(sheet: &Sheet) -> Result<Table, Overflow> {
    let mut rows = Vec::new();
    let first = Three::of(sheet, |sums| sums.first_year(sheet.first))?;
    first.rows("First year", sheet.currency, &mut rows)?;
    let mut detail = |name: &str, of: &dyn Fn(&Flow) -> Result<Estimate, Overflow>| {
        let Three { cost, revenue } = Three::of(sheet, of)?;
        let cells = [cost, revenue].map(|sum| amount::shown(sum.base, Some(sheet.currency)));
        rows.push(Row {
            name: name.to_owned(),
            cells: cells.into(),
            weight: Weight::Detail,
        });
        Ok(())
    };
    detail("fixed", &|sums| sums.once.plus(sums.year))?;
    detail("variable", &|sums| sums.variable(sheet.first))?;
    let later = Three::of(sheet, |sums| sums.later_year(sheet.later))?;
    let more = Three::of(sheet, |sums| sums.variable(sheet.more))?;
    let grows = !(more.cost.is_zero() && more.revenue.is_zero());
    let name = if grows {
        "Second year"
    } else {
        "Each year after"
    };
    later.rows(name, sheet.currency, &mut rows)?;
    if grows {
        more.rows("More with each further year", sheet.currency, &mut rows)?;
    }
    Ok(Table {
        title: "By year",
        columns: COLUMNS.into(),
        rows,
    })
}

/// One of the sums.
type Part = fn(&Flow) -> Estimate;

/// The sums by what they are due for.
fn sources(sheet: &Sheet) -> Table {
    let mut rows = Vec::new();
    let parts: [(&str, Part); 8] = [
        ("One time", |sums| sums.once),
        ("Every year", |sums| sums.year),
        ("Per unit", |sums| sums.unit),
        ("Per project", |sums| sums.project),
        ("Per unit and month", |sums| sums.unit_fees.month),
        ("Per unit and year", |sums| sums.unit_fees.year),
        ("Per project and month", |sums| sums.project_fees.month),
        ("Per project and year", |sums| sums.project_fees.year),
    ];
    for (name, part) in parts {
        let three = Three {
            cost: part(&sheet.costs.sums),
            revenue: part(&sheet.revenue.sums),
        };
        if !(three.cost.is_zero() && three.revenue.is_zero()) {
            // Their difference was reckoned once already.
            let _ = three.rows(name, sheet.currency, &mut rows);
        }
    }
    Table {
        title: "What it is due for",
        columns: COLUMNS.into(),
        rows,
    }
}

/// How much has to be sold, and when all is earned back: at worst, as expected, at best.
fn break_even(sheet: &Sheet) -> Result<Option<Table>, Overflow> {
    let mut rows = Vec::new();
    let years = [
        ("in the first year", Year::First),
        ("in a later year", Year::Later),
    ];
    for (per, unit) in [(Per::Unit, "units"), (Per::Project, "projects")] {
        for (when, year) in years {
            if let Some(reached) = sheet.break_even(per, year)? {
                let words = |reached: Reached| match reached {
                    Reached::After(count) => amount::shown(count.into(), None),
                    Reached::Never => "never".to_owned(),
                };
                rows.extend(cases(format!("{unit} {when}"), reached.map(words)));
            }
        }
    }
    if let Some(reached) = sheet.payback()? {
        rows.extend(cases(
            "all earned back".to_owned(),
            reached.map(earned_back),
        ));
    }
    Ok((!rows.is_empty()).then_some(Table {
        title: "Break-even",
        columns: vec!["expected"],
        rows,
    }))
}

/// The row of what is expected, and where others differ those of the worst and the best case.
fn cases(name: String, [worst, expected, best]: [String; 3]) -> Vec<Row> {
    let row = |name: String, cell: &String, weight| Row {
        name,
        cells: vec![cell.clone()],
        weight,
    };
    let mut rows = vec![row(name, &expected, Weight::Main)];
    if worst != expected || best != expected {
        rows.push(row("at worst".to_owned(), &worst, Weight::Detail));
        rows.push(row("at best".to_owned(), &best, Weight::Detail));
    }
    rows
}

/// When all is earned back: "after 22 years 6 months".
pub fn earned_back(reached: Reached) -> String {
    match reached {
        Reached::Never => "never".to_owned(),
        Reached::After(0) => "from the start".to_owned(),
        Reached::After(months) if months < 24 => format!("after {months} months"),
        Reached::After(months) => {
            let (years, rest) = (amount::shown((months / 12).into(), None), months % 12);
            match rest {
                0 => format!("after {years} years"),
                rest => format!("after {years} years {rest} months"),
            }
        }
    }
}

/// The notes of a side, each with what it states and what that comes to in the first year.
fn notes(title: &'static str, side: &Side, currency: Currency, canvas: &Canvas) -> Option<Table> {
    let row = |line: &Line| {
        let first_year = line
            .first_year
            .map(|sum| amount::shown(sum.base, Some(currency)));
        Row {
            name: first_line(canvas, &line.note),
            cells: vec![
                line.amount.shown(),
                first_year.unwrap_or_else(|| "?".to_owned()),
            ],
            weight: Weight::Main,
        }
    };
    let rows: Vec<Row> = side.lines.iter().map(row).collect();
    (!rows.is_empty()).then_some(Table {
        title,
        columns: vec!["amount", "first year"],
        rows,
    })
}

/// The first line of a note's text.
pub fn first_line(canvas: &Canvas, id: &NoteId) -> String {
    let note = canvas.note(id);
    let line = note.and_then(|note| note.text.lines().next());
    line.unwrap_or_default().to_owned()
}

/// What is assumed, in a line; empty where nothing is.
pub fn assumed(figures: &Figures) -> String {
    let assumptions = &figures.assumptions;
    let units = assumptions.units.map(|volume| format!("units {volume}"));
    let projects = assumptions
        .projects
        .map(|volume| format!("projects {volume}"));
    let rates = assumptions.currency.map(|to| {
        let rate = move |(from, rate): (&Currency, &Decimal)| {
            format!("1 {from} = {} {to}", amount::plain(*rate))
        };
        assumptions.rates.iter().map(rate)
    });
    let rates = rates.into_iter().flatten();
    let parts: Vec<String> = units.into_iter().chain(projects).chain(rates).collect();
    parts.join(" · ")
}

/// What the sums leave out or cannot say, a sentence each.
pub fn remarks(figures: &Figures, canvas: &Canvas) -> Vec<String> {
    let mut remarks = Vec::new();
    for (ids, one, many) in [
        (
            &figures.left_out.without,
            "has no amount and is in no sum",
            "have no amount and are in no sum",
        ),
        (
            &figures.left_out.unread,
            "has an amount that cannot be read",
            "have amounts that cannot be read",
        ),
        (
            &figures.left_out.elsewhere,
            "with an amount is in no block of costs or revenue, and in no sum",
            "with amounts are in no block of costs or revenue, and in no sum",
        ),
    ] {
        remarks.extend(named(ids, one, many, canvas));
    }
    remarks.extend(gaps(figures));
    for name in &figures.assumptions.unread {
        remarks.push(format!("the assumption \"{name}\" cannot be read"));
    }
    remarks
}

/// Of the remarks those without which the sums of years say something else: what is in none of them, since nobody states
/// how much is sold, and what is in sums of its own.
pub fn gaps(figures: &Figures) -> Vec<String> {
    let of_sheet = |sheet: &Sheet| {
        let currency = sheet.currency;
        let told = sheet.unstated().map(move |per| {
            let word = per.word();
            format!(
                "nobody states how many {word}s are sold: what is due per {word} in {currency} is in no year"
            )
        });
        told.collect::<Vec<String>>()
    };
    let unstated = figures.sheets.iter().flat_map(of_sheet);
    unstated.chain(apart(figures)).collect()
}

/// Which currencies stay apart, and why.
fn apart(figures: &Figures) -> Option<String> {
    let codes = figures.sheets.iter().map(|sheet| sheet.currency);
    match figures.assumptions.currency {
        None if figures.sheets.len() > 1 => {
            let codes: Vec<&str> = codes.map(Currency::code).collect();
            let codes = codes.join(", ");
            Some(format!(
                "{codes} stay apart: no currency to reckon in is stated"
            ))
        }
        None => None,
        Some(currency) => {
            let others = codes.filter(|own| *own != currency);
            let others: Vec<&str> = others.map(Currency::code).collect();
            let others = others.join(", ");
            (!others.is_empty())
                .then(|| format!("sums in {others} stay apart: no rate to {currency} is stated"))
        }
    }
}

fn named(ids: &[NoteId], one: &str, many: &str, canvas: &Canvas) -> Option<String> {
    let count = ids.len();
    let names = ids.iter().take(MOST_NAMED);
    let names: Vec<String> = names
        .map(|id| format!("“{}”", first_line(canvas, id)))
        .collect();
    let more = if count > MOST_NAMED { " …" } else { "" };
    let names = format!("{}{more}", names.join(", "));
    match count {
        0 => None,
        1 => Some(format!("1 note {one}: {names}")),
        _ => Some(format!("{count} notes {many}: {names}")),
    }
}
