//! What differs, as Markdown for the comment of a pull request.
//!
//! The texts of a canvas are anybody's. They come out as text: no markup, no HTML, no link that nobody looked at, and
//! nobody who is named is called.

mod board;

pub use board::write as write_board;

use std::fmt::Write as _;

use super::report::{Aspect, BlockDiff, FieldDiff, NoteDiff, Report, Seen};
use super::text::{is_another, said};
use crate::model::changes::NoteChange;
use crate::model::words::{PieceChange, words};
use crate::text::clean::Shown;

/// What stands between two characters that a forge would take for a mention, and is not seen.
const PART: &str = "&#8203;";

/// The report as Markdown, ended by a newline.
pub fn write(report: &Report<'_>) -> String {
    let title = match report.title.trim() {
        "" => "Untitled canvas",
        title => title,
    };
    let mut out = format!("### {}\n\n", line(title));
    if report.is_empty() {
        out.push_str("No changes.\n");
        return out;
    }
    let (from, to) = (line(report.names.from), line(report.names.to));
    push(
        &mut out,
        format_args!("{from} → {to}: {}\n", line(&report.summary)),
    );
    if !report.fields.is_empty() {
        out.push('\n');
    }
    for (label, from, to) in report.fields.iter().flat_map(FieldDiff::lines) {
        let edited = edited(&from, &to, "  ");
        push(&mut out, format_args!("- **{}:** {edited}\n", line(&label)));
    }
    for block in &report.blocks {
        write_block(&mut out, block);
    }
    out
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(text);
}

fn write_block(out: &mut String, block: &BlockDiff<'_>) {
    let order = block
        .order
        .map(|order| format!("{order} "))
        .unwrap_or_default();
    push(
        out,
        format_args!("\n#### {order}{}\n\n", line(&block.title)),
    );
    for diff in &block.notes {
        note(out, diff);
    }
}

fn note(out: &mut String, note: &NoteDiff<'_>) {
    push(out, format_args!("- `{}` ", note.change.sign()));
    match (note.from, note.to) {
        (None, Some(seen)) | (Some(seen), None) => whole(out, note, seen),
        (Some(from), Some(to)) => both(out, note, from, to),
        (None, None) => {}
    }
}

fn whole(out: &mut String, note: &NoteDiff<'_>, seen: Seen<'_>) {
    let is_gone = note.change == NoteChange::Removed;
    let text = lines(&seen.note.text);
    let text = if is_gone && !text.is_empty() {
        format!("<del>{text}</del>")
    } else {
        text
    };
    push(out, format_args!("{text}\n"));
    for aspect in note.aspects() {
        let value = if is_gone { aspect.from } else { aspect.to };
        push(
            out,
            format_args!("  - {}: {}\n", line(&aspect.name), lines(&value)),
        );
    }
    said_about(out, note);
}

/// The comments, those that are new or gone marked as such, and the review marks.
fn said_about(out: &mut String, note: &NoteDiff<'_>) {
    for Aspect { name, from, to } in note.comments() {
        let said = edited(&from, &to, " ");
        push(out, format_args!("  - **{}:** {said}\n", line(&name)));
    }
    for Aspect { name, from, to } in note.marks() {
        let mark = edited(&from, &to, " ");
        push(out, format_args!("  - {}: {mark}\n", line(&name)));
    }
}

fn both(out: &mut String, note: &NoteDiff<'_>, from: Seen<'_>, to: Seen<'_>) {
    out.push_str(&edited(&from.note.text, &to.note.text, "<br>"));
    let told = said(note, from, to);
    if !told.is_empty() {
        push(out, format_args!(" *({})*", line(&told)));
    }
    out.push('\n');
    for aspect in note.aspects() {
        let edited = edited(&aspect.from, &aspect.to, " ");
        push(out, format_args!("  - {}: {edited}\n", line(&aspect.name)));
    }
    said_about(out, note);
}

/// What one text became; two that have nothing in common are parted by `gap`.
fn edited(from: &str, to: &str, gap: &str) -> String {
    let pieces = words(from, to);
    let gap = if is_another(&pieces) { gap } else { "" };
    let told = pieces.iter().map(|piece| {
        let text = lines(piece.text);
        match piece.change {
            PieceChange::Same => text,
            PieceChange::Removed => format!("<del>{text}</del>{gap}"),
            PieceChange::Added => format!("<ins>{text}</ins>"),
        }
    });
    told.collect()
}

/// A text of several lines, as one line of Markdown.
fn lines(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(line).collect();
    lines.join("<br>")
}

/// A line of text, so that it is shown as it is.
fn line(text: &str) -> String {
    let shown = Shown::line(text);
    let mut safe = String::with_capacity(shown.as_str().len() + 8);
    let mut chars = shown.as_str().chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            // A forge looks for these once the escapes are gone.
            '@' | '#' | '!' if chars.peek().is_some_and(|next| next.is_alphanumeric()) => {
                safe.extend(['\\', char]);
                safe.push_str(PART);
            }
            mark if mark.is_ascii_punctuation() && !is_harmless(mark) => safe.extend(['\\', mark]),
            char => safe.push(char),
        }
    }
    safe
}

/// Whether Markdown sees nothing in it, wherever it stands.
fn is_harmless(mark: char) -> bool {
    matches!(mark, ',' | ';' | '?' | '%' | '\'' | '"' | '/')
}

#[cfg(test)]
mod tests {
    use super::{line, lines};

    #[test]
    fn nothing_of_a_text_is_markup() {
        for (text, expected) in [
            (
                "plain, text; with 50 % of \"it\"?",
                "plain, text; with 50 % of \"it\"?",
            ),
            ("**bold** _x_ `c`", "\\*\\*bold\\*\\* \\_x\\_ \\`c\\`"),
            ("<img src=x>&amp;", "&lt;img src\\=x&gt;&amp;amp;"),
            ("[a](http://b.c)", "\\[a\\]\\(http\\://b\\.c\\)"),
            ("@ann #12 !3", "\\@&#8203;ann \\#&#8203;12 \\!&#8203;3"),
            ("@ # !", "\\@ \\# \\!"),
            ("1. one", "1\\. one"),
            ("| - + ~~~ \\", "\\| \\- \\+ \\~\\~\\~ \\\\"),
            ("\u{1b}[31m\u{202e}", "\\^\\[\\[31m&lt;202E&gt;"),
        ] {
            assert_eq!(line(text), expected);
        }
        assert_eq!(lines("a\n# b"), "a<br>\\# b");
    }
}
