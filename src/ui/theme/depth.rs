//! How many colours to use, decided from what the user and the terminal say. Reads no environment itself.

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// None: bold, dim, underline and reverse only.
    Mono,
    /// The 16 that the user's terminal defines.
    Ansi16,
    /// The 256 of xterm.
    Ansi256,
    /// Red, green and blue of a byte each.
    TrueColor,
}

/// What a user asks for by `--color` or in the configuration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ColorChoice {
    /// What the environment says.
    #[default]
    Auto,
    /// Colours, as many as the terminal says it has, even into a pipe.
    Always,
    /// No colours.
    Never,
    /// 16 colours.
    Ansi16,
    /// 256 colours.
    Ansi256,
    /// All colours.
    TrueColor,
}

impl ColorChoice {
    /// Every choice.
    pub const ALL: [Self; 6] = [
        Self::Auto,
        Self::Always,
        Self::Never,
        Self::Ansi16,
        Self::Ansi256,
        Self::TrueColor,
    ];

    /// The choice as it is typed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
            Self::Ansi16 => "16",
            Self::Ansi256 => "256",
            Self::TrueColor => "truecolor",
        }
    }

    /// The choice of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }
}

/// What the decision rests on. The caller fills it in; an empty variable counts as unset.
#[derive(Clone, Debug, Default)]
pub struct Env {
    /// `--color`.
    pub flag: Option<ColorChoice>,
    /// The configuration's choice.
    pub config: Option<ColorChoice>,
    /// `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// `CLICOLOR`: 0 asks for no colours.
    pub clicolor: Option<String>,
    /// `CLICOLOR_FORCE`: anything but 0 asks for colours even into a pipe.
    pub clicolor_force: Option<String>,
    /// `COLORTERM`.
    pub colorterm: Option<String>,
    /// `TERM`.
    pub term: Option<String>,
    /// `TMUX` is set: tmux itself turns colours into what its own terminal shows.
    pub tmux: bool,
    /// The output is no terminal.
    pub piped: bool,
}

/// How many colours to use: the flag, else the configuration, else `NO_COLOR`, `COLORTERM`, `TERM`, else 16.
pub fn detect(env: &Env) -> Depth {
    match env.flag.or(env.config).unwrap_or_default() {
        ColorChoice::Auto if wants_none(env) => Depth::Mono,
        ColorChoice::Auto => terminal(env),
        ColorChoice::Always => terminal(env).max(Depth::Ansi16),
        ColorChoice::Never => Depth::Mono,
        ColorChoice::Ansi16 => Depth::Ansi16,
        ColorChoice::Ansi256 => Depth::Ansi256,
        ColorChoice::TrueColor => Depth::TrueColor,
    }
}

fn wants_none(env: &Env) -> bool {
    let forced = env
        .clicolor_force
        .as_deref()
        .is_some_and(|force| !force.is_empty() && force != "0");
    env.no_color || !forced && (env.piped || env.clicolor.as_deref() == Some("0"))
}

fn terminal(env: &Env) -> Depth {
    let term = env.term.as_deref().unwrap_or_default();
    let by_name = by_term(term);
    let truecolor = matches!(env.colorterm.as_deref(), Some("truecolor" | "24bit"));
    if truecolor && by_name > Depth::Mono && !is_gnu_screen(term, env) {
        return Depth::TrueColor;
    }
    by_name
}

/// GNU screen passes on the `COLORTERM` of the terminal it was started in, but garbles true colour.
fn is_gnu_screen(term: &str, env: &Env) -> bool {
    term.starts_with("screen") && !env.tmux
}

/// Terminals known for true colour whose name does not say so.
const TRUECOLOR: [&str; 8] = [
    "alacritty",
    "contour",
    "foot",
    "foot-extra",
    "ghostty",
    "kitty",
    "rio",
    "wezterm",
];

fn by_term(term: &str) -> Depth {
    if matches!(term, "" | "dumb") || term.ends_with("-mono") || term.starts_with("vt") {
        return Depth::Mono;
    }
    let name = term.strip_prefix("xterm-").unwrap_or(term);
    if term.ends_with("-direct") || TRUECOLOR.contains(&name) {
        return Depth::TrueColor;
    }
    if term.ends_with("-256color") {
        return Depth::Ansi256;
    }
    Depth::Ansi16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn env(term: &str, colorterm: &str) -> Env {
        Env {
            term: Some(term.to_owned()),
            colorterm: Some(colorterm.to_owned()),
            ..Env::default()
        }
    }

    #[test]
    fn the_terminals_name_and_colorterm_decide() {
        use Depth::{Ansi16, Ansi256, Mono, TrueColor};
        for (term, colorterm, depth) in [
            ("xterm", "", Ansi16),
            ("xterm-256color", "", Ansi256),
            ("xterm-256color", "truecolor", TrueColor),
            ("xterm-256color", "24bit", TrueColor),
            ("xterm-256color", "yes", Ansi256),
            ("xterm-direct", "", TrueColor),
            ("xterm-kitty", "", TrueColor),
            ("xterm-ghostty", "", TrueColor),
            ("alacritty", "", TrueColor),
            ("wezterm", "", TrueColor),
            ("foot", "", TrueColor),
            ("linux", "", Ansi16),
            ("ansi", "", Ansi16),
            ("tmux", "", Ansi16),
            ("tmux-256color", "", Ansi256),
            ("tmux-256color", "truecolor", TrueColor),
            ("screen", "", Ansi16),
            ("screen", "truecolor", Ansi16),
            ("screen-256color", "truecolor", Ansi256),
            ("screen.xterm-256color", "", Ansi256),
            ("vt100", "", Mono),
            ("xterm-mono", "truecolor", Mono),
            ("dumb", "truecolor", Mono),
            ("", "truecolor", Mono),
        ] {
            assert_eq!(detect(&env(term, colorterm)), depth, "{term} {colorterm}");
        }
        assert_eq!(detect(&Env::default()), Mono);
    }

    #[test]
    fn tmux_under_screens_name_is_no_screen() {
        let env = Env {
            tmux: true,
            ..env("screen-256color", "truecolor")
        };
        assert_eq!(detect(&env), Depth::TrueColor);
    }

    #[test]
    fn the_flag_goes_before_the_configuration_and_both_before_the_environment() {
        use ColorChoice::{Always, Ansi16, Ansi256, Auto, Never, TrueColor};
        for (flag, config, no_color, depth) in [
            (None, None, false, Depth::Ansi256),
            (None, None, true, Depth::Mono),
            (None, Some(TrueColor), true, Depth::TrueColor),
            (None, Some(Auto), true, Depth::Mono),
            (Some(Ansi16), Some(TrueColor), false, Depth::Ansi16),
            (Some(Ansi256), Some(Never), true, Depth::Ansi256),
            (Some(Never), Some(TrueColor), false, Depth::Mono),
            (Some(Auto), Some(Never), false, Depth::Ansi256),
            (Some(Always), None, true, Depth::Ansi256),
        ] {
            let env = Env {
                flag,
                config,
                no_color,
                ..env("xterm-256color", "")
            };
            assert_eq!(detect(&env), depth, "{env:?}");
        }
    }

    #[test]
    fn pipes_get_colours_only_when_forced() {
        for (piped, clicolor, force, depth) in [
            (true, "", "", Depth::Mono),
            (true, "1", "0", Depth::Mono),
            (true, "0", "1", Depth::Ansi256),
            (false, "0", "", Depth::Mono),
            (false, "1", "", Depth::Ansi256),
        ] {
            let env = Env {
                piped,
                clicolor: Some(clicolor.to_owned()),
                clicolor_force: Some(force.to_owned()),
                ..env("xterm-256color", "")
            };
            assert_eq!(detect(&env), depth, "{env:?}");
        }
        let dumb = Env {
            flag: Some(ColorChoice::Always),
            ..env("dumb", "")
        };
        assert_eq!(detect(&dumb), Depth::Ansi16);
    }

    #[test]
    fn choices_are_found_by_name() {
        for choice in ColorChoice::ALL {
            assert_eq!(ColorChoice::from_name(choice.name()), Some(choice));
        }
        assert_eq!(ColorChoice::from_name("maybe"), None);
    }
}
