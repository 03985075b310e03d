//! What a document says, as notes.
//!
//! Headings that name a block begin it. Below them each item and each paragraph is a note; nested items are further lines
//! of theirs, or notes with a tag where the item above them only names them (`Direct:`). Nothing is dropped in silence:
//! what becomes neither a note nor a field is told.

mod aside;
mod drafts;
mod headings;
mod items;
mod kind;
mod lazy;
mod paragraphs;

use std::collections::{BTreeMap, BTreeSet};

use super::doc::{Part, Piece, Role};
use super::own;
use super::spans;
use super::{events, front, shown, tables};
use crate::exchange::found::tag;
use crate::exchange::naming::{Kinds, Names};
use crate::exchange::{Found, FoundNote, Import, Remark, Stands};
use crate::model::canvas::Canvas;
use crate::model::header::HeaderField;
use crate::model::id::BlockId;
use aside::Template;
use drafts::{Draft, keep_ids_once, rank};
use headings::headed;
use kind::kind_of;
pub(super) use paragraphs::unbulleted;

/// Lines up to so many characters are lines by intent; longer ones were broken to fit a page.
const SHORT: usize = 60;
/// The most characters of a label that is taken for one.
const LABEL: usize = 30;
/// The level of a heading that is a line in bold; true ones go to 6.
const BOLD_LINE: u8 = 7;
/// What a lead-in counts as: it ends at the next heading of any kind.
const LEAD_IN: u8 = 8;
/// Where a note without a block is.
const PARKED: &str = ": it is in the parking list";
/// What an item counts as that names a block above those in it.
const LISTED: u8 = 9;

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
    /// What stands behind a line across the page, at the end of a block.
    Behind,
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
#[derive(Clone, Debug)]
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
    /// The blocks that have a heading, each with its level.
    headed: BTreeMap<BlockId, u8>,
    template: Template,
    /// Whether nothing was read since the last heading.
    is_first: bool,
    /// How many notes there were when the section began.
    begun: usize,
    /// How deep in lists the heading of the block stands.
    inside: usize,
    /// Where notes stood before a list that has a block in each item.
    listed: Option<Before>,
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
                role: Role::Heading(level) | Role::Titled(level, _),
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
            headed: headed(parts, names),
            template: Template::of(parts, names),
            is_first: false,
            begun: 0,
            inside: 0,
            listed: None,
            seen: BTreeSet::new(),
        }
    }

    fn part(&mut self, part: Part) {
        match part {
            Part::Text(piece) => self.piece(piece),
            Part::Table(table) => {
                self.goes_on = false;
                self.is_first = false;
                self.leave_list();
                tables::take(&table, self);
            }
            Part::Front(text) => front::take(&text, 2, &mut self.found),
        }
    }

    pub(super) fn piece(&mut self, piece: Piece) {
        let is_in_list = piece.role.is_item() && self.own.is_none();
        if is_in_list && self.begins_below(&piece.spans).is_some() {
            self.parted(&piece);
        } else {
            self.whole_piece(piece);
        }
    }

    fn whole_piece(&mut self, piece: Piece) {
        let is_heading = piece.role.is_heading();
        match piece.role {
            Role::Heading(level) => {
                self.inside = 0;
                self.heading(&piece, level);
            }
            Role::Titled(level, depth) => self.titled(piece, level, depth),
            Role::Paragraph => self.paragraph(&piece),
            Role::Item(depth) => {
                let depth = self.depth_here(depth);
                self.item(piece, depth);
            }
            Role::More(depth) if self.inside > 0 && depth == self.inside => self.paragraph(&piece),
            Role::More(depth) => self.more(piece, depth.saturating_sub(self.inside)),
            Role::Code => {
                self.tell_comments(&piece);
                self.note(spans::plain(&piece.spans).trim_end(), piece.line);
            }
        }
        self.is_first = is_heading;
    }

    /// Whether the kind calls a block so.
    pub(super) fn knows(&self, heading: &str) -> bool {
        let words = heading.trim();
        self.names.is_some_and(|names| names.block(words).is_some())
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
            Section::Behind if text.is_empty() => Stands::In(BlockId::parking()),
            Section::Top => self.parked("this stands in no block", line),
            Section::Behind => self.parked("this stands behind the end of a block", line),
        };
        if text.trim().is_empty() && self.own.is_none() {
            return;
        }
        self.pending = None;
        self.draft(stands, text, line);
        if let Some(group) = self.group.clone() {
            self.tag_last(&group, line);
        }
    }

    /// Says why the next note is parked.
    fn parked(&mut self, why: &str, line: usize) -> Stands {
        self.found.remarks.push(Remark::Changed {
            line: Some(line),
            what: format!("{why}{PARKED}"),
        });
        Stands::In(BlockId::parking())
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

    /// Whether nothing that names a section was read yet.
    pub(super) fn is_above_all(&self) -> bool {
        match &self.section {
            Section::Top => true,
            Section::Block { .. } | Section::Behind | Section::Other(_) => false,
        }
    }

    /// Whether a heading has named a block.
    pub(super) fn is_in_block(&self) -> bool {
        match &self.section {
            Section::Block { level, .. } => *level < LEAD_IN,
            Section::Top | Section::Behind | Section::Other(_) => false,
        }
    }

    /// How many notes there are.
    pub(super) fn notes(&self) -> usize {
        self.drafts.len()
    }

    pub(super) fn draft(&mut self, stands: Stands, text: &str, line: usize) {
        self.drafts.push(Draft {
            stands,
            line,
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
            self.found.say(remark);
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
        Remark::LeftOut { line, .. }
        | Remark::Changed { line, .. }
        | Remark::Unshown { line, .. } => line.unwrap_or(0),
        Remark::Parked { .. } | Remark::Kept { .. } => 0,
    }
}
