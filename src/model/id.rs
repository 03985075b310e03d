//! The names by which a canvas refers to its parts.

use std::fmt;
use std::sync::Arc;

/// The id of a block as the kind and the file write it, such as `customer_segments`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(Arc<str>);

/// The block that every kind has: notes kept off the grid.
pub const PARKING: &str = "parking";

impl BlockId {
    /// The parking list, a block of every kind that no grid shows.
    pub fn parking() -> Self {
        Self::from(PARKING)
    }

    /// Whether this is the parking list.
    pub fn is_parking(&self) -> bool {
        &*self.0 == PARKING
    }

    /// What people call the block where no kind says it.
    pub fn title(&self) -> &str {
        if self.is_parking() {
            "Parking"
        } else {
            self.as_str()
        }
    }

    /// The id's text, untrusted.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for BlockId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl fmt::Debug for BlockId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// The id of a note: unique in its canvas and never used again.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(Arc<str>);

/// The id of a comment: unique among the comments of its note.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommentId(Arc<str>);

/// What ids have in common that the program makes.
macro_rules! made {
    ($id:ident) => {
        impl $id {
            /// The id's text, untrusted.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The id that follows from a content: the same wherever it is derived. `turn` tells apart the ids of one
            /// content.
            pub fn of_content(content: u64, turn: u64) -> Self {
                Self::from_bits(mix(content.wrapping_add(mix(turn))))
            }

            /// The id that 60 of these bits spell: 12 characters of Crockford's base 32, lower case.
            pub fn from_bits(bits: u64) -> Self {
                Self(spelt(bits))
            }
        }

        impl From<&str> for $id {
            fn from(id: &str) -> Self {
                Self(id.into())
            }
        }

        impl fmt::Debug for $id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}

made!(NoteId);
made!(CommentId);

fn spelt(bits: u64) -> Arc<str> {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let digit = |at: u32| DIGITS.get((bits >> (5 * at) & 31) as usize).copied();
    let text: String = (0..12).rev().filter_map(digit).map(char::from).collect();
    text.into()
}

/// Hash of texts that belong together: FNV-1a, fixed for good, which std's hash is not.
pub fn content_hash(parts: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        // 0xff is in no UTF-8: it parts the parts.
        for byte in part.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

/// Spreads every bit over all (the end of splitmix64): FNV alone leaves similar texts similar ids.
fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::NoteId;

    #[test]
    fn bits_become_twelve_characters() {
        for (bits, text) in [
            (0, "000000000000"),
            (31, "00000000000z"),
            (u64::MAX, "zzzzzzzzzzzz"),
        ] {
            assert_eq!(NoteId::from_bits(bits).as_str(), text);
        }
    }
}
