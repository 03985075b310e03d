//! What the start screen lists of this folder: first the canvases that an earlier run left unfinished.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::app::msg::{Entry, Msg};
use crate::store::find::{self, Found, Limits};
use crate::store::{orphan, target};

/// The canvases in and below the current folder, but for the one at the path `open`.
pub(super) fn look(open: Option<&Path>) -> Msg {
    let mut found = find::canvases_under(Path::new("."), Limits::default());
    found.retain(|found| !open.is_some_and(|open| target::is_same(&found.path, open)));
    let left = orphan::all_orphans()
        .into_iter()
        .map(|orphan| orphan.path)
        .collect();
    let here = std::fs::canonicalize(".").unwrap_or_default();
    Msg::Found(entries(&found, left, &here))
}

/// The entries for what was found and for what was `left` unfinished below `here`, which may have no file yet.
fn entries(found: &[Found], mut left: BTreeSet<PathBuf>, here: &Path) -> Vec<Entry> {
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for found in found {
        let mut entry = entry(&found.path, found.title.as_deref());
        let whole = std::fs::canonicalize(&found.path).ok();
        if whole.is_some_and(|whole| left.remove(&whole)) {
            entry.detail = format!("unfinished: {}", entry.detail);
            first.push(entry);
        } else {
            rest.push(entry);
        }
    }
    let fileless = left.iter().filter_map(|path| path.strip_prefix(here).ok());
    first.extend(fileless.map(|path| Entry {
        detail: "unfinished".to_owned(),
        ..entry(path, None)
    }));
    first.append(&mut rest);
    first
}

fn entry(path: &Path, title: Option<&str>) -> Entry {
    let label = path.strip_prefix(".").unwrap_or(path);
    let detail = label.to_string_lossy().into_owned();
    Entry {
        path: path.as_os_str().to_owned(),
        label: title
            .filter(|title| !title.is_empty())
            .unwrap_or(&detail)
            .to_owned(),
        detail,
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    #[test]
    fn what_was_left_unfinished_comes_first_with_or_without_a_file() {
        let place = tempfile::tempdir().unwrap();
        let here = std::fs::canonicalize(place.path()).unwrap();
        let found = ["a.canvas.json", "b.canvas.json"].map(|name| {
            std::fs::write(here.join(name), "{}").unwrap();
            Found {
                path: here.join(name),
                title: Some(name.to_uppercase()),
                modified: SystemTime::UNIX_EPOCH,
            }
        });
        let told = |left: &[&Path]| -> Vec<(String, String)> {
            let left = left.iter().map(|path| path.to_path_buf()).collect();
            let entries = entries(&found, left, &here).into_iter();
            entries
                .map(|entry| {
                    (
                        entry.label,
                        entry.detail.replace(&format!("{}/", here.display()), ""),
                    )
                })
                .collect()
        };
        let pair = |label: &str, detail: &str| (label.to_owned(), detail.to_owned());
        let (a, b) = (
            pair("A.CANVAS.JSON", "a.canvas.json"),
            pair("B.CANVAS.JSON", "b.canvas.json"),
        );
        assert_eq!(told(&[]), [a.clone(), b]);
        let left = [
            &*here.join("b.canvas.json"),
            &here.join("deep/new.json"),
            Path::new("/elsewhere/c.canvas.json"),
        ];
        assert_eq!(
            told(&left),
            [
                pair("B.CANVAS.JSON", "unfinished: b.canvas.json"),
                pair("deep/new.json", "unfinished"),
                a,
            ]
        );
    }
}
