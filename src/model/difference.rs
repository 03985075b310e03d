//! The edit that leads from one canvas to another.

use std::collections::BTreeSet;

use super::canvas::Canvas;
use super::edit::{Change, Edit};
use super::header::HeaderField;
use super::id::{CommentId, NoteId};
use super::note::Note;

impl Canvas {
    /// The edit that makes all of the canvas what the other one is.
    pub fn edit_to(&self, other: &Canvas) -> Edit {
        let kind = (self.kind != other.kind).then(|| Change::Kind(other.kind.clone()));
        let mut changes: Vec<Change> = kind.into_iter().collect();
        changes.extend(self.header_changes(other));
        changes.extend(self.conflict_changes(other));
        changes.extend(self.field_changes(other));
        for (id, note) in self.notes() {
            match other.note(id) {
                None => changes.push(Change::Remove(id.clone())),
                Some(wanted) => note_changes(id, note, wanted, &mut changes),
            }
        }
        let new = other.notes().filter(|(id, _)| self.note(id).is_none());
        changes.extend(new.map(|(id, note)| Change::Add(id.clone(), note.clone())));
        Edit(changes)
    }

    /// The edit that makes this note what it is in the other canvas, be it nothing.
    pub fn edit_note_to(&self, other: &Canvas, id: &NoteId) -> Edit {
        let mut changes = Vec::new();
        match (self.note(id), other.note(id)) {
            (Some(_), None) => changes.push(Change::Remove(id.clone())),
            (None, Some(wanted)) => changes.push(Change::Add(id.clone(), wanted.clone())),
            (Some(note), Some(wanted)) => note_changes(id, note, wanted, &mut changes),
            (None, None) => {}
        }
        Edit(changes)
    }

    fn conflict_changes(&self, other: &Canvas) -> Vec<Change> {
        let paths = self.conflicts.iter().chain(other.conflicts.iter());
        let paths: BTreeSet<&str> = paths.map(|(path, _)| path).collect();
        let differs = |path: &&str| self.conflicts.at(path) != other.conflicts.at(path);
        let change = |path: &str| {
            let values = other.conflicts.at(path).cloned().unwrap_or_default();
            Change::Lost(path.to_owned(), values)
        };
        paths.into_iter().filter(differs).map(change).collect()
    }

    fn field_changes(&self, other: &Canvas) -> Vec<Change> {
        let names: BTreeSet<&String> = self.extra.keys().chain(other.extra.keys()).collect();
        let differs = |name: &&String| self.extra.get(*name) != other.extra.get(*name);
        let change = |name: &String| Change::of_field(name, other.extra.get(name).cloned());
        names.into_iter().filter(differs).map(change).collect()
    }

    fn header_changes(&self, other: &Canvas) -> Vec<Change> {
        let differs = |field: &HeaderField| self.header.get(*field) != other.header.get(*field);
        let change = |field| Change::Header(field, other.header.get(field));
        HeaderField::ALL
            .into_iter()
            .filter(differs)
            .map(change)
            .collect()
    }
}

fn note_changes(id: &NoteId, from: &Note, to: &Note, changes: &mut Vec<Change>) {
    if from.extra != to.extra {
        // No change says this alone, so the whole note is replaced.
        changes.push(Change::Remove(id.clone()));
        changes.push(Change::Add(id.clone(), to.clone()));
        return;
    }
    if from.text != to.text {
        changes.push(Change::Text(id.clone(), to.text.clone()));
    }
    if from.place != to.place {
        changes.push(Change::Move(id.clone(), to.place.clone()));
    }
    if from.color != to.color {
        changes.push(Change::Color(id.clone(), to.color.clone()));
    }
    if from.tags != to.tags {
        changes.push(Change::Tags(id.clone(), to.tags.clone()));
    }
    if from.links != to.links {
        changes.push(Change::Links(id.clone(), to.links.clone()));
    }
    if from.amount != to.amount {
        changes.push(Change::Amount(id.clone(), to.amount.clone()));
    }
    let believed = from.belief.parts_of(&to.belief).into_iter();
    changes.extend(believed.map(|part| Change::Belief(id.clone(), part)));
    if from.conflict_of != to.conflict_of {
        changes.push(Change::Conflict(id.clone(), to.conflict_of.clone()));
    }
    changes.extend(comment_changes(id, from, to));
    let own = |who: &str| (id.clone(), who.to_owned());
    for (who, mark) in from.stances.differing(&to.stances) {
        let (id, who) = own(who);
        changes.push(Change::Stance(id, who, mark.cloned()));
    }
    for (who, dots) in from.votes.differing(&to.votes) {
        let (id, who) = own(who);
        changes.push(Change::Vote(id, who, dots.cloned()));
    }
}

fn comment_changes(id: &NoteId, from: &Note, to: &Note) -> Vec<Change> {
    let (from, to) = (&from.thread, &to.thread);
    let comments: BTreeSet<&CommentId> = from.iter().chain(to.iter()).map(|(id, _)| id).collect();
    let differing = comments.into_iter().filter(|id| from.get(id) != to.get(id));
    differing
        .map(|comment| Change::Comment(id.clone(), comment.clone(), to.get(comment).cloned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::amount::Stated;
    use crate::model::json::Json;
    use crate::model::note::Place;
    use crate::model::round::Round;
    use crate::model::thread::Comment;

    fn word(word: String) -> Json {
        Json::String(word.into())
    }

    /// A canvas without notes.
    fn head() -> impl Strategy<Value = Canvas> {
        let word_or_none = || prop::option::of("[a-b]");
        let lost = prop::collection::vec(("[tu]", "[a-c]"), 0..3);
        let figures = prop::option::of("[1-3]/year");
        let rounds = (word_or_none(), word_or_none());
        let all = (
            "lean|swot",
            "[a-b]{0,1}",
            lost,
            figures,
            rounds,
            word_or_none(),
        );
        all.prop_map(|(kind, title, lost, figures, (voting, silent), unknown)| {
            let mut canvas = Canvas::new(kind);
            canvas.header.title = title;
            canvas.state_figures(figures.map(word));
            canvas.state_round(Round::Dots, voting.map(word));
            canvas.state_round(Round::Silent, silent.map(word));
            canvas.state_field("unknown", unknown.map(word));
            for (path, value) in lost {
                canvas.conflicts.add(path, word(value));
            }
            canvas
        })
    }

    fn canvas() -> impl Strategy<Value = Canvas> {
        let note = (
            "[xy]",
            "[A-C]",
            "[a-c]{0,2}",
            prop::option::of("[rg]"),
            any::<bool>(),
            prop::option::of("[a-c]"),
            prop::collection::btree_map("[m-n]", "[a-b]", 0..3),
            prop::collection::btree_map("[m-n]", "[a-b]", 0..3),
            (
                prop::option::of("[1-2] EUR once|[a-b]"),
                prop::collection::btree_set("[a-f]", 0..3),
                prop::option::of("[a-b]"),
                prop::collection::btree_set("[a-b]", 0..3),
                prop::collection::btree_map("[m-n]", "[1-2]", 0..3),
            ),
        );
        let notes = prop::collection::btree_map("[a-f]", note, 0..6);
        (head(), notes).prop_map(|(mut canvas, notes)| {
            for (id, (block, rank, text, color, extra, other, said, marks, figures)) in notes {
                let place = Place {
                    block: block.as_str().into(),
                    rank: rank.as_str().into(),
                };
                let mut note = Note::new(place, text);
                note.color = color.map(Into::into);
                note.conflict_of = other.as_deref().map(NoteId::from);
                let comment = |(id, text): (String, String)| {
                    (CommentId::from(&*id), Comment::new("", "", text))
                };
                note.thread = said.into_iter().map(comment).collect();
                let marks = marks.into_iter();
                note.stances = marks.map(|(who, mark)| (who, word(mark))).collect();
                let (amount, links, horizon, evidence, votes) = figures;
                let votes = votes.into_iter();
                note.votes = votes.map(|(who, dots)| (who, word(dots))).collect();
                note.links = links.iter().map(|id| id.as_str().into()).collect();
                note.belief.horizon = horizon.map(word);
                note.belief.evidence = evidence;
                note.amount = amount.map(|text| Stated::from_json(word(text)));
                if extra {
                    note.extra.insert("unknown".to_owned(), Json::Null);
                }
                canvas.insert(id.as_str().into(), note).unwrap();
            }
            canvas
        })
    }

    proptest! {
        #[test]
        fn the_edit_leads_there_and_back(from in canvas(), to in canvas()) {
            let mut now = from.clone();
            let undo = now.apply(from.edit_to(&to)).unwrap();
            prop_assert_eq!(&now, &to);
            now.apply(undo).unwrap();
            prop_assert_eq!(now, from);
        }
    }
}
