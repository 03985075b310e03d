//! A folder to save in, and a way to save from another process.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use bmcanvas::store::SaveError;
use bmcanvas::store::save::{Decision, Saved, Saver};
use tempfile::TempDir;

/// A folder with a canvas in `work/`, removed at the end.
pub(crate) struct Place {
    pub(crate) root: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::set_permissions(root.path(), Permissions::from_mode(0o755)).unwrap();
        fs::create_dir(root.path().join("work")).unwrap();
        Self { root }
    }

    pub(crate) fn work(&self) -> PathBuf {
        self.root.path().join("work")
    }

    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.work().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    pub(crate) fn saver(&self) -> Saver {
        Saver {
            wait: Duration::from_mins(1),
            backups: self.root.path().join("state/backups"),
        }
    }

    pub(crate) fn save(&self, path: &Path, text: &str) -> Result<Saved, SaveError> {
        self.saver().save(path, |_| Decision::Write(text.into()))
    }

    /// The names in `work/` and the number of backups.
    pub(crate) fn left(&self) -> (Vec<String>, usize) {
        let names = |folder: PathBuf| -> Vec<String> {
            let entries = fs::read_dir(folder).into_iter().flatten();
            entries
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect()
        };
        let mut work = names(self.work());
        work.sort();
        (work, names(self.root.path().join("state/backups")).len())
    }

    /// Saves in a process of its own, started by these words, that runs that test.
    pub(crate) fn save_elsewhere(
        &self,
        start: &[&str],
        path: &Path,
        text: &str,
    ) -> Result<String, String> {
        said(&self.run_elsewhere(start, "faults::save_for_another_test", path, text))
    }

    /// Runs an ignored test in a process of its own, started by these words.
    pub(crate) fn run_elsewhere(
        &self,
        start: &[&str],
        job: &str,
        path: &Path,
        text: &str,
    ) -> Output {
        self.elsewhere(start, job, path, text).output().unwrap()
    }

    /// The command that runs an ignored test in a process of its own, started by these words.
    pub(crate) fn elsewhere(&self, start: &[&str], job: &str, path: &Path, text: &str) -> Command {
        let copy = self.root.path().join("saver");
        if !copy.exists() {
            // By another process: a program that this one has open for writing cannot be started, and a child of another
            // test would have it open too for a moment.
            let exe = std::env::current_exe().unwrap();
            let copied = Command::new("cp").arg(exe).arg(&copy).status();
            assert!(copied.unwrap().success());
        }
        let mut words: Vec<&str> = start.to_vec();
        words.extend([
            copy.to_str().unwrap(),
            "--ignored",
            "--exact",
            "--nocapture",
            job,
        ]);
        let state = self.root.path().join("state-elsewhere");
        fs::create_dir_all(&state).unwrap();
        fs::set_permissions(&state, Permissions::from_mode(0o777)).unwrap();
        let mut command = Command::new(words[0]);
        command
            .args(&words[1..])
            .env("SAVE_PATH", path)
            .env("SAVE_TEXT", text)
            .env("XDG_STATE_HOME", &state);
        command
    }
}

pub(crate) fn said(output: &Output) -> Result<String, String> {
    let text = String::from_utf8_lossy(&output.stdout);
    let line = |mark: &str| {
        text.split_once(mark)
            .map(|(_, rest)| rest.lines().next().unwrap().to_owned())
    };
    match (line("SAVED "), line("ERROR ")) {
        (Some(saved), None) => Ok(saved),
        (None, Some(error)) => Err(error),
        _ => panic!("the other process did not get so far: {output:?}"),
    }
}

pub(crate) fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

pub(crate) fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

pub(crate) fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o7777
}

pub(crate) fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}
