//! The fonts that the program carries, so that a picture is the same on every machine. Read only where a text needs them.

use std::cell::OnceCell;

use harfrust::{Direction, ShapeOptions, ShaperData, UnicodeBuffer};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

use super::scene::Glyph;

mod choice;

/// A font.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Face {
    /// Latin, Greek, Cyrillic.
    Regular,
    /// The same for headings.
    SemiBold,
    /// Hebrew.
    Hebrew,
    /// Arabic.
    Arabic,
    /// Armenian.
    Armenian,
    /// Georgian.
    Georgian,
    /// Devanagari.
    Devanagari,
    /// Thai.
    Thai,
    /// Arrows, signs, shapes.
    Symbols,
    /// Emoji in one colour.
    Emoji,
    /// Chinese, Japanese, Korean.
    Cjk,
}

/// How heavy letters are. Scripts other than Latin, Greek and Cyrillic have one weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Weight {
    /// For reading.
    Regular,
    /// For headings.
    SemiBold,
}

/// The room that a line of a font takes, as parts of its size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LineRoom {
    /// From the top of the line to where the letters stand.
    pub above: f32,
    /// From there to the end of the line.
    pub below: f32,
}

impl Face {
    /// All of them.
    pub(super) const ALL: [Self; 11] = [
        Self::Regular,
        Self::SemiBold,
        Self::Hebrew,
        Self::Arabic,
        Self::Armenian,
        Self::Georgian,
        Self::Devanagari,
        Self::Thai,
        Self::Symbols,
        Self::Emoji,
        Self::Cjk,
    ];

    /// The font's file.
    pub(super) const fn data(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../../fonts/Inter-Regular.otf"),
            Self::SemiBold => include_bytes!("../../../fonts/Inter-SemiBold.otf"),
            Self::Hebrew => include_bytes!("../../../fonts/NotoSansHebrew-Regular.ttf"),
            Self::Arabic => include_bytes!("../../../fonts/NotoSansArabic-Regular.ttf"),
            Self::Armenian => include_bytes!("../../../fonts/NotoSansArmenian-Regular.ttf"),
            Self::Georgian => include_bytes!("../../../fonts/NotoSansGeorgian-Regular.ttf"),
            Self::Devanagari => include_bytes!("../../../fonts/NotoSansDevanagari-Regular.ttf"),
            Self::Thai => include_bytes!("../../../fonts/NotoSansThai-Regular.ttf"),
            Self::Symbols => include_bytes!("../../../fonts/DejaVuSans.ttf"),
            Self::Emoji => include_bytes!("../../../fonts/NotoEmoji-Regular.ttf"),
            Self::Cjk => include_bytes!("../../../fonts/DroidSansFallback.ttf"),
        }
    }

    /// The room that its lines take: so much that its tallest letters do not touch.
    pub(super) const fn line_room(self) -> LineRoom {
        let (above, below) = match self {
            Self::Regular
            | Self::SemiBold
            | Self::Hebrew
            | Self::Armenian
            | Self::Georgian
            | Self::Symbols => (0.97, 0.33),
            Self::Emoji | Self::Cjk => (1.02, 0.38),
            Self::Arabic | Self::Devanagari => (1.08, 0.47),
            Self::Thai => (1.2, 0.4),
        };
        LineRoom { above, below }
    }
}

/// A font that was read.
struct Read {
    font: FontRef<'static>,
    shaping: ShaperData,
    /// What one of its units is of its size.
    unit: f32,
}

impl Read {
    fn of(face: Face) -> Option<Self> {
        let font = FontRef::new(face.data()).ok()?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        Some(Self {
            shaping: ShaperData::new(&font),
            unit: 1.0 / f32::from(metrics.units_per_em.max(1)),
            font,
        })
    }
}

/// A text of one font and direction, set.
#[derive(Debug, Default)]
pub(super) struct Shaped {
    /// How wide it is, as part of its size.
    pub advance: f32,
    /// Its glyphs from left to right.
    pub glyphs: Vec<Glyph>,
    /// Where each grapheme ends and its advance by itself, once it was wanted.
    pub graphemes: OnceCell<Vec<(usize, f32)>>,
}

/// The fonts, each read when it is first asked for.
#[derive(Default)]
pub(super) struct Fonts {
    read: [OnceCell<Option<Read>>; Face::ALL.len()],
}

impl Fonts {
    fn get(&self, face: Face) -> Option<&Read> {
        let cell = self.read.get(face as usize)?;
        cell.get_or_init(|| Read::of(face)).as_ref()
    }

    /// Whether the font draws the character.
    fn draws(&self, face: Face, scalar: char) -> bool {
        self.get(face)
            .is_some_and(|read| read.font.charmap().map(scalar).is_some())
    }

    /// What one unit of the font's outlines is of its size.
    pub(super) fn unit(&self, face: Face) -> f32 {
        self.get(face).map_or(0.0, |read| read.unit)
    }

    /// Draws a glyph with the pen, in units of the font; up is positive.
    pub(super) fn draw(&self, face: Face, glyph: u16, pen: &mut impl OutlinePen) {
        let Some(read) = self.get(face) else { return };
        let outlines = read.font.outline_glyphs();
        if let Some(outline) = outlines.get(GlyphId::new(glyph.into())) {
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            // The fonts are our own; one that could not draw a letter would have failed a test.
            drop(outline.draw(settings, pen));
        }
    }

    /// Sets a text of one font and direction.
    pub(super) fn shape(&self, face: Face, text: &str, is_rtl: bool) -> Shaped {
        let Some(read) = self.get(face) else {
            return Shaped::default();
        };
        let shaper = read.shaping.shaper(&read.font).build();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(if is_rtl {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        });
        let set = shaper.shape(buffer, ShapeOptions::new());
        shaped(&set, text, read.unit)
    }
}

/// The glyphs with the bytes that each stands for. Glyphs of one cluster share its bytes.
fn shaped(set: &harfrust::GlyphBuffer, text: &str, unit: f32) -> Shaped {
    let mut starts: Vec<usize> = set.glyph_infos().iter().map(cluster).collect();
    starts.sort_unstable();
    starts.dedup();
    let end_of = |start: usize| {
        let after = starts.partition_point(|other| *other <= start);
        starts.get(after).copied().unwrap_or(text.len())
    };
    let glyphs = set.glyph_infos().iter().zip(set.glyph_positions());
    let units = |number: i32| f32::from(number as i16) * unit;
    let glyphs: Vec<Glyph> = glyphs
        .map(|(info, place)| Glyph {
            id: info.glyph_id as u16,
            advance: units(place.x_advance),
            right: units(place.x_offset),
            up: units(place.y_offset),
            range: cluster(info)..end_of(cluster(info)),
        })
        .collect();
    Shaped {
        advance: glyphs.iter().map(|glyph| glyph.advance).sum(),
        glyphs,
        graphemes: OnceCell::new(),
    }
}

fn cluster(info: &harfrust::GlyphInfo) -> usize {
    info.cluster as usize
}
