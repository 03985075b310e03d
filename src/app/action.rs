//! Everything that a key, the palette or the mouse can ask for, with its name, its keys and its help: one table.
//!
//! Dispatch, footer, help screen, palette, the configuration's names and the README's list all come from here.

mod commands;

pub use commands::{COMMANDS, Command};

use crate::layout::neighbour::Direction;

/// Where a key means something of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// The board, nothing being typed.
    Board,
    /// The board while it shows what changed; keys that mean nothing of their own here are the board's.
    Changes,
    /// The board while it shows where the notes come from; other keys are the board's.
    Ages,
    /// The list of the canvas's versions; other keys are the board's.
    Timeline,
    /// The board as it was; other keys are the board's, but nothing can be edited.
    Past,
    /// The comments of a note are open; keys that mean nothing of their own here are those of typing.
    Comments,
    /// The canvas is told.
    Story,
    /// The guided walk; keys that mean nothing of their own here are those of typing.
    Walk,
    /// A note or a header field is being typed.
    Edit,
    /// A line at the bottom or in a list is being typed: search, palette, picker.
    Prompt,
    /// The start screen.
    Start,
    /// The panel of figures.
    Figures,
    /// The questions whether the model holds.
    Viability,
    /// The help screen.
    Help,
}

impl Context {
    /// All contexts, in the order of the help.
    pub const ALL: [Self; 14] = [
        Self::Board,
        Self::Changes,
        Self::Ages,
        Self::Timeline,
        Self::Past,
        Self::Edit,
        Self::Walk,
        Self::Comments,
        Self::Prompt,
        Self::Start,
        Self::Figures,
        Self::Viability,
        Self::Story,
        Self::Help,
    ];

    /// The context's name in the configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Changes => "changes",
            Self::Ages => "ages",
            Self::Timeline => "timeline",
            Self::Past => "past",
            Self::Comments => "comments",
            Self::Walk => "walk",
            Self::Edit => "edit",
            Self::Prompt => "prompt",
            Self::Start => "start",
            Self::Figures => "figures",
            Self::Viability => "viability",
            Self::Story => "story",
            Self::Help => "help",
        }
    }

    /// The context's heading in the help.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Board => "On the board",
            Self::Ages => "While ages are shown (besides the keys of the board)",
            Self::Timeline => "In the timeline of the history",
            Self::Past => "On the board as it was (besides the keys that move)",
            Self::Changes => "While changes are shown (besides the keys of the board)",
            Self::Comments => "In the comments of a note (besides the keys while typing)",
            Self::Walk => "On the guided walk (besides the keys while typing)",
            Self::Edit => "While typing a note",
            Self::Prompt => "In a list or search line",
            Self::Start => "On the start screen",
            Self::Figures => "While the figures are shown",
            Self::Viability => "While viability is rated",
            Self::Story => "While the canvas is told",
            Self::Help => "In this help",
        }
    }
}

/// A move or deletion in a text being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Typewriter {
    Left,
    Right,
    Up,
    Down,
    WordLeft,
    WordRight,
    Home,
    End,
    Start,
    Finish,
    Backspace,
    Delete,
    DeleteWord,
    DeleteWordAfter,
    DeleteToStart,
    DeleteToEnd,
    Undo,
    Redo,
}

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Action {
    // moving
    Move(Direction),
    Block(Direction),
    NextBlock,
    PreviousBlock,
    Jump(u16),
    Go(Go),
    PageDown,
    PageUp,
    // writing
    EditNote,
    NewBelow,
    NewAbove,
    EditHeader,
    Pair(Pair),
    External,
    // notes
    Delete,
    Duplicate,
    Copy,
    Paste,
    CopyOut,
    Lower,
    Raise,
    MoveToBlock,
    Park,
    Color,
    Mark,
    Clear,
    // seeing
    Zoom,
    View,
    Find,
    /// To the match this many further on.
    FindStep(isize),
    Palette,
    Help,
    Theme,
    Mouse,
    Redraw,
    // the file
    Undo,
    Redo,
    Save,
    Reload,
    Overwrite,
    Team(Team),
    Versions(Versions),
    Two(Two),
    Money(Money),
    Believe(Believe),
    Guide(Guide),
    Tell(Tell),
    Links(Links),
    Timer,
    Say(Say),
    Vote(Vote),
    Silence(Silence),
    Exchange(Exchange),
    Open,
    Suspend,
    Quit,
    // while typing
    Type(Typewriter),
    Keep,
    KeepNext,
    NextField,
    PreviousField,
    LineBreak,
    Discard,
    // lists
    Up,
    Down,
    Accept,
    Cancel,
    // start screen
    NewCanvas,
}

/// What is about the current and the ideal state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Pair {
    State,
    Counterpart,
}

/// Where the focus, or the person, goes from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Go {
    Ask,
    First,
    Last,
    Reference,
    Finding,
}

/// What is about others who work on the canvas too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Team {
    NextNews,
    PreviousNews,
    Settle,
    BringBack,
    People,
    Sync,
    StopSync,
}

/// What is about other versions of the canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Versions {
    Changes,
    NextChange,
    PreviousChange,
    TakeBack,
    Fields,
    Leave,
    Ages,
    History,
    Older,
    Newer,
    MuchOlder,
    MuchNewer,
    Oldest,
    Newest,
    LookAtBoard,
    LookAtTimeline,
    BringBack,
    BringAllBack,
    CompareNow,
}

/// What is about two canvases that are open at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Two {
    Beside,
    Other,
    Over,
    CopyAcross,
    TakeAcross,
    Close,
}

/// What is about telling the canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Tell {
    Start,
    Next,
    Back,
    First,
    Last,
    By,
    Say,
    Down,
    Up,
    Later,
    Earlier,
    Hints,
}

/// What is about the guided walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Guide {
    Start,
    Keep,
    Next,
    Back,
    Types,
}

/// What is about links between notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Links {
    Link,
    Layer,
    Orphans,
    Tags,
    ShowTags,
    TagColors,
    Narrow,
    Tidy,
}

/// What is about beliefs, and whether the model holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Believe {
    Status,
    Evidence,
    Horizon,
    Risks,
    Viability,
    /// From 1 to 5; 0 is none.
    Rate(u8),
    Reason,
}

/// What is about money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Money {
    Amount,
    Figures,
    Totals,
    Units,
    Projects,
    Currency,
    Rate,
}

/// What is about what people say about notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Say {
    Earlier,
    Comments,
    Threads,
    Mark,
    Resolve,
}

/// What is about dots given to notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Vote {
    Open,
    Close,
    Put,
    Take,
    Ranking,
}

/// What is about a silent round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Silence {
    Begin,
    Reveal,
}

/// What is about files of other formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Exchange {
    Export,
    Import,
    Report,
    Stop,
}
