//! Story mode: the canvas told block by block or note by note.

use super::Turn;
use crate::app::action::{Action, Context, Tell};
use crate::app::lens::Lens;
use crate::app::mode::Mode;
use crate::app::prompt::Asked;
use crate::app::story::{By, Doing, Story};
use crate::model::edit::Change;
use crate::model::id::BlockId;
use crate::model::story;

impl Turn<'_> {
    /// A command of story mode; on the board the one that begins it.
    pub(super) fn tell(&mut self, tell: Tell) {
        match tell {
            Tell::Down | Tell::Up | Tell::Hints => {}
            // What is said next is read from its beginning.
            Tell::Start
            | Tell::Next
            | Tell::Back
            | Tell::First
            | Tell::Last
            | Tell::By
            | Tell::Say
            | Tell::Later
            | Tell::Earlier => self.do_in_story(|story| story.scroll = 0),
        }
        match tell {
            Tell::Down => self.scroll_line(u16::saturating_add),
            Tell::Up => self.scroll_line(u16::saturating_sub),
            Tell::Start => self.start_story(),
            Tell::Next => self.step_on(),
            Tell::Back => self.step_back(),
            Tell::First => self.tell_from(Story::order(self.board).first().cloned()),
            Tell::Last => self.tell_from(Story::order(self.board).last().cloned()),
            Tell::By => self.switch_steps(),
            Tell::Say => self.say_here(),
            Tell::Later => self.move_step(1),
            Tell::Earlier => self.move_step(-1),
            Tell::Hints => self.do_in_story(|story| {
                story.doing = match story.doing {
                    Doing::Hints => Doing::Telling,
                    Doing::Telling => Doing::Hints,
                };
            }),
        }
    }

    fn start_story(&mut self) {
        if self.board.lens != Lens::Now {
            self.leave_lens();
        }
        self.board.mode = Mode::Story(Story::new());
        self.tell(Tell::First);
        let has_line = self
            .board
            .story()
            .is_some_and(|story| !story.line(self.board).is_empty());
        // The keys are shown on demand; that they are is known to few at first. What is said is worth more.
        if !has_line
            && let Some(key) = self
                .settings
                .keymap
                .key_of(Context::Story, Action::Tell(Tell::Hints))
        {
            self.info(format!("{} shows the keys", key.label()));
        }
    }

    fn do_in_story(&mut self, change: impl FnOnce(&mut Story)) {
        if let Mode::Story(story) = &mut self.board.mode {
            change(story);
        }
    }

    /// Scrolls what is said by a page: all rows that are seen but one.
    fn scroll_line(&mut self, by: fn(u16, u16) -> u16) {
        let Some(story) = self.board.story().copied() else {
            return;
        };
        let most = story.most_scroll(self.board, self.size);
        let page = story.foot(self.board, self.size).saturating_sub(1).max(1);
        self.do_in_story(|story| story.scroll = by(story.scroll, page).min(most));
    }

    fn tell_from(&mut self, block: Option<BlockId>) {
        if let Some(block) = block {
            self.board.focus_block(&block);
            self.board.focus_position(0);
        }
    }

    /// The blocks that are steps: of empty ones there is nothing to tell note by note.
    fn steps(&self) -> Vec<BlockId> {
        let by = self.board.story().map_or(By::Blocks, |story| story.by);
        let mut order = Story::order(self.board);
        order.retain(|block| by == By::Blocks || !self.board.notes_of(block).is_empty());
        order
    }

    fn step_on(&mut self) {
        let by = self.board.story().map(|story| story.by);
        let notes = self.board.notes_of(&self.board.focus.block).len();
        let next = self.board.focused_position().map_or(0, |at| at + 1);
        if by == Some(By::Notes) && next < notes {
            return self.board.focus_position(next);
        }
        let block = self.neighbour(1);
        self.tell_from(block);
    }

    fn step_back(&mut self) {
        let by = self.board.story().map(|story| story.by);
        let at = self.board.focused_position().unwrap_or(0);
        if by == Some(By::Notes) && at > 0 {
            return self.board.focus_position(at - 1);
        }
        if let Some(block) = self.neighbour(-1) {
            self.tell_from(Some(block));
            if by == Some(By::Notes) {
                self.board.focus_position(usize::MAX);
            }
        }
    }

    /// The step's block before or after this one, also where this one is no step.
    fn neighbour(&self, by: isize) -> Option<BlockId> {
        let (order, steps) = (Story::order(self.board), self.steps());
        let place = |id: &BlockId| order.iter().position(|own| own == id);
        let now = place(&self.board.focus.block);
        let mut after = steps.iter().filter(|id| place(id) > now);
        let mut before = steps.iter().rev().filter(|id| place(id) < now);
        let next = if by > 0 { after.next() } else { before.next() };
        next.cloned()
    }

    fn switch_steps(&mut self) {
        self.do_in_story(|story| story.by = story.by.flip());
        self.board.focus_position(0);
    }

    fn say_here(&mut self) {
        let Some(step) = self.board.story().map(|story| story.step(self.board)) else {
            return;
        };
        // Said before anything is typed in vain.
        let told = self.board.canvas().story();
        match story::with_line(told, &self.board.kind, &step, "") {
            Ok(_) => self.ask_line(Asked::Said(step)),
            Err(unknown) => self.warn(unknown.to_string()),
        }
    }

    fn move_step(&mut self, by: isize) {
        let board = &*self.board;
        let (told, block) = (board.canvas().story(), &board.focus.block);
        match story::with_block_moved(told, &board.kind, block, by) {
            Ok(moved) if moved.as_ref() == told => {}
            Ok(moved) => {
                self.edit(Change::Story(moved).into());
            }
            Err(unknown) => self.warn(unknown.to_string()),
        }
    }

    /// Takes back, or does again, and shows where, unless that is nowhere that is told.
    fn step_and_stay(&mut self, step: impl FnOnce(&mut Self)) {
        let here = self.board.focus.block.clone();
        step(self);
        if !Story::order(self.board).contains(&self.board.focus.block) {
            self.tell_from(Some(here));
        }
    }

    pub(super) fn story_key(&mut self, action: Option<Action>) {
        match action {
            Some(Action::Tell(tell)) => self.tell(tell),
            Some(Action::Cancel) => self.board.mode = Mode::Board,
            Some(Action::Undo) => self.step_and_stay(Self::undo),
            Some(Action::Redo) => self.step_and_stay(Self::redo),
            Some(_) | None => {}
        }
    }
}
