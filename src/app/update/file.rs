//! Edits and the file: every finished edit is written at once, and what cannot be written is kept and shown.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::{Turn, own_context};
use crate::app::action::{Action, Context};
use crate::app::beside::{Beside, Second};
use crate::app::board::{Board, Journalled};
use crate::app::effect::{Effect, Over, Switch};
use crate::app::git::Job;
use crate::app::history::History;
use crate::app::lens::Lens;
use crate::app::mode::Mode;
use crate::app::msg::{Notice, Opened, Tone, Trouble};
use crate::app::seat::Seat;
use crate::app::state::{Screen, State};
use crate::app::sync::{Disk, Sent, Sync};
use crate::model::canvas::Canvas;
use crate::model::edit::{Done, Edit, Refused};
use crate::model::id::NoteId;

/// A step through the history: one back or one forth.
type Step = fn(&mut History, &mut Canvas) -> Option<Result<Done, Refused>>;

impl Turn<'_> {
    /// Does an edit and has it written. Whether it was done; if not, the notice says why.
    pub(super) fn edit(&mut self, edit: Edit) -> bool {
        !self.refuse_edits() && self.edit_now(edit)
    }

    /// The same while the past is shown: the edit is of the canvas as it is now.
    pub(super) fn edit_now(&mut self, edit: Edit) -> bool {
        if self.refuse_locked() {
            return false;
        }
        let file = &mut self.board.file;
        file.hidden.watch(&file.canvas, &edit);
        match file.history.apply(&mut file.canvas, edit) {
            Ok(()) => {
                self.changed();
                true
            }
            Err(refused) => {
                self.warn(refused.to_string());
                false
            }
        }
    }

    pub(super) fn undo(&mut self) {
        self.step_history(History::undo, "nothing to take back");
    }

    pub(super) fn redo(&mut self) {
        self.step_history(History::redo, "nothing to do again");
    }

    fn step_history(&mut self, step: Step, nothing: &str) {
        if self.refuse_locked() {
            return;
        }
        let at = self.board.focused_position().unwrap_or(0);
        let before = self.board.file.canvas.clone();
        let file = &mut self.board.file;
        match step(&mut file.history, &mut file.canvas) {
            None => self.info(nothing),
            Some(Err(refused)) => {
                self.warn(format!("this cannot be taken back any more: {refused}"));
            }
            Some(Ok(done)) => {
                self.changed();
                self.show_edit(&done, &before);
                self.board.mend_focus(at);
            }
        }
    }

    /// Puts the focus where the edit changed something: on a note that is there now, else where one was before.
    fn show_edit(&mut self, done: &Done, before: &Canvas) {
        let is_here = |id: &&NoteId| self.board.canvas().note(id).is_some();
        if let Some(id) = done.notes().find(is_here) {
            return self.board.focus_note(&id.clone());
        }
        let gone = done.notes().find_map(|id| before.note(id));
        if let Some(note) = gone.filter(|note| note.place.block != self.board.focus.block) {
            self.board.focus_block(&note.place.block.clone());
        }
    }

    /// After the canvas changed: counts it and has it written.
    fn changed(&mut self) {
        self.board.count();
        let file = &mut self.board.file;
        match (&file.sync, self.settings.autosave) {
            // What changed is hidden: the file has all that it is to have.
            (Sync::Fresh(Some(base)), _)
                if file.canvas.is_silent() && file.is_all_in(&base.canvas) => {}
            // What is under way goes on; its answer starts the next.
            (Sync::Saving(..), _) => {}
            (Sync::Fresh(_) | Sync::Dirty(_) | Sync::Failed(..), Switch::On) => self.save(),
            (Sync::Fresh(base) | Sync::Dirty(base), Switch::Off) => {
                file.sync = Sync::Dirty(base.clone());
            }
            (Sync::Failed(..), Switch::Off) => {}
        }
    }

    /// Has the canvas written; where the file was changed by others, both are merged.
    pub(super) fn save(&mut self) {
        self.write(Over::Merge(self.board.file.sync.base().clone()));
    }

    fn write(&mut self, over: Over) {
        let file = &mut self.board.file;
        let trouble = file.sync.trouble().cloned();
        let canvas = Arc::new(file.public());
        let sent = Sent {
            base: file.sync.base().clone(),
            canvas: Arc::clone(&canvas),
            revision: file.revision,
        };
        file.sync = Sync::Saving(sent, trouble);
        self.effects.push(Effect::Save {
            canvas,
            revision: file.revision,
            over,
        });
    }

    pub(super) fn save_now(&mut self) {
        match &self.board.file.sync {
            Sync::Fresh(Some(_)) if self.board.file.disk == Disk::Settled => {
                self.info("all edits are in the file already");
            }
            Sync::Fresh(_) | Sync::Dirty(_) | Sync::Failed(..) => {
                if !self.refuse_locked() {
                    self.write(Over::Settle(self.board.file.sync.base().clone()));
                }
            }
            Sync::Saving(..) => self.info("the file is being written"),
        }
    }

    pub(super) fn overwrite(&mut self) {
        if !self.refuse_locked() {
            self.write(Over::Write);
        }
    }

    /// A write takes long. What is true then: the file lacks the edits.
    pub(super) fn slow(&mut self) {
        if let Sync::Saving(_, trouble @ None) = &mut self.board.file.sync {
            *trouble = Some(Trouble {
                what: "the write takes long: another program holds the file, or the disk is slow"
                    .to_owned(),
                advice: "It goes on; the edits are kept in the journal meanwhile.".to_owned(),
            });
        }
    }

    pub(super) fn quit(&mut self) {
        // A sync that has no message yet is none.
        if matches!(self.board.job, Job::Wanted | Job::Proposing) {
            self.board.job = Job::None;
        }
        match self.board.file.sync.clone() {
            Sync::Fresh(_) if self.board.job == Job::None => self.effects.push(Effect::Quit),
            Sync::Fresh(_) | Sync::Saving(..) => self.board.mode = Mode::Leaving,
            Sync::Failed(_, trouble) => self.ask_unsaved(trouble),
            Sync::Dirty(_) if !self.board.lacks_edits() => self.effects.push(Effect::Quit),
            Sync::Dirty(_) => self.ask_unsaved(Trouble {
                what: "autosave is off".to_owned(),
                advice: "Write them, or leave them in the journal.".to_owned(),
            }),
        }
    }

    /// Says so where the canvas cannot be changed; whether it cannot.
    pub(super) fn refuse_locked(&mut self) -> bool {
        let Some(why) = self.board.file.locked.clone() else {
            return false;
        };
        self.warn(format!("read-only: {why}"));
        true
    }

    /// The same, and where the canvas is shown as it was: what is typed there would go elsewhere.
    pub(super) fn refuse_edits(&mut self) -> bool {
        if self.refuse_locked() {
            return true;
        }
        let is_past = matches!(self.board.lens, Lens::Past(_));
        if is_past {
            self.warn("this is the past · r brings the note back, q goes back to now");
        }
        is_past
    }

    /// The key of a board command, for texts.
    pub(super) fn key_name(&self, action: Action) -> String {
        let keymap = &self.settings.keymap;
        let own = own_context(self.board).and_then(|context| keymap.key_of(context, action));
        let chord = own.or_else(|| keymap.key_of(Context::Board, action));
        chord.map_or_else(|| ":".to_owned(), |chord| chord.label())
    }
}

/// A canvas takes the screen, in this seat.
pub(super) fn opened(state: &mut State, effects: &mut Vec<Effect>, seat: Seat, opened: Opened) {
    let (mut board, notice) = Board::open(opened, state.settings.view);
    board.seat = seat;
    board.look.totals = state.settings.totals;
    board.me.clone_from(&state.settings.user);
    // A canvas that was just named would be gone if it were left before its first note.
    let just_named = board.file.sync == Sync::Fresh(None)
        && board.canvas().is_empty()
        && !board.canvas().header.title.is_empty();
    let name = board.file.name.clone();
    let is_second = state.front().is_some_and(|front| front.seat != seat);
    if is_second {
        super::start::go_back(state);
        state.beside = Beside::Open(Box::new(Second::new(Box::new(board))));
        let notice = notice.map(|notice| notice.about(&name));
        // Of a warning about the first one nobody would learn otherwise.
        let is_warned = |notice: &Notice| notice.tone == Tone::Warning;
        let said = notice.or_else(|| state.notice.take_if(|notice| is_warned(notice)));
        state.notice = said.or_else(|| Some(super::beside::welcome(state)));
    } else {
        state.screen = Screen::Board(Box::new(board));
        state.notice = notice;
        if let Beside::Open(second) = &mut state.beside {
            second.forget_pairs();
        }
    }
    super::on_file(state, effects, seat, |turn| {
        turn.publish_left();
    });
    if just_named && state.settings.autosave == Switch::On {
        super::on_file(state, effects, seat, |turn| {
            turn.save();
        });
    }
}

/// Tells the board's journal what is unfinished now, where that is news.
pub(super) fn journal(board: &mut Board, effects: &mut Vec<Effect>) {
    let now = journalled(board);
    if now == board.journal {
        return;
    }
    board.journal = now;
    // An earlier run's draft goes only once this run's journal has what it held.
    let drop = Effect::DropOffer.of(board.seat);
    let is_last = |effect: &Effect| *effect == Effect::Quit || *effect == drop;
    let at = effects.iter().position(is_last).unwrap_or(effects.len());
    effects.insert(at, Effect::Draft(board.draft()).of(board.seat));
}

fn journalled(board: &Board) -> Journalled {
    let typing = board.typing();
    if typing.is_none() && !board.lacks_edits() {
        return Journalled::Nothing;
    }
    let mut hash = DefaultHasher::new();
    typing
        .map(|typing| (typing.text, typing.types))
        .hash(&mut hash);
    if board.file.sync.lacks_edits() {
        board.file.revision.0.hash(&mut hash);
    }
    Journalled::Draft(hash.finish())
}
