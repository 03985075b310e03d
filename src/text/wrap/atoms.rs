//! The parts of a text between which a row may end, for those who measure in other units than columns.

use std::ops::Range;

use super::{Kind, Step};
use crate::text::scalar::Class;

/// A part of a text that no row's end goes through, unless it is wider than a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Atom {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it is.
    pub matter: Matter,
}

/// What a part of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// Something to read.
    Word,
    /// White space: at the end of a row it is not shown.
    Space,
    /// The end of a line.
    Newline,
}

/// The atoms of `source`; they cover it without gap or overlap.
pub fn atoms(source: &str) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = Vec::new();
    let mut before = None;
    let mut at = 0;
    loop {
        let step = Step::at(source, at);
        let end = at + step.len;
        let (matter, class) = match step.kind {
            Kind::End => return atoms,
            Kind::Newline => (Matter::Newline, None),
            Kind::Part(Class::Space) => (Matter::Space, Some(Class::Space)),
            Kind::Part(class) => (Matter::Word, Some(class)),
        };
        let goes_on = joins(before, class);
        match atoms.last_mut().filter(|_| goes_on) {
            Some(last) => last.range.end = end,
            None => atoms.push(Atom {
                range: at..end,
                matter,
            }),
        }
        before = class;
        at = end;
    }
}

/// Whether no row may end between these two.
fn joins(before: Option<Class>, after: Option<Class>) -> bool {
    match (before, after) {
        (None, _) | (_, None) => false,
        (Some(Class::Space), Some(after)) => after == Class::Space,
        (Some(_), Some(Class::Space)) => false,
        (Some(before), Some(after)) => !before.may_part(after),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::wrap::wrap;

    fn parts(source: &str) -> Vec<&str> {
        let atoms = atoms(source).into_iter();
        atoms.map(|atom| source.get(atom.range).unwrap()).collect()
    }

    #[test]
    fn words_spaces_and_ideographs_are_atoms() {
        assert_eq!(parts("a b-c  d"), ["a", " ", "b-c", "  ", "d"]);
        assert_eq!(parts("世界。x\ny"), ["世", "界。", "x", "\n", "y"]);
        assert!(parts("").is_empty());
    }

    proptest! {
        #[test]
        fn atoms_are_the_whole_and_narrow_rows_end_between_them(text in r"([a-c世界「。 \n]|\PC){0,24}") {
            let atoms = atoms(&text);
            prop_assert_eq!(parts(&text).concat(), text.clone());
            let starts: Vec<usize> = atoms.iter().map(|atom| atom.range.start).collect();
            let widest = atoms.iter().map(|atom| atom.range.len() * 8).max().unwrap_or(1);
            for row in wrap(&text, widest as u16) {
                prop_assert!(row.start == text.len() || starts.contains(&row.start), "{:?} {}", text, row.start);
            }
        }
    }
}
