//! What the board is doing, as one state machine: each mode carries its data, so nothing can be open twice.

use std::collections::BTreeSet;

use super::editor::Editor;
use super::holding::At;
use super::linking::Linking;
use super::list::List;
use super::msg::{Offer, Trouble};
use super::prompt::Prompt;
use super::story::Story;
use super::talk::Talk;
use super::types::Types;
use super::walk::Walk;
use crate::app::news::Whose;
use crate::model::draft::{Target, Typing};
use crate::model::header::HeaderField;
use crate::model::id::NoteId;
use crate::model::json::Json;

/// What the board is doing.
#[derive(Clone, Debug, PartialEq)]
pub enum Mode {
    /// Nothing in particular: keys move and command.
    Board,
    /// A text is being typed. It ends by being kept or by being discarded, in no other way.
    Edit(Editing),
    /// The comments of a note are open, and one is being typed.
    Talk(Talk),
    /// A search is being typed.
    Find(Finding),
    /// A line is being typed, such as an amount or the message of a commit.
    Prompt(Prompt),
    /// Something is being chosen from a list.
    List(List),
    /// Notes are being linked: letters pick to which.
    Link(Linking),
    /// The help is shown, scrolled by this many rows.
    Help(u16),
    /// The figures are shown, scrolled by this many rows.
    Figures(u16),
    /// The questions whether the model holds are shown, this row chosen.
    Viability(At),
    /// The canvas is told step by step.
    Story(Story),
    /// A question waits for its answer.
    Ask(Question),
    /// A note is open in `$EDITOR`; what comes back goes into this text.
    Away(Editing),
    /// The person wants to leave as soon as the write or the sync that is under way ends.
    Leaving,
}

/// A text being typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Editing {
    /// What it will become.
    pub target: Target,
    /// The text when the edit began; empty for a new note.
    pub before: String,
    /// What the note or the field said when the edit began, where somebody else has changed it since.
    pub changed_from: Option<String>,
    /// The text now, with its cursor.
    pub editor: Editor,
    /// The question that is asked, on the guided walk.
    pub walk: Option<Walk>,
    /// The types of the note.
    pub types: Types,
}

impl Editing {
    /// The tags that the note will have.
    pub fn tags(&self) -> BTreeSet<String> {
        self.types.tags().clone()
    }

    /// Whether it is what the text of a note will be.
    pub fn is_note(&self) -> bool {
        match self.target {
            Target::New { .. } | Target::Note(_) => true,
            Target::Comment(_) | Target::Header(_) | Target::Asked(_) => false,
        }
    }

    /// What a journal keeps of it; `None` while it would lose nothing.
    pub fn typing(&self) -> Option<Typing> {
        let types = self.types.changed();
        // Types alone are worth keeping where there is a note to have them.
        let is_retyped = matches!(self.target, Target::Note(_)) && !types.is_empty();
        (self.editor.text() != self.before || is_retyped).then(|| Typing {
            target: self.target.clone(),
            block: None,
            before: self.before.clone(),
            text: self.editor.text().to_owned(),
            types,
        })
    }
}

/// A search being typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What is typed.
    pub prompt: Editor,
    /// Where the focus was, to return to.
    pub back: super::board::Focus,
    /// What was searched for before, to return to.
    pub before: Option<crate::text::find::Needle>,
}

/// A question and what it is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// The text of this note was emptied: delete the note?
    DeleteEmptied(NoteId),
    /// There are edits that no file has: leave all the same?
    LeaveUnsaved(Trouble),
    /// An earlier run left unfinished work: take it up?
    TakeUp(Box<Offer>),
    /// Two people changed the same: what holds?
    Settle(Clashing),
    /// A comment was typed and not sent: what becomes of it?
    Unsent(Talk),
}

/// What two people changed at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clashing {
    /// The text of a note.
    Texts {
        /// The note, which holds the one.
        note: NoteId,
        /// The note that holds the other.
        other: NoteId,
        /// Whose the other is; `None` where that is not known, since it was merged elsewhere.
        whose: Option<Whose>,
    },
    /// A field of the header, which holds one value.
    Header {
        /// The field.
        field: HeaderField,
        /// The text that it does not hold.
        text: String,
    },
    /// Another field, which holds one value: of the canvas, or of a note.
    Field {
        /// Its path, as in the canvas's conflicts.
        path: String,
        /// The value that it does not hold.
        value: Json,
    },
    /// A field that has no place for the other value any more: it can only be dismissed.
    Stray {
        /// Its path.
        path: String,
        /// The value.
        value: Json,
    },
}

impl Clashing {
    /// Whether this answer keeps the second of two texts, which is whose?
    pub fn keeps_second(answer: char, second: Option<Whose>) -> bool {
        match second {
            Some(Whose::Mine) => answer == 'm',
            Some(Whose::Theirs) | None => answer == 't',
        }
    }

    const fn answers(&self) -> &'static [Answer] {
        match self {
            Self::Texts { whose: Some(_), .. } => {
                const {
                    &[
                        answer('b', "keep both, as two notes"),
                        answer('m', "keep mine"),
                        answer('t', "keep theirs"),
                        answer('e', "make one of them, and edit it"),
                    ]
                }
            }
            Self::Texts { whose: None, .. } => {
                const {
                    &[
                        answer('b', "keep both, as two notes"),
                        answer('m', "keep the first"),
                        answer('t', "keep the second"),
                        answer('e', "make one of them, and edit it"),
                    ]
                }
            }
            Self::Field { .. } => {
                const {
                    &[
                        answer('m', "keep the first"),
                        answer('t', "take the second"),
                    ]
                }
            }
            Self::Stray { .. } => {
                const { &[answer('l', "ask again later"), answer('D', "dismiss it")] }
            }
            Self::Header { .. } => {
                const {
                    &[
                        answer('m', "keep the first"),
                        answer('t', "take the second"),
                        answer('b', "put both into it"),
                        answer('e', "put both into it, and edit it"),
                    ]
                }
            }
        }
    }
}

/// An answer that a question offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The key that gives it.
    pub key: char,
    /// What it does, in a few words.
    pub label: &'static str,
}

const fn answer(key: char, label: &'static str) -> Answer {
    Answer { key, label }
}

impl Question {
    /// The answers, the safest one first: Enter gives it. Esc gives none, and asks again later where that matters.
    pub fn answers(&self) -> &'static [Answer] {
        match self {
            Self::DeleteEmptied(_) => {
                const {
                    &[
                        answer('k', "keep its old text"),
                        answer('d', "delete the note"),
                    ]
                }
            }
            Self::LeaveUnsaved(_) => {
                const {
                    &[
                        answer('w', "write them and leave"),
                        answer('o', "write over whatever is in the file, and leave"),
                        answer('l', "leave; the edits stay in the journal"),
                    ]
                }
            }
            Self::Settle(clashing) => clashing.answers(),
            Self::Unsent(_) => {
                const {
                    &[
                        answer('k', "go on writing"),
                        answer('s', "send it"),
                        answer('D', "throw it away"),
                    ]
                }
            }
            // A capital for what cannot be taken back: keys typed ahead are small letters.
            Self::TakeUp(_) => {
                const {
                    &[
                        answer('t', "take it up"),
                        answer('l', "ask again later"),
                        answer('D', "throw it away"),
                    ]
                }
            }
        }
    }
}
