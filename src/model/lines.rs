//! Lines that were typed where one line is asked for: kept and left alike, to be had again as in a shell.

/// What lines are typed for; each has lines of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// What notes cost or bring.
    Amount,
    /// What speaks for or against them.
    Evidence,
    /// Why the model holds.
    Viability,
    /// How much is sold.
    Volume,
    /// Currencies.
    Currency,
    /// What they are worth.
    Rate,
    /// What is said when the canvas is told.
    Said,
    /// Names of files.
    File,
    /// Messages of commits.
    Message,
}

impl Sort {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Amount,
        Self::Evidence,
        Self::Viability,
        Self::Volume,
        Self::Currency,
        Self::Rate,
        Self::Said,
        Self::File,
        Self::Message,
    ];

    /// What a file calls it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::Evidence => "evidence",
            Self::Viability => "viability",
            Self::Volume => "volume",
            Self::Currency => "currency",
            Self::Rate => "rate",
            Self::Said => "said",
            Self::File => "file",
            Self::Message => "message",
        }
    }

    /// The one of this key.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.key() == key)
    }
}

/// The lines, the last one typed last. Untrusted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines(Vec<(Sort, String)>);

impl Lines {
    /// So many are kept.
    pub const MOST: usize = 200;

    /// Adds a line that was typed, unless it is the last one of its sort already. Whether it was added.
    pub fn add(&mut self, sort: Sort, line: &str) -> bool {
        let line = line.trim();
        if line.is_empty() || self.back(sort, 1) == Some(line) {
            return false;
        }
        self.0.retain(|(of, known)| *of != sort || known != line);
        let over = (self.0.len() + 1).saturating_sub(Self::MOST);
        self.0.drain(..over);
        self.0.push((sort, line.to_owned()));
        true
    }

    /// The line so many back, from 1, the last one.
    pub fn back(&self, sort: Sort, steps: usize) -> Option<&str> {
        let mut back = self.0.iter().rev().filter(|(of, _)| *of == sort);
        back.nth(steps.checked_sub(1)?).map(|(_, line)| &**line)
    }

    /// All of them, the last one typed last.
    pub fn iter(&self) -> impl Iterator<Item = (Sort, &str)> {
        self.0.iter().map(|(sort, line)| (*sort, &**line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_lines_come_first_and_each_once() {
        let mut lines = Lines::default();
        assert!(!lines.add(Sort::Amount, "  "));
        for line in ["twelve", " 5 EUR ", "twelve"] {
            assert!(lines.add(Sort::Amount, line));
        }
        assert!(!lines.add(Sort::Amount, "twelve"));
        assert!(lines.add(Sort::Evidence, "twelve of them"));
        let back = |steps| lines.back(Sort::Amount, steps);
        assert_eq!(
            [1, 2, 3, 0].map(back),
            [Some("twelve"), Some("5 EUR"), None, None]
        );
        assert_eq!(lines.back(Sort::Rate, 1), None);
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let mut lines = Lines::default();
        for n in 0..Lines::MOST + 5 {
            lines.add(Sort::Said, &n.to_string());
        }
        assert_eq!(lines.iter().count(), Lines::MOST);
        assert_eq!(lines.iter().next(), Some((Sort::Said, "5")));
        assert_eq!(lines.back(Sort::Said, 1), Some("204"));
    }

    #[test]
    fn every_sort_has_a_key_of_its_own() {
        for sort in Sort::ALL {
            assert_eq!(Sort::of_key(sort.key()), Some(sort));
        }
        assert_eq!(Sort::of_key("motto"), None);
    }
}
