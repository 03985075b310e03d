//! The terminal's clipboard by OSC 52: base64 in an escape sequence.

/// What the terminal is sent; longer texts are cut, as terminals refuse them.
const MOST_BYTES: usize = 70_000;

/// The sequence that hands the text to the clipboard.
pub(super) fn sequence(text: &str) -> Vec<u8> {
    let cut = crate::text::grapheme::floor(text, text.len().min(MOST_BYTES));
    let mut bytes = b"\x1b]52;c;".to_vec();
    bytes.extend(base64(text.get(..cut).unwrap_or("").as_bytes()));
    bytes.extend(b"\x1b\\");
    bytes
}

fn base64(bytes: &[u8]) -> impl Iterator<Item = u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    bytes.chunks(3).flat_map(|chunk| {
        let at = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        let digit = move |place: u32| {
            DIGITS
                .get((bits >> (18 - 6 * place) & 63) as usize)
                .copied()
                .unwrap_or(b'A')
        };
        let used = chunk.len() as u32 + 1;
        (0..4).map(move |place| if place < used { digit(place) } else { b'=' })
    })
}

#[cfg(test)]
mod tests {
    use super::sequence;

    #[test]
    fn text_is_sent_as_base64() {
        for (text, sent) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("\u{1b}é", "G8Op"),
        ] {
            let expected = format!("\u{1b}]52;c;{sent}\u{1b}\\");
            assert_eq!(sequence(text), expected.as_bytes());
        }
    }
}
