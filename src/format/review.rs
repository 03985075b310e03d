//! Reading what people say about a note. Whatever stands there becomes comments and review marks: files had fields of these
//! names before the format knew them, and people write them by hand.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::broken::Broken;
use super::raw::{Member, Shape, shape};
use super::source::Source;
use super::write::{LAST_KEY, REVIEW_LAST_VALUE, inline, is_evidence};
use crate::model::by_person::ByPerson;
use crate::model::id::{CommentId, content_hash};
use crate::model::json::Json;
use crate::model::stance::Stances;
use crate::model::thread::{Comment, Thread};
use crate::model::vote::Votes;

/// Who resolved a comment that only says that it is.
const SOMEBODY: &str = "somebody";

/// How something was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// As this program writes it.
    Usual,
    /// In another way, which the first save will change.
    ByHand,
}

/// The value of `comments`.
pub(super) fn thread<'a>(source: Source<'a>, value: &'a str) -> Result<(Thread, Form), Broken> {
    let mut reading = Reading {
        source,
        form: Form::Usual,
        comments: BTreeMap::new(),
        loose: Vec::new(),
    };
    reading.comments(value)?;
    Ok(reading.finish())
}

struct Reading<'a> {
    source: Source<'a>,
    form: Form,
    comments: BTreeMap<CommentId, Comment>,
    /// Those that have no id of their own.
    loose: Vec<Comment>,
}

impl<'a> Reading<'a> {
    fn comments(&mut self, value: &'a str) -> Result<(), Broken> {
        match shape(value) {
            Shape::Object => {
                for Member { key, value } in self.source.members(value)? {
                    self.keyed(&key, value)?;
                }
            }
            Shape::Array => {
                self.form = Form::ByHand;
                for item in self.source.items(value)? {
                    self.comment(None, item)?;
                }
            }
            Shape::Null | Shape::Bool | Shape::Number | Shape::String => {
                self.comment(None, value)?;
            }
        }
        Ok(())
    }

    fn keyed(&mut self, key: &str, value: &'a str) -> Result<(), Broken> {
        if key != LAST_KEY {
            return self.comment(Some(key), value);
        }
        if is_last(self.source, value)? {
            return Ok(());
        }
        self.comment(None, value)
    }

    /// Takes a comment; null is none.
    fn comment(&mut self, id: Option<&str>, value: &'a str) -> Result<(), Broken> {
        let mut comment = Comment::default();
        let mut own_id = None;
        match shape(value) {
            Shape::Null => self.form = Form::ByHand,
            Shape::Object => {
                for Member { key, value } in self.source.fields(value)? {
                    match (&*key, id) {
                        ("id", None) => own_id = Some(self.text(value)?),
                        ("by", _) => comment.by = self.text(value)?,
                        ("at", _) => comment.at = self.text(value)?,
                        ("text", _) => comment.text = self.text(value)?,
                        ("resolved", _) => comment.resolved = self.resolved(value)?,
                        _ => {
                            let value = self.source.json(value)?;
                            comment.extra.insert(key.into_owned(), value);
                        }
                    }
                }
                self.put(id.map(str::to_owned).or(own_id), comment);
            }
            Shape::Bool | Shape::Number | Shape::String | Shape::Array => {
                self.form = Form::ByHand;
                comment.text = self.text(value)?;
                self.put(id.map(str::to_owned), comment);
            }
        }
        Ok(())
    }

    /// Keeps a comment under its id, unless another one has it: a merge by lines can leave one twice.
    fn put(&mut self, id: Option<String>, comment: Comment) {
        let id = id.filter(|id| id != LAST_KEY && !id.is_empty());
        match id.map(|id| CommentId::from(&*id)) {
            Some(id) if !self.comments.contains_key(&id) => {
                self.comments.insert(id, comment);
            }
            Some(id) if self.comments.get(&id) == Some(&comment) => self.form = Form::ByHand,
            Some(_) | None => {
                self.form = Form::ByHand;
                self.loose.push(comment);
            }
        }
    }

    /// A text; what is none is written as one.
    fn text(&mut self, value: &'a str) -> Result<String, Broken> {
        let (text, form) = text(self.source, value)?;
        self.form = self.form.max(form);
        Ok(text)
    }

    fn resolved(&mut self, value: &'a str) -> Result<String, Broken> {
        match (shape(value), value) {
            (Shape::Bool, "false") => {
                self.form = Form::ByHand;
                Ok(String::new())
            }
            (Shape::Bool, _) => {
                self.form = Form::ByHand;
                Ok(SOMEBODY.to_owned())
            }
            (Shape::Null | Shape::Number | Shape::String | Shape::Array | Shape::Object, _) => {
                self.text(value)
            }
        }
    }

    /// Gives ids to the comments that have none, from what they say: two readers of one file agree on them.
    fn finish(mut self) -> (Thread, Form) {
        for comment in self.loose {
            let said = ["comment", &comment.by, &comment.at, &comment.text];
            let content = content_hash(&said);
            let mut turn = 0;
            let id = loop {
                let id = CommentId::of_content(content, turn);
                if !self.comments.contains_key(&id) {
                    break id;
                }
                turn += 1;
            };
            self.comments.insert(id, comment);
        }
        (self.comments.into_iter().collect(), self.form)
    }
}

/// The value of `review`. One that names nobody is the mark of a person without a name.
pub(super) fn stances<'a>(source: Source<'a>, value: &'a str) -> Result<(Stances, Form), Broken> {
    if shape(value) == Shape::Object {
        return by_person(source, value);
    }
    let (mark, _) = text(source, value)?;
    let mark = (!mark.is_empty()).then(|| (String::new(), Json::String(mark.into())));
    Ok((mark.into_iter().collect(), Form::ByHand))
}

/// The value of `votes`. A number that names nobody is the dots of a person without a name.
pub(super) fn votes<'a>(source: Source<'a>, value: &'a str) -> Result<(Votes, Form), Broken> {
    if shape(value) == Shape::Object {
        return by_person(source, value);
    }
    let dots = source.json(value)?;
    let dots = (dots != Json::Null).then(|| (String::new(), dots));
    Ok((dots.into_iter().collect(), Form::ByHand))
}

fn by_person<'a>(source: Source<'a>, value: &'a str) -> Result<(ByPerson, Form), Broken> {
    let mut values: BTreeMap<String, Json> = BTreeMap::new();
    let mut form = Form::Usual;
    for Member { key, value } in source.members(value)? {
        if key == LAST_KEY && is_last(source, value)? {
            continue;
        }
        let value = source.json(value)?;
        let who = if key == LAST_KEY { "".into() } else { key };
        match values.entry(who.into_owned()) {
            Entry::Vacant(free) => drop(free.insert(value)),
            // Of one person's two the greater one, as in a merge.
            Entry::Occupied(mut there) => {
                form = Form::ByHand;
                let greater = value.max(there.get().clone());
                there.insert(greater);
            }
        }
    }
    Ok((values.into_iter().collect(), form))
}

/// The value of `evidence`: a list of texts, or one.
pub(super) fn evidence<'a>(
    source: Source<'a>,
    value: &'a str,
) -> Result<(BTreeSet<String>, Form), Broken> {
    let items = match shape(value) {
        Shape::Array => source.items(value)?,
        Shape::Null | Shape::Bool | Shape::Number | Shape::String | Shape::Object => vec![value],
    };
    let (mut form, mut end) = (Form::Usual, Form::ByHand);
    let mut lines = BTreeSet::new();
    for item in items {
        let (line, written) = text(source, item)?;
        form = form.max(written);
        if line == LAST_KEY {
            end = Form::Usual;
        }
        if is_evidence(&line) {
            lines.insert(line);
        }
    }
    Ok((lines, form.max(end)))
}

/// Whether the value is the one that ends comments and marks.
fn is_last<'a>(source: Source<'a>, value: &'a str) -> Result<bool, Broken> {
    Ok(shape(value) == Shape::String && source.string(value)? == REVIEW_LAST_VALUE)
}

fn text<'a>(source: Source<'a>, value: &'a str) -> Result<(String, Form), Broken> {
    Ok(match shape(value) {
        Shape::String => (source.string(value)?.into_owned(), Form::Usual),
        Shape::Null => (String::new(), Form::ByHand),
        Shape::Bool | Shape::Number | Shape::Array | Shape::Object => {
            (inline(&source.json(value)?), Form::ByHand)
        }
    })
}
