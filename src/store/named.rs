//! Where a path leads that somebody wrote in a canvas.

use std::path::{Path, PathBuf};

use super::find;

/// Where the paths of a canvas are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Around {
    /// The canvas's folder.
    folder: PathBuf,
    /// The top of the repository that it is in.
    top: Option<PathBuf>,
    /// What `~` stands for.
    home: Option<PathBuf>,
}

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A regular file, by its absolute path.
    File(PathBuf),
    /// A folder, by its absolute path.
    Folder(PathBuf),
    /// Something else, such as a pipe or a device: an editor would wait for it, or worse.
    Other(PathBuf),
}

impl Around {
    /// What is around the canvas at this path.
    pub fn canvas(path: &Path) -> Self {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        Self::folder(path.parent().unwrap_or(&path))
    }

    /// What is around a canvas in this folder.
    pub fn folder(folder: &Path) -> Self {
        let home = std::env::var_os("HOME").map(PathBuf::from);
        Self {
            folder: std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf()),
            top: find::repo_root(folder),
            home: home.filter(|home| home.is_absolute()),
        }
    }

    /// What the path leads to: from the canvas's folder, else from the repository's top. `None` where nothing is there.
    pub fn find(&self, path: &str) -> Option<Named> {
        // No name of a file begins so in a program's arguments, or garbles a terminal.
        if path.starts_with('-') || path.contains(char::is_control) {
            return None;
        }
        let candidates = match path.strip_prefix("~/") {
            Some(rest) => vec![self.home.as_ref()?.join(rest)],
            None => std::iter::once(&self.folder)
                .chain(&self.top)
                .map(|folder| folder.join(path))
                .collect(),
        };
        candidates.into_iter().find_map(named)
    }

    /// The canvas's folder, absolute.
    pub fn here(&self) -> &Path {
        &self.folder
    }

    /// Whether there is a repository's top to look from, other than the canvas's folder.
    pub fn has_top(&self) -> bool {
        self.top.as_ref().is_some_and(|top| *top != self.folder)
    }
}

fn named(path: PathBuf) -> Option<Named> {
    let kind = path.metadata().ok()?.file_type();
    Some(if kind.is_file() {
        Named::File(path)
    } else if kind.is_dir() {
        Named::Folder(path)
    } else {
        Named::Other(path)
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Around, Named};

    #[test]
    fn a_path_leads_from_the_folder_then_from_the_top() {
        let place = tempfile::tempdir().unwrap();
        let top = fs::canonicalize(place.path()).unwrap();
        fs::create_dir_all(top.join(".git")).unwrap();
        fs::create_dir_all(top.join("plans/src")).unwrap();
        fs::create_dir_all(top.join("src")).unwrap();
        for file in ["a.rs", "plans/a.rs", "src/b.rs", "src/-x.rs"] {
            fs::write(top.join(file), "").unwrap();
        }
        let around = Around::canvas(&top.join("plans/x.canvas.json"));
        let file = |path: &str| Some(Named::File(top.join(path)));
        assert_eq!(around.find("a.rs"), file("plans/a.rs"));
        assert_eq!(around.find("../a.rs"), file("plans/../a.rs"));
        assert_eq!(around.find("src/b.rs"), file("src/b.rs"));
        assert_eq!(around.find("src/-x.rs"), file("src/-x.rs"));
        assert_eq!(
            around.find("src"),
            Some(Named::Folder(top.join("plans/src")))
        );
        let absolute = top.join("a.rs");
        assert_eq!(
            around.find(absolute.to_str().unwrap()),
            Some(Named::File(absolute.clone()))
        );
        for none in [
            "c.rs",
            "-x.rs",
            "src/\u{1b}",
            "a.rs\n",
            "~/none-of-that-name",
        ] {
            assert_eq!(around.find(none), None, "{none:?}");
        }
        assert_eq!(
            around.find("/dev/null"),
            Some(Named::Other("/dev/null".into()))
        );
        assert!(around.has_top() && around.here() == top.join("plans"));
    }
}
