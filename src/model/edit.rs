//! Changes as data: an edit can be applied, and applying it gives the edit that takes it back.

use std::collections::BTreeSet;

use super::amount::Stated;
use super::canvas::{Canvas, IdTaken};
use super::figures::assumptions::{self, ChangedSince};
use super::header::{HeaderField, NotAnIteration};
use super::id::{CommentId, NoteId};
use super::json::Json;
use super::merge;
use super::note::{ColorName, Note, Place};
use super::thread::Comment;

/// One change of one thing. Each says the new value only: the old one comes out when it is applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Adds a note.
    Add(NoteId, Note),
    /// Deletes a note.
    Remove(NoteId),
    /// Gives a note another text.
    Text(NoteId, String),
    /// Puts a note elsewhere.
    Move(NoteId, Place),
    /// Gives a note a colour, or none.
    Color(NoteId, Option<ColorName>),
    /// Gives a note these tags.
    Tags(NoteId, BTreeSet<String>),
    /// Links a note to these.
    Links(NoteId, BTreeSet<NoteId>),
    /// Gives a note an amount of money, or none.
    Amount(NoteId, Option<Stated>),
    /// States what the figures assume, or nothing.
    Figures(Option<Json>),
    /// Makes a note the other text of a note, or of none.
    Conflict(NoteId, Option<NoteId>),
    /// Puts a comment to a note, or takes it away.
    Comment(NoteId, CommentId, Option<Comment>),
    /// Gives a note a person's review mark, or takes it away.
    Stance(NoteId, String, Option<Json>),
    /// Fills in a field of the header.
    Header(HeaderField, String),
    /// The values that lost at a path; none dismisses them.
    Lost(String, BTreeSet<Json>),
}

/// What a person did in one go: all of its changes, or none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit(pub Vec<Change>);

/// An edit that was done, and the one that takes it back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    forth: Edit,
    /// Its changes undo those of `forth` from the last to the first.
    back: Edit,
}

impl Done {
    /// The notes that it touches.
    pub fn notes(&self) -> impl Iterator<Item = &NoteId> {
        self.forth.notes()
    }

    /// Whether it gave this note this text.
    pub fn has_written(&self, id: &NoteId, text: &str) -> bool {
        self.forth.0.iter().any(|change| match change {
            Change::Text(note, now) => note == id && now == text,
            Change::Add(note, now) => note == id && now.text == text,
            Change::Remove(_)
            | Change::Move(..)
            | Change::Color(..)
            | Change::Tags(..)
            | Change::Links(..)
            | Change::Amount(..)
            | Change::Figures(_)
            | Change::Conflict(..)
            | Change::Comment(..)
            | Change::Stance(..)
            | Change::Header(..)
            | Change::Lost(..) => false,
        })
    }
}

/// Why an edit cannot be applied. The canvas is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The note to change is not there (any more).
    #[error("the note is not here any more")]
    NoSuchNote(NoteId),
    /// A note of that id is there already.
    #[error("the note is here already")]
    IdTaken(NoteId),
    /// Somebody else changed the same thing of the note since, so that to take it back would undo theirs.
    #[error("somebody else has changed the note since")]
    ChangedSince(NoteId),
    /// The same for a field of the header.
    #[error("somebody else has changed {} since", .0.label().to_lowercase())]
    HeaderChangedSince(HeaderField),
    /// The same for what the figures assume.
    #[error("somebody else has changed what the figures assume since")]
    FiguresChangedSince,
    /// The header field does not take that text.
    #[error(transparent)]
    NotAnIteration(#[from] NotAnIteration),
}

impl Edit {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The notes that it touches.
    pub fn notes(&self) -> impl Iterator<Item = &NoteId> {
        self.0.iter().filter_map(|change| match change {
            Change::Add(id, _)
            | Change::Remove(id)
            | Change::Text(id, _)
            | Change::Move(id, _)
            | Change::Color(id, _)
            | Change::Tags(id, _)
            | Change::Links(id, _)
            | Change::Amount(id, _)
            | Change::Conflict(id, _)
            | Change::Comment(id, ..)
            | Change::Stance(id, ..) => Some(id),
            Change::Figures(_) | Change::Header(..) | Change::Lost(..) => None,
        })
    }
}

impl From<Change> for Edit {
    fn from(change: Change) -> Self {
        Self(vec![change])
    }
}

impl Canvas {
    /// Applies the edit and gives back the one that undoes it. On an error nothing has changed.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, Refused> {
        let mut undo = Vec::with_capacity(edit.0.len());
        for change in edit.0 {
            match self.apply_change(change) {
                Ok(inverse) => undo.push(inverse),
                Err(refused) => {
                    self.reverse(undo);
                    return Err(refused);
                }
            }
        }
        undo.reverse();
        Ok(Edit(undo))
    }

    /// Does the edit, so that it can be taken back after others changed the canvas too. On an error nothing has changed.
    pub fn perform(&mut self, edit: Edit) -> Result<Done, Refused> {
        let back = self.apply(edit.clone())?;
        Ok(Done { forth: edit, back })
    }

    /// What would be done had `back` just been taken back.
    pub fn undone(&self, back: Edit) -> Result<Done, Refused> {
        let forth = self.clone().apply(back.clone())?;
        Ok(Done { forth, back })
    }

    /// Takes back what was done and leaves what others did since. Gives what takes this back again. On an error nothing
    /// has changed: somebody else changed the same thing.
    pub fn take_back(&mut self, done: &Done) -> Result<Done, Refused> {
        let (mut forth, mut back) = (Vec::new(), Vec::new());
        for (did, undoes) in done.forth.0.iter().rev().zip(&done.back.0) {
            let step = self.counter(did, undoes).and_then(|change| {
                let inverse = self.apply_change(change.clone())?;
                Ok((change, inverse))
            });
            match step {
                Ok((change, inverse)) => {
                    forth.push(change);
                    back.push(inverse);
                }
                Err(refused) => {
                    self.reverse(back);
                    return Err(refused);
                }
            }
        }
        back.reverse();
        let (forth, back) = (Edit(forth), Edit(back));
        Ok(Done { forth, back })
    }

    /// The change that takes back what a change did, where what it did is still there; texts, tags and links also where others
    /// changed another part of them.
    fn counter(&self, did: &Change, undoes: &Change) -> Result<Change, Refused> {
        let unless = |changed: bool, id: &NoteId| {
            if changed {
                return Err(Refused::ChangedSince(id.clone()));
            }
            Ok(undoes.clone())
        };
        match (did, undoes) {
            (Change::Add(id, note), Change::Remove(_)) => {
                unless(!merge::says_the_same(note, self.found(id)?), id)
            }
            (Change::Text(id, new), Change::Text(_, old)) => {
                let text = merge::text(new, &self.found(id)?.text, old);
                let text = text.ok_or_else(|| Refused::ChangedSince(id.clone()))?;
                Ok(Change::Text(id.clone(), text))
            }
            (Change::Tags(id, new), Change::Tags(_, old)) => {
                let tags = merge::set(new, &self.found(id)?.tags, old);
                Ok(Change::Tags(id.clone(), tags))
            }
            (Change::Links(id, new), Change::Links(_, old)) => {
                let links = merge::set(new, &self.found(id)?.links, old);
                Ok(Change::Links(id.clone(), links))
            }
            (Change::Figures(new), Change::Figures(old)) => {
                let figures = assumptions::without(self.figures(), new.as_ref(), old.as_ref());
                let figures = figures.map_err(|ChangedSince| Refused::FiguresChangedSince)?;
                Ok(Change::Figures(figures))
            }
            (Change::Move(id, place), _) => unless(self.found(id)?.place != *place, id),
            (Change::Color(id, color), _) => unless(self.found(id)?.color != *color, id),
            (Change::Amount(id, amount), _) => unless(self.found(id)?.amount != *amount, id),
            (Change::Conflict(id, of), _) => unless(self.found(id)?.conflict_of != *of, id),
            (Change::Comment(id, comment, now), _) => {
                unless(self.found(id)?.thread.get(comment) != now.as_ref(), id)
            }
            (Change::Stance(id, person, now), _) => {
                unless(self.found(id)?.stances.get(person) != now.as_ref(), id)
            }
            (Change::Header(field, text), _) if !self.header.says(*field, text) => {
                Err(Refused::HeaderChangedSince(*field))
            }
            // What is there already, or not any more, is found out when it is applied.
            (
                Change::Add(..)
                | Change::Remove(_)
                | Change::Text(..)
                | Change::Tags(..)
                | Change::Links(..)
                | Change::Figures(_)
                | Change::Lost(..)
                | Change::Header(..),
                _,
            ) => Ok(undoes.clone()),
        }
    }

    fn found(&self, id: &NoteId) -> Result<&Note, Refused> {
        self.note(id).ok_or_else(|| Refused::NoSuchNote(id.clone()))
    }

    fn reverse(&mut self, done: Vec<Change>) {
        for inverse in done.into_iter().rev() {
            // The inverse of a change that was just made always applies.
            let _ = self.apply_change(inverse);
        }
    }

    fn apply_change(&mut self, change: Change) -> Result<Change, Refused> {
        use std::mem::replace;
        match change {
            Change::Add(id, note) => match self.insert(id.clone(), note) {
                Ok(()) => Ok(Change::Remove(id)),
                Err(IdTaken) => Err(Refused::IdTaken(id)),
            },
            Change::Remove(id) => match self.remove(&id) {
                Some(note) => Ok(Change::Add(id, note)),
                None => Err(Refused::NoSuchNote(id)),
            },
            Change::Text(id, text) => {
                self.swap(id, |note| replace(&mut note.text, text), Change::Text)
            }
            Change::Move(id, place) => {
                self.swap(id, |note| replace(&mut note.place, place), Change::Move)
            }
            Change::Color(id, color) => {
                self.swap(id, |note| replace(&mut note.color, color), Change::Color)
            }
            Change::Tags(id, tags) => {
                self.swap(id, |note| replace(&mut note.tags, tags), Change::Tags)
            }
            Change::Links(id, links) => {
                self.swap(id, |note| replace(&mut note.links, links), Change::Links)
            }
            Change::Amount(id, amount) => {
                let swap = |note: &mut Note| replace(&mut note.amount, amount);
                self.swap(id, swap, Change::Amount)
            }
            Change::Figures(figures) => Ok(Change::Figures(self.state_figures(figures))),
            Change::Conflict(id, of) => {
                let swap = |note: &mut Note| replace(&mut note.conflict_of, of);
                self.swap(id, swap, Change::Conflict)
            }
            Change::Comment(id, comment, now) => {
                let swap = |note: &mut Note| note.thread.replace(&comment, now);
                let swapped = self.change(&id, swap);
                let before = swapped.ok_or_else(|| Refused::NoSuchNote(id.clone()))?;
                Ok(Change::Comment(id, comment, before))
            }
            Change::Stance(id, person, now) => {
                let swap = |note: &mut Note| note.stances.replace(&person, now);
                let swapped = self.change(&id, swap);
                let before = swapped.ok_or_else(|| Refused::NoSuchNote(id.clone()))?;
                Ok(Change::Stance(id, person, before))
            }
            Change::Lost(path, values) => {
                let before = self.conflicts.replace(&path, values);
                Ok(Change::Lost(path, before))
            }
            Change::Header(field, text) => {
                let before = self.header.get(field);
                self.header.set(field, &text)?;
                Ok(Change::Header(field, before))
            }
        }
    }

    fn swap<T>(
        &mut self,
        id: NoteId,
        swap: impl FnOnce(&mut Note) -> T,
        inverse: impl FnOnce(NoteId, T) -> Change,
    ) -> Result<Change, Refused> {
        match self.change(&id, swap) {
            Some(before) => Ok(inverse(id, before)),
            None => Err(Refused::NoSuchNote(id)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn note(block: &str, rank: &str, text: &str) -> Note {
        let place = Place {
            block: block.into(),
            rank: rank.into(),
        };
        Note::new(place, text)
    }

    fn comment(note: &str, id: &str, text: Option<&str>) -> Change {
        let comment = text.map(|text| Comment::new("anna", "", text));
        Change::Comment(note.into(), id.into(), comment)
    }

    fn stance(person: &str, mark: Option<&str>) -> Change {
        let mark = mark.map(|mark| Json::String(mark.into()));
        Change::Stance("a".into(), person.to_owned(), mark)
    }

    fn stated(text: &str) -> Stated {
        Stated::from_json(Json::String(text.into()))
    }

    fn assumes(fields: &[(&str, &str)]) -> Change {
        let field =
            |(name, value): &(&str, &str)| ((*name).to_owned(), Json::String((*value).into()));
        Change::Figures(Some(Json::Object(fields.iter().map(field).collect())))
    }

    fn start() -> Canvas {
        let mut canvas = Canvas::new("business-model");
        for (id, block) in [("a", "x"), ("b", "x"), ("c", "y"), ("d", "parking")] {
            canvas.insert(id.into(), note(block, id, "text")).unwrap();
        }
        canvas
            .insert("l".into(), note("y", "l", "1\n2\n3"))
            .unwrap();
        canvas
    }

    fn change() -> impl Strategy<Value = Change> {
        let id = || "[a-f]".prop_map(|id| NoteId::from(id.as_str()));
        let place = ("[xyz]", "[A-D]{1,2}").prop_map(|(block, rank)| note(&block, &rank, "").place);
        prop_oneof![
            (id(), "[xyz]", "[A-D]", ".{0,5}")
                .prop_map(|(id, block, rank, text)| Change::Add(id, note(&block, &rank, &text))),
            id().prop_map(Change::Remove),
            (id(), ".{0,5}").prop_map(|(id, text)| Change::Text(id, text)),
            (id(), place).prop_map(|(id, place)| Change::Move(id, place)),
            (id(), prop::option::of("[a-z]{3}"))
                .prop_map(|(id, color)| Change::Color(id, color.map(Into::into))),
            (id(), prop::collection::btree_set("[a-z]", 0..3))
                .prop_map(|(id, tags)| Change::Tags(id, tags)),
            (id(), prop::collection::btree_set(id(), 0..3))
                .prop_map(|(id, links)| Change::Links(id, links)),
            (id(), "[a-b]", prop::option::of("[a-z]{0,2}")).prop_map(|(id, comment, text)| {
                let comment_id = CommentId::from(comment.as_str());
                Change::Comment(id, comment_id, text.map(|text| Comment::new("", "", text)))
            }),
            (id(), "[a-b]", prop::option::of("[a-z]{0,2}")).prop_map(|(id, person, mark)| {
                Change::Stance(id, person, mark.map(|mark| Json::String(mark.into())))
            }),
            prop::option::of("[1-9]/year")
                .prop_map(|units| Change::Figures(units.map(|units| Json::String(units.into())))),
            (id(), prop::option::of("[1-9] EUR/month|[a-z]"))
                .prop_map(|(id, amount)| Change::Amount(id, amount.as_deref().map(stated))),
            (
                prop::sample::select(HeaderField::ALL.to_vec()),
                "[0-9a-z]{0,3}"
            )
                .prop_map(|(field, text)| Change::Header(field, text)),
        ]
    }

    /// Of what both did, taking back ours leaves this of theirs.
    fn leaves(ours: &Change, theirs: Change, left: Option<Change>) {
        let mut canvas = start();
        let done = canvas.perform(ours.clone().into()).unwrap();
        canvas.apply(theirs.into()).unwrap();
        let both = canvas.clone();
        let back = canvas.take_back(&done).unwrap();
        let mut expected = start();
        expected.apply(Edit(left.into_iter().collect())).unwrap();
        assert_eq!(canvas, expected, "{ours:?}");
        canvas.take_back(&back).unwrap();
        assert_eq!(canvas, both, "{ours:?} again");
    }

    /// Ours is not taken back after theirs.
    fn refuses(ours: Change, theirs: Change, why: Refused) {
        let mut canvas = start();
        // With a part that could be taken back: all of it or nothing.
        let ours = Edit(vec![ours, Change::Text("b".into(), "mine too".into())]);
        let done = canvas.perform(ours).unwrap();
        canvas.apply(theirs.into()).unwrap();
        let before = canvas.clone();
        assert_eq!(canvas.take_back(&done), Err(why));
        assert_eq!(canvas, before);
    }

    #[test]
    fn taking_back_leaves_what_others_did() {
        let to = |block: &str, rank: &str| note(block, rank, "").place;
        let tags = |tags: &[&str]| tags.iter().map(|&tag| tag.to_owned()).collect();
        let text = |id: &str, text: &str| Change::Text(id.into(), text.into());
        for (ours, theirs, left) in [
            // Another note, another field of the same note, another line of the same text, another tag.
            (
                text("a", "mine"),
                text("b", "theirs"),
                Some(text("b", "theirs")),
            ),
            (
                text("a", "mine"),
                Change::Move("a".into(), to("y", "Z")),
                Some(Change::Move("a".into(), to("y", "Z"))),
            ),
            (
                text("l", "1\n2\nmine"),
                text("l", "theirs\n2\nmine"),
                Some(text("l", "theirs\n2\n3")),
            ),
            (
                Change::Tags("a".into(), tags(&["x"])),
                Change::Tags("a".into(), tags(&["x", "y"])),
                Some(Change::Tags("a".into(), tags(&["y"]))),
            ),
            (
                comment("a", "1", Some("mine")),
                comment("a", "2", Some("theirs")),
                Some(comment("a", "2", Some("theirs"))),
            ),
            (
                stance("anna", Some("agree")),
                stance("ben", Some("disagree")),
                Some(stance("ben", Some("disagree"))),
            ),
            (
                Change::Remove("c".into()),
                text("a", "theirs"),
                Some(text("a", "theirs")),
            ),
            (
                Change::Add("e".into(), note("x", "e", "new")),
                Change::Move("e".into(), to("x", "f")),
                None,
            ),
        ] {
            leaves(&ours, theirs, left);
        }
    }

    #[test]
    fn what_others_changed_too_is_not_taken_back() {
        let changed = || Refused::ChangedSince("a".into());
        let to = |block: &str| note(block, "Z", "").place;
        let text = |text: &str| Change::Text("a".into(), text.into());
        let title = |text: &str| Change::Header(HeaderField::Title, text.into());
        for (ours, theirs, why) in [
            (text("mine"), text("theirs"), changed()),
            (
                text("mine"),
                Change::Remove("a".into()),
                Refused::NoSuchNote("a".into()),
            ),
            (
                Change::Move("a".into(), to("y")),
                Change::Move("a".into(), to("x")),
                changed(),
            ),
            (
                Change::Color("a".into(), Some("red".into())),
                Change::Color("a".into(), None),
                changed(),
            ),
            (
                Change::Add("e".into(), note("x", "e", "new")),
                Change::Text("e".into(), "theirs".into()),
                Refused::ChangedSince("e".into()),
            ),
            (
                comment("a", "1", Some("mine")),
                comment("a", "1", Some("resolved")),
                changed(),
            ),
            (
                stance("anna", Some("agree")),
                stance("anna", None),
                changed(),
            ),
            (
                Change::Add("e".into(), note("x", "e", "new")),
                comment("e", "1", Some("theirs")),
                Refused::ChangedSince("e".into()),
            ),
            (
                title("mine"),
                title("theirs"),
                Refused::HeaderChangedSince(HeaderField::Title),
            ),
            (
                Change::Remove("a".into()),
                Change::Add("a".into(), note("x", "a", "theirs")),
                Refused::IdTaken("a".into()),
            ),
        ] {
            refuses(ours, theirs, why);
        }
    }

    #[test]
    fn a_link_is_taken_back_and_those_of_others_stay() {
        let links = |ids: &[&str]| {
            let ids = ids.iter().map(|id| NoteId::from(*id));
            Change::Links("a".into(), ids.collect())
        };
        leaves(&links(&["b"]), links(&["b", "c"]), Some(links(&["c"])));
    }

    #[test]
    fn an_amount_is_taken_back_unless_it_was_changed_since() {
        let costs = |amount: &str| Change::Amount("a".into(), Some(stated(amount)));
        let text = Change::Text("a".into(), "theirs".into());
        leaves(&costs("5 EUR once"), text.clone(), Some(text));
        let changed = Refused::ChangedSince("a".into());
        refuses(costs("5 EUR once"), costs("6 EUR once"), changed);
    }

    #[test]
    fn an_assumption_is_taken_back_unless_it_was_changed_since() {
        let units = assumes(&[("units", "1")]);
        let both = assumes(&[("units", "1"), ("projects", "2")]);
        leaves(&units, both, Some(assumes(&[("projects", "2")])));
        let other = assumes(&[("units", "2")]);
        refuses(units, other, Refused::FiguresChangedSince);
    }

    #[test]
    fn a_refused_edit_changes_nothing() {
        let mut canvas = start();
        let edit = Edit(vec![
            Change::Text("a".into(), "other".into()),
            Change::Remove("b".into()),
            Change::Remove("b".into()),
        ]);
        assert_eq!(canvas.apply(edit), Err(Refused::NoSuchNote("b".into())));
        assert_eq!(canvas, start());
    }

    proptest! {
        #[test]
        fn edits_and_as_many_undos_give_back_the_same_canvas(
            edits in prop::collection::vec(prop::collection::vec(change(), 1..4), 0..20)
        ) {
            let mut canvas = start();
            let mut undos = Vec::new();
            for edit in edits {
                let before = canvas.clone();
                match canvas.perform(Edit(edit)) {
                    Ok(undo) => undos.push(undo),
                    Err(_) => prop_assert_eq!(&canvas, &before),
                }
            }
            let end = canvas.clone();
            let mut redos = Vec::new();
            while let Some(undo) = undos.pop() {
                redos.push(canvas.take_back(&undo).unwrap());
            }
            prop_assert_eq!(&canvas, &start());
            while let Some(redo) = redos.pop() {
                canvas.take_back(&redo).unwrap();
            }
            prop_assert_eq!(canvas, end);
        }
    }
}
