//! Notes being linked: which may be picked, by which letters, and what is typed of them.

use std::collections::BTreeMap;

use crate::model::canvas::Canvas;
use crate::model::edit::Edit;
use crate::model::id::NoteId;
use crate::model::kind::Kind;
use crate::model::links;

/// The letters of labels: the home row first, where the fingers are.
const LETTERS: &str = "asdfjklghqwertyuiopzxcvbnm";

/// Notes that are about to be linked to whichever is picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linking {
    /// The notes to link.
    pub from: Vec<NoteId>,
    labels: BTreeMap<NoteId, String>,
    /// What is typed of a label.
    typed: String,
}

/// What a letter did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// It begins labels.
    Begun,
    /// It ends the label of this note.
    Picked(NoteId),
    /// No label goes on with it.
    Unknown,
}

impl Linking {
    /// Labels for all of these notes.
    pub fn new(from: Vec<NoteId>, candidates: Vec<NoteId>) -> Self {
        let labels = labels(candidates.len());
        Self {
            from,
            labels: candidates.into_iter().zip(labels).collect(),
            typed: String::new(),
        }
    }

    /// What is left to type of the note's label; `None` where it cannot be picked.
    pub fn label(&self, id: &NoteId) -> Option<&str> {
        self.labels.get(id)?.strip_prefix(&*self.typed)
    }

    /// Takes a letter of a label.
    pub fn input(&mut self, letter: char) -> Typed {
        let mut typed = self.typed.clone();
        typed.extend(letter.to_lowercase());
        let mut labels = self.labels.iter();
        if let Some((id, _)) = labels.find(|(_, label)| **label == typed) {
            let id = id.clone();
            self.typed.clear();
            return Typed::Picked(id);
        }
        let is_begun = self.labels.values().any(|label| label.starts_with(&typed));
        self.typed = if is_begun { typed } else { String::new() };
        if is_begun {
            Typed::Begun
        } else {
            Typed::Unknown
        }
    }
}

/// So many labels, none the beginning of another: single letters as far as they go.
fn labels(count: usize) -> Vec<String> {
    let all = LETTERS.chars().count();
    let is_enough = |firsts: &usize| all - firsts + firsts * all >= count;
    let firsts = (0..=all).find(is_enough).unwrap_or(all);
    let single = LETTERS.chars().take(all - firsts).map(String::from);
    let firsts = LETTERS.chars().skip(all - firsts);
    let double = firsts.flat_map(|first| LETTERS.chars().map(move |next| [first, next]));
    let double = double.map(|pair| pair.iter().collect());
    single.chain(double).take(count).collect()
}

/// The notes that at least one of these may be linked to or is, in the order of `notes`.
pub fn candidates<'a>(
    canvas: &Canvas,
    kind: &Kind,
    from: &[NoteId],
    notes: impl IntoIterator<Item = &'a NoteId>,
) -> Vec<NoteId> {
    let fits = |other: &NoteId| from.iter().any(|one| may_link(canvas, kind, one, other));
    let notes = notes.into_iter().filter(|id| canvas.note(id).is_some());
    let others = notes.filter(|id| !from.contains(id));
    others.filter(|id| fits(id)).cloned().collect()
}

fn may_link(canvas: &Canvas, kind: &Kind, one: &NoteId, other: &NoteId) -> bool {
    links::are_linked(canvas, one, other) || links::fit(canvas, kind, one, other).is_ok()
}

/// What picking a note does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// It links.
    Link(Edit),
    /// It takes links away: all that may be are there.
    Unlink(Edit),
}

/// What picking this note does to those.
pub fn pick(canvas: &Canvas, kind: &Kind, from: &[NoteId], to: &NoteId) -> Pick {
    let fitting = from.iter().filter(|one| may_link(canvas, kind, one, to));
    let pairs: Vec<(NoteId, NoteId)> = fitting.map(|one| (one.clone(), to.clone())).collect();
    let linked = |(one, other): &(NoteId, NoteId)| links::are_linked(canvas, one, other);
    if pairs.iter().all(linked) {
        Pick::Unlink(links::unlink(canvas, &pairs))
    } else {
        Pick::Link(links::link(canvas, kind, &pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_short_and_none_begins_another() {
        assert_eq!(labels(3), ["a", "s", "d"]);
        for count in [0, 1, 26, 27, 51, 52, 300, 676] {
            let labels = labels(count);
            assert_eq!(labels.len(), count);
            for (at, label) in labels.iter().enumerate() {
                let others = labels.iter().enumerate().filter(|(other, _)| *other != at);
                assert!(
                    others
                        .clone()
                        .all(|(_, other)| !other.starts_with(&**label))
                );
            }
        }
        assert_eq!(labels(27).last().map(String::as_str), Some("ms"));
    }

    #[test]
    fn letters_lead_to_a_note() {
        let ids: Vec<NoteId> = (0..30)
            .map(|n| NoteId::from(&*format!("n{n:02}")))
            .collect();
        let mut linking = Linking::new(vec!["x".into()], ids.clone());
        assert_eq!(linking.input('A'), Typed::Picked(ids[0].clone()));
        assert_eq!(linking.input('m'), Typed::Begun);
        assert_eq!(linking.label(&ids[0]), None);
        assert_eq!(linking.label(&ids[26]), Some("s"));
        assert_eq!(linking.input('s'), Typed::Picked(ids[26].clone()));
        assert_eq!(linking.input('m'), Typed::Begun);
        assert_eq!(linking.input('!'), Typed::Unknown);
        assert_eq!(linking.label(&ids[0]), Some("a"));
        assert_eq!(linking.label(&"x".into()), None);
    }
}
