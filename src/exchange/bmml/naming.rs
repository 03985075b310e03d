//! Ids as BMML has them: `cs-commuters`.

use std::collections::BTreeSet;

use crate::exchange::numbered::first_free;

/// The most characters of a text that its id takes over.
const LONGEST: usize = 40;

/// Whether the id begins with this prefix and goes on as the format allows.
pub(super) fn fits(id: &str, prefix: &str) -> bool {
    let rest = id.strip_prefix(prefix).and_then(|id| id.strip_prefix('-'));
    let is_part = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(is_part))
}

/// Makes ids, each once.
#[derive(Debug, Default)]
pub(super) struct Ids(BTreeSet<String>);

impl Ids {
    /// Takes this id, if nobody has it yet.
    pub(super) fn take(&mut self, id: &str) -> bool {
        self.0.insert(id.to_owned())
    }

    /// A new id of this prefix that tells something of the text, or else is `otherwise`.
    pub(super) fn make(&mut self, prefix: &str, text: &str, otherwise: &str) -> String {
        let told = [text, otherwise].map(slug);
        let told = told.into_iter().find(|slug| !slug.is_empty());
        let base = told.map_or_else(|| prefix.to_owned(), |slug| format!("{prefix}-{slug}"));
        let numbered = |number| match number {
            1 => base.clone(),
            number => format!("{base}-{number}"),
        };
        // The bare prefix is no id.
        let is_taken = |id: &str| id == prefix || self.0.contains(id);
        let free = numbered(first_free(|number| is_taken(&numbered(number))));
        self.0.insert(free.clone());
        free
    }
}

/// The first line in lower case, words joined by `-`; empty where it has neither Latin letters nor digits.
pub(super) fn slug(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    let mut slug = String::new();
    for word in line.split(|char: char| !char.is_alphanumeric() && char != '\'' && char != '’') {
        let word: String = word.chars().filter_map(latin).collect();
        if word.is_empty() || !slug.is_empty() && slug.len() + word.len() >= LONGEST {
            continue;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().take(LONGEST));
    }
    slug
}

/// What stands for the letter among those without marks.
fn latin(char: char) -> Option<&'static str> {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
    let lower = char.to_lowercase().next()?;
    if let Some(at) = PLAIN.find(lower) {
        return PLAIN.get(at..=at);
    }
    Some(match lower {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ą' | 'ă' => "a",
        'ä' | 'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' | 'ė' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' | 'į' => "i",
        'ł' | 'ľ' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ō' | 'ő' => "o",
        'ö' | 'ø' | 'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ü' => "ue",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_tell_something_of_their_texts_and_are_used_once() {
        let mut ids = Ids::default();
        for (text, id) in [
            ("Commuters", "cs-commuters"),
            ("commuters!", "cs-commuters-2"),
            ("Café & Größe", "cs-cafe-groesse"),
            ("Don't know\nreally", "cs-dont-know"),
            ("顧客 VIP", "cs-vip"),
            ("顧客", "cs-0k2m"),
            ("!", "cs-0k2m-2"),
            ("24/7 support -- for all", "cs-24-7-support-for-all"),
        ] {
            assert_eq!(ids.make("cs", text, "0k2m"), id, "{text:?}");
        }
        assert_eq!(ids.make("cs", "顧客", "顧"), "cs-2");
        assert!(ids.make("cs", &"long ".repeat(99), "").len() <= 43);
        assert!(ids.make("cs", &"x".repeat(99), "").len() <= 43);
    }

    #[test]
    fn an_id_has_its_prefix_and_nothing_that_the_format_forbids() {
        for (id, is_it) in [
            ("cs-a", true),
            ("cs--", true),
            ("cs-", false),
            ("cs", false),
            ("cs-A", false),
            ("vp-a", false),
            ("cs-a\n", false),
            ("cs-ä", false),
        ] {
            assert_eq!(fits(id, "cs"), is_it, "{id:?}");
        }
    }
}
