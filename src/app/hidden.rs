//! Notes of a silent round: they are on this board, and in no file that others read, until somebody reveals.
//!
//! The board's canvas has them like any other note, so that they are edited, moved and undone like any other. What goes to
//! the file is that canvas without them. Which they are is known by their ids; one that the file has is none any more.

use std::collections::BTreeSet;

use super::sync::Base;
use crate::model::canvas::Canvas;
use crate::model::edit::{Change, Edit};
use crate::model::id::NoteId;
use crate::model::note::Note;

/// The notes that were written in silence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hidden {
    ids: BTreeSet<NoteId>,
    /// What was last handed over to be kept in the user's own state folder.
    kept: Option<Canvas>,
}

impl Hidden {
    /// Takes these notes of an earlier run into the canvas that the file holds; those that it has are not hidden.
    pub fn take_up(&mut self, canvas: &mut Canvas, notes: Vec<(NoteId, Note)>) {
        for (id, note) in notes {
            if canvas.insert(id.clone(), note).is_ok() {
                self.ids.insert(id);
            }
        }
    }

    /// The new notes of an edit that is about to be done are hidden while a round is on. The other text of a note that two
    /// changed is no new thought, and stands beside its note.
    pub fn watch(&mut self, canvas: &Canvas, edit: &Edit) {
        if !canvas.is_silent() {
            return;
        }
        for change in &edit.0 {
            if let Change::Add(id, note) = change
                && note.conflict_of.is_none()
                && canvas.note(id).is_none()
            {
                self.ids.insert(id.clone());
            }
        }
    }

    /// Whether the note is on this board alone.
    pub fn has(&self, canvas: &Canvas, id: &NoteId) -> bool {
        canvas.is_silent() && self.ids.contains(id)
    }

    /// How many of the canvas's notes are.
    pub fn count(&self, canvas: &Canvas) -> usize {
        let is_hidden = |id: &&NoteId| self.has(canvas, id) && canvas.note(id).is_some();
        self.ids.iter().filter(is_hidden).count()
    }

    /// Whether there are notes that were hidden and are to be published now.
    pub fn is_due(&self, canvas: &Canvas) -> bool {
        !canvas.is_silent() && self.ids.iter().any(|id| canvas.note(id).is_some())
    }

    /// The canvas as others may see it. What the file has stays in it: a note that is left out would be deleted there.
    pub fn public(&self, canvas: &Canvas, base: Option<&Canvas>) -> Canvas {
        let is_in_file = |id: &NoteId| base.is_some_and(|base| base.note(id).is_some());
        let hidden = self.ids.iter().filter(|id| self.has(canvas, id));
        let hidden: BTreeSet<&NoteId> = hidden.filter(|id| !is_in_file(id)).collect();
        let mut public = canvas.clone();
        if hidden.is_empty() {
            return public;
        }
        for id in &hidden {
            public.remove(id);
        }
        let linked = |note: &Note| note.links.iter().any(|to| hidden.contains(to));
        let linking = public.notes().filter(|(_, note)| linked(note));
        let linking: Vec<NoteId> = linking.map(|(id, _)| id.clone()).collect();
        for id in linking {
            public.change(&id, |note| note.links.retain(|to| !hidden.contains(to)));
        }
        public
    }

    /// Forgets those that the file has now.
    pub fn settle(&mut self, base: &Base) {
        if let Some(base) = base {
            self.ids.retain(|id| base.canvas.note(id).is_none());
        }
    }

    /// What is to be kept now, where that is news: the notes alone, or that there are none. Until the file has them they are
    /// kept, also once they are revealed.
    pub fn news(&mut self, canvas: &Canvas) -> Option<Option<Canvas>> {
        let now = self.alone(canvas);
        (now != self.kept).then(|| {
            self.kept.clone_from(&now);
            now
        })
    }

    fn alone(&self, canvas: &Canvas) -> Option<Canvas> {
        if self.ids.is_empty() {
            return None;
        }
        let note = |id: &NoteId| Some((id.clone(), canvas.note(id)?.clone()));
        let mut alone = Canvas::new(canvas.kind.as_str());
        alone.extend(self.ids.iter().filter_map(note));
        (!alone.is_empty()).then_some(alone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::merge::merge;
    use crate::model::note::Place;
    use crate::model::round::{Round, begun_by};
    use proptest::prelude::*;

    fn note(text: &str) -> Note {
        let place = Place {
            block: "channels".into(),
            rank: "V".into(),
        };
        Note::new(place, text)
    }

    /// A silent canvas in whose file `seen` is, and on whose board `own` was added.
    fn silent() -> (Canvas, Canvas, Hidden) {
        let mut file = Canvas::new("lean");
        file.state_round(Round::Silent, Some(begun_by("anna")));
        file.insert("seen".into(), note("seen")).unwrap();
        let (mut canvas, mut hidden) = (file.clone(), Hidden::default());
        let edit = Edit::from(Change::Add("own".into(), note("own")));
        hidden.watch(&canvas, &edit);
        canvas.apply(edit).unwrap();
        (file, canvas, hidden)
    }

    #[test]
    fn what_is_added_in_silence_is_on_the_board_alone_until_it_is_revealed() {
        let (file, mut canvas, mut hidden) = silent();
        assert_eq!(hidden.public(&canvas, Some(&file)), file);
        assert_eq!(hidden.count(&canvas), 1);
        let kept = hidden.news(&canvas).unwrap().unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!(hidden.news(&canvas), None);
        canvas.state_round(Round::Silent, None);
        assert!(hidden.is_due(&canvas) && hidden.count(&canvas) == 0);
        assert_eq!(hidden.public(&canvas, Some(&file)), canvas);
        // It is kept until the file has it, and then forgotten.
        assert_eq!(hidden.news(&canvas), None);
        let print = crate::format::Fingerprint::of(b"");
        let now = std::sync::Arc::new(canvas.clone());
        hidden.settle(&Some(crate::app::sync::Known { print, canvas: now }));
        assert_eq!(hidden.news(&canvas), Some(None));
    }

    #[test]
    fn a_link_to_a_hidden_note_waits_with_it() {
        let (file, mut canvas, hidden) = silent();
        let links = ["own".into(), "gone".into()];
        canvas.change(&"seen".into(), |note| note.links = links.into());
        let public = hidden.public(&canvas, Some(&file));
        let seen = public.note(&"seen".into()).unwrap();
        assert_eq!(seen.links, ["gone".into()].into());
    }

    #[test]
    fn what_the_file_has_is_never_left_out_in_another_round() {
        let (_, canvas, hidden) = silent();
        assert_eq!(hidden.public(&canvas, Some(&canvas)), canvas);
    }

    #[test]
    fn the_other_text_of_a_note_is_not_hidden() {
        let (_, canvas, mut hidden) = silent();
        let mut other = note("other");
        other.conflict_of = Some("seen".into());
        hidden.watch(&canvas, &Change::Add("other".into(), other).into());
        assert!(!hidden.has(&canvas, &"other".into()));
    }

    #[test]
    fn what_another_run_left_is_taken_up_unless_the_file_has_it() {
        let (mut file, _, _) = silent();
        let mut hidden = Hidden::default();
        let left = vec![("seen".into(), note("old")), ("own".into(), note("own"))];
        hidden.take_up(&mut file, left);
        assert_eq!(hidden.count(&file), 1);
        assert_eq!(file.note(&"seen".into()).unwrap().text, "seen");
    }

    proptest! {
        /// Whatever others do to the file meanwhile: a hidden note stays on the board and out of the file, the file's notes
        /// are deleted by nobody, and a reveal by anyone brings all together.
        #[test]
        fn others_who_write_and_reveal_lose_nothing_of_it(adds in prop::collection::btree_set("[a-e]", 0..5), reveal: bool) {
            let (file, canvas, hidden) = silent();
            let mut theirs = file.clone();
            for id in &adds {
                theirs.insert(id.as_str().into(), note(id)).unwrap();
            }
            if reveal {
                theirs.state_round(Round::Silent, None);
            }
            let merged = merge(Some(&file), &canvas, &theirs).canvas;
            prop_assert!(merged.note(&"own".into()).is_some());
            let public = hidden.public(&merged, Some(&theirs));
            prop_assert_eq!(public.note(&"own".into()).is_some(), reveal);
            for (id, _) in theirs.notes() {
                prop_assert!(public.note(id).is_some());
            }
        }
    }
}
