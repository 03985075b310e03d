//! News of the file: a write ended, somebody else changed it, it is gone or broken. None of it ends what the person is
//! doing, and none of it is undone by undo, which is for the person's own edits.

use super::Turn;
use crate::app::effect::{Effect, Reload, Switch};
use crate::app::git::Job;
use crate::app::mode::Mode;
use crate::app::msg::{Content, Look, Notice, Trouble};
use crate::app::sync::{Disk, Known, NoCanvas, Revision, Sync};
use crate::model::canvas::Canvas;
use crate::model::draft::Target;
use crate::model::id::{BlockId, NoteId};
use crate::model::merge::merge;

impl Turn<'_> {
    /// A write ended. One that failed is tried again by the writer itself, so an answer may also come later.
    pub(super) fn saved(&mut self, revision: Revision, result: Result<Content, Trouble>) {
        let sync = &self.board.file.sync;
        // Else the person went another way meanwhile.
        let Some(sent) = sync
            .sent()
            .filter(|sent| sent.revision == revision)
            .cloned()
        else {
            return;
        };
        match result {
            Ok(content) => {
                self.board.file.disk = Disk::Settled;
                if content.now.canvas == sent.canvas {
                    let fresh = revision == self.board.file.revision;
                    self.settle(content.now, fresh, true);
                } else {
                    self.take_in(Some(&sent.canvas), content, true);
                }
            }
            Err(trouble) => {
                self.board.file.sync = Sync::Failed(sent, trouble.clone());
                // News that came while it was being written were left to the write to bring.
                self.look_again(Reload::Quietly);
                if self.board.mode == Mode::Leaving {
                    self.ask_unsaved(trouble);
                }
            }
        }
    }

    /// The file was looked at.
    pub(super) fn looked(&mut self, look: Look) {
        match look {
            Look::Changed(content) => self.changed_on_disk(content),
            Look::Same => {
                let was = std::mem::take(&mut self.board.file.disk);
                self.settled(&was);
                self.info("read again: nothing differs");
            }
            Look::None(why) => self.unsettled(why),
        }
    }

    /// How the file is watched.
    pub(super) fn watched(&mut self, polling: Option<String>) {
        if let Some(why) = &polling {
            self.info(format!(
                "changes by others are looked for each second: {why}"
            ));
        }
        self.board.file.polling = polling;
    }

    fn changed_on_disk(&mut self, content: Content) {
        let was = std::mem::take(&mut self.board.file.disk);
        let base = match &self.board.file.sync {
            // What is being written is merged with it where it is written.
            Sync::Saving(..) => return,
            Sync::Fresh(base) | Sync::Dirty(base) => base.clone(),
            Sync::Failed(sent, _) => sent.base.clone(),
        };
        if base
            .as_ref()
            .is_some_and(|base| base.print == content.now.print)
        {
            return self.settled(&was);
        }
        let autosave = self.settings.autosave == Switch::On;
        let waits = matches!(self.board.file.sync, Sync::Dirty(_)) && !autosave;
        let base = base.map(|base| base.canvas);
        self.take_in(base.as_deref(), content, !waits);
    }

    /// The file is again what we knew; before that it was found so.
    fn settled(&mut self, was: &Disk) {
        if *was != Disk::Settled && matches!(self.board.file.sync, Sync::Failed(..)) {
            self.save();
        }
    }

    fn unsettled(&mut self, why: NoCanvas) {
        let is_new = self.board.file.sync.base().is_none();
        if why == NoCanvas::Gone && is_new {
            // A file that was never there cannot be gone.
            return;
        }
        self.board.file.disk = Disk::Unsettled(why);
    }

    /// Merges what the file holds now into the board. `base` is what both grew from.
    fn take_in(&mut self, base: Option<&Canvas>, content: Content, write: bool) {
        let Content { now, by } = content;
        let before = self.board.file.canvas.clone();
        let merged = merge(base, &before, &now.canvas).canvas;
        let at = self.board.focused_position().unwrap_or(0);
        self.board.file.canvas = merged;
        let fresh = self.board.file.is_all_in(&now.canvas);
        self.board.count();
        self.board.mend_focus(at);
        self.tell_news(&before, by.as_deref());
        self.follow_the_typed(&before);
        self.settle(now, fresh, write);
    }

    /// We and the disk agree on `now`; `fresh` where the board holds nothing more.
    fn settle(&mut self, now: Known, fresh: bool, write: bool) {
        let file = &mut self.board.file;
        if fresh {
            file.sync = Sync::Fresh(Some(now));
            file.hidden.settle(file.sync.base());
            return self.leave_if_wanted();
        }
        file.sync = Sync::Dirty(Some(now));
        file.hidden.settle(file.sync.base());
        if write {
            self.save();
        }
    }

    /// Keeps the text that is being typed where it belongs, though its note, or the one above it, is gone.
    fn follow_the_typed(&mut self, before: &Canvas) {
        let canvas = &self.board.file.canvas;
        let (Mode::Edit(editing) | Mode::Away(editing)) = &mut self.board.mode else {
            return;
        };
        let gone = |id: &NoteId| canvas.note(id).is_none();
        match &mut editing.target {
            Target::Note(id) if gone(id) => {
                let block = before.note(id).map(|note| note.place.block.clone());
                let after = left_above(before, canvas, id);
                let block = block.unwrap_or_else(BlockId::parking);
                editing.target = Target::New { block, after };
                editing.before = String::new();
                *self.notice = Some(Notice::warning(
                    "the note was deleted by somebody else · Esc keeps your text as a note, Ctrl-C lets it go",
                ));
            }
            Target::New { after, .. } => {
                if let Some(id) = after.as_ref().filter(|id| gone(id)) {
                    *after = left_above(before, canvas, id);
                }
            }
            Target::Note(id) => {
                let said = before.note(id).map(|note| &note.text);
                if editing.changed_from.is_none() && said != canvas.note(id).map(|now| &now.text) {
                    editing.changed_from = said.cloned();
                }
            }
            Target::Header(field) => {
                let said = before.header.get(*field);
                if editing.changed_from.is_none() && said != canvas.header.get(*field) {
                    editing.changed_from = Some(said);
                }
            }
            Target::Comment(_) | Target::Asked(_) => {}
        }
    }

    fn leave_if_wanted(&mut self) {
        if self.board.mode == Mode::Leaving && self.board.job == Job::None {
            self.effects.push(Effect::Quit);
        }
    }

    /// Has the file looked at, as when the terminal gets the focus: events can be missed.
    pub(super) fn look_again(&mut self, reload: Reload) {
        self.effects
            .push(Effect::Reload(reload, self.board.file.sync.print()));
    }
}

/// The last note above this one in its block that is still there.
fn left_above(before: &Canvas, now: &Canvas, id: &NoteId) -> Option<NoteId> {
    let block = &before.note(id)?.place.block;
    let above = before.block(block).get(..before.position(id)?)?;
    let stays = |id: &&NoteId| now.note(id).is_some_and(|note| note.place.block == *block);
    above.iter().rev().find(stays).cloned()
}
