//! The search and the palette.

use bmcanvas::app::mode::Mode;

use super::{aws, empty};

#[test]
fn search_shows_matches_and_goes_round() {
    let mut desk = empty();
    desk.keys("oSoftware firms<esc>2ofirmware<esc>3onone<esc>1");
    desk.keys("/firm");
    assert!(desk.text().contains("/firm"));
    desk.keys("<enter>");
    assert_eq!(desk.focused_text().as_deref(), Some("Software firms"));
    desk.keys("n");
    assert_eq!(desk.focused_text().as_deref(), Some("firmware"));
    assert_eq!(desk.notice(), "match 2 of 2");
    desk.keys("n");
    assert_eq!(desk.focused_text().as_deref(), Some("Software firms"));
    desk.keys("N");
    assert_eq!(desk.focused_text().as_deref(), Some("firmware"));
    desk.keys("3/firm<esc>");
    assert_eq!(
        desk.focused_text().as_deref(),
        Some("none"),
        "Esc returns to where the search began"
    );
}

#[test]
fn the_palette_finds_every_command() {
    use bmcanvas::app::action::{Action, COMMANDS, Context};
    for command in COMMANDS
        .iter()
        .filter(|command| command.context == Context::Board)
    {
        if matches!(command.action, Action::Palette | Action::Jump(_)) {
            continue;
        }
        let mut desk = aws();
        desk.keys(":");
        let Mode::List(list) = &desk.board().mode else {
            panic!("no palette");
        };
        assert!(
            list.shown().any(|item| item.label.ends_with(command.help)),
            "{}",
            command.name
        );
    }
    let mut desk = aws();
    desk.keys(":zoom the block<enter>");
    assert_eq!(desk.board().look.zoom, bmcanvas::layout::Zoom::In);
    desk.keys("<esc>:go to channels<enter>");
    assert_eq!(desk.board().focus.block.as_str(), "channels");
}

#[test]
fn the_palette_knows_names_and_what_vim_calls_them() {
    for (typed, expected) in [
        ("quit", "quit "),
        ("q", "quit "),
        ("wq", "quit "),
        ("w", "save "),
        ("overwrite", "overwrite "),
        ("undo", "undo "),
        ("redo", "redo "),
        ("reload", "reload "),
        ("zoom", "zoom "),
        ("open", "open "),
        ("help", "help "),
        ("grid", "view "),
    ] {
        let mut desk = aws();
        desk.keys(&format!(":{typed}"));
        let Mode::List(list) = &desk.board().mode else {
            panic!("no palette");
        };
        let first = list
            .chosen()
            .map(|item| item.label.clone())
            .unwrap_or_default();
        assert!(first.starts_with(expected), "{typed} gives {first}");
    }
}

#[test]
fn a_search_says_what_it_found_and_esc_brings_the_last_one_back() {
    let mut desk = aws();
    desk.keys("/zzz<enter>");
    assert_eq!(desk.notice(), "no note matches");
    desk.keys("/server<enter>");
    assert!(
        desk.notice().starts_with("match 1 of "),
        "{}",
        desk.notice()
    );
    desk.keys("/zzz<esc>n");
    assert!(
        desk.notice().starts_with("match 2 of "),
        "{}",
        desk.notice()
    );
}

#[test]
fn the_next_match_is_after_an_empty_block() {
    let mut desk = empty();
    desk.keys("oxa<esc>4oxb<esc>3/x<esc>3");
    desk.keys("/x<enter>");
    assert_eq!(desk.focused_text().as_deref(), Some("xb"));
}
