//! A text laid in lines of a width.

use std::rc::Rc;

use super::bidi;
use super::fill::{self, NEAR};
use super::{Piece, Prose, Setter};
use crate::exchange::picture::font::LineRoom;
use crate::exchange::picture::scene::{Gap, Glyph, Line, Run, Text, whole};

/// How many lines there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange::picture) enum Most {
    /// As many as it takes.
    All,
    /// So many; a text of more ends in `…`.
    Lines(usize),
}

/// A text in lines.
#[derive(Debug)]
pub(in crate::exchange::picture) struct Laid {
    rows: Vec<Row>,
    size: f32,
    width: f32,
    /// Whether a part of it is not there.
    pub is_cut: bool,
}

/// A line.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) pieces: Vec<Piece>,
    pub(super) advance: f32,
    pub(super) gap: Gap,
    pub(super) is_rtl: bool,
    pub(super) room: LineRoom,
}

/// The width of a line, in the size of its letters.
fn room(width: f32, size: f32) -> f32 {
    (width / size.max(NEAR)).max(NEAR)
}

impl Prose {
    /// Lays it in lines of at most this width.
    pub(in crate::exchange::picture) fn lay(
        &self,
        setter: &Setter,
        width: f32,
        size: f32,
        most: Most,
    ) -> Laid {
        let room = room(width, size);
        let limit = match most {
            Most::All => usize::MAX,
            Most::Lines(lines) => lines,
        };
        let mut rows = Vec::new();
        for paragraph in &self.paragraphs {
            rows.extend(fill::rows(setter, paragraph, room));
            if rows.len() > limit {
                break;
            }
        }
        let is_cut = rows.len() > limit;
        rows.truncate(limit);
        if let Some(last) = rows.last_mut().filter(|_| is_cut) {
            self.cut(last, room);
        }
        Laid {
            rows,
            size,
            width,
            is_cut,
        }
    }

    /// The height of these lines. Where it is more than `most`, any height that is more.
    pub(in crate::exchange::picture) fn height(
        &self,
        setter: &Setter,
        width: f32,
        size: f32,
        most: f32,
    ) -> f32 {
        let room = room(width, size);
        let mut height = 0.0;
        for paragraph in &self.paragraphs {
            let row = (paragraph.room.above + paragraph.room.below) * size;
            // What is far too much need not be counted to its end.
            let fit = whole((most - height).max(0.0) / row).saturating_add(2);
            for _ in 0..fill::count(setter, paragraph, room, fit) {
                height += row;
            }
            if height > most {
                break;
            }
        }
        height
    }

    /// The width that it takes in one line.
    pub(in crate::exchange::picture) fn width(&self, size: f32) -> f32 {
        let widths = self.paragraphs.iter().map(|paragraph| {
            let atoms = paragraph.atoms.iter();
            atoms.map(|atom| atom.advance).sum::<f32>()
        });
        widths.fold(0.0, f32::max) * size
    }

    /// The width of its widest word.
    pub(in crate::exchange::picture) fn widest_word(&self, size: f32) -> f32 {
        let words = self.paragraphs.iter().map(|it| it.widest);
        words.fold(0.0, f32::max) * size
    }

    fn cut(&self, row: &mut Row, room: f32) {
        let mark = self.cut_mark.shaped.advance;
        while row.advance + mark > room {
            let Some(last) = row.pieces.pop() else { break };
            row.advance -= last.shaped.advance;
        }
        row.advance += mark;
        row.pieces.push(Piece {
            level: u8::from(row.is_rtl),
            ..self.cut_mark.clone()
        });
    }
}

impl Laid {
    /// Its height.
    pub(in crate::exchange::picture) fn height(&self) -> f32 {
        let rows = self.rows.iter();
        rows.map(|row| (row.room.above + row.room.below) * self.size)
            .sum()
    }

    /// Takes away the first lines, as many as this height holds.
    pub(in crate::exchange::picture) fn take(&mut self, height: f32) -> Self {
        let mut left = height;
        let fits = |row: &&Row| {
            left -= (row.room.above + row.room.below) * self.size;
            left >= -NEAR
        };
        let fit = self.rows.iter().take_while(fits).count();
        let rest = self.rows.split_off(fit);
        Self {
            rows: std::mem::replace(&mut self.rows, rest),
            size: self.size,
            width: self.width,
            is_cut: false,
        }
    }

    /// How wide its widest line is.
    pub(in crate::exchange::picture) fn used(&self) -> f32 {
        let rows = self.rows.iter();
        rows.map(|row| row.advance).fold(0.0, f32::max) * self.size
    }

    /// How many lines it takes.
    pub(in crate::exchange::picture) fn rows(&self) -> usize {
        self.rows.len()
    }

    /// Its marks with the top left corner here. Lines of texts that run to the left end at the right side.
    pub(in crate::exchange::picture) fn at(&self, x: f32, y: f32) -> Text {
        let mut top = y;
        let lines = self.rows.iter().map(|row| {
            let baseline = top + row.room.above * self.size;
            top = baseline + row.room.below * self.size;
            let width = row.advance * self.size;
            let x = if row.is_rtl {
                x + self.width - width
            } else {
                x
            };
            row.line(x, baseline, self.size)
        });
        Text {
            lines: lines.collect(),
        }
    }

    /// Its marks with each line ending at this right side.
    pub(in crate::exchange::picture) fn ending_at(&self, right: f32, y: f32) -> Text {
        let mut text = self.at(0.0, y);
        for line in &mut text.lines {
            let by = right - line.width - line.x;
            line.x += by;
            for run in &mut line.runs {
                run.x += by;
            }
        }
        text
    }
}

impl Row {
    fn line(&self, x: f32, baseline: f32, size: f32) -> Line {
        let levels: Vec<u8> = self.pieces.iter().map(|piece| piece.level).collect();
        let order = bidi::visual_order(&levels);
        let pieces = order.into_iter().filter_map(|at| self.pieces.get(at));
        let mut runs: Vec<Run> = Vec::new();
        let mut left = x;
        let mut before = None;
        for piece in pieces {
            // What runs to the left stands each for itself.
            let is_same_way =
                !bidi::is_rtl(piece.level) && before.is_some_and(|it| !bidi::is_rtl(it));
            let own = (piece.face, piece.style.ink, piece.style.chip);
            let goes_on = |run: &&mut Run| is_same_way && (run.face, run.ink, run.chip) == own;
            match runs.last_mut().filter(goes_on) {
                Some(run) => run.append(piece),
                None => runs.push(piece.run(left)),
            }
            before = Some(piece.level);
            left += piece.shaped.advance * size;
        }
        Line {
            x,
            baseline,
            width: self.advance * size,
            size,
            text: self.pieces.iter().map(|piece| &*piece.text).collect(),
            gap: self.gap,
            runs,
        }
    }
}

impl Piece {
    fn run(&self, x: f32) -> Run {
        Run {
            x,
            face: self.face,
            ink: self.style.ink,
            chip: self.style.chip,
            text: self.text.to_string(),
            glyphs: self.shaped.glyphs.clone(),
        }
    }
}

impl Run {
    fn append(&mut self, piece: &Piece) {
        let before = self.text.len();
        self.text.push_str(&piece.text);
        let glyphs = Rc::clone(&piece.shaped);
        self.glyphs.extend(glyphs.glyphs.iter().map(|glyph| Glyph {
            range: glyph.range.start + before..glyph.range.end + before,
            ..glyph.clone()
        }));
    }
}
