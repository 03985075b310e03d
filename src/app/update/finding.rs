//! Searching the notes.

use super::Turn;
use super::typing::press;
use crate::app::action::Action;
use crate::app::board::Board;
use crate::app::editor::{Editor, Shape};
use crate::app::mode::{Finding, Mode};
use crate::model::id::NoteId;
use crate::text::find::Needle;

/// What the focus is on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum On {
    Note,
    EmptyBlock,
}

impl Turn<'_> {
    pub(super) fn find(&mut self) {
        let prompt = Editor::new(Shape::Line, "");
        self.board.mode = Mode::Find(Finding {
            prompt,
            back: self.board.focus.clone(),
            before: self.board.picked.search.take(),
        });
    }

    pub(super) fn find_key(&mut self, action: Option<Action>, typed: Option<char>) {
        let Mode::Find(finding) = &mut self.board.mode else {
            return;
        };
        match (action, typed) {
            (Some(Action::Accept), _) => {
                self.board.mode = Mode::Board;
                self.say_matches();
            }
            (Some(Action::Cancel), _) => {
                self.board.focus = finding.back.clone();
                self.board.picked.search = finding.before.take();
                self.board.mode = Mode::Board;
            }
            (Some(Action::Down), _) => self.find_step(1),
            (Some(Action::Up), _) => self.find_step(-1),
            (Some(Action::Type(key)), _) => {
                press(&mut finding.prompt, key, u16::MAX);
                self.search();
            }
            (_, Some(typed)) => {
                finding.prompt.input(typed);
                self.search();
            }
            (_, None) => {}
        }
    }

    pub(super) fn find_paste(&mut self, text: &str) {
        if let Mode::Find(finding) = &mut self.board.mode {
            finding.prompt.insert(text);
            self.search();
        }
    }

    /// Marks what is typed so far, and shows the first match from where the search began.
    fn search(&mut self) {
        let Mode::Find(finding) = &self.board.mode else {
            return;
        };
        self.board.picked.search = Needle::new(finding.prompt.text());
        self.board.focus = finding.back.clone();
        let matches = self.matches();
        let (here, _) = self.place_of_focus();
        let first = matches.iter().find(|(at, _)| *at >= here);
        let first = first.or(matches.first());
        if let Some((_, id)) = first {
            self.board.focus_note(&id.clone());
        }
    }

    /// To the next match, or the one before, round the whole canvas.
    pub(super) fn find_step(&mut self, by: isize) {
        if self.board.picked.search.is_none() && self.board.lens.layer().is_some() {
            return self.step_in_layer(by);
        }
        if self.board.picked.search.is_none() {
            let key = self.key_name(Action::Find);
            return self.info(format!("nothing is searched for: {key} starts a search"));
        }
        let matches = self.matches();
        if let Some(id) = self.step_among(&matches, by) {
            self.board.focus_note(&id);
        }
        self.say_matches();
    }

    /// The next note like that after the one in focus, or the one before, round the whole canvas.
    pub(super) fn step_to(
        &self,
        by: isize,
        is_wanted: impl Fn(&Board, &NoteId) -> bool,
    ) -> Option<NoteId> {
        let all = self.all_notes().into_iter().enumerate();
        let wanted: Vec<_> = all.filter(|(_, id)| is_wanted(self.board, id)).collect();
        self.step_among(&wanted, by)
    }

    fn step_among(&self, notes: &[(usize, NoteId)], by: isize) -> Option<NoteId> {
        let (here, on) = self.place_of_focus();
        let is_after = |at: usize| {
            if on == On::Note {
                at > here
            } else {
                at >= here
            }
        };
        let next = if by > 0 {
            let after = notes.iter().find(|(at, _)| is_after(*at));
            after.or(notes.first())
        } else {
            let before = notes.iter().rev().find(|(at, _)| *at < here);
            before.or(notes.last())
        };
        next.map(|(_, id)| id.clone())
    }

    /// Says which of how many matches has the focus.
    fn say_matches(&mut self) {
        let matches = self.matches();
        let focus = self.board.focus.note.as_ref();
        match matches.iter().position(|(_, id)| Some(id) == focus) {
            _ if self.board.picked.search.is_none() => {}
            Some(at) => self.info(format!("match {} of {}", at + 1, matches.len())),
            None => self.info("no note matches"),
        }
    }

    /// All notes in the order of the blocks.
    pub(super) fn all_notes(&self) -> Vec<NoteId> {
        let blocks = self.board.blocks_in_order();
        blocks
            .iter()
            .flat_map(|block| self.board.notes_of(block))
            .cloned()
            .collect()
    }

    /// Where the focus is among all notes: at which one, or before which one where it is on an empty block.
    fn place_of_focus(&self) -> (usize, On) {
        let blocks = self.board.blocks_in_order();
        let before = blocks
            .iter()
            .take_while(|block| **block != self.board.focus.block);
        let start: usize = before.map(|block| self.board.notes_of(block).len()).sum();
        match self.board.focused_position() {
            Some(at) => (start + at, On::Note),
            None => (start, On::EmptyBlock),
        }
    }

    /// The notes that match, each with its position among all.
    fn matches(&self) -> Vec<(usize, NoteId)> {
        let Some(needle) = &self.board.picked.search else {
            return Vec::new();
        };
        let all = self.all_notes().into_iter().enumerate();
        let is_match = |id: &NoteId| {
            self.board
                .shown()
                .note(id)
                .is_some_and(|note| needle.is_in(&note.text))
        };
        all.filter(|(_, id)| is_match(id)).collect()
    }
}
