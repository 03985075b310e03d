//! The poster's head: title, designed for, designed by, date, iteration; and whether it shows the current or the ideal state.

/// What stands above the blocks. An empty string means "not filled in".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// What the canvas describes.
    pub title: String,
    /// For whom it is made.
    pub designed_for: String,
    /// Who makes it.
    pub designed_by: String,
    /// Its date as people wrote it; `YYYY-MM-DD` where the program writes one.
    pub date: String,
    /// Which version of the thinking this is.
    pub iteration: Option<u64>,
    /// Which state it shows, best one of [`Shows`]; else whatever the file says.
    pub state: String,
    /// The path of the canvas of the other state, from this one's folder.
    pub counterpart: String,
}

/// Which state a canvas shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// What is.
    Current,
    /// What is to be.
    Ideal,
}

impl Shows {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Current, Self::Ideal];

    /// Its word in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Ideal => "ideal",
        }
    }
}

/// A field of the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HeaderField {
    /// The title.
    Title,
    /// Designed for.
    DesignedFor,
    /// Designed by.
    DesignedBy,
    /// The date.
    Date,
    /// The iteration, a whole number.
    Iteration,
    /// Which state it shows.
    State,
    /// The canvas of the other state.
    Counterpart,
}

impl HeaderField {
    /// All fields in the order of the poster.
    pub const ALL: [Self; 7] = [
        Self::Title,
        Self::DesignedFor,
        Self::DesignedBy,
        Self::Date,
        Self::Iteration,
        Self::State,
        Self::Counterpart,
    ];

    /// The field's name on the poster.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::DesignedFor => "Designed for",
            Self::DesignedBy => "Designed by",
            Self::Date => "Date",
            Self::Iteration => "Iteration",
            Self::State => "State",
            Self::Counterpart => "Counterpart",
        }
    }

    /// The field's name in the file.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::DesignedFor => "designed_for",
            Self::DesignedBy => "designed_by",
            Self::Date => "date",
            Self::Iteration => "iteration",
            Self::State => "state",
            Self::Counterpart => "counterpart",
        }
    }

    /// The field after this one, round to the first. State and counterpart are filled in apart from the others.
    pub const fn next(self) -> Self {
        match self {
            Self::Title => Self::DesignedFor,
            Self::DesignedFor => Self::DesignedBy,
            Self::DesignedBy => Self::Date,
            Self::Date => Self::Iteration,
            Self::Iteration => Self::Title,
            Self::State => Self::Counterpart,
            Self::Counterpart => Self::State,
        }
    }

    /// The field before this one, round to the last.
    pub const fn previous(self) -> Self {
        match self {
            Self::Title => Self::Iteration,
            Self::DesignedFor => Self::Title,
            Self::DesignedBy => Self::DesignedFor,
            Self::Date => Self::DesignedBy,
            Self::Iteration => Self::Date,
            Self::State => Self::Counterpart,
            Self::Counterpart => Self::State,
        }
    }
}

/// The text is no iteration: it takes a whole number or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an iteration is a whole number, such as 3")]
pub struct NotAnIteration;

impl Header {
    /// Which state the canvas shows, where it says so.
    pub fn shows(&self) -> Option<Shows> {
        let mut all = Shows::ALL.into_iter();
        all.find(|own| own.word() == self.state.trim())
    }

    /// The field's text, empty where it is not filled in.
    pub fn get(&self, field: HeaderField) -> String {
        match field {
            HeaderField::Title => self.title.clone(),
            HeaderField::DesignedFor => self.designed_for.clone(),
            HeaderField::DesignedBy => self.designed_by.clone(),
            HeaderField::Date => self.date.clone(),
            HeaderField::Iteration => self.iteration.map(|n| n.to_string()).unwrap_or_default(),
            HeaderField::State => self.state.clone(),
            HeaderField::Counterpart => self.counterpart.clone(),
        }
    }

    /// Whether the field is as this text would fill it in.
    pub fn says(&self, field: HeaderField, text: &str) -> bool {
        let mut filled = Self::default();
        filled.set(field, text).is_ok() && filled.get(field) == self.get(field)
    }

    /// Puts the text into the field; an error where an iteration is no whole number.
    pub fn set(&mut self, field: HeaderField, text: &str) -> Result<(), NotAnIteration> {
        match field {
            HeaderField::Title => text.clone_into(&mut self.title),
            HeaderField::DesignedFor => text.clone_into(&mut self.designed_for),
            HeaderField::DesignedBy => text.clone_into(&mut self.designed_by),
            HeaderField::Date => text.clone_into(&mut self.date),
            HeaderField::Iteration => self.iteration = parse_iteration(text)?,
            HeaderField::State => text.clone_into(&mut self.state),
            HeaderField::Counterpart => text.clone_into(&mut self.counterpart),
        }
        Ok(())
    }
}

fn parse_iteration(text: &str) -> Result<Option<u64>, NotAnIteration> {
    match text.trim().trim_start_matches('#') {
        "" => Ok(None),
        digits => digits.parse().map(Some).map_err(|_| NotAnIteration),
    }
}

#[cfg(test)]
mod tests {
    use super::{Header, HeaderField, NotAnIteration};

    #[test]
    fn every_field_reads_back_what_was_set() {
        let mut header = Header::default();
        for field in HeaderField::ALL {
            assert_eq!(field.previous().next(), field);
            header.set(field, "12").unwrap();
            assert_eq!(header.get(field), "12", "{field:?}");
            assert_eq!(field.next().previous(), field);
        }
    }

    #[test]
    fn an_iteration_is_a_number_or_nothing() {
        let mut header = Header::default();
        header.set(HeaderField::Iteration, " #7 ").unwrap();
        assert_eq!(header.iteration, Some(7));
        assert_eq!(
            header.set(HeaderField::Iteration, "seven"),
            Err(NotAnIteration)
        );
        assert_eq!(header.iteration, Some(7), "a refused text changes nothing");
        header.set(HeaderField::Iteration, "").unwrap();
        assert_eq!(header.iteration, None);
    }
}
