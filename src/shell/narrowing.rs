//! A part of the open canvas, written into a new file beside it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use crate::app::msg::{Msg, Notice, Trouble};
use crate::format;
use crate::model::canvas::Canvas;
use crate::store::find::SUFFIX;
use crate::store::save::{Decision, Saved, save};

/// Writes it on a thread of its own, which tells what became of it; `open` is the path of the canvas and whom to tell.
pub(super) fn start(
    open: Option<(PathBuf, impl Fn(Msg) + Send + 'static)>,
    name: String,
    part: Arc<Canvas>,
) -> Option<Msg> {
    let (beside, tell) = open?;
    let work = move || tell(Msg::Told(write(&beside, &name, &part)));
    let started = thread::Builder::new().name("narrow".to_owned()).spawn(work);
    let failed = |error| Msg::Told(Notice::error(format!("not written: {error}")));
    started.err().map(failed)
}

/// Writes the canvas into a file that is not there yet, called so from the canvas at `beside`. What to say then.
fn write(beside: &Path, name: &str, canvas: &Canvas) -> Notice {
    let path = path(beside, name);
    let text = format::write(canvas);
    let saved = save(&path, |there| match there {
        None => Decision::Write(text.clone().into_bytes()),
        Some(_) => Decision::Keep,
    });
    let trouble = |what: &dyn std::fmt::Display, advice: &dyn std::fmt::Display| Trouble {
        what: format!("{name}: {what}"),
        advice: advice.to_string(),
    };
    match saved {
        Ok(Saved::Created | Saved::Replaced | Saved::InPlace | Saved::Unchanged) => {
            let notes = if canvas.len() == 1 { "note" } else { "notes" };
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            Notice::info(format!("{name} holds {} {notes} now", canvas.len()))
        }
        Ok(Saved::Kept) => trouble(&"the file is there already", &"Choose another name.").into(),
        Err(error) => trouble(&error, &error.advice()).into(),
    }
}

/// Where the file is to be; a name without an ending gets that of canvases.
fn path(beside: &Path, name: &str) -> PathBuf {
    let folder = beside.parent().unwrap_or(Path::new(""));
    let path = folder.join(name);
    if path.extension().is_some() || path.file_name().is_none() {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(SUFFIX);
    name.into()
}
