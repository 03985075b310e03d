//! `log`: the life of a canvas, a line for each commit or iteration.

use std::cell::RefCell;

use serde::Serialize;

use super::args::{LogArgs, is_stdin};
use super::failure::{Failure, Outcome, about, warn};
use super::text::{Text, escaped};
use crate::app::msg::Trouble;
use crate::app::past::{Chapter, End, Moment, Row};
use crate::git::program::Cancel;
use crate::model::changes::{Counts, FieldChange};
use crate::review::timeline::Told;
use crate::shell::history::timeline;
use crate::text::clean::Shown;

/// The columns that an author has at most.
const MOST_AUTHOR: usize = 20;

pub(super) fn run(args: &LogArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let (rows, end) = rows(args)?;
    if args.json {
        out.extend(json(&rows, end).into_bytes());
        return Ok(Outcome::Fine);
    }
    out.extend(lines(&rows).into_bytes());
    if let Some(words) = end.and_then(End::words) {
        warn(&format!("{}: {words}", args.file.display()));
    }
    Ok(Outcome::Fine)
}

/// The rows that were asked for, and why there are no more; `None` where no more were asked for.
fn rows(args: &LogArgs) -> Result<(Vec<Row>, Option<End>), Trouble> {
    if is_stdin(&args.file) {
        return Err(Trouble {
            what: "standard input has no history".to_owned(),
            advice: "Name the file.".to_owned(),
        });
    }
    let cancel = Cancel::default();
    let most = args.number.unwrap_or(usize::MAX);
    let (rows, end) = (RefCell::new(Vec::new()), RefCell::new(Ok(None)));
    timeline::list(&args.file, &cancel, &|chapter| match chapter {
        Ok(Chapter::Rows(more)) => {
            let mut rows = rows.borrow_mut();
            rows.extend(more);
            if rows.len() >= most {
                rows.truncate(most);
                cancel.cancel();
            }
        }
        Ok(Chapter::End(why)) => *end.borrow_mut() = Ok(Some(why)),
        Err(trouble) => *end.borrow_mut() = Err(trouble),
    });
    let end = end.into_inner();
    let end = end.map_err(|trouble| about(&args.file, &trouble.what, trouble.advice))?;
    Ok((rows.into_inner(), end))
}

fn lines(rows: &[Row]) -> String {
    let cells = rows.iter().map(|row| {
        let author = Shown::line(&row.author).truncate(MOST_AUTHOR);
        [
            row.moment.name(),
            row.date.clone(),
            author.to_string(),
            row.told.to_string(),
        ]
    });
    let cells: Vec<[String; 4]> = cells.collect();
    let width = |column: usize| {
        let widths = cells.iter().filter_map(|cells| cells.get(column));
        widths
            .map(|cell| Shown::line(cell).width())
            .max()
            .unwrap_or(0)
    };
    let widths = [0, 1, 2, 3].map(width);
    let mut text = Text::default();
    for (row, cells) in rows.iter().zip(&cells) {
        let padded = cells.iter().zip(widths).map(|(cell, width)| {
            let shown = Shown::line(cell);
            let gap = " ".repeat(width.saturating_sub(shown.width()) + 2);
            format!("{shown}{gap}")
        });
        let padded: String = padded.collect();
        let path = row.path.as_ref().map(|path| format!("  ({path})"));
        let subject = format!("{}{}", row.subject, path.unwrap_or_default());
        let line = format!("{padded}{}", Shown::line(&subject));
        text.line(format_args!("{}", line.trim_end()));
    }
    text.into_string()
}

#[derive(Serialize)]
struct Listing<'a> {
    bmcanvas_log: u32,
    rows: Vec<Entry<'a>>,
    end: &'static str,
}

#[derive(Serialize)]
struct Entry<'a> {
    commit: Option<&'a str>,
    iteration: Option<u64>,
    file: Option<String>,
    author: &'a str,
    time: i64,
    date: &'a str,
    subject: &'a str,
    path: Option<&'a str>,
    what: &'static str,
    notes: Option<usize>,
    counts: Option<Count>,
}

#[derive(Serialize)]
struct Count {
    added: usize,
    changed: usize,
    removed: usize,
    moved: usize,
    reordered: usize,
    fields: usize,
    /// What the fields are called.
    names: Vec<String>,
}

fn json(rows: &[Row], end: Option<End>) -> String {
    let log = Listing {
        bmcanvas_log: 1,
        rows: rows.iter().map(entry).collect(),
        end: match end {
            Some(End::Whole) => "whole",
            Some(End::Shallow) => "shallow",
            Some(End::Capped) => "capped",
            None => "asked",
        },
    };
    let text = serde_json::to_string_pretty(&log).unwrap_or_default();
    format!("{}\n", escaped(&text))
}

fn entry(row: &Row) -> Entry<'_> {
    let (commit, iteration, file) = match &row.moment {
        Moment::Commit { id, .. } => (Some(&**id), None, None),
        Moment::Iteration { number, file, .. } => (
            None,
            Some(*number),
            Some(file.to_string_lossy().into_owned()),
        ),
    };
    let (what, notes, counts) = match &row.told {
        Told::Changed(counts, fields) => ("changed", None, Some(count(*counts, fields))),
        Told::Made(notes) => ("made", Some(*notes), None),
        Told::Deleted => ("deleted", None, None),
        Told::Unreadable => ("unreadable", None, None),
        Told::Readable(notes) => ("readable", Some(*notes), None),
        Told::Unknown(notes) => ("unknown", Some(*notes), None),
    };
    Entry {
        commit,
        iteration,
        file,
        author: &row.author,
        time: row.time,
        date: &row.date,
        subject: &row.subject,
        path: row.path.as_deref(),
        what,
        notes,
        counts,
    }
}

fn count(counts: Counts, names: &[FieldChange]) -> Count {
    let Counts {
        added,
        changed,
        removed,
        moved,
        reordered,
        fields,
    } = counts;
    Count {
        added,
        changed,
        removed,
        moved,
        reordered,
        fields,
        names: names.iter().map(FieldChange::name).collect(),
    }
}
