//! What every shipped theme must keep: legible, and telling apart what matters without colour.

use super::look::Part;
use super::{DEFAULT, Depth, NAMES, Role, Theme, load, resolve, tone};
use crate::model::color::NoteColor;
use ratatui::style::{Color, Modifier, Style};

/// Themes that state their own background, and the contrast that their text must reach.
const OWN_GROUND: [(&str, f64); 4] = [
    ("dark", 4.5),
    ("light", 4.5),
    ("high-contrast", 7.0),
    ("colour-blind", 4.5),
];

/// Depths at which the colours' values are known.
const KNOWN: [Depth; 2] = [Depth::TrueColor, Depth::Ansi256];

/// Text that is drawn straight on the screen.
const ON_SCREEN: &[Role] = &[
    Role::Text,
    Role::Dim,
    Role::Title,
    Role::TitleFocus,
    Role::Number,
    Role::Count,
    Role::Header,
    Role::HeaderDim,
    Role::Footer,
    Role::FooterKey,
    Role::Mode,
    Role::Note,
    Role::Marker,
    Role::Match,
    Role::MatchCurrent,
    Role::More,
    Role::Hint,
    Role::Question,
    Role::Popup,
    Role::PopupTitle,
    Role::PopupSelected,
    Role::Prompt,
    Role::Info,
    Role::Warning,
    Role::Error,
];

/// Text inside of a note.
const ON_NOTE: &[Role] = &[
    Role::Note,
    Role::Dim,
    Role::Marker,
    Role::Match,
    Role::MatchCurrent,
    Role::Warning,
    Role::Reference,
    Role::Added,
    Role::Removed,
    Role::Changed,
];

/// Text inside of a popup, beside the popup's own.
const ON_POPUP: &[Role] = &[
    Role::Popup,
    Role::Dim,
    Role::FooterKey,
    Role::Hint,
    Role::Question,
    Role::Match,
    Role::MatchCurrent,
    Role::Warning,
    Role::Error,
];

const ON_PROMPT: &[Role] = &[Role::Prompt, Role::Hint, Role::Match];

const SURFACES: [(Role, &[Role]); 7] = [
    (Role::Text, ON_SCREEN),
    (Role::NoteSelected, ON_NOTE),
    (Role::NoteEditing, ON_NOTE),
    (Role::NoteMarked, ON_NOTE),
    (Role::Popup, ON_POPUP),
    (Role::PopupSelected, ON_POPUP),
    (Role::Prompt, ON_PROMPT),
];

fn theme(name: &str, depth: Depth) -> Theme {
    let (source, warnings) = load(name, &|_| None);
    assert_eq!(warnings, [], "{name}");
    resolve(&source, depth)
}

fn on(theme: &Theme, surface: Role, style: Style) -> Style {
    let screen = theme.style(Role::Text);
    screen.patch(theme.style(surface)).patch(style)
}

fn linear(color: Color) -> [f64; 3] {
    let part = |byte: u8| {
        let share = f64::from(byte) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    tone::rgb(color).unwrap().map(part)
}

fn luminance(color: Color) -> f64 {
    let [r, g, b] = linear(color);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// WCAG's contrast of a style's text against its background, 1 to 21.
fn contrast(style: Style) -> f64 {
    let (one, other) = (luminance(style.fg.unwrap()), luminance(style.bg.unwrap()));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn the_measure_of_contrast_is_wcags() {
    for (fg, bg, ratio) in [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#0000ff", 2.15),
        ("#123456", "#123456", 1.0),
    ] {
        let style = Style::new().fg(tone::parse(fg).unwrap());
        let found = contrast(style.bg(tone::parse(bg).unwrap()));
        assert!((found - ratio).abs() < 0.01, "{fg} on {bg}: {found}");
    }
}

#[test]
fn text_is_legible_wherever_it_is_drawn() {
    let mut faint = Vec::new();
    for (name, least) in OWN_GROUND {
        for depth in KNOWN {
            let theme = theme(name, depth);
            for (surface, roles) in SURFACES {
                for role in roles {
                    let found = contrast(on(&theme, surface, theme.style(*role)));
                    if found < least {
                        faint.push(format!(
                            "{name} {depth:?}: {role:?} on {surface:?}: {found:.2}"
                        ));
                    }
                }
            }
        }
    }
    assert!(faint.is_empty(), "{faint:#?}");
}

#[test]
fn bars_and_frames_stand_out_from_the_ground() {
    let mut faint = Vec::new();
    for (name, _) in OWN_GROUND {
        for depth in KNOWN {
            let theme = theme(name, depth);
            let bars = NoteColor::ALL.map(|color| (color.name(), theme.bar(color), 3.0));
            let frames = [
                ("bar", theme.style(Role::Bar), 3.0),
                ("border", theme.style(Role::Border), 2.0),
                ("popup_border", theme.style(Role::PopupBorder), 4.5),
            ];
            for (what, style, least) in bars.into_iter().chain(frames) {
                let found = contrast(on(&theme, Role::Text, style));
                if found < least {
                    faint.push(format!("{name} {depth:?}: {what}: {found:.2}"));
                }
            }
        }
    }
    assert!(faint.is_empty(), "{faint:#?}");
}

#[test]
fn bars_can_be_seen_on_a_selected_note() {
    for (name, _) in OWN_GROUND {
        let theme = theme(name, Depth::TrueColor);
        for color in NoteColor::ALL {
            let found = contrast(on(&theme, Role::NoteSelected, theme.bar(color)));
            assert!(found >= 2.0, "{name}: {color:?}: {found:.2}");
        }
    }
}

#[test]
fn a_bar_is_not_reversed_along_with_its_note() {
    for depth in [Depth::Mono, Depth::Ansi16] {
        let theme = theme(DEFAULT, depth);
        let bars = NoteColor::ALL.map(|color| theme.bar(color));
        for bar in bars.into_iter().chain([theme.style(Role::Bar)]) {
            let note = on(&theme, Role::NoteSelected, Style::new());
            assert!(note.add_modifier.contains(Modifier::REVERSED));
            assert!(!note.patch(bar).add_modifier.contains(Modifier::REVERSED));
        }
    }
}

#[test]
fn themes_with_a_ground_of_their_own_leave_no_role_to_the_default() {
    for (name, _) in OWN_GROUND {
        let (own, _) = load(name, &|_| None);
        let (default, _) = load(DEFAULT, &|_| None);
        for part in Part::all() {
            let (look, inherited) = (own.looks.get(part), default.looks.get(part));
            assert_ne!(look, inherited, "{name}: {part:?}");
            assert!(look.fg.or(look.bg).is_some(), "{name}: {part:?}");
        }
    }
}

#[test]
fn backgrounds_that_mean_something_differ_at_every_depth_with_colours() {
    for (name, _) in OWN_GROUND {
        for depth in [Depth::Ansi16, Depth::Ansi256, Depth::TrueColor] {
            let theme = theme(name, depth);
            let bg = |role| theme.style(role).bg.unwrap();
            for role in [
                Role::NoteSelected,
                Role::NoteMarked,
                Role::TitleFocus,
                Role::Match,
            ] {
                assert_ne!(bg(role), bg(Role::Text), "{name} {depth:?} {role:?}");
            }
            assert_ne!(
                bg(Role::NoteSelected),
                bg(Role::NoteMarked),
                "{name} {depth:?}"
            );
            assert_ne!(bg(Role::PopupSelected), bg(Role::Popup), "{name} {depth:?}");
            assert_ne!(bg(Role::MatchCurrent), bg(Role::Match), "{name} {depth:?}");
        }
    }
}

#[test]
fn no_text_vanishes_in_16_colours() {
    for name in NAMES {
        let theme = theme(name, Depth::Ansi16);
        for (surface, roles) in SURFACES {
            for role in roles {
                let style = on(&theme, surface, theme.style(*role));
                let shown =
                    style.fg.is_none() || style.fg != style.bg || style.fg == Some(Color::Reset);
                assert!(shown, "{name}: {role:?} on {surface:?}: {style:?}");
            }
        }
    }
}

#[test]
fn without_colours_modifiers_tell_apart_what_matters() {
    for name in NAMES {
        let theme = theme(name, Depth::Mono);
        for part in Part::all() {
            let style = theme.styles.get(part);
            assert_eq!((style.fg, style.bg), (None, None), "{name}: {part:?}");
        }
        for (role, base) in [
            (Role::TitleFocus, Role::Title),
            (Role::NoteSelected, Role::Note),
            (Role::NoteMarked, Role::Note),
            (Role::NoteMarked, Role::NoteSelected),
            (Role::Reference, Role::Note),
            (Role::Added, Role::Note),
            (Role::Removed, Role::Note),
            (Role::Removed, Role::Added),
            (Role::Changed, Role::Note),
            (Role::Match, Role::Note),
            (Role::MatchCurrent, Role::Match),
            (Role::PopupSelected, Role::Popup),
            (Role::Error, Role::Info),
            (Role::Warning, Role::Info),
            (Role::Error, Role::Warning),
            (Role::FooterKey, Role::Footer),
        ] {
            let modifiers = |role| theme.style(role).add_modifier;
            assert_ne!(
                modifiers(role),
                modifiers(base),
                "{name}: {role:?} and {base:?}"
            );
        }
        assert!(theme.shows_signs(), "{name}");
    }
}

#[test]
fn mono_has_no_colours_at_any_depth() {
    for depth in [Depth::Ansi16, Depth::Ansi256, Depth::TrueColor] {
        assert_eq!(
            theme("mono", depth),
            theme("mono", Depth::Mono),
            "{depth:?}"
        );
    }
}

#[test]
fn the_default_brings_a_background_along_with_black_and_white_text() {
    let theme = theme(DEFAULT, Depth::TrueColor);
    let risky = [
        Color::Black,
        Color::White,
        Color::Gray,
        Color::LightYellow,
        Color::Yellow,
    ];
    for role in Role::ALL.iter().copied() {
        let style = theme.style(role);
        if let Some(fg) = style.fg {
            assert!(style.bg.is_some() || !risky.contains(&fg), "{role:?}");
            assert!(tone::is_ansi(fg), "{role:?}");
        }
    }
    assert!(
        theme
            .style(Role::TitleFocus)
            .add_modifier
            .contains(Modifier::REVERSED)
    );
}

/// A colour as those see it who lack the cones for red, or for green (Viénot, Brettel and Mollon, 1999).
fn without_cones(color: Color, red: f64, blue: f64) -> [f64; 3] {
    let [r, g, b] = linear(color);
    let mixed = red * r + (1.0 - red) * g;
    [mixed, mixed, b + blue * (r - g)].map(|part| part.max(0.0).cbrt())
}

#[test]
fn bars_of_the_colour_blind_theme_differ_for_all_eyes() {
    let theme = theme("colour-blind", Depth::TrueColor);
    assert!(theme.shows_signs());
    for (eyes, red, blue) in [
        ("no red", 0.112_38, 0.004_01),
        ("no green", 0.292_75, -0.022_34),
    ] {
        for (at, one) in NoteColor::ALL.into_iter().enumerate() {
            for other in NoteColor::ALL.into_iter().skip(at + 1) {
                let seen = |color| without_cones(theme.bar(color).fg.unwrap(), red, blue);
                let apart: f64 = seen(one)
                    .into_iter()
                    .zip(seen(other))
                    .map(|(x, y)| (x - y).powi(2))
                    .sum();
                assert!(
                    apart.sqrt() > 0.1,
                    "{eyes}: {one:?} {other:?}: {}",
                    apart.sqrt()
                );
            }
        }
    }
}
