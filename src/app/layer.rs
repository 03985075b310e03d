//! One layer of a canvas: a segment or a tag with all that leads to it, or what leads to no segment.

use std::collections::BTreeSet;

use super::sync::Revision;
use crate::model::canvas::Canvas;
use crate::model::id::NoteId;
use crate::model::kind::Kind;
use crate::model::links::{self, Paths};

/// What a layer is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// A note, such as a customer segment.
    Note(NoteId),
    /// The notes with a tag. Untrusted.
    Tag(String),
    /// The notes that lead to no segment.
    Orphans,
}

/// A layer as the canvas is now: the other notes dim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// What it is of.
    pub of: Of,
    notes: BTreeSet<NoteId>,
    seen: Revision,
}

impl Layer {
    /// The layer of this canvas.
    pub fn new(of: Of, canvas: &Canvas, seen: Revision, kind: &Kind) -> Self {
        let notes = notes(&of, canvas, kind);
        Self { of, notes, seen }
    }

    /// After the canvas changed.
    pub fn refresh(&mut self, canvas: &Canvas, seen: Revision, kind: &Kind) {
        if self.seen != seen {
            self.notes = notes(&self.of, canvas, kind);
            self.seen = seen;
        }
    }

    /// Whether the note is in it.
    pub fn has(&self, id: &NoteId) -> bool {
        self.notes.contains(id)
    }

    /// The notes in it.
    pub fn notes(&self) -> &BTreeSet<NoteId> {
        &self.notes
    }

    /// What it may be called: by its segment or tag. Untrusted.
    pub fn name(&self, canvas: &Canvas) -> Option<String> {
        match &self.of {
            Of::Note(id) => canvas.note(id).map(|note| note.text.clone()),
            Of::Tag(tag) => Some(tag.clone()),
            Of::Orphans => Some("orphans".to_owned()),
        }
    }

    /// "layer Commuters: 7 notes".
    pub fn told(&self, canvas: &Canvas, kind: &Kind) -> String {
        let count = self.notes.len();
        let notes = if count == 1 { "note" } else { "notes" };
        match &self.of {
            Of::Note(id) => {
                let text = canvas.note(id).and_then(|note| note.text.lines().next());
                let text = text.unwrap_or("of a note that is gone");
                format!("layer {text}: {count} {notes}")
            }
            Of::Tag(tag) => format!("layer #{tag}: {count} {notes}"),
            Of::Orphans => {
                let title = kind.layers().map_or("", |block| &block.title);
                let lead = if count == 1 { "leads" } else { "lead" };
                let orphans = if count == 1 { "orphan" } else { "orphans" };
                format!("{count} {orphans} {lead} to no note of {title}")
            }
        }
    }
}

fn notes(of: &Of, canvas: &Canvas, kind: &Kind) -> BTreeSet<NoteId> {
    match of {
        Of::Note(id) => match canvas.note(id) {
            Some(_) => Paths::of(canvas, kind).leading_to([id]),
            None => BTreeSet::new(),
        },
        Of::Tag(tag) => Paths::of(canvas, kind).leading_to(links::tagged(canvas, tag)),
        Of::Orphans => links::orphans(canvas, kind),
    }
}
