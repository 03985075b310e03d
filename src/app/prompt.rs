//! A line being typed: an amount, an assumption, a piece of evidence, an answer, what is said at a step, a message.

use super::editor::{Editor, Shape};
use super::holding::At;
use super::story::Story;
use crate::model::amount::{self, AmountError, Currency, Stated};
use crate::model::belief::{self, Believed};
use crate::model::canvas::Canvas;
pub use crate::model::draft::Asked;
use crate::model::draft::{Picked, Target, Typing};
use crate::model::edit::{Change, Edit};
use crate::model::figures::{Assumption, Assumptions, Volume, rate};
use crate::model::id::NoteId;
use crate::model::kind::Kind;
use crate::model::lines::{Lines, Sort};
use crate::model::merge::merge;
use crate::model::story;
use crate::model::viability::Answer;

/// A line being typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompt {
    /// What it says.
    pub asked: Asked,
    /// What the line said at first.
    pub before: String,
    /// The line now.
    pub editor: Editor,
    /// What comes back once it is kept or left.
    pub back: Back,
    /// How far back among the lines typed before it is.
    recalled: Recalled,
    /// What brings back what the line is about as it was when the line was asked for: what is typed grew from that.
    base: Option<Box<Change>>,
}

/// How far back a line is among those typed before: so many steps, and what was typed before the first one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Recalled {
    steps: usize,
    typed: String,
}

/// Where a line was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Back {
    /// On the board.
    Board,
    /// In the panel of figures, scrolled by this many rows.
    Figures(u16),
    /// While the canvas is told.
    Story(Story),
    /// In the panel of viability, this row chosen.
    Viability(At),
}

/// Where a line is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// In a box of its own, which tells how it is read.
    Box,
    /// In the bottom row, behind this word.
    Row(&'static str),
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

/// What keeping a line does.
#[derive(Clone, Debug, PartialEq)]
pub enum Kept {
    /// It changes the canvas.
    Edit(Edit),
    /// It syncs it with this message.
    Message(String),
    /// It has the layer that is shown written into a new file of this name.
    Narrow(String),
}

impl Asked {
    /// The name of the mode in which it is typed.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Evidence(..) => "EVIDENCE",
            Self::Viability(_) => "VIABILITY",
            Self::Said(_) => "STORY",
            Self::Narrow(_) => "NARROW",
            Self::Message(_) => "SYNC",
            Self::Amount(_) | Self::Units | Self::Projects | Self::Currency | Self::Rate => "MONEY",
        }
    }

    /// What is asked, as a heading.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Amount(_) => "Amount of the note",
            Self::Viability(dimension) => dimension.title(),
            Self::Evidence(..) => "Evidence for or against the note",
            Self::Said(_) => "Said at this step",
            Self::Narrow(_) => "A new file for this layer",
            Self::Message(_) => "Message of the commit",
            Self::Units => "Units sold",
            Self::Projects => "Projects sold",
            Self::Currency => "Currency to reckon in",
            Self::Rate => "What one of a currency is worth",
        }
    }

    /// Among which lines it can be had again.
    pub const fn sort(&self) -> Sort {
        match self {
            Self::Amount(_) => Sort::Amount,
            Self::Evidence(..) => Sort::Evidence,
            Self::Viability(_) => Sort::Viability,
            Self::Units | Self::Projects => Sort::Volume,
            Self::Currency => Sort::Currency,
            Self::Rate => Sort::Rate,
            Self::Said(_) => Sort::Said,
            Self::Narrow(_) => Sort::File,
            Self::Message(_) => Sort::Message,
        }
    }

    /// Where it is typed.
    pub const fn spot(&self) -> Spot {
        match self {
            Self::Said(_) => Spot::Row(" Say: "),
            Self::Message(_) => Spot::Row(" Message: "),
            Self::Narrow(_)
            | Self::Amount(_)
            | Self::Evidence(..)
            | Self::Viability(_)
            | Self::Units
            | Self::Projects
            | Self::Currency
            | Self::Rate => Spot::Box,
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
            Self::Said(_) => "what you say when the canvas is told",
            Self::Narrow(_) => "its name, or the way to it from this canvas",
            Self::Message(_) => "what the commit does, in a line",
            Self::Viability(_) => "why it is so, such as: most of them pay already",
        }
    }

    /// The note that it is about; for a step of the story the one that may be it.
    pub fn note(&self) -> Option<NoteId> {
        match self {
            Self::Amount(id) | Self::Evidence(id, _) => Some(id.clone()),
            Self::Said(step) => Some(NoteId::from(step.as_str())),
            Self::Viability(_)
            | Self::Units
            | Self::Projects
            | Self::Currency
            | Self::Rate
            | Self::Narrow(_)
            | Self::Message(_) => None,
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
            Self::Viability(dimension) => Some(canvas.answer(*dimension).reason),
            Self::Units => volume(assumptions.units),
            Self::Projects => volume(assumptions.projects),
            Self::Currency => assumptions.currency.map(|currency| currency.to_string()),
            Self::Rate => None,
            Self::Said(step) => Some(story::line(canvas.story(), step).to_owned()),
            Self::Narrow(name) => Some(name.clone()),
            Self::Message(proposed) => Some(first_line(proposed).to_owned()),
        };
        text.unwrap_or_default()
    }

    /// The change that states what the canvas says now of what it is about; `None` where lines stand beside each other.
    fn stated(&self, canvas: &Canvas) -> Option<Change> {
        match self {
            Self::Amount(id) => {
                let amount = canvas.note(id)?.amount.clone();
                Some(Change::Amount(id.clone(), amount))
            }
            Self::Viability(_) => Some(Change::Viability(canvas.viability().cloned())),
            Self::Said(_) => Some(Change::Story(canvas.story().cloned())),
            Self::Units | Self::Projects | Self::Currency | Self::Rate => {
                Some(Change::Figures(canvas.figures().cloned()))
            }
            Self::Evidence(..) | Self::Narrow(_) | Self::Message(_) => None,
        }
    }
}

impl Prompt {
    /// A line with what the canvas says now.
    pub fn new(asked: Asked, canvas: &Canvas, back: Back) -> Self {
        let editor = Editor::new(Shape::Line, &asked.present(canvas));
        let base = asked.stated(canvas).map(Box::new);
        Self {
            asked,
            before: editor.text().to_owned(),
            editor,
            back,
            recalled: Recalled::default(),
            base,
        }
    }

    /// Puts the line so many steps further back among those typed before in place of this one; at the near end what was
    /// typed comes again.
    pub fn recall(&mut self, lines: &Lines, by: isize) {
        let Some(steps) = self.recalled.steps.checked_add_signed(by) else {
            return;
        };
        let back = match steps {
            0 => Some(self.recalled.typed.clone()),
            _ => lines.back(self.asked.sort(), steps).map(str::to_owned),
        };
        let Some(line) = back else {
            return;
        };
        if self.recalled.steps == 0 {
            self.editor.text().clone_into(&mut self.recalled.typed);
        }
        self.recalled.steps = steps;
        self.editor = Editor::new(Shape::Line, &line);
    }

    /// With this typed in it.
    pub fn typed(mut self, text: &str) -> Self {
        self.editor = Editor::new(Shape::Line, text);
        self
    }

    /// What a journal keeps of it; `None` while it would lose nothing.
    pub fn typing(&self) -> Option<Typing> {
        (self.editor.text() != self.before).then(|| Typing {
            target: Target::Asked(self.asked.clone()),
            block: None,
            before: self.before.clone(),
            text: self.editor.text().to_owned(),
            types: Picked::default(),
        })
    }

    /// What the line says so far, for a note of this canvas.
    pub fn said(&self, canvas: &Canvas) -> Said {
        match self.read(canvas) {
            Ok(None) => Said::Nothing,
            Ok(Some((form, _))) => Said::This(form),
            Err(why) => Said::Unclear(why),
        }
    }

    /// What keeping the line does; an error says why it cannot be kept.
    pub fn kept(&self, canvas: &Canvas, kind: &Kind) -> Result<Kept, String> {
        if let Asked::Message(proposed) = &self.asked {
            return Ok(Kept::Message(self.message(proposed)));
        }
        if let Asked::Narrow(_) = &self.asked {
            return match self.editor.text().trim() {
                "" => Err("a file needs a name".to_owned()),
                name => Ok(Kept::Narrow(name.to_owned())),
            };
        }
        self.edit(canvas, kind).map(Kept::Edit)
    }

    /// What stating it changes. Where somebody else changed the same since it was asked for, the two are merged.
    fn edit(&self, canvas: &Canvas, kind: &Kind) -> Result<Edit, String> {
        let stated = self.read(canvas)?.map(|(_, stated)| stated);
        let edit = |on: &Canvas| {
            let change = self.change(stated, on, kind)?;
            Ok(Edit(change.into_iter().collect()))
        };
        let Some(then) = self.then(canvas) else {
            return edit(canvas);
        };
        let mut mine = then.clone();
        if self.editor.text() != self.before {
            let done = mine.apply(edit(&then)?);
            done.map_err(|refused| refused.to_string())?;
        }
        Ok(canvas.edit_to(&merge(Some(&then), canvas, &mine).canvas))
    }

    /// The canvas, but with what the line is about as it was when the line was asked for; `None` where that is so still.
    pub fn then(&self, canvas: &Canvas) -> Option<Canvas> {
        let change = self.base.as_deref()?.clone();
        let mut then = canvas.clone();
        then.apply(change.into()).ok()?;
        (then != *canvas).then_some(then)
    }

    /// What stating this changes; nothing takes away what was there.
    fn change(
        &self,
        stated: Option<Statement>,
        canvas: &Canvas,
        kind: &Kind,
    ) -> Result<Option<Change>, String> {
        let assume = |assumption: Assumption| {
            let figures = assumption.stated_in(canvas.figures());
            let differs = figures.as_ref() != canvas.figures();
            differs.then_some(Change::Figures(figures))
        };
        let line = |stated| match stated {
            Some(Statement::Line(line)) => Some(line),
            Some(Statement::Amount(_) | Statement::Assumed(_)) | None => None,
        };
        Ok(match (&self.asked, stated) {
            (Asked::Amount(id), None) => amount_change(id, None, canvas),
            (Asked::Amount(id), Some(Statement::Amount(amount))) => {
                amount_change(id, Some(amount), canvas)
            }
            (Asked::Viability(dimension), stated) => {
                let answer = Answer {
                    reason: line(stated).unwrap_or_default(),
                    ..canvas.answer(*dimension)
                };
                let field = canvas.with_answer(*dimension, &answer);
                (field.as_ref() != canvas.viability()).then_some(Change::Viability(field))
            }
            (Asked::Evidence(id, before), stated) => {
                evidence_change(id, before.as_deref(), line(stated), canvas)
            }
            (Asked::Said(step), stated) => {
                let (told, said) = (canvas.story(), line(stated).unwrap_or_default());
                let now = story::with_line(told, kind, step, &said);
                let now = now.map_err(|unknown| unknown.to_string())?;
                (now.as_ref() != told).then_some(Change::Story(now))
            }
            (Asked::Units, None) => assume(Assumption::Units(None)),
            (Asked::Projects, None) => assume(Assumption::Projects(None)),
            (Asked::Currency, None) => assume(Assumption::Currency(None)),
            (_, Some(Statement::Assumed(assumption))) => assume(assumption),
            (Asked::Rate | Asked::Narrow(_) | Asked::Message(_), None)
            | (
                Asked::Units
                | Asked::Projects
                | Asked::Currency
                | Asked::Rate
                | Asked::Narrow(_)
                | Asked::Message(_),
                Some(Statement::Amount(_)),
            )
            | (_, Some(Statement::Line(_))) => None,
        })
    }

    /// The message that the line stands for: the whole of what was proposed, where that is unchanged or nothing is left.
    fn message(&self, proposed: &str) -> String {
        match self.editor.text().trim() {
            "" => proposed.to_owned(),
            line if line == first_line(proposed).trim() => proposed.to_owned(),
            line => line.to_owned(),
        }
    }

    /// What the line says and its form; `None` where it is empty.
    fn read(&self, canvas: &Canvas) -> Result<Option<(String, Statement)>, String> {
        let text = self.editor.text().trim();
        if text.is_empty() {
            return Ok(None);
        }
        let volume = |assume: fn(Option<Volume>) -> Assumption| {
            let volume = Volume::read(text).map_err(|why| why.of_a_volume())?;
            let assumed = assume(Some(volume));
            Ok((volume.to_string(), Statement::Assumed(assumed)))
        };
        let line = |line: String| (line.clone(), Statement::Line(line));
        let said = match &self.asked {
            Asked::Amount(_) => amount_of(text, canvas),
            Asked::Viability(_) => Ok(line(Answer::line(text))),
            Asked::Evidence(..) => {
                let evidence = belief::line(text).map(line);
                evidence.ok_or_else(|| "this is no evidence".to_owned())
            }
            Asked::Said(_) | Asked::Narrow(_) | Asked::Message(_) => Ok(line(text.to_owned())),
            Asked::Units => volume(Assumption::Units),
            Asked::Projects => volume(Assumption::Projects),
            Asked::Currency => {
                let currency = currency(text)?;
                let assumed = Assumption::Currency(Some(currency));
                let form = currency_form(currency, canvas);
                Ok((form, Statement::Assumed(assumed)))
            }
            Asked::Rate => rate_of(text, canvas),
        };
        said.map(Some)
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
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
enum Statement {
    Amount(Stated),
    Assumed(Assumption),
    Line(String),
}

fn amount_of(text: &str, canvas: &Canvas) -> Result<(String, Statement), String> {
    let usual = Assumptions::of(canvas.figures()).currency;
    let amount = amount::read(text, usual).map_err(|why| why.to_string())?;
    let mut form = amount.shown();
    let whole = amount.total().map_err(|overflow| overflow.to_string())?;
    if whole != amount.price() {
        let sum = amount::shown(whole.base, Some(amount.currency()));
        form = format!("{form}, {sum} in all");
    }
    Ok((form, Statement::Amount(amount.into())))
}

fn currency(code: &str) -> Result<Currency, String> {
    let found = Currency::from_code(code.trim());
    found.ok_or_else(|| format!("\"{}\" is no currency's code", code.trim()))
}

/// The currency, and where rates are stated in another one that they go.
fn currency_form(currency: Currency, canvas: &Canvas) -> String {
    let now = Assumptions::of(canvas.figures());
    match now.currency.filter(|was| *was != currency) {
        Some(was) if !now.rates.is_empty() => format!("{currency}, without the rates in {was}"),
        Some(_) | None => currency.to_string(),
    }
}

/// `USD=0.92`, or only `USD=`, which takes the rate away.
fn rate_of(text: &str, canvas: &Canvas) -> Result<(String, Statement), String> {
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
    Ok((form, Statement::Assumed(Assumption::Rate(from, worth))))
}
