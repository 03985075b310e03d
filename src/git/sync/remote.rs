//! Where the branch is fetched from and pushed to.

use std::ffi::OsString;

use super::{Job, Shared, Step, Why};
use crate::git::status::Distance;

/// The branch of a remote that is synced with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remote {
    /// Its short name here, such as `origin/main`.
    pub(super) upstream: String,
    /// Its full name here, such as `refs/remotes/origin/main`.
    tracking: String,
    /// The remote that is fetched from.
    fetch: String,
    /// The remote that is pushed to.
    push: String,
    /// What the branch is called there.
    target: String,
}

/// What became of a push.
pub(super) enum Pushed {
    /// So many commits were sent.
    Sent(u64),
    /// The remote did not take them, perhaps since others were first.
    Refused(Why),
}

/// What `git for-each-ref` is asked of the branch.
const FORMAT: &str = "--format=%(upstream)%00%(upstream:short)%00%(upstream:remotename)%00%(upstream:remoteref)%00%(push:remotename)";

impl Job<'_> {
    /// What this branch follows of a remote's, if it does.
    pub(super) fn remote(&self, branch: &str) -> Result<Option<Remote>, Why> {
        let full = format!("refs/heads/{branch}");
        let output = self.ask(Step::Fetching, &["for-each-ref", FORMAT, &full])?;
        let line = String::from_utf8_lossy(output.line()).into_owned();
        let parts: Vec<&str> = line.split('\0').collect();
        Ok(match parts.as_slice() {
            // `.` is this very repository.
            ["", ..] | [_, _, "" | ".", ..] | [_, _, _, "", _] => None,
            [tracking, short, fetch, theirs, push] => {
                let push = if push.is_empty() { fetch } else { push };
                // Whoever pushes elsewhere than to where they fetch from has a branch of the same name there.
                let target = if push == fetch { theirs } else { full.as_str() };
                Some(Remote {
                    upstream: (*short).to_owned(),
                    tracking: (*tracking).to_owned(),
                    fetch: (*fetch).to_owned(),
                    push: (*push).to_owned(),
                    target: target.to_owned(),
                })
            }
            _ => None,
        })
    }

    /// Why there is nobody to share it with.
    pub(super) fn alone(&self, branch: String) -> Result<Shared, Why> {
        let output = self.ask(Step::Fetching, &["remote"])?;
        let remotes = String::from_utf8_lossy(&output.out);
        match remotes.lines().next() {
            Some(remote) => Err(Why::NoUpstream {
                branch,
                remote: remote.to_owned(),
            }),
            None => Ok(Shared::NoRemote),
        }
    }

    pub(super) fn fetch(&self, remote: &Remote) -> Result<(), Why> {
        let arguments = ["fetch", "--quiet", "--", &remote.fetch];
        self.must(Step::Fetching, &arguments).map(drop)
    }

    /// How far apart we and the remote's branch are, as of the last fetch.
    pub(super) fn distance(&self, remote: &Remote) -> Result<Distance, Why> {
        if !self.is_known(remote)? {
            // Nobody pushed it yet: all is to be sent.
            let count = self.ask(Step::Fetching, &["rev-list", "--count", "HEAD"])?;
            return Ok(Distance {
                ahead: numbers(&count.out).next().unwrap_or(1),
                behind: 0,
            });
        }
        let range = format!("HEAD...{}", remote.tracking);
        let arguments = ["rev-list", "--left-right", "--count", &range, "--"];
        let counted = self.answer(Step::Fetching, &arguments)?;
        let mut numbers = numbers(&counted);
        Ok(Distance {
            ahead: numbers.next().unwrap_or(0),
            behind: numbers.next().unwrap_or(0),
        })
    }

    fn is_known(&self, remote: &Remote) -> Result<bool, Why> {
        let commit = format!("{}^{{commit}}", remote.tracking);
        let arguments = ["rev-parse", "--verify", "--quiet", &commit];
        Ok(self.ask(Step::Fetching, &arguments)?.code == Some(0))
    }

    pub(super) fn push(&self, remote: &Remote, commits: u64) -> Result<Pushed, Why> {
        let what = OsString::from(format!("HEAD:{}", remote.target));
        let arguments: [OsString; 6] = [
            "push".into(),
            "--quiet".into(),
            // A line for each branch in words that are the same in every language.
            "--porcelain".into(),
            "--".into(),
            remote.push.clone().into(),
            what,
        ];
        let output = self.work(Step::Pushing, &arguments)?;
        if output.code == Some(0) {
            return Ok(Pushed::Sent(commits));
        }
        let said = String::from_utf8_lossy(&output.out);
        let why = Why::Git(Step::Pushing, output.failure());
        if said.contains("rejected]") {
            Ok(Pushed::Refused(why))
        } else {
            Err(why)
        }
    }

    /// The arguments that have git merge the remote's branch, named so that the commit's message tells it.
    pub(super) fn merging(remote: &Remote) -> Vec<String> {
        let arguments = [
            "merge",
            "--quiet",
            "--no-edit",
            // What the person's configuration says of these is meant for merges by hand.
            "--ff",
            "--commit",
            "--no-squash",
            "--no-autostash",
            "--no-rerere-autoupdate",
        ];
        let arguments = arguments.into_iter().map(str::to_owned);
        arguments.chain([remote.upstream.clone()]).collect()
    }
}

fn numbers(text: &[u8]) -> impl Iterator<Item = u64> {
    let text = String::from_utf8_lossy(text).into_owned();
    let numbers: Vec<u64> = text
        .split_whitespace()
        .filter_map(|number| number.parse().ok())
        .collect();
    numbers.into_iter()
}
