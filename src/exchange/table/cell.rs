//! Texts and lists in cells.
//!
//! A spreadsheet runs a cell that begins like a formula. Such a text gets an apostrophe before it, which is taken off again
//! when it is read; a text that begins so with an apostrophe gets one more, so that what comes back is what went out.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// The text for a cell: never a formula.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    if acts(text) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

/// The text that was written as this cell.
pub(super) fn bare(cell: &str) -> &str {
    let unguarded = cell.strip_prefix('\'');
    unguarded.filter(|text| acts(text)).unwrap_or(cell)
}

/// Whether a spreadsheet could run it, be there apostrophes and blanks before it or none.
fn acts(text: &str) -> bool {
    const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let text = text.trim_start_matches('\'');
    text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(SIGNS)
}

/// The items for a cell, in a line or a line each; `None` where they could not be told apart again.
pub(super) fn list<'a>(items: impl Iterator<Item = &'a str> + Clone) -> Option<String> {
    let all: BTreeSet<&str> = items.clone().collect();
    let texts: Vec<&str> = items.collect();
    let (in_a_line, a_line_each) = (texts.join(", "), texts.join("\n") + "\n");
    let mut forms = [in_a_line, a_line_each].into_iter();
    forms.find(|form| items_of(form).collect::<BTreeSet<_>>() == all)
}

/// The items of a cell: its lines, or if it has but one, what commas and semicolons part.
pub(super) fn items_of(cell: &str) -> Box<dyn Iterator<Item = &str> + '_> {
    if cell.contains('\n') {
        return Box::new(lines_of(cell));
    }
    let items = cell.split([',', ';']).map(str::trim);
    Box::new(items.filter(|item| !item.is_empty()))
}

/// The texts for a cell, a line each; `None` where they could not be told apart again.
pub(super) fn lines(texts: &BTreeSet<String>) -> Option<String> {
    let all: Vec<&str> = texts.iter().map(String::as_str).collect();
    let cell = all.join("\n");
    (lines_of(&cell).collect::<Vec<_>>() == all).then_some(cell)
}

/// The lines of a cell.
pub(super) fn lines_of(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('\n').filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_each_text_comes_back() {
        for (text, cell) in [
            ("App", "App"),
            ("", ""),
            ("it's", "it's"),
            ("'quoted'", "'quoted'"),
            ("=1+1", "'=1+1"),
            ("'=1+1", "''=1+1"),
            (" -2", "' -2"),
            ("@SUM", "'@SUM"),
            ("\ttab", "'\ttab"),
            ("\r=", "'\r="),
            ("＝1", "'＝1"),
            ("a=1", "a=1"),
        ] {
            assert_eq!(guarded(text), cell);
            assert_eq!(bare(cell), text);
        }
        assert_eq!(bare("=1"), "=1", "of a file that guards nothing");
    }

    #[test]
    fn lists_stand_in_a_line_where_that_is_clear() {
        for (items, cell) in [
            (&["city", "new"][..], Some("city, new")),
            (&["a, b"], Some("a, b\n")),
            (&[" a", "b"], Some(" a\nb\n")),
            (&["a\nb"], None),
            (&[""], None),
        ] {
            assert_eq!(list(items.iter().copied()).as_deref(), cell);
        }
        assert_eq!(items_of("a; b,,c ").collect::<Vec<_>>(), ["a", "b", "c"]);
    }
}
