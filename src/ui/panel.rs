//! A panel: a rectangle of the screen and what stands in it, cheap to build and to compare.

use std::hash::{BuildHasher as _, Hash};

use foldhash::fast::FixedState;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::frame;
use super::glyphs::Glyphs;

/// A rectangle of the screen. It covers what lies below it.
#[derive(Clone, Debug)]
pub struct Panel<'a> {
    /// Where it is.
    pub area: Rect,
    /// The style of every cell that its content does not style.
    pub style: Style,
    /// What stands in it.
    pub content: Content<'a>,
}

/// What stands in a panel.
#[derive(Clone, Debug)]
pub enum Content<'a> {
    /// Lines from its top; text was made showable by `text::clean`.
    Lines(Vec<Line<'a>>),
    /// The border lines of boxes.
    Frame(Vec<Rect>, &'a Glyphs),
}

/// How a panel looks, in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// Where it is.
    pub area: Rect,
    /// Its ground and its lines, if it is a frame.
    ground: u64,
    /// Each of its lines.
    rows: Vec<u64>,
}

impl Look {
    /// The rows of its area in which another panel of this area looks otherwise.
    pub fn rows_unlike(&self, other: &Self) -> Vec<Rect> {
        if self.ground != other.ground {
            return vec![self.area];
        }
        let longest = self.rows.len().max(other.rows.len());
        let unlike = (0..longest).filter(|&at| self.rows.get(at) != other.rows.get(at));
        let row = |at| Rect {
            y: self.area.y.saturating_add(at as u16),
            height: 1,
            ..self.area
        };
        unlike.map(row).collect()
    }
}

/// What stands in ASCII for a mark that texts, cuts and notices use; as wide as it.
const fn ascii_of(mark: char) -> Option<char> {
    match mark {
        '…' => Some('~'),
        '⏎' => Some('$'),
        '·' => Some('-'),
        '“' | '”' => Some('"'),
        '’' => Some('\''),
        '✎' => Some('&'),
        '◌' => Some('?'),
        '◐' => Some('~'),
        '✓' => Some('+'),
        '✗' => Some('x'),
        '≡' => Some('='),
        '→' => Some('>'),
        '■' => Some('='),
        '▲' => Some('^'),
        '◆' => Some('!'),
        '★' => Some('*'),
        '●' => Some('o'),
        '▼' => Some('+'),
        '○' => Some('.'),
        '◇' => Some('%'),
        _ => None,
    }
}

/// A hash that only has to tell this scene from the last.
fn hash(value: &impl Hash) -> u64 {
    FixedState::default().hash_one(value)
}

impl<'a> Panel<'a> {
    /// A panel of lines.
    pub fn lines(area: Rect, style: Style, lines: Vec<Line<'a>>) -> Self {
        Self {
            area,
            style,
            content: Content::Lines(lines),
        }
    }

    /// A panel of one line.
    pub fn line(area: Rect, style: Style, line: Line<'a>) -> Self {
        Self::lines(area, style, vec![line])
    }

    /// Nothing but a ground.
    pub fn ground(area: Rect, style: Style) -> Self {
        Self::lines(area, style, Vec::new())
    }

    /// The border lines of boxes.
    pub fn frame(area: Rect, style: Style, boxes: Vec<Rect>, glyphs: &'a Glyphs) -> Self {
        Self {
            area,
            style,
            content: Content::Frame(boxes, glyphs),
        }
    }

    /// So many columns further to the right.
    pub fn shift(&mut self, columns: u16) {
        self.area.x = self.area.x.saturating_add(columns);
        match &mut self.content {
            Content::Frame(boxes, _) => {
                for outer in boxes {
                    outer.x = outer.x.saturating_add(columns);
                }
            }
            Content::Lines(_) => {}
        }
    }

    /// The panel for a screen that knows ASCII alone: the program's own marks become letters of about their look. What
    /// else a note says stays as it is.
    pub fn in_ascii(&mut self) {
        let Content::Lines(lines) = &mut self.content else {
            return;
        };
        for span in lines.iter_mut().flat_map(|line| &mut line.spans) {
            if span.content.contains(|mark| ascii_of(mark).is_some()) {
                let letters = span.content.chars();
                let letters = letters.map(|letter| ascii_of(letter).unwrap_or(letter));
                span.content = letters.collect::<String>().into();
            }
        }
    }

    /// What tells whether, and in which rows, a panel looks as another did.
    pub fn look(&self) -> Look {
        let (rows, frame) = match &self.content {
            Content::Lines(lines) => (lines.iter().map(hash).collect(), 0),
            Content::Frame(boxes, glyphs) => (Vec::new(), hash(&(boxes, glyphs.lines))),
        };
        Look {
            area: self.area,
            ground: hash(&(self.style, frame)),
            rows,
        }
    }

    /// Paints the part of the panel that lies in `clip`.
    pub fn paint(&self, clip: Rect, buffer: &mut Buffer) {
        let clip = self.area.intersection(clip).intersection(buffer.area);
        if clip.is_empty() {
            return;
        }
        match &self.content {
            Content::Frame(boxes, glyphs) => frame::paint(boxes, glyphs, self.style, clip, buffer),
            Content::Lines(lines) => self.paint_lines(lines, clip, buffer),
        }
    }

    fn paint_lines(&self, lines: &[Line<'_>], clip: Rect, buffer: &mut Buffer) {
        let row_area = Rect {
            height: 1,
            ..self.area
        };
        // A whole row is drawn aside and cut, so that a wide character at the edge of the clip is not torn.
        let mut row = Buffer::empty(row_area);
        for y in clip.y..clip.bottom() {
            row.reset();
            row.set_style(row_area, self.style);
            if let Some(line) = lines.get(usize::from(y - self.area.y)) {
                row.set_line(row_area.x, row_area.y, line, row_area.width);
            }
            for x in clip.x..clip.right() {
                if let (Some(to), Some(from)) = (buffer.cell_mut((x, y)), row.cell((x, row_area.y)))
                {
                    to.clone_from(from);
                }
            }
        }
    }
}
