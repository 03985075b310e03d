//! What may know what: read off the `use` lines and paths of the sources.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// The sources of a part of the crate, without their tests.
fn sources(part: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![root.join(format!("{part}.rs"))];
    let mut folders = vec![root.join(part)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs")
                && path.file_stem() != Some("tests".as_ref())
            {
                files.push(path);
            }
        }
    }
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let code = text
            .split("#[cfg(test)]\nmod ")
            .next()
            .unwrap_or_default()
            .to_owned();
        (path, code)
    };
    files
        .into_iter()
        .filter(|path| path.exists())
        .map(read)
        .collect()
}

/// Lines of code, without comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("//"))
}

fn must_not_name(part: &str, forbidden: &[&str]) {
    let sources = sources(part);
    assert!(
        !sources.is_empty(),
        "{part} has no sources: is it spelt right?"
    );
    for (path, text) in sources {
        for line in code(&text) {
            for name in forbidden {
                assert!(
                    !line.contains(name),
                    "{} must not know {name}: {line}",
                    path.display()
                );
            }
        }
    }
}

const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::io",
    "std::env",
    "std::thread",
    "std::process",
    "std::net",
    "std::time::",
    "std::path",
    "rustix",
    "signal_hook",
    "tempfile",
    "notify",
    "etcetera",
    "std::os",
    "crate::store",
    "crate::git",
    "crate::shell",
    "crate::cli",
    "Instant::now",
    "SystemTime",
];

#[test]
fn the_core_knows_no_outside() {
    for part in [
        "model", "format", "exchange", "review", "text", "layout", "tty", "app", "ui",
    ] {
        must_not_name(part, OUTSIDE);
    }
}

#[test]
fn the_model_knows_only_itself() {
    must_not_name(
        "model",
        &[
            "crate::format",
            "crate::app",
            "crate::ui",
            "crate::layout",
            "crate::tty",
            "crate::text",
            "ratatui",
        ],
    );
    must_not_name(
        "format",
        &[
            "crate::app",
            "crate::ui",
            "crate::layout",
            "crate::tty",
            "crate::text",
            "ratatui",
        ],
    );
}

#[test]
fn what_differs_is_told_without_a_board() {
    must_not_name(
        "review",
        &[
            "crate::app",
            "crate::ui",
            "crate::layout",
            "crate::tty",
            "ratatui",
        ],
    );
}

#[test]
fn other_formats_are_written_and_read_without_a_board() {
    must_not_name(
        "exchange",
        &[
            "crate::app",
            "crate::ui",
            "crate::layout",
            "crate::tty",
            "ratatui",
        ],
    );
}

#[test]
fn the_lower_parts_know_no_board() {
    for part in ["text", "layout", "tty"] {
        must_not_name(part, &["crate::app", "crate::ui"]);
    }
    must_not_name("text", &["crate::model", "crate::layout", "ratatui"]);
}

#[test]
fn the_core_knows_no_drawing_and_the_drawing_changes_nothing() {
    must_not_name("app", &["crate::ui"]);
    must_not_name("ui", &["&mut State", "&mut Board", "app::update::update"]);
}

#[test]
fn nothing_depends_on_the_command_line() {
    for part in [
        "model", "format", "exchange", "review", "text", "layout", "tty", "app", "ui", "store",
        "git", "shell", "config", "examples",
    ] {
        must_not_name(part, &["crate::cli"]);
    }
    for part in [
        "model", "format", "exchange", "review", "text", "layout", "tty", "app", "ui", "store",
        "git", "config", "examples",
    ] {
        must_not_name(part, &["crate::shell"]);
    }
}

#[test]
fn the_disk_and_git_know_no_board() {
    let board = [
        "crate::app",
        "crate::ui",
        "crate::layout",
        "crate::tty",
        "ratatui",
    ];
    must_not_name("store", &board);
    must_not_name("git", &board);
    must_not_name("store", &["crate::git"]);
}

#[test]
fn strings_reach_the_screen_only_through_the_cleaning() {
    // Cells are filled by whole lines in `panel` and by constant border characters in `frame`, nowhere else.
    for (path, text) in sources("ui") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for line in code(&text) {
            let fills = [
                "set_symbol",
                "set_char",
                "set_string",
                "set_line",
                "set_span",
            ]
            .iter()
            .any(|call| line.contains(call));
            assert!(
                !fills || ["panel.rs", "frame.rs"].contains(&name.as_str()),
                "{name}: {line}"
            );
        }
    }
}

#[test]
fn files_keep_to_one_subject() {
    let longest = 620;
    for part in [
        "model", "format", "review", "text", "layout", "tty", "app", "ui", "store", "git", "shell",
        "cli", "config",
    ] {
        for (path, text) in sources(part) {
            assert!(
                text.lines().count() <= longest,
                "{} has {} lines",
                path.display(),
                text.lines().count()
            );
        }
    }
}

#[test]
fn every_role_of_a_theme_is_drawn_by_something() {
    use bmcanvas::ui::theme::Role;
    let widgets: Vec<String> = sources("ui")
        .into_iter()
        .filter(|(path, _)| !path.to_string_lossy().contains("theme"))
        .map(|(_, text)| text)
        .collect();
    for role in Role::ALL {
        let name = format!("Role::{role:?}");
        assert!(
            widgets.iter().any(|text| text.contains(&name)),
            "nothing is drawn as {role:?}"
        );
    }
}
