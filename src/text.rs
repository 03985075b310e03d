//! From any string to what a screen may show: cleaning, measuring, wrapping, finding.
//!
//! Every string is untrusted here. Nothing in this module knows a terminal, a screen or the board.

pub mod age;
pub mod clean;
pub mod find;
pub mod grapheme;
mod scalar;
pub mod wrap;
