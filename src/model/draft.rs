//! Unfinished work: what is typed but not kept, and what is kept but not yet in the file.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::canvas::Canvas;
use super::header::HeaderField;
use super::id::{BlockId, NoteId};
use super::viability::Dimension;

/// What a text being typed will become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A new note in a block, after the note named, or first.
    New {
        /// The block it will stand in.
        block: BlockId,
        /// The note it will follow; `None` puts it first.
        after: Option<NoteId>,
    },
    /// A new text for a note.
    Note(NoteId),
    /// A comment on a note.
    Comment(NoteId),
    /// A new text for a field of the header.
    Header(HeaderField),
    /// What a line says.
    Asked(Asked),
}

/// What a line being typed says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The amount of a note.
    Amount(NoteId),
    /// A line of evidence for a note, in the place of this one or of none.
    Evidence(NoteId, Option<String>),
    /// The answer to a question about viability.
    Viability(Dimension),
    /// How many units are sold.
    Units,
    /// How many projects are sold.
    Projects,
    /// The currency to reckon in.
    Currency,
    /// What one of a currency is worth.
    Rate,
    /// What is said at a step of the story: a block or a note of this id.
    Said(String),
    /// The name of a new file for the layer that is shown; this one was proposed.
    Narrow(String),
    /// The message of a commit, of which this was proposed: its first line is what is typed at first, and the rest stays
    /// with it.
    Message(String),
}

/// A text under edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typing {
    /// What it will become.
    pub target: Target,
    /// Where the note stands whose text it is: in case that it is gone one day.
    pub block: Option<BlockId>,
    /// The text when the edit began; empty for a new note.
    pub before: String,
    /// The text now.
    pub text: String,
    /// The types picked for the note meanwhile, and those let go.
    pub types: Picked,
}

/// What changed in the types of a note while it was typed: as tags, untrusted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Picked {
    /// Those it is to have besides.
    pub new: BTreeSet<String>,
    /// Those it is to have no more.
    pub gone: BTreeSet<String>,
}

impl Picked {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.gone.is_empty()
    }
}

/// A canvas with edits that the file lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// The canvas.
    pub canvas: Canvas,
    /// What the file held when they were made; `None` where there was no file, or nobody knows.
    pub grew_from: Option<Arc<Canvas>>,
}

/// All that would be lost if the program ended now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Draft {
    /// Every edit is in the file; this text is being typed.
    Typing(Typing),
    /// The file lacks edits: the canvas with them, and the text being typed, if any.
    Unsaved(Box<Unsaved>, Option<Typing>),
}
