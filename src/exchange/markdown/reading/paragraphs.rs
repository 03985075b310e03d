//! Paragraphs: notes, lead-ins that begin a block, fields of the header, and what only helps to fill a canvas.

use super::{BOLD_LINE, LABEL, LEAD_IN, Reading, SHORT, Section};
use crate::exchange::markdown::doc::Piece;
use crate::exchange::markdown::spans::{self, Span};
use crate::exchange::markdown::{front, labels};

impl Reading<'_> {
    pub(super) fn paragraph(&mut self, piece: &Piece) {
        self.goes_on = false;
        self.label = None;
        self.leave_list();
        self.tell_comments(piece);
        let says_nothing = !spans::have_words(&piece.spans);
        if says_nothing || self.is_guidance(piece) || self.is_hint(piece) || self.is_aside(piece) {
            return;
        }
        if self.is_footer(piece) {
            self.begin(Section::Behind);
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
        let value = spans::plain(spans).trim().replace('\n', " ");
        let is_value = value.chars().count() <= 2 * SHORT;
        if let Some(field) = self.field_above().filter(|_| is_value) {
            self.pending = None;
            front::field(&field, &value, &mut self.found);
            return;
        }
        for (at, line) in lines.iter().enumerate() {
            let next = lines.get(at + 1).map(Vec::as_slice);
            if !self.heads_lines(line, next, piece.line) {
                self.line(line, piece.line, lines.len());
            }
        }
    }

    /// Takes a styled label above lines with signs of a list for what they are listed under.
    fn heads_lines(&mut self, line: &[Span], next: Option<&[Span]>, at: usize) -> bool {
        let text = spans::plain(line).trim().to_owned();
        let is_styled = spans::all(line, |span| span.bold || (span.italic && !span.quoted));
        let next = next.map(|next| spans::plain(next).trim().to_owned());
        let heads = next.is_some_and(|next| unbulleted(&next) != next);
        let in_block = matches!(self.section, Section::Block { level: 0..=7, .. });
        let is_it = text.ends_with([':', '：'])
            && is_styled
            && heads
            && in_block
            && self.own.is_none()
            && (!self.knows(&text) || self.is_within(&text, BOLD_LINE));
        if is_it {
            self.other_heading(text.trim_end_matches([':', '：']), BOLD_LINE + 1, at);
        }
        is_it
    }

    /// A line of a paragraph that has so many.
    fn line(&mut self, line: &[Span], at: usize, of: usize) {
        let text = spans::plain(line).trim().to_owned();
        if spans::all(line, |span| span.bold) && self.bold_line(&text, at, of) {
            return;
        }
        let is_top = matches!(self.section, Section::Top);
        if is_top && self.fields_in_line(line) {
            return;
        }
        let lead = spans::lead(line, true).map(|lead| (lead, true));
        let lead = lead.or_else(|| spans::lead(line, false).map(|lead| (lead, false)));
        if let Some(((label, rest), is_bold)) = lead {
            let rest_text = spans::plain(&rest).trim().to_owned();
            if self.lead_in(&label, is_bold) {
                self.block(&label, LEAD_IN, at);
                self.note(&rest_text, at);
                return;
            }
            if is_top && self.is_field(&label, &rest_text) {
                front::field(&label, &rest_text, &mut self.found);
                return;
            }
        }
        let text = self.unmarked(&text, at);
        self.note(unbulleted(text), at);
    }

    /// Takes several fields in one line: `**Date:** 2026 · **Version:** 2`.
    fn fields_in_line(&mut self, line: &[Span]) -> bool {
        let parts: Vec<Vec<Span>> = spans::between(line, &[" · ", " | ", " • "]);
        let fields: Vec<(String, String)> = parts
            .iter()
            .filter_map(|part| spans::lead(part, true))
            .map(|(label, rest)| (label, spans::plain(&rest).trim().to_owned()))
            .collect();
        let is_it = self.own.is_none()
            && parts.len() > 1
            && fields.len() == parts.len()
            && fields
                .iter()
                .all(|(label, value)| !self.knows(label) && self.is_field(label, value));
        for (label, value) in fields.iter().filter(|_| is_it) {
            front::field(label, value, &mut self.found);
        }
        is_it
    }

    /// Whether a line above the blocks is a field of the header, or may be one of the canvas.
    fn is_field(&self, label: &str, value: &str) -> bool {
        let is_known = labels::field(label).is_some();
        let is_name = label.chars().count() <= LABEL
            && label.split_whitespace().count() <= 3
            && label.chars().any(char::is_alphanumeric);
        is_known || (is_name && !value.is_empty() && !value.starts_with("//") && self.own.is_none())
    }
}

/// The line without a sign of a list that Markdown does not know.
pub(in crate::exchange::markdown) fn unbulleted(line: &str) -> &str {
    let rest = line.strip_prefix(['•', '·', '◦', '‣', '▪', '–', '●', '○', '■', '□', '→']);
    rest.map_or(line, str::trim_start)
}
