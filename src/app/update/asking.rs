//! Questions and their answers.

use super::Turn;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::mode::{Mode, Question};
use crate::app::msg::{Ground, Offer, Trouble};
use crate::model::draft::Draft;
use crate::model::edit::{Change, Edit};
use crate::model::merge::merge;

impl Turn<'_> {
    /// A key while a question waits: an answer's letter, Enter for the first, Esc for none.
    pub(super) fn answer(&mut self, action: Option<Action>, typed: Option<char>) {
        let Mode::Ask(question) = &self.board.mode else {
            return;
        };
        let answers = question.answers();
        let first = answers.first().map(|answer| answer.key);
        let key = match action {
            Some(Action::Accept) => first,
            Some(Action::Cancel) => None,
            _ => match typed.filter(|typed| answers.iter().any(|answer| answer.key == *typed)) {
                Some(key) => Some(key),
                None => return,
            },
        };
        if let Mode::Ask(question) = std::mem::replace(&mut self.board.mode, Mode::Board) {
            self.act(question, key);
        }
    }

    fn act(&mut self, question: Question, key: Option<char>) {
        match (question, key) {
            (Question::DeleteEmptied(id), Some('d')) => {
                let at = self.board.focused_position().unwrap_or(0);
                if self.edit(Edit(vec![Change::Remove(id)])) {
                    self.board.mend_focus(at);
                }
            }
            (Question::DeleteEmptied(_), _) => {}
            (Question::LeaveUnsaved(_), Some('w')) => {
                self.save();
                self.board.mode = Mode::Leaving;
            }
            (Question::LeaveUnsaved(_), Some('o')) => {
                self.overwrite();
                self.board.mode = Mode::Leaving;
            }
            (Question::LeaveUnsaved(_), Some('l')) => self.effects.push(Effect::Quit),
            (Question::LeaveUnsaved(_), _) => {}
            (Question::Settle(clashing), Some(key)) => self.settle_clash(clashing, key),
            (Question::Settle(_), None) => {}
            (Question::Unsent(talk), key) => self.settle_unsent(talk, key),
            (Question::TakeUp(offer), Some('t')) => self.take_up(*offer),
            (Question::TakeUp(_), Some('D')) => self.effects.push(Effect::DropOffer),
            (Question::TakeUp(_), _) => self.info("the draft is offered again at the next start"),
        }
    }

    /// Goes on with the work that an earlier run left.
    fn take_up(&mut self, offer: Offer) {
        let (unsaved, typing) = match offer.draft {
            Draft::Typing(typing) => (None, Some(typing)),
            Draft::Unsaved(unsaved, typing) => (Some(unsaved), typing),
        };
        if let Some(unsaved) = unsaved {
            let now = self.board.canvas();
            let base = match offer.ground {
                Ground::Same => Some(now),
                Ground::Changed => unsaved.grew_from.as_deref(),
            };
            let merged = merge(base, now, &unsaved.canvas).canvas;
            let edit = now.edit_to(&merged);
            if !edit.is_empty() && !self.edit(edit) {
                return;
            }
        }
        // The journal of this run has the text from here on; then the old one can go.
        if typing.is_none_or(|typing| self.resume(typing)) {
            self.effects.push(Effect::DropOffer);
        }
    }

    pub(super) fn ask_unsaved(&mut self, why: Trouble) {
        self.board.mode = Mode::Ask(Question::LeaveUnsaved(why));
    }
}
