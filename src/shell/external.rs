//! A note in `$EDITOR`.

use std::env;
use std::fs;
use std::io::Write as _;
use std::os::fd::OwnedFd;
use std::process::Command;

use crate::app::msg::Trouble;

/// What a shell ends with where the program is not there or cannot be run.
const NO_PROGRAM: [i32; 2] = [127, 126];

/// What the person's editor makes of the text; the terminal, which it reads its keys from, must be theirs meanwhile.
pub(super) fn edit(text: &str, terminal: &OwnedFd) -> Result<String, Trouble> {
    let editor = ["VISUAL", "EDITOR"]
        .into_iter()
        .find_map(|name| env::var_os(name).filter(|value| !value.is_empty()));
    let editor = editor.unwrap_or_else(|| "vi".into());
    let mut file = tempfile::Builder::new()
        .prefix("bmcanvas-")
        .suffix(".md")
        .tempfile()
        .map_err(|error| failed(format!("no temporary file: {error}")))?;
    file.write_all(text.as_bytes())
        .map_err(|error| failed(format!("the temporary file: {error}")))?;
    let shown = editor.to_string_lossy().into_owned();
    // As git does it: the variable may hold arguments, and the file's name must not be read as shell.
    let script = {
        let mut script = editor;
        script.push(" \"$@\"");
        script
    };
    // Our own standard input may be a pipe.
    let keys = terminal
        .try_clone()
        .map_err(|error| failed(format!("the terminal cannot be handed over: {error}")))?;
    let status = Command::new("sh")
        .stdin(keys)
        .arg("-c")
        .arg(script)
        .arg("sh")
        .arg(file.path())
        .status()
        .map_err(|error| failed(format!("{shown} did not start: {error}")))?;
    if status.code().is_some_and(|code| NO_PROGRAM.contains(&code)) {
        return Err(Trouble {
            what: format!("{shown} cannot be run"),
            advice: "The text is still here; set $EDITOR to a program that exists.".to_owned(),
        });
    }
    if !status.success() {
        // As with `:cq` in vim: the person wants it so.
        return Err(failed(format!("{shown} ended with {status}")));
    }
    let bytes =
        fs::read(file.path()).map_err(|error| failed(format!("the temporary file: {error}")))?;
    String::from_utf8(bytes).map_err(|_| failed(format!("{shown} left text that is no UTF-8")))
}

fn failed(what: String) -> Trouble {
    Trouble {
        what,
        advice: "The text is still here, as it was before.".to_owned(),
    }
}
