//! Changes as data: an edit can be applied, and applying it gives the edit that takes it back.

use std::collections::BTreeSet;

use super::amount::Stated;
use super::belief::Believed;
use super::canvas::{Canvas, IdTaken};
use super::changes::Statement;
use super::figures::assumptions::{self, ChangedSince};
use super::header::{HeaderField, NotAnIteration};
use super::id::{CommentId, NoteId};
use super::json::Json;
use super::merge;
use super::note::{ColorName, Note, Place};
use super::round::Round;
use super::thread::Comment;

/// One change of one thing. Each says the new value only: the old one comes out when it is applied.
#[derive(Clone, Debug, PartialEq, Eq)]
// An edit has a few changes, and lives for a moment or in the history of undo: nothing is gained by boxing new notes.
#[allow(clippy::large_enum_variant)]
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
    /// Says something else of what is believed of a note.
    Belief(NoteId, Believed),
    /// States what the figures assume, or nothing.
    Figures(Option<Json>),
    /// Tells the canvas in this way, or in none of its own.
    Story(Option<Json>),
    /// States what the team answers about viability, or nothing.
    Viability(Option<Json>),
    /// States which colours the tags have, or nothing.
    TagColors(Option<Json>),
    /// Makes a note the other text of a note, or of none.
    Conflict(NoteId, Option<NoteId>),
    /// Puts a comment to a note, or takes it away.
    Comment(NoteId, CommentId, Option<Comment>),
    /// Gives a note a person's review mark, or takes it away.
    Stance(NoteId, String, Option<Json>),
    /// Gives a note a person's dots, or none.
    Vote(NoteId, String, Option<Json>),
    /// Says this of a round of the workshop, or nothing.
    Round(Round, Option<Json>),
    /// Fills in a field of the header.
    Header(HeaderField, String),
    /// Makes the canvas one of this kind.
    Kind(String),
    /// States this in a top-level field that this version does not know, or nothing.
    Field(String, Option<Json>),
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
            | Change::Belief(..)
            | Change::Figures(_)
            | Change::Story(_)
            | Change::Viability(_)
            | Change::TagColors(_)
            | Change::Conflict(..)
            | Change::Comment(..)
            | Change::Stance(..)
            | Change::Vote(..)
            | Change::Round(..)
            | Change::Header(..)
            | Change::Kind(_)
            | Change::Field(..)
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
    /// The same for how the canvas is told.
    #[error("somebody else has changed the story since")]
    StoryChangedSince,
    /// The same for what is answered about viability.
    #[error("somebody else has changed the answers about viability since")]
    ViabilityChangedSince,
    /// The same for a round of the workshop.
    #[error("somebody else has changed {} since", .0.name())]
    RoundChangedSince(Round),
    /// The same for the colours of tags.
    #[error("somebody else has changed the colour of the tag since")]
    TagColorsChangedSince,
    /// The same for the kind of canvas.
    #[error("somebody else has changed the kind of canvas since")]
    KindChangedSince,
    /// The same for a top-level field that this version does not know; its name is untrusted.
    #[error("somebody else has changed the field {0:?} since")]
    FieldChangedSince(String),
    /// The header field does not take that text.
    #[error(transparent)]
    NotAnIteration(#[from] NotAnIteration),
}

impl Change {
    /// The change that states this, or nothing, in a top-level field that is no part of the header.
    pub fn of_field(name: &str, now: Option<Json>) -> Self {
        let statement = Statement::of(name);
        let round = Round::ALL.into_iter().find(|round| round.field() == name);
        match (statement, round) {
            (Some(Statement::Figures), _) => Self::Figures(now),
            (Some(Statement::Story), _) => Self::Story(now),
            (Some(Statement::Viability), _) => Self::Viability(now),
            (Some(Statement::Tags), _) => Self::TagColors(now),
            (None, Some(round)) => Self::Round(round, now),
            (None, None) => Self::Field(name.to_owned(), now),
        }
    }
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
            | Change::Belief(id, _)
            | Change::Conflict(id, _)
            | Change::Comment(id, ..)
            | Change::Stance(id, ..)
            | Change::Vote(id, ..) => Some(id),
            Change::Figures(_)
            | Change::Round(..)
            | Change::Story(_)
            | Change::Viability(_)
            | Change::TagColors(_)
            | Change::Header(..)
            | Change::Kind(_)
            | Change::Field(..)
            | Change::Lost(..) => None,
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
        if let Some(left) = self.counter_in_part(did, undoes)? {
            return Ok(left);
        }
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
            (Change::Story(new), _) if self.story() != new.as_ref() => {
                Err(Refused::StoryChangedSince)
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
            (Change::Vote(id, person, now), _) => {
                unless(self.found(id)?.votes.get(person) != now.as_ref(), id)
            }
            (Change::Round(round, now), _) if self.round(*round) != now.as_ref() => {
                Err(Refused::RoundChangedSince(*round))
            }
            (Change::Header(field, text), _) if !self.header.says(*field, text) => {
                Err(Refused::HeaderChangedSince(*field))
            }
            (Change::Kind(kind), _) if self.kind != *kind => Err(Refused::KindChangedSince),
            // What is there already, or not any more, is found out when it is applied.
            (
                Change::Add(..)
                | Change::Remove(_)
                | Change::Text(..)
                | Change::Tags(..)
                | Change::Links(..)
                | Change::Belief(..)
                | Change::Figures(_)
                | Change::Story(_)
                | Change::Viability(_)
                | Change::Round(..)
                | Change::TagColors(_)
                | Change::Lost(..)
                | Change::Header(..)
                | Change::Kind(_)
                | Change::Field(..),
                _,
            ) => Ok(undoes.clone()),
        }
    }

    /// The same of what has parts, of which others may have changed another one; `None` where it has none.
    fn counter_in_part(&self, did: &Change, undoes: &Change) -> Result<Option<Change>, Refused> {
        match (did, undoes) {
            (Change::Text(id, new), Change::Text(_, old)) => {
                let text = merge::text(new, &self.found(id)?.text, old);
                let text = text.ok_or_else(|| Refused::ChangedSince(id.clone()))?;
                Ok(Some(Change::Text(id.clone(), text)))
            }
            (Change::Tags(id, new), Change::Tags(_, old)) => {
                let tags = merge::set(new, &self.found(id)?.tags, old);
                Ok(Some(Change::Tags(id.clone(), tags)))
            }
            (Change::Links(id, new), Change::Links(_, old)) => {
                let links = merge::set(new, &self.found(id)?.links, old);
                Ok(Some(Change::Links(id.clone(), links)))
            }
            (Change::Belief(id, new), Change::Belief(_, old)) => {
                let belief = self.found(id)?.belief.taking_back(new, old);
                let belief = belief.ok_or_else(|| Refused::ChangedSince(id.clone()))?;
                Ok(Some(Change::Belief(id.clone(), belief)))
            }
            (Change::Figures(new), Change::Figures(old)) => {
                let left = assumptions::taken_back(self.figures(), new.as_ref(), old.as_ref());
                let left = left.map_err(|ChangedSince| Refused::FiguresChangedSince)?;
                Ok(Some(Change::Figures(left)))
            }
            (Change::Viability(new), Change::Viability(old)) => {
                let left = left_of(self.viability(), [new, old], Refused::ViabilityChangedSince)?;
                Ok(Some(Change::Viability(left)))
            }
            (Change::TagColors(new), Change::TagColors(old)) => {
                let left = left_of(self.tags(), [new, old], Refused::TagColorsChangedSince)?;
                Ok(Some(Change::TagColors(left)))
            }
            (Change::Field(name, new), Change::Field(_, old)) => {
                let refused = Refused::FieldChangedSince(name.clone());
                let left = left_of(self.extra.get(name), [new, old], refused)?;
                Ok(Some(Change::Field(name.clone(), left)))
            }
            // What the two say is of one kind, or has no parts.
            #[rustfmt::skip]
            (
                Change::Add(..) | Change::Remove(_) | Change::Text(..) | Change::Move(..) | Change::Color(..)
                | Change::Tags(..) | Change::Links(..) | Change::Amount(..) | Change::Belief(..) | Change::Conflict(..)
                | Change::Comment(..) | Change::Stance(..) | Change::Vote(..) | Change::Round(..) | Change::Header(..)
                | Change::Lost(..) | Change::Figures(_) | Change::Viability(_) | Change::TagColors(_) | Change::Kind(_)
                | Change::Field(..) | Change::Story(_),
                _,
            ) => Ok(None),
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
            Change::Amount(id, now) => {
                self.swap(id, |note| replace(&mut note.amount, now), Change::Amount)
            }
            Change::Belief(id, now) => {
                let swap = |note: &mut Note| note.belief.replace(now);
                self.swap(id, swap, Change::Belief)
            }
            Change::Figures(figures) => Ok(Change::Figures(self.state_figures(figures))),
            Change::Story(told) => Ok(Change::Story(self.state_story(told))),
            Change::Viability(now) => Ok(Change::Viability(self.state_viability(now))),
            Change::TagColors(now) => Ok(Change::TagColors(self.state_tags(now))),
            Change::Conflict(id, of) => {
                let swap = |note: &mut Note| replace(&mut note.conflict_of, of);
                self.swap(id, swap, Change::Conflict)
            }
            Change::Comment(id, comment, now) => self.comment_on(id, comment, now),
            Change::Stance(id, person, now) => self.take_stance(id, person, now),
            Change::Vote(id, person, now) => {
                let before = self.changed(&id, |note| note.votes.replace(&person, now))?;
                Ok(Change::Vote(id, person, before))
            }
            Change::Round(round, now) => Ok(Change::Round(round, self.state_round(round, now))),
            Change::Lost(path, values) => {
                let before = self.conflicts.replace(&path, values);
                Ok(Change::Lost(path, before))
            }
            Change::Header(field, text) => {
                let before = self.header.get(field);
                self.header.set(field, &text)?;
                Ok(Change::Header(field, before))
            }
            Change::Kind(kind) => Ok(Change::Kind(replace(&mut self.kind, kind))),
            Change::Field(name, now) => Ok(self.swap_field(name, now)),
        }
    }

    fn swap_field(&mut self, name: String, now: Option<Json>) -> Change {
        let before = self.state_field(&name, now);
        Change::Field(name, before)
    }

    fn comment_on(
        &mut self,
        id: NoteId,
        comment: CommentId,
        now: Option<Comment>,
    ) -> Result<Change, Refused> {
        let before = self.changed(&id, |note| note.thread.replace(&comment, now))?;
        Ok(Change::Comment(id, comment, before))
    }

    fn take_stance(
        &mut self,
        id: NoteId,
        person: String,
        now: Option<Json>,
    ) -> Result<Change, Refused> {
        let before = self.changed(&id, |note| note.stances.replace(&person, now))?;
        Ok(Change::Stance(id, person, before))
    }

    fn swap<T>(
        &mut self,
        id: NoteId,
        swap: impl FnOnce(&mut Note) -> T,
        inverse: impl FnOnce(NoteId, T) -> Change,
    ) -> Result<Change, Refused> {
        let before = self.changed(&id, swap)?;
        Ok(inverse(id, before))
    }

    fn changed<T>(&mut self, id: &NoteId, swap: impl FnOnce(&mut Note) -> T) -> Result<T, Refused> {
        let changed = self.change(id, swap);
        changed.ok_or_else(|| Refused::NoSuchNote(id.clone()))
    }
}

/// What is left of a field that says this now where the step to `new` from `old` is taken back.
fn left_of(
    now: Option<&Json>,
    [new, old]: [&Option<Json>; 2],
    refused: Refused,
) -> Result<Option<Json>, Refused> {
    let left = assumptions::without(now, new.as_ref(), old.as_ref());
    left.map_err(|ChangedSince| refused)
}

#[cfg(test)]
mod tests;
