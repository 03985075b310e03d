//! A canvas as a table.

use std::collections::BTreeSet;

use super::cell::{guarded, lines, list};
use super::column::Column;
use super::{Delimiter, KIND, MARK, row_name};
use crate::exchange::left::Left;
use crate::exchange::naming::Names;
use crate::exchange::part::{CanvasPart, Part};
use crate::exchange::{Written, seated};
use crate::model::amount::Stated;
use crate::model::canvas::Canvas;
use crate::model::header::HeaderField;
use crate::model::id::{BlockId, NoteId};
use crate::model::json::Json;
use crate::model::kind::Kind;
use crate::model::note::Note;

/// The canvas as a table.
pub(in crate::exchange) fn write(canvas: &Canvas, kind: &Kind, delimiter: Delimiter) -> Written {
    let columns = columns(canvas);
    let fields = fields(canvas);
    let mut rows = Rows::new(delimiter, columns.len() + fields.len());
    let names = columns.iter().map(|column| column.name().to_owned());
    rows.row(names.chain(fields.iter().map(|name| (*name).to_owned())));
    rows.row([format!("{MARK}{KIND}"), canvas.kind.clone()]);
    for field in HeaderField::ALL {
        let value = canvas.header.get(field);
        if !value.is_empty() {
            rows.row([row_name(field), value]);
        }
    }
    let titles = Titles::new(kind);
    let mut homeless: Vec<NoteId> = Vec::new();
    for (block, notes) in seated::blocks(canvas, kind) {
        let (title, is_known) = titles.of(kind, block);
        for (id, note) in notes {
            let of_columns = columns.iter().map(|column| {
                let of_note = cell(id, note, *column).unwrap_or_default();
                let is_block = *column == Column::Block;
                if is_block { title.clone() } else { of_note }
            });
            let of_fields = fields.iter().map(|name| field(note, name));
            rows.row(of_columns.chain(of_fields));
            homeless.extend((!is_known).then(|| id.clone()));
        }
    }
    let mut left = Left::judged(canvas, holds, |part| matches!(part, CanvasPart::Header(_)));
    left.add(&Part::Block, homeless);
    Written {
        bytes: rows.finish(),
        left,
    }
}

/// The columns in use: those that a table has always, and the other texts' where there are any.
fn columns(canvas: &Canvas) -> Vec<Column> {
    let parted = canvas.notes().any(|(_, note)| note.conflict_of.is_some());
    let is_used = |column: &Column| parted || *column != Column::OtherText;
    Column::ALL.into_iter().filter(is_used).collect()
}

/// The names of fields that this version does not know and a table can hold.
fn fields(canvas: &Canvas) -> BTreeSet<&str> {
    let extra = canvas.notes().flat_map(|(_, note)| &note.extra);
    let held = extra.filter(|(name, value)| text(value).is_some() && is_field_name(name));
    held.map(|(name, _)| name.as_str()).collect()
}

/// Whether a column of this name is none of the known ones, and can be told by its name.
fn is_field_name(name: &str) -> bool {
    !name.trim().is_empty() && Column::ALL.iter().all(|column| column.name() != name)
}

/// What is in the table of a note.
fn holds(note: &Note, part: &Part) -> bool {
    let has = |column| cell(&NoteId::from(""), note, column).is_some();
    match part {
        Part::Color => has(Column::Color),
        Part::Tags => has(Column::Tags),
        Part::Links => has(Column::Links),
        Part::Amount => has(Column::Amount),
        Part::Status => has(Column::Status),
        Part::Horizon => has(Column::Horizon),
        Part::Evidence => has(Column::Evidence),
        Part::OtherText => has(Column::OtherText),
        Part::Text | Part::Lines | Part::Signs | Part::Block => true,
        Part::Comments | Part::Marks | Part::Dots => false,
        Part::Field(name) => is_field_name(name) && !field(note, name).is_empty(),
    }
}

/// What the cell says; `None` where it can say nothing that would come back.
fn cell(id: &NoteId, note: &Note, column: Column) -> Option<String> {
    let cell = match column {
        Column::Block => None,
        Column::Text => Some(note.text.clone()),
        Column::Color => note.color.as_ref().map(ToString::to_string),
        Column::Tags => list(note.tags.iter().map(String::as_str)),
        Column::Links => list(note.links.iter().map(NoteId::as_str)),
        Column::Amount => note.amount.as_ref().and_then(amount),
        Column::Status => note.belief.status.as_ref().and_then(text),
        Column::Horizon => note.belief.horizon.as_ref().and_then(text),
        Column::Evidence => lines(&note.belief.evidence),
        Column::Id => Some(id.as_str().to_owned()),
        Column::Rank => Some(note.place.rank.as_str().to_owned()),
        Column::OtherText => note.conflict_of.as_ref().map(|id| id.as_str().to_owned()),
    };
    cell.filter(|cell| !cell.is_empty())
}

fn amount(stated: &Stated) -> Option<String> {
    let cell = text(&stated.to_json())?;
    let again = Stated::from_json(Json::String(cell.as_str().into()));
    (again == *stated).then_some(cell)
}

fn field(note: &Note, name: &str) -> String {
    note.extra.get(name).and_then(text).unwrap_or_default()
}

/// The text of a value that is nothing but one.
fn text(value: &Json) -> Option<String> {
    match value {
        Json::String(text) if !text.is_empty() => Some(text.to_string()),
        Json::String(_)
        | Json::Null
        | Json::Bool(_)
        | Json::Number(_)
        | Json::Array(_)
        | Json::Object(_) => None,
    }
}

/// What blocks are called in a table.
struct Titles(Names);

impl Titles {
    fn new(kind: &Kind) -> Self {
        Self(Names::of(kind))
    }

    /// A name that leads back to the block; and whether there is one.
    fn of(&self, kind: &Kind, block: &BlockId) -> (String, bool) {
        let leads_back = |name: &&str| {
            !name.starts_with(MARK)
                && !name.trim().is_empty()
                && self.0.block(name).as_ref() == Some(block)
        };
        let mut names = [kind.title_of(block), block.as_str()].into_iter();
        match names.find(leads_back) {
            Some(name) => (name.to_owned(), true),
            None if block.as_str().trim().is_empty() => {
                (BlockId::parking().title().to_owned(), false)
            }
            None if block.as_str().starts_with(MARK) => (format!(" {}", block.as_str()), false),
            None => (block.as_str().to_owned(), false),
        }
    }
}

/// Rows as they are written, all of one width.
struct Rows {
    writer: csv::Writer<Vec<u8>>,
    width: usize,
}

impl Rows {
    fn new(delimiter: Delimiter, width: usize) -> Self {
        let writer = csv::WriterBuilder::new()
            .delimiter(delimiter.byte())
            .from_writer(Vec::new());
        Self { writer, width }
    }

    fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells = cells.into_iter().chain(std::iter::repeat(String::new()));
        let cells = cells.take(self.width);
        let guarded = cells.map(|cell| guarded(&cell).into_owned());
        // Writing to memory does not fail.
        let _ = self.writer.write_record(guarded.collect::<Vec<_>>());
    }

    fn finish(self) -> Vec<u8> {
        self.writer.into_inner().unwrap_or_default()
    }
}
