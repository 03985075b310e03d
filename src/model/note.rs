//! A note: one thought on the canvas.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::amount::Stated;
use super::belief::Belief;
use super::id::{BlockId, NoteId};
use super::json::Fields;
use super::rank::Rank;
use super::stance::Stances;
use super::thread::Thread;
use super::vote::Votes;

/// Where a note stands. Block and rank are one value: a note is never in two blocks, nor in none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The block it is in.
    pub block: BlockId,
    /// Its order in that block.
    pub rank: Rank,
}

/// The tag of a note that holds the other text of a note, for those who read the file without this program.
pub const CONFLICT_TAG: &str = "conflict";

/// A colour's name as the file writes it. The themes know seven; another name is kept and shown neutral.
pub type ColorName = Arc<str>;

/// A note. Its text is untrusted and kept verbatim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where it stands.
    pub place: Place,
    /// What it says; lines are parted by `\n`.
    pub text: String,
    /// The colour of its bar, if it has one.
    pub color: Option<ColorName>,
    /// Its tags.
    pub tags: BTreeSet<String>,
    /// The notes that it is linked to: what that means is for their blocks to say. Some may be gone.
    pub links: BTreeSet<NoteId>,
    /// The money that it is about, if it states any.
    pub amount: Option<Stated>,
    /// What is believed of it.
    pub belief: Belief,
    /// The note of which this is the other text, where two people changed it at once and nobody has decided yet.
    pub conflict_of: Option<NoteId>,
    /// What people say about it.
    pub thread: Thread,
    /// What people think of it in a review, at most one mark each.
    pub stances: Stances,
    /// The dots that people gave it.
    pub votes: Votes,
    /// What this version does not know, kept as it is.
    pub extra: Fields,
}

impl Note {
    /// A note of this text, with no colour and no tags.
    pub fn new(place: Place, text: impl Into<String>) -> Self {
        Self {
            place,
            text: text.into(),
            color: None,
            tags: BTreeSet::new(),
            links: BTreeSet::new(),
            amount: None,
            belief: Belief::default(),
            conflict_of: None,
            thread: Thread::default(),
            stances: Stances::default(),
            votes: Votes::default(),
            extra: Fields::new(),
        }
    }

    /// A copy that is no other text of any note, and about which nobody has said anything.
    pub fn of_its_own(&self) -> Self {
        let mut copy = Self {
            thread: Thread::default(),
            stances: Stances::default(),
            votes: Votes::default(),
            ..self.clone()
        };
        if copy.conflict_of.take().is_some() {
            copy.tags.remove(CONFLICT_TAG);
        }
        copy
    }
}
