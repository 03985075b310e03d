//! Who made some commits, when, and what they said of it.

use super::said::{Entry, FORMAT, Parser};
use crate::git::program::{Cancel, Git, GitError};
use crate::model::blame::Deed;

/// So many commits are asked for at once: a command line has an end.
const AT_ONCE: usize = 1000;

/// What these commits did, in any order; one that is not there is left out.
pub(in crate::git) fn deeds(
    git: &Git,
    ids: &[&str],
    cancel: &Cancel,
) -> Result<Vec<Deed>, GitError> {
    let mut deeds = Vec::new();
    for ids in ids.chunks(AT_ONCE) {
        let log = [
            "-c",
            "log.follow=false",
            "log",
            "--no-walk=unsorted",
            "--ignore-missing",
            "--no-show-signature",
            "--no-notes",
            "--no-color",
            "--no-patch",
            "--date=short",
            "--encoding=UTF-8",
            "-z",
            FORMAT,
        ];
        let mut stream = git.stream(log.iter().chain(ids).copied().chain(["--"]), cancel)?;
        let mut parser = Parser::new(b"");
        while let Some(piece) = stream.read()? {
            parser.take(&piece);
        }
        deeds.extend(std::iter::from_fn(|| parser.next(true)).map(Deed::from));
    }
    Ok(deeds)
}

impl From<Entry> for Deed {
    fn from(entry: Entry) -> Self {
        Self {
            commit: entry.id,
            author: entry.author,
            time: entry.time,
            date: entry.date,
            subject: entry.subject,
        }
    }
}
