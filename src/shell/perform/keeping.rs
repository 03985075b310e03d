//! What is kept beside the file: drafts, and the notes of a silent round.

use super::Outside;
use crate::app::msg::Notice;
use crate::format::{self, Fingerprint};
use crate::model::canvas::Canvas;
use crate::model::draft::Draft;
use crate::model::lines::Sort;
use crate::shell::signals::LAST_WRITE;
use crate::store::draft::StoredDraft;
use crate::store::lines;

impl Outside {
    /// Has the journal keep a draft, or nothing. What to say where it cannot.
    pub(in crate::shell) fn keep_draft(
        &mut self,
        draft: Option<&Draft>,
        base: Option<Fingerprint>,
    ) -> Option<Notice> {
        let file = self.file.as_mut()?;
        let Some(draft) = draft else {
            file.kept()?.keep(None);
            return None;
        };
        let Some(keeper) = file.keeper(self.seat, &self.will, &self.events) else {
            return Some(no_journal("there is no folder for it"));
        };
        let base = base.map(|base| base.to_string());
        match draft {
            // Mostly the write that is under way makes this needless before it is due.
            Draft::Unsaved(_, None) => {
                let draft = draft.clone();
                keeper.keep_unless_saved(move || StoredDraft::of(&draft, base, format::write));
            }
            Draft::Unsaved(_, Some(_)) | Draft::Typing(_) => {
                keeper.keep(Some(StoredDraft::of(draft, base, format::write)));
            }
        }
        let problem = keeper.problem()?;
        Some(no_journal(&problem.to_string()))
    }

    /// Keeps the notes of a silent round, or none. On the disk when this returns: a note that was finished is nowhere else,
    /// and the screen shows it as kept. What to say where it cannot.
    pub(in crate::shell) fn keep_hidden(&mut self, notes: Option<&Canvas>) -> Option<Notice> {
        let file = self.file.as_mut()?;
        let failed = match notes {
            Some(notes) => file.write_hidden(notes).err(),
            None => file.hidden.as_mut().and_then(|kept| kept.clear().err()),
        };
        if let Some(failed) = failed {
            let why = failed.to_string();
            let why = why.trim_start_matches("not saved: ");
            return Some(Notice::error(format!(
                "hidden notes are not kept: {why} · leave the board open, or :reveal"
            )));
        }
        for left in file.session.hidden.drain(..) {
            // Where it cannot be removed it is only found again: its notes are known by their ids.
            let _ = left.discard();
        }
        None
    }

    /// Keeps a line that was typed for the canvas, on the disk when this returns: where it could not be read, it is nowhere
    /// else. What to say where it cannot.
    pub(in crate::shell) fn remember(&self, sort: Sort, line: &str) -> Option<Notice> {
        let path = &self.file.as_ref()?.session.path;
        let kept = lines::folder().map(|folder| lines::add(&folder, path, sort, line));
        let why = match kept {
            Some(Ok(())) => return None,
            Some(Err(error)) => error.to_string(),
            None => "there is no folder for it".to_owned(),
        };
        Some(Notice::warning(format!(
            "the line can be had again in this run only: {why}"
        )))
    }

    /// The draft of an earlier run is settled: what became of it is in this run's journal by now.
    pub(in crate::shell) fn drop_offer(&mut self) -> Option<Notice> {
        let file = self.file.as_mut()?;
        let orphan = file.session.orphan.take()?;
        if let Some(keeper) = file.kept() {
            keeper.flush(LAST_WRITE);
        }
        let failed = orphan.discard().err()?;
        Some(Notice::warning(format!(
            "the old draft could not be removed: {failed}"
        )))
    }
}

/// What is typed is not kept meanwhile; the words of a save speak of the canvas, which is not what failed.
pub(super) fn no_journal(why: &str) -> Notice {
    let why = why.trim_start_matches("not saved: ");
    Notice::warning(format!(
        "no journal: {why} · keep notes often, what is typed can be lost"
    ))
}
