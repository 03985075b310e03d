//! Markdown: the form that teams pass around, written so that nothing of a canvas is lost, read however people write it.
//!
//! ```text
//! ## Business Model Canvas — Repair
//!
//! **Designed for:** Cloud team
//!
//! ### 1. Customer Segments (CS)
//!
//! - Commuters `#city` <!-- ^c1 V {"color":"red"} -->
//!
//! <!-- bmcanvas {"kind":"business-model"} -->
//! ```
//!
//! What people want to read stands there as text; the rest of a note is in the comment at its end, that of the canvas in
//! the last one. Reading goes in three steps: `events` and `html` take the file apart with a `CommonMark` parser, `doc` has
//! what they find as a flat list of headings, items and tables, `reading` makes notes of it. What a person typed wins over
//! what a comment says.

mod data;
mod doc;
mod events;
mod front;
mod grid;
mod html;
mod labels;
mod order;
mod own;
mod reading;
mod shown;
mod spans;
mod tables;
mod writing;

use super::naming::Kinds;
use super::{Import, Written};
use crate::exchange::Left;
use crate::model::canvas::Canvas;
use crate::model::kind::Kind;

/// The canvas as Markdown. All of it is in there.
pub(super) fn write(canvas: &Canvas, kind: &Kind) -> Written {
    Written {
        bytes: writing::write(canvas, kind).into_bytes(),
        left: Left::default(),
    }
}

/// The canvas that a text holds. Any text is Markdown.
pub(super) fn read(text: &str, kinds: &Kinds) -> Import {
    reading::read(text, kinds)
}

#[cfg(test)]
mod tests;
