//! Where what a note names is opened.

use super::{Reader, Value};

/// Where what a note names is opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// Where in tmux a file is.
    pub pane: Pane,
    /// The program that addresses are handed to; without one, the terminal's clipboard has them.
    pub opener: Option<String>,
    /// The page of an issue, with `{}` in its number's or key's place; without it, that of the remote's forge.
    pub issue_url: Option<String>,
}

/// Where in tmux a file is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// In the board's own pane, as outside of tmux.
    #[default]
    Off,
    /// In a pane on the right.
    Right,
    /// In a pane below.
    Below,
    /// In a window of its own.
    Window,
}

impl Pane {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Off, Self::Right, Self::Below, Self::Window];

    /// Its name in the configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Right => "right",
            Self::Below => "below",
            Self::Window => "window",
        }
    }
}

impl Reader<'_> {
    pub(super) fn pane(&mut self, value: &Value<'_>) {
        let name = value.get_ref().as_str();
        match Pane::ALL.into_iter().find(|pane| Some(pane.name()) == name) {
            Some(pane) => self.config.references.pane = pane,
            None => {
                let names = Pane::ALL.map(|pane| format!("\"{}\"", pane.name()));
                let advice = format!("write one of {}", names.join(", "));
                self.warn(
                    value.span().start,
                    "there is no such reference_pane",
                    &advice,
                );
            }
        }
    }

    pub(super) fn opener(&mut self, value: &Value<'_>) {
        let program = value.get_ref().as_str().map(str::trim);
        match program.filter(|program| !program.is_empty()) {
            Some(program) => self.config.references.opener = Some(program.to_owned()),
            None => {
                let advice = "write opener = \"xdg-open\"";
                self.warn(value.span().start, "opener has to be a program", advice);
            }
        }
    }

    pub(super) fn issue_url(&mut self, value: &Value<'_>) {
        let is_address = |url: &&str| {
            let plain = |letter: char| !letter.is_whitespace() && !letter.is_control();
            let begins = url.starts_with("https://") || url.starts_with("http://");
            begins && url.contains("{}") && url.chars().all(plain)
        };
        match value.get_ref().as_str().filter(is_address) {
            Some(url) => self.config.references.issue_url = Some(url.to_owned()),
            None => {
                let advice = "write issue_url = \"https://tracker.example/{}\"";
                self.warn(
                    value.span().start,
                    "issue_url has to be an address with {} for the number",
                    advice,
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Pane, References};
    use crate::config::parse;

    #[test]
    fn what_is_set_is_taken() {
        let text = "reference_pane = \"window\"\nopener = \" firefox --new-tab \"\n\
                    issue_url = \"https://tracker.example/{}\"\n";
        let (config, warnings) = parse(text, "c");
        assert_eq!(warnings, [""; 0]);
        let expected = References {
            pane: Pane::Window,
            opener: Some("firefox --new-tab".to_owned()),
            issue_url: Some("https://tracker.example/{}".to_owned()),
        };
        assert_eq!(config.references, expected);
    }

    #[test]
    fn each_mistake_is_a_warning() {
        for (text, start) in [
            (
                "reference_pane = \"left\"",
                "there is no such reference_pane · write one of \"off\"",
            ),
            ("reference_pane = 1", "there is no such reference_pane"),
            ("opener = \" \"", "opener has to be a program"),
            ("opener = [\"a\"]", "opener has to be a program"),
            ("issue_url = 1", "issue_url has to be an address with {}"),
            (
                "issue_url = \"https://tracker.example/\"",
                "issue_url has to be an address with {}",
            ),
            (
                "issue_url = \"tracker.example/{}\"",
                "issue_url has to be an address with {}",
            ),
            (
                "issue_url = \"https://a.b/{} c\"",
                "issue_url has to be an address with {}",
            ),
        ] {
            let (config, warnings) = parse(text, "c");
            assert_eq!(config.references, References::default(), "{text}");
            assert!(
                warnings[0].starts_with(&format!("c:1: {start}")),
                "{warnings:?}"
            );
        }
    }
}
