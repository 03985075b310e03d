//! Which code points may be shown, and which only as part of an emoji.

use unicode_width::UnicodeWidthStr as _;

/// Joins emoji into one picture; elsewhere invisible.
pub(super) const JOINER: char = '\u{200D}';
/// Asks for the coloured picture of the character before it; elsewhere invisible.
pub(super) const EMOJI_STYLE: char = '\u{FE0F}';
/// Draws a key around the digit before it.
const KEYCAP: char = '\u{20E3}';

/// The columns of `scalar` if it is one that stands for itself: shown as it is, and never one grapheme with another such.
///
/// Nearly all text is made of these, so they are kept from the slower way that knows marks and joiners.
pub(super) fn simple_width(scalar: char) -> Option<usize> {
    match scalar {
        ' '..='~'
        | '\u{A1}'..='\u{AC}'
        | '\u{AE}'..='\u{2FF}'
        | '\u{391}'..='\u{3A1}'
        | '\u{3A3}'..='\u{3FF}'
        | '\u{400}'..='\u{482}'
        | '\u{48A}'..='\u{52F}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2500}'..='\u{257F}' => Some(1),
        '\u{3001}'..='\u{3002}'
        | '\u{3008}'..='\u{3011}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30A1}'..='\u{30FA}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}' => Some(2),
        _ => None,
    }
}

/// Whether `scalar` has no picture of its own, or one that changes its neighbours, so that only a placeholder can show it.
///
/// Joiner, emoji style and skin tones are hidden too: whoever calls asks [`is_emoji_part`] first.
pub(super) fn is_hidden(scalar: char) -> bool {
    scalar.is_control()
        || is_ignorable(scalar)
        || is_format(scalar)
        || is_prefix(scalar)
        || is_unassignable(scalar)
        || is_skin_tone(scalar)
}

/// Unicode's default ignorable code points: drawn as nothing at all. Among them are the fillers, the bidi
/// controls, the zero-width characters, the variation selectors and the tags.
fn is_ignorable(scalar: char) -> bool {
    matches!(scalar,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Line and paragraph separator, annotation marks, hieroglyph layout: no picture, but an effect on the text around.
fn is_format(scalar: char) -> bool {
    matches!(scalar, '\u{2028}'..='\u{2029}' | '\u{FFF9}'..='\u{FFFB}' | '\u{13430}'..='\u{1343F}')
}

/// Signs that are drawn into the letter *after* them: standing before a placeholder they would swallow its first cell.
fn is_prefix(scalar: char) -> bool {
    matches!(scalar,
        '\u{600}'..='\u{605}' | '\u{6DD}' | '\u{70F}' | '\u{890}'..='\u{891}' | '\u{8E2}' | '\u{D4E}'
        | '\u{110BD}' | '\u{110CD}' | '\u{111C2}'..='\u{111C3}' | '\u{113D1}' | '\u{1193F}' | '\u{11941}'
        | '\u{11A3A}' | '\u{11A84}'..='\u{11A89}' | '\u{11D46}' | '\u{11F02}')
}

/// Private use and the non-characters: nobody can say what a terminal makes of them.
fn is_unassignable(scalar: char) -> bool {
    matches!(scalar, '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{F0000}'..)
        || u32::from(scalar) & 0xFFFE == 0xFFFE
}

/// The five skin tones: a colour for the emoji before, or a swatch of two columns.
fn is_skin_tone(scalar: char) -> bool {
    matches!(scalar, '\u{1F3FB}'..='\u{1F3FF}')
}

/// Whether `scalar` is a pictograph that others can be joined to.
pub(super) fn is_pictograph(scalar: char) -> bool {
    matches!(scalar,
        '\u{A9}' | '\u{AE}' | '\u{203C}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2194}'..='\u{21AA}'
        | '\u{231A}'..='\u{23FF}' | '\u{24C2}' | '\u{25AA}'..='\u{25FE}' | '\u{2600}'..='\u{27BF}'
        | '\u{2934}'..='\u{2935}' | '\u{2B05}'..='\u{2B55}' | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}'
        | '\u{1F000}'..='\u{1F1E5}' | '\u{1F200}'..='\u{1F3FA}' | '\u{1F400}'..='\u{1FAFF}')
}

/// Whether a scalar that is hidden by itself does its proper work here.
///
/// `before` and `after` are its neighbours in the same grapheme; `in_emoji` says that all since a pictograph was kept.
pub(super) fn is_emoji_part(
    before: Option<char>,
    in_emoji: bool,
    scalar: char,
    after: Option<char>,
) -> bool {
    match scalar {
        JOINER => in_emoji && after.is_some_and(is_pictograph),
        EMOJI_STYLE => before
            .is_some_and(|base| has_emoji_style(base) || is_key(base) && after == Some(KEYCAP)),
        tone if is_skin_tone(tone) => in_emoji,
        _ => false,
    }
}

/// Whether the emoji style changes how `base` is drawn, so that it is not just data hidden behind a character.
fn has_emoji_style(base: char) -> bool {
    let styled = [base, EMOJI_STYLE].iter().collect::<String>();
    is_pictograph(base) && styled.width() == 2
}

/// Whether a keycap can be drawn around `base`.
fn is_key(base: char) -> bool {
    base.is_ascii_digit() || base == '#' || base == '*'
}

/// How a grapheme takes part in breaking a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    /// White space: a row may end here.
    Space,
    /// Part of a word that stays together.
    Letter,
    /// A sign that is a word for itself: Chinese, Japanese, Korean, emoji.
    Ideograph,
    /// An opening bracket of those scripts: no row ends with it.
    Opening,
    /// Closing punctuation of those scripts: no row begins with it.
    Closing,
}

impl Class {
    /// The class of a grapheme that begins with `scalar`; white space is for the caller to tell.
    pub(super) fn of(scalar: char) -> Self {
        match scalar {
            '〈' | '《' | '「' | '『' | '【' | '〔' | '〖' | '（' | '［' | '｛' => {
                Self::Opening
            }
            '、' | '。' | '〉' | '》' | '」' | '』' | '】' | '〕' | '〗' | '）' | '］' | '｝'
            | '，' | '．' | '：' | '；' | '！' | '？' | 'ー' | '々' | '・' | 'っ' | 'ゃ' | 'ゅ'
            | 'ょ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' => Self::Closing,
            '\u{2E80}'..='\u{A4CF}'
            | '\u{AC00}'..='\u{D7AF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FE30}'..='\u{FE4F}'
            | '\u{FF01}'..='\u{FFE6}'
            | '\u{1F000}'..='\u{1FAFF}'
            | '\u{20000}'..='\u{3FFFD}' => Self::Ideograph,
            _ => Self::Letter,
        }
    }

    /// Whether a row may end between these two, neither being white space.
    pub(super) fn may_part(self, after: Self) -> bool {
        let one_is_a_word = self != Self::Letter || after != Self::Letter;
        one_is_a_word && self != Self::Opening && after != Self::Closing
    }
}

#[cfg(test)]
mod tests {
    use super::Class::{self, Closing, Ideograph, Letter, Opening};

    #[test]
    fn rows_part_around_ideographs_but_not_before_their_full_stop() {
        for (before, after, parts) in [
            (Letter, Letter, false),
            (Letter, Ideograph, true),
            (Ideograph, Letter, true),
            (Ideograph, Closing, false),
            (Closing, Letter, true),
            (Opening, Ideograph, false),
            (Ideograph, Opening, true),
        ] {
            assert_eq!(before.may_part(after), parts, "{before:?} {after:?}");
        }
    }

    #[test]
    fn classes() {
        for (scalar, class) in [
            ('a', Letter),
            ('é', Letter),
            ('ष', Letter),
            ('世', Ideograph),
            ('カ', Ideograph),
            ('한', Ideograph),
            ('😀', Ideograph),
            ('。', Closing),
            ('「', Opening),
        ] {
            assert_eq!(Class::of(scalar), class, "{scalar}");
        }
    }
}
