//! Where the lines of a paragraph end: once for lines that are drawn, and as often as sizes are tried for their number alone.

use super::rows::Row;
use super::{Atom, Paragraph, Piece, Setter, advance};
use crate::exchange::picture::scene::Gap;

/// What rounding may add up to.
pub(super) const NEAR: f32 = 0.001;

/// The lines of the paragraph in this room, in the size of its letters.
pub(super) fn rows(setter: &Setter, paragraph: &Paragraph, room: f32) -> Vec<Row> {
    let mut lines = Lines {
        paragraph,
        rows: Vec::new(),
        row: new_row(paragraph),
    };
    fill(setter, paragraph, room, &mut lines);
    lines.rows.push(lines.row);
    lines.rows
}

/// How many there are; of more than `most`, as many as that or some more.
pub(super) fn count(setter: &Setter, paragraph: &Paragraph, room: f32, most: usize) -> usize {
    let mut counted = Counted {
        rows: 1,
        most,
        advance: 0.0,
        is_empty: true,
    };
    fill(setter, paragraph, room, &mut counted);
    counted.rows
}

/// Lines while they are filled.
trait Filled {
    /// Puts these, which are so wide together, at the end of the last line.
    fn add(&mut self, pieces: &[Piece], advance: f32);
    /// How wide the last line is.
    fn advance(&self) -> f32;
    /// Whether there is nothing in it.
    fn is_empty(&self) -> bool;
    /// Ends it, and begins the next one.
    fn end(&mut self, gap: Gap);
    /// Whether no more lines are wanted.
    fn is_enough(&self) -> bool;
}

/// All lines.
struct Lines<'a> {
    paragraph: &'a Paragraph,
    rows: Vec<Row>,
    row: Row,
}

fn new_row(paragraph: &Paragraph) -> Row {
    Row {
        pieces: Vec::new(),
        advance: 0.0,
        gap: Gap::Space,
        is_rtl: paragraph.is_rtl,
        room: paragraph.room,
    }
}

impl Filled for Lines<'_> {
    fn add(&mut self, pieces: &[Piece], advance: f32) {
        self.row.advance += advance;
        self.row.pieces.extend_from_slice(pieces);
    }

    fn advance(&self) -> f32 {
        self.row.advance
    }

    fn is_empty(&self) -> bool {
        self.row.pieces.is_empty()
    }

    fn end(&mut self, gap: Gap) {
        self.row.gap = gap;
        let next = new_row(self.paragraph);
        self.rows.push(std::mem::replace(&mut self.row, next));
    }

    fn is_enough(&self) -> bool {
        false
    }
}

/// The number of lines alone.
struct Counted {
    rows: usize,
    most: usize,
    advance: f32,
    is_empty: bool,
}

impl Filled for Counted {
    fn add(&mut self, pieces: &[Piece], advance: f32) {
        self.advance += advance;
        self.is_empty &= pieces.is_empty();
    }

    fn advance(&self) -> f32 {
        self.advance
    }

    fn is_empty(&self) -> bool {
        self.is_empty
    }

    fn end(&mut self, _: Gap) {
        self.rows += 1;
        self.advance = 0.0;
        self.is_empty = true;
    }

    fn is_enough(&self) -> bool {
        self.rows > self.most
    }
}

fn fill(setter: &Setter, paragraph: &Paragraph, room: f32, lines: &mut impl Filled) {
    // White space counts once something follows it in the same line.
    let mut space: &[Atom] = &[];
    let mut rest = paragraph.atoms.as_slice();
    while let Some((atom, after)) = rest.split_first() {
        if atom.is_space {
            let spaces = rest.iter().take_while(|atom| atom.is_space).count();
            (space, rest) = rest.split_at_checked(spaces).unwrap_or_default();
            continue;
        }
        rest = after;
        let with_space = lines.advance() + width(space) + atom.advance;
        if with_space > room + NEAR && !lines.is_empty() {
            let gap = if space.is_empty() {
                Gap::None
            } else {
                Gap::Space
            };
            lines.end(gap);
            space = &[];
        }
        add_space(space, lines);
        space = &[];
        if lines.advance() + atom.advance > room + NEAR {
            split(setter, atom, room, lines);
        } else {
            lines.add(&atom.pieces, atom.advance);
        }
        if lines.is_enough() {
            return;
        }
    }
}

fn width(space: &[Atom]) -> f32 {
    match space {
        [] => 0.0,
        [one] => one.advance,
        more => {
            let pieces = more.iter().flat_map(|atom| &atom.pieces);
            pieces.map(|piece| piece.shaped.advance).sum()
        }
    }
}

fn add_space(space: &[Atom], lines: &mut impl Filled) {
    match space {
        [] => {}
        [one] => lines.add(&one.pieces, one.advance),
        more => {
            let pieces = more.iter().flat_map(|atom| atom.pieces.iter().cloned());
            lines.add(&pieces.collect::<Vec<_>>(), width(more));
        }
    }
}

/// Puts a word that is wider than a line into as many as it takes.
fn split(setter: &Setter, atom: &Atom, room: f32, lines: &mut impl Filled) {
    for piece in &atom.pieces {
        let text = Word {
            setter,
            piece,
            graphemes: setter.graphemes(piece),
        };
        let mut from = 0;
        while from < text.graphemes.len() {
            let room = room + NEAR - lines.advance();
            let least = usize::from(lines.is_empty());
            let (to, part) = text.beginning(from, room, least);
            lines.add(&part, advance(&part));
            from = to;
            if from < text.graphemes.len() {
                lines.end(Gap::None);
                if lines.is_enough() {
                    return;
                }
            }
        }
    }
}

/// A piece with where its graphemes end, and how wide each is by itself.
struct Word<'a> {
    setter: &'a Setter,
    piece: &'a Piece,
    graphemes: &'a [(usize, f32)],
}

impl Word<'_> {
    /// How far the room reaches from a grapheme, and what is in it together; at least so many graphemes.
    fn beginning(&self, from: usize, room: f32, least: usize) -> (usize, Vec<Piece>) {
        let mut left = room;
        let fits = |(_, advance): &&(usize, f32)| {
            left -= advance;
            left >= 0.0
        };
        let graphemes = self.graphemes.iter().skip(from);
        let mut fit = graphemes.take_while(fits).count().max(least);
        loop {
            let part = self.part(from, from + fit);
            // Set together they may be wider than one by one.
            if fit <= least || advance(&part) <= room {
                return (from + fit, part);
            }
            fit -= 1;
        }
    }

    fn part(&self, from: usize, to: usize) -> Vec<Piece> {
        let end = |at: usize| self.graphemes.get(at).map_or(0, |(end, _)| *end);
        let start = from.checked_sub(1).map_or(0, end);
        let stop = to.checked_sub(1).map_or(0, end);
        let text = self.piece.text.get(start..stop).unwrap_or_default();
        let part = (!text.is_empty()).then(|| self.setter.part(text, self.piece));
        part.into_iter().collect()
    }
}
