//! What of a canvas a page does not show: what this program does not know, and dots that nobody is to see yet.

use crate::exchange::left::Left;
use crate::exchange::part::{CanvasPart, Part};
use crate::exchange::poster::{are_dots_shown, are_tags_shown};
use crate::exchange::understood::{are_answers, are_assumptions};
use crate::model::canvas::Canvas;
use crate::model::figures;
use crate::model::json::Json;
use crate::model::round::Round;
use crate::model::story;
use crate::model::tags;
use crate::model::viability;

/// What is not shown.
pub(super) fn left(canvas: &Canvas) -> Left {
    Left::of(
        canvas,
        |part| match part {
            Part::Dots => are_dots_shown(canvas),
            Part::Field(_) => false,
            Part::Text
            | Part::Color
            | Part::Tags
            | Part::Links
            | Part::Amount
            | Part::Status
            | Part::Horizon
            | Part::Evidence
            | Part::Comments
            | Part::Marks
            | Part::OtherText
            | Part::Lines
            | Part::Signs
            | Part::Block => true,
        },
        |part| match part {
            CanvasPart::Kind | CanvasPart::Header(_) | CanvasPart::Conflicts => true,
            CanvasPart::Field(name) => is_understood(canvas, name),
        },
    )
}

/// Whether all that the field says is understood, and so shown.
fn is_understood(canvas: &Canvas, name: &str) -> bool {
    match name {
        figures::FIELD => canvas.figures().is_none_or(are_assumptions),
        viability::FIELD => are_answers(canvas),
        story::FIELD => canvas.story().is_none_or(is_story),
        tags::FIELD => are_tags_shown(canvas),
        name if name == Round::Dots.field() => canvas.voting().is_some(),
        name if name == Round::Silent.field() => canvas.is_silent(),
        _ => false,
    }
}

fn is_story(told: &Json) -> bool {
    let is_text = |value: &Json| match value {
        Json::String(_) => true,
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => false,
    };
    let is_step = |step: &Json| match step {
        Json::Object(fields) => fields
            .iter()
            .all(|(name, value)| matches!(&**name, "id" | "say") && is_text(value)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) => false,
    };
    match told {
        Json::Array(steps) => steps.iter().all(is_step),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Object(_) => false,
    }
}
