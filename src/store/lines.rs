//! The lines typed for a canvas where one line is asked for, in the user's own state folder: a file that grows by a line.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::Mode;
use serde::{Deserialize, Serialize};

use super::temp::Temp;
use super::{dirs, target, write};
use crate::model::lines::{Lines, Sort};

/// A file with more is not read.
const MOST_BYTES: u64 = 16 << 20;
/// A file with so many times the lines that are kept is written anew.
const ROOM: usize = 4;

/// A line in the file.
#[derive(Debug, Serialize, Deserialize)]
struct Stored<'s> {
    /// What it was typed for.
    #[serde(rename = "for")]
    sort: std::borrow::Cow<'s, str>,
    /// The line.
    line: std::borrow::Cow<'s, str>,
}

/// Where they are by default; `None` without a home.
pub fn folder() -> Option<PathBuf> {
    dirs::state().map(|state| state.join("lines"))
}

/// The lines typed for the canvas at this path; none where they cannot be read.
pub fn read(folder: &Path, canvas: &Path) -> Lines {
    let path = file(folder, canvas);
    let is_small =
        fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file() && meta.len() <= MOST_BYTES);
    let bytes = is_small.then(|| fs::read(&path).ok()).flatten();
    let bytes = bytes.unwrap_or_default();
    let mut lines = Lines::default();
    let mut count = 0;
    for stored in bytes.split(|byte| *byte == b'\n') {
        // Of a line that was cut off by a crash nothing can be had.
        if let Ok(stored) = serde_json::from_slice::<Stored<'_>>(stored)
            && let Some(sort) = Sort::of_key(&stored.sort)
        {
            lines.add(sort, &stored.line);
            count += 1;
        }
    }
    if count > ROOM * Lines::MOST {
        // Where that fails, the file stays as long as it is.
        let _ = rewrite(&path, &lines);
    }
    lines
}

/// Adds a line; on `Ok` it is on the disk. What others add at the same time stays.
pub fn add(folder: &Path, canvas: &Path, sort: Sort, line: &str) -> io::Result<()> {
    dirs::create(folder)?;
    let path = file(folder, canvas);
    let mut options = OpenOptions::new();
    let mut file = options.append(true).create(true).mode(0o600).open(path)?;
    file.write_all(&stored(sort, line)?)?;
    file.sync_data()
}

/// It begins a line of its own, also where the last one was cut off.
fn stored(sort: Sort, line: &str) -> io::Result<Vec<u8>> {
    let stored = Stored {
        sort: sort.key().into(),
        line: line.into(),
    };
    let mut bytes = vec![b'\n'];
    serde_json::to_writer(&mut bytes, &stored)?;
    Ok(bytes)
}

fn rewrite(path: &Path, lines: &Lines) -> io::Result<()> {
    let stored: io::Result<Vec<Vec<u8>>> = lines
        .iter()
        .map(|(sort, line)| stored(sort, line))
        .collect();
    let temp = Temp::beside(path, Mode::RUSR | Mode::WUSR)?;
    write::write_all(&temp.file, &stored?.concat())?;
    temp.take_place(path)?;
    Ok(())
}

fn file(folder: &Path, canvas: &Path) -> PathBuf {
    let canvas = target::canonical(canvas);
    let hash = dirs::hash(canvas.as_os_str().as_bytes());
    folder.join(format!("{hash:016x}.jsonl"))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn what_is_added_is_read_and_what_is_torn_is_passed_over() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("state/lines");
        let canvas = Path::new("/a/plan.canvas.json");
        assert_eq!(read(&folder, canvas), Lines::default());
        add(&folder, canvas, Sort::Amount, "twelve\n\u{1b}\"").unwrap();
        let path = file(&folder, canvas);
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let mut bytes = fs::read(&path).unwrap();
        bytes.extend(b"\n{\"for\":\"motto\",\"line\":\"later\"}\n{\"for\":\"amou");
        fs::write(&path, bytes).unwrap();
        add(&folder, canvas, Sort::Amount, "ten").unwrap();
        let lines = read(&folder, canvas);
        let all: Vec<_> = lines.iter().collect();
        assert_eq!(
            all,
            [(Sort::Amount, "twelve\n\u{1b}\""), (Sort::Amount, "ten")]
        );
        assert_eq!(read(&folder, Path::new("/b.canvas.json")), Lines::default());
    }

    #[test]
    fn the_file_does_not_grow_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let canvas = Path::new("/a/plan.canvas.json");
        let path = file(folder.path(), canvas);
        let many = (0..=ROOM * Lines::MOST).map(|n| stored(Sort::Said, &n.to_string()).unwrap());
        fs::write(&path, many.collect::<Vec<_>>().concat()).unwrap();
        let lines = read(folder.path(), canvas);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(
            text.lines().filter(|line| !line.is_empty()).count(),
            Lines::MOST
        );
        assert_eq!(read(folder.path(), canvas), lines);
        assert_eq!(lines.back(Sort::Said, 1), Some("800"));
    }
}
