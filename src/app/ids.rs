//! New ids and jitter from one seed, so that `update` stays deterministic.

use super::transfer::Ticket;
use crate::model::id::{CommentId, NoteId};

/// A stream of random numbers, started from a seed that the shell takes from the system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ids(u64);

impl Ids {
    /// The stream of this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number (`SplitMix64`, by Steele, Lea and Flood).
    pub fn jitter(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A new note's id.
    pub fn note(&mut self) -> NoteId {
        NoteId::from_bits(self.jitter())
    }

    /// What a new transfer is told by.
    pub fn ticket(&mut self) -> Ticket {
        Ticket(self.jitter())
    }

    /// A new comment's id.
    pub fn comment(&mut self) -> CommentId {
        CommentId::from_bits(self.jitter())
    }
}
