//! What git knows of a file that a merge left unmerged.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use super::repo;

/// What both sides of an unmerged file grew from. `None` where it is not unmerged, both sides made it, or git cannot say.
pub fn base(file: &Path) -> Option<Vec<u8>> {
    let place = repo::holding(file).ok()?;
    let mut stage = OsString::from(":1:");
    stage.push(&place.path);
    let arguments = [OsStr::new("cat-file"), OsStr::new("blob"), &stage];
    place.repository.git.query(arguments).ok()?.fine().ok()
}
