//! What a file had that its canonical form has not.

use std::fmt;

/// Something that the first save will change in the file, without changing what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The file starts with a byte order mark.
    HadBom,
    /// The file has carriage returns.
    HadCrlf,
    /// The file did not state its version.
    VersionAdded,
    /// The file did not state its kind; `business-model` was taken.
    KindAdded,
    /// `notes` was an array of so many notes.
    FromArray(usize),
    /// So many notes were listed under `blocks`.
    FromBlocks(usize),
    /// So many notes had no id; theirs are derived from what they say.
    IdsAdded(usize),
    /// So many notes had no rank and were put last in their block.
    RanksAdded(usize),
    /// So many notes stood there twice, alike to the letter.
    Doubled(usize),
    /// So many notes had comments, review marks or evidence in another form.
    ReviewRewritten(usize),
    /// So many amounts are written in another way than the usual one.
    AmountsRewritten(usize),
    /// The entry that ends the notes said something else.
    LastLineReplaced,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::HadBom => f.write_str("the byte order mark at its start goes"),
            Self::HadCrlf => f.write_str("its lines will end in LF, without CR"),
            Self::VersionAdded => f.write_str("it gets a line that states the format's version"),
            Self::KindAdded => f.write_str("it gets a line that states its kind, business-model"),
            Self::FromArray(n) => write!(f, "its array of {} becomes an object by id", Notes(n)),
            Self::FromBlocks(n) => {
                write!(
                    f,
                    "{} listed under \"blocks\" will be in \"notes\"",
                    Notes(n)
                )
            }
            Self::IdsAdded(n) => write!(f, "{} without an id will have one", Notes(n)),
            Self::RanksAdded(n) => write!(f, "{} without a rank will have one", Notes(n)),
            Self::Doubled(n) => write!(f, "{} that stood there twice will stand once", Notes(n)),
            Self::ReviewRewritten(n) => {
                write!(
                    f,
                    "comments, review marks and evidence of {} get their usual form",
                    Notes(n)
                )
            }
            Self::AmountsRewritten(n) => {
                write!(f, "the amounts of {} get their usual form", Notes(n))
            }
            Self::LastLineReplaced => f.write_str("the entry \"~\" gets its usual text"),
        }
    }
}

struct Notes(usize);

impl fmt::Display for Notes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => f.write_str("1 note"),
            n => write!(f, "{n} notes"),
        }
    }
}
