//! What `update` asks the shell to do: data, so that tests can compare it.

use super::sync::Revision;
use crate::format::Fingerprint;
use crate::model::canvas::Canvas;
use crate::model::draft::Draft;

/// Something to do outside the core. Its result, if any, comes back as a `Msg`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Write the canvas; `Msg::Saved` answers.
    Save {
        /// What to write.
        canvas: Canvas,
        /// Which revision of it this is; the answer names it.
        revision: Revision,
        /// When to refuse.
        guard: Guard,
    },
    /// Keep this unfinished work in the journal in place of what is there; `None` clears it.
    Draft(Option<Draft>),
    /// Throw the draft that was offered at the start away.
    DropOffer,
    /// Read the file again; `Msg::Reloaded` answers.
    Reload,
    /// Open a canvas; `Msg::Opened` answers.
    Open(Origin),
    /// Look for canvases in this folder; `Msg::Found` answers.
    Look,
    /// Let the person write on in `$EDITOR`; `Msg::External` answers.
    External(String),
    /// Use the theme of this name.
    Theme(String),
    /// Have the terminal report the mouse, or not.
    Mouse(Switch),
    /// Hand text to the terminal's clipboard.
    Clipboard(String),
    /// Forget what the screen shows and draw it whole.
    Redraw,
    /// Stop as shells expect it at Ctrl-Z.
    Suspend,
    /// Leave the program.
    Quit,
}

/// When a save is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Where the file is not this any more; `None` where there was no file.
    Only(Option<Fingerprint>),
    /// Never: the person wants the file overwritten.
    Never,
}

/// Where a canvas to open comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The file at this path, as the picker listed it.
    File(std::ffi::OsString),
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
