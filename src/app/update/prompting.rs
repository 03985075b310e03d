//! Lines being typed: asked for, kept, left.

use super::Turn;
use super::typing::press;
use crate::app::action::Action;
use crate::app::mode::Mode;
use crate::app::prompt::{Asked, Back, Kept, Prompt, Spot};

impl Turn<'_> {
    /// Has a line typed that changes the canvas.
    pub(super) fn ask_line(&mut self, asked: Asked) {
        if self.refuse_edits() {
            return;
        }
        let back = self.way_back(&asked);
        let prompt = Prompt::new(asked, self.board.canvas(), back);
        self.board.mode = Mode::Prompt(prompt);
    }

    /// What comes back once this line is kept or left.
    fn way_back(&self, asked: &Asked) -> Back {
        match (&self.board.mode, asked) {
            (_, Asked::Viability(dimension)) => Back::Viability(*dimension),
            (Mode::Figures(scroll), _) => Back::Figures(*scroll),
            (Mode::Story(story), _) => Back::Story(*story),
            (Mode::Prompt(prompt), _) => prompt.back,
            (
                Mode::Board
                | Mode::Edit(_)
                | Mode::Talk(_)
                | Mode::Find(_)
                | Mode::List(_)
                | Mode::Link(_)
                | Mode::Help(_)
                | Mode::Ask(_)
                | Mode::Away(_)
                | Mode::Leaving,
                _,
            ) => Back::Board,
        }
    }

    pub(super) fn prompt_key(&mut self, action: Option<Action>, typed: Option<char>) {
        let Mode::Prompt(prompt) = &mut self.board.mode else {
            return;
        };
        match (action, typed) {
            (Some(Action::Accept), _) => self.keep_line(),
            (Some(Action::Cancel), _) => self.leave_line(),
            (Some(Action::Type(key)), _) => press(&mut prompt.editor, key, u16::MAX),
            (_, Some(typed)) => prompt.editor.input(typed),
            (_, None) => {}
        }
    }

    pub(super) fn prompt_paste(&mut self, text: &str) {
        if let Mode::Prompt(prompt) = &mut self.board.mode {
            prompt.editor.insert(text);
        }
    }

    /// Keeps the line. Where it says nothing that can be kept, it stays open: a box says why by itself.
    fn keep_line(&mut self) {
        let Mode::Prompt(prompt) = &self.board.mode else {
            return;
        };
        let (back, spot) = (prompt.back, prompt.asked.spot());
        match prompt.kept(self.board.canvas(), &self.board.kind) {
            Ok(Kept::Edit(edit)) => {
                if edit.is_empty() || self.edit(edit) {
                    self.go_back(back);
                }
            }
            Ok(Kept::Message(message)) => {
                self.go_back(back);
                self.agree(Some(message));
            }
            Err(why) => match spot {
                Spot::Box => {}
                Spot::Row(_) => self.warn(why),
            },
        }
    }

    fn leave_line(&mut self) {
        if let Mode::Prompt(prompt) = &self.board.mode {
            let (back, is_message) = (prompt.back, matches!(prompt.asked, Asked::Message(_)));
            self.go_back(back);
            if is_message {
                self.info("not synced");
            }
        }
    }

    fn go_back(&mut self, back: Back) {
        match back {
            Back::Board => self.board.mode = Mode::Board,
            Back::Figures(scroll) => self.board.mode = Mode::Figures(scroll),
            Back::Story(story) => self.board.mode = Mode::Story(story),
            Back::Viability(dimension) => self.list_viability(dimension),
        }
    }
}
