//! Typing a note or a header field. A text ends by being kept or by being discarded, in no other way.

use std::collections::BTreeSet;

use super::Turn;
use crate::app::action::{Action, Typewriter, Versions};
use crate::app::board::Tags;
use crate::app::editor::{Editor, Shape};
use crate::app::effect::Effect;
use crate::app::mode::{Editing, Mode, Question};
use crate::app::msg::Trouble;
use crate::app::types::Types;
use crate::model::draft::{Asked, Target, Typing};
use crate::model::edit::{Change, Edit};
use crate::model::header::HeaderField;
use crate::model::id::{BlockId, NoteId};
use crate::model::merge;
use crate::model::note::Note;

impl Turn<'_> {
    pub(super) fn edit_note(&mut self) {
        match (self.board.focus.note.clone(), self.board.focused_note()) {
            (Some(id), Some(note)) => {
                let text = note.text.clone();
                self.type_into(Target::Note(id), &text);
            }
            (Some(id), None) if self.board.shown().note(&id).is_some() => {
                let key = self.key_name(Action::Versions(Versions::TakeBack));
                self.info(format!("this note is gone · {key} brings it back"));
            }
            (Some(_) | None, _) => self.new_note(1),
        }
    }

    /// A new note, `below` the one in focus by this much: 1 below, 0 above.
    pub(super) fn new_note(&mut self, below: usize) {
        let block = self.board.focus.block.clone();
        let at = self.board.focused_position().map_or(0, |at| at + below);
        let above = self.board.notes_of(&block).get(..at).unwrap_or_default();
        let is_here = |id: &&NoteId| self.board.has_here(id);
        let after = above.iter().rev().find(is_here).cloned();
        self.type_into(Target::New { block, after }, "");
    }

    pub(super) fn edit_header(&mut self) {
        self.type_header(HeaderField::Title);
    }

    pub(super) fn type_header(&mut self, field: HeaderField) {
        let text = self.board.canvas().header.get(field);
        self.type_into(Target::Header(field), &text);
    }

    fn type_into(&mut self, target: Target, before: &str) {
        if self.refuse_edits() {
            return;
        }
        let shape = match target {
            Target::Header(_) | Target::Asked(_) => Shape::Line,
            Target::New { .. } | Target::Note(_) | Target::Comment(_) => Shape::Lines,
        };
        let editor = Editor::new(shape, before);
        let types = match &target {
            Target::Note(id) => {
                let note = self.board.canvas().note(id);
                note.map_or_else(Types::default, |note| Types::of(note.tags.clone()))
            }
            Target::New { .. } | Target::Header(_) | Target::Asked(_) | Target::Comment(_) => {
                Types::default()
            }
        };
        self.board.mode = Mode::Edit(Editing {
            target,
            // As it can be edited: a title of two lines is one here, and is not changed by being looked at.
            before: editor.text().to_owned(),
            changed_from: None,
            editor,
            walk: None,
            types,
        });
    }

    /// Goes on with a text that an earlier run left unfinished. Whether it could be opened.
    pub(super) fn resume(&mut self, typing: Typing) -> bool {
        let (target, said) = self.target_now(&typing);
        if let Target::Asked(asked) = target {
            return self.resume_line(asked, &typing.text);
        }
        if let Target::Comment(id) = target {
            return self.resume_comment(&id, &typing.text);
        }
        match &target {
            Target::Note(id) | Target::Comment(id) => self.board.focus_note(&id.clone()),
            Target::New { block, .. } => self.board.focus_block(&block.clone()),
            Target::Header(_) | Target::Asked(_) => {}
        }
        let before = match target {
            Target::New { .. } | Target::Comment(_) => String::new(),
            Target::Note(_) | Target::Header(_) | Target::Asked(_) => typing.before,
        };
        self.type_into(target, &before);
        let Mode::Edit(editing) = &mut self.board.mode else {
            return false;
        };
        editing.editor = Editor::new(editing.editor.shape(), &typing.text);
        editing.types = std::mem::take(&mut editing.types).after(&typing.types);
        if let Some(said) = said {
            self.warn(said);
        }
        true
    }

    /// Where a text of an earlier run goes now. Where its note is gone or was changed since, it becomes a note of its
    /// own, for neither text must be lost.
    fn target_now(&self, typing: &Typing) -> (Target, Option<&'static str>) {
        let new = |block, after| Target::New { block, after };
        let gone = || {
            let block = typing.block.as_ref().unwrap_or(&self.board.focus.block);
            let alone = new(block.clone(), None);
            (alone, Some("its note is gone: your text is a new one"))
        };
        let id = match &typing.target {
            Target::Note(id) | Target::Comment(id) => id,
            Target::Asked(asked) if self.is_of_gone_note(asked) => return gone(),
            Target::New { .. } | Target::Header(_) | Target::Asked(_) => {
                return (typing.target.clone(), None);
            }
        };
        match self.board.canvas().note(id) {
            Some(_) if matches!(typing.target, Target::Comment(_)) => (typing.target.clone(), None),
            Some(note) if note.text == typing.before => (typing.target.clone(), None),
            Some(note) => {
                let beside = new(note.place.block.clone(), Some(id.clone()));
                (
                    beside,
                    Some("the note was changed since: your text stands beside it"),
                )
            }
            None => gone(),
        }
    }

    /// Whether a line is about a note that is no longer there.
    fn is_of_gone_note(&self, asked: &Asked) -> bool {
        let is_block = |id: &NoteId| self.board.kind.block(&id.as_str().into()).is_some();
        let id = asked.note().filter(|id| !is_block(id));
        id.is_some() && self.board.note_of(asked).is_none()
    }

    fn editor(&mut self) -> Option<&mut Editor> {
        match &mut self.board.mode {
            Mode::Edit(editing) | Mode::Away(editing) => Some(&mut editing.editor),
            Mode::Board
            | Mode::Talk(_)
            | Mode::Find(_)
            | Mode::Prompt(_)
            | Mode::Figures(_)
            | Mode::Viability(_)
            | Mode::Story(_)
            | Mode::List(_)
            | Mode::Link(_)
            | Mode::Help(_)
            | Mode::Ask(_)
            | Mode::Leaving => None,
        }
    }

    pub(super) fn edit_key(&mut self, action: Option<Action>, typed: Option<char>) {
        match action {
            _ if self.picks_type() => self.pick_type(typed),
            Some(Action::Guide(guide)) => self.guide(guide),
            Some(Action::KeepNext) => self.keep_and_go_on(),
            Some(Action::NextField) => self.change_field(HeaderField::next),
            Some(Action::PreviousField) => self.change_field(HeaderField::previous),
            Some(Action::Keep) => self.keep(),
            Some(Action::Discard) => self.discard(),
            Some(Action::External) => self.external(),
            Some(Action::LineBreak) => {
                if let Some(editor) = self.editor() {
                    editor.newline();
                }
            }
            Some(Action::Type(key)) => {
                let width = super::scrolling::typing_width(self.board, self.size);
                if let Some(editor) = self.editor() {
                    press(editor, key, width);
                }
            }
            _ => {
                if let (Some(editor), Some(typed)) = (self.editor(), typed) {
                    editor.input(typed);
                }
            }
        }
    }

    /// Pasted text while typing: into a new note, each line becomes a note of its own, in one edit, and the last stays
    /// open; else it goes in as it is.
    pub(super) fn paste_text(&mut self, text: &str) {
        let mut lines: Vec<String> = super::notes::lines_of(text).map(str::to_owned).collect();
        let Mode::Edit(editing) = &mut self.board.mode else {
            return;
        };
        let Target::New { after, .. } = &editing.target else {
            return editing.editor.insert(text.trim_end_matches('\n'));
        };
        let Some(first) = lines.first_mut().filter(|_| text.trim_end().contains('\n')) else {
            return editing.editor.insert(text.trim_end_matches('\n'));
        };
        let (walk, types) = (editing.walk, editing.types.clone());
        editing.editor.insert(first);
        editing.editor.text().trim_end().clone_into(first);
        self.board.focus.note.clone_from(after);
        self.board.mode = Mode::Board;
        // What ended with a line's end is whole; else the last line is still being typed.
        let open = if text.ends_with('\n') {
            None
        } else {
            lines.pop()
        };
        self.add_lines_below(lines);
        self.new_note(1);
        if let Mode::Edit(editing) = &mut self.board.mode {
            (editing.walk, editing.types) = (walk, types);
            editing.editor.insert(&open.unwrap_or_default());
        }
    }

    /// Enter: keeps the text and opens what comes next; an empty new note ends the round.
    fn keep_and_go_on(&mut self) {
        let Some(editing) = self.board.editing() else {
            return;
        };
        let is_empty = editing.editor.text().trim().is_empty();
        match editing.target.clone() {
            Target::Header(field) => self.keep_and_go_to(field, HeaderField::next),
            Target::New { .. } => {
                self.keep();
                if self.board.mode == Mode::Board && !is_empty {
                    self.new_note(1);
                }
            }
            Target::Note(_) | Target::Comment(_) | Target::Asked(_) => self.keep(),
        }
    }

    /// Keeps a header field and goes on to another; after the last one that ends it.
    fn keep_and_go_to(&mut self, field: HeaderField, other: fn(HeaderField) -> HeaderField) {
        self.keep();
        let next = other(field);
        let is_end = matches!(
            (field, next),
            (HeaderField::Iteration, HeaderField::Title)
                | (HeaderField::State | HeaderField::Counterpart, _)
        );
        if self.board.mode == Mode::Board && !is_end {
            self.type_header(next);
        }
    }

    fn change_field(&mut self, other: fn(HeaderField) -> HeaderField) {
        if let Some(Target::Header(field)) =
            self.board.editing().map(|editing| editing.target.clone())
        {
            self.keep_and_go_to(field, other);
        }
    }

    /// Keeps the text. Where it cannot be kept as it is, the editor stays open.
    pub(super) fn keep(&mut self) {
        let Mode::Edit(editing) = std::mem::replace(&mut self.board.mode, Mode::Board) else {
            return;
        };
        if editing.editor.text() == editing.before && !editing.types.differ() {
            return;
        }
        let text = editing.editor.text().trim_end().to_owned();
        let kept = match &editing.target {
            Target::Header(field) => self.keep_header(*field, &editing, text),
            Target::New { block, after } => {
                let after = after
                    .as_ref()
                    .and_then(|id| self.board.canvas().position(id));
                let at = after.map_or(0, |at| at + 1);
                let block = block.clone();
                text.is_empty() || self.add_note(&block, at, text, editing.tags())
            }
            Target::Note(id) if text.is_empty() && !editing.before.is_empty() => {
                self.board.mode = Mode::Ask(Question::DeleteEmptied(id.clone()));
                return;
            }
            Target::Note(id) => self.keep_text(id, &editing, text),
            Target::Comment(id) => text.is_empty() || self.add_comment(id, &text),
            // A line is typed in a mode of its own.
            Target::Asked(_) => true,
        };
        if !kept {
            self.board.mode = Mode::Edit(editing);
        } else if editing.types.differ() && editing.is_note() {
            // As after giving a tag by its name.
            self.board.look.tags = Tags::Shown;
        }
    }

    fn keep_header(&mut self, field: HeaderField, editing: &Editing, text: String) -> bool {
        let edit = match &editing.changed_from {
            _ if text == editing.before => return true,
            // As for a note: somebody else filled it in meanwhile.
            Some(base) => merge::rehead(self.board.canvas(), field, base, &text),
            None => Change::Header(field, text).into(),
        };
        edit.is_empty() || self.edit(edit)
    }

    fn add_note(
        &mut self,
        block: &BlockId,
        at: usize,
        text: String,
        tags: BTreeSet<String>,
    ) -> bool {
        let place = self
            .board
            .canvas()
            .place_at(block, at, None, self.ids.jitter());
        let id = self.ids.note();
        let mut note = Note::new(place, text);
        note.tags = tags;
        let added = self.edit(Change::Add(id.clone(), note).into());
        if added {
            self.board.focus_note(&id);
            self.board.picked.marked.clear();
        }
        added
    }

    fn keep_text(&mut self, id: &NoteId, editing: &Editing, text: String) -> bool {
        if self.board.canvas().note(id).is_none() {
            // Someone deleted the note meanwhile: what was typed stays, as a note.
            let block = self.board.focus.block.clone();
            return self.add_note(&block, usize::MAX, text, BTreeSet::new());
        }
        let mut edit = match &editing.changed_from {
            _ if text == editing.before => Edit(Vec::new()),
            // What was typed and what somebody else wrote meanwhile grew from the same text.
            Some(base) => merge::retext(self.board.canvas(), id, base, &text),
            None => Change::Text(id.clone(), text).into(),
        };
        edit.0.extend(self.retagged(id, &editing.types));
        edit.is_empty() || self.edit(edit)
    }

    /// What picking types changes on a note.
    fn retagged(&self, id: &NoteId, types: &Types) -> Option<Change> {
        let now = &self.board.canvas().note(id)?.tags;
        let tags = types.on(now);
        (tags != *now).then(|| Change::Tags(id.clone(), tags))
    }

    /// Leaves the text as it was before. What was typed can be had back by undo.
    fn discard(&mut self) {
        let Mode::Edit(editing) = std::mem::replace(&mut self.board.mode, Mode::Board) else {
            return;
        };
        let Some(typing) = editing.typing() else {
            return;
        };
        let restored = match typing.target.clone() {
            Target::Header(field) => Edit(vec![Change::Header(field, typing.text)]),
            Target::Note(id) => {
                let tags = self.retagged(&id, &editing.types);
                let text = Change::Text(id, typing.text);
                Edit(std::iter::once(text).chain(tags).collect())
            }
            Target::Comment(id) => self.new_comment(&id, &typing.text).into(),
            Target::Asked(_) => return,
            Target::New { block, after } => {
                let after = after
                    .as_ref()
                    .and_then(|id| self.board.canvas().position(id));
                let at = after.map_or(0, |at| at + 1);
                let place = self
                    .board
                    .canvas()
                    .place_at(&block, at, None, self.ids.jitter());
                let mut note = Note::new(place, typing.text);
                note.tags = editing.tags();
                Edit(vec![Change::Add(self.ids.note(), note)])
            }
        };
        let file = &mut self.board.file;
        file.history.remember_undone(&file.canvas, restored);
        let key = self.key_name(Action::Undo);
        self.info(format!("discarded · {key} brings the text back"));
    }

    /// Opens the note in `$EDITOR`; the text waits in its place meanwhile.
    pub(super) fn external(&mut self) {
        if matches!(self.board.mode, Mode::Board) {
            self.edit_note();
        }
        if let Mode::Edit(editing) = std::mem::replace(&mut self.board.mode, Mode::Board) {
            self.effects
                .push(Effect::External(editing.editor.text().to_owned()));
            self.board.mode = Mode::Away(editing);
        }
    }

    /// What `$EDITOR` left is kept at once; where it failed, the text is open as it was.
    pub(super) fn came_back(&mut self, result: Result<String, Trouble>) {
        let Mode::Away(mut editing) = std::mem::replace(&mut self.board.mode, Mode::Board) else {
            return;
        };
        match result {
            Ok(text) => {
                // Editors end a text with a line's end of their own; one that changed nothing else changes nothing.
                if text.trim_end() != editing.editor.text().trim_end() {
                    editing.editor = Editor::new(editing.editor.shape(), text.trim_end());
                }
                self.board.mode = Mode::Edit(editing);
                let stop = self.stop();
                self.keep();
                if let (Some((stop, _)), Mode::Board) = (stop, &self.board.mode) {
                    self.walk_to(&stop, BTreeSet::new());
                }
            }
            Err(trouble) => {
                self.board.mode = Mode::Edit(editing);
                *self.notice = Some(trouble.into());
            }
        }
    }
}

pub(super) fn press(editor: &mut Editor, key: Typewriter, width: u16) {
    match key {
        Typewriter::Left => editor.left(),
        Typewriter::Right => editor.right(),
        Typewriter::Up => editor.up(width),
        Typewriter::Down => editor.down(width),
        Typewriter::WordLeft => editor.word_left(),
        Typewriter::WordRight => editor.word_right(),
        Typewriter::Home => editor.home(),
        Typewriter::End => editor.end(),
        Typewriter::Start => editor.to_start(),
        Typewriter::Finish => editor.to_end(),
        Typewriter::Backspace => editor.backspace(),
        Typewriter::Delete => editor.delete(),
        Typewriter::DeleteWord => editor.delete_word_before(),
        Typewriter::DeleteWordAfter => editor.delete_word_after(),
        Typewriter::DeleteToStart => editor.delete_to_line_start(),
        Typewriter::DeleteToEnd => editor.delete_to_line_end(),
        Typewriter::Undo => {
            editor.undo();
        }
        Typewriter::Redo => {
            editor.redo();
        }
    }
}
