//! `viability`: the six questions whether a model holds, what the team answers, and the red flags of the canvas.

use serde_json::{Value, json};

use super::args::ViabilityArgs;
use super::failure::{Failure, Outcome};
use super::files;
use super::show;
use super::text::{Text, escaped};
use crate::model::canvas::Canvas;
use crate::model::kind::Kind;
use crate::model::viability::{BEST, Dimension, flags};
use crate::shell::open;
use crate::text::clean::Shown;

pub(super) fn run(args: &ViabilityArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let (name, read) = show::read(&args.file)?;
    let kind = open::kind(name, &read.canvas.kind, &files::library(&args.file))?;
    let text = if args.json {
        let json = as_json(&read.canvas, &kind);
        let json = serde_json::to_string_pretty(&json).unwrap_or_default();
        format!("{}\n", escaped(&json))
    } else {
        as_text(&read.canvas, &kind)
    };
    out.extend(text.into_bytes());
    Ok(Outcome::Fine)
}

fn as_text(canvas: &Canvas, kind: &Kind) -> String {
    let flags = flags(canvas, kind);
    let mut text = Text::default();
    for dimension in Dimension::ALL {
        let answer = canvas.answer(dimension);
        let rating = answer
            .rating
            .map_or_else(|| "-".to_owned(), |rating| rating.to_string());
        text.line(format_args!("{rating}/{BEST}  {}", dimension.title()));
        text.line(format_args!("     {}", dimension.question()));
        if !answer.reason.is_empty() {
            text.line(format_args!("     {}", Shown::line(&answer.reason)));
        }
        for (_, what) in flags.iter().filter(|(of, _)| *of == dimension) {
            text.line(format_args!("     ! {}", Shown::line(what)));
        }
    }
    text.into_string()
}

fn as_json(canvas: &Canvas, kind: &Kind) -> Value {
    let flags = flags(canvas, kind);
    let one = |dimension: Dimension| {
        let answer = canvas.answer(dimension);
        let own = flags.iter().filter(|(of, _)| *of == dimension);
        json!({
            "dimension": dimension.key(),
            "title": dimension.title(),
            "question": dimension.question(),
            "rating": answer.rating,
            "reason": answer.reason,
            "red_flags": own.map(|(_, what)| what.as_str()).collect::<Vec<_>>(),
        })
    };
    Dimension::ALL.map(one).into_iter().collect()
}
