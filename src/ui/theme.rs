//! Themes: roles to styles, as data. Widgets ask a [`Theme`] how a [`Role`] looks and know no colour themselves.
//!
//! A theme file is read over the one it inherits from and at last over the default ([`load`]), which gives a
//! [`Source`] with full colours; [`resolve`] turns that into what a terminal of a certain [`Depth`] can show.

#[cfg(test)]
mod checks;
mod depth;
mod look;
mod read;
mod role;
mod shipped;
mod source;
mod tone;
mod warning;

pub use depth::{ColorChoice, Depth, Env, detect};
pub use role::Role;
pub use shipped::{DEFAULT, NAMES};
pub use source::{Lookup, Source, load};
pub use warning::Warning;

use crate::model::color::NoteColor;
use look::{Part, PerRole};
use ratatui::style::{Color, Modifier, Style};
use std::collections::HashSet;

/// How everything on the screen looks, on one terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    styles: PerRole<Style>,
    signs: bool,
}

impl Theme {
    /// The style of a role. It leaves open what it does not set, so it is drawn over what is below; only
    /// [`Role::Text`] stands for the whole screen.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(Part::Role(role))
    }

    /// The style of the bar before a note of that colour; [`Role::Bar`] is for notes without one. Drawn over a
    /// selected note, a bar stays as it is: reversed, it would show the gap in its colour instead.
    pub fn bar(&self, color: NoteColor) -> Style {
        self.styles.get(Part::Bar(color))
    }

    /// Whether notes show their colour's [`NoteColor::sign`]: the theme asks for it, or bars look alike here. The
    /// sign is text, so draw it as [`Role::Dim`]; a bar's colour alone may be too faint to read.
    pub fn shows_signs(&self) -> bool {
        self.signs
    }
}

impl Default for Theme {
    /// The default theme in 16 colours.
    fn default() -> Self {
        resolve(&load(DEFAULT, &|_| None).0, Depth::Ansi16)
    }
}

/// The theme as a terminal of that depth can show it.
pub fn resolve(source: &Source, depth: Depth) -> Theme {
    let mut styles = source.looks.map(|look| look.at(depth));
    for part in NoteColor::ALL
        .map(Part::Bar)
        .into_iter()
        .chain([Part::Role(Role::Bar)])
    {
        styles.set(part, keep_upright(styles.get(part)));
    }
    let bar = |color| styles.get(Part::Bar(color)).fg;
    let seen: HashSet<Color> = NoteColor::ALL.into_iter().filter_map(bar).collect();
    Theme {
        styles,
        signs: source.signs || seen.len() < NoteColor::COUNT,
    }
}

/// The style with what a note's own style would add to a bar taken away, unless the bar asks for it.
fn keep_upright(bar: Style) -> Style {
    let foreign = Modifier::REVERSED | Modifier::UNDERLINED;
    bar.remove_modifier(foreign - bar.add_modifier)
}
