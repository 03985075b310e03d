//! Tables: a row a note, a column of notes a block, a row of them a block, or a whole poster in cells.

use super::doc::{Piece, Role, Row, Table};
use super::grid::Over;
use super::reading::{Before, Reading, unbulleted};
use super::spans::{self, Span, SpanKind};
use super::{front, labels};
use crate::exchange::Stands;

/// The level of a heading in a cell: it ends with the cell.
const CELL: u8 = 9;

/// Takes the table's notes.
pub(super) fn take(table: &Table, reading: &mut Reading<'_>) {
    if reading.notes() == 0 && fields(table, reading) {
        return;
    }
    match shape(table, reading) {
        Shape::Poster => poster(table, reading),
        Shape::List => list(table, reading),
        Shape::Titled(heading, line) => {
            reading.block(&heading, CELL, line);
            list(table, reading);
        }
    }
}

/// What a table is.
enum Shape {
    /// Its cells name blocks.
    Poster,
    /// Each row is a note.
    List,
    /// Each row is a note of the block that its first column is called.
    Titled(String, usize),
}

/// In a table of other things some words may be like the names of blocks: `Segment`, `Value`.
fn shape(table: &Table, reading: &Reading<'_>) -> Shape {
    const SURE: usize = 3;
    let heads = table.rows.iter().filter(|row| row.is_head);
    let heads: Vec<&Vec<Piece>> = heads
        .flat_map(|row| &row.cells)
        .filter(|cell| !is_empty(cell) && !is_number(cell) && text(cell) != "#")
        .collect();
    let names =
        |cell: &&Vec<Piece>| names_block(cell, reading).is_some_and(|(_, more)| more.is_empty());
    let named_heads = heads.iter().filter(|cell| names(cell)).count();
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let named = cells.filter(|cell| names_block(cell, reading).is_some());
    let named = named.take(SURE).count();
    let all_heads = named_heads > 0 && named_heads == heads.len() && named_heads == named;
    let one_of_many = named == 1 && named_heads == 1 && heads.len() > 1;
    let is_above_all = reading.is_above_all();
    match heads.first() {
        _ if named == 0 => Shape::List,
        Some(first) if one_of_many && is_above_all && names(first) => {
            Shape::Titled(text(first), line_of(first))
        }
        _ if one_of_many => Shape::List,
        _ if named == SURE => Shape::Poster,
        _ if is_above_all => Shape::Poster,
        _ if all_heads && !reading.is_in_block() && !is_of_values(&heads) => Shape::Poster,
        _ => Shape::List,
    }
}

/// Whether the columns are things and their values.
fn is_of_values(heads: &[&Vec<Piece>]) -> bool {
    heads
        .iter()
        .any(|cell| text(cell).eq_ignore_ascii_case("value"))
}

/// Takes a table above all notes that has the fields of the header, one in each row.
fn fields(table: &Table, reading: &mut Reading<'_>) -> bool {
    let label = |row: &Row| row.cells.first().map(|cell| text(cell)).unwrap_or_default();
    let label = |row: &Row| label(row).trim_end_matches([':', '：']).trim().to_owned();
    let is_field = |row: &&Row| labels::field(&label(row)).is_some() && !reading.knows(&label(row));
    let known = table.rows.iter().filter(is_field).count();
    let are_pairs = table.rows.iter().all(|row| row.cells.len() <= 2);
    if known < 2 || known * 2 < table.rows.len() || !are_pairs {
        return false;
    }
    for row in &table.rows {
        let label = label(row);
        let value = row.cells.get(1).map(|cell| text(cell).replace('\n', " "));
        let value = value.unwrap_or_default();
        row.cells
            .iter()
            .for_each(|cell| tell_comments(cell, reading));
        let is_known = labels::field(&label).is_some();
        if label.is_empty() || (row.is_head && !is_known) {
            let words = [label.as_str(), value.as_str()].into_iter();
            for word in words.filter(|word| !word.is_empty()) {
                reading.leave_out(table.line, format!("the head of a column or row: {word}"));
            }
        } else {
            front::field(&label, &value, &mut reading.found);
        }
    }
    true
}

/// What a cell that names a block is called, and what else is in it.
fn names_block(cell: &[Piece], reading: &Reading<'_>) -> Option<(String, Vec<Piece>)> {
    let (first, rest) = cell.split_first()?;
    let lines = spans::lines(&first.spans, false);
    let at = lines.iter().position(|line| spans::have_words(line))?;
    let line = lines.get(at)?;
    let heading = spans::plain(line).trim().to_owned();
    let (heading, begun) = if reading.knows(&heading) {
        (heading, Vec::new())
    } else {
        let (label, after) = bold_start(line).or_else(|| spans::lead(line, true))?;
        (label, after)
    };
    if !reading.knows(&heading) {
        return None;
    }
    let mut more: Vec<Piece> = Vec::new();
    let others = lines.into_iter().skip(at + 1);
    let others = std::iter::once(begun)
        .chain(others)
        .filter(|line| spans::have_words(line));
    // The comments of this piece are told with its heading.
    let others = others.map(|mut line| {
        line.retain(|span| span.kind != SpanKind::Comment);
        line
    });
    more.extend(others.map(|spans| first.part(spans)));
    more.extend(rest.iter().cloned());
    Some((heading, more))
}

/// What a line begins with in bold, and what follows.
fn bold_start(line: &[Span]) -> Option<(String, Vec<Span>)> {
    let at = line
        .iter()
        .position(|span| span.has_words() && !span.bold)?;
    let (bold, rest) = line.split_at_checked(at)?;
    spans::have_words(bold).then(|| (spans::plain(bold).trim().to_owned(), rest.to_vec()))
}

/// A table of which cells name blocks: what else is in such a cell is in the block; else what is right of it where rows
/// name one block each, or below it.
fn poster(table: &Table, reading: &mut Reading<'_>) {
    let leading = table.rows.iter().filter(|row| leads(row, reading)).count();
    let others = table
        .rows
        .iter()
        .filter(|row| {
            !row.is_head
                && !leads(row, reading)
                && !row.cells.first().is_none_or(|cell| is_empty(cell))
        })
        .count();
    let home = reading.section_in(None);
    if leading > others {
        let mut above: Option<Label> = None;
        for row in &table.rows {
            match above.as_ref().filter(|above| above.goes_on_in(row)) {
                Some(above) => {
                    for cell in row.cells.iter().skip(above.at + 1) {
                        notes(cell, Some(&above.heading), reading);
                    }
                }
                None => above = row_of_block(row, reading).or(above),
            }
        }
    } else {
        columns(table, &home, reading);
    }
    reading.section_back(home);
}

/// Whether the row names one block, and that at its beginning.
fn leads(row: &Row, reading: &Reading<'_>) -> bool {
    let title =
        |cell: &Vec<Piece>| names_block(cell, reading).is_some_and(|(_, more)| more.is_empty());
    let titles = row.cells.iter().filter(|cell| title(cell)).count();
    titles == 1 && row.cells.len() > 1 && row.cells.iter().position(title) == first_column(row)
}

/// What the rows of a block are called.
struct Label {
    heading: String,
    /// Its column.
    at: usize,
}

impl Label {
    /// Whether the row is one more of the block: nothing stands where it would be called something.
    fn goes_on_in(&self, row: &Row) -> bool {
        let mut labels = row.cells.iter().take(self.at + 1);
        !row.is_head && labels.all(Vec::is_empty)
    }
}

/// A row that is a block's, whether the kind has it or not. What it is called.
fn row_of_block(row: &Row, reading: &mut Reading<'_>) -> Option<Label> {
    let Some(first) = first_column(row).filter(|_| leads(row, reading) || !row.is_head) else {
        row.cells.iter().for_each(|cell| leave_out(cell, reading));
        return None;
    };
    let mut heading: Option<String> = None;
    for (at, cell) in row.cells.iter().enumerate() {
        if at < first {
            leave_out(cell, reading);
        } else if at > first {
            notes(cell, heading.as_deref(), reading);
        } else if let Some((name, more)) = names_block(cell, reading) {
            check_heading(&name, cell, reading);
            notes(&more, Some(&name), reading);
            heading = Some(name);
        } else {
            tell_comments(cell, reading);
            let name = text(cell).replace('\n', " ");
            if row.cells.iter().skip(first + 1).all(|cell| is_empty(cell)) {
                reading.leave_out(line_of(cell), format!("a heading with no notes: {name}"));
            }
            heading = Some(name);
        }
    }
    heading.map(|heading| Label { heading, at: first })
}

/// What a column is called.
struct Column {
    heading: String,
    line: usize,
    is_block: bool,
}

impl Column {
    /// Tells of a head that names no block and has nothing below it.
    fn end(self, has_notes: bool, reading: &mut Reading<'_>) {
        if !self.is_block && !has_notes {
            let heading = self.heading;
            reading.leave_out(self.line, format!("the head of a column or row: {heading}"));
        }
    }
}

/// A table whose cells have the notes of blocks that are named in them, or above.
fn columns(table: &Table, home: &Before, reading: &mut Reading<'_>) {
    let mut columns: Vec<Option<Column>> = Vec::new();
    let mut filled: Vec<bool> = Vec::new();
    for row in in_order(table, reading) {
        let all_name = all_name(row, reading);
        let mut left: Option<String> = None;
        for (at, cell) in row.cells.iter().enumerate() {
            if columns.len() <= at {
                columns.push(None);
                filled.push(false);
            }
            let (Some(column), Some(filled)) = (columns.get_mut(at), filled.get_mut(at)) else {
                continue;
            };
            let over = row.over.get(at).copied().unwrap_or(Over::Own);
            if reached(over, left.as_deref(), (column, filled), reading) {
                continue;
            }
            // A note may read like a block: `Income` below `Value`.
            let in_block = column.as_ref().is_some_and(|column| column.is_block);
            let is_heading =
                |more: &[Piece]| row.is_head || all_name || !in_block || !more.is_empty();
            let named = names_block(cell, reading).filter(|(_, more)| is_heading(more));
            left = named.as_ref().map(|(heading, _)| heading.clone());
            let is_head = row.is_head && !is_empty(cell);
            let next = match &named {
                Some((heading, _)) => Some((heading.clone(), true)),
                None if is_head => Some((text(cell).replace('\n', " "), false)),
                None => None,
            };
            if let Some((heading, is_block)) = next {
                if let Some(before) = column.take() {
                    before.end(std::mem::take(filled), reading);
                }
                let line = line_of(cell);
                *column = Some(Column {
                    heading,
                    line,
                    is_block,
                });
            }
            let before = reading.notes();
            if let Some((heading, more)) = &named {
                check_heading(heading, cell, reading);
                notes(more, Some(heading), reading);
            } else if row.is_head {
                tell_comments(cell, reading);
            } else {
                below_head(cell, column.as_ref(), home, reading);
            }
            *filled |= reading.notes() > before;
        }
    }
    for (column, filled) in columns.into_iter().zip(filled) {
        if let Some(column) = column {
            column.end(filled, reading);
        }
    }
}

/// The rows, with the second row of heads behind the first row of notes: what stands there belongs to the heads above.
fn in_order<'t>(table: &'t Table, reading: &Reading<'_>) -> Vec<&'t Row> {
    let mut rows: Vec<&Row> = table.rows.iter().collect();
    let has = |row: &Row, what: Over| row.over.contains(&what);
    let names = |row: &Row| row.cells.iter().any(|cell| !is_empty(cell)) && all_name(row, reading);
    let is_it = |rows: &[&Row]| match rows {
        [first, second, upper, lower] => {
            has(second, Over::FromAbove)
                && names(first)
                && names(second)
                && !names(upper)
                && !names(lower)
                && has(lower, Over::Own)
        }
        _ => false,
    };
    if let Some(at) = rows.windows(4).position(is_it)
        && let Some([second, upper]) = rows.get_mut(at + 1..at + 3)
    {
        std::mem::swap(second, upper);
    }
    rows
}

/// Whether all that is said in the row names blocks.
fn all_name(row: &Row, reading: &Reading<'_>) -> bool {
    let mut said = row.cells.iter().filter(|cell| !is_empty(cell));
    said.all(|cell| names_block(cell, reading).is_some())
}

/// Takes the notes of a cell in this column.
fn below_head(cell: &[Piece], column: Option<&Column>, home: &Before, reading: &mut Reading<'_>) {
    if let Some(column) = column {
        return notes(cell, Some(&column.heading), reading);
    }
    let here = reading.section_in(None);
    reading.section_back(home.clone());
    notes(cell, None, reading);
    reading.section_back(here);
}

/// Whether another cell reaches here; from the left, the name of a block names this column, too.
fn reached(
    over: Over,
    heading: Option<&str>,
    (column, filled): (&mut Option<Column>, &mut bool),
    reading: &mut Reading<'_>,
) -> bool {
    match over {
        Over::Own => return false,
        Over::FromAbove => return true,
        Over::FromLeft => {}
    }
    let next = heading.map(|heading| Column {
        heading: heading.to_owned(),
        line: 0,
        is_block: true,
    });
    if next.is_some()
        && let Some(before) = std::mem::replace(column, next)
    {
        before.end(std::mem::take(filled), reading);
    }
    true
}

/// The first column that is no number of the row.
fn first_column(row: &Row) -> Option<usize> {
    row.cells.iter().position(|cell| {
        let text = text(cell);
        !text.is_empty()
            && !text
                .trim_end_matches(['.', ')'])
                .chars()
                .all(|char| char.is_ascii_digit())
    })
}

fn check_heading(heading: &str, cell: &[Piece], reading: &mut Reading<'_>) {
    reading.block(heading, CELL, line_of(cell));
    if let Some(first) = cell.first() {
        reading.tell_comments(first);
    }
}

/// The notes in a cell: one for each line, item and paragraph.
fn notes(cell: &[Piece], heading: Option<&str>, reading: &mut Reading<'_>) {
    let mut heading = heading.map(str::to_owned);
    for piece in cell {
        let words = spans::plain(&piece.spans).trim().to_owned();
        if piece.role.is_heading() && reading.knows(&words) {
            check_heading(&words, std::slice::from_ref(piece), reading);
            heading = Some(words);
            continue;
        }
        let before = reading.section_in(heading.clone().map(Stands::Under));
        match piece.role {
            Role::Item(_) | Role::More(_) | Role::Code => reading.piece(piece.clone()),
            Role::Paragraph | Role::Heading(_) | Role::Titled(..) => lines(piece, reading),
        }
        reading.section_back(before);
    }
}

fn lines(piece: &Piece, reading: &mut Reading<'_>) {
    reading.tell_comments(piece);
    if reading.is_guidance(piece) || reading.is_aside(piece) {
        return;
    }
    for line in spans::lines(&piece.spans, false) {
        let text = spans::plain(&line);
        let text = unbulleted(text.trim());
        let text = text.strip_prefix(['-', '*']).map_or(text, str::trim_start);
        reading.note(text, piece.line);
    }
}

/// A table that only lists notes: the first cell is a note's text, the others say more of it, by the names of their columns.
fn list(table: &Table, reading: &mut Reading<'_>) {
    let (heads, rows): (Vec<&Row>, Vec<&Row>) = table.rows.iter().partition(|row| row.is_head);
    let names: Vec<String> = heads.first().map_or_else(Vec::new, |row| {
        row.cells.iter().map(|cell| text(cell)).collect()
    });
    for cell in heads.iter().flat_map(|row| &row.cells) {
        tell_comments(cell, reading);
    }
    let numbered = !rows.is_empty()
        && rows
            .iter()
            .all(|row| row.cells.first().is_some_and(|cell| is_number(cell)));
    let first = usize::from(numbered);
    let mut unsaid: Vec<&str> = names.iter().take(first + 1).map(String::as_str).collect();
    unsaid.retain(|name| !name.is_empty());
    if !unsaid.is_empty() {
        reading.leave_out(
            table.line,
            format!("the head of a column: {}", unsaid.join(", ")),
        );
    }
    for name in names.iter().skip(first + 1) {
        let at = names.iter().position(|other| other == name);
        let is_used = |row: &&Row| {
            at.and_then(|at| row.cells.get(at))
                .is_some_and(|cell| !is_empty(cell))
        };
        if !name.is_empty() && !rows.iter().any(is_used) {
            reading.leave_out(table.line, format!("the head of an empty column: {name}"));
        }
    }
    if numbered {
        reading.leave_out(table.line, "the numbers of the rows".to_owned());
    }
    for row in rows {
        let mut lines: Vec<String> = Vec::new();
        for (at, cell) in row.cells.iter().enumerate() {
            tell_comments(cell, reading);
            let value = text(cell);
            let name = names.get(at).filter(|name| at > first && !name.is_empty());
            match name {
                _ if value.is_empty() => {}
                _ if at < first => {}
                Some(name) => lines.push(format!("{name}: {value}")),
                None => lines.push(value),
            }
        }
        reading.note(
            &lines.join("\n"),
            row.cells.first().map_or(table.line, |cell| line_of(cell)),
        );
    }
}

fn leave_out(cell: &[Piece], reading: &mut Reading<'_>) {
    tell_comments(cell, reading);
    let text = text(cell);
    if !text.is_empty() {
        reading.leave_out(
            line_of(cell),
            format!("the head of a column or row: {text}"),
        );
    }
}

fn tell_comments(cell: &[Piece], reading: &mut Reading<'_>) {
    for piece in cell {
        reading.tell_comments(piece);
    }
}

fn line_of(cell: &[Piece]) -> usize {
    cell.first().map_or(0, |piece| piece.line)
}

fn text(cell: &[Piece]) -> String {
    let lines: Vec<String> = cell
        .iter()
        .map(|piece| spans::plain(&piece.spans).trim().to_owned())
        .collect();
    lines.join("\n").trim().to_owned()
}

fn is_empty(cell: &[Piece]) -> bool {
    text(cell).is_empty()
}

fn is_number(cell: &[Piece]) -> bool {
    let text = text(cell);
    let digits = text.trim_end_matches(['.', ')']);
    !digits.is_empty() && digits.chars().all(|char| char.is_ascii_digit())
}
