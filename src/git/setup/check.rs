//! Whether git merges and compares the canvases of a repository as it was told to, and what is in the way.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};

use super::driver::{self, Line, PROGRAM, Word};
use super::{MERGE, RULE, TEXTCONV, values};
use crate::format::{self, What};
use crate::git::program::{Git, GitError};
use crate::git::repo::Repository;
use crate::store::find::SUFFIX;
use crate::store::load;

/// Something that is in the way. Paths and values are untrusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// This key of the configuration is not set.
    Unset(&'static str),
    /// This key holds what another version wrote.
    Old(&'static str),
    /// This key holds what is not ours.
    Foreign(&'static str, String),
    /// The rule does not reach this canvas, or any where there is none yet.
    NoRule(Option<PathBuf>),
    /// The program that git is told to run is not there.
    NoProgram(String),
    /// A merge left this canvas unmerged.
    Unmerged(PathBuf),
    /// The markers of a merge are in this canvas.
    Markers(PathBuf),
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unset(key) => write!(f, "{key} is not set: run `bmcanvas git-setup`"),
            Self::Old(key) => {
                write!(f, "{key} is of another version: run `bmcanvas git-setup`")
            }
            Self::Foreign(key, value) => write!(f, "{key} is taken by another program: {value}"),
            Self::NoRule(None) => {
                write!(f, ".gitattributes lacks `{RULE}`: run `bmcanvas git-setup`")
            }
            Self::NoRule(Some(path)) => write!(
                f,
                "{}: `{RULE}` does not reach it; a later line in a .gitattributes may be stronger",
                path.display()
            ),
            Self::NoProgram(program) if program == PROGRAM => write!(
                f,
                "{PROGRAM} is not on the PATH: until it is, git merges canvases by line; \
                 `bmcanvas git-setup --program PATH` names another place"
            ),
            Self::NoProgram(program) => write!(
                f,
                "{program}: no such program: until it is there, git merges canvases by line"
            ),
            Self::Unmerged(path) => write!(
                f,
                "{}: not merged yet; look at it, then `git add` it",
                path.display()
            ),
            Self::Markers(path) => write!(
                f,
                "{}: git's conflict markers are in it; `bmcanvas fmt` merges both sides",
                path.display()
            ),
        }
    }
}

/// What is in the way of merging and comparing canvases here. `path` is the PATH that programs are looked for on.
pub fn check(repository: &Repository, path: Option<&OsStr>) -> Result<Vec<Finding>, GitError> {
    let git = &repository.git;
    let mut findings = Vec::new();
    for (key, form) in [
        (MERGE, driver::merge as fn(&Word) -> String),
        (TEXTCONV, driver::textconv),
    ] {
        // From anywhere: a person may have set it for all their repositories.
        findings.extend(judge(key, value_of(git, key)?.as_deref(), form));
    }
    findings.extend(missing_programs(repository, path)?);
    let canvases = canvases(git)?;
    findings.extend(unruled(git, &canvases)?);
    findings.extend(unmerged(git)?.into_iter().map(Finding::Unmerged));
    let marked = canvases
        .into_iter()
        .filter(|path| has_markers(&git.folder().join(path)));
    findings.extend(marked.map(Finding::Markers));
    Ok(findings)
}

/// The programs that git is told to run, but that are not there.
pub fn missing_programs(
    repository: &Repository,
    path: Option<&OsStr>,
) -> Result<Vec<Finding>, GitError> {
    let mut programs = BTreeSet::new();
    for key in [MERGE, TEXTCONV] {
        let value = value_of(&repository.git, key)?;
        programs.extend(value.as_deref().and_then(driver::program_in));
    }
    programs.retain(|program| !driver::is_there(program, path));
    Ok(programs.into_iter().map(Finding::NoProgram).collect())
}

/// The value that counts.
fn value_of(git: &Git, key: &str) -> Result<Option<String>, GitError> {
    Ok(values(git.query(["config", "--null", "--get", key])?)?.pop())
}

fn judge(key: &'static str, value: Option<&str>, form: fn(&Word) -> String) -> Option<Finding> {
    let Some(value) = value else {
        return Some(Finding::Unset(key));
    };
    match driver::compare(value, form) {
        Line::Current => None,
        Line::Old => Some(Finding::Old(key)),
        Line::Foreign => Some(Finding::Foreign(key, value.to_owned())),
    }
}

/// The canvases that git knows, by their usual ending.
fn canvases(git: &Git) -> Result<Vec<PathBuf>, GitError> {
    let out = git.query(["ls-files", "-z"])?.fine()?;
    let paths = out.split(|byte| *byte == 0);
    let canvases = paths.filter(|path| path.ends_with(SUFFIX.as_bytes()));
    let mut canvases: Vec<PathBuf> = canvases.map(path_of).collect();
    // One that is unmerged is named once for each side.
    canvases.dedup();
    Ok(canvases)
}

fn path_of(bytes: &[u8]) -> PathBuf {
    OsString::from_vec(bytes.to_vec()).into()
}

/// How many paths go into one call of git.
const AT_ONCE: usize = 200;

/// The canvases that the rule does not reach.
fn unruled(git: &Git, canvases: &[PathBuf]) -> Result<Vec<Finding>, GitError> {
    let any = PathBuf::from(format!("any{SUFFIX}"));
    if unruled_of(git, &[any])?.len() == 1 {
        return Ok(vec![Finding::NoRule(None)]);
    }
    let mut findings = Vec::new();
    for paths in canvases.chunks(AT_ONCE) {
        let unruled = unruled_of(git, paths)?.into_iter();
        findings.extend(unruled.map(|path| Finding::NoRule(Some(path))));
    }
    Ok(findings)
}

fn unruled_of(git: &Git, paths: &[PathBuf]) -> Result<BTreeSet<PathBuf>, GitError> {
    let arguments = ["check-attr", "-z", "merge", "diff", "--"];
    let paths = paths.iter().map(|path| path.as_os_str());
    let arguments = arguments.map(OsStr::new).into_iter().chain(paths);
    let out = git.query(arguments)?.fine()?;
    let words: Vec<&[u8]> = out.split(|byte| *byte == 0).collect();
    let said = words.chunks_exact(3).filter_map(|said| match said {
        [path, _, value] if *value != PROGRAM.as_bytes() => Some(path_of(path)),
        _ => None,
    });
    Ok(said.collect())
}

/// The canvases that a merge left unmerged.
fn unmerged(git: &Git) -> Result<BTreeSet<PathBuf>, GitError> {
    let out = git.query(["ls-files", "-z", "--unmerged"])?.fine()?;
    let entries = out.split(|byte| *byte == 0);
    let paths = entries.filter_map(|entry| entry.splitn(2, |byte| *byte == b'\t').nth(1));
    let canvases = paths.filter(|path| path.ends_with(SUFFIX.as_bytes()));
    Ok(canvases.map(path_of).collect())
}

fn has_markers(file: &Path) -> bool {
    let Ok(loaded) = load::load(file) else {
        return false;
    };
    matches!(
        format::read(&loaded.bytes),
        Err(broken) if matches!(broken.what, What::ConflictMarkers { .. })
    )
}
