//! Commands on notes: delete, duplicate, copy, reorder, move, colour, park, mark.

use super::Turn;
use crate::app::editor::{Editor, Shape};
use crate::app::effect::Effect;
use crate::model::edit::{Change, Edit};
use crate::model::id::{BlockId, NoteId};
use crate::model::note::{ColorName, Note, Place};

impl Turn<'_> {
    /// The marked notes in the order of the board, else the note in focus.
    pub(super) fn targets(&self) -> Vec<NoteId> {
        let marked = &self.board.picked.marked;
        if marked.is_empty() {
            return self.board.focus.note.iter().cloned().collect();
        }
        let blocks = self.board.blocks_in_order();
        let notes = blocks.iter().flat_map(|block| self.board.notes_of(block));
        notes.filter(|id| marked.contains(*id)).cloned().collect()
    }

    pub(super) fn delete(&mut self) {
        let targets = self.targets();
        let count = targets.len();
        let at = self.position_without(&targets);
        if count == 0 {
            return self.info("no note here to delete");
        }
        if self.edit(Edit(targets.into_iter().map(Change::Remove).collect())) {
            self.board.mend_focus(at);
            let key = self.key_name(crate::app::action::Action::Undo);
            self.info(format!(
                "{} deleted · {key} brings {} back",
                notes(count),
                if count == 1 { "it" } else { "them" }
            ));
        }
    }

    /// Where the note in focus stands, not counting `gone`: there stands the one after it once they are away.
    fn position_without(&self, gone: &[NoteId]) -> usize {
        let canvas = self.board.canvas();
        let at = self.board.focused_seat().unwrap_or(0);
        let is_above = |id: &&NoteId| {
            self.board.has_here(id) && canvas.position(id).is_some_and(|other| other < at)
        };
        let above = gone.iter().filter(is_above);
        at - above.count()
    }

    /// Copies each note to directly below it, in its own block.
    pub(super) fn duplicate(&mut self) {
        let mut copies = Vec::new();
        for id in self.targets() {
            let canvas = self.board.canvas();
            if let (Some(note), Some(at)) = (canvas.note(&id), canvas.position(&id)) {
                let block = &note.place.block;
                let place = canvas.place_at(block, at + 1, None, self.ids.jitter());
                let copy = Note {
                    place,
                    ..note.of_its_own()
                };
                copies.push(copy);
            }
        }
        self.add(copies);
    }

    pub(super) fn copy(&mut self) {
        let targets = self.targets();
        let copies = targets
            .iter()
            .filter_map(|id| self.board.shown().note(id).map(Note::of_its_own));
        let copied: Vec<Note> = copies.collect();
        if copied.is_empty() {
            return self.info("no note here to copy");
        }
        let key = self.key_name(crate::app::action::Action::Paste);
        self.info(format!(
            "{} copied · {key} puts {} here",
            notes(copied.len()),
            if copied.len() == 1 { "it" } else { "them" }
        ));
        self.board.picked.copied = copied;
        self.clear_marks();
    }

    pub(super) fn put(&mut self) {
        if self.board.picked.copied.is_empty() {
            return self.info("nothing is copied yet");
        }
        let copied = self.board.picked.copied.clone();
        self.add_below(copied, |copy, place| Note { place, ..copy });
    }

    pub(super) fn copy_out(&mut self) {
        let targets = self.targets();
        let texts = targets.iter().filter_map(|id| self.board.shown().note(id));
        let text = texts
            .map(|note| note.text.as_str())
            .collect::<Vec<_>>()
            .join("\n");
        if text.is_empty() {
            return self.info("no text here to copy");
        }
        self.effects.push(Effect::Clipboard(text));
        self.info("handed to the terminal's clipboard, if it takes it");
    }

    /// Pasted lines as notes below the one in focus: a line each, without bullets and blanks.
    pub(super) fn paste_notes(&mut self, text: &str) {
        // What a text under edit would not take is left out here too.
        let mut taken = Editor::new(Shape::Lines, "");
        taken.insert(text);
        self.add_lines_below(lines_of(taken.text()).map(str::to_owned).collect());
    }

    /// Adds a note for each line below the one in focus, in one edit, and focuses the last.
    pub(super) fn add_lines_below(&mut self, lines: Vec<String>) {
        self.add_below(lines, |line, place| Note::new(place, line));
    }

    fn add_below<T>(&mut self, new: Vec<T>, note: impl Fn(T, Place) -> Note) {
        let block = &self.board.focus.block;
        let first = self.seat_below();
        let canvas = self.board.canvas();
        let places = canvas.places_at(block, first, new.len(), || self.ids.jitter());
        let notes = new.into_iter().zip(places);
        self.add(notes.map(|(new, place)| note(new, place)).collect());
    }

    /// Where a note below the one in focus stands among those of the block.
    fn seat_below(&self) -> usize {
        let is_here = |id: &NoteId| self.board.has_here(id);
        let below = usize::from(self.board.focus.note.as_ref().is_some_and(is_here));
        self.board.focused_seat().map_or(0, |at| at + below)
    }

    /// Adds the notes in one edit and focuses the last.
    fn add(&mut self, new: Vec<Note>) {
        let mut last = None;
        let mut changes = Vec::with_capacity(new.len());
        for note in new {
            let id = self.ids.note();
            last = Some(id.clone());
            changes.push(Change::Add(id, note));
        }
        let count = changes.len();
        if let Some(last) = last
            && self.edit(Edit(changes))
        {
            self.board.focus_note(&last);
            self.clear_marks();
            if count > 1 {
                self.info(format!("{} added", notes(count)));
            }
        }
    }

    /// Moves the note in focus up or down within its block.
    pub(super) fn reorder(&mut self, by: isize) {
        let Some(id) = self.board.focus.note.clone() else {
            return;
        };
        if !self.board.has_here(&id) {
            return;
        }
        let count = self.board.canvas().block(&self.board.focus.block).len();
        let at = self.board.focused_seat();
        let next = at
            .and_then(|at| at.checked_add_signed(by))
            .filter(|&next| next < count);
        if let Some(next) = next {
            let block = self.board.focus.block.clone();
            let place = self
                .board
                .canvas()
                .place_at(&block, next, Some(&id), self.ids.jitter());
            self.edit(Change::Move(id, place).into());
        }
    }

    /// Moves the notes to the end of a block; the focus goes on to the note that takes their place.
    pub(super) fn move_to(&mut self, block: &BlockId) {
        let mut targets = self.targets();
        let canvas = self.board.canvas();
        targets.retain(|id| {
            canvas
                .note(id)
                .is_some_and(|note| note.place.block != *block)
        });
        let at = self.position_without(&targets);
        let places = canvas.places_at(block, usize::MAX, targets.len(), || self.ids.jitter());
        let moves = targets.into_iter().zip(places);
        let changes: Vec<Change> = moves.map(|(id, place)| Change::Move(id, place)).collect();
        let (count, title) = (changes.len(), self.board.title_of(block));
        if count == 0 {
            return self.info(format!("nothing to move to {title}"));
        }
        if self.edit(Edit(changes)) {
            self.clear_marks();
            self.board.mend_focus(at);
            self.info(format!("{} moved to {title}", notes(count)));
        }
    }

    /// Moves a note to a position of a block and focuses it, as the mouse does.
    pub(super) fn drop_note(&mut self, id: &NoteId, block: &BlockId, at: usize) {
        let place = self
            .board
            .canvas()
            .place_at(block, at, Some(id), self.ids.jitter());
        if self.edit(Change::Move(id.clone(), place).into()) {
            self.board.focus_note(id);
        }
    }

    pub(super) fn park(&mut self) {
        if self.board.focus.block.is_parking() {
            let key = self.key_name(crate::app::action::Action::MoveToBlock);
            return self.info(format!(
                "{key} and a block's number bring a parked note back"
            ));
        }
        self.move_to(&BlockId::parking());
    }

    pub(super) fn recolor(&mut self, color: Option<&str>) {
        let color: Option<ColorName> = color.map(Into::into);
        let change = |id| Change::Color(id, color.clone());
        let changes: Vec<Change> = self.targets().into_iter().map(change).collect();
        if !changes.is_empty() && self.edit(Edit(changes)) {
            self.clear_marks();
        }
    }

    pub(super) fn mark(&mut self) {
        let Some(id) = self.board.focus.note.clone() else {
            return;
        };
        let marked = &mut self.board.picked.marked;
        if !marked.remove(&id) {
            marked.insert(id);
        }
        if let Some(at) = self.board.focused_position() {
            self.board.focus_position(at + 1);
        }
    }

    /// Forgets which notes are marked.
    pub(super) fn clear_marks(&mut self) {
        self.board.picked.marked.clear();
    }

    /// What Esc does on the board: one thing at a time, the last one first.
    pub(super) fn clear(&mut self) {
        if self.take_back_transfer() || self.stop_syncing() {
            return;
        }
        let picked = &mut self.board.picked;
        if !picked.marked.is_empty() {
            picked.marked.clear();
        } else if picked.search.is_some() {
            picked.search = None;
        } else if self.board.lens.is_chosen() {
            self.leave_lens();
        } else {
            self.board.look.zoom = crate::layout::Zoom::Out;
        }
    }
}

/// The lines of a text that are to become notes: list marks and blanks around them are left out, empty ones too.
pub(super) fn lines_of(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(without_bullet)
        .filter(|line| !line.is_empty())
}

fn without_bullet(line: &str) -> &str {
    let line = line.trim();
    let bare = ["- ", "* ", "+ ", "• ", "– "]
        .iter()
        .find_map(|bullet| line.strip_prefix(bullet));
    bare.unwrap_or(line).trim_start()
}

/// "1 note", "2 notes".
pub(super) fn notes(count: usize) -> String {
    counted(count, "note")
}

/// "1 change", "2 changes".
pub(super) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
