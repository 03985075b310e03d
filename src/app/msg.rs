//! What can happen to the program.

use std::ffi::OsString;
use std::sync::Arc;

use ratatui::layout::Size;

use super::checks::Known;
use super::git::{Standing, Synced};
use super::lens::{Against, Version};
use super::past::{Chapter, Moment, Named, Then};
use super::seat::Seat;
use super::sync::{self, NoCanvas, Revision};
use super::transfer::Ticket;
use crate::exchange::{Import, Left};
use crate::format::Fingerprint;
use crate::model::blame::Blame;
use crate::model::canvas::Canvas;
use crate::model::draft::Draft;
use crate::model::id::{BlockId, NoteId};
use crate::model::kind::Kind;
use crate::model::lines::Lines;
use crate::model::note::Note;
use crate::model::timestamp::Timestamp;
use crate::tty::input::Input;

/// Something that happened outside the core.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Msg {
    /// A key, a paste, the mouse.
    Input(Input),
    /// The terminal has another size.
    Resize(Size),
    /// It is this time now; told before what a person does.
    Now(Timestamp),
    /// What git calls the person. Untrusted.
    Named(String),
    /// A save of this revision ended: the file's new content, with what others had written into it merged in, or why it
    /// was not written. A failed one is tried again by itself, so several answers can come for one revision.
    Saved(Revision, Result<Content, Trouble>),
    /// A write takes longer than a moment.
    Slow,
    /// The file was looked at.
    Looked(Look),
    /// The file is looked at each second, for this reason; `None` where the system tells of changes at once.
    Watched(Option<String>),
    /// Those who have the canvas open too, but for this program.
    Others(Vec<Person>),
    /// How the canvas stands in git now; `None` where it is in no repository.
    Standing(Option<Standing>),
    /// A message for the commit of what is not committed; `None` where all is. Untrusted.
    Proposed(Result<Option<String>, Trouble>),
    /// Another version of the canvas.
    Version(Against, Result<Version, Trouble>),
    /// More of the timeline, or why there is none.
    History(Result<Chapter, Trouble>),
    /// The canvas before and after a moment.
    Then(Moment, Result<Then, Trouble>),
    /// Where the notes of the last commit come from.
    Blamed(Result<Arc<Blame>, Trouble>),
    /// Branches and tags, those with the newest commits first.
    Refs(Result<Vec<Named>, Trouble>),
    /// The sync is at this now.
    Syncing(&'static str),
    /// The sync ended.
    Synced(Result<Synced, Trouble>),
    /// A canvas was opened.
    Opened(Result<Box<Opened>, Trouble>),
    /// The canvases in this folder.
    Found(Vec<Entry>),
    /// What came back from `$EDITOR`.
    External(Result<String, Trouble>),
    /// What the rules of the check need to know is this now.
    Checked(Box<Known>),
    /// The canvas was written into a file of another format.
    Exported(Ticket, Result<Exported, Trouble>),
    /// What a file of another format holds.
    Imported(Ticket, Result<Box<Imported>, Trouble>),
    /// A new canvas was made of a file of another format.
    Made(Ticket, Result<Box<Made>, Trouble>),
    /// This transfer was taken back: nothing was written, nothing comes of it.
    Withdrawn(Ticket),
    /// The page of an issue that is to be opened.
    Addressed(Result<String, Trouble>),
    /// Something to tell that no key asked for.
    Told(Notice),
    /// This, of the canvas of this seat. What stands alone is of the first.
    Of(Seat, Box<Self>),
}

impl Msg {
    /// It, of the canvas of this seat.
    pub fn of(self, seat: Seat) -> Self {
        match seat {
            Seat::First => self,
            Seat::Second => Self::Of(seat, Box::new(self)),
        }
    }
}

/// An export that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// The file's name, untrusted.
    pub name: String,
    /// What of the canvas is not in it.
    pub left: Left,
}

/// What was read out of a file of another format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The file's name, untrusted.
    pub name: String,
    /// The canvas that it makes, of the kind of the open one.
    pub import: Import,
}

/// A new canvas that was made of a file of another format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Its file.
    pub path: OsString,
    /// What there is to say of it.
    pub notice: Notice,
}

/// What a file holds now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// It.
    pub now: sync::Known,
    /// Who wrote it, where that is known and it was not this program. Untrusted.
    pub by: Option<String>,
}

/// How a file was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// With this content, which is new to us.
    Changed(Content),
    /// As it was.
    Same,
    /// Without a canvas.
    None(NoCanvas),
}

/// Somebody who has the canvas open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person {
    /// Their name, untrusted.
    pub name: String,
    /// The block they are in.
    pub block: Option<BlockId>,
}

/// What went wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What happened, in a line.
    pub what: String,
    /// What to do, in a sentence.
    pub advice: String,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The canvas.
    pub canvas: Canvas,
    /// The content it was read from; `None` where there is no file yet.
    pub base: Option<Fingerprint>,
    /// How the file holds it.
    pub held: Held,
}

/// How a file holds a canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// As it is.
    Whole,
    /// As two sides between git's conflict markers, which were merged to read it. That is not in the file yet.
    AsSides,
}

/// A canvas with all that the board needs to know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The file's name, untrusted.
    pub name: String,
    /// What it holds.
    pub reading: Reading,
    /// Its kind.
    pub kind: Arc<Kind>,
    /// Why it cannot be changed, if it cannot.
    pub locked: Option<String>,
    /// What to say at first.
    pub notice: Option<Notice>,
    /// Notes that an earlier run wrote in a silent round, and the file lacked.
    pub hidden: Vec<(NoteId, Note)>,
    /// Work that an earlier run left unfinished.
    pub offer: Option<Offer>,
    /// The lines that were typed for it before.
    pub lines: Lines,
}

/// Unfinished work of an earlier run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The work.
    pub draft: Draft,
    /// Whether the file is still what the draft was made on.
    pub ground: Ground,
    /// How long ago it was written, in words.
    pub age: String,
}

/// What the file is to a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The content that the draft was made on.
    Same,
    /// Another: it changed since.
    Changed,
}

/// A canvas that the start screen lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The path to open.
    pub path: OsString,
    /// The path as shown, untrusted.
    pub label: String,
    /// What else to say of it, such as its age.
    pub detail: String,
}

/// A line for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How grave it is.
    pub tone: Tone,
    /// The text, untrusted.
    pub text: String,
}

/// How grave a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// For information.
    Info,
    /// Something to know before going on.
    Warning,
    /// Something did not work.
    Error,
}

impl Notice {
    /// For information.
    pub fn info(text: impl Into<String>) -> Self {
        Self {
            tone: Tone::Info,
            text: text.into(),
        }
    }

    /// Something to know before going on.
    pub fn warning(text: impl Into<String>) -> Self {
        Self {
            tone: Tone::Warning,
            text: text.into(),
        }
    }

    /// Something did not work.
    pub fn error(text: impl Into<String>) -> Self {
        Self {
            tone: Tone::Error,
            text: text.into(),
        }
    }
}

impl Notice {
    /// It, with the file's name before it.
    pub fn about(self, name: &str) -> Self {
        Self {
            text: format!("{name}: {}", self.text),
            ..self
        }
    }
}

impl From<Trouble> for Notice {
    fn from(trouble: Trouble) -> Self {
        Self::error(format!("{} · {}", trouble.what, trouble.advice))
    }
}
