//! Story mode: the canvas told block by block or note by note.

use super::Turn;
use super::typing::press;
use crate::app::action::{Action, Tell};
use crate::app::lens::Lens;
use crate::app::mode::Mode;
use crate::app::story::{By, Doing, Story};
use crate::model::edit::Change;
use crate::model::id::BlockId;
use crate::model::story;

impl Turn<'_> {
    /// A command of story mode; on the board the one that begins it.
    pub(super) fn tell(&mut self, tell: Tell) {
        match tell {
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
                    Doing::Telling | Doing::Saying(_) => Doing::Hints,
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
    }

    fn do_in_story(&mut self, change: impl FnOnce(&mut Story)) {
        if let Mode::Story(story) = &mut self.board.mode {
            change(story);
        }
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
        if self.refuse_edits() {
            return;
        }
        let editor = self.board.story().map(|story| story.editor(self.board));
        if let Some(editor) = editor {
            self.do_in_story(|story| story.doing = Doing::Saying(editor));
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

    pub(super) fn story_key(&mut self, action: Option<Action>, typed: Option<char>) {
        let Mode::Story(story) = &mut self.board.mode else {
            return;
        };
        match (&mut story.doing, action, typed) {
            (Doing::Saying(_), Some(Action::Accept), _) => self.keep_line(),
            (Doing::Saying(_), Some(Action::Cancel), _) => story.doing = Doing::Telling,
            (Doing::Saying(editor), Some(Action::Type(key)), _) => press(editor, key, u16::MAX),
            (Doing::Saying(editor), _, Some(typed)) => editor.input(typed),
            (Doing::Saying(_), _, None) => {}
            (Doing::Telling | Doing::Hints, Some(Action::Tell(tell)), _) => self.tell(tell),
            (Doing::Telling | Doing::Hints, Some(Action::Cancel), _) => {
                self.board.mode = Mode::Board;
            }
            (Doing::Telling | Doing::Hints, _, _) => {}
        }
    }

    /// Keeps what is to be said at this step. Where it cannot be kept, it stays open.
    fn keep_line(&mut self) {
        let board = &*self.board;
        let Some(story) = board.story() else {
            return;
        };
        let Doing::Saying(editor) = &story.doing else {
            return;
        };
        let (told, step) = (board.canvas().story(), story.step(board));
        let said = story::with_line(told, &board.kind, &step, editor.text().trim());
        let kept = match said {
            Ok(said) if said.as_ref() == told => true,
            Ok(said) => self.edit(Change::Story(said).into()),
            Err(unknown) => {
                self.warn(unknown.to_string());
                false
            }
        };
        if kept {
            self.do_in_story(|story| story.doing = Doing::Telling);
        }
    }

    pub(super) fn story_paste(&mut self, text: &str) {
        self.do_in_story(|story| match &mut story.doing {
            Doing::Saying(editor) => editor.insert(text),
            Doing::Telling | Doing::Hints => {}
        });
    }
}
