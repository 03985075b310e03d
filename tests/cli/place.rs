//! A folder to run the program in, with a home of its own.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A folder with a git work tree's top, a home and nothing else.
pub(crate) struct Place(TempDir);

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        fs::create_dir_all(place.path("work/.git")).unwrap();
        fs::create_dir_all(place.path("config")).unwrap();
        place
    }

    /// A place with this file.
    pub(crate) fn with(path: &str, text: impl AsRef<[u8]>) -> Self {
        let place = Self::new();
        place.write(path, text);
        place
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// Writes a file into the folder that the program runs in.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        self.write_at(&Path::new("work").join(path), text);
    }

    /// Writes a file into the user's configuration.
    pub(crate) fn write_config(&self, path: &str, text: &str) {
        self.write_at(&Path::new("config/bmcanvas").join(path), text);
    }

    fn write_at(&self, path: &Path, text: impl AsRef<[u8]>) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path("work").join(path)).unwrap()
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bmcanvas"));
        command
            .args(args)
            .current_dir(self.path("work"))
            .env_clear()
            .env("HOME", self.0.path())
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("XDG_STATE_HOME", self.path("state"))
            .env("LC_ALL", "C.UTF-8")
            .env("TERM", "xterm-256color")
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ended {
        Ended::of(&self.command(args).output().unwrap())
    }

    /// Runs it with this text on standard input.
    pub(crate) fn pipe(&self, args: &[&str], text: &str) -> Ended {
        let mut command = self.command(args);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
        Ended::of(&child.wait_with_output().unwrap())
    }
}

impl Ended {
    pub(crate) fn of(output: &std::process::Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self {
            code: output.status.code().unwrap(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    /// The output of a run that went well and had nothing to complain of.
    #[track_caller]
    pub(crate) fn fine(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{self:?}");
        self.out
    }

    /// The message of a run that could not do its work: one line of what, one of what to do.
    #[track_caller]
    pub(crate) fn failed(self) -> String {
        assert_eq!((self.code, self.out.as_str()), (2, ""), "{self:?}");
        let lines: Vec<_> = self.err.lines().collect();
        assert_eq!(lines.len(), 2, "{self:?}");
        assert!(lines[0].starts_with("bmcanvas: "), "{self:?}");
        assert!(
            lines[1].starts_with("  ") && lines[1].trim().len() > 5,
            "{self:?}"
        );
        self.err
    }
}

/// The example of this name, as text.
pub(crate) fn example(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("canvases");
    fs::read_to_string(folder.join(format!("{name}.canvas.json"))).unwrap()
}

pub(crate) const EXAMPLES: [&str; 4] = [
    "aws-iaas",
    "food-plant-monitoring",
    "it-organisation",
    "lean-meal-kit",
];

/// No character that a terminal acts on, but newlines.
#[track_caller]
pub(crate) fn assert_harmless(text: &str) {
    let acts = |char: &char| {
        char.is_control() && *char != '\n'
            || matches!(char, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert_eq!(text.chars().find(acts), None, "{text:?}");
}

#[test]
fn the_harmless_are_told_from_the_others() {
    assert_harmless("é\n日本");
    for hostile in ["\u{1b}", "\u{9b}", "\u{202e}", "\r", "\u{7f}"] {
        assert!(std::panic::catch_unwind(|| assert_harmless(hostile)).is_err());
    }
}
