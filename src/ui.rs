//! Pure drawing: from state and theme to panels, from panels to cells. Changes no state, touches no terminal.
//!
//! A screen is a pile of panels (`scene`). A panel is cheap to build and to compare; only the cells of panels that
//! changed are painted and compared with what the terminal shows (`compose`), so a key costs what it changes.

pub mod block;
pub mod compose;
pub mod figures;
pub mod footer;
pub mod frame;
pub mod glyphs;
pub mod header;
pub mod help;
pub mod hints;
mod holding;
pub mod map;
pub mod note;
pub mod notice;
pub mod panel;
pub mod popup;
pub mod poster;
pub mod prompt;
pub mod scene;
mod sides;
mod signs;
mod standing;
pub mod start;
pub mod story;
pub mod talk;
pub mod theme;
pub mod timeline;
mod types;
pub mod walk;
pub mod zoom;

use std::borrow::Cow;

use glyphs::Glyphs;
use ratatui::style::Style;
use theme::{Role, Theme};

use crate::tty::key::Chord;

/// How things look: what every drawing function is given.
#[derive(Clone, Copy, Debug)]
pub struct Pen<'a> {
    /// Roles to styles.
    pub theme: &'a Theme,
    /// The characters for lines and marks.
    pub glyphs: &'a Glyphs,
}

impl Pen<'_> {
    /// A role's style over the screen's own.
    pub fn style(self, role: Role) -> Style {
        self.theme.style(Role::Text).patch(self.theme.style(role))
    }

    /// A role's style over that of popups.
    pub fn popup(self, role: Role) -> Style {
        self.style(Role::Popup).patch(self.theme.style(role))
    }

    /// A key's label in the characters of this screen.
    pub fn key(self, chord: Chord) -> String {
        self.keys(&chord.label()).into_owned()
    }

    /// Labels of keys in the characters of this screen.
    pub fn keys(self, labels: &str) -> Cow<'_, str> {
        if self.glyphs.ascii {
            Cow::Owned(Chord::labels_in_ascii(labels))
        } else {
            Cow::Borrowed(labels)
        }
    }
}

/// Spaces, cut from one text; as many as any screen is wide.
pub fn blanks(columns: usize) -> &'static str {
    const BLANKS: &str = "                                                                                                                                                                                                                                                                ";
    BLANKS.get(..columns).unwrap_or(BLANKS)
}
