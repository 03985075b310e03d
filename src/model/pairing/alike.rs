//! How alike two texts are, by the letters of their words, and which of many are worth comparing.

use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation;

/// The likeness of texts that have all in common.
pub(super) const EQUAL: u32 = 1000;
/// So much of a text is compared.
const MOST_CHARS: usize = 600;
/// So many texts are compared with each one.
const NEAREST: usize = 8;
/// So much is looked up to find them: where many texts share most of their letters, the rare ones decide.
const MOST_VISITS: usize = 4000;

/// The words of a text in small letters, one blank between them: what is left when case, marks and blanks do not
/// count. Of a text without words, the text.
pub(super) fn plain(text: &str) -> String {
    let words: Vec<&str> = text.unicode_words().collect();
    if words.is_empty() {
        text.trim().to_owned()
    } else {
        words.join(" ").to_lowercase()
    }
}

/// What a text is compared by: each three letters in a row of its words, with a blank before and after each word.
pub(super) struct Traits(Vec<u64>);

impl Traits {
    pub(super) fn of(text: &str) -> Self {
        let end = text.char_indices().nth(MOST_CHARS).map(|(at, _)| at);
        let text = text.get(..end.unwrap_or(text.len())).unwrap_or(text);
        let mut traits = Vec::new();
        for word in text.unicode_words() {
            let (mut one, mut two) = (None, ' ');
            for next in word.chars().flat_map(char::to_lowercase).chain([' ']) {
                if let Some(one) = one {
                    traits.push(packed([one, two, next]));
                }
                (one, two) = (Some(two), next);
            }
        }
        traits.sort_unstable();
        traits.dedup();
        Self(traits)
    }

    /// How much two texts have in common, in thousandths of what they have.
    pub(super) fn likeness(&self, other: &Self) -> u32 {
        let all = self.0.len() + other.0.len();
        if all == 0 {
            return 0;
        }
        let (mut left, mut right) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut common = 0_usize;
        while let (Some(one), Some(two)) = (left.peek(), right.peek()) {
            let (one, two) = (**one, **two);
            common += usize::from(one == two);
            left.next_if(|_| one <= two);
            right.next_if(|_| two <= one);
        }
        (common * 2 * EQUAL as usize / all) as u32
    }
}

fn packed(letters: [char; 3]) -> u64 {
    letters
        .into_iter()
        .fold(0, |packed, letter| packed << 21 | u64::from(letter))
}

/// For each text of `these` those of `others` that have most in common with it, as pairs of positions.
pub(super) fn nearest<T: AsRef<Traits>>(these: &[T], others: &[T]) -> Vec<(usize, usize)> {
    let index = index(others);
    let mut common = vec![0_u32; others.len()];
    let mut pairs = Vec::new();
    for (at, this) in these.iter().enumerate() {
        let mut met = meet(this.as_ref(), &index, &mut common);
        met.sort_by_key(|other| {
            let found = common.get(*other).copied().unwrap_or_default();
            (u32::MAX - found, *other)
        });
        for other in &met {
            if let Some(count) = common.get_mut(*other) {
                *count = 0;
            }
        }
        pairs.extend(met.into_iter().take(NEAREST).map(|other| (at, other)));
    }
    pairs
}

/// Where each three letters occur.
fn index<T: AsRef<Traits>>(texts: &[T]) -> HashMap<u64, Vec<usize>> {
    let mut index: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, text) in texts.iter().enumerate() {
        for letters in &text.as_ref().0 {
            index.entry(*letters).or_default().push(at);
        }
    }
    index
}

/// The texts that have something in common with this one; `common` counts how much. The rarest letters are looked up
/// first.
fn meet(this: &Traits, index: &HashMap<u64, Vec<usize>>, common: &mut [u32]) -> Vec<usize> {
    let found = this.0.iter().filter_map(|letters| index.get(letters));
    let mut found: Vec<&Vec<usize>> = found.collect();
    found.sort_by_key(|places| places.len());
    let (mut met, mut visits) = (Vec::new(), 0);
    for places in found {
        visits += places.len();
        if visits > MOST_VISITS && !met.is_empty() {
            break;
        }
        for other in places {
            if let Some(count) = common.get_mut(*other) {
                if *count == 0 {
                    met.push(*other);
                }
                *count += 1;
            }
        }
    }
    met
}
