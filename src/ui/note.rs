//! A note's rows: the sign before it, its text and what is told within and behind that.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::theme::Role;
use super::{Pen, blanks};
use crate::app::ages::Age;
use crate::app::board::Board;
use crate::app::column::{bar_width, text_width};
use crate::app::face::{Face, NO_BREAK, Part};
use crate::app::weave::Mark;
use crate::layout::column::Placed;
use crate::model::changes::NoteChange;
use crate::model::color::NoteColor;
use crate::model::id::NoteId;
use crate::model::kind::Way;
use crate::model::note::Note;
use crate::model::reference::{Reference, references};
use crate::text::clean::Shown;
use crate::text::wrap::{self, Row};

/// The rows of a note that are seen in a room of this width, whose notes are this many rows apart.
pub fn rows<'a>(
    board: &'a Board,
    id: &NoteId,
    placed: Placed,
    (room, gap): (u16, u16),
    pen: Pen<'_>,
) -> Vec<Line<'a>> {
    let (Some(note), Some(face)) = (board.shown().note(id), board.face(id)) else {
        return Vec::new();
    };
    let until = usize::from(placed.skip + placed.rows);
    let (rows, _) = wrap::wrap_at_most(&face.text, text_width(room), until);
    let marks = Marked::of(board, &face);
    let (first, rest) = dresses(board, id, note, gap, pen);

    let skip = usize::from(placed.skip);
    let seen = rows.iter().enumerate().skip(skip);
    let dress = |at| if at == skip { &first } else { &rest };
    let mut lines: Vec<Line<'a>> = seen
        .map(|(at, row)| dress(at).row(&face, row, &marks, room, pen))
        .collect();
    if let (Some(label), Some(line)) = (label_of(board, id), lines.first_mut()) {
        let style = first.text.patch(pen.theme.style(Role::Link));
        lay_over(line, label, style);
    }
    lines
}

/// The letters that pick the note, while notes are being linked.
pub fn label_of<'a>(board: &'a Board, id: &NoteId) -> Option<&'a str> {
    board.linking().and_then(|linking| linking.label(id))
}

/// Puts the letters in place of the line's first cells.
pub fn lay_over<'a>(line: &mut Line<'a>, label: &'a str, style: Style) {
    let mut covered = Shown::line(label).width();
    for span in &mut line.spans {
        let mut rest = String::new();
        for (cell, width) in Shown::line(&span.content).cells() {
            if covered == 0 {
                rest.push_str(cell);
            } else {
                // Of a wide character that is covered in part, a blank is left.
                rest.extend(std::iter::repeat_n(' ', width.saturating_sub(covered)));
                covered = covered.saturating_sub(width);
            }
        }
        span.content = rest.into();
        if covered == 0 {
            break;
        }
    }
    line.spans.insert(0, Span::styled(label, style));
}

/// How the first row looks that is seen, and how the others do.
fn dresses(board: &Board, id: &NoteId, note: &Note, gap: u16, pen: Pen<'_>) -> (Dress, Dress) {
    let focused = board.points_at(id);
    let marked = board.picked.marked.contains(id);
    let color = board.shown().shown_color(note);
    // The focus shows in the first row: each row that changes costs bytes on a slow line.
    let mut first = Dress::of(color, marked, focused, pen);
    let mut rest = Dress::of(color, marked, false, pen).going_on(gap > 0, pen);
    if let Some((changed, style)) = sign_of_change(board, id, pen) {
        first.bar = (changed, first.text.patch(style));
    } else if !marked && !focused {
        first.bar = sign(board, id, pen).unwrap_or(first.bar);
    }
    if let Some(style) = style_of_age(board, id, note, pen) {
        rest.bar.1 = pen.style(Role::Note).patch(style);
        if !marked && focused {
            first.bar.1 = first.bar.1.patch(style);
        } else if !marked {
            first.bar = (pen.glyphs.bar, rest.bar.1);
        }
    }
    if board.is_dimmed(id) {
        for dress in [&mut first, &mut rest] {
            dress.stand_back(pen);
        }
    } else if board.linking().is_some() && board.link_of(id).is_some() {
        first.text = first.text.patch(pen.theme.style(Role::NoteMarked));
    }
    (first, rest)
}

/// How a row of a note looks.
struct Dress {
    bar: (&'static str, Style),
    text: Style,
    found: Style,
}

impl Dress {
    fn of(color: Option<NoteColor>, marked: bool, focused: bool, pen: Pen<'_>) -> Self {
        let mut over = Style::default();
        if marked {
            over = over.patch(pen.theme.style(Role::NoteMarked));
        }
        if focused {
            over = over.patch(pen.theme.style(Role::NoteSelected));
        }
        let found = if focused {
            Role::MatchCurrent
        } else {
            Role::Match
        };
        let text = pen.style(Role::Note).patch(over);
        Self {
            bar: bar(color, marked, focused, over, pen),
            text,
            found: text.patch(pen.theme.style(found)),
        }
    }

    /// Behind what is looked at.
    fn stand_back(&mut self, pen: Pen<'_>) {
        let dim = pen.theme.style(Role::Dim);
        self.text = self.text.patch(dim);
        self.bar.1 = self.bar.1.patch(dim);
    }

    /// For the rows after the first: where no empty row parts notes, a thinner bar tells where one begins.
    fn going_on(mut self, spaced: bool, pen: Pen<'_>) -> Self {
        self.bar.0 = if spaced && !pen.theme.shows_signs() {
            pen.glyphs.bar
        } else {
            pen.glyphs.bar_on
        };
        self
    }

    fn row<'a>(
        &self,
        face: &Face<'a>,
        row: &Row,
        marked: &Marked,
        room: u16,
        pen: Pen<'_>,
    ) -> Line<'a> {
        let width = usize::from(text_width(room));
        let mut spans = vec![
            Span::styled(self.bar.0, self.bar.1),
            Span::styled(blanks(usize::from(bar_width(room) - 1)), self.text),
        ];
        let mut used = 0;
        for (range, piece) in pieces(row, face, marked) {
            let (text, width) = showable(&face.text, range);
            used += width;
            let text = match piece {
                // The terminal gets, and gives away, a blank like any other.
                Piece::Part(_) => text.replace(NO_BREAK, " ").into(),
                Piece::Own | Piece::Reference | Piece::Found => text,
            };
            spans.push(Span::styled(text, self.style(piece, pen)));
        }
        let pad = width.saturating_sub(used);
        spans.push(Span::styled(blanks(pad), self.text));
        Line::from(spans)
    }
}

impl Dress {
    fn style(&self, piece: Piece, pen: Pen<'_>) -> Style {
        let role = match piece {
            Piece::Own => return self.text,
            Piece::Found => return self.found,
            Piece::Reference => Role::Reference,
            Piece::Part(Part::New) => Role::Added,
            Piece::Part(Part::Gone) => Role::Removed,
            Piece::Part(Part::Tag(color)) => return self.text.patch(pen.theme.bar(color)),
            Piece::Part(Part::Badge) => Role::Dim,
        };
        self.text.patch(pen.theme.style(role))
    }
}

/// What is marked in a shown text besides its parts.
struct Marked {
    /// What it names.
    named: Vec<Reference>,
    /// What was searched for.
    found: Vec<Range<usize>>,
}

impl Marked {
    fn of(board: &Board, face: &Face<'_>) -> Self {
        let search = board.picked.search.as_ref();
        Self {
            named: references(&face.text),
            found: search.map_or_else(Vec::new, |needle| needle.ranges(&face.text)),
        }
    }
}

/// A piece of a shown text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Own,
    Part(Part),
    /// What lies outside of the canvas.
    Reference,
    /// What was searched for.
    Found,
}

/// A part of a text as it can be shown, and its width.
fn showable<'a>(text: &Cow<'a, str>, range: Range<usize>) -> (Cow<'a, str>, usize) {
    match text {
        Cow::Borrowed(text) => {
            let shown = Shown::line(text.get(range).unwrap_or_default());
            let width = shown.width();
            (shown.into_text(), width)
        }
        Cow::Owned(text) => {
            let shown = Shown::line(text.get(range).unwrap_or_default()).into_owned();
            let width = shown.width();
            (shown.into_text(), width)
        }
    }
}

/// What the bar's style is besides where it tells how old the note is.
fn style_of_age(board: &Board, id: &NoteId, note: &Note, pen: Pen<'_>) -> Option<Style> {
    let (age, _) = board.lens.ages()?.age(id, note)?;
    let role = match age {
        Age::Fresh => Role::AgeFresh,
        Age::Recent => Role::AgeRecent,
        Age::Old => Role::AgeOld,
        Age::Stale => Role::AgeStale,
    };
    Some(pen.theme.style(role))
}

/// The sign before a note that something is to be told of: what became of it, what others did, or that it is linked to the
/// note in focus.
pub fn sign(board: &Board, id: &NoteId, pen: Pen<'_>) -> Option<(&'static str, Style)> {
    let change = sign_of_change(board, id, pen);
    let others = || sign_of_others(board, id, pen);
    change
        .or_else(others)
        .or_else(|| sign_of_link(board, id, pen))
}

/// The sign of what became of the note, where that is shown.
fn sign_of_change(board: &Board, id: &NoteId, pen: Pen<'_>) -> Option<(&'static str, Style)> {
    let mark = board.lens.mark(id)?;
    let role = match mark {
        Mark::Added => Role::Added,
        Mark::Removed => Role::Removed,
        Mark::Edited | Mark::Recolored | Mark::Moved | Mark::Reordered => Role::Changed,
    };
    // A sign that is struck through is none.
    let style = pen.theme.style(role).remove_modifier(Modifier::CROSSED_OUT);
    Some((mark.sign(), style))
}

/// The sign before a note that two people changed at once, or that somebody else changed and nobody has looked at.
fn sign_of_others(board: &Board, id: &NoteId, pen: Pen<'_>) -> Option<(&'static str, Style)> {
    let (sign, role) = match board.news.of(id) {
        _ if board.shown().other_text_of(id).is_some() => ("!", Role::Warning),
        Some(NoteChange::Added) => ("+", Role::News),
        Some(NoteChange::Changed) => ("~", Role::News),
        Some(NoteChange::Moved) => (">", Role::News),
        Some(NoteChange::Removed | NoteChange::Reordered) | None => return None,
    };
    let style = pen.style(Role::Note).patch(pen.theme.style(role));
    Some((sign, style))
}

/// The sign before a note that is linked to the one in focus.
pub fn sign_of_link(board: &Board, id: &NoteId, pen: Pen<'_>) -> Option<(&'static str, Style)> {
    let sign = match board.link_of(id)? {
        Way::To => pen.glyphs.link_to,
        Way::From => pen.glyphs.link_from,
    };
    let style = pen.style(Role::Note).patch(pen.theme.style(Role::Link));
    Some((sign, style))
}

/// The sign before a note: its colour, or that it is in focus or marked.
pub fn bar(
    color: Option<NoteColor>,
    marked: bool,
    focused: bool,
    over: Style,
    pen: Pen<'_>,
) -> (&'static str, Style) {
    let style = match color {
        Some(color) => pen.theme.bar(color),
        None => pen.theme.style(Role::Bar),
    };
    let style = pen.style(Role::Note).patch(over).patch(style);
    let glyph = match color {
        _ if marked => return (pen.glyphs.mark, style.patch(pen.theme.style(Role::Marker))),
        _ if focused => pen.glyphs.focus,
        Some(color) if pen.theme.shows_signs() => {
            return (
                pen.glyphs.sign(color),
                pen.style(Role::Note)
                    .patch(over)
                    .patch(pen.theme.style(Role::Dim)),
            );
        }
        Some(_) | None => pen.glyphs.bar,
    };
    (glyph, style)
}

/// The row cut where its pieces end: what was found covers the parts of the text.
fn pieces(row: &Row, face: &Face<'_>, marked: &Marked) -> Vec<(Range<usize>, Piece)> {
    let parts = face.parts.iter();
    let parts = parts.map(|(range, part)| (range.clone(), Piece::Part(*part)));
    let named = marked.named.iter();
    let named = named.map(|reference| (reference.range.clone(), Piece::Reference));
    let found = marked.found.iter();
    let found = found.map(|range| (range.clone(), Piece::Found));
    let mut pieces = vec![(row.start..row.end, Piece::Own)];
    for (range, piece) in named.chain(parts).chain(found) {
        if range.start < row.end && row.start < range.end {
            let within = range.start.max(row.start)..range.end.min(row.end);
            pieces = pieces
                .into_iter()
                .flat_map(|old| cut(old, &within))
                .collect();
            pieces.push((within, piece));
        }
    }
    pieces.retain(|(range, _)| !range.is_empty());
    pieces.sort_by_key(|(range, _)| range.start);
    pieces
}

/// What is left of a piece on both sides of a range.
fn cut((range, piece): (Range<usize>, Piece), out: &Range<usize>) -> [(Range<usize>, Piece); 2] {
    let before = range.start..range.end.min(out.start).max(range.start);
    let after = range.start.max(out.end).min(range.end)..range.end;
    [(before, piece), (after, piece)]
}
