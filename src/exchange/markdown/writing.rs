//! A canvas as Markdown.

use super::own::{self, Badge};
use super::shown;
use crate::exchange::naming::Names;
use crate::exchange::seated;
use crate::format::kind::built_in_kind;
use crate::model::canvas::Canvas;
use crate::model::header::HeaderField;
use crate::model::id::{BlockId, NoteId};
use crate::model::kind::Kind;
use crate::model::note::Note;

/// What stands between the kind's title and that of the canvas.
pub(super) const DASH: &str = " — ";

pub(super) fn write(canvas: &Canvas, kind: &Kind) -> String {
    let mut out = title(&canvas.header.title, kind);
    out.push_str(&header(canvas));
    // A kind that others may not have does not lead them from its titles to its blocks.
    let names = built_in_kind(kind.id().as_str())
        .filter(|built_in| built_in == kind && canvas.kind == kind.id().as_str())
        .map(|kind| Names::of(&kind));
    for (block, notes) in seated::blocks(canvas, kind) {
        out.push_str(&section(block, kind, names.as_ref()));
        for (at, (id, note)) in notes.into_iter().enumerate() {
            out.push_str(if at == 0 { "\n" } else { "" });
            out.push_str(&item(id, note));
        }
    }
    out.push('\n');
    out.push_str(&own::canvas(canvas));
    out.push('\n');
    out
}

fn title(title: &str, kind: &Kind) -> String {
    let of_kind = shown::line(kind.title()).replace('—', "-");
    match shown::line(title).as_str() {
        "" if built_in_kind(kind.id().as_str()).is_some() => {
            format!("## {}\n", shown::heading(&of_kind))
        }
        // Who does not have this kind would take its title for that of the canvas.
        "" => format!("## {}{}\n", shown::inline(&of_kind), DASH.trim_end()),
        title => format!(
            "## {}{DASH}{}\n",
            shown::inline(&of_kind),
            shown::heading(title)
        ),
    }
}

/// The other fields of the header, a line each.
fn header(canvas: &Canvas) -> String {
    let fields = HeaderField::ALL
        .into_iter()
        .filter(|field| *field != HeaderField::Title);
    let line = |field: HeaderField| {
        let value = shown::line(&canvas.header.get(field));
        let line = format!("**{}:** {}", field.label(), shown::inline(&value));
        (!value.is_empty()).then_some(line)
    };
    let lines: Vec<String> = fields.filter_map(line).collect();
    if lines.is_empty() {
        return String::new();
    }
    format!("\n{}\n", lines.join("\\\n"))
}

fn section(block: &BlockId, kind: &Kind, names: Option<&Names>) -> String {
    let title = shown::line(kind.title_of(block));
    let heading = match kind.block(block) {
        Some(block) => {
            let code = shown::line(&block.code);
            format!("{}. {title} ({code})", block.order)
        }
        None => title,
    };
    let leads = |names: &Names| names.block(&heading).as_ref() == Some(block);
    let comment = if names.is_some_and(leads) {
        String::new()
    } else {
        format!(" {}", own::block(block))
    };
    let heading = if comment.is_empty() {
        shown::heading(&heading)
    } else {
        shown::inline(&heading)
    };
    format!("\n### {heading}{comment}\n")
}

/// A note as an item: its text, what is shown of the rest, and the comment with what is not.
fn item(id: &NoteId, note: &Note) -> String {
    let text = shown::text(&note.text);
    let paragraphs = text.split("\n\n").map(|paragraph| {
        let lines = paragraph.split('\n').map(shown::at_start);
        lines.collect::<Vec<_>>().join("\\\n  ")
    });
    let text = paragraphs.collect::<Vec<_>>().join("\n\n  ");
    let badges = Badge::of(note).into_iter();
    let badges = badges.map(|badge| format!("`{}`", badge.word()));
    let parts = std::iter::once(text)
        .chain(badges)
        .chain([own::note(id, note)]);
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    format!("- {}\n", parts.join(" "))
}
