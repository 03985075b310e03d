//! The colours that a note may carry.

/// The colour of a note, as on a pad of paper stickies. Which meaning it has is the team's choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteColor {
    /// Yellow.
    Yellow,
    /// Orange.
    Orange,
    /// Red.
    Red,
    /// Purple.
    Purple,
    /// Blue.
    Blue,
    /// Green.
    Green,
    /// Gray.
    Gray,
}

impl NoteColor {
    /// How many colours there are.
    pub const COUNT: usize = 7;

    /// Every colour, in the order in which they are offered.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Yellow,
        Self::Orange,
        Self::Red,
        Self::Purple,
        Self::Blue,
        Self::Green,
        Self::Gray,
    ];

    /// The colour's name in files, such as `yellow`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Orange => "orange",
            Self::Red => "red",
            Self::Purple => "purple",
            Self::Blue => "blue",
            Self::Green => "green",
            Self::Gray => "gray",
        }
    }

    /// The colour of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|color| color.name() == name)
    }

    /// The shape that stands for the colour beside it.
    pub const fn shape(self) -> char {
        match self {
            Self::Yellow => '■',
            Self::Orange => '▲',
            Self::Red => '◆',
            Self::Purple => '★',
            Self::Blue => '●',
            Self::Green => '▼',
            Self::Gray => '○',
        }
    }

    /// The letter that stands for the colour where no colour can be seen. Gray is `x`, as green has the `g`.
    pub fn sign(self) -> char {
        match self {
            Self::Yellow => 'y',
            Self::Orange => 'o',
            Self::Red => 'r',
            Self::Purple => 'p',
            Self::Blue => 'b',
            Self::Green => 'g',
            Self::Gray => 'x',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NoteColor;
    use std::collections::HashSet;

    #[test]
    fn names_lead_back_to_their_colours() {
        for color in NoteColor::ALL {
            assert_eq!(NoteColor::from_name(color.name()), Some(color));
        }
        for unknown in ["", "Yellow", "pink", "yellow "] {
            assert_eq!(NoteColor::from_name(unknown), None, "{unknown:?}");
        }
    }

    #[test]
    fn no_two_colours_share_a_sign() {
        let signs: HashSet<char> = NoteColor::ALL.map(NoteColor::sign).into();
        assert_eq!(signs.len(), NoteColor::COUNT);
    }
}
