//! Canvas files as commands meet them, and what to say where that goes wrong.

use std::path::Path;

use super::failure::about;
use crate::app::msg::Trouble;
use crate::format;
use crate::store::SaveError;
use crate::store::library::Library;
use crate::store::load::{self, LoadError};

/// The kinds and themes around a file.
pub(super) fn library(file: &Path) -> Library {
    Library::around(folder_of(Some(file)))
}

/// The folder whose surroundings hold for this file.
pub(super) fn folder_of(file: Option<&Path>) -> &Path {
    let folder = file.and_then(Path::parent);
    match folder {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    }
}

/// What a file holds.
pub(super) fn load(file: &Path) -> Result<Vec<u8>, Trouble> {
    let loaded = load::load(file).map_err(|error| unread(file, &error))?;
    Ok(loaded.bytes)
}

/// A file could not be loaded.
pub(super) fn unread(file: &Path, error: &LoadError) -> Trouble {
    about(file, error, error.advice())
}

/// A file could not be written.
pub(super) fn unsaved(file: &Path, error: &SaveError) -> Trouble {
    about(file, error, error.advice())
}

/// A file is of a version that must not be written.
pub(super) fn newer(file: &Path, version: u64) -> Trouble {
    let most = format::VERSION;
    let what = format!(
        "the file is of version {version} of the format, and this program writes version {most}"
    );
    let advice = "Use a newer bmcanvas for it; the file was left as it is.";
    about(file, &what, advice)
}
