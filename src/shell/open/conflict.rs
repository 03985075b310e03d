//! A file in which a merge by git left both sides.

use std::path::Path;

use crate::app::msg::Trouble;
use crate::format::{self, Read};
use crate::git::conflict;
use crate::model::merge::Merged;

/// What a file holds.
#[derive(Debug)]
pub enum Found {
    /// A canvas.
    Canvas(Read),
    /// Both sides of a merge between git's markers; here they are merged.
    Conflict(Merged),
}

/// The canvas in these bytes of the file at this path, or both sides of one, merged. The error is that of
/// [`super::parse`].
pub fn find(path: &Path, bytes: &[u8]) -> Result<Found, Trouble> {
    super::parse(path, bytes)
        .map(Found::Canvas)
        .or_else(|trouble| rejoin(path, bytes).map(Found::Conflict).ok_or(trouble))
}

/// Both sides that a merge left in this file, merged: from what git says that they grew from, else the markers.
pub(in crate::shell) fn rejoin(path: &Path, bytes: &[u8]) -> Option<Merged> {
    // git is not asked where there is no conflict.
    format::sides(std::str::from_utf8(bytes).ok()?)?;
    format::rejoin(bytes, conflict::base(path).as_deref())
}
