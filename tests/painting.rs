//! What is painted bit by bit is what a whole drawing would show; and no cell ever holds a control character.

mod support;

use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::note::{Note, Place};
use bmcanvas::tty::Screen;
use bmcanvas::ui::compose::Composer;
use bmcanvas::ui::glyphs::UNICODE;
use bmcanvas::ui::{Pen, scene};
use proptest::prelude::*;
use ratatui::layout::Rect;
use support::{Desk, example};

const KEYS: &[&str] = &[
    "h",
    "j",
    "k",
    "l",
    "<tab>",
    "<shift-tab>",
    "1",
    "5",
    "9",
    "0",
    "g",
    "gf",
    "G",
    "o",
    "O",
    "<enter>",
    "<esc>",
    "a",
    "word ",
    "世界",
    "👩‍👩‍👧",
    "e\u{301}",
    "<backspace>",
    "<alt-enter>",
    "<up>",
    "<left>",
    "d",
    "Y",
    "J",
    "K",
    "x",
    "m",
    "3",
    "c",
    "<space>",
    "u",
    "<ctrl-r>",
    "z",
    "v",
    "/",
    "n",
    ":",
    "?",
    "t",
    "y",
    "p",
    "<ctrl-c>",
    "<paste:one\\ntwo\\nthree>",
    "<pgdn>",
    "<pgup>",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn painting_what_changed_is_painting_all(
        name in prop::sample::select(vec!["aws-iaas", "it-organisation"]),
        width in 20_u16..130,
        height in 5_u16..45,
        keys in prop::collection::vec(prop::sample::select(KEYS), 1..40),
    ) {
        let area = Rect::new(0, 0, width, height);
        let mut desk = Desk::example(name, width, height);
        let mut composer = Composer::new(area);
        let mut screen = Screen::new(area);
        let mut terminal = vt100::Parser::new(height.try_into().unwrap(), width.try_into().unwrap(), 0);
        for key in keys {
            desk.keys(key);
            let pen = Pen { theme: &desk.theme, glyphs: &UNICODE };
            let scene = scene::scene(&desk.state, pen);
            let damage = composer.compose(&scene);
            let whole = desk.buffer();
            prop_assert_eq!(composer.buffer(), &whole, "after {}", key);
            let mut bytes = Vec::new();
            screen.paint(composer.buffer(), &damage, scene.cursor, &mut bytes);
            terminal.process(&bytes);
            prop_assert_eq!(screen.shown(), &whole, "the damage after {} is too small", key);
        }
        let shown: Vec<String> = (0..height).map(|y| terminal.screen().rows(0, width).nth(y.into()).unwrap_or_default()).collect();
        let plain = desk.text().is_ascii();
        if plain {
            let text = desk.text();
            let expected: Vec<&str> = text.lines().collect();
            for (shown, expected) in shown.iter().zip(expected) {
                prop_assert_eq!(shown.trim_end(), expected);
            }
        }
    }

    #[test]
    fn no_cell_holds_a_control_whatever_the_text(text in any::<String>(), title in any::<String>(), tag in "\\PC{0,8}", width in 30_u16..120) {
        let mut canvas = Canvas::new("business-model");
        canvas.header.title.clone_from(&title);
        canvas.header.designed_for = format!("{text}\u{1b}]0;x\u{7}");
        for (at, block) in ["channels", "parking", &title].into_iter().enumerate() {
            let place = Place { block: block.into(), rank: "V".into() };
            let mut note = Note::new(place, format!("{text}\u{9b}31m{title}\u{202e}"));
            note.tags.insert(tag.clone());
            note.color = Some(text.as_str().into());
            canvas.insert(format!("{at}{text}").as_str().into(), note).unwrap();
        }
        let mut desk = Desk::open(canvas, width, 30);
        for keys in ["", "3<enter>", "<esc>v", "z", "<esc>0", ":", "<esc>t", "<esc>/"] {
            desk.keys(keys);
            desk.keys("<paste:\u{1b}[31m\u{200b}x>");
            for cell in &desk.buffer().content {
                let bad = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{e0000}'..='\u{e007f}');
                prop_assert!(!cell.symbol().chars().any(bad), "{:?}", cell.symbol());
            }
        }
    }
}

#[test]
fn a_wide_character_cut_by_the_edge_leaves_no_half() {
    let mut canvas = example("aws-iaas");
    canvas.header.title = "世".repeat(100);
    let desk = Desk::open(canvas, 41, 12);
    let row: String = desk.text().lines().next().unwrap().to_owned();
    assert!(
        unicode_width::UnicodeWidthStr::width(row.as_str()) <= 41,
        "{row}"
    );
}
