//! Blocks by what files of other programs call them.
//!
//! Headings come with numbers, codes, emoji, in singular and plural, in several languages: `## 1. 🔥 Customer segment (CS)`.
//! What is left of one without all that is looked up among the titles, ids, codes and other names of a kind's blocks.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::id::BlockId;
use crate::model::kind::{Block, Kind};

/// The most bytes of what may name a block: a text of a megabyte is none, and is not to be looked at for one.
const LONGEST_NAME: usize = 400;

/// The names of one kind's blocks.
#[derive(Clone, Debug)]
pub struct Names {
    codes: BTreeMap<String, BlockId>,
    names: BTreeMap<String, BlockId>,
}

/// The kinds that an import may be of, at least one.
#[derive(Clone, Debug)]
pub struct Kinds {
    first: Kind,
    others: Vec<Kind>,
    names: BTreeMap<String, Names>,
}

impl Names {
    /// The names of the kind's blocks.
    pub fn of(kind: &Kind) -> Self {
        let mut codes = BTreeMap::new();
        let mut names = Claims::default();
        for block in kind.blocks() {
            for code in block.codes() {
                codes.insert(code.to_uppercase(), block.id.clone());
            }
            names.claim(&block.title, block);
            names.claim(block.id.as_str(), block);
            block.names.iter().for_each(|name| names.claim(name, block));
        }
        for block in kind.blocks() {
            block.short.iter().for_each(|name| names.claim(name, block));
        }
        Self {
            codes,
            names: names.sure(),
        }
    }

    /// The block that is called this; `Parking` is the parking list.
    pub fn block(&self, heading: &str) -> Option<BlockId> {
        if heading.len() > LONGEST_NAME {
            return None;
        }
        let forms = forms(heading);
        let by_name = |form: &String| self.names.get(&key(form)).cloned();
        let by_code = |form: &String| self.codes.get(&form.to_uppercase()).cloned();
        let parking = || {
            let is_it =
                |form: &String| key(form) == key("parking") || key(form) == key("parking list");
            forms.iter().any(is_it).then(BlockId::parking)
        };
        let named = forms.iter().find_map(by_name);
        named
            .or_else(|| forms.iter().find_map(by_code))
            .or_else(parking)
    }
}

impl Names {
    /// What of a heading is no name of its block: what stands in or before brackets may be another one.
    pub(super) fn unsaid<'h>(&self, heading: &'h str) -> Vec<&'h str> {
        const BRACKETS: [char; 10] = ['(', ')', '（', '）', '[', ']', '【', '】', '{', '}'];
        let is_unsaid =
            |part: &&str| part.chars().any(char::is_alphabetic) && self.block(part).is_none();
        heading.split(BRACKETS).filter(is_unsaid).collect()
    }
}

/// Who claims which name: one that two blocks claim is nobody's.
#[derive(Default)]
struct Claims(BTreeMap<String, BTreeSet<BlockId>>);

impl Claims {
    fn claim(&mut self, name: &str, block: &Block) {
        let key = key(name);
        if !key.is_empty() {
            self.0.entry(key).or_default().insert(block.id.clone());
        }
    }

    fn sure(self) -> BTreeMap<String, BlockId> {
        let only = |(name, blocks): (String, BTreeSet<BlockId>)| {
            let mut blocks = blocks.into_iter();
            let first = blocks.next()?;
            blocks.next().is_none().then_some((name, first))
        };
        self.0.into_iter().filter_map(only).collect()
    }
}

impl Kinds {
    /// These kinds; where a file leaves it open, the first counts.
    pub fn new(first: Kind, others: Vec<Kind>) -> Self {
        let all = std::iter::once(&first).chain(&others);
        let names = all.map(|kind| (kind.id().as_str().to_owned(), Names::of(kind)));
        Self {
            names: names.collect(),
            first,
            others,
        }
    }

    /// All of them, the first one first.
    pub fn all(&self) -> impl Iterator<Item = &Kind> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// Whether any of the kinds has a block that is called this.
    pub fn know(&self, heading: &str) -> bool {
        self.names
            .values()
            .any(|names| names.block(heading).is_some())
    }

    /// The kind of this id or title.
    pub fn named(&self, name: &str) -> Option<&Kind> {
        let mut all = self.all();
        all.find(|kind| kind.id().as_str() == name || key(kind.title()) == key(name))
    }

    /// The kind of this id or title, else the one of which most of the names are.
    pub fn choose(&self, stated: Option<&str>, headings: &[&str]) -> &Kind {
        if let Some(kind) = stated.and_then(|stated| self.named(stated)) {
            return kind;
        }
        let known = |kind: &Kind| {
            let Some(names) = self.names_of(kind) else {
                return 0;
            };
            let blocks = headings.iter().filter_map(|heading| names.block(heading));
            blocks.collect::<BTreeSet<_>>().len()
        };
        // Of those that know the same the first: `max_by_key` would take the last.
        let mut best = (&self.first, known(&self.first));
        for kind in &self.others {
            let count = known(kind);
            if count > best.1 {
                best = (kind, count);
            }
        }
        best.0
    }

    /// The names of this kind's blocks.
    pub(super) fn names_of(&self, kind: &Kind) -> Option<&Names> {
        self.names.get(kind.id().as_str())
    }
}

/// What a heading may mean: all of it, what stands before brackets, what stands in them; without numbers before.
fn forms(heading: &str) -> Vec<String> {
    const OPEN: [char; 5] = ['(', '[', '{', '（', '【'];
    const SHUT: [char; 5] = [')', ']', '}', '）', '】'];
    let whole = unnumbered(heading);
    let mut forms = vec![whole.to_owned()];
    let parts = whole.split(|char| OPEN.contains(&char) || SHUT.contains(&char));
    let more = parts
        .map(unnumbered)
        .filter(|part| !part.is_empty() && *part != whole);
    forms.extend(more.map(str::to_owned));
    forms
}

/// The text without numbers, bullets, emoji and marks around it; `$` stays, as codes have it.
fn unnumbered(text: &str) -> &str {
    let is_word = |char: char| char.is_alphabetic() || char == '$';
    let text = text.trim_start_matches(|char| !is_word(char) && !"([（【{".contains(char));
    text.trim_end_matches(|char: char| {
        !is_word(char) && !char.is_numeric() && !")]）】}".contains(char)
    })
}

/// What two ways to write one name have in common: letters alone, in lower case and without accents, each word in the
/// singular of English.
pub(super) fn key(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|char: char| !is_letter(char));
    let words = words.filter(|word| !word.is_empty() && !["and", "the", "our", "a"].contains(word));
    folded(&words.map(singular).collect::<Vec<_>>().concat())
}

/// The word as it is typed where a keyboard has no accents: `Métricas` is `metricas`, `Schlüssel` is `schluessel`.
fn folded(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    let mut umlaut = false;
    for char in word.chars() {
        let base = match char {
            'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
            'ç' | 'ć' | 'č' => 'c',
            'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
            'ì'..='ï' | 'ī' => 'i',
            'ñ' | 'ń' | 'ň' => 'n',
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
            'ý' | 'ÿ' => 'y',
            'ß' => {
                folded.push('s');
                's'
            }
            // An accent that follows its letter.
            '\u{300}'..='\u{36f}' => continue,
            char => char,
        };
        // Umlauts are written with an `e` as well.
        if base != 'e' || char != 'e' || !umlaut {
            folded.push(base);
        }
        umlaut = matches!(base, 'a' | 'o' | 'u');
    }
    folded
}

/// Combining marks belong to their letter: Devanagari has vowels of them.
fn is_letter(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}')
}

fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem.to_owned(),
        Some(_) | None => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::kind::built_in_kind;

    fn kinds() -> Kinds {
        let kind = |id| built_in_kind(id).unwrap();
        Kinds::new(
            kind("business-model"),
            vec![kind("lean"), kind("it-business-model"), kind("swot")],
        )
    }

    fn named(heading: &str) -> Option<String> {
        let block = Names::of(&built_in_kind("business-model").unwrap()).block(heading)?;
        Some(block.as_str().to_owned())
    }

    #[test]
    fn headings_lead_to_their_blocks_however_they_are_dressed() {
        for (heading, block) in [
            ("Customer Segments", "customer_segments"),
            ("1. Customer Segments (CS)", "customer_segments"),
            ("customer-segment", "customer_segments"),
            ("customerSegments", "customer_segments"),
            ("1 · 🔥 CUSTOMER SEGMENTS", "customer_segments"),
            ("**Customer Segments**:", "customer_segments"),
            ("CS", "customer_segments"),
            ("[CS]", "customer_segments"),
            ("C$", "cost_structure"),
            ("R$", "revenue_streams"),
            ("9) Cost Structure (C$)", "cost_structure"),
            ("顾客（Customer segments）", "customer_segments"),
            ("key_partners", "key_partners"),
            ("ESTRUCTURA DE COSTOS", "cost_structure"),
            ("Estruturas de custos", "cost_structure"),
            ("Couts", "cost_structure"),
            ("Cou\u{302}ts", "cost_structure"),
            ("Schluesselaktivitaeten", "key_activities"),
            ("Relacion con el cliente", "customer_relationships"),
            ("Partnernetzwerk", "key_partners"),
            ("Ressources clefs", "key_resources"),
            ("客户关系管理", "customer_relationships"),
            ("Parking", "parking"),
            ("Risks", ""),
            ("", ""),
            ("3.", ""),
            ("Structure", ""),
        ] {
            assert_eq!(named(heading).unwrap_or_default(), block, "{heading:?}");
        }
    }

    #[test]
    fn the_kind_is_the_stated_one_or_that_with_most_of_the_names() {
        let kinds = kinds();
        for (stated, headings, kind) in [
            (None, &["Problem", "Solution", "Channels"][..], "lean"),
            (None, &["Channels", "Cost structure"][..], "business-model"),
            (None, &["Strengths", "Weaknesses"][..], "swot"),
            (None, &[][..], "business-model"),
            (Some("Lean Canvas"), &["Strengths"][..], "lean"),
            (Some("swot"), &["Problem"][..], "swot"),
            (Some("unheard of"), &["Problem"][..], "lean"),
        ] {
            assert_eq!(
                kinds.choose(stated, headings).id().as_str(),
                kind,
                "{headings:?}"
            );
        }
    }

    #[test]
    fn each_built_in_block_is_found_by_all_of_its_names() {
        for kind in kinds().all() {
            let names = Names::of(kind);
            for block in kind.blocks() {
                let own = [block.title.as_str(), block.id.as_str()].into_iter();
                for name in own
                    .chain(block.codes())
                    .chain(block.names.iter().map(String::as_str))
                {
                    assert_eq!(
                        names.block(name).as_ref(),
                        Some(&block.id),
                        "{name:?} of {:?}",
                        kind.id()
                    );
                }
            }
        }
    }
}
