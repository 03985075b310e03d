//! Reading notes: keyed by id, as an array, or listed under their blocks.

use std::borrow::Cow;
use std::collections::hash_map::{Entry, HashMap};

use super::broken::{Broken, Subject, What, quoted};
use super::raw::{Member, Shape, shape};
use super::read::Reader;
use super::remark::Remark;
use super::review;
use super::write::{LAST_KEY, LAST_VALUE};
use crate::model::amount::Stated;
use crate::model::id::{BlockId, NoteId};
use crate::model::json::Json;
use crate::model::note::{Note, Place};
use crate::model::rank::Rank;

/// The block of a newer version's note that names none in a way that we know.
const ELSEWHERE: &str = "elsewhere";

/// A note that may lack id and rank.
pub(super) struct Loose<'a> {
    pub(super) id: Option<NoteId>,
    /// Whether the file gives its rank; if not, the one in `note` means nothing.
    pub(super) ranked: bool,
    pub(super) note: Note,
    /// How its comments and review marks were written.
    pub(super) review: review::Form,
    /// Where it stands in the file.
    pub(super) anchor: &'a str,
}

impl Loose<'_> {
    /// Whether it says the same in the same place as a note of its id. Two without a rank stand in places of their own.
    fn is_double_of(&self, other: &Self) -> bool {
        self.ranked && other.ranked && self.note == other.note
    }
}

/// How a note is written: what is known of it before its fields are read.
enum Form<'a> {
    /// As a member of `notes`, by its id.
    Keyed(Cow<'a, str>),
    /// In an array, maybe with an `id` of its own.
    InArray,
    /// Under the block that holds it, maybe with an `id` of its own.
    Under(BlockId),
}

impl<'a> Reader<'a> {
    /// Reads the value of `notes`.
    pub(super) fn notes(&mut self, value: &'a str, to: &mut Vec<Loose<'a>>) -> Result<(), Broken> {
        match shape(value) {
            Shape::Object => self.keyed_notes(value, to),
            Shape::Array => {
                let items = self.source.items(value)?;
                self.remarks.push(Remark::FromArray(items.len()));
                for item in items {
                    to.extend(self.note(Form::InArray, item, item)?);
                }
                Ok(())
            }
            Shape::Null | Shape::Bool | Shape::Number | Shape::String => {
                self.unfit(Subject::Field("notes"), "an object of notes by id", value)
            }
        }
    }

    fn keyed_notes(&mut self, value: &'a str, to: &mut Vec<Loose<'a>>) -> Result<(), Broken> {
        let members = self.source.members(value)?;
        to.reserve(members.len());
        for member in members {
            let anchor = member.anchor();
            let Member { key, value } = member;
            if key == LAST_KEY {
                let usual =
                    shape(value) == Shape::String && self.source.string(value)? == LAST_VALUE;
                self.remarks
                    .extend((!usual).then_some(Remark::LastLineReplaced));
            } else {
                to.extend(self.note(Form::Keyed(key), value, anchor)?);
            }
        }
        Ok(())
    }

    /// Reads the value of `blocks`.
    pub(super) fn blocks(&mut self, value: &'a str, to: &mut Vec<Loose<'a>>) -> Result<(), Broken> {
        let Shape::Object = shape(value) else {
            return self.unfit(
                Subject::Field("blocks"),
                "an object of lists by block",
                value,
            );
        };
        let before = to.len();
        for Member { key, value } in self.source.fields(value)? {
            let block = BlockId::from(&*key);
            if shape(value) != Shape::Array {
                self.unfit(Subject::List(quoted(&key)), "an array of notes", value)?;
                continue;
            }
            for item in self.source.items(value)? {
                to.extend(self.listed_note(&block, item)?);
            }
        }
        self.remarks.push(Remark::FromBlocks(to.len() - before));
        Ok(())
    }

    fn listed_note(&self, block: &BlockId, item: &'a str) -> Result<Option<Loose<'a>>, Broken> {
        if shape(item) != Shape::String {
            return self.note(Form::Under(block.clone()), item, item);
        }
        Ok(Some(Loose {
            id: None,
            ranked: false,
            note: Note::new(placed(block.clone()), self.source.string(item)?),
            review: review::Form::Usual,
            anchor: item,
        }))
    }

    /// Reads a note; none where a newer version has something there that is no object.
    fn note(
        &self,
        form: Form<'a>,
        value: &'a str,
        anchor: &'a str,
    ) -> Result<Option<Loose<'a>>, Broken> {
        let Shape::Object = shape(value) else {
            let name = match &form {
                Form::Keyed(id) => Some(quoted(id)),
                Form::InArray | Form::Under(_) => None,
            };
            self.unfit(Subject::Note(name), form.expects(), value)?;
            return Ok(None);
        };
        let mut parts = Parts {
            reader: self,
            form,
            id: None,
            block: None,
            rank: None,
            note: Note::new(placed(BlockId::from("")), ""),
            review: review::Form::Usual,
        };
        for field in self.source.fields(value)? {
            parts.field(field)?;
        }
        parts.note(anchor).map(Some)
    }

    /// An error where two notes have one id, unless they are alike to the letter: a merge by lines can leave a note
    /// twice, and one of the two says all. Those are taken out; how many.
    pub(super) fn check_ids(&self, notes: &mut Vec<Loose<'a>>) -> Result<usize, Broken> {
        let mut seen = HashMap::with_capacity(notes.len());
        let mut doubles = Vec::new();
        for (at, note) in notes.iter().enumerate() {
            let Some(id) = &note.id else { continue };
            match seen.entry(id) {
                Entry::Vacant(free) => {
                    free.insert(note);
                }
                Entry::Occupied(first) if note.is_double_of(first.get()) => doubles.push(at),
                Entry::Occupied(first) => {
                    let line = |anchor| self.source.position(anchor).line;
                    let lines = (line(first.get().anchor), line(note.anchor));
                    let id = quoted(id.as_str());
                    return Err(self
                        .source
                        .broken(note.anchor, What::TwoNotes { id, lines }));
                }
            }
        }
        for at in doubles.iter().rev() {
            notes.remove(*at);
        }
        Ok(doubles.len())
    }
}

/// What is known of a note while its fields are read.
struct Parts<'r, 'a> {
    reader: &'r Reader<'a>,
    form: Form<'a>,
    id: Option<Cow<'a, str>>,
    block: Option<Cow<'a, str>>,
    rank: Option<Rank>,
    /// Text, colour, tags and unknown fields; its place comes last.
    note: Note,
    review: review::Form,
}

impl<'a> Parts<'_, 'a> {
    fn field(&mut self, Member { key, value }: Member<'a>) -> Result<(), Broken> {
        match (&*key, &self.form) {
            ("id", Form::InArray | Form::Under(_)) => self.id = self.string("id", value)?,
            ("block", _) => self.block = self.string("block", value)?,
            ("rank", _) => self.rank = self.string("rank", value)?.map(|rank| Rank::from(&*rank)),
            ("text", _) => {
                if let Some(text) = self.string("text", value)? {
                    self.note.text = text.into_owned();
                }
            }
            ("color", _) => self.note.color = self.string("color", value)?.map(Into::into),
            ("tags", _) => self.tags(value)?,
            ("links", _) => self.links(value)?,
            ("amount", _) => {
                let written = self.reader.source.json(value)?;
                // Understood once all of it is read.
                self.note.amount = (written != Json::Null).then_some(Stated::Unread(written));
            }
            ("status", _) => self.note.belief.status = self.word(value)?,
            ("horizon", _) => self.note.belief.horizon = self.word(value)?,
            ("evidence", _) => {
                let (evidence, form) = review::evidence(self.reader.source, value)?;
                self.note.belief.evidence = evidence;
                self.review = self.review.max(form);
            }
            ("conflict_of", _) => {
                let other = self.string("conflict_of", value)?;
                self.note.conflict_of = other.map(|id| NoteId::from(&*id));
            }
            ("comments", _) => {
                let (thread, form) = review::thread(self.reader.source, value)?;
                self.note.thread = thread;
                self.review = self.review.max(form);
            }
            ("review", _) => {
                let (stances, form) = review::stances(self.reader.source, value)?;
                self.note.stances = stances;
                self.review = self.review.max(form);
            }
            ("votes", _) => {
                let (votes, form) = review::votes(self.reader.source, value)?;
                self.note.votes = votes;
                self.review = self.review.max(form);
            }
            _ => drop(
                self.note
                    .extra
                    .insert(key.into_owned(), self.reader.source.json(value)?),
            ),
        }
        Ok(())
    }

    /// A word that is kept to the letter, whatever it is.
    fn word(&self, value: &'a str) -> Result<Option<Json>, Broken> {
        let word = self.reader.source.json(value)?;
        Ok((word != Json::Null).then_some(word))
    }

    fn string(&self, field: &'static str, value: &'a str) -> Result<Option<Cow<'a, str>>, Broken> {
        self.reader
            .string(|| Subject::NoteField(self.name(), field), value)
    }

    fn tags(&mut self, value: &'a str) -> Result<(), Broken> {
        let tags = self.strings("tags", value)?;
        self.note.tags.extend(tags.into_iter().map(Cow::into_owned));
        Ok(())
    }

    fn links(&mut self, value: &'a str) -> Result<(), Broken> {
        let ids = self.strings("links", value)?;
        let ids = ids.iter().map(|id| NoteId::from(&**id));
        self.note.links.extend(ids);
        Ok(())
    }

    fn strings(&self, field: &'static str, value: &'a str) -> Result<Vec<Cow<'a, str>>, Broken> {
        let unfit = |value: &str| {
            let subject = Subject::NoteField(self.name(), field);
            self.reader.unfit(subject, "an array of strings", value)
        };
        let mut strings = Vec::new();
        if shape(value) != Shape::Array {
            unfit(value)?;
            return Ok(strings);
        }
        for item in self.reader.source.items(value)? {
            if shape(item) == Shape::String {
                strings.push(self.reader.source.string(item)?);
            } else {
                unfit(item)?;
            }
        }
        Ok(strings)
    }

    /// The note's name in messages.
    fn name(&self) -> Option<String> {
        match &self.form {
            Form::Keyed(id) => Some(quoted(id)),
            Form::InArray | Form::Under(_) => self.id.as_deref().map(quoted),
        }
    }

    /// What the fields add up to.
    fn note(mut self, anchor: &'a str) -> Result<Loose<'a>, Broken> {
        let block = self.block(anchor)?;
        let id = match self.form {
            Form::Keyed(id) => Some(id),
            // The last entry's key can be no note's id.
            Form::InArray | Form::Under(_) => self.id.take().filter(|id| id != LAST_KEY),
        };
        let ranked = self.rank.is_some();
        let rank = self.rank.unwrap_or_else(|| Rank::from(""));
        self.note.place = Place { block, rank };
        Ok(Loose {
            id: id.map(|id| NoteId::from(&*id)),
            ranked,
            note: self.note,
            review: self.review,
            anchor,
        })
    }

    fn block(&self, anchor: &'a str) -> Result<BlockId, Broken> {
        let broken = |what| Err(self.reader.source.broken(anchor, what));
        match (&self.form, &self.block) {
            (Form::Under(listed), Some(named)) if listed.as_str() != named => {
                broken(What::TwoBlocks {
                    listed: quoted(listed.as_str()),
                    named: quoted(named),
                })
            }
            (Form::Under(listed), _) => Ok(listed.clone()),
            (Form::Keyed(_) | Form::InArray, Some(block)) => Ok(BlockId::from(&**block)),
            (Form::Keyed(_) | Form::InArray, None) if self.reader.is_newer() => {
                Ok(ELSEWHERE.into())
            }
            (Form::Keyed(_) | Form::InArray, None) => broken(What::NoBlock {
                note: self.name().unwrap_or_else(|| quoted(&self.note.text)),
            }),
        }
    }
}

impl Form<'_> {
    fn expects(&self) -> &'static str {
        match self {
            Form::Keyed(_) | Form::InArray => "an object",
            Form::Under(_) => "a string or an object",
        }
    }
}

/// A place in the block whose rank is still to be given.
fn placed(block: BlockId) -> Place {
    let rank = Rank::from("");
    Place { block, rank }
}
