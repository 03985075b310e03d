//! A silent round: begun, and ended by revealing what was written in it.

use super::Turn;
use crate::app::action::Silence;
use crate::app::board::Board;
use crate::app::effect::Effect;
use crate::model::edit::Change;
use crate::model::round::{Round, begun_by};
use crate::text::clean::Shown;

impl Turn<'_> {
    pub(super) fn silence(&mut self, asked: Silence) {
        match asked {
            Silence::Begin => self.begin_silence(),
            Silence::Reveal => self.reveal(),
        }
    }

    fn begin_silence(&mut self) {
        if let Some(who) = self.board.canvas().round(Round::Silent) {
            let who = Shown::line(&who.to_string()).to_string();
            return self.info(format!(
                "a silent round is on, begun by {who} · :reveal ends it"
            ));
        }
        let begun = Some(begun_by(&self.board.me));
        if self.edit(Change::Round(Round::Silent, begun).into()) {
            self.info(
                "a silent round: notes that you write stay yours until somebody reveals · :reveal",
            );
        }
    }

    fn reveal(&mut self) {
        if !self.board.canvas().is_silent() {
            return self.info("no silent round is on · :silent begins one");
        }
        let own = self.board.file.hidden.count(self.board.canvas());
        if self.edit(Change::Round(Round::Silent, None).into()) {
            // What all have seen by now cannot be hidden again.
            self.board.file.history.let_stand();
            self.info(match own {
                0 => "revealed: boards show what was written in silence".to_owned(),
                own => format!("revealed, {} of yours among it", super::notes::notes(own)),
            });
        }
    }

    /// Writes what an earlier run left hidden where the round is over by now.
    pub(super) fn publish_left(&mut self) {
        let file = &self.board.file;
        let (is_due, is_there) = (file.hidden.is_due(&file.canvas), file.sync.base().is_some());
        if is_due && is_there && !file.sync.lacks_edits() {
            self.save();
        }
    }
}

/// Has the notes that are hidden kept in the user's own folder, where that is news: before all else that is kept, so that no
/// note is out of the one journal before it is in the other.
pub(super) fn keep(board: &mut Board, effects: &mut Vec<Effect>) {
    let file = &mut board.file;
    if let Some(now) = file.hidden.news(&file.canvas) {
        let drop = Effect::DropOffer.of(board.seat);
        let is_last = |effect: &Effect| *effect == Effect::Quit || *effect == drop;
        let at = effects.iter().position(is_last).unwrap_or(effects.len());
        effects.insert(at, Effect::Hide(now).of(board.seat));
    }
}
