use super::*;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

#[test]
fn where_rows_break() {
    for (source, width, rows) in [
        ("", 5, vec![""]),
        ("Pay per use", 11, vec!["Pay per use"]),
        ("Pay per use", 10, vec!["Pay per", "use"]),
        ("Pay per use", 7, vec!["Pay per", "use"]),
        ("Pay per use", 6, vec!["Pay", "per", "use"]),
        ("Pay   per", 4, vec!["Pay", "per"]),
        ("Pay   ", 4, vec!["Pay"]),
        ("Pay ", 4, vec!["Pay "]),
        ("Pay  \nper", 3, vec!["Pay", "per"]),
        ("infrastructure", 5, vec!["infra", "struc", "ture"]),
        ("an infrastructure", 5, vec!["an", "infra", "struc", "ture"]),
        ("   abcdef", 5, vec!["   ab", "cdef"]),
        ("      x", 3, vec!["   ", "x"]),
        ("a\nb\r\nc", 9, vec!["a", "b", "c"]),
        ("a\n\n", 9, vec!["a", "", ""]),
        ("abc\n", 3, vec!["abc", ""]),
        ("世界人口", 5, vec!["世界", "人口"]),
        ("ab世界cd", 4, vec!["ab世", "界cd"]),
        ("世界。人", 4, vec!["世", "界。", "人"]),
        ("世「界」", 4, vec!["世", "「界", "」"]),
        ("世\n界", 1, vec!["世", "界"]),
        ("👩‍👩‍👧👩‍👩‍👧", 3, vec!["👩‍👩‍👧", "👩‍👩‍👧"]),
        ("ab\u{202E}cd", 6, vec!["ab", "\u{202E}", "cd"]),
        ("a\tb", 2, vec!["a", "b"]),
        ("ab", 0, vec!["a", "b"]),
    ] {
        let wrapped: Vec<&str> = wrap(source, width)
            .iter()
            .map(|row| row.of(source))
            .collect();
        assert_eq!(wrapped, rows, "{source:?} at {width}");
    }
}

#[test]
fn a_row_shows_the_cleaned_form() {
    let source = "ab\u{1B}c";
    let shown: Vec<String> = wrap(source, 3)
        .iter()
        .map(|row| row.shown(source).to_string())
        .collect();
    assert_eq!(shown, ["ab", "^[c"]);
}

#[test]
fn the_first_rows_of_a_large_text_cost_no_more_than_those_of_a_small_one() {
    for part in ["word ", "\n", "x", " ", "世", "🇩🇪", "e\u{301}"] {
        let source = part.repeat(1_000_000 / part.len());
        let mut rows = rows(&source, 20);
        assert!(rows.by_ref().take(3).all(|row| row.end <= 1000));
        // A line of nothing but spaces hangs as a whole; all others are left where the third row ended.
        let read = rows.next.unwrap_or(0);
        assert!(read <= 1000, "{part:?}: {read}");
    }
}

fn mixed() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[a-z]{1,9}",
        4 => " {1,4}",
        1 => proptest::sample::select(vec![
            "\n", "\r\n", "\r", "\t", "世界", "。", "「", "हिन्दी", "क्षि", "👩‍👩‍👧", "🇩🇪", "🇩", "❤️", "e\u{301}", "\u{301}", "\u{200B}", "\u{202E}",
            "\u{1B}[2J", "\u{200D}", "\u{3000}", "กำ", "한국",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(part, 0..16).prop_map(|parts| parts.concat())
}

/// What may lie between two rows.
fn is_left_out(source: &str) -> bool {
    source
        .graphemes(true)
        .all(|part| matches!(part, " " | "\t" | "\u{3000}" | "\n" | "\r\n"))
}

proptest! {
    #[test]
    fn rows_fit_are_in_order_and_lose_nothing_but_white_space(source in mixed(), width in 1_u16..40) {
        let rows = wrap(&source, width);
        let mut end = 0;
        for row in &rows {
            prop_assert!(row.start >= end && row.end >= row.start);
            prop_assert!(is_left_out(source.get(end..row.start).unwrap()), "{:?}", rows);
            let text = row.of(&source);
            prop_assert!(row.shown(&source).width() <= usize::from(width) || text.graphemes(true).count() == 1);
            prop_assert!(grapheme::is_boundary(&source, row.start) && grapheme::is_boundary(&source, row.end));
            prop_assert!(!text.contains('\n'));
            end = row.end;
        }
        prop_assert!(is_left_out(source.get(end..).unwrap()));
        prop_assert!(!rows.is_empty());
    }

    #[test]
    fn there_is_one_row_at_least_for_every_line(source in mixed(), width in 1_u16..40) {
        let lines = source.matches('\n').count() + 1;
        prop_assert!(count_rows(&source, width) >= lines);
        prop_assert_eq!(count_rows(&source, u16::MAX), lines);
    }

    #[test]
    fn no_word_moves_down_that_had_room(source in "[a-z]{1,6}( [a-z]{1,6}){0,8}", width in 6_u16..20) {
        let rows = wrap(&source, width);
        for pair in rows.windows(2) {
            let word = pair[1].of(&source).split(' ').next().unwrap();
            prop_assert!(pair[0].of(&source).len() + 1 + word.len() > usize::from(width));
        }
    }

    #[test]
    fn the_first_rows_are_those_of_the_whole(source in mixed(), width in 1_u16..20, limit in 0_usize..6) {
        let whole = wrap(&source, width);
        let (first, more) = wrap_at_most(&source, width, limit);
        prop_assert_eq!(first.as_slice(), &whole[..limit.min(whole.len())]);
        prop_assert_eq!(more, whole.len() > limit);
    }
}
