//! A table as a canvas.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{bare, items_of, lines_of};
use super::column::{Column, Header};
use super::{Delimiter, KIND, MARK, row_name};
use crate::exchange::Unreadable;
use crate::exchange::found::{Found, FoundNote, Remark, Stands};
use crate::exchange::naming::Kinds;
use crate::exchange::words;
use crate::model::amount::Stated;
use crate::model::header::HeaderField;
use crate::model::id::{NoteId, PARKING};
use crate::model::json::Json;
use crate::model::rank::Rank;

/// How many rows are looked at to tell what parts the cells.
const LOOKED_AT: usize = 20;

/// What ends the evidence in a file: no line of it.
const END_OF_EVIDENCE: &str = "~";

/// A row, and the line that it begins in.
struct Row {
    line: usize,
    cells: Vec<String>,
}

/// What the first row says of those below.
enum Layout {
    /// What each column holds.
    Columns(Header),
    /// Each column is a block, called so.
    Blocks(Vec<String>),
    /// Nothing: in each row stands the block, then its notes.
    Bare,
}

/// What the table says.
pub(in crate::exchange) fn read(text: &str, kinds: &Kinds) -> Result<Found, Unreadable> {
    let (stated, text) = stated_delimiter(text);
    let delimiter = match stated {
        Some(delimiter) => delimiter,
        None => guessed_delimiter(text, kinds)?,
    };
    let mut rows = rows(text, delimiter).peekable();
    let layout = match rows.peek() {
        Some(Ok(first)) => Layout::of(first, kinds),
        Some(Err(_)) | None => Layout::Bare,
    };
    let skipped = match layout {
        Layout::Columns(_) | Layout::Blocks(_) => 1,
        Layout::Bare => 0,
    };
    let mut reading = Reading::default();
    // The line that names the delimiter is none of a row.
    let above = usize::from(stated.is_some());
    for row in rows.skip(skipped) {
        let mut row = row?;
        row.line += above;
        reading.row(&row, &layout, kinds);
    }
    reading.tell_columns(&layout);
    let mut found = reading.finish();
    if text.matches('"').count() % 2 == 1 {
        found.remarks.push(Remark::Changed {
            line: None,
            what: "a quote has no other one: the rows after it may be in one cell".to_owned(),
        });
    }
    Ok(found)
}

/// The delimiter that a first line such as `sep=;` names, as spreadsheets write it, and the rest.
fn stated_delimiter(text: &str) -> (Option<Delimiter>, &str) {
    let Some((first, rest)) = text.split_once('\n') else {
        return (None, text);
    };
    let sign = first.trim_end_matches('\r').strip_prefix("sep=");
    let is_it = |delimiter: &Delimiter| sign == Some(&char::from(delimiter.byte()).to_string());
    match Delimiter::ALL.into_iter().find(is_it) {
        Some(delimiter) => (Some(delimiter), rest),
        None => (None, text),
    }
}

/// The delimiter that makes most sense of the first rows.
fn guessed_delimiter(text: &str, kinds: &Kinds) -> Result<Delimiter, Unreadable> {
    let mut best = (Delimiter::Comma, (0, 0, 0));
    for delimiter in Delimiter::ALL {
        let first = rows(text, delimiter).take(LOOKED_AT);
        let first = first.collect::<Result<Vec<Row>, Unreadable>>()?;
        let is_known = |cell: &&String| kinds.know(cell);
        let header = first.first().map_or(0, |row| match Layout::of(row, kinds) {
            Layout::Columns(_) => 2,
            Layout::Blocks(_) => 1,
            Layout::Bare => 0,
        });
        let known = first.iter().filter_map(|row| row.cells.first());
        let known = known.filter(is_known).count();
        let wide = first.iter().filter(|row| row.cells.len() > 1).count();
        let score = (header, known * usize::from(wide > 0), wide);
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    Ok(best.0)
}

/// The rows that hold anything.
fn rows(text: &str, delimiter: Delimiter) -> impl Iterator<Item = Result<Row, Unreadable>> + '_ {
    let reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.byte())
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let row = |record: csv::Result<csv::StringRecord>| match record {
        Ok(record) => {
            let line = record.position().map_or(1, |at| line_of(text, at));
            let cells: Vec<String> = record.iter().map(|cell| bare(cell).to_owned()).collect();
            let is_empty = cells.iter().all(String::is_empty);
            (!is_empty).then_some(Ok(Row { line, cells }))
        }
        Err(error) => Some(Err(Unreadable {
            line: error.position().map(|at| at.line() as usize),
            reason: error.to_string(),
        })),
    };
    reader.into_records().filter_map(row)
}

/// The line in which a row begins. The end of the row before it may be of two signs, of which only one was taken yet.
fn line_of(text: &str, at: &csv::Position) -> usize {
    let next = text.as_bytes().get(at.byte() as usize);
    at.line() as usize + usize::from(next == Some(&b'\n'))
}

impl Layout {
    fn of(first: &Row, kinds: &Kinds) -> Self {
        if let Some(header) = Header::of(&first.cells) {
            return Self::Columns(header);
        }
        let filled = first.cells.iter().filter(|cell| !cell.trim().is_empty());
        let known = filled.clone().filter(|cell| kinds.know(cell)).count();
        if known > 1 && known * 2 > filled.count() {
            return Self::Blocks(first.cells.clone());
        }
        Self::Bare
    }
}

/// What notes of a block are ordered by.
type Order = (Option<Rank>, Option<NoteId>);

/// What was read so far.
#[derive(Default)]
struct Reading {
    found: Found,
    /// The block of the row before: where a row names none, as with cells that span rows, it is that one.
    block: Option<String>,
    /// The columns in which anything stands.
    filled: BTreeSet<usize>,
}

impl Reading {
    fn row(&mut self, row: &Row, layout: &Layout, kinds: &Kinds) {
        let filled = row.cells.iter().enumerate();
        let filled = filled.filter(|(_, cell)| !cell.trim().is_empty());
        self.filled.extend(filled.map(|(at, _)| at));
        match layout {
            Layout::Columns(header) => {
                if !self.of_canvas(row, header) {
                    self.note(row, header);
                }
            }
            Layout::Blocks(blocks) => {
                for (at, cell) in row.cells.iter().enumerate() {
                    let block = blocks.get(at).filter(|name| !name.trim().is_empty());
                    self.add(block.map_or(PARKING, String::as_str), cell);
                }
            }
            Layout::Bare => self.bare(row, kinds),
        }
    }

    /// Tells of the names of columns that say nothing else of a note.
    fn tell_columns(&mut self, layout: &Layout) {
        match layout {
            Layout::Columns(header) => {
                let empty = header.unknown().filter(|(at, _)| !self.filled.contains(at));
                for (_, name) in empty {
                    self.found.say(Remark::LeftOut {
                        line: Some(1),
                        what: format!("the head of an empty column: {name}"),
                    });
                }
            }
            Layout::Blocks(blocks) => {
                let named = blocks.iter().map(|name| name.trim());
                let named = named.filter(|name| !name.is_empty());
                self.found
                    .titles
                    .extend(named.map(|name| (Some(1), name.to_owned())));
            }
            Layout::Bare => {}
        }
    }

    /// Begins the block that a cell names.
    fn begin(&mut self, name: &str, line: usize) {
        let name = name.trim().to_owned();
        if self.block.as_ref() != Some(&name) {
            self.found.titles.push((Some(line), name.clone()));
        }
        self.block = Some(name);
    }

    /// A row of a table without names: the block, then its notes; one cell alone is either.
    fn bare(&mut self, row: &Row, kinds: &Kinds) {
        let mut cells = row.cells.iter();
        let filled = row.cells.iter().filter(|cell| !cell.trim().is_empty());
        let first = cells.next().map_or("", String::as_str).trim();
        if filled.count() > 1 || kinds.know(first) {
            if !first.is_empty() {
                self.begin(first, row.line);
            }
        } else {
            cells = row.cells.iter();
        }
        let block = self.block.clone().unwrap_or_else(|| PARKING.to_owned());
        for cell in cells {
            self.add(&block, cell);
        }
    }

    fn add(&mut self, block: &str, text: &str) {
        let text = tidy(text);
        if !text.is_empty() {
            let stands = Stands::Under(block.trim().to_owned());
            self.found.notes.push(FoundNote::new(stands, text));
        }
    }

    /// Takes the row for what stands above the blocks, if it is of that.
    fn of_canvas(&mut self, row: &Row, header: &Header) -> bool {
        let at = |column| (0..row.cells.len()).find(|at| header.column(*at) == Some(column));
        let cell = |column| at(column).and_then(|at| row.cells.get(at));
        let Some(name) = cell(Column::Block).filter(|name| name.starts_with(MARK)) else {
            return false;
        };
        let value = cell(Column::Text).map_or("", String::as_str);
        let taken = if *name == format!("{MARK}{KIND}") {
            self.found.kind = Some(value.to_owned());
            true
        } else {
            let mut fields = HeaderField::ALL.into_iter();
            let Some(field) = fields.find(|field| row_name(*field) == *name) else {
                return false;
            };
            let is_free = self.found.header.get(field).is_empty();
            is_free && self.found.header.set(field, value).is_ok()
        };
        let others = row.cells.iter().enumerate().filter(|(at, _)| {
            let column = header.column(*at);
            column != Some(Column::Block) && (column != Some(Column::Text) || !taken)
        });
        for (at, cell) in others.filter(|(_, cell)| !cell.is_empty()) {
            self.found.say(Remark::LeftOut {
                line: Some(row.line),
                what: format!("{name}, {}: {cell:?}", header.name(at)),
            });
        }
        true
    }

    fn note(&mut self, row: &Row, header: &Header) {
        let mut note = FoundNote::new(Stands::Under(String::new()), "");
        let mut is_note = false;
        let mut cells = row.cells.iter().enumerate();
        let row_has_id =
            cells.any(|(at, cell)| header.column(at) == Some(Column::Id) && !cell.is_empty());
        for (at, cell) in row.cells.iter().enumerate() {
            let cell = if header.is_own {
                cell.clone()
            } else {
                tidy(cell)
            };
            if cell.is_empty() {
                continue;
            }
            match header.column(at) {
                Some(Column::Block) => self.begin(&cell, row.line),
                Some(column) => {
                    is_note = true;
                    // A row with an id is one that this program wrote.
                    let is_own = header.is_own && row_has_id;
                    if is_own || !self.word(&mut note, column, row.line, &cell) {
                        fill(&mut note, column, &cell);
                    }
                }
                None => {
                    is_note = true;
                    let kept = note.keep(&header.name(at), Json::String(cell.into()));
                    self.found.say(kept);
                }
            }
        }
        if is_note {
            let block = self.block.clone().unwrap_or_else(|| PARKING.to_owned());
            note.stands = Stands::Under(block);
            self.found.notes.push(note);
        }
    }

    /// Puts a word into the note for which programs have words of their own.
    fn word(&mut self, found: &mut FoundNote, column: Column, line: usize, word: &str) -> bool {
        let (here, note) = (&mut self.found, &mut found.note);
        match column {
            Column::Color => words::color(here, note, Some(line), word),
            Column::Status => words::status(here, note, Some(line), word),
            Column::Horizon => words::horizon(here, note, Some(line), word),
            Column::Block
            | Column::Text
            | Column::Tags
            | Column::Links
            | Column::Amount
            | Column::Evidence
            | Column::Id
            | Column::Rank
            | Column::OtherText => return false,
        }
        true
    }

    /// Ranks count where the rows of a block stand in their order: whoever moved a row meant to move the note.
    fn finish(mut self) -> Found {
        // The last note of each block so far, as long as they are in order.
        let mut ordered: BTreeMap<String, Option<Order>> = BTreeMap::new();
        for note in &self.found.notes {
            let now = (note.rank.clone(), note.id.clone());
            let before = ordered.get(note.heading());
            let follows = match before {
                None => now.0.is_some(),
                Some(Some(before)) => now.0.is_some() && *before < now,
                Some(None) => false,
            };
            ordered.insert(note.heading().to_owned(), follows.then_some(now));
        }
        for note in &mut self.found.notes {
            if let Some(None) = ordered.get(note.heading()) {
                note.rank = None;
            }
        }
        self.found
    }
}

/// Puts what the cell says into the note.
fn fill(found: &mut FoundNote, column: Column, cell: &str) {
    let note = &mut found.note;
    let word = || Some(Json::String(cell.into()));
    match column {
        Column::Block => {}
        Column::Text => cell.clone_into(&mut note.text),
        Column::Color => note.color = Some(cell.into()),
        Column::Tags => note.tags.extend(items_of(cell).map(str::to_owned)),
        Column::Links => note.links.extend(items_of(cell).map(NoteId::from)),
        Column::Amount => note.amount = Some(Stated::from_json(Json::String(cell.into()))),
        Column::Status => note.belief.status = word(),
        Column::Horizon => note.belief.horizon = word(),
        Column::Evidence => {
            let lines = lines_of(cell).filter(|line| *line != END_OF_EVIDENCE);
            note.belief.evidence.extend(lines.map(str::to_owned));
        }
        Column::Id => found.id = Some(NoteId::from(cell)),
        Column::Rank => found.rank = Some(Rank::from(cell)),
        Column::OtherText => note.conflict_of = Some(NoteId::from(cell)),
    }
}

/// The text of a cell that another program wrote.
fn tidy(cell: &str) -> String {
    let lines = cell.replace("\r\n", "\n").replace('\r', "\n");
    lines.trim().to_owned()
}
