//! The characters for lines and marks: Unicode, or ASCII where the locale is not UTF-8.

use crate::model::color::NoteColor;

/// A set of characters, each one column wide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// Whether all of them are ASCII, so that key labels and marks have to be too.
    pub ascii: bool,
    /// Border characters by which sides a line goes to: 1 up, 2 down, 4 left, 8 right.
    pub lines: [char; 16],
    /// The bar before a note.
    pub bar: &'static str,
    /// The bar before a note's further rows, where no empty row parts it from the next note.
    pub bar_on: &'static str,
    /// The bar before the note in focus.
    pub focus: &'static str,
    /// The bar before a marked note.
    pub mark: &'static str,
    /// The bar before the text being typed.
    pub typing: &'static str,
    /// Something is above.
    pub above: &'static str,
    /// Something is below.
    pub below: &'static str,
    /// Before an item of a list of questions.
    pub bullet: &'static str,
    /// Between fields.
    pub dot: &'static str,
    /// Before a line being typed.
    pub prompt: &'static str,
    /// A bar's cell, from its least part to the whole.
    pub eighths: &'static [&'static str],
    /// The note in focus does something to this one.
    pub link_to: &'static str,
    /// This one does something to the note in focus.
    pub link_from: &'static str,
    /// Before the number of commits to send.
    pub ahead: &'static str,
    /// Before the number of commits to get.
    pub behind: &'static str,
    /// Not all is committed.
    pub uncommitted: &'static str,
    /// What tells the colours of notes apart where colours cannot, in the order of `NoteColor::ALL`.
    pub signs: [&'static str; NoteColor::COUNT],
}

impl Glyphs {
    /// The sign of a colour, for screens without colours.
    pub fn sign(&self, color: NoteColor) -> &'static str {
        self.signs.get(color as usize).copied().unwrap_or(self.bar)
    }
}

/// For UTF-8.
pub const UNICODE: Glyphs = Glyphs {
    ascii: false,
    lines: [
        ' ', '╵', '╷', '│', '╴', '╯', '╮', '┤', '╶', '╰', '╭', '├', '─', '┴', '┬', '┼',
    ],
    bar: "▌",
    bar_on: "▏",
    focus: "█",
    mark: "◆",
    typing: "┃",
    above: "▴",
    below: "▾",
    bullet: "•",
    dot: "·",
    prompt: "›",
    eighths: &["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
    link_to: "→",
    link_from: "←",
    ahead: "↑",
    behind: "↓",
    uncommitted: "●",
    signs: ["■", "▲", "◆", "★", "●", "▼", "○"],
};

/// For any other locale.
pub const ASCII: Glyphs = Glyphs {
    ascii: true,
    lines: [
        ' ', '|', '|', '|', '-', '+', '+', '+', '-', '+', '+', '+', '-', '+', '+', '+',
    ],
    bar: "#",
    bar_on: " ",
    focus: ">",
    mark: "*",
    typing: ":",
    above: "^",
    below: "v",
    bullet: "-",
    dot: "-",
    prompt: ">",
    eighths: &["#"],
    link_to: ">",
    link_from: "<",
    ahead: "^",
    behind: "v",
    uncommitted: "*",
    signs: ["=", "^", "!", "*", "o", "+", "."],
};
