//! What the rules of `check` need to know, as the board knows it.

use crate::model::check::{Facts, Switches};

/// What is known of the outside: the files that notes name, and the rules that the team switched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// What the rules look at.
    pub facts: Facts,
    /// Which rules hold.
    pub switches: Switches,
    /// What is wrong in the file with the switches, untrusted.
    pub warnings: Vec<String>,
}
