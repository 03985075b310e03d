//! Rules about what notes name.

use std::collections::BTreeSet;

use super::{Found, Ground, in_note};
use crate::model::canvas::Canvas;
use crate::model::note::Note;
use crate::model::reference::{FilePlace, Target, targets_of};

/// The paths that a canvas names: what is there is a fact to bring along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Those that notes name.
    pub paths: BTreeSet<String>,
    /// That of the canvas which shows the other state.
    pub counterpart: Option<String>,
}

impl Named {
    /// What this canvas names.
    pub fn of(canvas: &Canvas) -> Self {
        let counterpart = canvas.header.counterpart.trim();
        Self {
            paths: canvas
                .notes()
                .flat_map(|(_, note)| paths_in(note))
                .collect(),
            counterpart: (!counterpart.is_empty()).then(|| counterpart.to_owned()),
        }
    }
}

fn paths_in(note: &Note) -> Vec<String> {
    let path = |target| match target {
        Target::Path(FilePlace { path, .. }) => Some(path),
        Target::Url(_) | Target::Issue(_) => None,
    };
    targets_of(note).into_iter().filter_map(path).collect()
}

pub(super) fn dangling(ground: &Ground<'_>) -> Vec<Found> {
    let missing = &ground.facts.missing;
    if missing.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (id, note) in ground.notes() {
        let gone = paths_in(note).into_iter();
        let gone: BTreeSet<String> = gone.filter(|path| missing.contains(path)).collect();
        found.extend(
            gone.iter()
                .map(|path| in_note(id, format!("there is no {path}"))),
        );
    }
    found
}
