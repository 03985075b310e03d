//! The same rows for plain ASCII, found by bytes: most notes are that, and every key wraps all notes in sight.

use super::{Filled, Row};

/// The row from `start`, if it and the byte after it are plain.
pub(super) fn fill(source: &str, width: usize, start: usize) -> Option<Filled> {
    let rest = source.as_bytes().get(start..)?;
    let window = rest.get(..=width).unwrap_or(rest);
    let stop = window.iter().position(|byte| !is_plain(*byte));
    let row = |len| Row {
        start,
        end: start + len,
    };
    match stop {
        Some(stop) if window.get(stop) == Some(&b'\n') => {
            return Some((row(stop), Some(start + stop + 1)));
        }
        Some(_) => return None,
        None if window.len() <= width => return Some((row(window.len()), None)),
        None => {}
    }
    let (line, after) = window.split_at(width);
    let word_end = line.iter().rposition(|byte| *byte != b' ').map(|at| at + 1);
    if after == b" " {
        return hang(source, start, word_end.unwrap_or(width), start + width);
    }
    Some(split(start, line, row))
}

/// The row's end before white space that hangs past the edge, and what follows that.
fn hang(source: &str, start: usize, len: usize, from: usize) -> Option<Filled> {
    let rest = source.as_bytes().get(from..)?;
    let spaces = rest.iter().take_while(|byte| **byte == b' ').count();
    let row = Row {
        start,
        end: start + len,
    };
    match rest.get(spaces) {
        None => Some((row, None)),
        Some(b'\n') => Some((row, Some(from + spaces + 1))),
        Some(byte) if is_plain(*byte) => Some((row, Some(from + spaces))),
        // It may be white space too, or join the last space.
        Some(_) => None,
    }
}

/// The row up to its last gap between words, else all of it.
fn split(start: usize, line: &[u8], row: impl Fn(usize) -> Row) -> Filled {
    let whole = (row(line.len()), Some(start + line.len()));
    let Some(space) = line.iter().rposition(|byte| *byte == b' ') else {
        return whole;
    };
    let before = line.get(..space).unwrap_or_default();
    match before.iter().rposition(|byte| *byte != b' ') {
        Some(last) => (row(last + 1), Some(start + space + 1)),
        None => whole,
    }
}

fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Filling;
    use super::fill;

    proptest! {
        #[test]
        fn plain_rows_are_those_of_the_general_way(
            source in "([a-c ]{1,7}|\\n|\\t|\\r\\n|é|世|\u{301}| ){0,12}",
            width in 1_usize..12,
        ) {
            let mut start = Some(0);
            while let Some(from) = start {
                let (row, next) = Filling::new(&source, width, from).fill();
                if let Some(plain) = fill(&source, width, from) {
                    prop_assert_eq!(plain, (row, next), "{:?} at {} from {}", source, width, from);
                }
                start = next;
            }
        }
    }
}
