//! The comments and review marks of a canvas, below its picture.

use crate::cli::list;
use crate::cli::text::Text;
use crate::cli::threads::state;
use crate::model::canvas::Canvas;
use crate::model::id::BlockId;
use crate::model::kind::Kind;
use crate::model::note::Note;
use crate::model::stance;
use crate::model::thread::Comment;
use crate::text::clean::Shown;

/// Where a comment begins.
const INDENT: &str = "    ";

/// The notes about which anything was said, block by block in the order of the kind; empty where there are none.
pub(super) fn text(canvas: &Canvas, kind: &Kind) -> String {
    let mut out = Text::default();
    let mut block: Option<&BlockId> = None;
    for (_, note) in list::notes(canvas, kind, None) {
        if note.thread.is_empty() && note.stances.is_empty() {
            continue;
        }
        let here = &note.place.block;
        if block != Some(here) {
            block = Some(here);
            out.gap();
            out.line(format_args!("{}", Shown::line(kind.title_of(here))));
        }
        about(&mut out, note);
    }
    out.into_string()
}

fn about(out: &mut Text, note: &Note) {
    let thread = (!note.thread.is_empty()).then(|| state(note));
    let marks = Some(stance::tally(&note.stances)).filter(|marks| !marks.is_empty());
    let said: Vec<String> = [thread, marks].into_iter().flatten().collect();
    let said = match said.join(", ") {
        said if said.is_empty() => said,
        said => format!("  ({said})"),
    };
    out.line(format_args!("  {}{said}", Shown::line(&note.text)));
    for (_, said) in note.thread.in_order() {
        comment(out, said);
    }
    for (who, mark) in note.stances.iter() {
        let mark = mark.to_string();
        let (who, mark) = (Shown::line(who), Shown::line(&mark));
        out.line(format_args!("{INDENT}{who}: {mark}"));
    }
}

/// A comment, with a sign before those that are open.
fn comment(out: &mut Text, comment: &Comment) {
    let (sign, resolved) = match comment.resolved.as_str() {
        "" => ('*', String::new()),
        who => (' ', format!("  (resolved by {who})")),
    };
    let told = format!("{}: {}{resolved}", comment.signature(), comment.text);
    for (at, line) in told.split('\n').enumerate() {
        let line = Shown::line(line);
        if at == 0 {
            out.line(format_args!("  {sign} {line}"));
        } else {
            out.line(format_args!("{INDENT}  {line}"));
        }
    }
}
