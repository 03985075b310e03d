//! A bracketed paste while it arrives.

use super::{MAX_PASTE, Paste};

const END: &[u8] = b"\x1b[201~";

/// The text of a paste so far.
#[derive(Debug, Default)]
pub(super) struct Pasting {
    bytes: Vec<u8>,
    refused: usize,
    /// How many bytes of [`END`] the last bytes are.
    ended: usize,
    /// Whether the last byte of text was a carriage return, already written as a line's end.
    after_return: bool,
}

impl Pasting {
    /// How many bytes of memory the text takes.
    #[cfg(test)]
    pub(super) fn capacity(&self) -> usize {
        self.bytes.capacity()
    }

    /// Takes a byte; the paste if this byte ends it.
    pub(super) fn byte(&mut self, byte: u8) -> Option<Paste> {
        if END.get(self.ended) == Some(&byte) {
            self.ended += 1;
            return (self.ended == END.len()).then(|| {
                self.ended = 0;
                std::mem::take(self).finish()
            });
        }
        self.not_ended();
        if END.first() == Some(&byte) {
            self.ended = 1;
        } else {
            self.text(byte);
        }
        None
    }

    /// What looked like the end was text.
    fn not_ended(&mut self) {
        for &byte in END.iter().take(self.ended) {
            self.text(byte);
        }
        self.ended = 0;
    }

    fn text(&mut self, byte: u8) {
        let second_of_two = byte == b'\n' && self.after_return;
        self.after_return = byte == b'\r';
        match byte {
            _ if second_of_two => {}
            _ if self.bytes.len() >= MAX_PASTE => self.refused += 1,
            b'\r' => self.bytes.push(b'\n'),
            _ => self.bytes.push(byte),
        }
    }

    /// The paste as far as it came.
    pub(super) fn finish(mut self) -> Paste {
        self.not_ended();
        let mut refused = self.refused;
        if refused > 0 {
            let cut = cut_character(&self.bytes);
            self.bytes.truncate(self.bytes.len() - cut);
            refused += cut;
        }
        let mut text = match String::from_utf8(self.bytes) {
            Ok(text) => text,
            Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        };
        // Marks for invalid bytes are longer than what they stand for.
        let end = text.floor_char_boundary(MAX_PASTE);
        refused += text.len() - end;
        text.truncate(end);
        Paste { text, refused }
    }
}

/// How many bytes at the end are a character that was cut.
fn cut_character(bytes: &[u8]) -> usize {
    let unfinished = |n: &usize| {
        let end = bytes.len().checked_sub(*n).and_then(|at| bytes.get(at..));
        end.and_then(|end| std::str::from_utf8(end).err())
            .is_some_and(|error| error.valid_up_to() == 0 && error.error_len().is_none())
    };
    (1..=3).find(unfinished).unwrap_or(0)
}
