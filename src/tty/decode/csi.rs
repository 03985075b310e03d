//! What escape sequences mean.

use super::super::input::{Button, Input, Mouse, MouseKind};
use super::super::key::{Chord, Key, Mods};

/// What a whole sequence means.
pub(super) enum Meaning {
    Input(Input),
    PasteBegins,
    Nothing,
}

impl From<Option<Chord>> for Meaning {
    fn from(chord: Option<Chord>) -> Self {
        chord.map_or(Self::Nothing, |chord| Self::Input(Input::Key(chord)))
    }
}

/// Whether these parameters are one number, and nothing else.
pub(super) fn is_number(held: &[u8]) -> bool {
    !held.is_empty() && held.iter().all(u8::is_ascii_digit)
}

/// The parameters of a sequence: numbers parted by `;`, of which each may have parts of its own after `:`.
struct Params<'a>(&'a [u8]);

impl Params<'_> {
    /// The number at `index`, 0 where there is none; numbers stop at the largest.
    fn get(&self, index: usize) -> u16 {
        self.part(index, 0)
    }

    fn part(&self, index: usize, part: usize) -> u16 {
        let numbers = self.0.split(|b| *b == b';').nth(index);
        let digits = numbers.and_then(|n| n.split(|b| *b == b':').nth(part));
        digits.map_or(0, number)
    }

    fn mods(&self, index: usize) -> Mods {
        Mods::from_xterm(self.get(index))
    }
}

fn number(digits: &[u8]) -> u16 {
    digits.iter().fold(0, |sum: u16, b| {
        sum.saturating_mul(10)
            .saturating_add(u16::from(b.wrapping_sub(b'0').min(9)))
    })
}

/// The meaning of `CSI held last`.
pub(super) fn meaning(held: &[u8], last: u8) -> Meaning {
    let params = Params(held);
    match (held, last) {
        ([b'<', rest @ ..], b'M' | b'm') => mouse(&Params(rest), last == b'm')
            .map_or(Meaning::Nothing, |mouse| {
                Meaning::Input(Input::Mouse(mouse))
            }),
        ([b'?', rest @ .., b'$'], b'y') => answer(&Params(rest)),
        ([b'<'..=b'?', ..], _) => Meaning::Nothing,
        // The third part of the modifiers tells a release from a press.
        _ if params.part(1, 1) == 3 => Meaning::Nothing,
        ([], b'I') => Meaning::Input(Input::FocusGained),
        ([], b'O') => Meaning::Input(Input::FocusLost),
        (b"200", b'~') => Meaning::PasteBegins,
        (b"27" | [b'2', b'7', b';', ..], b'~') => character(params.get(2), params.mods(1)).into(),
        (_, b'~') => numbered(params.get(0), params.mods(1)).into(),
        (_, b'^') => numbered(params.get(0), Mods::CTRL).into(),
        (_, b'$') => numbered(params.get(0), Mods::SHIFT).into(),
        (_, b'@') => numbered(params.get(0), Mods::CTRL.union(Mods::SHIFT)).into(),
        (_, b'u') => unicode(&params).into(),
        (_, b'Z') => Some(Chord::new(Key::BackTab, params.mods(1))).into(),
        ([], b'a'..=b'd') => arrow(last).map(|key| Chord::new(key, Mods::SHIFT)).into(),
        // `R` with a row other than 1 tells where the cursor stands.
        (_, b'R') if params.get(0) > 1 => Meaning::Nothing,
        (_, b'A'..=b'S') => letter(last)
            .map(|key| Chord::new(key, params.mods(1)))
            .into(),
        _ => Meaning::Nothing,
    }
}

/// The terminal's answer on a mode: 0 unknown, 1 on, 2 off, 3 always on, 4 never on.
fn answer(params: &Params) -> Meaning {
    match (params.get(0), params.get(1)) {
        (2026, 1..=3) => Meaning::Input(Input::Synchronized),
        _ => Meaning::Nothing,
    }
}

/// The key of `ESC O held last`; some terminals put the modifiers' number between.
pub(super) fn ss3(held: &[u8], last: u8) -> Option<Input> {
    let mods = Mods::from_xterm(number(held));
    let chord = match last {
        b'a'..=b'd' => Chord::new(arrow(last)?, Mods::CTRL),
        b'I' => Chord::new(Key::Tab, mods),
        b'M' => Chord::new(Key::Enter, mods),
        // The keypad: digits and signs, 64 above their own code.
        b'j'..=b'y' => Chord::new(Key::Char((last - 64).into()), mods),
        b'X' => Chord::new(Key::Char('='), mods),
        _ => Chord::new(letter(last)?, mods),
    };
    Some(Input::Key(chord))
}

/// The Linux console's function keys, `ESC [ [ A` to `E`.
pub(super) fn console(last: u8) -> Option<Input> {
    matches!(last, b'A'..=b'E').then(|| Input::Key(Chord::plain(Key::F(last - b'A' + 1))))
}

fn letter(last: u8) -> Option<Key> {
    Some(match last {
        b'F' => Key::End,
        b'H' => Key::Home,
        b'P' => Key::F(1),
        b'Q' => Key::F(2),
        b'R' => Key::F(3),
        b'S' => Key::F(4),
        _ => return arrow(last.to_ascii_lowercase()),
    })
}

fn arrow(last: u8) -> Option<Key> {
    Some(match last {
        b'a' => Key::Up,
        b'b' => Key::Down,
        b'c' => Key::Right,
        b'd' => Key::Left,
        _ => return None,
    })
}

/// The keys that are numbered as on a VT220, with gaps.
fn numbered(number: u16, mods: Mods) -> Option<Chord> {
    let key = match number {
        1 | 7 => Key::Home,
        2 => Key::Insert,
        3 => Key::Delete,
        4 | 8 => Key::End,
        5 => Key::PageUp,
        6 => Key::PageDown,
        11..=15 => Key::F(number as u8 - 10),
        17..=21 => Key::F(number as u8 - 11),
        23..=26 => Key::F(number as u8 - 12),
        28 | 29 => Key::F(number as u8 - 13),
        31..=34 => Key::F(number as u8 - 14),
        _ => return None,
    };
    Some(Chord::new(key, mods))
}

/// A key reported by its character's number, `CSI code:shifted ; modifiers u`.
fn unicode(params: &Params) -> Option<Chord> {
    let (code, shifted) = (params.get(0), params.part(0, 1));
    let mods = params.mods(1);
    let shift = mods.contains(Mods::SHIFT);
    match char::from_u32(code.into())? {
        _ if shift && shifted > 0 => character(shifted, mods),
        c if shift && c.is_ascii_lowercase() => {
            character(u16::from(c.to_ascii_uppercase() as u8), mods)
        }
        _ => character(code, mods),
    }
}

fn character(code: u16, mods: Mods) -> Option<Chord> {
    const KEYPAD_ENTER: u16 = 57414;
    let key = match code {
        9 => Key::Tab,
        13 | KEYPAD_ENTER => Key::Enter,
        27 => Key::Esc,
        8 | 127 => Key::Backspace,
        // The rest of this block stands for keys that we have no use for.
        0xe000..=0xf8ff => return None,
        _ => Key::Char(char::from_u32(code.into()).filter(|c| !c.is_control())?),
    };
    Some(Chord::new(key, mods))
}

/// A mouse report: button and modifiers in the first number, then column and row from 1.
fn mouse(params: &Params, released: bool) -> Option<Mouse> {
    const MOVED: u16 = 32;
    const WHEEL: u16 = 64;
    const OTHERS: u16 = 128;
    let code = params.get(0);
    let button = match code & 3 {
        0 => Some(Button::Left),
        1 => Some(Button::Middle),
        2 => Some(Button::Right),
        _ => None,
    };
    let kind = match code & (MOVED | WHEEL | OTHERS) {
        0 if released => MouseKind::Up(button?),
        0 => MouseKind::Down(button?),
        MOVED if released => MouseKind::Up(button?),
        MOVED => MouseKind::Drag(button?),
        WHEEL if released => return None,
        WHEEL => match button? {
            Button::Left => MouseKind::WheelUp,
            Button::Middle => MouseKind::WheelDown,
            // Sideways.
            Button::Right => return None,
        },
        _ => return None,
    };
    // Shift 4, alt 8 and control 16 are xterm's numbers times four.
    let mods = Mods::from_xterm((code >> 2 & 7) + 1);
    let (x, y) = (
        params.get(1).saturating_sub(1),
        params.get(2).saturating_sub(1),
    );
    Some(Mouse { kind, x, y, mods })
}
