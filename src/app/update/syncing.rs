//! Syncing through git: a message is asked for, then it goes on in the background.

use super::Turn;
use crate::app::action::{Action, Team};
use crate::app::effect::{Effect, Errand};
use crate::app::git::{Job, Synced};
use crate::app::mode::Mode;
use crate::app::msg::{Notice, Trouble};
use crate::app::prompt::{Asked, Back, Prompt};
use crate::app::sync::Sync;

impl Turn<'_> {
    /// The person wants the canvas synced.
    pub(super) fn sync(&mut self) {
        if self.refuse_locked() {
            return;
        }
        if self.board.job != Job::None {
            let key = self.key_name(Action::Clear);
            return self.info(format!("a sync is under way · {key} stops it"));
        }
        match &self.board.file.sync {
            Sync::Fresh(None) => return self.info("there is no file yet: write a note first"),
            Sync::Fresh(Some(_)) | Sync::Saving(..) => {}
            Sync::Dirty(_) => self.save(),
            Sync::Failed(..) => {
                return self
                    .warn("the file lacks edits that could not be written: nothing to sync");
            }
        }
        self.board.job = Job::Wanted;
    }

    /// After each step: what waited for the file to have every edit goes on.
    pub(super) fn go_on_syncing(&mut self) {
        let (job, errand) = match &self.board.job {
            Job::Wanted => (Job::Proposing, Errand::Propose),
            Job::Agreed(message) => (Job::Running("starting"), Errand::Sync(message.clone())),
            Job::None | Job::Proposing | Job::Running(_) | Job::Stopping => return,
        };
        match &self.board.file.sync {
            Sync::Fresh(_) => {
                self.board.job = job;
                self.effects.push(Effect::Git(errand));
            }
            Sync::Dirty(_) | Sync::Saving(..) => {}
            Sync::Failed(..) => {
                self.board.job = Job::None;
                self.warn("not synced: the file lacks edits that could not be written");
            }
        }
    }

    /// What there is to commit; `None` where there is nothing.
    pub(super) fn proposed(&mut self, proposal: Result<Option<String>, Trouble>) {
        if self.board.job != Job::Proposing {
            return;
        }
        self.board.job = Job::None;
        match proposal {
            Err(trouble) => self.not_synced(trouble),
            Ok(None) => self.agree(None),
            Ok(Some(message)) if self.board.mode == Mode::Board => {
                let asked = Asked::Message(message);
                let prompt = Prompt::new(asked, self.board.canvas(), Back::Board);
                // What was typed the last time and not taken is still there.
                self.board.mode = Mode::Prompt(match self.board.picked.message.take() {
                    Some(typed) => prompt.typed(&typed),
                    None => prompt,
                });
            }
            Ok(Some(_)) => {
                let key = self.key_name(Action::Team(Team::Sync));
                self.info(format!("not synced yet: {key} asks for a message again"));
            }
        }
    }

    pub(super) fn agree(&mut self, message: Option<String>) {
        self.board.job = Job::Agreed(message);
    }

    /// The sync got on.
    pub(super) fn syncing(&mut self, step: &'static str) {
        if let Job::Running(at) = &mut self.board.job {
            *at = step;
        }
    }

    /// The sync ended.
    pub(super) fn synced(&mut self, result: Result<Synced, Trouble>) {
        self.board.job = Job::None;
        let leaves = self.board.mode == Mode::Leaving;
        match result {
            Ok(_) if leaves && matches!(self.board.file.sync, Sync::Fresh(_)) => {
                self.effects.push(Effect::Quit);
            }
            Ok(Synced { told, clashed }) if clashed && self.board.file.conflicts > 0 => {
                let key = self.key_name(Action::Team(Team::Settle));
                self.warn(format!("{told} · {key} settles it"));
            }
            Ok(Synced { told, .. }) => self.info(told),
            Err(trouble) => {
                if leaves {
                    self.board.mode = Mode::Board;
                }
                self.not_synced(trouble);
            }
        }
    }

    fn not_synced(&mut self, trouble: Trouble) {
        let Trouble { what, advice } = trouble;
        let what = in_one_line(&what);
        *self.notice = Some(Notice::error(format!("{what} · {advice}")));
    }

    /// Stops the sync that is under way; whether there was one.
    pub(super) fn stop_syncing(&mut self) -> bool {
        match &self.board.job {
            Job::None => return false,
            Job::Wanted | Job::Proposing | Job::Agreed(_) => {
                self.board.job = Job::None;
                self.info("not synced");
            }
            Job::Running(_) => {
                self.board.job = Job::Stopping;
                self.effects.push(Effect::Git(Errand::Stop));
            }
            Job::Stopping => {}
        }
        true
    }
}

/// git's words come in lines. Of many, the first says what failed, and the last ones why: a hook tells before what went
/// well.
fn in_one_line(words: &str) -> String {
    const LAST: usize = 2;
    let mut lines: Vec<&str> = words.lines().map(str::trim).collect();
    if lines.len() > LAST + 2 {
        let last = lines.len() - LAST;
        lines.splice(1..last, ["…"]);
    }
    lines.join(" · ")
}
