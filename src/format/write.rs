//! The canonical form: one way to write each canvas, laid out so that git merges it line by line.

mod review;

pub(super) use review::{LAST_VALUE as REVIEW_LAST_VALUE, inline, is_evidence};

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::read::VERSION;
use crate::model::canvas::Canvas;
use crate::model::conflicts::Conflicts;
use crate::model::header::Header;
use crate::model::id::NoteId;
use crate::model::json::{Fields, Json};
use crate::model::note::Note;

/// The key that ends `notes`. As it is always there, no note's comma ever changes.
pub(super) const LAST_KEY: &str = "~";
/// What stands behind it.
pub(super) const LAST_VALUE: &str = "keep this line last";
/// The top-level fields that this version knows.
pub(super) const CANVAS_FIELDS: [&str; 10] = [
    "bmcanvas",
    "kind",
    "title",
    "designed_for",
    "designed_by",
    "date",
    "iteration",
    "conflicts",
    "notes",
    "blocks",
];
/// The fields of a note that this version knows.
pub(super) const NOTE_FIELDS: [&str; 14] = [
    "comments",
    "review",
    "votes",
    "evidence",
    "block",
    "rank",
    "text",
    "color",
    "tags",
    "links",
    "amount",
    "status",
    "horizon",
    "conflict_of",
];

/// The canvas in its canonical form: equal canvases give equal text, and reading it gives the canvas back.
///
/// Left out are what no file can hold: an unknown field of a known field's name, and a note whose id is `~`.
pub fn write(canvas: &Canvas) -> String {
    let mut out = Writer {
        out: String::with_capacity(256 + 200 * canvas.len()),
    };
    out.line(0, "{");
    out.header(&canvas.kind, &canvas.header);
    out.conflicts(&canvas.conflicts);
    let mut known = CANVAS_FIELDS.to_vec();
    // Young names: what others kept there stays until it is said anew.
    let header = &canvas.header;
    known.extend((!header.state.is_empty()).then_some("state"));
    known.extend((!header.counterpart.is_empty()).then_some("counterpart"));
    out.unknown(1, &canvas.extra, &known);
    out.out.push_str(",\n\n");
    out.line(1, "\"notes\": {");
    out.out.push('\n');
    for (id, note) in canvas.notes() {
        out.note(id, note);
    }
    out.field(2, LAST_KEY);
    out.string(LAST_VALUE);
    out.out.push('\n');
    out.line(1, "}");
    out.line(0, "}");
    out.out
}

/// These notes as a JSON array of objects, for other programs: each with its id, block, text, color (or null) and tags,
/// and with all that its file says of it but its rank; comments as a list, in their order. An unknown field that is called `id` has no place there.
pub fn write_notes<'a>(notes: impl IntoIterator<Item = (&'a NoteId, &'a Note)>) -> String {
    let mut out = Writer {
        out: "[".to_owned(),
    };
    let mut separator = "\n";
    for (id, note) in notes {
        out.out.push_str(separator);
        out.indent(1);
        out.listed(id, note);
        separator = ",\n";
    }
    if separator != "\n" {
        out.new_line(0);
    }
    out.out.push_str("]\n");
    out.out
}

/// The value as JSON, laid out as in a file: scalars on one line, an object's fields one a line.
pub fn write_json(value: &Json) -> String {
    let mut out = Writer { out: String::new() };
    out.json(0, value);
    out.out.push('\n');
    out.out
}

struct Writer {
    out: String,
}

impl Writer {
    fn header(&mut self, kind: &str, header: &Header) {
        self.field(1, "bmcanvas");
        self.out.push_str(&VERSION.to_string());
        self.next_string(1, "kind", kind);
        self.next_string(1, "title", &header.title);
        for (key, value) in [
            ("designed_for", &header.designed_for),
            ("designed_by", &header.designed_by),
            ("date", &header.date),
        ] {
            if !value.is_empty() {
                self.next_string(1, key, value);
            }
        }
        if let Some(iteration) = header.iteration {
            self.next(1, "iteration");
            self.out.push_str(&iteration.to_string());
        }
        for (key, value) in [
            ("state", &header.state),
            ("counterpart", &header.counterpart),
        ] {
            if !value.is_empty() {
                self.next_string(1, key, value);
            }
        }
    }

    fn note(&mut self, id: &NoteId, note: &Note) {
        if id.as_str() == LAST_KEY {
            return;
        }
        self.field(2, id.as_str());
        self.out.push_str("{\n");
        self.review(note);
        self.field(3, "block");
        self.string(note.place.block.as_str());
        self.next_string(3, "rank", note.place.rank.as_str());
        self.next_string(3, "text", &note.text);
        if let Some(color) = &note.color {
            self.next_string(3, "color", color);
        }
        self.set("tags", &note.tags, String::as_str);
        self.set("links", &note.links, NoteId::as_str);
        self.amount(3, note);
        self.words(3, note);
        if let Some(other) = &note.conflict_of {
            self.next_string(3, "conflict_of", other.as_str());
        }
        self.unknown(3, &note.extra, &NOTE_FIELDS);
        self.out.push('\n');
        self.line(2, "},\n");
    }

    /// A note on its own. What is empty is written too, so that whoever reads it need not ask.
    fn listed(&mut self, id: &NoteId, note: &Note) {
        self.out.push_str("{\n");
        self.field(2, "id");
        self.string(id.as_str());
        self.next_string(2, "block", note.place.block.as_str());
        self.next_string(2, "text", &note.text);
        self.next(2, "color");
        match &note.color {
            Some(color) => self.string(color),
            None => self.out.push_str("null"),
        }
        self.next(2, "tags");
        self.strings(&note.tags, String::as_str);
        self.next(2, "links");
        self.strings(&note.links, NoteId::as_str);
        self.amount(2, note);
        self.words(2, note);
        if !note.belief.evidence.is_empty() {
            self.next(2, "evidence");
            self.strings(&note.belief.evidence, String::as_str);
        }
        if let Some(other) = &note.conflict_of {
            self.next_string(2, "conflict_of", other.as_str());
        }
        self.listed_review(note);
        let mut known = vec!["id"];
        known.extend(NOTE_FIELDS);
        self.unknown(2, &note.extra, &known);
        self.new_line(1);
        self.out.push('}');
    }

    fn amount(&mut self, depth: usize, note: &Note) {
        if let Some(amount) = &note.amount {
            self.next(depth, "amount");
            self.json(depth, &amount.to_json());
        }
    }

    /// How far the note is tested, and when it matters.
    fn words(&mut self, depth: usize, note: &Note) {
        let belief = &note.belief;
        for (name, word) in [("status", &belief.status), ("horizon", &belief.horizon)] {
            if let Some(word) = word {
                self.next(depth, name);
                self.json(depth, word);
            }
        }
    }

    fn set<T>(&mut self, key: &str, set: &BTreeSet<T>, text: impl Fn(&T) -> &str) {
        if !set.is_empty() {
            self.next(3, key);
            self.strings(set, text);
        }
    }

    fn strings<T>(&mut self, set: &BTreeSet<T>, text: impl Fn(&T) -> &str) {
        self.out.push('[');
        for (at, item) in set.iter().enumerate() {
            self.out.push_str(if at == 0 { "" } else { ", " });
            self.string(text(item));
        }
        self.out.push(']');
    }

    /// The values that lost, a field's on a line.
    fn conflicts(&mut self, conflicts: &Conflicts) {
        if conflicts.is_empty() {
            return;
        }
        let list = |values: &BTreeSet<Json>| Json::Array(values.iter().cloned().collect());
        let fields = conflicts
            .iter()
            .map(|(path, values)| (path.to_owned(), list(values)));
        self.next(1, "conflicts");
        self.object(1, &fields.collect());
    }

    fn unknown(&mut self, depth: usize, fields: &Fields, known: &[&str]) {
        for (key, value) in fields {
            if !known.contains(&key.as_str()) {
                self.next(depth, key);
                self.json(depth, value);
            }
        }
    }

    fn json(&mut self, depth: usize, value: &Json) {
        match value {
            Json::Null => self.out.push_str("null"),
            Json::Bool(true) => self.out.push_str("true"),
            Json::Bool(false) => self.out.push_str("false"),
            Json::Number(number) => self.out.push_str(number),
            Json::String(text) => self.string(text),
            Json::Array(items) => self.array(depth, items),
            Json::Object(fields) => self.object(depth, fields),
        }
    }

    /// Scalars on one line; where an item has parts of its own, one item per line.
    fn array(&mut self, depth: usize, items: &[Json]) {
        let flat = !items.iter().any(has_parts);
        self.out.push('[');
        for (at, item) in items.iter().enumerate() {
            match (flat, at) {
                (true, 0) => {}
                (true, _) => self.out.push_str(", "),
                (false, 0) => self.new_line(depth + 1),
                (false, _) => {
                    self.out.push(',');
                    self.new_line(depth + 1);
                }
            }
            self.json(depth + 1, item);
        }
        if !flat {
            self.new_line(depth);
        }
        self.out.push(']');
    }

    fn object(&mut self, depth: usize, fields: &Fields) {
        self.out.push('{');
        for (at, (key, value)) in fields.iter().enumerate() {
            self.out.push_str(if at == 0 { "\n" } else { ",\n" });
            self.field(depth + 1, key);
            self.json(depth + 1, value);
        }
        if !fields.is_empty() {
            self.new_line(depth);
        }
        self.out.push('}');
    }

    fn next_string(&mut self, depth: usize, key: &str, value: &str) {
        self.next(depth, key);
        self.string(value);
    }

    /// The field after another one.
    fn next(&mut self, depth: usize, key: &str) {
        self.out.push_str(",\n");
        self.field(depth, key);
    }

    fn field(&mut self, depth: usize, key: &str) {
        self.indent(depth);
        self.string(key);
        self.out.push_str(": ");
    }

    fn line(&mut self, depth: usize, text: &str) {
        self.indent(depth);
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn new_line(&mut self, depth: usize) {
        self.out.push('\n');
        self.indent(depth);
    }

    fn indent(&mut self, depth: usize) {
        for _ in 0..depth {
            self.out.push_str("  ");
        }
    }

    /// The text as a JSON string. Beyond what JSON asks for, DEL and C1 are escaped too: they would act on a terminal
    /// that shows the file or its diff.
    fn string(&mut self, text: &str) {
        self.out.push('"');
        for run in text.split_inclusive(must_escape) {
            let mut chars = run.chars();
            match chars.next_back().filter(|&last| must_escape(last)) {
                Some(last) => {
                    self.out.push_str(chars.as_str());
                    self.escape(last);
                }
                None => self.out.push_str(run),
            }
        }
        self.out.push('"');
    }

    fn escape(&mut self, char: char) {
        match char {
            '"' => self.out.push_str("\\\""),
            '\\' => self.out.push_str("\\\\"),
            '\n' => self.out.push_str("\\n"),
            '\r' => self.out.push_str("\\r"),
            '\t' => self.out.push_str("\\t"),
            '\u{8}' => self.out.push_str("\\b"),
            '\u{c}' => self.out.push_str("\\f"),
            other => {
                // Writing to a string cannot fail.
                let _ = write!(self.out, "\\u{:04x}", u32::from(other));
            }
        }
    }
}

fn must_escape(char: char) -> bool {
    matches!(char, '"' | '\\') || char.is_control()
}

fn has_parts(value: &Json) -> bool {
    match value {
        Json::Array(items) => !items.is_empty(),
        Json::Object(fields) => !fields.is_empty(),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => false,
    }
}
