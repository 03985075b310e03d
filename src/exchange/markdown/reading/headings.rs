//! Headings: which of them begin a block, which only part one, and which say what the canvas is.

use std::collections::BTreeMap;

use super::kind::kind_and_title;
use super::{BOLD_LINE, LEAD_IN, Once, Reading, SHORT, Section};
use crate::exchange::Stands;
use crate::exchange::markdown::doc::{Part, Piece, Role};
use crate::exchange::markdown::{labels, own, shown, spans, writing};
use crate::exchange::naming::Names;
use crate::model::id::BlockId;

/// What parts a block's name from what else a heading says.
const PARTS: [&str; 9] = [" / ", " | ", " — ", " – ", " - ", ": ", "：", "/", "|"];

/// The part of a heading that names a block, and the rest of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named<'h> {
    pub(super) name: &'h str,
    pub(super) rest: &'h str,
}

/// What of a heading names its block: all of it, or what stands on one side of a dash, a colon or a stroke.
pub(super) fn named<'h>(heading: &'h str, names: &Names) -> Option<Named<'h>> {
    if names.block(heading).is_some() {
        let (name, rest) = (heading, "");
        return Some(Named { name, rest });
    }
    PARTS.into_iter().find_map(|part| {
        let (before, after) = heading.split_once(part)?;
        let takes_both = matches!(part.trim(), "/" | "|");
        // Block 1: Customer Segments
        let is_counted = || {
            before
                .trim_end()
                .ends_with(|char: char| char.is_ascii_digit())
        };
        let first = Named {
            name: before.trim(),
            rest: after.trim(),
        };
        let second = Named {
            name: after.trim(),
            rest: before.trim(),
        };
        match (names.block(before), names.block(after)) {
            (Some(one), Some(other)) => (one == other).then_some(first),
            (Some(_), None) => Some(first),
            (None, Some(_)) => (takes_both || is_counted()).then_some(second),
            (None, None) => None,
        }
    })
}

/// The blocks that headings name, each with the highest level of those.
pub(super) fn headed(parts: &[Part], names: Option<&Names>) -> BTreeMap<BlockId, u8> {
    let mut headed: BTreeMap<BlockId, u8> = BTreeMap::new();
    for part in parts {
        let Part::Text(piece) = part else {
            continue;
        };
        let (Role::Heading(level) | Role::Titled(level, _)) = piece.role else {
            continue;
        };
        let heading = words(piece);
        let named = names.and_then(|names| names.block(named(&heading, names)?.name));
        if let Some(block) = named {
            let highest = headed.entry(block).or_insert(level);
            *highest = level.min(*highest);
        }
    }
    headed
}

/// The heading in one line.
fn words(piece: &Piece) -> String {
    shown::tidy(&spans::plain(&piece.spans).replace('\n', " "), str::trim)
}

impl Reading<'_> {
    pub(super) fn heading(&mut self, piece: &Piece, level: u8) {
        self.goes_on = false;
        let text = words(piece);
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
        } else if let Some(Named { name, rest }) = self.named_by(&text, level) {
            self.block(name, level, piece.line);
            self.tell_rest(&text, rest, piece.line);
        } else {
            self.other_heading(&text, level, piece.line);
        }
    }

    /// The block that a heading of this level begins. In a block only a whole name begins another.
    fn named_by<'h>(&self, heading: &'h str, level: u8) -> Option<Named<'h>> {
        let named = named(heading, self.names?)?;
        let is_deeper = match &self.section {
            Section::Block { level: outer, .. } => *outer < level,
            Section::Top | Section::Behind | Section::Other(_) => false,
        };
        let is_part = is_deeper && !named.rest.is_empty();
        (!is_part && !self.is_within(named.name, level)).then_some(named)
    }

    /// Whether what would begin a block only parts the one that is being read: it stands deeper than that one's heading,
    /// and the block that it names has such a heading elsewhere.
    pub(super) fn is_within(&self, name: &str, level: u8) -> bool {
        let outer = match &self.section {
            Section::Block { level: outer, .. } if *outer < level && *outer < BOLD_LINE => *outer,
            Section::Block { .. } | Section::Top | Section::Behind | Section::Other(_) => {
                return false;
            }
        };
        let block = self.names.and_then(|names| names.block(name));
        let own = block.and_then(|block| self.headed.get(&block));
        own.is_some_and(|own| *own <= outer)
    }

    fn tell_rest(&mut self, heading: &str, rest: &str, line: usize) {
        if rest.chars().any(char::is_alphanumeric) {
            self.leave_out(line, format!("of the heading {heading:?}: {rest}"));
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
    pub(super) fn tell_unnamed(&mut self, heading: &str, line: usize) {
        let lost = self.names.map(|names| names.unsaid(heading));
        let lost = lost.unwrap_or_default();
        if !lost.is_empty() {
            self.leave_out(
                line,
                format!("of the heading {heading:?}: {}", lost.join(", ")),
            );
        }
    }

    pub(super) fn begin(&mut self, section: Section) {
        self.end_heading();
        self.section = section;
        self.group = None;
        self.label = None;
        self.listed = None;
        self.goes_on = false;
        self.begun = self.drafts.len();
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
        // Where no heading names a block, those below that of the canvas are no titles.
        let has_blocks = self.blocks_from < BOLD_LINE || !self.seen.contains(&Once::Kind);
        let may_be_title = has_blocks && labels::field(text).is_none();
        if self.is_at_top() && level < self.blocks_from && may_be_title && self.has_no_title() {
            self.title(text, line);
            return;
        }
        match &self.section {
            Section::Block { level: block, .. } if level > *block => {
                self.end_heading();
                self.group = Some(text.to_owned());
            }
            Section::Top | Section::Behind | Section::Block { .. } | Section::Other(_) => {
                self.begin(Section::Other(text.to_owned()));
            }
        }
        self.pending = Some((text.to_owned(), line));
    }

    fn has_no_title(&self) -> bool {
        self.found.header.title.is_empty()
    }

    fn is_at_top(&self) -> bool {
        match &self.section {
            Section::Top => true,
            // Such as a summary before the canvas.
            Section::Other(_) => !self.seen.contains(&Once::Kind),
            Section::Block { .. } | Section::Behind => false,
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

    /// A line in bold is a heading where it names a block, or where it stands alone and says no sentence.
    pub(super) fn bold_line(&mut self, text: &str, line: usize, of: usize) -> bool {
        let heading = text.trim_end_matches([':', '：']);
        if self.knows(text) && !self.is_within(text, BOLD_LINE) {
            self.block(heading, BOLD_LINE, line);
            return true;
        }
        let alone = of == 1 && text.chars().count() <= SHORT && !is_sentence(text);
        if alone {
            self.other_heading(heading, BOLD_LINE, line);
        }
        alone
    }

    /// Takes a bold label and what follows it for a block with its first note.
    pub(super) fn lead_in(&self, label: &str, is_bold: bool) -> bool {
        let begins = is_bold || !matches!(self.section, Section::Block { level: 0..=6, .. });
        begins && self.knows(label) && !self.is_within(label, LEAD_IN)
    }

    /// Whether a heading above the blocks is the name of a field, whose value stands below it: `Project name`.
    pub(super) fn field_above(&self) -> Option<String> {
        let (heading, _) = self.pending.as_ref()?;
        let is_open = match &self.section {
            Section::Other(_) => self.drafts.is_empty() && self.own.is_none(),
            Section::Top | Section::Behind | Section::Block { .. } => false,
        };
        let field = labels::field(heading).filter(|_| is_open)?;
        let is_free = self.found.header.get(field).is_empty();
        is_free.then(|| heading.clone())
    }
}

/// Whether the words are said rather than head what follows: in quotes, or with a full stop.
fn is_sentence(text: &str) -> bool {
    text.starts_with(['"', '“', '„', '«', '「', '『', '‘'])
        || text.ends_with(['.', '!', '。', '！'])
}
