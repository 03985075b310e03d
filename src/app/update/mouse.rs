//! The mouse: click to focus, click again to edit, wheel to go through notes, drag a note to another block.

use ratatui::layout::Position;

use super::Turn;
use crate::app::hit::{Hit, hit};
use crate::app::mode::Mode;
use crate::tty::input::{Button, Mouse, MouseKind};

impl Turn<'_> {
    pub(super) fn mouse(&mut self, mouse: Mouse) {
        let at = Position::new(mouse.x, mouse.y);
        match (&self.board.mode, mouse.kind) {
            (Mode::Board, MouseKind::Down(Button::Left)) => self.press(at),
            (Mode::Board, MouseKind::Up(Button::Left)) => self.release(at),
            (Mode::Board, MouseKind::WheelUp) => self.wheel(at, -1),
            (Mode::Board, MouseKind::WheelDown) => self.wheel(at, 1),
            (Mode::Edit(_), MouseKind::Down(Button::Left)) => self.press_while_typing(at),
            (Mode::Help(_) | Mode::List(_), MouseKind::WheelUp) => {
                self.wheel_in_list(crate::app::action::Action::Up);
            }
            (Mode::Help(_) | Mode::List(_), MouseKind::WheelDown) => {
                self.wheel_in_list(crate::app::action::Action::Down);
            }
            (Mode::Talk(_), MouseKind::WheelUp) => self.scroll_talk(1),
            (Mode::Talk(_), MouseKind::WheelDown) => self.scroll_talk(-1),
            (
                Mode::Board
                | Mode::Edit(_)
                | Mode::Talk(_)
                | Mode::Find(_)
                | Mode::Prompt(_)
                | Mode::Figures(_)
                | Mode::Viability(_)
                | Mode::Story(_)
                | Mode::Link(_)
                | Mode::List(_)
                | Mode::Help(_)
                | Mode::Ask(_)
                | Mode::Away(_)
                | Mode::Leaving,
                MouseKind::Down(_)
                | MouseKind::Up(_)
                | MouseKind::Drag(_)
                | MouseKind::WheelUp
                | MouseKind::WheelDown,
            ) => {}
        }
    }

    /// A press focuses; on the note in focus it edits, once the button comes up on the same note.
    fn press(&mut self, at: Position) {
        self.board.picked.pressed = None;
        if self.press_timeline(at) {
            return;
        }
        match hit(self.board, self.size, at) {
            Hit::Note(_, _, id) => {
                let again = self.board.focus.note.as_ref() == Some(&id);
                self.board.focus_note(&id);
                let note = id;
                self.board.picked.pressed = Some(crate::app::board::Pressed { note, again, at });
            }
            Hit::Block(block) => self.board.focus_block(&block),
            Hit::Header => self.edit_header(),
            Hit::Typing { .. } | Hit::Nothing => {}
        }
    }

    /// Where the note that was pressed is let go: on another note, in another block, or where it was.
    fn release(&mut self, at: Position) {
        let Some(pressed) = self.board.picked.pressed.take() else {
            return;
        };
        // The press may have closed the tray or scrolled, so that something else is here now: that is no drag.
        if at == pressed.at {
            if pressed.again {
                self.edit_note();
            }
            return;
        }
        let from = self
            .board
            .canvas()
            .note(&pressed.note)
            .map(|note| note.place.block.clone());
        match hit(self.board, self.size, at) {
            Hit::Note(_, _, id) if id == pressed.note => {
                if pressed.again {
                    self.edit_note();
                }
            }
            Hit::Note(block, _, id) => {
                let at = self.board.canvas().position(&id).unwrap_or(0);
                self.drop_note(&pressed.note, &block, at);
            }
            Hit::Block(block) if Some(&block) != from.as_ref() => {
                self.drop_note(&pressed.note, &block, usize::MAX);
            }
            Hit::Block(_) | Hit::Header | Hit::Typing { .. } | Hit::Nothing => {}
        }
    }

    fn wheel(&mut self, at: Position, by: isize) {
        if let Hit::Note(block, ..) | Hit::Block(block) = hit(self.board, self.size, at)
            && block != self.board.focus.block
        {
            self.board.focus_block(&block);
        }
        let position = self.board.focused_position().unwrap_or(0);
        self.board
            .focus_position(position.saturating_add_signed(by));
    }

    /// A click into the text moves the cursor; one elsewhere keeps the text and goes there.
    fn press_while_typing(&mut self, at: Position) {
        match hit(self.board, self.size, at) {
            Hit::Typing { row, column, width } => {
                if let Mode::Edit(editing) = &mut self.board.mode {
                    editing.editor.click(usize::from(row), column, width);
                }
            }
            Hit::Header | Hit::Note(..) | Hit::Block(_) | Hit::Nothing => {
                self.keep();
                if self.board.mode == Mode::Board {
                    self.press(at);
                }
            }
        }
    }

    fn wheel_in_list(&mut self, action: crate::app::action::Action) {
        match &self.board.mode {
            Mode::Help(_) => self.help_key(action),
            Mode::List(_) => self.list_key(Some(action), None),
            Mode::Board
            | Mode::Edit(_)
            | Mode::Talk(_)
            | Mode::Find(_)
            | Mode::Prompt(_)
            | Mode::Figures(_)
            | Mode::Viability(_)
            | Mode::Story(_)
            | Mode::Link(_)
            | Mode::Ask(_)
            | Mode::Away(_)
            | Mode::Leaving => {}
        }
    }
}
