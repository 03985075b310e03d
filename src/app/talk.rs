//! The comments of a note, open to be read and to be answered.

use super::editor::{Editor, Shape};
use crate::layout::Sheet;
use crate::model::canvas::Canvas;
use crate::model::draft::{Picked, Target, Typing};
use crate::model::id::{CommentId, NoteId};
use crate::model::note::Note;
use crate::model::stance::{self, Stance};
use crate::model::thread::Comment;
use crate::model::timestamp::Timestamp;
use crate::text::age::short_age;
use crate::text::clean::Shown;
use crate::text::wrap;

/// The most rows that the comment being typed takes, and so many times smaller than the sheet it is.
const TYPED: (usize, usize) = (6, 2);

/// The comments of a note, and the one being typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Talk {
    /// The note.
    pub note: NoteId,
    /// How many rows it is scrolled up from the last comment.
    pub scroll: usize,
    /// The comment being typed.
    pub editor: Editor,
    /// What it becomes.
    pub aim: Aim,
}

/// What a comment being typed becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aim {
    /// A new one.
    New,
    /// This one, which said this before.
    Old(CommentId, String),
}

/// The sign of a note on which somebody commented.
const SAID: char = '✎';

/// What a row of the comments is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Who marked the note, and how.
    Marks,
    /// Who wrote the comment below, and when.
    Author,
    /// The same of a comment that somebody resolved.
    ResolvedAuthor,
    /// What it says.
    Text,
    /// The same of a comment that somebody resolved.
    ResolvedText,
    /// Nothing, or that there is nothing.
    Gap,
}

/// A row of the comments, as it can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// What it says.
    pub text: String,
}

impl Talk {
    /// The comments of this note, and nothing typed.
    pub fn new(note: NoteId) -> Self {
        Self {
            note,
            scroll: 0,
            editor: Editor::new(Shape::Lines, ""),
            aim: Aim::New,
        }
    }

    /// An own comment of the note to be edited.
    pub fn again(note: NoteId, id: CommentId, comment: &Comment) -> Self {
        Self {
            editor: Editor::new(Shape::Lines, &comment.text),
            aim: Aim::Old(id, comment.text.clone()),
            ..Self::new(note)
        }
    }

    /// Whether something is typed that is not what the comment says already.
    pub fn has_typed(&self) -> bool {
        match &self.aim {
            Aim::New => !self.editor.text().trim().is_empty(),
            Aim::Old(_, before) => self.editor.text() != before,
        }
    }

    /// What a journal keeps of it; `None` while it would lose nothing.
    pub fn typing(&self) -> Option<Typing> {
        let is_text = !self.editor.text().trim().is_empty();
        (is_text && self.has_typed()).then(|| Typing {
            target: Target::Comment(self.note.clone()),
            block: None,
            before: String::new(),
            text: self.editor.text().to_owned(),
            types: Picked::default(),
        })
    }

    /// How many rows the comment being typed takes on this sheet.
    pub fn typed_rows(&self, sheet: Sheet) -> usize {
        let most = TYPED.0.min(usize::from(sheet.room.height) / TYPED.1).max(1);
        self.editor.rows(sheet.typing_width()).len().clamp(1, most)
    }

    /// The rows that the comments have on this sheet: what is typed and a line above it take the others.
    pub fn rows_seen(&self, sheet: Sheet) -> usize {
        usize::from(sheet.room.height).saturating_sub(self.typed_rows(sheet) + 1)
    }

    /// Scrolls by so many rows up, within what there is.
    pub fn scroll(&mut self, up: isize, canvas: &Canvas, now: Timestamp, sheet: Sheet) {
        let all = rows(canvas.note(&self.note), now, sheet.text_width()).len();
        let most = all.saturating_sub(self.rows_seen(sheet));
        self.scroll = self.scroll.saturating_add_signed(up).min(most);
    }
}

/// What a note with comments or review marks carries, such as `✎2 +3 -1`: how many comments are open, and the marks.
pub fn badge(note: &Note) -> String {
    let comments = match (note.thread.is_empty(), note.thread.open_comments()) {
        (true, _) => None,
        (false, 0) => Some(SAID.to_string()),
        (false, open) => Some(format!("{SAID}{open}")),
    };
    let marks = Some(stance::tally(&note.stances)).filter(|marks| !marks.is_empty());
    let badge: Vec<String> = [comments, marks].into_iter().flatten().collect();
    badge.join(" ")
}

/// The review marks and the comments of a note in rows of this width.
pub fn rows(note: Option<&Note>, now: Timestamp, width: u16) -> Vec<Row> {
    let gap = |text: &str| Row {
        kind: RowKind::Gap,
        text: text.to_owned(),
    };
    let Some(note) = note else {
        return vec![gap("The note is gone.")];
    };
    let mut rows = Vec::new();
    let marks = marks(note);
    if !marks.is_empty() {
        wrapped(&mut rows, RowKind::Marks, &marks, width);
        rows.push(gap(""));
    }
    for (at, (_, comment)) in note.thread.in_order().into_iter().enumerate() {
        if at > 0 {
            rows.push(gap(""));
        }
        let (author, text) = if comment.is_open() {
            (RowKind::Author, RowKind::Text)
        } else {
            (RowKind::ResolvedAuthor, RowKind::ResolvedText)
        };
        wrapped(&mut rows, author, &signed(comment, now), width);
        wrapped(&mut rows, text, &comment.text, width);
    }
    if note.thread.is_empty() {
        rows.push(gap("Nobody has commented on this note yet."));
    }
    rows
}

/// "agree: Anna, Ben · question: Cleo".
fn marks(note: &Note) -> String {
    let who = |wanted: Stance| {
        let marks = note.stances.iter();
        let who = marks.filter(|(_, mark)| Stance::of(mark) == Some(wanted));
        let who: Vec<&str> = who.map(|(who, _)| who).collect();
        (!who.is_empty()).then(|| format!("{}: {}", wanted.name(), who.join(", ")))
    };
    let marks: Vec<String> = Stance::ALL.into_iter().filter_map(who).collect();
    marks.join(" · ")
}

/// "Anna · 3h · resolved by Ben".
fn signed(comment: &Comment, now: Timestamp) -> String {
    let at = Timestamp::parse(&comment.at);
    let at = at.map_or_else(
        || comment.at.clone(),
        |at| short_age(now.0.saturating_sub(at.0)),
    );
    let resolved = (!comment.is_open()).then(|| format!("resolved by {}", comment.resolved));
    let parts = [Some(comment.author().to_owned()), Some(at), resolved];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let parts = parts.iter().filter(|part| !part.trim().is_empty());
    parts.cloned().collect::<Vec<_>>().join(" · ")
}

fn wrapped(rows: &mut Vec<Row>, kind: RowKind, text: &str, width: u16) {
    for row in wrap::rows(text, width) {
        let text = Shown::line(row.of(text)).to_string();
        rows.push(Row { kind, text });
    }
}
