//! What a note carries behind its text: what it costs or brings, what was said of it, how far it is believed.

use super::{belief, talk};
use crate::model::amount::Stated;
use crate::model::note::Note;

/// The badges of a note, always in the same places; those that it has not are empty.
pub type Badges = [String; 3];

/// The badges of this note.
pub fn badges(note: &Note) -> Badges {
    let amount = note.amount.as_ref().map(Stated::badge);
    [
        amount.unwrap_or_default(),
        talk::badge(note),
        belief::badge(&note.belief),
    ]
}
