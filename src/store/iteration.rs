//! The iterations of a canvas that were kept as files beside it: `plan.3.canvas.json` of `plan.canvas.json`.

use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::find::SUFFIX;
use super::target;

/// How the iterations of a canvas are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    folder: PathBuf,
    /// What their names begin and end with.
    stem: Vec<u8>,
    ending: Vec<u8>,
}

/// What a file is in its family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The canvas that goes on.
    Canvas,
    /// One of its iterations.
    Iteration(u64),
}

/// An iteration of a canvas, kept as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Iteration {
    /// Its number.
    pub number: u64,
    /// Its file.
    pub path: PathBuf,
    /// When the file was changed last.
    pub modified: SystemTime,
}

/// The family of a file, and what it is in that. It is an iteration where it is called like one of a canvas beside it.
pub fn family(file: &Path) -> (Family, Role) {
    let name = file.file_name().unwrap_or_default().as_bytes();
    let at = name.len() - ending(name).len();
    let (stem, ending) = name.split_at_checked(at).unwrap_or((name, b""));
    let family = |stem: &[u8]| Family {
        folder: file.parent().unwrap_or(Path::new("")).to_path_buf(),
        stem: stem.to_vec(),
        ending: ending.to_vec(),
    };
    let dot = stem.iter().rposition(|byte| *byte == b'.');
    let parts = dot.and_then(|dot| Some((stem.get(..dot)?, number(stem.get(dot + 1..)?)?)));
    if let Some((of, number)) = parts {
        let canvas = family(of);
        if !of.is_empty() && canvas.canvas().is_file() {
            return (canvas, Role::Iteration(number));
        }
    }
    (family(stem), Role::Canvas)
}

impl Family {
    /// The canvas that goes on.
    pub fn canvas(&self) -> PathBuf {
        self.named(b"")
    }

    /// The file of this iteration, whether or not it is there.
    pub fn iteration(&self, number: u64) -> PathBuf {
        self.named(format!(".{number}").as_bytes())
    }

    /// The iterations that are there, the newest first.
    pub fn iterations(&self) -> Vec<Iteration> {
        let entries = std::fs::read_dir(target::folder(&self.canvas()));
        let found = entries.into_iter().flatten().flatten();
        let iteration = |entry: std::fs::DirEntry| {
            let number = self.number(entry.file_name().as_bytes())?;
            let path = self.folder.join(entry.file_name());
            // A link to a file will do.
            let meta = std::fs::metadata(&path)
                .ok()
                .filter(std::fs::Metadata::is_file)?;
            let modified = meta.modified().ok()?;
            Some(Iteration {
                number,
                path,
                modified,
            })
        };
        let mut found: Vec<Iteration> = found.filter_map(iteration).collect();
        found.sort_by_key(|iteration| std::cmp::Reverse(iteration.number));
        found
    }

    /// The number of the iteration of this name.
    fn number(&self, name: &[u8]) -> Option<u64> {
        let rest = name.strip_prefix(&*self.stem)?.strip_prefix(b".")?;
        number(rest.strip_suffix(&*self.ending)?)
    }

    fn named(&self, middle: &[u8]) -> PathBuf {
        let name = [&self.stem, middle, &self.ending].concat();
        self.folder.join(OsString::from_vec(name))
    }
}

/// What a canvas's name ends with.
fn ending(name: &[u8]) -> &[u8] {
    let suffix = SUFFIX.as_bytes();
    if name.ends_with(suffix) && name.len() > suffix.len() {
        return suffix;
    }
    match name.iter().rposition(|byte| *byte == b'.') {
        // A name that begins with its only dot has no ending.
        Some(0) | None => b"",
        Some(dot) => name.get(dot..).unwrap_or_default(),
    }
}

/// Reads a number as it is written here: without zeros before it.
fn number(digits: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(digits).ok()?;
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(files: &[&str]) -> tempfile::TempDir {
        let place = tempfile::tempdir().unwrap();
        for file in files {
            std::fs::write(place.path().join(file), "").unwrap();
        }
        place
    }

    fn name(path: &Path) -> &str {
        path.file_name().unwrap().to_str().unwrap()
    }

    #[test]
    fn iterations_are_told_by_their_names_and_come_newest_first() {
        let place = place(&[
            "plan.canvas.json",
            "plan.2.canvas.json",
            "plan.10.canvas.json",
            "plan.03.canvas.json",
            "plan.x.canvas.json",
            "plan.4.json",
            "plans.5.canvas.json",
            "plan.99999999999999999999.canvas.json",
        ]);
        std::fs::create_dir(place.path().join("plan.7.canvas.json")).unwrap();
        let (family, role) = family(&place.path().join("plan.canvas.json"));
        assert_eq!(role, Role::Canvas);
        let found = family.iterations();
        let names: Vec<(u64, &str)> = found
            .iter()
            .map(|found| (found.number, name(&found.path)))
            .collect();
        assert_eq!(
            names,
            [(10, "plan.10.canvas.json"), (2, "plan.2.canvas.json")]
        );
        assert_eq!(name(&family.iteration(11)), "plan.11.canvas.json");
    }

    #[test]
    fn an_iteration_is_one_of_a_canvas_beside_it() {
        let place = place(&[
            "plan.canvas.json",
            "x.json",
            "noend",
            ".7",
            "lone.2026.canvas.json",
        ]);
        for (file, canvas, role) in [
            ("plan.3.canvas.json", "plan.canvas.json", Role::Iteration(3)),
            ("x.3.json", "x.json", Role::Iteration(3)),
            (
                "lone.2026.canvas.json",
                "lone.2026.canvas.json",
                Role::Canvas,
            ),
            ("noend", "noend", Role::Canvas),
            (".7", ".7", Role::Canvas),
        ] {
            let (family, found) = family(&place.path().join(file));
            assert_eq!((name(&family.canvas()), found), (canvas, role), "{file}");
        }
        let (family, _) = family(&place.path().join("lone.2026.canvas.json"));
        assert_eq!(name(&family.iteration(1)), "lone.2026.1.canvas.json");
    }
}
