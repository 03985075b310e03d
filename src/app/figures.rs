//! What the board has open about money: the panel of figures, or a line in which an amount or an assumption is typed. The
//! line takes what speaks for a belief too.

pub mod panel;
pub mod totals;

use super::editor::{Editor, Shape};
use crate::model::amount::{self, AmountError, Currency, Stated};
use crate::model::belief::{self, Believed};
use crate::model::canvas::Canvas;
use crate::model::edit::{Change, Edit};
use crate::model::figures::{Assumption, Assumptions, Volume, rate};
use crate::model::id::NoteId;
use crate::model::viability::{Answer, Dimension};

/// What is open.
#[derive(Clone, Debug, PartialEq)]
pub enum Showing {
    /// The panel, scrolled by this many rows.
    Panel(u16),
    /// A line is being typed.
    Asking(Asking),
}

/// A line being typed about money.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// What it says.
    pub asked: Asked,
    /// The line now.
    pub editor: Editor,
    /// What comes back once it is kept or left.
    pub back: Back,
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The amount of a note.
    Amount(NoteId),
    /// A line of evidence for a note, in the place of this one or of none.
    Evidence(NoteId, Option<String>),
    /// The answer to a question about viability.
    Viability(Dimension),
    /// How many units are sold.
    Units,
    /// How many projects are sold.
    Projects,
    /// The currency to reckon in.
    Currency,
    /// What one of a currency is worth.
    Rate,
}

/// Where a line was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Back {
    /// On the board.
    Board,
    /// In the panel, scrolled by this many rows.
    Panel(u16),
}

/// What a line says so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nothing: Enter takes away what was there.
    Nothing,
    /// This, in the form in which it is kept.
    This(String),
    /// Nothing that can be kept, for this reason. Untrusted.
    Unclear(String),
}

impl Asked {
    /// The name of the mode in which it is typed.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Evidence(..) => "EVIDENCE",
            Self::Viability(_) => "VIABILITY",
            Self::Amount(_) | Self::Units | Self::Projects | Self::Currency | Self::Rate => "MONEY",
        }
    }

    /// What is asked, as a heading.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Amount(_) => "Amount of the note",
            Self::Viability(dimension) => dimension.title(),
            Self::Evidence(..) => "Evidence for or against the note",
            Self::Units => "Units sold",
            Self::Projects => "Projects sold",
            Self::Currency => "Currency to reckon in",
            Self::Rate => "What one of a currency is worth",
        }
    }

    /// How it is typed.
    pub const fn example(&self) -> &'static str {
        match self {
            Self::Amount(_) => "such as 200 EUR/unit, $4.5k/month x 3, 4~5~6 EUR once",
            Self::Evidence(..) => {
                "a line: 9 of 12 would pay, https://example.org, docs/interviews.md"
            }
            Self::Units | Self::Projects => "such as 1000/year, 80/month, 12 once",
            Self::Currency => "its code, such as EUR",
            Self::Rate => "such as USD=0.92",
            Self::Viability(_) => {
                "a rating from 1 to 5 and why, such as 3 most of them pay already"
            }
        }
    }

    /// What the canvas says now.
    fn present(&self, canvas: &Canvas) -> String {
        let assumptions = Assumptions::of(canvas.figures());
        let volume = |volume: Option<Volume>| volume.map(|volume| volume.to_string());
        let text = match self {
            Self::Amount(id) => {
                let amount = canvas.note(id).and_then(|note| note.amount.as_ref());
                amount.map(Stated::to_string)
            }
            Self::Evidence(_, line) => line.clone(),
            Self::Viability(dimension) => Some(canvas.answer(*dimension).typed()),
            Self::Units => volume(assumptions.units),
            Self::Projects => volume(assumptions.projects),
            Self::Currency => assumptions.currency.map(|currency| currency.to_string()),
            Self::Rate => None,
        };
        text.unwrap_or_default()
    }
}

impl Asking {
    /// A line with what the canvas says now.
    pub fn new(asked: Asked, canvas: &Canvas, back: Back) -> Self {
        let editor = Editor::new(Shape::Line, &asked.present(canvas));
        Self {
            asked,
            editor,
            back,
        }
    }

    /// What the line says so far, for a note of this canvas.
    pub fn said(&self, canvas: &Canvas) -> Said {
        match self.read(canvas) {
            Ok(None) => Said::Nothing,
            Ok(Some((form, _))) => Said::This(form),
            Err(why) => Said::Unclear(why),
        }
    }

    /// What keeping the line changes; an error says why it cannot be kept.
    pub fn edit(&self, canvas: &Canvas) -> Result<Edit, String> {
        let stated = self.read(canvas)?.map(|(_, stated)| stated);
        let assume = |assumption: Assumption| {
            let figures = assumption.stated_in(canvas.figures());
            let differs = figures.as_ref() != canvas.figures();
            differs.then_some(Change::Figures(figures))
        };
        let change = match (&self.asked, stated) {
            (Asked::Amount(id), None) => amount_change(id, None, canvas),
            (Asked::Viability(dimension), stated) => {
                let answer = match stated {
                    Some(Kept::Answer(answer)) => answer,
                    Some(Kept::Amount(_) | Kept::Assumed(_) | Kept::Line(_)) | None => {
                        Answer::default()
                    }
                };
                let field = canvas.with_answer(*dimension, &answer);
                (field.as_ref() != canvas.viability()).then_some(Change::Viability(field))
            }
            (Asked::Evidence(id, before), stated) => {
                let line = match stated {
                    Some(Kept::Line(line)) => Some(line),
                    Some(Kept::Amount(_) | Kept::Assumed(_) | Kept::Answer(_)) | None => None,
                };
                evidence_change(id, before.as_deref(), line, canvas)
            }
            (Asked::Amount(id), Some(Kept::Amount(amount))) => {
                amount_change(id, Some(amount), canvas)
            }
            (Asked::Units, None) => assume(Assumption::Units(None)),
            (Asked::Projects, None) => assume(Assumption::Projects(None)),
            (Asked::Currency, None) => assume(Assumption::Currency(None)),
            (_, Some(Kept::Assumed(assumption))) => assume(assumption),
            (Asked::Rate, None)
            | (
                Asked::Units | Asked::Projects | Asked::Currency | Asked::Rate,
                Some(Kept::Amount(_)),
            )
            | (_, Some(Kept::Line(_) | Kept::Answer(_))) => None,
        };
        Ok(Edit(change.into_iter().collect()))
    }

    /// What the line says and its form; `None` where it is empty.
    fn read(&self, canvas: &Canvas) -> Result<Option<(String, Kept)>, String> {
        let text = self.editor.text().trim();
        if text.is_empty() {
            return Ok(None);
        }
        let volume = |assume: fn(Option<Volume>) -> Assumption| {
            let volume = Volume::read(text).map_err(|why| why.of_a_volume())?;
            Ok((volume.to_string(), Kept::Assumed(assume(Some(volume)))))
        };
        let said = match &self.asked {
            Asked::Amount(_) => amount_of(text, canvas),
            Asked::Viability(_) => {
                Answer::read(text).map(|answer| (answer.typed(), Kept::Answer(answer)))
            }
            Asked::Evidence(..) => match belief::line(text) {
                Some(line) => Ok((line.clone(), Kept::Line(line))),
                None => Err("this is no evidence".to_owned()),
            },
            Asked::Units => volume(Assumption::Units),
            Asked::Projects => volume(Assumption::Projects),
            Asked::Currency => {
                let currency = currency(text)?;
                let assumed = Assumption::Currency(Some(currency));
                Ok((currency.to_string(), Kept::Assumed(assumed)))
            }
            Asked::Rate => rate_of(text, canvas),
        };
        said.map(Some)
    }
}

/// The change of a note's amount, where it is one.
fn amount_change(id: &NoteId, amount: Option<Stated>, canvas: &Canvas) -> Option<Change> {
    let now = canvas.note(id).and_then(|note| note.amount.clone());
    (now != amount).then(|| Change::Amount(id.clone(), amount))
}

/// The change of a note's evidence by a line in the place of one that was there, where it is one.
fn evidence_change(
    id: &NoteId,
    before: Option<&str>,
    line: Option<String>,
    canvas: &Canvas,
) -> Option<Change> {
    let now = &canvas.note(id)?.belief.evidence;
    let mut evidence = now.clone();
    if let Some(before) = before {
        evidence.remove(before);
    }
    evidence.extend(line);
    (evidence != *now).then(|| Change::Belief(id.clone(), Believed::Evidence(evidence)))
}

/// What a line states.
#[derive(Clone, Debug, PartialEq)]
enum Kept {
    Amount(Stated),
    Assumed(Assumption),
    Line(String),
    Answer(Answer),
}

fn amount_of(text: &str, canvas: &Canvas) -> Result<(String, Kept), String> {
    let usual = Assumptions::of(canvas.figures()).currency;
    let amount = amount::read(text, usual).map_err(|why| why.to_string())?;
    let mut form = amount.shown();
    let whole = amount.total().map_err(|overflow| overflow.to_string())?;
    if whole != amount.price() {
        let sum = amount::shown(whole.base, Some(amount.currency()));
        form = format!("{form}, {sum} in all");
    }
    Ok((form, Kept::Amount(amount.into())))
}

fn currency(code: &str) -> Result<Currency, String> {
    let found = Currency::from_code(code.trim());
    found.ok_or_else(|| format!("\"{}\" is no currency's code", code.trim()))
}

/// `USD=0.92`, or only `USD=`, which takes the rate away.
fn rate_of(text: &str, canvas: &Canvas) -> Result<(String, Kept), String> {
    let to = Assumptions::of(canvas.figures()).currency;
    let to = to.ok_or("state the currency to reckon in first: a rate is to that one")?;
    let (code, worth) = text.split_once(['=', ' ']).unwrap_or((text, ""));
    let from = currency(code)?;
    if from == to {
        return Err(format!("the canvas reckons in {to} already"));
    }
    let worth = match worth.trim_start_matches(['=', ' ']) {
        "" => None,
        worth => Some(rate(worth).map_err(|why: AmountError| why.of_a_volume())?),
    };
    let form = match worth {
        Some(worth) => format!("1 {from} = {} {to}", amount::plain(worth)),
        None => format!("no rate for {from}"),
    };
    Ok((form, Kept::Assumed(Assumption::Rate(from, worth))))
}
