//! What a text names that lies outside of it: files with their lines, addresses, issues. Found as people write them;
//! times, ratios, prices, colours and the like are none. Whether a file is there is for others to say.

mod address;
mod issue;
mod path;
mod script;

use std::fmt;
use std::ops::Range;

pub use issue::Issue;

use super::note::Note;

/// What a text names. Untrusted, but for this: it holds no control character and does not begin with `-`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A file or folder.
    Path(FilePlace),
    /// An address with its scheme, such as `https://`.
    Url(String),
    /// An issue of a tracker.
    Issue(Issue),
}

/// A file or folder as a text names it, and the place in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePlace {
    /// The path as it is written.
    pub path: String,
    /// The line, from 1.
    pub line: Option<u32>,
    /// The column in the line, from 1.
    pub column: Option<u32>,
}

/// A place in a text that names something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The bytes of the text that name it.
    pub range: Range<usize>,
    /// What they name.
    pub target: Target,
}

impl fmt::Display for FilePlace {
    /// `path:line:column`, as far as they are known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        for number in [self.line, self.column].into_iter().flatten() {
            write!(f, ":{number}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(place) => place.fmt(f),
            Self::Url(url) => f.write_str(url),
            Self::Issue(issue) => issue.fmt(f),
        }
    }
}

/// All that the text names, in its order. The ranges do not overlap.
pub fn references(text: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    if !may_name(text) {
        return found;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        Line { line, start }.scan(&mut found);
        start += line.len();
    }
    found
}

/// Whether the text has any of what a reference always has. Most notes have not, and this is asked for each frame.
fn may_name(text: &str) -> bool {
    let bytes = text.as_bytes();
    let after_hyphen = |pair: &[u8]| matches!(pair, [b'-', digit] if digit.is_ascii_digit());
    bytes
        .iter()
        .any(|byte| matches!(byte, b'.' | b'/' | b'#' | b':'))
        || bytes.windows(2).any(after_hyphen)
}

/// What the text names, each once, in its order.
pub fn targets(text: &str) -> Vec<Target> {
    once([text])
}

/// What a note names, each once: in its text, then in what speaks for or against it.
pub fn targets_of(note: &Note) -> Vec<Target> {
    let evidence = note.belief.evidence.iter().map(String::as_str);
    once(std::iter::once(note.text.as_str()).chain(evidence))
}

fn once<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<Target> {
    let mut targets = Vec::new();
    for reference in texts.into_iter().flat_map(references) {
        if !targets.contains(&reference.target) {
            targets.push(reference.target);
        }
    }
    targets
}

/// A line and where it begins in its text.
struct Line<'a> {
    line: &'a str,
    start: usize,
}

impl Line<'_> {
    fn scan(&self, found: &mut Vec<Reference>) {
        let mut at = 0;
        while let Some(rest) = self.line.get(at..).filter(|rest| !rest.is_empty()) {
            let (step, named) = step(rest, self.line.get(..at).unwrap_or_default());
            for (range, target) in named {
                let base = self.start + at;
                let range = base + range.start..base + range.end;
                found.push(Reference { range, target });
            }
            at += step.max(1);
        }
    }
}

/// The longest word that is looked at, in bytes, and so the longest that anything is called.
const LONGEST: usize = 4096;

type Named = (Range<usize>, Target);

/// How far one step into the rest of a line leads, and what it names; ranges count from the rest's beginning.
fn step(rest: &str, before: &str) -> (usize, Vec<Named>) {
    if let Some((step, named)) = enclosed(rest, before) {
        return (step, vec![named]);
    }
    if let Some(length) = address::length(rest) {
        let url = rest.get(..length).unwrap_or_default();
        return (length, vec![(0..length, Target::Url(address::whole(url)))]);
    }
    let Some(first) = rest.chars().next() else {
        return (0, Vec::new());
    };
    if parts_words(first) || is_opening(first) {
        return (first.len_utf8(), Vec::new());
    }
    let length = word_length(rest);
    let word = rest.get(..length).unwrap_or_default();
    (length, words(word))
}

/// What stands whole between quotes, backticks or as the target of a Markdown link: there a path may hold blanks.
fn enclosed(rest: &str, before: &str) -> Option<(usize, Named)> {
    const PAIRS: [(&str, &str); 6] = [
        ("`", "`"),
        ("](", ")"),
        ("\"", "\""),
        ("“", "”"),
        ("„", "“"),
        ("'", "'"),
    ];
    let (open, close) = PAIRS.into_iter().find(|(open, _)| rest.starts_with(open))?;
    // An apostrophe opens nothing.
    let is_inside_word = before
        .chars()
        .next_back()
        .is_some_and(char::is_alphanumeric);
    if open == "'" && is_inside_word {
        return None;
    }
    let inside = rest.get(open.len()..)?;
    let inside = inside.get(..inside.floor_char_boundary(LONGEST))?;
    let end = match close {
        ")" => closing(inside)?,
        _ => inside.find(close)?,
    };
    let inside = inside.get(..end)?;
    let manner = match open {
        "`" | "](" => path::Manner::Marked,
        _ => path::Manner::Quoted,
    };
    let target = whole(inside, manner)?;
    let range = open.len()..open.len() + inside.len();
    Some((range.end + close.len(), (range, target)))
}

/// Where the bracket is closed that was opened before this.
fn closing(inside: &str) -> Option<usize> {
    let mut open = 1_usize;
    let closes = |(_, letter): &(usize, char)| {
        match letter {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        open == 0
    };
    inside.char_indices().find(closes).map(|(at, _)| at)
}

/// What this names as a whole.
fn whole(text: &str, manner: path::Manner) -> Option<Target> {
    if address::length(text) == Some(text.len()) {
        return Some(Target::Url(address::whole(text)));
    }
    if let Some(issue) = issue::read(text) {
        return Some(Target::Issue(issue));
    }
    let (place, length) = path::read(text, manner)?;
    (length == text.len()).then_some(Target::Path(place))
}

/// What a word names. Where scripts without blanks stand beside Latin ones, each run of Latin is a word of its own.
fn words(word: &str) -> Vec<Named> {
    if word.len() > LONGEST {
        return Vec::new();
    }
    let in_runs: Vec<Named> = script::latin_runs(word)
        .filter_map(|run| {
            let (range, target) = bare(word.get(run.clone())?)?;
            Some((run.start + range.start..run.start + range.end, target))
        })
        .collect();
    if in_runs.is_empty() {
        return bare(word).into_iter().collect();
    }
    in_runs
}

/// What a word names without the punctuation around it.
fn bare(word: &str) -> Option<Named> {
    let word = without_end(word);
    if let Some(issue) = issue::read(word) {
        return Some((0..word.len(), Target::Issue(issue)));
    }
    if let Some(length) = address::domain_length(word) {
        let url = address::whole(word.get(..length)?);
        return Some((0..length, Target::Url(url)));
    }
    let (place, length) = path::read(word, path::Manner::Bare)?;
    Some((0..length, Target::Path(place)))
}

/// The bytes up to the next blank or what parts words.
fn word_length(rest: &str) -> usize {
    rest.char_indices()
        .find(|&(at, letter)| {
            parts_words(letter) || rest.get(at..).is_some_and(|rest| rest.starts_with("]("))
        })
        .map_or(rest.len(), |(at, _)| at)
}

/// Whether no word goes across it.
fn parts_words(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(
            letter,
            ',' | ';' | '|' | '<' | '>' | '"' | '`' | '“' | '”' | '„' | '‘' | '’'
        )
        || matches!(letter, '«' | '»' | '…' | '·' | '•' | '→' | '–' | '—')
        || script::is_punctuation(letter)
}

/// Whether a word does not begin with it.
fn is_opening(letter: char) -> bool {
    matches!(letter, '(' | '[' | '{' | '*' | '\'' | '!' | '=')
}

/// The text without the punctuation at its end. A bracket stays where the text opened it.
fn without_end(mut text: &str) -> &str {
    loop {
        let Some(last) = text.chars().next_back() else {
            return text;
        };
        let opened_by = match last {
            ')' => Some('('),
            ']' => Some('['),
            '}' => Some('{'),
            _ => None,
        };
        let count = |letter: char| text.matches(letter).count();
        let goes = match opened_by {
            Some(open) => count(open) < count(last),
            None => matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '"'),
        };
        match text.strip_suffix(last) {
            Some(shorter) if goes => text = shorter,
            Some(_) | None => return text,
        }
    }
}

#[cfg(test)]
mod tests;
