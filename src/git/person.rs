//! What git calls the person who works here.

use std::path::Path;

use super::program::Git;
use crate::store;

/// The name under which the person commits in the repository around the file, or wherever there is none; `None` where git
/// knows no name. Untrusted.
pub fn name(file: &Path) -> Option<String> {
    let file = store::canonical(file);
    let said = Git::at(file.parent()?)
        .query(["config", "user.name"])
        .ok()?;
    let name = said.fine().ok()?;
    let name = String::from_utf8_lossy(&name).trim().to_owned();
    (!name.is_empty()).then_some(name)
}
