//! A Markdown file as a document, by a `CommonMark` parser with the tables, task lists and strokes of forges.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::doc::{Builder, Part};
use super::html;
use super::spans::SpanKind;
use crate::exchange::Remark;

/// The parts of the document, and what is not in them.
pub(super) fn document(text: &str) -> (Vec<Part>, Vec<Remark>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut events = Parser::new_ext(text, options).into_offset_iter();
    let mut reader = Reader {
        text,
        lines: Lines::of(text),
        out: Builder::default(),
        raw: None,
        used: BTreeSet::new(),
        cell_end: None,
    };
    for (event, range) in events.by_ref() {
        reader.event(event, range);
    }
    let defined = events.reference_definitions();
    let mut unused: Vec<_> = defined
        .iter()
        .filter(|(name, _)| !reader.used.contains(&name.to_lowercase()))
        .map(|(_, definition)| definition.span.clone())
        .collect();
    unused.sort_by_key(|span| span.start);
    for span in unused {
        reader.out.line = reader.lines.line(span.start);
        let text = text.get(span).unwrap_or_default().trim();
        reader
            .out
            .leave_out(format!("where a link leads that is not there: {text}"));
    }
    reader.out.finish()
}

/// Where lines begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// The line of this byte, counted from 1.
    fn line(&self, at: usize) -> usize {
        self.0.partition_point(|end| *end < at) + 1
    }
}

/// Text that is read as a whole: where it comes from decides what becomes of it.
enum Raw {
    Html(String),
    Front(String),
}

struct Reader<'t> {
    text: &'t str,
    lines: Lines,
    out: Builder,
    raw: Option<Raw>,
    /// The names of the definitions that links used.
    used: BTreeSet<String>,
    /// Where the last cell of the row ended.
    cell_end: Option<usize>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.raw.is_none() {
            self.out.line = self.lines.line(range.start);
        }
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) | Event::Html(text) => match &mut self.raw {
                Some(Raw::Html(raw) | Raw::Front(raw)) => raw.push_str(&text),
                None => self.out.text(&text),
            },
            Event::InlineHtml(tag) => html::read(&tag, &mut self.out),
            Event::Code(text) => self.out.code(&text),
            Event::SoftBreak => self.out.end_line(self.end_of_line(&range)),
            Event::HardBreak => self.out.end_line(SpanKind::Hard),
            Event::Rule => self.out.rule(),
            Event::TaskListMarker(checked) => self.out.tick(checked),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.out.text(&text);
            }
        }
    }

    /// Whether the line that follows is below the text of its item, as far as blanks tell.
    fn end_of_line(&self, range: &Range<usize>) -> SpanKind {
        let after = self.text.get(range.start..).unwrap_or_default();
        let next = after.split_once('\n').map_or("", |(_, next)| next);
        if self.out.is_in_item() && !next.starts_with([' ', '\t']) {
            SpanKind::Lazy
        } else {
            SpanKind::Soft
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => self.out.heading(Some(level as u8)),
            Tag::BlockQuote(_) => self.out.quote(true),
            Tag::CodeBlock(kind) => self.code_block(&kind),
            Tag::HtmlBlock => self.raw = Some(Raw::Html(String::new())),
            Tag::MetadataBlock(_) => self.raw = Some(Raw::Front(String::new())),
            Tag::List(_) => self.out.list(true),
            Tag::Item => self.out.item(true),
            Tag::Table(_) => self.out.table(true),
            Tag::TableHead => self.row(true, range),
            Tag::TableRow => self.row(false, range),
            Tag::TableCell => self.out.cell(true),
            Tag::Emphasis => self.out.italic(true),
            Tag::Strong => self.out.bold(true),
            Tag::Strikethrough => self.out.text("~~"),
            Tag::Link {
                dest_url,
                title,
                id,
                ..
            } => {
                self.used.insert(id.to_lowercase());
                self.out.link(Some(target(&dest_url, &title)));
            }
            Tag::Image {
                dest_url,
                title,
                id,
                ..
            } => {
                self.used.insert(id.to_lowercase());
                self.out.picture(target(&dest_url, &title));
            }
            Tag::Paragraph
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript => self.out.block(),
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Heading(_) => self.out.heading(None),
            TagEnd::BlockQuote(_) => self.out.quote(false),
            TagEnd::CodeBlock => self.out.code_block(false),
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => self.end_raw(),
            TagEnd::List(_) => self.out.list(false),
            TagEnd::Item => self.out.item(false),
            TagEnd::Table => self.out.table(false),
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(range),
            TagEnd::TableCell => {
                self.out.cell(false);
                self.cell_end = Some(range.end);
            }
            TagEnd::Emphasis => self.out.italic(false),
            TagEnd::Strong => self.out.bold(false),
            TagEnd::Strikethrough => self.out.text("~~"),
            TagEnd::Link | TagEnd::Image => self.out.link(None),
            TagEnd::Paragraph
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript => self.out.block(),
        }
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        self.out.code_block(true);
        match kind {
            CodeBlockKind::Fenced(language) if !language.trim().is_empty() => {
                self.out
                    .leave_out(format!("what a code block is in: {language}"));
            }
            CodeBlockKind::Fenced(_) | CodeBlockKind::Indented => {}
        }
    }

    fn end_raw(&mut self) {
        match self.raw.take() {
            Some(Raw::Html(text)) => html::read(&text, &mut self.out),
            Some(Raw::Front(text)) => self.out.front(text),
            None => {}
        }
    }

    fn row(&mut self, is_head: bool, range: &Range<usize>) {
        self.out.row(is_head);
        self.cell_end = Some(range.start);
    }

    /// What stands in a row behind the last column is no cell for the parser: it becomes one.
    fn end_row(&mut self, range: &Range<usize>) {
        let from = self.cell_end.take().unwrap_or(range.end);
        let rest = self.text.get(from..range.end).unwrap_or_default();
        let rest = rest.trim_matches(|char: char| char == '|' || char.is_whitespace());
        if !rest.is_empty() {
            self.out.cell(true);
            self.out.text(rest);
            self.out.cell(false);
        }
    }
}

/// Where a link leads, with what shows where one points at it.
fn target(url: &str, title: &str) -> String {
    match title {
        "" => url.to_owned(),
        title => format!("{url} \"{title}\""),
    }
}
