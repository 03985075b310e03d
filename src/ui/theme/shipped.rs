//! The themes inside the program.

/// The theme that is used when none is asked for, and that every other one builds on at last.
pub const DEFAULT: &str = "terminal";

/// The default theme's text.
pub(super) const DEFAULT_TEXT: &str = include_str!("../../../themes/terminal.toml");

/// The names of the shipped themes.
pub const NAMES: [&str; 6] = [
    DEFAULT,
    "dark",
    "light",
    "high-contrast",
    "colour-blind",
    "mono",
];

/// The text of the shipped theme of that name, if there is one.
pub(super) fn text(name: &str) -> Option<&'static str> {
    match name {
        DEFAULT => Some(DEFAULT_TEXT),
        "dark" => Some(include_str!("../../../themes/dark.toml")),
        "light" => Some(include_str!("../../../themes/light.toml")),
        "high-contrast" => Some(include_str!("../../../themes/high-contrast.toml")),
        "colour-blind" => Some(include_str!("../../../themes/colour-blind.toml")),
        "mono" => Some(include_str!("../../../themes/mono.toml")),
        _ => None,
    }
}
