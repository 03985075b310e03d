//! Addresses of the web.

use super::{LONGEST, script, without_end};

/// The schemes that are known. `file` is none: a path says it, and a program that is handed one may run it.
const SCHEMES: [&str; 4] = ["https://", "http://", "ftp://", "mailto:"];

/// Ends of domains that stand for one where somebody leaves the scheme out.
const DOMAINS: [&str; 20] = [
    "com", "org", "net", "io", "dev", "app", "edu", "gov", "ai", "co", "eu", "de", "fr", "es",
    "uk", "ch", "at", "jp", "cn", "info",
];

/// The bytes of the address that the text begins with.
pub(super) fn length(text: &str) -> Option<usize> {
    let scheme = SCHEMES
        .into_iter()
        .find(|scheme| starts_with(text, scheme))?;
    let length = run(text);
    (length > scheme.len()).then_some(length)
}

/// The bytes of the address without a scheme that the word begins with: `www.` or a domain and a path.
pub(super) fn domain_length(word: &str) -> Option<usize> {
    let length = run(word);
    let word = word.get(..length)?;
    let (host, path) = word.split_once('/').unwrap_or((word, ""));
    let (name, end) = host.rsplit_once('.')?;
    let letters = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '.');
    let is_host = !name.is_empty() && name.chars().all(letters) && !name.starts_with(['-', '.']);
    let is_known = DOMAINS.contains(&end) && !path.is_empty();
    let is_named = starts_with(word, "www.") && name.len() > 4;
    (is_host && (is_known || is_named)).then_some(length)
}

/// The address with its scheme.
pub(super) fn whole(url: &str) -> String {
    if SCHEMES.iter().any(|scheme| starts_with(url, scheme)) {
        url.to_owned()
    } else {
        format!("https://{url}")
    }
}

/// As far as an address goes from here.
fn run(text: &str) -> usize {
    let ends = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(
                letter,
                '<' | '>' | '"' | '`' | '\\' | '|' | '“' | '”' | '„' | '«' | '»'
            )
            || script::is_punctuation(letter)
            || is_hidden(letter)
    };
    let end = text.find(ends).unwrap_or(text.len());
    if end > LONGEST {
        return 0;
    }
    without_end(text.get(..end).unwrap_or_default()).len()
}

/// Characters that show nothing, or turn the direction of writing: an address with them is not what it seems.
fn is_hidden(letter: char) -> bool {
    matches!(letter,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether it begins so, in upper or lower case.
fn starts_with(text: &str, start: &str) -> bool {
    let beginning = text.get(..start.len());
    beginning.is_some_and(|beginning| beginning.eq_ignore_ascii_case(start))
}
