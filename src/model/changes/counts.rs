//! How many notes and fields differ, without their names.

use std::fmt;

use super::{Changes, NoteChange};

/// How much differs between two canvases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// New notes.
    pub added: usize,
    /// Notes with another content.
    pub changed: usize,
    /// Notes that are gone.
    pub removed: usize,
    /// Notes from other blocks.
    pub moved: usize,
    /// Notes in another order only.
    pub reordered: usize,
    /// Fields above the blocks.
    pub fields: usize,
}

impl Changes {
    /// How much differs.
    pub fn counts(&self) -> Counts {
        let of = |change| self.of(change).count();
        Counts {
            added: of(NoteChange::Added),
            changed: of(NoteChange::Changed),
            removed: of(NoteChange::Removed),
            moved: of(NoteChange::Moved),
            reordered: of(NoteChange::Reordered),
            fields: self.fields().len(),
        }
    }
}

impl Counts {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Counts {
    /// `+2 ~1 -1 >1 =1`, then `1 field`; empty where nothing differs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let notes = [
            (NoteChange::Added, self.added),
            (NoteChange::Changed, self.changed),
            (NoteChange::Removed, self.removed),
            (NoteChange::Moved, self.moved),
            (NoteChange::Reordered, self.reordered),
        ];
        let notes = notes.into_iter().filter(|(_, count)| *count > 0);
        let mut parts: Vec<String> = notes
            .map(|(change, count)| format!("{}{count}", change.sign()))
            .collect();
        match self.fields {
            0 => {}
            1 => parts.push("1 field".to_owned()),
            many => parts.push(format!("{many} fields")),
        }
        f.write_str(&parts.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn what_there_is_none_of_is_left_out() {
        assert_eq!(Counts::default().to_string(), "");
        let counts = Counts {
            added: 2,
            removed: 1,
            fields: 1,
            ..Counts::default()
        };
        assert_eq!(counts.to_string(), "+2 -1 1 field");
        assert!(!counts.is_empty());
    }
}
