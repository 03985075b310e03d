//! What the board is doing, as one state machine: each mode carries its data, so nothing can be open twice.

use super::editor::Editor;
use super::list::List;
use super::msg::{Offer, Trouble};
use crate::model::draft::{Target, Typing};
use crate::model::id::NoteId;

/// What the board is doing.
#[derive(Clone, Debug, PartialEq)]
pub enum Mode {
    /// Nothing in particular: keys move and command.
    Board,
    /// A text is being typed. It ends by being kept or by being discarded, in no other way.
    Edit(Editing),
    /// A search is being typed.
    Find(Finding),
    /// Something is being chosen from a list.
    List(List),
    /// The help is shown, scrolled by this many rows.
    Help(u16),
    /// A question waits for its answer.
    Ask(Question),
    /// A note is open in `$EDITOR`; what comes back goes into this text.
    Away(Editing),
    /// The person wants to leave as soon as the write that is under way ends.
    Leaving,
}

/// A text being typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Editing {
    /// What it will become.
    pub target: Target,
    /// The text when the edit began; empty for a new note.
    pub before: String,
    /// The text now, with its cursor.
    pub editor: Editor,
}

impl Editing {
    /// What a journal keeps of it; `None` while it would lose nothing.
    pub fn typing(&self) -> Option<Typing> {
        (self.editor.text() != self.before).then(|| Typing {
            target: self.target.clone(),
            before: self.before.clone(),
            text: self.editor.text().to_owned(),
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
