//! Where canvases are, and what a new one may be called.

use std::collections::VecDeque;
use std::fs::DirEntry;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rustix::buffer::spare_capacity;
use rustix::fs::OFlags;

use super::load;

/// What the name of a canvas ends with.
pub const SUFFIX: &str = ".canvas.json";

/// How far a search goes, so that it never keeps the first screen waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many folders deep; 0 is the folder itself.
    pub depth: usize,
    /// How many canvases at most.
    pub files: usize,
    /// How many names are looked at, canvases or not.
    pub names: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 4,
            files: 200,
            names: 5_000,
        }
    }
}

/// A canvas that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it is, below the folder that was searched.
    pub path: PathBuf,
    /// Its title as it seems from the file's beginning, untrusted; `None` where there is none.
    pub title: Option<String>,
    /// When it was changed last.
    pub modified: SystemTime,
}

/// The canvases in the folder and below it, by path. Near ones are looked for first. Hidden folders and those that
/// tools fill are passed over, and links to folders are not followed. What cannot be read is not found.
pub fn canvases_under(folder: &Path, limits: Limits) -> Vec<Found> {
    let mut folders = VecDeque::from([(folder.to_path_buf(), 0)]);
    let mut names = limits.names;
    let mut found = Vec::new();
    while let Some((folder, depth)) = folders.pop_front() {
        let entries = std::fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .take(names);
        for entry in entries {
            names -= 1;
            if depth < limits.depth && is_searched(&entry) {
                folders.push_back((entry.path(), depth + 1));
            } else if found.len() < limits.files {
                found.extend(canvas(&entry));
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn is_searched(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let name = name.as_encoded_bytes();
    let passed_over = name.starts_with(b".") || name == b"target" || name == b"node_modules";
    !passed_over && entry.file_type().is_ok_and(|kind| kind.is_dir())
}

fn canvas(entry: &DirEntry) -> Option<Found> {
    let name = entry.file_name();
    let name = name.as_encoded_bytes();
    if !name.ends_with(SUFFIX.as_bytes()) || name.starts_with(b".") {
        return None;
    }
    let path = entry.path();
    let meta = std::fs::metadata(&path).ok()?;
    let found = |modified| Found {
        title: title(&path),
        path,
        modified,
    };
    meta.is_file()
        .then(|| meta.modified().ok())
        .flatten()
        .map(found)
}

/// The first title in the file's first bytes; there the canonical form has it.
fn title(path: &Path) -> Option<String> {
    const BEGINNING: usize = 2048;
    let (file, _) = load::open(path, OFlags::RDONLY).ok()?;
    let mut bytes = Vec::with_capacity(BEGINNING);
    rustix::io::read(file, spare_capacity(&mut bytes)).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let (_, rest) = text.split_once("\"title\"")?;
    let value = rest.trim_start().strip_prefix(':')?;
    let title = serde_json::Deserializer::from_str(value)
        .into_iter::<String>()
        .next()?;
    title.ok().filter(|title| !title.is_empty())
}

/// The nearest folder at or above this one that is the top of a git work tree.
pub fn repo_root(from: &Path) -> Option<PathBuf> {
    let from = std::fs::canonicalize(from)
        .or_else(|_| std::path::absolute(from))
        .ok()?;
    from.ancestors()
        .find(|folder| folder.join(".git").exists())
        .map(Path::to_path_buf)
}

/// A name in the folder for a canvas of this title that no file has yet: `my-canvas.canvas.json`, or `-2`, `-3` …
pub fn free_name(folder: &Path, title: &str) -> PathBuf {
    let slug = slug(title);
    let first = folder.join(format!("{slug}{SUFFIX}"));
    let others = (2_u64..).map(|n| folder.join(format!("{slug}-{n}{SUFFIX}")));
    // A link that leads nowhere takes its name too.
    let free = |path: &PathBuf| path.symlink_metadata().is_err();
    std::iter::once(first.clone())
        .chain(others)
        .find(free)
        .unwrap_or(first)
}

/// Letters and digits in lower case, with single hyphens between them.
fn slug(title: &str) -> String {
    const LONGEST: usize = 60;
    let lower = title.to_lowercase();
    let mut slug = String::new();
    for word in lower
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let hyphen = if slug.is_empty() { "" } else { "-" };
        for letter in hyphen.chars().chain(word.chars()) {
            if slug.len() + letter.len_utf8() <= LONGEST {
                slug.push(letter);
            }
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "canvas".into()
    } else {
        slug.into()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::path::Path;

    use proptest::prelude::*;

    use super::{Limits, canvases_under, free_name, repo_root, slug};

    fn write(folder: &Path, path: &str, text: &str) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn paths(folder: &Path, limits: Limits) -> Vec<String> {
        let found = canvases_under(folder, limits).into_iter();
        found
            .map(|found| {
                found
                    .path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned()
            })
            .collect()
    }

    #[test]
    fn canvases_are_found_where_people_put_them() {
        let place = tempfile::tempdir().unwrap();
        for path in [
            "b.canvas.json",
            "a/z.canvas.json",
            "a/1/2/3/deep.canvas.json",
            "a/1/2/3/4/too-deep.canvas.json",
            "plain.json",
            "target/x.canvas.json",
            "node_modules/x.canvas.json",
            ".git/x.canvas.json",
            ".hidden.canvas.json",
            "folder.canvas.json/in.canvas.json",
        ] {
            write(place.path(), path, "");
        }
        symlink(".", place.path().join("circle")).unwrap();
        symlink("b.canvas.json", place.path().join("link.canvas.json")).unwrap();
        symlink("nowhere", place.path().join("dangling.canvas.json")).unwrap();
        let all = [
            "a/1/2/3/deep.canvas.json",
            "a/z.canvas.json",
            "b.canvas.json",
            "folder.canvas.json/in.canvas.json",
            "link.canvas.json",
        ];
        assert_eq!(paths(place.path(), Limits::default()), all);
        let near = Limits {
            depth: 0,
            ..Limits::default()
        };
        assert_eq!(
            paths(place.path(), near),
            ["b.canvas.json", "link.canvas.json"]
        );
        let count = |limits| paths(place.path(), limits).len();
        let one_file = Limits {
            files: 1,
            ..Limits::default()
        };
        assert_eq!(count(one_file), 1);
        let no_name = Limits {
            names: 0,
            ..Limits::default()
        };
        assert_eq!(count(no_name), 0);
        assert_eq!(
            paths(&place.path().join("none"), Limits::default()),
            [""; 0]
        );
    }

    #[test]
    fn the_title_is_read_from_the_beginning() {
        let place = tempfile::tempdir().unwrap();
        for (text, title) in [
            (
                r#"{ "bmcanvas": 1, "title" : "A \"B\" é", "notes": {} }"#,
                Some("A \"B\" é"),
            ),
            ("\u{feff}{\r\n\"title\":\"x\"", Some("x")),
            (r#"{ "title": "" }"#, None),
            (r#"{ "title": 7 }"#, None),
            (r#"{ "title": "cut"#, None),
            ("{}", None),
        ] {
            write(place.path(), "a.canvas.json", text);
            let found = canvases_under(place.path(), Limits::default());
            assert_eq!(found[0].title.as_deref(), title, "{text}");
        }
    }

    #[test]
    fn the_root_is_the_nearest_work_tree() {
        let place = tempfile::tempdir().unwrap();
        let top = fs::canonicalize(place.path()).unwrap();
        write(&top, "a/.git", "gitdir: elsewhere");
        write(&top, "a/b/c/file", "");
        for from in ["a", "a/b/c", "a/b/c/file", "a/b/none"] {
            assert_eq!(repo_root(&top.join(from)), Some(top.join("a")), "{from}");
        }
        assert_ne!(repo_root(&top), Some(top.join("a")));
    }

    #[test]
    fn a_new_name_is_free() {
        let place = tempfile::tempdir().unwrap();
        for name in [
            "my-canvas.canvas.json",
            "my-canvas-2.canvas.json",
            "my-canvas-3.canvas.json",
        ] {
            let free = free_name(place.path(), "My  Canvas!");
            assert_eq!(free, place.path().join(name));
            symlink("nowhere", free).unwrap();
        }
    }

    #[test]
    fn slugs() {
        for (title, expected) in [
            ("AWS EC2, 2015", "aws-ec2-2015"),
            ("../../etc/passwd", "etc-passwd"),
            ("Überblick: Käse", "überblick-käse"),
            ("", "canvas"),
            ("\u{202e}\u{1b}[2J", "2j"),
            ("—", "canvas"),
        ] {
            assert_eq!(slug(title), expected);
        }
    }

    proptest! {
        #[test]
        fn a_slug_is_a_safe_name(title in any::<String>()) {
            let slug = slug(&title);
            prop_assert!(!slug.is_empty() && slug.len() <= 60);
            prop_assert!(slug.chars().all(|letter| letter == '-' || letter.is_alphanumeric()));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        }
    }
}
