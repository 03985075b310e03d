//! The comments of the own form: what Markdown does not show of a note, of a block, of the canvas.

use serde_json::value::RawValue;

use super::{data, shown};
use crate::format;
use crate::model::amount::Stated;
use crate::model::belief::{Horizon, Status};
use crate::model::canvas::Canvas;
use crate::model::header::HeaderField;
use crate::model::id::{BlockId, NoteId};
use crate::model::json::{Fields, Json};
use crate::model::note::{Note, Place};
use crate::model::rank::Rank;
use crate::model::thread::Comment;
use crate::text::clean::Shown;

/// What the comment of a note begins with, and that of a block.
const NOTE: &str = "^";
const BLOCK: &str = "#";
/// What the comment of the canvas begins with.
const CANVAS: &str = "bmcanvas";

/// What a comment says of a note.
#[derive(Clone, Debug)]
pub(super) struct Attached {
    pub(super) id: NoteId,
    pub(super) rank: Rank,
    /// All of the note that is not shown.
    pub(super) note: Note,
    /// Its text, where what is shown does not say all of it.
    pub(super) text: Option<String>,
    /// The comment itself.
    pub(super) source: String,
}

/// A part of a note that is shown behind its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Badge {
    Tag(String),
    Amount(Stated),
    Status(Status),
    Horizon(Horizon),
}

impl Badge {
    /// Those of the note, each as it is shown.
    pub(super) fn of(note: &Note) -> Vec<Self> {
        let amount = note.amount.iter().filter(|amount| is_shown(amount));
        let status = note.belief.status().map(Self::Status);
        let horizon = note.belief.horizon().map(Self::Horizon);
        let tags = note.tags.iter().filter(|tag| is_plain(tag));
        amount
            .map(|amount| Self::Amount(amount.clone()))
            .chain(status)
            .chain(horizon)
            .chain(tags.map(|tag| Self::Tag(tag.clone())))
            .collect()
    }

    /// What a word behind a text says.
    pub(super) fn read(word: &str) -> Option<Self> {
        if let Some(tag) = word.strip_prefix('#') {
            return is_plain(tag).then(|| Self::Tag(tag.to_owned()));
        }
        let amount = || {
            let amount = Stated::from_json(Json::String(word.into()));
            amount.amount().is_some().then_some(Self::Amount(amount))
        };
        let status = Status::from_name(word).map(Self::Status);
        let horizon = || Horizon::from_name(word).map(Self::Horizon);
        status.or_else(horizon).or_else(amount)
    }

    /// The word.
    pub(super) fn word(&self) -> String {
        match self {
            Self::Tag(tag) => format!("#{tag}"),
            Self::Amount(amount) => amount.to_string(),
            Self::Status(status) => status.name().to_owned(),
            Self::Horizon(horizon) => horizon.name().to_owned(),
        }
    }

    /// Gives the note what the badge says.
    pub(super) fn put(self, note: &mut Note) {
        match self {
            Self::Tag(tag) => drop(note.tags.insert(tag)),
            Self::Amount(amount) => note.amount = Some(amount),
            Self::Status(status) => note.belief.status = Some(status.to_json()),
            Self::Horizon(horizon) => note.belief.horizon = Some(horizon.to_json()),
        }
    }
}

/// Whether the amount is read again from what is shown of it.
fn is_shown(amount: &Stated) -> bool {
    match amount {
        Stated::Amount(_) => {
            Badge::read(&amount.to_string()) == Some(Badge::Amount(amount.clone()))
        }
        Stated::Unread(_) => false,
    }
}

/// Whether a tag stands between two backticks as it is.
fn is_plain(tag: &str) -> bool {
    !tag.is_empty()
        && tag.trim() == tag
        && !tag.contains('`')
        && Shown::line(tag).as_str() == tag
        && !tag.contains('\n')
}

/// The comment at the end of a note.
pub(super) fn note(id: &NoteId, note: &Note) -> String {
    let fields = fields(note);
    let object = if fields.is_empty() {
        String::new()
    } else {
        format!(" {{{}}}", data::members(&fields, ","))
    };
    let (id, rank) = (token(id.as_str()), token(note.place.rank.as_str()));
    format!("<!-- {NOTE}{id} {rank}{object} -->")
}

/// The comment behind the heading of a block that its name does not lead to.
pub(super) fn block(id: &BlockId) -> String {
    format!("<!-- {BLOCK}{} -->", token(id.as_str()))
}

/// The comment at the end of a canvas.
pub(super) fn canvas(canvas: &Canvas) -> String {
    let mut fields = Fields::from([("kind".to_owned(), text(&canvas.kind))]);
    for field in HeaderField::ALL {
        let value = canvas.header.get(field);
        if shown::line_as_read(&value) != value {
            fields.insert(field.key().to_owned(), text(&value));
        }
    }
    if !canvas.conflicts.is_empty() {
        let lists = canvas.conflicts.iter().map(|(path, values)| {
            let values = values.iter().cloned().collect();
            (path.to_owned(), Json::Array(values))
        });
        fields.insert("conflicts".to_owned(), Json::Object(lists.collect()));
    }
    for (name, value) in &canvas.extra {
        fields.entry(name.clone()).or_insert_with(|| value.clone());
    }
    format!("<!-- {CANVAS} {{{}}} -->", data::members(&fields, ",\n"))
}

/// All of the note that is not shown, by the names that the file has for it.
fn fields(note: &Note) -> Fields {
    // Taken apart, so that a new field cannot be forgotten.
    let Note {
        place: _,
        text: words,
        color,
        tags,
        links,
        amount,
        belief,
        conflict_of,
        thread,
        stances,
        votes,
        extra,
    } = note;
    let list = |items: Vec<Json>| (!items.is_empty()).then_some(Json::Array(items));
    let object = |fields: Fields| (!fields.is_empty()).then_some(Json::Object(fields));
    let by_person = |(who, value): (&str, &Json)| (who.to_owned(), value.clone());
    let hidden = tags.iter().filter(|tag| !is_plain(tag));
    let status = belief.status.clone().filter(|_| belief.status().is_none());
    let horizon = belief
        .horizon
        .clone()
        .filter(|_| belief.horizon().is_none());
    let amount = amount.as_ref().filter(|amount| !is_shown(amount));
    let is_whole = shown::as_read(words) == *words;
    let comments = thread
        .iter()
        .map(|(id, said)| (id.as_str().to_owned(), comment(said)));
    let known = [
        ("text", (!is_whole).then(|| text(words))),
        ("color", color.as_deref().map(text)),
        ("tags", list(hidden.map(|tag| text(tag)).collect())),
        (
            "links",
            list(links.iter().map(|id| text(id.as_str())).collect()),
        ),
        ("amount", amount.map(Stated::to_json)),
        ("status", status),
        ("horizon", horizon),
        (
            "evidence",
            list(belief.evidence.iter().map(|line| text(line)).collect()),
        ),
        (
            "conflict_of",
            conflict_of.as_ref().map(|id| text(id.as_str())),
        ),
        ("comments", object(comments.collect())),
        ("review", object(stances.iter().map(by_person).collect())),
        ("votes", object(votes.iter().map(by_person).collect())),
    ];
    let mut fields = extra.clone();
    let known = known.into_iter();
    fields.extend(known.filter_map(|(name, value)| Some((name.to_owned(), value?))));
    fields
}

fn text(text: &str) -> Json {
    Json::String(text.into())
}

fn comment(comment: &Comment) -> Json {
    let Comment {
        by,
        at,
        text: said,
        resolved,
        extra,
    } = comment;
    let mut fields = extra.clone();
    for (name, value) in [
        ("by", by),
        ("at", at),
        ("text", said),
        ("resolved", resolved),
    ] {
        if !value.is_empty() {
            fields.insert(name.to_owned(), text(value));
        }
    }
    Json::Object(fields)
}

/// A name as it is, where it is a plain word; else as a JSON string.
fn token(name: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if !name.is_empty() && name.bytes().all(is_plain) && !name.contains("--") {
        return name.to_owned();
    }
    data::quoted(name)
}

/// What a comment says of the note that it stands behind; `None` where it is no such comment.
pub(super) fn read_note(comment: &str) -> Option<Result<Attached, String>> {
    let rest = comment.trim().strip_prefix(NOTE)?;
    Some(attached(rest).ok_or_else(|| format!("the data of a note: {}", comment.trim())))
}

fn attached(whole: &str) -> Option<Attached> {
    let (id, rest) = next_token(whole)?;
    let (rank, rest) = next_token(rest)?;
    let members = inside(rest)?;
    let with = if members.is_empty() { "" } else { "," };
    let file = format!(r#"{{"bmcanvas":1,"notes":{{"a":{{"block":"a"{with}{members}}}}}}}"#);
    let read = format::read(file.as_bytes()).ok()?.canvas;
    let mut note = read.note(&NoteId::from("a"))?.clone();
    note.place = Place {
        block: BlockId::parking(),
        rank: Rank::from(&*rank),
    };
    let text = std::mem::take(&mut note.text);
    let has_text = serde_json::from_str::<std::collections::BTreeMap<String, &RawValue>>(&format!(
        "{{{members}}}"
    ))
    .is_ok_and(|fields| fields.contains_key("text"));
    Some(Attached {
        id: NoteId::from(&*id),
        rank: Rank::from(&*rank),
        note,
        text: has_text.then_some(text),
        source: format!("{NOTE}{}", whole.trim()),
    })
}

/// The block that a comment behind a heading names.
pub(super) fn read_block(comment: &str) -> Option<BlockId> {
    let (id, rest) = next_token(comment.trim().strip_prefix(BLOCK)?)?;
    rest.trim().is_empty().then(|| BlockId::from(&*id))
}

/// What a comment says of the canvas; an error where it cannot be read.
pub(super) fn read_canvas(comment: &str) -> Option<Result<Canvas, String>> {
    let rest = comment.trim().strip_prefix(CANVAS)?.trim_start();
    if !rest.starts_with('{') {
        return None;
    }
    let read = || {
        let members = inside(rest)?;
        let with = if members.is_empty() { "" } else { "," };
        let file = format!(r#"{{"bmcanvas":1{with}{members},"notes":{{}}}}"#);
        Some(format::read(file.as_bytes()).ok()?.canvas.without_notes())
    };
    Some(read().ok_or_else(|| format!("the data of the canvas: {rest}")))
}

/// What stands between the braces of an object; nothing where there is no object.
fn inside(object: &str) -> Option<&str> {
    match object.trim() {
        "" => Some(""),
        object => Some(object.strip_prefix('{')?.strip_suffix('}')?.trim()),
    }
}

/// The name at the start, and what follows it.
fn next_token(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start();
    if !text.starts_with('"') {
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        let (token, rest) = text.split_at_checked(end)?;
        return (!token.is_empty() && !token.starts_with('{')).then(|| (token.to_owned(), rest));
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<String>();
    let token = values.next()?.ok()?;
    Some((token, text.get(values.byte_offset()..)?))
}
