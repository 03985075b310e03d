//! How a canvas stands in its repository: branch, upstream, whether all of it is committed.

use std::ffi::OsStr;
use std::path::Path;

use super::program::{Git, GitError};
use super::repo::{Place, Repository};

/// How a file and the branch that it is on stand. Names are untrusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// What is checked out.
    pub head: Head,
    /// The hash of the last commit; `None` where there is none yet.
    pub commit: Option<String>,
    /// The branch that it follows, if it does.
    pub upstream: Option<Upstream>,
    /// How the file stands.
    pub file: FileState,
    /// What is under way and waits to be finished.
    pub under_way: Option<UnderWay>,
}

/// What is checked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Head {
    /// A branch, by its name.
    Branch(String),
    /// A branch, by its name, that has no commit yet.
    Unborn(String),
    /// A commit, by its short hash.
    Detached(String),
}

/// The branch that a branch follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upstream {
    /// Its name, such as `origin/main`.
    pub name: String,
    /// How far apart the two are; `None` where it is gone.
    pub distance: Option<Distance>,
}

/// How far apart two branches are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Distance {
    /// Commits that the upstream lacks, as far as known since the last fetch.
    pub ahead: u64,
    /// Commits that only the upstream has.
    pub behind: u64,
}

/// How a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// It is as committed.
    Clean,
    /// It differs from what is committed: changed, deleted, or added and not yet committed.
    Changed,
    /// git does not know it.
    Untracked,
    /// git is told not to know it.
    Ignored,
    /// A merge left it unmerged.
    Unmerged,
    /// It is neither there nor known.
    Absent,
}

/// What is under way and waits to be finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnderWay {
    /// A merge.
    Merge,
    /// A rebase.
    Rebase,
    /// A cherry-pick.
    CherryPick,
    /// A revert.
    Revert,
}

impl UnderWay {
    /// Its name, as git's command has it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Rebase => "rebase",
            Self::CherryPick => "cherry-pick",
            Self::Revert => "revert",
        }
    }

    /// What is under way in this repository: git's own folder tells.
    fn in_repository(repository: &Repository) -> Option<Self> {
        const SIGNS: [(&str, UnderWay); 5] = [
            // A rebase stops in the middle of a cherry-pick.
            ("rebase-merge", UnderWay::Rebase),
            ("rebase-apply", UnderWay::Rebase),
            ("MERGE_HEAD", UnderWay::Merge),
            ("CHERRY_PICK_HEAD", UnderWay::CherryPick),
            ("REVERT_HEAD", UnderWay::Revert),
        ];
        let is_there = |sign: &str| repository.git_dir.join(sign).exists();
        SIGNS
            .into_iter()
            .find_map(|(sign, under_way)| is_there(sign).then_some(under_way))
    }
}

/// How the file at this place stands.
pub fn status(place: &Place) -> Result<Status, GitError> {
    let repository = &place.repository;
    let said = ask(&repository.git, &place.path)?;
    Ok(Status {
        head: said.head(),
        commit: said.commit(),
        upstream: said.upstream(),
        file: said.file_state(&repository.git.folder().join(&place.path)),
        under_way: UnderWay::in_repository(repository),
    })
}

/// What git says of the file at this path from its folder on.
pub(super) fn ask(git: &Git, path: &Path) -> Result<Said, GitError> {
    let arguments = [
        "status",
        "--porcelain=v2",
        "--branch",
        "--ahead-behind",
        "--no-renames",
        "--untracked-files=all",
        "--ignored=matching",
        "--ignore-submodules=all",
        "-z",
        "--",
    ];
    let arguments = arguments.map(OsStr::new).into_iter();
    let output = git.query(arguments.chain([path.as_os_str()]))?.fine()?;
    Ok(parse(&output))
}

fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// What `git status --porcelain=v2 --branch -z` said of one file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    commit: String,
    branch: String,
    upstream: Option<String>,
    distance: Option<Distance>,
    /// `None` where it said nothing of the file.
    file: Option<FileState>,
}

/// How much of a commit's hash is shown.
const SHORT: usize = 8;

impl Said {
    pub(super) fn head(&self) -> Head {
        // A branch can hardly be called so; a commit is never called `(initial)`.
        match (self.commit.as_str(), self.branch.as_str()) {
            ("(initial)", branch) => Head::Unborn(branch.to_owned()),
            (commit, "(detached)") => Head::Detached(commit.chars().take(SHORT).collect()),
            (_, branch) => Head::Branch(branch.to_owned()),
        }
    }

    fn commit(&self) -> Option<String> {
        (self.commit != "(initial)").then(|| self.commit.clone())
    }

    pub(super) fn upstream(&self) -> Option<Upstream> {
        let name = self.upstream.clone()?;
        let distance = self.distance;
        Some(Upstream { name, distance })
    }

    /// How the file at this path stands.
    pub(super) fn file_state(&self, path: &Path) -> FileState {
        match self.file {
            Some(state) => state,
            None if is_there(path) => FileState::Clean,
            None => FileState::Absent,
        }
    }
}

/// Takes an answer apart. What is of no use, or of a later version of git, is passed over.
fn parse(answer: &[u8]) -> Said {
    let mut said = Said::default();
    for entry in answer.split(|byte| *byte == 0) {
        let entry = String::from_utf8_lossy(entry);
        let Some((mark, rest)) = entry.split_once(' ') else {
            continue;
        };
        match mark {
            "#" => said.header(rest),
            "1" | "2" => said.file = Some(FileState::Changed),
            "u" => said.file = Some(FileState::Unmerged),
            "?" => said.file = Some(FileState::Untracked),
            "!" => said.file = Some(FileState::Ignored),
            _ => {}
        }
    }
    said
}

impl Said {
    fn header(&mut self, header: &str) {
        let Some((name, value)) = header.split_once(' ') else {
            return;
        };
        match name {
            "branch.oid" => value.clone_into(&mut self.commit),
            "branch.head" => value.clone_into(&mut self.branch),
            "branch.upstream" => self.upstream = Some(value.to_owned()),
            "branch.ab" => self.distance = distance(value),
            _ => {}
        }
    }
}

/// Reads `+2 -1`.
fn distance(text: &str) -> Option<Distance> {
    let (ahead, behind) = text.split_once(' ')?;
    Some(Distance {
        ahead: ahead.strip_prefix('+')?.parse().ok()?,
        behind: behind.strip_prefix('-')?.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(lines: &[&str]) -> Said {
        let mut answer = String::new();
        for line in lines {
            answer.push_str(line);
            answer.push('\0');
        }
        parse(answer.as_bytes())
    }

    fn head(commit: &str, branch: &str) -> Head {
        let commit = format!("# branch.oid {commit}");
        said(&[&commit, &format!("# branch.head {branch}")]).head()
    }

    const COMMIT: &str = "abec24f226a0887cfc5c83db970d5cbfe0a32e1e";

    #[test]
    fn what_is_checked_out() {
        let branch = |name: &str| Head::Branch(name.to_owned());
        assert_eq!(head(COMMIT, "main"), branch("main"));
        assert_eq!(head(COMMIT, "a/b#c"), branch("a/b#c"));
        assert_eq!(head(COMMIT, "é\u{202e}"), branch("é\u{202e}"));
        assert_eq!(head(COMMIT, "(detached"), branch("(detached"));
        assert_eq!(head("(initial)", "x"), Head::Unborn("x".to_owned()));
        let detached = Head::Detached("abec24f2".to_owned());
        assert_eq!(head(COMMIT, "(detached)"), detached);
        let bytes = parse(b"# branch.oid abc\0# branch.head a\xffb\0");
        assert_eq!(bytes.head(), branch("a\u{fffd}b"));
    }

    #[test]
    fn what_it_follows() {
        let upstream = |lines: &[&str]| said(lines).upstream();
        assert_eq!(upstream(&[]), None);
        let gone = Upstream {
            name: "origin/x y".to_owned(),
            distance: None,
        };
        assert_eq!(upstream(&["# branch.upstream origin/x y"]), Some(gone));
        for (text, expected) in [
            ("+2 -1", Some((2, 1))),
            ("+0 -0", Some((0, 0))),
            ("+? -?", None),
            ("+1", None),
        ] {
            let lines = ["# branch.upstream o", &format!("# branch.ab {text}")];
            let distance = upstream(&lines).unwrap().distance;
            let expected = expected.map(|(ahead, behind)| Distance { ahead, behind });
            assert_eq!(distance, expected, "{text}");
        }
    }

    #[test]
    fn how_the_file_stands() {
        for (line, expected) in [
            (
                "1 .M N... 100644 100644 100644 a b x y.json",
                FileState::Changed,
            ),
            (
                "1 A. N... 000000 100644 100644 a b x.json",
                FileState::Changed,
            ),
            (
                "2 R. N... 100644 100644 100644 a b R100 x",
                FileState::Changed,
            ),
            ("u UU N... 1 1 1 1 a b c x y.json", FileState::Unmerged),
            ("? x y.json", FileState::Untracked),
            ("! folder/", FileState::Ignored),
        ] {
            assert_eq!(said(&["# stash 3", line]).file, Some(expected), "{line}");
        }
        assert_eq!(
            said(&["# branch.oid (initial)", "", "#", "9 new"]).file,
            None
        );
    }
}
