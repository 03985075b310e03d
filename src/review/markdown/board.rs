//! The whole canvas as Markdown, with what differs marked in its place: what a reviewer reads in a pull request.

use super::{edited, line, lines, push};
use crate::exchange::blocks;
use crate::model::canvas::Canvas;
use crate::model::id::{BlockId, NoteId};
use crate::model::kind::Kind;
use crate::model::note::Note;
use crate::review::report::{FieldDiff, NoteDiff, Report};

/// The canvas as it is after, block by block, ended by a newline. Notes that are gone stand where they were.
pub fn write(report: &Report<'_>, to: &Canvas, kind: &Kind) -> String {
    let mut out = head(report, to, kind);
    let in_order = blocks(to, kind);
    let emptied = report.blocks.iter().map(|block| block.id);
    let emptied = emptied.filter(|id| in_order.iter().all(|(other, _)| other != id));
    let emptied: Vec<(&BlockId, Vec<(&NoteId, &Note)>)> =
        emptied.map(|id| (id, Vec::new())).collect();
    for (id, notes) in in_order.iter().chain(&emptied) {
        let number = kind.block(id).map(|block| format!("{} ", block.order));
        let title = line(kind.title_of(id));
        push(
            &mut out,
            format_args!("\n#### {}{title}\n", number.unwrap_or_default()),
        );
        let diffs = report.blocks.iter().find(|block| block.id == *id);
        let diffs = diffs.map_or(&[][..], |block| &block.notes);
        if !notes.is_empty() || !diffs.is_empty() {
            out.push('\n');
        }
        block(&mut out, notes, diffs);
    }
    out
}

fn head(report: &Report<'_>, to: &Canvas, kind: &Kind) -> String {
    let title = match to.header.title.trim() {
        "" => String::new(),
        title => format!(" — {}", line(title)),
    };
    let mut out = format!("### {}{title}\n\n", line(kind.title()));
    let (from, to) = (line(report.names.from), line(report.names.to));
    let summary = match report.summary.as_str() {
        "" => "no changes".to_owned(),
        summary => line(summary),
    };
    push(&mut out, format_args!("{from} → {to}: {summary}\n"));
    if !report.fields.is_empty() {
        out.push('\n');
    }
    for (label, from, to) in report.fields.iter().flat_map(FieldDiff::lines) {
        let edited = edited(&from, &to, "  ");
        push(&mut out, format_args!("- **{}:** {edited}\n", line(&label)));
    }
    out
}

/// The notes of a block with those that differ, which come in the same order.
fn block(out: &mut String, notes: &[(&NoteId, &Note)], diffs: &[NoteDiff<'_>]) {
    let mut diffs = diffs.iter().peekable();
    let ids = notes.iter().map(|(id, note)| Some((*id, *note)));
    // Before the first note, and after each one, come those that are gone from there.
    for seated in std::iter::once(None).chain(ids) {
        if let Some((id, text)) = seated {
            match diffs.next_if(|diff| diff.id == id) {
                Some(diff) => super::note(out, diff),
                None => push(out, format_args!("- {}\n", lines(&text.text))),
            }
        }
        while let Some(gone) = diffs.next_if(|diff| diff.to.is_none()) {
            super::note(out, gone);
        }
    }
}
