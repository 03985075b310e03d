//! How one role looks, before it is known how many colours there are.

use super::depth::Depth;
use super::role::Role;
use super::tone::Tone;
use crate::model::color::NoteColor;
use ratatui::style::{Modifier, Style};

/// A style that still knows its true colours and its stand-ins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// The text's colour; `None` leaves what is below.
    pub(super) fg: Option<Tone>,
    /// The background; `None` leaves what is below.
    pub(super) bg: Option<Tone>,
    /// Bold and the like.
    pub(super) mods: Modifier,
    /// Bold and the like where there are no colours.
    pub(super) mono: Modifier,
}

impl Look {
    /// The style to draw with at that depth.
    pub(super) fn at(&self, depth: Depth) -> Style {
        let mods = match depth {
            Depth::Mono => self.mono,
            Depth::Ansi16 | Depth::Ansi256 | Depth::TrueColor => self.mods,
        };
        Style {
            fg: self.fg.and_then(|tone| tone.at(depth)),
            bg: self.bg.and_then(|tone| tone.at(depth)),
            ..Style::new().add_modifier(mods)
        }
    }
}

/// One value for every role and for the bar of every note colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PerRole<T> {
    roles: [T; Role::COUNT],
    bars: [T; NoteColor::COUNT],
}

/// What a theme styles: a role, or the bar before notes of a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A role.
    Role(Role),
    /// The bar before notes of that colour.
    Bar(NoteColor),
}

impl Part {
    /// Every part.
    #[cfg(test)]
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let roles = Role::ALL.iter().copied().map(Self::Role);
        roles.chain(NoteColor::ALL.map(Self::Bar))
    }
}

impl<T: Copy + Default> PerRole<T> {
    /// The value for that part.
    pub(super) fn get(&self, part: Part) -> T {
        let value = match part {
            Part::Role(role) => self.roles.get(role as usize),
            Part::Bar(color) => self.bars.get(color as usize),
        };
        value.copied().unwrap_or_default()
    }

    /// Sets the value for that part.
    pub(super) fn set(&mut self, part: Part, value: T) {
        let place = match part {
            Part::Role(role) => self.roles.get_mut(role as usize),
            Part::Bar(color) => self.bars.get_mut(color as usize),
        };
        if let Some(place) = place {
            *place = value;
        }
    }

    /// Every value turned into another.
    pub(super) fn map<U>(&self, turn: impl Fn(&T) -> U) -> PerRole<U> {
        PerRole {
            roles: self.roles.each_ref().map(&turn),
            bars: self.bars.each_ref().map(&turn),
        }
    }
}

impl<T: Copy + Default> Default for PerRole<T> {
    fn default() -> Self {
        Self {
            roles: [T::default(); Role::COUNT],
            bars: [T::default(); NoteColor::COUNT],
        }
    }
}
