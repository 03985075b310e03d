//! Scripts that set no blanks between words.

use std::ops::Range;

/// Whether it is punctuation of Chinese, Japanese or Korean.
pub(super) fn is_punctuation(letter: char) -> bool {
    matches!(letter,
        '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}'
        | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}')
}

/// Whether it is of such a script.
fn is_without_blanks(letter: char) -> bool {
    matches!(letter,
        '\u{0e00}'..='\u{0eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The runs of ASCII in a word that has letters of such a script, where a run looks like the beginning of a name and
/// not like the end of one.
pub(super) fn latin_runs(word: &str) -> impl Iterator<Item = Range<usize>> {
    let is_mixed = word.chars().any(is_without_blanks);
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, letter) in word.char_indices() {
        if !is_mixed || !letter.is_ascii() {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            Some(_) | None => runs.push(at..at + 1),
        }
    }
    let begins = |run: &Range<usize>| {
        let first = word.get(run.clone()).and_then(|run| run.chars().next());
        first.is_some_and(|first| first.is_ascii_alphanumeric() || matches!(first, '#' | '~'))
    };
    runs.into_iter().filter(begins)
}
