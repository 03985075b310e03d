//! Canvases in other formats: what goes out, what comes in, and what got lost on the way.
//!
//! A writer is asked for by a [`Target`], a reader by a [`Source`]; both are pure, from a canvas to bytes and back. What a
//! target cannot hold comes back beside the bytes ([`Left`]), what a reader did not understand beside the canvas
//! ([`Remark`]): nothing is dropped in silence. To add a format: a variant of `Target` or `Source`, a module here, a line
//! in `write` or `read`.

mod bmml;
mod encoding;
mod foreign;
mod found;
mod html;
mod json;
mod json_canvas;
mod left;
pub mod look;
mod markdown;
mod naming;
mod numbered;
mod part;
#[cfg(feature = "pictures")]
pub mod picture;
mod plain;
pub mod poster;
mod seated;
mod source;
mod table;
mod target;
mod textusm;
mod understood;
mod words;
mod yaml;

#[cfg(test)]
mod tests;

pub use encoding::{NoText, text};
pub use foreign::Foreign;
pub use found::{Found, FoundNote, Remark, Stands};
pub use left::Left;
pub use look::{Drawing, Look, NotDrawn};
pub use naming::{Kinds, Names};
pub use part::{CanvasPart, Part};
pub use seated::blocks;
pub use source::{Guess, Source, guess};
pub use target::Target;

use json::Spelling;
use table::Delimiter;

use crate::model::canvas::Canvas;
use crate::model::check::{Facts, Switches};
use crate::model::kind::Kind;

/// A canvas in another format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What of the canvas is not in it.
    pub left: Left,
}

/// A canvas out of another format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The canvas.
    pub canvas: Canvas,
    /// What is to be said about how it was read.
    pub remarks: Vec<Remark>,
}

/// What a page with red flags has to know of the rules that raise them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// What they look at beside the canvas.
    pub facts: Facts,
    /// Which of them hold.
    pub switches: Switches,
}

/// What was to be read is not of the format that it was read as.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{reason}", line.map(|line| format!("line {line}: ")).unwrap_or_default())]
pub struct Unreadable {
    /// Where, counted from 1, if a line is to blame.
    pub line: Option<usize>,
    /// What is wrong, untrusted.
    pub reason: String,
}

/// The canvas in this format; `look` is for pictures, the only ones that may fail. Red flags are those of the usual rules.
pub fn write(
    canvas: &Canvas,
    kind: &Kind,
    target: Target,
    look: Look,
) -> Result<Written, NotDrawn> {
    write_by(canvas, kind, target, look, &Rules::default())
}

/// The same, with red flags by these rules.
pub fn write_by(
    canvas: &Canvas,
    kind: &Kind,
    target: Target,
    look: Look,
    rules: &Rules,
) -> Result<Written, NotDrawn> {
    let mut written = match target {
        Target::Markdown => markdown::write(canvas, kind),
        Target::Text => plain::write(canvas, kind),
        Target::Csv => table::write(canvas, kind, Delimiter::Comma),
        Target::Tsv => table::write(canvas, kind, Delimiter::Tab),
        Target::Bmml => bmml::write(canvas, kind),
        Target::Json => json::write(canvas, kind, Spelling::Camel),
        Target::SnakeJson => json::write(canvas, kind, Spelling::Snake),
        Target::JsonCanvas => json_canvas::write(canvas, kind),
        Target::Textusm => textusm::write(canvas, kind),
        Target::Html => html::write(canvas, kind, rules),
        Target::Svg => draw(canvas, kind, Drawing::Svg, look)?,
        Target::Png => draw(canvas, kind, Drawing::Png, look)?,
        Target::Pdf => draw(canvas, kind, Drawing::Pdf, look)?,
    };
    written.left.sort_by_block(canvas, kind);
    Ok(written)
}

#[cfg(not(feature = "pictures"))]
fn draw(_: &Canvas, _: &Kind, _: Drawing, _: Look) -> Result<Written, NotDrawn> {
    Err(NotDrawn::NotBuiltIn)
}

#[cfg(feature = "pictures")]
fn draw(canvas: &Canvas, kind: &Kind, drawing: Drawing, look: Look) -> Result<Written, NotDrawn> {
    let picture = picture::draw(canvas, kind, drawing, look)?;
    let left = picture.left(canvas, drawing, look);
    Ok(Written {
        bytes: picture.bytes,
        left,
    })
}

/// The canvas that a file of this format holds. Of the kinds the one is taken that the file states, or whose blocks it
/// names most of.
pub fn read(bytes: &[u8], source: Source, kinds: &Kinds) -> Result<Import, Unreadable> {
    let text = text(bytes).map_err(|error| Unreadable {
        line: None,
        reason: error.to_string(),
    })?;
    let found = match source {
        Source::Markdown => return Ok(markdown::read(&text, kinds)),
        Source::Text => plain::read(&text, kinds),
        Source::Csv => table::read(&text, kinds)?,
        Source::Bmml => bmml::read(&text)?,
        Source::Json => json::read(&text, kinds)?,
        Source::Textusm => textusm::read(&text, kinds),
    };
    Ok(found.seat(kinds))
}
