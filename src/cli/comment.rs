//! `comment`: says something about a note, resolves its thread or reopens it.

use super::args::CommentArgs;
use super::edit::{Locked, as_typed, edit};
use super::failure::{Failure, Outcome, about};
use super::stdin;
use crate::app::editor::Shape;
use crate::app::msg::Trouble;
use crate::model::edit::{Change, Edit};
use crate::model::id::{CommentId, NoteId};
use crate::model::thread::{Comment, Thread};
use crate::model::timestamp::Timestamp;
use crate::shell::{clock, person};

pub(super) fn run(args: &CommentArgs) -> Result<Outcome, Failure> {
    let text = args.text.as_deref().map(text).transpose()?;
    let by = person::name(&args.file);
    let now = clock::now();
    let new = text.map(|text| Comment::new(&*by, now.to_string(), text));
    edit(&args.file, |locked| {
        Ok((plan(locked, args, (new, now), &by)?, ()))
    })?;
    Ok(Outcome::Fine)
}

/// The comment; read before the lock is taken.
fn text(arg: &str) -> Result<String, Trouble> {
    let text = match arg {
        "-" => stdin::text()?,
        arg => arg.to_owned(),
    };
    let text = as_typed(text.trim(), Shape::Lines);
    if text.trim().is_empty() {
        return Err(Trouble {
            what: "a comment needs a text".to_owned(),
            advice: "Give one, or only --resolve or --reopen.".to_owned(),
        });
    }
    Ok(text)
}

fn plan(
    locked: &mut Locked<'_>,
    args: &CommentArgs,
    (new, now): (Option<Comment>, Timestamp),
    by: &str,
) -> Result<Edit, Trouble> {
    let id = locked.note(&args.note)?;
    let mut thread = match locked.canvas.note(&id) {
        Some(note) => note.thread.clone(),
        None => return Ok(Edit::default()),
    };
    if new.is_none() && thread.is_empty() {
        let advice = "Comment on it first: `bmcanvas comment FILE NOTE TEXT`.";
        return Err(about(
            &args.file,
            &"nobody has commented on that note",
            advice,
        ));
    }
    if let Some(name) = &args.delete {
        let (comment, _) = own(args, &thread, name, by)?;
        return Ok(Change::Comment(id, comment, None).into());
    }
    if let (Some(name), Some(new)) = (&args.edit, &new) {
        let (comment, said) = own(args, &thread, name, by)?;
        let text = new.text.clone();
        return Ok(puts(&id, vec![(comment, Comment { text, ..said })]));
    }
    let mut changes: Vec<(CommentId, Comment)> = Vec::new();
    if args.reopen {
        changes.extend(thread.reopened());
    }
    if let Some(mut comment) = new {
        comment.at = thread.time_of_next(now).to_string();
        let comment_id = locked.ids.comment();
        thread.replace(&comment_id, Some(comment.clone()));
        changes.push((comment_id, comment));
    }
    if args.resolve {
        changes.extend(thread.resolved_by(by));
    }
    Ok(puts(&id, changes))
}

/// The person's comment that is called this.
fn own(
    args: &CommentArgs,
    thread: &Thread,
    name: &str,
    by: &str,
) -> Result<(CommentId, Comment), Trouble> {
    const LAST: &str = "last";
    let said = thread.in_order().into_iter().rev();
    let called = |id: &CommentId| id.as_str().starts_with(name);
    let mut found: Vec<(&CommentId, &Comment)> = match name {
        LAST => said.filter(|(_, own)| own.by == by).take(1).collect(),
        _ => said.filter(|(id, _)| called(id)).collect(),
    };
    // A whole id is no beginning of another one.
    if let Some(whole) = found.iter().copied().find(|(id, _)| id.as_str() == name) {
        found = vec![whole];
    }
    let told = |what: String, advice| Err(about(&args.file, &what, advice));
    let list = "See the ids of comments: `bmcanvas list FILE --json`.";
    match found.as_slice() {
        [(id, comment)] if comment.by == by => Ok(((*id).clone(), (*comment).clone())),
        [(_, comment)] => {
            let what = format!("that comment is not yours, but {}'s", comment.author());
            told(what, "Answer it with one of your own.")
        }
        [] if name == LAST => told("no comment of yours is on that note".to_owned(), list),
        [] => told(format!("no comment on that note is called {name:?}"), list),
        [_, _, ..] => told(
            format!("several comments on that note begin with {name:?}"),
            list,
        ),
    }
}

fn puts(id: &NoteId, comments: Vec<(CommentId, Comment)>) -> Edit {
    let comments = comments.into_iter();
    let put = |(comment, now)| Change::Comment(id.clone(), comment, Some(now));
    Edit(comments.map(put).collect())
}
