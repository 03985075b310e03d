//! `tag`: the tags of a canvas, on how many notes each is and in which colour; and the colour of one.

use serde_json::{Value, json};

use super::args::TagArgs;
use super::edit::edit;
use super::failure::{Failure, Outcome, about};
use super::show;
use super::text::{Text, escaped};
use crate::model::canvas::Canvas;
use crate::model::color::NoteColor;
use crate::model::edit::{Change, Edit};
use crate::model::links;
use crate::text::clean::Shown;

pub(super) fn run(args: &TagArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    if let (Some(tag), Some(color)) = (&args.tag, &args.color) {
        let bare = tag.trim_start_matches('#');
        let tag = if bare.is_empty() { tag } else { bare };
        // `none` is no colour's name.
        color_it(args, tag, NoteColor::from_name(color))?;
        return Ok(Outcome::Fine);
    }
    let (_, read) = show::read(&args.file)?;
    let text = if args.json {
        let json = serde_json::to_string_pretty(&as_json(&read.canvas)).unwrap_or_default();
        format!("{}\n", escaped(&json))
    } else {
        as_text(&read.canvas)
    };
    out.extend(text.into_bytes());
    Ok(Outcome::Fine)
}

fn color_it(args: &TagArgs, tag: &str, color: Option<NoteColor>) -> Result<(), Failure> {
    edit(&args.file, |locked| {
        let canvas = &locked.canvas;
        let now = canvas.with_tag_color(tag, color).map_err(|unknown| {
            let advice = "Look at the field \"tags\" at the top of the file.";
            about(&args.file, &unknown, advice)
        })?;
        let change = (now.as_ref() != canvas.tags()).then_some(Change::TagColors(now));
        Ok((Edit(change.into_iter().collect()), ()))
    })
}

fn as_text(canvas: &Canvas) -> String {
    let mut text = Text::default();
    for tag in canvas.all_tags() {
        let count = links::tagged(canvas, tag).len();
        let color = canvas.tag_color(tag).map_or("", NoteColor::name);
        text.line(format_args!("{}\t{count}\t{color}", Shown::line(tag)));
    }
    text.into_string()
}

fn as_json(canvas: &Canvas) -> Value {
    let one = |tag: &str| {
        json!({
            "tag": tag,
            "notes": links::tagged(canvas, tag).len(),
            "color": canvas.tag_color(tag).map(NoteColor::name),
        })
    };
    canvas.all_tags().into_iter().map(one).collect()
}
