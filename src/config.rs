//! What a person set in `config.toml`: pure, from text to values. What cannot be read is a warning and stays as it is
//! without the file; the program always comes up.

pub mod checks;
mod references;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::app::action::{COMMANDS, Context};
use crate::app::board::Totals;
use crate::app::effect::Switch;
use crate::app::keymap::{BindingError, Bound, Keymap};
use crate::layout::View;
use crate::ui::theme::ColorChoice;
pub use references::{Pane, References};

/// What a person set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The theme's name, untrusted.
    pub theme: Option<String>,
    /// How a canvas is looked at first.
    pub view: View,
    /// Whether the mouse is used.
    pub mouse: Switch,
    /// Whether each finished edit is written at once.
    pub autosave: Switch,
    /// Whether titles show what costs and revenue come to.
    pub totals: Totals,
    /// How many colours to use.
    pub color: Option<ColorChoice>,
    /// Where what a note names is opened.
    pub references: References,
    /// Keys to actions.
    pub keymap: Keymap,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: None,
            view: View::Grid,
            mouse: Switch::On,
            autosave: Switch::On,
            totals: Totals::Hidden,
            color: None,
            references: References::default(),
            keymap: Keymap::default(),
        }
    }
}

/// The keys that the file may have.
const KNOWN: &str = "theme, view, mouse, autosave, totals, color, reference_pane, opener, issue_url and [keys.board] to [keys.help]";

/// Reads the configuration in `text`. `file` is its name in the warnings, `FILE:LINE: what · what to do`, which quote the
/// text: clean them before they are shown.
pub fn parse(text: &str, file: &str) -> (Config, Vec<String>) {
    let mut reader = Reader {
        text,
        config: Config::default(),
        bound: Bound::default(),
        warnings: Vec::new(),
    };
    match DeTable::parse(text) {
        Ok(table) => reader.top(table.get_ref()),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let what = format!("this is no TOML: {}", error.message().replace('\n', ", "));
            reader.warn(
                at,
                &what,
                "the whole file is passed over until it is corrected",
            );
        }
    }
    let mut warnings = reader.warnings;
    warnings.sort();
    let told = |(line, words)| format!("{file}:{line}: {words}");
    (reader.config, warnings.into_iter().map(told).collect())
}

/// The line, from 1, that the byte `at` of the text is in.
fn line_at(text: &str, at: usize) -> usize {
    let before = text.as_bytes().iter().take(at);
    1 + before.filter(|byte| **byte == b'\n').count()
}

type Value<'t> = Spanned<DeValue<'t>>;

struct Reader<'a> {
    text: &'a str,
    config: Config,
    bound: Bound,
    /// Line and words.
    warnings: Vec<(usize, String)>,
}

impl Reader<'_> {
    fn warn(&mut self, at: usize, what: &str, advice: &str) {
        let line = line_at(self.text, at);
        self.warnings.push((line, format!("{what} · {advice}")));
    }

    fn top(&mut self, table: &DeTable<'_>) {
        for (name, value) in table {
            match name.get_ref().as_ref() {
                "theme" => self.config.theme = self.text_of("theme", value),
                "view" => self.view(value),
                "mouse" => self.config.mouse = self.switch("mouse", value),
                "totals" => {
                    self.config.totals = match self.switch("totals", value) {
                        Switch::On => Totals::Shown,
                        Switch::Off => Totals::Hidden,
                    };
                }
                "autosave" => self.config.autosave = self.switch("autosave", value),
                "color" => self.color(value),
                "reference_pane" => self.pane(value),
                "opener" => self.opener(value),
                "issue_url" => self.issue_url(value),
                "keys" => self.keys(value),
                other => {
                    let what = format!("nothing is called {other:?}");
                    self.warn(name.span().start, &what, &format!("there are {KNOWN}"));
                }
            }
        }
    }

    fn text_of(&mut self, name: &str, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            let what = format!("{name} has to be a text");
            self.warn(
                value.span().start,
                &what,
                &format!("write {name} = \"dark\""),
            );
        }
        text
    }

    fn view(&mut self, value: &Value<'_>) {
        match value.get_ref().as_str() {
            Some("grid") => self.config.view = View::Grid,
            Some("list") => self.config.view = View::List,
            Some(_) | None => {
                let advice = "write view = \"grid\" or view = \"list\"";
                self.warn(value.span().start, "there is no such view", advice);
            }
        }
    }

    fn switch(&mut self, name: &str, value: &Value<'_>) -> Switch {
        match value.get_ref().as_bool() {
            Some(true) => Switch::On,
            Some(false) => Switch::Off,
            None => {
                let what = format!("{name} is true or false");
                let advice = format!("write {name} = false to turn it off");
                self.warn(value.span().start, &what, &advice);
                Switch::On
            }
        }
    }

    fn color(&mut self, value: &Value<'_>) {
        self.config.color = value.get_ref().as_str().and_then(ColorChoice::from_name);
        if self.config.color.is_none() {
            let names = ColorChoice::ALL.map(|choice| format!("\"{}\"", choice.name()));
            let advice = format!("write one of {}", names.join(", "));
            self.warn(value.span().start, "there is no such color", &advice);
        }
    }

    fn keys(&mut self, value: &Value<'_>) {
        let Some(contexts) = value.get_ref().as_table() else {
            let advice = "write a section such as [keys.board]";
            self.warn(value.span().start, "keys has to be sections", advice);
            return;
        };
        for (name, commands) in contexts {
            let known = Context::ALL
                .into_iter()
                .find(|context| context.name() == name.get_ref().as_ref());
            match (known, commands.get_ref().as_table()) {
                (Some(context), Some(table)) => self.bindings(context, table),
                (Some(context), None) => {
                    let advice = format!("write a section [keys.{}]", context.name());
                    self.warn(
                        commands.span().start,
                        "the keys have to be a section",
                        &advice,
                    );
                }
                (None, _) => {
                    let names = Context::ALL.map(Context::name).join(", ");
                    let what = format!("keys has no {:?}", name.get_ref());
                    self.warn(name.span().start, &what, &format!("there are {names}"));
                }
            }
        }
    }

    /// Binds in the order of the text, so that of two that clash the later one is told.
    fn bindings(&mut self, context: Context, table: &DeTable<'_>) {
        let mut rows: Vec<_> = table.iter().collect();
        rows.sort_by_key(|(name, _)| name.span().start);
        for (name, value) in rows {
            let at = name.span().start;
            match keys_of(value.get_ref()) {
                Some(keys) => self.bind(at, context, name.get_ref(), &keys),
                None => {
                    let what = format!("{} needs a key or a list of keys", name.get_ref());
                    self.warn(at, &what, "write \"x\", [\"x\", \"ctrl-p\"] or []");
                }
            }
        }
    }

    fn bind(&mut self, at: usize, context: Context, name: &str, keys: &[String]) {
        let bound = &mut self.bound;
        for error in self.config.keymap.bind(bound, context, name, keys) {
            let advice = match &error {
                BindingError::NoSuchCommand(name) => near(context, name),
                BindingError::NoSuchKey(_) => {
                    "write one character or a word such as enter, f5, ctrl-x, alt-up".to_owned()
                }
                BindingError::IsTyped(_) => {
                    "texts need it: write a word such as f5, ctrl-x, alt-up".to_owned()
                }
                BindingError::Clash { .. } => "give one of the two another key".to_owned(),
            };
            let what = format!("[keys.{}] {name}: {error}", context.name());
            self.warn(at, &what, &advice);
        }
    }
}

fn keys_of(value: &DeValue<'_>) -> Option<Vec<String>> {
    if let Some(key) = value.as_str() {
        return Some(vec![key.to_owned()]);
    }
    let keys = value.as_array()?.iter();
    keys.map(|key| key.get_ref().as_str().map(str::to_owned))
        .collect()
}

/// What may have been meant by a command's name.
fn near(context: Context, name: &str) -> String {
    let elsewhere = COMMANDS.iter().find(|command| command.name == name);
    let start: String = name.chars().take(3).collect();
    let mut here = COMMANDS
        .iter()
        .filter(|command| command.context == context && command.name != name);
    let alike = here.find(|command| command.name.starts_with(&start) && !start.is_empty());
    match (elsewhere, alike) {
        (Some(command), _) => format!("it belongs to [keys.{}]", command.context.name()),
        (None, Some(command)) => {
            format!(
                "did you mean {}? `bmcanvas keys` lists the names",
                command.name
            )
        }
        (None, None) => "`bmcanvas keys` lists the names".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Config, parse};
    use crate::app::action::{Action, Context};
    use crate::app::effect::Switch;
    use crate::layout::View;
    use crate::ui::theme::ColorChoice;

    fn action(config: &Config, context: Context, key: &str) -> Option<Action> {
        config.keymap.action(context, key.parse().unwrap())
    }

    /// The one warning that a text gives, with nothing set by it.
    #[track_caller]
    fn warning(text: &str) -> String {
        let (config, warnings) = parse(text, "config.toml");
        assert!(config == Config::default(), "{text}");
        assert_eq!(warnings.len(), 1, "{warnings:?}");
        assert!(warnings[0].contains(" · "), "{warnings:?}");
        warnings[0].clone()
    }

    #[test]
    fn nothing_set_is_the_default() {
        assert_eq!(parse("", "config.toml"), (Config::default(), vec![]));
    }

    #[test]
    fn everything_can_be_set() {
        let text = r#"
            theme = "dark"
            view = "list"
            mouse = false
            autosave = false
            totals = true
            color = "256"
            [keys.board]
            park = "f7"
            zoom = ["f8", "alt-z"]
            quit = []
            [keys.edit]
            keep = "ctrl-o"
        "#;
        let (config, warnings) = parse(text, "config.toml");
        assert_eq!(warnings, [""; 0]);
        assert_eq!(config.theme.as_deref(), Some("dark"));
        assert_eq!(
            (config.view, config.mouse, config.autosave, config.color),
            (
                View::List,
                Switch::Off,
                Switch::Off,
                Some(ColorChoice::Ansi256)
            )
        );
        assert_eq!(config.totals, crate::app::board::Totals::Shown);
        for (context, key, expected) in [
            (Context::Board, "f7", Some(Action::Park)),
            (Context::Board, "x", None),
            (Context::Board, "f8", Some(Action::Zoom)),
            (Context::Board, "alt-z", Some(Action::Zoom)),
            (Context::Board, "q", None),
            (Context::Edit, "ctrl-o", Some(Action::Keep)),
        ] {
            assert_eq!(action(&config, context, key), expected, "{key}");
        }
    }

    #[test]
    fn each_mistake_is_a_warning_with_its_line() {
        for (text, start) in [
            (
                "\nthemes = 1",
                "config.toml:2: nothing is called \"themes\" · there are theme",
            ),
            ("theme = 1", "config.toml:1: theme has to be a text"),
            (
                "view = \"round\"",
                "config.toml:1: there is no such view · write view = \"grid\"",
            ),
            ("view = true", "config.toml:1: there is no such view"),
            ("mouse = \"off\"", "config.toml:1: mouse is true or false"),
            ("#\n\nautosave = 0", "config.toml:3: autosave is true"),
            (
                "color = \"many\"",
                "config.toml:1: there is no such color · write one of \"auto\"",
            ),
            ("color = 256", "config.toml:1: there is no such color"),
            ("keys = 1", "config.toml:1: keys has to be sections"),
            (
                "[keys]\nboard = 1",
                "config.toml:2: the keys have to be a section",
            ),
            (
                "[keys.bord]\n",
                "config.toml:1: keys has no \"bord\" · there are board,",
            ),
            (
                "[keys.board]\nfly = \"f\"",
                "config.toml:2: [keys.board] fly: no command is called",
            ),
            (
                "[keys.board]\npakr = \"f\"",
                "config.toml:2: [keys.board] pakr: no command is called",
            ),
            (
                "[keys.board]\npark = \"hyper-x\"",
                "config.toml:2: [keys.board] park: \"hyper-x\" is no key",
            ),
            (
                "[keys.board]\npark = 7",
                "config.toml:2: park needs a key or a list",
            ),
            (
                "[keys.board]\npark = [7]",
                "config.toml:2: park needs a key or a list",
            ),
            (
                "[keys.edit]\nkeep = \"a\"",
                "config.toml:2: [keys.edit] keep: \"a\" types a character here",
            ),
            ("#\ntheme = ", "config.toml:2: this is no TOML"),
            ("a = 1\na = 2", "config.toml:2: this is no TOML"),
        ] {
            let words = warning(text);
            assert!(words.starts_with(start), "{words}");
        }
    }

    #[test]
    fn a_command_of_elsewhere_or_almost_so_called_is_pointed_to() {
        assert!(warning("[keys.board]\nkeep = \"f9\"").contains("belongs to [keys.edit]"));
        assert!(warning("[keys.board]\nzooms = \"f9\"").contains("did you mean zoom?"));
    }

    #[test]
    fn of_two_that_clash_the_first_one_holds() {
        let text = "[keys.board]\nzoom = \"f9\"\npark = \"f9\"\n";
        let (config, warnings) = parse(text, "config.toml");
        assert_eq!(
            warnings,
            [
                "config.toml:3: [keys.board] park: f9 already means \"zoom\" · give one of the two another key"
            ]
        );
        assert_eq!(action(&config, Context::Board, "f9"), Some(Action::Zoom));
        assert_eq!(action(&config, Context::Board, "x"), Some(Action::Park));
    }

    #[test]
    fn what_is_right_beside_a_mistake_holds_and_warnings_come_by_line() {
        let text = "view = 1\ntheme = \"dark\"\nbad = 1\n[keys.board]\npark = \"é é\"\n";
        let (config, warnings) = parse(text, "c");
        assert_eq!(config.theme.as_deref(), Some("dark"));
        let starts = warnings
            .iter()
            .zip(["c:1:", "c:3:", "c:5:"])
            .map(|(words, start)| words.starts_with(start));
        assert_eq!(starts.collect::<Vec<_>>(), [true; 3], "{warnings:?}");
    }

    #[test]
    fn any_text_is_read_without_a_panic() {
        proptest::proptest!(|(text in "[a-z\"'=\\[\\]. \n#,0-9{}é]{0,80}")| {
            parse(&text, "c");
        });
    }
}
