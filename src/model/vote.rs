//! Dots: in a round each person has so many, and gives them to notes.
//!
//! The canvas states the round in its field `voting`, such as `3 each, open`, from the second one on with its number: `3 each,
//! open, round 2`. A note has its dots in `votes`, by person: a number in the first round, `2, round 2` in another one. So dots
//! of an old round that arrive late, from another clone, are none of a new one. Two rounds that are opened at once have one
//! number: the dots of both count.

use std::fmt;

use super::by_person::ByPerson;
use super::canvas::Canvas;
use super::edit::{Change, Edit};
use super::id::{BlockId, NoteId};
use super::json::Json;
use super::kind::Kind;
use super::note::Note;
use super::round::Round;

/// The most dots that a person can have in a round.
pub const MOST: u64 = 99;
/// How many a person has where nobody says it.
pub const USUAL: u64 = 3;

/// The dots of a note by person.
pub type Votes = ByPerson;

/// How the number of a round begins.
const ROUND: &str = "round ";

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
        let (said, _) = numbered(said);
        let (each, words) = said.split_once(',')?;
        let each = each.trim().strip_suffix("each")?.trim().parse().ok()?;
        let is_it = |ballot: &Ballot| ballot.words() == words.trim();
        let ballot = Ballot::ALL.into_iter().find(is_it)?;
        (1..=MOST).contains(&each).then_some(Self { each, ballot })
    }

    /// As the file has it, in the round of this number.
    pub fn in_round(self, number: u64) -> Json {
        let said = format!("{} each, {}", self.each, self.ballot.words());
        Json::String(with_number(said, number).into())
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

/// What is said, and the number of the round that it is said of: the first one, where none is named.
fn numbered(said: &str) -> (&str, u64) {
    let number = |end: &str| end.trim().strip_prefix(ROUND)?.trim().parse().ok();
    let parts = said.rsplit_once(',');
    let found = parts.and_then(|(start, end)| Some((start, number(end)?)));
    found.unwrap_or((said, 1))
}

fn with_number(said: String, number: u64) -> String {
    match number {
        1 => said,
        number => format!("{said}, {ROUND}{number}"),
    }
}

/// The number of the round that the file states; 0 where it says nothing that this version knows.
pub(super) fn number_of(said: &Json) -> u64 {
    match said {
        Json::String(text) if Voting::of(said).is_some() => numbered(text).1,
        Json::Null
        | Json::Bool(_)
        | Json::Number(_)
        | Json::String(_)
        | Json::Array(_)
        | Json::Object(_) => 0,
    }
}

/// Dots, and the number of the round in which they were given.
fn given(value: &Json) -> Option<(u64, u64)> {
    match value {
        Json::Number(dots) => Some((dots.parse().ok()?, 1)),
        Json::String(said) => {
            let (dots, number) = numbered(said);
            // A text without the number of a round is no dot.
            let dots = dots.trim().parse().ok().filter(|_| dots.len() < said.len());
            dots.map(|dots| (dots, number))
        }
        Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => None,
    }
}

/// The dots that count in the round of this number; without a round all do. What else stands there is no dot, and kept.
pub(super) fn dots_in(value: &Json, round: Option<u64>) -> u64 {
    let given = given(value).filter(|(_, number)| round.is_none_or(|round| round == *number));
    given.map_or(0, |(dots, _)| dots)
}

/// How a note of so many dots is to say it.
fn to_json(dots: u64, round: u64) -> Option<Json> {
    (dots > 0).then(|| match round {
        1 => Json::Number(dots.to_string().into()),
        round => Json::String(with_number(dots.to_string(), round).into()),
    })
}

impl Canvas {
    /// The round of dots, where there is one that this version knows.
    pub fn voting(&self) -> Option<Voting> {
        Voting::of(self.round(Round::Dots)?)
    }

    /// The number of that round.
    pub fn voting_round(&self) -> Option<u64> {
        let said = self.round(Round::Dots)?;
        Voting::of(said).map(|_| number_of(said))
    }

    /// The dots of a note that count.
    pub fn dots_on(&self, note: &Note) -> u64 {
        let dots = self.dots_by_person(note).into_iter();
        dots.fold(0, |sum, (_, dots)| sum.saturating_add(dots))
    }

    /// The dots of a note that count and are this person's.
    pub fn dots_of(&self, note: &Note, who: &str) -> u64 {
        let value = note.votes.get(who);
        value.map_or(0, |value| dots_in(value, self.voting_round()))
    }

    /// Who gave a note dots that count, by name, and how many.
    pub fn dots_by_person<'n>(&self, note: &'n Note) -> Vec<(&'n str, u64)> {
        let round = self.voting_round();
        let dots = note.votes.iter();
        let dots = dots.map(|(who, value)| (who, dots_in(value, round)));
        dots.filter(|(_, dots)| *dots > 0).collect()
    }

    /// The number of the next round: greater than that of any that the canvas knows of.
    fn next_round(&self) -> u64 {
        let values = self.notes().flat_map(|(_, note)| note.votes.iter());
        let numbers = values
            .filter_map(|(_, value)| given(value))
            .map(|(_, number)| number);
        let last = numbers.chain(self.voting_round()).max();
        last.map_or(1, |last| last.saturating_add(1))
    }

    /// The dots that the person gave.
    pub fn dots_given(&self, who: &str) -> u64 {
        let dots = self.notes().map(|(_, note)| self.dots_of(note, who));
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
            .flat_map(|(_, note)| self.dots_by_person(note))
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
        let dots = |id| Some((id, self.dots_on(self.note(id)?)));
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
        let said = voting.in_round(self.next_round());
        let mut changes = vec![Change::Round(Round::Dots, Some(said))];
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
        let number = self.voting_round().unwrap_or(1);
        let closed = Voting { ballot, ..voting }.in_round(number);
        Ok(Change::Round(Round::Dots, Some(closed)))
    }

    /// The change that gives a note a dot of the person's.
    pub fn put_dot(&self, id: &NoteId, who: &str) -> Result<Change, NoVote> {
        let voting = self.open_round()?;
        let note = self.note(id).ok_or(NoVote::NoNote)?;
        if self.dots_left(who) == 0 {
            return Err(NoVote::NoneLeft(voting.each));
        }
        let now = self.dots_of(note, who).saturating_add(1);
        Ok(self.vote(id, who, now))
    }

    /// The change that takes one back.
    pub fn take_dot(&self, id: &NoteId, who: &str) -> Result<Change, NoVote> {
        self.open_round()?;
        let note = self.note(id).ok_or(NoVote::NoNote)?;
        let now = self.dots_of(note, who).checked_sub(1);
        Ok(self.vote(id, who, now.ok_or(NoVote::NoneHere)?))
    }

    fn vote(&self, id: &NoteId, who: &str, dots: u64) -> Change {
        let dots = to_json(dots, self.voting_round().unwrap_or(1));
        Change::Vote(id.clone(), who.to_owned(), dots)
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
    use crate::model::merge::merge;
    use crate::model::note::Place;

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
                for number in [1, 2, 12] {
                    let said = voting.in_round(number);
                    assert_eq!(Voting::of(&said), Some(voting));
                    assert_eq!(number_of(&said), number);
                }
            }
        }
        let words = Json::String("3 each, open, round 2".into());
        assert_eq!(
            Voting {
                each: 3,
                ballot: Ballot::Open
            }
            .in_round(2),
            words
        );
        for said in [
            "",
            "3 each",
            "0 each, open",
            "100 each, open",
            "-1 each, open",
            "3 each, ajar",
            "3 each, open, round two",
            "round 2",
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
    fn late_dots_of_an_old_round_are_none_of_the_new_one() {
        let mut base = canvas(Ballot::Open, 3);
        put(&mut base, "a", "anna").unwrap();
        // One clone ends the round and begins the next, while another still votes in the old one.
        let mut next = base.clone();
        next.apply(next.close_voting().unwrap().into()).unwrap();
        let ballot = Ballot::Open;
        next.apply(next.open_voting(Voting { each: 2, ballot }).unwrap())
            .unwrap();
        put(&mut next, "b", "anna").unwrap();
        put(&mut next, "b", "ben").unwrap();
        let mut late = base.clone();
        put(&mut late, "a", "anna").unwrap();
        put(&mut late, "b", "anna").unwrap();
        put(&mut late, "c", "cleo").unwrap();
        let both = merge(Some(&base), &next, &late).canvas;
        assert_eq!(both, merge(Some(&base), &late, &next).canvas);
        assert_eq!(ranked(&both), [("b".to_owned(), 2)]);
        assert_eq!(both.voters(), [("anna", 1), ("ben", 1)]);
        assert_eq!((both.dots_left("cleo"), both.dots_left("anna")), (2, 1));
        // What came late is no hindrance, and goes with the next round.
        let mut now = both.clone();
        put(&mut now, "c", "cleo").unwrap();
        assert_eq!(ranked(&now)[1], ("c".to_owned(), 1));
        now.apply(now.close_voting().unwrap().into()).unwrap();
        now.apply(now.open_voting(Voting { each: 2, ballot }).unwrap())
            .unwrap();
        assert_eq!(now.voting_round(), Some(3));
        assert!(now.notes().all(|(_, note)| note.votes.is_empty()));
    }

    #[test]
    fn of_two_rounds_that_are_opened_at_once_all_dots_count() {
        let mut base = canvas(Ballot::Open, 3);
        base.apply(base.close_voting().unwrap().into()).unwrap();
        let opened = |each, who| {
            let mut canvas = base.clone();
            let ballot = Ballot::Open;
            let edit = canvas.open_voting(Voting { each, ballot }).unwrap();
            canvas.apply(edit).unwrap();
            put(&mut canvas, "a", who).unwrap();
            canvas
        };
        let (ours, theirs) = (opened(2, "anna"), opened(5, "ben"));
        let both = merge(Some(&base), &ours, &theirs).canvas;
        assert_eq!(both, merge(Some(&base), &theirs, &ours).canvas);
        assert_eq!(both.voting().map(|voting| voting.each), Some(5));
        assert_eq!(ranked(&both), [("a".to_owned(), 2)]);
    }

    #[test]
    fn the_newer_round_holds_though_the_old_one_had_more_dots() {
        let base = canvas(Ballot::Open, 9);
        let mut closed = base.clone();
        closed.apply(closed.close_voting().unwrap().into()).unwrap();
        let mut next = closed.clone();
        let ballot = Ballot::Open;
        next.apply(next.open_voting(Voting { each: 1, ballot }).unwrap())
            .unwrap();
        let both = merge(Some(&base), &next, &closed).canvas;
        assert_eq!(both, merge(Some(&base), &closed, &next).canvas);
        assert_eq!(both.voting_round(), Some(2));
    }

    #[test]
    fn what_is_no_number_is_no_dot_and_too_many_are_counted() {
        let votes: Votes = [
            ("a", Json::Number("2".into())),
            ("b", Json::Number("1.5".into())),
            ("c", Json::String("3".into())),
            ("d", Json::Number(u64::MAX.to_string().into())),
            ("e", Json::String("2, round 2".into())),
            ("f", Json::String("2, round two".into())),
        ]
        .map(|(who, value)| (who.to_owned(), value))
        .into_iter()
        .collect();
        let mut canvas = canvas(Ballot::Open, 1);
        canvas.change(&"a".into(), |note| note.votes = votes);
        let note = canvas.note(&"a".into()).unwrap();
        assert_eq!(canvas.dots_on(note), u64::MAX);
        let of = |who| canvas.dots_of(note, who);
        assert_eq!(["a", "b", "c", "e", "f"].map(of), [2, 0, 0, 0, 0]);
        // Where no round is stated, those of all count.
        let mut without = canvas.clone();
        without.state_round(Round::Dots, None);
        assert_eq!(without.dots_of(note, "e"), 2);
    }
}
