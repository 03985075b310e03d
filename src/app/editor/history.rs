//! All steps of an editing, to be taken back and done again. What belongs to one step follows from the keys alone, not from time.

use std::ops::Range;

/// How a change came about; only changes of one kind can be one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Typing: a word, with the space or newline before it, is a step.
    Typing,
    /// Deleting backward; a run is a step.
    Backspace,
    /// Deleting forward; a run is a step.
    Delete,
    /// Anything that is a step for itself.
    Single,
}

/// What was put where, and where the cursor was before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) at: usize,
    pub(super) removed: String,
    pub(super) inserted: String,
    pub(super) before: usize,
    pub(super) after: usize,
}

impl Change {
    /// The bytes that the change takes away.
    pub(super) fn old_range(&self) -> Range<usize> {
        self.at..self.at + self.removed.len()
    }

    /// The bytes that it leaves instead.
    pub(super) fn new_range(&self) -> Range<usize> {
        self.at..self.at + self.inserted.len()
    }

    /// Whether `next`, of the same kind, carries on what this one began.
    fn is_continued_by(&self, kind: Kind, next: &Self) -> bool {
        match kind {
            Kind::Typing => {
                next.at == self.new_range().end && !begins_word(&self.inserted, &next.inserted)
            }
            Kind::Backspace => next.old_range().end == self.at,
            Kind::Delete => next.at == self.at,
            Kind::Single => false,
        }
    }

    /// Makes one of this and the `next`, which [continues](Self::is_continued_by) it.
    fn append(&mut self, next: &Self) {
        if next.at < self.at {
            self.removed.insert_str(0, &next.removed);
            self.at = next.at;
        } else {
            self.removed.push_str(&next.removed);
        }
        self.inserted.push_str(&next.inserted);
        self.after = next.after;
    }
}

/// Whether typing `next` after `typed` begins a new step: at every newline, and at the first space after a word.
fn begins_word(typed: &str, next: &str) -> bool {
    next.contains('\n') || next.contains(' ') && !typed.ends_with([' ', '\n'])
}

/// The steps done, and those taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct History {
    past: Vec<Change>,
    future: Vec<Change>,
    /// The kind of the last step as long as it can grow.
    open: Option<Kind>,
}

impl History {
    /// Adds a change, to the last step if it carries on there.
    pub(super) fn record(&mut self, kind: Kind, change: Change) {
        self.future.clear();
        let is_open = self.open.replace(kind) == Some(kind);
        match self.past.last_mut() {
            Some(last) if is_open && last.is_continued_by(kind, &change) => last.append(&change),
            _ => self.past.push(change),
        }
    }

    /// Ends the last step: the next change begins another.
    pub(super) fn close(&mut self) {
        self.open = None;
    }

    /// The step to be taken back.
    pub(super) fn undo(&mut self) -> Option<&Change> {
        self.close();
        self.future.push(self.past.pop()?);
        self.future.last()
    }

    /// The step to be done again.
    pub(super) fn redo(&mut self) -> Option<&Change> {
        self.close();
        self.past.push(self.future.pop()?);
        self.past.last()
    }

    /// Whether there is nothing to take back.
    #[cfg(test)]
    pub(super) fn is_at_start(&self) -> bool {
        self.past.is_empty()
    }

    /// Whether there is nothing to do again.
    #[cfg(test)]
    pub(super) fn is_at_end(&self) -> bool {
        self.future.is_empty()
    }
}
