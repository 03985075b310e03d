//! Two canvases that grew from one, as one again.
//!
//! Pure, without clocks, and without sides: swapping the two gives the same canvas. Where one value has to be chosen, the
//! greater one wins, for no other reason than that everybody then chooses the same.
//!
//! | what | result |
//! |---|---|
//! | anything, changed on one side, or alike on both | that value |
//! | note added on one side | kept |
//! | the same id added on both | merged field by field, with nothing as the base |
//! | note deleted on one side, on the other untouched or only reordered in its block | deleted |
//! | note deleted on one side, changed on the other | kept, as changed |
//! | text changed on both | merged by lines; where the same or adjacent lines changed: both texts, as two notes |
//! | title, for, by, date, kind | the winner; the loser goes to `conflicts` |
//! | iteration | the greater |
//! | colour, status and horizon of a belief | the winner |
//! | amount | the winner; the loser goes to `conflicts` |
//! | tags, evidence, `conflicts` | what the base had stays if both kept it; what is new stays |
//! | place (block and rank) | the winner of the pair |
//! | comments | by id: new ones stay, deleted ones go unless the other side changed what they say |
//! | one comment's text, changed on both | both, as two comments |
//! | who resolved a comment | the winner |
//! | review marks | by person, the winner |
//! | dots | by person: those of the round that holds, of these the greater number |
//! | a round of dots | the later one, else the one with more dots for each, else the winner |
//! | a silent round | the winner |
//! | what the figures assume | by key; where the currencies differ, each with its rates: the winner |
//! | unknown objects; arrays of objects with ids | by key; by id |
//! | unknown values else | the winner; the loser goes to `conflicts` |
//! | no base | nothing counts as deleted |

mod fields;
mod note;
mod text;
mod thread;

pub(super) use note::says_the_same;
pub(super) use text::merge as text;

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;

use super::canvas::Canvas;
use super::conflicts::{Conflicts, words};
use super::edit::{Change, Edit};
use super::header::HeaderField;
use super::id::NoteId;
use super::json::Json;
use super::note::Note;
use super::round::Round;
use super::vote::{self, Voting};
use fields::Losers;

/// What came of a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The canvas, with every text of both sides that neither deleted.
    pub canvas: Canvas,
    /// What both sides changed, for a person to look at.
    pub clashes: Vec<Clash>,
}

/// Something that both sides changed, each in its way. Nothing of it is lost.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clash {
    /// A note's text: both texts stand in the canvas now.
    Texts {
        /// The note, which has one of the two.
        note: NoteId,
        /// The note that holds the other.
        other: NoteId,
        /// The first line of the one.
        text: String,
    },
    /// A note that one side deleted and the other changed: it stays.
    Kept {
        /// The note.
        note: NoteId,
        /// The first line of its text.
        text: String,
    },
    /// A field that holds one value: the other one is in the canvas's `conflicts`.
    Field {
        /// The field's path, as in `conflicts`.
        path: String,
        /// What it is called in a sentence.
        name: String,
    },
}

impl fmt::Display for Clash {
    /// In one line. Texts and names are untrusted.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Texts { text, .. } => {
                write!(f, "{text:?} was changed on both sides: both texts are kept")
            }
            Self::Kept { text, .. } => {
                write!(
                    f,
                    "{text:?} was deleted on one side and changed on the other: it is kept"
                )
            }
            Self::Field { name, .. } => {
                write!(
                    f,
                    "{name} was changed on both sides: the other value is in \"conflicts\""
                )
            }
        }
    }
}

/// Merges two canvases that grew from `base`. Without a base nothing can be seen as deleted.
pub fn merge(base: Option<&Canvas>, ours: &Canvas, theirs: &Canvas) -> Merged {
    let nothing = Canvas::default();
    let mut merge = Merge {
        base: base.unwrap_or(&nothing),
        ours,
        theirs,
        canvas: ours.clone(),
        losers: Losers::default(),
        clashes: Vec::new(),
        texts: Vec::new(),
    };
    merge.head();
    merge.notes();
    merge.other_texts();
    merge.finish()
}

/// The edit that gives a note a text which grew from `base`, as what the note says now did: merged, or as two notes.
pub fn retext(canvas: &Canvas, id: &NoteId, base: &str, typed: &str) -> Edit {
    let saying = |text: &str| {
        let mut other = canvas.clone();
        other.change(id, |note| text.clone_into(&mut note.text));
        other
    };
    let merged = merge(Some(&saying(base)), canvas, &saying(typed));
    canvas.edit_to(&merged.canvas)
}

/// The edit that fills in a field of the header with what grew from `base`, as what the field says now did: merged.
pub fn rehead(canvas: &Canvas, field: HeaderField, base: &str, typed: &str) -> Edit {
    let saying = |text: &str| {
        let mut other = canvas.clone();
        other.header.set(field, text).map(|()| other)
    };
    match (saying(base), saying(typed)) {
        (Ok(then), Ok(mine)) => canvas.edit_to(&merge(Some(&then), canvas, &mine).canvas),
        // It is refused where it is applied, which says why.
        (Ok(_) | Err(_), _) => Change::Header(field, typed.to_owned()).into(),
    }
}

/// A value of which one has to be chosen: the one that changed, else the greater one. The loser, where both changed.
fn choose<T: Ord + Clone>(base: &T, ours: &T, theirs: &T) -> (T, Option<T>) {
    if ours == theirs || theirs == base {
        return (ours.clone(), None);
    }
    if ours == base {
        return (theirs.clone(), None);
    }
    match ours.cmp(theirs) {
        Ordering::Less => (theirs.clone(), Some(ours.clone())),
        Ordering::Equal | Ordering::Greater => (ours.clone(), Some(theirs.clone())),
    }
}

/// A set: of what the base had stays what neither took out, and all that is new.
pub(super) fn set<T: Ord + Clone>(
    base: &BTreeSet<T>,
    ours: &BTreeSet<T>,
    theirs: &BTreeSet<T>,
) -> BTreeSet<T> {
    let holds = |item: &&T| !base.contains(item) || (ours.contains(item) && theirs.contains(item));
    ours.union(theirs).filter(holds).cloned().collect()
}

/// A merge under way.
struct Merge<'a> {
    base: &'a Canvas,
    ours: &'a Canvas,
    theirs: &'a Canvas,
    /// Ours, on its way to the result.
    canvas: Canvas,
    losers: Losers,
    clashes: Vec<Clash>,
    /// Texts that found no place in their note.
    texts: Vec<(NoteId, String)>,
}

impl Merge<'_> {
    fn head(&mut self) {
        let (base, ours, theirs) = (self.base, self.ours, self.theirs);
        let (kind, loser) = choose(&base.kind, &ours.kind, &theirs.kind);
        self.canvas.kind = kind;
        self.lost("kind", loser);
        for field in HeaderField::ALL {
            if field == HeaderField::Iteration {
                continue;
            }
            let of = |canvas: &Canvas| canvas.header.get(field);
            let (value, loser) = choose(&of(base), &of(ours), &of(theirs));
            // Only an iteration can be refused.
            let _ = self.canvas.header.set(field, &value);
            self.lost(field.key(), loser);
        }
        let iteration = |canvas: &Canvas| canvas.header.iteration;
        let (greater, _) = choose(&iteration(base), &iteration(ours), &iteration(theirs));
        self.canvas.header.iteration = greater;
        self.canvas.conflicts =
            Conflicts::merged(&base.conflicts, &ours.conflicts, &theirs.conflicts);
        self.canvas.extra = self
            .losers
            .fields(&[], Some(&base.extra), &ours.extra, &theirs.extra);
        for round in Round::ALL {
            self.round(round);
        }
    }

    /// A round is one value, and there is nothing to settle where two people began it at once.
    fn round(&mut self, round: Round) {
        let weighed = |canvas: &Canvas| {
            let said = canvas.extra.get(round.field()).cloned();
            let weight = said.as_ref().map_or((0, 0), |said| weight(round, said));
            (weight, said)
        };
        let ((_, winner), loser) = choose(
            &weighed(self.base),
            &weighed(self.ours),
            &weighed(self.theirs),
        );
        self.canvas.state_round(round, winner);
        if loser.is_some() {
            self.losers.forget(round.field());
        }
    }

    /// Notes that a text of the header lost; an empty one is no loss.
    fn lost(&mut self, path: &str, loser: Option<String>) {
        if let Some(loser) = loser.filter(|loser| !loser.is_empty()) {
            self.losers.add(&[path], Json::String(loser.into()));
        }
    }

    fn notes(&mut self) {
        let (base, ours, theirs) = (self.base, self.ours, self.theirs);
        for (id, our) in ours.notes() {
            match (base.note(id), theirs.note(id)) {
                (_, Some(their)) if our == their => {}
                (base, Some(their)) => self.both(id, base, our, their),
                (Some(base), None) => self.one_deleted(id, base, our),
                (None, None) => {}
            }
        }
        for (id, their) in theirs.notes().filter(|(id, _)| ours.note(id).is_none()) {
            match base.note(id) {
                Some(base) => self.one_deleted(id, base, their),
                None => self.put(id, Some(their.clone())),
            }
        }
    }

    fn both(&mut self, id: &NoteId, base: Option<&Note>, ours: &Note, theirs: &Note) {
        let round = self.canvas.voting_round();
        let note::Both { note, other } =
            note::both(id, base, ours, theirs, (round, &mut self.losers));
        self.texts.extend(other.map(|text| (id.clone(), text)));
        self.put(id, Some(note));
    }

    /// A deletion counts, unless the other side changed what the note says or where it belongs.
    fn one_deleted(&mut self, id: &NoteId, base: &Note, left: &Note) {
        if note::says_the_same(base, left) {
            return self.put(id, None);
        }
        self.clashes.push(Clash::Kept {
            note: id.clone(),
            text: first_line(&left.text),
        });
        self.put(id, Some(left.clone()));
    }

    fn put(&mut self, id: &NoteId, note: Option<Note>) {
        self.canvas.remove(id);
        if let Some(note) = note {
            // The id was just made free.
            let _ = self.canvas.insert(id.clone(), note);
        }
    }

    /// Makes a note of each text that found no place, beside the note that it is the other text of.
    fn other_texts(&mut self) {
        for (id, text) in std::mem::take(&mut self.texts) {
            let Some(note) = self.canvas.note(&id) else {
                continue;
            };
            let kept = first_line(&note.text);
            let other = note::other(&id, note, text);
            let other_id = self.free_id(&id, &other);
            self.clashes.push(Clash::Texts {
                note: id,
                other: other_id.clone(),
                text: kept,
            });
            // Where the id is taken, the very same text is there already.
            let _ = self.canvas.insert(other_id, other);
        }
    }

    /// The id that follows from what the note says, so that everybody who merges the same gives it the same one.
    fn free_id(&self, of: &NoteId, other: &Note) -> NoteId {
        let mut id = note::other_id(of, &other.text, 0);
        let mut turn = 0;
        while self
            .canvas
            .note(&id)
            .is_some_and(|there| there.text != other.text)
        {
            turn += 1;
            id = note::other_id(of, &other.text, turn);
        }
        id
    }

    fn finish(mut self) -> Merged {
        for (path, value) in self.losers.into_values() {
            self.canvas.conflicts.add(path.clone(), value);
            let name = words::name(&self.canvas, &path, None);
            self.clashes.push(Clash::Field { path, name });
        }
        self.clashes.sort();
        self.clashes.dedup();
        Merged {
            canvas: self.canvas,
            clashes: self.clashes,
        }
    }
}

/// The number of the round, and how many dots each has in it. As text, 9 would be more than 10.
fn weight(round: Round, said: &Json) -> (u64, u64) {
    match round {
        Round::Dots => {
            let each = Voting::of(said).map_or(0, |voting| voting.each);
            (vote::number_of(said), each)
        }
        Round::Silent => (0, 0),
    }
}

fn first_line(text: &str) -> String {
    /// Enough to know it again.
    const MOST: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    line.chars().take(MOST).collect()
}

#[cfg(test)]
mod tests;
