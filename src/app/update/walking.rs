//! The guided walk: notes typed below one question after another.

use std::collections::BTreeSet;

use super::Turn;
use crate::app::action::{Action, Guide};
use crate::app::mode::{Editing, Mode};
use crate::app::types::{Attention, Types, types};
use crate::app::walk::{Stop, Walk};
use crate::model::draft::Target;

impl Turn<'_> {
    /// A command of the walk.
    pub(super) fn guide(&mut self, guide: Guide) {
        match guide {
            Guide::Start => self.start_walk(),
            Guide::Keep => self.keep_and_stay(),
            Guide::Next => self.keep_and_walk(Stop::next),
            Guide::Back => self.keep_and_walk(Stop::previous),
            Guide::Types => self.attend_types(),
        }
    }

    fn start_walk(&mut self) {
        if let Some(stop) = Stop::first(&self.board.kind, &self.board.focus.block) {
            self.walk_to(&stop, BTreeSet::new());
        }
    }

    /// Opens a new note at the end of the stop's block.
    pub(super) fn walk_to(&mut self, stop: &Stop, tags: BTreeSet<String>) {
        self.board.focus_block(&stop.block);
        let last = self.board.notes_of(&stop.block).len().saturating_sub(1);
        self.board.focus_position(last);
        self.new_note(1);
        if let Mode::Edit(editing) = &mut self.board.mode {
            editing.walk = Some(Walk {
                question: stop.question,
            });
            editing.types = Types::picked(tags);
        }
    }

    /// Where the walk is, and whether nothing is typed there.
    pub(super) fn stop(&self) -> Option<(Stop, bool)> {
        let editing = self.board.editing()?;
        let walk = editing.walk.as_ref()?;
        let Target::New { block, .. } = &editing.target else {
            return None;
        };
        let stop = Stop {
            block: block.clone(),
            question: walk.question,
        };
        Some((stop, editing.editor.text().trim().is_empty()))
    }

    fn keep_and_stay(&mut self) {
        match self.stop() {
            Some((_, true)) => self.keep_and_walk(Stop::next),
            Some((stop, false)) => {
                self.keep();
                if self.board.mode == Mode::Board {
                    self.walk_to(&stop, BTreeSet::new());
                }
            }
            None => {}
        }
    }

    fn keep_and_walk(&mut self, way: fn(&Stop, &crate::model::kind::Kind) -> Option<Stop>) {
        let Some((stop, is_empty)) = self.stop() else {
            return;
        };
        let to = way(&stop, &self.board.kind);
        let is_first = to.is_none() && stop.next(&self.board.kind).is_some();
        let tags = self.board.editing().map(Editing::tags);
        // Types picked for a note that is still to be typed hold for the block.
        let same = |to: &Stop| is_empty && to.block == stop.block;
        self.keep();
        if self.board.mode != Mode::Board {
            return;
        }
        match to {
            Some(to) => {
                let tags = tags.filter(|_| same(&to)).unwrap_or_default();
                self.walk_to(&to, tags);
            }
            None if is_first => self.walk_to(&stop, BTreeSet::new()),
            None => {
                let key = self.key_name(Action::Guide(Guide::Start));
                self.info(format!(
                    "that was the last question · {key} goes through a block's again"
                ));
            }
        }
    }

    fn attend_types(&mut self) {
        if self.board.types_offered().is_none() {
            return self.info("this block offers no types to pick from");
        }
        if let Mode::Edit(editing) = &mut self.board.mode {
            editing.types.attention = editing.types.attention.flip();
        }
    }

    /// Whether the next key picks a type.
    pub(super) fn picks_type(&self) -> bool {
        let editing = self.board.editing();
        editing.is_some_and(|editing| editing.types.attention == Attention::Types)
    }

    /// A key while a type is picked: gives the note its tag, or takes it away again; any other key leaves it.
    pub(super) fn pick_type(&mut self, typed: Option<char>) {
        let typed = typed.map(|typed| typed.to_ascii_lowercase());
        let kind = self.board.kind.clone();
        let block = kind.block(&self.board.focus.block);
        let mut all = block.into_iter().flat_map(types);
        let picked = all.find(|(key, _)| Some(*key) == typed);
        if let Mode::Edit(editing) = &mut self.board.mode {
            editing.types.attention = Attention::Text;
            if let Some((_, hint)) = picked {
                editing.types.toggle(hint);
            }
        }
    }
}
