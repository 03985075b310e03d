//! What a file was called in a parent, and where a shallow clone ends.

use std::collections::HashSet;
use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use super::walk::Key;
use crate::git::program::GitError;
use crate::git::repo::Repository;

/// What became this file from one commit to the next: its old path and its blob then.
pub(super) fn between(
    repository: &Repository,
    from: &str,
    to: &str,
    path: &Path,
) -> Result<Option<(PathBuf, String)>, GitError> {
    let arguments = [
        "diff-tree",
        "-r",
        "-z",
        "--raw",
        "--no-abbrev",
        "--find-renames",
        "--diff-filter=R",
        from,
        to,
    ];
    let said = repository.git.query(arguments)?.fine()?;
    let mut parts = said.split(|byte| *byte == 0);
    while let (Some(line), Some(old), Some(new)) = (parts.next(), parts.next(), parts.next()) {
        if new == path.as_os_str().as_bytes() {
            let line = String::from_utf8_lossy(line);
            let blob = line.split(' ').nth(2).unwrap_or_default();
            let old = PathBuf::from(OsString::from_vec(old.to_vec()));
            return Ok(Some((old, blob.to_owned())));
        }
    }
    Ok(None)
}

/// The commits whose parents a shallow clone lacks.
pub(super) fn boundary(repository: &Repository) -> HashSet<Key> {
    let said = std::fs::read_to_string(repository.common_dir.join("shallow"));
    said.unwrap_or_default()
        .lines()
        .filter_map(Key::of)
        .collect()
}
