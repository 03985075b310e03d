//! Whether all that a field of the canvas says is read: else what is shown of it is not all there is.

use crate::model::canvas::Canvas;
use crate::model::figures::Assumptions;
use crate::model::json::Json;
use crate::model::viability::Dimension;

/// Whether all that is stated here as assumptions is read.
pub(super) fn are_assumptions(stated: &Json) -> bool {
    let is_known = |name: &str| matches!(name, "currency" | "projects" | "rates" | "units");
    let are_known = match stated {
        Json::Object(fields) => fields.keys().all(|name| is_known(name)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) => false,
    };
    are_known && Assumptions::of(Some(stated)).unread.is_empty()
}

/// Whether the answers written anew are all that the canvas has of them.
pub(super) fn are_answers(canvas: &Canvas) -> bool {
    let mut anew = Canvas::new(canvas.kind.as_str());
    for dimension in Dimension::ALL {
        let answer = canvas.answer(dimension);
        let field = anew.with_answer(dimension, &answer);
        anew.state_viability(field);
    }
    anew.viability() == canvas.viability()
}
