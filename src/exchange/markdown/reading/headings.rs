//! Headings: the title, the blocks that they begin, and what else they may be.

use super::{Once, Reading, Section, kind_and_title};
use crate::exchange::Stands;
use crate::exchange::markdown::doc::Piece;
use crate::exchange::markdown::{own, shown, spans, writing};

impl Reading<'_> {
    pub(super) fn heading(&mut self, piece: &Piece, level: u8) {
        self.goes_on = false;
        let text = shown::tidy(&spans::plain(&piece.spans).replace('\n', " "), str::trim);
        let own_block = spans::comments(&piece.spans).find_map(own::read_block);
        let own_block = own_block.filter(|_| self.own.is_some());
        if own_block.is_none() {
            self.tell_comments(piece);
        }
        if let Some(block) = own_block {
            self.begin(Section::Block {
                stands: Stands::In(block),
                level,
            });
        } else if self.own.is_some() && level <= 2 && !self.seen.contains(&Once::Title) {
            self.seen.insert(Once::Title);
            self.own_title(&text, piece.line);
        } else if self.knows(&text) {
            self.block(&text, level, piece.line);
        } else {
            self.other_heading(&text, level, piece.line);
        }
    }

    /// The heading of the own form: the kind's title, a dash, the title.
    fn own_title(&mut self, text: &str, line: usize) {
        let parted = text.split_once(writing::DASH);
        let parted = parted.or_else(|| Some((text.strip_suffix(writing::DASH.trim_end())?, "")));
        let is_kind = |words: &str| {
            kind_and_title(words, self.kinds).is_some_and(|(_, title)| title.is_empty())
        };
        let (kind, title) = match parted {
            Some(parted) => parted,
            None if is_kind(text) => (text, ""),
            None => ("", text),
        };
        if !kind.is_empty() && !is_kind(kind) {
            self.leave_out(line, format!("what kind of canvas it is: {kind}"));
        }
        let before = std::mem::replace(&mut self.found.header.title, title.to_owned());
        if !before.is_empty() && before != title {
            self.leave_out(line, format!("another title: {before}"));
        }
    }

    /// Begins the block that is called this.
    pub(in crate::exchange::markdown) fn block(&mut self, heading: &str, level: u8, line: usize) {
        let stands = Stands::Under(heading.to_owned());
        self.begin(Section::Block { stands, level });
        self.tell_unnamed(heading, line);
    }

    /// Tells what of a heading is no name of its block: what stands in or before brackets may be another one.
    pub(in crate::exchange::markdown) fn tell_unnamed(&mut self, heading: &str, line: usize) {
        const BRACKETS: [char; 10] = ['(', ')', '（', '）', '[', ']', '【', '】', '{', '}'];
        let is_lost = |part: &&str| part.chars().any(char::is_alphabetic) && !self.knows(part);
        let lost: Vec<&str> = heading.split(BRACKETS).filter(is_lost).collect();
        if !lost.is_empty() {
            self.leave_out(
                line,
                format!("of the heading {heading:?}: {}", lost.join(", ")),
            );
        }
    }

    fn begin(&mut self, section: Section) {
        self.end_heading();
        self.section = section;
        self.group = None;
        self.label = None;
        self.goes_on = false;
    }

    /// Tells of a heading below which there was nothing.
    pub(super) fn end_heading(&mut self) {
        if let Some((heading, line)) = self.pending.take() {
            self.leave_out(line, format!("a heading with no notes: {heading}"));
        }
    }

    pub(super) fn other_heading(&mut self, text: &str, level: u8, line: usize) {
        if text.is_empty() {
            return;
        }
        if let Some((_, title)) = kind_and_title(text, self.kinds).filter(|_| self.is_at_top()) {
            self.seen.insert(Once::Kind);
            self.title(title, line);
            return;
        }
        if self.is_at_top() && level < self.blocks_from && self.found.header.title.is_empty() {
            self.title(text, line);
            return;
        }
        match &self.section {
            Section::Block { level: block, .. } if level > *block => {
                self.end_heading();
                self.group = Some(text.to_owned());
            }
            Section::Top | Section::Block { .. } | Section::Other(_) => {
                self.begin(Section::Other(text.to_owned()));
            }
        }
        self.pending = Some((text.to_owned(), line));
    }

    fn is_at_top(&self) -> bool {
        match &self.section {
            Section::Top => true,
            // Such as a summary before the canvas.
            Section::Other(_) => !self.seen.contains(&Once::Kind),
            Section::Block { .. } => false,
        }
    }

    fn title(&mut self, title: &str, line: usize) {
        self.begin(Section::Top);
        if self.found.header.title.is_empty() {
            title.clone_into(&mut self.found.header.title);
        } else if !title.is_empty() && self.found.header.title != title {
            self.leave_out(line, format!("a second title: {title}"));
        }
    }
}
