//! Texts in lines: what is drawn with which font, from left to right or from right to left, and where lines end.
//!
//! Everything is measured as part of the size of the letters, so that a text is set once and tried in many sizes.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::font::{Face, Fonts, LineRoom, Shaped, Weight};
use super::scene::{Chip, Color};
use crate::text::grapheme;
use crate::text::wrap::atoms::{self, Matter};

mod bidi;
mod clean;
mod fill;
mod rows;

use bidi::Way;
pub(super) use rows::{Laid, Most};

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    /// How heavy they are.
    pub weight: Weight,
    /// Their colour.
    pub ink: Color,
    /// What they stand on.
    pub chip: Option<Chip>,
    /// Where their lines may end.
    pub ends: Ends,
}

/// Where lines may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    /// Between words.
    BetweenWords,
    /// Nowhere within a span, as long as a line has room for it.
    BetweenSpans,
}

impl Style {
    /// Words without anything below them.
    pub(super) const fn plain(weight: Weight, ink: Color) -> Self {
        Self {
            weight,
            ink,
            chip: None,
            ends: Ends::BetweenWords,
        }
    }
}

/// A font, whether the text runs to the left, and the text.
type Key = (Face, bool, Box<str>);

/// Sets texts, and remembers those that were set.
#[derive(Default)]
pub(super) struct Setter {
    /// The fonts.
    pub(super) fonts: Fonts,
    set: RefCell<HashMap<Key, Rc<Shaped>>>,
}

/// A text that is ready to be laid in lines.
#[derive(Debug)]
pub(super) struct Prose {
    paragraphs: Vec<Paragraph>,
    /// What a line that was cut ends in.
    cut_mark: Piece,
}

/// What stands between two line breaks of a text.
#[derive(Debug)]
struct Paragraph {
    is_rtl: bool,
    atoms: Vec<Atom>,
    room: LineRoom,
    /// The advance of its widest word.
    widest: f32,
}

/// What no line's end goes through.
#[derive(Debug)]
struct Atom {
    pieces: Vec<Piece>,
    advance: f32,
    is_space: bool,
}

/// A part of an atom in one font, style and direction.
#[derive(Clone, Debug)]
struct Piece {
    text: Rc<str>,
    level: u8,
    face: Face,
    style: Style,
    shaped: Rc<Shaped>,
}

impl Setter {
    /// A text in one style.
    pub(super) fn prose(&self, text: &str, style: Style) -> Prose {
        self.set_out(&[(text, style)], Way::OfItsOwn)
    }

    /// A text as a line without a look.
    pub(super) fn said(&self, text: &str) -> String {
        clean::showable(&self.fonts, text, Weight::Regular)
    }

    /// A text of several styles that runs to the right, whatever its first letter is.
    pub(super) fn styled(&self, spans: &[(&str, Style)]) -> Prose {
        self.set_out(spans, Way::Right)
    }

    fn set_out(&self, spans: &[(&str, Style)], way: Way) -> Prose {
        let mut lines: Vec<Vec<(String, Style)>> = vec![Vec::new()];
        for (text, style) in spans {
            for (number, line) in text.split('\n').enumerate() {
                if number > 0 {
                    lines.push(Vec::new());
                }
                let line = line.strip_suffix('\r').unwrap_or(line);
                if let Some(last) = lines.last_mut() {
                    last.push((clean::showable(&self.fonts, line, style.weight), *style));
                }
            }
        }
        let black = Style::plain(Weight::Regular, Color(0, 0, 0));
        let last = spans.last().map_or(black, |(_, style)| *style);
        Prose {
            paragraphs: lines
                .iter()
                .map(|spans| self.paragraph(spans, way))
                .collect(),
            cut_mark: self.piece("…", 0, Face::Regular, last),
        }
    }

    fn paragraph(&self, spans: &[(String, Style)], way: Way) -> Paragraph {
        let text: String = spans.iter().map(|(text, _)| text.as_str()).collect();
        let levels = bidi::levels(&text, way);
        let mut starts: Vec<(usize, Style)> = Vec::new();
        let mut at = 0;
        for (span, style) in spans {
            starts.push((at, *style));
            at += span.len();
        }
        let style_at = |at: usize| {
            let before = starts.iter().rev().find(|(start, _)| *start <= at);
            before.map(|(_, style)| *style)
        };
        let is_within = |at: usize| {
            let ends = style_at(at).map(|style| style.ends);
            ends == Some(Ends::BetweenSpans) && !starts.iter().any(|(start, _)| *start == at)
        };
        let atoms = whole_spans(atoms::atoms(&text), is_within);
        let atoms = atoms.into_iter().map(|atom| {
            let pieces = self.pieces(&text, atom.range, &levels.of_bytes, style_at);
            Atom {
                advance: pieces.iter().map(|piece| piece.shaped.advance).sum(),
                is_space: atom.matter != Matter::Word,
                pieces,
            }
        });
        let atoms: Vec<Atom> = atoms.collect();
        Paragraph {
            is_rtl: levels.is_rtl,
            room: room(atoms.iter().flat_map(|atom| &atom.pieces)),
            widest: atoms.iter().map(|atom| atom.advance).fold(0.0, f32::max),
            atoms,
        }
    }

    /// The parts of an atom, each of one font, style and direction.
    fn pieces(
        &self,
        text: &str,
        range: Range<usize>,
        levels: &[u8],
        style_at: impl Fn(usize) -> Option<Style>,
    ) -> Vec<Piece> {
        let mut parts: Vec<(Range<usize>, u8, Face, Style)> = Vec::new();
        let mut at = range.start;
        for grapheme in grapheme::all(text.get(range).unwrap_or_default()) {
            let end = at + grapheme.len();
            let level = levels.get(at).copied().unwrap_or(0);
            if let Some(style) = style_at(at) {
                let face = self.fonts.face_for(grapheme, style.weight);
                let face = face.unwrap_or(Face::Regular);
                match parts.last_mut() {
                    Some((range, own, same, before))
                        if (*own, *same, *before) == (level, face, style) =>
                    {
                        range.end = end;
                    }
                    Some(_) | None => parts.push((at..end, level, face, style)),
                }
            }
            at = end;
        }
        let piece = |(range, level, face, style): (Range<usize>, u8, Face, Style)| {
            self.piece(text.get(range).unwrap_or_default(), level, face, style)
        };
        parts.into_iter().map(piece).collect()
    }

    fn piece(&self, text: &str, level: u8, face: Face, style: Style) -> Piece {
        Piece {
            text: text.into(),
            level,
            face,
            style,
            shaped: self.shaped(text, face, bidi::is_rtl(level)),
        }
    }

    fn shaped(&self, text: &str, face: Face, is_rtl: bool) -> Rc<Shaped> {
        let key = (face, is_rtl, Box::from(text));
        let mut set = self.set.borrow_mut();
        let shaped = set
            .entry(key)
            .or_insert_with(|| Rc::new(self.fonts.shape(face, text, is_rtl)));
        Rc::clone(shaped)
    }

    /// A part of a piece. Not remembered: the next width has other parts.
    fn part(&self, text: &str, of: &Piece) -> Piece {
        let is_rtl = bidi::is_rtl(of.level);
        Piece {
            text: text.into(),
            shaped: Rc::new(self.fonts.shape(of.face, text, is_rtl)),
            ..*of
        }
    }

    /// Where each grapheme of the piece ends, and its advance by itself. Found out once.
    fn graphemes<'a>(&self, piece: &'a Piece) -> &'a [(usize, f32)] {
        piece.shaped.graphemes.get_or_init(|| {
            let is_rtl = bidi::is_rtl(piece.level);
            let mut end = 0;
            let graphemes = grapheme::all(&piece.text).map(|grapheme| {
                end += grapheme.len();
                (end, self.shaped(grapheme, piece.face, is_rtl).advance)
            });
            graphemes.collect()
        })
    }
}

fn advance(pieces: &[Piece]) -> f32 {
    pieces.iter().map(|piece| piece.shaped.advance).sum()
}

/// The atoms, of which those that begin within a span that stays whole go on the one before.
fn whole_spans(atoms: Vec<atoms::Atom>, is_within: impl Fn(usize) -> bool) -> Vec<atoms::Atom> {
    let mut whole: Vec<atoms::Atom> = Vec::with_capacity(atoms.len());
    for atom in atoms {
        match whole.last_mut() {
            Some(before) if is_within(atom.range.start) => {
                before.range.end = atom.range.end;
                before.matter = Matter::Word;
            }
            Some(_) | None => whole.push(atom),
        }
    }
    whole
}

/// The room of a line with these fonts.
fn room<'a>(pieces: impl Iterator<Item = &'a Piece>) -> LineRoom {
    let least = Face::Regular.line_room();
    pieces.fold(least, |room, piece| {
        let own = piece.face.line_room();
        LineRoom {
            above: room.above.max(own.above),
            below: room.below.max(own.below),
        }
    })
}
