//! What surrounds a canvas on the disk: the kinds and themes that a team or a person added.
//!
//! They are data, and so are the rules that it switched. A repository can bring nothing else: no configuration, no key,
//! nothing that runs.

use std::fmt;
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

use super::load::LoadError;
use super::{dirs, find, load};
use crate::format::kind;
use crate::model::kind::Kind;

/// The folder at a repository's top that holds what its team added.
const TEAM_FOLDER: &str = ".bmcanvas";
/// The file in it that switches rules.
const CHECKS: &str = "check.toml";
/// The largest kind or theme that is read, in bytes.
const MOST_BYTES: i64 = 1 << 20;
/// How many files of a folder are looked at.
const MOST_FILES: usize = 500;

/// The folders where kinds and themes are looked for, nearest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library {
    folders: Vec<PathBuf>,
}

/// Where a kind or theme comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The program brings it along.
    BuiltIn,
    /// This file.
    File(PathBuf),
}

impl fmt::Display for Source {
    /// `built in`, or the file's path, untrusted.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn => f.write_str("built in"),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

/// A kind that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// Its title, untrusted.
    pub title: String,
    /// Where it comes from.
    pub source: Source,
}

/// Why a kind cannot be used. Texts and paths are untrusted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KindTrouble {
    /// Nothing has this id.
    #[error("no kind is called {id:?}; there are {}", known.join(", "))]
    Unknown {
        /// The id.
        id: String,
        /// The folders that were looked in.
        looked: Vec<PathBuf>,
        /// The ids that there are.
        known: Vec<String>,
    },
    /// Its file is wrong at a place, given as line and character from 1.
    #[error("{}:{line}:{column}: {reason}", file.display())]
    Wrong {
        /// The file.
        file: PathBuf,
        /// The line.
        line: usize,
        /// The character in it.
        column: usize,
        /// What is wrong.
        reason: String,
    },
    /// Its file cannot be read.
    #[error("{}: {reason}", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        reason: String,
    },
}

impl KindTrouble {
    /// What to do about it, in a line.
    pub fn advice(&self) -> String {
        match self {
            Self::Unknown { looked, .. } => {
                let looked: Vec<_> = looked
                    .iter()
                    .map(|folder| folder.display().to_string())
                    .collect();
                format!(
                    "Put its file into {}, or see it as another kind with --kind; `bmcanvas kinds` lists them.",
                    looked.join(" or ")
                )
            }
            Self::Wrong { .. } => {
                "Correct the kind's file there; `bmcanvas kinds` checks it.".to_owned()
            }
            Self::Unreadable { .. } => {
                "Make the file readable, or remove it to use the built-in kind.".to_owned()
            }
        }
    }
}

impl Library {
    /// What surrounds this folder: the `.bmcanvas` at the top of its repository (outside of one, its own), then the
    /// user's configuration.
    pub fn around(start: &Path) -> Self {
        let top = find::repo_root(start).or_else(|| std::path::absolute(start).ok());
        let team = top.map(|top| top.join(TEAM_FOLDER));
        Self {
            folders: team.into_iter().chain(dirs::config()).collect(),
        }
    }

    /// What is in these folders, nearest first.
    pub fn of(folders: Vec<PathBuf>) -> Self {
        Self { folders }
    }

    /// The kind of this id: the nearest file `kinds/ID.json`, else the built-in one.
    pub fn kind(&self, id: &str) -> Result<Kind, KindTrouble> {
        match self.file("kinds", id, "json") {
            Some(file) => read_kind(&file, id),
            None => kind::built_in_kind(id).ok_or_else(|| self.unknown(id)),
        }
    }

    fn unknown(&self, id: &str) -> KindTrouble {
        let (kinds, _) = self.kinds();
        KindTrouble::Unknown {
            id: id.to_owned(),
            looked: self.subfolders("kinds").collect(),
            known: kinds.into_iter().map(|kind| kind.id).collect(),
        }
    }

    /// All kinds, the built-in ones first, and why a file was passed over. Only files are parsed, so that it can be
    /// asked for at the start.
    pub fn kinds(&self) -> (Vec<Listed>, Vec<KindTrouble>) {
        let mut files = self.files("kinds", "json");
        let mut listed = Vec::new();
        let mut troubles = Vec::new();
        let mut list = |id: &str, file: PathBuf| match read_kind(&file, id) {
            Ok(kind) => listed.push(Listed {
                id: id.to_owned(),
                title: kind.title().to_owned(),
                source: Source::File(file),
            }),
            Err(trouble) => troubles.push(trouble),
        };
        let mut own = Vec::new();
        for (id, json) in kind::built_in() {
            match files.remove(id) {
                Some(file) => list(id, file),
                None => own.push(Listed {
                    id: id.to_owned(),
                    title: built_in_title(json).to_owned(),
                    source: Source::BuiltIn,
                }),
            }
        }
        for (id, file) in files {
            list(&id, file);
        }
        troubles.extend(
            self.misnamed("kinds", "json")
                .map(|file| KindTrouble::Wrong {
                    file,
                    line: 1,
                    column: 1,
                    reason: "its name is no id: it may have letters, digits, -, _ and . only"
                        .to_owned(),
                }),
        );
        own.append(&mut listed);
        (own, troubles)
    }

    /// The text of the nearest file `themes/NAME.toml`, or why it cannot be read; `None` where there is none.
    pub fn theme_text(&self, name: &str) -> Option<Result<String, String>> {
        let file = self.file("themes", name, "toml")?;
        let named = |reason| format!("{}: {reason}", file.display());
        small_text(&file).map(|text| text.map_err(named))
    }

    /// The themes in files, by name, each with the nearest one.
    pub fn themes(&self) -> Vec<(String, PathBuf)> {
        self.files("themes", "toml").into_iter().collect()
    }

    /// The nearest file that switches rules of `check`, and its text or why it cannot be read; `None` where there is none.
    pub fn checks(&self) -> Option<(PathBuf, Result<String, String>)> {
        let mut files = self.folders.iter().map(|folder| folder.join(CHECKS));
        files.find_map(|file| small_text(&file).map(|text| (file, text)))
    }

    fn subfolders(&self, sort: &str) -> impl Iterator<Item = PathBuf> {
        self.folders.iter().map(move |folder| folder.join(sort))
    }

    /// The nearest file of this name; two looks at the disk at most.
    fn file(&self, sort: &str, name: &str, ending: &str) -> Option<PathBuf> {
        if !is_plain(name) {
            return None;
        }
        self.subfolders(sort)
            .map(|folder| folder.join(format!("{name}.{ending}")))
            .find(|file| file.exists())
    }

    /// The files with this ending by their names without it, the nearest of each name.
    fn files(&self, sort: &str, ending: &str) -> std::collections::BTreeMap<String, PathBuf> {
        let mut files = std::collections::BTreeMap::new();
        for path in self.with_ending(sort, ending) {
            if let Some(name) = path.file_stem().and_then(|name| name.to_str())
                && is_plain(name)
            {
                files.entry(name.to_owned()).or_insert(path);
            }
        }
        files
    }

    /// The files with this ending that nothing can be called by. Hidden ones are meant to be passed over.
    fn misnamed(&self, sort: &str, ending: &str) -> impl Iterator<Item = PathBuf> {
        self.with_ending(sort, ending).filter(|path| {
            let name = path.file_stem().map(|name| name.to_string_lossy());
            name.is_some_and(|name| !name.starts_with('.') && !is_plain(&name))
        })
    }

    /// All files with this ending, those of the nearest folder first.
    fn with_ending(&self, sort: &str, ending: &str) -> impl Iterator<Item = PathBuf> {
        let entries = self.subfolders(sort).flat_map(|folder| {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            entries.take(MOST_FILES)
        });
        entries
            .map(|entry| entry.path())
            .filter(move |path| path.extension().is_some_and(|found| found == ending))
    }
}

/// Whether a name can be made a file's name without leading elsewhere.
fn is_plain(name: &str) -> bool {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    !name.is_empty() && !name.starts_with('.') && name.len() <= 64 && name.chars().all(plain)
}

/// The title in a built-in kind's text, which is the first one there.
fn built_in_title(json: &str) -> &str {
    let rest = json.split_once("\"title\": \"").map(|(_, rest)| rest);
    let title = rest.and_then(|rest| rest.split('"').next());
    title.unwrap_or_default()
}

fn read_kind(file: &Path, id: &str) -> Result<Kind, KindTrouble> {
    let bytes = read(file).map_err(|reason| KindTrouble::Unreadable {
        file: file.to_path_buf(),
        reason,
    })?;
    let wrong = |line, column, reason| KindTrouble::Wrong {
        file: file.to_path_buf(),
        line,
        column,
        reason,
    };
    let kind = kind::read(&bytes).map_err(|error| wrong(error.line, error.column, error.reason))?;
    let own = kind.id().as_str();
    if own == id {
        return Ok(kind);
    }
    let reason = format!("its id is {own:?}, so the file has to be called {own}.json");
    Err(wrong(1, 1, reason))
}

/// The bytes of a regular file that is not too large, or why not.
fn read(file: &Path) -> Result<Vec<u8>, String> {
    let words = |error: LoadError| error.to_string();
    let (open, stat) = load::open(file, OFlags::RDONLY).map_err(words)?;
    if stat.st_size > MOST_BYTES {
        return Err("the file is too large: 1 MiB is the most".to_owned());
    }
    load::read(&open, &stat).map_err(words)
}

/// The text of a small file, such as the configuration; `None` where there is no such file.
pub fn small_text(file: &Path) -> Option<Result<String, String>> {
    if !file.exists() {
        return None;
    }
    let text = |bytes| String::from_utf8(bytes).map_err(|_| "the file is not UTF-8".to_owned());
    Some(read(file).and_then(text))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{KindTrouble, Library, Source, small_text};

    const SWOT: &str = include_str!("../../canvases/kinds/swot.json");

    fn write(folder: &Path, path: &str, text: &str) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn library(place: &Path) -> Library {
        Library::of(vec![place.join("repo"), place.join("user")])
    }

    fn swot(id: &str, title: &str) -> String {
        let mut kind: serde_json::Value = serde_json::from_str(SWOT).unwrap();
        kind["id"] = id.into();
        kind["title"] = title.into();
        kind.to_string()
    }

    #[test]
    fn the_nearest_kind_wins() {
        let place = tempfile::tempdir().unwrap();
        let title = |id: &str| library(place.path()).kind(id).unwrap().title().to_owned();
        let built_in = title("swot");
        write(place.path(), "user/kinds/swot.json", &swot("swot", "Mine"));
        assert_eq!(title("swot"), "Mine");
        write(place.path(), "repo/kinds/swot.json", &swot("swot", "Ours"));
        assert_eq!(title("swot"), "Ours");
        fs::remove_dir_all(place.path().join("repo")).unwrap();
        fs::remove_dir_all(place.path().join("user")).unwrap();
        assert_eq!(title("swot"), built_in);
    }

    #[test]
    fn kinds_are_listed_with_their_source() {
        let place = tempfile::tempdir().unwrap();
        write(place.path(), "repo/kinds/team.json", &swot("team", "Team"));
        write(place.path(), "repo/kinds/notes.txt", "no kind");
        let (kinds, troubles) = library(place.path()).kinds();
        assert_eq!(troubles, []);
        let ids: Vec<_> = kinds.iter().map(|kind| kind.id.as_str()).collect();
        let built_in = [
            "business-model",
            "it-business-model",
            "lean",
            "mission-model",
            "swot",
        ];
        assert_eq!(ids, [&built_in[..], &["team"]].concat());
        let file = place.path().join("repo/kinds/team.json");
        assert_eq!(kinds[5].source, Source::File(file));
        assert_eq!(kinds[0].source, Source::BuiltIn);
        for listed in &kinds {
            let kind = library(place.path()).kind(&listed.id).unwrap();
            assert_eq!(listed.title, kind.title());
        }
    }

    #[test]
    fn a_wrong_kind_is_named_with_its_place() {
        let place = tempfile::tempdir().unwrap();
        write(
            place.path(),
            "repo/kinds/bad.json",
            "{\n  \"bmcanvas_kind\": x }",
        );
        write(place.path(), "repo/kinds/other.json", SWOT);
        let library = library(place.path());
        let file = place.path().join("repo/kinds/bad.json");
        let words = library.kind("bad").unwrap_err().to_string();
        let start = format!("{}:2:", file.display());
        assert!(words.starts_with(&start), "{words}");
        let words = library.kind("other").unwrap_err().to_string();
        assert!(words.ends_with("called swot.json"), "{words}");
        let (kinds, troubles) = library.kinds();
        assert_eq!((kinds.len(), troubles.len()), (5, 2));
    }

    #[test]
    fn a_file_whose_name_is_no_id_is_not_passed_over_in_silence() {
        let place = tempfile::tempdir().unwrap();
        write(place.path(), "repo/kinds/our kind.json", SWOT);
        write(place.path(), "repo/kinds/.#swot.json", SWOT);
        let (kinds, troubles) = library(place.path()).kinds();
        assert_eq!((kinds.len(), troubles.len()), (5, 1));
        let words = troubles[0].to_string();
        assert!(
            words.contains("our kind.json:1:1: its name is no id"),
            "{words}"
        );
    }

    #[test]
    fn an_unknown_kind_says_what_there_is_and_an_id_leads_nowhere_else() {
        let place = tempfile::tempdir().unwrap();
        write(place.path(), "repo/secret.json", &swot("../secret", "No"));
        for id in ["none", "../secret", "", ".hidden", "a/b"] {
            match library(place.path()).kind(id).unwrap_err() {
                KindTrouble::Unknown { known, looked, .. } => {
                    assert_eq!((known.len(), looked.len()), (5, 2), "{id}");
                }
                other @ (KindTrouble::Wrong { .. } | KindTrouble::Unreadable { .. }) => {
                    panic!("{id}: {other}")
                }
            }
        }
    }

    #[test]
    fn what_is_no_small_file_is_refused() {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir_all(place.path().join("repo/kinds/folder.json")).unwrap();
        let large = " ".repeat((1 << 20) + 1);
        write(place.path(), "repo/kinds/large.json", &large);
        for (id, reason) in [("folder", "a folder"), ("large", "too large")] {
            let words = library(place.path()).kind(id).unwrap_err().to_string();
            assert!(words.contains(reason), "{words}");
        }
    }

    #[test]
    fn themes_are_found_by_name() {
        let place = tempfile::tempdir().unwrap();
        write(place.path(), "user/themes/night.toml", "user");
        write(place.path(), "user/themes/day.toml", "user");
        write(place.path(), "repo/themes/night.toml", "repo");
        let library = library(place.path());
        let names: Vec<String> = library.themes().into_iter().map(|theme| theme.0).collect();
        assert_eq!(names, ["day", "night"]);
        let text = |name| library.theme_text(name).unwrap();
        assert_eq!(text("night"), Ok("repo".to_owned()));
        assert_eq!(text("day"), Ok("user".to_owned()));
        assert_eq!(library.theme_text("../themes/day"), None);
        assert_eq!(library.theme_text("none"), None);
        fs::write(place.path().join("user/themes/day.toml"), b"\xff").unwrap();
        assert!(text("day").unwrap_err().contains("day.toml: "));
    }

    #[test]
    fn a_small_text_is_text_or_a_reason_or_not_there() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("config.toml");
        assert_eq!(small_text(&file), None);
        fs::write(&file, b"a\xff").unwrap();
        assert!(small_text(&file).unwrap().is_err());
        fs::write(&file, "a = 1").unwrap();
        assert_eq!(small_text(&file), Some(Ok("a = 1".to_owned())));
    }
}
