//! Looking at the canvas as it was, version by version, and bringing back what was.

use std::sync::Arc;

use ratatui::layout::Position;

use super::Turn;
use super::notes::counted;
use crate::app::action::Action;
use crate::app::ages::Ages;
use crate::app::effect::{Effect, Errand};
use crate::app::lens::{Against, Lens, Version};
use crate::app::msg::Trouble;
use crate::app::past::{Chapter, Moment, Stand, Then};
use crate::app::timeline::{Attention, Known, Timeline};
use crate::app::workshop;
use crate::model::blame::Blame;
use crate::model::canvas::Canvas;
use crate::model::edit::Edit;
use crate::model::id::NoteId;

/// The versions that a page of the timeline moves by.
pub(super) const PAGE: isize = 10;

impl Turn<'_> {
    /// Opens the history.
    pub(super) fn history(&mut self) {
        self.board.look_through(Lens::Past(Box::default()));
        self.effects.push(Effect::Git(Errand::History));
    }

    /// Back to the canvas as it is now.
    pub(super) fn leave_lens(&mut self) {
        if let Lens::Past(_) = &self.board.lens {
            self.effects.push(Effect::Git(Errand::CloseHistory));
        }
        self.board.look_through(Lens::Now);
    }

    /// Shows where the notes come from, or no more.
    pub(super) fn ages(&mut self) {
        if self.board.lens.ages().is_some() {
            return self.leave_lens();
        }
        self.leave_lens();
        self.board.look_through(Lens::Ages(Ages::default()));
        self.effects.push(Effect::Git(Errand::Blame));
    }

    /// Where the notes come from is known.
    pub(super) fn blamed(&mut self, blame: Result<Arc<Blame>, Trouble>) {
        let Lens::Ages(ages) = &mut self.board.lens else {
            return;
        };
        match blame {
            Ok(blame) => ages.0 = Some(blame),
            Err(trouble) => {
                self.leave_lens();
                *self.notice = Some(trouble.into());
            }
        }
    }

    fn timeline(&mut self) -> Option<&mut Timeline> {
        match &mut self.board.lens {
            Lens::Past(timeline) => Some(timeline),
            Lens::Now
            | Lens::Awaiting(_)
            | Lens::Changes(_)
            | Lens::Beside(_)
            | Lens::Ages(_)
            | Lens::Layer(_) => None,
        }
    }

    /// More of the timeline: for the history, or for the list of versions to compare with.
    pub(super) fn told_history(&mut self, chapter: Result<Chapter, Trouble>) {
        let Some(timeline) = self.timeline() else {
            if let Ok(Chapter::Rows(rows)) = chapter {
                self.offer_commits(&rows);
            }
            return;
        };
        match chapter {
            Ok(Chapter::Rows(rows)) => timeline.add(rows),
            Ok(Chapter::End(end)) => timeline.known = Known::All(end),
            Err(trouble) if timeline.rows().is_empty() => {
                self.leave_lens();
                *self.notice = Some(trouble.into());
            }
            Err(trouble) => timeline.known = Known::Failed(trouble),
        }
        self.ask_then();
    }

    /// The canvas of a moment is here.
    pub(super) fn then(&mut self, moment: Moment, then: Result<Then, Trouble>) {
        let kind = Arc::clone(&self.board.kind);
        let at = self.board.focused_position().unwrap_or(0);
        if let Some(timeline) = self.timeline() {
            timeline.show(moment, then, &kind);
            self.board.mend_focus(at);
        }
        self.ask_then();
    }

    /// Gets the version that is looked at.
    fn ask_then(&mut self) {
        if let Some(moment) = self.timeline().and_then(Timeline::ask) {
            self.effects.push(Effect::Git(Errand::Then(moment)));
        }
    }

    /// To a version that many rows further down.
    pub(super) fn moment_step(&mut self, rows: isize) {
        if let Some(timeline) = self.timeline() {
            timeline.step(rows);
        }
        self.ask_then();
    }

    pub(super) fn attend_to(&mut self, attention: Attention) {
        if let Some(timeline) = self.timeline() {
            timeline.attention = attention;
        }
    }

    /// A press on the timeline; whether it was one.
    pub(super) fn press_timeline(&mut self, at: Position) -> bool {
        let size = self.size;
        let Some(timeline) = self.timeline() else {
            return false;
        };
        let room = timeline.rooms(size).timeline;
        if !room.contains(at) {
            return false;
        }
        let inner = crate::layout::inner(room);
        if inner.contains(at) {
            let row = timeline.first_row(inner.height) + usize::from(at.y - inner.y);
            let by = row.cast_signed() - timeline.at().cast_signed();
            timeline.attention = Attention::Timeline;
            self.moment_step(by);
        }
        true
    }

    /// Makes the notes what they were, as an edit of the canvas as it is now.
    pub(super) fn bring_note_back(&mut self) {
        let Some((before, after)) = self.canvases_then() else {
            return self.info("this version is not here yet");
        };
        let targets = self.targets();
        // What was taken away then is shown as it was before.
        let edit = |id: &NoteId| {
            let is_gone = after.note(id).is_none();
            let then = if is_gone { &before } else { &after };
            self.board.canvas().edit_note_to(then, id).0
        };
        let changes: Vec<_> = targets.iter().flat_map(edit).collect();
        if targets.is_empty() {
            return self.info("no note here to bring back");
        }
        if changes.is_empty() {
            return self.info("today's canvas has this as it was");
        }
        if self.edit_now(Edit(changes)) {
            self.clear_marks();
            let key = self.key_name(Action::Undo);
            let notes = counted(targets.len(), "note");
            self.info(format!(
                "{notes} brought back to today's canvas · {key} undoes that"
            ));
        }
    }

    /// Makes the whole canvas what it was, as one edit.
    pub(super) fn bring_all_back(&mut self) {
        let Some((_, after)) = self.canvases_then() else {
            return self.info("this version is not here yet");
        };
        // A round that is on now goes on, with the dots that were given in it.
        let now = self.board.canvas();
        let edit = now.edit_to(&workshop::with_rounds_of(&after, now));
        if edit.is_empty() {
            return self.info("today's canvas is as it was then");
        }
        let name = self.timeline().and_then(|line| line.row().cloned());
        let name = name.map_or_else(String::new, |row| format!(" in {}", row.moment.name()));
        if self.edit_now(edit) {
            self.leave_lens();
            let key = self.key_name(Action::Undo);
            self.info(format!("the canvas is as it was{name} · {key} undoes that"));
        }
    }

    /// The canvas that is shown, as it was, and before it the one before; empty ones where there was none.
    fn canvases_then(&mut self) -> Option<(Arc<Canvas>, Arc<Canvas>)> {
        let kind = self.board.kind.id().clone();
        let then = self.timeline()?.then()?;
        let canvas = |stand: &Stand| {
            let none = || Arc::new(Canvas::new(kind.as_str()));
            stand.canvas().cloned().unwrap_or_else(none)
        };
        Some((canvas(&then.before), canvas(&then.after)))
    }

    /// Shows on the canvas as it is now what changed since the moment that is looked at.
    pub(super) fn compare_with_now(&mut self) {
        let Some((_, canvas)) = self.canvases_then() else {
            return self.info("this version is not here yet");
        };
        let Some(moment) = self
            .timeline()
            .and_then(|line| line.row())
            .map(|row| row.moment.clone())
        else {
            return;
        };
        let name = moment.name();
        self.leave_lens();
        self.show_changes(against(&moment), Version { name, canvas });
        self.say_changes();
    }
}

/// The version that a moment is.
pub(super) fn against(moment: &Moment) -> Against {
    match moment {
        Moment::Commit { id, .. } => Against::Revision(id.clone()),
        Moment::Iteration { file, .. } => Against::File(file.clone()),
    }
}
