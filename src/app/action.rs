//! Everything that a key, the palette or the mouse can ask for, with its name, its keys and its help: one table.
//!
//! Dispatch, footer, help screen, palette, the configuration's names and the README's list all come from here.

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
    /// The help screen.
    Help,
}

impl Context {
    /// All contexts, in the order of the help.
    pub const ALL: [Self; 13] = [
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
    Comments,
    Threads,
    Mark,
    Resolve,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Command {
    /// Where it holds.
    pub context: Context,
    /// What it does.
    pub action: Action,
    /// Its name in the configuration and the palette.
    pub name: &'static str,
    /// Its keys, unless the configuration says otherwise.
    pub keys: &'static [&'static str],
    /// One line of help.
    pub help: &'static str,
    /// A word for the footer; empty where the footer does not show it.
    pub hint: &'static str,
}

const fn row(
    context: Context,
    action: Action,
    name: &'static str,
    keys: &'static [&'static str],
    hint: &'static str,
    help: &'static str,
) -> Command {
    Command {
        context,
        action,
        name,
        keys,
        help,
        hint,
    }
}

use Action as A;
use Context::{
    Ages, Board, Changes, Comments, Edit, Figures, Help, Past, Prompt, Start, Story, Timeline, Walk,
};
use Direction as D;
use Money as M;
use Typewriter as T;
use Versions as V;

/// The table. Within a context the order is that of the help and the footer.
#[rustfmt::skip]
pub const COMMANDS: &[Command] = &[
    row(Board, A::EditNote, "edit", &["enter", "i"], "edit", "Edit the note; write the first one in an empty block"),
    row(Board, A::NewBelow, "new", &["o", "a"], "new", "Write a new note below; Enter opens the next"),
    row(Board, A::NewAbove, "new-above", &["O"], "", "Write a new note above"),
    row(Board, A::Delete, "delete", &["d", "del"], "delete", "Delete the note (or all marked ones)"),
    row(Board, A::MoveToBlock, "move", &["m"], "move", "Move the note to another block: then its number, 0 parks"),
    row(Board, A::Undo, "undo", &["u"], "undo", "Take back the last edit"),
    row(Board, A::Redo, "redo", &["ctrl-r", "U"], "", "Do again what was taken back"),
    row(Board, A::Find, "find", &["/"], "find", "Search the notes"),
    row(Board, A::FindStep(1), "find-next", &["n"], "", "Go to the next match"),
    row(Board, A::FindStep(-1), "find-previous", &["N"], "", "Go to the match before"),
    row(Board, A::Palette, "commands", &[":"], "commands", "Find a command by name"),
    row(Board, A::Help, "help", &["?", "f1"], "help", "Show the keys"),
    row(Board, A::Move(D::Left), "left", &["h", "left"], "", "Go to the block on the left"),
    row(Board, A::Move(D::Down), "down", &["j", "down"], "", "Go to the note below, on into the block below"),
    row(Board, A::Move(D::Up), "up", &["k", "up"], "", "Go to the note above, on into the block above"),
    row(Board, A::Move(D::Right), "right", &["l", "right"], "", "Go to the block on the right"),
    row(Board, A::Block(D::Down), "block-down", &["ctrl-down", "shift-down"], "", "Go to the block below"),
    row(Board, A::Block(D::Up), "block-up", &["ctrl-up", "shift-up"], "", "Go to the block above"),
    row(Board, A::NextBlock, "next-block", &["tab"], "", "Go to the next block in fill order"),
    row(Board, A::PreviousBlock, "previous-block", &["shift-tab"], "", "Go to the block before in fill order"),
    row(Board, A::Jump(1), "block-1", &["1"], "", "Go to block 1"),
    row(Board, A::Jump(2), "block-2", &["2"], "", "Go to block 2"),
    row(Board, A::Jump(3), "block-3", &["3"], "", "Go to block 3"),
    row(Board, A::Jump(4), "block-4", &["4"], "", "Go to block 4"),
    row(Board, A::Jump(5), "block-5", &["5"], "", "Go to block 5"),
    row(Board, A::Jump(6), "block-6", &["6"], "", "Go to block 6"),
    row(Board, A::Jump(7), "block-7", &["7"], "", "Go to block 7"),
    row(Board, A::Jump(8), "block-8", &["8"], "", "Go to block 8"),
    row(Board, A::Jump(9), "block-9", &["9"], "", "Go to block 9"),
    row(Board, A::Jump(10), "block-10", &["alt-0"], "", "Go to block 10"),
    row(Board, A::Jump(11), "block-11", &["alt-1"], "", "Go to block 11"),
    row(Board, A::Jump(12), "block-12", &["alt-2"], "", "Go to block 12"),
    row(Board, A::Jump(13), "block-13", &["alt-3"], "", "Go to block 13"),
    row(Board, A::Jump(0), "parking", &["0"], "", "Go to the parking list"),
    row(Board, A::Go(Go::Ask), "go", &["g"], "", "Go to: then g first note, e last note, f what the note names"),
    row(Board, A::Go(Go::First), "first-note", &["home"], "", "Go to the block's first note"),
    row(Board, A::Go(Go::Last), "last-note", &["G", "end"], "", "Go to the block's last note"),
    row(Board, A::Go(Go::Reference), "follow", &[], "", "Open what the note names: a file in $EDITOR, an address, an issue"),
    row(Board, A::PageDown, "page-down", &["pgdn", "ctrl-d"], "", "Go down a page"),
    row(Board, A::PageUp, "page-up", &["pgup", "ctrl-u"], "", "Go up a page"),
    row(Board, A::Lower, "lower", &["J", "alt-down"], "", "Move the note down in its block"),
    row(Board, A::Raise, "raise", &["K", "alt-up"], "", "Move the note up in its block"),
    row(Board, A::Park, "park", &["x"], "", "Park the note off the grid; bring a parked one back with m"),
    row(Board, A::Color, "color", &["c"], "", "Colour the note"),
    row(Board, A::Mark, "mark", &["space"], "", "Mark the note, to delete, move or colour several at once"),
    row(Board, A::Clear, "clear", &["esc", "ctrl-c"], "", "Clear marks, search and zoom"),
    row(Board, A::Copy, "copy", &["y"], "", "Copy the note (or the marked ones)"),
    row(Board, A::Paste, "paste", &["p"], "", "Put the copied notes below"),
    row(Board, A::Duplicate, "duplicate", &["Y"], "", "Duplicate the note"),
    row(Board, A::Links(Links::Link), "link", &["L"], "", "Link the note (or the marked ones): type the letters of another"),
    row(Board, A::Links(Links::Layer), "layer", &["s"], "", "Look at one segment or tag, and what leads to it over links"),
    row(Board, A::Links(Links::Orphans), "orphans", &[], "", "Show the notes that lead to no segment"),
    row(Board, A::Links(Links::Tags), "tags", &["#"], "", "Give the note (or the marked ones) tags, or take them away"),
    row(Board, A::Links(Links::ShowTags), "show-tags", &[], "", "Show the tags at the ends of the notes, or not"),
    row(Board, A::Money(M::Amount), "amount", &["$"], "", "State what the note costs or brings, such as 4.50 EUR/month x 300"),
    row(Board, A::Money(M::Figures), "figures", &["F"], "", "Show what the canvas costs and earns, and when it breaks even"),
    row(Board, A::Money(M::Totals), "totals", &[], "", "Show in the titles what costs and revenue come to, or not"),
    row(Board, A::Money(M::Units), "units", &[], "", "State how many units are sold"),
    row(Board, A::Money(M::Projects), "projects", &[], "", "State how many projects are sold"),
    row(Board, A::Money(M::Currency), "currency", &[], "", "State the currency to reckon in"),
    row(Board, A::Money(M::Rate), "rate", &[], "", "State what one of another currency is worth"),
    row(Board, A::Believe(Believe::Status), "status", &["b"], "", "Say how far the note (or the marked ones) is tested as a belief"),
    row(Board, A::Believe(Believe::Risks), "risks", &["r"], "", "List the untested beliefs, the riskiest first, and go there"),
    row(Board, A::Believe(Believe::Evidence), "evidence", &[], "", "Note what speaks for or against the note, or change it"),
    row(Board, A::Believe(Believe::Horizon), "horizon", &[], "", "Say when the note (or the marked ones) comes to matter"),
    row(Board, A::Believe(Believe::Viability), "viability", &["V"], "", "Rate whether the model holds, and see its red flags"),
    row(Board, A::CopyOut, "copy-out", &[], "", "Copy the note's text to the terminal's clipboard (OSC 52)"),
    row(Board, A::Go(Go::Finding), "check", &["E"], "", "List what the check finds, and go there"),
    row(Board, A::EditHeader, "header", &["t"], "", "Fill in title, designed for and by, date, iteration"),
    row(Board, A::External, "editor", &["e"], "", "Open the note in $EDITOR"),
    row(Board, A::Guide(Guide::Start), "guide", &["Q"], "", "Walk through the blocks and their questions, from this block on"),
    row(Board, A::Tell(Tell::Start), "story", &["P"], "", "Tell the canvas step by step, full screen"),
    row(Board, A::Timer, "timer", &[], "", "Show a timer in the header; a number of minutes after its name starts it at once"),
    row(Board, A::Zoom, "zoom", &["z"], "", "Zoom the block, with its questions; back again"),
    row(Board, A::View, "view", &["v"], "", "Switch between grid and list"),
    row(Board, A::Theme, "theme", &["T"], "", "Choose a theme"),
    row(Board, A::Mouse, "mouse", &[], "", "Turn the mouse off or on (off: the terminal selects text)"),
    row(Board, A::Redraw, "redraw", &["ctrl-l"], "", "Draw the whole screen again"),
    row(Board, A::Save, "save", &["w"], "", "Write the file now"),
    row(Board, A::Reload, "reload", &["R"], "", "Read the file again; edits that it lacks are merged"),
    row(Board, A::Team(Team::NextNews), "next-news", &["]"], "", "Go to the next note that somebody else added, changed or moved"),
    row(Board, A::Team(Team::PreviousNews), "previous-news", &["["], "", "Go to the one before"),
    row(Board, A::Team(Team::Settle), "settle", &["!"], "", "Settle what you and somebody else changed at once: mine, theirs, both, edit"),
    row(Board, A::Team(Team::BringBack), "bring-back", &[], "", "Bring back the notes that somebody else deleted last"),
    row(Board, A::Team(Team::People), "people", &["W"], "", "Who has this canvas open too, and in which block"),
    row(Board, A::Team(Team::Sync), "sync", &["S"], "", "Sync the canvas through git: commit, fetch, merge, push"),
    row(Board, A::Team(Team::StopSync), "stop-sync", &[], "", "Stop the sync that is under way"),
    row(Board, A::Versions(V::Changes), "changes", &["D"], "", "Show what changed since a commit, a branch, a tag or another file"),
    row(Board, A::Versions(V::History), "history", &["H"], "", "Show the canvas as it was, commit by commit"),
    row(Board, A::Versions(V::Ages), "ages", &["B"], "", "Show how old each note is, and who wrote and changed the one in focus"),
    row(Board, A::Say(Say::Comments), "comments", &["C"], "", "Read the comments of the note, and write one"),
    row(Board, A::Say(Say::Threads), "threads", &[], "", "The notes with open comments, to go to one"),
    row(Board, A::Say(Say::Mark), "review", &["A"], "", "Give the note your review mark: agree, disagree, question"),
    row(Board, A::Overwrite, "overwrite", &[], "", "Write the file even if it changed on disk"),
    row(Board, A::Two(Two::Beside), "beside", &["|"], "", "Open a second canvas beside this one; with two, show both or one"),
    row(Board, A::Two(Two::Other), "other", &["`", "f6"], "", "Go to the other canvas"),
    row(Board, A::Two(Two::Over), "over", &["="], "", "Mark on this canvas what differs from the other one"),
    row(Board, A::Two(Two::CopyAcross), "copy-across", &[">"], "", "Copy the note (or the marked ones) into the other canvas, or update it there"),
    row(Board, A::Two(Two::TakeAcross), "take-across", &["<"], "", "Take the note as the other canvas has it"),
    row(Board, A::Two(Two::Close), "close-beside", &[], "", "Close the canvas that is not in front"),
    row(Board, A::Open, "open", &["f"], "", "Open another canvas or start a new one"),
    row(Board, A::Suspend, "suspend", &["ctrl-z"], "", "Suspend to the shell; fg comes back"),
    row(Board, A::Quit, "quit", &["q"], "quit", "Leave"),
    row(Changes, A::Versions(V::NextChange), "next-change", &["n"], "next", "Go to the next note that changed"),
    row(Changes, A::Versions(V::PreviousChange), "previous-change", &["N"], "previous", "Go to the one before"),
    row(Changes, A::Versions(V::TakeBack), "take-back", &["r"], "take back", "Take the change of this note back: as it was, where it was"),
    row(Changes, A::Versions(V::Changes), "other-version", &["D"], "other version", "Compare with another version"),
    row(Changes, A::Versions(V::Leave), "leave-changes", &["q"], "back", "Show the canvas alone again (as Esc does)"),
    row(Ages, A::Versions(V::Leave), "leave-ages", &["q"], "back", "Show the canvas alone again (as Esc and B do)"),
    row(Timeline, A::Versions(V::LookAtBoard), "look-at-board", &["enter"], "the board", "Walk through the board as it was"),
    row(Timeline, A::Versions(V::Older), "older", &["j", "down", "["], "older", "The version before"),
    row(Timeline, A::Versions(V::Newer), "newer", &["k", "up", "]"], "newer", "The version after"),
    row(Timeline, A::Versions(V::MuchOlder), "page-older", &["pgdn", "ctrl-d"], "", "Ten versions before"),
    row(Timeline, A::Versions(V::MuchNewer), "page-newer", &["pgup", "ctrl-u"], "", "Ten versions after"),
    row(Timeline, A::Versions(V::Oldest), "oldest", &["G", "end"], "", "The oldest version"),
    row(Timeline, A::Versions(V::Newest), "newest", &["home"], "", "The newest version"),
    row(Timeline, A::Versions(V::BringAllBack), "bring-all-back", &["R"], "", "Make the whole canvas what it was, as one edit"),
    row(Timeline, A::Versions(V::CompareNow), "compare", &["D"], "changes since", "Show on today's board what changed since this version"),
    row(Timeline, A::Versions(V::NextChange), "next-change", &["n"], "", "Go to the next note that this version changed"),
    row(Timeline, A::Versions(V::PreviousChange), "previous-change", &["N"], "", "Go to the one before"),
    row(Timeline, A::Versions(V::Leave), "leave-history", &["q", "H", "esc"], "back to now", "Back to the canvas as it is now"),
    row(Past, A::Versions(V::BringBack), "bring-back-note", &["r"], "bring back", "Bring the note (or the marked ones) back as it was, as an edit of today's canvas"),
    row(Past, A::Versions(V::BringAllBack), "bring-all-back", &["R"], "bring all back", "Make the whole canvas what it was, as one edit"),
    row(Past, A::Versions(V::NextChange), "next-change", &["n"], "next", "Go to the next note that this version changed"),
    row(Past, A::Versions(V::PreviousChange), "previous-change", &["N"], "", "Go to the one before"),
    row(Past, A::Versions(V::Older), "older", &["["], "older", "The version before"),
    row(Past, A::Versions(V::Newer), "newer", &["]"], "newer", "The version after"),
    row(Past, A::Versions(V::CompareNow), "compare", &["D"], "", "Show on today's board what changed since this version"),
    row(Past, A::Versions(V::LookAtTimeline), "timeline", &["H", "esc"], "timeline", "Back to the list of versions"),
    row(Past, A::Versions(V::Leave), "leave-history", &["q"], "back to now", "Back to the canvas as it is now"),
    row(Edit, A::KeepNext, "keep-next", &["enter"], "keep", "Keep the note and open the next; an empty one ends"),
    row(Edit, A::LineBreak, "line-break", &["alt-enter", "ctrl-j"], "line break", "Break the line"),
    row(Edit, A::Keep, "keep", &["esc"], "done", "Keep and leave"),
    row(Edit, A::Discard, "discard", &["ctrl-c"], "discard", "Leave as it was before; undo (u) brings the text back"),
    row(Edit, A::NextField, "next-field", &["tab"], "", "In the header: keep and go to the next field"),
    row(Edit, A::PreviousField, "previous-field", &["shift-tab"], "", "In the header: keep and go to the field before"),
    row(Edit, A::Type(T::Left), "left", &["left"], "", "Left"),
    row(Edit, A::Type(T::Right), "right", &["right"], "", "Right"),
    row(Edit, A::Type(T::Up), "up", &["up"], "", "Up a row"),
    row(Edit, A::Type(T::Down), "down", &["down"], "", "Down a row"),
    row(Edit, A::Type(T::WordLeft), "word-left", &["ctrl-left", "alt-left", "alt-b"], "", "To the word before"),
    row(Edit, A::Type(T::WordRight), "word-right", &["ctrl-right", "alt-right", "alt-f"], "", "To the next word"),
    row(Edit, A::Type(T::Home), "home", &["home"], "", "To the start of the line"),
    row(Edit, A::Type(T::End), "end", &["end", "ctrl-e"], "", "To the end of the line"),
    row(Edit, A::Type(T::Start), "start", &["ctrl-home"], "", "To the start of the text"),
    row(Edit, A::Type(T::Finish), "finish", &["ctrl-end"], "", "To the end of the text"),
    row(Edit, A::Type(T::Backspace), "backspace", &["backspace"], "", "Delete the character before"),
    row(Edit, A::Type(T::Delete), "delete", &["del", "ctrl-d"], "", "Delete the character"),
    row(Edit, A::Type(T::DeleteWord), "delete-word", &["ctrl-w", "alt-backspace"], "", "Delete the word before"),
    row(Edit, A::Type(T::DeleteWordAfter), "delete-word-after", &["alt-d"], "", "Delete to the end of the word"),
    row(Edit, A::Type(T::DeleteToStart), "delete-to-start", &["ctrl-u"], "", "Delete to the start of the line"),
    row(Edit, A::Type(T::DeleteToEnd), "delete-to-end", &["ctrl-k"], "", "Delete to the end of the line"),
    row(Edit, A::Type(T::Undo), "undo", &["ctrl-_"], "", "Take back typing"),
    row(Edit, A::Type(T::Redo), "redo", &["ctrl-r"], "", "Type it again"),
    row(Edit, A::External, "editor", &["ctrl-o"], "", "Go on in $EDITOR"),
    row(Edit, A::Suspend, "suspend", &["ctrl-z"], "", "Suspend to the shell; the text is kept"),
    row(Edit, A::Redraw, "redraw", &["ctrl-l"], "", "Draw the whole screen again"),
    row(Comments, A::KeepNext, "send", &["enter"], "send", "Send the comment; an empty one leaves"),
    row(Comments, A::LineBreak, "line-break", &["alt-enter", "ctrl-j"], "line break", "Break the line"),
    row(Comments, A::Say(Say::Resolve), "resolve", &["ctrl-t"], "resolve", "Resolve the thread, or open it again"),
    row(Comments, A::Keep, "leave", &["esc"], "back", "Leave; a comment that was not sent is asked about"),
    row(Comments, A::Discard, "discard", &["ctrl-c"], "", "Leave, and let go of what is typed; undo (u) sends it after all"),
    row(Comments, A::PageUp, "page-up", &["pgup"], "", "A page up"),
    row(Comments, A::PageDown, "page-down", &["pgdn"], "", "A page down"),
    row(Walk, A::Guide(Guide::Keep), "keep-note", &["enter"], "keep", "Keep the note and stay; an empty one goes to the next question"),
    row(Walk, A::Guide(Guide::Next), "next-question", &["tab"], "next question", "Keep and go to the next question, after a block's last to the next block"),
    row(Walk, A::Guide(Guide::Back), "previous-question", &["shift-tab"], "back", "Keep and go to the question before"),
    row(Walk, A::Guide(Guide::Types), "types", &["ctrl-t"], "type", "Pick a type of note by its number or letter: it becomes a tag"),
    row(Walk, A::Keep, "keep", &["esc"], "done", "Keep and leave the walk"),
    row(Prompt, A::Accept, "accept", &["enter"], "choose", "Take it"),
    row(Prompt, A::Cancel, "cancel", &["esc", "ctrl-c"], "back", "Leave it"),
    row(Prompt, A::Up, "up", &["up", "ctrl-p", "shift-tab"], "", "The one above"),
    row(Prompt, A::Down, "down", &["down", "ctrl-n", "tab"], "", "The one below"),
    row(Prompt, A::PageUp, "page-up", &["pgup"], "", "A page up"),
    row(Prompt, A::PageDown, "page-down", &["pgdn"], "", "A page down"),
    row(Prompt, A::Type(T::Left), "left", &["left"], "", "Left in the line"),
    row(Prompt, A::Type(T::Right), "right", &["right"], "", "Right in the line"),
    row(Prompt, A::Type(T::Home), "home", &["home"], "", "To the start of the line"),
    row(Prompt, A::Type(T::End), "end", &["end", "ctrl-e"], "", "To the end of the line"),
    row(Prompt, A::Type(T::Backspace), "backspace", &["backspace"], "", "Delete the character before"),
    row(Prompt, A::Type(T::Delete), "delete", &["del"], "", "Delete the character"),
    row(Prompt, A::Type(T::DeleteWord), "delete-word", &["ctrl-w", "alt-backspace"], "", "Delete the word before"),
    row(Prompt, A::Type(T::DeleteToStart), "delete-to-start", &["ctrl-u"], "", "Delete to the start"),
    row(Prompt, A::Suspend, "suspend", &["ctrl-z"], "", "Suspend to the shell"),
    row(Prompt, A::Redraw, "redraw", &["ctrl-l"], "", "Draw the whole screen again"),
    row(Start, A::Accept, "open", &["enter"], "open", "Open the canvas"),
    row(Start, A::NewCanvas, "new-canvas", &["n", "ctrl-n"], "new", "Start a new canvas"),
    row(Start, A::Up, "up", &["k", "up"], "", "The one above"),
    row(Start, A::Down, "down", &["j", "down", "tab"], "", "The one below"),
    row(Start, A::PageUp, "page-up", &["pgup"], "", "A page up"),
    row(Start, A::PageDown, "page-down", &["pgdn"], "", "A page down"),
    row(Start, A::Find, "find", &["/"], "find", "Narrow the list"),
    row(Start, A::Theme, "theme", &["T"], "", "Choose a theme"),
    row(Start, A::Help, "help", &["?", "f1"], "help", "Show the keys"),
    row(Start, A::Suspend, "suspend", &["ctrl-z"], "", "Suspend to the shell"),
    row(Start, A::Redraw, "redraw", &["ctrl-l"], "", "Draw the whole screen again"),
    row(Start, A::Cancel, "back", &["esc"], "", "Back to the board it was called from"),
    row(Start, A::Quit, "quit", &["q", "ctrl-c"], "quit", "Leave"),
    row(Figures, A::Cancel, "close", &["esc", "q", "F", "ctrl-c"], "close", "Back to the board"),
    row(Figures, A::Up, "up", &["k", "up"], "", "Up"),
    row(Figures, A::Down, "down", &["j", "down"], "scroll", "Down"),
    row(Figures, A::PageUp, "page-up", &["pgup", "b"], "", "A page up"),
    row(Figures, A::PageDown, "page-down", &["pgdn", "space"], "", "A page down"),
    row(Figures, A::Money(M::Units), "units", &["u"], "units", "State how many units are sold"),
    row(Figures, A::Money(M::Projects), "projects", &["p"], "projects", "State how many projects are sold"),
    row(Figures, A::Money(M::Currency), "currency", &["c"], "currency", "State the currency to reckon in"),
    row(Figures, A::Money(M::Rate), "rate", &["r"], "rate", "State what one of another currency is worth"),
    row(Figures, A::Suspend, "suspend", &["ctrl-z"], "", "Suspend to the shell"),
    row(Figures, A::Redraw, "redraw", &["ctrl-l"], "", "Draw the whole screen again"),
    row(Story, A::Tell(Tell::Next), "next", &["space", "enter", "right", "down", "pgdn", "l", "j"], "next", "The next step; what was told stays"),
    row(Story, A::Tell(Tell::Back), "back", &["backspace", "left", "up", "pgup", "h", "k"], "back", "The step before"),
    row(Story, A::Tell(Tell::First), "first", &["home", "g"], "", "The first step"),
    row(Story, A::Tell(Tell::Last), "last", &["end", "G"], "", "The last block"),
    row(Story, A::Tell(Tell::By), "steps", &["n"], "blocks or notes", "Step by blocks or by notes"),
    row(Story, A::Tell(Tell::Say), "say", &["e"], "speaker line", "Write what you say at this step"),
    row(Story, A::Tell(Tell::Later), "later", &["J", "alt-down"], "later", "Tell this block later"),
    row(Story, A::Tell(Tell::Earlier), "earlier", &["K", "alt-up"], "earlier", "Tell this block earlier"),
    row(Story, A::Tell(Tell::Hints), "hints", &["?", "f1"], "", "Show these keys below the canvas, or not"),
    row(Story, A::Cancel, "close", &["q", "esc", "P", "ctrl-c"], "close", "Back to the board, at this step"),
    row(Story, A::Suspend, "suspend", &["ctrl-z"], "", "Suspend to the shell"),
    row(Story, A::Redraw, "redraw", &["ctrl-l"], "", "Draw the whole screen again"),
    row(Help, A::Cancel, "close", &["esc", "q", "?", "enter", "ctrl-c", "f1"], "close", "Back"),
    row(Help, A::Up, "up", &["k", "up"], "", "Up"),
    row(Help, A::Down, "down", &["j", "down"], "scroll", "Down"),
    row(Help, A::PageUp, "page-up", &["pgup", "b"], "", "A page up"),
    row(Help, A::PageDown, "page-down", &["pgdn", "space"], "", "A page down"),
    row(Help, A::Suspend, "suspend", &["ctrl-z"], "", "Suspend to the shell"),
    row(Help, A::Redraw, "redraw", &["ctrl-l"], "", "Draw the whole screen again"),
];
