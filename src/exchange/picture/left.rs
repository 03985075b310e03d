//! What of a canvas is not on a picture of it.

use super::Picture;
use super::prose::Setter;
use crate::exchange::look::{Drawing, Look, Pages};
use crate::exchange::poster::{are_dots_shown, are_tags_shown};
use crate::exchange::understood::{are_answers, are_assumptions};
use crate::exchange::{CanvasPart, Left, Part};
use crate::model::canvas::Canvas;
use crate::model::color::NoteColor;
use crate::model::figures;
use crate::model::id::NoteId;
use crate::model::note::Note;
use crate::model::tags;
use crate::model::viability;

impl Picture {
    /// What is not on it: what posters do not show, and what there was no room for.
    pub(in crate::exchange) fn left(&self, canvas: &Canvas, drawing: Drawing, look: Look) -> Left {
        let has_details = drawing == Drawing::Pdf && look.pages == Pages::Details;
        let holds = |note: &Note, part: &Part| match part {
            // Another name has no paper of its own.
            Part::Color => {
                let color = note.color.as_deref();
                color.and_then(NoteColor::from_name).is_some()
            }
            Part::Tags
            | Part::Amount
            | Part::Status
            | Part::Horizon
            | Part::OtherText
            | Part::Lines
            | Part::Signs
            | Part::Block
            | Part::Text => true,
            // The poster says at most how many there are.
            Part::Evidence | Part::Comments | Part::Marks | Part::Links => has_details,
            Part::Dots => has_details && are_dots_shown(canvas),
            Part::Field(_) => false,
        };
        let holds_of_canvas = |part: &CanvasPart| match part {
            CanvasPart::Kind => true,
            CanvasPart::Header(field) => !self.missing.fields.contains(field),
            CanvasPart::Field(name) => match name.as_str() {
                tags::FIELD => are_tags_shown(canvas),
                figures::FIELD => has_details && canvas.figures().is_none_or(are_assumptions),
                viability::FIELD => has_details && are_answers(canvas),
                _ => false,
            },
            CanvasPart::Conflicts => false,
        };
        let mut left = Left::judged(canvas, holds, holds_of_canvas);
        left.add(&Part::Text, self.missing.hidden.iter().cloned());
        left.add(&Part::Text, self.missing.cut.iter().cloned());
        left.add(&Part::Signs, undrawn(canvas));
        left
    }
}

/// The notes with signs that no font draws, or that do not show: marks stand in their place.
fn undrawn(canvas: &Canvas) -> Vec<NoteId> {
    let setter = Setter::default();
    let is_drawn = |line: &str| {
        let is_plain = |byte: u8| byte == b' ' || byte.is_ascii_graphic();
        line.bytes().all(is_plain) || setter.said(line) == line
    };
    let notes = canvas.notes();
    let notes = notes.filter(|(_, note)| !note.text.split('\n').all(is_drawn));
    notes.map(|(id, _)| id.clone()).collect()
}
