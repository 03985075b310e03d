//! Scripts and pipes to test with, and what a program leaves in the folder for temporary files.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

use crate::place::{Place, names};

impl Place {
    /// A shell script to be run by its path.
    pub(crate) fn script(&self, name: &str, text: &str) -> PathBuf {
        let path = self.root().join(name);
        fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
        path
    }

    /// A named pipe.
    pub(crate) fn pipe(&self, name: &str) -> PathBuf {
        let path = self.root().join(name);
        let made = Command::new("mkfifo").arg(&path).status();
        assert!(made.unwrap().success());
        path
    }

    /// The files that the program left for its `$EDITOR` or forgot.
    pub(crate) fn temporary(&self) -> Vec<String> {
        names(&self.root().join("tmp"))
    }
}
