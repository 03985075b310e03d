//! The file's text, and where its parts stand in it.

use std::borrow::Cow;
use std::collections::HashMap;

use super::broken::{Broken, Position, What, quoted};
use super::markers;
use super::raw::{self, Member, Shape, shape};
use crate::model::json::{Fields, Json};

/// The text of a file. Every slice that its methods take is a part of that text.
#[derive(Clone, Copy)]
pub(super) struct Source<'a>(&'a str);

impl<'a> Source<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// How many bytes stand before the part.
    pub(super) fn offset(self, part: &str) -> usize {
        part.as_ptr().addr().saturating_sub(self.0.as_ptr().addr())
    }

    /// Where a part begins.
    pub(super) fn position(self, part: &str) -> Position {
        position(self.0.as_bytes(), self.offset(part))
    }

    /// The error at the part's begin.
    pub(super) fn broken(self, part: &str, what: What) -> Broken {
        let at = Some(self.position(part));
        Broken { at, what }
    }

    /// The members of the object, duplicates too.
    pub(super) fn members(self, object: &'a str) -> Result<Vec<Member<'a>>, Broken> {
        raw::members(object).map_err(|error| self.syntax(object, &error))
    }

    /// The members of the object, where each key must be there once.
    pub(super) fn fields(self, object: &'a str) -> Result<Vec<Member<'a>>, Broken> {
        let fields = self.members(object)?;
        match twice(&fields) {
            None => Ok(fields),
            Some((first, second)) => Err(self.twice(first, second)),
        }
    }

    /// The items of the array.
    pub(super) fn items(self, array: &'a str) -> Result<Vec<&'a str>, Broken> {
        raw::items(array).map_err(|error| self.syntax(array, &error))
    }

    /// The value of the string.
    pub(super) fn string(self, string: &'a str) -> Result<Cow<'a, str>, Broken> {
        raw::string(string).map_err(|error| self.syntax(string, &error))
    }

    /// The value as it is.
    pub(super) fn json(self, value: &'a str) -> Result<Json, Broken> {
        Ok(match shape(value) {
            Shape::Null => Json::Null,
            Shape::Bool => Json::Bool(value == "true"),
            Shape::Number => Json::Number(value.into()),
            Shape::String => Json::String(self.string(value)?.into()),
            Shape::Array => {
                let items = self.items(value)?.into_iter();
                Json::Array(
                    items
                        .map(|item| self.json(item))
                        .collect::<Result<_, _>>()?,
                )
            }
            Shape::Object => {
                let member = |m: Member<'a>| Ok((m.key.into_owned(), self.json(m.value)?));
                let fields = self.fields(value)?.into_iter().map(member);
                Json::Object(fields.collect::<Result<Fields, Broken>>()?)
            }
        })
    }

    fn twice(self, first: &Member<'a>, second: &Member<'a>) -> Broken {
        let line = |member: &Member<'a>| self.position(member.anchor()).line;
        let name = quoted(&second.key);
        let lines = (line(first), line(second));
        self.broken(second.anchor(), What::TwoFields { name, lines })
    }

    /// The parser's error about a part, seen in the whole file.
    pub(super) fn syntax(self, part: &str, error: &serde_json::Error) -> Broken {
        if let Some(markers::Markers { lines, more }) = markers::find(self.0) {
            let line = lines.first().copied().unwrap_or(1);
            let at = Some(Position { line, column: 1 });
            let what = What::ConflictMarkers { lines, more };
            return Broken { at, what };
        }
        if error.is_eof() {
            let at = Some(position(self.0.as_bytes(), self.0.trim_end().len()));
            let what = What::CutOff;
            return Broken { at, what };
        }
        let before = part
            .split_inclusive('\n')
            .take(error.line().saturating_sub(1));
        let within = before.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
        Broken {
            at: Some(position(self.0.as_bytes(), self.offset(part) + within)),
            what: What::Syntax(words(error)),
        }
    }
}

/// The line and column of a byte. A byte that does not begin a character counts with the character it is in.
pub(super) fn position(bytes: &[u8], offset: usize) -> Position {
    let before = bytes.get(..offset).unwrap_or(bytes);
    let line_start = before
        .iter()
        .rposition(|&byte| byte == b'\n')
        .map_or(0, |at| at + 1);
    let in_line = before.get(line_start..).unwrap_or_default();
    let begins = |byte: &u8| byte & 0b1100_0000 != 0b1000_0000;
    let inside = bytes.get(offset).is_some_and(|byte| !begins(byte));
    let characters = in_line.iter().filter(|byte| begins(byte)).count();
    Position {
        line: before.split(|&byte| byte == b'\n').count(),
        column: (characters + usize::from(!inside)).max(1),
    }
}

/// What the parser says, without its own idea of the place.
fn words(error: &serde_json::Error) -> String {
    let words = error.to_string();
    match words.rsplit_once(" at line ") {
        // What it says of words that only begin like `null`, `true` or `false`.
        Some(("expected ident", _)) => "expected value".to_owned(),
        Some((words, _)) => words.to_owned(),
        None => words,
    }
}

/// Two members of one key.
fn twice<'m, 'a>(members: &'m [Member<'a>]) -> Option<(&'m Member<'a>, &'m Member<'a>)> {
    /// Up to here, comparing all with all is faster than hashing.
    const FEW: usize = 12;
    if members.len() <= FEW {
        let mut rest = members.iter();
        while let Some(second) = rest.next_back() {
            if let Some(first) = rest.clone().find(|first| first.key == second.key) {
                return Some((first, second));
            }
        }
        return None;
    }
    let mut seen = HashMap::with_capacity(members.len());
    members
        .iter()
        .find_map(|second| Some((seen.insert(&*second.key, second)?, second)))
}
