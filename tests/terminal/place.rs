//! A home of its own for each test: folders, canvases, drafts.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use bmcanvas::format::{self, Read};
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::id::BlockId;
use bmcanvas::store::draft::StoredDraft;
use tempfile::TempDir;

/// How long anything may take on a slow, loaded machine. Nothing waits longer than it has to.
pub(crate) const DEADLINE: Duration = Duration::from_secs(20);

/// The canvas that most tests work on, as it is in the repository.
pub(crate) const AWS: &str = include_str!("../../canvases/aws-iaas.canvas.json");

/// The folders of one test, removed at its end.
pub(crate) struct Place {
    root: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        for folder in ["home", "state", "config", "tmp", "work"] {
            fs::create_dir(root.path().join(folder)).unwrap();
        }
        Self { root }
    }

    /// A place with the AWS canvas in it, and the canvas's path.
    pub(crate) fn with_aws() -> (Self, PathBuf) {
        let place = Self::new();
        let canvas = format::read(AWS.as_bytes()).unwrap().canvas;
        let path = place.file("aws.canvas.json", &format::write(&canvas));
        (place, path)
    }

    /// The folder that the program is started in.
    pub(crate) fn work(&self) -> PathBuf {
        self.root.path().join("work")
    }

    /// The folder that all of it is in.
    pub(crate) fn root(&self) -> &Path {
        self.root.path()
    }

    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.work().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    /// All that the program may know of the machine.
    pub(crate) fn environment(&self) -> Vec<(&'static str, OsString)> {
        let folder = |name: &str| self.root.path().join(name).into_os_string();
        vec![
            ("HOME", folder("home")),
            ("XDG_STATE_HOME", folder("state")),
            ("XDG_CONFIG_HOME", folder("config")),
            ("TMPDIR", folder("tmp")),
            (
                "PATH",
                "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin".into(),
            ),
            ("TERM", "xterm-256color".into()),
            ("LANG", "C.UTF-8".into()),
        ]
    }

    /// A program as it runs here.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .envs(self.environment())
            .current_dir(self.work());
        command
    }

    /// The names in the folder that the program is started in.
    pub(crate) fn names(&self) -> Vec<String> {
        names(&self.work())
    }

    /// The drafts in the journal now.
    pub(crate) fn drafts(&self) -> Vec<StoredDraft> {
        #[derive(serde::Deserialize)]
        struct Entry {
            draft: StoredDraft,
        }
        let folder = self.root.path().join("state/bmcanvas/drafts");
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let files = entries.filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
        files
            // One that went between the listing and the look is none.
            .filter_map(|entry| fs::read(entry.path()).ok())
            .filter_map(|bytes| serde_json::from_slice::<Entry>(&bytes).ok())
            .map(|entry| entry.draft)
            .collect()
    }

    /// The text being typed that the journal holds.
    pub(crate) fn drafted(&self) -> Option<String> {
        let typing = self.drafts().into_iter().find_map(|draft| draft.typing);
        typing.map(|typing| typing.text)
    }

    /// Waits until the journal holds just this text being typed.
    pub(crate) fn wait_for_draft(&self, text: &str) {
        eventually(&format!("the draft {text:?}"), || {
            self.drafted().as_deref() == Some(text)
        });
    }
}

/// Waits for something that no screen shows, on a disk or in `/proc`.
pub(crate) fn eventually(what: &str, holds: impl FnMut() -> bool) {
    within(DEADLINE, what, holds);
}

/// Waits this long at most.
pub(crate) fn within(time: Duration, what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < time, "{time:?} passed without {what}");
        // Files and `/proc` tell nobody when they change: they are looked at again.
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The names in a folder.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// What a file holds, which must be in the canonical form.
pub(crate) fn canonical(path: &Path) -> Canvas {
    let bytes = fs::read(path).unwrap();
    let Read { canvas, .. } = format::read(&bytes).unwrap();
    let is_canonical = format::write(&canvas).as_bytes() == bytes;
    assert!(is_canonical, "{}", String::from_utf8_lossy(&bytes));
    canvas
}

/// The texts of a block's notes in their order.
pub(crate) fn texts<'a>(canvas: &'a Canvas, block: &str) -> Vec<&'a str> {
    let ids = canvas.block(&BlockId::from(block));
    ids.iter()
        .map(|id| canvas.note(id).unwrap().text.as_str())
        .collect()
}

/// The texts of a block's notes as a file holds them now; none while it cannot be read.
pub(crate) fn texts_in(path: &Path, block: &str) -> Vec<String> {
    let read = fs::read(path)
        .ok()
        .and_then(|bytes| format::read(&bytes).ok());
    let canvas = read.map(|read| read.canvas);
    canvas.map_or_else(Vec::new, |canvas| {
        texts(&canvas, block)
            .into_iter()
            .map(str::to_owned)
            .collect()
    })
}
