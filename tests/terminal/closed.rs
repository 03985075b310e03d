//! Obstacles to a save: closed folders, disks of a few kilobytes.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::term::Run;

/// A file that may not be written in a folder that may not be changed.
pub(crate) struct Closed {
    file: PathBuf,
}

impl Closed {
    pub(crate) fn shut(file: &Path) -> Self {
        set_mode(file, 0o444);
        set_mode(file.parent().unwrap(), 0o555);
        Self {
            file: file.to_owned(),
        }
    }

    pub(crate) fn open(&self) {
        set_mode(self.file.parent().unwrap(), 0o755);
        set_mode(&self.file, 0o644);
    }
}

impl Drop for Closed {
    /// The folder is to be removed at the end.
    fn drop(&mut self) {
        self.open();
    }
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// The program so that files' rights bind it, as they do not bind root; `None` where that cannot be had.
pub(crate) fn bound_by_rights(run: Run) -> Option<Run> {
    const WORDS: &[&str] = &[
        "setpriv",
        "--bounding-set",
        "-dac_override,-dac_read_search",
    ];
    if !rustix::process::geteuid().is_root() {
        return Some(run);
    }
    can(WORDS).then(|| run.under(WORDS))
}

/// The program with a disk of 64 KiB on this folder, which only it and `inside` see; `None` where that cannot be had.
pub(crate) fn with_small_disk(run: Run, folder: &Path) -> Option<Run> {
    const SCRIPT: &str = r#"
        cp -a "$0/." "$0.copy" && mount -t tmpfs -o size=64k none "$0" && cp -a "$0.copy/." "$0" && cd "$0" && exec "$@"
    "#;
    let folder = folder.to_str().unwrap();
    let own: &[&str] = if rustix::process::geteuid().is_root() {
        &["unshare", "-m"]
    } else {
        &["unshare", "-rm"]
    };
    let try_it: Vec<&str> = [own, &["mount", "-t", "tmpfs", "none", "/mnt"]].concat();
    let words: Vec<&str> = [own, &["sh", "-c", SCRIPT, folder]].concat();
    can(&try_it).then(|| run.under(&words))
}

/// Whether this runs; where not, it is said that a test is skipped.
fn can(words: &[&str]) -> bool {
    let end: &[&str] = if words.contains(&"mount") {
        &[]
    } else {
        &["true"]
    };
    let command = [words, end].concat();
    let output = Command::new(command[0]).args(&command[1..]).output();
    let works = output.is_ok_and(|output| output.status.success());
    if !works {
        println!("SKIPPED: {command:?} does not work here");
    }
    works
}
