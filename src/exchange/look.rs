//! How pictures are wanted, and why there may be none.

use super::poster::Shade;

/// How a picture is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Light or dark, for SVG and PNG. What is printed is light.
    pub shade: Shade,
    /// How many pixels a PNG is wide; where nobody says, two for each point of the poster.
    pub width: Option<u16>,
    /// The paper of a PDF.
    pub paper: PaperSize,
    /// What a PDF holds.
    pub pages: Pages,
}

/// A format of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// Shapes, and text that can be searched.
    Svg,
    /// Pixels.
    Png,
    /// Pages of paper.
    Pdf,
}

/// The paper of a PDF, across.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PaperSize {
    /// 297 by 210 mm.
    #[default]
    A4,
    /// 420 by 297 mm.
    A3,
}

impl PaperSize {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::A4, Self::A3];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A3 => "a3",
        }
    }

    /// The paper of this name, in upper or lower case.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|paper| paper.name().eq_ignore_ascii_case(name))
    }

    /// Width and height in points.
    pub const fn points(self) -> (f32, f32) {
        match self {
            Self::A4 => (841.89, 595.28),
            Self::A3 => (1190.55, 841.89),
        }
    }
}

/// What a PDF holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pages {
    /// The poster.
    #[default]
    Poster,
    /// The poster, and every note in full on the pages after.
    Details,
}

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotDrawn {
    /// It would have too many pixels.
    TooLarge,
    /// The format's writer gave up.
    Failed,
    /// This program was built without pictures.
    NotBuiltIn,
}
