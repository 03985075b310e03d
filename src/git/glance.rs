//! How a canvas stands in git, at a glance: with as few questions as possible, asked at once.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::thread;

use super::program::Git;
use super::status::{self, Distance, FileState, Head};
use crate::store;

/// How a file stands. Names are untrusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glance {
    /// What is checked out.
    pub head: Head,
    /// How far the branch and the one that it follows are apart, if it follows any.
    pub distance: Option<Distance>,
    /// How the file stands.
    pub file: FileState,
    /// What the last commit has in the file, if it has the file.
    pub committed: Option<Vec<u8>>,
}

/// How the file stands; `None` where it is in no repository, or git cannot say.
pub fn glance(file: &Path) -> Option<Glance> {
    let file = store::canonical(file);
    let (folder, name) = (file.parent()?, file.file_name()?);
    let git = Git::at(folder);
    let (said, committed) = thread::scope(|scope| {
        let committed = scope.spawn(|| committed(&git, name));
        let said = status::ask(&git, Path::new(name));
        (said, committed.join().unwrap_or_default())
    });
    let said = said.ok()?;
    Some(Glance {
        head: said.head(),
        distance: said.upstream().and_then(|upstream| upstream.distance),
        file: said.file_state(&file),
        committed,
    })
}

fn committed(git: &Git, name: &OsStr) -> Option<Vec<u8>> {
    let mut blob = OsString::from("HEAD:./");
    blob.push(name);
    let arguments = [OsStr::new("cat-file"), OsStr::new("blob"), &blob];
    git.query(arguments).ok()?.fine().ok()
}
