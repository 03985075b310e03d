//! What `update` asks the shell to do: data, so that tests can compare it.

use super::lens::Against;
use super::msg::Made;
use super::past::Moment;
use super::seat::Seat;
use super::sync::{Base, Revision};
use super::transfer::Ticket;
use crate::exchange;
use crate::format::Fingerprint;
use crate::model::canvas::Canvas;
use crate::model::check::Named;
use crate::model::draft::Draft;
use crate::model::id::BlockId;
use crate::model::kind::Kind;
use crate::model::lines::Sort;
use crate::model::reference::Target;
use std::sync::Arc;

/// Something to do outside the core. Its result, if any, comes back as a `Msg`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Write the canvas; `Msg::Saved` answers.
    Save {
        /// What to write.
        canvas: Arc<Canvas>,
        /// Which revision of it this is; the answer names it.
        revision: Revision,
        /// What to do where the file holds something else by now.
        over: Over,
    },
    /// Keep this unfinished work in the journal in place of what is there; `None` clears it.
    Draft(Option<Draft>),
    /// Keep these notes, which others are not to see yet, in the user's own folder in place of those there; `None` where the
    /// file has all of them.
    Hide(Option<Canvas>),
    /// Keep this line, typed for the canvas where one is asked for, in the user's own folder.
    Remember(Sort, String),
    /// Throw the draft that was offered at the start away.
    DropOffer,
    /// Look at the file, of which this content is known; `Msg::Looked` answers where it is another.
    Reload(Reload, Option<Fingerprint>),
    /// Write the canvas into a new file of this name, beside the one that is open; `Msg::Told` answers.
    WriteNew(String, Arc<Canvas>),
    /// Tell those who have the canvas open too that this block is in focus.
    Announce(BlockId),
    /// Have git do something about the canvas.
    Git(Errand),
    /// Open a canvas; `Msg::Opened` answers.
    Open(Origin),
    /// Leave the canvas.
    Close,
    /// Look for canvases in this folder; `Msg::Found` answers.
    Look,
    /// Let the person write on in `$EDITOR`; `Msg::External` answers.
    External(String),
    /// Look for the files that the canvas names, at these paths, and which rules are switched; `Msg::Checked` answers.
    Check(Named),
    /// Open what a note names; where that takes a page that is to be found first, `Msg::Addressed` answers.
    Visit(Target),
    /// Write the canvas into a file of another format; `Msg::Exported` answers.
    Export(Box<Export>),
    /// Read notes out of this file of another format, into blocks of the kind; `Msg::Imported` answers.
    Import(Ticket, String, Arc<Kind>),
    /// Make a new canvas in this folder out of this file of another format; `Msg::Made` answers.
    Make(Ticket, String),
    /// Take this transfer back; `Msg::Withdrawn` answers where that is not too late.
    Withdraw(Ticket),
    /// Use the theme of this name.
    Theme(String),
    /// Have the terminal report the mouse, or not.
    Mouse(Switch),
    /// Hand text to the terminal's clipboard.
    Clipboard(String),
    /// Sound the terminal's bell.
    Bell,
    /// Forget what the screen shows and draw it whole.
    Redraw,
    /// Stop as shells expect it at Ctrl-Z.
    Suspend,
    /// Leave the program.
    Quit,
    /// This, for the canvas of this seat. What stands alone is for the first.
    Of(Seat, Box<Self>),
}

impl Effect {
    /// It, for the canvas of this seat. What is about no file is left as it is.
    pub fn of(self, seat: Seat) -> Self {
        match (&self, seat) {
            (
                Self::Save { .. }
                | Self::Draft(_)
                | Self::Hide(_)
                | Self::Remember(..)
                | Self::DropOffer
                | Self::Reload(..)
                | Self::WriteNew(..)
                | Self::Announce(_)
                | Self::Git(_)
                | Self::Check(_)
                | Self::Visit(_)
                | Self::Export(_)
                | Self::Import(..)
                | Self::Make(..)
                | Self::Withdraw(_)
                | Self::Open(_)
                | Self::Close,
                Seat::Second,
            ) => Self::Of(seat, Box::new(self)),
            (_, Seat::First)
            | (
                Self::Look
                | Self::External(_)
                | Self::Theme(_)
                | Self::Mouse(_)
                | Self::Clipboard(_)
                | Self::Bell
                | Self::Redraw
                | Self::Suspend
                | Self::Quit
                | Self::Of(..),
                Seat::Second,
            ) => self,
        }
    }
}

/// An export that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// What it is told by.
    pub ticket: Ticket,
    /// The file, as the person named it.
    pub path: String,
    /// The format.
    pub target: exchange::Target,
    /// The canvas.
    pub canvas: Arc<Canvas>,
    /// Its kind.
    pub kind: Arc<Kind>,
}

/// What git is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Say what there is to commit; `Msg::Proposed` answers.
    Propose,
    /// Sync the canvas, its commit with this message; `Msg::Syncing` and at last `Msg::Synced` answer.
    Sync(Option<String>),
    /// Stop doing so.
    Stop,
    /// Get this version of the canvas; `Msg::Version` answers.
    Version(Against),
    /// List the moments in the life of the canvas; `Msg::History` answers, again and again.
    History,
    /// List no more of them.
    CloseHistory,
    /// Get the canvas before and after this moment; `Msg::Then` answers. Of several that wait the last one counts.
    Then(Moment),
    /// Find out where the notes come from; `Msg::Blamed` answers.
    Blame,
    /// List branches and tags; `Msg::Refs` answers.
    Refs,
}

/// Why the file is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reload {
    /// The person asked: there is an answer in any case.
    Asked,
    /// To be sure: there is one where there is news.
    Quietly,
}

/// What a save does where the file holds something else than we know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Over {
    /// Merges both, which grew from this.
    Merge(Base),
    /// The same, also where git left both sides of a merge in the file: the person wants that.
    Settle(Base),
    /// Writes over it: the person wants that.
    Write,
}

/// Where a canvas to open comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The file at this path, as the picker listed it.
    File(std::ffi::OsString),
    /// The canvas that the one in the other seat names as its counterpart.
    Counterpart(String),
    /// The new canvas that was made of a file of another format.
    Made(Box<Made>),
    /// A copy of an embedded example, by its name.
    Example(String),
    /// A new canvas.
    New {
        /// Its title, from which the file's name is made.
        title: String,
        /// The id of its kind.
        kind: String,
    },
}

/// On or off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Switch {
    /// On.
    #[default]
    On,
    /// Off.
    Off,
}

impl Switch {
    /// The other one.
    pub const fn flip(self) -> Self {
        match self {
            Self::On => Self::Off,
            Self::Off => Self::On,
        }
    }
}
