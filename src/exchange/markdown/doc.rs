//! A document as a flat list of its parts, whatever they are written in: built from the beginnings and ends of elements.
//!
//! Nothing here calls itself: a document may nest as deep as it likes. What does not fit, such as an end without a
//! beginning, does no harm.

use super::grid::{Extent, Over, lay_out};
use super::spans::{Aim, Span, SpanKind, have_words, plain};
use crate::exchange::Remark;

/// A part of a document.
#[derive(Clone, Debug)]
pub(super) enum Part {
    Text(Piece),
    Table(Table),
    /// What stands above the document between two lines of `---`.
    Front(String),
}

/// A heading, a paragraph, an item.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) role: Role,
    pub(super) spans: Vec<Span>,
    /// Where it begins, counted from 1.
    pub(super) line: usize,
    /// Whether it is an item that is ticked off.
    pub(super) checked: bool,
    /// Whether a line across the page stands before it.
    pub(super) behind_rule: bool,
}

impl Piece {
    /// These spans of it, as a paragraph.
    pub(super) fn part(&self, spans: Vec<Span>) -> Self {
        Self {
            role: Role::Paragraph,
            spans,
            line: self.line,
            checked: self.checked,
            behind_rule: false,
        }
    }
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A heading of this level, from 1.
    Heading(u8),
    /// A heading of this level that begins an item, this deep in lists.
    Titled(u8, usize),
    /// A paragraph of its own.
    Paragraph,
    /// The beginning of an item, this deep in lists, from 1.
    Item(usize),
    /// What follows in such an item.
    More(usize),
    /// Text that keeps its blanks.
    Code,
}

impl Role {
    /// Whether it is a heading of any level.
    pub(super) fn is_heading(self) -> bool {
        match self {
            Self::Heading(_) | Self::Titled(..) => true,
            Self::Paragraph | Self::Item(_) | Self::More(_) | Self::Code => false,
        }
    }

    /// Whether it is in a list.
    pub(super) fn is_item(self) -> bool {
        match self {
            Self::Item(_) | Self::More(_) => true,
            Self::Heading(_) | Self::Titled(..) | Self::Paragraph | Self::Code => false,
        }
    }
}

/// A table. Its cells hold what documents hold, but for tables.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) line: usize,
    pub(super) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// Whether it names its columns.
    pub(super) is_head: bool,
    pub(super) cells: Vec<Vec<Piece>>,
    /// How far each cell reaches, while the table is being read.
    pub(super) extents: Vec<Extent>,
    /// What each cell is in the grid.
    pub(super) over: Vec<Over>,
}

/// Puts a document together.
#[derive(Default)]
pub(super) struct Builder {
    parts: Vec<Part>,
    /// What was left out on the way.
    pub(super) remarks: Vec<Remark>,
    /// The line that is being read, counted from 1.
    pub(super) line: usize,
    spans: Vec<Span>,
    began: usize,
    bold: usize,
    italic: usize,
    quotes: usize,
    seam: Seam,
    heading: Option<u8>,
    code: bool,
    checked: bool,
    lists: usize,
    /// The items that are open, each with whether anything of it was seen.
    items: Vec<bool>,
    table: Option<Table>,
    tables: usize,
    cell: Where,
    links: Vec<Link>,
    /// Whether what comes is no part of the span before it.
    apart: bool,
}

/// What stands between a piece and the one before it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Seam {
    #[default]
    Open,
    /// A line across the page.
    Rule,
}

/// Whether what is read is in a cell of a table.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Where {
    #[default]
    Outside,
    Inside,
}

/// A link whose words are being read.
struct Link {
    target: String,
    aim: Aim,
    /// How many spans there were before it.
    from: usize,
}

impl Builder {
    /// The document, with what was left out of it.
    pub(super) fn finish(mut self) -> (Vec<Part>, Vec<Remark>) {
        self.flush();
        self.close_table();
        (self.parts, self.remarks)
    }

    pub(super) fn text(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.end_line(if self.code {
                    SpanKind::Hard
                } else {
                    SpanKind::Soft
                });
            }
            self.span(SpanKind::Text, line);
        }
    }

    pub(super) fn code(&mut self, text: &str) {
        self.span(SpanKind::Code, text);
    }

    pub(super) fn comment(&mut self, text: &str) {
        self.span(SpanKind::Comment, text);
    }

    /// Ends a line, of the file or of the text.
    pub(super) fn end_line(&mut self, kind: SpanKind) {
        self.span(kind, "");
    }

    fn span(&mut self, kind: SpanKind, text: &str) {
        let is_break = matches!(kind, SpanKind::Soft | SpanKind::Lazy | SpanKind::Hard);
        if (text.is_empty() && !is_break) || (self.spans.is_empty() && is_break) {
            return;
        }
        if self.spans.is_empty() {
            self.began = self.line;
        }
        let (bold, italic, quoted) = (self.bold > 0, self.italic > 0, self.quotes > 0);
        // A parser may hand out a text in many pieces.
        match self.spans.last_mut() {
            Some(last)
                if kind == SpanKind::Text
                    && !self.apart
                    && last.kind == kind
                    && (last.bold, last.italic) == (bold, italic) =>
            {
                last.text.push_str(text);
            }
            Some(_) | None => self.spans.push(Span {
                kind,
                text: text.to_owned(),
                bold,
                italic,
                quoted,
                aim: Aim::Out,
            }),
        }
        self.apart = false;
    }

    pub(super) fn bold(&mut self, on: bool) {
        self.bold = counted(self.bold, on);
    }

    pub(super) fn italic(&mut self, on: bool) {
        self.italic = counted(self.italic, on);
    }

    /// A quote counts as emphasis: what others say, mostly what a template asks.
    pub(super) fn quote(&mut self, on: bool) {
        self.flush();
        self.italic(on);
        self.quotes = counted(self.quotes, on);
    }

    pub(super) fn heading(&mut self, level: Option<u8>) {
        self.flush();
        self.heading = level;
    }

    /// Begins or ends a paragraph, or anything else of its own.
    pub(super) fn block(&mut self) {
        self.flush();
    }

    /// A line across the page.
    pub(super) fn rule(&mut self) {
        self.flush();
        self.seam = Seam::Rule;
    }

    pub(super) fn code_block(&mut self, on: bool) {
        self.flush();
        self.code = on;
    }

    pub(super) fn list(&mut self, on: bool) {
        self.flush();
        self.lists = counted(self.lists, on);
    }

    pub(super) fn item(&mut self, on: bool) {
        self.flush();
        if on {
            self.items.push(false);
        } else {
            self.items.pop();
        }
        self.checked = false;
    }

    pub(super) fn is_in_item(&self) -> bool {
        !self.items.is_empty()
    }

    pub(super) fn tick(&mut self, checked: bool) {
        self.checked = checked;
    }

    pub(super) fn link(&mut self, target: Option<String>) {
        match target {
            Some(target) => {
                let aim = match target.strip_prefix('#') {
                    Some(_) => Aim::Within,
                    None => Aim::Out,
                };
                self.open_link(target, aim);
            }
            None => self.end_link(),
        }
        self.apart = true;
    }

    /// Begins what stands for a picture; it ends as links do.
    pub(super) fn picture(&mut self, target: String) {
        // In a link it is a badge.
        if let Some(link) = self.links.last_mut() {
            link.aim = Aim::Badge;
        }
        self.open_link(target, Aim::Out);
        self.apart = true;
    }

    fn open_link(&mut self, target: String, aim: Aim) {
        let from = self.spans.len();
        self.links.push(Link { target, aim, from });
    }

    /// Says where the link leads, unless its words do.
    fn end_link(&mut self) {
        let Some(Link { target, aim, from }) = self.links.pop() else {
            return;
        };
        self.say_target(&target, from);
        for span in self.spans.iter_mut().skip(from) {
            span.aim = aim;
        }
    }

    fn say_target(&mut self, target: &str, from: usize) {
        let words = self.spans.get(from..).unwrap_or_default();
        let said = plain(words).trim() == target.trim_start_matches("mailto:");
        if target.is_empty() || said {
            return;
        }
        if self.heading.is_some() || (self.cell == Where::Inside && self.bold > 0) {
            self.leave_out(format!("where a heading leads: {target}"));
        } else if have_words(words) {
            self.text(&format!(" ({target})"));
        } else {
            self.text(target);
        }
    }

    pub(super) fn front(&mut self, text: String) {
        self.flush();
        self.parts.push(Part::Front(text));
    }

    pub(super) fn leave_out(&mut self, what: String) {
        let line = Some(self.line);
        self.remarks.push(Remark::LeftOut { line, what });
    }

    pub(super) fn table(&mut self, on: bool) {
        self.flush();
        self.tables = counted(self.tables, on);
        if self.tables == 0 {
            self.close_table();
        } else if self.table.is_none() {
            self.table = Some(Table {
                line: self.line,
                rows: Vec::new(),
            });
        }
    }

    pub(super) fn row(&mut self, is_head: bool) {
        self.flush();
        if self.tables > 1 {
            return;
        }
        self.cell = Where::Outside;
        let table = self.open_table();
        table.rows.push(Row {
            is_head,
            ..Row::default()
        });
    }

    pub(super) fn cell(&mut self, on: bool) {
        self.cell_over(on, Extent::default());
    }

    /// Begins or ends a cell that reaches so far.
    pub(super) fn cell_over(&mut self, on: bool, extent: Extent) {
        self.flush();
        if self.tables > 1 {
            return;
        }
        self.cell = if on { Where::Inside } else { Where::Outside };
        if on {
            let table = self.open_table();
            if table.rows.is_empty() {
                table.rows.push(Row::default());
            }
            if let Some(row) = table.rows.last_mut() {
                row.cells.push(Vec::new());
                row.extents.push(extent);
            }
        }
    }

    /// A row or cell without its table begins one.
    fn open_table(&mut self) -> &mut Table {
        self.tables = self.tables.max(1);
        let line = self.line;
        self.table.get_or_insert_with(|| Table {
            line,
            rows: Vec::new(),
        })
    }

    fn close_table(&mut self) {
        self.cell = Where::Outside;
        self.tables = 0;
        self.seam = Seam::Open;
        let table = self.table.take().map(|mut table| {
            lay_out(&mut table);
            table
        });
        self.parts.extend(table.map(Part::Table));
    }

    /// Ends the piece that is being read. An item with nothing in it but a comment is one, too.
    fn flush(&mut self) {
        for link in std::mem::take(&mut self.links) {
            self.leave_out(format!("where a link leads: {}", link.target));
        }
        let spans = std::mem::take(&mut self.spans);
        let has_comment = spans.iter().any(|span| span.kind == SpanKind::Comment);
        if !have_words(&spans) && !has_comment {
            return;
        }
        let depth = self.items.len();
        let role = match (self.heading, self.items.last_mut()) {
            (Some(level), None) => Role::Heading(level),
            (heading, Some(seen)) if !*seen => {
                *seen = true;
                heading.map_or(Role::Item(depth), |level| Role::Titled(level, depth))
            }
            (_, Some(_)) => Role::More(depth),
            (None, None) if self.code => Role::Code,
            (None, None) => Role::Paragraph,
        };
        let piece = Piece {
            role,
            spans,
            line: self.began,
            checked: std::mem::take(&mut self.checked),
            behind_rule: std::mem::take(&mut self.seam) == Seam::Rule,
        };
        let cell = self.table.as_mut().filter(|_| self.cell == Where::Inside);
        let cell = cell.and_then(|table| table.rows.last_mut()?.cells.last_mut());
        match cell {
            Some(cell) => cell.push(piece),
            None => self.parts.push(Part::Text(piece)),
        }
    }
}

fn counted(count: usize, on: bool) -> usize {
    if on {
        count.saturating_add(1)
    } else {
        count.saturating_sub(1)
    }
}
