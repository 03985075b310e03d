//! Keys without escape sequences: control bytes and characters.

use super::super::key::{Chord, Key, Mods};

/// What the bytes of a character say so far.
pub(super) enum Utf8 {
    /// It goes on.
    Unfinished,
    /// It is whole.
    Char(char),
    /// The last byte does not belong to it, or no byte does.
    Wrong,
}

pub(super) fn character(bytes: &[u8]) -> Utf8 {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.chars().next().map_or(Utf8::Unfinished, Utf8::Char),
        Err(error) if error.error_len().is_none() => Utf8::Unfinished,
        Err(_) => Utf8::Wrong,
    }
}

/// The key that sends this byte, which is below 0x80. Backspace sends 0x08 or 0x7f, as the terminal is set.
pub(super) const fn key(byte: u8) -> Chord {
    match byte {
        0x00 => Chord::ctrl(' '),
        0x09 => Chord::plain(Key::Tab),
        0x0d => Chord::plain(Key::Enter),
        0x1b => Chord::plain(Key::Esc),
        0x08 | 0x7f => Chord::plain(Key::Backspace),
        0x01..=0x1a => Chord::ctrl((byte | 0x60) as char),
        0x1c..=0x1f => Chord::ctrl((byte | 0x40) as char),
        _ => Chord::new(Key::Char(byte as char), Mods::NONE),
    }
}
