//! What the terminal tells the program.

use super::key::{Chord, Mods};

/// One thing that the terminal sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Input {
    /// A key was pressed.
    Key(Chord),
    /// Text was pasted.
    Paste(Paste),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal's window got the focus.
    FocusGained,
    /// The terminal's window lost the focus.
    FocusLost,
    /// The terminal says that it knows synchronized output (mode 2026).
    Synchronized,
}

/// A pasted text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Paste {
    /// The text, lines ended by `\n`; it is as hostile as any text and may hold controls.
    pub text: String,
    /// How many bytes of the text were left out because it was too long.
    pub refused: usize,
}

/// An event of the mouse.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mouse {
    /// What happened.
    pub kind: MouseKind,
    /// The column, from 0.
    pub x: u16,
    /// The row, from 0.
    pub y: u16,
    /// What was held.
    pub mods: Mods,
}

/// What the mouse did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MouseKind {
    /// A button went down.
    Down(Button),
    /// A button came up.
    Up(Button),
    /// The mouse moved with this button down.
    Drag(Button),
    /// The wheel turned away from the user.
    WheelUp,
    /// The wheel turned towards the user.
    WheelDown,
}

/// A button of the mouse.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Button {
    /// The left one.
    Left,
    /// The wheel, pressed.
    Middle,
    /// The right one.
    Right,
}
