//! What git knows of a file that a merge left unmerged.

use std::path::Path;

use super::repo;

/// What both sides of an unmerged file grew from. `None` where it is not unmerged, both sides made it, or git cannot say.
pub fn base(file: &Path) -> Option<Vec<u8>> {
    repo::holding(file).ok()?.kept(":1:")
}
