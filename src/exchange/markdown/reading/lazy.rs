//! Blocks that begin in the line below an item: for Markdown such a line goes on with the item, for people it does not.

use super::{LEAD_IN, Reading};
use crate::exchange::markdown::doc::{Piece, Role};
use crate::exchange::markdown::spans::{self, Span, SpanKind};

/// How a line names a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    /// It is the name, in bold.
    Bold,
    /// It is the name and a colon.
    Colon,
    /// It begins with the name in bold, and a note follows.
    LeadIn,
}

impl Reading<'_> {
    /// Where the first line ends below which one names a block, and how that does.
    pub(super) fn begins_below(&self, spans: &[Span]) -> Option<usize> {
        let lazy = |(_, span): &(usize, &Span)| span.kind == SpanKind::Lazy;
        let ends = spans.iter().enumerate().filter(lazy).map(|(at, _)| at);
        let names = |at: &usize| {
            let line = line_at(spans, at + 1);
            self.name_in(line).is_some()
        };
        ends.into_iter().find(names)
    }

    fn name_in(&self, line: &[Span]) -> Option<Name> {
        let text = spans::plain(line).trim().to_owned();
        let is_bold = spans::all(line, |span| span.bold);
        let lead = || spans::lead(line, true).filter(|(label, _)| self.lead_in(label, true));
        let names = self.knows(&text) && !self.is_within(&text, LEAD_IN);
        match names {
            true if is_bold => Some(Name::Bold),
            true if text.ends_with([':', '：']) => Some(Name::Colon),
            true | false => lead().map(|_| Name::LeadIn),
        }
    }

    /// Takes an item, and each block that begins below it.
    pub(super) fn parted(&mut self, piece: &Piece) {
        let mut rest = piece.spans.as_slice();
        let mut part = piece.clone();
        loop {
            let Some(end) = self.begins_below(rest) else {
                part.spans = rest.to_vec();
                self.take_part(part);
                return;
            };
            let (before, below) = rest.split_at_checked(end).unwrap_or((rest, &[]));
            let below = below.get(1..).unwrap_or_default();
            let line = part.line + 1 + before.iter().filter(|span| span.ends_line()).count();
            part.spans = before.to_vec();
            let next = Piece {
                role: Role::Paragraph,
                line,
                ..piece.part(Vec::new())
            };
            self.take_part(std::mem::replace(&mut part, next));
            rest = self.take_name(below, &mut part);
        }
    }

    /// Begins the block that the first line names; what follows that line.
    fn take_name<'s>(&mut self, spans: &'s [Span], part: &mut Piece) -> &'s [Span] {
        let name = line_at(spans, 0);
        let rest = spans.get(name.len()..).unwrap_or_default();
        part.spans = name.to_vec();
        match self.name_in(name) {
            Some(Name::Bold) => self.whole_piece(part.clone()),
            Some(Name::Colon) => {
                self.tell_comments(part);
                let heading = spans::plain(name);
                let heading = heading.trim().trim_end_matches([':', '：']);
                self.block(heading, LEAD_IN, part.line);
            }
            // What the name leads into stands in its line.
            Some(Name::LeadIn) | None => return spans,
        }
        rest
    }

    /// Takes what stands before a name, where anything does.
    fn take_part(&mut self, part: Piece) {
        let has_comment = spans::comments(&part.spans).next().is_some();
        if has_comment || spans::have_words(&part.spans) {
            self.whole_piece(part);
        }
    }
}

/// The line that begins there.
fn line_at(spans: &[Span], from: usize) -> &[Span] {
    let rest = spans.get(from..).unwrap_or_default();
    let end = rest.iter().position(Span::ends_line).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}
