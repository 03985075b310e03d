//! Finding words in texts the way `/` does: case matters as soon as the query has an upper-case letter.

use super::grapheme;
use std::ops::Range;

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle {
    query: String,
    folded: Vec<char>,
    exact: bool,
}

impl Needle {
    /// A search for `query`: exact if it has an upper-case letter, else in any case. None if it is empty.
    pub fn new(query: &str) -> Option<Self> {
        let exact = query.chars().any(char::is_uppercase);
        let folded: Vec<char> = if exact {
            query.chars().collect()
        } else {
            query.chars().flat_map(fold).collect()
        };
        (!query.is_empty()).then(|| Self {
            query: query.to_owned(),
            folded,
            exact,
        })
    }

    /// The query as it was given.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Where it occurs in `text`: byte ranges in order, apart from each other, each widened to whole graphemes.
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(hit) = self.first_from(text, from) {
            let hit = grapheme::floor(text, hit.start)..grapheme::ceil(text, hit.end);
            from = hit.end;
            found.push(hit);
        }
        found
    }

    /// Whether it occurs in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        self.first_from(text, 0).is_some()
    }

    /// The first occurrence at byte `from` or later.
    fn first_from(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let rest = text.get(from..)?;
        let hit = if self.exact {
            let start = rest.find(&self.query)?;
            start..start + self.query.len()
        } else if self.query.is_ascii() && rest.is_ascii() {
            let (query, bytes) = (self.query.as_bytes(), rest.as_bytes());
            let start = bytes
                .windows(query.len())
                .position(|part| part.eq_ignore_ascii_case(query))?;
            start..start + query.len()
        } else {
            let mut starts = rest.char_indices().map(|(start, _)| start);
            starts.find_map(|start| Some(start..start + self.len_at(rest.get(start..)?)?))?
        };
        Some(from + hit.start..from + hit.end)
    }

    /// How many bytes at the beginning of `text` it takes up, if it is there in any case.
    fn len_at(&self, text: &str) -> Option<usize> {
        let mut wanted = self.folded.as_slice();
        for (at, scalar) in text.char_indices() {
            if wanted.is_empty() {
                return Some(at);
            }
            for folded in fold(scalar) {
                // A needle may end within the several letters that one is folded to.
                let Some((first, rest)) = wanted.split_first() else {
                    break;
                };
                if *first != folded {
                    return None;
                }
                wanted = rest;
            }
        }
        wanted.is_empty().then_some(text.len())
    }
}

/// `scalar` without its case. The sigma at the end of a word is the same letter.
fn fold(scalar: char) -> impl Iterator<Item = char> {
    // Most text is ASCII, and its table is the shorter way.
    let ascii = scalar.is_ascii().then(|| scalar.to_ascii_lowercase());
    let other = (!scalar.is_ascii()).then(|| scalar.to_lowercase());
    let other = other
        .into_iter()
        .flatten()
        .map(|lower| if lower == 'ς' { 'σ' } else { lower });
    ascii.into_iter().chain(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found<'a>(query: &str, text: &'a str) -> Vec<&'a str> {
        let needle = Needle::new(query).unwrap();
        needle
            .ranges(text)
            .into_iter()
            .map(|range| text.get(range).unwrap())
            .collect()
    }

    #[test]
    fn case_matters_only_when_the_query_has_an_upper_case_letter() {
        for (query, text, hits) in [
            (
                "pay",
                "Pay per use, PAY once, repay",
                vec!["Pay", "PAY", "pay"],
            ),
            ("Pay", "Pay per use, PAY once, repay", vec!["Pay"]),
            ("über", "ÜBER über", vec!["ÜBER", "über"]),
            ("Über", "ÜBER Über", vec!["Über"]),
            (
                "σοφος",
                "ΣΟΦΟΣ σοφός σοφος σοφοσ",
                vec!["ΣΟΦΟΣ", "σοφος", "σοφοσ"],
            ),
            ("istanbul", "\u{130}stanbul", vec![]),
            ("i\u{307}stanbul", "\u{130}stanbul", vec!["\u{130}stanbul"]),
            ("k", "273 \u{212A}", vec!["\u{212A}"]),
            ("aa", "aaaaa", vec!["aa", "aa"]),
            ("世界", "你好世界。世界", vec!["世界", "世界"]),
            ("a\nb", "A\nB", vec!["A\nB"]),
            ("x", "", vec![]),
        ] {
            assert_eq!(found(query, text), hits, "{query} in {text}");
        }
        assert_eq!(Needle::new(""), None);
    }

    #[test]
    fn a_hit_is_widened_to_whole_graphemes() {
        assert_eq!(found("e", "cafe\u{301} e"), ["e\u{301}", "e"]);
        assert_eq!(found("👧", "a👩‍👩‍👧b"), ["👩‍👩‍👧"]);
        assert_eq!(found("👩", "👩‍👩‍👧"), ["👩‍👩‍👧"]);
    }

    proptest! {
        #[test]
        fn hits_are_in_order_on_boundaries_and_agree_with_is_in(
            query in "[aAbσΣ\u{301}\u{130}👩\u{200D}]{1,3}", text in "[aAbBσςΣ\u{301}\u{130}👩\u{200D}\n]{0,24}"
        ) {
            let needle = Needle::new(&query).unwrap();
            let ranges = needle.ranges(&text);
            let mut end = 0;
            for range in &ranges {
                prop_assert!(range.start >= end && range.end > range.start);
                prop_assert!(grapheme::is_boundary(&text, range.start) && grapheme::is_boundary(&text, range.end));
                prop_assert!(needle.is_in(text.get(range.clone()).unwrap()));
                end = range.end;
            }
            prop_assert_eq!(needle.is_in(&text), !ranges.is_empty());
            if !text.contains(['\u{130}', 'ς']) {
                let lower = |text: &str| text.chars().flat_map(char::to_lowercase).map(|c| if c == 'ς' { 'σ' } else { c }).collect::<String>();
                let simple = if query.chars().any(char::is_uppercase) { text.contains(&query) } else { lower(&text).contains(&lower(&query)) };
                prop_assert_eq!(needle.is_in(&text), simple);
            }
        }
    }
}
