//! A line of a text as the fonts can show it: what cannot be shown becomes a mark that can be seen.

use std::fmt::Write as _;

use crate::exchange::picture::font::{Fonts, Weight};
use crate::text::clean::Shown;
use crate::text::grapheme;

/// Joins letters or keeps them apart, without a picture of its own.
const JOINERS: [char; 2] = ['\u{200C}', '\u{200D}'];

/// The line, cleaned as on the board, and with marks for what no font draws.
///
/// Other than on the board joiners stay between letters of scripts that are written with them: there is no terminal
/// that they could confuse, and Persian or Hindi is spelt wrong without.
pub(super) fn showable(fonts: &Fonts, line: &str, weight: Weight) -> String {
    let mut shown = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, joiner, after)) = next_joiner(rest) {
        shown.push_str(Shown::line(before).as_str());
        shown.push(joiner);
        rest = after;
    }
    shown.push_str(Shown::line(rest).as_str());
    drawable(fonts, &shown, weight)
}

/// The first joiner that does its work, and what is on its sides.
fn next_joiner(text: &str) -> Option<(&str, char, &str)> {
    text.char_indices()
        .filter(|(_, scalar)| JOINERS.contains(scalar))
        .find_map(|(at, joiner)| {
            let before = text.get(..at)?;
            let after = text.get(at + joiner.len_utf8()..)?;
            let is_between = is_joined(before.chars().next_back()?)
                && after.chars().next().is_none_or(is_joined);
            is_between.then_some((before, joiner, after))
        })
}

/// Letters of scripts in which joiners are part of the spelling: Arabic, Devanagari.
fn is_joined(scalar: char) -> bool {
    matches!(scalar, '\u{620}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{900}'..='\u{97F}')
}

/// The same with the numbers of the characters that no font draws.
fn drawable(fonts: &Fonts, text: &str, weight: Weight) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut drawable = String::with_capacity(text.len());
    for grapheme in grapheme::all(text) {
        if fonts.face_for(grapheme, weight).is_some() {
            drawable.push_str(grapheme);
            continue;
        }
        for scalar in grapheme.chars() {
            let mut buffer = [0; 4];
            match fonts.face_for(scalar.encode_utf8(&mut buffer), weight) {
                Some(_) => drawable.push(scalar),
                // Writing into a string cannot fail.
                None => {
                    let _ = write!(drawable, "<{:04X}>", u32::from(scalar));
                }
            }
        }
    }
    drawable
}
