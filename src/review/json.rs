//! What differs, for other programs. The shape is stable: fields may be added, none changes its meaning or goes.

use super::report::{BlockDiff, FieldDiff, NoteDiff, Report, Seen};
use crate::format;
use crate::model::amount::Stated;
use crate::model::changes::NoteChange;
use crate::model::id::{CommentId, NoteId};
use crate::model::json::{Fields, Json};
use crate::model::thread::{Comment, Thread};

/// The version of the shape.
pub const VERSION: u16 = 1;

/// The report as JSON. Texts stand there to the letter: clean it before it goes to a terminal.
pub fn write(report: &Report<'_>) -> String {
    let fields = report.fields.iter().map(field).collect();
    let blocks = report.blocks.iter().map(block).collect();
    format::write_json(&object([
        ("bmcanvas_diff", number(VERSION.into())),
        ("from", text(report.names.from)),
        ("to", text(report.names.to)),
        ("differs", Json::Bool(!report.is_empty())),
        ("summary", text(&report.summary)),
        ("counts", counts(report)),
        ("fields", Json::Array(fields)),
        ("blocks", Json::Array(blocks)),
    ]))
}

/// What a change is called there.
const fn name(change: NoteChange) -> &'static str {
    match change {
        NoteChange::Added => "added",
        NoteChange::Changed => "changed",
        NoteChange::Removed => "removed",
        NoteChange::Moved => "moved",
        NoteChange::Reordered => "reordered",
    }
}

fn counts(report: &Report<'_>) -> Json {
    let all = [
        NoteChange::Added,
        NoteChange::Changed,
        NoteChange::Removed,
        NoteChange::Moved,
        NoteChange::Reordered,
    ];
    let fields = ("fields", number(report.fields.len()));
    let notes = all.map(|change| (name(change), number(report.count(change))));
    object(notes.into_iter().chain([fields]))
}

fn field(field: &FieldDiff) -> Json {
    object([
        ("field", text(field.key())),
        ("from", field.from.clone().unwrap_or(Json::Null)),
        ("to", field.to.clone().unwrap_or(Json::Null)),
    ])
}

fn block(block: &BlockDiff<'_>) -> Json {
    object([
        ("id", text(block.id.as_str())),
        ("title", text(&block.title)),
        ("notes", Json::Array(block.notes.iter().map(note).collect())),
    ])
}

fn note(note: &NoteDiff<'_>) -> Json {
    let side = |side: Option<Seen<'_>>| side.map_or(Json::Null, seen);
    object([
        ("id", text(note.id.as_str())),
        ("change", text(name(note.change))),
        ("from", side(note.from)),
        ("to", side(note.to)),
    ])
}

/// A note as it is on one side. What is empty is written too, so that whoever reads it need not ask.
fn seen(seen: Seen<'_>) -> Json {
    let note = seen.note;
    let maybe = |value: Option<&str>| value.map_or(Json::Null, text);
    let evidence = note.belief.evidence.iter();
    let evidence = evidence.map(|line| text(line)).collect();
    let tags = note.tags.iter().map(|tag| text(tag)).collect();
    let links = note.links.iter().map(|id| text(id.as_str())).collect();
    object([
        ("block", text(note.place.block.as_str())),
        ("position", number(seen.position)),
        ("text", text(&note.text)),
        ("color", maybe(note.color.as_deref())),
        ("tags", Json::Array(tags)),
        ("links", Json::Array(links)),
        (
            "amount",
            note.amount.as_ref().map_or(Json::Null, Stated::to_json),
        ),
        ("status", note.belief.status.clone().unwrap_or(Json::Null)),
        ("horizon", note.belief.horizon.clone().unwrap_or(Json::Null)),
        ("evidence", Json::Array(evidence)),
        (
            "conflict_of",
            maybe(note.conflict_of.as_ref().map(NoteId::as_str)),
        ),
        ("comments", comments(&note.thread)),
        ("review", note.stances.to_json()),
        ("votes", note.votes.to_json()),
        ("other", Json::Object(note.extra.clone())),
    ])
}

/// The comments as they were said.
fn comments(thread: &Thread) -> Json {
    let comment = |(id, comment): &(&CommentId, &Comment)| {
        let resolved = match comment.resolved.as_str() {
            "" => Json::Null,
            who => text(who),
        };
        object([
            ("id", text(id.as_str())),
            ("by", text(&comment.by)),
            ("at", text(&comment.at)),
            ("text", text(&comment.text)),
            ("resolved", resolved),
            ("other", Json::Object(comment.extra.clone())),
        ])
    };
    Json::Array(thread.in_order().iter().map(comment).collect())
}

fn object<'a>(fields: impl IntoIterator<Item = (&'a str, Json)>) -> Json {
    let fields = fields.into_iter();
    let fields: Fields = fields
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    Json::Object(fields)
}

fn text(text: &str) -> Json {
    Json::String(text.into())
}

fn number(number: usize) -> Json {
    Json::Number(number.to_string().into())
}
