//! Paragraphs: notes, lead-ins that begin a block, fields of the header, and what only helps to fill a canvas.

use super::{BOLD_LINE, LABEL, LEAD_IN, Reading, SHORT, Section};
use crate::exchange::markdown::doc::{Piece, Role};
use crate::exchange::markdown::spans::{self, Span};
use crate::exchange::markdown::{front, labels};

impl Reading<'_> {
    pub(super) fn paragraph(&mut self, piece: &Piece) {
        self.goes_on = false;
        self.label = None;
        self.tell_comments(piece);
        if !spans::have_words(&piece.spans) || self.is_guidance(piece) {
            return;
        }
        let spans = self.behind_guidance(piece);
        let all = spans::lines(spans, true);
        let is_short = |line: &Vec<Span>| spans::plain(line).trim().chars().count() <= SHORT;
        let by_intent = all
            .split_last()
            .is_some_and(|(_, before)| before.iter().all(is_short));
        let mut lines = if by_intent {
            all
        } else {
            spans::lines(spans, false)
        };
        lines.retain(|line| spans::have_words(line));
        for line in &lines {
            self.line(line, piece.line, lines.len());
        }
    }

    /// What follows the lines of a paragraph that only help to fill the canvas.
    fn behind_guidance<'p>(&mut self, piece: &'p Piece) -> &'p [Span] {
        let mut spans = piece.spans.as_slice();
        while let Some(end) = spans.iter().position(Span::ends_line) {
            let (line, rest) = spans.split_at_checked(end).unwrap_or((spans, &[]));
            if !self.is_guidance(&piece.part(line.to_vec())) {
                break;
            }
            spans = rest.get(1..).unwrap_or_default();
        }
        spans
    }

    /// A line of a paragraph that has so many.
    fn line(&mut self, line: &[Span], at: usize, of: usize) {
        let text = spans::plain(line).trim().to_owned();
        if spans::all(line, |span| span.bold) && self.bold_line(&text, at, of) {
            return;
        }
        let lead = spans::lead(line, true).map(|lead| (lead, true));
        let lead = lead.or_else(|| spans::lead(line, false).map(|lead| (lead, false)));
        let is_top = matches!(self.section, Section::Top);
        if let Some(((label, rest), is_bold)) = lead {
            let rest_text = spans::plain(&rest).trim().to_owned();
            let begins = is_bold || !matches!(self.section, Section::Block { level: 0..=6, .. });
            if begins && self.knows(&label) {
                self.block(&label, LEAD_IN, at);
                self.note(&rest_text, at);
                return;
            }
            if is_top && self.is_field(&label, &rest_text) {
                front::field(&label, &rest_text, &mut self.found);
                return;
            }
        }
        self.note(unbulleted(&text), at);
    }

    /// Whether a line above the blocks is a field of the header, or may be one of the canvas.
    fn is_field(&self, label: &str, value: &str) -> bool {
        let is_known = labels::field(label).is_some();
        let is_name = label.chars().count() <= LABEL && label.split_whitespace().count() <= 3;
        is_known || (is_name && !value.is_empty() && !value.starts_with("//") && self.own.is_none())
    }

    /// A line in bold is a heading where it names a block, or where it stands alone.
    fn bold_line(&mut self, text: &str, line: usize, of: usize) -> bool {
        if self.knows(text) {
            self.block(text.trim_end_matches([':', '：']), BOLD_LINE, line);
            return true;
        }
        let alone = of == 1 && text.chars().count() <= SHORT;
        if alone {
            self.other_heading(text.trim_end_matches([':', '：']), BOLD_LINE, line);
        }
        alone
    }

    /// Tells of what only helps to fill the canvas: a question in italics, a text in brackets.
    pub(in crate::exchange::markdown) fn is_guidance(&mut self, piece: &Piece) -> bool {
        let text = spans::plain(&piece.spans);
        let text = text.trim();
        let asks = text.ends_with(['?', '？']) && spans::all(&piece.spans, |span| span.italic);
        let is_placeholder = piece.role == Role::Paragraph && is_in_brackets(text);
        if asks || is_placeholder {
            self.leave_out(piece.line, format!("a question of the template: {text}"));
        }
        asks || is_placeholder
    }
}

/// The line without a sign of a list that Markdown does not know.
pub(in crate::exchange::markdown) fn unbulleted(line: &str) -> &str {
    let rest = line.strip_prefix(['•', '·', '◦', '‣', '▪', '–', '●', '○', '■', '□', '→']);
    rest.map_or(line, str::trim_start)
}

/// Whether all of the text is in one pair of brackets, as what a template says before anybody fills it in.
fn is_in_brackets(text: &str) -> bool {
    let inside = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    inside.is_some_and(|inside| !inside.contains(['[', ']']))
}
