//! Where the notes come from: who wrote each and when it was changed last.

use std::sync::Arc;

use crate::model::blame::{Blame, Deed, Standing};
use crate::model::id::NoteId;
use crate::model::note::Note;
use crate::text::age::short_age;
use crate::text::clean::Shown;

const DAY: u64 = 86_400;

/// How long ago a note was changed last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// In the last week, or it is not committed yet.
    Fresh,
    /// In the last month.
    Recent,
    /// In the last quarter, after which a canvas is to be reviewed.
    Old,
    /// Before that.
    Stale,
}

impl Age {
    fn of(seconds: u64) -> Self {
        match seconds / DAY {
            0..7 => Self::Fresh,
            7..31 => Self::Recent,
            31..92 => Self::Old,
            92.. => Self::Stale,
        }
    }
}

/// Where the notes come from, once that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ages(pub Option<Arc<Blame>>);

impl Ages {
    /// How long ago the note was changed last, and that in short.
    pub fn age(&self, id: &NoteId, note: &Note) -> Option<(Age, String)> {
        let blame = self.0.as_ref()?;
        Some(match blame.of(id, note) {
            Standing::New => (Age::Fresh, "new".to_owned()),
            Standing::Changed(_) => (Age::Fresh, "edited".to_owned()),
            Standing::Committed(record) => {
                let seconds = since(blame, &record.changed);
                (Age::of(seconds), short_age(seconds))
            }
        })
    }

    /// Who wrote the note and who changed it last, in a line: `by Ana, 3w · changed by Bo, 2d: Sell through others`.
    pub fn told(&self, id: &NoteId, note: &Note) -> Option<String> {
        let blame = self.0.as_ref()?;
        let standing = blame.of(id, note);
        let now = match standing {
            Standing::New => return Some("not committed yet".to_owned()),
            Standing::Changed(_) => "edited since · ",
            Standing::Committed(_) => "",
        };
        let record = standing.record()?;
        let deed = |deed: &Deed| {
            let author = Shown::line(&deed.author).truncate(MOST_NAME);
            format!("{author}, {}", short_age(since(blame, deed)))
        };
        let written = deed(&record.written);
        let subject = &record.changed.subject;
        if record.changed.commit == record.written.commit {
            return Some(format!("{now}by {written}: {subject}"));
        }
        let changed = deed(&record.changed);
        Some(format!(
            "{now}by {written} · changed by {changed}: {subject}"
        ))
    }
}

/// The columns that a name has.
const MOST_NAME: usize = 20;

/// The seconds since it was done.
fn since(blame: &Blame, deed: &Deed) -> u64 {
    u64::try_from(blame.now.saturating_sub(deed.time)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_gets_stale_after_a_quarter() {
        for (days, age) in [
            (0, Age::Fresh),
            (6, Age::Fresh),
            (7, Age::Recent),
            (30, Age::Recent),
            (31, Age::Old),
            (91, Age::Old),
            (92, Age::Stale),
            (10_000, Age::Stale),
        ] {
            assert_eq!(Age::of(days * DAY), age, "{days}");
        }
    }
}
