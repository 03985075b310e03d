//! The colours of posters: paper, ink and the pads of stickies, light and dark.

use crate::model::color::NoteColor;

/// A colour: red, green, blue.
pub type Rgb = [u8; 3];

/// Whether ink is dark on light paper, or the other way round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shade {
    /// As on paper; this is what is printed.
    #[default]
    Light,
    /// For dark screens.
    Dark,
}

/// The colours of a piece of paper and what is written on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The paper.
    pub ground: Rgb,
    /// The line at its edge.
    pub edge: Rgb,
    /// Words.
    pub ink: Rgb,
    /// Words of less weight.
    pub faint: Rgb,
}

impl Shade {
    /// The wall that the blocks hang on.
    pub const fn page(self) -> Paper {
        match self {
            Self::Light => Paper {
                ground: [255, 255, 255],
                edge: [52, 55, 62],
                ink: [28, 30, 35],
                faint: [104, 108, 117],
            },
            Self::Dark => Paper {
                ground: [24, 26, 31],
                edge: [112, 118, 130],
                ink: [236, 234, 228],
                faint: [160, 164, 173],
            },
        }
    }

    /// A block.
    pub const fn block(self) -> Paper {
        match self {
            Self::Light => Paper {
                ground: [251, 250, 247],
                edge: [190, 188, 181],
                ..self.page()
            },
            Self::Dark => Paper {
                ground: [31, 34, 40],
                edge: [70, 75, 85],
                ..self.page()
            },
        }
    }

    /// A sticky of this colour, or of none.
    pub const fn sticky(self, color: Option<NoteColor>) -> Paper {
        let (ground, edge) = match self {
            Self::Light => light(color),
            Self::Dark => dark(color),
        };
        let (ink, faint) = match self {
            Self::Light => ([30, 31, 35], [84, 84, 86]),
            Self::Dark => ([243, 241, 235], [200, 199, 195]),
        };
        Paper {
            ground,
            edge,
            ink,
            faint,
        }
    }
}

const fn light(color: Option<NoteColor>) -> (Rgb, Rgb) {
    match color {
        None => ([255, 255, 255], [205, 202, 194]),
        Some(NoteColor::Yellow) => ([255, 240, 178], [224, 199, 104]),
        Some(NoteColor::Orange) => ([255, 220, 184], [228, 170, 112]),
        Some(NoteColor::Red) => ([252, 208, 203], [224, 146, 138]),
        Some(NoteColor::Purple) => ([231, 218, 246], [184, 157, 215]),
        Some(NoteColor::Blue) => ([210, 229, 248], [142, 181, 219]),
        Some(NoteColor::Green) => ([214, 237, 205], [150, 195, 133]),
        Some(NoteColor::Gray) => ([230, 230, 227], [184, 184, 179]),
    }
}

const fn dark(color: Option<NoteColor>) -> (Rgb, Rgb) {
    match color {
        None => ([49, 53, 61], [88, 94, 105]),
        Some(NoteColor::Yellow) => ([88, 75, 24], [142, 122, 48]),
        Some(NoteColor::Orange) => ([96, 62, 28], [154, 103, 54]),
        Some(NoteColor::Red) => ([98, 46, 44], [156, 82, 78]),
        Some(NoteColor::Purple) => ([72, 54, 98], [118, 93, 154]),
        Some(NoteColor::Blue) => ([35, 65, 97], [68, 108, 150]),
        Some(NoteColor::Green) => ([42, 76, 44], [79, 122, 80]),
        Some(NoteColor::Gray) => ([64, 66, 70], [102, 105, 110]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast of two colours as WCAG reckons it.
    fn contrast(a: Rgb, b: Rgb) -> f64 {
        let light = |color: Rgb| {
            let part = |value: u8| {
                let value = f64::from(value) / 255.0;
                if value <= 0.04045 {
                    value / 12.92
                } else {
                    ((value + 0.055) / 1.055).powf(2.4)
                }
            };
            0.2126 * part(color[0]) + 0.7152 * part(color[1]) + 0.0722 * part(color[2])
        };
        let (a, b) = (light(a), light(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn words_can_be_read_on_every_paper() {
        let colors = NoteColor::ALL.into_iter().map(Some).chain([None]);
        for shade in [Shade::Light, Shade::Dark] {
            let stickies = colors.clone().map(|color| shade.sticky(color));
            for paper in stickies.chain([shade.page(), shade.block()]) {
                assert!(contrast(paper.ground, paper.ink) >= 7.0, "{paper:?}");
                assert!(contrast(paper.ground, paper.faint) >= 4.5, "{paper:?}");
            }
        }
    }
}
