//! Bytes from the terminal to keys, pastes and mouse events.
//!
//! A state machine that eats one byte at a time, so that it does not matter where a read ends. It holds at most one unfinished thing
//! of bounded size. Time is the caller's: when [`Decoder::waiting`] and the terminal stays silent, it calls [`Decoder::flush`].

mod csi;
mod paste;
mod plain;

use super::input::{Input, Paste};
use super::key::{Chord, Key, Mods};
use paste::Pasting;

const ESC: u8 = 0x1b;

/// How many bytes of one escape sequence are read before it is given up.
pub const MAX_SEQUENCE: usize = 4096;

/// How many bytes of text one paste may hold.
pub const MAX_PASTE: usize = 1 << 20;

/// What the bytes so far mean.
#[derive(Debug, Default)]
enum State {
    /// Nothing is unfinished.
    #[default]
    Ground,
    /// Inside a character of several bytes, held; whether ESC stood before it.
    Character(Mods),
    /// After ESC.
    Escape,
    /// After `ESC [`; parameters are held.
    Csi,
    /// After `ESC [ [`: the Linux console's function keys.
    Console,
    /// After `ESC O`; a modifier may be held.
    Ss3,
    /// In a string that ends with BEL or `ESC \`: the byte that began it, and how many bytes came since.
    Text(u8, usize),
    /// In such a string after ESC.
    TextEscape,
    /// In an old mouse report, of which this many bytes are to come.
    OldMouse(u8),
    /// In a bracketed paste.
    Paste(Pasting),
}

/// Turns the terminal's bytes into [`Input`].
#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
    /// The bytes of the unfinished character or sequence.
    held: Vec<u8>,
}

impl Decoder {
    /// A decoder that has seen nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether something unfinished is held that only more bytes or [`Decoder::flush`] can end.
    pub fn waiting(&self) -> bool {
        !matches!(self.state, State::Ground)
    }

    /// Whether it is a paste that is unfinished. A line may stall in the middle of one, and the rest of a paste that was given up
    /// arrives as keys: allow it a second or more of silence, where 20 to 50 ms are right for a lone ESC.
    pub fn pasting(&self) -> bool {
        matches!(self.state, State::Paste(_))
    }

    /// Reads `bytes` and adds what they mean to `out`.
    pub fn feed(&mut self, bytes: &[u8], out: &mut Vec<Input>) {
        for &byte in bytes {
            self.byte(byte, out);
        }
    }

    /// Ends what is unfinished since nothing more has come: a lone ESC is the key Esc, `ESC [` is Alt-[, an open paste is given out as
    /// far as it came, a cut sequence is dropped.
    pub fn flush(&mut self, out: &mut Vec<Input>) {
        match std::mem::take(&mut self.state) {
            State::Ground
            | State::Console
            | State::TextEscape
            | State::OldMouse(_)
            | State::Text(_, 1..) => {}
            State::Character(mods) => push_key(out, Key::Char(char::REPLACEMENT_CHARACTER), mods),
            State::Escape => push_key(out, Key::Esc, Mods::NONE),
            State::Csi => self.alt_if_bare(b'[', out),
            State::Ss3 => self.alt_if_bare(b'O', out),
            State::Text(start, 0) => push_key(out, Key::Char(start.into()), Mods::ALT),
            State::Paste(pasting) => out.push(Input::Paste(pasting.finish())),
        }
        self.held.clear();
    }

    fn byte(&mut self, byte: u8, out: &mut Vec<Input>) {
        match &mut self.state {
            State::Ground => self.ground(byte, Mods::NONE, out),
            State::Character(mods) => {
                let mods = *mods;
                self.character(byte, mods, out);
            }
            State::Escape => self.escape(byte, out),
            State::Csi => self.csi(byte, out),
            State::Console => {
                self.state = State::Ground;
                out.extend(csi::console(byte));
            }
            State::Ss3 => self.ss3(byte, out),
            State::Text(_, count) => {
                *count += 1;
                self.text(byte);
            }
            State::TextEscape => self.text_escape(byte, out),
            State::OldMouse(left) => {
                *left -= 1;
                if *left == 0 {
                    self.state = State::Ground;
                }
            }
            State::Paste(pasting) => {
                if let Some(paste) = pasting.byte(byte) {
                    self.state = State::Ground;
                    out.push(Input::Paste(paste));
                }
            }
        }
    }

    /// A byte that begins something; `mods` is alt after ESC.
    fn ground(&mut self, byte: u8, mods: Mods, out: &mut Vec<Input>) {
        self.state = State::Ground;
        match byte {
            ESC => self.state = State::Escape,
            0x00..=0x7f => {
                let chord = plain::key(byte);
                push_key(out, chord.key, chord.mods.union(mods));
            }
            0x80.. => {
                self.held.clear();
                self.character(byte, mods, out);
            }
        }
    }

    /// The next byte of a character of several; a wrong one ends it and begins something itself.
    fn character(&mut self, byte: u8, mods: Mods, out: &mut Vec<Input>) {
        self.held.push(byte);
        self.state = State::Character(mods);
        let again = match plain::character(&self.held) {
            plain::Utf8::Unfinished => return,
            plain::Utf8::Char(c) => {
                push_key(out, Key::Char(c), mods);
                false
            }
            plain::Utf8::Wrong => {
                push_key(out, Key::Char(char::REPLACEMENT_CHARACTER), mods);
                self.held.len() > 1
            }
        };
        self.state = State::Ground;
        self.held.clear();
        if again {
            self.ground(byte, Mods::NONE, out);
        }
    }

    /// The byte after ESC.
    fn escape(&mut self, byte: u8, out: &mut Vec<Input>) {
        self.held.clear();
        match byte {
            b'[' => self.state = State::Csi,
            b'O' => self.state = State::Ss3,
            b']' | b'P' | b'^' | b'_' => self.state = State::Text(byte, 0),
            // Pressed twice. Some terminals send this before an arrow for alt, but Esc and then an arrow in one read is likelier.
            ESC => push_key(out, Key::Esc, Mods::NONE),
            _ => self.ground(byte, Mods::ALT, out),
        }
    }

    fn csi(&mut self, byte: u8, out: &mut Vec<Input>) {
        match byte {
            b'[' if self.held.is_empty() => self.state = State::Console,
            b'M' if self.held.is_empty() => self.state = State::OldMouse(3),
            b'$' if csi::is_number(&self.held) => self.end_csi(byte, out),
            0x20..=0x3f => self.hold(byte),
            0x40..=0x7e => self.end_csi(byte, out),
            _ => {
                self.alt_if_bare(b'[', out);
                self.ground(byte, Mods::NONE, out);
            }
        }
    }

    fn end_csi(&mut self, last: u8, out: &mut Vec<Input>) {
        self.state = State::Ground;
        match csi::meaning(&self.held, last) {
            csi::Meaning::Input(input) => out.push(input),
            csi::Meaning::PasteBegins => self.state = State::Paste(Pasting::default()),
            csi::Meaning::Nothing => {}
        }
        self.held.clear();
    }

    fn ss3(&mut self, byte: u8, out: &mut Vec<Input>) {
        match byte {
            b'0'..=b'9' => self.hold(byte),
            0x20..=0x7e => {
                self.state = State::Ground;
                out.extend(csi::ss3(&self.held, byte));
                self.held.clear();
            }
            _ => {
                self.alt_if_bare(b'O', out);
                self.ground(byte, Mods::NONE, out);
            }
        }
    }

    /// A sequence of which nothing but its start has come was typed: alt and that character.
    fn alt_if_bare(&mut self, start: u8, out: &mut Vec<Input>) {
        if self.held.is_empty() {
            push_key(out, Key::Char(start.into()), Mods::ALT);
        }
        self.held.clear();
    }

    fn hold(&mut self, byte: u8) {
        self.held.push(byte);
        if self.held.len() >= MAX_SEQUENCE {
            self.held.clear();
            self.state = State::Ground;
        }
    }

    /// A byte of a string that means nothing to us.
    fn text(&mut self, byte: u8) {
        const BEL: u8 = 0x07;
        const CAN: u8 = 0x18;
        const SUB: u8 = 0x1a;
        match (byte, &self.state) {
            (ESC, _) => self.state = State::TextEscape,
            (BEL | CAN | SUB, _) => self.state = State::Ground,
            (_, State::Text(_, count)) if *count >= MAX_SEQUENCE => self.state = State::Ground,
            _ => {}
        }
    }

    fn text_escape(&mut self, byte: u8, out: &mut Vec<Input>) {
        match byte {
            b'\\' => self.state = State::Ground,
            _ => self.escape(byte, out),
        }
    }
}

/// Adds a key; no key holds a control character, which may hide in the second block of Unicode.
fn push_key(out: &mut Vec<Input>, key: Key, mods: Mods) {
    let hidden = matches!(key, Key::Char(c) if c.is_control());
    let key = if hidden {
        Key::Char(char::REPLACEMENT_CHARACTER)
    } else {
        key
    };
    out.push(Input::Key(Chord::new(key, mods)));
}

#[cfg(test)]
mod tests;
