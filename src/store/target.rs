//! Which file a path means once symbolic links are followed.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::io::Errno;

use super::error::errno;

/// As many links as the kernel follows.
const MOST_LINKS: usize = 40;

/// The path with the links of its last part followed, whether or not a file is at the end.
pub(super) fn resolve(path: &Path) -> Result<PathBuf, Errno> {
    let mut target = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        match std::fs::read_link(&target) {
            Ok(link) => target = folder(&target).join(link),
            Err(error) => match errno(&error) {
                // No link, or nothing there yet.
                Errno::INVAL | Errno::NOENT | Errno::NOTDIR => return Ok(target),
                errno => return Err(errno),
            },
        }
    }
    Err(Errno::LOOP)
}

/// The folder that a path's last part stands in.
pub fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => path,
    }
}

/// Whether two paths lead to one file, whether or not it is there.
pub fn is_same(one: &Path, two: &Path) -> bool {
    let number = |path: &Path| std::fs::metadata(path).ok().map(|at| (at.dev(), at.ino()));
    match (number(one), number(two)) {
        (Some(one), Some(two)) => one == two,
        (None, _) | (_, None) => canonical(one) == canonical(two),
    }
}

/// One name for a file however it is reached, whether or not it is there (or even its folder).
pub fn canonical(path: &Path) -> PathBuf {
    let target = resolve(path).unwrap_or_else(|_| path.to_path_buf());
    let named = std::fs::canonicalize(folder(&target))
        .ok()
        .zip(target.file_name());
    match named {
        Some((folder, name)) => folder.join(name),
        None => std::path::absolute(&target).unwrap_or(target),
    }
}
