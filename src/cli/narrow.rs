//! `narrow`: the part of a canvas that has a tag or leads to a segment, as a canvas of its own.

use std::path::Path;

use super::args::{NarrowArgs, PartArgs, to_file};
use super::failure::{Failure, Outcome, about};
use super::files::{self, unsaved};
use super::text::escaped;
use super::{names, show};
use crate::app::msg::Trouble;
use crate::format;
use crate::model::canvas::Canvas;
use crate::model::kind::Kind;
use crate::model::links::{self, Paths};
use crate::shell::{exchanging, open};
use crate::store::save::{Decision, Saved, save};
use crate::store::stream;

pub(super) fn run(args: &NarrowArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let (name, read) = show::read(&args.file)?;
    let library = files::library(&args.file);
    let kind = open::kind(name, &read.canvas.kind, &library)?;
    let text = format::write(&part(name, &args.part, read.canvas, &kind)?);
    match to_file(args.output.as_deref()) {
        Some(path) => write(path, &text)?,
        None => out.extend(escaped(&text).into_bytes()),
    }
    Ok(Outcome::Fine)
}

/// The part of the canvas that was asked for; all of it where none was.
pub(super) fn part(
    file: &Path,
    part: &PartArgs,
    canvas: Canvas,
    kind: &Kind,
) -> Result<Canvas, Trouble> {
    let paths = Paths::of(&canvas, kind);
    let kept = match (&part.segment, &part.tag) {
        (Some(note), _) => paths.leading_to([&names::note(file, &canvas, note)?]),
        (None, Some(tag)) => {
            let tagged = links::tagged(&canvas, tag);
            if tagged.is_empty() {
                return Err(no_tag(file, tag, &canvas));
            }
            paths.leading_to(tagged)
        }
        (None, None) => return Ok(canvas),
    };
    Ok(links::narrowed(&canvas, &kept))
}

fn no_tag(file: &Path, tag: &str, canvas: &Canvas) -> Trouble {
    let tags: Vec<&str> = links::tags(canvas).into_iter().take(20).collect();
    let advice = match tags.as_slice() {
        [] => "Give notes tags with `bmcanvas set FILE NOTE --tag TAG`.".to_owned(),
        tags => format!("In use are {}.", tags.join(", ")),
    };
    about(file, &format!("no note has the tag {tag:?}"), advice)
}

/// Writes the text into a new file, or to the device or pipe that is there.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if stream::is_there(path) {
        // As on standard output: the same canvas to whoever reads it, and nothing that a terminal acts on.
        return Ok(exchanging::send(path, escaped(text).as_bytes())?);
    }
    let saved = save(path, |there| match there {
        None => Decision::Write(text.to_owned().into_bytes()),
        Some(_) => Decision::Keep,
    });
    match saved {
        Ok(Saved::Created | Saved::Replaced | Saved::InPlace | Saved::Unchanged) => Ok(()),
        Ok(Saved::Kept) => {
            Err(about(path, &"the file is there already", "Choose another name.").into())
        }
        Err(error) => Err(unsaved(path, &error).into()),
    }
}
