//! `comment`: says something about a note, resolves its thread or reopens it.

use super::args::CommentArgs;
use super::edit::{Locked, as_typed, edit};
use super::failure::{Failure, Outcome, about};
use super::stdin;
use crate::app::editor::Shape;
use crate::app::msg::Trouble;
use crate::model::edit::{Change, Edit};
use crate::model::id::{CommentId, NoteId};
use crate::model::thread::Comment;
use crate::shell::{clock, person};

pub(super) fn run(args: &CommentArgs) -> Result<Outcome, Failure> {
    let text = args.text.as_deref().map(text).transpose()?;
    let by = person::name(&args.file);
    let new = text.map(|text| Comment::new(&*by, clock::now().to_string(), text));
    edit(&args.file, |locked| Ok((plan(locked, args, new, &by)?, ())))?;
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
    new: Option<Comment>,
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
    let mut changes: Vec<(CommentId, Comment)> = Vec::new();
    if args.reopen {
        changes.extend(thread.reopened());
    }
    if let Some(comment) = new {
        let comment_id = locked.ids.comment();
        thread.replace(&comment_id, Some(comment.clone()));
        changes.push((comment_id, comment));
    }
    if args.resolve {
        changes.extend(thread.resolved_by(by));
    }
    Ok(puts(&id, changes))
}

fn puts(id: &NoteId, comments: Vec<(CommentId, Comment)>) -> Edit {
    let comments = comments.into_iter();
    let put = |(comment, now)| Change::Comment(id.clone(), comment, Some(now));
    Edit(comments.map(put).collect())
}
