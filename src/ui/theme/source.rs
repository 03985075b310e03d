//! Finding a theme and those it builds on.

use super::look::{Look, PerRole};
use super::read::{self, Palette};
use super::shipped;
use super::warning::{Report, Warning};
use std::borrow::Cow;
use toml::de::DeTable;

/// A theme with everything inherited, before it is known how many colours there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    pub(super) looks: PerRole<Look>,
    pub(super) signs: bool,
}

/// Gives the text of a user's theme by its name, if the user has one, or why its file cannot be read. Names hold letters, digits, `-`, `_` and
/// inner dots only, so that one can be made a file name without further care.
pub type Lookup<'a> = &'a dyn Fn(&str) -> Option<Result<String, String>>;

/// How many themes may build on one another.
const DEEPEST: usize = 16;

/// The theme of that name: the user's if there is one, else the shipped one, else the default with a warning.
///
/// A user's theme may have a shipped one's name and inherit from it.
pub fn load(name: &str, lookup: Lookup<'_>) -> (Source, Vec<Warning>) {
    let mut loader = Loader {
        lookup,
        palette: Palette::new(),
        seen: Vec::new(),
        warnings: Vec::new(),
    };
    let source = loader.chain(name).unwrap_or_else(|why| {
        let message = format!("{why}; using {:?}", shipped::DEFAULT);
        loader.warnings.push(Warning {
            theme: format!("{name:?}"),
            line: None,
            message,
        });
        root()
    });
    (source, loader.warnings)
}

/// What every theme builds on at last.
fn root() -> Source {
    let mut source = Source::default();
    let mut warnings = Vec::new();
    let mut report = Report::new(shipped::DEFAULT, shipped::DEFAULT_TEXT, &mut warnings);
    if let Ok(theme) = DeTable::parse(shipped::DEFAULT_TEXT) {
        let palette = Palette::new();
        read::looks(theme.get_ref(), &palette, &mut source.looks, &mut report);
    }
    source
}

struct Loader<'a> {
    lookup: Lookup<'a>,
    palette: Palette,
    /// Which themes are being read, and whether the user's.
    seen: Vec<(String, bool)>,
    warnings: Vec<Warning>,
}

impl Loader<'_> {
    /// That theme over all it builds on, or why there is no such theme.
    fn chain(&mut self, name: &str) -> Result<Source, String> {
        let text = self.find(name)?;
        if text == shipped::DEFAULT_TEXT {
            return Ok(root());
        }
        Ok(self.read(name, &text))
    }

    fn read(&mut self, name: &str, text: &str) -> Source {
        let mut warnings = Vec::new();
        let mut report = Report::new(name, text, &mut warnings);
        let source = match DeTable::parse(text) {
            Ok(theme) => self.layer(theme.get_ref(), &mut report),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                let message = format!("{}; the file is passed over", error.message());
                report.warn(at, message);
                root()
            }
        };
        warnings.sort_by_key(|warning| warning.line);
        self.warnings.append(&mut warnings);
        source
    }

    fn layer(&mut self, theme: &DeTable<'_>, report: &mut Report<'_>) -> Source {
        read::palette(theme, &mut self.palette, report);
        let below = read::inherits(theme, report).map(|(parent, at)| {
            let below = self.chain(parent);
            below.map_err(|why| report.warn(at, format!("cannot inherit: {why}")))
        });
        let mut source = below.and_then(Result::ok).unwrap_or_else(root);
        source.signs = read::signs(theme, report).unwrap_or(source.signs);
        read::looks(theme, &self.palette, &mut source.looks, report);
        source
    }

    fn find(&mut self, name: &str) -> Result<Cow<'static, str>, String> {
        if !is_plain(name) {
            return Err(format!("{name:?} cannot be a theme's name"));
        }
        if self.seen.len() >= DEEPEST {
            return Err(format!("more than {DEEPEST} themes build on one another"));
        }
        let users = (name.to_owned(), true);
        if !self.seen.contains(&users)
            && let Some(text) = (self.lookup)(name)
        {
            self.seen.push(users);
            return text.map(Cow::from);
        }
        let shipped = (name.to_owned(), false);
        match shipped::text(name) {
            Some(text) if !self.seen.contains(&shipped) => {
                self.seen.push(shipped);
                Ok(text.into())
            }
            Some(_) => Err(format!("{name:?} builds on itself")),
            None if self.seen.contains(&users) => Err(format!("{name:?} builds on itself")),
            None => Err(format!(
                "there is no theme {name:?}, but {}",
                shipped::NAMES.join(", ")
            )),
        }
    }
}

fn is_plain(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    !name.is_empty() && !name.starts_with('.') && name.len() <= 64 && name.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::color::NoteColor;
    use crate::ui::theme::{Depth, Role, Theme, resolve};
    use proptest::prelude::*;
    use ratatui::style::{Color, Modifier, Style};

    type Files<'a> = &'a [(&'a str, &'a str)];

    fn read(name: &str, files: Files<'_>) -> (Theme, Vec<Warning>) {
        let lookup = |wanted: &str| {
            let file = files.iter().find(|(name, _)| *name == wanted);
            file.map(|(_, text)| Ok((*text).to_owned()))
        };
        let (source, warnings) = load(name, &lookup);
        (resolve(&source, Depth::TrueColor), warnings)
    }

    fn clean(name: &str, files: Files<'_>) -> Theme {
        let (theme, warnings) = read(name, files);
        assert_eq!(warnings, []);
        theme
    }

    fn default() -> Theme {
        clean(shipped::DEFAULT, &[])
    }

    #[test]
    fn a_role_is_replaced_and_the_rest_inherited() {
        let mine = "inherits = 'dark'\n[roles]\ntitle = { fg = '#102030', mods = 'italic' }\n[bars]\nred = 9";
        let theme = clean("mine", &[("mine", mine)]);
        let dark = clean("dark", &[]);
        let title = Style::new().fg(Color::Rgb(16, 32, 48));
        assert_eq!(
            theme.style(Role::Title),
            title.add_modifier(Modifier::ITALIC)
        );
        assert_eq!(theme.bar(NoteColor::Red).fg, Some(Color::LightRed));
        assert_eq!(theme.style(Role::Note), dark.style(Role::Note));
        assert_eq!(theme.bar(NoteColor::Blue), dark.bar(NoteColor::Blue));
    }

    #[test]
    fn a_palette_recolours_what_is_inherited() {
        let mine = "inherits = 'dark'\n[palette]\naccent = '#010203'";
        let theme = clean("mine", &[("mine", mine)]);
        let accent = Some(Color::Rgb(1, 2, 3));
        assert_eq!(theme.style(Role::TitleFocus).bg, accent);
        assert_eq!(theme.style(Role::FooterKey).fg, accent);
    }

    #[test]
    fn a_role_without_modifiers_still_tells_itself_apart_without_colours() {
        let mine =
            "[roles]\nnote_selected = { bg = 'blue' }\nmatch = { bg = 'blue', mono = ['italic'] }";
        let lookup = |name: &str| (name == "mine").then(|| Ok(mine.to_owned()));
        let theme = resolve(&load("mine", &lookup).0, Depth::Mono);
        let modifiers = |role| theme.style(role).add_modifier;
        assert_eq!(modifiers(Role::NoteSelected), Modifier::REVERSED);
        assert_eq!(modifiers(Role::Match), Modifier::ITALIC);
    }

    #[test]
    fn a_users_theme_may_stand_on_the_shipped_one_of_its_name() {
        let mine = "inherits = 'dark'\n[roles]\ndim = 'cyan'";
        let theme = clean("dark", &[("dark", mine)]);
        assert_eq!(theme.style(Role::Dim).fg, Some(Color::Cyan));
        assert_eq!(
            theme.style(Role::Note),
            clean("dark", &[]).style(Role::Note)
        );
        let own_default = clean("terminal", &[("terminal", "[roles]\ndim = 'red'")]);
        assert_eq!(own_default.style(Role::Dim).fg, Some(Color::Red));
        assert_eq!(own_default.style(Role::Title), default().style(Role::Title));
    }

    fn assert_reported(text: &str, line: usize, part: &str) {
        let (_, warnings) = read("mine", &[("mine", text)]);
        assert_eq!(warnings.len(), 1, "{text:?}: {warnings:?}");
        let warning = &warnings[0];
        assert_eq!(
            (&*warning.theme, warning.line),
            ("mine", Some(line)),
            "{text:?}"
        );
        assert!(warning.message.contains(part), "{text:?}: {warning}");
    }

    #[test]
    fn a_bad_role_is_reported_with_its_line() {
        for (text, line, part) in [
            ("rolez = 1", 1, "\"rolez\" is no part of a theme"),
            ("\n[roles]\nbordr = 'red'", 3, "did you mean \"border\""),
            ("[roles]\nzzzzzzzz = 'red'", 2, "it may have text, dim, "),
            ("[bars]\npink = 'red'", 2, "it may have yellow, orange"),
            ("[roles]\n\n\ndim = 'sof'", 4, "\"sof\" is no colour"),
            ("[roles]\ndim = '#12345'", 2, "\"#12345\" is no colour"),
            ("[roles]\ndim = 256", 2, "this is no colour"),
            ("[roles]\ndim = true", 2, "this is no colour"),
            (
                "[roles]\ndim = { color = 'red' }",
                2,
                "use fg, bg, mods or mono",
            ),
            (
                "[roles]\ndim = { mods = ['bold', 'loud'] }",
                2,
                "\"loud\" is no modifier: use bold",
            ),
            ("[roles]\ndim = { mods = 3 }", 2, "is no modifier"),
        ] {
            assert_reported(text, line, part);
        }
    }

    #[test]
    fn what_else_cannot_be_read_is_reported_with_its_line() {
        for (text, line, part) in [
            (
                "[palette]\na = { color = '#fff', ansi = '#eee' }",
                2,
                "ansi must be one of the 16",
            ),
            (
                "[palette]\na = { color = '#fff', xterm = '#eee' }",
                2,
                "xterm must be one of the 256",
            ),
            ("[palette]\na = { ansi = 'red' }", 2, "a colour needs color"),
            (
                "[palette]\na = { color = 'red', alpha = 1 }",
                2,
                "use color, xterm or ansi",
            ),
            ("palette = 3", 1, "write [palette]"),
            ("inherits = 3", 1, "inherits must be a theme's name"),
            (
                "inherits = 'drak'",
                1,
                "there is no theme \"drak\", but terminal, dark",
            ),
            ("inherits = '../x'", 1, "\"../x\" cannot be a theme's name"),
            ("signs = 'no'", 1, "signs must be true or false"),
            ("[roles]\ndim = 'red'\n\ndim = 'blue'", 4, "duplicate key"),
            ("[roles\n", 1, "the file is passed over"),
            ("[roles]\n'a\u{202e}\\' = 1", 2, "\\u{202e}"),
        ] {
            assert_reported(text, line, part);
        }
    }

    #[test]
    fn one_bad_role_leaves_the_others() {
        let mine = "[roles]\nbordr = 'red'\ndim = 'nocolour'\ncount = 'blue'";
        let (theme, warnings) = read("mine", &[("mine", mine)]);
        let lines: Vec<_> = warnings.iter().map(|warning| warning.line).collect();
        assert_eq!(lines, [Some(2), Some(3)]);
        assert_eq!(theme.style(Role::Count).fg, Some(Color::Blue));
        assert_eq!(theme.style(Role::Border), default().style(Role::Border));
    }

    #[test]
    fn broken_and_missing_themes_become_the_default() {
        let files = [("broken", "[roles\ndim = 'red'")];
        for name in ["broken", "missing", "", "..", "a/b", "dark.toml\u{1b}"] {
            let (theme, warnings) = read(name, &files);
            assert_eq!(theme, default(), "{name:?}");
            assert_eq!(warnings.len(), 1, "{name:?}");
            assert!(!warnings[0].to_string().contains('\u{1b}'));
        }
    }

    #[test]
    fn themes_that_build_on_each_other_are_reported_once() {
        let files = [
            ("a", "inherits = 'b'\n[roles]\ndim = 'red'"),
            ("b", "\ninherits = 'a'\n[roles]\ncount = 'blue'"),
            ("self", "inherits = 'self'"),
        ];
        let (theme, warnings) = read("a", &files);
        assert_eq!(warnings.len(), 1);
        assert_eq!(
            warnings[0].to_string(),
            "theme b, line 2: cannot inherit: \"a\" builds on itself"
        );
        assert_eq!(theme.style(Role::Dim).fg, Some(Color::Red));
        assert_eq!(theme.style(Role::Count).fg, Some(Color::Blue));
        assert_eq!(read("self", &files).1.len(), 1);
    }

    #[test]
    fn a_chain_without_end_is_cut() {
        let next = |name: &str| {
            name.parse::<u32>()
                .ok()
                .map(|n| Ok(format!("inherits = '{}'", n + 1)))
        };
        let (source, warnings) = load("1", &next);
        assert_eq!(resolve(&source, Depth::TrueColor), default());
        assert_eq!(warnings.len(), 1);
        assert!(warnings[0].message.contains("more than 16 themes"));
    }

    #[test]
    fn only_the_themes_in_the_chain_are_looked_up() {
        let asked = std::cell::RefCell::new(Vec::new());
        let lookup = |name: &str| {
            asked.borrow_mut().push(name.to_owned());
            None
        };
        load("light", &lookup);
        assert_eq!(*asked.borrow(), ["light", "dark"]);
    }

    proptest! {
        #[test]
        fn no_text_makes_loading_fail(
            lines in prop::collection::vec(
                "(\\[(roles|bars|palette)\\]|(dim|red|inherits|signs)) ?=? ?(\\{(fg|bg|mods|color|ansi)=)?('?[a-z#0-9]{0,7}'?|\\PC{0,5})\\}?",
                0..6,
            )
        ) {
            let text = lines.join("\n");
            let (_, warnings) = read("mine", &[("mine", &text)]);
            let last = text.split('\n').count();
            let within = |line: usize| (1..=last).contains(&line);
            prop_assert!(warnings.iter().all(|warning| warning.line.is_some_and(within)));
        }
    }
}
