//! The panel with the six questions whether the model holds, what is answered and the red flags.

use super::Turn;
use crate::app::action::{Action, Believe};
use crate::app::holding::{At, flags_of};
use crate::app::mode::Mode;
use crate::app::prompt::Asked;
use crate::model::check::Spot;
use crate::model::edit::{Change, Edit};
use crate::model::header::HeaderField;
use crate::model::viability::{Answer, Dimension};

impl Turn<'_> {
    /// Shows the questions, the first one chosen.
    pub(super) fn show_viability(&mut self) {
        self.look_up();
        self.choose_row(At::Question(Dimension::Need));
    }

    fn choose_row(&mut self, at: At) {
        self.board.mode = Mode::Viability(at);
    }

    /// A key in the panel.
    pub(super) fn viability_key(&mut self, action: Option<Action>) {
        let Mode::Viability(at) = self.board.mode else {
            return;
        };
        let step = |by| at.step(by, &flags_of(self.board));
        match action {
            Some(Action::Cancel) => self.board.mode = Mode::Board,
            Some(Action::Up) => self.choose_row(step(-1)),
            Some(Action::Down) => self.choose_row(step(1)),
            Some(Action::PageUp) => self.choose_row(at.step_question(-1)),
            Some(Action::PageDown) => self.choose_row(at.step_question(1)),
            Some(Action::Believe(Believe::Rate(rating))) => self.rate(at.dimension(), rating),
            Some(Action::Believe(Believe::Reason)) => self.type_reason(at.dimension()),
            Some(Action::Accept) => self.open_row(at),
            Some(Action::Undo) => self.undo(),
            Some(Action::Redo) => self.redo(),
            _ => {}
        }
    }

    /// Rates the answer to a question; 0 takes the rating away.
    fn rate(&mut self, dimension: Dimension, rating: u8) {
        if self.refuse_edits() {
            return;
        }
        let canvas = self.board.canvas();
        let answer = Answer {
            rating: (rating > 0).then_some(rating),
            ..canvas.answer(dimension)
        };
        let field = canvas.with_answer(dimension, &answer);
        if field.as_ref() != canvas.viability() {
            self.edit(Edit(vec![Change::Viability(field)]));
        }
    }

    fn type_reason(&mut self, dimension: Dimension) {
        self.ask_line(Asked::Viability(dimension));
    }

    /// Goes to what the flag is about; else asks for the reason of an answer.
    fn open_row(&mut self, at: At) {
        let flags = flags_of(self.board);
        match at.flag(&flags).and_then(|flag| flag.spot.clone()) {
            Some(Spot::Note(id)) => {
                self.board.mode = Mode::Board;
                self.board.focus_note(&id);
            }
            Some(Spot::Block(block)) => {
                self.board.mode = Mode::Board;
                self.board.focus_block(&block);
            }
            Some(Spot::Header) => {
                self.board.mode = Mode::Board;
                self.type_header(HeaderField::Counterpart);
            }
            None => self.type_reason(at.dimension()),
        }
    }
}
