//! A repository of a test's own, with a home of its own, and the program on the PATH.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder with the repository `work`, a home, and `bin` with the program.
pub(crate) struct Place(TempDir);

/// Whether the program is on the PATH.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Program {
    There,
    Missing,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    /// A repository without a commit, on the branch `main`.
    pub(crate) fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        fs::create_dir_all(place.path("bin")).unwrap();
        fs::create_dir_all(place.path("work")).unwrap();
        symlink(env!("CARGO_BIN_EXE_bmcanvas"), place.path("bin/bmcanvas")).unwrap();
        place.git(&["init", "--quiet", "--initial-branch=main"]);
        place
    }

    /// The path as the system has it, without symbolic links.
    pub(crate) fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.0.path().canonicalize().unwrap().join(path)
    }

    pub(crate) fn file(&self, path: impl AsRef<Path>) -> PathBuf {
        self.path("work").join(path)
    }

    pub(crate) fn write(&self, path: impl AsRef<Path>, text: impl AsRef<[u8]>) {
        let path = self.file(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[track_caller]
    pub(crate) fn read(&self, path: impl AsRef<Path>) -> String {
        String::from_utf8(fs::read(self.file(path)).unwrap()).unwrap()
    }

    /// Writes the file and commits all.
    pub(crate) fn commit(&self, path: impl AsRef<Path>, text: impl AsRef<[u8]>) {
        self.write(path, text);
        self.commit_all();
    }

    /// The same, with this message.
    pub(crate) fn commit_as(&self, message: &str, path: impl AsRef<Path>, text: impl AsRef<[u8]>) {
        self.write(path, text);
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
    }

    pub(crate) fn commit_all(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message=x"]);
    }

    /// Puts a script in the program's place on the PATH.
    pub(crate) fn replace_program(&self, script: &str) {
        let (text, program) = (self.path("script"), self.path("bin/bmcanvas"));
        fs::write(&text, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::remove_file(&program).unwrap();
        // By another process: a program cannot be run while it is open for writing, be it only in what another test forks.
        let mut install = Command::new("install");
        let installed = install.args(["-m", "755"]).args([&text, &program]).status();
        assert!(installed.unwrap().success());
    }

    pub(crate) fn command(&self, program: impl AsRef<OsStr>, has: Program) -> Command {
        let system = std::env::var("PATH").unwrap();
        let path = match has {
            Program::There => format!("{}:{system}", self.path("bin").display()),
            Program::Missing => system,
        };
        let mut command = Command::new(program);
        command
            .current_dir(self.path("work"))
            .env_clear()
            .env("PATH", path)
            .env("HOME", self.path(""))
            .env("LC_ALL", "C.UTF-8")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_AUTHOR_NAME", "A")
            .env("GIT_AUTHOR_EMAIL", "a@b")
            .env("GIT_COMMITTER_NAME", "A")
            .env("GIT_COMMITTER_EMAIL", "a@b")
            .env("GIT_EDITOR", "true")
            .stdin(Stdio::null());
        command
    }

    /// Runs git, which has to succeed.
    #[track_caller]
    pub(crate) fn git(&self, args: &[&str]) -> String {
        let ended = self.try_git(Program::There, args);
        assert_eq!(ended.code, Some(0), "git {args:?}: {ended:?}");
        ended.out
    }

    pub(crate) fn try_git(&self, has: Program, args: &[&str]) -> Ended {
        Ended::of(&self.command("git", has).args(args).output().unwrap())
    }

    pub(crate) fn run<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Ended {
        self.run_with(Program::There, args)
    }

    pub(crate) fn run_with<A: AsRef<OsStr>>(
        &self,
        has: Program,
        args: impl IntoIterator<Item = A>,
    ) -> Ended {
        let mut command = self.command(env!("CARGO_BIN_EXE_bmcanvas"), has);
        Ended::of(&command.args(args).output().unwrap())
    }
}

impl Ended {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            code: output.status.code(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    /// The output of a run that went well.
    #[track_caller]
    pub(crate) fn fine(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.out
    }
}
