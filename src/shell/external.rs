//! The person's editor: on a note, or on a file that a note names.

mod editor;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Write as _;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::Command;

use crate::app::msg::Trouble;
pub(super) use editor::{Editor, Spot, spot};

/// What a shell ends with where the program is not there or cannot be run.
const NO_PROGRAM: [i32; 2] = [127, 126];

/// What the person's editor makes of the text; the terminal, which it reads its keys from, must be theirs meanwhile.
pub(super) fn edit(text: &str, terminal: &OwnedFd) -> Result<String, Trouble> {
    let editor = Editor::of_person();
    let mut file = tempfile::Builder::new()
        .prefix("bmcanvas-")
        .suffix(".md")
        .tempfile()
        .map_err(|error| failed(format!("no temporary file: {error}")))?;
    file.write_all(text.as_bytes())
        .map_err(|error| failed(format!("the temporary file: {error}")))?;
    run(&editor, None, &[file.path().as_os_str()], terminal).map_err(|ended| match ended {
        Ended::NotThere(what) => Trouble {
            what,
            advice: "The text is still here; set $EDITOR to a program that exists.".to_owned(),
        },
        // As with `:cq` in vim: the person wants it so.
        Ended::Badly(what) => failed(what),
    })?;
    let bytes =
        fs::read(file.path()).map_err(|error| failed(format!("the temporary file: {error}")))?;
    String::from_utf8(bytes)
        .map_err(|_| failed(format!("{} left text that is no UTF-8", editor.shown())))
}

/// Shows the person a place in a file in their editor, which is run in this folder.
pub(super) fn show(spot: &Spot, folder: &Path, terminal: &OwnedFd) -> Result<(), Trouble> {
    let editor = Editor::of_person();
    let arguments = editor.arguments(spot);
    let arguments: Vec<&OsStr> = arguments.iter().map(OsString::as_os_str).collect();
    run(&editor, Some(folder), &arguments, terminal).map_err(|ended| match ended {
        Ended::NotThere(what) => Trouble {
            what,
            advice: "Set $EDITOR to a program that exists.".to_owned(),
        },
        Ended::Badly(what) => Trouble {
            what,
            advice: "Nothing on the board changed.".to_owned(),
        },
    })
}

/// How the editor did not do its work, in words.
enum Ended {
    /// There is no such program.
    NotThere(String),
    /// In another way.
    Badly(String),
}

fn run(
    editor: &Editor,
    folder: Option<&Path>,
    arguments: &[&OsStr],
    terminal: &OwnedFd,
) -> Result<(), Ended> {
    let shown = editor.shown();
    // Our own standard input may be a pipe.
    let keys = terminal
        .try_clone()
        .map_err(|error| Ended::Badly(format!("the terminal cannot be handed over: {error}")))?;
    let mut command = Command::new("sh");
    command.stdin(keys).arg("-c").arg(editor.script()).arg("sh");
    if let Some(folder) = folder {
        command.current_dir(folder);
    }
    let status = command
        .args(arguments)
        .status()
        .map_err(|error| Ended::Badly(format!("{shown} did not start: {error}")))?;
    if status.code().is_some_and(|code| NO_PROGRAM.contains(&code)) {
        return Err(Ended::NotThere(format!("{shown} cannot be run")));
    }
    if status.success() {
        return Ok(());
    }
    Err(Ended::Badly(format!("{shown} ended with {status}")))
}

fn failed(what: String) -> Trouble {
    Trouble {
        what,
        advice: "The text is still here, as it was before.".to_owned(),
    }
}
