//! The person's editor in a pane or window of tmux beside the board.

use std::env;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::app::msg::Trouble;
use crate::config::Pane;
use crate::shell::external::{Editor, Spot};

/// Whether the board is inside of tmux.
pub(super) fn is_around() -> bool {
    env::var_os("TMUX").is_some_and(|value| !value.is_empty())
}

/// Shows a place in a file in the person's editor, beside the board. The editor runs in this folder.
pub(super) fn show(spot: &Spot, folder: &Path, pane: Pane) -> Result<(), Trouble> {
    let board = env::var_os("TMUX_PANE");
    let arguments = arguments(&Editor::of_person(), spot, folder, pane, board.as_deref());
    let failed = |what: String| Trouble {
        what: format!("tmux opened no pane: {what}"),
        advice:
            "Set reference_pane = \"off\" in config.toml to open files in the board's own pane."
                .to_owned(),
    };
    let output = Command::new("tmux")
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| failed(error.to_string()))?;
    if output.status.success() {
        return Ok(());
    }
    Err(failed(
        String::from_utf8_lossy(&output.stderr).trim().to_owned(),
    ))
}

/// What tmux is given. It runs several words as they are, without a shell; its `-c` would read the folder as a format,
/// which can run commands, so the script changes there.
fn arguments(
    editor: &Editor,
    spot: &Spot,
    folder: &Path,
    pane: Pane,
    board: Option<&OsStr>,
) -> Vec<OsString> {
    let how: &[&str] = match pane {
        Pane::Right | Pane::Off => &["split-window", "-h"],
        Pane::Below => &["split-window", "-v"],
        Pane::Window => &["new-window", "-a"],
    };
    let mut script = OsString::from("cd -- \"$1\" && shift && ");
    script.push(editor.script());
    let target = board.map(|board| ["-t".into(), board.to_owned()]);
    let words = how.iter().map(OsString::from);
    words
        .chain(target.into_iter().flatten())
        .chain(["--", "sh", "-c"].map(OsString::from))
        .chain([script, "sh".into(), folder.into()])
        .chain(editor.arguments(spot))
        .map(whole)
        .collect()
}

/// The word as tmux takes it whole: to it a `;` at a word's end parts commands.
fn whole(word: OsString) -> OsString {
    match word.as_bytes() {
        [start @ .., b';'] => OsString::from_vec([start, b"\\;"].concat()),
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn a_word_parts_no_commands() {
        for (word, expected) in [
            ("a", "a"),
            ("a;b", "a;b"),
            ("a;", "a\\;"),
            ("a;;", "a;\\;"),
            ("a\\;", "a\\\\;"),
            (";", "\\;"),
            ("", ""),
        ] {
            assert_eq!(whole(word.into()), expected, "{word}");
        }
    }
}
