//! The whole state of the program.

use ratatui::layout::Size;

use super::beside::Beside;
use super::board::{Board, Totals};
use super::effect::Switch;
use super::ids::Ids;
use super::keymap::Keymap;
use super::list::List;
use super::msg::Notice;
use super::seat::Seat;
use super::timer::Timer;
use super::transfer::Ticket;
use crate::app::editor::Editor;
use crate::layout::View;
use crate::model::timestamp::Timestamp;

/// Everything that the screen and the next step depend on.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The terminal's size.
    pub size: Size,
    /// What is shown.
    pub screen: Screen,
    /// The second canvas, if one is open.
    pub beside: Beside,
    /// A line for the person, until the next key.
    pub notice: Option<Notice>,
    /// What the person set.
    pub settings: Settings,
    /// New ids.
    pub ids: Ids,
    /// When the person did something last.
    pub now: Timestamp,
}

impl State {
    /// The board in front, also while the start screen is before it.
    pub fn front(&self) -> Option<&Board> {
        self.screen.board()
    }

    /// The board of this seat.
    pub fn board(&self, seat: Seat) -> Option<&Board> {
        let boards = self.front().into_iter().chain(self.beside.board());
        boards.into_iter().find(|board| board.seat == seat)
    }
}

/// What is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// The start screen.
    Start(Box<Start>),
    /// A canvas.
    Board(Box<Board>),
}

impl Screen {
    /// The board in front, also while the start screen is before it.
    pub fn board(&self) -> Option<&Board> {
        match self {
            Self::Board(board) => Some(board),
            Self::Start(start) => start.back.as_deref(),
        }
    }

    /// The same, to change it.
    pub fn board_mut(&mut self) -> Option<&mut Box<Board>> {
        match self {
            Self::Board(board) => Some(board),
            Self::Start(start) => start.back.as_mut(),
        }
    }
}

/// What the person set.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Keys to actions.
    pub keymap: Keymap,
    /// The theme's name.
    pub theme: String,
    /// The themes there are.
    pub themes: Vec<String>,
    /// Whether the mouse is used.
    pub mouse: Switch,
    /// Whether each finished edit is written at once.
    pub autosave: Switch,
    /// Whether titles show what costs and revenue come to.
    pub totals: Totals,
    /// The timer of a workshop.
    pub timer: Timer,
    /// How a canvas is looked at first.
    pub view: View,
    /// The kinds there are: id and title.
    pub kinds: Vec<(String, String)>,
    /// The embedded examples: name and title.
    pub examples: Vec<(String, String)>,
    /// Today, as a new canvas is dated.
    pub today: String,
    /// What the system calls the person, where git knows no name. Untrusted.
    pub user: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            keymap: Keymap::default(),
            theme: "terminal".to_owned(),
            themes: Vec::new(),
            mouse: Switch::On,
            autosave: Switch::On,
            totals: Totals::Hidden,
            timer: Timer::Off,
            view: View::Grid,
            kinds: Vec::new(),
            examples: Vec::new(),
            today: String::new(),
            user: String::new(),
        }
    }
}

/// The start screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Start {
    /// What can be opened.
    pub list: List,
    /// Whose place a canvas that is opened takes.
    pub seat: Seat,
    /// What is going on.
    pub step: Step,
    /// The board to return to, where one was open.
    pub back: Option<Box<Board>>,
}

/// What is going on at the start screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// A canvas is being chosen.
    Browse,
    /// The list is being narrowed by typing.
    Narrow,
    /// The title of a new canvas is being typed.
    Title(Editor),
    /// The path of a file of another format is being typed, which becomes a canvas.
    Import(Editor),
    /// The file at that path is being read, and a canvas made of it.
    Reading(Editor, Ticket),
    /// The kind of a new canvas is being chosen.
    Kind {
        /// Its title.
        title: String,
        /// The kinds.
        list: List,
    },
    /// A theme is being chosen.
    Theme(List),
    /// The help is shown, scrolled by this many rows.
    Help(u16),
}
