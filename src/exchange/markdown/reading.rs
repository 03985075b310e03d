//! What a document says, as notes.
//!
//! Headings that name a block begin it. Below them each item and each paragraph is a note; nested items are further lines
//! of theirs, or notes with a tag where the item above them only names them (`Direct:`). Nothing is dropped in silence:
//! what becomes neither a note nor a field is told.

mod drafts;
mod items;
mod kind;

use std::collections::BTreeSet;

use super::doc::{Part, Piece, Role};
use super::own;
use super::spans::{self, Span};
use super::{events, front, labels, shown, tables, writing};
use crate::exchange::found::tag;
use crate::exchange::naming::{Kinds, Names};
use crate::exchange::{Found, FoundNote, Import, Remark, Stands};
use crate::model::canvas::Canvas;
use crate::model::header::HeaderField;
use crate::model::id::BlockId;
use drafts::{Draft, keep_ids_once, rank};
use kind::{kind_and_title, kind_of};

/// Lines up to so many characters are lines by intent; longer ones were broken to fit a page.
const SHORT: usize = 60;
/// The most characters of a label that is taken for one.
const LABEL: usize = 30;
/// The level of a heading that is a line in bold; true ones go to 6.
const BOLD_LINE: u8 = 7;
/// What a lead-in counts as: it ends at the next heading of any kind.
const LEAD_IN: u8 = 8;

pub(super) fn read(text: &str, kinds: &Kinds) -> Import {
    let (parts, remarks) = events::document(text);
    let own = parts.iter().find_map(whole);
    let mut reading = Reading::of(&parts, kinds, own);
    for part in parts {
        reading.part(part);
    }
    reading.finish(remarks)
}

/// The data of the canvas, where the part has it.
fn whole(part: &Part) -> Option<Canvas> {
    let of = |piece: &Piece| {
        let mut found = spans::comments(&piece.spans).filter_map(own::read_canvas);
        found.find_map(Result::ok)
    };
    match part {
        Part::Text(piece) => of(piece),
        Part::Table(table) => {
            let mut cells = table.rows.iter().flat_map(|row| &row.cells).flatten();
            cells.find_map(of)
        }
        Part::Front(_) => None,
    }
}

/// What is being read.
#[derive(Clone, Debug)]
enum Section {
    /// Nothing yet.
    Top,
    /// A block.
    Block { stands: Stands, level: u8 },
    /// A heading that names none.
    Other(String),
}

/// What a document has once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Once {
    /// The title in the own form.
    Title,
    /// A heading that names the kind: what follows is the canvas.
    Kind,
    /// The data of the canvas.
    Data,
}

/// Where notes stood before a cell of a table.
pub(super) struct Before {
    section: Section,
    group: Option<String>,
}

pub(super) struct Reading<'k> {
    kinds: &'k Kinds,
    /// What the blocks are called in the kind that the file is of.
    names: Option<&'k Names>,
    /// The canvas without its notes, where the file is of the own form.
    own: Option<Canvas>,
    pub(super) found: Found,
    section: Section,
    /// A heading or label in a block that gives what follows a tag.
    group: Option<String>,
    /// A heading of which nothing was taken up to now, with its line.
    pending: Option<(String, usize)>,
    /// The item above nested ones that only names them.
    label: Option<String>,
    drafts: Vec<Draft>,
    /// Whether the last draft is an item that can go on.
    goes_on: bool,
    /// Headings above this level are none of blocks.
    blocks_from: u8,
    /// What has been passed of what there is once.
    seen: BTreeSet<Once>,
}

impl<'k> Reading<'k> {
    fn of(parts: &[Part], kinds: &'k Kinds, own: Option<Canvas>) -> Self {
        let kind = kind_of(parts, kinds, own.as_ref());
        let names = kinds.names_of(kind);
        let is_block = |heading: &str| names.is_some_and(|names| names.block(heading).is_some());
        let level = |part: &Part| match part {
            Part::Text(Piece {
                role: Role::Heading(level),
                spans,
                ..
            }) => is_block(&spans::plain(spans)).then_some(*level),
            Part::Text(_) | Part::Table(_) | Part::Front(_) => None,
        };
        Self {
            kinds,
            names,
            own,
            found: Found {
                kind: Some(kind.id().as_str().to_owned()),
                ..Found::default()
            },
            section: Section::Top,
            group: None,
            pending: None,
            label: None,
            drafts: Vec::new(),
            goes_on: false,
            blocks_from: parts.iter().filter_map(level).min().unwrap_or(BOLD_LINE),
            seen: BTreeSet::new(),
        }
    }

    fn part(&mut self, part: Part) {
        match part {
            Part::Text(piece) => self.piece(piece),
            Part::Table(table) => {
                self.goes_on = false;
                tables::take(&table, self);
            }
            Part::Front(text) => front::take(&text, 2, &mut self.found),
        }
    }

    pub(super) fn piece(&mut self, piece: Piece) {
        match piece.role {
            Role::Heading(level) => self.heading(&piece, level),
            Role::Paragraph => self.paragraph(&piece),
            Role::Item(depth) => self.item(piece, depth),
            Role::More(depth) => self.more(piece, depth),
            Role::Code => {
                self.tell_comments(&piece);
                self.note(spans::plain(&piece.spans).trim_end(), piece.line);
            }
        }
    }

    /// Whether the kind calls a block so.
    pub(super) fn knows(&self, heading: &str) -> bool {
        let words = heading.trim();
        self.names.is_some_and(|names| names.block(words).is_some())
    }

    fn heading(&mut self, piece: &Piece, level: u8) {
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
    pub(super) fn block(&mut self, heading: &str, level: u8, line: usize) {
        let stands = Stands::Under(heading.to_owned());
        self.begin(Section::Block { stands, level });
        self.tell_unnamed(heading, line);
    }

    /// Tells what of a heading is no name of its block: what stands in or before brackets may be another one.
    pub(super) fn tell_unnamed(&mut self, heading: &str, line: usize) {
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
    fn end_heading(&mut self) {
        if let Some((heading, line)) = self.pending.take() {
            self.leave_out(line, format!("a heading with no notes: {heading}"));
        }
    }

    fn other_heading(&mut self, text: &str, level: u8, line: usize) {
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

    fn paragraph(&mut self, piece: &Piece) {
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
            let of_line = Piece {
                spans: line.to_vec(),
                ..piece.clone()
            };
            if !self.is_guidance(&of_line) {
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
    pub(super) fn is_guidance(&mut self, piece: &Piece) -> bool {
        let text = spans::plain(&piece.spans);
        let text = text.trim();
        let asks = text.ends_with(['?', '？']) && spans::all(&piece.spans, |span| span.italic);
        let is_placeholder = piece.role == Role::Paragraph && is_in_brackets(text);
        if asks || is_placeholder {
            self.leave_out(piece.line, format!("a question of the template: {text}"));
        }
        asks || is_placeholder
    }

    pub(super) fn leave_out(&mut self, line: usize, what: String) {
        let line = Some(line);
        self.found.remarks.push(Remark::LeftOut { line, what });
    }

    /// Adds a note to the section that is being read.
    pub(super) fn note(&mut self, text: &str, line: usize) {
        let text = text.trim_end();
        let stands = match &self.section {
            Section::Block { stands, .. } => stands.clone(),
            Section::Other(heading) => Stands::Under(heading.clone()),
            Section::Top if text.is_empty() => Stands::In(BlockId::parking()),
            Section::Top => {
                self.found.remarks.push(Remark::Changed {
                    line: Some(line),
                    what: "this stands in no block: it is in the parking list".to_owned(),
                });
                Stands::In(BlockId::parking())
            }
        };
        if text.trim().is_empty() && self.own.is_none() {
            return;
        }
        self.pending = None;
        self.draft(stands, text);
        if let Some(group) = self.group.clone() {
            self.tag_last(&group, line);
        }
    }

    /// Has what follows stand elsewhere for a while: in the cell of a table. What it was before.
    pub(super) fn section_in(&mut self, stands: Option<Stands>) -> Before {
        let before = Before {
            section: self.section.clone(),
            group: self.group.clone(),
        };
        if let Some(stands) = stands {
            let level = BOLD_LINE - 1;
            self.section = Section::Block { stands, level };
            self.group = None;
        }
        before
    }

    pub(super) fn section_back(&mut self, before: Before) {
        self.section = before.section;
        self.group = before.group;
    }

    /// Whether a heading has named a block.
    pub(super) fn is_in_block(&self) -> bool {
        match &self.section {
            Section::Block { level, .. } => *level < LEAD_IN,
            Section::Top | Section::Other(_) => false,
        }
    }

    pub(super) fn draft(&mut self, stands: Stands, text: &str) {
        self.drafts.push(Draft {
            stands,
            text: text.to_owned(),
            tags: BTreeSet::new(),
            badges: Vec::new(),
            attached: None,
        });
    }

    /// Gives the last note what it was listed under as a tag.
    pub(super) fn tag_last(&mut self, label: &str, line: usize) {
        let tag = tag(label);
        let is_whole = tag.as_deref() == Some(label);
        if let Some(draft) = self.drafts.last_mut() {
            draft.tags.extend(tag.clone());
        }
        if !is_whole {
            let what = format!(
                "the tag {:?} is short for {label:?}",
                tag.unwrap_or_default()
            );
            let remark = Remark::Changed {
                line: Some(line),
                what,
            };
            if !self.found.remarks.contains(&remark) {
                self.found.remarks.push(remark);
            }
        }
    }

    fn finish(mut self, remarks: Vec<Remark>) -> Import {
        self.end_heading();
        let drafts = std::mem::take(&mut self.drafts);
        let is_own = self.own.is_some();
        let mut notes: Vec<FoundNote> =
            drafts.into_iter().map(|draft| draft.note(is_own)).collect();
        if is_own {
            keep_ids_once(&mut notes);
            rank(&mut notes);
        }
        let mut found = self.found;
        found.notes = notes;
        found.remarks.extend(remarks);
        found.remarks.sort_by_key(line_of);
        let header = found.header.clone();
        let mut import = found.seat(self.kinds);
        if let Some(own) = self.own {
            import.canvas.kind = own.kind;
            import.canvas.conflicts = own.conflicts;
            for (name, value) in own.extra {
                let before = import.canvas.extra.insert(name.clone(), value);
                import.remarks.extend(before.map(|before| Remark::LeftOut {
                    line: None,
                    what: format!("{name}: {before}"),
                }));
            }
            for field in HeaderField::ALL {
                let exact = own.header.get(field);
                let is_same = shown::line_as_read(&exact) == shown::line(&header.get(field));
                if is_same {
                    // What the program wrote, its own reader takes.
                    let _ = import.canvas.header.set(field, &exact);
                }
            }
        }
        import
    }
}

fn line_of(remark: &Remark) -> usize {
    match remark {
        Remark::LeftOut { line, .. } | Remark::Changed { line, .. } => line.unwrap_or(0),
        Remark::Parked { .. } | Remark::Kept { .. } => 0,
    }
}

/// The line without a sign of a list that Markdown does not know.
pub(super) fn unbulleted(line: &str) -> &str {
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
