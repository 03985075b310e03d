//! Who the person at the keyboard is, for comments and review marks: one place for the board and the commands.

use std::path::Path;

use crate::git;
use crate::store::user;

/// The name under which the person commits in the repository around the file, else the user's. Untrusted.
pub fn name(file: &Path) -> String {
    by_git(file).unwrap_or_else(user::name)
}

/// The first of the two alone: it takes a run of git.
pub fn by_git(file: &Path) -> Option<String> {
    git::person::name(file).map(|name| user::short(&name))
}
