//! Branches and tags, to choose one of, and which of them is the main branch.

use super::blob::{NotThere, Revision};
use super::program::GitError;
use super::repo::Repository;

/// So many are told of at most.
const MOST: usize = 10_000;

/// A branch or tag. Names and words are untrusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ref {
    /// Its name, such as `main`, `origin/main` or `v1`.
    pub name: String,
    /// What it is.
    pub kind: RefKind,
    /// The hash of the commit that it names.
    pub commit: String,
    /// When that was committed, in seconds since 1970.
    pub time: i64,
    /// The first line of its message.
    pub subject: String,
    /// Whether it is checked out here.
    pub here: Here,
}

/// What a ref is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefKind {
    /// A branch of this repository.
    Branch,
    /// A branch of another one, as of the last fetch.
    Remote,
    /// A tag.
    Tag,
}

/// Whether a branch is the one that is checked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Here {
    /// It is.
    Yes,
    /// It is not.
    No,
}

impl Repository {
    /// All branches and tags, those with the newest commits first.
    pub fn refs(&self) -> Result<Vec<Ref>, GitError> {
        let format = "--format=%(refname)%00%(HEAD)%00%(objectname)%00%(*objectname)%00%(objecttype)%00\
                      %(*objecttype)%00%(committerdate:unix)%00%(*committerdate:unix)%00%(contents:subject)%00\
                      %(*contents:subject)%00%(symref)";
        let count = format!("--count={MOST}");
        let said = self.git.query([
            "for-each-ref",
            "--sort=-committerdate",
            &count,
            format,
            "refs/heads",
            "refs/remotes",
            "refs/tags",
        ])?;
        let said = String::from_utf8_lossy(&said.fine()?).into_owned();
        let mut refs: Vec<Ref> = said.lines().filter_map(one).collect();
        // git sorts tags that have a message of their own by nothing.
        refs.sort_by_key(|one| std::cmp::Reverse(one.time));
        Ok(refs)
    }

    /// The branch that the others are merged into, as far as can be told: what the remote calls so, else what usually is.
    pub fn main_branch(&self) -> Option<Revision> {
        let said = self
            .git
            .query(["symbolic-ref", "--quiet", "refs/remotes/origin/HEAD"]);
        let remote = said.ok().filter(|output| output.code == Some(0));
        let remote = remote.and_then(|output| {
            let line = String::from_utf8_lossy(output.line()).into_owned();
            line.strip_prefix("refs/remotes/").map(str::to_owned)
        });
        let configured = || {
            let said = self.git.query(["config", "--get", "init.defaultBranch"]);
            let said = said.ok().filter(|output| output.code == Some(0))?;
            Some(String::from_utf8_lossy(said.line()).into_owned())
        };
        let usual = ["main", "master", "trunk", "develop"].map(str::to_owned);
        let names = remote.into_iter().chain(usual).chain(configured());
        let names = names.flat_map(|name| {
            let elsewhere = format!("origin/{name}");
            [name, elsewhere]
        });
        names
            .filter(|name| !name.is_empty())
            .find_map(|name| self.branch(&name))
    }

    /// The last commit that what is checked out has in common with the main branch, and the name of that branch.
    pub fn base_with_main(&self) -> Result<(Revision, String), NotThere> {
        let here = self.revision("HEAD")?;
        let main = self.main_branch().ok_or(NotThere::NoMain)?;
        Ok((self.merge_base(&main, &here)?, main.name))
    }

    /// The branch of this name, here or of a remote.
    fn branch(&self, name: &str) -> Option<Revision> {
        let full = ["heads", "remotes"].map(|kind| format!("refs/{kind}/{name}"));
        let found = full.iter().find_map(|full| self.revision(full).ok());
        found.map(|found| found.called(name))
    }
}

/// Reads a line of the answer. A tag with a message names what it stands for in the parts with a star.
fn one(line: &str) -> Option<Ref> {
    let parts: Vec<&str> = line.split('\0').collect();
    let [
        full,
        head,
        id,
        of_id,
        kind,
        of_kind,
        time,
        of_time,
        subject,
        of_subject,
        target,
    ] = parts.as_slice()
    else {
        return None;
    };
    // `origin/HEAD` only names another one.
    if !target.is_empty() {
        return None;
    }
    let (id, kind_of, time, subject) = if *kind == "tag" {
        (of_id, of_kind, of_time, of_subject)
    } else {
        (id, kind, time, subject)
    };
    let (kind, name) = [
        (RefKind::Branch, "refs/heads/"),
        (RefKind::Remote, "refs/remotes/"),
        (RefKind::Tag, "refs/tags/"),
    ]
    .into_iter()
    .find_map(|(kind, prefix)| Some((kind, full.strip_prefix(prefix)?)))?;
    (*kind_of == "commit").then(|| Ref {
        name: name.to_owned(),
        kind,
        commit: (*id).to_owned(),
        time: time.parse().unwrap_or_default(),
        subject: (*subject).to_owned(),
        here: if *head == "*" { Here::Yes } else { Here::No },
    })
}
