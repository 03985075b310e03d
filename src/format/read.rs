//! The tolerant reader: the canonical form, and what people write by hand.

use std::borrow::Cow;

use super::broken::{Broken, Subject, What, quoted};
use super::handwritten;
use super::nesting;
use super::notes::Loose;
use super::raw::{self, Member, Shape, shape};
use super::remark::Remark;
use super::review::Form;
use super::source::{Source, position};
use crate::model::canvas::Canvas;
use crate::model::conflicts::Conflicts;
use crate::model::json::Json;

/// The version of the format that is written.
pub const VERSION: u64 = 1;
/// The bytes that a file may have.
pub const MAX_BYTES: usize = 64 << 20;
/// The levels of brackets that a file may have.
pub const MAX_DEPTH: usize = 128;
/// The kind of a canvas that names none.
const USUAL_KIND: &str = "business-model";

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The canvas.
    pub canvas: Canvas,
    /// Whether it may be written back.
    pub access: Access,
    /// What the first save will change beside the edits.
    pub remarks: Vec<Remark>,
}

/// What may be done with a canvas that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It may be changed and written.
    Full,
    /// It is of this newer version: the parts that were understood may be shown, but writing could lose the others.
    ReadOnly(u64),
}

/// The canvas that these bytes hold. Reading what `write` wrote gives the same canvas and no remarks.
///
/// Takes time and memory in proportion to the bytes for any canvas, whatever they are; never panics.
pub fn read(bytes: &[u8]) -> Result<Read, Broken> {
    const BOM: &[u8] = b"\xef\xbb\xbf";
    if bytes.len() > MAX_BYTES {
        let what = What::TooLarge { bytes: bytes.len() };
        return Err(Broken { at: None, what });
    }
    let unmarked = bytes.strip_prefix(BOM);
    let text = text(unmarked.unwrap_or(bytes))?;
    let mut remarks = Vec::new();
    remarks.extend(unmarked.map(|_| Remark::HadBom));
    // Inside strings a raw carriage return is a syntax error, so any is a line's end.
    remarks.extend(text.contains('\r').then_some(Remark::HadCrlf));
    let object = top(text)?;
    let source = Source::new(text);
    let fields = source.fields(object)?;
    let access = access(source, &fields)?;
    let mut reader = Reader {
        source,
        access,
        remarks,
    };
    let canvas = reader.canvas(fields)?;
    let remarks = reader.remarks;
    Ok(Read {
        canvas,
        access,
        remarks,
    })
}

fn text(bytes: &[u8]) -> Result<&str, Broken> {
    std::str::from_utf8(bytes).map_err(|error| {
        let utf16 = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
        Broken {
            at: Some(position(bytes, error.valid_up_to())),
            what: What::NotUtf8 { utf16 },
        }
    })
}

/// The object that is to be the whole text.
fn top(text: &str) -> Result<&str, Broken> {
    let source = Source::new(text);
    let object = text.trim_matches([' ', '\t', '\r', '\n']);
    if text.trim().is_empty() {
        return Err(source.broken(text, What::Empty));
    }
    if let Some((_, from)) =
        nesting::first_beyond(MAX_DEPTH, text).and_then(|at| text.split_at_checked(at))
    {
        return Err(source.broken(from, What::TooDeep));
    }
    if object.starts_with('{') {
        return Ok(object);
    }
    // What is not even JSON has a better message than that it is no object.
    raw::check(object).map_err(|error| source.syntax(object, &error))?;
    Err(source.broken(
        object,
        wrong_type(Subject::File, "an object in braces", object),
    ))
}

fn access(source: Source<'_>, fields: &[Member<'_>]) -> Result<Access, Broken> {
    let Some(version) = fields.iter().find(|field| field.key == "bmcanvas") else {
        return Ok(Access::Full);
    };
    match whole_number(version.value) {
        Some(VERSION) => Ok(Access::Full),
        Some(newer) if newer > VERSION => Ok(Access::ReadOnly(newer)),
        Some(_) | None => {
            let what = wrong_type(
                Subject::Field("bmcanvas"),
                "the format's version, such as 1",
                version.value,
            );
            Err(source.broken(version.value, what))
        }
    }
}

/// Reads the parts of a file. In a newer version's file, what is of an unknown type is passed over.
pub(super) struct Reader<'a> {
    pub(super) source: Source<'a>,
    access: Access,
    pub(super) remarks: Vec<Remark>,
}

impl<'a> Reader<'a> {
    fn canvas(&mut self, fields: Vec<Member<'a>>) -> Result<Canvas, Broken> {
        let has = |name: &str| fields.iter().any(|field| field.key == name);
        self.remarks
            .extend((!has("bmcanvas")).then_some(Remark::VersionAdded));
        self.remarks
            .extend((!has("kind")).then_some(Remark::KindAdded));
        let mut canvas = Canvas::new(USUAL_KIND);
        let mut notes = Vec::new();
        for Member { key, value } in fields {
            let header = &mut canvas.header;
            match &*key {
                "bmcanvas" => {}
                "kind" => self.text("kind", value, &mut canvas.kind)?,
                "title" => self.text("title", value, &mut header.title)?,
                "designed_for" => self.text("designed_for", value, &mut header.designed_for)?,
                "designed_by" => self.text("designed_by", value, &mut header.designed_by)?,
                "date" => self.text("date", value, &mut header.date)?,
                "iteration" => header.iteration = self.iteration(value)?,
                // Young names: what others keep there stays as it is.
                "state" if shape(value) == Shape::String => {
                    self.text("state", value, &mut header.state)?;
                }
                "counterpart" if shape(value) == Shape::String => {
                    self.text("counterpart", value, &mut header.counterpart)?;
                }
                "conflicts" => self.conflicts(value, &mut canvas.conflicts)?,
                "notes" => self.notes(value, &mut notes)?,
                "blocks" => self.blocks(value, &mut notes)?,
                _ => {
                    let value = self.source.json(value)?;
                    canvas.extra.insert(key.into_owned(), value);
                }
            }
        }
        self.settle(notes, &mut canvas)?;
        Ok(canvas)
    }

    /// Gives ids and ranks to the notes that lack them, and puts all into the canvas.
    fn settle(&mut self, mut notes: Vec<Loose<'a>>, canvas: &mut Canvas) -> Result<(), Broken> {
        notes.sort_by_key(|note| self.source.offset(note.anchor));
        let rewritten = handwritten::read_amounts(&mut notes);
        self.remarks
            .extend((rewritten > 0).then_some(Remark::AmountsRewritten(rewritten)));
        let doubles = self.check_ids(&mut notes)?;
        self.remarks
            .extend((doubles > 0).then_some(Remark::Doubled(doubles)));
        let ids = handwritten::give_ids(&mut notes);
        self.remarks
            .extend((ids > 0).then_some(Remark::IdsAdded(ids)));
        let ranks = handwritten::give_ranks(&mut notes);
        self.remarks
            .extend((ranks > 0).then_some(Remark::RanksAdded(ranks)));
        let by_hand = notes.iter().filter(|note| note.review == Form::ByHand);
        let by_hand = by_hand.count();
        self.remarks
            .extend((by_hand > 0).then_some(Remark::ReviewRewritten(by_hand)));
        canvas.extend(
            notes
                .into_iter()
                .filter_map(|Loose { id, note, .. }| Some((id?, note))),
        );
        Ok(())
    }

    /// Reads a field of the canvas whose value is to be a string.
    fn text(&self, name: &'static str, value: &'a str, to: &mut String) -> Result<(), Broken> {
        if let Some(text) = self.string(|| Subject::Field(name), value)? {
            *to = text.into_owned();
        }
        Ok(())
    }

    /// Reads the values that lost in merges: lists by the field's path. A single value stands for a list of one.
    fn conflicts(&self, value: &'a str, to: &mut Conflicts) -> Result<(), Broken> {
        if shape(value) != Shape::Object {
            return self.unfit(
                Subject::Field("conflicts"),
                "an object of lists by field",
                value,
            );
        }
        for Member { key, value } in self.source.fields(value)? {
            match self.source.json(value)? {
                Json::Array(values) => values.into_iter().for_each(|value| to.add(&*key, value)),
                value @ (Json::Null
                | Json::Bool(_)
                | Json::Number(_)
                | Json::String(_)
                | Json::Object(_)) => to.add(&*key, value),
            }
        }
        Ok(())
    }

    fn iteration(&self, value: &'a str) -> Result<Option<u64>, Broken> {
        let number = match shape(value) {
            Shape::Number => whole_number(value),
            Shape::String => digits(&self.source.string(value)?),
            Shape::Null | Shape::Bool | Shape::Array | Shape::Object => None,
        };
        if number.is_none() {
            self.unfit(Subject::Field("iteration"), "a whole number", value)?;
        }
        Ok(number)
    }

    /// The value of what is to be a string.
    pub(super) fn string(
        &self,
        subject: impl FnOnce() -> Subject,
        value: &'a str,
    ) -> Result<Option<Cow<'a, str>>, Broken> {
        if shape(value) == Shape::String {
            return self.source.string(value).map(Some);
        }
        self.unfit(subject(), "a string", value).map(|()| None)
    }

    /// The error that the value is of a wrong type; none where a newer version may know the type.
    pub(super) fn unfit(
        &self,
        subject: Subject,
        expected: &'static str,
        value: &str,
    ) -> Result<(), Broken> {
        match self.access {
            Access::ReadOnly(_) => Ok(()),
            Access::Full => Err(self
                .source
                .broken(value, wrong_type(subject, expected, value))),
        }
    }

    /// Whether the file is of a newer version than this program's.
    pub(super) fn is_newer(&self) -> bool {
        match self.access {
            Access::ReadOnly(_) => true,
            Access::Full => false,
        }
    }
}

fn wrong_type(subject: Subject, expected: &'static str, value: &str) -> What {
    let found = match shape(value) {
        Shape::Null | Shape::Bool => value.to_owned(),
        Shape::Number => format!("the number {}", quoted(value).trim_matches('"')),
        Shape::String => {
            let text = raw::string(value).unwrap_or_default();
            format!("the string {}", quoted(&text))
        }
        Shape::Array => "an array".to_owned(),
        Shape::Object => "an object".to_owned(),
    };
    What::WrongType {
        subject,
        expected,
        found,
    }
}

/// The number's value if it is whole and not negative, however it is written: `3`, `3.0` and `3e0` are one number.
fn whole_number(number: &str) -> Option<u64> {
    /// Up to here every whole number is a float of its own.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    number.parse().ok().or_else(|| {
        let float: f64 = number.parse().ok()?;
        let exact = float.fract() == 0.0 && (0.0..EXACT).contains(&float);
        exact.then(|| format!("{float:.0}").parse().ok()).flatten()
    })
}

fn digits(text: &str) -> Option<u64> {
    let all_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| text.parse().ok()).flatten()
}
