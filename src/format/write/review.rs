//! Writing what people say about a note: its comments, their review marks and dots, and the evidence for what it believes.
//!
//! They stand before all else in the note: there no comma of another field depends on them, and a change of the note's
//! text, colour or tags is not next to them. So a merge by lines keeps both.

use std::collections::BTreeSet;

use super::{LAST_KEY, Writer};
use crate::model::json::Json;
use crate::model::note::Note;
use crate::model::thread::Comment;

/// What stands behind the key that ends comments and review marks; with it, the comma of no other line ever changes.
pub(in crate::format) const LAST_VALUE: &str = "";
/// The fields of a comment that this version knows.
const COMMENT_FIELDS: [&str; 4] = ["by", "at", "text", "resolved"];

/// The value as JSON on one line.
pub(in crate::format) fn inline(value: &Json) -> String {
    let mut out = Writer { out: String::new() };
    out.inline(value);
    out.out
}

/// Whether the line can be one of the evidence: neither nothing nor the line that ends it.
pub(in crate::format) fn is_evidence(line: &str) -> bool {
    !line.is_empty() && line != LAST_KEY
}

impl Writer {
    /// The comments, the review marks and the dots, each on a line; nothing where there are none.
    pub(super) fn review(&mut self, note: &Note) {
        let comments = note.thread.iter();
        self.keyed(
            "comments",
            comments.map(|(id, comment)| (id.as_str(), comment)),
            |out, comment| out.comment(None, comment),
        );
        self.keyed("review", note.stances.iter(), Self::inline);
        self.keyed("votes", note.votes.iter(), Self::inline);
        self.evidence(&note.belief.evidence);
    }

    /// What speaks for or against the note, a line each, ended by the fixed last line.
    fn evidence(&mut self, evidence: &BTreeSet<String>) {
        let mut lines = evidence.iter().filter(|line| is_evidence(line)).peekable();
        if lines.peek().is_none() {
            return;
        }
        self.field(3, "evidence");
        self.out.push_str("[\n");
        for line in lines {
            self.indent(4);
            self.string(line);
            self.out.push_str(",\n");
        }
        self.indent(4);
        self.string(LAST_KEY);
        self.out.push('\n');
        self.line(3, "],");
    }

    /// A field that holds things by key, ended by the fixed last entry.
    fn keyed<'t, T>(
        &mut self,
        name: &str,
        things: impl Iterator<Item = (&'t str, T)>,
        write: impl Fn(&mut Self, T),
    ) {
        let mut things = things.filter(|(key, _)| *key != LAST_KEY).peekable();
        if things.peek().is_none() {
            return;
        }
        self.field(3, name);
        self.out.push_str("{\n");
        for (key, thing) in things {
            self.field(4, key);
            write(self, thing);
            self.out.push_str(",\n");
        }
        self.field(4, LAST_KEY);
        self.string(LAST_VALUE);
        self.out.push('\n');
        self.line(3, "},");
    }

    /// A comment on one line, with its id where it stands in a list. What is empty is left out in a file and written in a
    /// list.
    fn comment(&mut self, id: Option<&str>, comment: &Comment) {
        let mut fields = Inline::default();
        self.out.push_str("{ ");
        if let Some(id) = id {
            fields.string(self, "id", id);
        }
        for (name, value) in [("by", &comment.by), ("at", &comment.at)] {
            if id.is_some() || !value.is_empty() {
                fields.string(self, name, value);
            }
        }
        fields.string(self, "text", &comment.text);
        if !comment.resolved.is_empty() {
            fields.string(self, "resolved", &comment.resolved);
        } else if id.is_some() {
            fields.name(self, "resolved");
            self.out.push_str("null");
        }
        let is_known = |key: &str| COMMENT_FIELDS.contains(&key) || id.is_some() && key == "id";
        for (key, value) in comment.extra.iter().filter(|(key, _)| !is_known(key)) {
            fields.name(self, key);
            self.inline(value);
        }
        self.out.push_str(" }");
    }

    /// The comments in their order, the review marks and the dots of a note on its own.
    pub(super) fn listed_review(&mut self, note: &Note) {
        self.next(2, "comments");
        self.out.push('[');
        let comments = note.thread.in_order();
        for (at, (id, comment)) in comments.iter().enumerate() {
            self.out.push_str(if at == 0 { "" } else { "," });
            self.new_line(3);
            self.comment(Some(id.as_str()), comment);
        }
        if !comments.is_empty() {
            self.new_line(2);
        }
        self.out.push(']');
        self.next(2, "review");
        self.inline(&note.stances.to_json());
        if !note.votes.is_empty() {
            self.next(2, "votes");
            self.inline(&note.votes.to_json());
        }
    }

    /// A value on one line.
    fn inline(&mut self, value: &Json) {
        match value {
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => self.json(0, value),
            Json::Array(items) => {
                self.out.push('[');
                for (at, item) in items.iter().enumerate() {
                    self.out.push_str(if at == 0 { "" } else { ", " });
                    self.inline(item);
                }
                self.out.push(']');
            }
            Json::Object(members) if members.is_empty() => self.out.push_str("{}"),
            Json::Object(members) => {
                let mut fields = Inline::default();
                self.out.push_str("{ ");
                for (key, value) in members {
                    fields.name(self, key);
                    self.inline(value);
                }
                self.out.push_str(" }");
            }
        }
    }
}

/// The fields of an object on one line.
#[derive(Default)]
enum Inline {
    #[default]
    None,
    Some,
}

impl Inline {
    /// The name of the next field.
    fn name(&mut self, out: &mut Writer, name: &str) {
        match self {
            Self::None => *self = Self::Some,
            Self::Some => out.out.push_str(", "),
        }
        out.string(name);
        out.out.push_str(": ");
    }

    fn string(&mut self, out: &mut Writer, name: &str, value: &str) {
        self.name(out, name);
        out.string(value);
    }
}
