//! What others did: told in a line, marked on the notes, and gone through by key.

use super::Turn;
use crate::app::action::{Action, Team};
use crate::app::mode::Mode;
use crate::app::msg::Person;
use crate::app::news::Parted;
use crate::app::workshop;
use crate::model::canvas::Canvas;
use crate::model::changes::Changes;
use crate::model::edit::{Change, Edit};
use crate::model::id::NoteId;
use crate::text::clean::Shown;

impl Turn<'_> {
    /// Runs a command about others.
    pub(super) fn team(&mut self, team: Team) {
        match team {
            Team::NextNews => self.news_step(1),
            Team::PreviousNews => self.news_step(-1),
            Team::Settle => self.settle_next(),
            Team::BringBack => self.bring_back(),
            Team::People => self.people(),
            Team::Sync => self.sync(),
            Team::StopSync => {
                if !self.stop_syncing() {
                    self.info("no sync is under way");
                }
            }
        }
    }

    /// Tells what others did since `before`, which is ours, and marks it.
    pub(super) fn tell_news(&mut self, before: &Canvas, by: Option<&str>) {
        let board = &mut *self.board;
        let now = &board.file.canvas;
        let who = by.map_or_else(|| "others".to_owned(), |by| Shown::line(by).to_string());
        let round = workshop::news(before, now);
        // Which notes others gave dots is not for now, and no news of the notes.
        let changes = Changes::between(&workshop::with_rounds_of(before, now), now);
        if changes.is_empty() {
            if let Some(round) = round {
                self.info(format!("{who}: {round}"));
            }
            return;
        }
        board.news.take(before, &changes);
        let is_mine = |id: &NoteId, text: &str| board.file.history.has_written(id, text);
        let parted = board
            .news
            .part(before, &board.file.canvas, &changes, is_mine);
        let summary = changes.summary_in(&board.kind);
        let gone = match changes.removed().count() {
            0 => String::new(),
            1 => " · 1 note is no longer here, :bring-back".to_owned(),
            gone => format!(" · {gone} notes are no longer here, :bring-back"),
        };
        let round = round.map_or_else(String::new, |round| format!(" · {round}"));
        let said = format!("{who}: {summary}{gone}{round}");
        let clash = match parted {
            None => return self.info(said),
            Some(Parted::Ours) => "you both changed a note",
            Some(Parted::Others) => "two changed a note",
        };
        let key = self.key_name(Action::Team(Team::Settle));
        self.warn(format!("{said} · {clash}: {key} settles it"));
    }

    /// To the next note that others changed, or the one before.
    fn news_step(&mut self, by: isize) {
        let next = self.step_to(by, |board, id| board.news.of(id).is_some());
        match next {
            None => self.info("nothing new by others"),
            Some(id) => {
                self.board.focus_note(&id);
                self.board.news.looked_at(&id);
                match self.board.news.len() {
                    0 => self.info("the last one by others"),
                    left => self.info(format!("{left} more by others")),
                }
            }
        }
    }

    /// After a key: the note in focus was looked at.
    pub(super) fn look_at_focus(&mut self) {
        if self.board.mode == Mode::Board
            && let Some(id) = &self.board.focus.note
        {
            self.board.news.looked_at(id);
        }
    }

    /// Brings back the notes that somebody else deleted last.
    fn bring_back(&mut self) {
        let left = self.board.news.take_left();
        let gone = left
            .into_iter()
            .filter(|(id, _)| self.board.canvas().note(id).is_none());
        let back: Vec<Change> = gone.map(|(id, note)| Change::Add(id, note)).collect();
        if back.is_empty() {
            return self.info("nothing to bring back: nobody else deleted a note");
        }
        let first = Edit(back);
        let id = first.notes().next().cloned();
        if self.edit(first)
            && let Some(id) = id
        {
            self.board.focus_note(&id);
        }
    }

    /// Says who has the canvas open too, and where they are.
    fn people(&mut self) {
        let place = |person: &Person| {
            let name = Shown::line(&person.name).to_string();
            match &person.block {
                Some(block) => format!("{name} in {}", self.board.title_of(block)),
                None => name,
            }
        };
        let people: Vec<String> = self.board.others.iter().map(place).collect();
        if people.is_empty() {
            return self.info("nobody else has this canvas open on this machine");
        }
        self.info(people.join(" · "));
    }
}
