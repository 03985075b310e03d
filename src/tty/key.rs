//! Keys and chords as the key table, the configuration and the help speak of them.

mod name;

pub use name::UnknownKey;

/// One key of the keyboard, or the character that it types.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Key {
    /// A key that types this character; never a control character.
    Char(char),
    /// Enter, also the keypad's.
    Enter,
    /// Escape.
    Esc,
    /// Tab without shift.
    Tab,
    /// Tab with shift.
    BackTab,
    /// Backspace; a terminal cannot tell it from Ctrl-H.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, from 1.
    F(u8),
}

/// The modifiers held with a key, as a set.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Mods(u8);

impl Mods {
    /// No modifier.
    pub const NONE: Self = Self(0);
    /// Shift.
    pub const SHIFT: Self = Self(1);
    /// Alt, also called Meta.
    pub const ALT: Self = Self(2);
    /// Control.
    pub const CTRL: Self = Self(4);

    /// The modifiers of both sets.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The modifiers of this set that are not in `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether every modifier of `other` is in this set.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The set that xterm's number spells: one more than a sum of shift 1, alt 2 and control 4; the rest is not ours.
    pub const fn from_xterm(number: u16) -> Self {
        Self((number.saturating_sub(1) & 7) as u8)
    }
}

/// A key with its modifiers: what one press sends and what a binding names.
///
/// [`Chord::new`] brings chords that a terminal cannot tell apart to one form, so that two bindings clash exactly if they are equal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// What is held with it.
    pub mods: Mods,
}

impl Chord {
    /// The key that was typed after Esc, where this is Alt with a character: both send the same bytes.
    pub const fn after_escape(self) -> Option<Self> {
        if let Key::Char(typed) = self.key
            && self.mods.0 == Mods::ALT.0
        {
            return Some(Self::char(typed));
        }
        None
    }

    /// This key with these modifiers, in the one form that the decoder reports.
    pub const fn new(key: Key, mods: Mods) -> Self {
        let unshifted = mods.without(Mods::SHIFT);
        match key {
            Key::Char(c) if mods.contains(Mods::CTRL) => Self::control(c, unshifted),
            Key::Char(_) | Key::BackTab => Self {
                key,
                mods: unshifted,
            },
            Key::Tab if mods.contains(Mods::SHIFT) => Self {
                key: Key::BackTab,
                mods: unshifted,
            },
            Key::Enter
            | Key::Esc
            | Key::Tab
            | Key::Backspace
            | Key::Delete
            | Key::Insert
            | Key::Up
            | Key::Down
            | Key::Left
            | Key::Right
            | Key::Home
            | Key::End
            | Key::PageUp
            | Key::PageDown
            | Key::F(_) => Self { key, mods },
        }
    }

    /// A character held with control: where its byte is another key's, that key.
    const fn control(c: char, mods: Mods) -> Self {
        let without = mods.without(Mods::CTRL);
        let (key, mods) = match c.to_ascii_lowercase() {
            'i' => (Key::Tab, without),
            'm' => (Key::Enter, without),
            '[' => (Key::Esc, without),
            'h' | '?' => (Key::Backspace, without),
            '@' => (Key::Char(' '), mods),
            '/' => (Key::Char('_'), mods),
            lower => (Key::Char(lower), mods),
        };
        Self { key, mods }
    }

    /// This character without control or alt.
    pub const fn char(c: char) -> Self {
        Self::plain(Key::Char(c))
    }

    /// This key alone.
    pub const fn plain(key: Key) -> Self {
        Self::new(key, Mods::NONE)
    }

    /// This character with control.
    pub const fn ctrl(c: char) -> Self {
        Self::new(Key::Char(c), Mods::CTRL)
    }

    /// This key with alt.
    pub const fn alt(key: Key) -> Self {
        Self::new(key, Mods::ALT)
    }

    /// The character that this chord types into a text, if it types one.
    pub const fn typed(self) -> Option<char> {
        match (self.key, self.mods) {
            (Key::Char(c), Mods::NONE) => Some(c),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chords_a_terminal_cannot_tell_apart_are_equal() {
        for (one, other) in [
            (Chord::ctrl('i'), Chord::plain(Key::Tab)),
            (Chord::ctrl('M'), Chord::plain(Key::Enter)),
            (Chord::ctrl('['), Chord::plain(Key::Esc)),
            (Chord::ctrl('h'), Chord::plain(Key::Backspace)),
            (Chord::ctrl('R'), Chord::ctrl('r')),
            (Chord::ctrl('@'), Chord::ctrl(' ')),
            (Chord::ctrl('/'), Chord::ctrl('_')),
            (Chord::new(Key::Char('G'), Mods::SHIFT), Chord::char('G')),
            (
                Chord::new(Key::Tab, Mods::SHIFT),
                Chord::plain(Key::BackTab),
            ),
            (
                Chord::new(Key::BackTab, Mods::SHIFT),
                Chord::plain(Key::BackTab),
            ),
        ] {
            assert_eq!(one, other);
        }
        assert_ne!(
            Chord::new(Key::Up, Mods::SHIFT),
            Chord::plain(Key::Up),
            "shift counts on a key that types nothing"
        );
    }

    #[test]
    fn only_bare_characters_type() {
        assert_eq!(Chord::char('ß').typed(), Some('ß'));
        assert_eq!(Chord::ctrl('x').typed(), None);
        assert_eq!(Chord::alt(Key::Char('x')).typed(), None);
        assert_eq!(Chord::plain(Key::Enter).typed(), None);
    }

    #[test]
    fn xterm_numbers_name_sets() {
        assert_eq!(Mods::from_xterm(0), Mods::NONE);
        assert_eq!(Mods::from_xterm(1), Mods::NONE);
        assert_eq!(Mods::from_xterm(6), Mods::CTRL.union(Mods::SHIFT));
        assert_eq!(Mods::from_xterm(u16::MAX).without(Mods::ALT).0 & 2, 0);
    }
}
