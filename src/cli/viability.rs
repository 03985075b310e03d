//! `viability`: the six questions whether a model holds, what the team answers, and the red flags of the canvas.

use serde_json::{Value, json};

use super::args::{ViabilityArgs, is_stdin};
use super::edit::edit;
use super::failure::{Failure, Outcome, warn};
use super::files;
use super::show;
use super::text::{Text, escaped};
use crate::model::canvas::Canvas;
use crate::model::check::{Named, Spot};
use crate::model::edit::{Change, Edit};
use crate::model::id::{BlockId, NoteId};
use crate::model::kind::Kind;
use crate::model::viability::{Answer, BEST, Dimension, Flag, flags};
use crate::shell::{checking, clock, open};
use crate::text::clean::Shown;

pub(super) fn run(args: &ViabilityArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    match args.question {
        Some(question) if args.rating().is_some() || args.reason.is_some() => {
            answer(args, question)?;
        }
        Some(_) | None => out.extend(show(args)?.into_bytes()),
    }
    Ok(Outcome::Fine)
}

/// Writes the answer into the canvas.
fn answer(args: &ViabilityArgs, question: Dimension) -> Result<(), Failure> {
    edit(&args.file, |locked| {
        let canvas = &locked.canvas;
        let now = canvas.answer(question);
        let reason = args.reason.as_deref().map(Answer::line);
        let answer = Answer {
            rating: args.rating().unwrap_or(now.rating),
            reason: reason.unwrap_or(now.reason),
        };
        let field = canvas.with_answer(question, &answer);
        let differs = field.as_ref() != canvas.viability();
        let change = differs.then_some(Change::Viability(field));
        Ok((Edit(change.into_iter().collect()), ()))
    })
}

fn show(args: &ViabilityArgs) -> Result<String, Failure> {
    let (name, read) = show::read(&args.file)?;
    let library = files::library(&args.file);
    let (canvas, kind) = (&read.canvas, open::kind(name, &read.canvas.kind, &library)?);
    let on_disk = (!is_stdin(&args.file)).then_some(&*args.file);
    let (named, today) = (Named::of(canvas), clock::now().date());
    let known = checking::know(on_disk, &named, &library, &today);
    for warning in &known.warnings {
        warn(warning);
    }
    let flags = flags(canvas, &kind, &known.facts, &known.switches);
    let asked = |dimension: &Dimension| args.question.is_none_or(|only| only == *dimension);
    let asked: Vec<Dimension> = Dimension::ALL.into_iter().filter(asked).collect();
    Ok(if args.json {
        let json = asked.into_iter().map(|one| as_json(canvas, one, &flags));
        let json = serde_json::to_string_pretty(&json.collect::<Value>());
        format!("{}\n", escaped(&json.unwrap_or_default()))
    } else {
        as_text(canvas, &kind, &asked, &flags)
    })
}

fn as_text(canvas: &Canvas, kind: &Kind, asked: &[Dimension], flags: &[Flag]) -> String {
    let mut text = Text::default();
    for dimension in asked {
        let answer = canvas.answer(*dimension);
        let rating = answer
            .rating
            .map_or_else(|| "-".to_owned(), |rating| rating.to_string());
        text.line(format_args!("{rating}/{BEST}  {}", dimension.title()));
        text.line(format_args!("     {}", dimension.question()));
        if !answer.reason.is_empty() {
            text.line(format_args!("     {}", Shown::line(&answer.reason)));
        }
        for flag in flags.iter().filter(|flag| flag.dimension == *dimension) {
            let what = place(flag, canvas, kind);
            text.line(format_args!("     ! {}", Shown::line(&what)));
        }
    }
    text.into_string()
}

/// What the flag says, and where.
fn place(flag: &Flag, canvas: &Canvas, kind: &Kind) -> String {
    let told = flag.told(canvas);
    match &flag.spot {
        Some(Spot::Note(id)) => format!("{told} ({})", id.as_str()),
        Some(Spot::Block(block)) => format!("{told} ({})", kind.title_of(block)),
        Some(Spot::Header) | None => told,
    }
}

fn as_json(canvas: &Canvas, dimension: Dimension, flags: &[Flag]) -> Value {
    let answer = canvas.answer(dimension);
    let own = flags.iter().filter(|flag| flag.dimension == dimension);
    let own: Vec<&Flag> = own.collect();
    let place = |flag: &&Flag| {
        let (block, note) = match &flag.spot {
            Some(Spot::Note(id)) => (canvas.note(id).map(|note| &note.place.block), Some(id)),
            Some(Spot::Block(block)) => (Some(block), None),
            Some(Spot::Header) | None => (None, None),
        };
        json!({
            "what": flag.what,
            "block": block.map(BlockId::as_str),
            "note": note.map(NoteId::as_str),
        })
    };
    json!({
        "dimension": dimension.key(),
        "title": dimension.title(),
        "question": dimension.question(),
        "rating": answer.rating,
        "reason": answer.reason,
        "red_flags": own.iter().map(|flag| flag.what.as_str()).collect::<Vec<_>>(),
        "flags": own.iter().map(place).collect::<Vec<_>>(),
    })
}
