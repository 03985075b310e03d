//! From a theme's TOML to looks. What cannot be read is reported and left as inherited.

use super::look::{Look, Part, PerRole};
use super::role::Role;
use super::tone::{self, Tone};
use super::warning::Report;
use crate::model::color::NoteColor;
use ratatui::style::{Color, Modifier};
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Colours by the names that a theme gives them.
pub(super) type Palette = BTreeMap<String, Tone>;

type Value<'i> = Spanned<DeValue<'i>>;

const MODIFIERS: [(&str, Modifier); 6] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("strike", Modifier::CROSSED_OUT),
    ("underline", Modifier::UNDERLINED),
    ("reverse", Modifier::REVERSED),
];

/// The name of the theme that this one builds on, and where it stands in the text.
pub(super) fn inherits<'t>(
    theme: &'t DeTable<'_>,
    report: &mut Report<'_>,
) -> Option<(&'t str, usize)> {
    let value = theme.get("inherits")?;
    let name = value.get_ref().as_str();
    if name.is_none() {
        let message = "inherits must be a theme's name, such as \"dark\"";
        report.warn(value.span().start, message.to_owned());
    }
    name.map(|name| (name, value.span().start))
}

/// Whether notes show the letter of their colour, if the theme says so.
pub(super) fn signs(theme: &DeTable<'_>, report: &mut Report<'_>) -> Option<bool> {
    let value = theme.get("signs")?;
    let signs = value.get_ref().as_bool();
    if signs.is_none() {
        report.warn(value.span().start, "signs must be true or false".to_owned());
    }
    signs
}

/// Adds the theme's own colour names to `palette`; names already there belong to a theme built on this one and stay.
pub(super) fn palette(theme: &DeTable<'_>, palette: &mut Palette, report: &mut Report<'_>) {
    for (name, value) in section(theme, "palette", report).into_iter().flatten() {
        if let Some(tone) = palette_tone(value, report) {
            palette
                .entry(name.get_ref().clone().into_owned())
                .or_insert(tone);
        }
    }
}

/// Puts the theme's roles and bars over those that `looks` inherits.
pub(super) fn looks(
    theme: &DeTable<'_>,
    palette: &Palette,
    looks: &mut PerRole<Look>,
    report: &mut Report<'_>,
) {
    for key in theme.keys() {
        if !matches!(
            key.get_ref().as_ref(),
            "inherits" | "signs" | "palette" | "roles" | "bars"
        ) {
            let message = format!(
                "{:?} is no part of a theme: use inherits, signs, [palette], [roles] or [bars]",
                key.get_ref()
            );
            report.warn(key.span().start, message);
        }
    }
    let mut reader = Reader { palette, report };
    let role = |name: &str| Role::from_name(name).map(Part::Role);
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
    reader.section(theme, "roles", &roles, role, looks);
    let bar = |name: &str| NoteColor::from_name(name).map(Part::Bar);
    reader.section(
        theme,
        "bars",
        &NoteColor::ALL.map(NoteColor::name),
        bar,
        looks,
    );
}

struct Reader<'r, 'w> {
    palette: &'r Palette,
    report: &'r mut Report<'w>,
}

impl Reader<'_, '_> {
    fn section(
        &mut self,
        theme: &DeTable<'_>,
        section_name: &str,
        known: &[&str],
        part: impl Fn(&str) -> Option<Part>,
        looks: &mut PerRole<Look>,
    ) {
        for (name, value) in section(theme, section_name, self.report)
            .into_iter()
            .flatten()
        {
            match part(name.get_ref()) {
                Some(part) => looks.set(part, self.look(value, looks.get(part))),
                None => self.report.warn(
                    name.span().start,
                    unknown(name.get_ref(), section_name, known),
                ),
            }
        }
    }

    /// A role is replaced whole, save that it keeps telling itself apart where there are no colours.
    fn look(&mut self, value: &Value<'_>, inherited: Look) -> Look {
        let DeValue::Table(table) = value.get_ref() else {
            let fg = self.tone(value);
            let mono = inherited.mono;
            return Look {
                fg,
                mono,
                ..Look::default()
            };
        };
        let mut look = Look::default();
        let mut mono = None;
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "fg" => look.fg = self.tone(value),
                "bg" => look.bg = self.tone(value),
                "mods" => look.mods = self.modifiers(value),
                "mono" => mono = Some(self.modifiers(value)),
                other => {
                    let message =
                        format!("{other:?} is no part of a role: use fg, bg, mods or mono");
                    self.report.warn(key.span().start, message);
                }
            }
        }
        look.mono = mono.unwrap_or(look.mods | inherited.mono);
        look
    }

    fn tone(&mut self, value: &Value<'_>) -> Option<Tone> {
        let own = value
            .get_ref()
            .as_str()
            .and_then(|name| self.palette.get(name));
        own.copied()
            .or_else(|| color(value, self.report).map(Tone::from))
    }

    fn modifiers(&mut self, value: &Value<'_>) -> Modifier {
        let mut modifiers = Modifier::empty();
        let one = std::slice::from_ref(value);
        let list = value.get_ref().as_array().map_or(one, |list| list);
        for item in list {
            let name = item.get_ref().as_str().unwrap_or_default();
            match MODIFIERS.iter().find(|(known, _)| *known == name) {
                Some((_, modifier)) => modifiers |= *modifier,
                None => self.report.warn(
                    item.span().start,
                    format!(
                        "{name:?} is no modifier: use {}",
                        MODIFIERS.map(|(name, _)| name).join(", ")
                    ),
                ),
            }
        }
        modifiers
    }
}

fn section<'t, 'i>(
    theme: &'t DeTable<'i>,
    name: &str,
    report: &mut Report<'_>,
) -> Option<&'t DeTable<'i>> {
    let value = theme.get(name)?;
    let table = value.get_ref().as_table();
    if table.is_none() {
        report.warn(
            value.span().start,
            format!("{name} must be a section: write [{name}]"),
        );
    }
    table
}

fn palette_tone(value: &Value<'_>, report: &mut Report<'_>) -> Option<Tone> {
    let DeValue::Table(table) = value.get_ref() else {
        return color(value, report).map(Tone::from);
    };
    let (mut full, mut xterm, mut ansi) = (None, None, None);
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "color" => full = color(value, report),
            "xterm" => xterm = xterm_color(value, report),
            "ansi" => ansi = ansi_color(value, report),
            other => {
                let message = format!("{other:?} is no part of a colour: use color, xterm or ansi");
                report.warn(key.span().start, message);
            }
        }
    }
    if !table.contains_key("color") {
        let message = "a colour needs color = \"#rrggbb\"";
        report.warn(value.span().start, message.to_owned());
    }
    full.map(|full| Tone { full, xterm, ansi })
}

fn xterm_color(value: &Value<'_>, report: &mut Report<'_>) -> Option<Color> {
    let found = color(value, report)?;
    let fixed = matches!(found, Color::Indexed(_)) || tone::is_ansi(found);
    if !fixed {
        let message = "xterm must be one of the 256: a number to 255";
        report.warn(value.span().start, message.to_owned());
    }
    fixed.then_some(found)
}

fn ansi_color(value: &Value<'_>, report: &mut Report<'_>) -> Option<Color> {
    let found = color(value, report)?;
    let own = tone::is_ansi(found);
    if !own {
        let message = format!("ansi must be one of the 16: {}", tone::names());
        report.warn(value.span().start, message);
    }
    own.then_some(found)
}

fn color(value: &Value<'_>, report: &mut Report<'_>) -> Option<Color> {
    let text = value.get_ref().as_str();
    let number = value.get_ref().as_integer();
    let found = text.and_then(tone::parse).or_else(|| {
        number
            .and_then(|n| n.as_str().parse().ok())
            .map(tone::indexed)
    });
    if found.is_none() {
        let what = text.map_or_else(|| "this".to_owned(), |text| format!("{text:?}"));
        let message = format!(
            "{what} is no colour: use \"#rrggbb\", a number to 255, a name of [palette], default, {}",
            tone::names()
        );
        report.warn(value.span().start, message);
    }
    found
}

fn unknown(name: &str, section: &str, known: &[&str]) -> String {
    let near = known.iter().min_by_key(|other| typos(name, other));
    match near.filter(|other| typos(name, other) <= 2) {
        Some(near) => format!("[{section}] has no {name:?}: did you mean {near:?}?"),
        None => format!(
            "[{section}] has no {name:?}: it may have {}",
            known.join(", ")
        ),
    }
}

/// How many characters must be put in, taken out or replaced to turn one word into the other.
fn typos(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (done, x) in a.chars().enumerate() {
        let mut diagonal = done;
        let mut left = done + 1;
        for (cell, y) in row.iter_mut().skip(1).zip(b.chars()) {
            let cost = (diagonal + usize::from(x != y))
                .min(left + 1)
                .min(*cell + 1);
            diagonal = std::mem::replace(cell, cost);
            left = cost;
        }
        if let Some(first) = row.first_mut() {
            *first = done + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}
