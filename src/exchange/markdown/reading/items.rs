//! Items of lists, and the data that stands behind their texts.

use super::aside::is_property;
use super::{Draft, LISTED, Once, Reading, Section};
use crate::exchange::Stands;
use crate::exchange::markdown::doc::Piece;
use crate::exchange::markdown::own::{self, Badge};
use crate::exchange::markdown::spans::{self, Span, SpanKind};

impl Reading<'_> {
    /// A heading in an item begins a block where it names one.
    pub(super) fn titled(&mut self, piece: Piece, level: u8, depth: usize) {
        let names_block = self.own.is_none() && self.knows(&spans::plain(&piece.spans));
        if names_block {
            self.inside = depth;
            self.heading(&piece, level);
        } else {
            let depth = self.depth_here(depth);
            self.item(piece, depth);
        }
    }

    /// How deep an item stands below the heading of its block, which may be in an item itself.
    pub(super) fn depth_here(&mut self, depth: usize) -> usize {
        if depth <= self.inside {
            self.inside = 0;
        }
        depth.saturating_sub(self.inside)
    }

    /// Ends a list that has a block in each item.
    pub(super) fn leave_list(&mut self) {
        if let Some(before) = self.listed.take() {
            self.end_heading();
            self.section_back(before);
            self.goes_on = false;
        }
    }

    pub(super) fn item(&mut self, mut piece: Piece, depth: usize) {
        if depth == 1 {
            self.label = None;
            self.leave_list();
        }
        let (badges, attached) = self.data(&mut piece);
        let is_empty = !spans::have_words(&piece.spans) && attached.is_none() && badges.is_empty();
        let is_aside = attached.is_none() && (self.is_guidance(&piece) || self.is_aside(&piece));
        if is_empty || is_aside {
            return;
        }
        let badges = if self.own.is_none() && depth == 1 {
            typed_badges(&mut piece)
        } else {
            badges
        };
        let text = spans::plain(&piece.spans).trim().to_owned();
        let text = match &attached {
            None => self.unmarked(&text, piece.line).to_owned(),
            Some(_) => text,
        };
        if text.is_empty() && self.own.is_none() {
            return;
        }
        if depth > 1 && self.goes_on && attached.is_none() {
            self.nested(&text, depth, piece.line);
            return;
        }
        let stands = match spans::lead(&piece.spans, false) {
            Some((label, rest))
                if self.is_open() && self.knows(&label) && spans::have_words(&rest) =>
            {
                self.tell_unnamed(&label, piece.line);
                Some((Stands::Under(label), spans::plain(&rest).trim().to_owned()))
            }
            Some(_) | None => None,
        };
        match stands {
            Some((stands, text)) => self.draft(stands, &text, piece.line),
            None => self.note(&text, piece.line),
        }
        if let Some(draft) = self.drafts.last_mut() {
            draft.tags.extend(piece.checked.then(|| "done".to_owned()));
            draft.badges = badges;
            draft.attached = attached;
        }
        self.goes_on = true;
    }

    /// Whether a label may lead out of the section.
    fn is_open(&self) -> bool {
        match &self.section {
            Section::Top | Section::Other(_) => true,
            Section::Block { .. } | Section::Behind => false,
        }
    }

    /// An item in an item: a line more of its note, or a note where that item only names what is below it.
    fn nested(&mut self, text: &str, depth: usize, line: usize) {
        if depth == 2 && self.begins_listed() {
            self.note(text, line);
            self.goes_on = true;
            return;
        }
        let names_others = |draft: &Draft| {
            draft.text.ends_with([':', '：'])
                && !draft.text.contains('\n')
                && draft.attached.is_none()
                && draft.badges.is_empty()
        };
        if self.label.is_none() && depth == 2 && self.drafts.last().is_some_and(names_others) {
            let parent = self.drafts.pop();
            self.label = parent.map(|draft| draft.text.trim_end_matches([':', '：']).to_owned());
        }
        if let Some(label) = self.label.clone()
            && depth == 2
        {
            self.note(text, line);
            self.tag_last(&label, line);
            self.goes_on = true;
            return;
        }
        let is_shifted = self.label.is_some() || self.listed.is_some();
        let base = if is_shifted { 3 } else { 2 };
        let indent = "  ".repeat(depth.saturating_sub(base).min(16));
        self.append(&format!("\n{indent}- {text}"), line);
    }

    /// Whether an item of the second level is a note of the block that the one above it names, which begins it.
    fn begins_listed(&mut self) -> bool {
        if self.listed.is_some() {
            return true;
        }
        let names_block = |draft: &Draft| {
            let is_one_line =
                !draft.text.contains('\n') && draft.attached.is_none() && draft.badges.is_empty();
            is_one_line && self.knows(&draft.text)
        };
        let is_it =
            self.own.is_none() && self.is_open() && self.drafts.last().is_some_and(names_block);
        if is_it && let Some(draft) = self.take_back() {
            let before = self.section_in(None);
            let heading = draft.text.trim_end_matches([':', '：']);
            self.block(heading, LISTED, draft.line);
            self.listed = Some(before);
        }
        is_it
    }

    /// What follows in an item.
    pub(super) fn more(&mut self, mut piece: Piece, depth: usize) {
        let (badges, attached) = self.data(&mut piece);
        let text = spans::plain(&piece.spans).trim().to_owned();
        let all = spans::lines(&piece.spans, true);
        let is_property = |line: &Vec<Span>| is_property(spans::plain(line).trim());
        let text = if self.own.is_none() && all.iter().all(is_property) {
            self.leave_out(piece.line, format!("a mark of another program: {text}"));
            String::new()
        } else {
            text
        };
        let gap = if depth == 1 { "\n\n" } else { "\n  " };
        if !text.is_empty() {
            self.append(&format!("{gap}{text}"), piece.line);
        }
        if let Some(draft) = self.drafts.last_mut().filter(|_| self.goes_on) {
            draft.badges.extend(badges);
            match draft.attached {
                None => draft.attached = attached,
                Some(_) => self.tell_data(attached, piece.line),
            }
        } else {
            self.tell_data(attached, piece.line);
        }
    }

    fn append(&mut self, text: &str, line: usize) {
        match self.drafts.last_mut().filter(|_| self.goes_on) {
            Some(draft) => draft.text.push_str(text),
            None => self.note(text.trim(), line),
        }
    }

    /// Takes off what stands behind the text: what is shown of a note's parts, and the comment with the others.
    fn data(&mut self, piece: &mut Piece) -> (Vec<Badge>, Option<own::Attached>) {
        let attached = self.comments(piece);
        piece.spans.retain(|span| span.kind != SpanKind::Comment);
        let badges = match self.own {
            Some(_) => take_badges(&mut piece.spans),
            None => Vec::new(),
        };
        (badges, attached)
    }

    /// Tells of the comments of what is no item.
    pub(in crate::exchange::markdown) fn tell_comments(&mut self, piece: &Piece) {
        let attached = self.comments(piece);
        self.tell_data(attached, piece.line);
    }

    /// Tells of data that stands behind no note of its own.
    fn tell_data(&mut self, attached: Option<own::Attached>, line: usize) {
        if let Some(attached) = attached {
            let what = format!("the data of a note that is not there: {}", attached.source);
            self.leave_out(line, what);
        }
    }

    /// The data of a note in the comments of a piece; tells of all other comments.
    fn comments(&mut self, piece: &Piece) -> Option<own::Attached> {
        let mut attached = None;
        for comment in spans::comments(&piece.spans).map(str::trim) {
            let note = own::read_note(comment).filter(|_| self.own.is_some());
            let is_canvas = !self.seen.contains(&Once::Data)
                && matches!(own::read_canvas(comment), Some(Ok(_)));
            match note {
                Some(Ok(read)) if attached.is_none() => attached = Some(read),
                Some(Err(what)) => self.leave_out(piece.line, what),
                Some(Ok(_)) | None if comment.is_empty() => {}
                Some(Ok(_)) | None if is_canvas => drop(self.seen.insert(Once::Data)),
                Some(Ok(_)) | None => {
                    self.leave_out(piece.line, format!("a comment: {comment}"));
                }
            }
        }
        attached
    }
}

/// Takes off what is shown of a note's parts at its end.
fn take_badges(spans: &mut Vec<Span>) -> Vec<Badge> {
    let mut badges = Vec::new();
    loop {
        let blank = spans.last().is_some_and(|span| !span.has_words());
        let badge = spans.last().filter(|span| span.kind == SpanKind::Code);
        let badge = badge.and_then(|span| Badge::read(&span.text));
        if badge.is_none() && !blank {
            break;
        }
        spans.pop();
        badges.extend(badge);
    }
    badges.reverse();
    badges
}

/// Takes off badges that somebody typed in the own form: a tag is among them, as other code may be a word of any text.
fn typed_badges(piece: &mut Piece) -> Vec<Badge> {
    let mut spans = piece.spans.clone();
    let badges = take_badges(&mut spans);
    let is_tag = |badge: &Badge| match badge {
        Badge::Tag(_) => true,
        Badge::Amount(_) | Badge::Status(_) | Badge::Horizon(_) => false,
    };
    let text = spans::plain(&spans);
    let is_note = text.trim().starts_with(char::is_alphanumeric) && !is_property(text.trim());
    if is_note && badges.iter().any(is_tag) {
        piece.spans = spans;
        badges
    } else {
        Vec::new()
    }
}
