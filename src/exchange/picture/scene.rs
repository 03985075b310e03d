//! A picture as a list of marks, before it becomes a file of any format. Points are 1/72 inch, from the top left.

use std::ops::Range;

use super::font::Face;

/// A page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Page {
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// Its colour.
    pub ground: Color,
    /// What is on it, the lowest first.
    pub marks: Vec<Mark>,
}

/// Something on a page. All colours cover what is below.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mark {
    /// A filled rectangle.
    Fill(Frame, Color),
    /// A filled rectangle with round corners.
    Round(Frame, f32, Color),
    /// A straight line of this width.
    Rule(Point, Point, f32, Color),
    /// Words.
    Text(Text),
}

/// Words that are read as one thing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Text {
    /// Its lines.
    pub lines: Vec<Line>,
}

impl Text {
    /// What some of its words stand on.
    pub(super) fn chips(&self) -> Vec<Mark> {
        let chips = self.lines.iter().flat_map(Line::chips);
        chips.flat_map(Chip::marks).collect()
    }
}

/// A line of words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Where it begins.
    pub x: f32,
    /// Where its letters stand.
    pub baseline: f32,
    /// How wide it is.
    pub width: f32,
    /// The size of its letters.
    pub size: f32,
    /// What it says, in the order of reading.
    pub text: String,
    /// What stood between it and the next line.
    pub gap: Gap,
    /// Its parts from left to right.
    pub runs: Vec<Run>,
}

/// What stands between two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: a word goes on.
    None,
    /// White space or a line's end.
    Space,
}

/// A part of a line in one font and colour.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    /// Where it begins.
    pub x: f32,
    /// The font.
    pub face: Face,
    /// The colour.
    pub ink: Color,
    /// What it stands on, where that is not what is below.
    pub chip: Option<Chip>,
    /// What it says, in the order of reading.
    pub text: String,
    /// Its glyphs from left to right.
    pub glyphs: Vec<Glyph>,
}

/// What words stand on that are set apart from the others in their line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chip {
    /// Its colour.
    pub ground: Color,
    /// The line around it.
    pub edge: Color,
}

/// A glyph; its measures count in the size of the letters.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    /// Its number in the font.
    pub id: u16,
    /// How far the next one is.
    pub advance: f32,
    /// How far it stands to the right of its place.
    pub right: f32,
    /// How far it stands above its place.
    pub up: f32,
    /// The bytes of the run's text that it shows.
    pub range: Range<usize>,
}

impl Line {
    /// The places of the chips: words side by side on the same one share it.
    fn chips(&self) -> Vec<(Frame, Chip)> {
        let mut chips: Vec<(Frame, Chip)> = Vec::new();
        for run in &self.runs {
            let Some(chip) = run.chip else { continue };
            let advance: f32 = run.glyphs.iter().map(|glyph| glyph.advance).sum();
            let width = advance * self.size;
            match chips.last_mut() {
                Some((frame, own)) if *own == chip && run.x - frame.right() < 0.01 => {
                    frame.width += width;
                }
                Some(_) | None => {
                    let top = self.baseline - 0.9 * self.size;
                    chips.push((Frame::new(run.x, top, width, 1.16 * self.size), chip));
                }
            }
        }
        chips
    }
}

impl Chip {
    fn marks((frame, chip): (Frame, Self)) -> [Mark; 2] {
        // A little wider than the words, whose blanks at the ends are not enough where corners are that round.
        let wider = 0.1 * frame.height;
        let width = frame.width + 2.0 * wider;
        let frame = Frame::new(frame.x - wider, frame.y, width, frame.height);
        let face = frame.within(0.06 * frame.height);
        [
            Mark::Round(frame, frame.height / 2.0, chip.edge),
            Mark::Round(face, face.height / 2.0, chip.ground),
        ]
    }
}

/// A colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Color(pub u8, pub u8, pub u8);

/// A place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Frame {
    /// Its left side.
    pub x: f32,
    /// Its top.
    pub y: f32,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
}

impl Frame {
    /// A rectangle.
    pub(super) const fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self {
            x,
            y,
            width,
            height,
        }
    }

    /// Its right side.
    pub(super) fn right(self) -> f32 {
        self.x + self.width
    }

    /// Its lower side.
    pub(super) fn bottom(self) -> f32 {
        self.y + self.height
    }

    /// What is left with so much less on each side.
    #[must_use]
    pub(super) fn within(self, margin: f32) -> Self {
        Self::new(
            self.x + margin,
            self.y + margin,
            (self.width - 2.0 * margin).max(0.0),
            (self.height - 2.0 * margin).max(0.0),
        )
    }

    /// What is left below so much of it.
    #[must_use]
    pub(super) fn below(self, height: f32) -> Self {
        let height = height.min(self.height);
        Self::new(self.x, self.y + height, self.width, self.height - height)
    }

    /// The same elsewhere.
    #[must_use]
    pub(super) fn moved(self, right: f32, down: f32) -> Self {
        Self::new(self.x + right, self.y + down, self.width, self.height)
    }
}

/// A number as a measure; greater ones than can be counted here are not needed.
pub(super) fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

/// The whole number that a measure holds; none below zero.
pub(super) fn whole(measure: f32) -> usize {
    usize::try_from(measure as i64).unwrap_or(0)
}
