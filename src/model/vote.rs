//! Dots: in a round each person has so many, and gives them to notes.
//!
//! The canvas states the round in its field `voting`, such as `3 each, open`. A note has its dots in `votes`, by person.

use std::fmt;

use super::by_person::ByPerson;
use super::canvas::Canvas;
use super::edit::{Change, Edit};
use super::id::{BlockId, NoteId};
use super::json::Json;
use super::kind::Kind;
use super::round::Round;

/// The most dots that a person can have in a round.
pub const MOST: u64 = 99;
/// How many a person has where nobody says it.
pub const USUAL: u64 = 3;

/// The dots of a note by person.
pub type Votes = ByPerson;

/// Whether dots can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ballot {
    /// They can, and nobody is shown what others gave: who sees where the dots are puts theirs there too.
    Open,
    /// They can, and all are shown.
    Shown,
    /// They cannot any more, and all are shown.
    Closed,
}

impl Ballot {
    const ALL: [Self; 3] = [Self::Open, Self::Shown, Self::Closed];

    /// What the file calls it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Shown => "open and shown",
            Self::Closed => "closed",
        }
    }
}

/// A round of dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voting {
    /// How many dots each person has.
    pub each: u64,
    /// Whether they can be given.
    pub ballot: Ballot,
}

impl Voting {
    /// What the file says, where this version knows it.
    pub fn of(said: &Json) -> Option<Self> {
        let Json::String(said) = said else {
            return None;
        };
        let (each, words) = said.split_once(',')?;
        let each = each.trim().strip_suffix("each")?.trim().parse().ok()?;
        let is_it = |ballot: &Ballot| ballot.words() == words.trim();
        let ballot = Ballot::ALL.into_iter().find(is_it)?;
        (1..=MOST).contains(&each).then_some(Self { each, ballot })
    }

    /// As the file has it.
    pub fn to_json(self) -> Json {
        Json::String(format!("{} each, {}", self.each, self.ballot.words()).into())
    }

    /// Whether dots can be given.
    pub fn is_open(self) -> bool {
        match self.ballot {
            Ballot::Open | Ballot::Shown => true,
            Ballot::Closed => false,
        }
    }

    /// Whether all dots are to be shown, and not one's own alone.
    pub fn is_shown(self) -> bool {
        match self.ballot {
            Ballot::Shown | Ballot::Closed => true,
            Ballot::Open => false,
        }
    }
}

/// Why a dot cannot be given or taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoVote {
    /// There is no round.
    #[error("no round of dots is open")]
    NoRound,
    /// The round is over.
    #[error("the round of dots is closed")]
    Closed,
    /// A round is open already.
    #[error("a round of dots is open already")]
    IsOpen,
    /// All of them are given.
    #[error("all {0} of your dots are given: take one back first")]
    NoneLeft(u64),
    /// None is there.
    #[error("no dot of yours is on this note")]
    NoneHere,
    /// The note is not there.
    #[error("the note is not here any more")]
    NoNote,
}

/// The person's dots among these.
pub fn dots_of(votes: &Votes, who: &str) -> u64 {
    votes.get(who).map_or(0, dots_in)
}

/// All dots of a note.
pub fn dots(votes: &Votes) -> u64 {
    let dots = votes.iter().map(|(_, value)| dots_in(value));
    dots.fold(0, u64::saturating_add)
}

/// What else stands there is no dot, and kept.
pub(super) fn dots_in(value: &Json) -> u64 {
    match value {
        Json::Number(number) => number.parse().unwrap_or(0),
        Json::Null | Json::Bool(_) | Json::String(_) | Json::Array(_) | Json::Object(_) => 0,
    }
}

/// How a note of so many dots is to say it.
fn to_json(dots: u64) -> Option<Json> {
    (dots > 0).then(|| Json::Number(dots.to_string().into()))
}

impl Canvas {
    /// The round of dots, where there is one that this version knows.
    pub fn voting(&self) -> Option<Voting> {
        Voting::of(self.round(Round::Dots)?)
    }

    /// The dots that the person gave.
    pub fn dots_given(&self, who: &str) -> u64 {
        let dots = self.notes().map(|(_, note)| dots_of(&note.votes, who));
        dots.fold(0, u64::saturating_add)
    }

    /// The dots that the person has left.
    pub fn dots_left(&self, who: &str) -> u64 {
        let each = self.voting().map_or(0, |voting| voting.each);
        each.saturating_sub(self.dots_given(who))
    }

    /// The people who gave dots, by name, and how many. A merge of what somebody did on two machines can give them more
    /// than they have: all are counted, and this says it.
    pub fn voters(&self) -> Vec<(&str, u64)> {
        let mut people: Vec<&str> = self
            .notes()
            .flat_map(|(_, note)| note.votes.iter())
            .filter(|(_, value)| dots_in(value) > 0)
            .map(|(who, _)| who)
            .collect();
        people.sort_unstable();
        people.dedup();
        let given = people.into_iter().map(|who| (who, self.dots_given(who)));
        given.collect()
    }

    /// The notes with dots, those with the most first, then in the order of reading.
    pub fn ranking(&self, kind: &Kind) -> Vec<(&NoteId, u64)> {
        let mut blocks: Vec<&BlockId> = self.blocks_in_use().collect();
        kind.sort(&mut blocks);
        let ids = blocks.into_iter().flat_map(|block| self.block(block));
        let dots = |id| Some((id, dots(&self.note(id)?.votes)));
        let mut ranking: Vec<(&NoteId, u64)> = ids.filter_map(dots).collect();
        ranking.retain(|(_, dots)| *dots > 0);
        ranking.sort_by_key(|(_, dots)| std::cmp::Reverse(*dots));
        ranking
    }

    /// The people who have more dots on notes than they have.
    pub fn overdrawn(&self) -> Vec<(&str, u64)> {
        let each = self.voting().map_or(u64::MAX, |voting| voting.each);
        let mut voters = self.voters();
        voters.retain(|(_, dots)| *dots > each);
        voters
    }

    /// "3 dots each, open: 5 of 2 people".
    pub fn voting_in_words(&self) -> String {
        let voters = self.voters();
        let dots: u64 = voters
            .iter()
            .map(|(_, dots)| *dots)
            .fold(0, u64::saturating_add);
        let given = match voters.len() {
            0 => "nobody has given any".to_owned(),
            1 => format!("{dots} given by 1 person"),
            people => format!("{dots} given by {people} people"),
        };
        match self.voting() {
            Some(voting) => format!("{voting}: {given}"),
            None if voters.is_empty() => NoVote::NoRound.to_string(),
            None => format!("dots of no round: {given}"),
        }
    }

    /// The edit that opens a round: the dots of the one before go.
    pub fn open_voting(&self, voting: Voting) -> Result<Edit, NoVote> {
        if self.open_round().is_ok() {
            return Err(NoVote::IsOpen);
        }
        let mut changes = vec![Change::Round(Round::Dots, Some(voting.to_json()))];
        for (id, note) in self.notes() {
            let gone = |(who, _): (&str, &Json)| Change::Vote(id.clone(), who.to_owned(), None);
            changes.extend(note.votes.iter().map(gone));
        }
        Ok(Edit(changes))
    }

    /// The change that closes the round.
    pub fn close_voting(&self) -> Result<Change, NoVote> {
        let voting = self.open_round()?;
        let ballot = Ballot::Closed;
        let closed = Voting { ballot, ..voting }.to_json();
        Ok(Change::Round(Round::Dots, Some(closed)))
    }

    /// The change that gives a note a dot of the person's.
    pub fn put_dot(&self, id: &NoteId, who: &str) -> Result<Change, NoVote> {
        let voting = self.open_round()?;
        let note = self.note(id).ok_or(NoVote::NoNote)?;
        if self.dots_left(who) == 0 {
            return Err(NoVote::NoneLeft(voting.each));
        }
        let now = dots_of(&note.votes, who).saturating_add(1);
        Ok(Change::Vote(id.clone(), who.to_owned(), to_json(now)))
    }

    /// The change that takes one back.
    pub fn take_dot(&self, id: &NoteId, who: &str) -> Result<Change, NoVote> {
        self.open_round()?;
        let note = self.note(id).ok_or(NoVote::NoNote)?;
        let now = dots_of(&note.votes, who).checked_sub(1);
        let now = now.ok_or(NoVote::NoneHere)?;
        Ok(Change::Vote(id.clone(), who.to_owned(), to_json(now)))
    }

    fn open_round(&self) -> Result<Voting, NoVote> {
        let voting = self.voting().ok_or(NoVote::NoRound)?;
        voting.is_open().then_some(voting).ok_or(NoVote::Closed)
    }
}

impl fmt::Display for Voting {
    /// "3 dots each, open".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.each == 1 { "" } else { "s" };
        write!(f, "{} dot{plural} each, {}", self.each, self.ballot.words())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::kind::built_in_kind;
    use crate::model::note::{Note, Place};

    fn canvas(ballot: Ballot, each: u64) -> Canvas {
        let mut canvas = Canvas::new("swot");
        let kind = built_in_kind("swot").unwrap();
        for (id, block) in ["a", "b", "c"].into_iter().zip(kind.blocks()) {
            let place = Place {
                block: block.id.clone(),
                rank: "V".into(),
            };
            canvas.insert(id.into(), Note::new(place, id)).unwrap();
        }
        let edit = canvas.open_voting(Voting { each, ballot }).unwrap();
        canvas.apply(edit).unwrap();
        canvas
    }

    fn put(canvas: &mut Canvas, id: &str, who: &str) -> Result<(), NoVote> {
        let change = canvas.put_dot(&id.into(), who)?;
        canvas.apply(change.into()).unwrap();
        Ok(())
    }

    fn ranked(canvas: &Canvas) -> Vec<(String, u64)> {
        let kind = built_in_kind("swot").unwrap();
        let ranking = canvas.ranking(&kind).into_iter();
        ranking
            .map(|(id, dots)| (id.as_str().to_owned(), dots))
            .collect()
    }

    #[test]
    fn what_a_file_says_of_a_round_leads_back() {
        for ballot in Ballot::ALL {
            for each in [1, 3, MOST] {
                let voting = Voting { each, ballot };
                assert_eq!(Voting::of(&voting.to_json()), Some(voting));
            }
        }
        for said in [
            "",
            "3 each",
            "0 each, open",
            "100 each, open",
            "-1 each, open",
            "3 each, ajar",
        ] {
            assert_eq!(Voting::of(&Json::String(said.into())), None, "{said}");
        }
        assert_eq!(Voting::of(&Json::Number("3".into())), None);
    }

    #[test]
    fn nobody_gives_more_dots_than_they_have() {
        let mut canvas = canvas(Ballot::Open, 2);
        assert_eq!(put(&mut canvas, "a", "anna"), Ok(()));
        assert_eq!(put(&mut canvas, "a", "anna"), Ok(()));
        assert_eq!(put(&mut canvas, "b", "anna"), Err(NoVote::NoneLeft(2)));
        assert_eq!(put(&mut canvas, "b", "ben"), Ok(()));
        assert_eq!((canvas.dots_left("anna"), canvas.dots_left("ben")), (0, 1));
        let taken = canvas.take_dot(&"a".into(), "anna").unwrap();
        canvas.apply(taken.into()).unwrap();
        assert_eq!(put(&mut canvas, "b", "anna"), Ok(()));
        assert_eq!(ranked(&canvas), [("b".to_owned(), 2), ("a".to_owned(), 1)]);
        assert_eq!(canvas.voters(), [("anna", 2), ("ben", 1)]);
        assert_eq!(canvas.take_dot(&"c".into(), "anna"), Err(NoVote::NoneHere));
        assert_eq!(put(&mut canvas, "gone", "ben"), Err(NoVote::NoNote));
    }

    #[test]
    fn dots_are_given_in_an_open_round_only_and_a_new_one_begins_without_any() {
        let mut canvas = canvas(Ballot::Shown, 1);
        put(&mut canvas, "a", "anna").unwrap();
        let again = Voting {
            each: 5,
            ballot: Ballot::Open,
        };
        assert_eq!(canvas.open_voting(again), Err(NoVote::IsOpen));
        let closed = canvas.close_voting().unwrap();
        canvas.apply(closed.into()).unwrap();
        assert_eq!(put(&mut canvas, "b", "ben"), Err(NoVote::Closed));
        assert_eq!(canvas.take_dot(&"a".into(), "anna"), Err(NoVote::Closed));
        assert_eq!(canvas.close_voting(), Err(NoVote::Closed));
        assert_eq!(ranked(&canvas), [("a".to_owned(), 1)]);
        let ballot = Ballot::Open;
        let opened = canvas.open_voting(Voting { each: 5, ballot }).unwrap();
        let back = canvas.apply(opened).unwrap();
        assert_eq!((ranked(&canvas), canvas.dots_left("anna")), (vec![], 5));
        canvas.apply(back).unwrap();
        assert_eq!(ranked(&canvas), [("a".to_owned(), 1)]);
        canvas.state_round(Round::Dots, None);
        assert_eq!(put(&mut canvas, "b", "ben"), Err(NoVote::NoRound));
    }

    #[test]
    fn what_is_no_number_is_no_dot_and_too_many_are_counted() {
        let votes: Votes = [
            ("a", Json::Number("2".into())),
            ("b", Json::Number("1.5".into())),
            ("c", Json::String("3".into())),
            ("d", Json::Number(u64::MAX.to_string().into())),
        ]
        .map(|(who, value)| (who.to_owned(), value))
        .into_iter()
        .collect();
        assert_eq!(dots(&votes), u64::MAX);
        assert_eq!(
            (
                dots_of(&votes, "a"),
                dots_of(&votes, "b"),
                dots_of(&votes, "c")
            ),
            (2, 0, 0)
        );
    }
}
