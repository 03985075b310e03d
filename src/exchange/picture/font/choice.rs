//! Which font draws which character.

use super::{Face, Fonts, Weight};

/// Asks for the picture of the character before it.
const EMOJI_STYLE: char = '\u{FE0F}';

impl Fonts {
    /// The font for a grapheme; `None` where no font draws all of it.
    pub(in crate::exchange::picture) fn face_for(
        &self,
        grapheme: &str,
        weight: Weight,
    ) -> Option<Face> {
        let first = grapheme.chars().next()?;
        let as_emoji = is_emoji(first) || grapheme.contains(EMOJI_STYLE);
        candidates(first, as_emoji, weight)
            .into_iter()
            .find(|face| self.draws_all(*face, grapheme))
    }

    fn draws_all(&self, face: Face, grapheme: &str) -> bool {
        let mut visible = grapheme.chars().filter(|scalar| !is_unseen(*scalar));
        visible.all(|scalar| self.draws(face, scalar))
    }
}

/// The fonts to ask, the likeliest first; those for other scripts are not even read.
fn candidates(scalar: char, as_emoji: bool, weight: Weight) -> Vec<Face> {
    let text = match weight {
        Weight::Regular => Face::Regular,
        Weight::SemiBold => Face::SemiBold,
    };
    let own = match scalar {
        '\u{530}'..='\u{58F}' => Some(Face::Armenian),
        '\u{590}'..='\u{5FF}' | '\u{FB1D}'..='\u{FB4F}' => Some(Face::Hebrew),
        '\u{600}'..='\u{6FF}'
        | '\u{750}'..='\u{77F}'
        | '\u{8A0}'..='\u{8FF}'
        | '\u{FB50}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFE}' => Some(Face::Arabic),
        '\u{900}'..='\u{97F}' | '\u{A8E0}'..='\u{A8FF}' => Some(Face::Devanagari),
        '\u{E00}'..='\u{E7F}' => Some(Face::Thai),
        '\u{10A0}'..='\u{10FF}' | '\u{1C90}'..='\u{1CBF}' | '\u{2D00}'..='\u{2D2F}' => {
            Some(Face::Georgian)
        }
        '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{FAFF}' | '\u{FE30}'..='\u{FFEF}' => {
            Some(Face::Cjk)
        }
        _ => None,
    };
    match own {
        Some(own) => vec![own, text],
        None if as_emoji => vec![Face::Emoji, Face::Symbols, text],
        // The dotted ring under a lonely mark is drawn by the font of the mark.
        None if scalar == '\u{25CC}' => vec![
            Face::Symbols,
            Face::Devanagari,
            Face::Thai,
            Face::Arabic,
            Face::Hebrew,
            text,
        ],
        None => vec![text, Face::Symbols, Face::Emoji],
    }
}

fn is_emoji(scalar: char) -> bool {
    matches!(scalar, '\u{1F000}'..='\u{1FAFF}')
}

/// Joiners and the like, which have no picture of their own.
fn is_unseen(scalar: char) -> bool {
    matches!(scalar, '\u{200C}' | '\u{200D}' | EMOJI_STYLE)
}
