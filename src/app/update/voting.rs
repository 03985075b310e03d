//! A round of dots: opened, given, taken back, closed, and ranked.

use super::Turn;
use crate::app::action::{Action, Vote};
use crate::app::list::{Choice, Free, Item, List, Live};
use crate::app::mode::Mode;
use crate::app::workshop;
use crate::model::edit::{Change, Edit};
use crate::model::id::NoteId;
use crate::model::vote::{Ballot, NoVote, USUAL, Voting};
use crate::text::clean::Shown;

/// The columns that a note's text has in the ranking.
const MOST_TEXT: usize = 48;

impl Turn<'_> {
    pub(super) fn vote(&mut self, vote: Vote) {
        match vote {
            Vote::Open => self.ask_voting(),
            Vote::Close => self.close_voting(),
            Vote::Put => self.dot(|turn, id| turn.board.canvas().put_dot(id, &turn.board.me)),
            Vote::Take => self.dot(|turn, id| turn.board.canvas().take_dot(id, &turn.board.me)),
            Vote::Ranking => self.list_ranking(),
        }
    }

    /// Asks how many dots each person is to have.
    fn ask_voting(&mut self) {
        if self.refuse_edits() {
            return;
        }
        if self.board.canvas().voting().is_some_and(Voting::is_open) {
            return self.no_vote(NoVote::IsOpen);
        }
        let item = |each: u64| {
            let ballot = Ballot::Open;
            let plural = if each == 1 { "" } else { "s" };
            let choice = Choice::Vote(Voting { each, ballot });
            Item::new(format!("{each} dot{plural} each"), choice).about(
                "Nobody sees where others put theirs until the round is closed. Type 3 shown to show all meanwhile.",
            )
        };
        let items = [1, 2, USUAL, 5, 8, 10].into_iter().map(item).collect();
        let usual = |item: &Item| item.label.starts_with(&USUAL.to_string());
        let list = List::new("Round of dots", items).free(Free::Dots);
        self.board.mode = Mode::List(list.select(usual));
    }

    /// Opens the round that was asked for.
    pub(super) fn open_voting(&mut self, voting: Voting) {
        match self.board.canvas().open_voting(voting) {
            Err(why) => self.no_vote(why),
            Ok(edit) => {
                let dropped = edit.notes().count();
                if self.edit(edit) {
                    let key = self.key_name(Action::Vote(Vote::Put));
                    let dropped = match dropped {
                        0 => "",
                        _ => " · those of the last round are gone, undo brings them back",
                    };
                    self.info(format!("{voting} · {key} gives one to a note{dropped}"));
                }
            }
        }
    }

    fn close_voting(&mut self) {
        match self.board.canvas().close_voting() {
            Err(why) => self.no_vote(why),
            Ok(change) => {
                if self.edit(change.into()) {
                    self.list_ranking();
                }
            }
        }
    }

    /// Gives the note in focus a dot, or takes one back.
    fn dot(&mut self, change: fn(&Self, &NoteId) -> Result<Change, NoVote>) {
        let Some(id) = self.board.focus.note.clone() else {
            return self.info("no note here to give a dot");
        };
        match change(self, &id) {
            Err(why) => self.no_vote(why),
            Ok(change) => {
                self.edit(Edit::from(change));
            }
        }
    }

    /// Says why, and what to do.
    fn no_vote(&mut self, why: NoVote) {
        let what = match why {
            NoVote::NoRound => " · :vote 3 opens one".to_owned(),
            NoVote::Closed => {
                let key = self.key_name(Action::Vote(Vote::Ranking));
                format!(" · {key} shows what came of it, :vote 3 opens the next")
            }
            NoVote::IsOpen => " · :close-vote closes it first".to_owned(),
            NoVote::NoneLeft(_) => {
                let key = self.key_name(Action::Vote(Vote::Take));
                format!(" · {key} on a note does")
            }
            NoVote::NoneHere | NoVote::NoNote => String::new(),
        };
        self.warn(format!("{why}{what}"));
    }

    fn list_ranking(&mut self) {
        match self.ranking() {
            Err(said) => self.info(said),
            Ok(items) => {
                let mut list = List::new("Most dots", items);
                list.live = Live::Ranking(self.board.file.revision);
                self.board.mode = Mode::List(list);
            }
        }
    }

    /// After any step: the ranking follows the canvas while it is open.
    pub(super) fn follow_ranking(&mut self) {
        let now = self.board.file.revision;
        let is_behind = |list: &List| match list.live {
            Live::Ranking(shown) => shown != now,
            Live::No | Live::Findings(_) | Live::Soon(_) => false,
        };
        if !matches!(&self.board.mode, Mode::List(list) if is_behind(list)) {
            return;
        }
        match self.ranking() {
            Ok(items) => {
                if let Mode::List(list) = &mut self.board.mode {
                    list.live = Live::Ranking(now);
                    list.renew(items);
                }
            }
            Err(said) => {
                self.board.mode = Mode::Board;
                if self.notice.is_none() {
                    self.info(said);
                }
            }
        }
    }

    /// The notes with the most dots, as far as they are to be seen; else what to say.
    fn ranking(&self) -> Result<Vec<Item>, String> {
        let canvas = self.board.canvas();
        let said = canvas.voting_in_words();
        if !workshop::shows_all(canvas) {
            return Err(format!("{said} · :close-vote closes it and shows where"));
        }
        let ranking = canvas.ranking(&self.board.kind).into_iter();
        let items = ranking.filter_map(|(id, dots)| self.ranked(id, dots));
        let items: Vec<Item> = items.collect();
        if items.is_empty() {
            Err(said)
        } else {
            Ok(items)
        }
    }

    fn ranked(&self, id: &NoteId, dots: u64) -> Option<Item> {
        let canvas = self.board.canvas();
        let note = canvas.note(id)?;
        let text = Shown::line(&note.text).truncate(MOST_TEXT).to_string();
        let by = canvas.dots_by_person(note).into_iter();
        let by: Vec<String> = by.map(|(who, dots)| format!("{who} {dots}")).collect();
        let mut about = vec![self.board.title_of(&note.place.block), by.join(", ")];
        let too_many = canvas.overdrawn().into_iter();
        about.extend(
            too_many.map(|(who, dots)| format!("! {who} gave {dots}, more than there are")),
        );
        let item = Item::new(text, Choice::GoToNote(id.clone())).detail(dots.to_string());
        Some(item.about(about.join(" · ")))
    }
}
