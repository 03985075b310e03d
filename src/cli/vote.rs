//! `vote`: opens a round of dots, gives and takes them, closes it, and prints the ranking.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::args::{VoteArgs, is_stdin};
use super::edit::{Locked, edit};
use super::failure::{Failure, Outcome, about};
use super::files;
use super::show;
use super::text::{Text, escaped};
use crate::app::msg::Trouble;
use crate::model::canvas::Canvas;
use crate::model::edit::Edit;
use crate::model::id::NoteId;
use crate::model::kind::Kind;
use crate::model::note::Note;
use crate::model::vote::{Ballot, NoVote, Voting};
use crate::shell::{open, person};
use crate::text::clean::Shown;

/// The columns that the text of a note has.
const NOTE: usize = 60;

pub(super) fn run(args: &VoteArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    if args.open.is_some() || args.close || !args.notes.is_empty() {
        let who = person::name(&args.file);
        edit(&args.file, |locked| Ok((plan(locked, args, &who)?, ())))?;
        return Ok(Outcome::Fine);
    }
    let (name, read) = show::read(&args.file)?;
    let canvas = read.canvas;
    let kind = open::kind(name, &canvas.kind, &files::library(&args.file))?;
    let me = (!is_stdin(&args.file)).then(|| person::name(&args.file));
    let result = Tally {
        canvas: &canvas,
        kind: &kind,
        me: me.as_deref(),
    };
    let text = if args.json {
        let json = serde_json::to_string_pretty(&result.json()).unwrap_or_default();
        format!("{}\n", escaped(&json))
    } else {
        result.text()
    };
    out.extend(text.into_bytes());
    Ok(Outcome::Fine)
}

fn plan(locked: &mut Locked<'_>, args: &VoteArgs, who: &str) -> Result<Edit, Trouble> {
    let told = |why: NoVote| no_vote(&args.file, why);
    if let Some(each) = args.open {
        let ballot = if args.shown {
            Ballot::Shown
        } else {
            Ballot::Open
        };
        let opened = locked.canvas.open_voting(Voting { each, ballot });
        return opened.map_err(told);
    }
    if args.close {
        return locked.canvas.close_voting().map(Edit::from).map_err(told);
    }
    let mut changes = Vec::new();
    // Each dot counts what those before it left.
    let mut canvas = locked.canvas.clone();
    for name in &args.notes {
        let id = locked.note(name)?;
        let change = if args.take {
            canvas.take_dot(&id, who)
        } else {
            canvas.put_dot(&id, who)
        };
        let change = change.map_err(told)?;
        let _ = canvas.apply(change.clone().into());
        changes.push(change);
    }
    Ok(Edit(changes))
}

fn no_vote(file: &Path, why: NoVote) -> Trouble {
    let advice = match why {
        NoVote::NoRound => "Open one: `bmcanvas vote FILE --open 3`.",
        NoVote::Closed => "Open another one with `--open 3`; the dots of this one go.",
        NoVote::IsOpen => "Close it first: `bmcanvas vote FILE --close`.",
        NoVote::NoneLeft(_) => "Take one back: `bmcanvas vote FILE NOTE --take`.",
        NoVote::NoneHere => "See where they are: `bmcanvas vote FILE`.",
        NoVote::NoNote => "Look at the file with `bmcanvas list`, then try again.",
    };
    about(file, &why, advice)
}

/// What came of a round, or what of it may be told.
struct Tally<'a> {
    canvas: &'a Canvas,
    kind: &'a Kind,
    /// The person who asks, to whom their own dots are told in any case.
    me: Option<&'a str>,
}

/// A note with its place in the ranking, from 1, and its dots.
struct Ranked<'a> {
    place: usize,
    dots: u64,
    id: &'a NoteId,
    note: &'a Note,
    by: Vec<(&'a str, u64)>,
}

impl<'a> Tally<'a> {
    fn is_told(&self) -> bool {
        self.canvas.voting().is_none_or(Voting::is_shown)
    }

    /// The notes with dots; those with as many share their place.
    fn ranked(&self) -> Vec<Ranked<'a>> {
        let mut ranked: Vec<Ranked<'a>> = Vec::new();
        for (at, (id, dots)) in self.canvas.ranking(self.kind).into_iter().enumerate() {
            let before = ranked.last().filter(|before| before.dots == dots);
            let place = before.map_or(at + 1, |before| before.place);
            let note = self.canvas.note(id);
            ranked.extend(note.map(|note| Ranked {
                place,
                dots,
                id,
                note,
                by: self.canvas.dots_by_person(note),
            }));
        }
        ranked
    }

    fn text(&self) -> String {
        let mut text = Text::default();
        text.line(format_args!("{}", self.canvas.voting_in_words()));
        for (who, dots) in self.canvas.overdrawn() {
            let who = Shown::line(who);
            text.line(format_args!(
                "{who} gave {dots}, more than there are: from two machines at once. All are counted."
            ));
        }
        if self.is_told() {
            for ranked in self.ranked() {
                let place = format!("{}.", ranked.place);
                let note = self.note(ranked.id, ranked.note);
                text.line(format_args!("{place:>4} {:>3}  {note}", ranked.dots));
            }
        } else {
            self.own(&mut text);
        }
        text.into_string()
    }

    /// The dots of the person who asks.
    fn own(&self, text: &mut Text) {
        let Some(me) = self.me else {
            return;
        };
        let left = self.canvas.dots_left(me);
        text.line(format_args!(
            "Where they are is told once the round is closed. You have {left} left, and gave:"
        ));
        for (id, _) in self.canvas.ranking(self.kind) {
            let note = self.canvas.note(id);
            let own = note.map(|note| (note, self.canvas.dots_of(note, me)));
            if let Some((note, dots @ 1..)) = own {
                text.line(format_args!("     {dots:>3}  {}", self.note(id, note)));
            }
        }
    }

    fn note(&self, id: &NoteId, note: &Note) -> String {
        format!(
            "{}: {} ({})",
            Shown::line(self.kind.title_of(&note.place.block)),
            Shown::line(&note.text).truncate(NOTE),
            Shown::line(id.as_str()),
        )
    }

    fn json(&self) -> Value {
        let voting = self.canvas.voting();
        let people = self.canvas.voters().into_iter();
        let people = people.map(|(who, dots)| json!({ "name": who, "dots": dots }));
        let ranking = self.is_told().then(|| {
            let ranked = self.ranked();
            ranked.iter().map(Ranked::json).collect::<Vec<_>>()
        });
        json!({
            "bmcanvas_vote": 1,
            "round": self.canvas.voting_round(),
            "each": voting.map(|voting| voting.each),
            "state": voting.map(|voting| voting.ballot.words()),
            "people": people.collect::<Vec<_>>(),
            "ranking": ranking,
        })
    }
}

impl Ranked<'_> {
    fn json(&self) -> Value {
        let by = self.by.iter();
        let by = by.map(|(who, dots)| ((*who).to_owned(), json!(dots)));
        json!({
            "place": self.place,
            "dots": self.dots,
            "id": self.id.as_str(),
            "block": self.note.place.block.as_str(),
            "text": self.note.text,
            "by": by.collect::<Map<_, _>>(),
        })
    }
}
