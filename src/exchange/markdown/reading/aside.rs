//! What stands in a document beside its canvas: hints of a template, ways through the page, marks of other programs.

use super::{Draft, PARKED, Reading, Section};
use crate::exchange::Remark;
use crate::exchange::markdown::doc::{Part, Piece, Role};
use crate::exchange::markdown::spans::{self, Aim, Span};
use crate::exchange::naming::Names;

/// From so many blocks on that begin in italics, what does so is a hint.
const HABIT: usize = 3;

/// What the template that a document was made from says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Template {
    /// Nothing that is known.
    Silent,
    /// A hint in italics below each heading.
    Hints,
}

impl Template {
    /// What the document shows of it.
    pub(super) fn of(parts: &[Part], names: Option<&Names>) -> Self {
        let names_block = |piece: &Piece| {
            let heading = spans::plain(&piece.spans);
            names.is_some_and(|names| names.block(&heading).is_some())
        };
        let hinted = parts.windows(2).filter(|pair| match pair {
            [Part::Text(heading), Part::Text(hint)] => {
                heading.role.is_heading() && names_block(heading) && is_hint(hint)
            }
            _ => false,
        });
        if hinted.count() < HABIT {
            Self::Silent
        } else {
            Self::Hints
        }
    }
}

/// Whether all of a paragraph is in italics, and not only quoted.
fn is_hint(piece: &Piece) -> bool {
    let is_italic = |span: &Span| span.italic && !span.quoted;
    piece.role == Role::Paragraph && spans::all(&piece.spans, is_italic)
}

impl Reading<'_> {
    /// Tells of what only helps to fill the canvas: a question in italics, a text in brackets, a hint of the template.
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

    /// Tells of a hint below a heading, in a document that has them.
    pub(super) fn is_hint(&mut self, piece: &Piece) -> bool {
        let is_it = match self.template {
            Template::Silent => false,
            Template::Hints => self.is_first && is_hint(piece),
        };
        if is_it {
            let text = spans::plain(&piece.spans);
            self.leave_out(
                piece.line,
                format!("a hint of the template: {}", text.trim()),
            );
        }
        is_it
    }

    /// What follows the lines of a paragraph that only help to fill the canvas.
    pub(super) fn behind_guidance<'p>(&mut self, piece: &'p Piece) -> &'p [Span] {
        let mut spans = piece.spans.as_slice();
        while let Some(end) = spans.iter().position(Span::ends_line) {
            let (line, rest) = spans.split_at_checked(end).unwrap_or((spans, &[]));
            let of_line = piece.part(line.to_vec());
            if !self.is_guidance(&of_line) && !self.is_hint(&of_line) {
                break;
            }
            spans = rest.get(1..).unwrap_or_default();
        }
        spans
    }

    /// Tells of what only leads through the page, and above the blocks of badges.
    pub(in crate::exchange::markdown) fn is_aside(&mut self, piece: &Piece) -> bool {
        let leads = |aim| self.own.is_none() && spans::all_lead(&piece.spans, aim);
        let what = if leads(Aim::Within) {
            "a link within the page"
        } else if matches!(self.section, Section::Top) && leads(Aim::Badge) {
            "a badge"
        } else {
            return false;
        };
        let text = spans::plain(&piece.spans);
        self.leave_out(piece.line, format!("{what}: {}", text.trim()));
        true
    }

    /// Tells of a line that is only a mark of another program, or of an empty place. What of it is a note.
    pub(super) fn unmarked<'l>(&mut self, text: &'l str, line: usize) -> &'l str {
        if self.own.is_some() {
            return text;
        }
        if text.starts_with(":::") || is_property(text) {
            self.leave_out(line, format!("a mark of another program: {text}"));
            return "";
        }
        if is_blank(text) {
            self.leave_out(line, format!("an empty place: {text}"));
            return "";
        }
        match callout(text) {
            Some((kind, title)) => {
                self.leave_out(line, format!("the mark of a callout: {kind}"));
                title
            }
            None => text,
        }
    }

    /// Whether a paragraph stands behind a line across the page that ends the block.
    pub(super) fn is_footer(&self, piece: &Piece) -> bool {
        let has_notes = self.drafts.len() > self.begun;
        let in_block = matches!(self.section, Section::Block { level: 0..=7, .. });
        let names_none =
            |lead: Option<(String, Vec<Span>)>| lead.is_none_or(|(label, _)| !self.knows(&label));
        piece.behind_rule
            && self.own.is_none()
            && has_notes
            && in_block
            && !spans::all(&piece.spans, |span| span.bold)
            && names_none(spans::lead(&piece.spans, true))
    }

    /// Tells of the last note's remark that it stands in no block: it turned out to be a heading.
    pub(super) fn take_back(&mut self) -> Option<Draft> {
        let draft = self.drafts.pop()?;
        match &self.section {
            Section::Top | Section::Behind => {
                let is_its = |remark: &Remark| match remark {
                    Remark::Changed { line, what } => {
                        *line == Some(draft.line) && what.ends_with(PARKED)
                    }
                    Remark::Parked { .. }
                    | Remark::Kept { .. }
                    | Remark::Unshown { .. }
                    | Remark::LeftOut { .. } => false,
                };
                if let Some(at) = self.found.remarks.iter().rposition(is_its) {
                    self.found.remarks.remove(at);
                }
            }
            Section::Other(heading) => {
                let stays = self.drafts.len() > self.begun;
                if !stays {
                    self.pending = Some((heading.clone(), draft.line));
                }
            }
            Section::Block { .. } => {}
        }
        Some(draft)
    }
}

/// Whether it is a property as Logseq and Dataview write them: `collapsed:: true`.
pub(super) fn is_property(text: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .chars()
                .all(|char| char.is_alphanumeric() || "-_".contains(char))
    };
    text.split_once(":: ")
        .or_else(|| Some((text.strip_suffix("::")?, "")))
        .is_some_and(|(name, _)| is_name(name))
}

/// Whether it only keeps a place free: `...`.
fn is_blank(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|char| char.is_ascii_punctuation() || char.is_whitespace() || "…–—".contains(char))
}

/// The kind and the title of a callout: `[!note] Title`.
fn callout(text: &str) -> Option<(&str, &str)> {
    let (kind, title) = text.strip_prefix("[!")?.split_once(']')?;
    let is_kind = !kind.is_empty()
        && kind
            .chars()
            .all(|char| char.is_alphanumeric() || char == '-');
    is_kind.then(|| (kind, title.trim_start_matches(['-', '+']).trim()))
}

/// Whether all of the text is in one pair of brackets, as what a template says before anybody fills it in.
fn is_in_brackets(text: &str) -> bool {
    let inside = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    inside.is_some_and(|inside| !inside.contains(['[', ']']))
}
