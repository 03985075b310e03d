//! Which way texts run.

use unicode_bidi::{BidiInfo, Level};

/// The levels of a text: even ones run to the right, odd ones to the left.
pub(super) struct Levels {
    /// Whether the text as a whole runs to the left.
    pub is_rtl: bool,
    /// The level of each byte.
    pub of_bytes: Vec<u8>,
}

/// Which way a text runs as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// As its first letter does.
    OfItsOwn,
    /// To the right.
    Right,
}

/// Whether what has this level runs to the left.
pub(super) const fn is_rtl(level: u8) -> bool {
    level % 2 == 1
}

/// The levels of a text without line breaks.
pub(super) fn levels(text: &str, way: Way) -> Levels {
    if !text.chars().any(may_run_left) {
        return Levels {
            is_rtl: false,
            of_bytes: vec![0; text.len()],
        };
    }
    let info = BidiInfo::new(
        text,
        match way {
            Way::OfItsOwn => None,
            Way::Right => Some(Level::ltr()),
        },
    );
    let is_rtl = info.paragraphs.first().is_some_and(|it| it.level.is_rtl());
    Levels {
        is_rtl,
        of_bytes: info.levels.iter().map(Level::number).collect(),
    }
}

/// Whether a text with this character has to be looked at.
fn may_run_left(scalar: char) -> bool {
    matches!(scalar,
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}')
}

/// The order from left to right of parts with these levels (rule L2 of Unicode's bidirectional algorithm).
pub(super) fn visual_order(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    let highest = levels.iter().copied().max().unwrap_or(0);
    for level in (1..=highest).rev() {
        let mut at = 0;
        while at < levels.len() {
            let same = levels.iter().skip(at).take_while(|own| **own >= level);
            let end = at + same.count();
            if let Some(part) = order.get_mut(at..end) {
                part.reverse();
            }
            at = end.max(at + 1);
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_run_left_are_turned() {
        assert_eq!(visual_order(&[0, 0, 0]), [0, 1, 2]);
        assert_eq!(visual_order(&[0, 1, 1, 0]), [0, 2, 1, 3]);
        assert_eq!(visual_order(&[1, 2, 2, 1]), [3, 1, 2, 0]);
        assert_eq!(visual_order(&[]), [0; 0]);
    }

    #[test]
    fn a_text_runs_as_its_first_letter_does() {
        assert!(!levels("a שלום", Way::OfItsOwn).is_rtl);
        assert!(levels("שלום a", Way::OfItsOwn).is_rtl);
        assert_eq!(levels("אa", Way::OfItsOwn).of_bytes, [1, 1, 2]);
        assert!(!levels("שלום a", Way::Right).is_rtl);
    }
}
