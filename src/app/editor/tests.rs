use super::*;
use proptest::prelude::*;

fn lines(text: &str) -> Editor {
    Editor::new(Shape::Lines, text)
}

/// An editor of `text` with the cursor where its `|` is.
fn at_bar(text: &str) -> Editor {
    let (before, after) = text.split_once('|').unwrap();
    let mut editor = lines(&format!("{before}{after}"));
    editor.cursor = before.len();
    editor
}

/// The text with a `|` where the cursor is.
fn with_bar(editor: &Editor) -> String {
    let (before, after) = editor.text.split_at(editor.cursor);
    format!("{before}|{after}")
}

fn type_in(editor: &mut Editor, text: &str) {
    text.chars().for_each(|typed| editor.input(typed));
}

/// A call, the text before it and the text after it, both with the cursor.
type Case = (fn(&mut Editor), &'static str, &'static str);

fn check(cases: &[Case]) {
    for (act, before, after) in cases {
        let mut editor = at_bar(before);
        act(&mut editor);
        assert_eq!(with_bar(&editor), *after, "from {before:?}");
    }
}

#[test]
fn moves_by_grapheme_word_and_line() {
    check(&[
        (Editor::left, "a👩‍👩‍👧|b", "a|👩‍👩‍👧b"),
        (Editor::left, "|a", "|a"),
        (Editor::right, "a|e\u{301}\nb", "ae\u{301}|\nb"),
        (Editor::right, "a|\r\nb", "a\r\n|b"),
        (Editor::right, "a|", "a|"),
        (Editor::word_left, "pay-per use  |", "pay-per |use  "),
        (Editor::word_left, "pay-per| use", "pay-|per use"),
        (Editor::word_left, " .|", "| ."),
        (Editor::word_left, "a\n  |b", "|a\n  b"),
        (Editor::word_right, "pay| per-use", "pay per|-use"),
        (Editor::word_right, "a|. ", "a. |"),
        (Editor::home, "a\nbc|d\ne", "a\n|bcd\ne"),
        (Editor::end, "a\nb|cd\r\ne", "a\nbcd|\r\ne"),
        (Editor::end, "a|b\r", "ab\r|"),
        (Editor::to_start, "a\nb|c", "|a\nbc"),
        (Editor::to_end, "a|b\nc", "ab\nc|"),
    ]);
}

#[test]
fn deletions_by_grapheme_word_and_line() {
    check(&[
        (Editor::backspace, "a👍🏽|b", "a|b"),
        (Editor::backspace, "|b", "|b"),
        (Editor::delete, "a|🇩🇪b", "a|b"),
        (Editor::delete, "a|\nb", "a|b"),
        (Editor::delete_word_before, "pay per use  |x", "pay per |x"),
        (Editor::delete_word_before, "a\n  |b", "a\n|b"),
        (Editor::delete_word_before, "a\n|b", "a|b"),
        (Editor::delete_word_before, "|b", "|b"),
        (Editor::delete_word_after, "pay| per use", "pay| use"),
        (Editor::delete_word_after, "a|  \nb", "a|\nb"),
        (Editor::delete_word_after, "a|\nb", "a|b"),
        (Editor::delete_word_after, "b|", "b|"),
        (Editor::delete_to_line_start, "a\nbc|d", "a\n|d"),
        (Editor::delete_to_line_end, "a|bc\nd", "a|\nd"),
        (Editor::newline, "a|b", "a\n|b"),
    ]);
}

#[test]
fn up_and_down_follow_the_rows_as_shown() {
    for (name, down, before, after) in [
        (
            "into a word's next row",
            true,
            "i|nfrastructure",
            "infras|tructure",
        ),
        (
            "hanging space stays in its row",
            true,
            "pay| per use",
            "pay per| use",
        ),
        (
            "a short row keeps its end",
            true,
            "infr|\nab\nstructure",
            "infr\nab|\nstructure",
        ),
        (
            "not past a broken row's end",
            false,
            "infrastruc|",
            "infr|astruc",
        ),
        ("up", false, "pay per u|se", "pay p|er use"),
        ("the first row stays", false, "p|ay", "p|ay"),
        ("the last row stays", true, "p|ay", "p|ay"),
        ("wide", true, "世|界人", "世界人|"),
    ] {
        let width = if name == "wide" { 4 } else { 5 };
        let mut editor = at_bar(before);
        if down {
            editor.down(width);
        } else {
            editor.up(width);
        }
        assert_eq!(with_bar(&editor), after, "{name}");
    }
}

#[test]
fn the_goal_column_outlives_short_rows_and_ends_with_other_moves() {
    let mut editor = at_bar("long|er\na\nlonger");
    editor.down(9);
    assert_eq!(with_bar(&editor), "longer\na|\nlonger");
    editor.down(9);
    assert_eq!(with_bar(&editor), "longer\na\nlong|er");
    editor.up(9);
    editor.left();
    editor.up(9);
    assert_eq!(with_bar(&editor), "|longer\na\nlonger");
}

#[test]
fn where_the_cursor_is_seen() {
    for (text, width, row, column) in [
        ("|", 5, 0, 0),
        ("pay|", 5, 0, 3),
        ("pay |per", 5, 1, 0),
        ("pay| per", 5, 0, 3),
        ("abcd  |  ef", 5, 0, 5),
        ("abcde|", 5, 0, 5),
        ("abcde|f", 5, 1, 0),
        ("abc\n|", 5, 1, 0),
        ("abcde\n|", 5, 1, 0),
        ("❤️❤️|x", 9, 0, 4),
        ("a\u{1B}|b", 9, 0, 3),
        ("世界|", 3, 1, 2),
        ("pay   |", 4, 0, 4),
    ] {
        assert_eq!(at_bar(text).place(width), Place { row, column }, "{text:?}");
    }
}

#[test]
fn a_click_finds_the_grapheme_shown_there() {
    for (row, column, after) in [
        (0, 0, "|世界 per use"),
        (0, 1, "|世界 per use"),
        (0, 2, "世|界 per use"),
        (0, 9, "世界| per use"),
        (1, 1, "世界 p|er use"),
        (9, 9, "世界 per use|"),
    ] {
        let mut editor = lines("世界 per use");
        editor.click(row, column, 4);
        assert_eq!(with_bar(&editor), after, "{row}, {column}");
    }
}

#[test]
fn pastes_are_cleaned_and_a_line_stays_one_line() {
    let mut editor = lines("");
    editor.insert("a\r\nb\rc\td\u{1B}[2J\u{9B}\u{7F}\u{202E}");
    assert_eq!(editor.text(), "a\nb\nc d[2J\u{202E}");

    let mut line = Editor::new(Shape::Line, "a\nb\r\nc");
    line.insert("\nd");
    line.newline();
    type_in(&mut line, "\n\te\u{1B}");
    assert_eq!(line.text(), "a b c d e");

    let verbatim = "a\r\nb\u{1B}";
    assert_eq!(lines(verbatim).text(), verbatim);
}

#[test]
fn undo_goes_by_word() {
    let mut editor = lines("");
    type_in(&mut editor, "pay per  use\nnow");
    editor.backspace();
    editor.backspace();
    editor.delete_word_before();
    editor.insert("a lot");
    editor.left();
    type_in(&mut editor, "x");
    editor.right();
    type_in(&mut editor, "y");
    let mut states = vec![editor.text().to_owned()];
    while !editor.history.is_at_start() {
        editor.undo();
        states.push(editor.text().to_owned());
    }
    let expected = [
        "pay per  use\na loxty",
        "pay per  use\na loxt",
        "pay per  use\na lot",
        "pay per  use\n",
        "pay per  use\nn",
        "pay per  use\nnow",
        "pay per  use",
        "pay per",
        "pay",
        "",
    ];
    assert_eq!(states, expected);
}

#[test]
fn undo_puts_the_cursor_back_and_a_new_change_forgets_the_undone() {
    let mut editor = at_bar("pay| use");
    type_in(&mut editor, " per");
    editor.to_end();
    editor.undo();
    assert_eq!(with_bar(&editor), "pay| use");
    editor.redo();
    assert_eq!(with_bar(&editor), "pay per| use");
    editor.undo();
    type_in(&mut editor, "s");
    editor.redo();
    assert_eq!(with_bar(&editor), "pays| use");
}

#[test]
fn what_joins_its_neighbour_leaves_the_cursor_behind_both() {
    let mut editor = at_bar("👩|👧");
    editor.input('\u{200D}');
    assert_eq!(with_bar(&editor), "👩\u{200D}👧|");
    let mut editor = at_bar("e |\u{301}");
    editor.cursor = 1;
    editor.replace(1..2, "", Kind::Single);
    assert_eq!(with_bar(&editor), "e\u{301}|");
}

#[derive(Clone, Debug)]
enum Op {
    Insert(String),
    Input(char),
    Plain(usize),
    Up(u16),
    Down(u16),
    Click(usize, u16, u16),
}

const PLAIN: [fn(&mut Editor); 17] = [
    Editor::newline,
    Editor::backspace,
    Editor::delete,
    Editor::delete_word_before,
    Editor::delete_word_after,
    Editor::delete_to_line_start,
    Editor::delete_to_line_end,
    Editor::left,
    Editor::right,
    Editor::word_left,
    Editor::word_right,
    Editor::home,
    Editor::end,
    Editor::to_start,
    Editor::to_end,
    Editor::undo,
    Editor::redo,
];

fn apply(editor: &mut Editor, op: &Op) {
    match op {
        Op::Insert(text) => editor.insert(text),
        Op::Input(typed) => editor.input(*typed),
        Op::Plain(number) => PLAIN[*number](editor),
        Op::Up(width) => editor.up(*width),
        Op::Down(width) => editor.down(*width),
        Op::Click(row, column, width) => editor.click(*row, *column, *width),
    }
}

const TEXT: &str = "([a-c .\u{301}\u{200D}\u{FE0F}\u{93F}\u{94D}\u{915}👩❤🏽🇩🇪世\u{1B}\u{202E}]|\r\n|\n|\r|\\PC){0,16}";

fn ops() -> impl Strategy<Value = Vec<Op>> {
    let op = prop_oneof![
        1 => TEXT.prop_map(Op::Insert),
        3 => "[a-c \u{301}\u{200D}👩🇩\u{1B}\n]".prop_map(|typed| Op::Input(typed.chars().next().unwrap_or_default())),
        6 => (0..PLAIN.len()).prop_map(Op::Plain),
        1 => (0_u16..12).prop_map(Op::Up),
        1 => (0_u16..12).prop_map(Op::Down),
        1 => (0_usize..6, 0_u16..12, 0_u16..12).prop_map(|(row, column, width)| Op::Click(row, column, width)),
    ];
    proptest::collection::vec(op, 0..24)
}

proptest! {
    #[test]
    fn any_keys_leave_the_cursor_on_a_boundary_and_undo_comes_back(
        text in TEXT, ops in ops(), shape in prop_oneof![Just(Shape::Line), Just(Shape::Lines)], width in 0_u16..12
    ) {
        let mut editor = Editor::new(shape, &text);
        let start = editor.text().to_owned();
        for op in &ops {
            apply(&mut editor, op);
            prop_assert!(grapheme::is_boundary(editor.text(), editor.cursor()), "{:?} {}", op, with_bar(&editor));
            prop_assert!(shape == Shape::Lines || !editor.text().contains('\n'));
            let place = editor.place(width);
            prop_assert!(place.column <= width && place.row < editor.rows(width).len());
        }
        while !editor.history.is_at_end() {
            editor.redo();
        }
        let end = editor.clone();
        while !editor.history.is_at_start() {
            editor.undo();
            prop_assert!(grapheme::is_boundary(editor.text(), editor.cursor()));
        }
        prop_assert_eq!(editor.text(), start);
        while !editor.history.is_at_end() {
            editor.redo();
        }
        prop_assert_eq!(editor.text(), end.text());
    }

    #[test]
    fn a_grapheme_typed_and_deleted_was_never_there(text in TEXT, lefts in 0_usize..9, new in "[a世]|👩‍👩‍👧|e\u{301}") {
        let mut editor = lines(&text);
        (0..lefts).for_each(|_| editor.left());
        let before = (editor.text().to_owned(), editor.cursor());
        editor.insert(&new);
        // A mark that comes next would join the new grapheme and go with it.
        prop_assume!(editor.cursor() == before.1 + new.len() && grapheme::before(editor.text(), editor.cursor()) == before.1);
        editor.backspace();
        prop_assert_eq!((editor.text().to_owned(), editor.cursor()), before);
    }

    #[test]
    fn a_click_where_the_cursor_is_seen_leaves_it_there(text in TEXT, lefts in 0_usize..9, width in 2_u16..12) {
        let mut editor = lines(&text);
        (0..lefts).for_each(|_| editor.left());
        let (cursor, place) = (editor.cursor(), editor.place(width));
        let row = editor.rows(width)[place.row];
        prop_assume!(cursor <= row.end && (place.column < width || row.shown(&text).width() <= usize::from(width)));
        editor.click(place.row, place.column, width);
        prop_assert_eq!(editor.cursor(), cursor);
    }

    #[test]
    fn down_then_up_comes_back_to_the_row(text in "[a-c \n世]{0,40}", lefts in 0_usize..40, width in 2_u16..12) {
        let mut editor = lines(&text);
        (0..lefts).for_each(|_| editor.left());
        let (row, last) = (editor.place(width).row, editor.rows(width).len() - 1);
        editor.down(width);
        prop_assert_eq!(editor.place(width).row, last.min(row + 1));
        editor.up(width);
        prop_assert_eq!(editor.place(width).row, if row == last { row.saturating_sub(1) } else { row });
    }
}
