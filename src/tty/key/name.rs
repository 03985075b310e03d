//! How chords are written: words that can be parsed, and short labels for the help.

use std::fmt;
use std::str::FromStr;

use super::{Chord, Key, Mods};

/// The words for keys; the first word of a key is the one that is written. Signs such as `-` and `+` need none: they are themselves.
const WORDS: [(&str, Key); 23] = [
    ("enter", Key::Enter),
    ("return", Key::Enter),
    ("esc", Key::Esc),
    ("escape", Key::Esc),
    ("tab", Key::Tab),
    ("shift-tab", Key::BackTab),
    ("backtab", Key::BackTab),
    ("backspace", Key::Backspace),
    ("del", Key::Delete),
    ("delete", Key::Delete),
    ("ins", Key::Insert),
    ("insert", Key::Insert),
    ("up", Key::Up),
    ("down", Key::Down),
    ("left", Key::Left),
    ("right", Key::Right),
    ("home", Key::Home),
    ("end", Key::End),
    ("pgup", Key::PageUp),
    ("pageup", Key::PageUp),
    ("pgdn", Key::PageDown),
    ("pagedown", Key::PageDown),
    ("space", Key::Char(' ')),
];

/// The words for modifiers, in the order in which they are written.
const HELD: [(&str, Mods); 3] = [
    ("ctrl-", Mods::CTRL),
    ("alt-", Mods::ALT),
    ("shift-", Mods::SHIFT),
];

/// Other words for modifiers.
const HELD_TOO: [(&str, Mods); 2] = [("control-", Mods::CTRL), ("meta-", Mods::ALT)];

/// The highest function key that terminals send.
const MAX_F: u8 = 20;

/// Why a text names no chord.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum UnknownKey {
    /// The text is empty or ends after a modifier.
    #[error("no key is named in {0:?}")]
    Nothing(String),
    /// The part that should name a key does not.
    #[error(
        "{0:?} is no key: write one character, or a word such as enter, esc, tab, space, up, pgdn or f5"
    )]
    Word(String),
    /// A function key that no terminal sends.
    #[error("{0:?} is no function key: f1 to f20 exist")]
    Function(String),
    /// What stands before a `-` is no modifier.
    #[error("{0:?} is no modifier: write ctrl-, alt- or shift-")]
    Modifier(String),
}

impl FromStr for Chord {
    type Err = UnknownKey;

    fn from_str(text: &str) -> Result<Self, UnknownKey> {
        let (mods, name) = split_mods(text);
        if name.is_empty() {
            return Err(UnknownKey::Nothing(text.to_owned()));
        }
        key(name).map(|key| Self::new(key, mods))
    }
}

/// The modifiers at the start of `text`, and the rest.
fn split_mods(text: &str) -> (Mods, &str) {
    let mut mods = Mods::NONE;
    let mut rest = text;
    while let Some((held, after)) = HELD
        .iter()
        .chain(&HELD_TOO)
        .find_map(|(word, held)| Some((*held, strip_ignoring_case(rest, word)?)))
    {
        mods = mods.union(held);
        rest = after;
    }
    (mods, rest)
}

fn strip_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// The key of this name, which is not empty.
fn key(name: &str) -> Result<Key, UnknownKey> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next())
        && !c.is_control()
    {
        return Ok(Key::Char(c));
    }
    if let Some((_, key)) = WORDS
        .iter()
        .find(|(word, _)| word.eq_ignore_ascii_case(name))
    {
        return Ok(*key);
    }
    if let Some(number) = strip_ignoring_case(name, "f")
        && number.bytes().all(|b| b.is_ascii_digit())
    {
        return function(number).ok_or_else(|| UnknownKey::Function(name.to_owned()));
    }
    Err(match name.split_once('-') {
        Some((held, _)) if !held.is_empty() => UnknownKey::Modifier(format!("{held}-")),
        _ => UnknownKey::Word(name.to_owned()),
    })
}

fn function(number: &str) -> Option<Key> {
    let n: u8 = number.parse().ok()?;
    (1..=MAX_F).contains(&n).then_some(Key::F(n))
}

/// The form that parses back to this chord: `ctrl-r`, `alt-enter`, `shift-tab`, `space`, `G`.
impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (word, held) in HELD {
            if self.mods.contains(held) {
                f.write_str(word)?;
            }
        }
        if let Key::F(n) = self.key {
            return write!(f, "f{n}");
        }
        let word = WORDS.iter().find(|(_, key)| *key == self.key);
        match (word, self.key) {
            (None, Key::Char(c)) => write!(f, "{c}"),
            _ => f.write_str(word.map_or("", |(word, _)| *word)),
        }
    }
}

/// The signs in labels and the words for them where only ASCII can be shown.
const SIGNS: [(&str, &str); 7] = [
    ("⏎", "Enter"),
    ("⇧", "Shift-"),
    ("⌫", "Backspace"),
    ("↑", "Up"),
    ("↓", "Down"),
    ("←", "Left"),
    ("→", "Right"),
];

impl Chord {
    /// What the help and the footer show: `^R`, `Alt-⏎`, `↑`, `Space`, `x`.
    pub fn label(&self) -> String {
        let mut label = String::new();
        for (mark, held) in [("^", Mods::CTRL), ("Alt-", Mods::ALT), ("⇧", Mods::SHIFT)] {
            if self.mods.contains(held) {
                label.push_str(mark);
            }
        }
        if let Key::Char(c) = self.key {
            let control = self.mods.contains(Mods::CTRL);
            match c {
                ' ' => label.push_str("Space"),
                _ if control => label.push(c.to_ascii_uppercase()),
                _ => label.push(c),
            }
        } else if let Key::F(n) = self.key {
            label.push('F');
            label.push_str(&n.to_string());
        } else {
            label.push_str(sign(self.key));
        }
        label
    }

    /// These labels with words in place of signs, for screens that show only ASCII: `Alt-Enter`, `Shift-Tab`, `Up`.
    pub fn labels_in_ascii(labels: &str) -> String {
        let replace = |labels: String, (sign, word): (&str, &str)| labels.replace(sign, word);
        SIGNS.into_iter().fold(labels.to_owned(), replace)
    }
}

/// The sign or word for a key that is neither a character nor a function key.
const fn sign(key: Key) -> &'static str {
    match key {
        Key::Char(_) | Key::F(_) => "",
        Key::Enter => "⏎",
        Key::Esc => "Esc",
        Key::Tab => "Tab",
        Key::BackTab => "⇧Tab",
        Key::Backspace => "⌫",
        Key::Delete => "Del",
        Key::Insert => "Ins",
        Key::Up => "↑",
        Key::Down => "↓",
        Key::Left => "←",
        Key::Right => "→",
        Key::Home => "Home",
        Key::End => "End",
        Key::PageUp => "PgUp",
        Key::PageDown => "PgDn",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_chords() {
        let shift_ctrl = Mods::SHIFT.union(Mods::CTRL);
        for (text, chord) in [
            ("x", Chord::char('x')),
            ("G", Chord::char('G')),
            ("ctrl-r", Chord::ctrl('r')),
            ("Ctrl-R", Chord::ctrl('r')),
            ("alt-enter", Chord::alt(Key::Enter)),
            ("alt-G", Chord::alt(Key::Char('G'))),
            ("shift-up", Chord::new(Key::Up, Mods::SHIFT)),
            ("ctrl-shift-up", Chord::new(Key::Up, shift_ctrl)),
            ("shift-ctrl-up", Chord::new(Key::Up, shift_ctrl)),
            ("space", Chord::char(' ')),
            (" ", Chord::char(' ')),
            ("ctrl-space", Chord::ctrl(' ')),
            ("ESC", Chord::plain(Key::Esc)),
            ("enter", Chord::plain(Key::Enter)),
            ("tab", Chord::plain(Key::Tab)),
            ("shift-tab", Chord::plain(Key::BackTab)),
            ("backspace", Chord::plain(Key::Backspace)),
            ("del", Chord::plain(Key::Delete)),
            ("pgup", Chord::plain(Key::PageUp)),
            ("PageDown", Chord::plain(Key::PageDown)),
            ("home", Chord::plain(Key::Home)),
            ("f", Chord::char('f')),
            ("f5", Chord::plain(Key::F(5))),
            ("F12", Chord::plain(Key::F(12))),
            ("-", Chord::char('-')),
            ("alt--", Chord::alt(Key::Char('-'))),
            ("+", Chord::char('+')),
            ("?", Chord::char('?')),
            ("<", Chord::char('<')),
            ("é", Chord::char('é')),
        ] {
            assert_eq!(text.parse(), Ok(chord), "{text}");
        }
    }

    #[test]
    fn a_wrong_name_says_what_is_wrong() {
        for (text, error) in [
            ("", UnknownKey::Nothing(String::new())),
            ("ctrl-", UnknownKey::Nothing("ctrl-".into())),
            ("ctrl-entr", UnknownKey::Word("entr".into())),
            ("hyper-x", UnknownKey::Modifier("hyper-".into())),
            ("f0", UnknownKey::Function("f0".into())),
            ("f99999", UnknownKey::Function("f99999".into())),
            ("\u{1b}", UnknownKey::Word("\u{1b}".into())),
            ("gg", UnknownKey::Word("gg".into())),
        ] {
            assert_eq!(text.parse::<Chord>(), Err(error.clone()), "{text:?}");
            assert!(!error.to_string().contains('\u{1b}'), "{error}");
        }
    }

    #[test]
    fn labels_are_short() {
        for (text, label, ascii) in [
            ("ctrl-r", "^R", "^R"),
            ("alt-enter", "Alt-⏎", "Alt-Enter"),
            ("up", "↑", "Up"),
            ("shift-up", "⇧↑", "Shift-Up"),
            ("shift-tab", "⇧Tab", "Shift-Tab"),
            ("backspace", "⌫", "Backspace"),
            ("space", "Space", "Space"),
            ("G", "G", "G"),
            ("f5", "F5", "F5"),
            ("esc", "Esc", "Esc"),
        ] {
            let chord = text.parse::<Chord>().unwrap();
            assert_eq!(chord.label(), label);
            assert_eq!(Chord::labels_in_ascii(label), ascii);
        }
    }

    fn any_key() -> impl Strategy<Value = Key> {
        prop_oneof![
            proptest::char::any()
                .prop_filter("no control", |c| !c.is_control())
                .prop_map(Key::Char),
            (1..=MAX_F).prop_map(Key::F),
            proptest::sample::select(WORDS.map(|(_, key)| key).to_vec()),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_parses_back(key in any_key(), mods in 0u16..=8) {
            let chord = Chord::new(key, Mods::from_xterm(mods));
            prop_assert_eq!(chord.to_string().parse(), Ok(chord), "{}", chord);
        }
    }
}
