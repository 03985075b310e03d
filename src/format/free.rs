//! Which names a file leaves free: a field that this version does not know must not be called like one that it knows.

use super::write::{CANVAS_FIELDS, LAST_KEY, NOTE_FIELDS};
use crate::model::{figures, story, viability};

/// Whether a field of this name can be kept at the top of a canvas.
pub fn is_free_in_canvas(name: &str) -> bool {
    let known = [figures::FIELD, story::FIELD, viability::FIELD];
    !CANVAS_FIELDS.contains(&name) && !known.contains(&name)
}

/// Whether a field of this name can be kept in a note.
pub fn is_free_in_note(name: &str) -> bool {
    name != "id" && !NOTE_FIELDS.contains(&name)
}

/// Whether a note may have this id.
pub fn is_note_id(id: &str) -> bool {
    !id.is_empty() && id != LAST_KEY
}
