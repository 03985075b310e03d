//! Which of two open canvases something is about.

/// A canvas's seat. The first one stands on the left where both are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seat {
    /// The first, or the only one.
    #[default]
    First,
    /// The second.
    Second,
}

impl Seat {
    /// Both.
    pub const ALL: [Self; 2] = [Self::First, Self::Second];

    /// The other one.
    pub const fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }
}
