//! What the environment and the person's configuration say about the output.

use std::env;

use crate::config::{self, Config};
use crate::store::{dirs, library};
use crate::ui::glyphs::{ASCII, Glyphs, UNICODE};
use crate::ui::theme::{ColorChoice, Depth, Env, detect};

/// The configuration's file, as warnings name it.
const CONFIG: &str = "config.toml";

/// The person's configuration, and what is wrong with it, untrusted.
pub(super) fn config() -> (Config, Vec<String>) {
    let file = dirs::config().map(|folder| folder.join(CONFIG));
    match file.and_then(|file| library::small_text(&file)) {
        None => (Config::default(), Vec::new()),
        Some(Ok(text)) => config::parse(&text, CONFIG),
        Some(Err(reason)) => {
            let warning = format!("{CONFIG}: {reason} · correct it, or remove it");
            (Config::default(), vec![warning])
        }
    }
}

/// How many colours to use.
pub(super) fn depth(flag: Option<ColorChoice>, config: Option<ColorChoice>, piped: bool) -> Depth {
    detect(&Env {
        flag,
        config,
        no_color: variable("NO_COLOR").is_some(),
        clicolor: variable("CLICOLOR"),
        clicolor_force: variable("CLICOLOR_FORCE"),
        colorterm: variable("COLORTERM"),
        term: variable("TERM"),
        tmux: variable("TMUX").is_some(),
        piped,
    })
}

/// The characters for lines and marks that the locale can show.
pub(super) fn glyphs(ascii: bool) -> &'static Glyphs {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].map(variable);
    if ascii || !is_utf8(locale) {
        &ASCII
    } else {
        &UNICODE
    }
}

/// Whether the locale's characters are UTF-8: the first variable that is set decides.
fn is_utf8(locale: [Option<String>; 3]) -> bool {
    let locale = locale.into_iter().flatten().next();
    let name = locale.unwrap_or_default().to_lowercase();
    name.contains("utf-8") || name.contains("utf8")
}

/// The variable's text; one that is empty counts as unset.
fn variable(name: &str) -> Option<String> {
    let value = env::var_os(name).filter(|value| !value.is_empty())?;
    Some(value.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::is_utf8;

    #[test]
    fn the_first_variable_decides() {
        let utf8 = |locale: [&str; 3]| {
            is_utf8(locale.map(|value| (!value.is_empty()).then(|| value.to_owned())))
        };
        assert!(utf8(["", "", "en_GB.UTF-8"]));
        assert!(utf8(["C.utf8", "C", "C"]));
        assert!(!utf8(["C", "", "en_GB.UTF-8"]));
        assert!(!utf8(["", "de_DE.ISO-8859-1", "en_GB.UTF-8"]));
        assert!(!utf8(["", "", ""]));
    }
}
