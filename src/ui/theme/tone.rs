//! A colour as a theme states it, and the nearest thing a poorer terminal can show.

use super::depth::Depth;
use ratatui::style::Color;

type Rgb = [u8; 3];

/// The terminal's own colours by the names that themes use, with xterm's values. What a terminal really shows differs.
const ANSI: [(&str, Color, Rgb); 16] = [
    ("black", Color::Black, [0, 0, 0]),
    ("red", Color::Red, [205, 0, 0]),
    ("green", Color::Green, [0, 205, 0]),
    ("yellow", Color::Yellow, [205, 205, 0]),
    ("blue", Color::Blue, [0, 0, 238]),
    ("magenta", Color::Magenta, [205, 0, 205]),
    ("cyan", Color::Cyan, [0, 205, 205]),
    ("white", Color::Gray, [229, 229, 229]),
    ("bright-black", Color::DarkGray, [127, 127, 127]),
    ("bright-red", Color::LightRed, [255, 0, 0]),
    ("bright-green", Color::LightGreen, [0, 255, 0]),
    ("bright-yellow", Color::LightYellow, [255, 255, 0]),
    ("bright-blue", Color::LightBlue, [92, 92, 255]),
    ("bright-magenta", Color::LightMagenta, [255, 0, 255]),
    ("bright-cyan", Color::LightCyan, [0, 255, 255]),
    ("bright-white", Color::White, [255, 255, 255]),
];

/// The steps of the 6x6x6 cube in the middle of the 256 colours.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// A colour, and what to show for it on poorer terminals if the nearest would not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tone {
    /// The colour as stated.
    pub(super) full: Color,
    /// The colour to show among 256; `None` takes the nearest.
    pub(super) xterm: Option<Color>,
    /// The colour to show among 16; `None` takes the nearest.
    pub(super) ansi: Option<Color>,
}

impl Tone {
    /// The colour to show at that depth; `None` at [`Depth::Mono`].
    pub(super) fn at(self, depth: Depth) -> Option<Color> {
        match depth {
            Depth::Mono => None,
            Depth::Ansi16 => Some(self.ansi.unwrap_or_else(|| nearest_16(self.full))),
            Depth::Ansi256 => Some(self.xterm.unwrap_or_else(|| nearest_256(self.full))),
            Depth::TrueColor => Some(self.full),
        }
    }
}

impl From<Color> for Tone {
    fn from(full: Color) -> Self {
        Self {
            full,
            xterm: None,
            ansi: None,
        }
    }
}

/// The colour that `text` names: `default`, one of the terminal's names, or `#rgb` or `#rrggbb`.
pub(super) fn parse(text: &str) -> Option<Color> {
    if text == "default" {
        return Some(Color::Reset);
    }
    match text.strip_prefix('#') {
        Some(digits) => hex(digits).map(|[r, g, b]| Color::Rgb(r, g, b)),
        None => named(text),
    }
}

/// The colour of that number among the 256.
pub(super) fn indexed(number: u8) -> Color {
    ANSI.get(usize::from(number))
        .map_or(Color::Indexed(number), |(_, color, _)| *color)
}

/// Whether this is one of the terminal's own 16 colours or its default.
pub(super) fn is_ansi(color: Color) -> bool {
    color == Color::Reset || ANSI.iter().any(|(_, ansi, _)| *ansi == color)
}

/// The names of the terminal's own colours, for messages.
pub(super) fn names() -> String {
    ANSI.map(|(name, ..)| name).join(", ")
}

fn named(name: &str) -> Option<Color> {
    let known = ANSI.iter().find(|(ansi, ..)| *ansi == name);
    known.map(|(_, color, _)| *color)
}

fn hex(digits: &str) -> Option<Rgb> {
    let nibble = |c: char| c.to_digit(16).and_then(|n| u8::try_from(n).ok());
    let nibbles: Option<Vec<u8>> = digits.chars().map(nibble).collect();
    match nibbles?.as_slice() {
        [r, g, b] => Some([r, g, b].map(|n| 17 * n)),
        [r, r2, g, g2, b, b2] => Some([16 * r + r2, 16 * g + g2, 16 * b + b2]),
        _ => None,
    }
}

/// Red, green and blue of a colour; `None` for the terminal's default, which only the terminal knows.
pub(super) fn rgb(color: Color) -> Option<[u8; 3]> {
    if let Color::Rgb(r, g, b) = color {
        return Some([r, g, b]);
    }
    if let Color::Indexed(number) = color {
        return Some(indexed_rgb(number));
    }
    let known = ANSI.iter().find(|(_, ansi, _)| *ansi == color);
    known.map(|(_, _, rgb)| *rgb)
}

fn indexed_rgb(number: u8) -> Rgb {
    if let Some((_, _, rgb)) = ANSI.get(usize::from(number)) {
        return *rgb;
    }
    if number >= 232 {
        return [8 + 10 * (number - 232); 3];
    }
    let at = number - 16;
    let step = |digit: u8| CUBE.get(usize::from(digit % 6)).copied().unwrap_or(0);
    [step(at / 36), step(at / 6), step(at)]
}

/// Nearest of the 240 colours whose values are fixed; the first 16 are the user's to choose, so they never stand in.
fn nearest_256(color: Color) -> Color {
    let Color::Rgb(r, g, b) = color else {
        return color;
    };
    let near = (16..=u8::MAX).min_by_key(|number| distance(indexed_rgb(*number), [r, g, b]));
    near.map_or(color, Color::Indexed)
}

fn nearest_16(color: Color) -> Color {
    let Some(wanted) = rgb(color).filter(|_| !is_ansi(color)) else {
        return color;
    };
    let near = ANSI.iter().min_by_key(|(_, _, rgb)| distance(*rgb, wanted));
    near.map_or(color, |(_, ansi, _)| *ansi)
}

/// How different two colours look: squared, weighted by how well the eye sees each part.
fn distance(one: Rgb, other: Rgb) -> u32 {
    let parts = one.into_iter().zip(other).zip([3, 4, 2]);
    parts
        .map(|((x, y), weight)| weight * u32::from(x.abs_diff(y)).pow(2))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn colours_are_read_by_name_and_by_number() {
        for (text, color) in [
            ("default", Some(Color::Reset)),
            ("white", Some(Color::Gray)),
            ("bright-white", Some(Color::White)),
            ("#fff", Some(Color::Rgb(255, 255, 255))),
            ("#1a2B3c", Some(Color::Rgb(0x1a, 0x2b, 0x3c))),
            ("#12", None),
            ("#1234567", None),
            ("#ggg", None),
            ("#+1+2+3", None),
            ("#ééé", None),
            ("White", None),
            ("", None),
        ] {
            assert_eq!(parse(text), color, "{text:?}");
        }
    }

    #[test]
    fn poorer_terminals_get_the_nearest_colour() {
        for (full, in_256, in_16) in [
            ("#000000", Color::Indexed(16), Color::Black),
            ("#ffffff", Color::Indexed(231), Color::White),
            ("#5f87af", Color::Indexed(67), Color::DarkGray),
            ("#121212", Color::Indexed(233), Color::Black),
            ("#ff0000", Color::Indexed(196), Color::LightRed),
            ("#00c800", Color::Indexed(40), Color::Green),
            ("#1010e0", Color::Indexed(20), Color::Blue),
            ("red", Color::Red, Color::Red),
            ("default", Color::Reset, Color::Reset),
        ] {
            let tone = Tone::from(parse(full).unwrap());
            assert_eq!(tone.at(Depth::TrueColor), parse(full));
            assert_eq!(tone.at(Depth::Ansi256), Some(in_256), "{full}");
            assert_eq!(tone.at(Depth::Ansi16), Some(in_16), "{full}");
            assert_eq!(tone.at(Depth::Mono), None, "{full}");
        }
    }

    #[test]
    fn a_stated_stand_in_is_used_at_its_depth_only() {
        let full = Color::Rgb(40, 50, 60);
        let tone = Tone {
            full,
            xterm: Some(Color::Indexed(17)),
            ansi: Some(Color::Blue),
        };
        assert_eq!(tone.at(Depth::Ansi16), Some(Color::Blue));
        assert_eq!(tone.at(Depth::Ansi256), Some(Color::Indexed(17)));
        assert_eq!(tone.at(Depth::TrueColor), Some(full));
        assert_eq!(tone.at(Depth::Mono), None);
    }

    #[test]
    fn numbers_below_16_are_the_named_colours() {
        assert_eq!(indexed(7), Color::Gray);
        assert_eq!(indexed(16), Color::Indexed(16));
        assert_eq!(rgb(Color::Indexed(244)), Some([128; 3]));
        assert_eq!(rgb(Color::Indexed(110)), Some([135, 175, 215]));
    }

    proptest! {
        #[test]
        fn among_256_a_colour_of_the_table_stays_itself(number in 16..=255_u8) {
            let [r, g, b] = indexed_rgb(number);
            let shown = nearest_256(Color::Rgb(r, g, b));
            prop_assert_eq!(rgb(shown), Some([r, g, b]));
        }

        #[test]
        fn no_colour_is_far_from_its_stand_in(r: u8, g: u8, b: u8) {
            let near = rgb(nearest_256(Color::Rgb(r, g, b))).unwrap();
            prop_assert!(distance(near, [r, g, b]) <= distance([0; 3], [48; 3]));
            prop_assert!(is_ansi(nearest_16(Color::Rgb(r, g, b))));
        }
    }
}
