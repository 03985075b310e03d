//! The text that the bytes of a file are: UTF-8, or UTF-16 where a byte order mark says so, as spreadsheets and other
//! programs of Windows write it.
//!
//! Nothing is guessed: bytes that may be of one of many old encodings would make wrong letters without anybody seeing it.
//! What they look like is said instead.

use std::borrow::Cow;

/// How much of a file is looked at to tell what it is.
const LOOKED_AT: usize = 4096;

/// Why bytes are no text that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoText {
    /// UTF-16 with a byte order mark, and something that is no character in this line.
    BrokenUtf16(usize),
    /// A zero in every other place: UTF-16 without a byte order mark.
    Unmarked(Order),
    /// Four bytes for each character.
    Utf32,
    /// A letter in this line is a byte alone, as in the encodings from before Unicode.
    OldEncoding {
        /// The line, counted from 1.
        line: usize,
        /// The byte.
        byte: u8,
    },
    /// It has bytes that no text has, in this line first.
    Binary(usize),
}

/// Which byte of a pair comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The lesser.
    Little,
    /// The greater.
    Big,
}

impl std::fmt::Display for NoText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::BrokenUtf16(line) => write!(
                f,
                "line {line}: this is UTF-16 with something in it that is no character"
            ),
            Self::Unmarked(order) => write!(
                f,
                "this looks like UTF-16 ({}) without the byte order mark that would say so",
                order.name()
            ),
            Self::Utf32 => f.write_str("this looks like UTF-32, which is not read"),
            Self::OldEncoding { line, byte } => write!(
                f,
                "line {line}: this is no UTF-8 text: the byte {byte:02X} looks like {:?} in Latin-1 or Windows-1252",
                windows_1252(*byte)
            ),
            Self::Binary(line) => {
                write!(f, "line {line}: this is no UTF-8 text, nor any other")
            }
        }
    }
}

impl NoText {
    /// What to do about it.
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::BrokenUtf16(_) => "Save it again, as UTF-8 if the program offers that.",
            Self::Unmarked(Order::Little) => {
                "Convert it first, such as with `iconv -f UTF-16LE -t UTF-8`."
            }
            Self::Unmarked(Order::Big) => {
                "Convert it first, such as with `iconv -f UTF-16BE -t UTF-8`."
            }
            Self::Utf32 => "Convert it first, such as with `iconv -f UTF-32 -t UTF-8`.",
            Self::OldEncoding { .. } => {
                "Save it as UTF-8, or convert it, such as with `iconv -f WINDOWS-1252 -t UTF-8`."
            }
            Self::Binary(_) => "Save it as text first: CSV, Markdown or JSON, say.",
        }
    }
}

impl Order {
    const fn name(self) -> &'static str {
        match self {
            Self::Little => "little-endian",
            Self::Big => "big-endian",
        }
    }

    const fn unit(self, pair: [u8; 2]) -> u16 {
        match self {
            Self::Little => u16::from_le_bytes(pair),
            Self::Big => u16::from_be_bytes(pair),
        }
    }
}

/// The bytes as text, without a byte order mark.
pub fn text(bytes: &[u8]) -> Result<Cow<'_, str>, NoText> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Err(NoText::Utf32),
        [0xff, 0xfe, rest @ ..] => utf16(rest, Order::Little).map(Cow::Owned),
        [0xfe, 0xff, rest @ ..] => utf16(rest, Order::Big).map(Cow::Owned),
        bytes => match unmarked(bytes) {
            Some(order) => Err(NoText::Unmarked(order)),
            None => utf8(bytes).map(Cow::Borrowed),
        },
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, NoText> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => Err(foreign(bytes, error.valid_up_to())),
    }
}

/// What bytes are that are no UTF-8 from this place on.
fn foreign(bytes: &[u8], at: usize) -> NoText {
    let before = bytes.get(..at).unwrap_or_default();
    let line = before.split(|byte| *byte == b'\n').count();
    let looked_at = bytes.iter().take(at.saturating_add(LOOKED_AT));
    let is_of_text = |byte: &u8| *byte >= b' ' && *byte != 0x7f || b"\t\r\n\x0c".contains(byte);
    match bytes.get(at) {
        Some(byte) if looked_at.clone().all(is_of_text) => {
            NoText::OldEncoding { line, byte: *byte }
        }
        Some(_) | None => NoText::Binary(line),
    }
}

fn utf16(bytes: &[u8], order: Order) -> Result<String, NoText> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| order.unit(*pair));
    let mut text = String::with_capacity(bytes.len());
    for char in char::decode_utf16(units) {
        match char {
            Ok(char) => text.push(char),
            Err(_) => return Err(NoText::BrokenUtf16(text.split('\n').count())),
        }
    }
    match rest {
        [] => Ok(text),
        [..] => Err(NoText::BrokenUtf16(text.split('\n').count())),
    }
}

/// The order of UTF-16 without a mark: the letters of most languages have a zero beside them, and so have blanks and
/// line breaks in all of them.
fn unmarked(bytes: &[u8]) -> Option<Order> {
    let looked_at = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let (pairs, _) = looked_at.as_chunks::<2>();
    let zeros = |at: fn(&[u8; 2]) -> u8| pairs.iter().filter(|pair| at(pair) == 0).count();
    let (first, second) = (zeros(|[first, _]| *first), zeros(|[_, second]| *second));
    let many = pairs.len().div_ceil(10).max(2);
    match (first, second) {
        (0, second) if second >= many => Some(Order::Little),
        (first, 0) if first >= many => Some(Order::Big),
        _ => None,
    }
}

/// The letter that the byte is there; those of Latin-1 are the same, where it has them.
const fn windows_1252(byte: u8) -> char {
    const BETWEEN: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        #[expect(
            clippy::indexing_slicing,
            reason = "there are as many as there are bytes"
        )]
        0x80..=0x9f => BETWEEN[(byte - 0x80) as usize],
        byte => byte as char,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, mark: &[u8], unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let units = text.encode_utf16().flat_map(unit);
        mark.iter().copied().chain(units).collect()
    }

    #[test]
    fn text_with_a_byte_order_mark_is_read_in_either_order() {
        let wanted = "Segments\r\n- Käufer, 顧客, 🚲\r\n";
        for bytes in [
            wanted.as_bytes().to_vec(),
            format!("\u{feff}{wanted}").into_bytes(),
            utf16(wanted, &[0xff, 0xfe], u16::to_le_bytes),
            utf16(wanted, &[0xfe, 0xff], u16::to_be_bytes),
        ] {
            assert_eq!(text(&bytes).as_deref(), Ok(wanted));
        }
        assert_eq!(text(b"").as_deref(), Ok(""));
        assert_eq!(text(&[0xff, 0xfe]).as_deref(), Ok(""));
    }

    #[test]
    fn what_is_no_such_text_is_called_what_it_looks_like() {
        let lone = utf16("a\nb", &[0xff, 0xfe], u16::to_le_bytes);
        let lone = [lone.as_slice(), &[0x00, 0xd8, 0x41, 0x00]].concat();
        for (bytes, wanted) in [
            (lone, NoText::BrokenUtf16(2)),
            (vec![0xff, 0xfe, b'a'], NoText::BrokenUtf16(1)),
            (
                utf16("Channels\n- App\n", &[], u16::to_le_bytes),
                NoText::Unmarked(Order::Little),
            ),
            (
                utf16("顧客\n- 通勤者\n", &[], u16::to_be_bytes),
                NoText::Unmarked(Order::Big),
            ),
            (vec![0xff, 0xfe, 0, 0, b'a', 0, 0, 0], NoText::Utf32),
            (
                b"Segments\n- K\xe4ufer\n".to_vec(),
                NoText::OldEncoding {
                    line: 2,
                    byte: 0xe4,
                },
            ),
            (b"a\n\n\x89PNG\x00\x01".to_vec(), NoText::Binary(3)),
            (
                b"a\xe2\x82".to_vec(),
                NoText::OldEncoding {
                    line: 1,
                    byte: 0xe2,
                },
            ),
        ] {
            assert_eq!(text(&bytes), Err(wanted), "{bytes:?}");
        }
        let old = NoText::OldEncoding {
            line: 2,
            byte: 0x93,
        };
        assert!(old.to_string().contains("'“'"), "{old}");
    }
}
